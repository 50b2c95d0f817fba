import { isActive } from '../../domain/edits.ts';
import { undoCompletion } from '../../domain/undo.ts';
import type { CommandDeps } from '../shared/command.ts';
import type { ApiDeps, ApiHandler } from '../shared/http/api.ts';
import { undoing } from '../shared/http/schemas.ts';
import { taskCommand } from '../shared/http/task-command.ts';
import { undoText } from '../shared/texts.ts';

/**
 * `DELETE /tasks/{taskId}/completion`: a wrong outcome is taken back, with the reason. A task that is open has none:
 * a repeat changes nothing. Where it is too late it is a conflict.
 */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return taskCommand(
    deps,
    { body: undoing, action: 'undo-completion' },
    async (record, context, task, { body }) => {
      if (isActive(task)) return record;
      const after = undoCompletion(record, context, task.taskId);
      await deps.store.putText({
        pathwayId: record.pathwayId,
        textId: undoText(task),
        content: { reason: body.reason },
      });
      return after;
    },
  );
}
