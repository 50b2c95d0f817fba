import { describe, expect, it } from 'vitest';
import { colorectal, palliative, type Sample, type Story, simulate } from '../support/simulated.ts';

const hospitalOf = (referral: Sample): string => referral.hospital.unitId;
const hospital = hospitalOf(palliative);
const dayMs = 86_400_000;

async function pointOf(story: Story, id: string, point: number, unitId = hospital): Promise<Sample> {
  return (await story.pathway(id, unitId)).points.find((other: Sample) => other.point === point);
}

function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1000).toISOString();
}

describe('the first conversation', () => {
  it('opens when the hospital plans to be ready, at eight in the morning', async () => {
    const story = await simulate();
    const id = await story.start({ ...palliative, readyFrom: '2026-12-07' });
    const opensAt = '2026-12-07T07:00:00Z';
    expect(await pointOf(story, id, 1)).toMatchObject({
      status: 'planned',
      opensAt,
      dueAt: '2026-12-21T07:00:00Z',
      closesAt: '2027-01-18T07:00:00Z',
    });
    await story.world.advanceTo(justBefore(opensAt));
    expect(await story.openTask(id, hospital)).toBeUndefined();
    expect(story.world.messages).toEqual([]);
    await story.world.advanceTo(opensAt);
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: hospital });
    expect(story.world.messages.map((message) => message.sentAt)).toEqual([opensAt]);
  });

  it('opens on a Saturday, and is written of on the Monday', async () => {
    const story = await simulate();
    const id = await story.start({ ...palliative, readyFrom: '2026-12-05' });
    await story.world.advanceTo('2026-12-05T07:00:00Z');
    const task = await story.openTask(id, hospital);
    expect(task).toBeDefined();
    await story.world.advanceTo(justBefore('2026-12-07T07:00:00Z'));
    expect(story.world.messages).toEqual([]);
    await story.world.advanceTo('2026-12-07T07:00:00Z');
    expect(story.rungsSent(task.taskId)).toEqual([0]);
  });

  it('opens at once when the hospital says that the patient is ready', async () => {
    const story = await simulate();
    const id = await story.start({ ...palliative, readyFrom: '2027-01-11' });
    await story.world.advanceTo('2026-12-01T10:00:00Z');
    expect(await story.openTask(id, hospital)).toBeUndefined();
    const { body } = await story.report(id, hospital, { type: 'ready', eventId: 'ready' });
    expect(body.generation).toBe(2);
    expect(await story.openTask(id, hospital)).toBeDefined();
    expect(await pointOf(story, id, 1)).toMatchObject({ status: 'open', opensAt: '2026-12-01T10:00:00Z' });
    // said again, it opens no second task
    await story.report(id, hospital, { type: 'ready', eventId: 'ready-again' });
    expect((await story.pathway(id, hospital)).tasks).toHaveLength(1);
    expect(await story.executions('RUNNING')).toEqual([`${id}-3`]);
  });
});

