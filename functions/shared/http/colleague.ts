import { type Directory, unitById } from '../../../domain/directory.ts';
import type { Contact } from '../../../domain/model.ts';
import type { ReportedEvent } from '../../../domain/record.ts';
import type { Caller } from '../access.ts';

/** By what the contact list of the caller's own unit knows a colleague. */
type Colleague = Pick<Contact, 'contactId' | 'role' | 'email'>;

/**
 * Whom a block is about, for the unit that the person is a contact of: its contacts are its own to know. Others are told
 * that somebody is blocked, and the subject of a sign-in nobody.
 */
export function blockedColleague(
  event: ReportedEvent,
  caller: Caller,
  directory: Directory,
): { readonly colleague?: Colleague } {
  if (event.type !== 'staff-blocked' || caller.role !== 'coordinator') return {};
  const unit = caller.unitId === null ? undefined : unitById(directory, caller.unitId);
  const known = unit?.contacts.find(({ subject }) => subject === event.subject);
  if (known === undefined) return {};
  const { contactId, role, email } = known;
  return { colleague: { contactId, role, email } };
}
