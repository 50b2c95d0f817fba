import { describe, expect, it } from 'vitest';
import {
  addressesOf,
  anchorOf,
  assessingUnit,
  coordinatingUnitOfTrust,
  type Directory,
  indexUnits,
  isReachable,
  receivingUnit,
  resolveUnit,
  unitById,
  unreachableSince,
  withFailing,
} from '../../domain/directory.ts';
import type { Contact, Unit } from '../../domain/model.ts';
import units from '../../samples/units.json' with { type: 'json' };

const samples = units as readonly Unit[];
const directory = indexUnits(samples);

const contact: Contact = { role: 'coordinator', email: 'a@b.example', sms: '+4799999999', language: 'nb' };
const unit: Unit = {
  unitId: 'a',
  kind: 'municipality',
  name: 'A',
  municipality: { number: '9999', district: null },
  channel: 'email',
  escalatesTo: null,
  contacts: [contact],
};

describe('an address that fails', () => {
  const both = { ...unit, channel: 'both' as const, contacts: [contact, { ...contact, disabled: true }] };
  const since = '2026-11-20T09:00:00Z';
  const later = '2026-11-21T09:00:00Z';
  const at = (n: number, channel: 'email' | 'sms') => ({ unitId: 'a', n, channel });

  it('is not written to, and is again once it is known to be right', () => {
    const fails = withFailing(indexUnits([both, { ...both, unitId: 'b' }]), at(0, 'email'), since);
    const addresses = (of: Directory, id = 'a') =>
      addressesOf(unitById(of, id)!, unitById(of, id)!.contacts[0]!).map(({ address }) => address);
    expect(addresses(fails)).toEqual(['+4799999999']);
    expect(addresses(fails, 'b')).toEqual(['a@b.example', '+4799999999']);
    expect(addresses(withFailing(fails, at(0, 'email'), undefined))).toEqual(['a@b.example', '+4799999999']);
  });

  it('makes a unit unreachable since the last of them, whoever is disabled', () => {
    const one = withFailing(indexUnits([both]), at(0, 'sms'), since);
    expect(unreachableSince(unitById(one, 'a')!)).toBeUndefined();
    const all = withFailing(one, at(0, 'email'), later);
    expect(unreachableSince(unitById(all, 'a')!)).toBe(later);
    expect(receivingUnit(all, { number: '9999', district: null })).toBeUndefined();
    expect(unreachableSince({ ...unit, contacts: [] })).toBeUndefined();
  });
});

describe('looking a unit up', () => {
  it('by its id', () => {
    expect(unitById(directory, 'kommune-3209')?.name).toBe('Ullensaker kommune');
    expect(unitById(directory, 'nowhere')).toBeUndefined();
  });

  it.each([
    [{ unitId: 'ahus-lunge' }, 'ahus-lunge'],
    [{ resh: '900020' }, 'ahus-lunge'],
    [{ herId: '80004' }, 'fastlege-5'],
    [{ organisationNumber: '999999999' }, 'with-number'],
    [{ unitId: 'nowhere', resh: '900020' }, undefined],
    [{ resh: '1', herId: '80004' }, undefined],
    [{ herId: '1' }, undefined],
    [{ organisationNumber: '1' }, undefined],
    [{}, undefined],
  ])('by %o', (reference, expected) => {
    const with_ = indexUnits([
      ...samples,
      { ...unit, unitId: 'with-number', organisationNumber: '999999999' },
    ]);
    expect(resolveUnit(with_, reference)?.unitId).toBe(expected);
  });

  it('takes the first of two with one key', () => {
    const twice = indexUnits([
      { ...unit, name: 'First' },
      { ...unit, name: 'Second' },
    ]);
    expect(unitById(twice, 'a')?.name).toBe('First');
    expect(receivingUnit(twice, { number: '9999', district: null })?.name).toBe('First');
  });

  it.each(['ahus', 'ous', 'so', 'siv'])('the coordinating unit of %s', (trust) => {
    expect(coordinatingUnitOfTrust(directory, trust)?.unitId).toBe(`${trust}-koordinerende`);
  });

  it('no coordinating unit of an unknown trust', () => {
    expect(coordinatingUnitOfTrust(directory, 'unknown')).toBeUndefined();
  });
});

