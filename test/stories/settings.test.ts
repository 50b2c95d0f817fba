import { beforeEach, describe, expect, it } from 'vitest';
import { indexUnits } from '../../domain/directory.ts';
import type { Unit, UnitSettings } from '../../domain/model.ts';
import { enteredRung } from '../../domain/notices.ts';
import { createMemoryAudit } from '../../functions/shared/adapters/memory-audit.ts';
import { settle } from '../../functions/shared/command.ts';
import { silentLog } from '../../functions/shared/log.ts';
import type { Answer } from '../../local/simulation.ts';
import { another, palliative, type Sample, type Story, simulate, units } from '../support/simulated.ts';

/** Settings that change while patients are under way: they hold for what begins, and reach the others on request. */

const hospital = palliative.hospital.unitId;
const trusts = 'so-koordinerende';
const municipality = 'kommune-3105';
const administrator = { role: 'administrator' } as const;
const unitOf = (unitId: string): Unit => units.find((unit) => unit.unitId === unitId)!;

let story: Story;
beforeEach(async () => {
  story = await simulate();
});

async function set(unitId: string, settings: UnitSettings): Promise<void> {
  const unit = unitOf(unitId);
  const answer = await story.world.call('PUT /units/{unitId}', administrator, {
    path: { unitId },
    body: { ...unit, settings: { ...unit.settings, ...settings } },
  });
  expect(answer.status).toBe(200);
}

const apply = (unitId: string, body: Sample = {}): Promise<Answer> =>
  story.world.call('POST /units/{unitId}/settings/application', administrator, { path: { unitId }, body });

