import type { z } from 'zod';
import type { Context } from '../../../domain/edits.ts';
import { taskOf } from '../../../domain/edits.ts';
import { mayBeCompleted } from '../../../domain/outcomes.ts';
import type { PathwayRecord, Task } from '../../../domain/record.ts';
import { byOf, mustOwnTask, mustSeeTask } from '../access.ts';
import { type CommandDeps, command } from '../command.ts';
import { NotFound } from '../errors.ts';
import { type ApiDeps, type ApiHandler, type ApiRequest, apiHandler, pathwayOf } from './api.ts';
import { noQuery } from './schemas.ts';
import { shownTask } from './showing.ts';

type Act<B> = (
  record: PathwayRecord,
  context: Context,
  task: Task,
  request: ApiRequest<B, unknown>,
) => PathwayRecord | Promise<PathwayRecord>;

/** A route on which a task's own unit acts on it: answers the task as it stands afterwards. */
export function taskCommand<B extends z.ZodType>(
  deps: ApiDeps & CommandDeps,
  contract: { readonly body: B; readonly action: string },
  act: Act<z.infer<B>>,
): ApiHandler {
  return apiHandler(deps, { ...contract, query: noQuery }, async (request) => {
    const { caller, path, now, directory, audit } = request;
    const taskId = path.taskId ?? '';
    const pathwayId = pathwayOf(taskId);
    if (pathwayId === null) throw new NotFound();
    const record = await command(deps, pathwayId, now, byOf(caller), (current, context) => {
      const task = mustSeeTask(caller, current, taskOf(current, taskId), directory);
      mustOwnTask(caller, task);
      return act(current, context, task, request);
    });
    await audit(contract.action, pathwayId);
    const task = taskOf(record, taskId) as Task;
    // what was filled in here has been sent, or is not for who has the task now
    if (task.unitId !== caller.unitId || !mayBeCompleted(record, task))
      await deps.store.emptyDraft(pathwayId, taskId, now);
    return { status: 200, body: await shownTask(deps, caller, record, task, directory) };
  });
}
