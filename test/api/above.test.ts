import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate } from '../support/simulated.ts';
import { refused } from './refusals.ts';

/** What units see that are above others: counts, deadlines, and nobody they are about. */

const coordinator = (unitId: string, more: Partial<SimulatedCaller> = {}): SimulatedCaller => ({
  role: 'coordinator',
  unitId,
  ...more,
});
const hospital = 'so-lindrende';
const municipality = 'kommune-3105';
const leader = coordinator('kommune-3105-koordinerende');
const trusts = coordinator('so-koordinerende');
const withPatient = { include: 'patient' };
const name = 'Uilunavn Uilunavnesen';
let story: Story;
/** Whose conversation at 3–4 months was missed, and whose intake is open. */
let missed: string;
let arriving: string;

const list = (route: string, caller: SimulatedCaller, query: Sample = {}) =>
  story.world.call(route, caller, { query });
const namedIn = (body: unknown) => /Uilunavn|"(?:patient|diagnosis)":/.test(JSON.stringify(body));

beforeAll(async () => {
  story = await simulate();
  const begin = (n: number) => {
    const base = another(n);
    const diagnosis = { ...base.diagnosis, date: story.today() };
    return story.start({ ...base, patient: { ...base.patient, name }, diagnosis });
  };
  missed = await begin(1);
  await story.home(missed, hospital);
  await story.world.advanceTo('2027-05-20T09:00:00Z');
  arriving = await begin(2);
  const first = await story.openTask(arriving, hospital);
  await story.complete(first, story.assessed());
});

describe('a unit that was told of a miss', () => {
  it('reads how the pathway stands, and not whose it is', async () => {
    const { status, body } = await story.read(missed, leader);
    expect(status).toBe(200);
    expect(body.points[1]).toMatchObject({ point: 2, status: 'missed', unitId: municipality });
    expect(body.timeline.map(({ type }: Sample) => type)).toContain('task-missed');
    expect(namedIn(body)).toBe(false);
    expect(body.handOvers).toEqual([]);
    expect(body).toEqual({
      ...(await story.read(missed, { role: 'administrator' })).body,
      timeline: expect.any(Array),
    });
  });

  it('has the pathway in its list, with nobody’s name', async () => {
    const { body } = await list('GET /pathways', leader, withPatient);
    expect(body.items).toEqual([
      { pathwayId: missed, status: 'active', startedAt: expect.any(String), until: null, sees: 'status' },
    ]);
    const { items } = (await list('GET /pathways', coordinator(municipality), withPatient)).body;
    expect(items.find(({ pathwayId }: Sample) => pathwayId === missed)).toMatchObject({ patient: { name } });
  });

  it('has a notice with the point and its deadline, and nobody’s name', async () => {
    const { body } = await list('GET /notices', leader, withPatient);
    const point = (await story.record(missed)).points[1]!;
    const told = {
      pathwayId: missed,
      kind: 'missed',
      point: 2,
      sees: 'status',
      missed: {
        unitId: municipality,
        kind: 'needs-assessment',
        dueAt: point.dueAt,
        closesAt: point.closesAt,
      },
    };
    expect(body.items).toMatchObject([told]);
    const { noticeId } = body.items[0];
    const read = await story.world.call('GET /notices/{noticeId}', leader, { path: { noticeId } });
    expect(read.body).toMatchObject(told);
    const receive = () =>
      story.world.call('POST /notices/{noticeId}/receipt', leader, { path: { noticeId }, body: {} });
    expect((await receive()).body).not.toHaveProperty('above');
    for (const answer of [body, read.body]) {
      expect(namedIn(answer)).toBe(false);
      expect(Object.keys(answer)).not.toContain('above');
    }
  });

  it('does not find the patient by name', async () => {
    const found = await story.world.call('POST /tasks/search', leader, { body: { name } });
    expect(found.body.items).toEqual([]);
  });

  it('does nothing there', async () => {
    const path = { pathwayId: missed };
    const occurredOn = story.today();
    for (const send of [
      () =>
        story.world.call('POST /pathways/{pathwayId}/events', leader, {
          path,
          body: { type: 'withdrawn', occurredOn },
        }),
      () =>
        story.world.call('POST /pathways/{pathwayId}/questions', leader, { path, body: { text: 'Why?' } }),
      () =>
        story.world.call('POST /pathways/{pathwayId}/points/{n}/open', leader, {
          path: { ...path, n: '3' },
          body: {},
        }),
      () => story.world.call('GET /pathways/{pathwayId}/audit', leader, { path }),
    ])
      await refused(story, 403, 'forbidden', send);
  });

  it('knows nothing of it where the patient has blocked who asks', async () => {
    const subject = 'is-blocked';
    const own = { ...leader, subject };
    expect((await story.read(missed, own)).status).toBe(200);
    await story.report(missed, hospital, { type: 'staff-blocked', subject });
    await refused(story, 404, 'not-found', () => story.read(missed, own));
    expect((await story.read(missed, leader)).status).toBe(200);
  });

  it('is not one that has heard of nothing', async () => {
    await refused(story, 404, 'not-found', () => story.read(arriving, leader));
  });
});

