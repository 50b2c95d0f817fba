import { addressesOf, coordinatingUnitOfTrust, type Directory, unitById } from './directory.ts';
import type { ContactRole, Language, Receiver, Unit } from './model.ts';

/** One message's receiver: a contact of a unit, on one channel. */
export interface Recipient {
  readonly unitId: string;
  readonly role: ContactRole;
  readonly channel: 'email' | 'sms';
  readonly address: string;
  readonly language: Language;
  /** The contact's place in the unit's list: tells two of the same role apart without an address. */
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
 */
export function recipients(
  directory: Directory,
  unitId: string,
  to: Receiver,
  sendingTrust: string,
): readonly Recipient[] {
  const unit = unitById(directory, unitId);
  const trust = coordinatingUnitOfTrust(directory, sendingTrust);
  const above = unit && unitAbove(directory, unit, trust);
  const ways: Record<Receiver, () => readonly (readonly Recipient[])[]> = {
    coordinator: () => [contacts(unit, 'coordinator'), contacts(unit, 'leader'), anybody(above)],
    leader: () => [contacts(unit, 'leader'), anybody(above)],
    'coordinating-unit': () => [above === undefined ? contacts(unit, 'leader') : anybody(above)],
    'coordinating-units-of-both': () => [
      [...(above === undefined ? contacts(unit, 'leader') : anybody(above)), ...anybody(trust)],
    ],
  };
  const last = [anybody(trust), contacts(unit, 'leader'), contacts(unit, 'coordinator')];
  const found = [...ways[to](), ...last].find((way) => way.length > 0) ?? [];
  return withoutDuplicates(found);
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

function anybody(unit: Unit | undefined): readonly Recipient[] {
  const coordinators = contacts(unit, 'coordinator');
  return coordinators.length > 0 ? coordinators : contacts(unit, 'leader');
}

function contacts(unit: Unit | undefined, role: ContactRole): readonly Recipient[] {
  if (unit === undefined) return [];
  return unit.contacts.flatMap((contact, n) =>
    contact.role === role
      ? addressesOf(unit, contact).map(({ channel, address }) => ({
          unitId: unit.unitId,
          role,
          channel,
          address,
          language: contact.language,
          n,
        }))
      : [],
  );
}

function withoutDuplicates(found: readonly Recipient[]): readonly Recipient[] {
  const seen = new Set<string>();
  return found.filter(({ channel, address }) => {
    const key = `${channel}:${address.toLowerCase()}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}
