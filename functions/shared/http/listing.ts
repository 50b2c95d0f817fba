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

/** Whom a page of rows is about, by pathway. */
export interface Told {
  /** Those that may be named. */
  readonly patients: ReadonlyMap<string, Patient>;
  /** Pathways whose patient has blocked the caller. */
  readonly withheld: ReadonlySet<string>;
}

/**
 * Patients of a page of rows, by pathway: one request, however many they are. Those who have blocked the caller are left
 * out. Their rows stay, with ids, dates and enums: without a look at each patient none could be left out, and a list
 * that was shorter by some would say that they are there all the same. They have to be done, too: by a colleague. What a
 * unit only follows is listed with nobody's name.
 */
export async function patientsOf(
  store: Pick<Store, 'getPatients'>,
  rows: readonly Row[],
  caller: Caller,
): Promise<Told> {
  const ids = [...new Set(rows.map(({ pathwayId }) => pathwayId))];
  const all = [...(ids.length === 0 ? [] : await store.getPatients(ids))];
  const named = new Set(rows.filter(isAbout).map(({ pathwayId }) => pathwayId));
  return {
    patients: new Map(all.filter(([id, patient]) => named.has(id) && mayBeNamedTo(caller, patient))),
    withheld: new Set(all.filter(([, patient]) => !mayBeNamedTo(caller, patient)).map(([id]) => id)),
  };
}

function isAbout({ data }: Row): boolean {
  return data.sees !== 'status';
}

/** Whom a row is about, or that only others of the unit may open it; nothing where the list was not asked for it. */
export function listedWhom(row: Row, { patients, withheld }: Told): Shown {
  if (withheld.has(row.pathwayId)) return { forColleagues: true };
  const patient = isAbout(row) ? patients.get(row.pathwayId) : undefined;
  return patient === undefined ? {} : { patient: listedPatient(patient) };
}

/** By what a patient is known in a list. That the address is protected is told, so that nobody reads it out. */
function listedPatient({ identity }: Patient): Shown {
  const { name, addressProtected } = identity;
  return { name, ...(addressProtected === true ? { addressProtected } : {}) };
}
