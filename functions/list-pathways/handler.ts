import { lists } from '../../domain/rows.ts';
import { type Caller, hasPart, listedUnit, mayKnowPatientsOf } from '../shared/access.ts';
import { idOf } from '../shared/digest.ts';
import { Forbidden } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listedWhom, patientsOf } from '../shared/http/listing.ts';
import { listPathwaysQuery } from '../shared/http/schemas.ts';

/**
 * `GET /pathways`: those that a unit has a part in or follows, by their start; for a hospital's system without `unitId`, those of
 * its trust. With `referralId`, the one that was started by it.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listPathwaysQuery, action: 'list-pathways' },
    async ({ caller, query, directory, audit, auditEach }) => {
      if (query.referralId !== undefined) {
        const items = await byReferral(deps, caller, query.referralId);
        await audit('list-pathways', items[0]?.pathwayId ?? null);
        return { status: 200, body: { items } };
      }
      const isTrusts = caller.role === 'hospital-system' && query.unitId === undefined;
      const owner = isTrusts ? lists.trust(caller.trust ?? '') : listedUnit(caller, query.unitId, directory);
      const page = await deps.store.list(lists.pathways(owner, query.status ?? null), {
        limit: query.limit,
        cursor: query.cursor,
        backwards: query.order === 'desc',
      });
      const isTold = query.include === 'patient' && mayKnowPatientsOf(caller, query.unitId ?? caller.unitId);
      const told = await patientsOf(deps.store, isTold ? page.items : [], caller);
      await audit('list-pathways', null, isTrusts ? { trust: caller.trust as string } : { unitId: owner });
      await auditEach('list-pathways', told.patients.keys());
      const items = page.items.map((row) => ({
        pathwayId: row.pathwayId,
        status: row.data.status,
        startedAt: row.data.startedAt,
        until: row.data.until,
        ...(row.data.sees === undefined ? {} : { sees: row.data.sees }),
        ...listedWhom(row, told),
      }));
      return pageReply(items, page);
    },
  );
}

interface Listed {
  readonly pathwayId: string;
  readonly status: string;
  readonly startedAt: string;
  readonly until: null;
}

async function byReferral(deps: ApiDeps, caller: Caller, referralId: string): Promise<readonly Listed[]> {
  if (caller.trust === null) throw new Forbidden();
  const record = await deps.store.getPathway(idOf('pathway', caller.trust, referralId));
  if (record === undefined) return [];
  return hasPart(caller, record)
    ? [{ pathwayId: record.pathwayId, status: record.status, startedAt: record.startedAt, until: null }]
    : [];
}
