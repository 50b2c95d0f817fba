import { rejectTask } from '../../domain/tasks.ts';
import type { CommandDeps } from '../shared/command.ts';
import type { ApiDeps, ApiHandler } from '../shared/http/api.ts';
import { rejection } from '../shared/http/schemas.ts';
import { taskCommand } from '../shared/http/task-command.ts';

/** `POST /tasks/{taskId}/rejection`: not theirs; the coordinating unit gets it, and finds whose it is. */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return taskCommand(
    deps,
    { body: rejection, action: 'reject-task' },
    (record, context, task, { body }) => rejectTask(record, context, task.taskId, body.reason),
    ({ reason }) => ({ type: 'task-rejected', reason }),
  );
}
