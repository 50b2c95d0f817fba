import { osloDate } from './calendar.ts';
import { unitById } from './directory.ts';
import { type Context, isActive, pointOf, replacePoint, taskOf } from './edits.ts';
import type { Facts } from './facts.ts';
import type { AnswerName, CalendarDate } from './model.ts';
import { tellGp } from './notices.ts';
import { replan } from './plans.ts';
import type { PathwayRecord, Task } from './record.ts';
import { settleFacts, tellOfNo } from './settle.ts';
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
  | { readonly outcome: 'done'; readonly unitId?: string | undefined };
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
  const task = taskOf(record, taskId);
  if (task === undefined) throw new TaskConflict('The task is closed.');
  if (task.outcome === digest) return record;
  const late = !isActive(task);
  if (late && !(outcome.outcome !== 'not-held' && mayStillBeHeld(record, task))) {
    throw new TaskConflict(
      task.outcome === null ? 'The task is closed.' : 'The task has been completed with another outcome.',
    );
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
  if (!isConversation(task))
    throw new RuleBroken({ path: 'outcome', message: 'This task is done; it has no other outcome.' });
}

/** Answers are recorded as a report of their own: as of today, by the unit that heard them. */
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
  return { ...record, events: [...record.events, event] };
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
  if (outcome.heldOn > osloDate(context.now))
    throw new RuleBroken({
      path: 'heldOn',
      message: 'The conversation cannot have been held in the future.',
    });
  if (outcome.heldOn < before.diagnosisDate)
    throw new RuleBroken({
      path: 'heldOn',
      message: 'The conversation cannot have been held before the diagnosis.',
    });
  // who has said no and then takes the conversation says yes to the pathway
  const yes = task.point === 1 && before.answers.pathway.value === false ? { pathway: true } : {};
  const answered = withAnswers(record, context, task, { ...yes, ...outcome.answers });
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
  const about = { point: task.point, asked: outcome.askGp ?? [] };
  return concluded(tellGp(held, context, facts, 'assessment', about), context, task, 'completed', digest);
}

function mustHaveAnswered(facts: Facts): void {
  const unknown = (['pathway', 'shareWithMunicipality'] as const).filter(
    (name) => facts.answers[name].value === null,
  );
  if (unknown.length > 0)
    throw new RuleBroken(
      ...unknown.map((name) => ({
        path: `answers.${name}`,
        message: 'Must be answered, yes or no, by the end of this conversation.',
      })),
    );
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
    const told = tellGp(answered, context, factsFor(answered), 'declined', { point: task.point });
    return concluded(told, context, task, 'declined', digest);
  }
  mustBeAhead(record, context, outcome.askAgainOn);
  const answered = withAnswers(record, context, task, { ...outcome.answers, pathway: false });
  // silence that turns out to be a no is one; what has been held stays so
  const withPoint =
    point.status === 'open' || point.status === 'missed' ? replacePoint(answered, no) : answered;
  const asked = { ...withPoint, offer: { askAgain: outcome.askAgain, on: outcome.askAgainOn ?? null } };
  // a first no is told of where the facts are settled; another one here
  const told = before.answers.pathway.value === false ? tellOfNo(asked, context, factsFor(asked)) : asked;
  return concluded(told, context, task, 'declined', digest);
}

function mustBeAhead(record: PathwayRecord, context: Context, askAgainOn: CalendarDate | undefined): void {
  if (askAgainOn === undefined) return;
  const last = osloDate(record.points.at(-1)!.closesAt);
  if (askAgainOn <= osloDate(context.now))
    throw new RuleBroken({ path: 'askAgainOn', message: 'Must be a day after today.' });
  if (askAgainOn > last)
    throw new RuleBroken({ path: 'askAgainOn', message: 'The pathway is over by then.' });
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
      throw new RuleBroken({ path: 'tryAgainOn', message: 'The new date cannot be in the past.' });
    if (outcome.tryAgainOn <= osloDate(task.closesAt))
      return bookAppointment(record, context, task.taskId, outcome.tryAgainOn);
  }
  return concluded(missPoint(record, context, task), context, task, 'missed', digest);
}

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
  const passesOn = place !== null && unitById(context.directory, task.unitId)?.kind === 'hospital';
  if (place === null || (task.kind === 'needs-assessment' && !passesOn))
    throw new RuleBroken({
      path: 'outcome',
      message: 'A conversation is assessed, declined or not held.',
    });
  if (task.kind !== 'route-manually' && !passesOn)
    return concluded(handOver(record, place), context, task, 'completed', digest);
  const unit = outcome.unitId === undefined ? undefined : unitById(context.directory, outcome.unitId);
  if (unit?.kind !== 'municipality')
    throw new RuleBroken({ path: 'unitId', message: 'Name the municipal unit that receives the patient.' });
  const { unitId } = unit;
  const routed = { ...record, routes: [...record.routes, { place, unitId }] };
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
