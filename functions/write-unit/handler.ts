import { contactErrors, leavers } from '../../domain/contacts.ts';
import { unitById } from '../../domain/directory.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { byOf, mustAdminister } from '../shared/access.ts';
import type { CommandDeps } from '../shared/command.ts';
import { directoryChanged } from '../shared/directory-cache.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { noQuery, unit } from '../shared/http/schemas.ts';
import { releaseAcceptedBy } from '../shared/leaving.ts';

/**
 * `PUT /units/{unitId}`: an administrator adds a unit or replaces it whole. What contacts had accepted who are not
 * there any more is the unit's again before they are off its list: the same again finishes what was left half done.
 */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: unit, query: noQuery, action: 'write-unit' },
    async ({ caller, path, body, directory, now, audit }) => {
      mustAdminister(caller);
      const errors: { path: string; message: string }[] = [];
      if (body.unitId !== path.unitId)
        errors.push({ path: 'unitId', message: 'Must be the one in the address.' });
      if (body.escalatesTo === body.unitId)
        errors.push({ path: 'escalatesTo', message: 'A unit cannot be above itself.' });
      else if (body.escalatesTo !== null && unitById(directory, body.escalatesTo) === undefined)
        errors.push({ path: 'escalatesTo', message: 'Names no unit of the directory.' });
      if (body.kind === 'hospital' && body.trust === undefined)
        errors.push({ path: 'trust', message: 'A hospital unit belongs to a trust.' });
      errors.push(...contactErrors(body));
      if (errors.length > 0) throw new RuleBroken(...errors);
      // as it is now: another may have written it within the minute that the directory is kept for
      const before = (await deps.store.readDirectory()).units.find(({ unitId }) => unitId === body.unitId);
      await audit('write-unit', null);
      await releaseAcceptedBy(deps, body.unitId, leavers(before, body), now, byOf(caller));
      await deps.store.putUnit(body);
      directoryChanged();
      return {
        status: before ? 200 : 201,
        body,
        ...(before ? {} : { headers: { Location: `/units/${encodeURIComponent(body.unitId)}` } }),
      };
    },
  );
}
