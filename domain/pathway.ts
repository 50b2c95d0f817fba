import { later, minutesAfter } from './calendar.ts';
import { assessingUnit, unitById } from './directory.ts';
import { type Context, isActive, note, pointOf, project, relate, replacePoint } from './edits.ts';
import { type Facts, mayGoHome, placeKey } from './facts.ts';
import { lateEntryCause, outlives, settleChildren } from './follow-ups.ts';
import { settleFollowers } from './followers.ts';
import type { Ending, Instant, PathwayStatus } from './model.ts';
import { tell, tellGp, tellOfCorrection, tellOfWrongGp } from './notices.ts';
import { settleParts } from './parts.ts';
import { endPlan, replan, runningPlans } from './plans.ts';
import { plannedPoints, refreshWindows } from './points.ts';
import type { PathwayRecord, PlanId, Point, ReportedEvent, StartFacts, Task } from './record.ts';
import { lastLookAt, withExpiry } from './retention.ts';
import { rulesFor, taskRules } from './rules.ts';
import { settleFacts } from './settle.ts';
import { isUnfinished, nextFor, openTaskOf, planNext, routeOf } from './stage.ts';
import { cancelTasks, factsFor, restoreTasks, withPart } from './tasks.ts';
import { intakeWindow } from './windows.ts';

/** The life of a pathway: begun, reported on, ended. Every change of fact goes through `settleFacts`. */

export interface Referral extends Omit<StartFacts, 'assessingUnitId'> {
  readonly pathwayId: string;
  readonly referralId: string;
  readonly trust: string;
  readonly meaning: string;
}

/** A record of version 1, with its first plan. Who assesses follows from the catchment (CONTRACT, "Two hospitals"). */
export function beginPathway(referral: Referral, context: Context): PathwayRecord {
  const { pathwayId, referralId, trust, meaning, ...sent } = referral;
  const assessing = assessingUnit(context.directory, {
    hospitalUnitId: sent.hospitalUnitId,
    otherHospitalUnitId: sent.otherHospitalUnitId,
    place: sent.municipality,
  }).unitId;
  const start: StartFacts = { ...sent, assessingUnitId: assessing };
  const rules = rulesFor(context.directory, trust, start.municipality);
  const blank: PathwayRecord = {
    schemaVersion: 1,
    pathwayId,
    version: 0,
    status: 'active',
    trust,
    referralId,
    meaning,
    startedAt: context.now,
    endedAt: null,
    start,
    events: [],
    points: plannedPoints(start, rules.localPoints),
    tasks: [],
    notices: [],
    relations: [],
    executions: [],
    journal: [],
    effects: [],
    nextCheckAt: null,
    rescues: [],
    followUps: [],
    handedOver: [],
    routes: [],
    questions: [],
    heldCopies: [],
    openedEarly: [],
    rules,
    offer: { askAgain: true, on: null },
  };
  const noted = note(project(blank, 'R'), context, {
    type: 'pathway-started',
    unitId: start.hospitalUnitId,
    change: true,
  });
  const hospitals = [...new Set([start.hospitalUnitId, assessing])];
  const related = hospitals.reduce((record, unitId) => relate(record, context, unitId), noted);
  const entered = imported(lateEntry(related, context, factsFor(related)), context);
  return replan(settleFacts(entered, context, null), context);
}

/** A patient who is already under way: what was done before the start is not asked for again. */
function imported(record: PathwayRecord, context: Context): PathwayRecord {
  const before = record.start.imported;
  if (before === null) return record;
  const points = record.points.map((point): Point => {
    const done = before.points.find((other) => other.point === point.point);
    if (done === undefined) return point;
    return { ...point, status: done.status, heldOn: done.heldOn, concludedAt: context.now };
  });
  const place = placeKey(record.start.municipality);
  const facts = factsFor(record);
  const unitId = routeOf(record, facts, context.directory, 'intake');
  if (!before.handedOver || !mayGoHome(facts) || unitId === undefined) return { ...record, points };
  return relate({ ...record, points, handedOver: [...record.handedOver, place] }, context, unitId);
}

