import { daysBetween, osloDate } from './calendar.ts';
import { type Directory, unitById } from './directory.ts';
import type { Instant } from './model.ts';
import { pathwayStatuses } from './model.ts';
import { median, middleHalf, type Statistic, type StatisticPoint } from './statistics.ts';
import { type Beside, type Cell, isSmall, isTelling, withheld } from './suppression.ts';

/**
 * "Hvordan holde oversikt?" (DESIGN section 3, Overview): the funnel of a unit, a trust, or all, counted from
 * statistics. Pure. What leaves a unit has no small count, and none that can be worked out.
 */

/** What a caller may count. `own` is the caller's own unit: what it has itself it sees whole. */
export type Reach =
  | { readonly kind: 'unit'; readonly own: string }
  /** The municipal units below a coordinating unit, and that unit. */
  | { readonly kind: 'municipal'; readonly units: readonly string[]; readonly own: string }
  /** Trusts with their hospital units, and the municipal units that their patients were sent to. */
  | { readonly kind: 'trusts'; readonly trusts: readonly string[]; readonly own: string | null };

/** A count that may not be shown is null. */
type Count = number | null;
const pointNumbers = [1, 2, 3] as const;
const pointWords = ['planned', 'open', 'held', 'missed', 'declined', 'cancelled'] as const;
const heldWords = ['inTime', 'late'] as const;
type PointWord = (typeof pointWords)[number] | (typeof heldWords)[number];
/** Both in days. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
/** With fewer, the quarters of a half are so few that they tell of each. */
const leastForHalf = 10;
/** How many months are looked ahead, this one among them. */
const monthsAhead = 12;

export interface Counts {
  readonly started: Count;
  /** Asked whether they want the pathway. */
  readonly offered: Count;
  readonly yes: Count;
  readonly no: Count;
  /** With a municipal unit. */
  readonly sent: Count;
  readonly accepted: Count;
  /** Conversations held at points 2 and 3. */
  readonly point2: Count;
  readonly point3: Count;
  /** Points held, of all three: not pathways ended. */
  readonly completed: Count;
  readonly inTime: Count;
  readonly late: Count;
  readonly missed: Count;
  /** From a point's opening to its conversation, in calendar days; null where it is withheld how many were held, or none was. */
  readonly medianDays: number | null;
  /** Half of the conversations took between so many days and so many; null also where fewer than ten were held. */
  readonly middleHalfDays: Span | null;
  readonly statuses: Readonly<Record<string, Count>>;
  readonly points: Readonly<
    Record<
      string,
      Readonly<Record<PointWord, Count>> & {
        readonly medianDays: number | null;
        readonly middleHalfDays: Span | null;
      }
    >
  >;
  /** Tasks still to be done at the unit: not yet overdue, and overdue. */
  readonly tasks: { readonly due: Count; readonly overdue: Count };
  /** Points of the unit that open, by month `YYYY-MM`. */
  readonly load: Readonly<Record<string, Count>>;
  /** Something of this is withheld. */
  readonly suppressed: boolean;
}

export interface Overview {
  readonly total: Counts;
  readonly trusts: readonly (Counts & { readonly trust: string })[];
  readonly units: readonly (Counts & { readonly unitId: string })[];
  /** The units that patients were sent to, where hospital units are in `units`. */
  readonly municipalUnits: readonly (Counts & { readonly unitId: string })[];
}

/** A part of the pathways: of some patients, of some time, or both. What is left out is not divided by. */
export interface Part {
  readonly who?: ((statistic: Statistic) => boolean) | undefined;
  readonly when?: ((statistic: Statistic) => boolean) | undefined;
}

/**
 * Counts what a caller may count. The units and trusts of its reach are all there, also those without a patient. Of a
 * part, nothing that is withheld can be worked out by comparing with the answers about the whole, about the same
 * patients at any time, and about all patients of the same time.
 */