const writtenOf = (taskId: string) =>
  story.world.messages
    .filter(({ messageId, channel }) => messageId.startsWith(`${taskId}#`) && channel === 'email')
    .map((message) => [
      Number(/#(\d+)/.exec(message.messageId)?.[1]),
      message.to.split('@')[0],
      message.sentAt,
    ]);

const types = async (id: string): Promise<readonly string[]> =>
  (await story.pathway(id, hospital)).timeline.map(({ type }: Sample) => type);

describe('a ladder and sending hours that a municipality sets midway', () => {
  const settings: UnitSettings = {
    sendingHours: { from: '12:00', until: '18:00' },
    ladders: {
      'point-2': [
        { tell: 'coordinator', from: 'opening', days: 7 },
        { tell: 'coordinator', from: 'opening', days: 21 },
        { tell: 'leader', from: 'opening', days: 28 },
      ],
    },
  };
  let id: string;
  let taskId: string;
  beforeEach(async () => {
    id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2027-02-10T12:00:00Z');
    ({ taskId } = await story.openTask(id, hospital));
  });

  it('leave an open task as it is until they are applied', async () => {
    const before = (await story.record(id)).tasks.find((task) => task.taskId === taskId)!;
    await set(municipality, settings);
    await story.world.advanceTo('2027-06-01T12:00:00Z');
    expect(writtenOf(taskId).map(([rung, , at]) => [rung, at])).toEqual(
      before.rungs.map(({ rung, at }) => [rung, at]),
    );
  });

  it('reach it when they are: what was sent stays sent, and the rest comes once, when it may', async () => {
    await story.world.advanceTo('2027-02-25T12:00:00Z');
    const sent = writtenOf(taskId);
    expect(sent.map(([rung]) => rung)).toEqual([0, 1]);
    await set(municipality, settings);
    expect((await apply(municipality)).body).toEqual({ applied: 1, unchanged: 0, failed: 0 });
    const { dueAt, closesAt, ...task } = (await story.record(id)).tasks.find(
      (other) => other.taskId === taskId,
    )!;
    expect(task.rungs.map(({ rung }) => rung)).toEqual([0, 1, 2, 3]);
    await story.world.advanceTo('2027-06-01T12:00:00Z');
    expect(writtenOf(taskId)).toEqual([
      ...sent,
      [2, 'coordinator', '2027-03-03T11:00:00Z'],
      [3, 'leader', '2027-03-10T11:00:00Z'],
    ]);
    expect((await story.pathway(id, hospital)).points[1]).toMatchObject({
      status: 'missed',
      dueAt,
      closesAt,
    });
    expect((await types(id)).filter((type) => type === 'rules-applied')).toHaveLength(1);
    expect(await story.executions('RUNNING')).toHaveLength(1);
  });

  it('hold for the ladder also after an appointment', async () => {
    await story.world.advanceTo('2027-02-25T12:00:00Z');
    await set(municipality, settings);
    await apply(municipality);
    await story.act(
      'PUT /tasks/{taskId}/appointment',
      { taskId, unitId: municipality },
      { on: '2027-03-04' },
    );
    await story.world.advanceTo('2027-06-01T12:00:00Z');
    expect(writtenOf(taskId).slice(2)).toEqual([
      // rung 2 was for a day before the appointment: the reminder comes two working days after it
      [2, 'coordinator', '2027-03-08T11:00:00Z'],
      [3, 'leader', '2027-03-10T11:00:00Z'],
    ]);
  });

  it('hold for a task that a move takes there: it is told of its arrival, and of what lies ahead', async () => {
    const neighbour = 'kommune-3107';
    await set(neighbour, { ladders: { 'point-2': [{ tell: 'leader', from: 'opening', days: 35 }] } });
    await story.world.advanceTo('2027-03-08T12:00:00Z');
    const sent = writtenOf(taskId);
    expect(sent.map(([rung]) => rung)).toEqual([0, 1, 2]);
    await story.report(id, hospital, { type: 'moved', municipality: { number: '3107', district: null } });
    await story.world.advanceTo('2027-06-01T12:00:00Z');
    expect(writtenOf(taskId).slice(sent.length)).toEqual([
      [0, 'coordinator', '2027-03-08T12:00:00Z'],
      // the one rung of the new ladder, counted on from the two that were sent
      [3, 'leader', '2027-03-17T07:00:00Z'],
    ]);
  });

  it('hold for a patient who begins after them', async () => {
    await set(municipality, settings);
    const other = await story.start(another(2));
    expect((await story.record(other)).rules.municipality).toEqual(settings);
    expect((await story.record(id)).rules).toEqual({ localPoints: [] });
  });
});

describe('sending hours of a municipality', () => {
  it('are kept by rungs, and by notices that the sweep sends', async () => {
    await set(municipality, { sendingHours: { from: '06:30', until: '09:00' } });
    const id = await story.start(palliative);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const intake = await story.openTask(id, hospital);
    // ten o’clock on a Friday is too late there: Monday, half past six
    expect(writtenOf(intake.taskId)).toEqual([]);
    await story.world.advanceTo('2026-11-23T06:00:00Z');
    expect(writtenOf(intake.taskId)).toEqual([[0, 'coordinator', '2026-11-23T05:30:00Z']]);
    await story.accept(intake);
    await story.world.advanceTo('2026-11-23T10:00:00Z');
    await story.report(id, hospital, { type: 'withdrawn' });
    const [notice] = await story.notices(municipality);
    const told = () =>
      story.world.messages.filter(({ messageId }) => messageId.startsWith(`${notice.noticeId}:`));
    await story.world.advanceTo('2026-11-24T05:29:00Z');
    expect(told()).toEqual([]);
    await story.world.advanceTo('2026-11-24T07:00:00Z');
    expect(told().length).toBeGreaterThan(0);
    expect(
      told().every(({ sentAt }) => sentAt >= '2026-11-24T05:30:00Z' && sentAt < '2026-11-24T08:00:00Z'),
    ).toBe(true);
  });

  it('that begin early are used at once, also by what a report brings about', async () => {
    await set(municipality, { sendingHours: { from: '06:00', until: '10:00' } });
    const id = await story.start(palliative);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    // half past six on the Monday
    await story.world.advanceTo('2026-11-23T05:30:00Z');
    await story.report(id, hospital, { type: 'withdrawn' });
    const [notice] = await story.notices(municipality);
    const told = story.world.messages.filter(({ messageId }) => messageId.startsWith(`${notice.noticeId}:`));
    expect(new Set(told.map(({ sentAt }) => sentAt))).toEqual(new Set(['2026-11-23T05:30:00Z']));
  });
});

describe('a trust', () => {
  it('changes what is counted from for those under way on request, and back', async () => {
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.report(id, hospital, { type: 'discharged' });
    const before = (await story.pathway(id, hospital)).points[1];
    await set(trusts, { anchor: 'discharge' });
    expect((await story.pathway(id, hospital)).points[1]).toEqual(before);
    expect((await apply(trusts)).body).toEqual({ applied: 1, unchanged: 0, failed: 0 });
    const after = await story.pathway(id, hospital);
    expect(after.anchor).toEqual({ event: 'discharge', date: '2026-11-20', provisional: false });
    expect(after.points[1].opensAt).toBe('2027-02-20T07:00:00Z');
    await story.world.advanceTo('2027-02-20T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({
      kind: 'needs-assessment',
      unitId: municipality,
    });
    await set(trusts, {});
    await apply(trusts);
    const back = await story.pathway(id, hospital);
    expect(back.anchor.event).toBe('diagnosis');
    // a window that has begun stays
    expect(back.points[1]).toMatchObject({ status: 'open', opensAt: '2027-02-20T07:00:00Z' });
    expect(back.points[2].opensAt).not.toBe(after.points[2].opensAt);
  });

  it('has all its plans made anew, a few at a time, and nothing is sent twice', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 7; n += 1) ids.push(await story.start(another(n)));
    const sent = story.world.messages.length;
    const generations = async () =>
      Promise.all(ids.map(async (id) => (await story.record(id)).executions.at(-1)?.generation));
    expect((await apply(trusts)).body).toEqual({ applied: 0, unchanged: 7, failed: 0 });
    expect(await generations()).toEqual(ids.map(() => 1));
    let cursor: string | undefined;
    const pages: number[] = [];
    do {
      const { body } = await apply(trusts, { replan: true, limit: 3, ...(cursor && { cursor }) });
      pages.push(body.applied);
      cursor = body.cursor;
    } while (cursor !== undefined);
    expect(pages).toEqual([3, 3, 1]);
    expect(await generations()).toEqual(ids.map(() => 2));
    expect(await story.executions('RUNNING')).toHaveLength(7);
    await story.world.advanceTo('2026-11-23T12:00:00Z');
    expect(story.world.messages.length).toBe(sent);
  });
});

