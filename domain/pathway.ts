import { later } from './calendar.ts';
import { assessingUnit, receivingUnit } from './directory.ts';
import { type Context, isActive, note, pointOf, project, relate, replacePoint, unrelate } from './edits.ts';
import { type Facts, mayGoHome, placeKey } from './facts.ts';
import type { Instant, PathwayStatus } from './model.ts';
import { minutesAfter, tell, tellGp } from './notices.ts';
import { endPlan, replan, runningPlans } from './plans.ts';
import { plannedPoints, refreshWindows } from './points.ts';
import type { EventBody, PathwayRecord, ReportedEvent, StartFacts } from './record.ts';
import { nextFor, openTaskOf, planNext, routeOf } from './stage.ts';
import { cancelTasks, factsFor, missPassed, restoreTasks, toNewUnit } from './tasks.ts';

/** The life of a pathway: begun, reported on, ended. Every change of fact goes through `settleFacts`. */

export interface Referral extends StartFacts {
  readonly pathwayId: string;
  readonly referralId: string;
  readonly trust: string;
  readonly meaning: string;
}

/** A record of version 1, with its first plan. Who assesses follows from the catchment (CONTRACT, "Two hospitals"). */
export function beginPathway(referral: Referral, context: Context): PathwayRecord {
  const { pathwayId, referralId, trust, meaning, ...start } = referral;
  const assessing = assessingUnit(context.directory, {
    hospitalUnitId: start.hospitalUnitId,
    otherHospitalUnitId: start.otherHospitalUnitId,
    place: start.municipality,
  }).unitId;
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
    points: plannedPoints(assessing),
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
    offer: { askAgain: true, on: null },
  };
  const noted = note(project(blank, 'R'), context, {
    type: 'pathway-started',
    unitId: start.hospitalUnitId,
    change: true,
  });
  const hospitals = [...new Set([start.hospitalUnitId, assessing])];
  const related = hospitals.reduce((record, unitId) => relate(record, context, unitId), noted);
  const facts = factsFor(related);
  const dated = refreshWindows(related, facts);
  const late = lateEntry(dated, context, facts);
  const decided = settleFacts(late, context, null);
  return decided.status === 'active' ? replan(begunFollowUps(decided, context), context) : decided;
}

/** `startAtPoint` 2 or 3: what lies before is not asked for; the intake has a plan of its own, so that the point need not wait for it. */
function lateEntry(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  const from = record.start.startAtPoint;
  if (from === 1) return record;
  const points = record.points.map((point) =>
    typeof point.point === 'number' && point.point < from
      ? { ...point, status: 'cancelled' as const, concludedAt: context.now }
      : point,
  );
  const entered = { ...record, points };
  if (!mayGoHome(facts) || receivingUnit(context.directory, facts.municipality) === undefined) return entered;
  return {
    ...entered,
    handedOver: [...entered.handedOver, placeKey(facts.municipality)],
    followUps: [...entered.followUps, { plan: 'f1', kind: 'municipal-intake', opensAt: context.now }],
  };
}

function begunFollowUps(record: PathwayRecord, context: Context): PathwayRecord {
  return record.followUps.reduce((result, followUp) => replan(result, context, followUp.plan), record);
}

/**
 * Takes in a report. The same `eventId` again changes nothing. A report about a pathway that has ended is kept, and
 * counts should the end be retracted. Answers the record unchanged where the report was known.
 */
export function report(record: PathwayRecord, context: Context, event: ReportedEvent): PathwayRecord {
  if (record.events.some((known) => known.eventId === event.eventId)) return record;
  const before = factsFor(record);
  const marked = event.type === 'retracted' ? retract(record, event) : record;
  const kept = note({ ...marked, events: [...marked.events, event] }, context, {
    type: event.type,
    change: true,
  });
  const facts = factsFor(kept);
  const resumed = settleEnd(kept, context, before, facts);
  if (resumed.status !== 'active') return resumed;
  const dated = refreshWindows(resumed, facts);
  const settled = settleFacts(dated, context, before);
  if (settled.status !== 'active') return settled;
  return replan(settled, context);
}

