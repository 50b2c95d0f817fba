import {
  Button,
  Checkbox,
  Field,
  Label,
  Paragraph,
  Select,
  Tag,
  Textfield,
} from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { unitKinds } from '../../../domain/model.ts';
import { part } from '../../api/client.ts';
import { useUnits } from '../../api/units.ts';
import { DirectoryCheck, useCheck } from '../../parts/directory-check.tsx';
import { placeOf } from '../../parts/places.ts';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useWords } from '../../texts/words.ts';
import { searchUnits } from './search.ts';
import { texts } from './texts.ts';

const shownAtOnce = 50;

/** The directory: what keeps it from working, and every unit. */
export default function UnitsPage() {
  const words = useWords(texts);
  const me = useHere();
  return (
    <Page
      title={words.title}
      help={<Paragraph data-size="sm">{words.help}</Paragraph>}
      actions={
        me.role === 'administrator' && (
          <Button asChild data-size="sm">
            <Link to="/new-unit">{words.add}</Link>
          </Button>
        )
      }
    >
      <DirectoryCheck />
      <Directory />
    </Page>
  );
}

function Directory() {
  const words = useWords(texts);
  const shared = useWords(common);
  const [search, setSearch] = useSearchParams();
  const [shown, setShown] = useState(shownAtOnce);
  const problems = useProblems();
  const units = useUnits();
  if (units.error) return <Failure error={units.error} again={() => void units.refetch()} />;
  if (units.data === undefined) return <Loading />;
  const asked = (name: string) => search.get(name) ?? '';
  const ask = (name: string, value: string) => {
    setShown(shownAtOnce);
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  };
  const trusts = [...new Set(units.data.flatMap(({ trust }) => trust ?? []))].toSorted();
  const found = searchUnits(units.data, { text: asked('q'), kind: asked('kind'), trust: asked('trust') })
    .filter(({ unitId }) => asked('problems') === '' || problems.has(unitId))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
  return (
    <>
      <search className="stack-tight">
        <div className="fields">
          <Textfield
            className="wide"
            type="search"
            label={words.search}
            description={words.searchHelp}
            autoComplete="off"
            value={asked('q')}
            onChange={(event) => ask('q', event.target.value)}
          />
          <Filter
            label={words.kind}
            value={asked('kind')}
            onChange={(kind) => ask('kind', kind)}
            options={unitKinds.map((kind) => ({ value: kind, label: shared.unitKinds[kind] }))}
          />
          <Filter
            label={words.trust}
            value={asked('trust')}
            onChange={(trust) => ask('trust', trust)}
            options={trusts.map((trust) => ({ value: trust, label: trust }))}
          />
        </div>
        <Checkbox
          label={words.problemsOnly}
          checked={asked('problems') !== ''}
          onChange={(event) => ask('problems', event.target.checked ? 'yes' : '')}
        />
      </search>
      <Paragraph role="status">{found.length === 0 ? words.none : words.found(found.length)}</Paragraph>
      <ul className="lines">
        {found.slice(0, shown).map((unit) => (
          <li key={unit.unitId} className="line">
            <Link className="line-title" to={`/units/${part(unit.unitId)}`}>
              {unit.name}
            </Link>
            <span className="row">
              {problems.get(unit.unitId) === 'stops' && <Tag data-color="danger">{words.unreachable}</Tag>}
              {problems.get(unit.unitId) === 'other' && <Tag data-color="warning">{words.toMend}</Tag>}
              {unit.kind !== 'gp-office' && unit.escalatesTo === null && (
                <Tag data-color="info">{words.coordinating}</Tag>
              )}
              <span>
                {[shared.unitKinds[unit.kind], unit.trust, placeOf(unit.municipality)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {found.length > shown && (
        <div>
          <Button variant="secondary" onClick={() => setShown(shown + shownAtOnce)}>
            {words.more(Math.min(shownAtOnce, found.length - shown))}
          </Button>
        </div>
      )}
    </>
  );
}

/** By unit: that nobody is reached there, or that there is something else. */
function useProblems(): ReadonlyMap<string, 'stops' | 'other'> {
  const { data } = useCheck();
  return new Map(
    (data?.units ?? []).map(({ unitId, problems }) => [
      unitId,
      problems.some(({ problem }) => problem === 'nobody-reachable') ? 'stops' : 'other',
    ]),
  );
}

function Filter({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}) {
  const words = useWords(texts);
  const id = useId();
  return (
    <Field>
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <Select.Option value="">{words.all}</Select.Option>
        {options.map((option) => (
          <Select.Option key={option.value} value={option.value}>
            {option.label}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
