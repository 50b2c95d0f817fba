import { Button, Link, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import type { ListedTask } from '../../../functions/describe-api/document.ts';
import { type Listed, part, serverNow } from '../../api/client.ts';
import { useRead } from '../../api/queries.ts';
import { taskName } from '../../parts/names.ts';
import { useSession } from '../../session/session.tsx';
import { Failure } from '../../shell/failure.tsx';
import { useOutcomeWords } from './outcome/review.tsx';

/** How long an outcome can be undone here. */
const undoMinutes = 10;
/** How long a task that an outcome opens may take to be on the list. */
const listMs = 3_000;

/** The minutes that are left are shown and not announced: who asks for them reads them. */
export function Undo({
  taskId,
  at,
  onUndone,
}: {
  readonly taskId: string;
  /** When it was completed. */
  readonly at: Date;
  readonly onUndone: () => void;
}) {
  const { own, shared } = useOutcomeWords();
  const { client } = useSession();
  const queries = useQueryClient();
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const [left, setLeft] = useState(() => minutesLeft(at));
  useEffect(() => {
    const timer = setInterval(() => setLeft(minutesLeft(at)), 5_000);
    return () => clearInterval(timer);
  }, [at]);
  const undo = useMutation({
    mutationFn: () => client.send('DELETE', `/tasks/${part(taskId)}/completion`, { reason: reason.trim() }),
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
export function Onwards({ taskId }: { readonly taskId: string }) {
  const { own, shared } = useOutcomeWords();
  const tasks = useRead<Listed<ListedTask>>('/tasks', { limit: 5, include: 'patient' });
  const { refetch } = tasks;
  useEffect(() => {
    // what the outcome calls for is on the list a moment later
    const timer = setTimeout(() => void refetch(), listMs);
    return () => clearTimeout(timer);
  }, [refetch]);
  const next = tasks.data?.items.find((task) => task.taskId !== taskId && task.forColleagues !== true);
  return (
    <div className="row">
      {next !== undefined && (
        <Button asChild>
          <RouterLink to={`/tasks/${part(next.taskId)}`}>
            {`${own.nextInList}: ${[taskName(next, shared), next.patient?.name].filter(Boolean).join(', ')}`}
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