describe('a trust that counts from the discharge', () => {
  const unitId = hospitalOf(colorectal);
  const anchorOf = async (story: Story, id: string) => (await story.pathway(id, unitId)).anchor;

  it('counts from the diagnosis until the discharge is known, then anew', async () => {
    const story = await simulate();
    const id = await story.start(colorectal);
    expect(await anchorOf(story, id)).toEqual({ event: 'diagnosis', date: '2026-11-02', provisional: true });
    expect((await pointOf(story, id, 2, unitId)).opensAt).toBe('2027-02-02T07:00:00Z');
    await story.home(id, unitId);
    await story.world.advanceTo('2026-12-10T12:00:00Z');
    await story.report(id, unitId, { type: 'discharged', occurredOn: '2026-12-09', eventId: 'out' });
    expect(await anchorOf(story, id)).toEqual({ event: 'discharge', date: '2026-12-09', provisional: false });
    expect(await pointOf(story, id, 2, unitId)).toMatchObject({
      opensAt: '2027-03-09T07:00:00Z',
      dueAt: '2027-04-09T06:00:00Z',
      closesAt: '2027-05-09T06:00:00Z',
    });
    expect(await pointOf(story, id, 3, unitId)).toMatchObject({ opensAt: '2027-12-09T07:00:00Z' });
    // the old window passes without a task
    await story.world.advanceTo(justBefore('2027-03-09T07:00:00Z'));
    expect(await story.openTask(id, unitId)).toBeUndefined();
    await story.world.advanceTo('2027-03-09T07:00:00Z');
    expect(await story.openTask(id, unitId)).toMatchObject({ kind: 'needs-assessment' });
    expect(await story.executions('RUNNING')).toEqual([`${id}-2`]);
  });

  it('counts the first discharge after the diagnosis only', async () => {
    const story = await simulate();
    const id = await story.start(colorectal);
    for (const occurredOn of ['2026-11-01', '2026-11-15', '2026-11-19'])
      await story.report(id, unitId, { type: 'discharged', occurredOn });
    expect((await anchorOf(story, id)).date).toBe('2026-11-15');
    await story.report(id, unitId, { type: 'discharged', occurredOn: '2026-11-10' });
    expect((await anchorOf(story, id)).date).toBe('2026-11-10');
  });

  it('is provisional again when the discharge is taken back', async () => {
    const story = await simulate();
    const id = await story.start({ ...colorectal });
    await story.report(id, unitId, { type: 'discharged', occurredOn: '2026-11-15', eventId: 'out' });
    await story.report(id, unitId, { type: 'retracted', retracts: 'out', reason: 'x' });
    expect(await anchorOf(story, id)).toEqual({ event: 'diagnosis', date: '2026-11-02', provisional: true });
    expect((await pointOf(story, id, 2, unitId)).opensAt).toBe('2027-02-02T07:00:00Z');
  });

  it('knows it from the start where the referral says so', async () => {
    const story = await simulate();
    const id = await story.start({ ...colorectal, dischargedOn: '2026-11-18' });
    expect(await anchorOf(story, id)).toEqual({ event: 'discharge', date: '2026-11-18', provisional: false });
  });

  it('leaves a point that has begun as it is', async () => {
    const story = await simulate();
    const id = await story.start(colorectal);
    await story.home(id, unitId);
    await story.world.advanceTo('2027-02-02T07:00:00Z');
    const open = await pointOf(story, id, 2, unitId);
    await story.report(id, unitId, { type: 'discharged', occurredOn: '2027-01-20' });
    expect(await pointOf(story, id, 2, unitId)).toEqual(open);
    expect((await pointOf(story, id, 3, unitId)).opensAt).toBe('2028-01-20T07:00:00Z');
    // another trust's patients are not concerned
    const other = await story.start(palliative);
    await story.report(other, hospital, { type: 'discharged', occurredOn: '2026-11-19' });
    expect((await story.pathway(other, hospital)).anchor).toEqual({
      event: 'diagnosis',
      date: '2026-11-10',
      provisional: false,
    });
  });
});

describe('a corrected diagnosis date', () => {
  it('moves the windows to come, and the plan with them', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.report(id, hospital, { type: 'diagnosis-corrected', date: '2026-10-20', eventId: 'd' });
    expect((await pointOf(story, id, 2)).opensAt).toBe('2027-01-20T07:00:00Z');
    await story.world.advanceTo('2027-01-20T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ unitId: 'kommune-3105' });
    expect((await pointOf(story, id, 3)).opensAt).toBe('2027-10-20T06:00:00Z');
    await story.report(id, hospital, { type: 'retracted', retracts: 'd', reason: 'x' });
    // point 2 has begun; point 3 goes back to where it was
    expect((await pointOf(story, id, 2)).opensAt).toBe('2027-01-20T07:00:00Z');
    expect((await pointOf(story, id, 3)).opensAt).toBe('2027-11-10T07:00:00Z');
  });

  it('opens a window that should be open at once, with two weeks to act', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      diagnosis: { ...palliative.diagnosis, date: '2026-11-10' },
    });
    await story.home(id, hospital);
    await story.world.advanceTo('2027-02-05T10:00:00Z');
    await story.report(id, hospital, { type: 'diagnosis-corrected', date: '2026-10-01' });
    expect(await pointOf(story, id, 2)).toMatchObject({
      status: 'open',
      opensAt: '2027-02-05T10:00:00Z',
      dueAt: '2027-02-19T10:00:00Z',
      closesAt: '2027-03-01T07:00:00Z',
    });
  });

  it('misses a window that has closed already, tells the coordinating unit, and goes on', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.report(id, hospital, { type: 'diagnosis-corrected', date: '2026-05-10' });
    expect(await pointOf(story, id, 2)).toMatchObject({ status: 'missed' });
    expect(await story.noticeKinds('kommune-3105-koordinerende')).toEqual(['missed']);
    expect(await pointOf(story, id, 3)).toMatchObject({ status: 'planned', opensAt: '2027-05-10T06:00:00Z' });
    expect(await story.executions('RUNNING')).toHaveLength(1);
  });
});

