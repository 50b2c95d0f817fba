import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, palliative, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, refused } from './refusals.ts';

const hospital = 'so-lindrende';
const municipality = 'kommune-3105';
const of = (unitId: string, subject: string): SimulatedCaller => ({ role: 'coordinator', unitId, subject });
const ida = of(hospital, 'ida');
const system: SimulatedCaller = { role: 'hospital-system', unitId: hospital, subject: 'ehr' };
let story: Story;
let pathwayId: string;

const read = (caller: SimulatedCaller, query: Sample = {}, id = pathwayId) =>
  story.world.call('GET /pathways/{pathwayId}/audit', caller, { path: { pathwayId: id }, query });
/** All that is kept of the pathway, oldest first. */
async function entries(id = pathwayId): Promise<readonly Sample[]> {
  const { status, body } = await read(ida, { order: 'asc', limit: '100' }, id);
  expect(status).toBe(200);
  expect(body.cursor).toBeUndefined();
  return body.items;
}
/** What is kept of what `act` does, each entry as subject, action, outcome, and the unit it is of or was sent to. */
async function kept(act: () => Promise<unknown>): Promise<readonly Sample[]> {
  const before = new Set((await entries()).map(({ entryId }) => entryId));
  await act();
  return (await entries())
    .filter(({ entryId, action }) => !before.has(entryId) && action !== 'list-audit')
    .map((one) => [one.subject, one.action, one.outcome, one.to ?? one.unitId]);
}

beforeAll(async () => {
  story = await simulate();
  pathwayId = await story.start(palliative);
});

describe('the audit of a patient', () => {
  it('begins with the start, and who was sent the first task', async () => {
    const [first, ...more] = await entries();
    expect(first).toEqual({
      at: story.world.now(),
      entryId: expect.any(String),
      subject: 'vel-hjem',
      role: 'vel-hjem',
      unitId: null,
      action: 'pathway-started',
      outcome: 'allowed',
      to: hospital,
    });
    expect(more.map((one) => [one.subject, one.action, one.to])).toEqual(
      expect.arrayContaining([
        [`hospital-system-${hospital}`, 'start-pathway', undefined],
        ['vel-hjem', 'task-opened', hospital],
      ]),
    );
  });

  it('has what a person was called then, where the token said it', async () => {
    const named = await simulate();
    const id = await named.start(palliative);
    await named.read(id, { ...ida, name: 'Ida Åsen' });
    await named.read(id, ida);
    const looks = named.world.audited().filter(({ action }) => action === 'read-pathway');
    expect(looks.map(({ subject, name }) => [subject, name])).toEqual([
      ['ida', 'Ida Åsen'],
      ['ida', undefined],
    ]);
    const shown = await named.world.call('GET /pathways/{pathwayId}/audit', ida, { path: { pathwayId: id } });
    expect(shown.body.items).toContainEqual(expect.objectContaining({ subject: 'ida', name: 'Ida Åsen' }));
  });

  it('has each look, however it came about', async () => {
    const task = await story.openTask(pathwayId, hospital);
    expect(
      await kept(async () => {
        await story.read(pathwayId, ida);
        await story.world.call('GET /tasks/{taskId}', ida, { path: { taskId: task.taskId } });
        await story.world.call('GET /tasks', ida, { query: { include: 'patient' } });
        await story.world.call('POST /tasks/search', ida, { body: { name: palliative.patient.name } });
        // without the patient nobody is seen
        await story.world.call('GET /tasks', ida);
      }),
    ).toEqual([
      ['ida', 'read-pathway', 'allowed', hospital],
      ['ida', 'read-task', 'allowed', hospital],
      ['ida', 'list-tasks', 'allowed', hospital],
      ['ida', 'search-tasks', 'allowed', hospital],
    ]);
  });

  it('has each refusal', async () => {
    const task = await story.openTask(pathwayId, hospital);
    const kim = of('kommune-3107', 'kim');
    const act = (route: string, caller: SimulatedCaller) =>
      story.world.call(route, caller, { path: { taskId: task.taskId }, body: {} });
    expect(
      await kept(async () => {
        await story.read(pathwayId, kim);
        await act('POST /tasks/{taskId}/acceptance', kim);
        await act('POST /tasks/{taskId}/acceptance', { ...system });
        await story.read(pathwayId, { ...kim, unitRefused: true });
        await read(kim);
      }),
    ).toEqual([
      ['kim', 'read-pathway', 'refused', 'kommune-3107'],
      ['kim', 'accept-task', 'refused', 'kommune-3107'],
      ['ehr', 'accept-task', 'refused', hospital],
      ['kim', 'read-pathway', 'refused', null],
    ]);
    const [last] = (await read(ida)).body.items.filter((one: Sample) => one.subject === 'kim');
    expect(last).toMatchObject({ action: 'list-audit', outcome: 'refused' });
  });

  it('has each change with who made it, and each copy with whom it was sent to', async () => {
    const task = await story.openTask(pathwayId, hospital);
    const found = await kept(async () => {
      await story.world.call('POST /tasks/{taskId}/completion', ida, {
        path: { taskId: task.taskId },
        body: story.assessed({ askGp: ['pain'] }),
      });
    });
    expect(found).toContainEqual(['ida', 'complete-task', 'allowed', hospital]);
    expect(found).toContainEqual(['vel-hjem', 'notice-sent', 'allowed', 'fastlege-4']);
    expect(found).toContainEqual(['vel-hjem', 'task-opened', 'allowed', municipality]);
    const eva = of('fastlege-4', 'eva');
    const [notice] = await story.notices('fastlege-4');
    expect(
      await kept(() =>
        story.world.call('GET /notices/{noticeId}', eva, { path: { noticeId: notice.noticeId } }),
      ),
    ).toEqual([['eva', 'read-notice', 'allowed', 'fastlege-4']]);
    expect(
      await kept(() =>
        story.report(pathwayId, hospital, { type: 'moved', municipality: { number: '3107' } }),
      ),
    ).toEqual(
      expect.arrayContaining([
        [`hospital-system-${hospital}`, 'report-moved', 'allowed', hospital],
        ['vel-hjem', 'task-moved', 'allowed', 'kommune-3107'],
        ['vel-hjem', 'notice-sent', 'allowed', municipality],
      ]),
    );
  });

  it('has what plans do by themselves, each once', async () => {
    const { points } = await story.pathway(pathwayId, hospital);
    const found = await kept(async () => {
      await story.world.advanceTo(points[1].opensAt);
      await story.world.advanceTo(points[1].closesAt);
    });
    const point2 = found.filter(([, action]) => ['task-opened', 'task-missed'].includes(action));
    expect(point2).toContainEqual(['vel-hjem', 'task-opened', 'allowed', 'kommune-3107']);
    expect(point2).toContainEqual(['vel-hjem', 'task-missed', 'allowed', null]);
    const all = await entries();
    expect(new Set(all.map(({ at, entryId }) => `${at} ${entryId}`)).size).toBe(all.length);
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted());
    const { tasks } = await story.pathway(pathwayId, hospital);
    expect(all.filter(({ action }) => action === 'task-opened')).toHaveLength(tasks.length);
  });

  it('keeps nothing of the patient, and nothing that stands in an address and is no id', async () => {
    const nationalId = palliative.patient.nationalId;
    for (const path of [{ pathwayId: nationalId }, { pathwayId: palliative.patient.name }])
      await story.world.call('GET /pathways/{pathwayId}', ida, { path });
    const all = JSON.stringify(story.world.audited());
    for (const word of [nationalId, palliative.patient.name, palliative.diagnosis.group])
      expect(all).not.toContain(word);
  });
});

