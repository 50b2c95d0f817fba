import { Button, Field, Fieldset, Label, Select } from '@digdir/designsystemet-react';
import { type ReactNode, useId, useState } from 'react';
import { diagnosisGroups } from '../../../domain/model.ts';
import type { ListedCohort } from '../../../functions/describe-api/document.ts';
import { serverNow } from '../../api/client.ts';
import type { Me } from '../../api/me.ts';
import { useUnits } from '../../api/units.ts';
import { osloDay } from '../../format/dates.ts';
import { useHere } from '../../shell/here.ts';
import { common } from '../../texts/common.ts';
import { useWords } from '../../texts/words.ts';
import { type Asked, quartersUntil } from './figures.ts';
import { texts } from './texts.ts';

/** Two years of quarters before this one: a pathway lasts a year and a half. */
const quarterCount = 12;

/** What is counted, chosen and then shown: an answer may take some seconds, so not with every choice. */
export function Filters({
  asked,
  cohorts,
  show,
}: {
  readonly asked: Asked;
  readonly cohorts: readonly ListedCohort[];
  readonly show: (asked: Partial<Asked>) => void;
}) {
  const words = useWords(texts);
  const shared = useWords(common);
  const [chosen, setChosen] = useState(asked);
  const quarters = quartersUntil(osloDay(serverNow()), quarterCount);
  const choose = (name: keyof Asked) => (value: string) => setChosen({ ...chosen, [name]: value });
  const groups = diagnosisGroups
    .map((group) => ({ value: group, label: shared.groups[group] ?? group }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'nb'));
  return (
    <form
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault();
        show(chosen);
      }}
    >
      <Fieldset>
        <Fieldset.Legend>{words.filters}</Fieldset.Legend>
        <div className="filters">
          <WhoseChoice chosen={chosen} choose={(more) => setChosen({ ...chosen, ...more })} />
          <OneOf label={words.group} value={chosen.group} onChange={choose('group')}>
            <Select.Option value="">{words.everyGroup}</Select.Option>
            {groups.map(({ value, label }) => (
              <Select.Option key={value} value={value}>
                {label}
              </Select.Option>
            ))}
          </OneOf>
          {cohorts.length > 0 && (
            <OneOf label={words.cohort} value={chosen.cohort} onChange={choose('cohort')}>
              <Select.Option value="">{words.noCohort}</Select.Option>
              {cohorts.map(({ cohortId, name }) => (
                <Select.Option key={cohortId} value={cohortId}>
                  {name}
                </Select.Option>
              ))}
            </OneOf>
          )}
          {(['from', 'until'] as const).map((end) => (
            <OneOf key={end} label={words[end]} value={chosen[end]} onChange={choose(end)}>
              <Select.Option value="">{end === 'from' ? words.noFrom : words.noUntil}</Select.Option>
              {quarters.map((quarter) => (
                <Select.Option key={quarter[end]} value={quarter[end]}>
                  {words.quarter(quarter.number, quarter.year)}
                </Select.Option>
              ))}
            </OneOf>
          ))}
        </div>
        <div className="actions">
          <Button type="submit">{words.show}</Button>
          <Button type="button" variant="tertiary" onClick={() => show({})}>
            {words.reset}
          </Button>
        </div>
      </Fieldset>
    </form>
  );
}

function OneOf({
  label,
  value,
  onChange,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <Field data-size="sm">
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </Select>
    </Field>
  );
}

/** The trusts and units that one may count, apart from one's own; nothing to choose where that is all. */
function WhoseChoice({
  chosen,
  choose,
}: {
  readonly chosen: Asked;
  readonly choose: (more: Partial<Asked>) => void;
}) {
  const words = useWords(texts);
  const me = useHere();
  const units = useUnits().data ?? [];
  const countable = units
    .filter((unit) => mayCount(me, unit))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
  const trusts = me.role === 'administrator' ? trustsOf(units) : [];
  if (countable.length === 0) return null;
  const value =
    chosen.unitId === '' ? (chosen.trust === '' ? '' : `trust ${chosen.trust}`) : `unit ${chosen.unitId}`;
  return (
    <OneOf
      label={words.whose}
      value={value}
      onChange={(whose) => {
        const [kind, id = ''] = whose.split(' ');
        choose({ trust: kind === 'trust' ? id : '', unitId: kind === 'unit' ? id : '' });
      }}
    >
      <Select.Option value="">{words.everyone}</Select.Option>
      {trusts.map((trust) => (
        <Select.Option key={trust} value={`trust ${trust}`}>
          {`${words.trust}: ${trust}`}
        </Select.Option>
      ))}
      {countable.map(({ unitId, name }) => (
        <Select.Option key={unitId} value={`unit ${unitId}`}>
          {name}
        </Select.Option>
      ))}
    </OneOf>
  );
}

export function trustsOf(
  units: readonly { readonly kind: string; readonly trust?: string | undefined }[],
): readonly string[] {
  return [
    ...new Set(units.flatMap(({ kind, trust }) => (kind === 'hospital' && trust ? [trust] : []))),
  ].toSorted();
}

/** What the API lets one count (`reachOf`), as far as the directory tells; it has the last word. */
function mayCount(
  { role, unit: own }: Me,
  unit: {
    readonly unitId: string;
    readonly kind: string;
    readonly trust?: string | undefined;
    readonly escalatesTo: string | null;
  },
): boolean {
  if (unit.kind === 'gp-office') return false;
  if (role === 'administrator') return true;
  if (own === null || !own.isCoordinating) return false;
  if (own.kind === 'hospital') return unit.kind === 'municipality' || unit.trust === own.trust;
  return unit.unitId === own.unitId || unit.escalatesTo === own.unitId;
}
