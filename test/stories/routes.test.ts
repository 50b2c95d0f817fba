import { describe, expect, it } from 'vitest';
import { palliative, type Sample, type Story, simulate, units, withUnit } from '../support/simulated.ts';

/** Who has the patient: the route to the municipality, a move, a task that is not theirs. */

const hospital = palliative.hospital.unitId;
const old = 'kommune-3105';
const neighbour = 'kommune-3107';
const moved = (municipality: Sample, more: Sample = {}): Sample => ({ type: 'moved', municipality, ...more });
const toNeighbour = moved({ number: '3107', district: null });
const taskOf = async (story: Story, taskId: string) =>
  (await story.record(taskId.split('-t')[0] as string)).tasks.find((task) => task.taskId === taskId)!;

describe('a move', () => {
  it('with an open task takes the task along, with its instants; the new unit must accept it', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2027-02-10T12:00:00Z');
    const task = await story.openTask(id, hospital);
    await story.accept(task);
    const before = await taskOf(story, task.taskId);
    await story.report(id, hospital, toNeighbour);
    const after = await taskOf(story, task.taskId);
    expect(after).toMatchObject({
      unitId: neighbour,
      status: 'open',
      acceptedBy: null,
      place: '3107',
      opensAt: before.opensAt,
      dueAt: before.dueAt,
      closesAt: before.closesAt,
      rungs: before.rungs,
    });
    // the new one is written to, the old one told neutrally
    const arrived = story.world.messages.filter((message) => message.messageId.includes(`:${neighbour}:`));
    expect(arrived.map((message) => message.to)).toEqual([`coordinator@${neighbour}.example`]);
    expect(await story.noticeKinds(old)).toEqual(['moved']);
    expect(story.messagesOf(`${(await story.notices(old))[0].noticeId}:`)).toHaveLength(2);
    expect((await story.accept({ ...task, unitId: old })).status).toBe(404);
    expect((await story.accept({ ...task, unitId: neighbour })).status).toBe(200);
    const done = await story.complete({ ...task, unitId: neighbour }, story.assessed());
    expect(done.status).toBe(200);
    // the old one’s lists are empty
    const worklist = await story.world.call('GET /tasks', { role: 'coordinator', unitId: old });
    expect(worklist.body.items).toEqual([]);
  });

  it('with none open opens an intake at the new unit, and point 2 there', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2026-12-10T12:00:00Z');
    await story.report(id, hospital, { ...toNeighbour, gp: { unitId: 'fastlege-1' } });
    const intake = await story.openTask(id, hospital);
    expect(intake).toMatchObject({ kind: 'municipal-intake', unitId: neighbour });
    expect(story.rungsSent(intake.taskId)).toEqual([0]);
    expect(await story.noticeKinds(old)).toEqual(['moved']);
    expect(await story.noticeKinds('fastlege-1')).toEqual(['moved']);
    await story.accept(intake);
    await story.complete(intake, { outcome: 'done' });
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: neighbour });
  });

  it('before anybody in the municipality has heard of it just changes the way', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.report(id, hospital, toNeighbour);
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: hospital });
    expect(await story.notices(old)).toEqual([]);
    const places = async () => (await story.world.ports.store.rowsOf(id, 'R#')).map((row) => row.data.place);
    expect(await places()).toEqual(['3107', '3107']);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake', unitId: neighbour });
  });

  it('after the end is known in the lists', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.report(id, hospital, { type: 'withdrawn' });
    await story.report(id, hospital, toNeighbour);
    const rows = await story.world.ports.store.rowsOf(id, 'R');
    expect(new Set(rows.map((row) => row.data.place))).toEqual(new Set(['3107']));
    expect(await story.executions('RUNNING')).toEqual([]);
  });

  it('there and back again brings the patient back to where it was', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.report(id, hospital, { ...toNeighbour, eventId: 'away' });
    await story.report(id, hospital, { type: 'retracted', retracts: 'away', reason: 'x' });
    const record = await story.record(id);
    expect(record.relations.find((relation) => relation.unitId === old)?.until ?? null).toBeNull();
    const open = await story.openTask(id, hospital);
    expect(open === undefined || open.unitId === old).toBe(true);
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: old });
  });

  it('on a Saturday is written of on the Monday', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const intake = await story.openTask(id, hospital);
    await story.world.advanceTo('2026-11-21T10:00:00Z');
    await story.report(id, hospital, toNeighbour);
    const arrived = () =>
      story.world.messages.filter((message) => message.messageId.includes(`:${neighbour}:`));
    expect(arrived()).toEqual([]);
    await story.world.advanceTo('2026-11-23T10:00:00Z');
    expect(arrived().map((message) => message.messageId.split(':')[0])).toEqual([
      `${intake.taskId}#0@${neighbour}`,
    ]);
    expect(arrived()[0]?.sentAt.slice(0, 13)).toMatch(/^2026-11-23T0[78]$/);
  });
});

