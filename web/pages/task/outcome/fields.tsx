import {
  Button,
  Card,
  Checkbox,
  Details,
  Fieldset,
  Heading,
  Paragraph,
  Textfield,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import { useState } from 'react';
import { callsFrom } from '../../../../domain/limits.ts';
import {
  answerNames,
  type EsasItem,
  esasItems,
  gpAsks,
  modes,
  notHeldReasons,
  responsibles,
  type Theme,
  themes,
} from '../../../../domain/model.ts';
import type { Offered } from '../../../../domain/needs.ts';
import type { PathwayAnswer } from '../../../../functions/describe-api/document.ts';
import { useUnitNames } from '../../../api/units.ts';
import { longDate } from '../../../format/dates.ts';
import { UnitSelect } from '../../../parts/unit-select.tsx';
import { common } from '../../../texts/common.ts';
import { useLanguage, useWords } from '../../../texts/words.ts';
import { elementOf } from './errors.ts';
import { answerOf, type Form, isGpUncertain, isSettled, type Known, type ThemeEntry } from './form.ts';
import { answerWord } from './journal.ts';
import { Choose, RadioLine, Radios, useProblem } from './parts.tsx';
import { texts } from './texts.ts';

/** What can be filled in of a conversation, part by part. */

interface OfForm {
  readonly form: Form;
  readonly known: Known;
  readonly change: (part: Partial<Form>) => void;
}

export interface Background {
  readonly answers: PathwayAnswer['answers'];
  /** What the municipality and the trust have to offer, by theme. */
  readonly offers: ReadonlyMap<string, Offered['offers']>;
  /** What mattered to the patient last time. */
  readonly mattered: string | undefined;
  readonly closesAt: string;
}

export function Held({
  form,
  known,
  change,
  background,
  opened,
}: OfForm & {
  readonly background: Background;
  /** A path whose part must be in sight. */
  readonly opened: ReadonlySet<string>;
}) {
  const words = useWords(texts);
  const shared = useWords(common);
  const dateProblem = useProblem('heldOn');
  const summaryProblem = useProblem('summary');
  return (
    <>
      <div className="row fields-in-row">
        <Textfield
          id={elementOf('heldOn')}
          type="date"
          label={words.heldOn}
          max={known.today}
          value={form.heldOn}
          error={dateProblem}
          onChange={(event) => change({ heldOn: event.target.value })}
        />
        <Radios
          path="mode"
          legend={words.mode}
          value={form.mode === '' ? null : form.mode}
          options={modes.map((mode) => ({ value: mode, label: shared.modes[mode] ?? mode }))}
          onChange={(mode) => change({ mode })}
        />
      </div>
      {known.point === 1 && <Answers form={form} known={known} change={change} background={background} />}
      <WhatMatters form={form} known={known} change={change} mattered={background.mattered} />
      <Themes form={form} known={known} change={change} offers={background.offers} />
      <Scores form={form} known={known} change={change} opened={opened} />
      <Fieldset>
        <Fieldset.Legend>{words.askGp}</Fieldset.Legend>
        <Fieldset.Description>{words.askGpHelp}</Fieldset.Description>
        <div className="row">
          {gpAsks.map((ask, index) => (
            <Checkbox
              key={ask}
              {...(index === 0 ? { id: elementOf('askGp') } : {})}
              value={ask}
              label={shared.gpAsks[ask]}
              checked={form.askGp.includes(ask)}
              onChange={(event) =>
                change({
                  askGp: gpAsks.filter((one) =>
                    one === ask ? event.target.checked : form.askGp.includes(one),
                  ),
                })
              }
            />
          ))}
        </div>
      </Fieldset>
      {known.point !== 1 && <Answers form={form} known={known} change={change} background={background} />}
      <Gp form={form} known={known} change={change} />
      <Textfield
        id={elementOf('summary')}
        multiline
        rows={3}
        maxLength={10_000}
        label={`${words.summary} (${shared.optional})`}
        description={words.summaryHelp}
        value={form.summary}
        error={summaryProblem}
        onChange={(event) => change({ summary: event.target.value })}
      />
    </>
  );
}

/** What was said last time is in sight, and copied only where somebody asks for it. */
function WhatMatters({ form, change, mattered }: OfForm & { readonly mattered: string | undefined }) {
  const words = useWords(texts);
  const problem = useProblem('whatMatters');
  return (
    <div className="stack-tight">
      <Textfield
        id={elementOf('whatMatters')}
        multiline
        rows={2}
        maxLength={10_000}
        label={words.whatMatters}
        value={form.whatMatters}
        error={problem}
        onChange={(event) => change({ whatMatters: event.target.value })}
      />
      {mattered !== undefined && form.whatMatters === '' && (
        <Paragraph data-size="sm" className="row">
          <span className="pre">{`${words.lastTime}: ${mattered}`}</span>
          <Button
            type="button"
            variant="tertiary"
            data-size="sm"
            onClick={() => change({ whatMatters: mattered })}
          >
            {words.takeOver}
          </Button>
        </Paragraph>
      )}
    </div>
  );
}

type Touched = 'not-discussed' | 'no-need' | 'need';

function Themes({ form, change, offers }: OfForm & { readonly offers: Background['offers'] }) {
  const words = useWords(texts);
  return (
    <section className="stack-tight" aria-labelledby={elementOf('themes')}>
      <Heading level={3} data-size="2xs" id={elementOf('themes')} tabIndex={-1}>
        {words.themes}
      </Heading>
      <Paragraph data-size="sm">{words.themesHelp}</Paragraph>
      <div className="themes">
        {themes.map((theme) => (
          <ThemeFields
            key={theme}
            theme={theme}
            entry={form.themes[theme]}
            offers={offers.get(theme) ?? []}
            onChange={(entry) => {
              const { [theme]: _, ...others } = form.themes;
              change({ themes: entry === undefined ? others : { ...others, [theme]: entry } });
            }}
          />
        ))}
      </div>
    </section>
  );
}

function ThemeFields({
  theme,
  entry,
  offers,
  onChange,
}: {
  readonly theme: Theme;
  readonly entry: ThemeEntry | undefined;
  readonly offers: Offered['offers'];
  readonly onChange: (entry: ThemeEntry | undefined) => void;
}) {
  const words = useWords(texts);
  const shared = useWords(common);
  const problem = useProblem(`themes.${theme}`);
  const [wrote, setWrote] = useState<ThemeEntry>({ need: true, followUp: '', responsible: '' });
  const touched: Touched = entry === undefined ? 'not-discussed' : entry.need ? 'need' : 'no-need';
  const write = (part: Partial<ThemeEntry>) => {
    const next = { ...wrote, ...entry, ...part, need: true };
    setWrote(next);
    onChange(next);
  };
  const touch = (value: Touched) => {
    if (value === 'not-discussed') onChange(undefined);
    else if (value === 'no-need') onChange({ need: false, followUp: '', responsible: '' });
    // who slips back and forth has not to write it again
    else onChange({ ...wrote, need: true });
  };
  return (
    <div className="theme" data-need={touched === 'need'}>
      <RadioLine
        path={`themes.${theme}`}
        label={shared.themes[theme] ?? theme}
        value={touched}
        options={[
          { value: 'not-discussed', label: words.notDiscussed },
          { value: 'no-need', label: words.noNeed },
          { value: 'need', label: words.need },
        ]}
        onChange={touch}
      />
      {entry?.need === true && (
        <div className="theme-need">
          <Textfield
            data-size="sm"
            multiline
            rows={2}
            maxLength={10_000}
            label={words.followUp}
            value={entry.followUp}
            error={problem}
            onChange={(event) => write({ followUp: event.target.value })}
          />
          <Choose
            path={`themes.${theme}.responsible`}
            label={words.responsible}
            nothing={words.nobodyYet}
            value={entry.responsible}
            options={responsibles.map((one) => ({ value: one, label: shared.responsibles[one] ?? one }))}
            onChange={(responsible) => write({ responsible })}
          />
          {offers.length > 0 && (
            <div className="theme-offers">
              <Paragraph data-size="sm">{words.offers}</Paragraph>
              <ul className="theme-offer-list">
                {offers.map(({ offer, contact, unitId }) => (
                  <li key={`${unitId} ${offer}`}>
                    <span>{`${offer} (${contact})`}</span>
                    <Button
                      type="button"
                      variant="tertiary"
                      data-size="sm"
                      onClick={() =>
                        write({ followUp: [entry.followUp.trim(), offer].filter(Boolean).join('. ') })
                      }
                    >
                      {words.takeOver}
                      <span className="visually-hidden">{` ${offer}`}</span>
                    </Button>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

const scores = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(String);

/** Scores are folded: most conversations have none. Each says at once whether it calls for something. */
function Scores({ form, change, opened }: OfForm & { readonly opened: ReadonlySet<string> }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const isScored = form.distress !== null || Object.keys(form.esas).length > 0;
  const [isOpen, setOpen] = useState(isScored);
  const mustOpen = [...opened].some((path) => path === 'distress' || path.startsWith('esas'));
  const over = [
    ...(form.distress !== null && form.distress >= callsFrom('distress') ? [words.distress] : []),
    ...esasItems.filter((item) => (form.esas[item] ?? 0) >= callsFrom(item)).map((item) => shared.esas[item]),
  ];
  return (
    <Details
      variant="tinted"
      open={isOpen || mustOpen}
      onToggle={(event) => setOpen((event.target as HTMLDetailsElement).open)}
    >
      <Details.Summary>
        {words.scores} ({shared.optional})
      </Details.Summary>
      <Details.Content>
        <Paragraph data-size="sm">{words.scoresHelp}</Paragraph>
        <div className="scores">
          <Score
            path="distress"
            label={words.distress}
            limit={callsFrom('distress')}
            value={form.distress}
            onChange={(distress) => change({ distress })}
          />
          {esasItems.map((item) => (
            <Score
              key={item}
              path={`esas.${item}`}
              label={shared.esas[item]}
              limit={callsFrom(item)}
              value={form.esas[item] ?? null}
              onChange={(score) => change({ esas: withScore(form.esas, item, score) })}
            />
          ))}
        </div>
        <div role="status">
          {over.length > 0 && (
            <Paragraph data-size="sm">
              <strong>{over.join(', ')}</strong>
              {`: ${words.overLimit}`}
            </Paragraph>
          )}
        </div>
      </Details.Content>
    </Details>
  );
}

function withScore(all: Form['esas'], item: EsasItem, score: number | null): Form['esas'] {
  const { [item]: _, ...others } = all;
  return score === null ? others : { ...others, [item]: score };
}

function Score({
  path,
  label,
  limit,
  value,
  onChange,
}: {
  readonly path: string;
  readonly label: string;
  readonly limit: number;
  readonly value: number | null;
  readonly onChange: (score: number | null) => void;
}) {
  const words = useWords(texts);
  const noteId = `${elementOf(path)}-note`;
  return (
    <div className="score" data-over={value !== null && value >= limit}>
      <Choose
        path={path}
        label={label}
        nothing={words.notScored}
        value={value === null ? '' : String(value)}
        options={scores.map((score) => ({ value: score, label: score }))}
        onChange={(score) => onChange(score === '' ? null : Number(score))}
        describedBy={noteId}
      />
      <Paragraph data-size="xs" id={noteId}>
        {words.callsFrom(limit)}
      </Paragraph>
    </div>
  );
}

type Said = 'yes' | 'no' | 'not-asked';
const saidOf = (value: boolean | null): Said => (value === null ? 'not-asked' : value ? 'yes' : 'no');
const heard = (said: Said): boolean | null => (said === 'not-asked' ? null : said === 'yes');

/** The four wishes as they stand, each with whom it tells. */
export function Answers({ form, known, change, background }: OfForm & { readonly background: Background }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const { language } = useLanguage();
  const mustAsk = known.point === 1 && form.way === 'held';
  return (
    <section className="stack-tight">
      <Heading level={3} data-size="2xs">
        {words.answers}
      </Heading>
      <Paragraph data-size="sm">{mustAsk ? words.answersFirst : words.answersHelp}</Paragraph>
      <div className="answers">
        {answerNames.map((name) => {
          const settled = isSettled(name, form, known);
          const now = words.now(
            answerWord(known.answers[name], shared),
            dateOf(background.answers[name]?.answeredOn, language),
          );
          const follows =
            name === 'pathway' && form.way === 'held' && known.point === 1 && known.answers.pathway === false;
          const why = settled ? words.noByDeclined : follows ? words.yesByHeld : words.answerHelp[name];
          return (
            <RadioLine
              key={name}
              path={`answers.${name}`}
              label={shared.answerNames[name]}
              help={`${why} ${now}.`}
              value={saidOf(answerOf(name, form, known))}
              options={[
                { value: 'yes', label: shared.yes },
                { value: 'no', label: shared.no },
                { value: 'not-asked', label: shared.notAsked },
              ]}
              onChange={(said) => change({ answers: { ...form.answers, [name]: heard(said) } })}
              isDisabled={settled}
            />
          );
        })}
      </div>
    </section>
  );
}

function dateOf(date: string | null | undefined, language: Parameters<typeof longDate>[1]): string | null {
  return date === null || date === undefined ? null : longDate(date, language);
}

/** Who the GP is, where nobody has said so for long and a copy is to go there. */
function Gp({ form, known, change }: OfForm) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const nameOf = useUnitNames();
  const problem = useProblem('gp');
  const { gp } = known;
  if (gp === null || !isGpUncertain(known) || answerOf('gpCopy', form, known) !== true) return null;
  return (
    <Card className="stack-tight" variant="tinted">
      <Radios
        path="gp"
        legend={words.gp}
        help={words.gpHelp(longDate(gp.asOf, language))}
        value={form.gp ?? 'unsure'}
        options={[
          { value: 'same', label: words.gpSame(nameOf(gp.unitId)) },
          { value: 'other', label: words.gpOther },
          { value: 'unsure', label: words.gpUnsure },
        ]}
        onChange={(said) => change({ gp: said === 'unsure' ? null : said })}
      />
      {form.gp === 'other' && (
        <>
          <UnitSelect
            label={words.gpOffice}
            nothing={words.chooseGp}
            value={form.gpUnitId}
            onChange={(gpUnitId) => change({ gpUnitId })}
            may={(unit) => unit.kind === 'gp-office'}
          />
          {problem !== undefined && <ValidationMessage>{problem}</ValidationMessage>}
        </>
      )}
    </Card>
  );
}

export function Declined({ form, known, change, background }: OfForm & { readonly background: Background }) {
  const words = useWords(texts);
  const problem = useProblem('askAgainOn');
  return (
    <>
      {known.point === 1 ? (
        <>
          <Radios
            path="askAgain"
            legend={words.askAgain}
            value={form.askAgain ? 'yes' : 'no'}
            options={[
              { value: 'yes', label: words.askAgainYes },
              { value: 'no', label: words.askAgainNo },
            ]}
            onChange={(said) => change({ askAgain: said === 'yes' })}
          />
          {form.askAgain && (
            <Textfield
              id={elementOf('askAgainOn')}
              type="date"
              label={words.askAgainOn}
              description={words.askAgainOnHelp}
              value={form.askAgainOn}
              error={problem}
              onChange={(event) => change({ askAgainOn: event.target.value })}
            />
          )}
        </>
      ) : (
        <Paragraph>{words.declinedLater}</Paragraph>
      )}
      <Answers form={form} known={known} change={change} background={background} />
    </>
  );
}

export function NotHeld({ form, known, change, background }: OfForm & { readonly background: Background }) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const problem = useProblem('tryAgainOn');
  return (
    <>
      <Radios
        path="reason"
        legend={words.reason}
        value={form.reason === '' ? null : form.reason}
        options={notHeldReasons.map((reason) => ({ value: reason, label: words.reasons[reason] }))}
        onChange={(reason) => change({ reason })}
      />
      <Textfield
        id={elementOf('tryAgainOn')}
        type="date"
        label={words.tryAgainOn}
        description={words.tryAgainHelp(longDate(background.closesAt, language))}
        min={known.today}
        value={form.tryAgainOn}
        error={problem}
        onChange={(event) => change({ tryAgainOn: event.target.value })}
      />
    </>
  );
}
