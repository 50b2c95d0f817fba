import {
  Alert,
  Button,
  Card,
  Checkbox,
  Field,
  Fieldset,
  Heading,
  Label,
  Link,
  Paragraph,
  Select,
  Table,
  Textfield,
} from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useRef, useState } from 'react';
import { Link as RouterLink } from 'react-router';
import { answerNames, diagnosisGroups } from '../../../domain/model.ts';
import type { PathwaySummary } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { ApiProblem, part, serverNow } from '../../api/client.ts';
import { useUnits } from '../../api/units.ts';
import { longDate, osloDay } from '../../format/dates.ts';
import { Choice } from '../../parts/choice.tsx';
import { pointName } from '../../parts/names.ts';
import { UnitSelect } from '../../parts/unit-select.tsx';
import { useSession } from '../../session/session.tsx';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { emptyForm, type Filled, referralOf, type Told } from './referral.ts';
import { texts } from './texts.ts';

/** Starts a pathway by hand, for units whose record system does not. */
export default function NewPatient() {
  const words = useWords(texts);
  const me = useHere();
  const points = me.startAtPoints as readonly (1 | 2 | 3)[];
  const blank = () => emptyForm(me.unit?.kind === 'hospital' ? me.unit.unitId : '', points[0] ?? 1);
  const [filled, setFilled] = useState<Filled>(blank);
  const [previewed, setPreviewed] = useState<PathwaySummary>();
  const { client } = useSession();
  const top = useRef<HTMLDivElement>(null);
  const look = useMutation({
    mutationFn: () =>
      client.send<PathwaySummary>('POST', '/pathways', referralOf(filled), { dryRun: 'true' }),
    onSuccess: (summary) => {
      setPreviewed(summary);
      top.current?.focus();
    },
  });
  const start = useAct((caller) => caller.send<PathwaySummary>('POST', '/pathways', referralOf(filled)));
  return (
    <Page title={words.title} help={<Paragraph data-size="sm">{words.help}</Paragraph>}>
      <div ref={top} tabIndex={-1} className="stack">
        {start.data !== undefined ? (
          <Started
            pathwayId={start.data.pathwayId}
            again={() => {
              setFilled(blank());
              setPreviewed(undefined);
              look.reset();
              start.reset();
            }}
          />
        ) : previewed !== undefined ? (
          <Preview
            summary={previewed}
            change={() => setPreviewed(undefined)}
            start={() => start.mutate()}
            isStarting={start.isPending}
            error={start.error}
          />
        ) : (
          <form
            className="stack"
            autoComplete="off"
            onSubmit={(event) => {
              event.preventDefault();
              look.mutate();
            }}
          >
            <Form filled={filled} points={points} change={(more) => setFilled({ ...filled, ...more })} />
            {look.error !== null && <Refusal error={look.error} />}
            <div>
              <Button type="submit" disabled={look.isPending}>
                {words.look}
              </Button>
            </div>
          </form>
        )}
      </div>
    </Page>
  );
}

interface FormProps {
  readonly filled: Filled;
  readonly points: readonly (1 | 2 | 3)[];
  readonly change: (more: Partial<Filled>) => void;
}

