import { mustReadAudit, mustTendUnit } from '../shared/access.ts';
import { NotFound } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listAuditQuery } from '../shared/http/schemas.ts';
import type { AuditEntry, AuditTrail } from '../shared/ports.ts';

export interface ListAuditDeps extends ApiDeps {
  readonly trail: AuditTrail;
}

/**
 * `GET /pathways/{pathwayId}/audit`: who has seen, searched for, been sent or changed what of a patient, and who was refused,
 * newest first. `GET /units/{unitId}/audit`: who has changed a unit, for administrators and its own coordinators. To look
 * at either is a look.
 */
export function createHandler(deps: ListAuditDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listAuditQuery, action: 'list-audit' },
    async ({ caller, path, query, directory, audit }) => {
      const { unitId, pathwayId = '' } = path;
      const { limit, cursor, order } = query;
      const asked = { limit, cursor, backwards: order === 'desc' };
      if (unitId !== undefined) {
        if ((await deps.store.getUnit(unitId)) === undefined) throw new NotFound();
        mustTendUnit(caller, unitId);
        await audit('list-audit', null, { unitId });
        const page = await deps.trail.entriesOf(`U#${unitId}`, asked);
        return pageReply(page.items.map(shown), page);
      }
      mustReadAudit(caller, await deps.store.getPathway(pathwayId), directory);
      await audit('list-audit', pathwayId);
      const page = await deps.trail.entriesOf(`P#${pathwayId}`, asked);
      return pageReply(page.items.map(shown), page);
    },
  );
}

/** An entry without what was asked for. */
function shown({ pathwayId: _, ...entry }: AuditEntry) {
  return entry;
}
