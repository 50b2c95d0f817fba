import { endPlan } from '../../domain/plans.ts';
import type { PathwayRecord, PlanId } from '../../domain/record.ts';
import { openTaskOf, planNext } from '../../domain/stage.ts';
import { factsFor, missPassed } from '../../domain/tasks.ts';
import { type PlanOutput, stepInput } from '../../workflows/contracts.ts';
import type { CommandDeps } from '../shared/command.ts';
import { contextOf, currentRecord, step, stepCommand } from '../shared/steps.ts';

/**
 * The hub: reads the record and answers what comes next and when. Windows that closed before anybody could begin
 * are recorded as missed on the way.
 */
export function createHandler(deps: CommandDeps): (event: unknown) => Promise<PlanOutput> {
  return step(deps, stepInput, async (input) => {
    const context = await contextOf(deps, input);
    if (input.plan !== 'p') {
      const plan = input.plan as PlanId;
      let next = followUp(await currentRecord(deps, input), plan, context.now);
      if (next.stage === 'close') {
        await stepCommand(deps, input, (current) => {
          next = followUp(current, plan, context.now);
          return next.stage === 'close'
            ? endPlan(current, context, plan, 'SUCCEEDED', 'ends-itself')
            : current;
        });
      }
      return next;
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
