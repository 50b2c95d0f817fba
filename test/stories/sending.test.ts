import { describe, expect, it } from 'vitest';
import { palliative, type Sample, type Story, simulate } from '../support/simulated.ts';

/** The switch that pauses all sending: nothing goes out, nothing is lost, and nothing is said that is not true any more. */

const hospital = palliative.hospital.unitId;
const administrator = { role: 'administrator' } as const;
const turn = (story: Story, body: Sample) => story.world.call('PUT /sending', administrator, { body });
const pause = (story: Story) => turn(story, { paused: true, reason: 'incident' });
const resume = (story: Story) => turn(story, { paused: false });
const sent = (story: Story, from = 0) =>
  story.world.messages.slice(from).map(({ messageId }) => messageId.split(':')[0]);

describe('while sending is paused', () => {
  it('nothing is handed to a provider, and the pathway goes on', async () => {
    const story = await simulate();
    await pause(story);
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2027-03-02T12:00:00Z');
    expect(story.world.messages).toEqual([]);
    expect(await story.openTask(id, hospital)).toMatchObject({
      kind: 'needs-assessment',
      unitId: 'kommune-3105',
    });
    const { timeline } = await story.pathway(id, hospital);
    expect(timeline.map(({ type }: Sample) => type)).not.toContain('message-sent');
  });

  it('the sweep writes no record, and counts each hour that it is so', async () => {
    const story = await simulate();
    await pause(story);
    await story.start(palliative);
    await story.world.advanceTo('2026-11-20T14:00:00Z');
    const writes = story.writes.length;
    await story.world.advanceTo('2026-11-23T14:00:00Z');
    expect(story.writes).toHaveLength(writes);
    expect(story.world.metrics.get('SendingPaused')).toBe(77);
  });

  it('a message that was made at night waits as well', async () => {
    const story = await simulate({ startAt: '2026-11-20T22:00:00Z' });
    await pause(story);
    await story.start(palliative);
    await story.world.advanceTo('2026-11-24T12:00:00Z');
    expect(story.world.messages).toEqual([]);
    await resume(story);
    await story.world.advanceTo('2026-11-24T14:00:00Z');
    expect(sent(story)).toHaveLength(1);
  });
});