describe('who reads it', () => {
  it('the unit that has the patient, the trust’s coordinating unit and its systems', async () => {
    for (const caller of [ida, of('so-koordinerende', 'per'), system])
      expect((await read(caller)).status).toBe(200);
    const others: readonly (readonly [SimulatedCaller, number, string])[] = [
      [{ role: 'administrator', subject: 'root' }, 403, 'forbidden'],
      [of('kommune-3107', 'kim'), 403, 'forbidden'],
      [of('so-kreftpoliklinikk', 'x'), 404, 'not-found'],
      [of('fastlege-4', 'eva'), 404, 'not-found'],
      [of('ahus-koordinerende', 'x'), 404, 'not-found'],
      [{ role: 'hospital-system', unitId: 'ahus-lunge' }, 404, 'not-found'],
    ];
    for (const [caller, status, type] of others) await refused(story, status, type, () => read(caller));
    for (const id of [marker, 'z'.repeat(26)])
      await refused(story, 404, 'not-found', () => read(ida, {}, id));
  });

  it('leaves a look of its own, and is read page by page from its end', async () => {
    const id = await story.start(another(77));
    for (let n = 0; n < 7; n += 1) await story.read(id, ida);
    const first = (await read(ida, { limit: '3' }, id)).body;
    expect(first.items.map(({ action }: Sample) => action)).toContain('list-audit');
    const found = [...first.items];
    let { cursor } = first;
    while (cursor !== undefined) {
      const { status, body } = await read(ida, { limit: '3', cursor }, id);
      expect(status).toBe(200);
      found.push(...body.items);
      cursor = body.cursor;
    }
    expect(new Set(found.map(({ entryId }) => entryId)).size).toBe(found.length);
    expect(found.filter(({ action }) => action === 'read-pathway')).toHaveLength(7);
    await refused(story, 400, 'bad-cursor', () => read(ida, { cursor: first.cursor, order: 'asc' }, id));
    await refused(story, 400, 'not-the-schema', () => read(ida, { limit: '0' }, id));
  });
});

it('what a process that died had not kept is kept by whoever finishes its work', async () => {
  let dying = true;
  const own = await simulate({
    wrap: (ports) => ({
      ...ports,
      store: {
        ...ports.store,
        createPathway: async (record) => {
          const made = await ports.store.createPathway(record);
          if (dying) throw new Error('gone');
          return made;
        },
      },
    }),
  });
  expect((await own.send(palliative)).status).toBe(500);
  dying = false;
  expect(own.world.audited()).toEqual([]);
  await own.world.advanceTo('2026-11-20T12:00:00Z');
  expect(own.world.audited()).toMatchObject([
    { action: 'pathway-started', to: hospital, at: '2026-11-20T09:00:00Z' },
    { action: 'task-opened', to: hospital },
  ]);
});
