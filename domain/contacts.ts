import type { Absence, CalendarDate, Contact, Unit } from './model.ts';
import { type Refusal, refusal } from './refusals.ts';

/** The people of a unit: who stands in for whom, what must be true of them, and who has left. */

/**
 * Who is written to instead of the contact at a place in the unit's list, today: itself; where it is absent its
 * deputy, and where that one is absent too the deputy's; nobody where there is none, or they stand in for each other.
 * Answers a place in the list.
 */
export function standIn(unit: Pick<Unit, 'contacts'>, n: number, today: CalendarDate): number | undefined {
  const seen = new Set<number>();
  let at = n;
  while (!seen.has(at)) {
    seen.add(at);
    const absence = absenceOf(unit.contacts[at], today);
    if (absence === undefined) return at;
    at = unit.contacts.findIndex(({ contactId }) => contactId !== undefined && contactId === absence.deputy);
    if (at < 0) return undefined;
  }
  return undefined;
}

/** The absence that a contact is in; of several, the one that names a deputy. */
function absenceOf(contact: Contact | undefined, today: CalendarDate) {
  const absences = (contact?.absences ?? []).filter(({ from, until }) => from <= today && today <= until);
  return absences.find(({ deputy }) => deputy !== undefined) ?? absences[0];
}

/** What does not hold of a unit's contacts: names used twice, deputies who are nobody, absences that end before they begin. */
export function contactErrors({ contacts }: Pick<Unit, 'contacts'>): readonly Refusal[] {
  const errors: Refusal[] = [];
  for (const [n, contact] of contacts.entries()) {
    for (const name of ['contactId', 'subject'] as const) {
      const value = contact[name];
      if (value !== undefined && contacts.findIndex((other) => other[name] === value) < n)
        errors.push(refusal(`contacts.${n}.${name}`, 'of-another-contact'));
    }
    for (const [m, { from, until, deputy }] of (contact.absences ?? []).entries()) {
      const path = `contacts.${n}.absences.${m}`;
      if (until < from) errors.push(refusal(`${path}.until`, 'before-first-day'));
      if (deputy === undefined) continue;
      if (deputy === contact.contactId) errors.push(refusal(`${path}.deputy`, 'own-deputy'));
      else if (!contacts.some(({ contactId }) => contactId === deputy))
        errors.push(refusal(`${path}.deputy`, 'no-such-contact'));
    }
  }
  return errors;
}

/** The `contactId` of each contact of a unit: its own, or one made of its place in the list, as nobody else has. */
export function contactIds(contacts: readonly Pick<Contact, 'contactId'>[]): readonly string[] {
  const taken = new Set(contacts.map(({ contactId }) => contactId));
  return contacts.map(({ contactId }, n) => {
    if (contactId !== undefined) return contactId;
    let made = `contact-${n + 1}`;
    while (taken.has(made)) made += '-';
    taken.add(made);
    return made;
  });
}

/** A unit in which one contact has these absences, and each a name that a deputy is told by; undefined where it has none so. */
export function withAbsences(unit: Unit, contactId: string, absences: readonly Absence[]): Unit | undefined {
  const ids = contactIds(unit.contacts);
  if (!ids.includes(contactId)) return undefined;
  const contacts = unit.contacts.map((contact, n) => ({
    ...contact,
    contactId: ids[n]!,
    ...(ids[n] === contactId ? { absences } : {}),
  }));
  return { ...unit, contacts };
}

/**
 * Subjects of those who have left a unit: taken off its list, or disabled. Those who are disabled count each time, so
 * that what a dead process left undone is done by the same change again.
 */
export function leavers(
  before: Pick<Unit, 'contacts'> | undefined,
  after: Pick<Unit, 'contacts'>,
): ReadonlySet<string> {
  const stays = new Set(after.contacts.filter(({ disabled }) => !disabled).map(({ subject }) => subject));
  const all = [...(before?.contacts ?? []), ...after.contacts];
  return new Set(
    all.flatMap(({ subject }) => (subject === undefined || stays.has(subject) ? [] : [subject])),
  );
}
