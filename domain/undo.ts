import { type Context, isActive, note, replacePoint, replaceTask, taskOf, unrelate } from './edits.ts';
import { tell, tellOfCorrection } from './notices.ts';
import { outcomeEvent } from './outcomes.ts';
import { resume, withRetractions } from './pathway.ts';
import { replan } from './plans.ts';
import type { PathwayRecord, ReportedEvent, Task } from './record.ts';
import { settleFacts } from './settle.ts';
import { cancelTasks, factsFor, TaskConflict } from './tasks.ts';

/** Ends that an outcome can have brought about. */
const byItself: ReadonlySet<string> = new Set(['completed', 'declined', 'lapsed']);

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
  mustBeInTime(record, context, task);
  const facts = factsFor(record);
  const active = record.status === 'active' ? record : resume(record, context);
  const closed = withoutWhatFollowed(active, context, task);
  const { before: _, found: __, ...rest } = task;
  const isOpen = before.status === 'open' || before.status === 'accepted';
  const reopened: Task = {
    ...rest,
    reopened: true,
    status: before.status,
    outcome: null,
    token: null,
    concludedAt: isOpen ? null : task.concludedAt,
  };
  const { offer, handedOver, routes } = before;
  const withTask = replaceTask({ ...closed, offer, handedOver, routes }, reopened);
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
  const told = tellOfCorrection(noted, context, taskId);
  const settled = settleFacts(told, context, facts, true);
  const renewed = task.plan === 'p' ? settled : replan(settled, context, task.plan);
  return replan(renewed, context);
}

function mustBeInTime(record: PathwayRecord, context: Context, task: Task): void {
  const since = record.tasks.some(
    (other) =>
      other.plan === 'p' &&
      other.outcome !== null &&
      other !== task &&
      other.concludedAt! >= task.concludedAt!,
  );
  const ended = record.status !== 'active' && !byItself.has(record.status);
  if (task.plan === 'p' && since) throw new TaskConflict('Something else has been done since.');
  if (ended || task.closesAt <= context.now) throw new TaskConflict('It is too late to undo it.');
}

/** Tasks that the outcome has opened are closed, and units that had no other part hear that it is not theirs. */
function withoutWhatFollowed(record: PathwayRecord, context: Context, task: Task): PathwayRecord {
  if (task.plan !== 'p') return record;
  const followed = record.tasks.filter((other) => other.plan === 'p' && isActive(other));
  return followed.reduce(
    (result, other) => {
      const told = tell(result, context, other.unitId, 'no-longer-yours');
      const elsewhere = told.tasks.some((one) => isActive(one) && one.unitId === other.unitId);
      return elsewhere || other.place === null ? told : unrelate(told, context, other.unitId);
    },
    cancelTasks(record, context, 'undone', (other) => followed.includes(other)),
  );
}

function withoutReports(record: PathwayRecord, context: Context, taskId: string): readonly ReportedEvent[] {
  const made = record.events.filter(
    ({ eventId, retractedBy, type }) =>
      type !== 'retracted' && retractedBy === undefined && eventId.startsWith(outcomeEvent(taskId)),
  );
  return withRetractions([
    ...record.events,
    ...made.map(
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
