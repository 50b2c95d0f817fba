import {
  Alert,
  Button,
  Card,
  Checkbox,
  Field,
  Fieldset,
  Heading,
  Label,
  Paragraph,
  Radio,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { type ReactNode, useId, useState } from 'react';
import { answerNames, esasItems } from '../../../domain/model.ts';
import type { PathwayAnswer, ShownUnit } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { part, serverNow } from '../../api/client.ts';
import { useUnits } from '../../api/units.ts';
import { osloDay } from '../../format/dates.ts';
import { placeOf } from '../../parts/places.ts';
import { Failure } from '../../shell/failure.tsx';
import { common } from '../../texts/common.ts';
import { useWords } from '../../texts/words.ts';
import { EmployeeField } from './employee.tsx';
import {
  circumstanceNames,
  ending,
  otherPlace,
  patientFields,
  type Reportable,
  reportable,
  reportOf,
  type Values,
} from './report.ts';
import { reportTexts } from './report-texts.ts';
import { texts } from './texts.ts';

/** A report about the patient: what it will do is said before it is sent, and what ends the pathway is confirmed. */
export function Report({ pathway }: { readonly pathway: PathwayAnswer }) {
  const words = useWords(reportTexts);
  const [type, setType] = useState<Reportable | null>(null);
  const [isDone, setDone] = useState(false);
  const id = useId();
  return (
    <Card className="stack-tight no-print">
      <Heading level={2} data-size="xs">
        {words.title}
      </Heading>
      <Paragraph data-size="sm">{words.help}</Paragraph>
      <Field>
        <Label htmlFor={id}>{words.what}</Label>
        <Select
          id={id}
          value={type ?? ''}
          onChange={(event) => {
            setDone(false);
            setType(reportable.find((one) => one === event.target.value) ?? null);
          }}
        >
          <Select.Option value="">{words.choose}</Select.Option>
          {reportable.map((one) => (
            <Select.Option key={one} value={one}>
              {words.names[one]}
            </Select.Option>
          ))}
        </Select>
      </Field>
      {type !== null && (
        <ReportForm
          key={type}
          type={type}
          pathway={pathway}
          onDone={() => {
            setDone(true);
            // another one may have been begun while this was on its way
            setType((current) => (current === type ? null : current));
          }}
        />
      )}
      {isDone && (
        <Alert data-color="success" role="status">
          {words.reported}
        </Alert>
      )}
    </Card>
  );
}

function ReportForm({
  type,
  pathway,
  onDone,
}: {
  readonly type: Reportable;
  readonly pathway: PathwayAnswer;
  readonly onDone: () => void;
}) {
  const words = useWords(reportTexts);
  const [isNothing, setNothing] = useState(false);
  const report = useAct(
    (client, body: object) => client.send('POST', `/pathways/${part(pathway.pathwayId)}/events`, body),
    { onDone },
  );
  const today = osloDay(serverNow());
  const sure = words.sure[type];
  return (
    <form
      className="stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        const values = Object.fromEntries(
          [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]),
        );
        const body = reportOf(type, values, pathway);
        setNothing(body === null);
        if (body !== null) report.mutate(body);
      }}
    >
      <Fields type={type} pathway={pathway} />
      <Textfield
        type="date"
        name="occurredOn"
        label={words.occurredOn}
        defaultValue={today}
        max={today}
        required
      />
      <Alert data-color={ending.has(type) ? 'warning' : 'info'}>
        <Heading level={3} data-size="2xs">
          {words.happens}
        </Heading>
        <Paragraph data-size="sm">{words.does[type]}</Paragraph>
      </Alert>
      {sure !== undefined && <Checkbox name="sure" label={sure} required />}
      {isNothing && (
        <Alert data-color="warning" role="alert">
          {words.nothing}
        </Alert>
      )}
      {report.error && <Failure error={report.error} />}
      <div>
        <Button type="submit" data-color={ending.has(type) ? 'danger' : 'accent'} disabled={report.isPending}>
          {words.report}
        </Button>
      </div>
    </form>
  );
}

/** Only what each report needs. */
function Fields({ type, pathway }: { readonly type: Reportable; readonly pathway: PathwayAnswer }) {
  switch (type) {
    case 'answers-changed':
      return <AnswerFields />;
    case 'moved':
      return <MoveFields />;
    case 'gp-changed':
      return <GpField isRequired known={pathway.gp?.unitId} />;
    case 'esas-reported':
      return <ScoreFields />;
    case 'circumstances-changed':
      return <CircumstanceFields known={pathway.circumstances} />;
    case 'patient-corrected':
      return <PatientFields known={pathway.patient} />;
    case 'staff-blocked':
      return <EmployeeField pathwayId={pathway.pathwayId} />;
    default:
      return null;
  }
}

function AnswerFields() {
  const words = useWords(reportTexts);
  const shared = useWords(common);
  const choices = [
    ['', words.unchanged],
    ['yes', shared.yes],
    ['no', shared.no],
    ['not-asked', shared.notAsked],
  ] as const;
  return (
    <>
      {answerNames.map((name) => (
        <Fieldset key={name} data-size="sm">
          <Fieldset.Legend>{shared.answerNames[name]}</Fieldset.Legend>
          <div className="row">
            {choices.map(([value, label]) => (
              <Radio key={value} name={name} value={value} label={label} defaultChecked={value === ''} />
            ))}
          </div>
        </Fieldset>
      ))}
    </>
  );
}

