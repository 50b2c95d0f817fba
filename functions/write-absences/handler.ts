import { contactErrors, contactIds, withAbsences } from '../../domain/contacts.ts';
import { isSame } from '../../domain/rules.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { mustTendUnit } from '../shared/access.ts';
import { directoryChanged } from '../shared/directory-cache.ts';
import { Contended, NotFound } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { Problem } from '../shared/http/problems.ts';
import { absences, noQuery } from '../shared/http/schemas.ts';

/**
 * `PUT /units/{unitId}/contacts/{contactId}/absences`: who is away when, and who stands in, instead of what was there for
 * that contact. For the unit's own coordinators too: a holiday must not wait for an administrator. It changes nothing
 * else: where messages go stays an administrator's to say. A contact without a name of its own gets one, for a deputy is
 * told by it. Each write is one of the unit as it was read, so that nobody's is lost; the same again changes nothing.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: absences, query: noQuery, action: 'write-absences' },
    async ({ caller, path, body, audit }) => {
      const stored = await deps.store.getUnit(path.unitId ?? '');
      if (stored === undefined) throw new NotFound();
      const { unit, revision } = stored;
      mustTendUnit(caller, unit.unitId);
      const contactId = path.contactId ?? '';
      const after = withAbsences(unit, contactId, body.absences);
      if (after === undefined) throw new NotFound();
      const errors = contactErrors(after);
      if (errors.length > 0) throw new RuleBroken(...errors);
      const before = unit.contacts[contactIds(unit.contacts).indexOf(contactId)]?.absences ?? [];
      if (isSame(before, body.absences)) return { status: 200, body: { ...unit, revision } };
      if (body.revision !== undefined && body.revision !== revision)
        throw new Problem('conflict', 'The unit has been changed since you read it.', undefined, {
          revision,
        });
      await audit('write-absences', null, { unitId: unit.unitId });
      if (!(await deps.store.putUnit(after, revision))) throw new Contended();
      directoryChanged();
      return { status: 200, body: { ...after, revision: revision + 1 } };
    },
  );
}
