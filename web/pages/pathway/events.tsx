import { Alert, Button, List, Paragraph, Tag, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { TimelineType } from '../../../domain/timeline.ts';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { part, serverNow } from '../../api/client.ts';
import { longDate, osloDay } from '../../format/dates.ts';
import { contactName, contactRoleNames } from '../../parts/contact-name.ts';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { useActors } from './actors.ts';
import { reportTexts } from './report-texts.ts';
import { Section } from './section.tsx';
import { texts } from './texts.ts';
import { happened } from './timeline-words.ts';

type Reported = PathwayAnswer['events'][number];

/** What was reported of the patient since the start, the newest first; each can be taken back. */
export function Events({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const acts = useWords(reportTexts);
  const [open, setOpen] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  // whoever thinks better of it is back where it began
  const [left, setLeft] = useState<string | null>(null);
  const { events, pathwayId } = pathway;
  return (
    <Section title={words.events}>
      {isDone && (
        <Alert data-color="success" role="status">
          {acts.takenBack}
        </Alert>
      )}
      {events.length === 0 ? (
        <Paragraph data-size="sm">{words.noEvents}</Paragraph>
      ) : (
        <List.Unordered className="plain">
          {events.toReversed().map((event) => (
            <List.Item key={event.eventId} className="stack-tight entry">
              <Told
                event={event}
                isOpen={open === event.eventId}
                isLeft={left === event.eventId}
                onOpen={() => {
                  setOpen(event.eventId);
                  setDone(false);
                }}
              />
              {open === event.eventId && (
                <TakeBack
                  pathwayId={pathwayId}
                  eventId={event.eventId}
                  onClose={() => {
                    setOpen(null);
                    setLeft(event.eventId);
                  }}
                  onDone={() => {
                    setOpen(null);
                    setDone(true);
                  }}
                />
              )}
            </List.Item>
          ))}
        </List.Unordered>
      )}
    </Section>
  );
}

function Told({
  event,
  isOpen,
  isLeft,
  onOpen,
}: {
  readonly event: Reported;
  readonly isOpen: boolean;
  readonly isLeft: boolean;
  readonly onOpen: () => void;
}) {
  const words = useWords(texts);
  const acts = useWords(reportTexts);
  const told = useWords(happened);
  const actor = useActors();
  const { language } = useLanguage();
  const { role } = useHere();
  const roles = useWords(contactRoleNames);
  const { type, occurredOn, by, retractedBy, colleague } = event;
  const what = told[type as TimelineType] ?? type;
  return (
    <div className="row">
      <strong>{what}</strong>
      {type === 'staff-blocked' && (
        <span className="anywhere">
          {words.concerns(colleague === undefined ? null : contactName(colleague, roles))}
        </span>
      )}
      <span>{`${longDate(occurredOn, language)}, ${words.by(actor(by))}`}</span>
      {retractedBy !== null && <Tag data-color="warning">{words.takenBack}</Tag>}
      {retractedBy === null && role === 'coordinator' && !isOpen && (
        <Button
          variant="tertiary"
          data-size="sm"
          autoFocus={isLeft}
          aria-label={`${acts.takeBack}: ${what}`}
          onClick={onOpen}
        >
          {acts.takeBack}
        </Button>
      )}
    </div>
  );
}

function TakeBack({
  pathwayId,
  eventId,
  onClose,
  onDone,
}: {
  readonly pathwayId: string;
  readonly eventId: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const words = useWords(reportTexts);
  const shared = useWords(common);
  const retract = useAct(
    (client, reason: string) =>
      client.send('POST', `/pathways/${part(pathwayId)}/events`, {
        type: 'retracted',
        occurredOn: osloDay(serverNow()),
        retracts: eventId,
        reason,
      }),
    { onDone },
  );
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        retract.mutate(String(new FormData(event.currentTarget).get('reason')));
      }}
    >
      <Alert data-color="info">{words.takeBackDoes}</Alert>
      <Textfield
        multiline
        rows={2}
        name="reason"
        label={words.reason}
        description={words.reasonHelp}
        required
        maxLength={10_000}
        autoFocus
      />
      {retract.error && <Failure error={retract.error} />}
      <div className="row">
        <Button type="submit" data-size="sm" data-color="danger" disabled={retract.isPending}>
          {words.takeBack}
        </Button>
        <Button type="button" variant="secondary" data-size="sm" onClick={onClose}>
          {shared.cancel}
        </Button>
      </div>
    </form>
  );
}
