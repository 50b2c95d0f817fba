import { expect, it } from 'vitest';
import { countingStore, type StoreCounts } from '../../functions/shared/adapters/counting-store.ts';
import { palliative, type Sample, type Story, simulate } from '../support/simulated.ts';

/** What a pathway costs (DESIGN section 5): store operations, state transitions, calls of Lambda functions. */

const hospital = palliative.hospital.unitId;

/** Measured; to be lowered whenever it gets less. */
const silentOperations = 95;

async function counted(): Promise<{ story: Story; counts: StoreCounts }> {
  let counts: StoreCounts | undefined;
  const story = await simulate({
    wrap: (ports) => {
      const counting = countingStore(ports.store);
      counts = counting.counts;
      return { ...ports, store: counting.store };
    },
  });
  return { story, counts: counts as StoreCounts };
}

/** States entered, and each execution's start, of all that ran. */
async function transitionsOf(story: Story): Promise<number> {
  let transitions = 0;
  for (const { executionArn } of await story.listed()) {
    const events = await story.history(executionArn);
    transitions += 1 + events.filter((event) => event.type.endsWith('StateEntered')).length;
  }
  return transitions;
}

it('takes at most so many store operations a silent pathway as it takes now', async () => {
  const { story, counts } = await counted();
  const directory = () => counts.byMethod.readDirectory + counts.byMethod.dueChecks;
  const before = counts.total() - directory();
  await story.start(palliative);
  await story.world.advanceTo('2028-08-01T09:00:00Z');
  // the directory and the sweep's question are asked once for everybody
  const operations = counts.total() - directory() - before;
  const by = Object.fromEntries(Object.entries(counts.byMethod).filter(([, count]) => count > 0));
  console.info(`a silent pathway: ${operations} store operations ${JSON.stringify(by)}`);
  expect(operations).toBeLessThanOrEqual(silentOperations + 1);
});

it('takes at most 45 transitions on the straight way', async () => {
  const { story, counts } = await counted();
  const id = await story.start(palliative);
  await story.home(id, hospital);
  for (const point of [1, 2]) {
    const planned = (await story.pathway(id, hospital)).points[point];
    await story.world.advanceTo(planned.opensAt);
    const task = await story.openTask(id, hospital);
    await story.accept(task);
    await story.complete(task, story.assessed());
  }
  expect((await story.pathway(id, hospital)).points.map((point: Sample) => point.status)).toEqual([
    'completed',
    'completed',
    'completed',
  ]);
  const transitions = await transitionsOf(story);
  console.info(
    `the straight way: ${transitions} transitions, ${story.world.lambdaCalls()} Lambda calls by workflows, ${counts.total() - counts.byMethod.dueChecks} store operations`,
  );
  expect(transitions).toBeLessThanOrEqual(45);
});

it('asks nothing of the store for pathways that are not due for a check', async () => {
  const { story, counts } = await counted();
  const id = await story.start(palliative);
  await story.home(id, hospital);
  await story.world.advanceTo('2026-12-20T12:00:00Z');
  const before = { ...counts.byMethod };
  await story.world.advanceTo('2027-02-09T12:00:00Z');
  expect(counts.byMethod.dueChecks).toBeGreaterThan(before.dueChecks + 1000);
  for (const method of ['getPathway', 'putPathway', 'putRows', 'enterRung'] as const)
    expect([method, counts.byMethod[method]]).toEqual([method, before[method]]);
});
