import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, pathsOf, refused } from './refusals.ts';

const hospital = 'so-lindrende';
const municipality = 'kommune-3105';
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
const system: SimulatedCaller = { role: 'hospital-system', unitId: hospital };
const administrator: SimulatedCaller = { role: 'administrator' };
const trust = 'so';
let story: Story;

const read = (caller: SimulatedCaller, query: Readonly<Record<string, string>> = {}) =>
  story.world.call('GET /overview', caller, { query });
async function overview(
  caller: SimulatedCaller,
  query: Readonly<Record<string, string>> = {},
): Promise<Sample> {
  const { status, body } = await read(caller, query);
  expect(status).toBe(200);
  return body;
}
const unitIn = (body: Sample, unitId: string): Sample =>
  [...body.units, ...body.municipalUnits].find((line: Sample) => line.unitId === unitId);

beforeAll(async () => {
  story = await simulate();
  // ten go home, of whom four are accepted; one says no, one withdraws; two are of another group, a week later
  const ids: string[] = [];
  for (let n = 0; n < 12; n += 1) ids.push(await story.start(another(n)));
  for (const [n, id] of ids.entries()) {
    if (n === 10) continue;
    const task = await story.openTask(id, hospital);
    if (n === 11) await story.complete(task, { outcome: 'declined', askAgain: true });
    else await story.complete(task, story.assessed());
    if (n < 4) await story.accept(await story.openTask(id, hospital));
  }
  await story.report(ids[10] as string, hospital, { type: 'withdrawn' });
  await story.world.advanceTo('2026-11-30T09:00:00Z');
  for (const n of [20, 21, 22]) {
    const base = another(n);
    await story.start({ ...base, diagnosis: { ...base.diagnosis, group: 'breast', date: '2026-11-10' } });
  }
});

