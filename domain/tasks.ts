import { later, osloDate } from './calendar.ts';
import { coordinatingUnitOfTrust, unitById } from './directory.ts';
import {
  addEffect,
  type Context,
  isActive,
  note,
  pointOf,
  project,
  relate,
  replacePoint,
  replaceTask,
  taskOf,
} from './edits.ts';
import { anchorOf, type Facts, factsOf, mayGoHome, placeKey } from './facts.ts';
import { ladder } from './ladder.ts';
import type {
  AnswerName,
  CalendarDate,
  Instant,
  LadderKey,
  PointNumber,
  Rung,
  TaskKind,
  Window,
} from './model.ts';
import { rungEffect, tell, tellGp } from './notices.ts';
import { replan } from './plans.ts';
import { refreshWindows } from './points.ts';
import type { PathwayRecord, PlanId, Point, Task } from './record.ts';
import { routeOf, type TaskStage } from './stage.ts';
import { openedLate } from './windows.ts';

/** The life of a task: opened, accepted, booked, rejected, completed, missed. A task is a row first and a token second. */

/** Answers that came up in a conversation; what is left out keeps its value. */
export type GivenAnswers = { readonly [name in AnswerName]?: boolean | null | undefined };

export type Outcome =
  | {
      readonly outcome: 'assessed';
      readonly heldOn: CalendarDate;
      readonly mode: string;
      readonly askGp?: readonly string[] | undefined;
      readonly answers?: GivenAnswers | undefined;
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
      readonly appointmentOn?: string | undefined;
    };

/** A rule of the pathway does not hold: the caller is told which field and why (422). */
export class RuleBroken extends Error {
  override readonly name = 'RuleBroken';
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  constructor(...errors: readonly { readonly path: string; readonly message: string }[]) {
    super(errors.map((error) => error.message).join(' '));
    this.errors = errors;
  }
}

/** The task is not in a state that allows this (409). */
export class TaskConflict extends Error {
  override readonly name = 'TaskConflict';
}

const shapes: Readonly<
  Record<
    TaskStage,
    { readonly kind: TaskKind; readonly ladder: LadderKey; readonly point: PointNumber | null }
  >
> = {
  'hospital-needs-assessment': { kind: 'needs-assessment', ladder: 'hospital-needs-assessment', point: 1 },
  'offer-again': { kind: 'offer-again', ladder: 'offer-again', point: 1 },
  'route-manually': { kind: 'route-manually', ladder: 'municipal-intake', point: null },
  'municipal-intake': { kind: 'municipal-intake', ladder: 'municipal-intake', point: null },
  'point-2': { kind: 'needs-assessment', ladder: 'point-2', point: 2 },
  'point-3': { kind: 'needs-assessment', ladder: 'point-3', point: 3 },
};

/** Folds the record's facts; the day it was started on is Oslo's. */
export function factsFor(record: PathwayRecord): Facts {
  return factsOf(record, osloDate(record.startedAt));
}

/** Who does a stage's task: the hospital that assesses, the municipality's receiving unit, or the trust's coordinating unit. */
function unitFor(record: PathwayRecord, facts: Facts, context: Context, stage: TaskStage): string {
  const hospital = pointOf(record, 1)?.unitId ?? record.start.hospitalUnitId;
  const coordinating = coordinatingUnitOfTrust(context.directory, record.trust)?.unitId ?? hospital;
  if (stage === 'hospital-needs-assessment') return hospital;
  // where nobody has asked, the unit that had the chance has not used it: the coordinating unit gets the offer
  if (stage === 'offer-again')
    return facts.answers.pathway.value === null || facts.answers.shareWithMunicipality.value === null
      ? coordinating
      : hospital;
  if (stage === 'route-manually') return coordinating;
  return routeOf(record, facts, context.directory) ?? coordinating;
}

