import { standingInOrder } from '../../domain/facts.ts';
import type { PathwayRecord, ReportedEvent } from '../../domain/record.ts';
import { expiryOf } from '../../domain/retention.ts';
import { factsFor } from '../../domain/tasks.ts';
import type { Patient, PersonKeys, Store } from './ports.ts';

/**
 * Corrections of who a patient is, and whom to call in the hospital after a transfer. Each lies in an item of its own, named by its event; the patient is worked out from
 * the referral and the corrections that stand, so that one that is taken back leaves no trace.
 */

interface Correction {
  readonly patient?: Partial<Patient['identity']>;
  readonly hospitalContact?: Patient['hospitalContact'];
}

const textIdOf = (eventId: string) => `patient-${eventId}`;

/** Reports that say something new of the patient's item, and those that take them back. */
export function changesPatient(type: ReportedEvent['type']): boolean {
  return type === 'staff-blocked' || hasCorrection(type);
}

/** Reports with an item of their own beside the record. */
function hasCorrection(type: ReportedEvent['type']): boolean {
  return type === 'patient-corrected' || type === 'transferred';
}

/** Whom the patient has blocked, as the patient's item keeps it. */
export function blockedOf(record: PathwayRecord): Pick<Patient, 'blocked'> {
  const { blocked } = factsFor(record);
  return blocked.length === 0 ? {} : { blocked };
}

/** Stores a correction before the record says that it is there. */
export async function putCorrection(
  store: Store,
  pathwayId: string,
  eventId: string,
  correction: Correction,
): Promise<void> {
  await store.putText({ pathwayId, textId: textIdOf(eventId), content: { ...correction } });
}

/**
 * Brings the stored patient in line with the record: repeatable, and never behind a newer one. A D-number that became
 * a national number changes the key by which the person is found.
 */
export async function correctPatient(
  deps: { readonly store: Store; readonly personKeys: PersonKeys },
  record: PathwayRecord,
): Promise<void> {
  const { pathwayId, trust, events } = record;
  if (!events.some(({ type }) => changesPatient(type))) return;
  const patient = await deps.store.getPatient(pathwayId);
  if (patient === undefined || (patient.corrected ?? -1) >= events.length) return;
  const original = patient.original ?? {
    identity: patient.identity,
    personKey: patient.personKey,
    hospitalContact: patient.hospitalContact,
  };
  const { identity, hospitalContact } = await corrected(deps.store, record, original);
  const same = identity.nationalId === original.identity.nationalId;
  const personKey = same ? original.personKey : await deps.personKeys.keyOf(trust, identity.nationalId);
  const { hospitalContact: _, blocked: __, ...kept } = patient;
  const contact = hospitalContact === undefined ? {} : { hospitalContact };
  await deps.store.correctPatient(
    {
      ...kept,
      ...contact,
      ...blockedOf(record),
      identity,
      personKey,
      original,
      corrected: events.length,
    },
    expiryOf(record),
  );
}

/** The patient as the referral had it, with the corrections that stand in the record. */
async function corrected(
  store: Pick<Store, 'getText'>,
  { pathwayId, events }: Pick<PathwayRecord, 'pathwayId' | 'events'>,
  original: NonNullable<Patient['original']>,
): Promise<Pick<Patient, 'identity' | 'hospitalContact'>> {
  let { identity, hospitalContact } = original;
  for (const { eventId, type } of standingInOrder(events)) {
    if (!hasCorrection(type)) continue;
    const text = await store.getText(pathwayId, textIdOf(eventId));
    const correction: Correction = text?.content ?? {};
    identity = { ...identity, ...correction.patient };
    // the old unit's contact is nobody's at the new one
    if (type === 'transferred') hospitalContact = correction.hospitalContact;
  }
  return { identity, hospitalContact };
}

/** The stored patient as it was by a record's events: for a unit that is to learn nothing newer. */
export async function patientAsOf(
  store: Pick<Store, 'getText'>,
  record: PathwayRecord,
  patient: Patient,
): Promise<Patient> {
  if (patient.original === undefined) return patient;
  const { hospitalContact: _, ...kept } = patient;
  const { identity, hospitalContact } = await corrected(store, record, patient.original);
  return { ...kept, identity, ...(hospitalContact === undefined ? {} : { hospitalContact }) };
}