export function overviewOf(
  all: readonly Statistic[],
  directory: Directory,
  reach: Reach,
  now: Instant,
  part: Part = {},
): Overview {
  const frame = frameOf(directory, reach);
  const isIn = { who: part.who ?? (() => true), when: part.when ?? (() => true) };
  const statistics = all.filter((statistic) => isIn.who(statistic) && isIn.when(statistic));
  // what a unit has itself it knows: the rest is as if that were not there
  const isOwn = ({ hospital, receiver }: Statistic) =>
    reach.own !== null && (hospital === reach.own || receiver === reach.own);
  const own = tally(
    reach.own === null ? [] : statistics,
    frame,
    now,
    isOwn,
    (unitId) => unitId === reach.own,
  );
  const ofOthers = (some: readonly Statistic[]) =>
    tally(
      some,
      frame,
      now,
      (statistic) => !isOwn(statistic),
      (unitId) => unitId !== reach.own,
    );
  const others = ofOthers(statistics);
  const isPart = part.who !== undefined || part.when !== undefined;
  const hidden =
    reach.kind === 'unit'
      ? new Set<string>()
      : isPart
        ? hiddenInPart(frame, all, isIn, ofOthers)
        : hiddenOf(frame, numbersOf([others]));
  const shown = (line: Line) => countsOf(line, own, others, hidden);
  const named = (kind: Line['kind']) => frame.lines.filter((line) => line.kind === kind);
  return {
    total: shown(frame.total),
    trusts: named('trust').map((line) => ({ trust: line.name, ...shown(line) })),
    units: named('unit').map((line) => ({ unitId: line.name, ...shown(line) })),
    municipalUnits: named('municipal').map((line) => ({ unitId: line.name, ...shown(line) })),
  };
}

// --- the lines of the answer --------------------------------------------------------------------------------------

interface Line {
  readonly id: string;
  readonly kind: 'total' | 'trust' | 'unit' | 'municipal';
  readonly name: string;
  /** The line that it is summed up in; a municipal unit beside hospitals is in none of theirs. */
  readonly parent: string | null;
  /** Has no lines below it. */
  readonly leaf: boolean;
  /** Whose points its load is of. */
  readonly does: 'first' | 'later' | 'any';
}

interface Frame {
  readonly lines: readonly Line[];
  readonly total: Line;
  /** The lines that a pathway is counted in; none where it is not the caller's to count. */
  readonly linesOf: (statistic: Statistic) => readonly string[];
  /** The lines that a task of a unit is counted in, with one of these patients. */
  readonly linesOfTask: (statistic: Statistic, unitId: string) => readonly string[];
  /** With a municipal unit, and not again with those who look for one. */
  readonly isSent: (statistic: Statistic) => boolean;
}

