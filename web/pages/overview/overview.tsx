import { Alert, Button, Card, Link, Paragraph, Table } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { Link as RouterLink, useSearchParams } from 'react-router';
import type {
  Cohort,
  Counts,
  ListedCohort,
  Overview as OverviewAnswer,
} from '../../../functions/describe-api/document.ts';
import { part } from '../../api/client.ts';
import { useRead } from '../../api/queries.ts';
import { useUnitNames } from '../../api/units.ts';
import { dateAndTime, monthOf, shortDate, shortMonthOf } from '../../format/dates.ts';
import { useSession } from '../../session/session.tsx';
import { Failure } from '../../shell/failure.tsx';
import { useHere } from '../../shell/here.ts';
import { Loading } from '../../shell/loading.tsx';
import { Page } from '../../shell/page.tsx';
import { common } from '../../texts/common.ts';
import { useLanguage, useWords } from '../../texts/words.ts';
import { BarsAcross, BarsUp, Stacks } from './charts.tsx';
import { useCohorts } from './cohorts-read.ts';
import { type Cell, Numbers, NumbersTable, Section } from './figure.tsx';
import {
  askedIn,
  type Bar,
  columns,
  funnelOf,
  hasAnything,
  loadOf,
  nextOrder,
  numberIn,
  type Order,
  ordered,
  outcomes,
  outcomesOf,
  percent,
  type Step,
  searchOf,
} from './figures.ts';
import { Filters } from './filters.tsx';
import { texts } from './texts.ts';

const pointNames = ['1', '2', '3'] as const;

/** "Hvordan holde oversikt?": how far pathways have come, what is late, and what is coming. */
export default function Overview() {
  const words = useWords(texts);
  const { may } = useHere();
  const [search, setSearch] = useSearchParams();
  const asked = askedIn(search);
  const query = searchOf(asked);
  const answer = useRead<OverviewAnswer>('/overview', query);
  const cohorts = useCohorts();
  return (
    <Page
      title={words.title}
      help={
        <>
          <Paragraph data-size="sm">{words.help}</Paragraph>
          <Paragraph data-size="sm">{words.helpCounts}</Paragraph>
          <Paragraph data-size="sm">{words.withheldWhy}</Paragraph>
        </>
      }
      actions={
        <>
          {may.includes('administer') && (
            <Link asChild>
              <RouterLink to="/cohorts">{words.manageCohorts}</RouterLink>
            </Link>
          )}
          {may.includes('write-diagnosed') && (
            <Link asChild>
              <RouterLink to="/diagnosed">{words.countDiagnosed}</RouterLink>
            </Link>
          )}
        </>
      }
    >
      <Filters
        key={search.toString()}
        asked={asked}
        cohorts={cohorts.data ?? []}
        show={(chosen) => setSearch(searchOf(chosen))}
      />
      {answer.error ? (
        <Failure error={answer.error} again={() => void answer.refetch()} />
      ) : answer.data === undefined || answer.isPlaceholderData ? (
        <Loading />
      ) : (
        <Found overview={answer.data} query={query} cohorts={cohorts.data ?? []} />
      )}
    </Page>
  );
}

type Query = ReturnType<typeof searchOf>;

function Found({
  overview,
  query,
  cohorts,
}: {
  readonly overview: OverviewAnswer;
  readonly query: Query;
  readonly cohorts: readonly ListedCohort[];
}) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const { total, trusts, units, municipalUnits } = overview;
  const isPart = Object.keys(query).length > 0;
  const isEmpty = total.started === 0 && !total.suppressed && !hasAnything(total);
  return (
    <>
      <div className="row">
        <Paragraph role="status" data-size="sm">
          {words.asOf(dateAndTime(overview.at, language))}
        </Paragraph>
        <Export query={query} />
      </div>
      {query.cohort !== undefined && <Progress cohortId={query.cohort} />}
      {isEmpty ? (
        <Paragraph className="empty">{isPart ? words.emptyPart : words.empty}</Paragraph>
      ) : (
        <>
          {[total, ...trusts, ...units, ...municipalUnits].some(({ suppressed }) => suppressed) && (
            <Alert data-color="info" data-size="sm">
              {words.withheldWhy}
            </Alert>
          )}
          <Funnel counts={total} />
          <Tasks counts={total} unitId={query.unitId} />
          <Points counts={total} />
          <Load counts={total} municipalUnits={municipalUnits} />
          <Lines
            title={words.trusts}
            head={words.trust}
            lines={trusts.length > 1 ? trusts : []}
            query={query}
          />
          <Lines title={words.units} head={words.unit} lines={units} query={query} />
          <Lines title={words.municipalUnits} head={words.unit} lines={municipalUnits} query={query} />
        </>
      )}
      <Cohorts cohorts={cohorts} query={query} />
      <DiagnosedShare diagnosed={overview.diagnosed} />
    </>
  );
}

