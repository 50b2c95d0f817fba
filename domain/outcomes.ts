import { osloDate } from './calendar.ts';
import { unitById } from './directory.ts';
import { type Context, isActive, pointOf, replacePoint, taskOf } from './edits.ts';
import { type Facts, mayGoHome } from './facts.ts';
import type { AnswerName, CalendarDate, GpAsk, Instant, Scores } from './model.ts';
import { tell, tellGp } from './notices.ts';
import { replan } from './plans.ts';
import { answered } from './questions.ts';
import type { EventBody, GpFact, PathwayRecord, Task } from './record.ts';
import { refusal } from './refusals.ts';
import { settleFacts, tellOfNo } from './settle.ts';
import { routeOf } from './stage.ts';
import {
  bookAppointment,
  concluded,
  factsFor,
  handOver,
  missPoint,
  RuleBroken,
  TaskConflict,
  toNewUnit,
} from './tasks.ts';

/** How a task is completed: what came of it, and what follows. */

/** Answers that came up in a conversation; what is left out keeps its value. */
type GivenAnswers = { readonly [name in AnswerName]?: boolean | null | undefined };

export type Outcome =
  | {
      readonly outcome: 'assessed';
      readonly heldOn: CalendarDate;
      readonly mode: string;
      readonly distress?: number | undefined;
      readonly esas?: Scores | undefined;
      readonly askGp?: readonly GpAsk[] | undefined;
      readonly answers?: GivenAnswers | undefined;
      /** The GP office, as the conversation has confirmed it. */
      readonly gp?: GpFact | undefined;
    }
  | {
      readonly outcome: 'declined';
      readonly askAgain: boolean;
      readonly askAgainOn?: CalendarDate | undefined;
      readonly answers?: GivenAnswers | undefined;
    }
  | { readonly outcome: 'not-held'; readonly reason: string; readonly tryAgainOn?: CalendarDate | undefined }
  | {
      readonly outcome: 'done';
      readonly unitId?: string | undefined;
      readonly appointmentOn?: Instant | CalendarDate | undefined;
    };
type Of<Kind extends Outcome['outcome']> = Extract<Outcome, { readonly outcome: Kind }>;

/**
 * Completes a task with its outcome. The same outcome again changes nothing (`digest` tells); another one is a
 * `TaskConflict`. A missed conversation may still be completed until the next point opens, and counts as late.
 * Throws `RuleBroken` where the outcome does not go with the task or with what is known.
 */
export function completeTask(
  record: PathwayRecord,
  context: Context,
  taskId: string,
  outcome: Outcome,
  digest: string,
): PathwayRecord {
  const known = taskOf(record, taskId);
  if (known === undefined) throw new TaskConflict('task-closed');
  if (known.outcome === digest) return record;
  const task = withBefore(record, known);
  const late = !isActive(task);
  // what may still be said of it is that it was held, or was not wanted; nobody is given it any more
  const isSaid = outcome.outcome === 'assessed' || outcome.outcome === 'declined';
  if (late && !(isSaid && mayStillBeHeld(record, task))) {
    throw new TaskConflict(task.outcome === null ? 'task-closed' : 'completed-otherwise');
  }
  const before = factsFor(record);
  switch (outcome.outcome) {
    case 'assessed':
      return settled(assessed(record, context, before, task, outcome, digest));
    case 'declined':
      return settled(declined(record, context, before, task, outcome, digest));
    case 'not-held':
      return notHeld(record, context, task, outcome, digest);
    case 'done':
      return done(record, context, task, outcome, digest);
  }

  /** Answers may have changed, and a plan that waits for something else has no token: it is made anew. */
  function settled(after: PathwayRecord): PathwayRecord {
    const decided = settleFacts(after, context, before);
    return late ? replan(decided, context) : decided;
  }
}

/** Keeps how things stand, so that a wrong outcome can be undone. */
function withBefore(record: PathwayRecord, { before: _, ...task }: Task): Task {
  const point =
    task.kind === 'needs-assessment' || task.kind === 'offer-again' ? pointOf(record, task.point!) : null;
  const { offer, handedOver, routes } = record;
  const { status, appointmentOn } = task;
  const given = record.tasks.map((other) => (other.outcome === null ? 0 : other.before!.nth));
  const nth = Math.max(...given) + 1;
  return { ...task, before: { nth, status, appointmentOn, point, offer, handedOver, routes } };
}

/** Whether an outcome of a task is still taken, late as it may be. */
export function mayBeCompleted(record: PathwayRecord, task: Task): boolean {
  return isActive(task) || mayStillBeHeld(record, task);
}

/** Missed, and nothing has come of it or opened since. */
function mayStillBeHeld(record: PathwayRecord, task: Task): boolean {
  if (record.status !== 'active' || task.kind !== 'needs-assessment' || task.status !== 'missed')
    return false;
  const point = pointOf(record, task.point!);
  const next = record.points[record.points.indexOf(point) + 1];
  return point.status === 'missed' && next?.status === 'planned';
}

