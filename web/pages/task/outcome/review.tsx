import { Button, Heading, List, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { TaskKind } from '../../../../domain/model.ts';
import type { ForeseenAnswer, TaskAnswer } from '../../../../functions/describe-api/document.ts';
import { useUnitNames } from '../../../api/units.ts';
import { longDate } from '../../../format/dates.ts';
import { taskName } from '../../../parts/names.ts';
import { common } from '../../../texts/common.ts';
import { useLanguage, useWords } from '../../../texts/words.ts';
import type { Known, Outcome } from './form.ts';
import { askedInWords, getsInWords, saidText, type Words } from './journal.ts';
import { texts } from './texts.ts';

/** What will be recorded, and who gets what, before it is sent. */
export function Review({
  outcome,
  foreseen,
  task,
  known,
  isSending,
  isBlocked,
  onBack,
  onSend,
  children,
}: {
  readonly outcome: Outcome;
  readonly foreseen: ForeseenAnswer;
  readonly task: TaskAnswer;
  readonly known: Known;
  readonly isSending: boolean;
  readonly isBlocked: boolean;
  readonly onBack: () => void;
  readonly onSend: () => void;
  readonly children?: ReactNode;
}) {
  const words = useOutcomeWords();
  const { own, shared } = words;
  const nameOf = useUnitNames();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const point = taskName(task, shared);
  return (
    <>
      <Heading level={2} data-size="xs" id="outcome-title" ref={heading} tabIndex={-1}>
        {own.reviewTitle}
      </Heading>
      <section className="stack-tight">
        <Heading level={3} data-size="2xs">
          {own.recorded}
        </Heading>
        <div className="pre recorded">{saidText(outcome, { point, today: known.today, nameOf }, words)}</div>
      </section>
      <Receivers foreseen={foreseen} isHeld={outcome.outcome === 'assessed'} unitId={task.unitId} />
      <Follows foreseen={foreseen} task={task} outcome={outcome} />
      {children}
      <div className="row">
        <Button type="button" disabled={isSending || isBlocked} onClick={onSend}>
          {isSending ? own.sending : own.send}
        </Button>
        <Button type="button" variant="tertiary" onClick={onBack}>
          {own.change}
        </Button>
      </div>
    </>
  );
}

/** The words that an outcome is told in. */
export function useOutcomeWords(): Words {
  const { language } = useLanguage();
  return { own: useWords(texts), shared: useWords(common), language };
}

function Receivers({
  foreseen: { receivers, withheld },
  isHeld,
  unitId: own,
}: {
  readonly foreseen: ForeseenAnswer;
  readonly isHeld: boolean;
  readonly unitId: string;
}) {
  const words = useOutcomeWords();
  const nameOf = useUnitNames();
  const units = [...new Set(receivers.map(({ unitId }) => unitId))];
  return (
    <section className="stack-tight">
      <Heading level={3} data-size="2xs">
        {words.own.whoGets}
      </Heading>
      {units.length === 0 && <Paragraph>{words.own.nobody}</Paragraph>}
      {units.length > 0 && (
        <List.Unordered>
          {units.map((unitId) => {
            const all = receivers.filter((one) => one.unitId === unitId);
            const gets = all.map((one) => getsInWords(one, words)).join('; ');
            const isCopied = all.some((one) => one.gets === 'copy');
            const mayRead = all.some(({ reads }) => reads) ? words.own.canRead : words.own.cannotRead;
            return (
              <List.Item key={unitId}>
                <strong>{unitId === own ? words.own.you : nameOf(unitId)}</strong>
                {`: ${gets}. ${isHeld && !isCopied && unitId !== own ? mayRead : ''}`}
              </List.Item>
            );
          })}
        </List.Unordered>
      )}
      {withheld.length > 0 && (
        <>
          <Heading level={3} data-size="2xs">
            {words.own.whoGetsNothing}
          </Heading>
          <List.Unordered>
            {withheld.map(({ from, reason }) => (
              <List.Item key={from}>
                <strong>{words.own.withheldFrom[from]}</strong>
                {`: ${words.own.withheld[reason]}.`}
              </List.Item>
            ))}
          </List.Unordered>
        </>
      )}
    </section>
  );
}

function Follows({
  foreseen: { calls, next, status, receivers },
  task: { unitId: own, kind, opensAt },
  outcome,
}: {
  readonly foreseen: ForeseenAnswer;
  readonly task: TaskAnswer;
  readonly outcome: Outcome;
}) {
  const words = useOutcomeWords();
  const { shared, language } = words;
  const nameOf = useUnitNames();
  // what opens at once stands among what units get
  const later = calls.filter((call) => !receivers.some((one) => one.kind === call.kind));
  const rests = next !== null && next.kind === kind && next.opensAt === opensAt;
  const until = outcome.outcome === 'not-held' ? outcome.tryAgainOn : undefined;
  const isTold = next !== null && receivers.some(({ kind }) => kind === next.kind);
  const unitOf = (unitId: string) => (unitId === own ? words.own.you : nameOf(unitId));
  return (
    <>
      {later.length > 0 && (
        <section className="stack-tight">
          <Heading level={3} data-size="2xs">
            {words.own.calls}
          </Heading>
          <List.Unordered>
            {later.map(({ kind: what, asked, dueAt }) => (
              <List.Item key={`${what} ${asked.join()}`}>
                {words.own.call(
                  shared.kinds[what as TaskKind],
                  askedInWords(asked, words),
                  longDate(dueAt, language),
                )}
              </List.Item>
            ))}
          </List.Unordered>
        </section>
      )}
      {!isTold && (
        <section className="stack-tight">
          <Heading level={3} data-size="2xs">
            {words.own.next}
          </Heading>
          <Paragraph>
            {rests && until !== undefined
              ? words.own.rests(longDate(until, language))
              : next !== null
                ? words.own.nextTask(
                    taskName(next, shared),
                    unitOf(next.unitId),
                    longDate(next.opensAt, language),
                    longDate(next.dueAt, language),
                  )
                : status === 'active'
                  ? words.own.nothingNext
                  : words.own.ended(shared.pathwayStatuses[status].toLowerCase())}
          </Paragraph>
        </section>
      )}
    </>
  );
}
