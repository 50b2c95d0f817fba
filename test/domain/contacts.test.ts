import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contactErrors, contactIds, leavers, standIn, withAbsences } from '../../domain/contacts.ts';
import { indexUnits, isReachable, receivingUnit } from '../../domain/directory.ts';
import type { Absence, Contact, Receiver, Unit } from '../../domain/model.ts';
import { recipients } from '../../domain/recipients.ts';
import units from '../../samples/units.json' with { type: 'json' };

const samples = units as readonly Unit[];
const today = '2026-11-20';
const away = (deputy?: string): Partial<Contact> => ({
  absences: [{ from: '2026-11-16', until: '2026-11-27', deputy }],
});
const contact = (name: string, more: Partial<Contact> = {}): Contact => ({
  role: 'coordinator',
  email: `${name}@unit.example`,
  language: 'nb',
  contactId: name,
  ...more,
});
const withContacts = (...contacts: readonly Contact[]) =>
  indexUnits(samples.map((unit) => (unit.unitId === 'kommune-3212' ? { ...unit, contacts } : unit)));
const reached = (contacts: readonly Contact[], to: Receiver = 'coordinator', on = today) =>
  recipients(withContacts(...contacts), 'kommune-3212', to, 'ahus', on).map(({ address }) =>
    address.replace('@unit.example', ''),
  );

describe('who is written to', () => {
  it('is nobody who is disabled, whatever else they are', () => {
    const left = contact('anne', { disabled: true, ...away('berit') });
    expect(reached([left, contact('berit')])).toEqual(['berit']);
    expect(reached([left, contact('berit', { role: 'leader' })])).toEqual(['berit']);
  });

  it('is the deputy of who is absent, from the first day to the last', () => {
    const both = [contact('anne', away('berit')), contact('berit', { role: 'leader', language: 'nn' })];
    for (const [day, who] of [
      ['2026-11-15', 'anne'],
      ['2026-11-16', 'berit'],
      ['2026-11-27', 'berit'],
      ['2026-11-28', 'anne'],
    ] as const)
      expect([day, ...reached(both, 'coordinator', day)]).toEqual([day, who]);
    const [stood] = recipients(withContacts(...both), 'kommune-3212', 'coordinator', 'ahus', today);
    expect(stood).toMatchObject({ role: 'coordinator', language: 'nn', n: 1 });
  });

  it('is the deputy of a deputy who is absent too', () => {
    const chain = [contact('anne', away('berit')), contact('berit', away('cato')), contact('cato')];
    expect(reached(chain)).toEqual(['cato']);
  });

  it('is one message where a deputy is a coordinator as well', () => {
    expect(reached([contact('anne', away('berit')), contact('berit')])).toEqual(['berit']);
  });

  it('is the others where nobody stands in, and the way upwards where nobody is left', () => {
    expect(reached([contact('anne', away()), contact('berit')])).toEqual(['berit']);
    expect(reached([contact('anne', away()), contact('lise', { role: 'leader' })])).toEqual(['lise']);
    const above = ['leader@kommune-3212-koordinerende.example'];
    expect(reached([contact('anne', away())])).toEqual(above);
    expect(reached([contact('anne', away('nobody'))])).toEqual(above);
    expect(reached([contact('anne', away('berit')), contact('berit', { disabled: true })])).toEqual(above);
  });

  it('comes to an end where deputies stand in for each other', () => {
    const circle = [contact('anne', away('berit')), contact('berit', away('anne'))];
    expect(reached(circle)).toEqual(['leader@kommune-3212-koordinerende.example']);
    expect(standIn({ contacts: circle }, 0, today)).toBeUndefined();
  });

  it('is the deputy that one of two absences at once names', () => {
    const twice: Partial<Contact> = {
      absences: [
        { from: '2026-11-20', until: '2026-11-20' },
        { from: '2026-11-01', until: '2026-12-01', deputy: 'berit' },
      ],
    };
    expect(reached([contact('anne', twice), contact('berit', { role: 'leader' })])).toEqual(['berit']);
  });

  it('is who is absent all the same where everybody everywhere is', () => {
    const everybody = indexUnits(
      samples.map((unit) => ({
        ...unit,
        contacts: unit.contacts.map((one) => ({ ...one, ...away() })),
      })),
    );
    expect(
      recipients(everybody, 'kommune-3212', 'coordinator', 'ahus', today).map(({ address }) => address),
    ).toEqual(['coordinator@kommune-3212.example']);
  });

  it('uses the other channel where an address fails, and then another person', () => {
    const failing = contact('anne', { sms: '+4799999990', emailFailsSince: '2026-11-19T08:00:00Z' });
    expect(reached([failing])).toEqual(['+4799999990']);
    const failed = { ...failing, smsFailsSince: '2026-11-19T08:00:00Z' };
    expect(reached([failed, contact('lise', { role: 'leader' })])).toEqual(['lise']);
  });
});

