import { osloDate } from './calendar.ts';
import { unitById } from './directory.ts';
import { type Context, isActive } from './edits.ts';
import { type Facts, mayGoHome, placeKey } from './facts.ts';
import type { EsasItem, Instant, LadderKey, Scores, TaskKind, Window } from './model.ts';
import { mayTellGp, tellGp } from './notices.ts';
import { endPlan, replan } from './plans.ts';
import type { FollowUp, PathwayRecord, PlanId, ReportedEvent, Task, TreatmentEvent } from './record.ts';
import { taskRules } from './rules.ts';
import {
  begunBy,
  gpAppointmentWindow,
  hospitalWindow,
  intakeWindow,
  promptWindow,
  questionWindow,
  urgentWindow,
} from './windows.ts';

/**
 * Tasks beside the points. Each is called for by a cause that stands in the record: a report, an outcome, a
 * question. Which are wanted is worked out from the record as it stands, and never kept; so a cause that is reported
 * twice opens one task, and one that is taken back closes it.
 */
interface Wanted {
  readonly cause: string;
  readonly kind: TaskKind;
  readonly ladder: LadderKey;
  /** Null: the municipality's unit, found when it opens. */
  readonly unitId: string | null;
  readonly window: Window;
  readonly asked?: readonly string[];
  /** The event that the GP is told of when the task is called for. */
  readonly tellsGpOf?: string;
}

/** What the intake of a patient who enters at a later point is called for by: opened once, at the start. */
export const lateEntryCause = 'late-entry';

/** ESAS-r 3 or more on an item calls for action (Sykehuset Østfold), distress 4 or more (NCCN; DESIGN section 3). */
const callsFrom = (item: EsasItem | 'distress') => (item === 'distress' ? 4 : 3);
/** A new action only for an item that calls anew, or has risen so much since it was last reported (DESIGN section 3). */
const rise = 2;

const treatments: ReadonlySet<string> = new Set<TreatmentEvent>([
  'palliative-treatment-started',
  'treatment-paused',
  'treatment-ended',
  'function-declining',
]);

/**
 * Opens the plans of follow-ups that are called for and not there yet, and ends those that wait for a task nobody
 * wants any more. Open tasks that are not wanted are closed where the answers are settled.
 */
export function settleFollowUps(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  const wanted = wantedFollowUps(record, facts, context);
  const causes = new Set([lateEntryCause, ...wanted.map(({ cause }) => cause)]);
  const kept = record.followUps
    .filter(({ cause, plan }) => !causes.has(cause) && !wasOpened(record, plan))
    .reduce(withoutFollowUp(context), record);
  return wanted
    .filter(({ cause }) => !kept.followUps.some((one) => one.cause === cause))
    .reduce((result, { tellsGpOf, ...one }) => {
      const begun = beginFollowUp(result, context, one);
      return tellsGpOf === undefined
        ? begun
        : tellGp(begun, context, facts, 'treatment', { asked: ['appointment'], cause: tellsGpOf });
    }, kept);
}

/** Plans of the follow-ups that somebody should still do. */
export function wantedPlans(record: PathwayRecord, facts: Facts, context: Context): ReadonlySet<PlanId> {
  const causes = new Set(wantedFollowUps(record, facts, context).map(({ cause }) => cause));
  return new Set(record.followUps.filter(({ cause }) => causes.has(cause)).map(({ plan }) => plan));
}

/** Whether a task is a follow-up's, other than the intake of a late entry, which follows the rules of intakes. */
export function isFollowUp(task: Pick<Task, 'plan' | 'kind'>): boolean {
  return task.plan !== 'p' && task.kind !== 'municipal-intake';
}

/** Ends the plan of a follow-up that has opened no task, and forgets it. */
export function withoutFollowUp(context: Context) {
  return (record: PathwayRecord, { plan }: FollowUp): PathwayRecord => {
    const ended = endPlan(record, context, plan, 'ABORTED', 'stop-it');
    return { ...ended, followUps: ended.followUps.filter((other) => other.plan !== plan) };
  };
}

/** Begins a follow-up with a plan of its own. Its number was never another's: executions are named by it. */
function beginFollowUp(
  record: PathwayRecord,
  context: Context,
  { window, ...what }: Omit<Wanted, 'tellsGpOf'>,
): PathwayRecord {
  const numbers = [...record.executions, ...record.followUps].map(({ plan }) => Number(plan.slice(1)));
  const plan: PlanId = `f${Math.max(0, ...numbers) + 1}`;
  const { opensAt, dueAt, closesAt } = begunBy(window, context.now);
  const followUp: FollowUp = { asked: [], ...what, plan, opensAt, dueAt, closesAt };
  return replan({ ...record, followUps: [...record.followUps, followUp] }, context, plan);
}