function Form({ filled, points, change }: FormProps) {
  const words = useWords(texts);
  const shared = useWords(common);
  const me = useHere();
  const text = (name: keyof Filled & string) => ({
    value: filled[name] as string,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      change({ [name]: event.target.value }),
  });
  const tick = (name: keyof Filled & string) => ({
    value: name,
    checked: filled[name] as boolean,
    onChange: (event: { readonly target: { readonly checked: boolean } }) =>
      change({ [name]: event.target.checked }),
  });
  return (
    <>
      <Part legend={words.patient}>
        <Textfield
          label={words.nationalId}
          required
          inputMode="numeric"
          pattern="[\d ]{11,13}"
          {...text('nationalId')}
        />
        <Textfield label={words.name} required maxLength={200} {...text('name')} />
        <Textfield label={words.phone} type="tel" maxLength={30} {...text('phone')} />
        <Textfield
          label={words.interpreter}
          description={words.interpreterHelp}
          maxLength={35}
          {...text('interpreter')}
        />
        <Checkbox label={words.minor} {...tick('minor')} />
        {filled.minor && (
          <>
            <Textfield label={words.guardianName} maxLength={200} {...text('guardianName')} />
            <Textfield label={words.guardianPhone} type="tel" maxLength={30} {...text('guardianPhone')} />
          </>
        )}
        <Checkbox
          label={words.addressProtected}
          description={words.addressProtectedHelp}
          {...tick('addressProtected')}
        />
      </Part>
      <Part legend={words.circumstances}>
        <Checkbox label={words.childrenAsNextOfKin} {...tick('childrenAsNextOfKin')} />
        <Checkbox label={words.nursingHome} {...tick('nursingHome')} />
        <Checkbox label={words.municipalServices} {...tick('municipalServices')} />
      </Part>
      <Part legend={words.diagnosis}>
        <Group value={filled.group} onChange={(group) => change({ group })} />
        <Textfield
          label={words.diagnosisDate}
          type="date"
          required
          max={osloDay(serverNow())}
          {...text('diagnosisDate')}
        />
        <Checkbox label={words.relapse} {...tick('relapse')} />
        <Choice
          legend={words.intent}
          value={filled.intent}
          options={(['curative', 'palliative', 'unknown'] as const).map((value) => ({
            value,
            label: words.intents[value],
          }))}
          onChange={(intent) => change({ intent })}
        />
      </Part>
      <Part legend={words.hospital} help={words.contactHelp}>
        <UnitSelect
          label={words.hospitalUnit}
          nothing={words.choose}
          value={filled.hospitalUnitId}
          onChange={(hospitalUnitId) => change({ hospitalUnitId })}
          may={({ kind, trust }) =>
            kind === 'hospital' && (me.unit?.kind !== 'hospital' || trust === me.unit.trust)
          }
        />
        <Textfield label={words.contactName} maxLength={200} {...text('contactName')} />
        <Textfield label={words.contactPhone} type="tel" maxLength={30} {...text('contactPhone')} />
        {filled.startAtPoint === 1 && (
          <Textfield
            label={words.readyFrom}
            description={words.readyFromHelp}
            type="date"
            {...text('readyFrom')}
          />
        )}
        {points.length > 1 && (
          <Choice
            legend={words.begin}
            value={String(filled.startAtPoint) as '1' | '2' | '3'}
            options={points.map((point) => ({
              value: String(point) as '1' | '2' | '3',
              label: words.beginAt[point],
            }))}
            onChange={(point) => change({ startAtPoint: Number(point) as 1 | 2 | 3 })}
          />
        )}
      </Part>
      <Part legend={words.place}>
        <Municipality filled={filled} change={change} />
        <GpOffice value={filled.gpUnitId} onChange={(gpUnitId) => change({ gpUnitId })} />
      </Part>
      <Part legend={words.answers} help={words.answersHelp}>
        {answerNames.map((name) => (
          <Choice<Told>
            key={name}
            legend={shared.answerNames[name]}
            value={filled.answers[name]}
            options={[
              { value: 'yes', label: shared.yes },
              { value: 'no', label: shared.no },
              { value: 'not-asked', label: shared.notAsked },
            ]}
            onChange={(told) => change({ answers: { ...filled.answers, [name]: told } })}
          />
        ))}
      </Part>
    </>
  );
}

function Part({
  legend,
  help,
  children,
}: {
  readonly legend: string;
  readonly help?: string;
  readonly children: ReactNode;
}) {
  return (
    <Card>
      <Fieldset>
        <Fieldset.Legend>{legend}</Fieldset.Legend>
        {help !== undefined && <Fieldset.Description>{help}</Fieldset.Description>}
        {children}
      </Fieldset>
    </Card>
  );
}

