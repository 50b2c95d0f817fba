import { closePathway } from '../../domain/pathway.ts';
import { endPlan } from '../../domain/plans.ts';
import type { PlanId } from '../../domain/record.ts';
import { stepInput } from '../../workflows/contracts.ts';
import type { CommandDeps } from '../shared/command.ts';
import { step, stepCommand } from '../shared/steps.ts';

/** `Close the pathway`: completed, declined or lapsed; a follow-up's plan just ends. */
export function createHandler(deps: CommandDeps): (event: unknown) => Promise<void> {
  return step(deps, stepInput, async (input) => {
    const plan = input.plan as PlanId;
    await stepCommand(deps, input, (record, context) =>
      plan === 'p'
        ? closePathway(record, context)
        : endPlan(record, context, plan, 'SUCCEEDED', 'ends-itself'),
    );
  });
}