function MoveFields() {
  const words = useWords(reportTexts);
  const units = useUnits();
  const [place, setPlace] = useState('');
  const [number, setNumber] = useState('');
  const places = placesOf(units.data ?? []);
  return (
    <>
      <Choice name="place" label={words.place} value={place} onChange={setPlace}>
        <Select.Option value="">{words.choosePlace}</Select.Option>
        {places.map(({ key, name }) => (
          <Select.Option key={key} value={key}>
            {name}
          </Select.Option>
        ))}
        <Select.Option value={otherPlace}>{words.otherPlace}</Select.Option>
      </Choice>
      {place === otherPlace && (
        <>
          <Textfield
            name="number"
            label={words.number}
            description={words.numberHelp}
            inputMode="numeric"
            pattern="\d{4}"
            autoComplete="off"
            required
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
          {number === oslo && (
            <Textfield
              name="district"
              label={words.district}
              description={words.districtHelp}
              inputMode="numeric"
              pattern="\d{2}"
              autoComplete="off"
              required
            />
          )}
        </>
      )}
      <GpField isRequired={false} known={undefined} />
    </>
  );
}

/** The one municipality that is divided into districts. */
const oslo = '0301';

/** Places that have a unit of their own, by name. */
function placesOf(units: readonly ShownUnit[]): readonly { readonly key: string; readonly name: string }[] {
  const places = new Map<string, string>();
  for (const { kind, municipality, name } of units) {
    if (kind !== 'municipality' || municipality == null) continue;
    const key = placeOf(municipality);
    if (!places.has(key)) places.set(key, name);
  }
  return [...places]
    .map(([key, name]) => ({ key, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
}

function GpField({
  isRequired,
  known,
}: {
  readonly isRequired: boolean;
  readonly known: string | undefined;
}) {
  const words = useWords(reportTexts);
  const units = useUnits();
  const [gp, setGp] = useState<string | null>(null);
  const offices = (units.data ?? [])
    .filter(({ kind }) => kind === 'gp-office')
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
  return (
    <Choice
      name="gp"
      label={isRequired ? words.gp : words.newGp}
      value={gp ?? known ?? ''}
      onChange={setGp}
      isRequired={isRequired}
    >
      <Select.Option value="">{isRequired ? words.chooseGp : words.gpUnchanged}</Select.Option>
      {offices.map(({ unitId, name }) => (
        <Select.Option key={unitId} value={unitId}>
          {name}
        </Select.Option>
      ))}
    </Choice>
  );
}

function Choice({
  name,
  label,
  value,
  onChange,
  isRequired = true,
  children,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isRequired?: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <Field>
      <Label htmlFor={id}>{label}</Label>
      <Select
        id={id}
        name={name}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        required={isRequired}
      >
        {children}
      </Select>
    </Field>
  );
}

function ScoreFields() {
  const words = useWords(reportTexts);
  const shared = useWords(common);
  const id = useId();
  return (
    <Fieldset data-size="sm">
      <Fieldset.Legend>ESAS-r</Fieldset.Legend>
      <Fieldset.Description>{words.esasHelp}</Fieldset.Description>
      <div className="scores">
        {esasItems.map((item) => (
          <Field key={item}>
            <Label htmlFor={`${id}-${item}`}>{shared.esas[item]}</Label>
            <Select id={`${id}-${item}`} name={item} defaultValue="">
              <Select.Option value="">{words.noScore}</Select.Option>
              {Array.from({ length: 11 }, (_, score) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a score is its own name
                <Select.Option key={score} value={score}>
                  {score}
                </Select.Option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
    </Fieldset>
  );
}

function CircumstanceFields({ known }: { readonly known: PathwayAnswer['circumstances'] }) {
  const words = useWords(texts);
  return (
    <Fieldset data-size="sm">
      <Fieldset.Legend>{words.circumstances}</Fieldset.Legend>
      {circumstanceNames.map((name) => (
        <Checkbox
          key={name}
          name={name}
          label={words.circumstanceNames[name]}
          defaultChecked={known[name] === true}
        />
      ))}
    </Fieldset>
  );
}

function PatientFields({ known }: { readonly known: PathwayAnswer['patient'] }) {
  const words = useWords(reportTexts);
  const values: Values = {
    name: known?.name ?? '',
    nationalId: known?.nationalId ?? '',
    phone: known?.phone ?? '',
    interpreter: known?.interpreter ?? '',
  };
  return (
    <>
      {patientFields.map((name) => (
        <Textfield
          key={name}
          name={name}
          label={words.patient[name]}
          {...(name === 'interpreter' ? { description: words.interpreterHelp } : {})}
          {...(name === 'nationalId' ? { inputMode: 'numeric', pattern: '\\d{11}' } : {})}
          {...(name === 'phone' ? { type: 'tel' } : {})}
          defaultValue={values[name]}
          autoComplete="off"
        />
      ))}
      <Textfield
        name="guardianName"
        label={words.patient.guardianName}
        defaultValue={known?.guardian?.name ?? ''}
        autoComplete="off"
      />
      <Textfield
        name="guardianPhone"
        type="tel"
        label={words.patient.guardianPhone}
        defaultValue={known?.guardian?.phone ?? ''}
        autoComplete="off"
      />
      <Checkbox
        name="addressProtected"
        label={words.addressProtected}
        defaultChecked={known?.addressProtected === true}
      />
    </>
  );
}
