import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, type Owned, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, refused } from './refusals.ts';

const hospital = 'so-lindrende';
const of = (unitId: string, subject: string): SimulatedCaller => ({ role: 'coordinator', unitId, subject });
const ida = of(hospital, 'ida');
const bo = of(hospital, 'bo');
const none = { revision: 0, savedAt: null, mine: false, content: null };
let story: Story;
let n = 0;

const call = (method: string, caller: SimulatedCaller, { taskId }: Pick<Owned, 'taskId'>, body?: Sample) =>
  story.world.call(`${method} /tasks/{taskId}/draft`, caller, {
    path: { taskId },
    ...(body === undefined ? {} : { body }),
  });
const read = async (caller: SimulatedCaller, task: Owned): Promise<Sample> => {
  const { status, body } = await call('GET', caller, task);
  expect(status).toBe(200);
  return body;
};
const save = (caller: SimulatedCaller, task: Owned, revision: number, content: Sample = { text: marker }) =>
  call('PUT', caller, task, { revision, content });

/** A task that somebody begins to fill in. */
async function newTask(): Promise<Sample> {
  n += 1;
  return story.openTask(await story.start(another(n)), hospital);
}

beforeAll(async () => {
  story = await simulate();
});

describe('a draft', () => {
  it('is empty at first, and kept as it is saved, revision by revision', async () => {
    const task = await newTask();
    expect(await read(ida, task)).toEqual(none);
    const content = { whatMatters: 'å se barnebarna', themes: [{ theme: 'nutrition' }], step: 2 };
    const first = await save(ida, task, 0, content);
    expect([first.status, first.body]).toEqual([
      200,
      { revision: 1, savedAt: story.world.now(), mine: true, content },
    ]);
    expect(await read(ida, task)).toEqual(first.body);
    expect((await save(ida, task, 1, {})).body).toMatchObject({ revision: 2, content: {} });
  });

  it('that somebody else has changed meanwhile is theirs: the second is told, and nothing is lost', async () => {
    const task = await newTask();
    await save(ida, task, 0, { by: 'ida' });
    const seen = await read(bo, task);
    expect(seen).toMatchObject({ revision: 1, mine: false, content: { by: 'ida' } });
    await save(ida, task, 1, { by: 'ida', more: true });
    const answer = await refused(story, 409, 'draft-changed', () => save(bo, task, 1, { by: 'bo' }));
    expect(answer.body).toMatchObject({ revision: 2, savedAt: story.world.now(), mine: false });
    expect(answer.body).not.toHaveProperty('content');
    expect(await read(bo, task)).toMatchObject({ content: { by: 'ida', more: true } });
    expect((await save(bo, task, 2, { by: 'both' })).status).toBe(200);
    // in another window of one's own
    const own = await refused(story, 409, 'draft-changed', () => save(bo, task, 2, { by: 'bo' }));
    expect(own.body).toMatchObject({ mine: true });
    // never from the future
    await refused(story, 409, 'draft-changed', () => save(bo, task, 7));
  });

  it('saved again by who has lost the answer is the same; from anybody else it is another', async () => {
    const task = await newTask();
    const first = await save(ida, task, 0, { a: 1, b: [2] });
    const before = story.writes.length;
    expect((await save(ida, task, 0, { b: [2], a: 1 })).body).toEqual(first.body);
    expect(story.writes.length).toBe(before);
    await refused(story, 409, 'draft-changed', () => save(bo, task, 0, { a: 1, b: [2] }));
  });

  it('of two who save at once is one’s', async () => {
    const task = await newTask();
    const answers = await Promise.all([save(ida, task, 0, { by: 'ida' }), save(bo, task, 0, { by: 'bo' })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('can be emptied, which is a change like any other', async () => {
    const task = await newTask();
    expect((await call('DELETE', ida, task)).body).toEqual(none);
    await save(ida, task, 0);
    const emptied = await call('DELETE', bo, task);
    expect([emptied.status, emptied.body]).toEqual([200, { ...none, revision: 2 }]);
    await refused(story, 409, 'draft-changed', () => save(ida, task, 1));
    expect((await save(ida, task, 2, { anew: true })).body).toMatchObject({ revision: 3 });
  });
});

describe('a draft is for the task’s own unit', () => {
  it('and for nobody else', async () => {
    const task = await newTask();
    await save(ida, task, 0);
    const others: readonly (readonly [SimulatedCaller, 403 | 404])[] = [
      [of('so-koordinerende', 'x'), 403],
      [{ role: 'hospital-system', unitId: hospital }, 403],
      [of('so-kreftpoliklinikk', 'x'), 404],
      [of('kommune-3105', 'x'), 404],
      [of('fastlege-4', 'x'), 404],
      [{ role: 'administrator' }, 404],
    ];
    for (const [caller, status] of others)
      for (const [method, body] of [
        ['GET'],
        ['PUT', { revision: 1, content: {} }],
        ['DELETE'],
      ] as readonly (readonly [string, Sample?])[])
        await refused(story, status, status === 403 ? 'forbidden' : 'not-found', () =>
          call(method, caller, task, body),
        );
    for (const taskId of [marker, `${task.taskId}9`, `${'0'.repeat(26)}-t1`])
      await refused(story, 404, 'not-found', () => call('GET', ida, { taskId }));
  });

  it('which another unit that gets the task does not see, and writes its own over', async () => {
    const task = await newTask();
    await save(ida, task, 0);
    await story.act(
      'POST /tasks/{taskId}/transfer',
      { ...task, unitId: hospital },
      {
        unitId: 'so-kreftpoliklinikk',
      },
    );
    const receiver = of('so-kreftpoliklinikk', 'eva');
    expect(await read(receiver, task)).toEqual({ ...none, revision: 2 });
    expect((await save(receiver, task, 2, { by: 'eva' })).body).toMatchObject({ revision: 3, mine: true });
  });

  it('also where the unit was changed by a report, and its draft lies there yet', async () => {
    const id = await story.start(another(500));
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const intake = await story.openTask(id, hospital);
    expect(intake).toMatchObject({ kind: 'municipal-intake', unitId: 'kommune-3105' });
    await save(of('kommune-3105', 'kim'), intake, 0);
    await story.report(id, hospital, { type: 'moved', municipality: { number: '3107' } });
    expect(await read(of('kommune-3107', 'lea'), intake)).toEqual({ ...none, revision: 1 });
    await refused(story, 404, 'not-found', () => call('GET', of('kommune-3105', 'kim'), intake));
    expect((await save(of('kommune-3107', 'lea'), intake, 1, {})).status).toBe(200);
  });
});

describe('a draft ends with its task', () => {
  it('completed: its words are gone, and nothing more is kept', async () => {
    const task = await newTask();
    await save(ida, task, 0);
    await story.complete(task, story.assessed());
    const stored = await story.world.ports.store.getDraft(task.taskId.replace(/-t1$/, ''), task.taskId);
    expect(stored).toMatchObject({ content: null, revision: 2 });
    await refused(story, 409, 'conflict', () => call('GET', ida, task));
    await refused(story, 409, 'conflict', () => save(ida, task, 2));
    await story.act('DELETE /tasks/{taskId}/completion', task, { reason: 'wrong' });
    expect(await read(ida, task)).toEqual({ ...none, revision: 2 });
  });

  it('missed: it may be filled in as long as it may be completed', async () => {
    const own = await simulate();
    const id = await own.start(another(1));
    const task = await own.openTask(id, hospital);
    const draftOf = (body: Sample) =>
      own.world.call('PUT /tasks/{taskId}/draft', ida, { path: { taskId: task.taskId }, body });
    await draftOf({ revision: 0, content: {} });
    await own.world.advanceTo((await own.pathway(id, hospital)).points[0].closesAt);
    expect((await draftOf({ revision: 1, content: { late: true } })).status).toBe(200);
    expect((await own.complete(task, own.assessed())).status).toBe(200);
    expect((await draftOf({ revision: 3, content: {} })).status).toBe(409);
  });
});

describe('what a draft may be', () => {
  const nested = (levels: number): Sample => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
  it.each([
    ['no object', { revision: 0, content: [marker] }],
    ['nothing', { revision: 0, content: null }],
    ['without a revision', { content: {} }],
    ['of a revision before the first', { revision: -1, content: {} }],
    ['deeper than any form', { revision: 0, content: nested(22) }],
  ])('is refused: %s', async (_, body) => {
    const task = await newTask();
    await refused(story, 400, 'not-the-schema', () => call('PUT', ida, task, body));
  });

  it('is refused where it is as deep as a hole', async () => {
    const task = await newTask();
    const deep = `{"revision":0,"content":{"a":${'['.repeat(40_000)}${']'.repeat(40_000)}}}`;
    const answer = await story.world.call('PUT /tasks/{taskId}/draft', ida, {
      path: { taskId: task.taskId },
      rawBody: deep,
      headers: { 'Content-Type': 'application/json' },
    });
    expect(answer.status).toBe(400);
  });

  it('is as long as 32 KB, and no longer', async () => {
    const task = await newTask();
    const long = (bytes: number) => ({ t: 'å'.repeat((bytes - 8) / 2) });
    expect((await save(ida, task, 0, long(32_768))).status).toBe(200);
    await refused(story, 413, 'too-large', () => save(ida, task, 1, long(32_770)));
    expect((await save(ida, task, 1, nested(20))).status).toBe(200);
  });
});

describe('a draft and what is kept of it', () => {
  it('each look and each change is in the audit', async () => {
    const task = await newTask();
    const pathwayId = task.taskId.replace(/-t1$/, '');
    const before = story.world.audited().length;
    await save(ida, task, 0);
    await read(bo, task);
    await call('DELETE', bo, task);
    await call('GET', of('kommune-3105', 'kim'), task);
    expect(
      story.world
        .audited()
        .slice(before)
        .map((entry) => [entry.subject, entry.action, entry.outcome, entry.pathwayId]),
    ).toEqual([
      ['ida', 'write-draft', 'allowed', pathwayId],
      ['bo', 'read-draft', 'allowed', pathwayId],
      ['bo', 'empty-draft', 'allowed', pathwayId],
      ['kim', 'read-draft', 'refused', pathwayId],
    ]);
  });

  it('its words are in the draft alone, and nobody’s name is with it', async () => {
    const words = 'Skal ikke stå noe annet sted';
    const logged: unknown[] = [];
    const log = (...said: unknown[]) => void logged.push(said);
    const own = await simulate({ log: { info: log, error: log } as never });
    const task = await own.openTask(await own.start(another(1)), hospital);
    const path = { taskId: task.taskId };
    const caller = { ...ida, name: 'Ida Åsen' };
    await own.world.call('PUT /tasks/{taskId}/draft', caller, {
      path,
      body: { revision: 0, content: { words } },
    });
    await own.complete(task, own.assessed());
    const holding = own.writes.filter(({ value }) => JSON.stringify(value).includes(words));
    expect(holding.map(({ method }) => method)).toEqual(['putDraft']);
    // who did it is in the audit alone
    expect(JSON.stringify([own.writes, own.world.messages, logged])).not.toContain('Ida Åsen');
    expect(JSON.stringify(own.world.audited())).toContain('Ida Åsen');
    expect(JSON.stringify([own.world.messages, own.world.audited(), logged])).not.toContain(words);
  });
});
