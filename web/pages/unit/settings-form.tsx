import {
  Checkbox,
  Details,
  Field,
  Fieldset,
  Label,
  Paragraph,
  Select,
  Textarea,
  Textfield,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import {
  type LadderKey,
  ladderKeys,
  registrationEvents,
  type Unit,
  type WindowKey,
  windowKeys,
} from '../../../domain/model.ts';
import { useWords } from '../../texts/words.ts';
import { type Json, placesIn, valueAt } from './draft.ts';
import { DurationAt, fieldId, LinesAt, NumberAt, SelectAt, TextAt, useForm, Wrong } from './fields.tsx';
import { formTexts } from './form-texts.ts';
import { LadderForm } from './ladder-form.tsx';
import { LettersForm } from './letters-form.tsx';

/** What a trust, a municipality or any unit has set for itself. What it may not set is not offered. */
export function SettingsForm({ unit }: { readonly unit: Pick<Unit, 'kind' | 'escalatesTo'> }) {
  const words = useWords(formTexts);
  const isTrust = unit.kind === 'hospital' && unit.escalatesTo === null;
  const isMunicipal = unit.kind === 'municipality';
  const hasRules = isTrust || isMunicipal;
  return (
    <>
      <SelectAt
        path="settings.messages"
        label={words.messages}
        nothing={words.messagesEach}
        options={[{ value: 'morning-digest', label: words.messagesDigest }]}
      />
      {isTrust && (
        <>
          <SelectAt
            path="settings.anchor"
            label={words.anchor}
            nothing={words.anchors.diagnosis}
            options={[{ value: 'discharge', label: words.anchors.discharge }]}
          />
          <Catchment />
          <Fieldset>
            <Fieldset.Legend>{words.askAgain}</Fieldset.Legend>
            <div className="fields">
              <NumberAt path="settings.askAgain.afterDays" label={words.afterDays} />
              <NumberAt path="settings.askAgain.offersAtMost" label={words.offersAtMost} />
            </div>
          </Fieldset>
        </>
      )}
      {hasRules && (
        <>
          <Fieldset>
            <Fieldset.Legend>{words.sendingHours}</Fieldset.Legend>
            <Fieldset.Description>{words.sendingHoursHelp}</Fieldset.Description>
            <div className="fields">
              <TextAt path="settings.sendingHours.from" type="time" label={words.from} />
              <TextAt path="settings.sendingHours.until" type="time" label={words.until} />
            </div>
          </Fieldset>
          <QuietPeriods />
          <Windows keys={windowKeys.filter((key) => isTrust || !ofHospitals.has(key))} />
          <LadderForm keys={ladderKeys.filter((key) => isTrust || !ofHospitals.has(key))} />
        </>
      )}
      {isMunicipal && (
        <>
          <Fieldset>
            <Fieldset.Legend>{words.checklist}</Fieldset.Legend>
            <Fieldset.Description>{words.checklistHelp}</Fieldset.Description>
            <LinesAt
              path="settings.checklist"
              name={words.checklistLine}
              add={words.add.line}
              fresh={{ text: '' }}
            >
              {(path) => <TextAt path={`${path}.text`} label={words.checklistText} />}
            </LinesAt>
          </Fieldset>
          <Fieldset>
            <Fieldset.Legend>{words.extraPoints}</Fieldset.Legend>
            <Fieldset.Description>{words.extraPointsHelp}</Fieldset.Description>
            <LinesAt
              path="settings.extraPoints"
              name={words.extraPoint}
              add={words.add.point}
              fresh={{ name: '' }}
            >
              {(path) => (
                <>
                  <TextAt path={`${path}.name`} label={words.pointName} />
                  <div className="fields">
                    <DurationAt path={`${path}.opensAfter`} label={words.opensAfter} />
                    <DurationAt path={`${path}.dueAfter`} label={words.dueAfter} />
                    <DurationAt path={`${path}.closesAfter`} label={words.closesAfter} />
                  </div>
                </>
              )}
            </LinesAt>
          </Fieldset>
          <LettersForm />
        </>
      )}
      {hasRules && <Codes />}
      <Advanced />
    </>
  );
}

const ofHospitals: ReadonlySet<LadderKey> = new Set([
  'hospital-needs-assessment',
  'offer-again',
  'gp-appointment',
]);

function Catchment() {
  const words = useWords(formTexts);
  const { draft, change, errorAt } = useForm();
  const path = 'settings.catchment';
  const value = valueAt(draft, path);
  const places = Array.isArray(value) ? value.map(String) : [];
  const [text, setText] = useState(places.join(', '));
  const wrong = places.flatMap((place, n) => {
    const error = errorAt(`${path}.${n}`);
    return error === undefined ? [] : [`${place}: ${error}`];
  });
  return (
    <Textfield
      id={fieldId(path)}
      multiline
      rows={3}
      label={words.catchment}
      description={words.catchmentHelp}
      {...(wrong.length > 0 ? { error: wrong.join(' ') } : {})}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        const listed = placesIn(event.target.value);
        change(path, listed.length === 0 ? undefined : [...listed]);
      }}
    />
  );
}

