import {
  Button,
  Card,
  Checkbox,
  Field,
  Fieldset,
  Heading,
  Label,
  Paragraph,
  Textarea,
  Textfield,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import { diagnosisGroups } from '../../../domain/model.ts';
import type { ListedCohort } from '../../../functions/describe-api/document.ts';
import { useAct } from '../../api/act.ts';
import { part } from '../../api/client.ts';
import { shortDate } from '../../format/dates.ts';
import { Failure } from '../../shell/failure.tsx';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { texts } from './cohort-texts.ts';
import { useCohorts } from './cohorts-read.ts';
import { idOf, placesIn, placeText } from './figures.ts';

/** Cohorts, for an administrator to make and change. */
export default function CohortsPage() {
  const words = useWords(texts);
  const { language } = useLanguage();
  const cohorts = useCohorts();
  const [chosen, setChosen] = useState<ListedCohort>();
  const [saved, setSaved] = useState('');
  return (
    <Page title={words.title} help={<Paragraph data-size="sm">{words.help}</Paragraph>}>
      {cohorts.error && <Failure error={cohorts.error} again={() => void cohorts.refetch()} />}
      {cohorts.isPending && <Loading />}
      {cohorts.data?.length === 0 && <Paragraph>{words.empty}</Paragraph>}
      <ul className="lines" hidden={!cohorts.data?.length}>
        {cohorts.data?.map((cohort) => (
          <li key={cohort.cohortId} className="line">
            <span>
              <span className="line-title">{cohort.name}</span>{' '}
              {words.summary(
                shortDate(cohort.from, language),
                shortDate(cohort.until, language),
                cohort.target,
              )}
            </span>
            <Button
              variant="secondary"
              data-size="sm"
              aria-label={words.changeOf(cohort.name)}
              onClick={() => {
                setSaved('');
                setChosen(cohort);
              }}
            >
              {words.change}
            </Button>
          </li>
        ))}
      </ul>
      <Paragraph role="status">{saved}</Paragraph>
      <CohortForm
        key={chosen?.cohortId ?? `new ${saved}`}
        cohort={chosen}
        done={(name) => {
          setChosen(undefined);
          setSaved(name === undefined ? '' : words.saved(name));
        }}
      />
    </Page>
  );
}

function CohortForm({
  cohort,
  done,
}: {
  readonly cohort: ListedCohort | undefined;
  readonly done: (saved?: string) => void;
}) {
  const words = useWords(texts);
  const shared = useWords(common);
  const id = useId();
  const [name, setName] = useState(cohort?.name ?? '');
  const [groups, setGroups] = useState<readonly string[]>(cohort?.groups ?? []);
  const [places, setPlaces] = useState(cohort?.municipalities.map(placeText).join(', ') ?? '');
  const [from, setFrom] = useState(cohort?.from ?? '');
  const [until, setUntil] = useState(cohort?.until ?? '');
  const [target, setTarget] = useState(cohort === undefined ? '' : String(cohort.target));
  const [isTried, setTried] = useState(false);
  const written = placesIn(places);
  const wrongPlaces =
    written.wrong.length > 0
      ? words.wrongPlaces(written.wrong.join(', '))
      : written.places.length === 0
        ? words.noPlaces
        : undefined;
  const save = useAct(
    (client) =>
      client.send('PUT', `/cohorts/${part(cohort?.cohortId ?? idOf(name))}`, {
        name,
        groups,
        municipalities: written.places,
        from,
        until,
        target: Number(target),
      }),
    { onDone: () => done(name) },
  );
  return (
    <Card asChild>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (groups.length > 0 && wrongPlaces === undefined) save.mutate();
        }}
      >
        <Heading level={2} data-size="sm">
          {cohort === undefined ? words.make : words.changeOf(cohort.name)}
        </Heading>
        <Textfield
          label={words.name}
          required
          maxLength={200}
          pattern=".*[A-Za-zÆØÅæøå0-9].*"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Fieldset>
          <Fieldset.Legend>{words.groups}</Fieldset.Legend>
          <div className="ticks">
            {diagnosisGroups.map((group) => (
              <Checkbox
                key={group}
                data-size="sm"
                value={group}
                label={shared.groups[group] ?? group}
                checked={groups.includes(group)}
                onChange={({ target: { checked } }) =>
                  setGroups(checked ? [...groups, group] : groups.filter((one) => one !== group))
                }
              />
            ))}
          </div>
          {isTried && groups.length === 0 && <ValidationMessage>{words.noGroups}</ValidationMessage>}
        </Fieldset>
        <Field>
          <Label htmlFor={id}>{words.places}</Label>
          <Field.Description>{words.placesHelp}</Field.Description>
          <Textarea id={id} rows={3} value={places} onChange={(event) => setPlaces(event.target.value)} />
          {isTried && wrongPlaces !== undefined && <ValidationMessage>{wrongPlaces}</ValidationMessage>}
        </Field>
        <div className="filters">
          <Textfield
            label={words.from}
            type="date"
            required
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
          <Textfield
            label={words.until}
            type="date"
            required
            min={from}
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
          <Textfield
            label={words.target}
            type="number"
            required
            min={1}
            max={1_000_000}
            value={target}
            onChange={(event) => setTarget(event.target.value)}
          />
        </div>
        {save.error !== null && <Failure error={save.error} />}
        <div className="actions">
          <Button type="submit" disabled={save.isPending}>
            {shared.save}
          </Button>
          {cohort !== undefined && (
            <Button type="button" variant="tertiary" onClick={() => done()}>
              {shared.cancel}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