/** `Assign`: opens the stage's task at the unit that is to do it, and gives that unit its part in the pathway. */
export function openTask(
  record: PathwayRecord,
  context: Context,
  stage: TaskStage,
  window: Window,
  plan: PlanId = 'p',
): PathwayRecord {
  const facts = factsFor(record);
  const shape = shapes[stage];
  const unitId = unitFor(record, facts, context, stage);
  const opened = openedLate(window, later(context.now, window.opensAt));
  const taskId = `${record.pathwayId}-t${record.tasks.length + 1}`;
  const municipal = stage === 'municipal-intake' || stage === 'point-2' || stage === 'point-3';
  const task: Task = {
    taskId,
    ...shape,
    plan,
    place: municipal || stage === 'route-manually' ? placeKey(facts.municipality) : null,
    unitId,
    status: 'open',
    openedAt: context.now,
    ...opened,
    rungs: ladder(shape.ladder, opened, { anchor: anchorOf(record, facts).date }),
    rung: -1,
    token: null,
    acceptedBy: null,
    appointmentOn: null,
    concludedAt: null,
    outcome: null,
  };
  const point = shape.point === null || stage === 'offer-again' ? undefined : pointOf(record, shape.point);
  const withTask = project({ ...record, rescues: [], tasks: [...record.tasks, task] }, taskId);
  const withPoint =
    point === undefined
      ? withTask
      : replacePoint(withTask, { ...point, ...opened, status: 'open', taskId, unitId });
  return note(relate(withPoint, context, unitId), context, {
    type: 'task-opened',
    taskId,
    unitId,
    change: true,
    ...pointEntry(task),
  });
}

function pointEntry(task: Task): { readonly point?: PointNumber } {
  return task.point === null ? {} : { point: task.point };
}

/** The rung that a task is to enter now, and those after it. */
export interface Standing {
  readonly rung: number;
  readonly nextAt: Instant;
  readonly ahead: readonly Pick<Rung, 'rung' | 'at'>[];
}

/** Where a task stands on its ladder: the next rung not yet claimed if its time has come, else the one it is on. */
export function standing(task: Task, now: Instant): Standing {
  const unsent = task.rungs.filter((rung) => rung.rung > task.rung).map(({ rung, at }) => ({ rung, at }));
  const [next, ...rest] = unsent;
  const due = next !== undefined && next.at <= now;
  const ahead = due ? rest : unsent;
  return { rung: due ? next.rung : task.rung, nextAt: ahead[0]?.at ?? task.closesAt, ahead };
}

export function acceptTask(
  record: PathwayRecord,
  context: Context,
  taskId: string,
  acceptedBy: string,
): PathwayRecord {
  const task = activeTask(record, taskId);
  if (task.status === 'accepted') return record;
  return note(replaceTask(record, { ...task, status: 'accepted', acceptedBy }), context, {
    type: 'task-accepted',
    taskId,
    unitId: task.unitId,
    change: true,
    ...pointEntry(task),
  });
}

export function releaseTask(record: PathwayRecord, context: Context, taskId: string): PathwayRecord {
  const task = activeTask(record, taskId);
  if (task.status === 'open') return record;
  return note(replaceTask(record, { ...task, status: 'open', acceptedBy: null }), context, {
    type: 'task-released',
    taskId,
    unitId: task.unitId,
    change: true,
    ...pointEntry(task),
  });
}

/** Books the conversation: the rungs rest until two working days after it. The plan is made anew, with the ladder moved. */
export function bookAppointment(
  record: PathwayRecord,
  context: Context,
  taskId: string,
  on: Instant | CalendarDate,
): PathwayRecord {
  const task = activeTask(record, taskId);
  if (task.appointmentOn === on) return record;
  const booked = withLadder(record, { ...task, appointmentOn: on });
  const noted = note(replaceTask(record, booked), context, {
    type: 'appointment-booked',
    taskId,
    unitId: task.unitId,
    change: true,
    ...pointEntry(task),
  });
  return replan(noted, context, task.plan);
}

/** The task with its ladder worked out anew; what has been claimed stays claimed. */
export function withLadder(record: PathwayRecord, task: Task): Task {
  const anchor = anchorOf(record, factsFor(record)).date;
  return { ...task, rungs: ladder(task.ladder, task, { anchor, appointmentOn: task.appointmentOn }) };
}

/** Not theirs: the task goes to the trust's coordinating unit, which finds the right one. */
export function rejectTask(record: PathwayRecord, context: Context, taskId: string): PathwayRecord {
  const task = activeTask(record, taskId);
  const coordinating = coordinatingUnitOfTrust(context.directory, record.trust);
  if (task.kind === 'route-manually' || coordinating === undefined || coordinating.unitId === task.unitId) {
    throw new TaskConflict('The coordinating unit cannot reject a task: there is nobody above it.');
  }
  const moved: Task = { ...task, status: 'open', acceptedBy: null, unitId: coordinating.unitId };
  return toNewUnit(record, context, task, moved, 'task-rejected');
}

