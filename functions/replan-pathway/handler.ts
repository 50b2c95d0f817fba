import { replan } from '../../domain/plans.ts';
import type { PlanId } from '../../domain/record.ts';
import { continueInput } from '../../workflows/contracts.ts';
import type { CommandDeps } from '../shared/command.ts';
import type { Workflows } from '../shared/ports.ts';
import { step, stepCommand } from '../shared/steps.ts';

export interface ReplanDeps extends Omit<CommandDeps, 'workflows'> {
  /** Step Functions for a machine whose ARN only its own execution knows (no cycle in the template). */
  readonly workflowsOf: (stateMachineArn: string) => Workflows;
}

/** `Continue in a new execution`: the chain's next link, long before AWS ends this one. */
export function createHandler(deps: ReplanDeps): (event: unknown) => Promise<void> {
  return step(deps, continueInput, async (input) => {
    const workflows = deps.workflowsOf(input.stateMachineArn);
    await stepCommand({ ...deps, workflows }, input, (record, context) =>
      replan(record, context, input.plan as PlanId, { status: 'SUCCEEDED', how: 'ends-itself' }),
    );
  });
}
