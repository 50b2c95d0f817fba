import { standingInOrder } from '../../domain/facts.ts';
import type { PathwayRecord } from '../../domain/record.ts';
import type { Patient, PersonKeys, Store } from './ports.ts';

/**
 * Corrections of who a patient is. Each lies in an item of its own, named by its event; the patient is worked out from
 * the referral and the corrections that stand, so that one that is taken back leaves no trace.
 */

interface Correction {
  readonly patient: Partial<Patient['identity']>;
}

const textIdOf = (eventId: string) => `patient-${eventId}`;

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
  const { pathwayId, trust, version } = record;
  const patient = await deps.store.getPatient(pathwayId);
  if (patient === undefined || (patient.corrected ?? -1) >= version) return;
  const original = patient.original ?? { identity: patient.identity, personKey: patient.personKey };
  let { identity } = original;
  for (const { eventId, type } of standingInOrder(record.events)) {
    if (type !== 'patient-corrected') continue;
    const text = await deps.store.getText(pathwayId, textIdOf(eventId));
    const { patient: correction = {} } = (text?.content ?? {}) as Partial<Correction>;
    identity = { ...identity, ...correction };
  }
  const same = identity.nationalId === original.identity.nationalId;
  const personKey = same ? original.personKey : await deps.personKeys.keyOf(trust, identity.nationalId);
  await deps.store.correctPatient({ ...patient, identity, personKey, original, corrected: version });
}
