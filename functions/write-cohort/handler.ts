import { RuleBroken } from '../../domain/tasks.ts';
import { mustAdminister } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { periodErrors, placeErrors } from '../shared/http/facts.ts';
import { cohort, cohortId, noQuery } from '../shared/http/schemas.ts';

/** `PUT /cohorts/{cohortId}`: an administrator writes a cohort, or replaces it whole. Those started before count too. */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: cohort, query: noQuery, action: 'write-cohort' },
    async ({ caller, path, body, audit }) => {
      mustAdminister(caller);
      const id = cohortId.safeParse(path.cohortId);
      const errors = [
        ...(id.success ? [] : [{ path: 'cohortId', message: 'Letters, digits and ._:/- only.' }]),
        ...periodErrors(body),
        ...body.municipalities.flatMap((place, n) =>
          placeErrors(place).map(({ message }) => ({ path: `municipalities.${n}.district`, message })),
        ),
      ];
      if (!id.success || errors.length > 0) throw new RuleBroken(...errors);
      const isKnown = (await deps.store.listEntries('COHORTS')).some((entry) => entry.id === id.data);
      await audit('write-cohort', null, { cohortId: id.data });
      await deps.store.putEntry('COHORTS', { id: id.data, content: body });
      return {
        status: isKnown ? 200 : 201,
        body: { cohortId: id.data, ...body },
        ...(isKnown ? {} : { headers: { Location: `/cohorts/${encodeURIComponent(id.data)}` } }),
      };
    },
  );
}
