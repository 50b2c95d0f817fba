import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate, withUnit } from '../support/simulated.ts';
import { marker, refused } from './refusals.ts';

/** `POST /pathways/{pathwayId}/points/{n}/open`. */

const hospital = 'so-lindrende';
const municipality = 'kommune-3105';
const neighbour = 'kommune-3107';
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
let story: Story;

const open = (pathwayId: string, n: unknown, unitId = municipality): Promise<Answer> =>
  openBy(pathwayId, n, coordinator(unitId));
const openBy = (pathwayId: string, n: unknown, caller: SimulatedCaller): Promise<Answer> =>
  story.world.call('POST /pathways/{pathwayId}/points/{n}/open', caller, {
    path: { pathwayId, n: String(n) },
    body: {},
  });
const pointOf = async (id: string, n: unknown): Promise<Sample> =>
  (await story.pathway(id, hospital)).points.find(({ point }: Sample) => point === n);

beforeEach(async () => {
  story = await simulate();
});

describe('a point that is opened early', () => {
  it('opens at once, and is due and closes as planned', async () => {
    const id = await story.start(another(1));
    await story.home(id, hospital);
    const planned = await pointOf(id, 2);
    await story.world.advanceTo('2026-12-01T12:00:00Z');
    const answer = await open(id, 2);
    expect(answer).toMatchObject({
      status: 200,
      body: { pathwayId: id, point: 2, opensAt: '2026-12-01T12:00:00Z', dueAt: planned.dueAt },
    });
    const task = await story.openTask(id, hospital);
    expect(task).toMatchObject({
      kind: 'needs-assessment',
      unitId: municipality,
      opensAt: '2026-12-01T12:00:00Z',
      dueAt: planned.dueAt,
    });
    expect(await pointOf(id, 2)).toMatchObject({ status: 'open', closesAt: planned.closesAt });
    expect(story.rungsSent(task.taskId)).toEqual([0]);
    const { timeline } = await story.pathway(id, hospital);
    expect(timeline).toContainEqual(
      expect.objectContaining({ type: 'point-opened-early', point: 2, by: municipality }),
    );
    const listed = (await story.world.call('GET /tasks', coordinator(municipality))).body.items;
    expect(listed).toMatchObject([{ taskId: task.taskId, opensAt: '2026-12-01T12:00:00Z' }]);
    expect((await story.complete(task, story.assessed())).status).toBe(200);
    expect(await story.openTask(id, hospital)).toBeUndefined();
    expect(await pointOf(id, 3)).toMatchObject({ status: 'planned' });
  });

  it('is opened once', async () => {
    const id = await story.start(another(1));
    await story.home(id, hospital);
    await open(id, 2);
    const writes = story.writes.length;
    expect(await open(id, 2)).toMatchObject({ status: 200, body: { status: 'open' } });
    expect(story.writes.length).toBe(writes);
    expect((await story.record(id)).openedEarly).toHaveLength(1);
  });

  it('is the hospital’s, too: its days count from the opening', async () => {
    const id = await story.start({ ...another(1), readyFrom: '2027-01-10' });
    expect(await story.openTask(id, hospital)).toBeUndefined();
    await story.world.advanceTo('2026-12-01T09:00:00Z');
    expect((await open(id, 1, hospital)).status).toBe(200);
    expect(await story.openTask(id, hospital)).toMatchObject({
      opensAt: '2026-12-01T09:00:00Z',
      dueAt: '2026-12-15T09:00:00Z',
    });
    expect(await pointOf(id, 1)).toMatchObject({ status: 'open', closesAt: '2027-01-12T09:00:00Z' });
  });

  it('so early that no execution could wait for its close closes within ten months', async () => {
    const id = await story.start(another(1));
    await story.home(id, hospital);
    await open(id, 2);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    expect((await open(id, 3)).status).toBe(200);
    expect(await pointOf(id, 3)).toMatchObject({
      status: 'open',
      opensAt: '2026-11-20T09:00:00Z',
      closesAt: '2027-09-16T08:00:00Z',
    });
    await story.world.advanceTo('2027-09-20T08:00:00Z');
    expect(await pointOf(id, 3)).toMatchObject({ status: 'missed' });
    expect((await story.pathway(id, hospital)).status).toBe('completed');
  });

  it('may be one of the municipality’s own', async () => {
    story = await simulate({
      units: withUnit(municipality, (unit) => ({
        ...unit,
        settings: {
          extraPoints: [{ name: 'A call', opensAfter: 'P6W', dueAfter: 'P8W', closesAfter: 'P10W' }],
        },
      })),
    });
    const id = await story.start(another(1));
    await story.home(id, hospital);
    await refused(story, 409, 'conflict', () => open(id, 2));
    expect((await open(id, 'extra-1')).status).toBe(200);
    const task = await story.openTask(id, hospital);
    const { body } = await story.world.call('GET /tasks/{taskId}', coordinator(municipality), {
      path: { taskId: task.taskId },
    });
    expect(body).toMatchObject({ point: 'extra-1', name: 'A call' });
  });

  it('waits for what comes first, and says what that is', async () => {
    const id = await story.start(another(1));
    const conflict = async (n: unknown, what: string, unitId = municipality) => {
      const { body } = await refused(story, 409, 'conflict', () => open(id, n, unitId));
      expect(body.detail).toContain(what);
    };
    await story.complete(await story.openTask(id, hospital), story.assessed());
    await conflict(1, 'over', hospital);
    await conflict(2, 'municipal-intake');
    await story.complete(await story.openTask(id, hospital), { outcome: 'done' });
    await conflict(3, 'Another point comes first: 2');
    await open(id, 2);
    await conflict(3, 'needs-assessment');
    await story.report(id, hospital, { type: 'withdrawn' });
    await conflict(3, 'ended');
  });

  it('is not for a municipality that the patient does not share with, though it has had the patient', async () => {
    const id = await story.start(another(1));
    await story.home(id, hospital);
    const shares = (shareWithMunicipality: boolean) =>
      story.report(id, hospital, { type: 'answers-changed', answers: { shareWithMunicipality } });
    await shares(false);
    await refused(story, 404, 'not-found', () => open(id, 2));
    await shares(true);
    expect((await open(id, 2)).status).toBe(200);
  });

  it('is opened by whose it is', async () => {
    const id = await story.start({ ...another(1), readyFrom: '2027-01-10' });
    for (const unitId of [municipality, 'fastlege-4', 'ahus-lunge'])
      for (const n of [1, 2]) await refused(story, 404, 'not-found', () => open(id, n, unitId));
    await refused(story, 403, 'forbidden', () => open(id, 2, hospital));
    for (const caller of [{ role: 'administrator' }, { role: 'hospital-system', unitId: hospital }] as const)
      await refused(story, 403, 'forbidden', () => openBy(id, 1, caller));
    for (const n of [0, 4, 'extra-1', marker, '', '1 '])
      await refused(story, 404, 'not-found', () => open(id, n, hospital));
    await refused(story, 404, 'not-found', () => open(marker, 1, hospital));
    await open(id, 1, hospital);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    await refused(story, 403, 'forbidden', () => open(id, 1, municipality));
  });

  it('is opened by the unit that has the points, though it has had none yet', async () => {
    story = await simulate({
      units: withUnit(municipality, (unit) => ({ ...unit, settings: { routes: { points: neighbour } } })),
    });
    const id = await story.start(another(1));
    await refused(story, 404, 'not-found', () => open(id, 2, neighbour));
    await story.home(id, hospital);
    await refused(story, 403, 'forbidden', () => open(id, 2));
    expect((await open(id, 2, neighbour)).status).toBe(200);
    expect(await story.openTask(id, hospital)).toMatchObject({ unitId: neighbour });
  });
});
