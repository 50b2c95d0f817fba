import { Alert, Button, Card, Heading, Paragraph, Textarea } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import { useUnitNames } from '../../../api/units.ts';
import { longDate } from '../../../format/dates.ts';
import { taskName } from '../../../parts/names.ts';
import { Onwards, Undo } from '../after.tsx';
import type { Known } from './form.ts';
import { journalText } from './journal.ts';
import { isActive, type SentOutcome } from './outcome.tsx';
import { useOutcomeWords } from './review.tsx';

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
        {!rests && <Undo taskId={task.taskId} at={sent.at} onUndone={onUndone} />}
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
