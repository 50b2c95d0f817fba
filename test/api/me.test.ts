import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate, units, withUnit } from '../support/simulated.ts';
import { refused } from './refusals.ts';

const own = 'kommune-3105';
let story: Story;
const me = (caller: SimulatedCaller) => story.world.call('GET /me', caller);
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });

beforeAll(async () => {
  story = await simulate({
    units: withUnit(own, (unit) => ({
      ...unit,
      contacts: [
        { ...unit.contacts[0]!, contactId: 'ida', subject: 'ida', language: 'nn' },
        { ...unit.contacts[0]!, contactId: 'bo', subject: 'bo', language: 'nb', disabled: true },
      ],
    })),
  });
});

describe('GET /me', () => {
  it('tells who one is, in which unit, and what one is written to in', async () => {
    const { status, body } = await me({ ...coordinator(own), subject: 'ida', name: 'Ida Åsen' });
    expect(status).toBe(200);
    const unit = units.find((other) => other.unitId === own)!;
    expect(body).toEqual({
      subject: 'ida',
      role: 'coordinator',
      name: 'Ida Åsen',
      language: 'nn',
      unit: {
        unitId: own,
        name: unit.name,
        kind: 'municipality',
        trust: null,
        municipality: unit.municipality,
        phone: unit.phone,
        languages: ['nb', 'nn'],
        isCoordinating: false,
      },
      units: [{ unitId: own, name: unit.name, kind: 'municipality' }],
      unitsBelow: [],
      may: ['list-tasks', 'act-on-tasks', 'start-pathway', 'read-overview'],
      startAtPoints: [2, 3],
    });
    expect((await me({ ...coordinator(own), subject: 'bo' })).body).not.toHaveProperty('language');
    expect((await me(coordinator(own))).body).not.toHaveProperty('name');
  });

  const offered: readonly (readonly [string, SimulatedCaller, readonly string[], readonly number[]])[] = [
    [
      'a hospital’s coordinator',
      coordinator('so-lindrende'),
      ['list-tasks', 'act-on-tasks', 'start-pathway', 'read-overview'],
      [1, 2, 3],
    ],
    [
      'a trust’s coordinating unit',
      coordinator('so-koordinerende'),
      ['list-tasks', 'act-on-tasks', 'start-pathway', 'read-overview', 'write-diagnosed'],
      [1, 2, 3],
    ],
    ['a GP office', coordinator('fastlege-4'), ['list-tasks', 'act-on-tasks', 'read-overview'], []],
    [
      'a hospital’s system',
      { role: 'hospital-system', unitId: 'so-lindrende' },
      ['list-tasks', 'start-pathway', 'read-overview'],
      [1, 2, 3],
    ],
    ['an administrator', { role: 'administrator' }, ['read-overview', 'write-diagnosed', 'administer'], []],
  ];
  it.each(offered)('offers %s what the rules allow', async (_, caller, may, startAtPoints) => {
    expect((await me(caller)).body).toMatchObject({ may, startAtPoints });
  });

  it('knows units that are above others', async () => {
    const isAbove = async (unitId: string) => (await me(coordinator(unitId))).body.unit.isCoordinating;
    expect(await isAbove('so-koordinerende')).toBe(true);
    expect(await isAbove('so-lindrende')).toBe(false);
  });

  it('has no unit for an administrator who has none', async () => {
    expect((await me({ role: 'administrator' })).body).toMatchObject({ unit: null, units: [] });
  });
});

describe('a person of several units', () => {
  const both = ['closed-unit', own, 'so-lindrende'];
  const of = (unitId: string, more: Partial<SimulatedCaller> = {}): SimulatedCaller => ({
    ...coordinator(unitId),
    units: both,
    ...more,
  });
  const unitOf = async (caller: SimulatedCaller): Promise<Sample> => (await me(caller)).body.unit.unitId;

  it('acts for the one that is named, or for the first that there is', async () => {
    expect(await unitOf(of('so-lindrende'))).toBe('so-lindrende');
    expect(await unitOf(of(''))).toBe(own);
    const listed = (await me(of(''))).body.units.map((unit: Sample) => unit.unitId);
    expect(listed).toEqual([own, 'so-lindrende']);
  });

  it('has no other for one that is named and not in the directory', async () => {
    await refused(story, 403, 'forbidden', () => me(of('closed-unit')));
  });

  it('sees the tasks of the one, and not those of the other', async () => {
    await story.start(another(1));
    const tasks = async (unitId: string) =>
      (await story.world.call('GET /tasks', of(unitId))).body.items.length;
    expect([await tasks('so-lindrende'), await tasks(own)]).toEqual([1, 0]);
    await refused(story, 403, 'forbidden', () =>
      story.world.call('GET /tasks', of(own), { query: { unitId: 'so-lindrende' } }),
    );
  });

  it('is refused one that the token does not have, whatever is asked for and in the audit', async () => {
    const pathwayId = await story.start(another(2));
    const stranger = of('', { unitRefused: true, subject: 'person-9' });
    const before = story.world.audited().length;
    await refused(story, 403, 'not-your-unit', () => story.read(pathwayId, stranger));
    await refused(story, 403, 'not-your-unit', () => me({ ...stranger, role: 'administrator' }));
    expect(story.world.audited().slice(before)).toMatchObject([
      { pathwayId, subject: 'person-9', role: 'unknown', unitId: null, outcome: 'refused' },
      { pathwayId: null, action: 'read-me', outcome: 'refused' },
    ]);
  });
});
