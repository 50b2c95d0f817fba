import { lists } from '../../domain/rows.ts';
import { type Caller, hasPart, listedUnit, mayKnowPatientsOf } from '../shared/access.ts';
import { idOf } from '../shared/digest.ts';
import { Forbidden } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listedPatient, patientsOf } from '../shared/http/listing.ts';
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
      // those that it only follows are listed with nobody's name
      const about = page.items.filter(({ data }) => data.sees !== 'status');
      const patients = await patientsOf(deps.store, isTold ? about : [], caller);
      await audit('list-pathways', null, isTrusts ? { trust: caller.trust as string } : { unitId: owner });
      await auditEach('list-pathways', patients.keys());
      const items = page.items.map(({ pathwayId, data }) => {
        const patient = patients.get(pathwayId);
        return {
          pathwayId,
          status: data.status,
          startedAt: data.startedAt,
          until: data.until,
          ...(data.sees === undefined ? {} : { sees: data.sees }),
          ...(patient === undefined ? {} : { patient: listedPatient(patient) }),
        };
      });
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