function frameOf(directory: Directory, reach: Reach): Frame {
  const line = (kind: Line['kind'], name: string, parent: string | null, more: Partial<Line> = {}): Line => ({
    id: kind === 'total' ? kind : `${kind}:${name}`,
    kind,
    name,
    parent,
    leaf: true,
    does: 'first',
    ...more,
  });
  const isSent = ({ receiver }: Statistic) => unitById(directory, receiver ?? '')?.kind === 'municipality';
  if (reach.kind === 'unit') {
    const total = line('total', '', null, { does: 'any' });
    const unit = line('unit', reach.own, 'total', { does: 'any' });
    const both = [total.id, unit.id];
    const has = ({ hospital, receiver }: Statistic) => hospital === reach.own || receiver === reach.own;
    return {
      lines: [total, unit],
      total,
      linesOf: (statistic) => (has(statistic) ? both : []),
      linesOfTask: (_, unitId) => (unitId === reach.own ? both : []),
      isSent,
    };
  }
  if (reach.kind === 'municipal') {
    const total = line('total', '', null, { leaf: false, does: 'later' });
    const units = reach.units.map((unitId) => line('unit', unitId, 'total', { does: 'later' }));
    const linesOfUnit = (unitId: string) => (reach.units.includes(unitId) ? ['total', `unit:${unitId}`] : []);
    return {
      lines: [total, ...units],
      total,
      linesOf: ({ receiver }) => linesOfUnit(receiver ?? ''),
      linesOfTask: (_, unitId) => linesOfUnit(unitId),
      isSent,
    };
  }
  const all = [...directory.units.values()].toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
  const hospitals = all.filter(
    (unit) => unit.kind === 'hospital' && reach.trusts.some((trust) => trust === unit.trust),
  );
  const total = line('total', '', null, { leaf: false });
  const linesByHospital = new Map(
    hospitals.map(({ unitId, trust }) => [unitId, ['total', `trust:${trust}`, `unit:${unitId}`]]),
  );
  const linesOfHospital = (unitId: string) => linesByHospital.get(unitId) ?? [];
  return {
    lines: [
      total,
      ...reach.trusts.map((trust) => line('trust', trust, 'total', { leaf: false })),
      ...hospitals.map((unit) => line('unit', unit.unitId, `trust:${unit.trust}`)),
      ...all
        .filter((unit) => unit.kind === 'municipality')
        .map((unit) => line('municipal', unit.unitId, null, { does: 'later' })),
    ],
    total,
    linesOf: (statistic) => {
      const here = linesOfHospital(statistic.hospital);
      return here.length > 0 && isSent(statistic) ? [...here, `municipal:${statistic.receiver}`] : here;
    },
    linesOfTask: ({ hospital }, unitId) =>
      unitById(directory, unitId)?.kind !== 'municipality'
        ? linesOfHospital(unitId)
        : linesOfHospital(hospital)
            .map(() => `municipal:${unitId}`)
            .slice(0, 1),
    isSent,
  };
}

// --- counting -----------------------------------------------------------------------------------------------------

/** Divides the pathways of a line, or those that another table has counted under a word, into parts. */
interface Table {
  readonly name: string;
  readonly words: readonly string[];
  /** What the words sum up to. */
  readonly sum: string;
  readonly wordOf: (statistic: Statistic, isSent: boolean) => string | undefined;
  /** What is counted under each word. */
  readonly whatOf: ReadonlyMap<string, string>;
}

const started = 'started';
const divisions: readonly Omit<Table, 'whatOf'>[] = [
  {
    name: 'asked',
    words: ['offered', 'not-asked'],
    sum: started,
    wordOf: ({ asked }) => (asked === 'not-asked' ? asked : 'offered'),
  },
  {
    name: 'answer',
    words: ['yes', 'no', 'no-answer'],
    sum: 'asked|offered',
    wordOf: ({ asked }) => (asked === 'not-asked' ? undefined : asked),
  },
  { name: 'status', words: pathwayStatuses, sum: started, wordOf: ({ status }) => status },
  {
    name: 'sent',
    words: ['sent', 'not-sent'],
    sum: started,
    wordOf: (_, isSent) => (isSent ? 'sent' : 'not-sent'),
  },
  {
    name: 'taken',
    words: ['accepted', 'waiting'],
    sum: 'sent|sent',
    wordOf: ({ accepted }, isSent) => (!isSent ? undefined : accepted ? 'accepted' : 'waiting'),
  },
  ...pointNumbers.flatMap((number): readonly Omit<Table, 'whatOf'>[] => [
    {
      name: `point${number}`,
      words: pointWords,
      sum: started,
      wordOf: (statistic) => {
        const { status } = pointIn(statistic, number);
        return status === 'completed' ? 'held' : status;
      },
    },
    {
      name: `held${number}`,
      words: heldWords,
      sum: `point${number}|held`,
      wordOf: (statistic) => {
        const { status, late } = pointIn(statistic, number);
        return status !== 'completed' ? undefined : late ? 'late' : 'inTime';
      },
    },
  ]),
];