/** A retracted retraction brings the event back: each event stands unless a standing retraction names it. */
function retract(
  record: PathwayRecord,
  event: ReportedEvent & Extract<EventBody, { type: 'retracted' }>,
): PathwayRecord {
  return {
    ...record,
    events: record.events.map((other) => {
      if (other.eventId === event.retracts) return { ...other, retractedBy: event.eventId };
      const target = record.events.find((named) => named.eventId === event.retracts);
      if (target?.type === 'retracted' && other.eventId === target.retracts) {
        const { retractedBy: _, ...standing } = other;
        return standing;
      }
      return other;
    }),
  };
}

/** A retraction may take back the report that ended the pathway, or leave another one as the reason. */
function settleEnd(record: PathwayRecord, context: Context, before: Facts, facts: Facts): PathwayRecord {
  if (before.end === null || before.end.status !== record.status) return record;
  if (facts.end === null) return resume(record, context);
  return facts.end.status === record.status ? record : project({ ...record, status: facts.end.status }, 'R');
}

/** Undoes an end: the same windows, the tasks as they were; those who were told are told. */
function resume(record: PathwayRecord, context: Context): PathwayRecord {
  const told = new Set(
    record.notices
      .filter((notice) => notice.kind === 'ended' && notice.at === record.endedAt)
      .map((notice) => notice.unitId),
  );
  const active: PathwayRecord = { ...record, status: 'active', endedAt: null };
  const restored = note(project(restoreTasks(active, context, 'end'), 'R'), context, {
    type: 'pathway-resumed',
    change: true,
  });
  const informed = [...told].reduce((result, unitId) => tell(result, context, unitId, 'resumed'), restored);
  const open = informed.followUps.filter((followUp) => openTaskOf(informed, followUp.plan) !== undefined);
  return open.reduce((result, followUp) => replan(result, context, followUp.plan), informed);
}

/**
 * Brings what was decided in line with the facts: an end, a no, a no longer, a move. Every command that changes a
 * fact comes through here, in whatever order reports arrive. `before` is null at the start.
 */
function settleFacts(record: PathwayRecord, context: Context, before: Facts | null): PathwayRecord {
  const facts = factsFor(record);
  if (facts.end !== null) return endPathway(record, context, facts.end.status);
  const answered = settleAnswers(record, context, facts, before);
  return before === null || placeKey(before.municipality) === placeKey(facts.municipality)
    ? answered
    : settleMove(answered, context, facts, before);
}

function settleAnswers(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  before: Facts | null,
): PathwayRecord {
  const first = pointOf(record, 1);
  const wentHome = before === null || mayGoHome(before);
  if (
    facts.answers.pathway.value === false &&
    first !== undefined &&
    (first.status === 'planned' || first.status === 'open')
  ) {
    const closed = cancelTasks(record, context, 'answers', (task) => task.plan === 'p');
    const declined = replacePoint(closed, { ...first, status: 'declined', concludedAt: context.now });
    const noted = note(declined, context, { type: 'point-declined', point: 1, change: true });
    return tellGp(noted, context, facts, 'declined', { point: 1 });
  }
  if (wentHome && !mayGoHome(facts)) {
    // nothing goes on at home without its yes: the municipality's open task ends, and the hospital asks again later
    const closed = cancelTasks(record, context, 'answers', (task) => task.place !== null);
    const planned = {
      ...closed,
      points: closed.points.map((point) =>
        point.status === 'cancelled' && point.taskId !== null && point.closesAt > context.now
          ? { ...point, status: 'planned' as const, taskId: null, concludedAt: null }
          : point,
      ),
    };
    return closed === record ? record : tellGp(planned, context, facts, 'declined');
  }
  if (!wentHome && facts.answers.pathway.value === true && first?.status === 'declined') {
    // a yes after a no: the hospital is asked to hold the conversation now, as if it had been said at first
    const closed = cancelTasks(record, context, 'answers', (task) => task.kind === 'offer-again');
    return refreshWindows(
      replacePoint(closed, { ...first, status: 'planned', taskId: null, concludedAt: null }),
      facts,
    );
  }
  return record;
}

