import { mustSeePathway } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { noQuery } from '../shared/http/schemas.ts';
import { readingOf } from '../shared/http/showing.ts';
import { type MachineArns, pathwayView, timelineOf } from '../shared/http/views.ts';

export interface ReadDeps extends ApiDeps {
  readonly machines: MachineArns;
}

/** `GET /pathways/{pathwayId}`: where the patient stands; who it is, only for those who may know. */
export function createHandler(deps: ReadDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: noQuery, action: 'read-pathway' },
    async ({ caller, path, directory, audit }) => {
      const pathwayId = path.pathwayId ?? '';
      const record = mustSeePathway(caller, await deps.store.getPathway(pathwayId));
      const reading = await readingOf(deps.store, caller, record, directory);
      const rows = await deps.store.rowsOf(pathwayId, 'E#');
      await audit('read-pathway', pathwayId);
      const onlooker = { ...reading, caller, directory };
      return { status: 200, body: pathwayView(record, deps.machines, timelineOf(record, rows), onlooker) };
    },
  );
}
