import { isActive, taskOf } from '../../domain/edits.ts';
import { enteredRung } from '../../domain/notices.ts';
import { effectsCheckAt } from '../../domain/pathway.ts';
import type { PathwayRecord, Task } from '../../domain/record.ts';
import { type AwaitInput, awaitInput } from '../../workflows/contracts.ts';
import { type CommandDeps, settle } from '../shared/command.ts';
import { hearOf } from '../shared/registry.ts';
import { contextOf, step, stepCommand } from '../shared/steps.ts';

/**
 * `Await answer`: the task's newest token is stored and the message of its rung sent. A task that has been closed
 * in the meantime answers its own token, so that the plan goes on. Before a message the person registry is asked.
 */
export function createHandler(deps: CommandDeps): (event: unknown) => Promise<void> {
  return step(deps, awaitInput, async (input) => {
    // the task may be another unit's or nobody's now: this rung's message is not sent, and the hub is asked what comes next
    if (input.rung >= 0 && (await hearOf(deps, input))) return deps.workflows.answer(input.token);
    const entered = input.rung < 0 ? undefined : await enter(deps, input);
    if (entered === undefined) await enterAgain(deps, input);
  });
}

/** The usual way: one write claims the rung; whoever makes it sends the rung's message. */
async function enter(deps: CommandDeps, input: AwaitInput): Promise<PathwayRecord | undefined> {
  const context = await contextOf(deps, input);
  const { pathwayId, plan, generation, taskId, rung, token } = input;
  const effect = enteredRung(context.now, taskId, rung);
  const record = await deps.store.enterRung({
    pathwayId,
    plan,
    generation,
    taskId,
    rung,
    token,
    effect,
    nextCheckAt: effectsCheckAt(context.now),
  });
  return record === undefined ? undefined : settle(deps, record, context, new Set([effect.id]));
}

/** A rung that was claimed before, or a task not to be written of yet: only the token is new. */
async function enterAgain(deps: CommandDeps, input: AwaitInput): Promise<void> {
  const record = await stepCommand(deps, input, (current) => {
    const task = taskOf(current, input.taskId);
    // an invocation that comes late, when a higher rung waits already, must not put its own dead token in that one's place
    const isNewest = task !== undefined && isActive(task) && input.rung >= task.rung;
    return !isNewest || task.token === input.token ? current : withToken(current, task, input.token);
  });
  const task = taskOf(record, input.taskId);
  if (task === undefined || !isActive(task)) await deps.workflows.answer(input.token);
}

function withToken(record: PathwayRecord, task: Task, token: string): PathwayRecord {
  return { ...record, tasks: record.tasks.map((other) => (other === task ? { ...task, token } : other)) };
}
