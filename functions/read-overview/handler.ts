import { type Directory, unitById } from '../../domain/directory.ts';
import type { Overview, Reach } from '../../domain/overview.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { type Caller, reachOf } from '../shared/access.ts';
import { cohortsOf, selectionOf } from '../shared/cohorts.ts';
import { Forbidden, NotFound } from '../shared/errors.ts';
import { type Evaluation, evaluate, type Selection, trustsOf } from '../shared/evaluation.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { overviewCsv } from '../shared/http/csv.ts';
import { periodErrors, quarterErrors } from '../shared/http/facts.ts';
import { overviewQuery } from '../shared/http/schemas.ts';
import type { Store } from '../shared/ports.ts';

interface Query {
  readonly unitId?: string | undefined;
  readonly trust?: string | undefined;
  readonly group?: string | undefined;
  readonly cohort?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/**
 * `GET /overview`: the funnel, tasks, load and points of a unit, a trust, or all that the caller may count. With
 * `Accept: text/csv` as lines of a table.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: overviewQuery, action: 'read-overview' },
    async ({ caller, query, directory, now, accepts, audit }) => {
      const reach = reachOf(caller, trustsOf(directory), directory);
      const selection = await selected(deps.store, reach, query);
      // all that may be counted is, whatever is asked for: else one answer would tell what another withholds
      const evaluation = await evaluate(deps.store, directory, reach, selection, now);
      const found = shown(caller, directory, reach, evaluation, query);
      const { unitId, trust, cohort: cohortId } = query;
      await audit('read-overview', null, { unitId, trust, cohortId });
      return /\btext\/csv\b/i.test(accepts)
        ? { status: 200, csv: overviewCsv(found) }
        : { status: 200, body: { at: now, ...found } };
    },
  );
}

async function selected(
  store: Store,
  reach: Reach,
  { group, cohort, from, until }: Query,
): Promise<Selection> {
  const period = { from, until };
  const errors = [...periodErrors(period), ...(reach.kind === 'unit' ? [] : quarterErrors(period))];
  const named =
    cohort === undefined ? undefined : (await cohortsOf(store)).find((one) => one.cohortId === cohort);
  if (cohort !== undefined && named === undefined)
    errors.push({ path: 'cohort', message: 'There is no such cohort.' });
  if (errors.length > 0) throw new RuleBroken(...errors);
  const all =
    named === undefined ? { groups: null, places: null, from: null, until: null } : selectionOf(named);
  const groups = all.groups ?? (group === undefined ? null : [group]);
  return {
    groups: group === undefined ? groups : groups!.filter((one) => one === group),
    places: all.places,
    from: latest(all.from, from ?? null),
    until: earliest(all.until, until ?? null),
  };
}

function latest(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a;
}

function earliest(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b < a) ? b : a;
}

/** What was asked for of what the caller may count. */
function shown(
  caller: Caller,
  directory: Directory,
  reach: Reach,
  evaluation: Evaluation,
  { unitId, trust }: Query,
): Evaluation {
  const unknown = () => (caller.role === 'administrator' ? new NotFound() : new Forbidden());
  const found = trust === undefined ? evaluation : ofTrust(evaluation, directory, reach, trust);
  if (found === undefined) throw unknown();
  if (unitId === undefined) return found;
  const unit = [...found.units, ...found.municipalUnits].find((line) => line.unitId === unitId);
  if (unit === undefined) throw unknown();
  const { unitId: _, ...total } = unit;
  return { total, trusts: [], units: [unit], municipalUnits: [], diagnosed: [] };
}

function ofTrust(
  evaluation: Evaluation,
  directory: Directory,
  reach: Reach,
  trust: string,
): Evaluation | undefined {
  const line = evaluation.trusts.find((one) => one.trust === trust);
  if (line === undefined || reach.kind !== 'trusts') return undefined;
  const { trust: _, ...total } = line;
  // with several trusts municipal units are counted for all of them together
  const municipalUnits: Overview['municipalUnits'] =
    reach.trusts.length === 1 ? evaluation.municipalUnits : [];
  return {
    total,
    trusts: [line],
    units: evaluation.units.filter(({ unitId }) => unitById(directory, unitId)?.trust === trust),
    municipalUnits,
    diagnosed: evaluation.diagnosed.filter((one) => one.trust === trust),
  };
}