/** `startAtPoint` 2 or 3: what lies before is not asked for; the intake has a plan of its own, so that the point need not wait for it. */
function lateEntry(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  if (record.start.startAtPoint === 1) return record;
  const points = record.points.map((point) =>
    isPassedBy(record, point) ? { ...point, status: 'cancelled' as const, concludedAt: context.now } : point,
  );
  const entered = { ...record, points };
  if (!mayGoHome(facts) || routeOf(record, facts, context.directory, 'intake') === undefined) return entered;
  const kind = 'municipal-intake';
  const intake = {
    plan: 'f1',
    kind,
    ladder: kind,
    cause: lateEntryCause,
    unitId: null,
    asked: [],
    ...intakeWindow(context.now, taskRules(record.rules, 'municipality').windows?.[kind]),
  } as const;
  return replan(
    {
      ...entered,
      handedOver: [...entered.handedOver, placeKey(facts.municipality)],
      followUps: [...entered.followUps, intake],
    },
    context,
    intake.plan,
  );
}

/** Whether a point lies before the one that the patient enters at. */
function isPassedBy(record: PathwayRecord, point: Point): boolean {
  return Number(point.point) < record.start.startAtPoint;
}

/**
 * Takes in a report. The same `eventId` again changes nothing. A report about a pathway that has ended is kept, and
 * counts should the end be retracted. Answers the record unchanged where the report was known. `ownPlan`: the plan whose
 * own step reports; it comes back to the hub by itself, and is not made anew.
 */
export function report(
  record: PathwayRecord,
  context: Context,
  event: ReportedEvent,
  ownPlan?: PlanId,
): PathwayRecord {
  if (record.events.some((known) => known.eventId === event.eventId)) return record;
  const known = factsFor(record);
  const before = lastSettled(record);
  const kept = note({ ...record, events: withRetractions([...record.events, event]) }, context, {
    type: event.type,
    change: true,
  });
  const facts = factsFor(kept);
  // where the patient lives stands in the rows of whoever has a part, also of a pathway that has ended
  const isElsewhere = placeKey(known.municipality) !== placeKey(facts.municipality);
  const placed = isElsewhere ? project(kept, 'R') : kept;
  const ended = settleEnd(placed, context, before, facts);
  const resumed = corrected(ended, context, facts, event);
  if (resumed.status !== 'active')
    return settleChildren(settleParts(resumed, context, facts), context, facts);
  if (facts.end !== null) return endPathway(resumed, context, facts.end.status);
  const settled = tellOfSummary(
    settleFacts(resumed, context, before, event.type === 'retracted'),
    context,
    event,
  );
  const goesOn =
    besideThePlan.has(event.type) &&
    openTaskOf(settled, 'p') === openTaskOf(record, 'p') &&
    // what the pathway only waited for may be over by it
    nextFor(settled, factsFor(settled), context.directory, context.now).stage !== 'close';
  return goesOn || ownPlan === 'p' ? settled : replan(settled, context);
}

/** A report is taken back: those who were told of it are told, and copies that went to the wrong GP go to the right one. */
function corrected(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  event: ReportedEvent,
): PathwayRecord {
  if (event.type !== 'retracted') return record;
  const { eventId, retracts } = event;
  const wrong = record.events.filter((other) => other.eventId === retracts);
  const told = tellOfCorrection(record, context, retracts, eventId);
  return tellOfWrongGp(told, context, facts, wrong, eventId);
}

/**
 * The facts that the pathway's decisions were last brought in line with: what is reported of one that has ended is only
 * kept, and counts from where it was left once it goes on.
 */
export function lastSettled(record: PathwayRecord): Facts {
  const { knownAtEnd } = record;
  return record.status === 'active' || knownAtEnd === undefined
    ? factsFor(record)
    : factsFor({ ...record, events: withRetractions(record.events.slice(0, knownAtEnd)) });
}

/** Reports that change nothing of what the pathway's own plan waits for: it goes on as it is. */
const besideThePlan: ReadonlySet<ReportedEvent['type']> = new Set<ReportedEvent['type']>([
  'patient-corrected',
  'staff-blocked',
  'gp-changed',
  'esas-reported',
  'discharge-summary-sent',
  'palliative-treatment-started',
  'treatment-paused',
  'treatment-ended',
  'function-declining',
]);

/**
 * A discharge summary was sent: where municipal services are involved and the patient shares with them, the
 * municipality is told that it exists (DESIGN section 3, "Discharge summary").
 */
