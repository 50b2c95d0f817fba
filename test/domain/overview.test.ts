import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexUnits } from '../../domain/directory.ts';
import { pathwayStatuses, pointStatuses, type Unit } from '../../domain/model.ts';
import { type Counts, type Overview, overviewOf, type Part, type Reach } from '../../domain/overview.ts';
import { askedWords, type Statistic, type StatisticPoint } from '../../domain/statistics.ts';

/** The arithmetic of the overview, and that nobody can work out what it withholds. */

const now = '2027-02-01T08:00:00Z';
const unit = (unitId: string, kind: Unit['kind'], trust?: string): Unit => ({
  unitId,
  kind,
  name: unitId,
  trust,
  channel: 'email',
  escalatesTo: null,
  contacts: [],
});
const directory = indexUnits([
  ...['a1', 'a2', 'a3', 'a4'].map((id) => unit(id, 'hospital', 'a')),
  ...['b1', 'b2'].map((id) => unit(id, 'hospital', 'b')),
  ...['m3', 'm1', 'm2'].map((id) => unit(id, 'municipality')),
]);
const everything: Reach = { kind: 'trusts', trusts: ['a', 'b'], own: null };

let count = 0;
function statistic(more: Partial<Statistic> = {}): Statistic {
  count += 1;
  return {
    pathwayId: `p${count}`,
    trust: 'a',
    startedAt: '2026-11-20T09:00:00Z',
    status: 'active',
    place: '3212',
    hospital: 'a1',
    asked: 'yes',
    receiver: null,
    accepted: false,
    points: [1, 2, 3].map((point) => ({
      point: point as 1 | 2 | 3,
      status: 'planned',
      late: false,
      opensAt: '2027-03-01T07:00:00Z',
      heldOn: null,
    })),
    tasks: [],
    ...more,
  };
}

/** Half of everything is the commonest, as in life, so that there are large counts beside small ones. */
const mostly = <T>(words: readonly [T, ...T[]]) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(words[0]) },
    { weight: 2, arbitrary: fc.constantFrom(...words) },
  );
const point = (number: 1 | 2 | 3) =>
  fc
    .record({
      status: mostly(pointStatuses as never as ['planned', ...(typeof pointStatuses)[number][]]),
      late: fc.boolean(),
      month: fc.integer({ min: 1, max: 9 }),
      days: fc.integer({ min: 1, max: 28 }),
    })
    .map(({ status, late, month, days }) => ({
      point: number,
      status,
      late: status === 'completed' && late,
      opensAt: `2027-0${month}-01T07:00:00Z`,
      heldOn: status === 'completed' ? `2027-0${month}-${String(days).padStart(2, '0')}` : null,
    }));
const task = fc.record({
  unitId: fc.constantFrom('a1', 'a2', 'b1', 'm1', 'm2', 'g1'),
  dueAt: fc.constantFrom('2027-01-01T08:00:00Z', '2027-06-01T08:00:00Z'),
});
const statistics = fc.array(
  fc
    .record({
      status: mostly(pathwayStatuses as never as ['active', ...(typeof pathwayStatuses)[number][]]),
      hospital: mostly(['a1', 'a2', 'a3', 'b1', 'b2', 'elsewhere']),
      asked: mostly(askedWords as never as ['yes', ...(typeof askedWords)[number][]]),
      receiver: mostly<string | null>(['m1', 'm2', null, 'a4']),
      accepted: fc.boolean(),
      points: fc.tuple(point(1), point(2), point(3)),
      tasks: fc.array(task, { maxLength: 2 }),
    })
    .map((more) => statistic(more)),
  { maxLength: 45 },
);
const reach = fc.constantFrom<Reach>(
  everything,
  { kind: 'trusts', trusts: ['a', 'b'], own: 'a1' },
  { kind: 'trusts', trusts: ['a'], own: 'a2' },
  { kind: 'trusts', trusts: ['a'], own: null },
  { kind: 'municipal', units: ['m1', 'm2', 'm3'], own: 'm1' },
  { kind: 'municipal', units: ['m1', 'm2'], own: 'k' },
);
/** Whoever has nothing of its own among what is counted: all that is small is others'. */
const ofOthers = reach.filter(({ own }) => own === null || own === 'k');

