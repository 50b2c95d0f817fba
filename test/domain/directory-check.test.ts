import { describe, expect, it } from 'vitest';
import { indexUnits } from '../../domain/directory.ts';
import { type DirectoryProblem, problemKinds, problemsOf, severities } from '../../domain/directory-check.ts';
import type { Contact, Unit } from '../../domain/model.ts';
import samples from '../../samples/units.json' with { type: 'json' };

const today = '2026-11-20';
const away = { from: '2026-11-16', until: '2026-11-27' };
const since = '2026-11-19T09:00:00Z';
const anne: Contact = { role: 'coordinator', email: 'anne@b.example', language: 'nb', contactId: 'anne' };
const lise: Contact = { role: 'leader', email: 'lise@b.example', language: 'nb', contactId: 'lise' };
const unit = (unitId: string, more: Partial<Unit> = {}): Unit => ({
  unitId,
  kind: 'municipality',
  name: unitId,
  phone: '+4799998000',
  channel: 'email',
  escalatesTo: null,
  contacts: [anne, lise],
  ...more,
});
const place = { number: '9999', district: null };
const hospital: Partial<Unit> = { kind: 'hospital', trust: 'x' };
const top = unit('x-top', { ...hospital, settings: { catchment: ['9999'] } });
const ward = unit('x-ward', { ...hospital, escalatesTo: 'x-top' });
const municipal = unit('m', { municipality: place, escalatesTo: 'm-top' });
const above = unit('m-top');
const sound = [top, ward, municipal, above];

/** Problems of a unit in the sound directory in which units have been added, or changed by id. */
function found(unitId: string, ...changed: readonly Unit[]): readonly DirectoryProblem[] {
  const all = [
    ...sound.map((one) => changed.find((other) => other.unitId === one.unitId) ?? one),
    ...changed.filter((one) => !sound.some((other) => other.unitId === one.unitId)),
  ];
  const directory = indexUnits(all);
  return problemsOf(directory, directory.units.get(unitId)!, today);
}
const kinds = (unitId: string, ...changed: readonly Unit[]) =>
  found(unitId, ...changed).map(({ problem, path, about }) => [problem, path, about]);
const withContacts = (...contacts: readonly Contact[]) => ({ ...municipal, contacts });

describe('the directory check', () => {
  it('finds nothing in a directory that is sound', () => {
    for (const { unitId } of sound) expect(found(unitId), unitId).toEqual([]);
  });

  it('finds that each of the sample units can be reached and has its way upwards', () => {
    const directory = indexUnits(samples as readonly Unit[]);
    const problems = [...directory.units.values()].flatMap((one) => problemsOf(directory, one, today));
    expect(problems.filter(({ severity }) => severity === 'detours')).toEqual([]);
    expect(new Set(problems.map(({ problem }) => problem))).not.toContain('nobody-reachable');
  });

  it('says how bad each problem is, and the worst first', () => {
    const problems = found('m', { ...withContacts({ ...lise, disabled: true }), phone: undefined });
    expect(problems).toEqual([
      { problem: 'nobody-reachable', severity: 'stops', path: 'contacts' },
      { problem: 'no-leader', severity: 'lacks', path: 'contacts' },
      { problem: 'no-phone', severity: 'lacks', path: 'phone' },
    ]);
    for (const severity of Object.values(problemKinds)) expect(severities).toContain(severity);
  });
});

describe('contacts', () => {
  it('nobody can be written to', () => {
    expect(kinds('m', withContacts())).toContainEqual(['nobody-reachable', 'contacts', undefined]);
    expect(kinds('m', withContacts({ ...anne, emailFailsSince: since }, lise))).toEqual([
      ['address-fails', 'contacts.0.email', undefined],
    ]);
    expect(
      kinds('m', withContacts({ ...lise, emailFailsSince: since, sms: '+4799999000', smsFailsSince: since })),
    ).toEqual([
      ['nobody-reachable', 'contacts', undefined],
      ['address-fails', 'contacts.0.email', undefined],
      ['address-fails', 'contacts.0.sms', undefined],
      ['no-leader', 'contacts', undefined],
    ]);
  });

  it('an address of who has left is no problem', () => {
    const left: Contact = { ...anne, disabled: true, emailFailsSince: since, smsFailsSince: since };
    expect(kinds('m', withContacts(left, { ...lise, contactId: 'other' }))).toEqual([]);
  });

  it('all are away, unless a deputy is there', () => {
    const absent = (contact: Contact, deputy?: string) => ({ ...contact, absences: [{ ...away, deputy }] });
    expect(kinds('m', withContacts(absent(anne), absent(lise)))).toEqual([
      ['all-away', 'contacts', undefined],
    ]);
    expect(kinds('m', withContacts(absent(anne, 'lise'), absent(lise)))).toEqual([
      ['all-away', 'contacts', undefined],
    ]);
    expect(kinds('m', withContacts(absent(anne, 'lise'), lise))).toEqual([]);
    // a deputy that nobody can write to is nobody
    const deputy: Contact = { ...anne, contactId: 'd', emailFailsSince: since };
    expect(kinds('m', withContacts(deputy, absent(lise, 'd')))).toContainEqual([
      'all-away',
      'contacts',
      undefined,
    ]);
    expect(kinds('m', withContacts({ ...anne, disabled: true }, absent(lise)))).toContainEqual([
      'all-away',
      'contacts',
      undefined,
    ]);
  });

  it('there is no leader who can be told, or no phone number; a GP office needs neither', () => {
    expect(kinds('m', withContacts(anne, { ...lise, disabled: true }))).toEqual([
      ['no-leader', 'contacts', undefined],
    ]);
    expect(kinds('gp', unit('gp', { kind: 'gp-office', contacts: [anne], phone: undefined }))).toEqual([]);
  });
});

