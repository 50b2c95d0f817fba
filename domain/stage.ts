import { addToInstant, atEight, earlier, later } from './calendar.ts';
import { type Directory, receivingUnit, takingUnit, unitById } from './directory.ts';
import { isActive, pointOf } from './edits.ts';
import { type Facts, mayGoHome, noSaidOn, placeKey } from './facts.ts';
import type {
  AskAgain,
  Ending,
  Instant,
  Purpose,
  TaskKind,
  Window,
  WindowFigures,
  WindowKey,
} from './model.ts';
import { currentPlan } from './plans.ts';
import type { FollowUp, PathwayRecord, PlanId, Point, Task } from './record.ts';
import { type Side, taskRules } from './rules.ts';
import { cappedAt, hospitalWindow, intakeWindow, offerAgainWindow } from './windows.ts';

/**
 * What comes next for a record: the one rule behind the workflow's hub. Pure: the same record at the same instant
 * always gives the same answer, so a plan can be lost and made again.
 */

/** No execution is planned to live longer: AWS ends a Standard execution after 365 days. */
export const longestPlanDays = 330;
/** A plan that has to be renewed waits so long at the most before it is. */
const renewAfterDays = 300;
/** After a no: when the pathway is offered again, unless a date was asked for, and how often before the last no counts (DESIGN section 3). */
const askAgainByDefault: AskAgain = { afterDays: 28, offersAtMost: 2 };

export type TaskStage =
  | 'hospital-needs-assessment'
  | 'offer-again'
  | 'route-manually'
  | 'municipal-intake'
  | 'extra-point'
  | 'point-2'
  | 'point-3';
export type Next =
  | { readonly stage: TaskStage; readonly window: Window }
  /** Nothing is left but tasks beside the points: the pathway ends when they have, at the latest then. */
  | { readonly stage: 'rest'; readonly until: Instant }
  | { readonly stage: 'close'; readonly status: Ending };

/** The stage and what the hub waits for. `continue`: wait, then go on in a new execution. */
export type Planned = { readonly stage: TaskStage | 'continue' | 'close'; readonly waitUntil: Instant };

export function stageOfPoint(point: Point): TaskStage {
  return point.point === 2 ? 'point-2' : point.point === 3 ? 'point-3' : 'extra-point';
}

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
  const next = nextOfPoints(record, facts, directory, now);
  const waitsFor = next.stage === 'close' ? record.followUps.filter((one) => holdsUp(record, one)) : [];
  return waitsFor.length === 0
    ? next
    : { stage: 'rest', until: waitsFor.map(({ closesAt }) => closesAt).reduce(later) };
}

/** Tasks that somebody has been promised an answer to: the pathway does not end over them by itself. */
const promised: ReadonlySet<TaskKind> = new Set([
  'gp-appointment',
  'esas-action',
  'coordinator-referral',
  'question',
]);

function holdsUp(record: PathwayRecord, followUp: FollowUp): boolean {
  return promised.has(followUp.kind) && isUnfinished(record, followUp.plan);
}

/** A follow-up whose task is open, or was not yet opened. */
export function isUnfinished(record: PathwayRecord, plan: PlanId): boolean {
  return openTaskOf(record, plan) !== undefined || !record.tasks.some((task) => task.plan === plan);
}

function nextOfPoints(record: PathwayRecord, facts: Facts, directory: Directory, now: Instant): Next {
  const open = openTaskOf(record, 'p');
  if (open !== undefined) return { stage: stageOf(open), window: open };

  const first = pointOf(record, 1);
  const following = record.points.find((point) => point.point !== 1 && point.status === 'planned');
  if (first.status === 'planned')
    return {
      stage: 'hospital-needs-assessment',
      window: untilOpeningOf(
        following,
        inTime(
          (opensAt) => hospitalWindow(opensAt, figuresOf(record, 'trust', 'hospital-needs-assessment')),
          first.opensAt,
          now,
        ),
      ),
    };
  if (!mayGoHome(facts)) return offerOrEnd(record, facts, now);
  if (following === undefined) return { stage: 'close', status: 'completed' };
  const isHandedOver = record.handedOver.includes(placeKey(facts.municipality));
  const isOpening = following.opensAt <= now;
  const intake = () => intakeWindow(now, figuresOf(record, 'municipality', 'municipal-intake'));
  // nobody can take the patient in: the route is looked for as soon as, and as long as, it takes somebody there
  if (routeOf(record, facts, directory, 'intake') === undefined && (!isHandedOver || isOpening))
    return { stage: 'route-manually', window: cappedAt(intake(), following.closesAt) };
  if (!isHandedOver) return { stage: 'municipal-intake', window: untilOpeningOf(following, intake()) };
  const after = record.points[record.points.indexOf(following) + 1];
  // a national point is never cut short by one of a municipality's own
  const window = following.extra === undefined ? following : untilOpeningOf(after, following);
  return { stage: stageOfPoint(following), window };
}

