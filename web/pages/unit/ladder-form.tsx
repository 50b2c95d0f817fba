import {
  Checkbox,
  Details,
  Field,
  Fieldset,
  Label,
  List,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useId } from 'react';
import { ladders } from '../../../domain/ladders.ts';
import { type LadderKey, type LadderRow, receivers } from '../../../domain/model.ts';
import { useWords } from '../../texts/words.ts';
import { type Json, valueAt } from './draft.ts';
import { fieldId, LinesAt, SelectAt, useForm, Wrong } from './fields.tsx';
import { formTexts } from './form-texts.ts';
import { type AmountUnit, amountOf, amountUnits, ladderWords, rungInWords } from './ladder-words.ts';

/** Who is told when a task is not done: as usual, or as is set here, begun from what is usual. */
export function LadderForm({ keys }: { readonly keys: readonly LadderKey[] }) {
  const words = useWords(ladderWords);
  return (
    <Details>
      <Details.Summary>{words.title}</Details.Summary>
      <Details.Content className="stack">
        <Paragraph data-size="sm">{words.help}</Paragraph>
        {keys.map((key) => (
          <Ladder key={key} ladderKey={key} />
        ))}
      </Details.Content>
    </Details>
  );
}

function Ladder({ ladderKey }: { readonly ladderKey: LadderKey }) {
  const words = useWords(ladderWords);
  const name = useWords(formTexts).ladderKeys[ladderKey];
  const { draft, change } = useForm();
  const path = `settings.ladders.${ladderKey}`;
  const isOwn = valueAt(draft, path) !== undefined;
  return (
    <Fieldset data-size="sm">
      <Fieldset.Legend>{name}</Fieldset.Legend>
      <Checkbox
        label={words.own(name)}
        checked={isOwn}
        onChange={(event) =>
          change(path, event.target.checked ? (ladders[ladderKey] as unknown as Json) : undefined)
        }
      />
      {isOwn ? (
        <LinesAt path={path} name={words.rung} add={words.add} fresh={{ tell: 'coordinator', from: 'due' }}>
          {(line) => <Rung path={line} />}
        </LinesAt>
      ) : (
        <>
          <Paragraph data-size="sm">{words.usual}</Paragraph>
          <List.Unordered data-size="sm">
            {ladders[ladderKey].map((row) => (
              <List.Item key={JSON.stringify(row)}>{rungInWords(row, words)}</List.Item>
            ))}
          </List.Unordered>
        </>
      )}
      <Wrong path={path} />
    </Fieldset>
  );
}

function Rung({ path }: { readonly path: string }) {
  const words = useWords(ladderWords);
  const { draft, change } = useForm();
  const unitId = useId();
  const row = valueAt(draft, path) as unknown as LadderRow;
  const { unit, count } = amountOf(row);
  const write = (nextUnit: AmountUnit, nextCount: number) => {
    const { workingDays: _, days: __, months: ___, hours: ____, ...rest } = row;
    change(path, { ...rest, [nextUnit]: nextCount } as unknown as Json);
  };
  return (
    <div className="fields">
      <SelectAt
        path={`${path}.tell`}
        label={words.tell}
        options={receivers.map((one) => ({ value: one, label: words.receivers[one] }))}
      />
      <SelectAt
        path={`${path}.from`}
        label={words.from}
        options={(['opening', 'due', 'close', 'anchor'] as const).map((one) => ({
          value: one,
          label: words.dates[one],
        }))}
      />
      <div className="duration">
        <Textfield
          id={fieldId(`${path}.${unit}`)}
          type="number"
          label={words.amount}
          description={words.amountHelp}
          value={count}
          onChange={(event) => write(unit, Number(event.target.value))}
        />
        <Field>
          <Label htmlFor={unitId} className="visually-hidden">
            {words.amountUnit}
          </Label>
          <Select
            id={unitId}
            value={unit}
            onChange={(event) => write(event.target.value as AmountUnit, count)}
          >
            {amountUnits.map((one) => (
              <Select.Option key={one} value={one}>
                {words.units[one](2)}
              </Select.Option>
            ))}
          </Select>
        </Field>
      </div>
      <SelectAt
        path={`${path}.when`}
        label={words.when}
        nothing={words.always}
        options={(['not-accepted', 'accepted'] as const).map((one) => ({
          value: one,
          label: words.whens[one],
        }))}
      />
    </div>
  );
}
