import { standIn } from './contacts.ts';
import { addressesOf, coordinatingUnitOfTrust, type Directory, unitById } from './directory.ts';
import type { CalendarDate, ContactRole, Language, Receiver, Unit } from './model.ts';

/** One message's receiver: a contact of a unit, on one channel. */
export interface Recipient {
  readonly unitId: string;
  readonly role: ContactRole;
  readonly channel: 'email' | 'sms';
  readonly address: string;
  readonly language: Language;
  /** The place in the unit's list of who is written to: tells two of the same role apart without an address. */
  readonly n: number;
}

/**
 * Who a rung is for, worked out when it is sent: contacts change in eighteen months (DESIGN section 3, "Who").
 *
 * - `coordinator`: the unit's coordinators; in a unit that has only leaders, those.
 * - `leader`: the unit's leaders; without one, its coordinating unit.
 * - `coordinating-unit`: the unit above, for a hospital unit its trust's; a coordinating unit's own leaders.
 * - `coordinating-units-of-both`: the municipality's and the sending trust's.
 *
 * Of a coordinating unit the coordinators are told, or else its leaders. Where nobody can be reached so, the way
 * goes on upwards to the sending trust's coordinating unit: never nobody while anybody above can be reached.
 * Each address is written to once on each channel.
 *
 * Who is absent `today` is replaced by a deputy, or left out. Where so nobody at all is left, those who are absent
 * are written to all the same.
 */
export function recipients(
  directory: Directory,
  unitId: string,
  to: Receiver,
  sendingTrust: string,
  today: CalendarDate,
): readonly Recipient[] {
  const present = found(directory, unitId, to, sendingTrust, today);
  return present.length > 0 ? present : found(directory, unitId, to, sendingTrust, null);
}

/** `today` null: whoever is absent counts as there. */
function found(
  directory: Directory,
  unitId: string,
  to: Receiver,
  sendingTrust: string,
  today: CalendarDate | null,
): readonly Recipient[] {
  const unit = unitById(directory, unitId);
  const contacts = (of: Unit | undefined, role: ContactRole) => contactsOf(of, role, today);
  const anybody = (of: Unit | undefined) => {
    const coordinators = contacts(of, 'coordinator');
    return coordinators.length > 0 ? coordinators : contacts(of, 'leader');
  };
  const trust = coordinatingUnitOfTrust(directory, sendingTrust);
  const above = unit && unitAbove(directory, unit, trust);
  const coordinators = () => contacts(unit, 'coordinator');
  const leaders = () => contacts(unit, 'leader');
  const over = () => (above === undefined ? leaders() : anybody(above));
  const ofTrust = () => anybody(trust);
  const ways: Record<Receiver, readonly (() => readonly Recipient[])[]> = {
    coordinator: [coordinators, leaders, () => anybody(above)],
    leader: [leaders, () => anybody(above)],
    'coordinating-unit': [over],
    'coordinating-units-of-both': [() => [...over(), ...ofTrust()]],
  };
  for (const way of [...ways[to], ofTrust, leaders, coordinators]) {
    const reached = way();
    if (reached.length > 0) return withoutDuplicates(reached);
  }
  return [];
}

/**
 * The name of one message, the same whenever it is worked out: what a repeat is known by. Effect (task and rung, or
 * notice), unit, role, channel and number; no address, so it may stand in a log.
 */
export function messageId(
  effectId: string,
  recipient: Pick<Recipient, 'unitId' | 'role' | 'channel' | 'n'>,
): string {
  return `${effectId}:${recipient.unitId}:${recipient.role}:${recipient.channel}:${recipient.n}`;
}

/** The coordinating unit over a unit; undefined for one that is itself at the top. A GP office is under the sending trust. */
function unitAbove(directory: Directory, unit: Unit, sendingTrusts: Unit | undefined): Unit | undefined {
  const named = unit.escalatesTo === null ? undefined : unitById(directory, unit.escalatesTo);
  if (named !== undefined) return named;
  const own = unit.trust === undefined ? undefined : coordinatingUnitOfTrust(directory, unit.trust);
  if (own !== undefined) return own === unit ? undefined : own;
  return unit.escalatesTo === null && unit.kind === 'municipality' ? undefined : sendingTrusts;
}

/** A role's contacts in a unit, each as who stands in for it today. */
function contactsOf(
  unit: Unit | undefined,
  role: ContactRole,
  today: CalendarDate | null,
): readonly Recipient[] {
  if (unit === undefined) return [];
  const { contacts, unitId } = unit;
  return contacts.flatMap((contact, place) => {
    if (contact.role !== role || contact.disabled) return [];
    const n = today === null ? place : standIn(unit, place, today);
    if (n === undefined) return [];
    const { language } = contacts[n]!;
    return addressesOf(unit, contacts[n]!).map((address) => ({ unitId, role, ...address, language, n }));
  });
}

function withoutDuplicates(all: readonly Recipient[]): readonly Recipient[] {
  const seen = new Set<string>();
  return all.filter(({ channel, address }) => {
    const key = `${channel}:${address.toLowerCase()}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}