/** Moves an open task to another unit: it keeps its instants, the new unit is written to and must accept. */
export function toNewUnit(
  record: PathwayRecord,
  context: Context,
  task: Task,
  moved: Task,
  type: string,
): PathwayRecord {
  const point =
    task.point === null || task.kind !== 'needs-assessment' ? undefined : pointOf(record, task.point);
  const withTask = replaceTask(record, moved);
  const withPoint =
    point === undefined ? withTask : replacePoint(withTask, { ...point, unitId: moved.unitId });
  const related = relate(withPoint, context, moved.unitId);
  const noted = note(related, context, {
    type,
    taskId: task.taskId,
    unitId: moved.unitId,
    change: true,
    ...pointEntry(task),
  });
  if (task.rung < 0) return noted; // its arrival has not been written of yet: the ladder does that
  return addEffect(noted, rungEffect(context.now, moved.taskId, 0, moved.unitId));
}

function activeTask(record: PathwayRecord, taskId: string): Task {
  const task = taskOf(record, taskId);
  if (task === undefined || !isActive(task)) throw new TaskConflict('The task is closed.');
  return task;
}

/**
 * Completes a task with its outcome. The same outcome again changes nothing (`digest` tells); another one is a
 * `TaskConflict`. A missed conversation may still be completed until the next point opens, and counts as late.
 */
export function completeTask(
  record: PathwayRecord,
  context: Context,
  taskId: string,
  outcome: Outcome,
  digest: string,
): PathwayRecord {
  const task = taskOf(record, taskId);
  if (task === undefined) throw new TaskConflict('The task is closed.');
  if (task.outcome === digest) return record;
  if (
    !isActive(task) &&
    !(task.status === 'missed' && task.outcome === null && mayStillBeHeld(record, task))
  ) {
    throw new TaskConflict(
      task.outcome === null ? 'The task is closed.' : 'The task has been completed with another outcome.',
    );
  }
  checkOutcome(task, outcome, context, record);
  switch (outcome.outcome) {
    case 'assessed':
      return concluded(assessed(record, context, task, outcome), context, task, 'completed', digest);
    case 'declined':
      return concluded(declined(record, context, task, outcome), context, task, 'declined', digest);
    case 'not-held':
      return notHeld(record, context, task, outcome, digest);
    case 'done':
      return concluded(done(record, task, outcome), context, task, 'completed', digest);
  }
}

function mayStillBeHeld(record: PathwayRecord, task: Task): boolean {
  if (record.status !== 'active' || task.kind !== 'needs-assessment') return false;
  const next = record.points.filter(
    (point) => typeof point.point === 'number' && point.point > Number(task.point),
  )[0];
  return next === undefined || next.status === 'planned';
}

function checkOutcome(task: Task, outcome: Outcome, context: Context, record: PathwayRecord): void {
  const conversation = task.kind === 'needs-assessment' || task.kind === 'offer-again';
  if (conversation === (outcome.outcome === 'done')) {
    throw new RuleBroken({
      path: 'outcome',
      message: conversation
        ? 'A conversation is assessed, declined or not held.'
        : 'This task is done; it has no other outcome.',
    });
  }
  if (outcome.outcome === 'assessed') {
    if (outcome.heldOn > osloDate(context.now))
      throw new RuleBroken({
        path: 'heldOn',
        message: 'The conversation cannot have been held in the future.',
      });
    if (outcome.heldOn < factsFor(record).diagnosisDate)
      throw new RuleBroken({
        path: 'heldOn',
        message: 'The conversation cannot have been held before the diagnosis.',
      });
  }
  if (task.kind === 'route-manually' && outcome.outcome === 'done') {
    const unit = outcome.unitId === undefined ? undefined : unitById(context.directory, outcome.unitId);
    if (unit === undefined || unit.kind !== 'municipality')
      throw new RuleBroken({ path: 'unitId', message: 'Name the municipal unit that receives the patient.' });
  }
}

