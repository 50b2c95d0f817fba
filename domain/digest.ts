import { addWorkingDays, atEight, firstSendingInstant, minutesAfter, osloDate } from './calendar.ts';
import { type Directory, isReachable, unitById } from './directory.ts';
import { type Context, taskOf } from './edits.ts';
import type { Instant } from './model.ts';
import type { PathwayRecord, SendEffect } from './record.ts';
import { receiverOf, type Subject, stillTrue } from './sending.ts';

/**
 * The morning digest: a unit that has asked for it is told once, in the morning, of what has arrived, what it is
 * reminded of and what it is told for information. A message that waits for the morning stays in its record.
 */

/** A message that waits for a unit's next digest. */
export interface Collected {
  readonly pathwayId: string;
  readonly effect: SendEffect;
  readonly unitId: string;
  readonly trust: string;
  /** What it says; undefined where its reason has passed since. */
  readonly said: Subject | undefined;
}

/**
 * The unit in whose digest a message comes; undefined where it is sent by itself. Told at once whatever a unit has
 * asked for: leaders and coordinating units of what is not done, what cannot wait for a morning, and whatever is
 * written again because somebody was not reached.
 */
export function collectingUnit(
  record: PathwayRecord,
  effect: SendEffect,
  directory: Directory,
): string | undefined {
  const unitId = unitOf(record, effect);
  const unit = unitId === undefined ? undefined : unitById(directory, unitId);
  if (unit === undefined) return undefined;
  const asks = unit.settings?.messages === 'morning-digest' && isReachable(unit) && !effect.id.includes('~');
  return effect.digest || asks || cameWithImport(record, effect) ? unitId : undefined;
}

/** For so long what an imported patient brings is the import's: several hundred may come in a day. */
const importMinutes = 24 * 60;

/** What a patient who was imported has brought at once: units hear of all who came in one message; of reminders, and of what opens later, as ever. */
function cameWithImport(record: PathwayRecord, { about }: SendEffect): boolean {
  if (record.start.imported === null || ('rung' in about && about.rung > 0)) return false;
  const at =
    'noticeId' in about
      ? record.notices.find((other) => other.noticeId === about.noticeId)?.at
      : taskOf(record, about.taskId)?.openedAt;
  return at !== undefined && at < minutesAfter(record.startedAt, importMinutes);
}

function unitOf(record: PathwayRecord, { about }: SendEffect): string | undefined {
  if ('noticeId' in about) {
    const notice = record.notices.find((other) => other.noticeId === about.noticeId);
    return notice?.kind === 'missed' ? undefined : notice?.unitId;
  }
  const task = taskOf(record, about.taskId);
  const isForUnit = task !== undefined && receiverOf(task, about.rung) === 'coordinator';
  return isForUnit && task.kind !== 'esas-action' ? task.unitId : undefined;
}

/** What opens at 08:00 is entered some minutes later: it comes in the same morning's digest. */
const settlingMinutes = 15;

/** The morning whose digest something is told in that has come up now: 08:00 Oslo of a working day. */
export function morningFor(now: Instant): Instant {
  const since = minutesAfter(now, -settlingMinutes);
  const first = firstSendingInstant(since);
  return first > since ? first : atEight(addWorkingDays(osloDate(now), 1));
}

/** Whether a message waits for a morning: one that was claimed at night does, like one put off until then. */
export function waitsForMorning(record: PathwayRecord, effect: SendEffect, directory: Directory): boolean {
  return (
    effect.claimedUntil === atEight(osloDate(effect.claimedUntil)) &&
    collectingUnit(record, effect, directory) !== undefined
  );
}

/** What of a record is to come in the digests that go out now: nothing outside sending hours, or while sending is paused. */
export function collectedIn(record: PathwayRecord, context: Context): readonly Collected[] {
  const { now, directory } = context;
  if (directory.sending.paused || firstSendingInstant(now) > now) return [];
  return record.effects.flatMap((effect) => {
    if (effect.kind !== 'send' || minutesAfter(effect.claimedUntil, settlingMinutes) > now) return [];
    const unitId = collectingUnit(record, effect, directory);
    if (unitId === undefined || !waitsForMorning(record, effect, directory)) return [];
    const { pathwayId, trust } = record;
    return [{ pathwayId, effect, unitId, trust, said: stillTrue(record, effect) }];
  });
}

/** What a digest says. */
export interface DigestCounts {
  /** Tasks that have arrived. */
  readonly arrived: number;
  /** Tasks that were known, and are reminded of. */
  readonly reminded: number;
  readonly notices: number;
  /** Tasks of those that are past their due date. */
  readonly overdue: number;
}

/** Each task counts once: as new where its arrival is among what is told. */
export function countsOf(collected: readonly Pick<Collected, 'said'>[], now: Instant): DigestCounts {
  const tasks = new Map<string, { readonly dueAt: Instant; readonly arrived: boolean }>();
  let notices = 0;
  for (const { said } of collected) {
    if (said === undefined) continue;
    if ('notice' in said) notices += 1;
    else {
      const { taskId, dueAt } = said.task;
      const arrived = said.rung === 0 || (tasks.get(taskId)?.arrived ?? false);
      tasks.set(taskId, { dueAt, arrived });
    }
  }
  const all = [...tasks.values()];
  const arrived = all.filter((task) => task.arrived).length;
  return {
    arrived,
    reminded: all.length - arrived,
    notices,
    overdue: all.filter(({ dueAt }) => dueAt < now).length,
  };
}