describe('the funnel', () => {
  type Change = (each: StatisticPoint) => StatisticPoint;
  const held =
    (number: number, days: number, late = false): Change =>
    (each) =>
      each.point === number
        ? { ...each, status: 'completed', late, heldOn: `2027-03-${String(1 + days).padStart(2, '0')}` }
        : each;
  const having = (more: Partial<Statistic>, ...changes: Change[]): Statistic => {
    const base = statistic(more);
    return { ...base, points: base.points.map((each) => changes.reduce((now, change) => change(now), each)) };
  };

  it('of a unit counts all, also what is small', () => {
    const found = overviewOf(
      [
        having({ receiver: 'm1', accepted: true }, held(1, 4), held(2, 9, true)),
        having({ receiver: 'm1' }, held(1, 2)),
        statistic({
          asked: 'no',
          status: 'declined',
          tasks: [{ unitId: 'a1', dueAt: '2027-01-01T08:00:00Z' }],
        }),
        statistic({
          asked: 'not-asked',
          tasks: [
            { unitId: 'a1', dueAt: now },
            { unitId: 'a2', dueAt: now },
          ],
        }),
        statistic({ asked: 'no-answer' }),
        statistic({
          hospital: 'a2',
          tasks: [
            { unitId: 'a1', dueAt: now },
            { unitId: 'a2', dueAt: now },
          ],
        }),
      ],
      directory,
      { kind: 'unit', own: 'a1' },
      now,
    );
    expect(found.total).toMatchObject({
      started: 5,
      offered: 4,
      yes: 2,
      no: 1,
      sent: 2,
      accepted: 1,
      point2: 1,
      point3: 0,
      completed: 3,
      inTime: 2,
      late: 1,
      missed: 0,
      medianDays: 4,
      statuses: { active: 4, declined: 1, completed: 0 },
      tasks: { due: 2, overdue: 1 },
      suppressed: false,
    });
    expect(found.total.points[1]).toMatchObject({ planned: 3, inTime: 2, held: 2, medianDays: 3 });
    expect(found.units).toEqual([{ unitId: 'a1', ...found.total }]);
  });

  it('tells between which days half of the conversations were held, where there are ten', () => {
    const inDays = (...days: number[]) => days.map((day) => having({}, held(1, day)));
    const of = (given: readonly Statistic[]) =>
      overviewOf(given, directory, { kind: 'unit', own: 'a1' }, now).total;
    expect(of(inDays(9, 8, 7, 6, 5, 4, 3, 2, 1, 0))).toMatchObject({
      medianDays: 4.5,
      middleHalfDays: { from: 2, to: 7 },
      points: { 1: { middleHalfDays: { from: 2, to: 7 } }, 2: { middleHalfDays: null } },
    });
    expect(of(inDays(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)).middleHalfDays).toEqual({ from: 3.5, to: 8.5 });
    expect(of(inDays(9, 8, 7, 6, 5, 4, 3, 2, 1))).toMatchObject({ medianDays: 5, middleHalfDays: null });
  });

  it('counts a conversation held before its opening as one that took no time', () => {
    const early = having({}, held(1, 0), (each) => ({ ...each, opensAt: '2027-03-05T07:00:00Z' }));
    expect(overviewOf([early], directory, { kind: 'unit', own: 'a1' }, now).total.medianDays).toBe(0);
  });

  it('shows the points of a unit that open by month: what should have opened, this month; what is far off, not', () => {
    const opening = (...months: string[]) =>
      statistic({
        receiver: 'm1',
        points: months.map((month, n) => ({
          point: n === 3 ? 'extra-1' : ((n + 1) as 1 | 2 | 3),
          status: 'planned',
          late: false,
          opensAt: `${month}-10T07:00:00Z`,
          heldOn: null,
        })),
      });
    const all = [
      opening('2027-01', '2027-03', '2028-02', '2027-03'),
      opening('2027-02', '2027-04', '2027-12', '2028-01'),
    ];
    const loadOf = (own: string) => {
      const { load } = overviewOf(all, directory, { kind: 'unit', own }, now).total;
      expect(Object.keys(load)).toHaveLength(12);
      return Object.fromEntries(Object.entries(load).filter(([, n]) => n !== 0));
    };
    // whoever asks of itself alone has both sides
    expect(loadOf('a1')).toEqual({ '2027-02': 2, '2027-03': 2, '2027-04': 1, '2027-12': 1, '2028-01': 1 });
    const six = [...all, ...all, ...all].map((each, n) => ({ ...each, pathwayId: `l${n}` }));
    const found = overviewOf(six, directory, everything, now);
    expect(found.total.load).toMatchObject({ '2027-02': 6, '2027-03': 0 });
    expect(found.municipalUnits[0]!.load).toMatchObject({ '2027-02': 0, '2027-03': 6, '2027-04': 3 });
  });
});

