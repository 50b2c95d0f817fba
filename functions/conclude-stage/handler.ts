import { taskOf } from '../../domain/edits.ts';
import { endPlan } from '../../domain/plans.ts';
import type { PlanId } from '../../domain/record.ts';
import { openTaskOf } from '../../domain/stage.ts';
import { missTask } from '../../domain/tasks.ts';
import { concludeInput } from '../../workflows/contracts.ts';
import type { CommandDeps } from '../shared/command.ts';
import { step, stepCommand } from '../shared/steps.ts';

/** `Conclude stage`: a task that nobody has closed by its close is missed. One that was answered is concluded already. */
export function createHandler(deps: CommandDeps): (event: unknown) => Promise<void> {
  return step(deps, concludeInput, async (input) => {
    await stepCommand(deps, input, (record, context) => {
      // an answer that nobody of ours gave must not cost a unit its time: the hub opens the stage again
      const early = context.now < (taskOf(record, input.taskId)?.closesAt ?? context.now);
      const concluded = early ? record : missTask(record, context, input.taskId);
      const plan = input.plan as PlanId;
      // a follow-up has one task: with it closed, its plan ends here
      return plan === 'p' || openTaskOf(concluded, plan) !== undefined
        ? concluded
        : endPlan(concluded, context, plan, 'SUCCEEDED', 'ends-itself');
    });
  });
}
