import { describe, expect, it } from 'vitest';
import type { Unit } from '../../domain/model.ts';
import samples from '../../samples/units.json' with { type: 'json' };
import { searchUnits } from '../../web/pages/units/search.ts';
import { placeOf } from '../../web/parts/places.ts';

const units = samples as readonly Unit[];
const found = (text: string, more: { kind?: string; trust?: string } = {}) =>
  searchUnits(units, { text, kind: '', trust: '', ...more }).map(({ unitId }) => unitId);

describe('a search for units', () => {
  it('shows all until something is asked for', () => {
    expect(found(' ')).toHaveLength(units.length);
  });

  it('goes by beginnings of words of the name, in any order and case', () => {
    expect(found('LUNGE akers')).toEqual(['ahus-lunge']);
    expect(found('versitetssykehus akers')).toEqual([]);
    expect(found('kvinneklinikken')).toEqual(['ahus-gyn']);
  });

  it('goes by the id, and by the number of the place', () => {
    expect(found('fastlege-3')).toEqual(['fastlege-3']);
    expect(found('0301-12')).toContain('kommune-0301-12');
    expect(searchUnits(units, { text: '0301', kind: 'municipality', trust: '' }).length).toBeGreaterThan(2);
  });

  it('is narrowed by kind and trust', () => {
    expect(found('', { kind: 'gp-office' }).every((unitId) => unitId.startsWith('fastlege'))).toBe(true);
    expect(found('', { trust: 'ous' })).toEqual(['ous-nevrokirurgi', 'ous-koordinerende']);
    expect(found('', { kind: 'municipality', trust: 'ous' })).toEqual([]);
  });

  it('tells a place as catchments do', () => {
    expect(placeOf({ number: '3212', district: null })).toBe('3212');
    expect(placeOf({ number: '0301', district: '12' })).toBe('0301-12');
    expect([placeOf(null), placeOf(undefined)]).toEqual(['', '']);
  });
});
