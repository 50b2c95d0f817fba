import { describe, expect, it } from 'vitest';
import { another, palliative, type Sample, type Story, simulate } from '../support/simulated.ts';

/** A pathway ends, and an end that was reported by mistake is taken back. */

const hospital = palliative.hospital.unitId;
const municipality = 'kommune-3105';
const gp = 'fastlege-4';
const far = '2028-08-01T09:00:00Z';

const gpMail = (story: Story) => story.world.messages.filter((message) => message.to.includes(gp));

async function atPoint2(): Promise<{ story: Story; id: string; task: Sample }> {
  const story = await simulate();
  const id = await story.start(palliative);
  await story.home(id, hospital);
  await story.world.advanceTo('2027-02-25T12:00:00Z');
  const task = await story.openTask(id, hospital);
  expect(story.rungsSent(task.taskId)).toEqual([0, 1]);
  return { story, id, task };
}

describe.each(['withdrawn', 'deceased'])('%s', (type) => {
  it('cancels what is open, tells those concerned neutrally, and is silent from then on', async () => {
    const { story, id, task } = await atPoint2();
    const sent = story.world.messages.length;
    const { status } = await story.report(id, hospital, { type, eventId: 'end' });
    expect(status).toBe(202);
    const ended = await story.pathway(id, hospital);
    expect(ended.status).toBe(type);
    expect(ended.endedAt).toBe('2027-02-25T12:00:00Z');
    expect(ended.tasks.at(-1)).toMatchObject({ taskId: task.taskId, status: 'cancelled' });
    expect(ended.points.map((point: Sample) => point.status)).toEqual([
      'completed',
      'cancelled',
      'cancelled',
    ]);
    expect(ended.executions.at(-1)).toMatchObject({ status: 'ABORTED', stoppedAt: '2027-02-25T12:00:00Z' });
    expect(await story.executions('RUNNING')).toEqual([]);
    expect(await story.noticeKinds(municipality)).toEqual(['ended']);
    expect((await story.noticeKinds(gp)).at(-1)).toBe('ended');
    // the hospital has no open task: it reported the end itself
    expect(await story.notices(hospital)).toEqual([]);
    const after = story.world.messages.slice(sent);
    expect(after.map((message) => message.to).toSorted()).toEqual([
      '+4799999250',
      'coordinator@fastlege-4.example',
      'coordinator@kommune-3105.example',
    ]);
    for (const message of after) {
      const said = `${'subject' in message ? message.subject : ''} ${message.text}`;
      expect(said).toContain('avsluttet');
      expect(said).not.toMatch(/død|trukket|withdrawn|deceased/i);
    }
    const total = story.world.messages.length;
    await story.world.advanceTo('2028-02-01T09:00:00Z');
    expect(story.world.messages.length).toBe(total);
    expect((await story.complete(task, story.assessed())).status).toBe(409);
    expect((await story.accept(task)).status).toBe(409);
    const worklist = await story.world.call('GET /tasks', { role: 'coordinator', unitId: municipality });
    expect(worklist.body.items).toEqual([]);
    // nothing is left to be done, and nobody asks after it any more before it is deleted
    const looksAgainAt = '2028-02-25T04:00:00Z';
    expect(await story.record(id)).toMatchObject({ nextCheckAt: looksAgainAt, effects: [] });
  });

  it('taken back brings the same windows and tasks, and no message twice', async () => {
    const { story, id, task } = await atPoint2();
    await story.accept(task);
    const before = await story.record(id);
    await story.report(id, hospital, { type, eventId: 'end' });
    await story.world.advanceTo('2027-03-02T12:00:00Z');
    await story.report(id, hospital, { type: 'retracted', retracts: 'end', reason: 'feil' });
    const after = await story.record(id);
    expect(after.status).toBe('active');
    expect(after.endedAt).toBeNull();
    expect(after.points).toEqual(before.points);
    const stripped = ({ token: _, ...rest }: (typeof after.tasks)[number]) => rest;
    expect(after.tasks.map(stripped)).toEqual(before.tasks.map(stripped));
    expect(await story.executions('RUNNING')).toHaveLength(1);
    // those who were told of the end are told
    expect(await story.noticeKinds(municipality)).toEqual(['ended', 'resumed']);
    expect((await story.noticeKinds(gp)).slice(-2)).toEqual(['ended', 'resumed']);
    expect((await story.openTask(id, hospital)).status).toBe('accepted');
    await story.world.advanceTo('2027-04-09T12:00:00Z');
    expect(story.rungsSent(task.taskId)).toEqual([0, 1, 2, 3, 4]);
    const ids = story.world.messages.map((message) => message.messageId);
    expect(new Set(ids).size).toBe(ids.length);
    const done = await story.complete(task, story.assessed());
    expect(done.status).toBe(200);
    await story.world.advanceTo('2027-11-10T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment' });
  });
});

