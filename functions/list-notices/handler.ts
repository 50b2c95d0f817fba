import { lists } from '../../domain/rows.ts';
import { listedUnit } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listNoticesQuery } from '../shared/http/schemas.ts';

/** `GET /notices`: what a unit is told without being asked to act, oldest first. */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listNoticesQuery, action: 'list-notices' },
    async ({ caller, query, directory, audit }) => {
      const unitId = listedUnit(caller, query.unitId, directory);
      const page = await deps.store.list(lists.notices(unitId), { limit: query.limit, cursor: query.cursor });
      await audit('list-notices', null);
      return pageReply(
        page.items.map((row) => row.data),
        page,
      );
    },
  );
}
