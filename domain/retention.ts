import { addMonths, atEight, later, minutesAfter, osloDate } from './calendar.ts';
import { addEffect, type Context } from './edits.ts';
import type { Instant } from './model.ts';
import type { PathwayRecord } from './record.ts';

/** Content is deleted so many months after the end, unless the trust has set otherwise (DESIGN section 5, "Safe"). */
export const retentionMonths = 12;

/**
 * Time to live is given and taken back so long after the last write, by the sweep alone: nobody who wrote at the same
 * time is still at it then, and there is no hurry.
 */
const settlesAfterMinutes = 30;
/** So long before the time comes the sweep looks once more: a process that died may have left an item that nobody has heard of since. */
const lastLookMinutes = 3 * 60;

/**
 * When all that is kept of a pathway is to be deleted: so long after its end, or after the last of what outlives that.
 * Null while anything of it goes on. It follows from the record as it stands, so an end that is taken back takes it back.
 */
export function expiryOf({ status, endedAt, executions, rules }: PathwayRecord): Instant | null {
  if (status === 'active' || executions.some((one) => one.status === 'RUNNING')) return null;
  const last = executions.map(({ stoppedAt }) => stoppedAt!).reduce(later, endedAt!);
  return atEight(addMonths(osloDate(last), rules.retentionMonths ?? retentionMonths));
}

/** Whether the time has come: what is still there of a pathway is about to be deleted, and nothing is done with it any more. */
export function isExpired(record: PathwayRecord, now: Instant): boolean {
  const expiresAt = expiryOf(record);
  return expiresAt !== null && expiresAt <= now;
}

/**
 * The record with what is left to do where the items that lie beside it have not the time to live that it now has: after
 * an end, after an end that is taken back, and after anything that is written of a pathway that has ended.
 */
export function withExpiry(record: PathwayRecord, { now }: Pick<Context, 'now'>): PathwayRecord {
  const expiresAt = expiryOf(record);
  const isPending = record.effects.some(({ kind }) => kind === 'expire');
  const isWriting = record.effects.some(({ kind }) => kind === 'project');
  const isRight = expiresAt === (record.keptUntil ?? null) && !(isWriting && expiresAt !== null);
  if (isPending ? !isWriting : isRight) return record;
  return addEffect(record, { kind: 'expire', id: 'expire', from: minutesAfter(now, settlesAfterMinutes) });
}

/** When the sweep looks for what has been left beside a record that is kept until then. */
export function lastLookAt(keptUntil: Instant): Instant {
  return minutesAfter(keptUntil, -lastLookMinutes);
}

/** Whether it is time to see to how long the items beside the record are kept: that has changed, or they are soon to go. */
export function isExpiryDue({ effects, keptUntil }: PathwayRecord, now: Instant): boolean {
  if (keptUntil !== undefined && lastLookAt(keptUntil) <= now) return true;
  return effects.some((effect) => effect.kind === 'expire' && effect.from <= now);
}

/** The record once the items beside it are kept until it says. */
export function expirySet(record: PathwayRecord): PathwayRecord {
  const { keptUntil: _, ...rest } = record;
  const expiresAt = expiryOf(record);
  return {
    ...rest,
    ...(expiresAt === null ? {} : { keptUntil: expiresAt }),
    effects: record.effects.filter(({ kind }) => kind !== 'expire'),
  };
}
