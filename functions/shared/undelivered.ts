import { minutesAfter, osloDate } from '../../domain/calendar.ts';
import { type AddressPlace, unreachableSince, withFailing } from '../../domain/directory.ts';
import { addEffect, type Context, isActive, note, taskOf } from '../../domain/edits.ts';
import type { Instant, Unit } from '../../domain/model.ts';
import { sendEffect } from '../../domain/notices.ts';
import { messageId, type Recipient, recipients } from '../../domain/recipients.ts';
import type { JournalEntry, PathwayRecord, SendEffect } from '../../domain/record.ts';
import { lists } from '../../domain/rows.ts';
import { stillTrue } from '../../domain/sending.ts';
import { type CommandDeps, claimFor, command } from './command.ts';
import { directoryOf } from './directory-cache.ts';
import { NotFound } from './errors.ts';
import { listAll } from './leaving.ts';

/** An e-mail that a provider took and could not deliver. */
export interface Undelivered {
  readonly pathwayId: string;
  /** The message's id, as it came back: with no address in it. */
  readonly messageId: string;
  readonly about: SendEffect['about'];
  /** Whose address it was. */
  readonly place: AddressPlace;
  /** It comes in the next digest of those who were not told. */
  readonly digest: boolean;
  /** Its address does not fail for good: the same is written once more, this long after. */
  readonly againAfterMinutes: number | null;
}

const by = 'vel-hjem';

/**
 * Writes a message again to whoever is written to instead, where its reason still holds: not to those who were
 * written to beside the one who is not reached. Once for each message that came back, however often it is told.
 */
export async function passOn(deps: CommandDeps, lost: Undelivered, now: Instant): Promise<void> {
  const { pathwayId, place, about } = lost;
  const task = 'taskId' in about ? about : {};
  const told = async (record: PathwayRecord, context: Context) => {
    const isThis = ({ type, messageId: id }: Partial<JournalEntry>) =>
      type === 'message-failed' && id === lost.messageId;
    if (await isNoted(deps, record, isThis)) return record;
    const noted = note(record, context, {
      type: 'message-failed',
      unitId: place.unitId,
      messageId: lost.messageId,
      change: false,
      ...task,
    });
    const effect = effectFor(lost, record, context);
    return effect === undefined ? noted : addEffect(noted, effect);
  };
  await command(deps, pathwayId, now, by, told).catch(unlessGone);
}

/** The message as it is to be written again; undefined where nobody is to be written to who was not. */
function effectFor(lost: Undelivered, record: PathwayRecord, context: Context): SendEffect | undefined {
  const { about, place, againAfterMinutes } = lost;
  const base = 'taskId' in about ? `${about.taskId}#${about.rung}` : about.noticeId;
  const way = againAfterMinutes === null ? '' : AGAIN;
  const fresh = sendEffect(context.now, `${base}~${way}${place.unitId}.${place.n}`, about);
  const effect: SendEffect = {
    ...fresh,
    claimedUntil: claimFor(record, fresh, context).claimedUntil,
    ...(lost.digest ? { digest: true } : {}),
    ...(againAfterMinutes === null ? {} : { claimedUntil: minutesAfter(context.now, againAfterMinutes) }),
  };
  const said = stillTrue(record, effect);
  if (said === undefined) return undefined;
  const { unitId, to } =
    'notice' in said
      ? { unitId: said.notice.unitId, to: 'coordinator' as const }
      : { unitId: said.task.unitId, to: said.to };
  const now = osloDate(context.now);
  const idOf = (recipient: Recipient) => messageId(effect.id, recipient);
  // who was written to beside them: the contact's address as if it did not fail
  const before = withFailing(context.directory, place, undefined);
  const sent = recipients(before, unitId, to, record.trust, now)
    .filter(
      (other) => other.unitId !== place.unitId || other.n !== place.n || other.channel !== place.channel,
    )
    .map(idOf);
  const after = recipients(context.directory, unitId, to, record.trust, now).map(idOf);
  // with nobody left at all it is sent to nobody, which rings
  const known = after.length > 0 && after.every((id) => sent.includes(id));
  return known ? undefined : { ...effect, sent };
}

