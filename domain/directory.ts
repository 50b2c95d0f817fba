import type { Channel, Contact, Instant, Place, Purpose, SendingSwitch, Unit } from './model.ts';

/** The unit directory, indexed once so that each question is a look-up. Where two units share a key the first wins. */
export interface Directory {
  readonly units: ReadonlyMap<string, Unit>;
  readonly byResh: ReadonlyMap<string, Unit>;
  readonly byHerId: ReadonlyMap<string, Unit>;
  readonly byOrganisationNumber: ReadonlyMap<string, Unit>;
  /** The receiving unit of each place: number, or `number-district`. */
  readonly receiving: ReadonlyMap<string, Unit>;
  /** The coordinating unit of each trust. */
  readonly coordinating: ReadonlyMap<string, Unit>;
  /** The places for which each trust is the local hospital. */
  readonly catchments: ReadonlyMap<string, ReadonlySet<string>>;
  readonly sending: SendingSwitch;
}

/** Nobody has ever paused sending. */
export const neverPaused: SendingSwitch = { paused: false, since: null, by: null, reason: null };

/** How a referral may name a unit (CONTRACT, "Start a pathway"). */
export interface UnitReference {
  readonly unitId?: string | undefined;
  readonly resh?: string | undefined;
  readonly herId?: string | undefined;
  readonly organisationNumber?: string | undefined;
}

/** An address of one contact, on the channel that it is for. */
export interface Address {
  readonly channel: 'email' | 'sms';
  readonly address: string;
}

export function indexUnits(units: readonly Unit[], sending: SendingSwitch = neverPaused): Directory {
  const coordinating = byKey(
    units.filter((unit) => unit.kind === 'hospital' && unit.escalatesTo === null),
    (unit) => unit.trust,
  );
  const leftTo = new Set(units.flatMap(leavesTo));
  return {
    units: byKey(units, (unit) => unit.unitId),
    byResh: byKey(units, (unit) => unit.resh),
    byHerId: byKey(units, (unit) => unit.herId),
    byOrganisationNumber: byKey(units, (unit) => unit.organisationNumber),
    receiving: byKey(
      units.filter((unit) => unit.kind === 'municipality' && isReachable(unit) && !leftTo.has(unit.unitId)),
      (unit) => (unit.municipality ? placeOf(unit.municipality) : undefined),
    ),
    coordinating,
    sending,
    catchments: new Map([...coordinating].map(([trust, unit]) => [trust, new Set(unit.settings?.catchment)])),
  };
}

/** Units that a unit leaves some of its patients or tasks to: those receive from it, and nobody for the place itself. */
function leavesTo({ unitId, settings }: Unit): readonly string[] {
  return Object.values(settings?.routes ?? {}).filter((other) => other !== undefined && other !== unitId);
}

export function unitById(directory: Directory, unitId: string): Unit | undefined {
  return directory.units.get(unitId);
}

/**
 * The unit that a reference names. The surest identifier that is given decides: unit id, RESH, HER-id, organisation
 * number. One that is given and unknown is not made up for by another, for two that disagree are a mistake.
 */
export function resolveUnit(directory: Directory, reference: UnitReference): Unit | undefined {
  if (reference.unitId !== undefined) return directory.units.get(reference.unitId);
  if (reference.resh !== undefined) return directory.byResh.get(reference.resh);
  if (reference.herId !== undefined) return directory.byHerId.get(reference.herId);
  if (reference.organisationNumber === undefined) return undefined;
  return directory.byOrganisationNumber.get(reference.organisationNumber);
}

/** The hospital unit of a trust that has nobody above it. */
export function coordinatingUnitOfTrust(directory: Directory, trust: string): Unit | undefined {
  return directory.coordinating.get(trust);
}

/** Whether a unit is above another: what the other does not do comes to it. A trust's coordinating unit is above all its units. */
export function isAbove(directory: Directory, unitId: string, other: string): boolean {
  const below = unitById(directory, other);
  if (below === undefined || other === unitId) return false;
  if (below.escalatesTo === unitId) return true;
  return below.trust !== undefined && coordinatingUnitOfTrust(directory, below.trust)?.unitId === unitId;
}

/**
 * The unit of a municipality, in Oslo of a district, that receives its patients. Undefined where there is none or
 * none of its contacts can be reached: then the trust's coordinating unit finds the route by hand (CONTRACT, "No
 * route").
 */
export function receivingUnit(directory: Directory, place: Place): Unit | undefined {
  return directory.receiving.get(placeOf(place));
}

/**
 * Who in a municipality takes a patient for a purpose: the receiving unit, or the one that it leaves such to (DESIGN
 * section 3, "Routing"). Where a patient lives, and being a minor, come before what is to be done. A unit that cannot
 * be reached, or is no municipality's, is passed over.
 */
