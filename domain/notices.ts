import { daysBetween, firstSendingInstant, later, minutesAfter, osloDate } from './calendar.ts';
import { addEffect, type Context, isActive, note, project } from './edits.ts';
import type { Facts } from './facts.ts';
import { gpHoldsDays } from './limits.ts';
import type { Instant, NoticeKind, PointNumber, SendingHours } from './model.ts';
import type { HeldCopy, Notice, PathwayRecord, ReportedEvent, SendEffect } from './record.ts';
import { hoursOf } from './rules.ts';

/**
 * How long a claim holds before somebody else may send. Now is the event's instant, and a step that is turned away is
 * tried again for some two hours: a claim outlasts that and the longest run of any function, so that a late sender
 * and the sweep never write the same message. Who died in between is written for after that, still the same day.
 */
const claimMinutes = 6 * 60;

/**
 * A claim on a message: nobody but the claimant sends it before `claimedUntil`. Outside sending hours (08:00–16:00
 * Oslo on a working day, unless the receiver's are others) nobody sends it before they begin; the sweep does then.
 */
export function claim(
  now: Instant,
  hours?: SendingHours,
): { readonly claimedUntil: Instant; readonly now: boolean } {
  const first = firstSendingInstant(now, hours);
  return first > now
    ? { claimedUntil: first, now: false }
    : { claimedUntil: minutesAfter(now, claimMinutes), now: true };
}

export function sendEffect(
  now: Instant,
  id: string,
  about: SendEffect['about'],
  hours?: SendingHours,
): SendEffect {
  return { kind: 'send', id, about, claimedUntil: claim(now, hours).claimedUntil, sent: [] };
}

/** The unit that a message is meant for: whose sending hours hold. */
export function unitOfSend(record: PathwayRecord, { about }: SendEffect): string | undefined {
  return 'noticeId' in about
    ? record.notices.find(({ noticeId }) => noticeId === about.noticeId)?.unitId
    : record.tasks.find(({ taskId }) => taskId === about.taskId)?.unitId;
}

/**
 * The message of a rung that a step enters without having read whose sending hours hold: claimed for as long as any,
 * and given back where it turns out that nobody may be written to now.
 */
export function enteredRung(now: Instant, taskId: string, rung: number): SendEffect {
  const effect = rungEffect(now, taskId, rung);
  return { ...effect, claimedUntil: later(effect.claimedUntil, minutesAfter(now, claimMinutes)) };
}

/** The message of one rung of a task: sent once to each receiver, whoever comes to send it. */
export function rungEffect(
  now: Instant,
  taskId: string,
  rung: number,
  unitId?: string,
  hours?: SendingHours,
): SendEffect {
  const id = unitId === undefined ? `${taskId}#${rung}` : `${taskId}#${rung}@${unitId}`;
  return sendEffect(now, id, { taskId, rung }, hours);
}

/** Takes back what has not yet been sent about a task: it is closed, or another unit's. */
export function withoutSends(record: PathwayRecord, taskId: string): PathwayRecord {
  const effects = record.effects.filter(
    (effect) => effect.kind !== 'send' || !('taskId' in effect.about) || effect.about.taskId !== taskId,
  );
  return effects.length === record.effects.length ? record : { ...record, effects };
}

/** What a notice is about: a point, what is asked, and what it tells of. */
interface About {
  readonly point?: PointNumber | null;
  readonly asked?: readonly string[];
  readonly cause?: string;
  /** It stands in the list, and nobody is written to of it. */
  readonly quietly?: boolean;
  /** Told as the unit above whoever was to act. */
  readonly above?: boolean;
}

/** Tells a unit something without asking it to act: a notice in its list, and a neutral message that it is there. */
export function tell(
  record: PathwayRecord,
  context: Context,
  unitId: string,
  kind: NoticeKind,
  about: About = {},
): PathwayRecord {
  const noticeId = `${record.pathwayId}-n${record.notices.length + 1}`;
  const notice = {
    noticeId,
    kind,
    unitId,
    at: context.now,
    point: about.point ?? null,
    asked: about.asked ?? [],
    receivedAt: null,
    ...(about.cause === undefined ? {} : { cause: about.cause }),
    ...(about.above === true ? { above: true as const } : {}),
  };
  const told = project({ ...record, notices: [...record.notices, notice] }, noticeId);
  const noted = note(told, context, {
    type: 'notice-sent',
    unitId,
    change: false,
    ...(notice.point === null ? {} : { point: notice.point }),
  });
  if (about.quietly === true) return noted;
  return addEffect(
    noted,
    sendEffect(context.now, noticeId, { noticeId }, hoursOf(record.rules, context.directory, unitId)),
  );
}

/** Notices that say what the patient needs, or how the patient is. The others say no more than that a case has changed. */
const copies: ReadonlySet<NoticeKind> = new Set(['assessment', 'treatment']);

/**
 * Whether the GP office is told anything: one is known, and the patient has said yes to copies (DESIGN section 3,
 * "GP"). While the patient has not been asked about the pathway nothing leaves the hospital (CONTRACT, "Not asked").
 */
