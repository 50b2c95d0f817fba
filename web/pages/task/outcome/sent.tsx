import {
  Alert,
  Button,
  Card,
  Heading,
  Link,
  Paragraph,
  Textarea,
  Textfield,
} from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { TaskAnswer } from '../../../../functions/describe-api/document.ts';
import { type Listed, part, serverNow } from '../../../api/client.ts';
import { useRead } from '../../../api/queries.ts';
import { useUnitNames } from '../../../api/units.ts';
import { longDate } from '../../../format/dates.ts';
import { taskName } from '../../../parts/names.ts';
import { useSession } from '../../../session/session.tsx';
import { Failure } from '../../../shell/failure.tsx';
import type { Known } from './form.ts';
import { journalText } from './journal.ts';
import { isActive, type SentOutcome } from './outcome.tsx';
import { useOutcomeWords } from './review.tsx';

/** How long an outcome can be undone here. */
const undoMinutes = 10;
/** How long a task that an outcome opens may take to be on the list. */
const listMs = 3_000;

/** After an outcome was sent: the text for the record, the way back, and the next task. */
export function Sent({
  sent,
  known,
  onUndone,
}: {
  readonly sent: SentOutcome;
  readonly known: Known;
  readonly onUndone: () => void;
}) {
  const words = useOutcomeWords();
  const { own, shared, language } = words;
  const nameOf = useUnitNames();
  const { outcome, foreseen, task } = sent;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const rests = isActive(task);
  const text = journalText(
    outcome,
    { point: taskName(task, shared), today: known.today, foreseen, nameOf, unitId: task.unitId },
    words,
  );
  return (
    <Card asChild>
      <section className="stack" aria-labelledby="outcome-title">
        <Alert data-color="success">
          <Heading level={2} data-size="xs" id="outcome-title" ref={heading} tabIndex={-1}>
            {rests && task.appointmentOn ? own.rests(longDate(task.appointmentOn, language)) : own.done}
          </Heading>
        </Alert>
        <JournalText text={text} />
        {!rests && <Undo sent={sent} onUndone={onUndone} />}
        <Onwards taskId={task.taskId} />
      </section>
    </Card>
  );
}

function JournalText({ text }: { readonly text: string }) {
  const { own, shared } = useOutcomeWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(shared.copied);
    } catch {
      // some hospitals' browsers do not let a page copy
      area.current?.select();
      setSaid(own.copyFailed);
    }
  };
  return (
    <div className="stack-tight">
      <Textarea
        ref={area}
        aria-label={own.journalText}
        readOnly
        rows={Math.min(20, text.split('\n').length + 1)}
        value={text}
      />
      <div className="row">
        <Button type="button" onClick={() => void copy()}>
          {own.copyJournal}
        </Button>
        <Paragraph data-size="sm" role="status">
          {said}
        </Paragraph>
      </div>
    </div>
  );
}

/** The minutes that are left are shown and not announced: who asks for them reads them. */
function Undo({ sent, onUndone }: { readonly sent: SentOutcome; readonly onUndone: () => void }) {
  const { own, shared } = useOutcomeWords();
  const { client } = useSession();
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const [left, setLeft] = useState(() => minutesLeft(sent.at));
  useEffect(() => {
    const timer = setInterval(() => setLeft(minutesLeft(sent.at)), 5_000);
    return () => clearInterval(timer);
  }, [sent.at]);
  const undo = useMutation({
    mutationFn: () =>
      client.send('DELETE', `/tasks/${part(sent.task.taskId)}/completion`, { reason: reason.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onUndone();
    },
  });
  if (left <= 0) return <Paragraph data-size="sm">{own.undoOver}</Paragraph>;
  if (!isAsked)
    return (
      <div className="row">
        <Button type="button" variant="secondary" data-size="sm" onClick={() => setAsked(true)}>
          {own.undo}
        </Button>
        <Paragraph data-size="sm">{own.undoHelp(left)}</Paragraph>
      </div>
    );
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') undo.mutate();
      }}
    >
      <Textfield
        autoFocus
        required
        maxLength={10_000}
        label={own.undoReason}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {undo.error !== null && <Failure error={undo.error} />}
      <div className="row">
        <Button type="submit" data-size="sm" data-color="danger" disabled={undo.isPending}>
          {own.undoSend}
        </Button>
        <Button type="button" variant="tertiary" data-size="sm" onClick={() => setAsked(false)}>
          {shared.cancel}
        </Button>
      </div>
    </form>
  );
}

function minutesLeft(since: Date): number {
  return Math.ceil(undoMinutes - (serverNow().getTime() - since.getTime()) / 60_000);
}

/** What comes next on the unit's list. */
function Onwards({ taskId }: { readonly taskId: string }) {
  const { own, shared } = useOutcomeWords();
  const tasks = useRead<Listed<TaskAnswer>>('/tasks', { limit: 5 });
  const { refetch } = tasks;
  useEffect(() => {
    // what the outcome calls for is on the list a moment later
    const timer = setTimeout(() => void refetch(), listMs);
    return () => clearTimeout(timer);
  }, [refetch]);
  const next = tasks.data?.items.find((task) => task.taskId !== taskId);
  return (
    <div className="row">
      {next !== undefined && (
        <Button asChild>
          <RouterLink to={`/tasks/${part(next.taskId)}`}>
            {`${own.nextInList}: ${taskName(next, shared)}`}
          </RouterLink>
        </Button>
      )}
      {tasks.data !== undefined && next === undefined && <Paragraph>{own.noNext}</Paragraph>}
      <Link asChild>
        <RouterLink to="/tasks">{own.toList}</RouterLink>
      </Link>
    </div>
  );
}