export function takingUnit(
  directory: Directory,
  receiving: Unit,
  purpose: Purpose,
  patient: { readonly minor: boolean; readonly nursingHome: boolean },
): Unit {
  const { children, nursingHome, ...byPurpose } = receiving.settings?.routes ?? {};
  const ways = [patient.minor ? children : undefined, patient.nursingHome ? nursingHome : undefined];
  for (const unitId of [...ways, byPurpose[purpose]]) {
    const unit = unitId === undefined ? undefined : directory.units.get(unitId);
    if (unit?.kind === 'municipality' && isReachable(unit)) return unit;
  }
  return receiving;
}

/**
 * Who does the assessment where two hospitals are named: the one whose trust has the patient's municipality in its
 * catchment; otherwise, or if both have, the one that refers (CONTRACT, "Two hospitals").
 */
export function assessingUnit(
  directory: Directory,
  referral: {
    readonly hospitalUnitId: string;
    readonly otherHospitalUnitId: string | null;
    readonly place: Place;
  },
): Pick<Unit, 'unitId'> {
  const { hospitalUnitId, otherHospitalUnitId, place } = referral;
  const otherIsLocal =
    otherHospitalUnitId !== null &&
    isLocal(directory, otherHospitalUnitId, place) &&
    !isLocal(directory, hospitalUnitId, place);
  return { unitId: otherIsLocal ? otherHospitalUnitId : hospitalUnitId };
}

/** What a trust counts its windows from: the diagnosis, unless its coordinating unit says discharge. */
export function anchorOf(directory: Directory, trust: string): 'diagnosis' | 'discharge' {
  return directory.coordinating.get(trust)?.settings?.anchor ?? 'diagnosis';
}

/** Whether anybody in the unit can be written to, today or once they are back: an absence leaves a unit reachable. */
export function isReachable(unit: Unit): boolean {
  return unit.contacts.some((contact) => addressesOf(unit, contact).length > 0);
}

/**
 * Where a contact is written to, as the unit's channel has it: `both` is e-mail and SMS; where the address for the
 * unit's channel is missing, cannot be one or fails, the other is used. A disabled contact is written to nowhere.
 */
export function addressesOf(unit: Pick<Unit, 'channel'>, contact: Contact): readonly Address[] {
  if (contact.disabled) return [];
  const { emailFailsSince, smsFailsSince } = contact;
  const email = emailFailsSince ? [] : usable('email', contact.email, /^[^\s@]+@[^\s@]+$/);
  const sms = smsFailsSince ? [] : usable('sms', contact.sms, /^\+[1-9]\d{6,14}$/);
  const wanted = { email, sms, both: [...email, ...sms] } satisfies Record<Channel, readonly Address[]>;
  return wanted[unit.channel].length > 0 ? wanted[unit.channel] : wanted.both;
}

/** An address that a contact of a unit is written to at: which place in its list, and on which channel. */
export interface AddressPlace {
  readonly unitId: string;
  readonly n: number;
  readonly channel: Address['channel'];
}

/** The directory as it is once it is known that messages to an address do not arrive; with undefined, as if they did. */
export function withFailing(
  directory: Directory,
  place: AddressPlace,
  since: Instant | undefined,
): Directory {
  const units = [...directory.units.values()].map((unit) =>
    unit.unitId === place.unitId ? { ...unit, contacts: unit.contacts.map(failing(place, since)) } : unit,
  );
  return indexUnits(units, directory.sending);
}

const failing =
  ({ n, channel }: AddressPlace, since: Instant | undefined) =>
  (contact: Contact, at: number): Contact => {
    if (at !== n) return contact;
    return channel === 'email'
      ? { ...contact, emailFailsSince: since }
      : { ...contact, smsFailsSince: since };
  };

/** Since when nobody in a unit can be written to because addresses fail: the last that did. Undefined while somebody can, or none fails. */
export function unreachableSince(unit: Unit): Instant | undefined {
  if (isReachable(unit)) return undefined;
  return unit.contacts
    .flatMap(({ disabled, emailFailsSince, smsFailsSince }) =>
      disabled ? [] : [emailFailsSince, smsFailsSince],
    )
    .filter((since) => since !== undefined)
    .toSorted()
    .at(-1);
}

function usable(channel: Address['channel'], address: string | undefined, shape: RegExp): readonly Address[] {
  return address !== undefined && shape.test(address) ? [{ channel, address }] : [];
}

function isLocal(directory: Directory, unitId: string, place: Place): boolean {
  const trust = directory.units.get(unitId)?.trust;
  return trust !== undefined && directory.catchments.get(trust)?.has(placeOf(place)) === true;
}

/** A place as catchments write it: the municipality's number, in Oslo `number-district`. */
export function placeOf(place: Place): string {
  return place.district === null ? place.number : `${place.number}-${place.district}`;
}

function byKey(units: readonly Unit[], key: (unit: Unit) => string | undefined): ReadonlyMap<string, Unit> {
  const index = new Map<string, Unit>();
  for (const unit of units) {
    const value = key(unit);
    if (value !== undefined && !index.has(value)) index.set(value, unit);
  }
  return index;
}