export function mayTellGp(facts: Facts): boolean {
  const { gpCopy, pathway } = facts.answers;
  return facts.gp !== null && gpCopy.value === true && pathway.value !== null;
}

/** Whether so much time has passed since the GP office was named that it may be another now. */
export function isGpUncertain(facts: Facts, now: Instant): boolean {
  return facts.gp !== null && daysBetween(facts.gp.asOf, osloDate(now)) > gpHoldsDays;
}

/** Tells the GP office. A copy for one that is to be confirmed first is held until it is. */
export function tellGp(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  kind: NoticeKind,
  about: About = {},
): PathwayRecord {
  if (!mayTellGp(facts)) return record;
  const { point = null, asked = [], cause = '' } = about;
  return copies.has(kind) && isGpUncertain(facts, context.now)
    ? hold(record, { kind, since: context.now, point, asked, cause })
    : tell(record, context, facts.gp!.unitId, kind, about);
}

function hold(record: PathwayRecord, copy: HeldCopy): PathwayRecord {
  return { ...record, heldCopies: [...record.heldCopies, copy] };
}

/** Sends the copies that were held, once it is certain who the GP is. Without the yes to copies they wait for that, too. */
export function releaseCopies(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  const waits = !mayTellGp(facts) || isGpUncertain(facts, context.now);
  if (record.heldCopies.length === 0 || waits) return record;
  return record.heldCopies.reduce(
    (result, { kind, point, asked, cause }) => tellGp(result, context, facts, kind, { point, asked, cause }),
    { ...record, heldCopies: [] } as PathwayRecord,
  );
}

/**
 * Those who were told of something that was wrong, or had been given a task by it, are told so; after the end by a notice
 * in their list alone. `by` is the report that took it back: should that be wrong in its turn, they hear again.
 */
export function tellOfCorrection(
  record: PathwayRecord,
  context: Context,
  cause: string,
  by: string,
): PathwayRecord {
  const notices = record.notices.filter((notice) => notice.cause === cause);
  const told = notices.map(({ unitId }) => unitId);
  const isAbove = (unitId: string) =>
    !given.includes(unitId) && notices.every((one) => one.unitId !== unitId || one.above === true);
  const plans = record.followUps.filter((one) => one.cause === cause).map(({ plan }) => plan);
  const given = record.tasks
    .filter((task) => plans.includes(task.plan) && isActive(task) && task.unitId !== context.by)
    .map(({ unitId }) => unitId);
  const held = record.heldCopies.filter((copy) => copy.cause !== cause);
  const withoutHeld = held.length === record.heldCopies.length ? record : { ...record, heldCopies: held };
  const quietly = record.status !== 'active';
  return [...new Set([...told, ...given])].reduce(
    (result, unitId) =>
      tell(result, context, unitId, 'corrected', { cause: by, quietly, above: isAbove(unitId) }),
    withoutHeld as PathwayRecord,
  );
}

/**
 * Reports of who the GP is were wrong: an office that got copies by one, and is not the patient's, is told; the copies go
 * to the one that is. `by` is what took the reports back; what was said of it itself is corrected in its own way.
 */
export function tellOfWrongGp(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  wrong: readonly ReportedEvent[],
  by: string,
): PathwayRecord {
  return wrong.reduce((result, event) => {
    const office = 'gp' in event ? event.gp?.unitId : undefined;
    if (office === undefined || office === facts.gp?.unitId) return result;
    const went = result.notices.filter(
      ({ unitId, kind, at, cause }) =>
        unitId === office && copies.has(kind) && at >= event.receivedAt && cause !== by,
    );
    if (went.length === 0) return result;
    const quietly = result.status !== 'active';
    const told = tell(result, context, office, 'corrected', { cause: by, quietly });
    return quietly
      ? told
      : went
          .filter((notice) => !isTold(told, facts.gp?.unitId, notice))
          .reduce((sent, { kind, ...about }) => tellGp(sent, context, facts, kind, about), told);
  }, record);
}

/** Whether an office has, or is to get, the copy that another has got. */
function isTold(
  record: PathwayRecord,
  office: string | undefined,
  { kind, cause }: Pick<Notice, 'kind' | 'cause'>,
): boolean {
  const isCopy = (other: Pick<Notice, 'kind' | 'cause'>) => other.kind === kind && other.cause === cause;
  return record.heldCopies.some(isCopy) || record.notices.some((one) => one.unitId === office && isCopy(one));
}

/** `receipt`: the unit has seen it. Repeats change nothing. */
export function receive(record: PathwayRecord, context: Context, noticeId: string): PathwayRecord {
  const notice = record.notices.find((other) => other.noticeId === noticeId);
  if (notice === undefined || notice.receivedAt !== null) return record;
  const received = { ...notice, receivedAt: context.now };
  return project(
    { ...record, notices: record.notices.map((other) => (other === notice ? received : other)) },
    noticeId,
  );
}
