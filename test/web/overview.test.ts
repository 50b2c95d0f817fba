import { describe, expect, it } from 'vitest';
import type { Counts } from '../../functions/describe-api/document.ts';
import {
  askedIn,
  funnelOf,
  hasAnything,
  idOf,
  loadOf,
  nextOrder,
  ordered,
  outcomesOf,
  percent,
  placesIn,
  placeText,
  quartersUntil,
  searchOf,
} from '../../web/pages/overview/figures.ts';

/** What the overview's page makes of its numbers. */

const point = {
  planned: 0,
  open: 0,
  held: 7,
  inTime: 5,
  late: null,
  missed: 3,
  declined: 0,
  cancelled: 0,
  medianDays: 6,
  middleHalfDays: null,
};
const counts = (more: Partial<Counts> = {}): Counts => ({
  started: 10,
  offered: 9,
  yes: null,
  no: 0,
  sent: 5,
  accepted: 4,
  point2: 3,
  point3: 0,
  completed: 8,
  inTime: 5,
  late: null,
  missed: 3,
  medianDays: 6,
  middleHalfDays: null,
  statuses: {},
  points: { 1: point },
  tasks: { due: 3, overdue: 0 },
  load: { '2027-01': 4, '2027-02': null },
  suppressed: true,
  ...more,
});

describe('the overview', () => {
  it('keeps what is asked for in its address, without what is not chosen', () => {
    const asked = askedIn(new URLSearchParams('group=lung&from=2026-10-01&name=Kari'));
    expect(asked).toEqual({
      unitId: '',
      trust: '',
      group: 'lung',
      cohort: '',
      from: '2026-10-01',
      until: '',
    });
    expect(searchOf(asked)).toEqual({ group: 'lung', from: '2026-10-01' });
    expect(searchOf({})).toEqual({});
  });

  it('offers whole quarters, over the turn of a year', () => {
    expect(quartersUntil('2027-03-31', 3)).toEqual([
      { year: 2027, number: 1, from: '2027-01-01', until: '2027-03-31' },
      { year: 2026, number: 4, from: '2026-10-01', until: '2026-12-31' },
      { year: 2026, number: 3, from: '2026-07-01', until: '2026-09-30' },
    ]);
    expect(quartersUntil('2027-04-01', 1)[0]).toMatchObject({ from: '2027-04-01', until: '2027-06-30' });
  });

  it('draws a withheld count without length, and tells it from nobody', () => {
    const bars = new Map(funnelOf(counts()).map((one) => [one.name, one]));
    expect(bars.get('yes')).toEqual({ name: 'yes', count: null, length: 0 });
    expect(bars.get('no')).toEqual({ name: 'no', count: 0, length: 0 });
    expect(outcomesOf(counts(), '1').map(({ count }) => count)).toEqual([5, null, 3]);
    expect(outcomesOf(counts(), '3').map(({ count }) => count)).toEqual([null, null, null]);
  });

  it('adds what municipal units open to what hospitals do, as far as it is shown', () => {
    const municipal = counts({ load: { '2027-01': null, '2027-02': null } });
    expect(loadOf(counts(), [municipal, counts()])).toEqual([
      { name: '2027-01', count: 8, length: 8, isLeast: true },
      { name: '2027-02', count: null, length: 0, isLeast: false },
    ]);
    expect(loadOf(counts(), [])[0]).toEqual({ name: '2027-01', count: 4, length: 4, isLeast: false });
  });

  it('tells a part in hundredths, and none of what is withheld or nothing', () => {
    expect([percent(1, 3), percent(0, 5), percent(null, 5), percent(5, null), percent(0, 0)]).toEqual([
      33,
      0,
      null,
      null,
      null,
    ]);
  });

  it('puts units in order, those whose number is withheld last whichever way', () => {
    const lines = [
      { name: 'c', ...counts({ started: 4 }) },
      { name: 'a', ...counts({ started: null }) },
      { name: 'b', ...counts({ started: 9 }) },
      { name: 'd', ...counts({ started: 4 }) },
    ];
    const names = (order: Parameters<typeof ordered>[1]) =>
      ordered(lines, order, ({ name }) => name).map(({ name }) => name);
    expect(names({ by: 'started', isDescending: true })).toEqual(['b', 'c', 'd', 'a']);
    expect(names({ by: 'started', isDescending: false })).toEqual(['c', 'd', 'b', 'a']);
    expect(names({ by: 'name', isDescending: false })).toEqual(['a', 'b', 'c', 'd']);
    expect(names({ by: 'name', isDescending: true })).toEqual(['d', 'c', 'b', 'a']);
    const first = nextOrder({ by: 'name', isDescending: false }, 'overdue');
    expect(first).toEqual({ by: 'overdue', isDescending: true });
    expect(nextOrder(first, 'overdue').isDescending).toBe(false);
    expect(nextOrder(first, 'name')).toEqual({ by: 'name', isDescending: false });
  });

  it('leaves out units that have nothing, not those that may have', () => {
    const none = { started: 0, tasks: { due: 0, overdue: 0 } };
    expect(hasAnything(counts(none))).toBe(false);
    expect(hasAnything(counts({ ...none, started: null }))).toBe(true);
    expect(hasAnything(counts({ ...none, tasks: { due: 0, overdue: 3 } }))).toBe(true);
  });
});

describe('a cohort', () => {
  it('takes municipality numbers as they are written, each once, and says which are none', () => {
    const { places, wrong } = placesIn('3105, 0301-05;\n3105 Moss 31');
    expect(places).toEqual([
      { number: '3105', district: null },
      { number: '0301', district: '05' },
    ]);
    expect(wrong).toEqual(['Moss', '31']);
    expect(places.map(placeText)).toEqual(['3105', '0301-05']);
    expect(placesIn(' ')).toEqual({ places: [], wrong: [] });
  });

  it('has an id of its name', () => {
    expect(idOf('Pilot 1: bryst på Løren & Ås')).toBe('pilot-1-bryst-pa-loren-as');
  });
});
