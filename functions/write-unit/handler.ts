import { unitById } from '../../domain/directory.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { mustAdminister } from '../shared/access.ts';
import { directoryChanged } from '../shared/directory-cache.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { noQuery, unit } from '../shared/http/schemas.ts';

/** `PUT /units/{unitId}`: an administrator adds a unit or replaces it whole. */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: unit, query: noQuery, action: 'write-unit' },
    async ({ caller, path, body, directory, audit }) => {
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
      if (errors.length > 0) throw new RuleBroken(...errors);
      const known = unitById(directory, body.unitId) !== undefined;
      await audit('write-unit', null);
      await deps.store.putUnit(body);
      directoryChanged();
      return {
        status: known ? 200 : 201,
        body,
        ...(known ? {} : { headers: { Location: `/units/${encodeURIComponent(body.unitId)}` } }),
      };
    },
  );
}
