import { mustReadAudit } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listAuditQuery } from '../shared/http/schemas.ts';
import type { AuditTrail } from '../shared/ports.ts';

export interface ListAuditDeps extends ApiDeps {
  readonly trail: AuditTrail;
}

/**
 * `GET /pathways/{pathwayId}/audit`: who has seen, searched for, been sent or changed what of a patient, and who was refused,
 * newest first. To look at it is a look.
 */
export function createHandler(deps: ListAuditDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listAuditQuery, action: 'list-audit' },
    async ({ caller, path, query, directory, audit }) => {
      const pathwayId = path.pathwayId ?? '';
      mustReadAudit(caller, await deps.store.getPathway(pathwayId), directory);
      await audit('list-audit', pathwayId);
      const page = await deps.trail.entriesOf(pathwayId, {
        limit: query.limit,
        cursor: query.cursor,
        backwards: query.order === 'desc',
      });
      const items = page.items.map(({ pathwayId: _, ...entry }) => entry);
      return pageReply(items, page);
    },
  );
}