describe('when sending goes on', () => {
  it('of a task’s rungs the newest is sent to each receiver, once', async () => {
    const story = await simulate();
    await pause(story);
    const id = await story.start(palliative);
    // the hospital’s ladder: two reminders, the leader, the coordinating unit
    await story.world.advanceTo('2026-12-19T12:00:00Z');
    const task = (await story.openTask(id, hospital)).taskId;
    expect((await story.record(id)).tasks[0]?.rung).toBe(4);
    await resume(story);
    await story.world.advanceTo('2026-12-22T12:00:00Z');
    expect(sent(story).toSorted()).toEqual([`${task}#2`, `${task}#3`, `${task}#4`]);
    expect((await story.record(id)).effects).toEqual([]);
  });

  it('an older rung is not sent after a newer one has gone out by itself', async () => {
    const story = await simulate({ startAt: '2026-11-20T09:30:00Z' });
    await pause(story);
    const id = await story.start({ ...palliative, readyFrom: '2026-11-24' });
    await story.world.advanceTo('2026-12-02T07:00:00Z');
    const task = (await story.openTask(id, hospital)).taskId;
    const reminder = (await story.record(id)).tasks[0]!.rungs[1]!.at;
    await story.world.advanceTo(reminder.replace('T07:00', 'T06:45'));
    await resume(story);
    // the step enters the rung at 08:00 in Oslo, before the sweep of half past
    await story.world.advanceTo(reminder);
    expect(sent(story)).toEqual([`${task}#1`]);
    await story.world.advanceTo(reminder.replace('T07:00', 'T14:00'));
    expect(sent(story)).toEqual([`${task}#1`]);
    expect((await story.record(id)).effects).toEqual([]);
  });

  it('what was answered meanwhile is not written about', async () => {
    const story = await simulate();
    await pause(story);
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await resume(story);
    await story.world.advanceTo('2026-11-20T12:00:00Z');
    // the notices of the assessment to the GP office, which nobody has read
    expect(sent(story).map((one) => one!.replace(/\d+$/, ''))).toEqual([`${id}-n`]);
  });

  it('a notice that was read in the list is not announced', async () => {
    const story = await simulate();
    await pause(story);
    const id = await story.start(palliative);
    await story.home(id, hospital);
    const office = { role: 'coordinator', unitId: palliative.gp.unitId } as const;
    const [notice] = await story.notices(office.unitId);
    await story.world.call('POST /notices/{noticeId}/receipt', office, {
      path: { noticeId: notice.noticeId },
      body: {},
    });
    await resume(story);
    await story.world.advanceTo('2026-11-20T12:00:00Z');
    expect(sent(story)).toEqual([]);
  });

  it('a task that moved while it was paused is announced where it is now, once', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await pause(story);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const { taskId } = await story.openTask(id, hospital);
    await story.report(id, hospital, { type: 'moved', municipality: { number: '3107', district: null } });
    await story.world.advanceTo('2026-11-26T12:00:00Z');
    const before = story.world.messages.length;
    await resume(story);
    await story.world.advanceTo('2026-11-26T14:00:00Z');
    const about = story.world.messages.slice(before).filter(({ messageId }) => messageId.startsWith(taskId));
    // its arrival there is overtaken by the reminder, and the leader is written to as well only after five days
    expect(about.map(({ to, messageId }) => [to, messageId.split(':')[0]])).toEqual([
      ['coordinator@kommune-3107.example', `${taskId}#1`],
    ]);
  });
});

describe('the switch', () => {
  const read = async (story: Story) => (await story.world.call('GET /sending', administrator)).body;

  it('says since when and by whom, and why', async () => {
    const story = await simulate();
    expect(await read(story)).toEqual({ paused: false, since: null, by: null, reason: null });
    const paused = await pause(story);
    expect(paused).toMatchObject({ status: 200, body: await read(story) });
    expect(paused.body).toEqual({
      paused: true,
      since: '2026-11-20T09:00:00Z',
      by: 'administrator-',
      reason: 'incident',
    });
    await story.world.advanceTo('2026-11-20T11:00:00Z');
    expect((await pause(story)).body).toEqual(paused.body);
    expect((await turn(story, { paused: true, reason: 'upgrade' })).body).toMatchObject({
      since: '2026-11-20T09:00:00Z',
      reason: 'upgrade',
    });
    expect((await resume(story)).body).toMatchObject({
      paused: false,
      since: '2026-11-20T11:00:00Z',
      reason: null,
    });
  });

  it('is an administrator’s alone, and every use of it is kept', async () => {
    const story = await simulate();
    for (const caller of [
      { role: 'hospital-system', unitId: hospital },
      { role: 'coordinator', unitId: hospital },
    ] as const) {
      for (const route of ['GET /sending', 'PUT /sending'])
        expect((await story.world.call(route, caller, { body: { paused: true } })).status).toBe(403);
    }
    await pause(story);
    await resume(story);
    await read(story);
    expect(story.world.audited().map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'read-sending refused',
      'switch-sending refused',
      'read-sending refused',
      'switch-sending refused',
      'pause-sending allowed',
      'resume-sending allowed',
      'read-sending allowed',
    ]);
  });

  it.each([[{}], [{ paused: 'yes' }], [{ paused: true, reason: 'Zqx' }], [[]], [null]])(
    'is not turned by %j',
    async (body) => {
      const story = await simulate();
      expect((await turn(story, body)).status).toBe(400);
      expect(await read(story)).toMatchObject({ paused: false, since: null });
    },
  );
});