/** Whether a task is a conversation with the patient, or the offer of one. */
export function isConversation(task: Pick<Task, 'kind'>): boolean {
  return task.kind === 'needs-assessment' || task.kind === 'offer-again';
}

function mustBeConversation(task: Task): void {
  if (!isConversation(task)) throw new RuleBroken(refusal('outcome', 'only-done'));
}

/** Answers are recorded as a report of their own: as of today, by the unit that heard them. */
function withAnswers(
  record: PathwayRecord,
  context: Context,
  task: Task,
  answers: GivenAnswers,
): PathwayRecord {
  return Object.values(answers).every((value) => value === undefined)
    ? record
    : withEvent(record, context, task, { type: 'answers-changed', answers });
}

/** What an outcome says of the patient is a report, as of today, by the unit that it is from. */
function withEvent(record: PathwayRecord, context: Context, task: Task, body: EventBody): PathwayRecord {
  const earlier = record.events.filter(({ eventId }) => eventId.startsWith(outcomeEvent(task.taskId))).length;
  const event = {
    // an outcome that was undone has left its own report behind
    eventId: `${outcomeEvent(task.taskId)}${earlier === 0 ? '' : `-${earlier + 1}`}`,
    occurredOn: osloDate(context.now),
    receivedAt: context.now,
    by: context.by,
    ...body,
  };
  return { ...record, events: [...record.events, event] };
}

/** How the reports that a task's outcomes make are named. */
export function outcomeEvent(taskId: string): string {
  return `${taskId}-outcome`;
}

function assessed(
  record: PathwayRecord,
  context: Context,
  before: Facts,
  task: Task,
  outcome: Of<'assessed'>,
  digest: string,
): PathwayRecord {
  mustBeConversation(task);
  if (outcome.heldOn > osloDate(context.now)) throw new RuleBroken(refusal('heldOn', 'held-in-future'));
  if (outcome.heldOn < before.diagnosisDate) throw new RuleBroken(refusal('heldOn', 'held-before-diagnosis'));
  // who has said no and then takes the conversation says yes to the pathway
  const yes = task.point === 1 && before.answers.pathway.value === false ? { pathway: true } : {};
  const said = withAnswers(record, context, task, { ...yes, ...outcome.answers });
  const { gp } = outcome;
  const answered =
    gp === undefined
      ? said
      : withEvent(said, context, task, {
          type: 'gp-changed',
          gp: { unitId: gp.unitId, asOf: gp.asOf ?? osloDate(context.now) },
        });
  const facts = factsFor(answered);
  if (task.point === 1) mustHaveAnswered(facts);
  const held = replacePoint(answered, {
    ...pointOf(answered, task.point!),
    status: 'completed',
    heldOn: outcome.heldOn,
    mode: outcome.mode,
    late: task.status === 'missed',
    concludedAt: context.now,
    taskId: task.taskId,
  });
  const { askGp = [], distress = null, esas = null } = outcome;
  const about = { point: task.point, asked: askGp, cause: task.taskId };
  const told = tellGp(held, context, facts, 'assessment', about);
  const reports = record.events.length;
  const found = { at: context.now, reports, on: outcome.heldOn, askGp, distress, esas };
  return concluded(addendum(told, context, facts, task), context, { ...task, found }, 'completed', digest);
}

/**
 * A first conversation that is held after the municipality has been told that there was none: it is told that there
 * is an assessment after all (CONTRACT, "Nobody answers").
 */
function addendum(record: PathwayRecord, context: Context, facts: Facts, task: Task): PathwayRecord {
  const unitId = routeOf(record, facts, context.directory, 'intake');
  const isLate = task.status === 'missed' && task.point === 1 && mayGoHome(facts);
  return isLate &&
    unitId !== undefined &&
    record.relations.some((one) => one.unitId === unitId && one.until === null)
    ? tell(record, context, unitId, 'addendum', { point: 1, cause: task.taskId })
    : record;
}

function mustHaveAnswered(facts: Facts): void {
  const unknown = (['pathway', 'shareWithMunicipality'] as const).filter(
    (name) => facts.answers[name].value === null,
  );
  if (unknown.length > 0)
    throw new RuleBroken(...unknown.map((name) => refusal(`answers.${name}`, 'not-answered')));
}

/** A no. At point 1 it is one to the pathway; at point 2 or 3 to that point only. */
function declined(
  record: PathwayRecord,
  context: Context,
  before: Facts,
  task: Task,
  outcome: Of<'declined'>,
  digest: string,
): PathwayRecord {
  mustBeConversation(task);
  const point = pointOf(record, task.point!);
  const no = { ...point, status: 'declined', concludedAt: context.now } as const;
  if (task.point !== 1) {
    const answered = withAnswers(replacePoint(record, no), context, task, outcome.answers ?? {});
    const told = tellGp(answered, context, factsFor(answered), 'declined', {
      point: task.point,
      cause: task.taskId,
    });
    return concluded(told, context, task, 'declined', digest);
  }
  mustBeAhead(record, context, outcome.askAgainOn);
  const answered = withAnswers(record, context, task, { ...outcome.answers, pathway: false });
  // silence that turns out to be a no is one; what has been held stays so
  const withPoint =
    point.status === 'open' || point.status === 'missed' ? replacePoint(answered, no) : answered;
  const asked = { ...withPoint, offer: { askAgain: outcome.askAgain, on: outcome.askAgainOn ?? null } };
  // a first no is told of where the facts are settled; another one here
  const told =
    before.answers.pathway.value === false
      ? tellOfNo(asked, context, factsFor(asked), { cause: task.taskId })
      : asked;
  return concluded(told, context, task, 'declined', digest);
}