function Group({
  value,
  onChange,
}: {
  readonly value: Filled['group'];
  readonly onChange: (group: Filled['group']) => void;
}) {
  const words = useWords(texts);
  const shared = useWords(common);
  const id = useId();
  const groups = diagnosisGroups.toSorted((a, b) =>
    (shared.groups[a] ?? a).localeCompare(shared.groups[b] ?? b, 'nb'),
  );
  return (
    <Field>
      <Label htmlFor={id}>{words.group}</Label>
      <Select
        id={id}
        required
        value={value}
        onChange={(event) => onChange(event.target.value as Filled['group'])}
      >
        <Select.Option value="">{words.choose}</Select.Option>
        {groups.map((group) => (
          <Select.Option key={group} value={group}>
            {shared.groups[group] ?? group}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}

/** A place of the directory by its name, or any other by its number. */
function Municipality({ filled, change }: Pick<FormProps, 'filled' | 'change'>) {
  const words = useWords(texts);
  const me = useHere();
  const id = useId();
  const [isOther, setOther] = useState(false);
  const units = (useUnits().data ?? []).filter(({ municipality }) => municipality != null);
  const own = me.unit?.kind === 'municipality';
  // of the units of one place, the one that the others look up to
  const places = new Map(
    units
      .toSorted((a, b) => Number(a.escalatesTo === null) - Number(b.escalatesTo === null))
      .map(({ municipality, name }) => [keyOf(municipality!.number, municipality!.district ?? null), name]),
  );
  const value = isOther
    ? 'other'
    : filled.municipality === ''
      ? ''
      : keyOf(filled.municipality, filled.district);
  return (
    <>
      <Field>
        <Label htmlFor={id}>{words.municipality}</Label>
        <Select
          id={id}
          required
          value={value}
          onChange={(event) => {
            const [municipality = '', district = ''] = event.target.value.split('-');
            setOther(event.target.value === 'other');
            change(
              event.target.value === 'other'
                ? { municipality: '', district: '' }
                : { municipality, district },
            );
          }}
        >
          <Select.Option value="">{words.choose}</Select.Option>
          {[...places]
            .toSorted(([, a], [, b]) => a.localeCompare(b, 'nb'))
            .map(([key, name]) => (
              <Select.Option key={key} value={key}>
                {name}
              </Select.Option>
            ))}
          {!own && <Select.Option value="other">{words.otherMunicipality}</Select.Option>}
        </Select>
      </Field>
      {isOther && (
        <>
          <Textfield
            label={words.municipalityNumber}
            required
            inputMode="numeric"
            pattern="\d{4}"
            value={filled.municipality}
            onChange={(event) => change({ municipality: event.target.value })}
          />
          {filled.municipality === '0301' && (
            <Textfield
              label={words.district}
              required
              inputMode="numeric"
              pattern="\d{2}"
              value={filled.district}
              onChange={(event) => change({ district: event.target.value })}
            />
          )}
        </>
      )}
    </>
  );
}

function keyOf(number: string, district: string | null): string {
  return district === null || district === '' ? number : `${number}-${district}`;
}

function GpOffice({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }) {
  const words = useWords(texts);
  const id = useId();
  const offices = (useUnits().data ?? []).filter(({ kind }) => kind === 'gp-office');
  return (
    <Field>
      <Label htmlFor={id}>{words.gp}</Label>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <Select.Option value="">{words.gpUnknown}</Select.Option>
        {offices.map(({ unitId, name }) => (
          <Select.Option key={unitId} value={unitId}>
            {name}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}

/** A patient who is under way already is led to; everything else is said as it is elsewhere. */
function Refusal({ error }: { readonly error: unknown }) {
  const words = useWords(texts);
  const active =
    error instanceof ApiProblem && error.type === 'active-pathway' ? error.more.pathwayId : undefined;
  if (typeof active !== 'string') return <Failure error={error} />;
  return (
    <Alert data-color="warning" role="alert">
      <Paragraph>{words.active}</Paragraph>
      <Link asChild>
        <RouterLink to={`/pathways/${part(active)}`}>{words.toPathway}</RouterLink>
      </Link>
    </Alert>
  );
}

function Preview({
  summary,
  change,
  start,
  isStarting,
  error,
}: {
  readonly summary: PathwaySummary;
  readonly change: () => void;
  readonly start: () => void;
  readonly isStarting: boolean;
  readonly error: unknown;
}) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  return (
    <Card className="stack">
      <Heading level={2} data-size="sm">
        {words.preview}
      </Heading>
      <Paragraph>{words.previewHelp}</Paragraph>
      <div className="scroll">
        <Table>
          <caption>{words.preview}</caption>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell scope="col">{words.point}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{words.opens}</Table.HeaderCell>
              <Table.HeaderCell scope="col">{words.due}</Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {summary.points.map(({ point, opensAt, dueAt, status }) => (
              <Table.Row key={String(point)}>
                <Table.HeaderCell scope="row">{pointName(point, undefined, shared)}</Table.HeaderCell>
                {status === 'planned' || status === 'open' ? (
                  <>
                    <Table.Cell>{longDate(opensAt, language)}</Table.Cell>
                    <Table.Cell>{longDate(dueAt, language)}</Table.Cell>
                  </>
                ) : (
                  <Table.Cell colSpan={2}>{shared.pointStatuses[status]}</Table.Cell>
                )}
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
      {error !== null && <Refusal error={error} />}
      <div className="row">
        <Button onClick={start} disabled={isStarting}>
          {words.start}
        </Button>
        <Button variant="secondary" onClick={change} disabled={isStarting}>
          {words.change}
        </Button>
      </div>
    </Card>
  );
}

function Started({ pathwayId, again }: { readonly pathwayId: string; readonly again: () => void }) {
  const words = useWords(texts);
  return (
    <>
      <Alert data-color="success" role="status">
        {words.started}
      </Alert>
      <div className="row">
        <Link asChild>
          <RouterLink to={`/pathways/${part(pathwayId)}`}>{words.toPathway}</RouterLink>
        </Link>
        <Button variant="secondary" onClick={again}>
          {words.another}
        </Button>
      </div>
    </>
  );
}
