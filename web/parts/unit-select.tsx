import { Field, Label, Select } from '@digdir/designsystemet-react';
import { useId } from 'react';
import type { ShownUnit } from '../../functions/describe-api/document.ts';
import { useUnits } from '../api/units.ts';

/** A unit of the directory, of those that may be chosen. */
export function UnitSelect({
  label,
  nothing,
  value,
  onChange,
  may,
}: {
  readonly label: string;
  /** What stands there before one is chosen. */
  readonly nothing: string;
  readonly value: string;
  readonly onChange: (unitId: string) => void;
  readonly may: (unit: ShownUnit) => boolean;
}) {
  const id = useId();
  const units = (useUnits().data ?? []).filter(may).toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
  return (
    <Field>
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} value={value} required onChange={(event) => onChange(event.target.value)}>
        <Select.Option value="">{nothing}</Select.Option>
        {units.map(({ unitId, name }) => (
          <Select.Option key={unitId} value={unitId}>
            {name}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
