import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate, withUnit } from '../support/simulated.ts';
import { marker, pathsOf, refused } from './refusals.ts';

/** `POST /tasks/{taskId}/transfer`. */

const hospital = 'so-lindrende';
const other = 'so-kreftpoliklinikk';
const municipality = 'kommune-3105';
const neighbour = 'kommune-3107';
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
let story: Story;

const transfer = (task: Sample, unitId: unknown, caller = coordinator(task.unitId)): Promise<Answer> =>
  story.world.call('POST /tasks/{taskId}/transfer', caller, {
    path: { taskId: task.taskId },
    body: { unitId },
  });
const read = (task: Sample, unitId: string): Promise<Answer> =>
  story.world.call('GET /tasks/{taskId}', coordinator(unitId), { path: { taskId: task.taskId } });

beforeEach(async () => {
  story = await simulate();
});

describe('a task that is handed on', () => {
  it('keeps its clock, is written of at the new unit, and must be accepted there', async () => {
    const id = await story.start(another(1));
    const task = await story.openTask(id, hospital);
    await story.accept(task);
    const before = (await read(task, hospital)).body;
    const answer = await transfer(task, other);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      unitId: other,
      status: 'open',
      opensAt: before.opensAt,
      dueAt: before.dueAt,
      closesAt: before.closesAt,
    });
    expect(answer.body.acceptedBy).toBeUndefined();
    expect(story.messagesOf(`${task.taskId}#0@${other}:${other}:`).length).toBeGreaterThan(0);
    const there = { ...task, unitId: other };
    // the unit that refers keeps its part, and acts on the task no more
    await refused(story, 404, 'not-found', () => read(task, hospital));
    await refused(story, 404, 'not-found', () => transfer(task, neighbour));
    const { body } = await read(there, other);
    // whom to call is the unit that has the patient now
    expect(body.hospital).toMatchObject({ unitId: other, phone: '+4799998070', contact: null });
    expect((await story.accept(there)).status).toBe(200);
    expect((await story.complete(there, story.assessed())).status).toBe(200);
    const pathway = (await story.read(id, coordinator(hospital))).body;
    expect(pathway.hospital).toMatchObject({ unitId: other, phone: '+4799998070', assessingUnitId: other });
    expect(pathway.timeline.map((entry: Sample) => entry.type)).toContain('task-transferred');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake' });
  });

  it('may be handed on again by who has lost the answer, which tells nothing of what became of it', async () => {
    const id = await story.start(another(1));
    const task = await story.openTask(id, hospital);
    const first = await transfer(task, other);
    const { taskId, pathwayId, kind, point, opensAt, dueAt, closesAt } = first.body;
    const there = { ...task, unitId: other };
    await story.accept(there);
    const before = story.writes.length;
    const again = await transfer(task, other);
    expect([again.status, again.body]).toEqual([
      200,
      { taskId, pathwayId, kind, point, unitId: other, status: 'open', opensAt, dueAt, closesAt },
    ]);
    expect(story.writes.length).toBe(before);
    // to another unit, of another unit, by another role: there is no such task
    await refused(story, 404, 'not-found', () => transfer(task, 'so-koordinerende'));
    await refused(story, 404, 'not-found', () => transfer(task, other, coordinator(municipality)));
    await refused(story, 403, 'forbidden', () =>
      transfer(task, other, { role: 'hospital-system', unitId: hospital }),
    );
    await refused(story, 404, 'not-found', () => transfer({ ...task, taskId: `${id}-t9` }, other));
    // once it has been handed on from there, it is not for this unit to know
    await transfer(there, 'so-koordinerende');
    await refused(story, 404, 'not-found', () => transfer(task, other));
    expect((await transfer(there, 'so-koordinerende')).status).toBe(200);
  });

  it('may be rejected, or passed on, again by who has lost the answer', async () => {
    const id = await story.start(another(1));
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const intake = await story.openTask(id, hospital);
    const reject = (reason: string) => story.act('POST /tasks/{taskId}/rejection', intake, { reason });
    expect((await reject('not-ours')).status).toBe(200);
    expect((await reject('not-ours')).body).toMatchObject({ unitId: 'so-koordinerende', status: 'open' });
    await refused(story, 404, 'not-found', () => reject('moved'));
    const above = { ...intake, unitId: 'so-koordinerende' };
    const pass = () => story.complete(above, { outcome: 'done', unitId: neighbour });
    const passed = (await pass()).body;
    expect(passed).toMatchObject({ unitId: neighbour, status: 'open' });
    expect(await pass()).toMatchObject({ status: 200, body: { unitId: neighbour, status: 'open' } });
    await refused(story, 404, 'not-found', () => reject('not-ours'));
    await refused(story, 404, 'not-found', () => story.complete(above, { outcome: 'done' }));
  });

  it('to the unit that has it is as it was', async () => {
    const id = await story.start(another(1));
    const task = await story.openTask(id, hospital);
    const writes = story.writes.length;
    expect((await transfer(task, hospital)).status).toBe(200);
    expect(story.writes.length).toBe(writes);
  });

  it('takes the patient along where it is the intake', async () => {
    const id = await story.start(another(1));
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const intake = await story.openTask(id, hospital);
    expect((await transfer(intake, neighbour)).status).toBe(200);
    expect((await read(intake, neighbour)).body).toMatchObject({ patient: { name: expect.any(String) } });
    await refused(story, 404, 'not-found', () => story.read(id, coordinator(municipality)));
    const there = { ...intake, unitId: neighbour };
    await story.accept(there);
    await story.complete(there, { outcome: 'done' });
    await story.world.advanceTo('2027-02-11T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: neighbour });
  });

  it('is refused where nobody could have it, and to whom it does not belong', async () => {
    const id = await story.start(another(1));
    const task = await story.openTask(id, hospital);
    for (const unitId of [municipality, 'fastlege-4', marker]) {
      const answer = await refused(story, 422, 'rule-broken', () => transfer(task, unitId));
      expect(pathsOf(answer)).toEqual(['unitId']);
    }
    for (const unitId of [undefined, null, '', 3, 'x'.repeat(101), 'a b'])
      await refused(story, 400, 'not-the-schema', () => transfer(task, unitId));
    const systems: SimulatedCaller = { role: 'hospital-system', unitId: hospital };
    for (const caller of [systems, coordinator('so-koordinerende')])
      await refused(story, 403, 'forbidden', () => transfer(task, other, caller));
    for (const caller of [coordinator(municipality), { role: 'administrator' } as const])
      await refused(story, 404, 'not-found', () => transfer(task, other, caller));
    await story.complete(task, story.assessed());
    await refused(story, 409, 'conflict', () => transfer(task, other));
  });

  it('shows the phone of the trust’s coordinating unit where the new unit has none', async () => {
    story = await simulate({
      units: withUnit(other, ({ phone: _, ...unit }) => unit),
    });
    const id = await story.start(another(1));
    const task = await story.openTask(id, hospital);
    await transfer(task, other);
    const coordinating = await story.world.call('GET /units/{unitId}', coordinator(other), {
      path: { unitId: 'so-koordinerende' },
    });
    expect((await read(task, other)).body.hospital.phone).toBe(coordinating.body.phone);
    expect(coordinating.body.phone).toMatch(/^\+47/);
  });
});
