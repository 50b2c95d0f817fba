import { diagnosisGroups, type Unit } from '../domain/model.ts';
import { groupRow, lists } from '../domain/rows.ts';
import type { Asked, Statistic } from '../domain/statistics.ts';
import { openSimulation } from '../local/simulation.ts';

/**
 * `npm run bench:overview`: the overview of forty thousand pathways, a year of the country's, in twenty trusts with five
 * hospital units each and 357 municipalities, asked for as a whole and by group, by time, and both. Ports in memory: what
 * is measured is reading, counting, and withholding. Medians of five.
 */
const pathways = Number(process.argv[2] ?? 40_000);
const rounds = Number(process.argv[3] ?? 5);
const now = '2027-11-20T09:00:00Z';
const dayMs = 86_400_000;

// a course of its own for each run would make runs hard to compare
let state = 1;
function dice(): number {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
}
function oneOf<T>(all: readonly T[]): T {
  return all[Math.floor(dice() * all.length)]!;
}

const unit = (unitId: string, kind: Unit['kind'], trust?: string): Unit => ({
  unitId,
  kind,
  name: unitId,
  ...(trust === undefined ? {} : { trust }),
  channel: 'email',
  escalatesTo: null,
  contacts: [],
});
const trusts = Array.from({ length: 20 }, (_, n) => `trust-${n}`);
const hospitals = trusts.flatMap((trust) =>
  Array.from({ length: 5 }, (_, n) => unit(`${trust}-unit-${n}`, 'hospital', trust)),
);
const municipalities = Array.from({ length: 357 }, (_, n) => unit(`municipality-${n}`, 'municipality'));

function statistic(n: number): Statistic {
  const hospital = oneOf(hospitals);
  const days = Math.floor(dice() * 365);
  const startedAt = new Date(Date.parse(now) - days * dayMs).toISOString().replace('.000', '');
  const asked: Asked = dice() < 0.85 ? 'yes' : oneOf(['no', 'no-answer', 'not-asked']);
  const isSent = asked === 'yes' && days > 10 && dice() < 0.95;
  const receiver = isSent ? municipalities[Math.floor(dice() ** 2 * municipalities.length)]!.unitId : null;
  const point = (number: 1 | 2 | 3, opensAfter: number) => {
    const opens = Date.parse(startedAt) + opensAfter * dayMs;
    const isOver = opens + 45 * dayMs < Date.parse(now);
    const isHeld = isOver && dice() < 0.8;
    return {
      point: number,
      status: isHeld ? 'completed' : isOver ? 'missed' : opens < Date.parse(now) ? 'open' : 'planned',
      late: isHeld && dice() < 0.1,
      opensAt: new Date(opens).toISOString().replace('.000', ''),
      heldOn: isHeld ? new Date(opens + Math.floor(dice() * 40) * dayMs).toISOString().slice(0, 10) : null,
    } as const;
  };
  return {
    pathwayId: `p${String(n).padStart(6, '0')}`,
    trust: hospital.trust!,
    startedAt,
    status: dice() < 0.9 ? 'active' : oneOf(['declined', 'withdrawn', 'deceased', 'moved-away']),
    place: '0000',
    hospital: hospital.unitId,
    asked,
    receiver,
    accepted: isSent && dice() < 0.9,
    points: [point(1, 0), point(2, 90), point(3, 365)],
    tasks: dice() < 0.3 ? [{ unitId: receiver ?? hospital.unitId, dueAt: oneOf([now, startedAt]) }] : [],
  };
}

const world = await openSimulation({
  startAt: now,
  units: [...hospitals, ...municipalities],
  keepMessages: false,
});
const { store } = world.ports;
for (let n = 0; n < pathways; n += 1) {
  const one = statistic(n);
  const { pathwayId, trust, startedAt } = one;
  const row = {
    pathwayId,
    sort: 'S',
    listKey: lists.statistics(trust),
    listSort: `${startedAt}#${pathwayId}`,
    data: { ...one },
  };
  // a few groups are common, most are rare
  await store.putRows([
    row,
    groupRow(one, diagnosisGroups[Math.floor(dice() ** 3 * diagnosisGroups.length)]!),
  ]);
}

const administrator = { role: 'administrator' } as const;
const system = { role: 'hospital-system', unitId: hospitals[0]!.unitId } as const;
const group = diagnosisGroups[0]!;
const period = { from: '2027-04-01', until: '2027-06-30' };
const figures: Record<string, Record<string, string>> = {};
for (const [who, caller] of [
  ['country', administrator],
  ['one trust', system],
] as const)
  for (const [what, query] of [
    ['everything', {}],
    ['a group', { group }],
    ['a quarter', period],
    ['a group in a quarter', { group, ...period }],
  ] as const) {
    const seconds: number[] = [];
    let shown = '';
    for (let n = 0; n < rounds; n += 1) {
      const began = performance.now();
      const { status, body } = await world.call('GET /overview', caller, { query });
      seconds.push((performance.now() - began) / 1000);
      if (status !== 200) throw new Error(`not answered: ${status} ${JSON.stringify(body)}`);
      const counts = ({ total, trusts: sums, units, municipalUnits }: typeof body) =>
        [total, ...sums, ...units, ...municipalUnits].flatMap((line) => [
          line.started,
          line.yes,
          line.completed,
        ]);
      const all = counts(body);
      shown = `${Math.round((100 * all.filter((count) => count !== null).length) / all.length)} %`;
    }
    figures[`${who}: ${what}`] = {
      'seconds (median)': seconds.toSorted((a, b) => a - b)[Math.floor(rounds / 2)]!.toFixed(2),
      'started, yes, completed shown': shown,
    };
  }
console.table(figures);
