import { addDays, osloDate } from '../../domain/calendar.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Instant } from '../../domain/model.ts';
import { type Overview, overviewOf, type Part, type Reach } from '../../domain/overview.ts';
import { lists } from '../../domain/rows.ts';
import { type Statistic, share } from '../../domain/statistics.ts';
import { isSmall } from '../../domain/suppression.ts';
import type { DiagnosedBody } from './http/schemas.ts';
import type { Row, Store } from './ports.ts';

/** What overview and evaluation are made of: lists read whole, and counted by the rules. */

/** Rows asked for at once: some 600 KB, below the megabyte at which DynamoDB cuts a page. */
const rowsAtOnce = 1000;

/** Which pathways are counted: null for all. Dates are those of the start, both included. */
export interface Selection {
  readonly groups: readonly string[] | null;
  readonly places: readonly string[] | null;
  readonly from: string | null;
  readonly until: string | null;
}

/** A trust's count of the diagnosed in a period, with how many of them were started. */
export interface Diagnosed {
  readonly trust: string;
  readonly from: string;
  readonly until: string;
  readonly diagnosed: number | null;
  readonly started: number | null;
  readonly share: number | null;
  readonly suppressed: boolean;
}

export interface Evaluation extends Overview {
  readonly diagnosed: readonly Diagnosed[];
}

async function readWhole(store: Store, listKey: string, from: string | null): Promise<readonly Row[]> {
  const rows: Row[] = [];
  // instants are UTC: the day in Oslo begins on the day before
  const after = from === null ? undefined : addDays(from, -1);
  let cursor: string | undefined;
  do {
    const page = await store.list(listKey, { limit: rowsAtOnce, cursor, after });
    rows.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}

/** The trusts that there are. */
export function trustsOf(directory: Directory): readonly string[] {
  const trusts = [...directory.units.values()].flatMap(({ kind, trust }) =>
    kind === 'hospital' && trust !== undefined ? [trust] : [],
  );
  return [...new Set(trusts)].toSorted();
}

/** Counts what a caller may count of what is selected. */
export async function evaluate(
  store: Store,
  directory: Directory,
  reach: Reach,
  selection: Selection,
  now: Instant,
): Promise<Evaluation> {
  const trusts = trustsOf(directory);
  const counted = reach.kind === 'trusts' ? await diagnosedBy(store, reach.trusts, selection) : [];
  const groups = [...new Set([...(selection.groups ?? []), ...counted.flatMap(groupsOf)])];
  // whoever sees others' numbers is shown a part as it stands to the whole; a unit's own are its own
  const after = reach.kind === 'unit' ? selection.from : null;
  const [statistics, groupOf] = await Promise.all([
    readStatistics(store, trusts, after),
    readGroups(store, trusts, groups, after),
  ]);
  const isOfThem = ({ pathwayId, place }: Statistic) =>
    (selection.places === null || selection.places.includes(place)) &&
    (selection.groups === null || selection.groups.includes(groupOf.get(pathwayId) ?? ''));
  const isThen = (statistic: Statistic) => isWithin(statistic, selection);
  const part: Part = {
    who: selection.groups === null && selection.places === null ? undefined : isOfThem,
    when: selection.from === null && selection.until === null ? undefined : isThen,
  };
  const selected = statistics.filter((statistic) => isOfThem(statistic) && isThen(statistic));
  const overview = overviewOf(statistics, directory, reach, now, part);
  return { ...overview, diagnosed: counted.map((each) => startedOf(each, selected, groupOf, overview)) };
}

async function readStatistics(
  store: Store,
  trusts: readonly string[],
  from: string | null,
): Promise<readonly Statistic[]> {
  const read = await Promise.all(trusts.map((trust) => readWhole(store, lists.statistics(trust), from)));
  return read.flat().map((row) => row.data as unknown as Statistic);
}

async function readGroups(
  store: Store,
  trusts: readonly string[],
  groups: readonly string[],
  from: string | null,
): Promise<ReadonlyMap<string, string>> {
  const pairs = trusts.flatMap((trust) => groups.map((group) => ({ trust, group })));
  const read = await Promise.all(
    pairs.map(async ({ trust, group }) => {
      const rows = await readWhole(store, lists.group(trust, group), from);
      return rows.map((row) => [row.pathwayId, group] as const);
    }),
  );
  return new Map(read.flat());
}

function isWithin({ startedAt }: Statistic, { from, until }: Pick<Selection, 'from' | 'until'>): boolean {
  const on = osloDate(startedAt);
  return (from === null || on >= from) && (until === null || on <= until);
}

// --- the share that was started -----------------------------------------------------------------------------------

/** Counts of a trust that lie within the period, as far as they are about what is selected. */
async function diagnosedBy(
  store: Store,
  trusts: readonly string[],
  { groups, places, from, until }: Selection,
): Promise<readonly DiagnosedBody[]> {
  const kept = (await store.listEntries('DIAGNOSED')).map(
    ({ content }) => content as unknown as DiagnosedBody,
  );
  return kept
    .filter(
      (each) =>
        trusts.includes(each.trust) &&
        (from === null || each.from >= from) &&
        (until === null || each.until <= until),
    )
    .map((each) => ({
      ...each,
      // a count for the whole trust says nothing of some of its municipalities
      counts: each.counts.filter(
        (count) =>
          (groups === null || groups.includes(count.group)) &&
          (places === null || (count.municipality != null && places.includes(placeOfCount(count) as string))),
      ),
    }))
    .filter((each) => each.counts.length > 0);
}

function groupsOf({ counts }: DiagnosedBody): readonly string[] {
  return counts.map(({ group }) => group);
}

/** The place that a count is of; null for the whole trust. */
function placeOfCount({ municipality }: DiagnosedBody['counts'][number]): string | null {
  if (municipality == null) return null;
  return municipality.district == null
    ? municipality.number
    : `${municipality.number}-${municipality.district}`;
}

/** How many of those counted were started. Small numbers are withheld, and those that would tell what is. */
function startedOf(
  counted: DiagnosedBody,
  selected: readonly Statistic[],
  groupOf: ReadonlyMap<string, string>,
  overview: Overview,
): Diagnosed {
  const { trust, from, until, counts } = counted;
  const isCounted = ({ pathwayId, place }: Statistic) =>
    counts.some(
      (count) =>
        count.group === groupOf.get(pathwayId) &&
        (placeOfCount(count) === null || placeOfCount(count) === place),
    );
  const started = selected.filter(
    (statistic) => statistic.trust === trust && isWithin(statistic, counted) && isCounted(statistic),
  ).length;
  const diagnosed = counts.reduce((sum, { count }) => sum + count, 0);
  const all = overview.trusts.find((line) => line.trust === trust)?.started ?? null;
  const isTelling = all === null || isSmall(started) || isSmall(all - started) || isSmall(diagnosed);
  return isTelling
    ? { trust, from, until, diagnosed: null, started: null, share: null, suppressed: true }
    : { trust, from, until, diagnosed, started, share: share(started, diagnosed), suppressed: false };
}
