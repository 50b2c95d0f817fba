import { Fieldset, Radio } from '@digdir/designsystemet-react';
import { useId } from 'react';

/** One of a few, all of them in sight. */
export function Choice<Value extends string>({
  legend,
  help,
  value,
  options,
  onChange,
}: {
  readonly legend: string;
  readonly help?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <Fieldset>
      <Fieldset.Legend>{legend}</Fieldset.Legend>
      {help !== undefined && <Fieldset.Description>{help}</Fieldset.Description>}
      <div className="row">
        {options.map((option) => (
          <Radio
            key={option.value}
            name={name}
            value={option.value}
            label={option.label}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
        ))}
      </div>
    </Fieldset>
  );
}
