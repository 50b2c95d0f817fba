import { describe, expect, it } from 'vitest';
import { referrals, type Sample, type Story, simulate } from '../support/simulated.ts';

/** Children and siblings as next of kin: the hospital sees to them, once, and also when the patient is gone. */

const withChildren: Sample = referrals.find((referral) => referral.circumstances.childrenAsNextOfKin);
const hospital = withChildren.hospital.unitId;
const kind = 'next-of-kin-children';

const tasksOf = async (story: Story, id: string): Promise<readonly Sample[]> =>
  (await story.pathway(id, hospital)).tasks.filter((task: Sample) => task.kind === kind);
const statuses = async (story: Story, id: string) => (await tasksOf(story, id)).map(({ status }) => status);

describe('children as next of kin', () => {
  it('are a task of the hospital, from the start', async () => {
    const story = await simulate();
    const id = await story.start(withChildren);
    expect(await tasksOf(story, id)).toMatchObject([
      { status: 'open', unitId: hospital, dueAt: '2026-12-04T09:00:00Z' },
    ]);
    await story.report(id, hospital, {
      type: 'circumstances-changed',
      circumstances: { childrenAsNextOfKin: true },
    });
    expect(await statuses(story, id)).toEqual(['open']);
  });

  it('are seen to when the patient has died: reminders are sent, and somebody hears that nobody did', async () => {
    const story = await simulate();
    const id = await story.start(withChildren);
    const [task] = await tasksOf(story, id);
    await story.report(id, hospital, { type: 'deceased' });
    expect((await story.pathway(id, hospital)).status).toBe('deceased');
    expect(await statuses(story, id)).toEqual(['open']);
    expect(await story.executions('RUNNING')).toEqual([`${id}-f1-1`]);
    const told = story.world.messages.length;
    await story.world.advanceTo('2027-02-01T12:00:00Z');
    expect(story.rungsSent(task.taskId)).toEqual([0, 1, 2, 3, 4]);
    const after = story.world.messages.slice(told).map(({ messageId }) => messageId);
    expect(after.filter((messageId) => !messageId.startsWith(`${task.taskId}#`))).toEqual([
      expect.stringContaining(':ahus-koordinerende:'),
    ]);
    expect(await statuses(story, id)).toEqual(['missed']);
    expect(await story.executions('RUNNING')).toEqual([]);
  });

  it('can be seen to after the death, and no second task comes where that is taken back', async () => {
    const story = await simulate();
    const id = await story.start(withChildren);
    await story.report(id, hospital, { type: 'deceased', eventId: 'epj-1' });
    const [task] = await tasksOf(story, id);
    expect((await story.accept({ taskId: task.taskId, unitId: hospital })).status).toBe(200);
    expect(
      (await story.complete({ taskId: task.taskId, unitId: hospital }, { outcome: 'done' })).status,
    ).toBe(200);
    await story.report(id, hospital, { type: 'retracted', retracts: 'epj-1', reason: 'another patient' });
    expect((await story.pathway(id, hospital)).status).toBe('active');
    expect(await statuses(story, id)).toEqual(['completed']);
  });

  it('are a task, too, where they are known of only after the death', async () => {
    const story = await simulate();
    const [base] = referrals;
    const id = await story.start(base);
    const { unitId } = base.hospital;
    await story.report(id, unitId, { type: 'deceased' });
    const circumstances = { childrenAsNextOfKin: true };
    await story.report(id, unitId, { type: 'circumstances-changed', circumstances });
    const { status, tasks } = await story.pathway(id, unitId);
    expect(status).toBe('deceased');
    expect(tasks.filter((task: Sample) => task.status === 'open')).toMatchObject([{ kind, unitId }]);
    await story.world.advanceTo('2026-12-07T12:00:00Z');
    expect(story.rungsSent(tasks.at(-1).taskId)).toEqual([0, 1, 2]);
  });

  it.each(['withdrawn', 'moved-away'])(
    'are no task after %s, and are again where that is taken back',
    async (type) => {
      const story = await simulate();
      const id = await story.start(withChildren);
      await story.report(id, hospital, { type, eventId: 'epj-1' });
      expect(await statuses(story, id)).toEqual(['cancelled']);
      expect(await story.executions('RUNNING')).toEqual([]);
      await story.report(id, hospital, { type: 'retracted', retracts: 'epj-1', reason: 'wrong' });
      expect(await statuses(story, id)).toEqual(['open']);
      await story.world.advanceTo('2026-12-07T12:00:00Z');
      const [task] = await tasksOf(story, id);
      expect(story.rungsSent(task.taskId)).toEqual([0, 1, 2]);
    },
  );
});