function QuietPeriods() {
  const words = useWords(formTexts);
  const { draft, change } = useForm();
  const path = 'settings.quietPeriods';
  const own = valueAt(draft, path);
  const kinds = [
    { value: 'weeks', label: words.quietKinds.weeks },
    { value: 'dates', label: words.quietKinds.dates },
    { value: 'easter', label: words.quietKinds.easter },
  ];
  return (
    <Fieldset>
      <Fieldset.Legend>{words.quiet}</Fieldset.Legend>
      <Fieldset.Description>{words.quietHelp}</Fieldset.Description>
      <Checkbox
        label={words.quietOwn}
        checked={own !== undefined}
        onChange={(event) => change(path, event.target.checked ? [] : undefined)}
      />
      {own !== undefined && (
        <LinesAt path={path} name={words.quietPeriod} add={words.add.period} fresh={fresh.weeks}>
          {(line) => (
            <div className="fields">
              <Kind
                label={words.quietKind}
                value={kindOf(valueAt(draft, line))}
                options={kinds}
                onChange={(kind) => change(line, fresh[kind])}
              />
              <Period path={line} kind={kindOf(valueAt(draft, line))} />
            </div>
          )}
        </LinesAt>
      )}
    </Fieldset>
  );
}

type PeriodKind = 'weeks' | 'dates' | 'easter';

const fresh: Readonly<Record<PeriodKind, Json>> = {
  weeks: { fromWeek: 28, toWeek: 30 },
  dates: { from: '12-24', to: '01-01' },
  easter: { beforeEaster: 3 },
};

function kindOf(period: Json | undefined): PeriodKind {
  if (valueAt(period, 'beforeEaster') !== undefined) return 'easter';
  return valueAt(period, 'from') !== undefined || valueAt(period, 'to') !== undefined ? 'dates' : 'weeks';
}

function Period({ path, kind }: { readonly path: string; readonly kind: PeriodKind }) {
  const words = useWords(formTexts);
  if (kind === 'easter') return <NumberAt path={`${path}.beforeEaster`} label={words.beforeEaster} />;
  if (kind === 'weeks')
    return (
      <>
        <NumberAt path={`${path}.fromWeek`} label={words.week.from} />
        <NumberAt path={`${path}.toWeek`} label={words.week.to} />
      </>
    );
  return (
    <>
      <TextAt path={`${path}.from`} label={words.day.from} help={words.day.help} />
      <TextAt path={`${path}.to`} label={words.day.to} help={words.day.help} />
    </>
  );
}

function Kind({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: PeriodKind;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (kind: PeriodKind) => void;
}) {
  const id = useId();
  return (
    <Field>
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value as PeriodKind)}>
        {options.map((option) => (
          <Select.Option key={option.value} value={option.value}>
            {option.label}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}

function Windows({ keys }: { readonly keys: readonly WindowKey[] }) {
  const words = useWords(formTexts);
  return (
    <Details>
      <Details.Summary>{words.windows}</Details.Summary>
      <Details.Content className="stack">
        <Paragraph data-size="sm">{words.windowsHelp}</Paragraph>
        {keys.map((key) => (
          <Fieldset key={key} data-size="sm">
            <Fieldset.Legend>{words.windowKeys[key]}</Fieldset.Legend>
            <div className="fields">
              <DurationAt path={`settings.windows.${key}.dueAfter`} label={words.dueAfter} />
              <DurationAt path={`settings.windows.${key}.closesAfter`} label={words.closesAfter} />
            </div>
            <Wrong path={`settings.windows.${key}`} />
          </Fieldset>
        ))}
      </Details.Content>
    </Details>
  );
}

/** One code for each act: those that have none are left out. */
function Codes() {
  const words = useWords(formTexts);
  const { draft, change, errorAt } = useForm();
  const path = 'settings.registrationCodes';
  const value = valueAt(draft, path);
  const codes = (Array.isArray(value) ? value : []) as { event: string; code: string }[];
  return (
    <Details>
      <Details.Summary>{words.codes}</Details.Summary>
      <Details.Content className="stack">
        <Paragraph data-size="sm">{words.codesHelp}</Paragraph>
        <div className="fields">
          {registrationEvents.map((event) => {
            const at = codes.findIndex((one) => one.event === event);
            const error =
              at < 0 ? undefined : (errorAt(`${path}.${at}.code`) ?? errorAt(`${path}.${at}.event`));
            return (
              <Textfield
                key={event}
                data-size="sm"
                label={words.events[event]}
                {...(error === undefined ? {} : { error })}
                value={codes[at]?.code ?? ''}
                onChange={({ target: { value: code } }) => {
                  const others = codes.filter((one) => one.event !== event);
                  const all = code === '' ? others : [...others, { event, code }];
                  change(path, all.length === 0 ? undefined : all);
                }}
              />
            );
          })}
        </div>
      </Details.Content>
    </Details>
  );
}

/** All settings as they are sent: for what has no field of its own, and for pasting a whole. */
function Advanced() {
  const words = useWords(formTexts);
  const { draft, change } = useForm();
  const id = fieldId('settings');
  const stored = JSON.stringify(valueAt(draft, 'settings') ?? {}, null, 2);
  // what is being written, while it is
  const [text, setText] = useState<string>();
  const isJson = text === undefined || objectIn(text) !== undefined;
  return (
    <Details>
      <Details.Summary>{words.advanced}</Details.Summary>
      <Details.Content className="stack-tight">
        <Paragraph data-size="sm">{words.advancedHelp}</Paragraph>
        <Label htmlFor={id}>{words.json}</Label>
        <Textarea
          id={id}
          className="code"
          rows={14}
          spellCheck={false}
          aria-invalid={!isJson}
          value={text ?? stored}
          onChange={({ target: { value } }) => {
            setText(value);
            const settings = objectIn(value);
            if (settings !== undefined) change('settings', settings);
          }}
          onBlur={() => isJson && setText(undefined)}
        />
        {!isJson && <ValidationMessage>{words.notJson}</ValidationMessage>}
      </Details.Content>
    </Details>
  );
}

function objectIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
