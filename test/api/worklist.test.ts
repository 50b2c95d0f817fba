import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate } from '../support/simulated.ts';
import { refused } from './refusals.ts';

const hospital = 'so-lindrende';
const nurse: SimulatedCaller = { role: 'coordinator', unitId: hospital };
const system: SimulatedCaller = { role: 'hospital-system', unitId: hospital };
let story: Story;
const ids: string[] = [];

const tasks = async (query: Readonly<Record<string, string>>, caller = nurse): Promise<readonly Sample[]> => {
  const { status, body } = await story.world.call('GET /tasks', caller, { query });
  expect(status).toBe(200);
  return body.items;
};

beforeAll(async () => {
  story = await simulate();
  for (const [n, name] of ['Kari Nordmann', 'Ole Nordmann', 'Åse Vik'].entries()) {
    await story.world.advanceTo(`2026-11-2${n + 3}T09:00:00Z`);
    const base = another(n);
    const patient = { ...base.patient, name, ...(n === 2 ? { addressProtected: true } : {}) };
    ids.push(await story.start({ ...base, patient }));
  }
});

describe('a worklist', () => {
  it('tells its unit whom each task is about, and no more than that, where it is asked to', async () => {
    const plain = await tasks({});
    expect(plain.every((item) => !('patient' in item))).toBe(true);
    const items = await tasks({ include: 'patient' });
    expect(items.map(({ patient }) => patient)).toEqual([
      { name: 'Kari Nordmann' },
      { name: 'Ole Nordmann' },
      { name: 'Åse Vik', addressProtected: true },
    ]);
    expect(items.map(({ patient: _, ...rest }) => rest)).toEqual(plain);
    await refused(story, 400, 'not-the-schema', () =>
      story.world.call('GET /tasks', nurse, { query: { include: 'diagnosis' } }),
    );
  });

  it('leaves a look in the audit of each patient who was shown, and none of others', async () => {
    const looks = async (query: Readonly<Record<string, string>>, caller = nurse) => {
      const before = story.world.audited().length;
      await tasks(query, caller);
      return story.world
        .audited()
        .slice(before)
        .map(({ action, pathwayId, unitId }) => [action, pathwayId, unitId]);
    };
    expect(await looks({})).toEqual([['list-tasks', null, hospital]]);
    expect(await looks({ include: 'patient', limit: '2' })).toEqual([
      ['list-tasks', null, hospital],
      ['list-tasks', ids[0], hospital],
      ['list-tasks', ids[1], hospital],
    ]);
    expect(await looks({ include: 'patient', status: 'completed' })).toEqual([
      ['list-tasks', null, hospital],
    ]);
  });

  it('tells a hospital’s system of tasks alone: whom they are about stands in the pathway', async () => {
    const items = await tasks({ include: 'patient', unitId: hospital }, system);
    expect(items).toHaveLength(3);
    expect(items.every((item) => !('patient' in item))).toBe(true);
  });

  it('is a stretch of the list: due before an instant or a day, from either end', async () => {
    const listed = async (query: Readonly<Record<string, string>>) =>
      (await tasks(query)).map(({ pathwayId }) => pathwayId);
    const dueAt = (await tasks({})).map((item) => item.dueAt);
    expect(dueAt).toEqual(['2026-12-07T09:00:00Z', '2026-12-08T09:00:00Z', '2026-12-09T09:00:00Z']);
    expect(await listed({ dueBefore: '2026-12-08T09:00:00Z' })).toEqual(ids.slice(0, 1));
    expect(await listed({ dueBefore: '2026-12-08T09:00:01.000Z' })).toEqual(ids.slice(0, 2));
    expect(await listed({ dueBefore: '2026-12-09' })).toEqual(ids.slice(0, 2));
    expect(await listed({ order: 'desc' })).toEqual(ids.toReversed());
    expect(await listed({ order: 'desc', dueBefore: '2026-12-09' })).toEqual(ids.slice(0, 2).toReversed());
    const first = await story.world.call('GET /tasks', nurse, { query: { order: 'desc', limit: '2' } });
    const { cursor } = first.body;
    expect(await listed({ order: 'desc', limit: '2', cursor })).toEqual(ids.slice(0, 1));
    await refused(story, 400, 'bad-cursor', () =>
      story.world.call('GET /tasks', nurse, { query: { cursor } }),
    );
    for (const query of [{ dueBefore: 'soon' }, { order: 'random' }])
      await refused(story, 400, 'not-the-schema', () => story.world.call('GET /tasks', nurse, { query }));
  });

  it('says which tasks are overdue, and nothing of the kind of those that are done', async () => {
    await story.world.advanceTo('2026-12-08T09:00:00Z');
    expect((await tasks({})).map(({ overdue }) => overdue)).toEqual([true, false, false]);
    const task = await story.openTask(ids[0]!, hospital);
    await story.complete(task, story.assessed());
    expect(await tasks({ status: 'completed' })).toMatchObject([{ pathwayId: ids[0], overdue: false }]);
  });
});