/** A number in words: withheld where it is null. */
function useTelling(): (count: number | null) => string {
  const words = useWords(texts);
  const { language } = useLanguage();
  const numbers = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'nb-NO');
  return (count) => (count === null ? words.withheld : numbers.format(count));
}

function Export({ query }: { readonly query: Query }) {
  const words = useWords(texts);
  const { client } = useSession();
  const download = useMutation({
    mutationFn: () => client.download('/overview', 'text/csv', query),
    onSuccess: (blob) => {
      const address = URL.createObjectURL(blob);
      const link = Object.assign(document.createElement('a'), { href: address, download: 'overview.csv' });
      link.click();
      URL.revokeObjectURL(address);
    },
  });
  return (
    <div className="actions">
      <Button
        variant="secondary"
        data-size="sm"
        disabled={download.isPending}
        onClick={() => download.mutate()}
      >
        {words.csv}
      </Button>
      <Button variant="tertiary" data-size="sm" onClick={() => print()}>
        {words.print}
      </Button>
      {download.error !== null && <Failure error={download.error} />}
    </div>
  );
}

/** The drawing's name for who does not see it: all that it says. */
function nameOf(
  title: string,
  bars: readonly Bar[],
  labelOf: (name: string) => string,
  tell: (count: number | null) => string,
) {
  return `${title}: ${bars.map(({ name, count }) => `${labelOf(name)} ${tell(count)}`).join(', ')}`;
}

function Funnel({ counts }: { readonly counts: Counts }) {
  const words = useWords(texts);
  const tell = useTelling();
  const bars = funnelOf(counts);
  const labelOf = (step: string) => words.steps[step as Step];
  return (
    <Section title={words.funnel} help={words.funnelHelp}>
      <BarsAcross
        name={nameOf(words.funnel, bars, labelOf, tell)}
        bars={bars}
        labelOf={labelOf}
        tell={tell}
      />
      <Numbers
        caption={words.funnel}
        heads={[
          { key: 'step', text: words.funnel, isWords: true },
          { key: 'count', text: words.count },
          { key: 'share', text: words.ofStarted },
          { key: 'means', text: words.means, isWords: true },
        ]}
        rows={bars.map(({ name, count }) => {
          const share = percent(count, counts.started);
          return [
            { key: name, text: labelOf(name) },
            { key: 'count', text: tell(count) },
            { key: 'share', text: share === null ? words.none : `${share} %` },
            { key: 'means', text: words.stepMeans[name], isWords: true },
          ];
        })}
      />
    </Section>
  );
}

/** Where the overdue tasks of a unit are listed; undefined where the caller may not see them. */
function useOverdueOf(): (unitId: string | undefined) => string | undefined {
  const { unit, unitsBelow, may } = useHere();
  return (unitId) => {
    if (!may.includes('list-tasks') || unitId === undefined) return undefined;
    if (unitId === unit?.unitId) return '/tasks?view=overdue';
    const isBelow = unitsBelow.some((one) => one.unitId === unitId);
    return isBelow ? `/tasks?view=overdue&unit=${part(unitId)}` : undefined;
  };
}

function Tasks({ counts, unitId }: { readonly counts: Counts; readonly unitId: string | undefined }) {
  const words = useWords(texts);
  const tell = useTelling();
  const { unit, unitsBelow } = useHere();
  // with nobody below it, all that a unit may count is its own
  const overdue = useOverdueOf()(unitId ?? (unitsBelow.length === 0 ? unit?.unitId : undefined));
  return (
    <Section title={words.tasks}>
      <div className="big-numbers">
        {(['overdue', 'due'] as const).map((word) => (
          <Card
            key={word}
            data-color={word === 'overdue' && counts.tasks.overdue !== 0 ? 'danger' : 'neutral'}
          >
            <dl className="big-number">
              <dt>{words[word]}</dt>
              <dd>{tell(counts.tasks[word])}</dd>
            </dl>
            <Paragraph data-size="sm">{words[`${word}Means`]}</Paragraph>
            {word === 'overdue' && overdue !== undefined && counts.tasks.overdue !== 0 && (
              <Link asChild>
                <RouterLink to={overdue}>{words.showOverdue}</RouterLink>
              </Link>
            )}
          </Card>
        ))}
      </div>
    </Section>
  );
}

