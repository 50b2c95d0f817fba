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
  unrelate,
} from './edits.ts';
import { anchorOf, type Facts, factsOf, mayGoHome, noSaidOn, placeKey } from './facts.ts';
import { askerOf, hospitalOf } from './involved.ts';
import { ladder } from './ladder.ts';
import type {
  CalendarDate,
  Instant,
  LadderKey,
  PointNumber,
  Rung,
  TaskKind,
  TaskRules,
  Window,
} from './model.ts';
import { rungEffect, tell, withoutSends } from './notices.ts';
import { endPlan, replan } from './plans.ts';
import type { FollowUp, PathwayRecord, Point, Task } from './record.ts';
import { hoursOf, isSame, sideOf, taskRules } from './rules.ts';
import { routeOf, routesOf, stageOfPoint, type TaskStage } from './stage.ts';
import type { TimelineType } from './timeline.ts';
import { begunBy, openedLate } from './windows.ts';

/** The life of a task: opened, accepted, booked, rejected, concluded, missed, cancelled, restored. A task is a row first and a token second. */

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
    { readonly kind: TaskKind; readonly ladder: LadderKey; readonly point: PointNumber | 'next' | null }
  >
> = {
  'hospital-needs-assessment': { kind: 'needs-assessment', ladder: 'hospital-needs-assessment', point: 1 },
  'offer-again': { kind: 'offer-again', ladder: 'offer-again', point: 1 },
  'route-manually': { kind: 'route-manually', ladder: 'municipal-intake', point: null },
  'municipal-intake': { kind: 'municipal-intake', ladder: 'municipal-intake', point: null },
  'extra-point': { kind: 'needs-assessment', ladder: 'extra-point', point: 'next' },
  'point-2': { kind: 'needs-assessment', ladder: 'point-2', point: 2 },
  'point-3': { kind: 'needs-assessment', ladder: 'point-3', point: 3 },
};

/** Folds the record's facts; the day it was started on is Oslo's. */
export function factsFor(record: PathwayRecord): Facts {
  return factsOf(record, osloDate(record.startedAt));
}

/** The trust's coordinating unit; in a trust that has none, the hospital unit that has the patient. */
function coordinatingOf(record: PathwayRecord, { directory }: Context): string {
  return coordinatingUnitOfTrust(directory, record.trust)?.unitId ?? record.points[0]!.unitId!;
}

/** Who does a stage's task: the hospital that assesses, the municipality's receiving unit, or the trust's coordinating unit. */
function unitFor(record: PathwayRecord, facts: Facts, context: Context, stage: TaskStage): string {
  const hospital = record.points[0]!.unitId!;
  const coordinating = coordinatingOf(record, context);
  if (stage === 'hospital-needs-assessment') return hospital;
  // where nobody has asked, the unit that had the chance has not used it: the coordinating unit gets the offer
  if (stage === 'offer-again') return noSaidOn(facts) === null ? coordinating : hospital;
  if (stage === 'route-manually') return coordinating;
  const purpose = stage === 'municipal-intake' ? 'intake' : 'points';
  return routeOf(record, facts, context.directory, purpose) ?? coordinating;
}

/** What a stage's task would be if it were opened now: its kind and point, and the unit that is to do it. */
export function taskOfStage(
  record: PathwayRecord,
  context: Context,
  stage: TaskStage,
): Pick<Task, 'kind' | 'ladder' | 'point' | 'unitId'> {
  const { kind, ladder: key, point } = shapes[stage];
  const next = record.points.find((other) => other.status === 'planned' && stageOfPoint(other) === stage);
  return {
    kind,
    ladder: key,
    point: point === 'next' ? next!.point : point,
    unitId: unitFor(record, factsFor(record), context, stage),
  };
}

/** `Assign`: opens the stage's task at the unit that is to do it, and gives that unit its part in the pathway. */
export function openTask(
  record: PathwayRecord,
  context: Context,
  stage: TaskStage,
  window: Window,
): PathwayRecord {
  const facts = factsFor(record);
  return opened(record, context, facts, {
    ...taskOfStage(record, context, stage),
    plan: 'p',
    place:
      stage === 'hospital-needs-assessment' || stage === 'offer-again' ? null : placeKey(facts.municipality),
    window: openedLate(window, later(context.now, window.opensAt)),
  });
}

