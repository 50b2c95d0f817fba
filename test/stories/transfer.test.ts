import { describe, expect, it } from 'vitest';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { palliative, type Sample, type Story, simulate, withUnit } from '../support/simulated.ts';

/** A patient is transferred from one hospital unit to another: within the trust, to another trust, and back. */

const from = palliative.hospital.unitId;
const within = 'so-kreftpoliklinikk';
const other = 'ous-nevrokirurgi';
const municipality = 'kommune-3105';
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
const system = (unitId: string): SimulatedCaller => ({ role: 'hospital-system', unitId });

const transfer = (story: Story, id: string, unitId: string, more: Sample = {}) =>
  story.report(id, from, { type: 'transferred', hospital: { unitId, ...more }, eventId: `to-${unitId}` });

async function listed(story: Story, caller: SimulatedCaller, query = {}): Promise<readonly Sample[]> {
  const { status, body } = await story.world.call('GET /pathways', caller, { query });
  expect(status).toBe(200);
  return body.items;
}

async function changes(story: Story, unitId: string): Promise<readonly Sample[]> {
  const { status, body } = await story.world.call('GET /changes', system(unitId), {
    query: { limit: '100' },
  });
  expect(status).toBe(200);
  return body.items;
}

const taskAt = (story: Story, unitId: string, taskId: string): Promise<Answer> =>
  story.world.call('GET /tasks/{taskId}', coordinator(unitId), { path: { taskId } });

describe('a transfer', () => {
  it('moves the open task with its dates; the new unit is written to and must accept', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const task = await story.openTask(id, from);
    await story.accept(task);
    await story.act('PUT /tasks/{taskId}/appointment', task, { on: '2026-11-27' });
    await story.world.advanceTo('2026-11-25T09:00:00Z');
    const mail = story.world.messages.length;
    expect((await transfer(story, id, other)).status).toBe(202);

    const { opensAt, dueAt, closesAt } = (await story.record(id)).tasks[0] as Sample;
    expect(dueAt).toBe(task.dueAt);
    const moved = await taskAt(story, other, task.taskId);
    expect(moved).toMatchObject({ status: 200, body: { status: 'open', opensAt, dueAt, closesAt } });
    expect(moved.body).not.toHaveProperty('acceptedBy');
    expect(moved.body).not.toHaveProperty('appointmentOn');
    expect(story.world.messages.slice(mail).map((message) => message.to)).toEqual([
      `coordinator@${other}.example`,
    ]);
    // its reminders go on, to the new unit, each once
    await story.world.advanceTo('2026-12-04T12:00:00Z');
    expect(story.rungsSent(task.taskId)).toEqual([0, 1, 2]);
    expect(story.world.messages.at(-1)?.to).toBe(`coordinator@${other}.example`);
    expect((await story.accept({ taskId: task.taskId, unitId: from })).status).toBe(404);
    expect((await story.accept({ taskId: task.taskId, unitId: other })).status).toBe(200);
    const held = await story.complete({ taskId: task.taskId, unitId: other }, story.assessed());
    expect(held.status).toBe(200);
    const view = await story.pathway(id, from);
    expect(view.hospital).toMatchObject({ unitId: other, assessingUnitId: other });
    expect(view.points[0]).toMatchObject({ unitId: other, status: 'completed' });
  });

  it('takes the follow-ups along, those that are open and those still to come', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      circumstances: { ...palliative.circumstances, childrenAsNextOfKin: true },
    });
    await story.report(id, from, { type: 'palliative-treatment-started' });
    await transfer(story, id, other);
    await story.report(id, other, { type: 'treatment-paused' });
    const { tasks, followUps } = await story.record(id);
    const followed = tasks.filter((task) => task.plan !== 'p');
    expect(followed.map(({ kind, unitId, status }) => [kind, unitId, status])).toEqual([
      ['next-of-kin-children', other, 'open'],
      ['gp-appointment', other, 'open'],
      ['gp-appointment', other, 'open'],
    ]);
    expect(followUps.map(({ unitId }) => unitId)).toEqual([other, other, other]);
    expect(await story.executions('RUNNING')).toHaveLength(4);
  });

  it('leaves the unit that refers its part, and tells any other that the patient is no longer its own', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await transfer(story, id, within);
    expect((await story.read(id, coordinator(from))).status).toBe(200);
    expect(await story.notices(from)).toEqual([]);
    await transfer(story, id, other);
    expect((await story.read(id, coordinator(within))).status).toBe(404);
    expect(await story.noticeKinds(within)).toEqual(['no-longer-yours']);
    expect((await story.read(id, coordinator(other))).status).toBe(200);
  });

  it('to a unit that has the patient already changes nothing', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const before = await story.record(id);
    await transfer(story, id, from);
    const after = await story.record(id);
    expect([after.tasks[0]?.unitId, after.relations]).toEqual([from, before.relations]);
    expect(story.rungsSent(before.tasks[0]?.taskId ?? '')).toEqual([0]);
  });

  it('says to the municipality whom to call now, and to a unit without a telephone number what to fill in', async () => {
    const story = await simulate({
      units: withUnit(within, ({ phone: _, ...unit }) => unit),
    });
    const id = await story.start({
      ...palliative,
      hospital: { unitId: from, contact: { name: 'Ane', phone: '+4700000001' } },
    });
    await story.home(id, from);
    await story.world.advanceTo('2027-02-25T12:00:00Z');
    const task = await story.openTask(id, from);
    const contact = async () => (await taskAt(story, municipality, task.taskId)).body.hospital;
    expect(await contact()).toMatchObject({ unitId: from, phone: '+4700000001' });

    const refused = await transfer(story, id, within);
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'hospital.contact.phone']);
    await transfer(story, id, other);
    expect(await contact()).toMatchObject({ unitId: other, phone: '+4799998060', contact: null });
    await transfer(story, id, within, { contact: { name: 'Per', phone: '+4700000002' } });
    expect(await contact()).toMatchObject({
      unitId: within,
      phone: '+4700000002',
      contact: { name: 'Per' },
    });
    await story.report(id, from, { type: 'retracted', retracts: `to-${within}`, reason: 'x' });
    await story.report(id, from, { type: 'retracted', retracts: `to-${other}`, reason: 'x' });
    expect(await contact()).toMatchObject({ unitId: from, contact: { name: 'Ane', phone: '+4700000001' } });
  });
});