describe('the unit above', () => {
  it('is not there, or goes round in a circle', () => {
    expect(kinds('m', { ...municipal, escalatesTo: 'gone' })).toEqual([
      ['above-missing', 'escalatesTo', 'gone'],
    ]);
    expect(kinds('m', { ...above, escalatesTo: 'm' })).toEqual([['above-in-circle', 'escalatesTo', 'm-top']]);
    const lost = [{ ...municipal, escalatesTo: 'n' }, unit('n', { escalatesTo: 'gone' })];
    expect(kinds('m', ...lost)).toEqual([['above-not-coordinating', 'escalatesTo', 'n']]);
  });

  it('has one above it itself, is another trust’s, or of another kind', () => {
    expect(kinds('m', { ...above, escalatesTo: 'x-top' })).toEqual([
      ['above-not-coordinating', 'escalatesTo', 'm-top'],
    ]);
    expect(kinds('m', { ...municipal, escalatesTo: 'x-top' })).toEqual([
      ['above-of-others', 'escalatesTo', 'x-top'],
    ]);
    expect(kinds('x-ward', { ...ward, escalatesTo: 'y' }, unit('y', { ...hospital, trust: 'y' }))).toEqual([
      ['above-of-others', 'escalatesTo', 'y'],
    ]);
    expect(kinds('gp', unit('gp', { kind: 'gp-office', escalatesTo: 'x-top' }))).toEqual([]);
  });

  it('is missing for a whole trust, or there twice', () => {
    expect(kinds('y', unit('y', { ...hospital, trust: 'y', escalatesTo: 'x-top' }))).toEqual([
      ['trust-without-coordinating-unit', 'escalatesTo', 'y'],
    ]);
    expect(kinds('z', unit('z', { kind: 'hospital', escalatesTo: 'x-top' }))).toEqual([
      ['trust-without-coordinating-unit', 'escalatesTo', undefined],
    ]);
    expect(kinds('x-two', unit('x-two', hospital))).toEqual([
      ['second-coordinating-unit', 'escalatesTo', 'x-top'],
    ]);
  });
});

describe('patients of a place', () => {
  it('find no unit', () => {
    expect(kinds('x-top', { ...top, settings: { catchment: ['9999', '0301-12'] } })).toEqual([
      ['no-receiving-unit', 'settings.catchment.1', '0301-12'],
    ]);
    expect(kinds('x-top', withContacts({ ...anne, disabled: true }))).toEqual([
      ['no-receiving-unit', 'settings.catchment.0', '9999'],
    ]);
    expect(kinds('x-top', { ...top, settings: undefined })).toEqual([]);
  });

  it('are received by one unit: another is left nothing, unless the one leaves it something', () => {
    const second = unit('m2', { municipality: place, escalatesTo: 'm-top' });
    expect(kinds('m2', second)).toEqual([['second-receiving-unit', 'municipality', 'm']]);
    expect(
      kinds('m2', { ...municipal, settings: { routes: { points: 'm2', intake: 'm' } } }, second),
    ).toEqual([]);
    expect(kinds('m2', { ...second, contacts: [{ ...lise, emailFailsSince: since }] })[0]).toEqual([
      'nobody-reachable',
      'contacts',
      undefined,
    ]);
  });

  it('have no local hospital where no trust has the place', () => {
    expect(kinds('o', unit('o', { municipality: { number: '0301', district: '12' } }))).toEqual([
      ['in-no-catchment', 'municipality', '0301-12'],
    ]);
    expect(kinds('o', unit('o', { municipality: null }))).toEqual([]);
  });
});

describe('routes', () => {
  const routing = (to: string | undefined) => ({ ...municipal, settings: { routes: { children: to } } });

  it('lead nowhere, or to where nobody is reached', () => {
    expect(kinds('m', routing('gone'))).toEqual([['route-to-nowhere', 'settings.routes.children', 'gone']]);
    expect(kinds('m', routing('x-ward'))).toEqual([
      ['route-to-nowhere', 'settings.routes.children', 'x-ward'],
    ]);
    expect(kinds('m', routing('silent'), unit('silent', { contacts: [] }))).toEqual([
      ['route-unreachable', 'settings.routes.children', 'silent'],
    ]);
    for (const to of [undefined, 'm', 'm-top']) expect(kinds('m', routing(to))).toEqual([]);
  });
});
