import {
  type Context,
  isActive,
  note,
  pointOf,
  replacePoint,
  replaceTask,
  taskOf,
  unrelate,
} from './edits.ts';
import { placeKey } from './facts.ts';
import { outlives } from './follow-ups.ts';
import { missUndone } from './followers.ts';
import { tell, tellOfCorrection, tellOfWrongGp } from './notices.ts';
import { outcomeEvent } from './outcomes.ts';
import { lastSettled, resume, withRetractions } from './pathway.ts';
import { replan } from './plans.ts';
import type { PathwayRecord, ReportedEvent, Task } from './record.ts';
import { settleFacts } from './settle.ts';
import { cancelTasks, factsFor, TaskConflict, withPart } from './tasks.ts';

/**
 * Takes a wrong outcome back, until its task would have closed and while nothing else has come of it: the task is
 * open as it was, what it opened is closed, and those who were told are told that it was wrong. Throws `TaskConflict`
 * where it is too late.
 */
export function undoCompletion(record: PathwayRecord, context: Context, taskId: string): PathwayRecord {
  const task = taskOf(record, taskId);
  const before = task?.before;
  if (task === undefined || before === undefined || isActive(task))
    throw new TaskConflict('The task has no outcome that could be undone.');
  const facts = lastSettled(record);
  mustBeInTime(record, context, task);
  // what a hospital owes the patient's children is done beside the pathway, and after it
  const isBeside = outlives(record, task.plan, record.status);
  const active = record.status === 'active' || isBeside ? record : resume(record, context);
  const wasOpen = before.status === 'open' || before.status === 'accepted';
  const closed = wasOpen ? withoutWhatFollowed(missUndone(active, taskId), context, task) : active;
  const { before: _, found: __, ...rest } = task;
  const reopened: Task = {
    ...rest,
    reopened: true,
    status: before.status,
    appointmentOn: before.appointmentOn,
    outcome: null,
    token: null,
    concludedAt: wasOpen ? null : task.concludedAt,
  };
  const { offer, handedOver, routes } = before;
  const restored = task.plan === 'p' ? { ...closed, offer, handedOver, routes } : closed;
  const withTask = withPart(replaceTask(restored, reopened), context, reopened);
  const withPoint = before.point === null ? withTask : replacePoint(withTask, before.point);
  const unanswered = {
    ...withPoint,
    questions: withPoint.questions.map((question) =>
      isQuestionOf(record, task, question.questionId) ? { ...question, answeredAt: null } : question,
    ),
    events: withoutReports(withPoint, context, taskId),
  };
  const noted = note(unanswered, context, {
    type: 'task-reopened',
    taskId,
    unitId: task.unitId,
    change: true,
  });
  const corrected = tellOfCorrection(noted, context, taskId, taskId);
  const wrong = madeBy(record, taskId);
  const told = tellOfWrongGp(corrected, context, factsFor(corrected), wrong, taskId);
  if (isBeside) return replan(told, context, task.plan);
  const settled = settleFacts(told, context, facts, true);
  const renewed = task.plan === 'p' ? settled : replan(settled, context, task.plan);
  return replan(renewed, context);
}

function mustBeInTime(record: PathwayRecord, context: Context, task: Task): void {
  const { plan, closesAt } = task;
  // an end that was reported stands; one that came by itself may have come of the outcome
  const ended = factsFor(record).end !== null && !outlives(record, plan, record.status);
  if (ended || closesAt <= context.now) throw new TaskConflict('It is too late to undo it.');
  if (isElsewhere(record, task) || record.tasks.some((other) => cameAfter(other, task)))
    throw new TaskConflict('Something else has been done since.');
}

/** Whether the patient is in other hands now than those that the task was in. */
function isElsewhere(record: PathwayRecord, task: Task): boolean {
  if (task.place !== null) return task.place !== placeKey(factsFor(record).municipality);
  if (task.plan === 'p') return pointOf(record, 1).unitId !== task.before!.point!.unitId;
  return record.followUps.some(({ plan, unitId }) => plan === task.plan && unitId !== task.unitId);
}

/** Whether another task of the pathway's own plan was done, or missed, since. */
function cameAfter(other: Task, task: Task): boolean {
  if (other.plan !== 'p' || task.plan !== 'p' || other === task) return false;
  return other.outcome === null
    ? other.status === 'missed' && other.concludedAt! > task.concludedAt!
    : other.before!.nth > task.before!.nth;
}

/**
 * Tasks that the outcome has opened are closed. Units that have their part by it alone hear that it is not theirs; whoever
 * gave the outcome knows.
 */
function withoutWhatFollowed(record: PathwayRecord, context: Context, task: Task): PathwayRecord {
  if (task.plan !== 'p') return record;
  const followed = record.tasks.filter((other) => other.plan === 'p' && isActive(other));
  return followed
    .filter(({ unitId }) => unitId !== task.unitId)
    .reduce(
      (result, { unitId, place }) => {
        const told = tell(result, context, unitId, 'no-longer-yours');
        const isNew = told.relations.some((one) => one.unitId === unitId && one.from >= task.concludedAt!);
        const elsewhere = told.tasks.some((one) => isActive(one) && one.unitId === unitId);
        return isNew && !elsewhere && place !== null ? unrelate(told, context, unitId) : told;
      },
      cancelTasks(record, context, 'undone', (other) => followed.includes(other)),
    );
}

/** The reports that a task's outcome has made, and that stand. */
function madeBy(record: PathwayRecord, taskId: string): readonly ReportedEvent[] {
  return record.events.filter(
    ({ eventId, retractedBy, type }) =>
      type !== 'retracted' && retractedBy === undefined && eventId.startsWith(outcomeEvent(taskId)),
  );
}

function withoutReports(record: PathwayRecord, context: Context, taskId: string): readonly ReportedEvent[] {
  return withRetractions([
    ...record.events,
    ...madeBy(record, taskId).map(
      ({ eventId, occurredOn }): ReportedEvent => ({
        eventId: `${eventId}-undone`,
        type: 'retracted',
        retracts: eventId,
        occurredOn,
        receivedAt: context.now,
        by: context.by,
      }),
    ),
  ]);
}

function isQuestionOf(record: PathwayRecord, task: Task, questionId: string): boolean {
  return record.followUps.some(({ plan, cause }) => plan === task.plan && cause === questionId);
}
