import { mustSeeNotice } from '../shared/access.ts';
import { NotFound } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pathwayOf } from '../shared/http/api.ts';
import { noQuery } from '../shared/http/schemas.ts';
import { shownNotice } from '../shared/http/showing.ts';

/** `GET /notices/{noticeId}`: what a unit was told, with whom it is about and whom to call in the hospital. */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: noQuery, action: 'read-notice' },
    async ({ caller, path, directory, audit }) => {
      const noticeId = path.noticeId ?? '';
      const pathwayId = pathwayOf(noticeId);
      const record = pathwayId === null ? undefined : await deps.store.getPathway(pathwayId);
      if (record === undefined) throw new NotFound();
      const notice = mustSeeNotice(caller, record, noticeId, directory);
      await audit('read-notice', record.pathwayId);
      return { status: 200, body: await shownNotice(deps.store, caller, record, notice, directory) };
    },
  );
}
