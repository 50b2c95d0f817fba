import type { ContactRole } from '../../domain/model.ts';
import type { InEach } from '../texts/in-each.ts';

export const contactRoleNames: InEach<Readonly<Record<ContactRole, string>>> = {
  nb: { coordinator: 'Koordinator', leader: 'Leder' },
  nn: { coordinator: 'Koordinator', leader: 'Leiar' },
  en: { coordinator: 'Coordinator', leader: 'Leader' },
};

/** A name that somebody gave, and not one that was made of the contact's place. */
export function isOwnName(contactId: string | undefined): contactId is string {
  return contactId !== undefined && !/^contact-\d+-*$/.test(contactId);
}

/** What the people of a unit call a contact: by the name it was given, its address, or its role. */
export function contactName(
  {
    contactId,
    email,
    role,
  }: {
    readonly contactId?: string | undefined;
    readonly email?: string | undefined;
    readonly role: ContactRole;
  },
  roles: Readonly<Record<ContactRole, string>>,
): string {
  return isOwnName(contactId) ? contactId : (email ?? roles[role]);
}
