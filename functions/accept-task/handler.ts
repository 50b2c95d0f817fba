import { acceptTask, releaseTask } from '../../domain/tasks.ts';
import type { CommandDeps } from '../shared/command.ts';
import type { ApiDeps, ApiHandler } from '../shared/http/api.ts';
import { empty } from '../shared/http/schemas.ts';
import { taskCommand } from '../shared/http/task-command.ts';

/** `POST` and `DELETE /tasks/{taskId}/acceptance`: taken on, or given back to the unit. Repeats change nothing. */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return taskCommand(deps, { body: empty, action: 'accept-task' }, (record, context, task, request) =>
    request.method === 'DELETE'
      ? releaseTask(record, context, task.taskId)
      : acceptTask(record, context, task.taskId, request.caller.subject),
  );
}