describe('an end', () => {
  it('before a rung’s message was accepted leaves it unsent; taken back, it is sent', async () => {
    let refusing = false;
    const story = await simulate({
      wrap: (ports) => ({
        ...ports,
        messenger: {
          send: async (message) => {
            if (refusing) throw new Error('down');
            await ports.messenger.send(message);
          },
        },
      }),
    });
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2027-02-10T06:59:59Z');
    refusing = true;
    await story.world.advanceTo('2027-02-10T07:05:00Z');
    const task = await story.openTask(id, hospital);
    expect(story.rungsSent(task.taskId)).toEqual([]);
    await story.report(id, hospital, { type: 'withdrawn', eventId: 'w' });
    refusing = false;
    await story.world.advanceTo('2027-02-11T12:00:00Z');
    expect(story.rungsSent(task.taskId)).toEqual([]);
    await story.report(id, hospital, { type: 'retracted', retracts: 'w', reason: 'x' });
    await story.world.advanceTo('2027-02-11T15:00:00Z');
    // that the task is there, its unit has been told: by its arrival or by the notice that it goes on
    const told = story.world.messages.filter(
      (message) => message.messageId.includes(`:${municipality}:`) && message.sentAt >= '2027-02-11',
    );
    expect(told.length).toBeGreaterThan(0);
  });

  it('while the hospital’s conversation is open tells the hospital, and nobody else', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.report(id, hospital, { type: 'withdrawn' });
    expect(await story.noticeKinds(hospital)).toEqual(['ended']);
    expect(await story.noticeKinds(gp)).toEqual(['ended']);
    expect(story.world.messages.filter((message) => message.to.includes('kommune'))).toEqual([]);
  });

  it('on a Saturday is told on the Monday', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.world.advanceTo('2026-11-21T12:00:00Z');
    await story.report(id, hospital, { type: 'deceased' });
    expect(gpMail(story)).toEqual([]);
    expect(await story.executions('RUNNING')).toEqual([]);
    await story.world.advanceTo('2026-11-23T12:00:00Z');
    expect(gpMail(story).map((message) => message.sentAt.slice(0, 10))).toEqual(['2026-11-23']);
  });

  it('reported twice is one end; reported differently, the first that stands counts', async () => {
    const { story, id } = await atPoint2();
    await story.report(id, hospital, { type: 'withdrawn', eventId: 'w' });
    await story.report(id, hospital, { type: 'withdrawn', eventId: 'w' });
    const told = await story.noticeKinds(municipality);
    await story.report(id, hospital, { type: 'deceased', eventId: 'd' });
    expect((await story.pathway(id, hospital)).status).toBe('withdrawn');
    await story.report(id, hospital, { type: 'retracted', retracts: 'w', reason: 'x' });
    expect((await story.pathway(id, hospital)).status).toBe('deceased');
    expect(await story.executions('RUNNING')).toEqual([]);
    expect((await story.pathway(id, hospital)).tasks.at(-1).status).toBe('cancelled');
    expect((await story.noticeKinds(municipality)).slice(0, 1)).toEqual(told);
    await story.report(id, hospital, { type: 'retracted', retracts: 'd', reason: 'x' });
    expect((await story.pathway(id, hospital)).status).toBe('active');
    expect(await story.openTask(id, hospital)).toMatchObject({ unitId: municipality });
  });

  it('stands again when its retraction is taken back', async () => {
    const { story, id } = await atPoint2();
    await story.report(id, hospital, { type: 'deceased', eventId: 'd' });
    await story.report(id, hospital, { type: 'retracted', eventId: 'r', retracts: 'd', reason: 'x' });
    expect((await story.pathway(id, hospital)).status).toBe('active');
    await story.report(id, hospital, { type: 'retracted', eventId: 'rr', retracts: 'r', reason: 'x' });
    expect((await story.pathway(id, hospital)).status).toBe('deceased');
    await story.report(id, hospital, { type: 'retracted', eventId: 'rrr', retracts: 'rr', reason: 'x' });
    expect((await story.pathway(id, hospital)).status).toBe('active');
    expect(await story.executions('RUNNING')).toHaveLength(1);
  });

  it('keeps what is reported while it stands, and minds it when it is taken back', async () => {
    const { story, id, task } = await atPoint2();
    await story.report(id, hospital, { type: 'withdrawn', eventId: 'w' });
    await story.report(id, hospital, { type: 'moved', municipality: { number: '3107', district: null } });
    expect(await story.executions('RUNNING')).toEqual([]);
    await story.report(id, hospital, { type: 'retracted', retracts: 'w', reason: 'x' });
    expect(await story.openTask(id, hospital)).toMatchObject({ taskId: task.taskId, unitId: 'kommune-3107' });
  });

  it('of which the windows have passed meanwhile goes on with what is left', async () => {
    const { story, id } = await atPoint2();
    await story.report(id, hospital, { type: 'withdrawn', eventId: 'w' });
    await story.world.advanceTo('2027-06-01T12:00:00Z');
    await story.report(id, hospital, { type: 'retracted', retracts: 'w', reason: 'x' });
    await story.world.advanceTo('2027-06-03T12:00:00Z');
    const { points, status } = await story.pathway(id, hospital);
    expect(status).toBe('active');
    expect(points.map((point: Sample) => point.status)).toEqual(['completed', 'missed', 'planned']);
    expect(points[2].opensAt).toBe('2027-11-10T07:00:00Z');
  });

  it('of one patient leaves another’s alone', async () => {
    const story = await simulate();
    const ids = [await story.start(another(1)), await story.start(another(2))] as const;
    await story.report(ids[0], hospital, { type: 'deceased' });
    expect(await story.executions('RUNNING')).toEqual([`${ids[1]}-1`]);
    expect((await story.openTask(ids[1], hospital)).status).toBe('open');
  });

  it('after the last point stays as it was', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.world.advanceTo(far);
    const notices = await story.notices(gp);
    const { status } = await story.report(id, hospital, { type: 'deceased' });
    expect(status).toBe(202);
    expect((await story.pathway(id, hospital)).status).toBe('completed');
    expect(await story.notices(gp)).toEqual(notices);
  });
});
