import { describe, expect, it } from 'vitest';
import { another, palliative, type Story, simulate } from '../support/simulated.ts';

/** A pathway whose plans are lost again and again waits for a person: who that is finds it, and has its plans made anew. */

const administrator = { role: 'administrator' } as const;
const hospital = palliative.hospital.unitId;

const listed = async (story: Story, query: Readonly<Record<string, string>> = {}) => {
  const { status, body } = await story.world.call('GET /stalled', administrator, { query });
  expect(status).toBe(200);
  return body;
};
const idsOf = async (story: Story) =>
  (await listed(story)).items.map(({ pathwayId }: { pathwayId: string }) => pathwayId);
const renew = (story: Story, pathwayId: string) =>
  story.world.call('POST /pathways/{pathwayId}/plan', administrator, { path: { pathwayId }, body: {} });

/** Its plan is lost so often that nobody makes it anew. */
async function stall(story: Story, id: string, from = 1): Promise<void> {
  for (let n = from; n < from + 4; n += 1) {
    await story.stopFromOutside(`${id}-${n}`);
    await story.world.settle();
  }
}

describe('a pathway that has stalled', () => {
  it('is listed with where its execution is found, and with nothing of the patient', async () => {
    const story = await simulate();
    expect(await listed(story)).toEqual({ items: [] });
    const id = await story.start(palliative);
    await story.world.advanceTo('2026-11-21T10:00:00Z');
    await stall(story, id);
    const { items } = await listed(story);
    expect(items).toEqual([
      {
        pathwayId: id,
        since: '2026-11-21T10:00:00Z',
        executions: [
          {
            machine: 'pathway',
            name: `${id}-4`,
            arn: expect.stringMatching(`:execution:.*:${id}-4$`),
            generation: 4,
            startedAt: '2026-11-21T10:00:00Z',
            stoppedAt: null,
            status: 'RUNNING',
          },
        ],
      },
    ]);
    // each hour it is found so again, and stays where it is
    await story.world.advanceTo('2026-11-21T16:00:00Z');
    expect((await listed(story)).items).toEqual(items);
  });

  it('goes on when its plan is made anew, once, and is listed no more', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.world.advanceTo('2026-11-21T10:00:00Z');
    await stall(story, id);
    expect(await story.executions('RUNNING')).toEqual([]);
    expect(await renew(story, id)).toMatchObject({ status: 200, body: { pathwayId: id, renewed: true } });
    expect((await renew(story, id)).body).toEqual({ pathwayId: id, renewed: false });
    await story.world.settle();
    expect(await story.executions('RUNNING')).toEqual([`${id}-5`]);
    expect(await idsOf(story)).toEqual([]);
    const task = (await story.record(id)).tasks[0]!;
    await story.world.advanceTo('2026-12-01T12:00:00Z');
    expect(story.rungsSent(task.taskId)).toEqual([0, 1]);
    expect(story.world.audited().filter(({ action }) => action === 'renew-plan')).toEqual([
      expect.objectContaining({ pathwayId: id, outcome: 'allowed', role: 'administrator' }),
      expect.objectContaining({ pathwayId: id, outcome: 'allowed', role: 'administrator' }),
    ]);
  });

  it('is listed again at once where the new plan is lost too', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.world.advanceTo('2026-11-21T10:00:00Z');
    await stall(story, id);
    await renew(story, id);
    await story.world.advanceTo('2026-11-21T11:00:00Z');
    await story.stopFromOutside(`${id}-5`);
    await story.world.settle();
    expect((await listed(story)).items).toMatchObject([{ pathwayId: id, since: '2026-11-21T11:00:00Z' }]);
  });

  it('is listed no more when a report makes its plan anew, a day has passed, or it ends', async () => {
    const story = await simulate();
    const [reported, waited, ended] = [
      await story.start(palliative),
      await story.start(another(1)),
      await story.start(another(2)),
    ] as const;
    await story.world.advanceTo('2026-11-21T10:00:00Z');
    for (const id of [reported, waited, ended]) await stall(story, id);
    expect((await idsOf(story)).toSorted()).toEqual([reported, waited, ended].toSorted());
    expect(
      (await story.report(reported, hospital, { type: 'moved', municipality: { number: '3212' } })).status,
    ).toBe(202);
    expect((await story.report(ended, hospital, { type: 'deceased' })).status).toBe(202);
    expect(await idsOf(story)).toEqual([waited]);
    await story.world.advanceTo('2026-11-22T12:00:00Z');
    expect(await idsOf(story)).toEqual([]);
    const running = (await story.executions('RUNNING')).map((name) => name.replace(/-\d+$/, ''));
    expect(running.toSorted()).toEqual([reported, waited].toSorted());
  });

  it('is read a page at a time, the longest first', async () => {
    const story = await simulate();
    const first = await story.start(palliative);
    const second = await story.start(another(1));
    await story.world.advanceTo('2026-11-21T10:00:00Z');
    await stall(story, second);
    await story.world.advanceTo('2026-11-21T11:00:00Z');
    await stall(story, first);
    const page = await listed(story, { limit: '1' });
    expect(page.items).toMatchObject([{ pathwayId: second }]);
    expect((await listed(story, { limit: '1', cursor: page.cursor })).items).toMatchObject([
      { pathwayId: first },
    ]);
    expect((await story.world.call('GET /stalled', administrator, { query: { cursor: 'Zqx' } })).status).toBe(
      400,
    );
  });
});

describe('a plan', () => {
  it('that runs is not made anew, nor is one that nobody has', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.world.settle();
    expect((await renew(story, id)).body).toEqual({ pathwayId: id, renewed: false });
    expect(await story.executions('RUNNING')).toEqual([`${id}-1`]);
    expect((await renew(story, 'z1b85m4eafgm7ff3zvvwmvqhgz')).status).toBe(404);
  });
});