/** A task is closed: its token is answered, so that its plan goes on; a lost answer is finished by the sweep. */
function concluded(
  record: PathwayRecord,
  context: Context,
  before: Task,
  status: Task['status'],
  digest: string | null,
): PathwayRecord {
  const task: Task = { ...before, status, concludedAt: before.concludedAt ?? context.now, outcome: digest };
  const closed = note(replaceTask({ ...record, rescues: [] }, task), context, {
    type: `task-${status}`,
    taskId: task.taskId,
    unitId: task.unitId,
    change: true,
    ...pointEntry(task),
  });
  return answerToken(closed, before);
}

function answerToken(record: PathwayRecord, task: Task): PathwayRecord {
  return task.token === null || !isActive(task)
    ? record
    : addEffect(record, { kind: 'answer', id: `answer:${task.taskId}:${task.rung}`, token: task.token });
}

function withAnswers(
  record: PathwayRecord,
  context: Context,
  task: Task,
  answers: GivenAnswers,
): PathwayRecord {
  if (Object.values(answers).every((value) => value === undefined)) return record;
  const event = {
    eventId: `${task.taskId}-outcome`,
    type: 'answers-changed',
    occurredOn: osloDate(context.now),
    receivedAt: context.now,
    by: context.by,
    answers,
  } as const;
  return { ...record, events: [...record.events.filter((other) => other.eventId !== event.eventId), event] };
}

function assessed(
  record: PathwayRecord,
  context: Context,
  task: Task,
  outcome: Extract<Outcome, { outcome: 'assessed' }>,
): PathwayRecord {
  const answered = withAnswers(record, context, task, outcome.answers ?? {});
  const facts = factsFor(answered);
  if (task.point === 1) {
    const unknown = (['pathway', 'shareWithMunicipality'] as const).filter(
      (name) => facts.answers[name].value === null,
    );
    if (unknown.length > 0) {
      throw new RuleBroken(
        ...unknown.map((name) => ({
          path: `answers.${name}`,
          message: 'Must be answered, yes or no, by the end of this conversation.',
        })),
      );
    }
  }
  const point = task.point === null ? undefined : pointOf(answered, task.point);
  const late = point !== undefined && (task.status === 'missed' || osloDate(point.closesAt) < outcome.heldOn);
  const held: Point | undefined = point && {
    ...point,
    status: 'completed',
    heldOn: outcome.heldOn,
    mode: outcome.mode,
    late,
    concludedAt: context.now,
    taskId: task.taskId,
  };
  const withPoint = held === undefined ? answered : refreshWindows(replacePoint(answered, held), facts);
  return tellGp(withPoint, context, facts, 'assessment', { point: task.point, asked: outcome.askGp ?? [] });
}

function declined(
  record: PathwayRecord,
  context: Context,
  task: Task,
  outcome: Extract<Outcome, { outcome: 'declined' }>,
): PathwayRecord {
  // a no at point 2 or 3 declines that point only
  const answers = task.point === 1 ? { ...outcome.answers, pathway: false } : (outcome.answers ?? {});
  const answered = withAnswers(record, context, task, answers);
  const facts = factsFor(answered);
  const point = task.point === null ? undefined : pointOf(answered, task.point);
  const withPoint =
    point === undefined || task.kind === 'offer-again'
      ? answered
      : replacePoint(answered, { ...point, status: 'declined', concludedAt: context.now });
  const withOffer =
    task.point === 1
      ? { ...withPoint, offer: { askAgain: outcome.askAgain, on: outcome.askAgainOn ?? null } }
      : withPoint;
  return tellGp(withOffer, context, facts, 'declined', { point: task.point });
}

/** Not held: with a new date before the close the task rests until then; without one the point is missed, with its reason. */
function notHeld(
  record: PathwayRecord,
  context: Context,
  task: Task,
  outcome: Extract<Outcome, { outcome: 'not-held' }>,
  digest: string,
): PathwayRecord {
  if (outcome.tryAgainOn !== undefined && isActive(task)) {
    if (outcome.tryAgainOn < osloDate(context.now))
      throw new RuleBroken({ path: 'tryAgainOn', message: 'The new date cannot be in the past.' });
    if (outcome.tryAgainOn <= osloDate(task.closesAt))
      return bookAppointment(record, context, task.taskId, outcome.tryAgainOn);
  }
  return concluded(missPoint(record, context, task), context, task, 'missed', digest);
}

function done(
  record: PathwayRecord,
  task: Task,
  outcome: Extract<Outcome, { outcome: 'done' }>,
): PathwayRecord {
  if (task.kind === 'municipal-intake') return handOver(record, task);
  if (task.kind === 'route-manually' && outcome.unitId !== undefined && task.place !== null) {
    return { ...record, routes: [...record.routes, { place: task.place, unitId: outcome.unitId }] };
  }
  return record;
}