describe('a transfer to another trust', () => {
  it('gives that trust’s systems the pathway from then on: to read, in their list, and in their changes', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const theirs = system('ous-koordinerende');
    expect((await story.read(id, theirs)).status).toBe(404);
    expect(await listed(story, theirs)).toEqual([]);
    await transfer(story, id, other);

    expect((await story.read(id, theirs)).status).toBe(200);
    expect(await listed(story, theirs)).toMatchObject([{ pathwayId: id, status: 'active', until: null }]);
    expect(await listed(story, theirs, { status: 'active' })).toHaveLength(1);
    expect(await listed(story, system(from))).toHaveLength(1);
    const types = (await changes(story, other)).map((change) => [change.pathwayId, change.type]);
    expect(types).toContainEqual([id, 'transferred']);
    expect(types).not.toContainEqual([id, 'pathway-started']);
    const ready = await story.world.call('POST /pathways/{pathwayId}/events', theirs, {
      path: { pathwayId: id },
      body: { type: 'ready', occurredOn: story.today() },
    });
    expect(ready.status).toBe(202);
    expect((await changes(story, other)).at(-1)).toMatchObject({ type: 'ready', by: 'hospital-system:ous' });
    // the trust that refers hears of the same
    expect((await changes(story, from)).at(-1)).toMatchObject({ type: 'ready' });
    const timeline = (await story.pathway(id, from)).timeline.filter(
      (entry: Sample) => entry.type === 'ready',
    );
    expect(timeline).toHaveLength(1);

    await story.report(id, from, { type: 'deceased' });
    expect(await listed(story, theirs, { status: 'deceased' })).toHaveLength(1);
    expect(await listed(story, theirs, { status: 'active' })).toEqual([]);
  });

  it('taken back takes the part back, and brings the task back with what was sent of it', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const task = await story.openTask(id, from);
    await transfer(story, id, other);
    const known = (await changes(story, other)).length;
    await story.report(id, from, { type: 'retracted', retracts: `to-${other}`, reason: 'a mistake' });

    expect(await story.openTask(id, from)).toMatchObject({ taskId: task.taskId, unitId: from });
    expect((await story.read(id, system(other))).status).toBe(404);
    expect((await story.read(id, coordinator(other))).status).toBe(404);
    expect(await listed(story, system(other))).toEqual([]);
    expect(await listed(story, system(other), { status: 'active' })).toEqual([]);
    expect(await story.noticeKinds(other)).toEqual(['no-longer-yours']);
    const later = (await changes(story, other)).length;
    expect(later).toBeGreaterThan(known);
    await story.world.advanceTo('2026-12-02T12:00:00Z');
    expect(await changes(story, other)).toHaveLength(later);
    // the first reminder goes to the old unit again
    expect(story.rungsSent(task.taskId)).toEqual([0, 1]);
    expect(story.world.messages.at(-1)?.to).toContain(from);
  });

  it('that is reported of a pathway at rest counts once it goes on', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.report(id, from, { type: 'deceased', eventId: 'end' });
    await transfer(story, id, other);
    expect((await story.read(id, coordinator(other))).status).toBe(404);
    await story.report(id, from, { type: 'retracted', retracts: 'end', reason: 'x' });
    expect(await story.openTask(id, from)).toMatchObject({ unitId: other, kind: 'needs-assessment' });
    expect((await story.read(id, coordinator(other))).status).toBe(200);
  });
});

describe('only what is one', () => {
  it('is taken for a transfer: a hospital unit of the directory, said by a hospital’s system', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    for (const unitId of ['fastlege-1', municipality, 'nowhere']) {
      const refused = await transfer(story, id, unitId);
      expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'hospital']);
    }
    const body = { type: 'transferred', hospital: { unitId: other }, occurredOn: story.today() };
    const path = { pathwayId: id };
    const route = 'POST /pathways/{pathwayId}/events';
    expect((await story.world.call(route, coordinator(from), { path, body })).status).toBe(403);
    expect((await story.world.call(route, system(other), { path, body })).status).toBe(404);
  });
});