describe('a municipality’s own points', () => {
  const extra = (opensAfter: string, dueAfter: string, closesAfter: string) => ({
    name: 'samtale',
    opensAfter,
    dueAfter,
    closesAfter,
  });
  const six = extra('P6W', 'P8W', 'P10W');
  const over = extra('P1D', 'P2D', 'P3D');
  const afterwards = extra('P7M', 'P8M', 'P9M');
  const extras = async (id: string) =>
    (await story.record(id)).points
      .filter(({ extra: own }) => own !== undefined)
      .map(({ status, extra: own, opensAt }) => [status, own?.index, opensAt]);

  it('can be changed midway, and nobody has the same conversation twice', async () => {
    // the diagnosis is of 3 November
    const id = await story.start({
      ...palliative,
      diagnosis: { ...palliative.diagnosis, date: '2026-11-03' },
    });
    await story.home(id, hospital);
    await set(municipality, { extraPoints: [extra('P7W', 'P8W', 'P10W'), over] });
    expect(await extras(id)).toEqual([]);
    await apply(municipality);
    // the second was over before it was there
    expect(await extras(id)).toEqual([['planned', 0, '2026-12-22T07:00:00Z']]);
    await story.world.advanceTo('2026-12-22T09:00:00Z');
    await story.complete(await story.openTask(id, hospital), story.assessed());
    await set(municipality, { extraPoints: [six, afterwards] });
    await apply(municipality);
    expect(await extras(id)).toEqual([
      ['completed', 0, '2026-12-22T07:00:00Z'],
      ['planned', 1, '2027-06-03T06:00:00Z'],
    ]);
    // elsewhere the first in the list is another conversation
    await set('kommune-3107', { extraPoints: [afterwards] });
    await story.report(id, hospital, { type: 'moved', municipality: { number: '3107', district: null } });
    await set('kommune-3107', { extraPoints: [extra('P7M', 'P33W', 'P9M')] });
    await apply('kommune-3107');
    expect(await extras(id)).toEqual([
      ['completed', 0, '2026-12-22T07:00:00Z'],
      ['planned', 0, '2027-06-03T06:00:00Z'],
    ]);
  });

  it('reach a patient whom the municipality has not heard of yet', async () => {
    const id = await story.start(palliative);
    await set(municipality, { extraPoints: [afterwards] });
    expect((await apply(municipality)).body.applied).toBe(1);
    expect(await extras(id)).toHaveLength(1);
    expect(await story.notices(municipality)).toEqual([]);
    const { items } = (await story.world.call('GET /pathways', { role: 'coordinator', unitId: municipality }))
      .body;
    expect(items).toEqual([]);
  });
});

describe('a rung that a step enters before sending begins', () => {
  it('is claimed until then, once it is known when that is, and written of by the sweep', async () => {
    const id = await story.start(palliative);
    const { taskId } = await story.openTask(id, hospital);
    const record = await story.record(id);
    // six in the morning of the Monday after
    const now = '2026-11-23T05:00:00Z';
    const effect = enteredRung(now, taskId, 1);
    expect(effect.claimedUntil).toBe('2026-11-23T11:00:00Z');
    const written = { ...record, version: record.version + 1, effects: [effect] };
    await story.world.ports.store.putPathway(written);
    const deps = {
      ...story.world.ports,
      audit: createMemoryAudit(),
      publicUrl: 'https://velhjem.example',
      log: silentLog,
      metric: () => {},
    };
    const context = { now, by: 'vel-hjem', directory: indexUnits(units) };
    const settled = await settle(deps, written, context, new Set([effect.id]));
    expect(settled.effects).toEqual([{ ...effect, claimedUntil: '2026-11-23T07:00:00Z' }]);
    expect(story.rungsSent(taskId)).toEqual([0]);
    await story.world.advanceTo('2026-11-23T08:30:00Z');
    expect(story.rungsSent(taskId)).toEqual([0, 1]);
  });
});