describe('the receiving unit', () => {
  it('is that of the municipality, in Oslo of the district', () => {
    expect(receivingUnit(directory, { number: '3209', district: null })?.unitId).toBe('kommune-3209');
    expect(receivingUnit(directory, { number: '0301', district: '12' })?.unitId).toBe('kommune-0301-12');
    expect(receivingUnit(directory, { number: '0301', district: null })).toBeUndefined();
    expect(receivingUnit(directory, { number: '5601', district: null })).toBeUndefined();
  });

  it('is found for every municipality of the samples', () => {
    for (const sample of samples) {
      if (!sample.municipality) continue;
      expect(receivingUnit(directory, sample.municipality)?.unitId).toBe(sample.unitId);
    }
  });

  it('is not one that nobody can be reached in', () => {
    const place = { number: '9999', district: null };
    expect(receivingUnit(indexUnits([{ ...unit, contacts: [] }]), place)).toBeUndefined();
    const second = { ...unit, unitId: 'b' };
    expect(receivingUnit(indexUnits([{ ...unit, contacts: [] }, second]), place)?.unitId).toBe('b');
  });
});

describe('who assesses', () => {
  const brain = { hospitalUnitId: 'ous-nevrokirurgi', otherHospitalUnitId: 'ahus-lunge' };

  it('is the hospital whose trust has the municipality in its catchment', () => {
    const ullensaker = { number: '3209', district: null };
    const alna = { number: '0301', district: '12' };
    expect(assessingUnit(directory, { ...brain, place: ullensaker }).unitId).toBe('ahus-lunge');
    expect(assessingUnit(directory, { ...brain, place: alna }).unitId).toBe('ahus-lunge');
    const reversed = { hospitalUnitId: 'ahus-lunge', otherHospitalUnitId: 'ous-nevrokirurgi' };
    expect(assessingUnit(directory, { ...reversed, place: ullensaker }).unitId).toBe('ahus-lunge');
  });

  it('is otherwise the hospital that refers', () => {
    const elsewhere = { number: '5601', district: null };
    expect(assessingUnit(directory, { ...brain, place: elsewhere }).unitId).toBe('ous-nevrokirurgi');
    const alone = { hospitalUnitId: 'ous-nevrokirurgi', otherHospitalUnitId: null };
    expect(assessingUnit(directory, { ...alone, place: elsewhere }).unitId).toBe('ous-nevrokirurgi');
    const sameTrust = { hospitalUnitId: 'ahus-gyn', otherHospitalUnitId: 'ahus-lunge' };
    const ullensaker = { number: '3209', district: null };
    expect(assessingUnit(directory, { ...sameTrust, place: ullensaker }).unitId).toBe('ahus-gyn');
  });

  it('is otherwise the hospital that refers, also where the other is unknown or its trust has no coordinating unit', () => {
    const place = { number: '3209', district: null };
    const hospitalUnitId = 'ous-nevrokirurgi';
    expect(assessingUnit(directory, { hospitalUnitId, otherHospitalUnitId: 'nowhere', place }).unitId).toBe(
      hospitalUnitId,
    );
    const without = indexUnits(samples.filter(({ unitId }) => unitId !== 'ahus-koordinerende'));
    expect(assessingUnit(without, { ...brain, place }).unitId).toBe(hospitalUnitId);
  });
});

it.each([
  ['ahus', 'discharge'],
  ['so', 'diagnosis'],
  ['unknown', 'diagnosis'],
] as const)('%s counts from %s', (trust, anchor) => {
  expect(anchorOf(directory, trust)).toBe(anchor);
});

it('counts from the diagnosis where the coordinating unit does not say', () => {
  const silent = indexUnits([{ ...unit, kind: 'hospital', trust: 't', municipality: undefined }]);
  expect(anchorOf(silent, 't')).toBe('diagnosis');
});

describe('reaching a contact', () => {
  const email = { channel: 'email', address: 'a@b.example' };
  const sms = { channel: 'sms', address: '+4799999999' };

  it.each([
    ['email', contact, [email]],
    ['sms', contact, [sms]],
    ['both', contact, [email, sms]],
    ['email', { ...contact, email: undefined }, [sms]],
    ['email', { ...contact, email: 'nobody' }, [sms]],
    ['sms', { ...contact, sms: undefined }, [email]],
    ['sms', { ...contact, sms: '99999999' }, [email]],
    ['both', { ...contact, sms: undefined }, [email]],
    ['both', { ...contact, email: '' }, [sms]],
    ['email', { ...contact, email: undefined, sms: '' }, []],
  ] as const)('a unit that wants %s: %o', (channel, one, expected) => {
    expect(addressesOf({ channel }, one)).toEqual(expected);
    expect(isReachable({ ...unit, channel, contacts: [one] })).toBe(expected.length > 0);
  });

  it('a unit is reachable by any of its contacts', () => {
    const lost = { ...contact, email: undefined, sms: undefined };
    expect(isReachable({ ...unit, contacts: [lost, { ...contact, role: 'leader' }] })).toBe(true);
    expect(isReachable({ ...unit, contacts: [] })).toBe(false);
  });

  it('every unit of the samples is reachable', () => {
    expect(samples.filter((sample) => !isReachable(sample))).toEqual([]);
  });
});
