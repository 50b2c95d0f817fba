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

  it('is audited, with each patient that it found and without the name', async () => {
    const before = story.world.audited().length;
    const { body } = await search({ name: 'solveig' });
    const entries = story.world.audited().slice(before);
    expect(entries.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual(
      Array(2).fill('search-tasks allowed'),
    );
    expect(entries.map(({ pathwayId }) => pathwayId)).toEqual([null, body.items[0].pathwayId]);
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
