import { osloDate } from './calendar.ts';
import { unitById } from './directory.ts';
import { type Context, isActive } from './edits.ts';
import { type Facts, mayGoHome, placeKey } from './facts.ts';
import { askerOf, asksOf, hospitalOf, involved, mayAsk, ownerOf } from './involved.ts';
import { callsFrom } from './limits.ts';
import type {
  CalendarDate,
  EsasItem,
  Instant,
  LadderKey,
  PathwayStatus,
  Scores,
  TaskKind,
  Window,
} from './model.ts';
import { mayTellGp, tell, tellGp } from './notices.ts';
import { currentPlan, endPlan, replan } from './plans.ts';
import type { FollowUp, PathwayRecord, PlanId, ReportedEvent, Task, TreatmentEvent } from './record.ts';
import { taskRules } from './rules.ts';
import { isUnfinished } from './stage.ts';
import { cancelTasks, handedOn, restoreTasks, toNewUnit } from './tasks.ts';
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
  /** What came while it was open, and is seen to with it. */
  readonly parts?: readonly string[];
  /** The event that the GP is told of when the task is called for. */
  readonly tellsGpOf?: string;
}

/** What the intake of a patient who enters at a later point is called for by: opened once, at the start. */
export const lateEntryCause = 'late-entry';

const children = 'next-of-kin-children';

/** A new action only for an item that calls anew, or has risen so much since it was last reported (DESIGN section 3). */
const rise = 2;

const treatments: ReadonlySet<string> = new Set<TreatmentEvent>([
  'palliative-treatment-started',
  'treatment-paused',
  'treatment-ended',
  'function-declining',
]);

/**
 * Opens the plans of follow-ups that are called for and not there yet, and closes those that nobody wants any more. A
 * task of a unit that no longer has a part goes to the hospital.
 */
export function settleFollowUps(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  const kept = toHospital(withoutUnwantedFollowUps(record, context, facts), context, facts);
  const wanted = wantedFollowUps(kept, facts, context);
  const parted = wanted.reduce(withParts, kept);
  const begun = wanted
    .filter(({ cause }) => !isKnown(kept, cause))
    .reduce((result, { tellsGpOf, ...one }) => {
      const opened = beginFollowUp(result, context, one);
      return tellsGpOf === undefined
        ? opened
        : tellGp(opened, context, facts, 'treatment', { asked: ['appointment'], cause: tellsGpOf });
    }, parted);
  // a copy that was held by it is itself a cause
  return begun === parted ? parted : settleFollowUps(begun, context, facts);
}

/** Keeps what came while a follow-up was open: it is part of it still when that has been closed. */
function withParts(record: PathwayRecord, { cause, parts = [] }: Wanted): PathwayRecord {
  const followUp = record.followUps.find((one) => one.cause === cause);
  const known = followUp?.parts ?? [];
  if (followUp === undefined || parts.every((part) => known.includes(part))) return record;
  const whole = { ...followUp, parts: [...new Set([...known, ...parts])] };
  return { ...record, followUps: record.followUps.map((one) => (one === followUp ? whole : one)) };
}

/** Closes the tasks, and ends the plans, of follow-ups that nobody wants any more. Who has put a question hears that there is no answer. */
export function withoutUnwantedFollowUps(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
): PathwayRecord {
  const causes = new Set([
    lateEntryCause,
    ...wantedFollowUps(record, facts, context).map(({ cause }) => cause),
  ]);
  return record.followUps
    .filter(({ cause, plan }) => !causes.has(cause) && isUnfinished(record, plan))
    .reduce((result, followUp) => {
      const closed = wasOpened(result, followUp.plan)
        ? cancelTasks(result, context, 'answers', ({ plan }) => plan === followUp.plan)
        : withoutFollowUp(context)(result, followUp);
      const isQuestion = record.questions.some(({ questionId }) => questionId === followUp.cause);
      const asker = isQuestion ? askerOf(record, facts, followUp.plan) : undefined;
      return asker === undefined ? closed : tell(closed, context, asker, 'missed', { cause: followUp.cause });
    }, record);
}

