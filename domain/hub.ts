import type { Context } from './edits.ts';
import { settleFollowUps } from './follow-ups.ts';
import type { Instant } from './model.ts';
import { endPlan, replan } from './plans.ts';
import type { PathwayRecord, PlanId } from './record.ts';
import { isUnfinished, nextFor, openTaskOf, type Planned, planNext } from './stage.ts';
import { factsFor, missPassed, openFollowUp, openTask } from './tasks.ts';

/** What the hub of a plan answers; a follow-up's plan answers `follow-up` or `close` only. */
export type HubAnswer = { readonly stage: Planned['stage'] | 'follow-up'; readonly waitUntil: Instant };

/**
 * The hub that every plan begins at and every stage comes back to: brings the record up to the instant (windows that
 * closed before anybody could begin are missed; a follow-up whose task is closed has its plan ended) and says what
 * comes next.
 */
export function passHub(
  record: PathwayRecord,
  context: Context,
  plan: PlanId,
): { readonly record: PathwayRecord; readonly next: HubAnswer } {
  if (plan === 'p') {
    const passed = settled(missPassed(record, context), context);
    return { record: passed, next: planNext(passed, factsFor(passed), context.directory, context.now) };
  }
  const opensAt = followUpOpensAt(record, plan);
  if (opensAt !== undefined) return { record, next: { stage: 'follow-up', waitUntil: opensAt } };
  const ended = endPlan(record, context, plan, 'SUCCEEDED', 'ends-itself');
  return {
    record: withoutRest(settled(ended, context), context),
    next: { stage: 'close', waitUntil: context.now },
  };
}

/** What a stage or task has changed may call for a task beside the points: the patient has been handed over, say. */
function settled(record: PathwayRecord, context: Context): PathwayRecord {
  return record.status === 'active' ? settleFollowUps(record, context, factsFor(record)) : record;
}

/** A follow-up has one task: it is due until that has been closed. */
function followUpOpensAt(record: PathwayRecord, plan: PlanId): Instant | undefined {
  return isUnfinished(record, plan)
    ? record.followUps.find((followUp) => followUp.plan === plan)?.opensAt
    : undefined;
}

/** A pathway that only waited for its follow-ups need wait no longer once the last has ended. */
function withoutRest(record: PathwayRecord, context: Context): PathwayRecord {
  if (record.status !== 'active') return record;
  const { stage } = nextFor(record, factsFor(record), context.directory, context.now);
  return stage === 'close' ? replan(record, context) : record;
}

/**
 * `Assign`: opens the task of the stage that a plan has waited for, where that is still what comes next and its time has
 * come. One that is open already, since a plan was made anew, is left as it is. Another of the same kind may have taken its
 * place meanwhile: the second offer, where the first was answered just then.
 */
export function openStage(
  record: PathwayRecord,
  context: Context,
  plan: PlanId,
  stage: HubAnswer['stage'],
): PathwayRecord {
  if (openTaskOf(record, plan) !== undefined) return record;
  if (stage === 'follow-up') {
    const followUp = record.followUps.find((one) => one.plan === plan);
    const isDone = record.tasks.some((task) => task.plan === plan);
    return followUp === undefined || isDone ? record : openFollowUp(record, context, followUp);
  }
  const next = nextFor(record, factsFor(record), context.directory, context.now);
  if (next.stage !== stage || !('window' in next) || next.window.opensAt > context.now) return record;
  return openTask(record, context, next.stage, next.window);
}
