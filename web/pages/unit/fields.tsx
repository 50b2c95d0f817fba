import {
  Button,
  Card,
  Checkbox,
  Field,
  Heading,
  Label,
  Select,
  Textfield,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import { createContext, type ReactNode, useContext, useId, useState } from 'react';
import { useWords } from '../../texts/words.ts';
import { type DurationUnit, durationOf, durationParts, durationUnits, type Json, valueAt } from './draft.ts';
import { formTexts } from './form-texts.ts';

/** Fields of a unit that is being changed, each told by its path: what stands there, and what the API says of it. */

export interface Form {
  readonly draft: Json;
  readonly change: (path: string, value: Json | undefined) => void;
  /** What is wrong with a field, in the reader's words. */
  readonly errorAt: (path: string) => string | undefined;
}

export const FormContext = createContext<Form | undefined>(undefined);

export function useForm(): Form {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error('useForm is for what is inside a form');
  return form;
}

export const fieldId = (path: string) => `field-${path}`;

function useField(path: string) {
  const { draft, change, errorAt } = useForm();
  const value = valueAt(draft, path);
  return {
    value,
    text: typeof value === 'string' || typeof value === 'number' ? String(value) : '',
    error: errorAt(path),
    set: (next: Json | undefined) => change(path, next),
  };
}

interface OfField {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
}

export function TextAt({
  path,
  label,
  help,
  type = 'text',
  required = false,
  readOnly = false,
}: OfField & {
  readonly type?: 'text' | 'email' | 'tel' | 'date' | 'time';
  readonly required?: boolean;
  readonly readOnly?: boolean;
}) {
  const { text, error, set } = useField(path);
  return (
    <Textfield
      id={fieldId(path)}
      type={type}
      label={label}
      {...(help === undefined ? {} : { description: help })}
      {...(error === undefined ? {} : { error })}
      autoComplete="off"
      required={required}
      readOnly={readOnly}
      value={text}
      onChange={({ target: { value } }) => set(value === '' ? undefined : value)}
    />
  );
}

export function NumberAt({ path, label, help }: OfField) {
  const { text, error, set } = useField(path);
  return (
    <Textfield
      id={fieldId(path)}
      type="number"
      min={0}
      label={label}
      {...(help === undefined ? {} : { description: help })}
      {...(error === undefined ? {} : { error })}
      value={text}
      onChange={(event) => set(event.target.value === '' ? undefined : Number(event.target.value))}
    />
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** With `nothing` also none of them, which is `none` in the unit. */
export function SelectAt({
  path,
  label,
  help,
  options,
  nothing,
  none,
}: OfField & { readonly options: readonly Option[]; readonly nothing?: string; readonly none?: null }) {
  const { text, error, set } = useField(path);
  return (
    <Field>
      <Label htmlFor={fieldId(path)}>{label}</Label>
      {help !== undefined && <Field.Description>{help}</Field.Description>}
      <Select
        id={fieldId(path)}
        value={text}
        onChange={(event) => set(event.target.value === '' ? none : event.target.value)}
      >
        {nothing !== undefined && <Select.Option value="">{nothing}</Select.Option>}
        {options.map(({ value, label: name }) => (
          <Select.Option key={value} value={value}>
            {name}
          </Select.Option>
        ))}
      </Select>
      {error !== undefined && <ValidationMessage>{error}</ValidationMessage>}
    </Field>
  );
}

export function CheckAt({ path, label }: OfField) {
  const { value, set } = useField(path);
  return (
    <Checkbox
      id={fieldId(path)}
      label={label}
      checked={value === true}
      onChange={(event) => set(event.target.checked ? true : undefined)}
    />
  );
}

/** So many days, weeks, months or years; what is put together of several is written as it is. */
export function DurationAt({ path, label }: OfField) {
  const words = useWords(formTexts);
  const { text, error, set } = useField(path);
  const unitId = useId();
  const written = durationParts(text);
  // the unit stays chosen while no number is written
  const [chosen, choose] = useState<DurationUnit>(written?.unit ?? 'M');
  if (written === undefined && text !== '') return <TextAt path={path} label={label} />;
  const parts = written ?? { count: '', unit: chosen };
  const write = (count: string, unit: DurationUnit) => {
    choose(unit);
    set(count === '' ? undefined : durationOf(count, unit));
  };
  return (
    <div className="duration">
      <Textfield
        id={fieldId(path)}
        type="number"
        min={1}
        label={label}
        {...(error === undefined ? {} : { error })}
        value={parts.count}
        onChange={(event) => write(event.target.value, parts.unit)}
      />
      <Field>
        <Label htmlFor={unitId} className="visually-hidden">
          {words.durationUnit(label)}
        </Label>
        <Select
          id={unitId}
          value={parts.unit}
          onChange={(event) => write(parts.count, event.target.value as DurationUnit)}
        >
          {durationUnits.map((unit) => (
            <Select.Option key={unit} value={unit}>
              {words.durations[unit]}
            </Select.Option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

/** Lines of a list, each of which can be taken away, and one more. */
export function LinesAt({
  path,
  name,
  add,
  fresh,
  children,
}: {
  readonly path: string;
  /** What a line is called, counted from 1. */
  readonly name: (n: number) => string;
  readonly add: string;
  /** A line that nothing is written in. */
  readonly fresh: Json;
  readonly children: (path: string, n: number) => ReactNode;
}) {
  const words = useWords(formTexts);
  const { draft, change, errorAt } = useForm();
  const value = valueAt(draft, path);
  const lines = Array.isArray(value) ? value : [];
  const error = errorAt(path);
  return (
    <div className="stack-tight">
      {lines.map((_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <Card key={n} className="stack-tight" role="group" aria-label={name(n + 1)}>
          <div className="row between">
            <Heading level={3} data-size="2xs">
              {name(n + 1)}
            </Heading>
            <Button
              type="button"
              variant="tertiary"
              data-size="sm"
              aria-label={words.remove(name(n + 1).toLocaleLowerCase())}
              onClick={() => change(`${path}.${n}`, undefined)}
            >
              {words.removeShort}
            </Button>
          </div>
          <Wrong path={`${path}.${n}`} />
          {children(`${path}.${n}`, n)}
        </Card>
      ))}
      {error !== undefined && <ValidationMessage>{error}</ValidationMessage>}
      <div>
        <Button
          type="button"
          variant="secondary"
          data-size="sm"
          id={fieldId(path)}
          onClick={() => change(`${path}.${lines.length}`, fresh)}
        >
          {add}
        </Button>
      </div>
    </div>
  );
}

/** What is wrong with a group of fields as a whole. */
export function Wrong({ path }: { readonly path: string }) {
  const error = useForm().errorAt(path);
  return error === undefined ? null : <ValidationMessage>{error}</ValidationMessage>;
}