describe('a task that is not theirs', () => {
  it('goes to the trust’s coordinating unit, keeps its instants, and from there to whose it is', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const intake = await story.openTask(id, hospital);
    const before = await taskOf(story, intake.taskId);
    const rejected = await story.act('POST /tasks/{taskId}/rejection', intake, { reason: 'not-ours' });
    expect(rejected.body).toMatchObject({ unitId: 'so-koordinerende', status: 'open' });
    expect(await taskOf(story, intake.taskId)).toMatchObject({
      opensAt: before.opensAt,
      dueAt: before.dueAt,
      closesAt: before.closesAt,
    });
    expect(
      story.world.messages.filter((message) => message.to === 'coordinator@so-koordinerende.example'),
    ).toHaveLength(1);
    const coordinating = { ...intake, unitId: 'so-koordinerende' };
    expect((await story.accept(coordinating)).status).toBe(200);
    // it says whose it is: a coordinating unit of a hospital does not receive a patient itself
    expect((await story.complete(coordinating, { outcome: 'done' })).status).toBe(422);
    expect((await story.complete(coordinating, { outcome: 'done', unitId: neighbour })).status).toBe(200);
    expect(await taskOf(story, intake.taskId)).toMatchObject({
      unitId: neighbour,
      closesAt: before.closesAt,
    });
    const theirs = { ...intake, unitId: neighbour };
    expect((await story.accept(theirs)).status).toBe(200);
    expect((await story.complete(theirs, { outcome: 'done' })).status).toBe(200);
    expect((await story.record(id)).handedOver).toEqual(['3105']);
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: neighbour });
  });

  it('is still climbed with, by the unit that has it now', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const intake = await story.openTask(id, hospital);
    await story.act('POST /tasks/{taskId}/rejection', intake, { reason: 'other' });
    await story.world.advanceTo('2026-11-26T12:00:00Z');
    const reminder = story.world.messages.filter((message) =>
      message.messageId.startsWith(`${intake.taskId}#1:`),
    );
    expect(reminder.map((message) => message.to)).toEqual(['coordinator@so-koordinerende.example']);
  });
});

