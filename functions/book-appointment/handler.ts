import { osloDate } from '../../domain/calendar.ts';
import { refusal } from '../../domain/refusals.ts';
import { book } from '../../domain/settle.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import type { CommandDeps } from '../shared/command.ts';
import type { ApiDeps, ApiHandler } from '../shared/http/api.ts';
import { appointment } from '../shared/http/schemas.ts';
import { taskCommand } from '../shared/http/task-command.ts';

/** `PUT /tasks/{taskId}/appointment`: the rungs rest until two working days after it. */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return taskCommand(
    deps,
    { body: appointment, action: 'book-appointment' },
    (record, context, task, { body, now }) => {
      const day = body.on.length === 10 ? body.on : osloDate(body.on);
      if (day < osloDate(now)) throw new RuleBroken(refusal('on', 'in-past'));
      if (day > osloDate(task.closesAt)) throw new RuleBroken(refusal('on', 'after-closing'));
      return book(record, context, task.taskId, body.on);
    },
  );
}