/** A digest that did not arrive: what is open in the unit comes in the next one of whoever has not been told. */
export async function tellAgain(
  deps: CommandDeps,
  lost: Pick<Undelivered, 'messageId' | 'place' | 'againAfterMinutes'>,
  now: Instant,
): Promise<void> {
  for (const { pathwayId, data } of await listAll(deps, lists.worklist(lost.place.unitId))) {
    const about = { taskId: String(data.taskId), rung: 0 };
    await passOn(deps, { ...lost, pathwayId, about, digest: true }, now);
  }
}

/** In the id of a message that is tried once more at the same address. */
export const AGAIN = 'again.';

/**
 * Tells the unit above of every open task of a unit in which nobody can be written to any more, once. New patients
 * are routed by hand from then on. Answers how many tasks were told of.
 */
export async function tellOfUnreachable(deps: CommandDeps, unit: Unit, now: Instant): Promise<number> {
  const since = unreachableSince(unit);
  if (since === undefined) return 0;
  let count = 0;
  for (const { pathwayId, data } of await listAll(deps, lists.worklist(unit.unitId))) {
    const taskId = String(data.taskId);
    let isTold = false;
    const told = async (record: PathwayRecord, context: Context) => {
      isTold = false;
      const task = taskOf(record, taskId);
      // one whose arrival has not been written of is told by its ladder
      if (task?.unitId !== unit.unitId || !isActive(task) || task.rung < 0) return record;
      const isKnown = (entry: Partial<JournalEntry>) =>
        (entry.type === 'unit-unreachable' || entry.type === 'message-failed') &&
        entry.taskId === taskId &&
        entry.unitId === unit.unitId &&
        (entry.at ?? '') >= since;
      if (await isNoted(deps, record, isKnown)) return record;
      isTold = true;
      const noted = note(record, context, {
        type: 'unit-unreachable',
        taskId,
        unitId: unit.unitId,
        change: true,
      });
      const id = `${taskId}#0~unreachable.${unit.unitId}`;
      const effect = sendEffect(context.now, id, { taskId, rung: 0 });
      return addEffect(noted, { ...effect, claimedUntil: claimFor(record, effect, context).claimedUntil });
    };
    await command(deps, pathwayId, now, by, told).catch(unlessGone);
    if (isTold) count += 1;
  }
  if (count > 0) {
    deps.metric('UndeliverableTasks', count);
    deps.log.error('unit-unreachable', { unitId: unit.unitId, count });
  }
  return count;
}

/** A unit is looked at for a day after its last address failed: what was begun by then is finished. */
const watchedMinutes = 24 * 60;

/** Every unit that has become unreachable of late: finishes what a dead process, or a refused number, has left untold. */
export async function tellOfAllUnreachable(deps: CommandDeps, now: Instant): Promise<void> {
  const { units } = await directoryOf(deps.store, now);
  for (const unit of units.values()) {
    const since = unreachableSince(unit);
    if (since !== undefined && since > minutesAfter(now, -watchedMinutes))
      await tellOfUnreachable(deps, unit, now);
  }
}

/** In the record's journal or, once that is written out, in its timeline. The record was read before: nothing slips through. */
async function isNoted(
  { store }: CommandDeps,
  record: PathwayRecord,
  is: (entry: Partial<JournalEntry>) => boolean,
): Promise<boolean> {
  if (record.journal.some(is)) return true;
  return (await store.rowsOf(record.pathwayId, 'E#')).some(({ data }) => is(data));
}

/** A list may still name a pathway that the retention time has taken. */
function unlessGone(error: unknown): void {
  if (!(error instanceof NotFound)) throw error;
}