const tables: readonly Table[] = divisions.map((table) => ({
  ...table,
  whatOf: new Map(table.words.map((word) => [word, `${table.name}|${word}`])),
}));

function pointIn({ points }: Statistic, number: 1 | 2 | 3): StatisticPoint {
  return points.find(({ point }) => point === number)!;
}

interface Tally {
  readonly months: readonly string[];
  count(line: string, what: string): number;
  /** Days from opening to conversation, by point. */
  days(line: string, point: number): readonly number[];
}

const later = 'later';
const idOf = (line: string, what: string) => `${line}|${what}`;

function tally(
  statistics: readonly Statistic[],
  frame: Frame,
  now: Instant,
  isCounted: (statistic: Statistic) => boolean,
  isTaskCounted: (unitId: string) => boolean,
): Tally {
  const counts = new Map(frame.lines.map((line) => [line.id, new Map<string, number>()]));
  const days = new Map<string, number[]>();
  const monthAt = new Map<Instant, string>();
  const months = monthsFrom(osloDate(now));
  const lines = new Map(frame.lines.map((line) => [line.id, line]));
  const add = (line: string, what: string) => {
    const known = counts.get(line)!;
    known.set(what, (known.get(what) ?? 0) + 1);
  };
  const loadIn = (opensAt: Instant) => {
    const known = monthAt.get(opensAt) ?? `load|${monthOf(opensAt, months)}`;
    monthAt.set(opensAt, known);
    return known;
  };
  for (const statistic of statistics) {
    for (const { unitId, dueAt } of statistic.tasks.filter((task) => isTaskCounted(task.unitId)))
      for (const line of frame.linesOfTask(statistic, unitId))
        add(line, `tasks|${dueAt < now ? 'overdue' : 'due'}`);
    if (!isCounted(statistic)) continue;
    const isSent = frame.isSent(statistic);
    const whats = tables.flatMap(({ wordOf, whatOf }) => {
      const word = wordOf(statistic, isSent);
      return word === undefined ? [] : [whatOf.get(word)!];
    });
    for (const line of frame.linesOf(statistic)) {
      for (const what of [started, ...whats]) add(line, what);
      for (const point of statistic.points) {
        const isFirst = point.point === 1;
        const { does } = lines.get(line)!;
        if (point.status === 'planned' && (does === 'any' || (does === 'first') === isFirst))
          for (const what of ['load', loadIn(point.opensAt)]) add(line, what);
        if (point.heldOn === null) continue;
        const id = idOf(line, `days|${point.point}`);
        const known = days.get(id) ?? [];
        days.set(id, known);
        known.push(Math.max(0, daysBetween(osloDate(point.opensAt), point.heldOn)));
      }
    }
  }
  return {
    months,
    count: (line, what) => counts.get(line)?.get(what) ?? 0,
    days: (line, point) => days.get(idOf(line, `days|${point}`)) ?? [],
  };
}

function monthsFrom(today: string): readonly string[] {
  const first = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from({ length: monthsAhead }, (_, n) => {
    const year = Math.floor((first + n) / 12);
    return `${year}-${String(((first + n) % 12) + 1).padStart(2, '0')}`;
  });
}

/** A point that should have opened already opens as soon as it can: this month. */
function monthOf(opensAt: Instant, months: readonly string[]): string {
  const month = osloDate(opensAt).slice(0, 7);
  if (month <= months[0]!) return months[0]!;
  return months.includes(month) ? month : later;
}

// --- withholding --------------------------------------------------------------------------------------------------

/**
 * The counts to withhold in the answer about a part, by id. What is withheld in the answers about the wholes that it is
 * taken from is withheld in it, and what would tell a small count of those who are in a whole and not in the part.
 */
