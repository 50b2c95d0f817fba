import type { PathwayRecord, PlanId } from '../../domain/record.ts';
import { openTaskOf, planNext } from '../../domain/stage.ts';
import { factsFor, missPassed } from '../../domain/tasks.ts';
import { type PlanOutput, stepInput } from '../../workflows/contracts.ts';
import type { CommandDeps } from '../shared/command.ts';
import { contextOf, step, stepCommand } from '../shared/steps.ts';

/**
 * The hub: reads the record and answers what comes next and when. Windows that closed before anybody could begin
 * are recorded as missed on the way.
 */
export function createHandler(deps: CommandDeps): (event: unknown) => Promise<PlanOutput> {
  return step(deps, stepInput, async (input) => {
    const context = await contextOf(deps, input);
    if (input.plan !== 'p') {
      const record = await stepCommand(deps, input, (current) => current);
      return followUp(record, input.plan as PlanId, context.now);
    }
    const record = await stepCommand(deps, input, (current) => missPassed(current, context));
    return planNext(record, factsFor(record), context.directory, context.now);
  });
}

/** A follow-up has one task: planned until it has been opened, and closed once that is. */
function followUp(record: PathwayRecord, plan: PlanId, now: string): PlanOutput {
  const planned = record.followUps.find((other) => other.plan === plan);
  const opened = record.tasks.some((task) => task.plan === plan);
  const isDue = planned !== undefined && (!opened || openTaskOf(record, plan) !== undefined);
  return isDue ? { stage: 'follow-up', waitUntil: planned.opensAt } : { stage: 'close', waitUntil: now };
}