/** A move: an open municipal task changes unit and keeps its instants; with none open, an intake opens at the new unit. */
function settleMove(record: PathwayRecord, context: Context, facts: Facts, before: Facts): PathwayRecord {
  const place = placeKey(facts.municipality);
  const open = record.tasks.find((task) => isActive(task) && task.place !== null);
  const oldUnit = open?.unitId ?? routeOf(record, before, context.directory);
  const unitId = routeOf(record, facts, context.directory);
  let result = record;
  if (open !== undefined && unitId !== undefined && open.kind !== 'route-manually') {
    result = toNewUnit(
      result,
      context,
      open,
      { ...open, place, unitId, status: 'open', acceptedBy: null, appointmentOn: null },
      'task-moved',
    );
    if (open.kind === 'needs-assessment')
      result = { ...result, handedOver: [...new Set([...result.handedOver, place])] };
  } else if (open !== undefined) {
    // nobody is known at the new place: the task ends, and the hub has the route found by hand
    result = cancelTasks(result, context, 'moved', (task) => task === open);
    const point = open.point === null ? undefined : pointOf(result, open.point);
    if (point !== undefined && open.kind === 'needs-assessment')
      result = replacePoint(result, { ...point, status: 'planned', taskId: null, concludedAt: null });
  }
  if (
    oldUnit !== undefined &&
    oldUnit !== unitId &&
    result.relations.some((relation) => relation.unitId === oldUnit)
  ) {
    result = tell(unrelate(result, context, oldUnit), context, oldUnit, 'moved');
  }
  return tellGp(result, context, facts, 'moved');
}

/** Ends the pathway: open tasks are cancelled, units with one and the GP are told neutrally, no execution runs on. */
function endPathway(record: PathwayRecord, context: Context, status: PathwayStatus): PathwayRecord {
  const facts = factsFor(record);
  const concerned = [...new Set(record.tasks.filter(isActive).map((task) => task.unitId))];
  const pending = record.effects.filter((effect) => effect.kind !== 'send');
  const closed = cancelTasks({ ...record, effects: pending }, context, 'end');
  const plans = runningPlans(closed).reduce(
    (result, plan) => endPlan(result, context, plan.plan, 'ABORTED', 'stop-it'),
    closed,
  );
  const ended: PathwayRecord = { ...plans, status, endedAt: context.now };
  const noted = note(project(ended, 'R'), context, { type: `pathway-${status}`, change: true });
  const told = concerned.reduce((result, unitId) => tell(result, context, unitId, 'ended'), noted);
  return tellGp(told, context, facts, 'ended');
}

/** `Close the pathway`: the plan has nothing left to do, and ends by itself. */
export function closePathway(record: PathwayRecord, context: Context): PathwayRecord {
  const facts = factsFor(record);
  const passed = missPassed(record, context);
  const next = nextFor(passed, facts, context.directory, context.now);
  if (passed.status !== 'active' || next.stage !== 'close') return passed;
  const ownEnded = endPlan(passed, context, 'p', 'SUCCEEDED', 'ends-itself');
  return endPathway(ownEnded, context, next.status);
}

/** The record with the instant at which the sweep is to look again, worked out at every write: soon while something is left to do outside, else an hour after the plan should have moved. */
export function checked(record: PathwayRecord, context: Context): PathwayRecord {
  return { ...record, nextCheckAt: nextCheckAt(record, context) };
}

const graceMinutes = 60;
const effectMinutes = 10;

function nextCheckAt(record: PathwayRecord, context: Context): Instant | null {
  const instants: Instant[] = [];
  for (const effect of record.effects)
    instants.push(effect.kind === 'send' ? effect.claimedUntil : minutesAfter(context.now, effectMinutes));
  for (const plan of runningPlans(record)) {
    const task = openTaskOf(record, plan.plan);
    const wake =
      task === undefined
        ? waitOf(record, plan.plan, context)
        : (task.rungs.find((rung) => rung.rung > task.rung && rung.at > context.now)?.at ??
          later(task.closesAt, context.now));
    instants.push(minutesAfter(wake, graceMinutes));
  }
  // a plan that was lost is watched until it has held for a day
  if (record.rescues.length > 0 && runningPlans(record).length > 0)
    instants.push(minutesAfter(context.now, graceMinutes));
  return instants.toSorted()[0] ?? null;
}

function waitOf(record: PathwayRecord, plan: string, context: Context): Instant {
  if (plan !== 'p') return context.now;
  return later(planNext(record, factsFor(record), context.directory, context.now).waitUntil, context.now);
}
