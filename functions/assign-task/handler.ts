import { openStage } from '../../domain/hub.ts';
import type { PlanId } from '../../domain/record.ts';
import { openTaskOf } from '../../domain/stage.ts';
import { standing } from '../../domain/tasks.ts';
import { assignInput, type CareState } from '../../workflows/contracts.ts';
import type { CommandDeps } from '../shared/command.ts';
import { StageChanged } from '../shared/errors.ts';
import { hearOf } from '../shared/registry.ts';
import { step, stepCommand } from '../shared/steps.ts';
import { instantOf } from '../shared/time.ts';

/** `Assign`: asks the person registry, then routes and opens the stage's task, or finds it open where a plan was made anew. */
export function createHandler(deps: CommandDeps): (event: unknown) => Promise<CareState> {
  return step(deps, assignInput, async (input) => {
    if (await hearOf(deps, input)) throw new StageChanged();
    let isNew = false;
    const record = await stepCommand(
      deps,
      input,
      (current, context) => {
        const after = openStage(current, context, input.plan as PlanId, input.stage);
        isNew = after !== current;
        return after;
      },
      'next-step',
    );
    const task = openTaskOf(record, input.plan as PlanId);
    // something has changed since the hub looked, and this plan is still the current one: it is asked again
    if (task === undefined) throw new StageChanged();
    if (isNew && task.kind === 'route-manually') deps.metric('NoRoute', 1);
    const on = standing(task, instantOf(input.enteredTime));
    return {
      taskId: task.taskId,
      ...on,
      ahead: [...on.ahead],
      closesAt: task.closesAt,
      decision: 'await',
    };
  });
}
