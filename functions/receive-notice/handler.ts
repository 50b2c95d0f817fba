import { receive } from '../../domain/notices.ts';
import { byOf, mustSeeNotice } from '../shared/access.ts';
import { type CommandDeps, command } from '../shared/command.ts';
import { NotFound } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pathwayOf } from '../shared/http/api.ts';
import { listedNotice } from '../shared/http/listing.ts';
import { empty, noQuery } from '../shared/http/schemas.ts';

/** `POST /notices/{noticeId}/receipt`: the unit has seen it. Repeats change nothing. */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: empty, query: noQuery, action: 'receive-notice' },
    async ({ caller, path, now, directory, audit }) => {
      const noticeId = path.noticeId ?? '';
      const pathwayId = pathwayOf(noticeId);
      if (pathwayId === null) throw new NotFound();
      const record = await command(deps, pathwayId, now, byOf(caller), (current, context) => {
        mustSeeNotice(caller, current, noticeId, directory);
        return receive(current, context, noticeId);
      });
      await audit('receive-notice', pathwayId);
      const notice = mustSeeNotice(caller, record, noticeId, directory);
      return { status: 200, body: listedNotice({ ...notice, pathwayId }) };
    },
  );
}