describe('GET /overview', () => {
  it('shows a unit itself whole: the funnel, tasks, load, points and statuses', async () => {
    const { total } = await overview(coordinator(hospital));
    expect(total).toMatchObject({
      started: 15,
      offered: 15,
      yes: 14,
      no: 1,
      sent: 10,
      accepted: 4,
      point2: 0,
      point3: 0,
      completed: 10,
      inTime: 10,
      late: 0,
      missed: 0,
      medianDays: 0,
      statuses: { active: 14, withdrawn: 1, completed: 0 },
      points: { 1: { open: 3, held: 10, declined: 1, cancelled: 1 } },
      tasks: { due: 3, overdue: 0 },
      suppressed: false,
    });
    // ten intakes, and a referral to its coordinator without the pathway
    const there = (await overview(coordinator(municipality))).total;
    expect(there).toMatchObject({ started: 10, accepted: 4, tasks: { due: 0, overdue: 11 } });
    expect(there.load).toMatchObject({ '2027-02': 10, '2027-03': 0 });
  });

  it('withholds what is small from whoever is not that unit', async () => {
    const body = await overview(system);
    expect(unitIn(body, hospital)).toMatchObject({ started: 15, no: null, suppressed: true });
    expect(unitIn(body, hospital).statuses.withdrawn).toBeNull();
    // what would tell it is withheld too
    expect(unitIn(body, hospital).statuses.active).toBeNull();
    expect(body.total).toMatchObject({ started: 15, completed: 10, no: null });
    expect(JSON.stringify({ ...body, at: '' })).not.toMatch(/:[12][,}]/);
    expect(unitIn(body, municipality)).toMatchObject({ started: 10, accepted: 4 });
    expect(body.trusts).toMatchObject([{ trust, started: 15 }]);
  });

  it('shows one unit of several as it shows it among them', async () => {
    for (const unitId of [hospital, municipality]) {
      const all = unitIn(await overview(administrator), unitId);
      const one = await overview(administrator, { unitId });
      expect(one.units).toEqual([all]);
      expect({ unitId, ...one.total }).toEqual(all);
    }
    const ofTrust = await overview(administrator, { trust });
    expect(ofTrust.units.map((line: Sample) => line.unitId)).toEqual([
      'so-koordinerende',
      'so-kreftpoliklinikk',
      'so-lindrende',
    ]);
    expect(ofTrust.municipalUnits).toEqual([]);
    expect({ trust, ...ofTrust.total }).toEqual(ofTrust.trusts[0]);
    expect((await overview(system, { trust })).municipalUnits.length).toBeGreaterThan(0);
  });

  it('is the trust’s for its coordinating unit, and the units’ below for a municipality’s', async () => {
    const above = await overview(coordinator('so-koordinerende'));
    expect(above.units.map((line: Sample) => line.started)).toEqual([0, 0, 15]);
    const home = await overview(coordinator('kommune-3105-koordinerende'));
    expect(home.units).toMatchObject([
      { unitId: municipality, started: 10 },
      { unitId: 'kommune-3105-koordinerende', started: 0 },
    ]);
    expect(home).toMatchObject({ total: { started: 10 }, trusts: [], municipalUnits: [] });
    expect((await overview(coordinator('kommune-3107'))).total).toMatchObject({
      started: 0,
      suppressed: false,
    });
  });

  it('is of a group, a period, both', async () => {
    const started = async (query: Readonly<Record<string, string>>) =>
      (await overview(coordinator(hospital), query)).total.started;
    expect(await started({ group: 'breast' })).toBe(3);
    expect(await started({ group: another(1).diagnosis.group })).toBe(12);
    expect(await started({ group: 'brain' })).toBe(0);
    expect(await started({ until: '2026-11-29' })).toBe(12);
    expect(await started({ from: '2026-11-30' })).toBe(3);
    expect(await started({ from: '2026-11-20', until: '2026-11-30' })).toBe(15);
    expect(await started({ from: '2026-12-01' })).toBe(0);
  });

  it('refuses what is not the caller’s to count, and what is none', async () => {
    const other: SimulatedCaller = { role: 'hospital-system', unitId: 'ahus-lunge' };
    for (const [caller, query] of [
      [coordinator(hospital), { unitId: 'so-kreftpoliklinikk' }],
      [coordinator(hospital), { trust }],
      [coordinator(municipality), { unitId: hospital }],
      [coordinator('kommune-3105-koordinerende'), { unitId: 'kommune-3107' }],
      [coordinator('so-koordinerende'), { unitId: 'ahus-lunge' }],
      [other, { trust }],
      [other, { unitId: hospital }],
    ] as const)
      await refused(story, 403, 'forbidden', () => read(caller, query));
    await refused(story, 404, 'not-found', () => read(administrator, { unitId: marker }));
    await refused(story, 404, 'not-found', () => read(administrator, { trust: marker }));
    const wrongGroup = await refused(story, 400, 'not-the-schema', () =>
      read(administrator, { group: marker }),
    );
    expect(pathsOf(wrongGroup)).toEqual(['group']);
    const wrong = await refused(story, 422, 'rule-broken', () =>
      read(administrator, { from: '2027-01-01', until: '2026-12-31', cohort: marker }),
    );
    expect(pathsOf(wrong)).toEqual(['until', 'cohort']);
  });

  it('is by whole quarters for whoever counts units that are not its own', async () => {
    const quarter = { from: '2026-10-01', until: '2026-12-31' };
    expect((await overview(administrator, quarter)).total.started).toBe(15);
    expect((await overview(system, { from: '2027-01-01' })).total.started).toBe(0);
    for (const caller of [
      administrator,
      system,
      coordinator('so-koordinerende'),
      coordinator('kommune-3105-koordinerende'),
    ]) {
      const wrong = await refused(story, 422, 'rule-broken', () =>
        read(caller, { from: '2026-10-02', until: '2026-12-30' }),
      );
      expect(pathsOf(wrong)).toEqual(['from', 'until']);
    }
  });

  it('is given as CSV, with what is withheld left out', async () => {
    const csv = async (caller: SimulatedCaller, query: Readonly<Record<string, string>> = {}) => {
      const answer = await story.world.call('GET /overview', caller, {
        query,
        headers: { Accept: 'text/csv' },
      });
      expect([answer.status, answer.headers['Content-Type']]).toEqual([200, 'text/csv; charset=utf-8']);
      const [header, ...lines] = String(answer.body)
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(','));
      for (const line of lines) expect(line.length).toBe(header!.length);
      return lines.map((line) => Object.fromEntries(header!.map((name, n) => [name, line[n]])));
    };
    const all = await csv(system);
    expect(all.slice(0, 5).map(({ line, id }) => `${line} ${id}`)).toEqual([
      'total ',
      'trust so',
      'unit so-koordinerende',
      'unit so-kreftpoliklinikk',
      'unit so-lindrende',
    ]);
    expect(all.find(({ id }) => id === hospital)).toMatchObject({
      started: '15',
      no: '',
      medianDays: '0',
      'middleHalfDays.from': '0',
      'points.1.held': '10',
      'statuses.withdrawn': '',
      'tasks.due': '3',
      'load.2026-12': '0',
    });
    expect(all.find(({ id }) => id === municipality)).toMatchObject({
      line: 'municipal-unit',
      started: '10',
      'points.2.middleHalfDays.to': '',
    });
    expect((await csv(administrator, { unitId: hospital })).map(({ line }) => line)).toEqual([
      'total',
      'unit',
    ]);
  });

  it('is kept in the audit', async () => {
    const before = story.world.audited().length;
    await overview(system);
    expect(story.world.audited().slice(before)).toMatchObject([
      { action: 'read-overview', pathwayId: null, outcome: 'allowed' },
    ]);
  });

  it('counts on: a point held late, one missed, tasks overdue', async () => {
    const late = await simulate();
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) ids.push(await late.start(another(n)));
    const mine = async () => (await late.world.call('GET /overview', coordinator(hospital))).body.total;
    await late.world.advanceTo('2026-12-10T12:00:00Z');
    expect((await mine()).tasks).toEqual({ due: 0, overdue: 4 });
    const tasks = await Promise.all(ids.map((id) => late.openTask(id, hospital)));
    await late.world.advanceTo('2027-01-05T12:00:00Z');
    expect(await mine()).toMatchObject({ missed: 4, completed: 0, sent: 4, medianDays: null });
    await late.complete(tasks[0], late.assessed());
    expect(await mine()).toMatchObject({ missed: 3, late: 1, inTime: 0, completed: 1, medianDays: 46 });
    await late.world.advanceTo('2028-09-01T12:00:00Z');
    expect(await mine()).toMatchObject({ missed: 11, completed: 1, statuses: { active: 0, completed: 4 } });
  });

  it('counts each pathway once, as it stands', async () => {
    const rows = await story.world.ports.store.list('S#so', { limit: 100 });
    expect(rows.items.length).toBe(15);
    const { body } = await story.world.call('GET /pathways', coordinator(hospital), {
      query: { limit: '100' },
    });
    expect(rows.items.map((row) => [row.pathwayId, row.data.status])).toEqual(
      body.items.map((item: Sample) => [item.pathwayId, item.status]),
    );
  });
});
