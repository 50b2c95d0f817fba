import { applyRules } from '../../domain/application.ts';
import { unitById } from '../../domain/directory.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { byOf, mustAdminister } from '../shared/access.ts';
import { type CommandDeps, command } from '../shared/command.ts';
import { directoryChanged, directoryOf } from '../shared/directory-cache.ts';
import { NotFound } from '../shared/errors.ts';
import { governed, governs } from '../shared/governed.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { application, noQuery } from '../shared/http/schemas.ts';

/**
 * `POST /units/{unitId}/settings/application`: takes the unit's open pathways under its settings as they are now, a
 * page at a time so that whoever calls sets the pace. Each is a command of its own, and repeating it changes nothing;
 * one that fails is counted, and does not keep the others from their turn.
 */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: application, query: noQuery, action: 'apply-settings' },
    async ({ caller, path, body, now, audit }) => {
      mustAdminister(caller);
      // the settings have perhaps been written a moment ago, by another process
      directoryChanged();
      const directory = await directoryOf(deps.store, now);
      const unit = unitById(directory, path.unitId ?? '');
      if (unit === undefined) throw new NotFound();
      if (!governs(directory, unit))
        throw new RuleBroken({
          path: 'unitId',
          message: 'Settings stand on the coordinating unit of a trust, or on a unit of a municipality.',
        });
      await audit('apply-settings', null, { unitId: unit.unitId });
      const page = await governed(deps.store, directory, unit, body);
      const counts = { applied: 0, unchanged: 0, failed: 0 };
      const one = async (pathwayId: string): Promise<void> => {
        try {
          let changed = false;
          await command(deps, pathwayId, now, byOf(caller), (record, context) => {
            const after = applyRules(record, context, body.replan);
            changed = after !== record;
            return after;
          });
          counts[changed ? 'applied' : 'unchanged'] += 1;
          if (changed) await audit('apply-settings', pathwayId, { unitId: unit.unitId });
        } catch (error) {
          counts.failed += 1;
          deps.log.error('settings-not-applied', { pathwayId, error });
        }
      };
      for (let at = 0; at < page.items.length; at += atOnce)
        await Promise.all(page.items.slice(at, at + atOnce).map(one));
      return {
        status: 200,
        body: { ...counts, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) },
      };
    },
  );
}

/** Enough that a page is done within the time that the API waits, and few enough to leave the others their turn. */
const atOnce = 5;
