import type { AuditEntry } from '../../../functions/describe-api/document.ts';

/** Somebody who is none of those that are listed: is written by the id. An id of a sign-in has no space in front. */
export const otherEmployee = ' other';

/** Somebody who may be blocked, by what the sign-in calls that person. */
export interface Employee {
  readonly subject: string;
  readonly name: string;
  readonly unitId: string | null;
}

/** People who work with patients, among those who leave entries: no system, no administrator, nobody unknown. */
export function employeesOf({
  entries,
  contacts,
  unitId,
}: {
  readonly entries: readonly Pick<AuditEntry, 'subject' | 'name' | 'role' | 'unitId'>[];
  readonly contacts: readonly { readonly subject?: string | undefined; readonly name: string }[];
  readonly unitId: string | null;
}): readonly Employee[] {
  const found = new Map<string, Employee>();
  for (const { subject, name } of contacts)
    if (subject !== undefined) found.set(subject, { subject, name, unitId });
  // what the sign-in calls somebody is told before the address of a list
  for (const { subject, name, role, unitId: of } of entries)
    if (role === 'coordinator' && (name !== undefined || !found.has(subject)))
      found.set(subject, { subject, name: name ?? subject, unitId: of });
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
}
