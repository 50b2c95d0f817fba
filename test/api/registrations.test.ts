import { beforeAll, describe, expect, it } from 'vitest';
import type { Unit } from '../../domain/model.ts';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate, units } from '../support/simulated.ts';
import { marker, refused } from './refusals.ts';

/** What units have completed, by the codes of their trust or municipality. */

const hospital = 'so-lindrende';
const municipality = 'kommune-3105';
const own = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
const codes: Readonly<Record<string, readonly Sample[]>> = {
  'so-koordinerende': [
    { event: 'point-1-held', code: 'H-1' },
    { event: 'declined', code: 'H-9' },
  ],
  'kommune-3105-koordinerende': [{ event: 'intake-done', code: 'K 1' }],
};
const directory = units.map(
  (unit): Unit => ({
    ...unit,
    settings: { ...unit.settings, ...(codes[unit.unitId] && { registrationCodes: codes[unit.unitId] }) },
  }),
);
let story: Story;
const ids: string[] = [];

const list = (caller: SimulatedCaller, query: Sample = {}, headers?: Sample): Promise<Answer> =>
  story.world.call('GET /registrations', caller, { query, ...(headers && { headers }) });
const shown = async (caller: SimulatedCaller, query: Sample = {}) =>
  (await list(caller, query)).body.items.map(({ event, code }: Sample) => [event, code]);
const view = (taskId: string, unitId: string) =>
  story.world.call('GET /tasks/{taskId}', own(unitId), { path: { taskId } });

beforeAll(async () => {
  story = await simulate({ units: directory });
  ids.push(await story.start(another(1)));
  await story.home(ids[0]!, hospital);
  await story.world.advanceTo('2026-11-24T23:30:00Z');
  ids.push(await story.start(another(2)));
  await story.complete(await story.openTask(ids[1]!, hospital), { outcome: 'declined', askAgain: true });
});

describe('a task', () => {
  it('shows what completing it is registered by, where there is a code', async () => {
    const id = await story.start(another(3));
    const first = await story.openTask(id, hospital);
    expect((await view(first.taskId, hospital)).body.registration).toEqual({
      event: 'point-1-held',
      code: 'H-1',
    });
    const declined = (await story.record(ids[1]!)).tasks[0]!;
    expect((await view(declined.taskId, hospital)).body.registration).toEqual({
      event: 'declined',
      code: 'H-9',
    });
    const intake = (await story.record(ids[0]!)).tasks[1]!;
    expect((await view(intake.taskId, municipality)).body.registration).toEqual({
      event: 'intake-done',
      code: 'K 1',
    });
    await story.report(ids[1]!, hospital, { type: 'withdrawn' });
    await story.world.advanceTo('2027-02-10T08:00:00Z');
    const second = await story.openTask(ids[0]!, hospital);
    // the municipality has no code for that
    expect((await view(second.taskId, municipality)).body).not.toHaveProperty('registration');
    expect((await story.complete(second, story.assessed())).status).toBe(200);
  });
});

describe('GET /registrations', () => {
  it('lists what a unit has completed, oldest first, and nothing that nobody did', async () => {
    const { status, body } = await list(own(hospital));
    expect([status, body.items]).toEqual([
      200,
      [
        {
          at: '2026-11-20T09:00:00Z',
          event: 'point-1-held',
          code: 'H-1',
          taskId: `${ids[0]}-t1`,
          pathwayId: ids[0],
        },
        {
          at: '2026-11-24T23:30:00Z',
          event: 'declined',
          code: 'H-9',
          taskId: `${ids[1]}-t1`,
          pathwayId: ids[1],
        },
      ],
    ]);
    expect(await shown(own(municipality))).toEqual([
      ['intake-done', 'K 1'],
      ['point-2-held', null],
    ]);
    expect(await shown(own('kommune-3107'))).toEqual([]);
  });

  it('from one day of Oslo’s to another, both included, page by page', async () => {
    const between = (from: string, to: string) =>
      shown(own(hospital), { from, to }).then((rows) => rows.length);
    expect(await between('2026-11-20', '2026-11-20')).toBe(1);
    // half past midnight in Oslo
    expect(await between('2026-11-21', '2026-11-24')).toBe(0);
    expect(await between('2026-11-25', '2026-11-25')).toBe(1);
    expect(await shown(own(hospital), { from: '2026-11-21' })).toEqual([['declined', 'H-9']]);
    const first = await list(own(hospital), { limit: '1' });
    expect(first.body.items).toHaveLength(1);
    const second = await list(own(hospital), { limit: '1', cursor: first.body.cursor });
    expect(second.body).toEqual({ items: [expect.objectContaining({ event: 'declined' })] });
    const cut = await list(own(hospital), { limit: '1', to: '2026-11-20', cursor: first.body.cursor });
    expect(cut.body).toEqual({ items: [] });
  });

  it('comes as CSV where that is asked for', async () => {
    const csv = await list(own(hospital), { limit: '1' }, { accept: 'text/csv' });
    expect([csv.status, csv.headers['Content-Type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(csv.body.split('\r\n')).toEqual([
      'at,event,code,taskId,pathwayId',
      `2026-11-20T09:00:00Z,point-1-held,H-1,${ids[0]}-t1,${ids[0]}`,
      `2026-11-24T23:30:00Z,declined,H-9,${ids[1]}-t1,${ids[1]}`,
      '',
    ]);
  });

  it('as CSV is never cut short: more than ten thousand lines are asked for in shorter times', async () => {
    const row = (n: number) => {
      const at = `${new Date(Date.parse('2025-01-01T00:00:00Z') + n * 60_000).toISOString().slice(0, 19)}Z`;
      const data = { at, event: 'declined', taskId: `x-t${n}`, pathwayId: 'x', unitId: 'kommune-3107' };
      return {
        pathwayId: 'x',
        sort: `A#x-t${n}`,
        listKey: 'A#kommune-3107',
        listSort: `${at}#x-t${n}`,
        data,
      };
    };
    await story.world.ports.store.putRows(Array.from({ length: 10_001 }, (_, n) => row(n)));
    const csv = { accept: 'text/csv' };
    await refused(story, 422, 'rule-broken', () => list(own('kommune-3107'), {}, csv));
    const shorter = await list(own('kommune-3107'), { to: '2025-01-02' }, csv);
    // two days, less the hour by which Oslo is ahead
    expect(shorter.body.split('\r\n')).toHaveLength(47 * 60 + 2);
  });

  it('is for the unit itself, and for its trust’s systems', async () => {
    expect(
      await shown({ role: 'hospital-system', unitId: 'so-kreftpoliklinikk' }, { unitId: hospital }),
    ).toHaveLength(2);
    for (const caller of [own('ahus-lunge'), own('so-koordinerende'), { role: 'administrator' } as const])
      await refused(story, 403, 'forbidden', () => list(caller, { unitId: hospital }));
    await refused(story, 400, 'not-the-schema', () => list(own(hospital), { from: marker }));
    await refused(story, 400, 'bad-cursor', () => list(own(hospital), { cursor: marker }));
    expect(story.world.audited().some(({ action }) => action === 'list-registrations')).toBe(true);
  });
});