function handOver(record: PathwayRecord, task: Task): PathwayRecord {
  return task.place === null || record.handedOver.includes(task.place)
    ? record
    : { ...record, handedOver: [...record.handedOver, task.place] };
}

/** Passed its close with nobody acting: missed, which only the coordinating unit is told, and the pathway goes on. */
export function missTask(record: PathwayRecord, context: Context, taskId: string): PathwayRecord {
  const task = taskOf(record, taskId);
  if (task === undefined || !isActive(task)) return record;
  const handed = task.kind === 'municipal-intake' ? handOver(record, task) : record;
  return concluded(missPoint(handed, context, task), context, { ...task, token: null }, 'missed', null);
}

function missPoint(record: PathwayRecord, context: Context, task: Task): PathwayRecord {
  const point = task.point === null || task.kind === 'offer-again' ? undefined : pointOf(record, task.point);
  const withPoint =
    point === undefined
      ? record
      : replacePoint(record, { ...point, status: 'missed', concludedAt: context.now });
  return tellCoordinating(withPoint, context, task.unitId, task.point);
}

function tellCoordinating(
  record: PathwayRecord,
  context: Context,
  unitId: string,
  point: PointNumber | null,
): PathwayRecord {
  const unit = unitById(context.directory, unitId);
  const above = unit?.escalatesTo ?? coordinatingUnitOfTrust(context.directory, record.trust)?.unitId;
  return above === undefined
    ? record
    : tell(relate(record, context, above), context, above, 'missed', { point });
}

/** Windows that have closed before anybody could begin: missed at once, told to the coordinating unit, never silence. */
export function missPassed(record: PathwayRecord, context: Context): PathwayRecord {
  if (!mayGoHome(factsFor(record))) return record;
  let result = record;
  for (const point of record.points) {
    if (point.status !== 'planned' || point.closesAt > context.now) continue;
    const missed = replacePoint(result, { ...point, status: 'missed', concludedAt: context.now });
    const noted = note(missed, context, { type: 'point-missed', point: point.point, change: true });
    const unitId = routeOf(record, factsFor(record), context.directory) ?? record.start.hospitalUnitId;
    result = project(tellCoordinating(noted, context, unitId, point.point), 'R');
  }
  return result;
}

/** Closes every open task, as an ending or a no does; what undoes `reason` opens them again. */
export function cancelTasks(
  record: PathwayRecord,
  context: Context,
  reason: string,
  which: (task: Task) => boolean = () => true,
): PathwayRecord {
  let result = record;
  for (const task of record.tasks) {
    if (!isActive(task) || !which(task)) continue;
    const cancelled: Task = {
      ...task,
      status: 'cancelled',
      concludedAt: context.now,
      cancelledBy: { reason, was: task.status as 'open' | 'accepted' },
    };
    result = note(replaceTask(result, cancelled), context, {
      type: 'task-cancelled',
      taskId: task.taskId,
      unitId: task.unitId,
      change: true,
      ...pointEntry(task),
    });
    result = answerToken(result, task);
    const point =
      task.point === null || task.kind !== 'needs-assessment' ? undefined : pointOf(result, task.point);
    if (point !== undefined)
      result = replacePoint(result, { ...point, status: 'cancelled', concludedAt: context.now });
  }
  return result;
}

/** Puts back what `cancelTasks` closed for a reason that did not hold after all: the same windows, the tasks as they were. */
export function restoreTasks(record: PathwayRecord, context: Context, reason: string): PathwayRecord {
  let result = record;
  for (const task of record.tasks) {
    if (task.cancelledBy?.reason !== reason) continue;
    const { cancelledBy, ...rest } = task;
    const restored: Task = { ...rest, status: cancelledBy.was, concludedAt: null, token: null };
    result = note(replaceTask(result, restored), context, {
      type: 'task-restored',
      taskId: task.taskId,
      unitId: task.unitId,
      change: true,
      ...pointEntry(task),
    });
    const point =
      task.point === null || task.kind !== 'needs-assessment' ? undefined : pointOf(result, task.point);
    if (point !== undefined) result = replacePoint(result, { ...point, status: 'open', concludedAt: null });
  }
  return result;
}
