import { lists } from '../../domain/rows.ts';
import { type Caller, hasPart, listedUnit } from '../shared/access.ts';
import { idOf } from '../shared/digest.ts';
import { Forbidden } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listPathwaysQuery } from '../shared/http/schemas.ts';

/**
 * `GET /pathways`: those that a unit has a part in, newest last; for a hospital's system without `unitId`, those of
 * its trust. With `referralId`, the one that was started by it.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listPathwaysQuery, action: 'list-pathways' },
    async ({ caller, query, directory, audit }) => {
      if (query.referralId !== undefined) {
        const items = await byReferral(deps, caller, query.referralId);
        await audit('list-pathways', items[0]?.pathwayId ?? null);
        return { status: 200, body: { items } };
      }
      const owner =
        caller.role === 'hospital-system' && query.unitId === undefined
          ? lists.trust(caller.trust ?? '')
          : listedUnit(caller, query.unitId, directory);
      const page = await deps.store.list(lists.pathways(owner, query.status ?? null), {
        limit: query.limit,
        cursor: query.cursor,
      });
      await audit('list-pathways', null);
      const items = page.items.map((row) => ({
        pathwayId: row.pathwayId,
        status: row.data.status,
        startedAt: row.data.startedAt,
        until: row.data.until,
      }));
      return pageReply(items, page);
    },
  );
}

interface Listed {
  readonly pathwayId: string;
  readonly status: string;
  readonly startedAt: string;
  readonly until: string | null;
}

async function byReferral(deps: ApiDeps, caller: Caller, referralId: string): Promise<readonly Listed[]> {
  if (caller.trust === null) throw new Forbidden();
  const record = await deps.store.getPathway(idOf('pathway', caller.trust, referralId));
  if (record === undefined) return [];
  return hasPart(caller, record)
    ? [{ pathwayId: record.pathwayId, status: record.status, startedAt: record.startedAt, until: null }]
    : [];
}
