import { taskOf } from '../../domain/edits.ts';
import { missTask } from '../../domain/tasks.ts';
import { concludeInput, type PlanOutput } from '../../workflows/contracts.ts';
import type { CommandDeps } from '../shared/command.ts';
import { throughHub } from '../shared/hub.ts';
import { step } from '../shared/steps.ts';

/**
 * `Conclude`: a task that nobody has closed by its close is missed; one that was answered is concluded already.
 * Answers what comes next, so that coming back to the hub costs no step of its own.
 */
export function createHandler(deps: CommandDeps): (event: unknown) => Promise<PlanOutput> {
  return step(deps, concludeInput, (input) =>
    throughHub(deps, input, (record, context) => {
      // an answer that nobody of ours gave must not cost a unit its time: the hub opens the stage again
      const early = context.now < (taskOf(record, input.taskId)?.closesAt ?? context.now);
      return early ? record : missTask(record, context, input.taskId);
    }),
  );
}