describe('a municipality nobody knows', () => {
  const nowhere = { ...palliative, municipality: { number: '5501', district: null } };

  it('is routed by hand: the coordinating unit names the unit, which gets the intake', async () => {
    const story = await simulate();
    const id = await story.start(nowhere);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const route = await story.openTask(id, hospital);
    expect(route).toMatchObject({ kind: 'route-manually', unitId: 'so-koordinerende' });
    expect(story.rungsSent(route.taskId)).toEqual([0]);
    for (const unitId of [undefined, 'nobody', hospital, 'fastlege-1']) {
      const answer = await story.complete(route, { outcome: 'done', ...(unitId && { unitId }) });
      expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'unitId']);
    }
    expect((await story.complete(route, { outcome: 'done', unitId: neighbour })).status).toBe(200);
    const intake = await story.openTask(id, hospital);
    expect(intake).toMatchObject({ kind: 'municipal-intake', unitId: neighbour });
    await story.complete(intake, { outcome: 'done' });
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: neighbour });
  });

  it('is never silence: with nobody finding a route, it is escalated and counted until the end', async () => {
    const story = await simulate();
    const id = await story.start(nowhere);
    await story.world.advanceTo('2028-07-20T09:00:00Z');
    const { status, points, tasks } = await story.pathway(id, hospital);
    expect(status).not.toBe('active');
    expect(points.map((point: Sample) => point.status)).toEqual(['missed', 'missed', 'missed']);
    expect(tasks.filter((task: Sample) => task.kind === 'route-manually').length).toBeGreaterThanOrEqual(2);
    expect(await story.executions('RUNNING')).toEqual([]);
  });

  it.each([
    ['has no contacts', { contacts: [] }],
    [
      'has an address that cannot be one',
      { contacts: [{ role: 'coordinator', email: 'x', language: 'nb' }] },
    ],
  ] as const)('is also one that %s', async (_, change) => {
    const story = await simulate({ units: withUnit(old, (unit) => ({ ...unit, ...change })) });
    const id = await story.start(palliative);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    expect(await story.openTask(id, hospital)).toMatchObject({
      kind: 'route-manually',
      unitId: 'so-koordinerende',
    });
  });

  it('is where a patient may move to, with a task open', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2027-02-10T12:00:00Z');
    const task = await story.openTask(id, hospital);
    await story.report(id, hospital, moved({ number: '5501', district: null }));
    expect((await taskOf(story, task.taskId)).status).toBe('cancelled');
    const route = await story.openTask(id, hospital);
    expect(route).toMatchObject({ kind: 'route-manually', unitId: 'so-koordinerende' });
    await story.complete(route, { outcome: 'done', unitId: neighbour });
    const { points } = await story.pathway(id, hospital);
    expect(points[1].status).not.toBe('cancelled');
    await story.world.advanceTo('2027-04-12T12:00:00Z');
    expect(['open', 'missed', 'completed']).toContain((await story.pathway(id, hospital)).points[1].status);
  });

  it('is known as soon as the directory has it', async () => {
    const story = await simulate();
    const id = await story.start(nowhere);
    const { revision: _, ...known } = (
      await story.world.call('GET /units/{unitId}', { role: 'administrator' }, { path: { unitId: old } })
    ).body;
    const unit = {
      ...known,
      unitId: 'kommune-5501',
      municipality: { number: '5501', district: null },
    };
    const put = await story.world.call(
      'PUT /units/{unitId}',
      { role: 'administrator' },
      {
        path: { unitId: 'kommune-5501' },
        body: unit,
      },
    );
    expect(put.status).toBe(201);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    expect(await story.openTask(id, hospital)).toMatchObject({
      kind: 'municipal-intake',
      unitId: 'kommune-5501',
    });
  });

  it('is looked for by hand, in the same execution, when its route is lost while a window is waited for', async () => {
    const story = await simulate();
    const referral = {
      ...palliative,
      hospital: { unitId: 'ahus-lunge' },
      municipality: { number: '3212', district: null },
    };
    const id = await story.start(referral);
    await story.home(id, referral.hospital.unitId);
    const { points } = await story.pathway(id, referral.hospital.unitId);
    await story.world.call(
      'PUT /units/{unitId}',
      { role: 'administrator' },
      {
        path: { unitId: 'kommune-3212' },
        body: { ...units.find(({ unitId }) => unitId === 'kommune-3212'), contacts: [] },
      },
    );
    await story.world.advanceTo(points[1].opensAt);
    const task = await story.openTask(id, referral.hospital.unitId);
    expect([task.kind, task.unitId]).toEqual(['route-manually', 'ahus-koordinerende']);
    expect(await story.executions('RUNNING')).toEqual([`${id}-1`]);
    expect(story.world.metrics.get('NoRoute')).toBe(1);
  });
});

describe('late entry', () => {
  it('at point 2 has an intake beside it, and opens the window that is open', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      startAtPoint: 2,
      diagnosis: { ...palliative.diagnosis, date: '2026-08-10' },
    });
    const { tasks, points, executions } = await story.pathway(id, hospital);
    expect(tasks.map((task: Sample) => [task.kind, task.unitId]).toSorted()).toEqual([
      ['municipal-intake', old],
      ['needs-assessment', old],
    ]);
    expect(points.map((point: Sample) => point.status)).toEqual(['cancelled', 'open', 'planned']);
    expect(executions.map((execution: Sample) => execution.name).toSorted()).toEqual([
      `${id}-1`,
      `${id}-f1-1`,
    ]);
    for (const task of tasks) {
      const outcome = task.kind === 'municipal-intake' ? { outcome: 'done' } : story.assessed();
      expect((await story.complete(task, outcome)).status).toBe(200);
    }
    expect(await story.executions('RUNNING')).toEqual([`${id}-1`]);
    await story.world.advanceTo('2027-08-10T06:00:00Z');
    await story.complete(await story.openTask(id, hospital), story.assessed());
    expect((await story.pathway(id, hospital)).status).toBe('completed');
    expect(await story.executions('RUNNING')).toEqual([]);
  });

  it('after a window has closed misses it at once', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      startAtPoint: 2,
      diagnosis: { ...palliative.diagnosis, date: '2026-05-10' },
    });
    const { points } = await story.pathway(id, hospital);
    expect(points.map((point: Sample) => point.status)).toEqual(['cancelled', 'missed', 'planned']);
  });
});