function tellOfSummary(record: PathwayRecord, context: Context, event: ReportedEvent): PathwayRecord {
  if (event.type !== 'discharge-summary-sent') return record;
  const facts = factsFor(record);
  const unitId = routeOf(record, facts, context.directory, 'intake');
  const involved =
    facts.circumstances.municipalServices || record.handedOver.includes(placeKey(facts.municipality));
  const shares = mayGoHome(facts);
  return involved && shares && unitId !== undefined
    ? tell(record, context, unitId, 'discharge-summary', { cause: event.eventId })
    : record;
}

/** Each event stands unless a standing retraction names it; so a retracted retraction brings its event back. */
export function withRetractions(events: readonly ReportedEvent[]): readonly ReportedEvent[] {
  const retractedBy = new Map<string, string>();
  for (const event of events.toReversed()) {
    if (event.type === 'retracted' && !retractedBy.has(event.eventId))
      retractedBy.set(event.retracts, event.eventId);
  }
  return events.map(({ retractedBy: _, ...event }) => {
    const by = retractedBy.get(event.eventId);
    return (by === undefined ? event : { ...event, retractedBy: by }) as ReportedEvent;
  });
}

/** Ends that came by themselves, not by a report. */
const byItself: ReadonlySet<PathwayStatus> = new Set<PathwayStatus>(['completed', 'declined', 'lapsed']);

/**
 * A report may show that the pathway has not ended after all: a retraction of the one that ended it, a yes after a no,
 * or a corrected date by which a window that seemed to have passed is still to come. Or it leaves another reason for
 * the end. `before`: the facts at the end.
 */
function settleEnd(record: PathwayRecord, context: Context, before: Facts, facts: Facts): PathwayRecord {
  if (record.status === 'active') return record;
  if (!byItself.has(record.status)) {
    if (facts.end === null) return resume(record, context);
    return facts.end.status === record.status
      ? record
      : project({ ...record, status: facts.end.status }, 'R');
  }
  if (facts.end !== null) return record;
  if (record.status !== 'completed') return takenUp(record, context, before, facts);
  const dated = refreshWindows(record, facts, context.now);
  return dated.points.some((point) => point.status === 'planned') ? resume(dated, context) : record;
}

/**
 * A no is not final, nor is silence: a yes after it takes the pathway up where it was left (DESIGN section 3). With a
 * yes to the pathway alone the hospital is asked to hold its conversation, unless that has been held or lies behind.
 */
function takenUp(record: PathwayRecord, context: Context, before: Facts, facts: Facts): PathwayRecord {
  if (mayGoHome(facts)) return resume(record, context);
  const first = pointOf(record, 1);
  const isNew = facts.answers.pathway.value === true && before.answers.pathway.value !== true;
  return isNew && (first.status === 'declined' || first.status === 'missed')
    ? resume(replacePoint(record, { ...first, status: 'planned', taskId: null, concludedAt: null }), context)
    : record;
}

/** Undoes an end: the same windows, the tasks as they were; those who were told are told. */
export function resume(record: PathwayRecord, context: Context): PathwayRecord {
  const told = new Set(
    record.notices
      .filter(
        ({ kind, at }) => (kind === 'ended' || kind === 'new-assessment-coming') && at === record.endedAt,
      )
      .map((notice) => notice.unitId),
  );
  const points = record.points.map((point) =>
    point.status === 'cancelled' &&
    point.taskId === null &&
    !isPassedBy(record, point) &&
    // a municipality's own point that was over before the patient came stays out of it
    (point.extra === undefined || point.closesAt > record.startedAt)
      ? { ...point, status: 'planned' as const, concludedAt: null }
      : point,
  );
  const { knownAtEnd: _, ...rest } = record;
  const active: PathwayRecord = { ...rest, status: 'active', endedAt: null, points };
  const reopened = restoreTasks(active, context, (task) => task.cancelledBy?.reason === 'end');
  // a unit may have handed on the last that it had to do after the end
  const related = reopened.tasks
    .filter(isActive)
    .reduce((result, task) => withPart(result, context, task), reopened);
  const restored = note(project(related, 'R'), context, { type: 'pathway-resumed', change: true });
  const informed = [...told].reduce((result, unitId) => tell(result, context, unitId, 'resumed'), restored);
  return informed.followUps
    .filter(({ plan }) => isUnfinished(informed, plan))
    .reduce((result, { plan }) => replan(result, context, plan), informed);
}

