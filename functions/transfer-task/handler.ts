import { transferTask } from '../../domain/tasks.ts';
import type { CommandDeps } from '../shared/command.ts';
import type { ApiDeps, ApiHandler } from '../shared/http/api.ts';
import { transfer } from '../shared/http/schemas.ts';
import { taskCommand } from '../shared/http/task-command.ts';

/** `POST /tasks/{taskId}/transfer`: handed on with its clock to another unit of its kind, which must accept it. */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return taskCommand(
    deps,
    { body: transfer, action: 'transfer-task' },
    (record, context, task, { body }) => transferTask(record, context, task.taskId, body.unitId),
    ({ unitId }) => ({ type: 'task-transferred', unitId }),
  );
}
