import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  durationOf,
  durationParts,
  durationUnits,
  type Json,
  placesIn,
  valueAt,
  withValue,
  written,
} from '../../web/pages/unit/draft.ts';

const unit = {
  unitId: 'm',
  contacts: [{ email: 'a@m.example' }, { email: 'b@m.example', sms: '' }],
  settings: { routes: { children: 'n' } },
};

describe('a unit that is being changed', () => {
  it('is told by paths, as errors are', () => {
    expect(valueAt(unit, 'contacts.1.email')).toBe('b@m.example');
    expect(valueAt(unit, 'settings.routes.children')).toBe('n');
    for (const path of ['contacts.7.email', 'settings.askAgain.afterDays', 'unitId.length.x'])
      expect(valueAt(unit, path), path).toBeUndefined();
  });

  it('is changed at a path, and stays as it was elsewhere', () => {
    const changed = withValue(unit, 'contacts.0.email', 'c@m.example');
    expect(changed.contacts).toEqual([{ email: 'c@m.example' }, unit.contacts[1]]);
    expect(changed.settings).toBe(unit.settings);
    expect(unit.contacts[0]!.email).toBe('a@m.example');
  });

  it('gets what is not there yet: fields in fields, and lines at the end of lists', () => {
    expect(withValue({} as Json, 'settings.windows.point-2.dueAfter', 'P4M')).toEqual({
      settings: { windows: { 'point-2': { dueAfter: 'P4M' } } },
    });
    expect(withValue({ settings: null } as Json, 'settings.checklist.0.text', 'A')).toEqual({
      settings: { checklist: [{ text: 'A' }] },
    });
    expect(withValue(unit, 'contacts.2', { email: 'c@m.example' }).contacts).toHaveLength(3);
  });

  it('loses what is taken away, a line of a list too', () => {
    expect(withValue(unit, 'contacts.0', undefined).contacts).toEqual([unit.contacts[1]]);
    expect(withValue(unit, 'settings.routes.children', undefined).settings).toEqual({ routes: {} });
  });

  it('reads what was written, wherever that was', () => {
    const name = fc.oneof(
      fc.constantFrom('a', 'b', 'settings', 'point-2'),
      fc.integer({ min: 0, max: 1 }).map(String),
    );
    const place = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('.'));
    // a list is begun at its first line
    const isBegun = (path: string) => !path.split('.').includes('1');
    fc.assert(
      fc.property(place.filter(isBegun), fc.string(), (path, value) => {
        expect(valueAt(withValue({} as Json, path, value), path)).toBe(value);
      }),
    );
  });

  it('is sent without what was left empty, and without what the API finds out itself', () => {
    expect(
      written({
        unitId: ' m ',
        name: '',
        escalatesTo: null,
        contacts: [
          { role: 'leader', email: ' ', sms: '+4799999000', disabled: false, emailFailsSince: '2026-11-19' },
          { email: '' },
        ],
        settings: { quietPeriods: [], routes: { children: '' }, askAgain: {}, checklist: [{ text: ' ' }] },
        catalogue: [{ theme: '', offer: '', contact: '' }],
      }),
    ).toEqual({
      unitId: 'm',
      escalatesTo: null,
      contacts: [{ role: 'leader', sms: '+4799999000', disabled: false }],
      settings: { quietPeriods: [] },
      catalogue: [],
    });
    expect(written('' as Json)).toEqual({});
  });
});

describe('a duration', () => {
  it('of one unit is a number of them, and the same again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(...durationUnits), (count, unit) => {
        const duration = durationOf(String(count), unit);
        expect(durationParts(duration)).toEqual({ count: String(count), unit });
      }),
    );
    expect(durationOf('', 'M')).toBe('');
  });

  it('of several parts, or that is none, is left as it is', () => {
    for (const text of ['P3M2W', 'PT4H', '', '3 months']) expect(durationParts(text)).toBeUndefined();
  });
});

describe('places', () => {
  it('are read however they are kept apart', () => {
    expect(placesIn(' 3212, 3209\n0301-12;3238 ')).toEqual(['3212', '3209', '0301-12', '3238']);
    expect(placesIn('')).toEqual([]);
  });
});
