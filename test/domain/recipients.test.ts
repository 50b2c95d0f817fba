import { describe, expect, it } from 'vitest';
import { indexUnits, isReachable } from '../../domain/directory.ts';
import type { Receiver, Unit } from '../../domain/model.ts';
import { messageId, type Recipient, recipients } from '../../domain/recipients.ts';
import units from '../../samples/units.json' with { type: 'json' };

const samples = units as readonly Unit[];
const directory = indexUnits(samples);
const receivers: readonly Receiver[] = [
  'coordinator',
  'leader',
  'coordinating-unit',
  'coordinating-units-of-both',
];

const addresses = (found: readonly Recipient[]) => found.map(({ address }) => address);
/** The samples with some units changed. */
function changed(changes: Readonly<Record<string, Partial<Unit>>>) {
  return indexUnits(samples.map((unit) => ({ ...unit, ...changes[unit.unitId] })));
}
/** The contacts of a unit less those of a role. */
function without(unitId: string, role: 'coordinator' | 'leader') {
  const { contacts } = samples.find((unit) => unit.unitId === unitId)!;
  return { contacts: contacts.filter((contact) => contact.role !== role) };
}
const nobody = { contacts: [] };
const today = '2026-11-20';

describe('whom a rung reaches', () => {
  it.each([
    ['kommune-3212', 'coordinator', ['coordinator@kommune-3212.example']],
    ['kommune-3212', 'leader', ['leader@kommune-3212.example']],
    ['kommune-3212', 'coordinating-unit', ['leader@kommune-3212-koordinerende.example']],
    [
      'kommune-3212',
      'coordinating-units-of-both',
      ['leader@kommune-3212-koordinerende.example', 'coordinator@ahus-koordinerende.example'],
    ],
    ['kommune-3209', 'coordinator', ['+4799999150']],
    ['kommune-3238', 'coordinator', ['coordinator@kommune-3238.example', '+4799999160']],
    ['so-lindrende', 'coordinator', ['coordinator@so-lindrende.example']],
    ['so-lindrende', 'leader', ['leader@so-lindrende.example']],
    // The unit's own trust, whoever sent the patient.
    ['so-lindrende', 'coordinating-unit', ['coordinator@so-koordinerende.example']],
    ['ahus-koordinerende', 'coordinator', ['coordinator@ahus-koordinerende.example']],
    ['ahus-koordinerende', 'leader', ['leader@ahus-koordinerende.example']],
    // Nobody above: its own leader.
    ['ahus-koordinerende', 'coordinating-unit', ['leader@ahus-koordinerende.example']],
    // A unit that has only leaders.
    ['kommune-3212-koordinerende', 'coordinator', ['leader@kommune-3212-koordinerende.example']],
    ['kommune-3212-koordinerende', 'coordinating-unit', ['leader@kommune-3212-koordinerende.example']],
    [
      'kommune-3212-koordinerende',
      'coordinating-units-of-both',
      ['leader@kommune-3212-koordinerende.example', 'coordinator@ahus-koordinerende.example'],
    ],
    ['fastlege-1', 'coordinator', ['coordinator@fastlege-1.example']],
    ['fastlege-1', 'leader', ['coordinator@ahus-koordinerende.example']],
    ['fastlege-1', 'coordinating-unit', ['coordinator@ahus-koordinerende.example']],
    ['unknown', 'coordinator', ['coordinator@ahus-koordinerende.example']],
  ] as const)('%s, %s', (unitId, to, expected) => {
    expect(addresses(recipients(directory, unitId, to, 'ahus', today))).toEqual(expected);
  });

  it('says which unit, role, channel and language', () => {
    expect(recipients(directory, 'kommune-3240', 'coordinator', 'ahus', today)).toEqual([
      {
        unitId: 'kommune-3240',
        role: 'coordinator',
        channel: 'email',
        address: 'coordinator@kommune-3240.example',
        language: 'nn',
        n: 0,
      },
      {
        unitId: 'kommune-3240',
        role: 'coordinator',
        channel: 'sms',
        address: '+4799999190',
        language: 'nn',
        n: 0,
      },
    ]);
  });

  it('goes to the coordinating unit where there is no leader', () => {
    const found = recipients(
      changed({ 'kommune-3212': without('kommune-3212', 'leader') }),
      'kommune-3212',
      'leader',
      'ahus',
      today,
    );
    expect(addresses(found)).toEqual(['leader@kommune-3212-koordinerende.example']);
  });

  it('goes on upwards while nobody can be reached', () => {
    const lost = changed({ 'kommune-3212': nobody });
    for (const to of ['coordinator', 'leader'] as const) {
      expect(addresses(recipients(lost, 'kommune-3212', to, 'ahus', today))).toEqual([
        'leader@kommune-3212-koordinerende.example',
      ]);
    }
    const lostAbove = changed({ 'kommune-3212': nobody, 'kommune-3212-koordinerende': nobody });
    for (const to of receivers) {
      expect(addresses(recipients(lostAbove, 'kommune-3212', to, 'ahus', today))).toEqual([
        'coordinator@ahus-koordinerende.example',
      ]);
    }
  });

  it('prefers the trust above to the leader, who has been told', () => {
    const lostAbove = changed({ 'kommune-3212-koordinerende': nobody });
    expect(addresses(recipients(lostAbove, 'kommune-3212', 'coordinating-unit', 'ahus', today))).toEqual([
      'coordinator@ahus-koordinerende.example',
    ]);
    const unknownAbove = changed({ 'kommune-3212': { escalatesTo: 'nowhere' } });
    expect(addresses(recipients(unknownAbove, 'kommune-3212', 'coordinating-unit', 'ahus', today))).toEqual([
      'coordinator@ahus-koordinerende.example',
    ]);
  });

  it('finds the coordinating unit of a hospital unit that names none, or an unknown one', () => {
    for (const escalatesTo of ['nowhere', null]) {
      const found = recipients(
        changed({ 'so-lindrende': { escalatesTo } }),
        'siv-kreft',
        'coordinating-unit',
        'ahus',
        today,
      );
      expect(addresses(found)).toEqual(['coordinator@siv-koordinerende.example']);
    }
    const unnamed = changed({ 'siv-kreft': { escalatesTo: 'nowhere' } });
    expect(addresses(recipients(unnamed, 'siv-kreft', 'coordinating-unit', 'ahus', today))).toEqual([
      'coordinator@siv-koordinerende.example',
    ]);
  });

  it('comes back to the unit itself when nobody above can be reached', () => {
    const alone = changed({ 'kommune-3212-koordinerende': nobody, 'ahus-koordinerende': nobody });
    expect(addresses(recipients(alone, 'kommune-3212', 'coordinating-unit', 'ahus', today))).toEqual([
      'leader@kommune-3212.example',
    ]);
    expect(addresses(recipients(alone, 'fastlege-1', 'coordinating-unit', 'ahus', today))).toEqual([
      'coordinator@fastlege-1.example',
    ]);
  });

  it('is nobody only when nobody can be reached at all', () => {
    const deserted = indexUnits(samples.map((unit) => ({ ...unit, ...nobody })));
    expect(recipients(deserted, 'kommune-3212', 'coordinator', 'ahus', today)).toEqual([]);
    expect(recipients(indexUnits([]), 'kommune-3212', 'coordinating-units-of-both', 'ahus', today)).toEqual(
      [],
    );
  });

  it('writes once to an address on a channel', () => {
    const twice = changed({
      'kommune-3212': {
        contacts: [
          { role: 'coordinator', email: 'post@kommune.example', language: 'nb' },
          { role: 'coordinator', email: 'Post@kommune.example', language: 'nn' },
          { role: 'coordinator', email: 'other@kommune.example', language: 'nb' },
        ],
      },
    });
    const found = recipients(twice, 'kommune-3212', 'coordinator', 'ahus', today);
    expect(found.map(({ address, n }) => [address, n])).toEqual([
      ['post@kommune.example', 0],
      ['other@kommune.example', 2],
    ]);
  });

  it('is somebody for every unit and receiver of the samples, never an address twice', () => {
    for (const unit of samples) {
      expect(isReachable(unit)).toBe(true);
      for (const to of receivers) {
        const found = recipients(directory, unit.unitId, to, 'ahus', today);
        expect(found.length).toBeGreaterThan(0);
        expect(new Set(addresses(found)).size).toBe(found.length);
      }
    }
  });
});

describe('the id of a message', () => {
  it('says effect, unit, role, channel and number, and no address', () => {
    const [email, sms] = recipients(directory, 'kommune-3240', 'coordinator', 'ahus', today);
    expect(messageId('p1-t3#0', email!)).toBe('p1-t3#0:kommune-3240:coordinator:email:0');
    expect(messageId('p1-t3#0', sms!)).toBe('p1-t3#0:kommune-3240:coordinator:sms:0');
  });

  it('is another for each recipient', () => {
    const coordinators = [1, 2, 3].map((n) => ({
      role: 'coordinator' as const,
      email: `c${n}@kommune.example`,
      sms: `+479999999${n}`,
      language: 'nb' as const,
    }));
    const crowd = changed({ 'kommune-3238': { contacts: coordinators } });
    const found = recipients(crowd, 'kommune-3238', 'coordinator', 'ahus', today);
    expect(new Set(found.map((recipient) => messageId('e', recipient))).size).toBe(6);
  });
});