describe('no stage delays a later window', () => {
  it('closes the hospital’s task when point 2 opens, but not before it is due', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      diagnosis: { ...palliative.diagnosis, date: '2026-09-10' },
    });
    const first = await pointOf(story, id, 1);
    // 42 days after the start is 1 January; point 2 opens on 10 December
    expect([first.dueAt, first.closesAt]).toEqual(['2026-12-04T09:00:00Z', '2026-12-10T07:00:00Z']);
    await story.world.advanceTo('2026-12-10T07:00:00Z');
    expect((await pointOf(story, id, 1)).status).toBe('missed');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake' });
  });

  it('opens point 2 at the earliest four weeks after the first conversation', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      diagnosis: { ...palliative.diagnosis, date: '2026-09-01' },
    });
    await story.home(id, hospital);
    expect(await pointOf(story, id, 2)).toMatchObject({
      opensAt: '2026-12-18T07:00:00Z',
      dueAt: '2027-01-01T07:00:00Z',
      closesAt: '2027-02-01T07:00:00Z',
    });
    await story.world.advanceTo(justBefore('2026-12-18T07:00:00Z'));
    expect(await story.openTask(id, hospital)).toBeUndefined();
    await story.world.advanceTo('2026-12-18T07:00:00Z');
    expect(await story.openTask(id, hospital)).toBeDefined();
  });
});

describe('windows open at eight in Oslo', () => {
  it.each([
    ['on the day summer time begins', '2026-12-28', '2027-03-28T06:00:00Z', '2027-12-28T07:00:00Z'],
    ['on the day it ends', '2026-07-25', '2026-10-25T07:00:00Z', '2027-07-25T06:00:00Z'],
    ['on the day before it begins', '2026-12-27', '2027-03-27T07:00:00Z', '2027-12-27T07:00:00Z'],
    ['after a clipped month', '2026-11-30', '2027-02-28T07:00:00Z', '2027-11-30T07:00:00Z'],
    ['on a leap day', '2027-11-30', '2028-02-29T07:00:00Z', '2028-11-30T07:00:00Z'],
    ['a year after a leap day', '2028-02-29', '2028-05-29T06:00:00Z', '2029-02-28T07:00:00Z'],
  ])('%s', async (_, date, second, third) => {
    const story = await simulate({
      startAt: new Date(Date.parse(`${date}T09:00:00Z`) + dayMs).toISOString().replace('.000', ''),
    });
    const id = await story.start({ ...palliative, diagnosis: { ...palliative.diagnosis, date } });
    await story.home(id, hospital);
    for (const [point, opensAt] of [
      [2, second],
      [3, third],
    ] as const) {
      expect((await pointOf(story, id, point)).opensAt).toBe(opensAt);
      await story.world.advanceTo(justBefore(opensAt));
      expect(await story.openTask(id, hospital)).toBeUndefined();
      await story.world.advanceTo(opensAt);
      const task = await story.openTask(id, hospital);
      expect((await story.record(id)).tasks.at(-1)).toMatchObject({ taskId: task.taskId, openedAt: opensAt });
      await story.complete(task, story.assessed());
    }
    expect((await story.pathway(id, hospital)).status).toBe('completed');
  });
});

describe('a pathway is a chain of executions', () => {
  it('of which none is older than 330 days, one runs at a time, and each says what it is', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.world.advanceTo('2028-06-01T09:00:00Z');
    const { executions, status } = await story.pathway(id, hospital);
    expect(status).toBe('completed');
    const ran = (await story.listed()).toSorted((a, b) => a.startDate - b.startDate);
    expect(ran.length).toBeGreaterThanOrEqual(2);
    expect(ran.map((execution) => execution.name)).toEqual(ran.map((_, n) => `${id}-${n + 1}`));
    for (const [n, execution] of ran.entries()) {
      const stopDate = execution.stopDate ?? Number.NaN;
      expect((stopDate - execution.startDate) / 86_400).toBeLessThanOrEqual(330);
      const previous = ran[n - 1];
      if (previous !== undefined)
        expect(execution.startDate - (previous.stopDate ?? Number.NaN)).toBeCloseTo(0, 3);
      expect(execution.status).toBe('SUCCEEDED');
      expect(executions[n]).toMatchObject({
        name: execution.name,
        arn: execution.executionArn,
        status: execution.status,
        generation: n + 1,
      });
    }
  });

  it('renews a plan that waits for long, and stays one for a patient whom much happens to', async () => {
    const story = await simulate();
    const id = await story.start({ ...palliative, readyFrom: '2028-03-01' });
    await story.world.advanceTo('2029-03-01T09:00:00Z');
    for (const execution of await story.listed())
      expect(((execution.stopDate ?? Number.NaN) - execution.startDate) / 86_400).toBeLessThanOrEqual(330);
    expect((await story.executions('FAILED')).concat(await story.executions('RUNNING'))).toEqual([]);
    expect((await story.pathway(id, hospital)).status).not.toBe('active');
  });
});