function hiddenInPart(
  frame: Frame,
  all: readonly Statistic[],
  isIn: { readonly [K in keyof Part]-?: NonNullable<Part[K]> },
  count: (statistics: readonly Statistic[]) => Tally,
): ReadonlySet<string> {
  const corners = Map.groupBy(all, (statistic) => `${isIn.who(statistic)} ${isIn.when(statistic)}`);
  const corner = (...names: readonly string[]) => names.flatMap((name) => corners.get(name) ?? []);
  const [both, onlyWho, onlyWhen, neither] = [
    'true true',
    'true false',
    'false true',
    'false false',
  ] as const;
  const everywhere = hiddenOf(frame, numbersOf([count(all)]));
  // whoever is asked about all of them again is told the same
  const isEmpty = (...names: readonly string[]) => corner(...names).length === 0;
  const within = (inside: readonly string[], outside: readonly string[]) =>
    isEmpty(...outside)
      ? everywhere
      : hiddenOf(
          frame,
          numbersOf([count(corner(...inside)), count(corner(...outside))], { all: everywhere }),
        );
  // where there is nobody, all are in the rest
  if (isEmpty(both, onlyWho) || isEmpty(both, onlyWhen)) return new Set();
  if (isEmpty(onlyWho, neither)) return within([both], [onlyWhen]);
  if (isEmpty(onlyWhen, neither)) return within([both], [onlyWho]);
  const byWho = within([both, onlyWho], [onlyWhen, neither]);
  const byWhen = within([both, onlyWhen], [onlyWho, neither]);
  return hiddenOf(
    frame,
    numbersOf(
      [both, onlyWho, onlyWhen, neither].map((name) => count(corner(name))),
      { all: everywhere, who: byWho, when: byWhen },
    ),
  );
}

/** What is counted, and how it stands to what is counted elsewhere. */
interface Numbers {
  readonly months: readonly string[];
  /** A count and what goes with it; `id` is what is withheld of the wholes where it is. */
  cell(id: string | null, of: (tally: Tally) => number): Pick<Cell, 'count'> & { readonly beside?: Beside };
  /** Withheld in an answer about a whole. */
  readonly inherited: ReadonlySet<string>;
}

/**
 * Of a part and what is outside it; or, of a part that is the meeting of two, of it, of what is only in the one, only in
 * the other, and in neither.
 */
function numbersOf(
  tallies: readonly Tally[],
  {
    all = new Set(),
    who = all,
    when = all,
  }: {
    readonly all?: ReadonlySet<string>;
    readonly who?: ReadonlySet<string>;
    readonly when?: ReadonlySet<string>;
  } = {},
): Numbers {
  const [first] = tallies;
  const beside = (id: string | null, [here, ...elsewhere]: readonly number[]): Beside => {
    const isIn = (hidden: ReadonlySet<string>) => id === null || hidden.has(id);
    const alone = isIn(all) ? { more: Number.POSITIVE_INFINITY, fewer: here! } : null;
    if (elsewhere.length === 1) {
      const [outside] = elsewhere;
      return {
        isTelling: !isIn(all) && isSmall(outside!),
        ways: [alone, { more: outside!, fewer: here! }],
      };
    }
    const [onlyWho, onlyWhen, neither] = elsewhere as [number, number, number];
    return {
      isTelling:
        (!isIn(who) && isSmall(onlyWho)) ||
        (!isIn(when) && isSmall(onlyWhen)) ||
        (!isIn(who) && !isIn(when) && isSmall(neither)),
      ways: [
        alone,
        isIn(who) ? { more: onlyWhen, fewer: here! } : null,
        isIn(when) ? { more: onlyWho, fewer: here! } : null,
        { more: Math.min(onlyWho, onlyWhen), fewer: Math.min(here!, neither) },
      ],
    };
  };
  return {
    months: first!.months,
    inherited: new Set([...who, ...when]),
    cell: (id, of) => {
      const counts = tallies.map(of);
      return { count: counts[0]!, ...(counts.length === 1 ? {} : { beside: beside(id, counts) }) };
    },
  };
}