function mustBeAhead(record: PathwayRecord, context: Context, askAgainOn: CalendarDate | undefined): void {
  if (askAgainOn === undefined) return;
  const last = osloDate(record.points.at(-1)!.closesAt);
  if (askAgainOn <= osloDate(context.now)) throw new RuleBroken(refusal('askAgainOn', 'not-after-today'));
  if (askAgainOn > last) throw new RuleBroken(refusal('askAgainOn', 'after-pathway'));
}

/** Not held: with a new date before the close the task rests until then; without one the point is missed, with its reason. */
function notHeld(
  record: PathwayRecord,
  context: Context,
  task: Task,
  outcome: Of<'not-held'>,
  digest: string,
): PathwayRecord {
  mustBeConversation(task);
  if (outcome.tryAgainOn !== undefined) {
    if (outcome.tryAgainOn < osloDate(context.now))
      throw new RuleBroken(refusal('tryAgainOn', 'new-date-in-past'));
    if (outcome.tryAgainOn <= osloDate(task.closesAt))
      return bookAppointment(record, context, task.taskId, outcome.tryAgainOn);
  }
  const { reason } = outcome;
  return concluded(missPoint(record, context, task), context, task, 'missed', digest, { reason });
}

/** Tasks that a coordinating unit, which has them because nobody else was found, passes on to whoever is to have them. */
const passedOn: ReadonlySet<Task['kind']> = new Set<Task['kind']>([
  'needs-assessment',
  'municipal-intake',
  'coordinator-referral',
]);

/**
 * Any other task is done. The coordinating unit's part is to find who receives the patient: a route that it has looked
 * for ends its task, and a municipal task that was rejected goes on to the unit that it names, with its clock.
 */
function done(
  record: PathwayRecord,
  context: Context,
  task: Task,
  outcome: Of<'done'>,
  digest: string,
): PathwayRecord {
  const { place } = task;
  const isHospitals = unitById(context.directory, task.unitId)?.kind === 'hospital';
  const passesOn = place !== null && isHospitals && passedOn.has(task.kind);
  if (task.kind === 'offer-again' || (task.kind === 'needs-assessment' && !passesOn))
    throw new RuleBroken(refusal('outcome', 'not-done'));
  if (task.kind === 'municipal-intake' && !passesOn)
    return concluded(handOver(record, place!), context, task, 'completed', digest);
  if (task.kind !== 'route-manually' && !passesOn) return followedUp(record, context, task, outcome, digest);
  const unit = outcome.unitId === undefined ? undefined : unitById(context.directory, outcome.unitId);
  if (unit?.kind !== 'municipality') throw new RuleBroken(refusal('unitId', 'municipal-unit-missing'));
  const { unitId } = unit;
  const routed = { ...record, routes: [...record.routes, { place: place!, unitId }] };
  return task.kind === 'route-manually'
    ? concluded(routed, context, task, 'completed', digest)
    : toNewUnit(
        routed,
        context,
        task,
        { ...task, unitId, status: 'open', acceptedBy: null },
        { type: 'task-passed-on' },
      );
}

/** A task beside the points is done: a question is answered, an appointment is known, a GP is confirmed. */
function followedUp(
  record: PathwayRecord,
  context: Context,
  task: Task,
  outcome: Of<'done'>,
  digest: string,
): PathwayRecord {
  const { appointmentOn = task.appointmentOn } = outcome;
  const { asked } = record.followUps.find(({ plan }) => plan === task.plan)!;
  const confirmed = asked.includes('confirm-gp')
    ? gpConfirmed(record, context, task, outcome.unitId)
    : record;
  const told = answered(confirmed, context, task);
  const after = concluded(told, context, { ...task, appointmentOn }, 'completed', digest);
  // what was waiting for the answer goes on; after the end nothing is
  return after.status === 'active' ? settleFacts(after, context, factsFor(record)) : after;
}

/** Who the GP is, as the unit says: the office that is known, or the one it names. */
function gpConfirmed(
  record: PathwayRecord,
  context: Context,
  task: Task,
  named: string | undefined,
): PathwayRecord {
  const unitId = named ?? factsFor(record).gp?.unitId;
  if (unitId === undefined || unitById(context.directory, unitId)?.kind !== 'gp-office')
    throw new RuleBroken(refusal('unitId', 'gp-office-missing'));
  return withEvent(record, context, task, {
    type: 'gp-changed',
    gp: { unitId, asOf: osloDate(context.now) },
  });
}