describe('what waits', () => {
  const municipality: SimulatedCaller = { role: 'coordinator', unitId: 'kommune-3105' };

  it('is listed by what it waits for: the day that was agreed on, and an answer before that', async () => {
    const begun = await simulate();
    const listed = async (query: Readonly<Record<string, string>>): Promise<readonly Sample[]> =>
      (await begun.world.call('GET /tasks', municipality, { query })).body.items;
    const waiting = async (waitsFor: string) => (await listed({ waitsFor })).map(({ taskId }) => taskId);
    const id = await begun.start(another(7));
    await begun.complete(await begun.openTask(id, hospital), begun.assessed());
    await begun.world.settle();
    const [{ taskId }] = (await listed({})) as readonly [Sample];
    expect([await waiting('appointment'), await waiting('answer')]).toEqual([[], []]);
    await begun.world.call('PUT /tasks/{taskId}/appointment', municipality, {
      path: { taskId },
      body: { on: '2026-12-01' },
    });
    await begun.world.settle();
    expect([await waiting('appointment'), await waiting('answer')]).toEqual([[taskId], []]);
    const asked = await begun.world.call('POST /tasks/{taskId}/questions', municipality, {
      path: { taskId },
      body: { text: 'Hvem kan vi ringe?' },
    });
    await begun.world.settle();
    expect([await waiting('appointment'), await waiting('answer')]).toEqual([[], [taskId]]);
    await begun.world.call('POST /questions/{questionId}/answer', nurse, {
      path: { questionId: asked.body.questionId },
      body: { text: 'Kreftsykepleieren.' },
    });
    await begun.world.settle();
    expect([await waiting('appointment'), await waiting('answer')]).toEqual([[taskId], []]);
    await begun.world.call('POST /tasks/{taskId}/completion', municipality, {
      path: { taskId },
      body: { outcome: 'done' },
    });
    await begun.world.settle();
    expect([await waiting('appointment'), await waiting('answer')]).toEqual([[], []]);
  });
});

describe('notices', () => {
  it('tell their unit whom they are about, newest first where it is asked to, and the look is kept', async () => {
    for (const id of ids.slice(1)) await story.complete(await story.openTask(id, hospital), story.assessed());
    const gp = { role: 'coordinator', unitId: 'fastlege-4' } as const;
    const listed = async (query: Readonly<Record<string, string>>) =>
      (await story.world.call('GET /notices', gp, { query })).body.items;
    const oldest = await listed({});
    expect(oldest.length).toBeGreaterThan(2);
    expect(oldest.every((item: Sample) => !('patient' in item) && !('cause' in item))).toBe(true);
    const before = story.world.audited().length;
    const newest = await listed({ order: 'desc', include: 'patient' });
    const entries = story.world.audited().slice(before);
    expect(newest.map(({ patient: _, ...rest }: Sample) => rest)).toEqual(oldest.toReversed());
    expect(new Set(newest.map((item: Sample) => item.patient.name))).toEqual(
      new Set(['Kari Nordmann', 'Ole Nordmann', 'Åse Vik']),
    );
    expect(entries.map(({ action, pathwayId }) => [action, pathwayId]).toSorted()).toEqual(
      [['list-notices', null], ...ids.map((id) => ['list-notices', id])].toSorted(),
    );
  });
});
