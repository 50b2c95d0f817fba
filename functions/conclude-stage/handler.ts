import { taskOf } from '../../domain/edits.ts';
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
      return early ? record : missTask(record, context, input.taskId);
    });
  });
}
