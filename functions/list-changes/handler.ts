import { lists } from '../../domain/rows.ts';
import { Forbidden } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listChangesQuery } from '../shared/http/schemas.ts';

/**
 * `GET /changes?after=`: what has happened in the trust's pathways since, oldest first: ids and types only, for
 * polling. `after` is an instant or an item's `position`; `next` is the `after` of the next poll.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listChangesQuery, action: 'list-changes' },
    async ({ caller, query, audit }) => {
      if (caller.role !== 'hospital-system' || caller.trust === null) throw new Forbidden();
      const page = await deps.store.list(lists.changes(caller.trust), {
        limit: query.limit,
        cursor: query.cursor,
        after: query.after,
      });
      await audit('list-changes', null, { trust: caller.trust });
      const items = page.items.map((row) => ({
        position: row.listSort,
        pathwayId: row.pathwayId,
        ...row.data,
      }));
      const next = items.at(-1)?.position ?? query.after;
      return pageReply(items, page, next === undefined ? {} : { next });
    },
  );
}