/** `Assign` of a follow-up's plan: opens its task at the unit that it was meant for, or that is found for it now. */
export function openFollowUp(record: PathwayRecord, context: Context, followUp: FollowUp): PathwayRecord {
  const facts = factsFor(record);
  const { kind, ladder: key, plan } = followUp;
  const purpose = kind === 'esas-prompt' ? 'homeCare' : 'intake';
  return opened(record, context, facts, {
    kind,
    ladder: key,
    point: null,
    plan,
    place: followUp.unitId === null ? placeKey(facts.municipality) : null,
    unitId:
      followUp.unitId ??
      routeOf(record, facts, context.directory, purpose) ??
      coordinatingOf(record, context),
    // a plan that begins a little late changes nothing of the ladder
    window: followUp.dueAt > context.now ? followUp : begunBy(followUp, context.now),
  });
}

function opened(
  record: PathwayRecord,
  context: Context,
  facts: Facts,
  spec: Pick<Task, 'kind' | 'ladder' | 'point' | 'plan' | 'place' | 'unitId'> & { readonly window: Window },
): PathwayRecord {
  const {
    window: { opensAt, dueAt, closesAt },
    ...what
  } = spec;
  const window = { opensAt, dueAt, closesAt };
  const taskId = `${record.pathwayId}-t${record.tasks.length + 1}`;
  const task: Task = {
    taskId,
    ...what,
    status: 'open',
    openedAt: context.now,
    ...window,
    rungs: ladder(what.ladder, window, {
      anchor: anchorOf(record, facts).date,
      rules: rulesOfTask(record, context, what),
    }),
    rung: -1,
    token: null,
    acceptedBy: null,
    appointmentOn: null,
    concludedAt: null,
    outcome: null,
  };
  const withTask = project({ ...record, rescues: [], tasks: [...record.tasks, task] }, taskId);
  const withPoint = withPointOf(withTask, task, { ...window, status: 'open', taskId, unitId: task.unitId });
  return noteTask(withPart(withPoint, context, task), context, task, { type: 'task-opened' });
}

/**
 * A unit with a task has a part in the pathway. A yes to a coordinator is none to the pathway: that unit sees its
 * task and nothing else; a question to a GP office is seen by it alone.
 */
export function withPart(record: PathwayRecord, context: Context, task: Task): PathwayRecord {
  return task.kind === 'coordinator-referral' ||
    unitById(context.directory, task.unitId)?.kind === 'gp-office'
    ? record
    : relate(record, context, task.unitId);
}

/** Changes the point that a conversation is for. An offer is not the conversation itself; other tasks have no point. */
export function withPointOf(record: PathwayRecord, task: Task, change: Partial<Point>): PathwayRecord {
  return task.point === null || task.kind !== 'needs-assessment'
    ? record
    : replacePoint(record, { ...pointOf(record, task.point), ...change });
}

/** Says in the timeline, and to a hospital's system, what has become of a task. */
function noteTask(
  record: PathwayRecord,
  context: Context,
  { taskId, unitId, point }: Task,
  how: { readonly type: TimelineType; readonly reason?: string },
): PathwayRecord {
  return note(record, context, {
    ...how,
    taskId,
    unitId,
    change: true,
    ...(point === null ? {} : { point }),
  });
}

/** The rung that a task is to enter now, and those after it. */
export interface Standing {
  readonly rung: number;
  readonly nextAt: Instant;
  readonly ahead: readonly Pick<Rung, 'rung' | 'at'>[];
}

/**
 * Where a task stands on its ladder: the next rung not yet claimed if its time has come, else the one it is on. One
 * that has closed, while the pathway rested or nothing ran, is on its last: nobody is reminded of what is too late.
 */
export function standing(task: Task, now: Instant): Standing {
  if (task.closesAt <= now) return { rung: task.rung, nextAt: task.closesAt, ahead: [] };
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
  return noteTask(replaceTask(record, { ...task, status: 'accepted', acceptedBy }), context, task, {
    type: 'task-accepted',
  });
}