function Points({ counts }: { readonly counts: Counts }) {
  const words = useWords(texts);
  const shared = useWords(common);
  const tell = useTelling();
  const id = useId();
  const outcomeOf = (outcome: string) => words.outcomes[outcome as keyof typeof words.outcomes];
  const labelOf = (point: string) => shared.points[point] ?? point;
  const shortOf = { 1: words.columns.started, 2: words.steps.point2, 3: words.steps.point3 };
  const stacks = pointNames.map((point) => ({
    label: point === '1' ? labelOf(point) : shortOf[point],
    parts: outcomesOf(counts, point),
  }));
  const together = (some: readonly (number | null)[]) =>
    some.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
  const name = stacks.map(({ label, parts }) => nameOf(label, parts, outcomeOf, tell)).join('. ');
  const cell = (key: string, count: number | null): Cell => ({ key, text: tell(count) });
  return (
    <Section title={words.points} help={words.pointsHelp}>
      <Paragraph>{words.completed(tell(counts.completed))}</Paragraph>
      <Stacks name={name} id={id.replaceAll(/\W/g, '')} stacks={stacks} labelOf={outcomeOf} />
      <Numbers
        caption={words.points}
        heads={[
          { key: 'point', text: words.point, isWords: true },
          ...outcomes.map((outcome) => ({ key: outcome, text: outcomeOf(outcome) })),
          { key: 'waiting', text: words.waiting },
          { key: 'otherwise', text: words.otherwise },
          { key: 'median', text: words.median },
          { key: 'half', text: words.half },
        ]}
        rows={pointNames.map((point) => {
          const { planned, open, declined, cancelled, medianDays, middleHalfDays, ...held } =
            counts.points[point]!;
          return [
            { key: point, text: labelOf(point) },
            ...outcomes.map((outcome) => cell(outcome, held[outcome])),
            cell('waiting', together([planned, open])),
            cell('otherwise', together([declined, cancelled])),
            { key: 'median', text: medianDays === null ? words.none : words.days(tell(medianDays)) },
            {
              key: 'half',
              text:
                middleHalfDays === null
                  ? words.none
                  : words.span(tell(middleHalfDays.from), tell(middleHalfDays.to)),
            },
          ];
        })}
      />
    </Section>
  );
}

function Load({
  counts,
  municipalUnits,
}: {
  readonly counts: Counts;
  readonly municipalUnits: readonly Counts[];
}) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const tell = useTelling();
  const bars = loadOf(counts, municipalUnits);
  const labelOf = (month: string) => monthOf(`${month}-15`, language);
  const isLeast = bars.some((one) => one.isLeast);
  return (
    <Section title={words.load} help={words.loadHelp}>
      {isLeast && <Paragraph data-size="sm">{words.loadLeast}</Paragraph>}
      <BarsUp
        name={nameOf(words.load, bars, labelOf, tell)}
        bars={bars}
        labelOf={(month) => shortMonthOf(`${month}-15`, language)}
        tell={(count) => (count === null ? '×' : tell(count))}
      />
      <Numbers
        caption={words.load}
        heads={[
          { key: 'month', text: words.month, isWords: true },
          { key: 'count', text: words.count },
        ]}
        rows={bars.map(({ name, count, isLeast: atLeast }) => [
          { key: name, text: labelOf(name) },
          { key: 'count', text: atLeast ? words.atLeast(tell(count)) : tell(count) },
        ])}
      />
    </Section>
  );
}

type Line = Counts & { readonly unitId?: string; readonly trust?: string };

