import { addToInstant, atEight, earlier, later } from './calendar.ts';
import { type Directory, receivingUnit, unitById } from './directory.ts';
import { isActive, pointOf } from './edits.ts';
import { type Facts, mayGoHome, placeKey, saidNo } from './facts.ts';
import type { Instant, PathwayStatus, Window } from './model.ts';
import { currentPlan } from './plans.ts';
import type { PathwayRecord, Point, Task } from './record.ts';
import { cappedAt, intakeWindow, offerAgainWindow } from './windows.ts';

/**
 * What comes next for a record: the one rule behind the workflow's hub. Pure: the same record at the same instant
 * always gives the same answer, so a plan can be lost and made again.
 */

/** No execution is planned to live longer: AWS ends a Standard execution after 365 days. */
export const longestPlanDays = 330;
/** A plan that has to be renewed waits so long at the most before it is. */
const renewAfterDays = 300;
/** After a no, so many days until the pathway is offered again, unless a date was asked for. */
const offerAgainAfterDays = 28;
/** How often the pathway is offered again before the last no counts. */
const offersAtMost = 2;

export type TaskStage =
  | 'hospital-needs-assessment'
  | 'offer-again'
  | 'route-manually'
  | 'municipal-intake'
  | 'point-2'
  | 'point-3';
export type Next =
  | { readonly stage: TaskStage; readonly window: Window }
  | { readonly stage: 'close'; readonly status: PathwayStatus };

/** The stage and what the hub waits for. `continue`: wait, then go on in a new execution. */
export type Planned = { readonly stage: TaskStage | 'continue' | 'close'; readonly waitUntil: Instant };

const stageOfPoint = { 2: 'point-2', 3: 'point-3' } as const;

/** The task of the pathway's own plan that is open now: a plan has one at a time. */
export function openTaskOf(record: PathwayRecord, plan: Task['plan']): Task | undefined {
  return record.tasks.find((task) => task.plan === plan && isActive(task));
}

/** The stage that a task of the pathway's own plan belongs to. */
export function stageOf(task: Task): TaskStage {
  if (task.kind === 'route-manually') return 'route-manually';
  return task.ladder as TaskStage;
}

export function nextFor(record: PathwayRecord, facts: Facts, directory: Directory, now: Instant): Next {
  if (record.status !== 'active') return { stage: 'close', status: record.status };
  const open = openTaskOf(record, 'p');
  if (open !== undefined) return { stage: stageOf(open), window: open };

  const first = pointOf(record, 1);
  if (first !== undefined && first.status === 'planned')
    return { stage: 'hospital-needs-assessment', window: cappedWindow(record, first) };
  if (!mayGoHome(facts)) return offerOrEnd(record, facts);

  const place = placeKey(facts.municipality);
  const intakeDue = !record.handedOver.includes(place);
  const following = record.points
    .filter((point) => point.point !== 1 && point.status === 'planned')
    .toSorted(byOpening)[0];
  const routed = routeOf(record, facts, directory) !== undefined;
  if (intakeDue && following !== undefined) {
    const window = intakeWindow(now);
    return {
      stage: routed ? 'municipal-intake' : 'route-manually',
      window: cappedAt(window, later(following.opensAt, window.dueAt)),
    };
  }
  if (following === undefined) return { stage: 'close', status: 'completed' };
  if (!routed && following.opensAt <= now)
    return { stage: 'route-manually', window: cappedAt(intakeWindow(now), following.closesAt) };
  return { stage: stageOfPoint[following.point as 2 | 3], window: following };
}

/** No stage delays a later window: the hospital's task closes when point 2 opens, but not before it is due. */
function cappedWindow(record: PathwayRecord, first: Point): Window {
  const second = pointOf(record, 2);
  return second === undefined || second.status !== 'planned'
    ? first
    : cappedAt(first, later(second.opensAt, first.dueAt));
}

function byOpening(a: Point, b: Point): number {
  return a.opensAt < b.opensAt ? -1 : 1;
}

/** The unit that receives the patient in the municipality: the directory's, or the one found by hand. */
export function routeOf(record: PathwayRecord, facts: Facts, directory: Directory): string | undefined {
  const place = placeKey(facts.municipality);
  const byHand = record.routes.findLast((route) => route.place === place);
  if (byHand !== undefined && unitById(directory, byHand.unitId) !== undefined) return byHand.unitId;
  return receivingUnit(directory, facts.municipality)?.unitId;
}

/** After a no, or where nobody has asked: offered again, two offers at most, then declined, or lapsed if nobody ever asked. */
function offerOrEnd(record: PathwayRecord, facts: Facts): Next {
  const offers = record.tasks.filter((task) => task.kind === 'offer-again' && task.status !== 'cancelled');
  const last = offers.at(-1);
  const answered = offers.some((task) => task.status === 'declined' || task.status === 'completed');
  if (offers.length >= offersAtMost || !record.offer.askAgain) {
    return {
      stage: 'close',
      status: offers.length > 0 && !answered && record.offer.askAgain ? 'lapsed' : 'declined',
    };
  }
  return { stage: 'offer-again', window: offerAgainWindow(offerAt(record, facts, last)) };
}

function offerAt(record: PathwayRecord, facts: Facts, last: Task | undefined): Instant {
  if (record.offer.on !== null) return atEight(record.offer.on);
  const since = last?.concludedAt ?? pointOf(record, 1)?.concludedAt ?? record.startedAt;
  // a question that nobody has put is put at once: there is no no to respect
  return saidNo(facts) || last !== undefined ? addToInstant(since, { days: offerAgainAfterDays }) : since;
}

/**
 * What the hub answers: the stage, or `continue` where the stage would not end well inside the longest life of
 * the plan that runs now.
 */
export function planNext(record: PathwayRecord, facts: Facts, directory: Directory, now: Instant): Planned {
  const next = nextFor(record, facts, directory, now);
  if (next.stage === 'close') return { stage: 'close', waitUntil: now };
  const startedAt = currentPlan(record, 'p')?.startedAt ?? now;
  if (next.window.closesAt <= addToInstant(startedAt, { days: longestPlanDays }))
    return { stage: next.stage, waitUntil: next.window.opensAt };
  const renewAt = addToInstant(startedAt, { days: renewAfterDays });
  return { stage: 'continue', waitUntil: later(earlier(next.window.opensAt, renewAt), now) };
}
