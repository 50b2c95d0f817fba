import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, palliative, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, pathsOf, refused } from './refusals.ts';

const hospital = 'so-lindrende';
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
const system: SimulatedCaller = { role: 'hospital-system', unitId: hospital };
const administrator: SimulatedCaller = { role: 'administrator' };
const { group } = palliative.diagnosis;
const { municipality } = palliative;
const pilot = {
  name: 'Pilot 1',
  groups: [group, 'pancreatic'],
  municipalities: [municipality],
  from: '2026-11-20',
  until: '2026-12-31',
  target: 20,
};
const counts = { trust: 'so', from: '2026-11-20', until: '2026-12-31', counts: [{ group, count: 16 }] };
let story: Story;

const put = (body: Sample, caller: SimulatedCaller = administrator, cohortId = 'pilot-1') =>
  story.world.call('PUT /cohorts/{cohortId}', caller, { path: { cohortId }, body });
const count = (body: Sample, caller: SimulatedCaller = administrator) =>
  story.world.call('PUT /statistics/diagnosed', caller, { body });
const read = (caller: SimulatedCaller = administrator, cohortId = 'pilot-1') =>
  story.world.call('GET /cohorts/{cohortId}', caller, { path: { cohortId } });

beforeAll(async () => {
  story = await simulate();
  for (let n = 0; n < 8; n += 1) {
    const id = await story.start(another(n));
    await story.complete(await story.openTask(id, hospital), story.assessed());
  }
  // of another group, of another place, and before the period is over
  const more = (n: number, changes: Sample) => story.start({ ...another(n), ...changes });
  for (const n of [20, 21, 22])
    await more(n, { diagnosis: { ...palliative.diagnosis, group: 'breast', date: '2026-11-10' } });
  for (const n of [30, 31, 32, 33]) await more(n, { municipality: { number: '3107', district: null } });
  await story.world.advanceTo('2027-01-04T09:00:00Z');
  for (const n of [40, 41, 42]) await more(n, {});
});

describe('PUT /cohorts/{cohortId}', () => {
  it('is written and replaced by an administrator, and listed', async () => {
    const first = await put({ ...pilot, name: 'Piloten' });
    expect([first.status, first.headers.Location]).toEqual([201, '/cohorts/pilot-1']);
    const again = await put(pilot);
    expect([again.status, again.body]).toEqual([200, { cohortId: 'pilot-1', ...pilot }]);
    for (const id of ['pilot-2', 'pilot-3']) await put(pilot, administrator, id);
    const list = (query = {}) => story.world.call('GET /cohorts', coordinator(hospital), { query });
    expect((await list()).body.items.map((item: Sample) => item.cohortId)).toEqual([
      'pilot-1',
      'pilot-2',
      'pilot-3',
    ]);
    const page = (await list({ limit: '2' })).body;
    expect(page.items).toHaveLength(2);
    expect((await list({ limit: '2', cursor: page.cursor })).body).toEqual({
      items: [{ cohortId: 'pilot-3', ...pilot }],
    });
    await refused(story, 400, 'bad-cursor', () => list({ cursor: marker }));
    for (const caller of [system, coordinator(hospital), coordinator('so-koordinerende')])
      await refused(story, 403, 'forbidden', () => put(pilot, caller));
  });

  it('refuses one of nobody, of an unknown group, of no period', async () => {
    for (const [path, wrong] of [
      ['groups', { groups: [] }],
      ['municipalities', { municipalities: [] }],
      ['groups.0', { groups: [marker] }],
      ['target', { target: 0 }],
      ['from', { from: '2026-02-30' }],
      ['municipalities.0.number', { municipalities: [{ number: marker }] }],
      ['name', { name: '' }],
    ] as const) {
      const answer = await refused(story, 400, 'not-the-schema', () => put({ ...pilot, ...wrong }));
      expect(pathsOf(answer)).toEqual([path]);
    }
    for (const body of [[], null, {}]) await refused(story, 400, 'not-the-schema', () => put(body));
    const wrong = await refused(story, 422, 'rule-broken', () =>
      put(
        { ...pilot, until: '2026-11-19', municipalities: [municipality, { number: '0301', district: null }] },
        administrator,
        `${marker} 1`,
      ),
    );
    expect(pathsOf(wrong)).toEqual(['cohortId', 'until', 'municipalities.1.district']);
  });
});

