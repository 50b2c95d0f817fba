import { osloDate } from '../../domain/calendar.ts';
import { indexUnits } from '../../domain/directory.ts';
import { problemsOf } from '../../domain/directory-check.ts';
import { mustCheckUnits } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { noQuery } from '../shared/http/schemas.ts';

/**
 * `GET /units/check`: what keeps messages or patients from their way, by unit. An administrator is told of all units, a
 * coordinator of the own one and those below it. Of the directory as it is now: whoever has mended something looks again.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(deps, { query: noQuery, action: 'check-units' }, async ({ caller, now, audit }) => {
    const { units } = await deps.store.readDirectory();
    const directory = indexUnits(units);
    const isChecked = mustCheckUnits(caller, directory);
    const checked = units.filter(isChecked);
    await audit('check-units', null);
    const today = osloDate(now);
    const found = checked.map(({ unitId, name }) => ({
      unitId,
      name,
      problems: problemsOf(directory, directory.units.get(unitId)!, today),
    }));
    const withProblems = found.filter(({ problems }) => problems.length > 0);
    return {
      status: 200,
      body: {
        at: now,
        checked: checked.length,
        unreachable: withProblems.filter(({ problems }) =>
          problems.some(({ problem }) => problem === 'nobody-reachable'),
        ).length,
        units: withProblems,
      },
    };
  });
}