/** Trusts or units, in the order that is chosen; each leads to its own overview. */
function Lines({
  title,
  head,
  lines,
  query,
}: {
  readonly title: string;
  readonly head: string;
  readonly lines: readonly Line[];
  readonly query: Query;
}) {
  const words = useWords(texts);
  const tell = useTelling();
  const unitName = useUnitNames();
  const overdueOf = useOverdueOf();
  const [order, setOrder] = useState<Order>({ by: 'overdue', isDescending: true });
  const name = ({ unitId, trust }: Line) => (unitId === undefined ? (trust ?? '') : unitName(unitId));
  const shown = lines.filter(hasAnything);
  if (shown.length === 0) return null;
  const idle = lines.length - shown.length;
  const sortOf = (by: Order['by']) =>
    order.by === by ? (order.isDescending ? 'descending' : 'ascending') : 'none';
  return (
    <Section title={title} help={words.sortHint}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="scroll" tabIndex={0} aria-label={title}>
        <Table data-size="sm" zebra hover>
          <caption className="visually-hidden">{title}</caption>
          <Table.Head>
            <Table.Row>
              {(['name', ...columns] as const).map((by) => (
                <Table.HeaderCell
                  key={by}
                  className={by === 'name' ? undefined : 'number'}
                  sort={sortOf(by)}
                  onClick={() => setOrder(nextOrder(order, by))}
                >
                  {by === 'name' ? head : words.columns[by]}
                </Table.HeaderCell>
              ))}
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {ordered(shown, order, name).map((line) => (
              <Table.Row key={line.unitId ?? line.trust}>
                <Table.HeaderCell scope="row">
                  <Link asChild>
                    <RouterLink
                      to={{
                        search: new URLSearchParams({
                          ...query,
                          ...(line.unitId === undefined ? { trust: line.trust! } : { unitId: line.unitId }),
                        }).toString(),
                      }}
                    >
                      {name(line)}
                    </RouterLink>
                  </Link>
                </Table.HeaderCell>
                {columns.map((column) => {
                  const value = numberIn(line, column);
                  const isNone = column === 'medianDays' && value === null;
                  const tasks = column === 'overdue' && value !== 0 ? overdueOf(line.unitId) : undefined;
                  return (
                    <Table.Cell key={column} className="number">
                      {tasks === undefined ? (
                        isNone ? (
                          words.none
                        ) : (
                          tell(value)
                        )
                      ) : (
                        <Link asChild>
                          <RouterLink to={tasks} aria-label={words.overdueOf(tell(value), name(line))}>
                            {tell(value)}
                          </RouterLink>
                        </Link>
                      )}
                    </Table.Cell>
                  );
                })}
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </section>
      {idle > 0 && <Paragraph data-size="sm">{words.idle(idle)}</Paragraph>}
    </Section>
  );
}

function Progress({ cohortId }: { readonly cohortId: string }) {
  const words = useWords(texts);
  const { language } = useLanguage();
  const tell = useTelling();
  const { data } = useRead<Cohort>(`/cohorts/${part(cohortId)}`);
  if (data === undefined) return null;
  const { name, from, until, progress } = data;
  const told = words.progress(tell(progress.started), progress.target);
  return (
    <Section title={name} help={words.period(shortDate(from, language), shortDate(until, language))}>
      <Paragraph>{told}</Paragraph>
      {progress.started !== null && (
        <progress className="bar" aria-label={told} value={progress.started} max={progress.target} />
      )}
    </Section>
  );
}

function Cohorts({ cohorts, query }: { readonly cohorts: readonly ListedCohort[]; readonly query: Query }) {
  const words = useWords(texts);
  const { language } = useLanguage();
  return (
    <Section title={words.cohorts} help={words.cohortsHelp}>
      {cohorts.length === 0 ? (
        <Paragraph>{words.noCohorts}</Paragraph>
      ) : (
        <ul className="lines">
          {cohorts.map(({ cohortId, name, from, until, target }) => (
            <li key={cohortId} className="line">
              <RouterLink
                className="line-title"
                to={{ search: new URLSearchParams({ ...query, cohort: cohortId }).toString() }}
              >
                {name}
              </RouterLink>
              <span>
                {words.period(shortDate(from, language), shortDate(until, language))}, {words.target} {target}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function DiagnosedShare({ diagnosed }: { readonly diagnosed: OverviewAnswer['diagnosed'] }): ReactNode {
  const words = useWords(texts);
  const { language } = useLanguage();
  const { may } = useHere();
  const tell = useTelling();
  if (diagnosed.length === 0 && !may.includes('write-diagnosed')) return null;
  return (
    <Section title={words.diagnosed} help={words.diagnosedHelp}>
      {diagnosed.length === 0 ? (
        <Paragraph>{words.noDiagnosed}</Paragraph>
      ) : (
        <NumbersTable
          caption={words.diagnosed}
          heads={[
            { key: 'trust', text: words.trust, isWords: true },
            { key: 'period', text: words.periodHead, isWords: true },
            { key: 'diagnosed', text: words.diagnosedCount },
            { key: 'started', text: words.started },
            { key: 'share', text: words.share },
          ]}
          rows={diagnosed.map((one) => [
            { key: `${one.trust} ${one.from} ${one.until}`, text: one.trust },
            {
              key: 'period',
              text: words.period(shortDate(one.from, language), shortDate(one.until, language)),
              isWords: true,
            },
            { key: 'diagnosed', text: tell(one.diagnosed) },
            { key: 'started', text: tell(one.started) },
            {
              key: 'share',
              text:
                one.share === null
                  ? one.suppressed
                    ? words.withheld
                    : words.none
                  : `${Math.round(one.share * 100)} %`,
            },
          ])}
        />
      )}
    </Section>
  );
}