export function releaseTask(record: PathwayRecord, context: Context, taskId: string): PathwayRecord {
  const task = activeTask(record, taskId);
  if (task.status === 'open') return record;
  return noteTask(replaceTask(record, { ...task, status: 'open', acceptedBy: null }), context, task, {
    type: 'task-released',
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
  const booked = withLadder(record, context, { ...task, appointmentOn: on });
  const noted = noteTask(replaceTask(record, booked), context, task, { type: 'appointment-booked' });
  return replan(noted, context, task.plan);
}

/** The task with its ladder worked out anew; what has been claimed stays claimed. */
export function withLadder(record: PathwayRecord, context: Context, task: Task): Task {
  const rungs = ladderOf(record, context, task, task.appointmentOn);
  const { renumbered } = task;
  if (renumbered === undefined) return { ...task, rungs };
  const { passed, by } = renumbered;
  const ahead = rungs.filter(({ rung }) => rung > passed);
  return {
    ...task,
    rungs: [
      ...task.rungs.filter(({ rung }) => rung <= passed + by),
      ...ahead.map((rung) => ({ ...rung, rung: rung.rung + by })),
    ],
  };
}

function ladderOf(
  record: PathwayRecord,
  context: Context,
  task: Task,
  appointmentOn: Task['appointmentOn'],
): readonly Rung[] {
  const { date: anchor } = anchorOf(record, factsFor(record));
  return ladder(task.ladder, task, { anchor, appointmentOn, rules: rulesOfTask(record, context, task) });
}

/** A municipality's task stays under its rules also where the trust's coordinating unit has it for a while; others are under those of their unit. */
function rulesOfTask(
  record: PathwayRecord,
  context: Context,
  { unitId, kind, place }: Pick<Task, 'unitId' | 'kind' | 'place'>,
): TaskRules {
  const isMunicipal = place !== null && kind !== 'route-manually';
  return taskRules(record.rules, isMunicipal ? 'municipality' : sideOf(context.directory, unitId));
}

/**
 * The task under rules that have changed: what has been claimed stays as it was, and of the new ladder comes what
 * lies ahead, numbered on from there. A rung of the new ladder whose time had come before the last message was, or
 * whose time has passed, is not made up for.
 */
export function underNewRules(record: PathwayRecord, context: Context, task: Task): Task {
  const { renumbered: _, ...before } = task;
  const anew = withLadder(record, context, before);
  const last = task.rungs.findLast(({ rung }) => rung <= task.rung);
  // nobody has been written to: the ladder has not begun
  if (last === undefined) return anew;
  const unmoved = task.appointmentOn === null ? anew.rungs : ladderOf(record, context, before, null);
  const gone = [
    ...anew.rungs.filter(({ at }) => at <= context.now),
    ...unmoved.filter(({ at }) => at <= last.at),
  ];
  const passed = Math.max(0, ...gone.map(({ rung }) => rung));
  return withLadder(record, context, { ...task, renumbered: { passed, by: task.rung - passed } });
}

/** The ladder of a task that comes to a new unit: of what was due until now that unit is told by the task's arrival alone. */
export function fromNow(record: PathwayRecord, context: Context, before: Task): Task {
  const task = withLadder(record, context, before);
  if (task.rung < 0) return task;
  const past = task.rungs.filter((rung) => rung.at <= context.now).map((rung) => rung.rung);
  return { ...task, rung: Math.max(task.rung, ...past) };
}

/** The same where the new unit may have another ladder: one that the trust or the municipality has set. */
export function handedOn(record: PathwayRecord, context: Context, before: Task, task: Task): Task {
  const [from, to] = [before, task].map((one) => rulesOfTask(record, context, one).ladders?.[task.ladder]);
  return isSame(from, to) ? fromNow(record, context, task) : underNewRules(record, context, task);
}

/** Not theirs: the task goes to the trust's coordinating unit, which finds the right one. */
export function rejectTask(
  record: PathwayRecord,
  context: Context,
  taskId: string,
  reason: string,
): PathwayRecord {
  const task = activeTask(record, taskId);
  const coordinating = coordinatingUnitOfTrust(context.directory, record.trust);
  if (task.kind === 'route-manually' || coordinating === undefined || coordinating.unitId === task.unitId) {
    throw new TaskConflict('The coordinating unit cannot reject a task: there is nobody above it.');
  }
  const moved: Task = { ...task, status: 'open', acceptedBy: null, unitId: coordinating.unitId };
  const rejected = toNewUnit(record, context, task, moved, { type: 'task-rejected', reason });
  const elsewhere = rejected.tasks.some((other) => isActive(other) && other.unitId === task.unitId);
  // a municipal unit that has said that the patient is not theirs sees nothing newer
  return task.place === null || elsewhere ? rejected : unrelate(rejected, context, task.unitId);
}

/**
 * Hands an open task on to another unit of its kind: it keeps its instants, and the new unit must accept it. Where the
 * intake goes, the patient goes. Throws `RuleBroken` where there is no such unit.
 */
export function transferTask(
  record: PathwayRecord,
  context: Context,
  taskId: string,
  unitId: string,
): PathwayRecord {
  const task = activeTask(record, taskId);
  if (task.unitId === unitId) return record;
  const from = unitById(context.directory, task.unitId);
  const to = unitById(context.directory, unitId);
  if (to === undefined || to.kind === 'gp-office' || to.kind !== from?.kind)
    throw new RuleBroken({ path: 'unitId', message: 'Names no unit that could have this task.' });
  if (task.kind === 'route-manually')
    throw new TaskConflict(
      'The coordinating unit names who receives the patient; it hands this task to nobody.',
    );
  const moved = fromNow(record, context, {
    ...task,
    unitId,
    status: 'open',
    acceptedBy: null,
    appointmentOn: appointmentKept(task),
  });
  const { place } = task;
  const routed =
    task.kind === 'municipal-intake' && place !== null
      ? { ...record, routes: [...record.routes, { place, unitId }] }
      : record;
  const followUps = routed.followUps.map((one) => (one.plan === task.plan ? { ...one, unitId } : one));
  const there = toNewUnit({ ...routed, followUps }, context, task, moved, { type: 'task-transferred' });
  return replan(withoutPart(there, context, task.unitId), context, task.plan);
}

/** What stays booked where another unit takes a task over: an appointment with the GP is not the unit's own. */
export function appointmentKept(task: Task): Task['appointmentOn'] {
  return task.kind === 'gp-appointment' ? task.appointmentOn : null;
}

/** Ends the part of a unit that has handed on the last it had to do, unless patients of the place are its own, it referred, or it has the patient. */
function withoutPart(record: PathwayRecord, context: Context, unitId: string): PathwayRecord {
  const keeps =
    unitId === record.start.hospitalUnitId ||
    unitId === hospitalOf(record) ||
    routesOf(record, factsFor(record), context.directory).includes(unitId) ||
    record.tasks.some((task) => isActive(task) && task.unitId === unitId);
  return keeps ? record : unrelate(record, context, unitId);
}

/** Moves an open task to another unit: it keeps its instants, the new unit is written to and must accept. */
export function toNewUnit(
  record: PathwayRecord,
  context: Context,
  task: Task,
  moved: Task,
  how: { readonly type: TimelineType; readonly reason?: string },
): PathwayRecord {
  const withTask = replaceTask(withoutSends(record, task.taskId), moved);
  const withPoint = withPointOf(withTask, moved, { unitId: moved.unitId });
  const related = withPart(withPoint, context, moved);
  const noted = noteTask(related, context, moved, how);
  if (task.rung < 0) return noted; // its arrival has not been written of yet: the ladder does that
  return addEffect(
    noted,
    rungEffect(
      context.now,
      moved.taskId,
      0,
      moved.unitId,
      hoursOf(record.rules, context.directory, moved.unitId),
    ),
  );
}

export function activeTask(record: PathwayRecord, taskId: string): Task {
  const task = taskOf(record, taskId);
  if (task === undefined || !isActive(task)) throw new TaskConflict('The task is closed.');
  return task;
}

/** A task is closed: its token is answered, so that its plan goes on; a lost answer is finished by the sweep. */
export function concluded(
  record: PathwayRecord,
  context: Context,
  before: Task,
  status: 'completed' | 'declined' | 'missed',
  outcome: string | null,
  how: { readonly reason?: string } = {},
): PathwayRecord {
  const task: Task = {
    ...before,
    status,
    token: null,
    concludedAt: before.concludedAt ?? context.now,
    outcome,
  };
  const closed = noteTask(
    replaceTask({ ...withoutSends(record, task.taskId), rescues: [] }, task),
    context,
    task,
    { type: `task-${status}`, ...how },
  );
  return before.token === null
    ? closed
    : addEffect(closed, { kind: 'answer', id: `answer:${task.taskId}:${task.rung}`, token: before.token });
}

export function handOver(record: PathwayRecord, place: string): PathwayRecord {
  return { ...record, handedOver: [...new Set([...record.handedOver, place])] };
}

/** Passed its close with nobody acting: missed, which only the coordinating unit is told, and the pathway goes on. */
export function missTask(record: PathwayRecord, context: Context, taskId: string): PathwayRecord {
  const task = taskOf(record, taskId);
  if (task === undefined || !isActive(task)) return record;
  const handed = task.kind === 'municipal-intake' ? handOver(record, task.place!) : record;
  const told = askerTold(missPoint(handed, context, task), context, task);
  return concluded(told, context, { ...task, token: null }, 'missed', null);
}

/** Who has asked is told, too, that nobody has answered. */
function askerTold(record: PathwayRecord, context: Context, task: Task): PathwayRecord {
  const asker = askerOf(record, factsFor(record), task.plan);
  return asker === undefined ? record : tell(record, context, asker, 'missed', { cause: task.taskId });
}

export function missPoint(record: PathwayRecord, context: Context, task: Task): PathwayRecord {
  const withPoint = withPointOf(record, task, { status: 'missed', concludedAt: context.now });
  // without a yes to sharing nobody in the municipality but the receiver hears of a referral to its coordinator
  const unitId = task.kind === 'coordinator-referral' ? record.points[0]!.unitId! : task.unitId;
  return tellCoordinating(withPoint, context, unitId, { point: task.point, cause: task.taskId });
}

function tellCoordinating(
  record: PathwayRecord,
  context: Context,
  unitId: string,
  about: { readonly point: PointNumber | null; readonly cause?: string },
): PathwayRecord {
  const escalatesTo = unitById(context.directory, unitId)?.escalatesTo;
  const above = escalatesTo ?? coordinatingUnitOfTrust(context.directory, record.trust)?.unitId ?? unitId;
  // with nobody above, the unit itself is told
  return tell(record, context, above, 'missed', above === unitId ? about : { ...about, above: true });
}

/**
 * Windows that have closed before anybody could begin: missed at once, told to the coordinating unit, never silence.
 * The hospital's counts from its opening, whenever that is, and cannot have passed before.
 */
export function missPassed(record: PathwayRecord, context: Context): PathwayRecord {
  const facts = factsFor(record);
  if (!mayGoHome(facts)) return record;
  const unitId = routeOf(record, facts, context.directory, 'points') ?? record.start.hospitalUnitId;
  let result = record;
  for (const point of record.points) {
    if (point.point === 1 || point.status !== 'planned' || point.closesAt > context.now) continue;
    if (point.extra !== undefined && point.closesAt <= record.startedAt) {
      // a municipality's own point that was over before the patient came was never meant for this patient
      result = replacePoint(result, { ...point, status: 'cancelled', concludedAt: context.now });
      continue;
    }
    const missed = replacePoint(result, { ...point, status: 'missed', concludedAt: context.now });
    const noted = note(missed, context, { type: 'point-missed', point: point.point, change: true });
    result = tellCoordinating(noted, context, unitId, { point: point.point });
  }
  return result;
}

/**
 * Closes open tasks that nobody is to do any more. A conversation that an end has cut off is cancelled with its task;
 * otherwise its point is planned anew. What undoes `reason` may open the task again. A follow-up's plan ends with it;
 * that of the pathway is renewed, or ended, by whoever calls this.
 */
export function cancelTasks(
  record: PathwayRecord,
  context: Context,
  reason: 'answers' | 'moved' | 'undone' | 'end',
  which: (task: Task) => boolean,
): PathwayRecord {
  return record.tasks
    .filter((task) => isActive(task) && which(task))
    .reduce((result, task) => {
      const cancelled: Task = {
        ...task,
        status: 'cancelled',
        token: null,
        concludedAt: context.now,
        cancelledBy: { reason, was: task.status as 'open' | 'accepted' },
      };
      const closed = noteTask(replaceTask(withoutSends(result, task.taskId), cancelled), context, task, {
        type: 'task-cancelled',
      });
      const withPoint = withPointOf(
        closed,
        task,
        reason === 'end'
          ? { status: 'cancelled', concludedAt: context.now }
          : { status: 'planned', taskId: null, unitId: task.place === null ? task.unitId : null },
      );
      return task.plan === 'p' ? withPoint : endPlan(withPoint, context, task.plan, 'ABORTED', 'stop-it');
    }, record);
}

/** Puts back what `cancelTasks` closed for a reason that did not hold after all: the same windows, the tasks as they were. */
export function restoreTasks(
  record: PathwayRecord,
  context: Context,
  which: (task: Task) => boolean,
): PathwayRecord {
  let result = record;
  for (const task of record.tasks) {
    if (task.cancelledBy === undefined || !which(task)) continue;
    const { cancelledBy, ...rest } = task;
    const { opensAt, dueAt, closesAt, taskId, unitId } = task;
    const restored: Task = { ...rest, status: cancelledBy.was, concludedAt: null };
    const open = { status: 'open', opensAt, dueAt, closesAt, taskId, unitId, concludedAt: null } as const;
    result = noteTask(withPointOf(replaceTask(result, restored), restored, open), context, task, {
      type: 'task-restored',
    });
  }
  return result;
}
