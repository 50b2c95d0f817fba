import { Alert, Card, Heading, Link, Paragraph, Tag } from '@digdir/designsystemet-react';
import { Link as RouterLink, useParams } from 'react-router';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { ApiProblem, part } from '../../api/client.ts';
import { useRead } from '../../api/queries.ts';
import { useUnitNames } from '../../api/units.ts';
import { longDate } from '../../format/dates.ts';
import { PatientCard } from '../../parts/patient-card.tsx';
import { Phone } from '../../parts/phone.tsx';
import { WhomToCall } from '../../parts/whom-to-call.tsx';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { Answers } from './answers.tsx';
import { Conversations } from './conversations.tsx';
import { Events } from './events.tsx';
import { Executions } from './executions.tsx';
import { FollowUps, HandOvers, Offers } from './follow-ups.tsx';
import { Points } from './points.tsx';
import { Questions } from './questions.tsx';
import { Report } from './report.tsx';
import { texts } from './texts.ts';
import { Timeline } from './timeline.tsx';

/** Where a patient stands: what was done, what comes, who has it; and what a coordinator may report, ask and open there. */
export default function PathwayPage() {
  const words = useWords(texts);
  const { pathwayId = '' } = useParams();
  const pathway = useRead<PathwayAnswer>(`/pathways/${part(pathwayId)}`);
  if (pathway.error) {
    const isGone = pathway.error instanceof ApiProblem && pathway.error.status === 404;
    return (
      <Page title={words.title}>
        {isGone ? (
          <Alert data-color="warning" role="alert">
            {words.gone}
          </Alert>
        ) : (
          <Failure error={pathway.error} again={() => void pathway.refetch()} />
        )}
      </Page>
    );
  }
  if (pathway.data === undefined) return <Loading />;
  return <Shown pathway={pathway.data} />;
}

function Shown({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const { role, unit } = useHere();
  const { patient, diagnosis } = pathway;
  // a unit that was told of a miss sees how it stands, and does nothing here
  const follows = role === 'coordinator' && patient === undefined;
  const acts = role === 'coordinator' && !follows;
  return (
    <Page
      title={words.title}
      help={<Paragraph data-size="sm">{words.help}</Paragraph>}
      actions={
        role === 'coordinator' && (
          <>
            {acts && unit?.kind === 'municipality' && (
              <Link asChild>
                <RouterLink to="letters">{words.letters}</RouterLink>
              </Link>
            )}
            {unit?.kind === 'hospital' && (
              <Link asChild>
                <RouterLink to="audit">{words.audit}</RouterLink>
              </Link>
            )}
          </>
        )
      }
    >
      <Standing pathway={pathway} />
      {follows && <Alert data-color="info">{words.follows}</Alert>}
      <Points pathway={pathway} />
      <div className="columns with-beside">
        <div className="stack beside">
          {patient !== undefined && <PatientCard patient={patient} group={diagnosis?.group} />}
          {follows && <WhomToCall unitIds={unitsThatHave(pathway)} />}
          <Around pathway={pathway} />
          <HandOvers pathway={pathway} />
          {acts && <Report pathway={pathway} />}
        </div>
        <div className="stack">
          <Conversations pathway={pathway} />
          <Offers pathway={pathway} />
          <FollowUps pathway={pathway} />
          <Questions pathway={pathway} />
          <Answers pathway={pathway} />
          <Events pathway={pathway} />
          <Timeline pathway={pathway} />
          <Executions pathway={pathway} />
        </div>
      </div>
    </Page>
  );
}

/** The units that have something to do now, or have missed it; the hospital's where there is none. */
function unitsThatHave({ tasks, points, hospital }: PathwayAnswer): readonly string[] {
  const open = tasks.filter(({ status }) => status === 'open' || status === 'accepted');
  const missed = points.filter(({ status }) => status === 'missed');
  const units = [...open, ...missed].flatMap(({ unitId }) => unitId ?? []);
  return units.length === 0 ? [hospital.unitId] : [...new Set(units)];
}

function Standing({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const { status, startedAt, endedAt, anchor, precededBy, followedBy, patient } = pathway;
  return (
    <div className="row">
      {patient !== undefined && <strong>{patient.name}</strong>}
      <Tag data-color={status === 'active' ? 'accent' : 'neutral'}>{shared.pathwayStatuses[status]}</Tag>
      <span>{words.startedAt(longDate(startedAt, language))}</span>
      {endedAt !== null && <span>{words.endedAt(longDate(endedAt, language))}</span>}
      <span>{words.anchor(words.anchors[anchor.event], longDate(anchor.date, language))}</span>
      {anchor.provisional && <Tag data-color="warning">{words.provisional}</Tag>}
      {precededBy !== null && <PathwayLink pathwayId={precededBy}>{words.precededBy}</PathwayLink>}
      {followedBy !== null && <PathwayLink pathwayId={followedBy}>{words.followedBy}</PathwayLink>}
    </div>
  );
}

function PathwayLink({ pathwayId, children }: { readonly pathwayId: string; readonly children: string }) {
  return (
    <Link asChild>
      <RouterLink to={`/pathways/${part(pathwayId)}`}>{children}</RouterLink>
    </Link>
  );
}

/** The hospital and the GP: whom to call. */
function Around({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const nameOf = useUnitNames();
  const { hospital, gp, heldCopies, circumstances } = pathway;
  const { name, contact, phone } = hospital;
  const applies = Object.keys(circumstances).filter((one) => circumstances[one]);
  const person = [contact?.name, contact?.role].filter(Boolean).join(', ');
  return (
    <Card className="stack-tight">
      <Heading level={2} data-size="xs">
        {words.hospital}
      </Heading>
      <dl className="facts">
        <dt>{words.unit}</dt>
        <dd>{name ?? nameOf(hospital.unitId)}</dd>
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
        <dt>{words.gp}</dt>
        <dd>
          {gp === null ? words.noGp : `${nameOf(gp.unitId)}, ${words.gpAsOf(longDate(gp.asOf, language))}`}
        </dd>
        {applies.length > 0 && (
          <>
            <dt>{words.circumstances}</dt>
            <dd>{applies.map((one) => words.circumstanceNames[one] ?? one).join(', ')}</dd>
          </>
        )}
      </dl>
      {heldCopies.count > 0 && (
        <Paragraph data-size="sm">
          {words.heldCopies(heldCopies.count, longDate(heldCopies.since ?? '', language))}
        </Paragraph>
      )}
    </Card>
  );
}