/** What a municipality had to do beside the points, and no longer has a part for, is the hospital's. */
function toHospital(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  const units = involved(record, facts);
  const hospital = hospitalOf(record);
  const isLeft = (unitId: string | null) =>
    unitId !== null &&
    !units.includes(unitId) &&
    unitById(context.directory, unitId)?.kind === 'municipality';
  return record.tasks
    .filter((task) => isActive(task) && isFollowUp(task) && task.place === null && isLeft(task.unitId))
    .reduce((result, task) => {
      const anew = { unitId: hospital, status: 'open', acceptedBy: null, appointmentOn: null } as const;
      const moved = handedOn(result, context, task, { ...task, ...anew });
      const there = toNewUnit(result, context, task, moved, { type: 'task-moved' });
      return replan(there, context, task.plan);
    }, record);
}

/** Ends after which the hospital still sees to the patient's children: those that are not the patient's wish to be left alone, nor another hospital's or pathway's from then on. */
const livesOn: ReadonlySet<PathwayStatus> = new Set<PathwayStatus>([
  'deceased',
  'completed',
  'declined',
  'lapsed',
]);

/** Whether what a plan does outlives a pathway that ends so. */
export function outlives(record: PathwayRecord, plan: PlanId, status: PathwayStatus): boolean {
  return livesOn.has(status) && record.followUps.some((one) => one.plan === plan && one.kind === children);
}

/**
 * After the end: what a hospital owes the patient's children, as it stands by what is reported then. A death that is
 * reported before the children are begins it, too.
 */
export function settleChildren(record: PathwayRecord, context: Context, facts: Facts): PathwayRecord {
  const followUp = record.followUps.find(({ kind }) => kind === children);
  const [wanted] = livesOn.has(record.status) ? nextOfKin(record, facts, context) : [];
  if (followUp === undefined)
    return wanted === undefined || record.status !== 'deceased'
      ? record
      : beginFollowUp(record, context, wanted);
  const { plan } = followUp;
  if (wanted === undefined) {
    const closed = cancelTasks(record, context, 'end', (task) => task.plan === plan);
    return endPlan(closed, context, plan, 'ABORTED', 'stop-it');
  }
  const isDue = (task: Task) =>
    task.plan === plan && task.cancelledBy !== undefined && task.closesAt > context.now;
  const restored = restoreTasks(record, context, isDue);
  const runs = currentPlan(restored, plan)?.status === 'RUNNING';
  return isUnfinished(restored, plan) && !runs ? replan(restored, context, plan) : restored;
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
    ...treatment(record, facts, context),
    ...actions(record, facts, context),
    ...prompts(record, facts, context),
    ...askedOfGp(record, facts, context),
    ...gpToConfirm(record, facts, context),
    ...questions(record, facts, context),
  ];
}

function isKnown(record: PathwayRecord, cause: string): boolean {
  return record.followUps.some((one) => one.cause === cause);
}

