import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { esasItems, gpAsks } from '../../domain/model.ts';
import type { PathwayRecord } from '../../domain/record.ts';
import { another, type Owned, type Sample, type Story, simulate } from '../support/simulated.ts';
import { fits } from './fits.ts';

/** `POST /tasks/{taskId}/completion?dryRun=true`: who gets what, before it is sent. */
const route = 'POST /tasks/{taskId}/completion';
const hospital = 'so-lindrende';
let story: Story;
let n = 0;

beforeAll(async () => {
  story = await simulate();
});
afterAll(() => story.world.close());

async function opened(more: Sample = {}): Promise<{ id: string; task: Owned }> {
  n += 1;
  const id = await story.start({ ...another(n), ...more });
  return { id, task: await story.openTask(id, hospital) };
}

const tried = (task: Owned, body: unknown, unitId = task.unitId) =>
  story.world.call(
    route,
    { role: 'coordinator', unitId },
    { path: { taskId: task.taskId }, query: { dryRun: 'true' }, body },
  );

/** What units have got between two records: tasks and notices. */
function got(before: PathwayRecord, after: PathwayRecord): readonly string[] {
  const tasks = after.tasks.slice(before.tasks.length);
  const notices = after.notices.slice(before.notices.length);
  return [...tasks, ...notices].map(({ unitId, kind }) => `${unitId} ${kind}`).toSorted();
}

const toldOf = ({ receivers }: Sample): readonly string[] =>
  receivers
    .filter(({ gets }: Sample) => gets !== 'status')
    .map(({ unitId, kind }: Sample) => `${unitId} ${kind}`)
    .toSorted();

describe('a completion that is only tried', () => {
  it('names the units, what each gets, and whether it may read what was said', async () => {
    const { id, task } = await opened();
    const writes = story.writes.length;
    const answer = await tried(task, story.assessed({ askGp: ['pain'] }));
    fits(route, answer);
    expect(answer.body).toMatchObject({
      receivers: [
        { gets: 'task', kind: 'municipal-intake', reads: true, name: expect.any(String) },
        { gets: 'question', kind: 'question', asked: ['pain'], reads: true },
        { gets: 'copy', kind: 'assessment', reads: true },
      ],
      withheld: [],
      next: { stage: 'municipal-intake' },
      status: 'active',
    });
    expect(story.writes.length).toBe(writes);
    expect((await story.openTask(id, hospital)).taskId).toBe(task.taskId);
    expect(story.world.audited().at(-2)).toMatchObject({ action: 'try-completion', pathwayId: id });
  });

  it('shows nobody who may not read it as a reader', async () => {
    const { id } = await opened();
    await story.home(id, hospital);
    await story.world.advanceTo('2027-03-01T09:00:00Z');
    const { body } = await tried(await story.openTask(id, hospital), story.assessed());
    expect(body.receivers).toContainEqual(
      expect.objectContaining({ unitId: hospital, gets: 'status', reads: false }),
    );
  });

  it('is refused as it would be', async () => {
    const { task } = await opened({ answers: {} });
    const body = story.assessed();
    const [dry, real] = [await tried(task, body), await story.complete(task, body)];
    expect([dry.status, dry.body]).toEqual([422, real.body]);
    expect(dry.body.errors.map(({ path }: Sample) => path)).toEqual([
      'answers.pathway',
      'answers.shareWithMunicipality',
    ]);
  });

  it('is the unit’s own alone, of a task that is there', async () => {
    const { task } = await opened();
    const body = story.assessed();
    expect((await tried(task, body, 'ahus-lunge')).status).toBe(404);
    expect((await tried({ ...task, taskId: 'nothing' }, body)).status).toBe(404);
    expect((await tried({ ...task, taskId: 'nothing-t1' }, body)).status).toBe(404);
  });

  it('takes `dryRun` as true or false only', async () => {
    const { task } = await opened();
    const answer = await story.world.call(
      route,
      { role: 'coordinator', unitId: hospital },
      { path: { taskId: task.taskId }, query: { dryRun: 'yes' }, body: story.assessed() },
    );
    expect(answer.status).toBe(400);
  });
});

describe('what was discussed without a need', () => {
  it('stands in the conversation', async () => {
    const { id, task } = await opened();
    await story.complete(task, story.assessed({ discussed: ['self-care'] }));
    const { points } = await story.pathway(id, hospital);
    expect(points[0].outcome).toMatchObject({ needs: [], discussed: ['self-care'] });
  });
});

const answer = fc.constantFrom(true, false, null, undefined);
const answers = fc.record({
  pathway: answer,
  shareWithMunicipality: answer,
  cancerCoordinator: answer,
  gpCopy: answer,
});
const score = fc.integer({ min: 0, max: 10 });
const outcome = fc.oneof(
  fc.record({
    outcome: fc.constant('assessed'),
    heldOn: fc.constant('2026-11-20'),
    mode: fc.constant('phone'),
    needs: fc.constant([]),
    distress: fc.option(score, { nil: undefined }),
    esas: fc.dictionary(fc.constantFrom(...esasItems), score),
    askGp: fc.uniqueArray(fc.constantFrom(...gpAsks)),
    answers,
  }),
  fc.record({ outcome: fc.constant('declined'), askAgain: fc.boolean(), answers }),
  fc.record({ outcome: fc.constant('not-held'), reason: fc.constant('too-ill') }),
);

describe('what is told beforehand', () => {
  it('is what then happens, whatever the outcome and the answers', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        // who has said no before is not asked at once
        answers.filter(({ pathway }) => pathway !== false),
        fc.record({ childrenAsNextOfKin: fc.boolean(), municipalServices: fc.boolean() }),
        fc.constantFrom('2026-10-01', '2026-11-10'),
        outcome,
        async (said, circumstances, asOf, body) => {
          const mine = await simulate();
          try {
            const base = another(1);
            const id = await mine.start({
              ...base,
              answers: { ...base.answers, ...said },
              circumstances,
              gp: { ...base.gp, asOf },
            });
            const task = (await mine.record(id)).tasks.find(({ kind }) => kind === 'needs-assessment');
            const owned = task as Owned;
            const before = await mine.record(id);
            const dry = await mine.world.call(
              route,
              { role: 'coordinator', unitId: owned.unitId },
              { path: { taskId: owned.taskId }, query: { dryRun: 'true' }, body },
            );
            expect(await mine.record(id)).toEqual(before);
            const real = await mine.complete(owned, body);
            expect(dry.status).toBe(real.status);
            const after = await mine.record(id);
            const told = dry.status === 200 ? toldOf(dry.body) : [];
            expect(told).toEqual(got(before, after));
            expect(dry.body.status).toEqual(dry.status === 200 ? after.status : 422);
          } finally {
            await mine.world.close();
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