describe('the tasks of a unit below', () => {
  it('are listed by deadline, with how far the ladder has come and nobody’s name', async () => {
    const own = await list('GET /tasks', coordinator(municipality), withPatient);
    const { status, body } = await list('GET /tasks', leader, { unitId: municipality, ...withPatient });
    expect(status).toBe(200);
    expect(body.items).toEqual(own.body.items.map(({ patient: _, ...task }: Sample) => task));
    expect(own.body.items[0]).toMatchObject({ patient: { name } });
    expect(body.items[0]).toMatchObject({ kind: 'municipal-intake', pathwayId: arriving });
    const { rungs } = (await story.record(arriving)).tasks.find(({ kind }) => kind === 'municipal-intake')!;
    expect(body.items[0].escalation).toEqual(
      rungs.filter((rung) => rung.to !== 'coordinator').map(({ to, at }) => ({ to, at })),
    );
    expect(namedIn(body)).toBe(false);
  });

  it('tell of an accepted one whom its reminders are for then', async () => {
    const intake = await story.openTask(arriving, hospital);
    await story.accept(intake as never);
    const { body } = await list('GET /tasks', leader, { unitId: municipality });
    expect(body.items[0]).toMatchObject({ status: 'accepted', escalation: [] });
  });

  it('may be asked for as the own: by status, deadline, from the end', async () => {
    const asked = (query: Sample) => list('GET /tasks', leader, { unitId: municipality, ...query });
    expect((await asked({ status: 'missed', order: 'desc' })).body.items).toMatchObject([
      { pathwayId: missed, status: 'missed' },
    ]);
    expect((await asked({ status: 'missed' })).body.items[0]).not.toHaveProperty('escalation');
    expect((await asked({ dueBefore: story.world.now() })).body.items).toEqual([]);
    expect((await asked({ waitsFor: 'answer' })).body.items).toEqual([]);
  });

  it('are also the trust’s coordinating unit’s to see, one by one too', async () => {
    const { body } = await list('GET /tasks', trusts, { unitId: hospital, status: 'completed' });
    const [task] = body.items;
    const read = await story.world.call('GET /tasks/{taskId}', trusts, { path: { taskId: task.taskId } });
    expect([read.status, namedIn(read.body)]).toEqual([200, false]);
  });

  it('are nobody else’s, are not searched by name, and nor are the other lists', async () => {
    for (const [route, caller, unitId] of [
      ['GET /tasks', trusts, municipality],
      ['GET /tasks', leader, hospital],
      ['GET /tasks', coordinator(municipality), 'kommune-3105-koordinerende'],
      ['GET /tasks', { role: 'administrator' } as const, municipality],
      ['GET /pathways', leader, municipality],
      ['GET /notices', leader, municipality],
      ['GET /registrations', leader, municipality],
    ] as const)
      await refused(story, 403, 'forbidden', () => list(route, caller, { unitId }));
    const body = { unitId: municipality, name };
    await refused(story, 403, 'forbidden', () => story.world.call('POST /tasks/search', leader, { body }));
  });

  it('are the tasks of units that one is told of', async () => {
    const below = async (caller: SimulatedCaller) =>
      (await story.world.call('GET /me', caller)).body.unitsBelow.map(({ unitId }: Sample) => unitId);
    expect(await below(leader)).toEqual([municipality]);
    expect(await below(coordinator(municipality))).toEqual([]);
    expect(await below({ role: 'hospital-system', unitId: hospital })).toEqual([]);
    expect(await below({ role: 'administrator' })).toEqual([]);
    expect(await below(trusts)).toContain(hospital);
    expect(await below(trusts)).not.toContain('so-koordinerende');
  });
});