/** A hospital sees to its patients' children and siblings, once (Health Personnel Act § 10 a). It outlives the patient. */
function nextOfKin(record: PathwayRecord, facts: Facts, { now }: Context): readonly Wanted[] {
  const kind = children;
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

/**
 * Palliative treatment started, paused or ended: the GP within a month; rapid functional decline: within days (Sykehuset
 * Østfold). What is reported again while it is being seen to, or of the same day, is part of it.
 */
function treatment(record: PathwayRecord, facts: Facts, context: Context): readonly Wanted[] {
  const seen: { readonly event: ReportedEvent; readonly parts: string[] }[] = [];
  return standing(record).flatMap((event): readonly Wanted[] => {
    if (!treatments.has(event.type)) return [];
    const cause = event.eventId;
    const whole = seen.find(
      ({ event: other }) =>
        other.type === event.type &&
        (other.occurredOn === event.occurredOn || isPartOf(record, other.eventId, cause)),
    );
    whole?.parts.push(cause);
    if (whole !== undefined) return [];
    const isUrgent = event.type === 'function-declining';
    const windowFrom = (at: Instant) => (isUrgent ? urgentWindow(at) : gpAppointmentWindow(osloDate(at)));
    if (isPast(record, cause, windowFrom(event.receivedAt), context)) return [];
    const parts: string[] = [];
    seen.push({ event, parts });
    return [
      {
        cause,
        kind: 'gp-appointment',
        ladder: isUrgent ? 'esas-action' : 'gp-appointment',
        // the hospital unit that reports it owns it (DESIGN section 3, "Palliative")
        unitId:
          unitById(context.directory, event.by)?.kind === 'hospital'
            ? ownerOf(record, facts, event.by)
            : hospitalOf(record),
        window: isUrgent ? urgentWindow(context.now) : gpAppointmentWindow(event.occurredOn),
        parts,
        tellsGpOf: cause,
      },
    ];
  });
}

/** What was part of something that is taken back long after is not begun then. */
function isPast(record: PathwayRecord, cause: string, window: Window, { now }: Context): boolean {
  return window.closesAt <= now && !isKnown(record, cause);
}

/** One report of how the patient is: by whom, when, and what. */
interface Measured {
  readonly cause: string;
  readonly at: Instant;
  readonly on: CalendarDate;
  readonly unitId: string;
  readonly scores: Scores & { readonly distress?: number };
}

/**
 * Scores that call for action. One action at a time: what is reported while one is open is part of it, and later only
 * what is newly over the threshold, or has risen by two, opens another. What was measured before what is known, and
 * reported after it, says nothing new.
 */
function actions(record: PathwayRecord, facts: Facts, context: Context): readonly Wanted[] {
  const levels = new Map<string, { readonly score: number; readonly on: CalendarDate }>();
  const wanted: (Wanted & { readonly parts: string[] })[] = [];
  for (const { cause, at, on, unitId, scores } of measured(record, facts)) {
    const calls = Object.entries(scores as Readonly<Record<string, number>>).filter(([item, score]) => {
      const before = levels.get(item);
      if (before !== undefined && on < before.on) return false;
      levels.set(item, { score, on });
      const limit = callsFrom(item as EsasItem);
      return score >= limit && (before === undefined || before.score < limit || score - before.score >= rise);
    });
    if (calls.length === 0) continue;
    const whole = wanted.find((one) => isPartOf(record, one.cause, cause));
    whole?.parts.push(cause);
    if (whole !== undefined || isPast(record, cause, urgentWindow(at), context)) continue;
    wanted.push({
      cause,
      kind: 'esas-action',
      ladder: 'esas-action',
      unitId,
      window: urgentWindow(context.now),
      asked: calls.map(([item]) => item),
      parts: [],
    });
  }
  return wanted;
}

/** All that was measured, in the order in which it came. */
function measured(record: PathwayRecord, facts: Facts): readonly Measured[] {
  const reports = record.events.flatMap((event, order): readonly (Measured & Ordered)[] =>
    event.type === 'esas-reported' && event.retractedBy === undefined
      ? [
          {
            order,
            cause: event.eventId,
            at: event.receivedAt,
            on: event.occurredOn,
            // who measures acts; a GP office and a hospital's system hand it to the hospital unit
            unitId: event.by === facts.gp?.unitId ? hospitalOf(record) : ownerOf(record, facts, event.by),
            scores: event.scores,
          },
        ]
      : [],
  );
  const outcomes = record.tasks.flatMap(({ taskId, unitId, found }): readonly (Measured & Ordered)[] => {
    if (found === undefined) return [];
    const { distress, esas, at, on } = found;
    const scores = { ...esas, ...(distress === null ? {} : { distress }) };
    const cause = `${taskId}-found-${at}`;
    // before the first report that came after it
    const order = found.reports - 0.5;
    return [{ order, cause, at, on, unitId: ownerOf(record, facts, unitId), scores }];
  });
  return [...reports, ...outcomes].toSorted((a, b) => a.order - b.order);
}

interface Ordered {
  readonly order: number;
}

/** Whether what came is seen to with what had come before: its task is open, about to be, or was then. */
function isPartOf(record: PathwayRecord, whole: string, cause: string): boolean {
  const followUp = record.followUps.find((one) => one.cause === whole);
  return (
    followUp === undefined || followUp.parts?.includes(cause) === true || isUnfinished(record, followUp.plan)
  );
}

/** Home care is prompted to send ESAS before the GP sees a palliative patient (Sykehuset Østfold), where services are involved. */
function prompts(record: PathwayRecord, facts: Facts, { now }: Context): readonly Wanted[] {
  const place = placeKey(facts.municipality);
  const isServed = facts.circumstances.municipalServices || record.handedOver.includes(place);
  if (!mayGoHome(facts) || !isServed) return [];
  return record.tasks
    .filter(({ kind, status }) => kind === 'gp-appointment' && status !== 'cancelled')
    .flatMap(({ taskId, appointmentOn }) => {
      if (appointmentOn === null) return [];
      const on = appointmentOn.length === 10 ? appointmentOn : osloDate(appointmentOn);
      const kind = 'esas-prompt';
      const cause = `${taskId}-${on}-${place}`;
      const window = promptWindow(on);
      const isTooLate = window.dueAt <= now && !isKnown(record, cause);
      return isTooLate ? [] : [{ cause, kind, ladder: kind, unitId: null, window }];
    });
}

/**
 * What a conversation showed that the GP is asked for: a task at the GP office that got the copy. What one office has
 * been asked, and has closed, is not asked of the next.
 */
function askedOfGp(record: PathwayRecord, facts: Facts, { now }: Context): readonly Wanted[] {
  return record.tasks.flatMap(({ taskId, found }): readonly Wanted[] => {
    if (found === undefined || found.askGp.length === 0) return [];
    const what = `${asksOf(taskId)}${found.askGp.join('+')}-of-`;
    const closed = record.followUps.find(
      ({ cause, plan }) =>
        cause.startsWith(what) &&
        record.tasks.some((task) => task.plan === plan && !isActive(task) && task.status !== 'cancelled'),
    );
    const isHeld = record.heldCopies.some(({ cause }) => cause === taskId);
    const unitId = closed?.unitId ?? (mayTellGp(facts) && !isHeld ? facts.gp!.unitId : null);
    if (unitId === null) return [];
    return [
      {
        cause: `${what}${unitId}`,
        kind: 'question',
        ladder: 'question',
        unitId,
        window: questionWindow(now),
        asked: found.askGp,
      },
    ];
  });
}

/**
 * A copy waits until the unit that held the conversation has said who the GP is now. It is asked once at a time: while
 * it has not answered, what is held besides waits for the same answer.
 */
function gpToConfirm(record: PathwayRecord, facts: Facts, { now }: Context): readonly Wanted[] {
  const causeOf = (copy: { readonly cause: string }) => `confirm-gp-${copy.cause}`;
  const isAsked = (copy: { readonly cause: string }) =>
    record.followUps.some(({ cause, plan }) => cause === causeOf(copy) && isUnfinished(record, plan));
  const held = record.heldCopies.find(isAsked) ?? record.heldCopies.at(-1);
  if (held === undefined || !mayTellGp(facts)) return [];
  const holder = record.tasks.find(({ taskId }) => taskId === held.cause)?.unitId;
  return [
    {
      cause: causeOf(held),
      kind: 'question',
      ladder: 'question',
      unitId: holder === undefined ? hospitalOf(record) : ownerOf(record, facts, holder),
      window: questionWindow(now),
      asked: ['confirm-gp'],
    },
  ];
}

/** Questions between units that are involved; one that was put to a unit, or by one, that no longer is needs no answer. */
function questions(record: PathwayRecord, facts: Facts, { now }: Context): readonly Wanted[] {
  const units = involved(record, facts);
  return record.questions
    .filter((question) => {
      const plan = record.followUps.find(({ cause }) => cause === question.questionId)?.plan;
      const holder = record.tasks.find((task) => task.plan === plan && isActive(task))?.unitId;
      return units.includes(holder ?? question.unitId) && mayAsk(record, facts, question);
    })
    .map(({ questionId, unitId }) => ({
      cause: questionId,
      kind: 'question',
      ladder: 'question',
      unitId,
      window: questionWindow(now),
    }));
}

function standing(record: PathwayRecord): readonly ReportedEvent[] {
  return record.events.filter(({ retractedBy }) => retractedBy === undefined);
}

function wasOpened(record: PathwayRecord, plan: PlanId): boolean {
  return record.tasks.some((task) => task.plan === plan);
}