/** What trust or municipality have set of a window. */
function figuresOf(record: PathwayRecord, side: Side, key: WindowKey): WindowFigures | undefined {
  return taskRules(record.rules, side).windows?.[key];
}

/** No stage delays a later window: a task closes when the next point opens, but not before it is itself due. */
function untilOpeningOf(following: Point | undefined, window: Window): Window {
  return following === undefined ? window : cappedAt(window, later(following.opensAt, window.dueAt));
}

/** A window that counts days from its opening; begun anew where that opening is so long past that it would be overdue. */
function inTime(windowFrom: (opensAt: Instant) => Window, opensAt: Instant, now: Instant): Window {
  const window = windowFrom(opensAt);
  return window.dueAt <= now ? windowFrom(now) : window;
}

/**
 * The unit that takes the patient in the municipality for a purpose: the one found by hand, or the directory's. Where
 * the address is protected nobody is sent there by a directory (DESIGN section 3, "Routing").
 */
export function routeOf(
  record: PathwayRecord,
  facts: Facts,
  directory: Directory,
  purpose: Purpose,
): string | undefined {
  const place = placeKey(facts.municipality);
  const byHand = record.routes.findLast((route) => route.place === place);
  if (byHand !== undefined && unitById(directory, byHand.unitId) !== undefined) return byHand.unitId;
  const receiving = facts.addressProtected ? undefined : receivingUnit(directory, facts.municipality);
  return receiving && takingUnit(directory, receiving, purpose, facts.circumstances).unitId;
}

/** Every unit that the patient's municipality has for them. */
export function routesOf(record: PathwayRecord, facts: Facts, directory: Directory): readonly string[] {
  const purposes = ['intake', 'points', 'homeCare'] as const;
  return [...new Set(purposes.flatMap((purpose) => routeOf(record, facts, directory, purpose) ?? []))];
}

/** After a no, or where nobody has asked: offered again, so often at most, then declined, or lapsed if nobody ever asked. */
function offerOrEnd(record: PathwayRecord, facts: Facts, now: Instant): Next {
  const offers = record.tasks.filter((task) => task.kind === 'offer-again' && task.status !== 'cancelled');
  const answered = offers.some((task) => task.status === 'declined' || task.status === 'completed');
  const { offersAtMost } = record.rules.askAgain ?? askAgainByDefault;
  if (offers.length >= offersAtMost || !record.offer.askAgain) {
    return {
      stage: 'close',
      status: offers.length > 0 && !answered && record.offer.askAgain ? 'lapsed' : 'declined',
    };
  }
  return {
    stage: 'offer-again',
    window: inTime(
      (opensAt) => offerAgainWindow(opensAt, figuresOf(record, 'trust', 'offer-again')),
      offerAt(record, facts, offers.at(-1)),
      now,
    ),
  };
}

/** So many days after the no, or after the last offer, unless a later date was asked for then. */
function offerAt(record: PathwayRecord, facts: Facts, last: Task | undefined): Instant {
  const firstConcludedAt = pointOf(record, 1).concludedAt!;
  const noOn = noSaidOn(facts);
  // a question that nobody has put is put at once: there is no no to respect
  if (noOn === null && last === undefined) return firstConcludedAt;
  const noAt = noOn === null ? firstConcludedAt : later(atEight(noOn), firstConcludedAt);
  const since = last === undefined ? noAt : later(last.concludedAt!, noAt);
  const { afterDays } = record.rules.askAgain ?? askAgainByDefault;
  const askedFor = record.offer.on === null ? since : atEight(record.offer.on);
  return askedFor > since ? askedFor : addToInstant(since, { days: afterDays });
}

/**
 * What the hub answers: the stage, or `continue` where the stage would not end well inside the longest life of
 * the plan that runs now.
 */
export function planNext(record: PathwayRecord, facts: Facts, directory: Directory, now: Instant): Planned {
  const next = nextFor(record, facts, directory, now);
  if (next.stage === 'close') return { stage: 'close', waitUntil: now };
  const { startedAt } = currentPlan(record, 'p')!;
  if (next.stage === 'rest') {
    // the end of a follow-up makes the plan anew; what is overdue is looked at again after a day
    const until = later(next.until, addToInstant(now, { days: 1 }));
    const renewAt = addToInstant(startedAt, { days: renewAfterDays });
    return { stage: 'continue', waitUntil: later(earlier(until, renewAt), now) };
  }
  if (next.window.closesAt <= addToInstant(startedAt, { days: longestPlanDays }))
    return { stage: next.stage, waitUntil: next.window.opensAt };
  const renewAt = addToInstant(startedAt, { days: renewAfterDays });
  return { stage: 'continue', waitUntil: later(earlier(next.window.opensAt, renewAt), now) };
}
