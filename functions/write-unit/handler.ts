import { contactErrors, leavers } from '../../domain/contacts.ts';
import { unitById } from '../../domain/directory.ts';
import type { Unit } from '../../domain/model.ts';
import { isSame } from '../../domain/rules.ts';
import { changedRules, settingsErrors } from '../../domain/settings.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { byOf, mustAdminister } from '../shared/access.ts';
import type { CommandDeps } from '../shared/command.ts';
import { directoryChanged } from '../shared/directory-cache.ts';
import { openPathways } from '../shared/governed.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { Problem } from '../shared/http/problems.ts';
import { writeUnitQuery, writtenUnit } from '../shared/http/schemas.ts';
import { releaseAcceptedBy } from '../shared/leaving.ts';

/**
 * `PUT /units/{unitId}`: an administrator adds a unit or replaces it whole. Its settings hold for what begins from now
 * on; with `dryRun` nothing is written, and the answer says how many open pathways they could be applied to. What
 * contacts had accepted who are not there any more is the unit's again before they are off its list: the same again
 * finishes what was left half done. With the `revision` that was read, of two who change it at once the second is told.
 */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: writtenUnit, query: writeUnitQuery, action: 'write-unit' },
    async ({ caller, path, query, body: { revision, ...body }, directory, now, audit, auditEach }) => {
      mustAdminister(caller);
      const errors: { path: string; message: string }[] = [];
      if (body.unitId !== path.unitId)
        errors.push({ path: 'unitId', message: 'Must be the one in the address.' });
      // an address of its own among the units
      if (body.unitId === 'check') errors.push({ path: 'unitId', message: 'Is taken.' });
      if (body.escalatesTo === body.unitId)
        errors.push({ path: 'escalatesTo', message: 'A unit cannot be above itself.' });
      else if (body.escalatesTo !== null && unitById(directory, body.escalatesTo) === undefined)
        errors.push({ path: 'escalatesTo', message: 'Names no unit of the directory.' });
      if (body.kind === 'hospital' && body.trust === undefined)
        errors.push({ path: 'trust', message: 'A hospital unit belongs to a trust.' });
      errors.push(...contactErrors(body), ...settingsErrors(directory, body));
      if (errors.length > 0) throw new RuleBroken(...errors);
      // as it is now: another may have written it within the minute that the directory is kept for
      const stored = await deps.store.getUnit(body.unitId);
      const before = stored?.unit;
      if (query.dryRun === 'true') {
        await audit('try-unit', null, { unitId: body.unitId });
        const changed = changedRules(before?.settings, body.settings);
        const affected = changed.length === 0 ? [] : await openPathways(deps.store, directory, body);
        return { status: 200, body: { unit: body, affects: { openPathways: affected.length, changed } } };
      }
      const changedMeanwhile = revision !== undefined && revision !== (stored?.revision ?? 0);
      // the same again is no other's change
      if (changedMeanwhile && before !== undefined && isSame(withoutFailures(before), body))
        return { status: 200, body };
      if (changedMeanwhile) throw conflict(stored?.revision);
      await audit('write-unit', null, { unitId: body.unitId });
      const left = leavers(before, body);
      await auditEach('write-unit', await releaseAcceptedBy(deps, body.unitId, left, now, byOf(caller)));
      if (!(await deps.store.putUnit(body, revision)))
        throw conflict((await deps.store.getUnit(body.unitId))?.revision);
      directoryChanged();
      return {
        status: before ? 200 : 201,
        body,
        ...(before ? {} : { headers: { Location: `/units/${encodeURIComponent(body.unitId)}` } }),
      };
    },
  );
}

function conflict(revision = 0): Problem {
  return new Problem('conflict', 'The unit has been changed since you read it.', undefined, { revision });
}

/** A unit as it was written, without what was found out of its addresses since. */
function withoutFailures(unit: Unit): Unit {
  return {
    ...unit,
    contacts: unit.contacts.map(({ emailFailsSince: _, smsFailsSince: __, ...contact }) => contact),
  };
}
