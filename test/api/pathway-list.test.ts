import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate } from '../support/simulated.ts';
import { refused } from './refusals.ts';

const hospital = 'so-lindrende';
const nurse: SimulatedCaller = { role: 'coordinator', unitId: hospital };
const system: SimulatedCaller = { role: 'hospital-system', unitId: hospital };
let story: Story;
const ids: string[] = [];

const pathways = async (query: Sample = {}, caller = nurse): Promise<readonly Sample[]> => {
  const { status, body } = await story.world.call('GET /pathways', caller, { query });
  expect(status).toBe(200);
  return body.items;
};
const named = (items: readonly Sample[]) => items.map(({ pathwayId, patient }) => [pathwayId, patient]);

beforeAll(async () => {
  story = await simulate();
  for (const [n, name] of ['Kari Nordmann', 'Ole Nordmann'].entries()) {
    await story.world.advanceTo(`2026-11-2${n + 3}T09:00:00Z`);
    const base = another(n);
    ids.push(await story.start({ ...base, patient: { ...base.patient, name } }));
  }
});

describe('a unit’s patients', () => {
  it('are named where that is asked for, and from the newest where that is', async () => {
    const [first, second] = ids;
    expect(named(await pathways())).toEqual([
      [first, undefined],
      [second, undefined],
    ]);
    expect(named(await pathways({ include: 'patient', order: 'desc' }))).toEqual([
      [second, { name: 'Ole Nordmann' }],
      [first, { name: 'Kari Nordmann' }],
    ]);
    await refused(story, 400, 'not-the-schema', () =>
      story.world.call('GET /pathways', nurse, { query: { include: 'diagnosis' } }),
    );
  });

  it('leave a look in the audit of each who was shown', async () => {
    const before = story.world.audited().length;
    await pathways({ include: 'patient', limit: '1' });
    const looks = story.world.audited().slice(before);
    expect(looks.map(({ action, pathwayId, unitId }) => [action, pathwayId, unitId])).toEqual([
      ['list-pathways', null, hospital],
      ['list-pathways', ids[0], hospital],
    ]);
  });

  it('are not named to a hospital’s system, neither of its trust nor of a unit', async () => {
    for (const query of [{ include: 'patient' }, { include: 'patient', unitId: hospital }])
      expect(named(await pathways(query, system))).toEqual(ids.map((id) => [id, undefined]));
  });
});