function wantedFollowUps(record: PathwayRecord, facts: Facts, context: Context): readonly Wanted[] {
  return [
    ...nextOfKin(record, facts, context),
    ...coordinatorReferral(record, facts, context),
    ...treatment(record, context),
    ...actions(record, context),
    ...prompts(record, facts),
    ...askedOfGp(record, facts, context),
    ...gpToConfirm(record, context),
    ...questions(record, context),
  ];
}

/** A hospital sees to its patients' children and siblings, once (Health Personnel Act § 10 a). It outlives the patient. */
function nextOfKin(record: PathwayRecord, facts: Facts, { now }: Context): readonly Wanted[] {
  const kind = 'next-of-kin-children';
  return facts.circumstances.childrenAsNextOfKin
    ? [
        {
          cause: kind,
          kind,
          ladder: 'hospital-needs-assessment',
          unitId: hospitalOf(record),
          window: hospitalWindow(
            now,
            taskRules(record.rules, 'trust').windows?.['hospital-needs-assessment'],
          ),
        },
      ]
    : [];
}

/** No to the pathway and yes to a coordinator: that referral, whatever was said of sharing (CONTRACT, "A coordinator, but not the pathway"). */
function coordinatorReferral(record: PathwayRecord, facts: Facts, { now }: Context): readonly Wanted[] {
  const { pathway, cancerCoordinator } = facts.answers;
  const kind = 'coordinator-referral';
  return pathway.value === false && cancerCoordinator.value === true
    ? [
        {
          cause: kind,
          kind,
          ladder: 'municipal-intake',
          unitId: null,
          window: intakeWindow(now, taskRules(record.rules, 'municipality').windows?.['municipal-intake']),
        },
      ]
    : [];
}

/** Palliative treatment started, paused or ended: the GP within a month; rapid functional decline: within days (Sykehuset Østfold). */
function treatment(record: PathwayRecord, context: Context): readonly Wanted[] {
  return standing(record)
    .filter(({ type }) => treatments.has(type))
    .map((event) => {
      const urgent = event.type === 'function-declining';
      return {
        cause: event.eventId,
        kind: 'gp-appointment',
        ladder: urgent ? 'esas-action' : 'gp-appointment',
        unitId: hospitalOf(record),
        window: urgent ? urgentWindow(context.now) : gpAppointmentWindow(event.occurredOn),
        tellsGpOf: event.eventId,
      };
    });
}

/** One report of how the patient is: by whom, when, and what. */
interface Measured {
  readonly cause: string;
  readonly at: Instant;
  readonly unitId: string;
  readonly scores: Scores & { readonly distress?: number };
}

/**
 * Scores that call for action. One action at a time: what is reported while one is open is part of it, and later only
 * what is newly over the threshold, or has risen by two, opens another.
 */
function actions(record: PathwayRecord, context: Context): readonly Wanted[] {
  const levels = new Map<string, number>();
  const wanted: Wanted[] = [];
  for (const { cause, at, unitId, scores } of measured(record, context)) {
    const calls = Object.entries(scores).filter(([item, score = 0]) => {
      const before = levels.get(item);
      levels.set(item, score);
      const limit = callsFrom(item as EsasItem);
      return score >= limit && (before === undefined || before < limit || score - before >= rise);
    });
    const known = record.followUps.some((one) => one.cause === cause);
    if (calls.length === 0 || (!known && wanted.some((one) => isOpenAt(record, one.cause, at)))) continue;
    wanted.push({
      cause,
      kind: 'esas-action',
      ladder: 'esas-action',
      unitId,
      window: urgentWindow(context.now),
      asked: calls.map(([item]) => item),
    });
  }
  return wanted;
}