/** The counts to withhold, by id. Where a table cannot be made safe, one more line is withheld whole, until all can. */
function hiddenOf(frame: Frame, counted: Numbers): ReadonlySet<string> {
  return untilSafe([], everyId(frame, counted), (forced) => hiddenWith(frame, counted, forced));
}

type Attempt = { readonly hidden: ReadonlySet<string> } | { readonly failed: readonly string[] };

/** Withholds lines whole, those that fail, until the rest is safe. Where that is nothing, all is withheld: it tells nothing. */
function untilSafe(
  begin: Iterable<string>,
  all: ReadonlySet<string>,
  attempt: (whole: ReadonlySet<string>) => Attempt,
): ReadonlySet<string> {
  const whole = new Set(begin);
  for (;;) {
    const found = attempt(whole);
    if ('hidden' in found) return found.hidden;
    const further = found.failed.filter((line) => !whole.has(line));
    if (further.length === 0) return all;
    for (const line of further) whole.add(line);
  }
}

function everyId(frame: Frame, { months }: Numbers): ReadonlySet<string> {
  const whats = [
    started,
    ...tables.flatMap(({ name, words }) => words.map((word) => `${name}|${word}`)),
    'tasks|due',
    'tasks|overdue',
    ...months.map((month) => `load|${month}`),
  ];
  return new Set(frame.lines.flatMap((line) => whats.map((what) => idOf(line.id, what))));
}

function hiddenWith(frame: Frame, counted: Numbers, forced: ReadonlySet<string>): Attempt {
  const tree = frame.lines.filter((line) => line.kind !== 'municipal');
  const beside = frame.lines.filter((line) => line.kind === 'municipal');
  const is = (line: Line) =>
    forced.has(line.id)
      ? 'withheld'
      : counted.inherited.has(idOf(line.id, started))
        ? 'inherited'
        : 'published';
  const sums = withheld(tree.map((line) => sumCell(line, counted, started, is(line))));
  const whole = new Set(tree.filter((line) => sums.ids.has(idOf(line.id, started))).map((line) => line.id));

  // municipal units add up to what was sent: they are shown where that can be
  const mayTell = (what: string) =>
    isTelling(counted.cell(idOf('total', what), (tally) => tally.count('total', what)));
  const received = withheld(
    beside.map((line) => ({ ...sumCell(line, counted, started, is(line)), to: 'sent' })),
  );
  const linked =
    beside.length > 0 &&
    !whole.has('total') &&
    !mayTell('sent|not-sent') &&
    !mayTell('sent|sent') &&
    received.failed.length === 0;
  const hidden = new Set([
    ...counted.inherited,
    ...sums.ids,
    ...(linked ? received.ids : beside.map((line) => idOf(line.id, started))),
  ]);
  for (const line of beside) {
    if (!hidden.has(idOf(line.id, started))) continue;
    whole.add(line.id);
    hidden.add(idOf(line.id, 'sent|sent'));
    if (!linked)
      for (const { name, words } of tables)
        for (const word of words) hidden.add(idOf(line.id, `${name}|${word}`));
  }

  for (const table of tables) {
    // what was sent is the sum of municipal units, which are shown
    const lines = linked && table.name !== 'sent' ? [...tree, ...beside] : tree;
    const isFixed = (line: Line) => linked && table.name === 'sent' && line.kind === 'total';
    const unknown = lines.filter((line) => hidden.has(idOf(line.id, table.sum)));
    const { ids, failed } = withheld(tableCells(lines, counted, table, { whole, unknown, isFixed }));
    if (failed.length > 0) return { failed: furtherLines(failed, tree, whole) };
    for (const id of ids) hidden.add(id);
  }
  for (const what of ['tasks|due', 'tasks|overdue'])
    for (const line of [tree, beside])
      for (const id of withheld(
        line.map((each) =>
          sumCell(
            each,
            counted,
            what,
            counted.inherited.has(idOf(each.id, what)) ? 'inherited' : 'published',
          ),
        ),
      ).ids)
        hidden.add(id);
  // municipal units beside hospitals are each on their own here: their months are summed up nowhere
  for (const lines of [tree, ...beside.map((line) => [{ ...line, kind: 'unit' as const }])])
    for (const id of hiddenLoad(lines, counted, whole, hidden)) hidden.add(id);
  return { hidden };
}