describe('a unit', () => {
  const place = { number: '3212', district: null };
  it.each<readonly [string, Partial<Contact>, boolean]>([
    ['whose only contact is absent', away(), true],
    ['whose only contact is disabled', { disabled: true }, false],
    ['whose only address fails', { emailFailsSince: '2026-11-19T08:00:00Z' }, false],
  ])('%s', (_, more, reachable) => {
    const only = withContacts(contact('anne', more));
    expect(isReachable(only.units.get('kommune-3212')!)).toBe(reachable);
    expect(receivingUnit(only, place) !== undefined).toBe(reachable);
  });
});

describe('a stand-in', () => {
  it('is found for any contacts, and is never absent or made up', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'x');
    const absence: fc.Arbitrary<Absence> = fc
      .record({ from: fc.constantFrom('2026-11-19', '2026-11-20', '2026-11-21'), deputy: name })
      .map(({ from, deputy }) => ({ from, until: '2026-11-20', deputy }));
    const any = fc.array(
      fc
        .record({ contactId: name, absences: fc.array(absence, { maxLength: 2 }) })
        .map(({ contactId, absences }) => contact(contactId, { absences })),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(any, (contacts) => {
        for (const n of contacts.keys()) {
          const at = standIn({ contacts }, n, today);
          const stands = at === undefined ? [] : (contacts[at]?.absences ?? []);
          expect(stands.filter(({ from, until }) => from <= today && today <= until)).toEqual([]);
        }
      }),
    );
  });
});

describe('contacts', () => {
  it.each<readonly [string, readonly Contact[], readonly string[]]>([
    [
      'as they should be',
      [contact('a', { subject: 's1', ...away('b') }), contact('b', { subject: 's2' })],
      [],
    ],
    ['with one name twice', [contact('a'), contact('b'), contact('a')], ['contacts.2.contactId']],
    [
      'with one subject twice',
      [contact('a', { subject: 's' }), contact('b', { subject: 's' })],
      ['contacts.1.subject'],
    ],
    ['with a deputy who is nobody', [contact('a', away('b'))], ['contacts.0.absences.0.deputy']],
    ['with themselves as deputy', [contact('a', away('a'))], ['contacts.0.absences.0.deputy']],
    [
      'with an absence that ends before it begins',
      [contact('a', { absences: [{ from: '2026-11-20', until: '2026-11-19' }] })],
      ['contacts.0.absences.0.until'],
    ],
  ])('%s', (_, contacts, paths) => {
    expect(contactErrors({ contacts }).map(({ path }) => path)).toEqual(paths);
  });
});

describe('who has left', () => {
  const a = contact('a', { subject: 's1' });
  const b = contact('b', { subject: 's2' });
  const unnamed = contact('c');
  it.each<readonly [string, readonly Contact[] | undefined, readonly Contact[], readonly string[]]>([
    ['nobody', [a, b, unnamed], [b, a], []],
    ['who is gone', [a, b, unnamed], [b], ['s1']],
    ['who is disabled', [a, b], [{ ...a, disabled: true }, b], ['s1']],
    ['who was disabled before', [{ ...a, disabled: true }], [{ ...a, disabled: true }], ['s1']],
    ['nobody who has another place now', [{ ...a, disabled: true }], [b, { ...a, role: 'leader' }], []],
    ['nobody of a new unit', undefined, [a], []],
  ])('%s', (_, before, after, left) => {
    const was = before === undefined ? undefined : { contacts: before };
    expect([...leavers(was, { contacts: after })]).toEqual(left);
  });
});

describe('what a contact is called', () => {
  it('is its own name, or one of its place that nobody else has', () => {
    expect(contactIds([{}, { contactId: 'anne' }, {}])).toEqual(['contact-1', 'anne', 'contact-3']);
    expect(contactIds([{}, { contactId: 'contact-1' }, { contactId: 'contact-1-' }])).toEqual([
      'contact-1--',
      'contact-1',
      'contact-1-',
    ]);
  });

  it('stays once absences are noted, so that a deputy is told by it', () => {
    const { contactId: _, ...nameless } = contact('berit');
    const unit = { ...samples[0]!, contacts: [contact('anne'), nameless] };
    const absences = [{ from: today, until: today, deputy: 'contact-2' }];
    expect(withAbsences(unit, 'anne', absences)?.contacts).toEqual([
      { ...contact('anne'), absences },
      { ...nameless, contactId: 'contact-2' },
    ]);
    expect(withAbsences(unit, 'berit', absences)).toBeUndefined();
  });
});
