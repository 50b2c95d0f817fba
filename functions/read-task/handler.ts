import { taskOf } from '../../domain/edits.ts';
import { mustSeeTask } from '../shared/access.ts';
import { NotFound } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pathwayOf } from '../shared/http/api.ts';
import { noQuery } from '../shared/http/schemas.ts';
import { shownTask } from '../shared/http/showing.ts';

/** `GET /tasks/{taskId}`: the task, and to those who may know, whom it is about. */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: noQuery, action: 'read-task' },
    async ({ caller, path, directory, audit }) => {
      const taskId = path.taskId ?? '';
      const pathwayId = pathwayOf(taskId);
      const record = pathwayId === null ? undefined : await deps.store.getPathway(pathwayId);
      if (record === undefined) throw new NotFound();
      const task = mustSeeTask(caller, record, taskOf(record, taskId), directory);
      await audit('read-task', record.pathwayId);
      return { status: 200, body: await shownTask(deps, caller, record, task, directory) };
    },
  );
}
