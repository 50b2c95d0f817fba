import { unitById } from './directory.ts';
import { type Context, note, project } from './edits.ts';
import { type Facts, mayGoHome } from './facts.ts';
import { askerOf, involved, mayAsk } from './involved.ts';
import { tell } from './notices.ts';
import type { PathwayRecord, Question, Task } from './record.ts';
import { refusal } from './refusals.ts';
import { settleFacts } from './settle.ts';
import { isUnfinished, routeOf } from './stage.ts';
import { factsFor, RuleBroken, TaskConflict } from './tasks.ts';

/** Questions between the units involved, the GP office included, at any time (DESIGN section 3, "Hand-over"). */

export { involved };

/**
 * Puts a question to a unit: where none is named, a municipality or GP office asks the hospital that has the patient,
 * and a hospital the municipality. The same question again, while it waits for its answer, is the one that was put.
 * Throws `RuleBroken` where a unit is not involved, `TaskConflict` where the pathway has ended.
 */
export function ask(
  record: PathwayRecord,
  context: Context,
  question: {
    readonly unitId?: string | undefined;
    readonly taskId: string | null;
    readonly meaning: string;
  },
): PathwayRecord {
  if (record.status !== 'active') throw new TaskConflict('pathway-ended');
  const waits = record.followUps.filter(({ plan }) => isUnfinished(record, plan)).map(({ cause }) => cause);
  const known = record.questions.some(
    ({ questionId, meaning }) => meaning === question.meaning && waits.includes(questionId),
  );
  if (known) return record;
  const facts = factsFor(record);
  const unitId = question.unitId ?? usualReceiver(record, facts, context);
  if (unitId === undefined || unitId === context.by || !involved(record, facts).includes(unitId))
    throw new RuleBroken(refusal('unitId', 'not-involved'));
  const put: Question = {
    questionId: `${record.pathwayId}-q${record.questions.length + 1}`,
    askedBy: context.by,
    unitId,
    taskId: question.taskId,
    meaning: question.meaning,
    askedAt: context.now,
    answeredAt: null,
  };
  if (!mayAsk(record, facts, put)) throw new RuleBroken(refusal('unitId', 'asker-not-involved'));
  const noted = note({ ...record, questions: [...record.questions, put] }, context, {
    type: 'question-asked',
    unitId,
    change: true,
    ...(question.taskId === null ? {} : { taskId: question.taskId }),
  });
  return settleFacts(withTaskShown(noted, put), context, facts);
}

/** The task that a question is about is shown anew: it waits for the answer, or no longer does. */
function withTaskShown(record: PathwayRecord, { taskId }: Pick<Question, 'taskId'>): PathwayRecord {
  return taskId === null ? record : project(record, taskId);
}

function usualReceiver(record: PathwayRecord, facts: Facts, context: Context): string | undefined {
  const hospital = record.points[0]!.unitId!;
  if (unitById(context.directory, context.by)?.kind !== 'hospital') return hospital;
  const municipality = mayGoHome(facts) ? routeOf(record, facts, context.directory, 'intake') : undefined;
  return municipality ?? (context.by === hospital ? undefined : hospital);
}

/** The question that a task is to answer, where it is one between units. */
export function questionOf(record: PathwayRecord, task: Pick<Task, 'plan'>): Question | undefined {
  const cause = record.followUps.find(({ plan }) => plan === task.plan)?.cause;
  return record.questions.find(({ questionId }) => questionId === cause);
}

/** The task by which a question is answered; undefined until its plan has opened it. */
export function taskOfQuestion(record: PathwayRecord, questionId: string): Task | undefined {
  const plan = record.followUps.find(({ cause }) => cause === questionId)?.plan;
  return record.tasks.findLast((task) => task.plan === plan);
}

/** The task of a question is done: whoever asked is told that there is an answer. */
export function answered(record: PathwayRecord, context: Context, task: Task): PathwayRecord {
  const asker = askerOf(record, factsFor(record), task.plan);
  const told = (after: PathwayRecord) =>
    asker === undefined ? after : tell(after, context, asker, 'answered', { cause: task.taskId });
  const question = questionOf(record, task);
  // what a conversation asked of the GP: the unit that held it hears of the answer
  if (question === undefined) return told(record);
  const done = { ...question, answeredAt: context.now };
  const questions = record.questions.map((one) => (one === question ? done : one));
  return told(
    note(withTaskShown({ ...record, questions }, question), context, {
      type: 'question-answered',
      unitId: question.askedBy,
      taskId: task.taskId,
      change: true,
    }),
  );
}
