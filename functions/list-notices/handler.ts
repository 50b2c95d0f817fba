import { lists } from '../../domain/rows.ts';
import { listedUnit } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listedNotice, listedWhom, patientsOf } from '../shared/http/listing.ts';
import { listNoticesQuery } from '../shared/http/schemas.ts';

/** `GET /notices`: what a unit is told without being asked to act, oldest first. A notice tells its unit whom it is about. */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listNoticesQuery, action: 'list-notices' },
    async ({ caller, query, directory, audit, auditEach }) => {
      const unitId = listedUnit(caller, query.unitId, directory);
      const page = await deps.store.list(lists.notices(unitId), {
        limit: query.limit,
        cursor: query.cursor,
        backwards: query.order === 'desc',
      });
      const told = await patientsOf(deps.store, query.include === 'patient' ? page.items : [], caller);
      await audit('list-notices', null, { unitId });
      await auditEach('list-notices', told.patients.keys());
      const items = page.items.map((row) => ({ ...listedNotice(row.data), ...listedWhom(row, told) }));
      return pageReply(items, page);
    },
  );
}
