import type { Unit } from '../../domain/model.ts';
import type { Caller } from '../shared/access.ts';
import { NotFound } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { Problem } from '../shared/http/problems.ts';
import { listUnitsQuery } from '../shared/http/schemas.ts';

/** `GET /units` and `GET /units/{unitId}`: the directory. Who its contacts are is for administrators and the unit itself. */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listUnitsQuery, action: 'read-units' },
    async ({ caller, path, query, directory }) => {
      if (path.unitId !== undefined) {
        // as it is now: whoever goes on to change it is told if another has meanwhile
        const stored = await deps.store.getUnit(path.unitId);
        if (stored === undefined) throw new NotFound();
        return { status: 200, body: { ...shown(stored.unit, caller), revision: stored.revision } };
      }
      const units = [...directory.units.values()].toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
      const from =
        query.cursor === undefined ? 0 : units.findIndex((unit) => unit.unitId === query.cursor) + 1;
      if (from === 0 && query.cursor !== undefined)
        throw new Problem('bad-cursor', 'Take the cursor from the list’s last answer.');
      const items = units.slice(from, from + query.limit);
      const more = from + items.length < units.length;
      return {
        status: 200,
        body: {
          items: items.map((unit) => shown(unit, caller)),
          ...(more ? { cursor: items.at(-1)?.unitId } : {}),
        },
      };
    },
  );
}

function shown(unit: Unit, caller: Caller): Partial<Unit> {
  if (caller.role === 'administrator' || caller.unitId === unit.unitId) return unit;
  const { contacts: _, ...rest } = unit;
  return rest;
}
