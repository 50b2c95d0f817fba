import { share } from '../../domain/statistics.ts';
import { reachOf } from '../shared/access.ts';
import { cohortsOf, selectionOf } from '../shared/cohorts.ts';
import { NotFound } from '../shared/errors.ts';
import { evaluate, trustsOf } from '../shared/evaluation.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { Problem } from '../shared/http/problems.ts';
import { listCohortsQuery } from '../shared/http/schemas.ts';

/**
 * `GET /cohorts`, and `GET /cohorts/{cohortId}` with progress and evaluation, as far as the caller may count: see
 * `reachOf`.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listCohortsQuery, action: 'read-cohorts' },
    async ({ caller, path, query, directory, now, audit }) => {
      const cohorts = await cohortsOf(deps.store);
      if (path.cohortId === undefined) {
        const from =
          query.cursor === undefined ? 0 : cohorts.findIndex((one) => one.cohortId === query.cursor) + 1;
        if (from === 0 && query.cursor !== undefined)
          throw new Problem('bad-cursor', 'Take the cursor from the list’s last answer.');
        const items = cohorts.slice(from, from + query.limit);
        const isMore = from + items.length < cohorts.length;
        return pageReply(items, isMore ? { cursor: items.at(-1)!.cohortId } : {});
      }
      const cohort = cohorts.find((one) => one.cohortId === path.cohortId);
      if (cohort === undefined) throw new NotFound();
      await audit('read-cohort', null, { cohortId: cohort.cohortId });
      const reach = reachOf(caller, trustsOf(directory), directory);
      const evaluation = await evaluate(deps.store, directory, reach, selectionOf(cohort), now);
      const { started } = evaluation.total;
      const { target } = cohort;
      const progress = { started, target, share: started === null ? null : share(started, target) };
      return { status: 200, body: { ...cohort, at: now, progress, evaluation } };
    },
  );
}
