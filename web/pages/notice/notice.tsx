import { Alert, Button, Card, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { Link as RouterLink, useParams } from 'react-router';
import type { HospitalContact, ReadNotice } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { part } from '../../api/client.ts';
import { useRead } from '../../api/queries.ts';
import { useUnitNames } from '../../api/units.ts';
import { dateAndTime, longDate } from '../../format/dates.ts';
import { ConversationHeld } from '../../parts/conversation.tsx';
import { askedInWords, pointName, taskName } from '../../parts/names.ts';
import { PatientCard } from '../../parts/patient-card.tsx';
import { Phone } from '../../parts/phone.tsx';
import { QuestionAsked } from '../../parts/question.tsx';
import { WhomToCall } from '../../parts/whom-to-call.tsx';
import { Failure, FailurePage } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { NoticesHelp } from '../notices/help.tsx';
import { texts } from './texts.ts';

/** One notice: what it tells, whom it is about, what is asked, and that it was received. */
export default function NoticePage() {
  const words = useWords(texts);
  const shared = useWords(common);
  const { noticeId = '' } = useParams();
  const notice = useRead<ReadNotice>(`/notices/${part(noticeId)}`);
  if (notice.error) return <FailurePage error={notice.error} again={() => void notice.refetch()} />;
  if (notice.data === undefined) return <Loading />;
  const { kind, patient, diagnosis, hospital, sees, missed } = notice.data;
  return (
    <Page title={shared.noticeKinds[kind]} help={<NoticesHelp />}>
      <Link asChild>
        <RouterLink to="/notices">{words.back}</RouterLink>
      </Link>
      <div className="columns with-beside">
        <div className="stack beside">
          {patient !== undefined && <PatientCard patient={patient} group={diagnosis?.group} />}
          {sees === 'status' && (
            <>
              <Card className="stack-tight">
                <Paragraph>{words.onlyStatus}</Paragraph>
              </Card>
              <WhomToCall unitIds={missed?.unitId == null ? [] : [missed.unitId]} />
            </>
          )}
        </div>
        <div className="stack">
          <Told notice={notice.data} />
          <Content notice={notice.data} />
          {hospital !== undefined && <Hospital hospital={hospital} />}
        </div>
      </div>
    </Page>
  );
}

function Told({ notice }: { readonly notice: ReadNotice }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const { unit } = useHere();
  const { noticeId, kind, at, asked, receivedAt, pathwayId, point, missed } = notice;
  const nameOf = useUnitNames();
  const receive = useAct((client) => client.send('POST', `/notices/${part(noticeId)}/receipt`, {}));
  // a GP office has no part in pathways
  const isGp = unit?.kind === 'gp-office';
  return (
    <Card className="stack-tight">
      <Paragraph>{words.tells[kind]}</Paragraph>
      {asked.length > 0 && (
        <Alert data-color="warning">
          <Heading level={2} data-size="2xs">
            {words.asked}
          </Heading>
          <Paragraph>{askedInWords(asked, { appointment: words.appointment }, shared)}</Paragraph>
          {kind === 'assessment' && (
            <Paragraph data-size="sm">
              {words.askedTask}{' '}
              <RouterLink className="ds-link" to="/tasks">
                {words.toTasks}
              </RouterLink>
            </Paragraph>
          )}
        </Alert>
      )}
      <dl className="facts">
        {point !== null && (
          <>
            <dt>{words.about}</dt>
            <dd>{pointName(point, undefined, shared)}</dd>
          </>
        )}
        {point === null && missed?.kind != null && (
          <>
            <dt>{words.about}</dt>
            <dd>{taskName({ kind: missed.kind }, shared)}</dd>
          </>
        )}
        {missed?.unitId != null && (
          <>
            <dt>{words.unit}</dt>
            <dd>{nameOf(missed.unitId)}</dd>
          </>
        )}
        {missed !== undefined && (
          <>
            <dt>{words.due}</dt>
            <dd>{longDate(missed.dueAt, language)}</dd>
            <dt>{words.closed}</dt>
            <dd>{longDate(missed.closesAt, language)}</dd>
          </>
        )}
        <dt>{words.at}</dt>
        <dd>{dateAndTime(at, language)}</dd>
      </dl>
      {receive.error && <Failure error={receive.error} />}
      <div className="row">
        {receivedAt === null ? (
          <>
            <Button disabled={receive.isPending} onClick={() => receive.mutate()}>
              {words.receive}
            </Button>
            <Paragraph data-size="sm">{words.receiveHelp}</Paragraph>
          </>
        ) : (
          <Paragraph role="status">{words.receivedAt(longDate(receivedAt, language))}</Paragraph>
        )}
        {!isGp && (
          <RouterLink className="ds-link" to={`/pathways/${part(pathwayId)}`}>
            {words.pathway}
          </RouterLink>
        )}
      </div>
    </Card>
  );
}

/** What the notice brings along. */
function Content({ notice: { assessment, question, answer, reference } }: { readonly notice: ReadNotice }) {
  const words = useWords(texts);
  const { language } = useLanguage();
  return (
    <>
      {reference !== undefined && (
        <Card className="stack-tight">
          <Heading level={2} data-size="xs">
            {words.reference}
          </Heading>
          <Paragraph>{reference}</Paragraph>
          <Paragraph data-size="sm">{words.referenceHelp}</Paragraph>
        </Card>
      )}
      {answer !== undefined && (
        <Card className="stack-tight">
          <Heading level={2} data-size="xs">
            {words.answer}
          </Heading>
          {answer.note !== undefined && <Paragraph className="pre">{answer.note}</Paragraph>}
          {answer.appointmentOn !== undefined && (
            <Paragraph>{words.appointmentOn(dateAndTime(answer.appointmentOn, language))}</Paragraph>
          )}
        </Card>
      )}
      {question !== undefined && (
        <Card className="stack-tight">
          <Heading level={2} data-size="xs">
            {words.question}
          </Heading>
          <QuestionAsked question={question} />
        </Card>
      )}
      {assessment !== undefined && (
        <Card className="stack-tight">
          <Heading level={2} data-size="xs">
            {words.assessment}
          </Heading>
          <ConversationHeld held={assessment} level={3} />
        </Card>
      )}
    </>
  );
}

function Hospital({ hospital: { name, contact, phone } }: { readonly hospital: HospitalContact }) {
  const words = useWords(texts);
  const person = [contact?.name, contact?.role].filter(Boolean).join(', ');
  return (
    <Card className="stack-tight">
      <Heading level={2} data-size="xs">
        {words.hospital}
      </Heading>
      <dl className="facts">
        {name != null && (
          <>
            <dt>{words.unit}</dt>
            <dd>{name}</dd>
          </>
        )}
        {person !== '' && (
          <>
            <dt>{words.contact}</dt>
            <dd>{person}</dd>
          </>
        )}
        {phone != null && (
          <>
            <dt>{words.phone}</dt>
            <dd>
              <Phone number={phone} />
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}