/** The lines to withhold whole besides: those that fail, or else from the top. With all of them every table holds. */
function furtherLines(
  failed: readonly Cell[],
  lines: readonly Line[],
  whole: ReadonlySet<string>,
): readonly string[] {
  const further = (ids: readonly string[]) => [...new Set(ids)].filter((id) => !whole.has(id));
  const failing = further(failed.map((cell) => cell.row));
  return [...failing, ...further(lines.map((line) => line.id))].slice(0, Math.max(1, failing.length));
}

/** A count that is only summed up over lines. */
function sumCell(line: Line, counted: Numbers, what: string, is: Cell['is']): Cell {
  return {
    id: idOf(line.id, what),
    row: line.id,
    from: line.leaf ? 'ground' : line.id,
    to: line.parent ?? 'ground',
    ...counted.cell(idOf(line.id, what), (tally) => tally.count(line.id, what)),
    least: 1,
    is,
  };
}

/**
 * A table of lines and words, summed up both ways. With municipal lines, each word's total is their sum too, and that of
 * those who are elsewhere. Lines are withheld whole, or at least as far as their sum is `unknown`.
 */
function tableCells(
  lines: readonly Line[],
  counted: Numbers,
  { name, words, sum: sumOf }: Pick<Table, 'name' | 'words' | 'sum'>,
  {
    whole,
    unknown,
    isFixed,
  }: {
    readonly whole: ReadonlySet<string>;
    readonly unknown: readonly Line[];
    readonly isFixed: (line: Line) => boolean;
  },
): readonly Cell[] {
  const beside = lines.filter((line) => line.kind === 'municipal');
  const isLinked = beside.length > 0;
  const isBlank = new Set([...whole, ...unknown.map((line) => line.id)]);
  const cells: Cell[] = [];
  for (const word of words) {
    const what = `${name}|${word}`;
    const sink = isLinked ? `sent:${word}` : 'ground';
    for (const line of lines) {
      const isBeside = line.kind === 'municipal';
      const above = line.parent === null ? sink : `${line.parent}:${word}`;
      cells.push({
        id: idOf(line.id, what),
        row: line.id,
        from: isBeside ? sink : line.leaf ? line.id : `${line.id}:${word}`,
        to: isBeside ? line.id : above,
        ...counted.cell(idOf(line.id, what), (tally) => tally.count(line.id, what)),
        least: isBlank.has(line.id) ? 0 : 1,
        is: isFixed(line)
          ? 'shown'
          : isBlank.has(line.id)
            ? 'withheld'
            : counted.inherited.has(idOf(line.id, what))
              ? 'inherited'
              : 'published',
      });
    }
    // all who were sent are with one of them
    if (!isLinked || name === 'taken') continue;
    const elsewhere = { id: idOf('elsewhere', what), row: 'elsewhere', least: 0, is: 'unpublished' } as const;
    const counts = counted.cell(
      null,
      (tally) =>
        tally.count('total', what) - beside.reduce((sum, line) => sum + tally.count(line.id, what), 0),
    );
    cells.push({ ...elsewhere, from: sink, to: 'elsewhere', ...counts });
  }
  for (const line of unknown) {
    const isBeside = line.kind === 'municipal';
    const above = line.parent === null ? (isLinked ? 'sent' : 'ground') : `sum:${line.parent}`;
    const below = line.leaf ? line.id : `sum:${line.id}`;
    const isSum = sumOf === started || !whole.has(line.id);
    cells.push({
      id: idOf(line.id, `${name}|sum`),
      row: line.id,
      from: isBeside ? below : above,
      to: isBeside ? above : below,
      ...counted.cell(idOf(line.id, sumOf), (tally) => tally.count(line.id, sumOf)),
      least: isSum ? 1 : 0,
      is: 'unpublished',
    });
  }
  return cells;
}

