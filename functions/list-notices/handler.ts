import { lists } from '../../domain/rows.ts';
import { listedUnit } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listedNotice, listedPatient, patientsOf } from '../shared/http/listing.ts';
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
      const about = page.items.filter(({ data }) => data.sees !== 'status');
      const patients = await patientsOf(deps.store, query.include === 'patient' ? about : [], caller);
      await audit('list-notices', null, { unitId });
      await auditEach('list-notices', patients.keys());
      const items = page.items.map((row) => {
        const { data } = row;
        const patient = about.includes(row) ? patients.get(row.pathwayId) : undefined;
        return {
          ...listedNotice(data),
          ...(patient === undefined ? {} : { patient: listedPatient(patient) }),
        };
      });
      return pageReply(items, page);
    },
  );
}
