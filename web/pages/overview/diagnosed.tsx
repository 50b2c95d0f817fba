import {
  Button,
  Card,
  Field,
  Fieldset,
  Label,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import { diagnosisGroups } from '../../../domain/model.ts';
import { useAct } from '../../api/act.ts';
import { useUnits } from '../../api/units.ts';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useWords } from '../../texts/words.ts';
import { texts } from './cohort-texts.ts';
import { placesIn } from './figures.ts';
import { trustsOf } from './filters.tsx';

interface Line {
  readonly key: number;
  readonly group: string;
  readonly place: string;
  readonly count: string;
}

const blank = (key: number): Line => ({ key, group: '', place: '', count: '' });

/** How many a trust has diagnosed in a period, by group: what the share that was started is of. */
export default function DiagnosedPage() {
  const words = useWords(texts);
  const shared = useWords(common);
  const me = useHere();
  const trusts = trustsOf(useUnits().data ?? []);
  const [trust, setTrust] = useState(me.unit?.trust ?? '');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [lines, setLines] = useState<readonly Line[]>([blank(0)]);
  const [saved, setSaved] = useState('');
  const id = useId();
  const save = useAct(
    (client) =>
      client.send('PUT', '/statistics/diagnosed', {
        trust,
        from,
        until,
        counts: lines.map(({ group, place, count }) => ({
          group,
          municipality: placesIn(place).places[0] ?? null,
          count: Number(count),
        })),
      }),
    {
      onDone: () => {
        setLines([blank(lines.at(-1)!.key + 1)]);
        setSaved(words.diagnosedSaved);
      },
    },
  );
  const change = (key: number, more: Partial<Line>) => {
    setSaved('');
    setLines(lines.map((line) => (line.key === key ? { ...line, ...more } : line)));
  };
  return (
    <Page title={words.diagnosedTitle} help={<Paragraph data-size="sm">{words.diagnosedHelp}</Paragraph>}>
      <Paragraph>{words.diagnosedLead}</Paragraph>
      <Card asChild>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <div className="filters">
            {me.role === 'administrator' && (
              <Field>
                <Label htmlFor={id}>{words.trust}</Label>
                <Select id={id} required value={trust} onChange={(event) => setTrust(event.target.value)}>
                  <Select.Option value="">{words.choose}</Select.Option>
                  {trusts.map((one) => (
                    <Select.Option key={one} value={one}>
                      {one}
                    </Select.Option>
                  ))}
                </Select>
              </Field>
            )}
            <Textfield
              label={words.diagnosedFrom}
              type="date"
              required
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
            <Textfield
              label={words.diagnosedUntil}
              type="date"
              required
              min={from}
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          </div>
          {lines.map((line, n) => (
            <CountLine
              key={line.key}
              line={line}
              number={n + 1}
              change={(more) => change(line.key, more)}
              {...(lines.length > 1
                ? { remove: () => setLines(lines.filter(({ key }) => key !== line.key)) }
                : {})}
            />
          ))}
          <div>
            <Button
              type="button"
              variant="secondary"
              data-size="sm"
              onClick={() => setLines([...lines, blank(lines.at(-1)!.key + 1)])}
            >
              {words.addLine}
            </Button>
          </div>
          {save.error !== null && <Failure error={save.error} />}
          <Paragraph role="status">{saved}</Paragraph>
          <div className="actions">
            <Button type="submit" disabled={save.isPending}>
              {shared.save}
            </Button>
          </div>
        </form>
      </Card>
    </Page>
  );
}

function CountLine({
  line,
  number,
  change,
  remove,
}: {
  readonly line: Line;
  readonly number: number;
  readonly change: (more: Partial<Line>) => void;
  readonly remove?: () => void;
}) {
  const words = useWords(texts);
  const shared = useWords(common);
  const id = useId();
  return (
    <Fieldset>
      <Fieldset.Legend>{words.line(number)}</Fieldset.Legend>
      <div className="filters">
        <Field>
          <Label htmlFor={id}>{words.group}</Label>
          <Select
            id={id}
            required
            value={line.group}
            onChange={(event) => change({ group: event.target.value })}
          >
            <Select.Option value="">{words.choose}</Select.Option>
            {diagnosisGroups.map((group) => (
              <Select.Option key={group} value={group}>
                {shared.groups[group] ?? group}
              </Select.Option>
            ))}
          </Select>
        </Field>
        <Textfield
          label={words.place}
          pattern="\d{4}(-\d{2})?"
          maxLength={7}
          value={line.place}
          onChange={(event) => change({ place: event.target.value })}
        />
        <Textfield
          label={words.count}
          type="number"
          required
          min={0}
          max={1_000_000}
          value={line.count}
          onChange={(event) => change({ count: event.target.value })}
        />
      </div>
      {remove !== undefined && (
        <div>
          <Button
            type="button"
            variant="tertiary"
            data-size="sm"
            aria-label={words.removeLine(number)}
            onClick={remove}
          >
            {words.remove}
          </Button>
        </div>
      )}
    </Fieldset>
  );
}