function measured(record: PathwayRecord, context: Context): readonly Measured[] {
  const reports = standing(record).flatMap((event): readonly Measured[] =>
    event.type === 'esas-reported'
      ? [
          {
            cause: event.eventId,
            at: event.receivedAt,
            // who measures acts; a GP office and a hospital's system hand it to the hospital unit
            unitId: ownerOf(record, context, event.by),
            scores: event.scores,
          },
        ]
      : [],
  );
  const outcomes = record.tasks.flatMap(({ taskId, unitId, found, concludedAt }): readonly Measured[] => {
    if (found === undefined) return [];
    const { distress, esas } = found;
    const scores = { ...esas, ...(distress === null ? {} : { distress }) };
    return [{ cause: `${taskId}-found`, at: concludedAt!, unitId, scores }];
  });
  return [...reports, ...outcomes].toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}

function ownerOf(record: PathwayRecord, context: Context, by: string): string {
  const unit = unitById(context.directory, by);
  return unit === undefined || unit.kind === 'gp-office' ? hospitalOf(record) : unit.unitId;
}

/** Whether the action that a cause has opened, or is about to, was still to be done at an instant. */
function isOpenAt(record: PathwayRecord, cause: string, at: Instant): boolean {
  const followUp = record.followUps.find((one) => one.cause === cause);
  if (followUp === undefined) return true;
  const task = record.tasks.findLast(({ plan }) => plan === followUp.plan);
  return task === undefined || isActive(task) || (task.concludedAt !== null && task.concludedAt > at);
}

/** Home care is prompted to send ESAS before the GP sees a palliative patient (Sykehuset Østfold), where services are involved. */
function prompts(record: PathwayRecord, facts: Facts): readonly Wanted[] {
  const involved =
    facts.circumstances.municipalServices || record.handedOver.includes(placeKey(facts.municipality));
  if (!mayGoHome(facts) || !involved) return [];
  return record.tasks
    .filter(({ kind, status }) => kind === 'gp-appointment' && status !== 'cancelled')
    .flatMap(({ taskId, appointmentOn }) => {
      if (appointmentOn === null) return [];
      const on = appointmentOn.length === 10 ? appointmentOn : osloDate(appointmentOn);
      const kind = 'esas-prompt';
      return [{ cause: `${taskId}-${on}`, kind, ladder: kind, unitId: null, window: promptWindow(on) }];
    });
}

/** What a conversation showed that the GP is asked for: a task at the GP office that got the copy. */
function askedOfGp(record: PathwayRecord, facts: Facts, { now }: Context): readonly Wanted[] {
  return record.tasks.flatMap(({ taskId, found }): readonly Wanted[] => {
    if (found === undefined || found.askGp.length === 0) return [];
    const held = record.heldCopies.some(({ cause }) => cause === taskId);
    const asked = record.followUps.find(({ cause }) => cause.startsWith(`${taskId}-asks-`));
    // what one office has been asked and has closed is not asked of the next
    const task = record.tasks.find(({ plan }) => plan === asked?.plan);
    const done = asked !== undefined && (task?.status === 'completed' || task?.status === 'missed');
    const unitId = done ? asked.unitId : facts.gp?.unitId;
    if (unitId == null || held || !(done || mayTellGp(facts))) return [];
    return [
      {
        cause: `${taskId}-asks-${unitId}`,
        kind: 'question',
        ladder: 'question',
        unitId,
        window: questionWindow(now),
        asked: found.askGp,
      },
    ];
  });
}

/** A copy waits until the unit that held the conversation has said who the GP is now. */
function gpToConfirm(record: PathwayRecord, { now }: Context): readonly Wanted[] {
  const held = record.heldCopies.at(-1);
  if (held === undefined) return [];
  const unitId = record.tasks.find(({ taskId }) => taskId === held.cause)?.unitId ?? hospitalOf(record);
  return [
    {
      cause: `confirm-gp-${held.cause}`,
      kind: 'question',
      ladder: 'question',
      unitId,
      window: questionWindow(now),
      asked: ['confirm-gp'],
    },
  ];
}

function questions(record: PathwayRecord, { now }: Context): readonly Wanted[] {
  return record.questions.map(({ questionId, unitId }) => ({
    cause: questionId,
    kind: 'question',
    ladder: 'question',
    unitId,
    window: questionWindow(now),
  }));
}

/** The hospital unit that has the patient. */
function hospitalOf(record: PathwayRecord): string {
  return record.points[0]!.unitId!;
}

function standing(record: PathwayRecord): readonly ReportedEvent[] {
  return record.events.filter(({ retractedBy }) => retractedBy === undefined);
}

function wasOpened(record: PathwayRecord, plan: PlanId): boolean {
  return record.tasks.some((task) => task.plan === plan);
}
