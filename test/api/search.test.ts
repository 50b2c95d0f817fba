import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, palliative, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, refused } from './refusals.ts';

const hospital = palliative.hospital.unitId;
const nurse: SimulatedCaller = { role: 'coordinator', unitId: hospital };
const names = ['Bjørn-Åge Test', 'Solveig Æra', 'Ánne Đoarvi', 'Bo Ek'];
let story: Story;

const search = (body: Sample, caller: SimulatedCaller = nurse) =>
  story.world.call('POST /tasks/search', caller, { body });
async function found(name: string): Promise<readonly string[]> {
  const { status, body } = await search({ name });
  expect(status).toBe(200);
  return body.items.map((item: Sample) => item.patient.name);
}

beforeAll(async () => {
  story = await simulate();
  for (const [n, name] of names.entries()) {
    const base = another(n);
    await story.start({ ...base, patient: { ...base.patient, name } });
  }
});

describe('POST /tasks/search', () => {
  it.each([
    ['bjørn', [names[0]]],
    ['bjorn', [names[0]]],
    ['AGE te', [names[0]]],
    ['test age', [names[0]]],
    ['aera', [names[1]]],
    ['anne doar', [names[2]]],
    ['bo', [names[3]]],
    ['jørn', []],
    ['bo nobody', []],
  ])('finds by the beginnings of words: %s', async (name, expected) => {
    expect(await found(name)).toEqual(expected);
  });

  it('answers the task as the list does, and the patient', async () => {
    const { body } = await search({ name: 'solveig', unitId: hospital });
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ kind: 'needs-assessment', unitId: hospital, status: 'open' });
  });

  it('looks through a unit’s own tasks only', async () => {
    const { body } = await search({ name: 'solveig' }, { role: 'coordinator', unitId: 'kommune-3105' });
    expect(body.items).toEqual([]);
  });

  it('finds for a hospital’s system whom its trust has a part in, and no others', async () => {
    const system = { role: 'hospital-system', unitId: hospital } as const;
    const names = async () =>
      (await search({ name: 'solveig', unitId: hospital }, system)).body.items.map(
        (item: Sample) => item.patient.name,
      );
    expect(await names()).toEqual(['Solveig Æra']);
    // a row that says nothing of a pathway of the trust
    const { store } = story.world.ports;
    const [task] = (await search({ name: 'solveig' })).body.items;
    const row = {
      pathwayId: 'p1',
      sort: 'W#p1-t1',
      listKey: `W#${hospital}`,
      data: { ...task, pathwayId: 'p1' },
    };
    const patient = (await store.getPatient(task.pathwayId))!;
    await store.createPatient({ ...patient, pathwayId: 'p1' });
    await store.putRows([{ ...row, listSort: `${task.dueAt}#p1-t1` }]);
    expect(await names()).toEqual(['Solveig Æra']);
    await store.putRows([{ pathwayId: 'p1', sort: row.sort, data: {} }]);
  });

  it('is refused for another unit, and to administrators', async () => {
    for (const caller of [
      { role: 'coordinator', unitId: 'kommune-3105' },
      { role: 'administrator' },
    ] as const)
      await refused(story, 403, 'forbidden', () => search({ name: 'solveig', unitId: hospital }, caller));
  });

  it.each([
    ['one letter', { name: 'a' }],
    ['no letter', { name: '12345678901' }],
    ['no name', {}],
    ['words without end', { name: marker.repeat(100) }],
  ])('refuses %s', async (_, body) => {
    await refused(story, 400, 'not-the-schema', () => search(body));
  });

  it('is audited, without the name', async () => {
    const before = story.world.audited().length;
    await search({ name: 'solveig' });
    const entries = story.world.audited().slice(before);
    const { pathwayId } = (await search({ name: 'solveig' })).body.items[0];
    expect(entries.map((entry) => [entry.action, entry.outcome, entry.pathwayId])).toEqual([
      ['search-tasks', 'allowed', null],
      ['search-tasks', 'allowed', pathwayId],
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/solveig/i);
  });
});

describe('a unit with more tasks than one call looks through', () => {
  it('is searched on from the cursor, each task once', async () => {
    const many = await simulate();
    const row = (n: number) => ({
      pathwayId: `p${n}`,
      sort: `W#p${n}-t1`,
      listKey: `W#${hospital}`,
      listSort: `2027-01-01T08:00:00Z#${String(n).padStart(5, '0')}`,
      data: { taskId: `p${n}-t1` },
    });
    const rows = Array.from({ length: 1150 }, (_, n) => row(n));
    await many.world.ports.store.putRows(rows);
    for (const n of [5, 1100])
      await many.world.ports.store.createPatient({
        pathwayId: `p${n}`,
        personKey: `k${n}`,
        meaning: 'm',
        identity: { nationalId: '02904448578', name: 'Kari Nordmann' },
        diagnosis: { group: 'lung', date: '2026-11-10', relapse: false, intent: 'unknown' },
        storedAt: '2026-11-20T09:00:00Z',
      });
    const first = await many.world.call('POST /tasks/search', nurse, { body: { name: 'kari' } });
    expect(first.body.items.map((item: Sample) => item.taskId)).toEqual(['p5-t1']);
    const rest = await many.world.call('POST /tasks/search', nurse, {
      body: { name: 'kari', cursor: first.body.cursor },
    });
    expect(rest.body.items.map((item: Sample) => item.taskId)).toEqual(['p1100-t1']);
    expect(rest.body.cursor).toBeUndefined();
  });
});
