import {
  Field,
  Fieldset,
  Label,
  Paragraph,
  Radio,
  Select,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import { createContext, useContext, useId } from 'react';
import { elementOf } from './errors.ts';

/** Pieces of the form: each knows its field's path, by which a problem finds it. */

/** What is wrong with a field, in words; undefined where nothing is. */
export const ProblemsContext = createContext<(path: string) => string | undefined>(() => undefined);

export function useProblem(path: string): string | undefined {
  return useContext(ProblemsContext)(path);
}

/** One of a few, all of them in sight, none of them chosen at first. */
export function Radios<Value extends string>({
  path,
  legend,
  help,
  value,
  options,
  onChange,
  isDisabled = false,
}: {
  readonly path: string;
  readonly legend: React.ReactNode;
  readonly help?: React.ReactNode;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
}) {
  const name = useId();
  const problem = useProblem(path);
  return (
    <Fieldset>
      <Fieldset.Legend>{legend}</Fieldset.Legend>
      {help !== undefined && <Fieldset.Description>{help}</Fieldset.Description>}
      <div className="row">
        {options.map((option, index) => (
          <Radio
            key={option.value}
            {...(index === 0 ? { id: elementOf(path) } : {})}
            name={name}
            value={option.value}
            label={option.label}
            checked={option.value === value}
            disabled={isDisabled}
            onChange={() => onChange(option.value)}
          />
        ))}
      </div>
      {problem !== undefined && <ValidationMessage>{problem}</ValidationMessage>}
    </Fieldset>
  );
}

/** The same on one line, where there are many of them one below the other. */
export function RadioLine<Value extends string>({
  path,
  label,
  help,
  value,
  options,
  onChange,
  isDisabled = false,
}: {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
}) {
  const name = useId();
  const problem = useProblem(path);
  const id = elementOf(path);
  return (
    <div
      role="radiogroup"
      className="radio-line"
      aria-labelledby={`${id}-label`}
      {...(help === undefined ? {} : { 'aria-describedby': `${id}-help` })}
    >
      <div>
        <span id={`${id}-label`} className="radio-line-label">
          {label}
        </span>
        {help !== undefined && (
          <Paragraph data-size="xs" id={`${id}-help`}>
            {help}
          </Paragraph>
        )}
      </div>
      <div className="row">
        {options.map((option, index) => (
          <Radio
            key={option.value}
            {...(index === 0 ? { id } : {})}
            data-size="sm"
            name={name}
            value={option.value}
            label={option.label}
            checked={option.value === value}
            disabled={isDisabled}
            onChange={() => onChange(option.value)}
          />
        ))}
      </div>
      {problem !== undefined && <ValidationMessage>{problem}</ValidationMessage>}
    </div>
  );
}

/** One of a few that need not be chosen. */
export function Choose<Value extends string>({
  path,
  label,
  nothing,
  value,
  options,
  onChange,
  describedBy,
}: {
  readonly path: string;
  readonly label: string;
  readonly nothing: string;
  readonly value: Value | '';
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value | '') => void;
  readonly describedBy?: string | undefined;
}) {
  const id = elementOf(path);
  const problem = useProblem(path);
  return (
    <Field data-size="sm">
      <Label htmlFor={id}>{label}</Label>
      <Select
        id={id}
        value={value}
        {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
        onChange={(event) => onChange(event.target.value as Value | '')}
      >
        <Select.Option value="">{nothing}</Select.Option>
        {options.map((option) => (
          <Select.Option key={option.value} value={option.value}>
            {option.label}
          </Select.Option>
        ))}
      </Select>
      {problem !== undefined && <ValidationMessage>{problem}</ValidationMessage>}
    </Field>
  );
}
