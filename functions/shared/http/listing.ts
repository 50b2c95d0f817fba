import { isActive } from '../../../domain/edits.ts';
import type { Instant } from '../../../domain/model.ts';
import type { Task } from '../../../domain/record.ts';
import { type Caller, mayBeNamedTo } from '../access.ts';
import type { Patient, Row, Store } from '../ports.ts';

/** What lists show of a task and of whom it is about: rows as they are, and as little of the patient as a list needs. */

type Shown = Readonly<Record<string, unknown>>;

/** A task's row, and whether it ought to have been done. */
export function listedTask({ data }: Row, now: Instant): Shown {
  return { ...data, overdue: isActive(data as unknown as Task) && String(data.dueAt) < now };
}

/** A notice without what it was caused by, an id of a task or an event that its unit need not know of, and without what only rules go by. */
export function listedNotice({ cause, above, undone, ...notice }: Shown): Shown {
  return notice;
}

/**
 * Patients of a page of rows, by pathway: one request, however many they are. Those who have blocked the caller are left
 * out. Their rows stay, with ids, dates and enums: without a look at each patient none could be left out, and a list
 * that was shorter by some would say that they are there all the same.
 */
export async function patientsOf(
  store: Pick<Store, 'getPatients'>,
  rows: readonly Row[],
  caller: Caller,
): Promise<ReadonlyMap<string, Patient>> {
  const ids = [...new Set(rows.map(({ pathwayId }) => pathwayId))];
  const patients = ids.length === 0 ? new Map<string, Patient>() : await store.getPatients(ids);
  return new Map([...patients].filter(([, patient]) => mayBeNamedTo(caller, patient)));
}

/** By what a patient is known in a list. That the address is protected is told, so that nobody reads it out. */
export function listedPatient({ identity }: Patient): Shown {
  const { name, addressProtected } = identity;
  return { name, ...(addressProtected === true ? { addressProtected } : {}) };
}
