import {
  Alert,
  Button,
  Card,
  Field,
  Heading,
  Label,
  Link,
  Paragraph,
  Select,
  Table,
  Textfield,
} from '@digdir/designsystemet-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router';
import { pauseReasons, type SendingSwitch } from '../../../domain/model.ts';
import type { PathwayAnswer, Sending, StalledPathway } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { type Applied, applySettings } from '../../api/apply.ts';
import { ApiProblem, part, serverNow } from '../../api/client.ts';
import { useList, useRead } from '../../api/queries.ts';
import { useUnitNames, useUnits } from '../../api/units.ts';
import { dateAndTime, shortDate } from '../../format/dates.ts';
import { Choice } from '../../parts/choice.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { DirectoryCheck } from '../../parts/directory-check.tsx';
import { More } from '../../parts/more.tsx';
import { pointName } from '../../parts/names.ts';
import { Scrolled } from '../../parts/scrolled.tsx';
import { useSession } from '../../session/session.tsx';
import { Failure } from '../../shell/failure.tsx';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { lasting, pathwayIdIn } from './lasting.ts';
import { texts } from './texts.ts';

/** What whoever runs Vel hjem watches and turns; nobody's identity is on it. */
export default function OperationPage() {
  const words = useWords(texts);
  return (
    <Page title={words.title} help={<Paragraph data-size="sm">{words.help}</Paragraph>}>
      <Section title={words.sending}>
        <Switch />
      </Section>
      <Section title={words.stalled}>
        <Stalled />
      </Section>
      <Section title={words.directory}>
        <DirectoryCheck />
        <Link asChild>
          <RouterLink to="/units">{words.directoryLink}</RouterLink>
        </Link>
      </Section>
      <Section title={words.lookUp}>
        <LookUp />
      </Section>
      <Section title={words.replan}>
        <Replan />
      </Section>
    </Page>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card asChild className="stack">
      <section>
        <Heading level={2} data-size="sm">
          {title}
        </Heading>
        {children}
      </section>
    </Card>
  );
}

function Switch() {
  const words = useWords(texts);
  const { language } = useLanguage();
  const sending = useRead<Sending>('/sending');
  const [reason, setReason] = useState<NonNullable<SendingSwitch['reason']>>('incident');
  const pause = useAct((client) => client.send('PUT', '/sending', { paused: true, reason }));
  const resume = useAct((client) => client.send('PUT', '/sending', { paused: false }));
  const reasonId = useId();
  if (sending.error) return <Failure error={sending.error} again={() => void sending.refetch()} />;
  if (sending.data === undefined) return <Loading />;
  const { paused, since, by, reason: why } = sending.data;
  if (!paused)
    return (
      <>
        <Alert data-color="success" role="status">
          {words.sends}
        </Alert>
        <div>
          <DialogForm label={words.pause} help={words.pauseHelp} act={pause} isGrave>
            <Field>
              <Label htmlFor={reasonId}>{words.reason}</Label>
              <Select
                id={reasonId}
                value={reason}
                onChange={(event) => setReason(event.target.value as typeof reason)}
              >
                {pauseReasons.map((one) => (
                  <Select.Option key={one} value={one}>
                    {words.reasons[one]}
                  </Select.Option>
                ))}
              </Select>
            </Field>
          </DialogForm>
        </div>
      </>
    );
  const { unit, count } = lasting(since ?? '', serverNow());
  return (
    <>
      <Alert data-color="danger" role="status">
        <Paragraph>
          <strong>{words.paused(dateAndTime(since ?? '', language), words.lasting[unit](count))}</strong>{' '}
          {why !== null && words.reasonWas(words.reasons[why])} {by !== null && words.by(by)}
        </Paragraph>
        <Paragraph>{words.pausedHelp}</Paragraph>
      </Alert>
      <div>
        <DialogForm label={words.resume} help={words.resumeHelp} act={resume} />
      </div>
    </>
  );
}