describe('GET /cohorts/{cohortId}', () => {
  it('has progress and evaluation, also of those started before it was written', async () => {
    const { status, body } = await read();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      cohortId: 'pilot-1',
      ...pilot,
      progress: { started: 8, target: 20, share: 0.4 },
      evaluation: {
        total: { started: 8, offered: 8, yes: 8, no: 0, inTime: 8, late: 0, missed: 0, medianDays: 0 },
      },
    });
    const started = Object.fromEntries(
      [...body.evaluation.units, ...body.evaluation.municipalUnits]
        .filter((line: Sample) => line.started !== 0)
        .map((line: Sample) => [line.unitId, line.started]),
    );
    expect(started).toEqual({ [hospital]: 8, 'kommune-3105': 8 });
    expect((await read(system)).body.evaluation.total.started).toBe(8);
    expect((await read(coordinator(hospital))).body.evaluation.units).toMatchObject([
      { unitId: hospital, started: 8 },
    ]);
    expect((await read(coordinator('ahus-lunge'))).body.progress).toEqual({
      started: 0,
      target: 20,
      share: 0,
    });
    await refused(story, 404, 'not-found', () => read(administrator, marker));
  });

  it('withholds how many where they are few', async () => {
    await put({ ...pilot, groups: ['breast'], from: '2026-11-21' }, administrator, 'none');
    expect((await read(administrator, 'none')).body.progress.started).toBe(0);
    const story2 = await simulate();
    await story2.start(another(1));
    const call = (route: string, body?: Sample) =>
      story2.world.call(route, administrator, { path: { cohortId: 'few' }, ...(body ? { body } : {}) });
    await call('PUT /cohorts/{cohortId}', pilot);
    expect((await call('GET /cohorts/{cohortId}')).body).toMatchObject({
      progress: { started: null, target: 20, share: null },
      evaluation: { total: { started: null, suppressed: true } },
    });
  });

  it('narrows the overview', async () => {
    const overview = (query: Readonly<Record<string, string>>) =>
      story.world.call('GET /overview', coordinator(hospital), { query });
    expect((await overview({})).body.total.started).toBe(18);
    expect((await overview({ cohort: 'pilot-1' })).body.total.started).toBe(8);
    expect((await overview({ cohort: 'pilot-1', group })).body.total.started).toBe(8);
    expect((await overview({ cohort: 'pilot-1', group: 'breast' })).body.total.started).toBe(0);
    expect(
      (await overview({ cohort: 'pilot-1', from: '2026-11-21', until: '2027-06-01' })).body.total.started,
    ).toBe(0);
    expect(
      (await overview({ cohort: 'pilot-1', from: '2026-01-01', until: '2026-11-20' })).body.total.started,
    ).toBe(8);
  });
});

describe('PUT /statistics/diagnosed', () => {
  it('gives the share that was started, in the overview and in a cohort', async () => {
    const overview = async (query = {}) =>
      (await story.world.call('GET /overview', system, { query })).body.diagnosed;
    expect(await overview()).toEqual([]);
    expect((await count(counts, coordinator('so-koordinerende'))).status).toBe(200);
    const expected = { trust: 'so', from: counts.from, until: counts.until, suppressed: false };
    expect(await overview()).toEqual([{ ...expected, diagnosed: 16, started: 12, share: 0.75 }]);
    // the same period again is counted once
    const places = [municipality, { number: '3107', district: null }];
    const byPlace = places.map((place, n) => ({ group, municipality: place, count: [10, 6][n] }));
    await count({ ...counts, counts: [...byPlace, { group: 'breast', count: 5 }] });
    expect(await overview()).toEqual([{ ...expected, diagnosed: 21, started: 15, share: 0.714 }]);
    expect(await overview({ group: 'breast' })).toEqual([
      { ...expected, diagnosed: 5, started: 3, share: 0.6 },
    ]);
    expect((await read()).body.evaluation.diagnosed).toEqual([
      { ...expected, diagnosed: 10, started: 8, share: 0.8 },
    ]);
    expect(await overview({ group: 'brain' })).toEqual([]);
    expect(await overview({ from: '2027-01-01' })).toEqual([]);
    expect(await overview({ until: '2026-09-30' })).toEqual([]);
    expect((await read(coordinator(hospital))).body.evaluation.diagnosed).toEqual([]);
  });

  it('withholds small counts', async () => {
    await count({ ...counts, from: '2026-12-01', counts: [{ group, count: 2 }] });
    const { diagnosed } = (await story.world.call('GET /overview', system)).body;
    expect(diagnosed[1]).toEqual({
      trust: 'so',
      from: '2026-12-01',
      until: counts.until,
      diagnosed: null,
      started: null,
      share: null,
      suppressed: true,
    });
  });

  it('is for an administrator and the trust’s coordinating unit, and counts nobody twice', async () => {
    for (const caller of [
      system,
      coordinator(hospital),
      coordinator('ahus-koordinerende'),
      coordinator('kommune-3105'),
    ])
      await refused(story, 403, 'forbidden', () => count(counts, caller));
    for (const [path, wrong] of [
      ['counts', { counts: [] }],
      ['counts.0.group', { counts: [{ group: marker, count: 3 }] }],
      ['counts.0.count', { counts: [{ group, count: -1 }] }],
      ['counts.0.count', { counts: [{ group, count: 1.5 }] }],
      ['trust', { trust: `${marker} 1` }],
    ] as const)
      expect(
        pathsOf(await refused(story, 400, 'not-the-schema', () => count({ ...counts, ...wrong }))),
      ).toEqual([path]);
    const wrong = await refused(story, 422, 'rule-broken', () =>
      count({
        trust: marker,
        from: '2026-12-01',
        until: '2026-11-01',
        counts: [
          { group, count: 4 },
          { group, count: 4 },
          { group, municipality, count: 4 },
          { group: 'breast', municipality: { number: '0301' }, count: 4 },
        ],
      }),
    );
    expect(pathsOf(wrong)).toEqual([
      'trust',
      'until',
      'counts.1',
      'counts.2',
      'counts.3.municipality.district',
    ]);
  });
});

describe('a start', () => {
  it('that was cut off before its group was listed is listed when it is sent again', async () => {
    let isDead = true;
    const broken = await simulate({
      wrap: (ports) => ({
        ...ports,
        store: {
          ...ports.store,
          putRows: async (rows) => {
            if (isDead) throw new Error('the process died');
            await ports.store.putRows(rows);
          },
        },
      }),
    });
    const body = another(1);
    expect((await broken.send(body)).status).toBe(500);
    isDead = false;
    const listed = async () =>
      (await broken.world.ports.store.list(`G#so#${group}`, { limit: 9 })).items.length;
    expect((await broken.send(body, { dryRun: 'true' })).status).toBe(200);
    expect(await listed()).toBe(0);
    expect((await broken.send(body)).status).toBe(200);
    expect(await listed()).toBe(1);
  });
});
