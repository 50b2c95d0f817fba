import { isActive } from '../../../domain/edits.ts';
import type { Instant } from '../../../domain/model.ts';
import type { Task } from '../../../domain/record.ts';
import type { Patient, Row, Store } from '../ports.ts';

/** What lists show of a task and of whom it is about: rows as they are, and as little of the patient as a list needs. */

type Shown = Readonly<Record<string, unknown>>;

/** A task's row, and whether it ought to have been done. */
export function listedTask({ data }: Row, now: Instant): Shown {
  return { ...data, overdue: isActive(data as unknown as Task) && String(data.dueAt) < now };
}

/** A notice without what it was caused by: an id of a task or an event that its unit need not know of. */
export function listedNotice({ cause, ...notice }: Shown): Shown {
  return notice;
}

/** Patients of a page of rows, by pathway: one request, however many they are. */
export function patientsOf(
  store: Pick<Store, 'getPatients'>,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, Patient>> {
  const ids = [...new Set(rows.map(({ pathwayId }) => pathwayId))];
  return ids.length === 0 ? Promise.resolve(new Map()) : store.getPatients(ids);
}

/** By what a patient is known in a list. That the address is protected is told, so that nobody reads it out. */
export function listedPatient({ identity }: Patient): Shown {
  const { name, addressProtected } = identity;
  return { name, ...(addressProtected === true ? { addressProtected } : {}) };
}