/** What waits for a person: looked at in the console, mended, and set going again. */
function Stalled() {
  const words = useWords(texts);
  const { language } = useLanguage();
  const list = useList<StalledPathway>('/stalled');
  const renew = useAct((client, pathwayId: string) =>
    client.send<{ readonly renewed: boolean }>('POST', `/pathways/${part(pathwayId)}/plan`, {}),
  );
  if (list.error) return <Failure error={list.error} again={() => void list.refetch()} />;
  if (list.data === undefined) return <Loading />;
  const items = list.data.pages.flatMap((page) => page.items);
  return (
    <>
      {items.length === 0 ? (
        <Alert data-color="success" role="status">
          {words.nobodyStalled}
        </Alert>
      ) : (
        <>
          <Alert data-color="danger" role="status">
            {words.stalledHelp}
          </Alert>
          <Scrolled label={words.stalled}>
            <Table data-size="sm">
              <caption>{words.stalled}</caption>
              <Table.Head>
                <Table.Row>
                  <Table.HeaderCell scope="col">{words.pathway}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{words.since}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{words.executions}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{words.act}</Table.HeaderCell>
                </Table.Row>
              </Table.Head>
              <Table.Body>
                {items.map(({ pathwayId, since, executions }) => (
                  <Table.Row key={pathwayId}>
                    <Table.HeaderCell scope="row">
                      <Link asChild>
                        <RouterLink to={`?pathway=${part(pathwayId)}`}>{pathwayId}</RouterLink>
                      </Link>
                    </Table.HeaderCell>
                    <Table.Cell>{dateAndTime(since, language)}</Table.Cell>
                    <Table.Cell>
                      <div className="stack-tight">
                        {executions.map((one) => (
                          <ExecutionName key={one.arn} execution={one} />
                        ))}
                      </div>
                    </Table.Cell>
                    <Table.Cell>
                      <Button
                        variant="secondary"
                        data-size="sm"
                        aria-label={words.renewOf(pathwayId)}
                        disabled={renew.isPending}
                        onClick={() => renew.mutate(pathwayId)}
                      >
                        {words.renew}
                      </Button>
                    </Table.Cell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </Scrolled>
          <More list={list} />
        </>
      )}
      <Paragraph role="status">{renew.isSuccess && words.renewed}</Paragraph>
      {renew.error !== null && <Failure error={renew.error} />}
    </>
  );
}

/** An execution's name, as a link to the console where there is one. */
function ExecutionName({
  execution: { name, arn },
}: {
  readonly execution: PathwayAnswer['executions'][number];
}) {
  const words = useWords(texts);
  const url = useSession().signIn?.console?.executionUrl;
  if (url === undefined) return name;
  return (
    <Link
      href={url.replace('{arn}', encodeURIComponent(arn))}
      target="_blank"
      rel="noreferrer"
      title={words.console(name)}
    >
      {name}
    </Link>
  );
}

/** One pathway by its id, with its executions. */
function LookUp() {
  const words = useWords(texts);
  const [search, setSearch] = useSearchParams();
  const asked = search.get('pathway') ?? '';
  const [text, setText] = useState(asked);
  // one may also come from the list of what has stalled
  useEffect(() => setText(asked), [asked]);
  return (
    <>
      <form
        className="row end"
        onSubmit={(event) => {
          event.preventDefault();
          const id = pathwayIdIn(text);
          setText(id);
          setSearch(id === '' ? {} : { pathway: id });
        }}
      >
        <Textfield
          label={words.pathwayId}
          description={words.lookUpHelp}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" variant="secondary">
          {words.find}
        </Button>
      </form>
      {asked !== '' && <Found key={asked} pathwayId={asked} />}
    </>
  );
}

function Found({ pathwayId }: { readonly pathwayId: string }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const nameOf = useUnitNames();
  const pathway = useRead<PathwayAnswer>(`/pathways/${part(pathwayId)}`);
  if (pathway.error instanceof ApiProblem && pathway.error.status === 404)
    return (
      <Alert data-color="warning" role="status">
        {words.noSuch}
      </Alert>
    );
  if (pathway.error) return <Failure error={pathway.error} again={() => void pathway.refetch()} />;
  if (pathway.data === undefined) return <Loading />;
  const { status, points, executions } = pathway.data;
  const startedAt = executions.map((one) => one.startedAt).toSorted()[0];
  return (
    <div className="stack" role="status">
      <dl className="facts">
        <dt>{words.status}</dt>
        <dd>{shared.pathwayStatuses[status]}</dd>
        {startedAt !== undefined && (
          <>
            <dt>{words.startedAt}</dt>
            <dd>{dateAndTime(startedAt, language)}</dd>
          </>
        )}
      </dl>
      <Link asChild>
        <RouterLink to={`/pathways/${part(pathwayId)}`}>{words.open}</RouterLink>
      </Link>
      <Scrolled label={words.points}>
        <Table data-size="sm">
          <caption>{words.points}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell scope="col">{words.point}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{words.status}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{words.unit}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{words.due}</Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {points.map(({ point, name, status: stands, unitId, dueAt }) => (
              <Table.Row key={point}>
                <Table.Cell>{pointName(point, name, shared)}</Table.Cell>
                <Table.Cell>{shared.pointStatuses[stands]}</Table.Cell>
                <Table.Cell>{nameOf(unitId)}</Table.Cell>
                <Table.Cell>{shortDate(dueAt, language)}</Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </Scrolled>
      <Executions executions={executions} />
    </div>
  );
}

function Executions({ executions }: Pick<PathwayAnswer, 'executions'>) {
  const words = useWords(texts);
  const { language } = useLanguage();
  return (
    <Scrolled label={words.executions}>
      <Table data-size="sm">
        <caption>{words.executions}</caption>
        <Table.Head>
          <Table.Row>
            <Table.HeaderCell scope="col">{words.execution}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{words.status}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{words.startedAt}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{words.stoppedAt}</Table.HeaderCell>
          </Table.Row>
        </Table.Head>
        <Table.Body>
          {executions.map((one) => (
            <Table.Row key={one.arn}>
              <Table.Cell>
                <ExecutionName execution={one} />
              </Table.Cell>
              <Table.Cell>{one.status}</Table.Cell>
              <Table.Cell>{dateAndTime(one.startedAt, language)}</Table.Cell>
              <Table.Cell>
                {one.stoppedAt === null ? words.running : dateAndTime(one.stoppedAt, language)}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
    </Scrolled>
  );
}

/** Every open pathway of a trust under its settings as they are now, or in a new execution; it may be stopped at any page. */
function Replan() {
  const words = useWords(texts);
  const units = useUnits();
  const [unitId, setUnitId] = useState('');
  const [scope, setScope] = useState<'settings' | 'whole'>('settings');
  const [sofar, setSofar] = useState<Applied>();
  const isStopped = useRef(false);
  const trustId = useId();
  const run = useAct((client) => {
    isStopped.current = false;
    setSofar(undefined);
    return applySettings(client, unitId, { replan: scope === 'whole' }, (counts) => {
      setSofar(counts);
      return isStopped.current ? 'stop' : 'on';
    });
  });
  const trusts = (units.data ?? []).filter((unit) => unit.kind === 'hospital' && unit.escalatesTo === null);
  const count = sofar === undefined ? 0 : sofar.applied + sofar.unchanged + sofar.failed;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        run.mutate();
      }}
    >
      <Paragraph>{words.replanHelp}</Paragraph>
      <Field>
        <Label htmlFor={trustId}>{words.trust}</Label>
        <Select id={trustId} required value={unitId} onChange={(event) => setUnitId(event.target.value)}>
          <Select.Option value="">{words.chooseTrust}</Select.Option>
          {trusts.map((unit) => (
            <Select.Option key={unit.unitId} value={unit.unitId}>
              {`${unit.trust} (${unit.name})`}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Choice
        legend={words.scope}
        help={scope === 'settings' ? words.settingsOnlyHelp : words.wholeHelp}
        value={scope}
        options={[
          { value: 'settings', label: words.settingsOnly },
          { value: 'whole', label: words.whole },
        ]}
        onChange={setScope}
      />
      <div className="row">
        <Button type="submit" disabled={run.isPending}>
          {words.begin}
        </Button>
        {run.isPending && (
          <Button
            type="button"
            variant="secondary"
            onClick={() => {
              isStopped.current = true;
            }}
          >
            {words.stop}
          </Button>
        )}
      </div>
      <Paragraph role="status">
        {run.isPending && words.soFar(count)}
        {run.isSuccess &&
          (isStopped.current ? words.stopped(count) : words.done(run.data.applied, run.data.unchanged))}
      </Paragraph>
      {sofar !== undefined && sofar.failed > 0 && (
        <Alert data-color="warning">{words.failed(sofar.failed)}</Alert>
      )}
      {run.error !== null && <Failure error={run.error} />}
    </form>
  );
}
