import { mayKnowPatient, mustSeePathway } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { noQuery } from '../shared/http/schemas.ts';
import { type MachineArns, pathwayView, timelineOf } from '../shared/http/views.ts';

export interface ReadDeps extends ApiDeps {
  readonly machines: MachineArns;
}

/** `GET /pathways/{pathwayId}`: where the patient stands; who it is, only for those who may know. */
export function createHandler(deps: ReadDeps): ApiHandler {
  return apiHandler(deps, { query: noQuery, action: 'read-pathway' }, async ({ caller, path, audit }) => {
    const pathwayId = path.pathwayId ?? '';
    const record = mustSeePathway(caller, await deps.store.getPathway(pathwayId));
    const patient = mayKnowPatient(caller, record) ? await deps.store.getPatient(pathwayId) : undefined;
    const rows = await deps.store.rowsOf(pathwayId, 'E#');
    await audit('read-pathway', pathwayId);
    return { status: 200, body: pathwayView(record, deps.machines, timelineOf(record, rows), patient) };
  });
}
