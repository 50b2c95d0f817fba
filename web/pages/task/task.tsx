import { Alert, Card, Heading, Link, Paragraph, Tag } from '@digdir/designsystemet-react';
import { Link as RouterLink, useParams } from 'react-router';
import type { TaskAnswer } from '../../../functions/describe-api/document.ts';
import { part, serverNow } from '../../api/client.ts';
import { useRead } from '../../api/queries.ts';
import { dateAndTime, longDate, shortDate } from '../../format/dates.ts';
import { aboveWords } from '../../parts/above-words.ts';
import { ActionPackage } from '../../parts/action-package.tsx';
import { ConversationHeld } from '../../parts/conversation.tsx';
import { Deadline } from '../../parts/deadline.tsx';
import { stepInWords } from '../../parts/escalation.ts';
import { taskName } from '../../parts/names.ts';
import { PatientCard } from '../../parts/patient-card.tsx';
import { Phone } from '../../parts/phone.tsx';
import { WhomToCall } from '../../parts/whom-to-call.tsx';
import { FailurePage } from '../../shell/failure.tsx';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { Acts, isActive, useIsOwn } from './acts.tsx';
import { DoneForm } from './done-form.tsx';
import { ConversationOutcome } from './outcome/outcome.tsx';
import { Questions } from './questions.tsx';
import { texts } from './texts.ts';

/** One task: what matters to the patient first, whom it is about, what is to be done, and doing it. */
export default function TaskPage() {
  const { taskId = '' } = useParams();
  const task = useRead<TaskAnswer>(`/tasks/${part(taskId)}`);
  if (task.error) return <FailurePage error={task.error} again={() => void task.refetch()} />;
  if (task.data === undefined) return <Loading />;
  return <Task key={taskId} task={task.data} />;
}

function Task({ task }: { readonly task: TaskAnswer }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const isOwn = useIsOwn(task);
  const isLookedAt = !isOwn && task.patient === undefined;
  const { status } = task;
  return (
    <Page title={taskName(task, shared)} help={<Paragraph data-size="sm">{words.help}</Paragraph>}>
      <div className="row">
        <Tag data-color={status === 'open' ? 'accent' : 'neutral'}>{shared.taskStatuses[status]}</Tag>
        {isActive(task) && <Deadline dueAt={task.dueAt} />}
      </div>
      {!isActive(task) && <Alert data-color="info">{words.closedBy[status]}</Alert>}
      <Before task={task} />
      <div className="columns aside-first">
        <aside className="stack">
          {task.patient !== undefined && (
            <PatientCard patient={task.patient} group={task.diagnosis?.group}>
              <Link asChild>
                <RouterLink to={`/pathways/${part(task.pathwayId)}`}>{words.pathway}</RouterLink>
              </Link>
            </PatientCard>
          )}
          <Hospital task={task} />
          {isLookedAt && <Above task={task} />}
        </aside>
        <div className="stack">
          <ToDo task={task} isOwn={isOwn} />
          {task.kind === 'municipal-intake' && !isLookedAt && <ForIntake task={task} />}
          {isOwn && <Acts task={task} />}
          <Questions task={task} />
          {isOwn && isConversation(task) && <ConversationOutcome task={task} />}
          {isOwn && !isConversation(task) && <DoneForm task={task} />}
          {task.assessment !== undefined && <ConversationHeld held={task.assessment} level={2} />}
        </div>
      </div>
    </Page>
  );
}

function isConversation({ kind }: Pick<TaskAnswer, 'kind'>): boolean {
  return kind === 'needs-assessment' || kind === 'offer-again';
}