describe('small counts', () => {
  it('hide a unit of two behind the next smallest, and show the rest', () => {
    const many = (n: number, hospital: string) => Array.from({ length: n }, () => statistic({ hospital }));
    const found = overviewOf(
      [...many(2, 'a1'), ...many(5, 'a2'), ...many(20, 'a3'), ...many(9, 'b1')],
      directory,
      everything,
      now,
    );
    expect(found.units.map(({ unitId, started }) => [unitId, started])).toEqual([
      ['a1', null],
      ['a2', null],
      ['a3', 20],
      ['a4', 0],
      ['b1', 9],
      ['b2', 0],
    ]);
    expect(found.trusts.map(({ started }) => started)).toEqual([27, 9]);
    expect(found.units[2]!.statuses).toMatchObject({ active: 20, completed: 0 });
    expect(found.units[2]!.suppressed).toBe(false);
    expect(found.units[0]!.suppressed).toBe(true);
  });

  it('leave everything withheld where there are too few in all', () => {
    const found = overviewOf([statistic(), statistic({ receiver: 'm1' })], directory, everything, now);
    expect(found.total).toMatchObject({ started: null, yes: null, sent: null });
    expect(found.municipalUnits.map(({ started }) => started)).toEqual([null, null, null]);
  });

  it('of the caller’s own unit are shown to it', () => {
    const found = overviewOf(
      [statistic(), ...Array.from({ length: 4 }, () => statistic({ hospital: 'a2' }))],
      directory,
      { kind: 'trusts', trusts: ['a'], own: 'a1' },
      now,
    );
    expect(found.units.map(({ started }) => started)).toEqual([1, 4, 0, 0]);
    expect(found.total.started).toBe(5);
  });

  it('cannot be worked out from what is shown, in any overview', () => {
    fc.assert(
      fc.property(statistics, reach, (given, asked) => {
        const found = overviewOf(given, directory, asked, now);
        for (const [name, lines] of linesIn(found, asked)) {
          for (const line of lines)
            for (const [what, value] of Object.entries(flat(line)))
              if (name !== 'own') expect([what, value === 1 || value === 2]).toEqual([what, false]);
        }
        const derived = attack(found, asked);
        expect(derived).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('are withheld of a part with what would tell them of the rest', () => {
    const many = (n: number, more: Partial<Statistic>) => Array.from({ length: n }, () => statistic(more));
    const given = [
      ...many(10, { hospital: 'a1', place: 'here' }),
      ...many(2, { hospital: 'a1' }),
      ...many(8, { hospital: 'a2', place: 'here' }),
      ...many(9, { hospital: 'a2' }),
      ...many(20, { hospital: 'a3', place: 'here' }),
      ...many(20, { hospital: 'a3' }),
    ];
    const part = { who: ({ place }: Statistic) => place === 'here' };
    const startedOf = ({ units }: Overview) => units.slice(0, 4).map(({ started }) => started);
    expect(startedOf(overviewOf(given, directory, everything, now))).toEqual([12, 17, 40, 0]);
    expect(startedOf(overviewOf(given, directory, everything, now, part))).toEqual([null, null, 20, 0]);
    // all of them, and all of some time, are as they are without being asked for
    const whole = overviewOf(given, directory, everything, now);
    for (const all of [{ who: () => true }, { when: () => true }, { who: () => true, when: () => true }])
      expect(overviewOf(given, directory, everything, now, all)).toEqual(whole);
    expect(startedOf(overviewOf(given, directory, everything, now, { ...part, when: () => true }))).toEqual([
      null,
      null,
      20,
      0,
    ]);
    expect(
      startedOf(overviewOf(given, directory, everything, now, { who: () => true, when: part.who })),
    ).toEqual([null, null, 20, 0]);
  });

  it('leave no month shown of a part where nothing could protect one', () => {
    const given = [
      statistic({ receiver: 'm1' }),
      statistic({ receiver: 'm1' }),
      statistic({ hospital: 'a2', receiver: 'm1' }),
    ];
    const isIn = ({ hospital }: Statistic) => hospital === 'a2';
    const found = overviewOf(given, directory, everything, now, { who: isIn, when: isIn });
    const hospitals = [found.total, ...found.trusts, ...found.units];
    expect(hospitals.flatMap(({ load }) => Object.values(load)).filter((value) => value !== null)).toEqual(
      [],
    );
  });

  it('cannot be worked out by comparing parts with their wholes either', () => {
    const parts = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 90, maxLength: 90 });
    fc.assert(
      fc.property(statistics, statistics, parts, ofOthers, (some, more, inPart, asked) => {
        const given = [...some, ...more];
        const index = new Map(given.map((each, n) => [each, inPart[n]!]));
        const who = (each: Statistic) => index.get(each)![0];
        const when = (each: Statistic) => index.get(each)![1];
        const of = (part: Part) => overviewOf(given, directory, asked, now, part);
        const answers = { all: of({}), who: of({ who }), when: of({ when }), both: of({ who, when }) };
        expect(compared(answers, asked)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('are the only ones that are missing where there are none', () => {
    fc.assert(
      fc.property(statistics, (given) => {
        const threefold = [given, given, given].flat();
        expect(JSON.stringify(overviewOf(threefold, directory, everything, now))).not.toContain(
          '"suppressed":true',
        );
      }),
      { numRuns: 50 },
    );
  });

  it('are right where they are shown: the statuses sum to the starts, on every line', () => {
    fc.assert(
      fc.property(statistics, reach, (given, asked) => {
        const found = overviewOf(given, directory, asked, now);
        const threefold = overviewOf([given, given, given].flat(), directory, asked, now);
        for (const line of [
          threefold.total,
          ...threefold.trusts,
          ...threefold.units,
          ...threefold.municipalUnits,
        ])
          expect(Object.values(line.statuses).reduce<number>((sum, n) => sum + n!, 0)).toBe(line.started);
        const [few, many] = [flat(found.total), flat(threefold.total)];
        for (const [what, value] of Object.entries(few))
          expect([what, value === null || value * 3 === many[what]]).toEqual([what, true]);
      }),
      { numRuns: 100 },
    );
  });
});

// --- somebody who wants to know ------------------------------------------------------------------------------------

function linesIn(found: Overview, asked: Reach): readonly (readonly [string, readonly Counts[]])[] {
  const isOwn = ({ unitId }: { readonly unitId: string }) => unitId === asked.own;
  // what includes the caller's own is known to it
  const sums = asked.own === null ? [found.total, ...found.trusts] : [];
  return [
    ['sums', sums],
    ['units', [...found.units, ...found.municipalUnits].filter((line) => asked.own === null && !isOwn(line))],
  ];
}

/** The counts of a line by what they count. */
function flat(line: Counts): Record<string, number | null> {
  const out: Record<string, number | null> = { started: line.started };
  for (const [name, value] of Object.entries(line)) {
    if (name.endsWith('Days') || name === 'load') continue;
    if (typeof value === 'number' || value === null) out[name] = value;
  }
  for (const [status, value] of Object.entries(line.statuses)) out[`status ${status}`] = value;
  for (const [number, words] of Object.entries(line.points))
    for (const [word, value] of Object.entries(words))
      if (!word.endsWith('Days')) out[`point${number} ${word}`] = value as number | null;
  for (const [word, value] of Object.entries(line.tasks)) out[`tasks ${word}`] = value;
  for (const [month, value] of Object.entries(line.load)) out[`load ${month}`] = value;
  return out;
}

/** What a count is a part of in its table; undefined for sums over tables. */
function wholeOf(what: string): string | undefined {
  const point = /^(point\d) (inTime|late)$/.exec(what)?.[1];
  if (point !== undefined) return `${point} held`;
  if (/^(status|point\d )/.test(what) || ['offered', 'sent'].includes(what)) return 'started';
  return { started: 'at', yes: 'offered', no: 'offered', accepted: 'sent', 'tasks due': 'at' }[what];
}

/** `sum of these = that`: as numbers, or as names of what is unknown. */
interface Equation {
  readonly parts: readonly string[];
  readonly whole: string;
}

/**
 * Works out what it can, knowing every sum there is and that counts are not negative; by bounds, which are narrowed as
 * long as any can be. Answers what it has found.
 */
function attack(found: Overview, asked: Reach): readonly string[] {
  return foundOut(whatFollows(found, asked));
}

/** What is known, and what must hold. */
interface Knowledge {
  readonly known: ReadonlyMap<string, number | null>;
  readonly least: ReadonlyMap<string, number>;
  readonly equations: readonly Equation[];
}

function foundOut({ known, least, equations }: Knowledge): readonly string[] {
  return [...narrowed(known, least, equations)]
    .filter(([id, [low, high]]) => known.get(id) === null && low === high && (low === 1 || low === 2))
    .map(([id, [low]]) => `${id} is ${low}`);
}

function whatFollows(found: Overview, asked: Reach): Knowledge {
  const lines: (readonly [string, Counts, string | null])[] = [
    ['total', found.total, null],
    ...found.trusts.map((line) => [`trust ${line.trust}`, line, 'total'] as const),
    ...found.units.map((line) => {
      const trust = asked.kind === 'trusts' ? `trust ${directory.units.get(line.unitId)!.trust}` : 'total';
      return [`unit ${line.unitId}`, line, trust] as const;
    }),
    ...found.municipalUnits.map((line) => [`municipal ${line.unitId}`, line, null] as const),
  ];
  const allMunicipalAreWithheld = found.municipalUnits.every((line) => line.started === null);
  const known = new Map<string, number | null>();
  const equations: Equation[] = [];
  const least = new Map<string, number>();
  for (const [name, line] of lines) {
    const counts = flat(line);
    for (const [what, value] of Object.entries(counts)) {
      known.set(`${name} ${what}`, value);
      // a 0 is only withheld where what it is a part of is
      const within = wholeOf(what);
      const isAllWithheld = name.startsWith('municipal') && allMunicipalAreWithheld;
      if (value === null && within !== undefined && counts[within] !== null && !isAllWithheld)
        least.set(`${name} ${what}`, 1);
    }
    const of = (...whats: string[]) => whats.map((what) => `${name} ${what}`);
    const add = (whole: string, ...whats: string[]) =>
      equations.push({ parts: of(...whats), whole: `${name} ${whole}` });
    add('offered', 'yes', 'no', 'no-answer');
    add('started', 'offered', 'not-asked');
    add('started', 'sent', 'not-sent');
    add('sent', 'accepted', 'waiting');
    add('started', ...pathwayStatuses.map((status) => `status ${status}`));
    for (const n of [1, 2, 3]) {
      add(
        'started',
        ...['planned', 'open', 'held', 'missed', 'declined', 'cancelled'].map((word) => `point${n} ${word}`),
      );
      add(`point${n} held`, `point${n} inTime`, `point${n} late`);
    }
    for (const word of ['inTime', 'late', 'missed']) add(word, ...[1, 2, 3].map((n) => `point${n} ${word}`));
    add('completed', 'inTime', 'late');
    add('completed', 'point1 held', 'point2 held', 'point3 held');
    add('point2', 'point2 held');
    add('point3', 'point3 held');
    const months = Object.keys(line.load).map((month) => `load ${month}`);
    const isFirst = asked.kind === 'trusts' && !name.startsWith('municipal');
    add('planned here', ...(isFirst ? ['point1 planned'] : ['point2 planned', 'point3 planned']));
    add('planned here', ...months, 'load later');
  }
  const whats = [...Object.keys(flat(found.total)), 'not-asked', 'no-answer', 'not-sent', 'waiting'];
  for (const [name] of lines) {
    const below = lines.filter(([, , parent]) => parent === name).map(([child]) => child);
    if (below.length === 0) continue;
    for (const what of whats)
      equations.push({ parts: below.map((child) => `${child} ${what}`), whole: `${name} ${what}` });
  }
  if (found.municipalUnits.length > 0) {
    const there = found.municipalUnits.map(({ unitId }) => `municipal ${unitId}`);
    const cross = (whole: string, what: string, ...more: string[]) =>
      equations.push({
        parts: [...there.map((name) => `${name} ${what}`), ...more],
        whole: `total ${whole}`,
      });
    cross('sent', 'started');
    for (const what of ['accepted', 'waiting']) cross(what, what);
    for (const what of whats.filter((each) => /^(status|point\d |yes$|no$|no-answer|not-asked)/.test(each)))
      cross(what, what, `elsewhere ${what}`);
    for (const n of [1, 2, 3])
      equations.push({
        parts: ['planned', 'open', 'held', 'missed', 'declined', 'cancelled'].map(
          (word) => `elsewhere point${n} ${word}`,
        ),
        whole: 'total not-sent',
      });
    equations.push({
      parts: pathwayStatuses.map((status) => `elsewhere status ${status}`),
      whole: 'total not-sent',
    });
  }
  return { known, least, equations };
}

/**
 * Somebody who compares: has the answers about all, about some patients, about some time, and about those patients of
 * that time. Each count of the wholes is the sum of the same count in its parts, which are as the tables are.
 */
function compared(
  answers: {
    readonly all: Overview;
    readonly who: Overview;
    readonly when: Overview;
    readonly both: Overview;
  },
  asked: Reach,
): readonly string[] {
  const known = new Map<string, number | null>();
  const least = new Map<string, number>();
  const equations: Equation[] = [];
  const ids = new Set<string>();
  const add = (
    prefix: string,
    { known: some, least: lowest, equations: sums }: Knowledge,
    isAnswered: boolean,
  ) => {
    for (const [id, value] of some) {
      ids.add(id);
      known.set(`${prefix} ${id}`, isAnswered ? value : null);
    }
    // in the answer about a part, a 0 may be withheld
    if (prefix === 'all') for (const [id, value] of lowest) least.set(`${prefix} ${id}`, value);
    for (const { parts, whole } of sums) {
      for (const id of [...parts, whole]) ids.add(id);
      equations.push({ parts: parts.map((id) => `${prefix} ${id}`), whole: `${prefix} ${whole}` });
    }
  };
  for (const prefix of ['all', 'who', 'when', 'both'] as const)
    add(prefix, whatFollows(answers[prefix], asked), true);
  for (const prefix of ['only who', 'only when', 'neither'])
    add(prefix, whatFollows(answers.all, asked), false);
  for (const id of ids)
    for (const [whole, ...parts] of [
      ['who', 'both', 'only who'],
      ['when', 'both', 'only when'],
      ['all', 'who', 'only when', 'neither'],
      ['all', 'when', 'only who', 'neither'],
    ])
      equations.push({ parts: parts.map((name) => `${name} ${id}`), whole: `${whole} ${id}` });
  return foundOut({ known, least, equations });
}

/** The bounds of everything, as narrow as the equations make them. */
function narrowed(
  known: ReadonlyMap<string, number | null>,
  least: ReadonlyMap<string, number>,
  equations: readonly Equation[],
): ReadonlyMap<string, readonly [number, number]> {
  const ids = [...new Set(equations.flatMap(({ parts, whole }) => [whole, ...parts]))];
  const index = new Map(ids.map((id, n) => [id, n]));
  const low = ids.map((id) => known.get(id) ?? least.get(id) ?? 0);
  // more patients than there are
  const high = ids.map((id) => known.get(id) ?? 1e6);
  const sums = equations.map(({ parts, whole }) => ({
    whole: index.get(whole)!,
    parts: parts.map((part) => index.get(part)!),
  }));
  let isNarrower = true;
  const narrow = (n: number, from: number, to: number) => {
    if (from <= low[n]! && to >= high[n]!) return;
    low[n] = Math.max(low[n]!, from);
    high[n] = Math.min(high[n]!, to);
    if (low[n]! > high[n]!) throw new Error(`what is shown of ${ids[n]} cannot be`);
    isNarrower = true;
  };
  while (isNarrower) {
    isNarrower = false;
    for (const { parts, whole } of sums) {
      let lowest = 0;
      let highest = 0;
      for (const part of parts) {
        lowest += low[part]!;
        highest += high[part]!;
      }
      narrow(whole, lowest, highest);
      for (const part of parts)
        narrow(part, low[whole]! - (highest - high[part]!), high[whole]! - (lowest - low[part]!));
    }
  }
  return new Map(ids.map((id, n) => [id, [low[n]!, high[n]!]]));
}
