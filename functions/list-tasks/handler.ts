import { lists } from '../../domain/rows.ts';
import { listedUnit } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listTasksQuery } from '../shared/http/schemas.ts';

/** `GET /tasks`: a unit's tasks by due date; without `status`, those still to be done. */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listTasksQuery, action: 'list-tasks' },
    async ({ caller, query, directory, audit }) => {
      const unitId = listedUnit(caller, query.unitId, directory);
      const list = query.status === undefined ? lists.worklist(unitId) : lists.tasks(unitId, query.status);
      const page = await deps.store.list(list, { limit: query.limit, cursor: query.cursor });
      await audit('list-tasks', null);
      return pageReply(
        page.items.map((row) => row.data),
        page,
      );
    },
  );
}
