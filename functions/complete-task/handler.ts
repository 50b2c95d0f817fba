import { completeTask } from '../../domain/outcomes.ts';
import type { CommandDeps } from '../shared/command.ts';
import { digestOf } from '../shared/digest.ts';
import type { ApiDeps, ApiHandler } from '../shared/http/api.ts';
import { outcome } from '../shared/http/schemas.ts';
import { taskCommand } from '../shared/http/task-command.ts';

/**
 * `POST /tasks/{taskId}/completion`: once; the same again changes nothing, another outcome is a conflict. What was
 * written in free text is stored before the record says that it is there.
 */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return taskCommand(
    deps,
    { body: outcome, action: 'complete-task' },
    async (record, context, task, { body }) => {
      const digest = digestOf(body);
      const after = completeTask(record, context, task.taskId, body, digest);
      if (after !== record)
        await deps.store.putText({
          pathwayId: record.pathwayId,
          textId: `${task.taskId}-${digest}`,
          content: body,
        });
      return after;
    },
  );
}
