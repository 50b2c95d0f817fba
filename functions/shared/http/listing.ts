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

/** A notice without what it was caused by: an id of a task or an event that its unit need not know of. */
export function listedNotice({ cause, ...notice }: Shown): Shown {
  return notice;
}

/** Whom a page of rows is about, by pathway. */
export interface Told {
  readonly patients: ReadonlyMap<string, Patient>;
  /** Pathways whose patient has blocked the caller. */
  readonly withheld: ReadonlySet<string>;
}

/**
 * Patients of a page of rows, by pathway: one request, however many they are. Those who have blocked the caller are left
 * out. Their rows stay, with ids, dates and enums: without a look at each patient none could be left out, and a list
 * that was shorter by some would say that they are there all the same. They have to be done, too: by a colleague.
 */
export async function patientsOf(
  store: Pick<Store, 'getPatients'>,
  rows: readonly Row[],
  caller: Caller,
): Promise<Told> {
  const ids = [...new Set(rows.map(({ pathwayId }) => pathwayId))];
  const all = [...(ids.length === 0 ? [] : await store.getPatients(ids))];
  return {
    patients: new Map(all.filter(([, patient]) => mayBeNamedTo(caller, patient))),
    withheld: new Set(all.filter(([, patient]) => !mayBeNamedTo(caller, patient)).map(([id]) => id)),
  };
}

/** Whom a row is about, or that only others of the unit may open it; nothing where the list was not asked for it. */
export function listedWhom(pathwayId: string, { patients, withheld }: Told): Shown {
  const patient = patients.get(pathwayId);
  if (patient !== undefined) return { patient: listedPatient(patient) };
  return withheld.has(pathwayId) ? { forColleagues: true } : {};
}

/** By what a patient is known in a list. That the address is protected is told, so that nobody reads it out. */
function listedPatient({ identity }: Patient): Shown {
  const { name, addressProtected } = identity;
  return { name, ...(addressProtected === true ? { addressProtected } : {}) };
}