/**
 * Months add up to the points that are planned, which whoever knows them knows the sum of. Where how many are planned is
 * withheld, so are their months.
 */
function hiddenLoad(
  lines: readonly Line[],
  counted: Numbers,
  whole: ReadonlySet<string>,
  hidden: ReadonlySet<string>,
): ReadonlySet<string> {
  const plannedOf = { first: ['point1'], later: ['point2', 'point3'], any: [] };
  const unknown = lines.filter(({ id, does }) =>
    plannedOf[does].some((point) => hidden.has(idOf(id, `${point}|planned`))),
  );
  const table = { name: 'load', words: [...counted.months, later], sum: 'load' };
  const all = new Set(lines.flatMap(({ id }) => table.words.map((word) => idOf(id, `load|${word}`))));
  return untilSafe(whole, all, (blank) => {
    const cells = tableCells(lines, counted, table, { whole: blank, unknown, isFixed: () => false });
    const { ids, failed } = withheld(cells);
    return failed.length === 0 ? { hidden: ids } : { failed: furtherLines(failed, lines, blank) };
  });
}

// --- the answer ---------------------------------------------------------------------------------------------------

function countsOf(line: Line, own: Tally, others: Tally, hidden: ReadonlySet<string>): Counts {
  let suppressed = false;
  const seen = (what: string): Count => {
    if (hidden.has(idOf(line.id, what))) {
      suppressed = true;
      return null;
    }
    return own.count(line.id, what) + others.count(line.id, what);
  };
  const all = (table: string, words: readonly string[]) =>
    Object.fromEntries(words.map((word) => [word, seen(`${table}|${word}`)]));
  const daysOf = (held: Count, which: readonly number[]) => {
    const days = which.flatMap((point) => [...own.days(line.id, point), ...others.days(line.id, point)]);
    const isShown = held !== null;
    return {
      medianDays: isShown ? (median(days) ?? null) : null,
      middleHalfDays: isShown && days.length >= leastForHalf ? middleHalf(days) : null,
    };
  };
  type Point = Counts['points'][string];
  const points = Object.fromEntries(
    pointNumbers.map((point) => {
      const words = { ...all(`point${point}`, pointWords), ...all(`held${point}`, heldWords) };
      return [point, { ...(words as Record<PointWord, Count>), ...daysOf(words.held!, [point]) }];
    }),
  ) as Record<1 | 2 | 3, Point>;
  const over = (word: PointWord) => sum(pointNumbers.map((point) => points[point][word]));
  const counts = {
    started: seen(started),
    offered: seen('asked|offered'),
    yes: seen('answer|yes'),
    no: seen('answer|no'),
    sent: seen('sent|sent'),
    accepted: seen('taken|accepted'),
    point2: points[2].held,
    point3: points[3].held,
    completed: over('held'),
    inTime: over('inTime'),
    late: over('late'),
    missed: over('missed'),
    ...daysOf(over('held'), pointNumbers),
    statuses: all('status', pathwayStatuses),
    points,
    tasks: { due: seen('tasks|due'), overdue: seen('tasks|overdue') },
    load: all('load', own.months),
  };
  return { ...counts, suppressed };
}

/** A sum tells nothing more where its parts are shown, and is withheld otherwise. */
function sum(counts: readonly Count[]): Count {
  return counts.reduce<Count>((total, count) => (total === null || count === null ? null : total + count), 0);
}