/** Ends the pathway: open tasks are cancelled, units with one and the GP are told neutrally, no execution runs on. */
function endPathway(record: PathwayRecord, context: Context, status: Ending): PathwayRecord {
  const ends = (task: Task) => isActive(task) && !outlives(record, task.plan, status);
  const concerned = [...new Set(record.tasks.filter(ends).map((task) => task.unitId))];
  const closed = cancelTasks(record, context, 'end', ends);
  const plans = runningPlans(closed)
    .filter(({ plan }) => !outlives(record, plan, status))
    .reduce((result, { plan }) => endPlan(result, context, plan, 'ABORTED', 'stop-it'), closed);
  const points = plans.points.map((point) =>
    point.status === 'planned' ? { ...point, status: 'cancelled' as const, concludedAt: context.now } : point,
  );
  const knownAtEnd = plans.events.length;
  const ended: PathwayRecord = { ...plans, status, endedAt: context.now, knownAtEnd, points };
  const noted = note(project(ended, 'R'), context, { type: `pathway-${status}`, change: true });
  const facts = factsFor(record);
  const again = status === 'superseded' ? sharers(record, context, facts) : [];
  const told = concerned
    .filter((unitId) => !again.includes(unitId))
    .reduce((result, unitId) => tell(result, context, unitId, 'ended'), noted);
  const announced = again.reduce(
    (result, unitId) => tell(result, context, unitId, 'new-assessment-coming'),
    told,
  );
  return tellGp(announced, context, facts, 'ended');
}

/** Municipal units that the patient shares with: after a relapse they hear that a new assessment is coming (CONTRACT, "Relapse"). */
function sharers(record: PathwayRecord, context: Context, facts: Facts): readonly string[] {
  if (!mayGoHome(facts)) return [];
  return record.relations
    .filter(
      ({ unitId, until }) => until === null && unitById(context.directory, unitId)?.kind === 'municipality',
    )
    .map(({ unitId }) => unitId);
}

/** `Close the pathway`: the plan has nothing left to do, and ends by itself. One with something left is left alone. */
export function closePathway(record: PathwayRecord, context: Context): PathwayRecord {
  if (record.status !== 'active') return record;
  const next = nextFor(record, factsFor(record), context.directory, context.now);
  if (next.stage !== 'close') return record;
  return endPathway(endPlan(record, context, 'p', 'SUCCEEDED', 'ends-itself'), context, next.status);
}

/** The record with who follows it, and the instant at which the sweep is to look again, worked out at every write: soon while something is left to do outside, else an hour after the plan should have moved. */
export function checked(record: PathwayRecord, context: Context): PathwayRecord {
  const kept = withExpiry(settleFollowers(record, context), context);
  return { ...kept, nextCheckAt: nextCheckAt(kept, context) };
}

const graceMinutes = 60;
const effectMinutes = 10;

/** When the sweep is to look after what is being done outside now. */
export function effectsCheckAt(now: Instant): Instant {
  return minutesAfter(now, effectMinutes);
}

function nextCheckAt(record: PathwayRecord, context: Context): Instant | null {
  const instants: Instant[] = [];
  for (const effect of record.effects)
    if (effect.kind === 'send') instants.push(effect.claimedUntil);
    else instants.push(effect.kind === 'expire' ? effect.from : effectsCheckAt(context.now));
  const { keptUntil } = record;
  if (keptUntil !== undefined && lastLookAt(keptUntil) > context.now) instants.push(lastLookAt(keptUntil));
  for (const plan of runningPlans(record)) {
    const task = openTaskOf(record, plan.plan);
    const wake = task === undefined ? waitOf(record, plan.plan, context) : nextRungAt(task, context.now);
    instants.push(minutesAfter(later(wake, context.now), graceMinutes));
  }
  // a plan that was lost is watched until it has held for a day
  const dayAgo = minutesAfter(context.now, -24 * 60);
  if (record.status === 'active' && record.rescues.some((at) => at > dayAgo))
    instants.push(minutesAfter(context.now, graceMinutes));
  return instants.toSorted()[0] ?? null;
}

function nextRungAt(task: Task, now: Instant): Instant {
  return task.rungs.find((rung) => rung.rung > task.rung && rung.at > now)?.at ?? task.closesAt;
}

function waitOf(record: PathwayRecord, plan: PlanId, context: Context): Instant {
  return plan === 'p'
    ? planNext(record, factsFor(record), context.directory, context.now).waitUntil
    : record.followUps.find((followUp) => followUp.plan === plan)!.opensAt;
}