describe('the audit', () => {
  const last = () => story.world.audited().at(-1);

  it.each([
    ['GET /tasks', leader, { unitId: municipality }, { unitId: municipality }],
    ['GET /tasks', leader, {}, { unitId: leader.unitId }],
    ['GET /notices', leader, {}, { unitId: leader.unitId }],
    ['GET /registrations', leader, {}, { unitId: leader.unitId }],
    ['GET /pathways', leader, {}, { unitId: leader.unitId }],
    ['GET /pathways', { role: 'hospital-system', unitId: hospital } as const, {}, { trust: 'so' }],
    ['GET /changes', { role: 'hospital-system', unitId: hospital } as const, {}, { trust: 'so' }],
    ['GET /overview', trusts, { trust: 'so' }, { trust: 'so' }],
    ['GET /overview', leader, { unitId: municipality }, { unitId: municipality }],
  ])('says of %s whose it was', async (route, caller, query, about) => {
    expect((await list(route, caller, query)).status).toBe(200);
    expect(last()).toMatchObject({ outcome: 'allowed', about });
  });

  it('says of a refusal which unit it was about, and repeats none that there is not', async () => {
    await list('GET /tasks', leader, { unitId: hospital });
    expect(last()).toMatchObject({ outcome: 'refused', about: { unitId: hospital } });
    await list('GET /tasks', leader, { unitId: 'no-unit' });
    expect(last()).not.toHaveProperty('about');
    await list('GET /overview', trusts);
    expect(last()).not.toHaveProperty('about');
  });

  it('of a unit says who has changed it, newest first, and who was refused', async () => {
    const administrator = { role: 'administrator' } as const;
    const path = { unitId: municipality };
    const read = (caller: SimulatedCaller, query: Sample = {}) =>
      story.world.call('GET /units/{unitId}/audit', caller, { path, query });
    expect((await read(administrator)).body).toEqual({ items: [] });
    const ill = { ...coordinator(municipality), name: 'Kari Nes' };
    await story.world.call('PUT /units/{unitId}/contacts/{contactId}/absences', ill, {
      path: { ...path, contactId: 'contact-1' },
      body: { absences: [{ from: '2027-06-01', until: '2027-06-30' }] },
    });
    const { body } = await story.world.call('GET /units/{unitId}', administrator, { path });
    const { revision, ...unit } = body;
    const changed = { ...unit, name: 'Ny' };
    const write = (caller: SimulatedCaller, query: Sample = {}) =>
      story.world.call('PUT /units/{unitId}', caller, { path, body: changed, query });
    await write(ill);
    expect((await write(administrator, { dryRun: 'true' })).status).toBe(200);
    expect(last()).toMatchObject({ action: 'try-unit', about: path });
    expect((await write(administrator)).status).toBe(200);
    await story.world.call('POST /units/{unitId}/test-message', ill, { path, body: { requestId: 'r1' } });
    await story.world.call('POST /units/{unitId}/settings/application', administrator, { path, body: {} });
    const all = (await read(ill)).body.items;
    expect(all.map(({ action, outcome }: Sample) => `${action} ${outcome}`)).toEqual([
      'apply-settings allowed',
      'test-unit allowed',
      'write-unit allowed',
      'write-unit refused',
      'write-absences allowed',
    ]);
    expect(all.at(-1)).toMatchObject({ name: 'Kari Nes', unitId: municipality, about: path });
    const page = (await read(administrator, { limit: '2' })).body;
    expect([page.items, typeof page.cursor]).toEqual([all.slice(0, 2), 'string']);
    expect((await read(administrator, { limit: '3', cursor: page.cursor })).body).toEqual({
      items: all.slice(2),
    });
    await refused(story, 403, 'forbidden', () => read(leader));
    await refused(story, 404, 'not-found', () =>
      story.world.call('GET /units/{unitId}/audit', administrator, { path: { unitId: 'no-unit' } }),
    );
  });
});