/** For the unit above: why there is no name here, whom to call, and how far reminders have come. */
function Above({ task }: { readonly task: TaskAnswer }) {
  const words = useWords(texts);
  const above = useWords(aboveWords);
  const { language } = useLanguage();
  const now = serverNow();
  const accepted = task.status === 'accepted';
  // the first tells of its arrival
  const { ladder = [], rung: last = 0 } = task;
  const steps = ladder.filter(
    ({ rung, unlessAccepted, onlyAccepted }) =>
      rung > 0 && (onlyAccepted ? accepted : rung <= last || !(unlessAccepted && accepted)),
  );
  return (
    <>
      <Card className="stack-tight">
        <Paragraph>{words.above}</Paragraph>
      </Card>
      <WhomToCall unitIds={[task.unitId]} />
      {isActive(task) && steps.length > 0 && (
        <Card className="stack-tight">
          <Heading level={2} data-size="xs">
            {above.ladder}
          </Heading>
          <ul>
            {steps.map((step) => (
              <li key={step.rung}>{stepInWords(step, now, above, (at) => shortDate(at, language))}</li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

/** What was said before: what matters to the patient comes first of all. */
function Before({ task: { whatMatters, earlier } }: { readonly task: TaskAnswer }) {
  const words = useWords(texts);
  if (whatMatters === undefined && earlier === undefined) return null;
  return (
    <Card className="stack-tight" data-color="accent">
      {whatMatters !== undefined && (
        <>
          <Heading level={2} data-size="xs">
            {words.whatMatters}
          </Heading>
          <Paragraph className="pre">{whatMatters}</Paragraph>
        </>
      )}
      {earlier !== undefined && (
        <>
          <Heading level={2} data-size="xs">
            {words.earlier}
          </Heading>
          {earlier.map((held) => (
            <ConversationHeld key={String(held.point)} held={held} level={3} />
          ))}
        </>
      )}
    </Card>
  );
}

function ToDo({ task, isOwn }: { readonly task: TaskAnswer; readonly isOwn: boolean }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const isFirst = task.kind === 'needs-assessment' && task.point === 1;
  const asked = task.asked ?? [];
  return (
    <Card className="stack-tight">
      <Heading level={2} data-size="xs">
        {words.whatToDo}
      </Heading>
      <Paragraph>{words.todo[isFirst ? 'point-1' : task.kind]}</Paragraph>
      {(task.kind === 'esas-action' || task.kind === 'esas-prompt') && (
        <Alert data-color="warning">{words.urgent}</Alert>
      )}
      {isOwn && isActive(task) && task.checkOwnRecord && <Paragraph>{words.checkOwnRecord}</Paragraph>}
      <dl className="facts">
        {asked.length > 0 && (
          <>
            <dt>{words.asked}</dt>
            <dd>
              {asked
                .map(
                  (one) =>
                    words.askedWords[one] ?? lookUp(shared.gpAsks, one) ?? lookUp(shared.esas, one) ?? one,
                )
                .join(', ')}
            </dd>
          </>
        )}
        <dt>{words.due}</dt>
        <dd>{longDate(task.dueAt, language)}</dd>
        <dt>{words.closes}</dt>
        <dd>{longDate(task.closesAt, language)}</dd>
        {task.appointmentOn && (
          <>
            <dt>{words.book}</dt>
            <dd>{dateAndTime(task.appointmentOn, language)}</dd>
          </>
        )}
        {task.contactPerson !== undefined && (
          <>
            <dt>{words.contactPerson}</dt>
            <dd>
              {task.contactPerson.name}
              {task.contactPerson.phone !== undefined && (
                <>
                  {', '}
                  <Phone number={task.contactPerson.phone} />
                </>
              )}
            </dd>
          </>
        )}
      </dl>
      {task.registration !== undefined && (
        <Paragraph data-size="sm">{words.registration(task.registration.code)}</Paragraph>
      )}
    </Card>
  );
}

/** What a municipality that takes a patient in can use at once: services for the needs, and letters. */
function ForIntake({ task }: { readonly task: TaskAnswer }) {
  const words = useWords(texts);
  const offered = task.actionPackage ?? [];
  return (
    <Card className="stack-tight">
      <Heading level={2} data-size="xs">
        {words.offers}
      </Heading>
      {offered.length === 0 ? <Paragraph>{words.noNeeds}</Paragraph> : <ActionPackage offered={offered} />}
      <Link asChild>
        <RouterLink to={`/pathways/${part(task.pathwayId)}/letters`}>{words.letters}</RouterLink>
      </Link>
    </Card>
  );
}

function lookUp(words: Readonly<Record<string, string>>, key: string): string | undefined {
  return words[key];
}

function Hospital({ task: { hospital } }: { readonly task: TaskAnswer }) {
  const words = useWords(texts);
  if (hospital?.name === undefined) return null;
  const { contact } = hospital;
  return (
    <Card className="stack-tight">
      <Heading level={2} data-size="xs">
        {words.hospital}
      </Heading>
      <Paragraph>{hospital.name}</Paragraph>
      {contact?.name !== undefined && (
        <Paragraph>{[contact.name, contact.role].filter(Boolean).join(', ')}</Paragraph>
      )}
      {hospital.phone && (
        <Paragraph>
          <Phone number={hospital.phone} />
        </Paragraph>
      )}
    </Card>
  );
}
