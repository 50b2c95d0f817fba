import type { Context } from '../../domain/edits.ts';
import type { PathwayRecord, PlanId } from '../../domain/record.ts';
import { nextFor, openTaskOf } from '../../domain/stage.ts';
import { factsFor, openFollowUp, openTask, standing } from '../../domain/tasks.ts';
import { type AssignInput, assignInput, type CareState } from '../../workflows/contracts.ts';
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
        const after = opened(current, context, input);
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

function opened(record: PathwayRecord, context: Context, input: AssignInput): PathwayRecord {
  const plan = input.plan as PlanId;
  if (openTaskOf(record, plan) !== undefined) return record;
  if (input.stage === 'follow-up') {
    const followUp = record.followUps.find((one) => one.plan === plan);
    const isDone = record.tasks.some((task) => task.plan === plan);
    return followUp === undefined || isDone ? record : openFollowUp(record, context, followUp);
  }
  const next = nextFor(record, factsFor(record), context.directory, context.now);
  if (next.stage !== input.stage || !('window' in next)) return record;
  return openTask(record, context, next.stage, next.window);
}
