import type { Facts } from './facts.ts';
import { mayTellGp } from './notices.ts';
import type { PathwayRecord, PlanId, Question } from './record.ts';

/** Who has to do with a pathway now: whom it may be asked, and who hears of the answer. */

/** Units with a part in the pathway, and the GP office that gets copies. */
export function involved(record: PathwayRecord, facts: Facts): readonly string[] {
  const units = record.relations.filter(({ until }) => until === null).map(({ unitId }) => unitId);
  return mayTellGp(facts) ? [...units, facts.gp!.unitId] : units;
}

/** The hospital unit that has the patient. */
export function hospitalOf(record: PathwayRecord): string {
  return record.points[0]!.unitId!;
}

/** A unit, while it is involved; else the hospital. */
export function ownerOf(record: PathwayRecord, facts: Facts, unitId: string): string {
  return involved(record, facts).includes(unitId) ? unitId : hospitalOf(record);
}

/** A unit that is involved asks; about its own task also one that has no part in the pathway. */
export function mayAsk(record: PathwayRecord, facts: Facts, { askedBy, taskId }: Question): boolean {
  return (
    involved(record, facts).includes(askedBy) ||
    record.tasks.some((task) => task.taskId === taskId && task.unitId === askedBy)
  );
}

/** How the causes begin of what a conversation asks of the GP. */
export function asksOf(taskId: string): string {
  return `${taskId}-asks-`;
}

/**
 * Who waits for the answer to a follow-up's task: the unit that has put the question, or the one that held the
 * conversation by which the GP is asked. Undefined where nobody does, or who did is no longer involved.
 */
export function askerOf(record: PathwayRecord, facts: Facts, plan: PlanId): string | undefined {
  const cause = record.followUps.find((one) => one.plan === plan)?.cause;
  if (cause === undefined) return undefined;
  const question = record.questions.find(({ questionId }) => questionId === cause);
  if (question !== undefined) return mayAsk(record, facts, question) ? question.askedBy : undefined;
  const conversation = record.tasks.find(({ taskId }) => cause.startsWith(asksOf(taskId)));
  return conversation && ownerOf(record, facts, conversation.unitId);
}
