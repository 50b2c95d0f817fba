import { lists } from '../../domain/rows.ts';
import { type Caller, listedUnit, mayKnowPatient, mayKnowPatientsOf } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listedTask, patientsOf } from '../shared/http/listing.ts';
import { noQuery, taskSearch } from '../shared/http/schemas.ts';
import type { Patient, Row } from '../shared/ports.ts';

/** How many tasks of a unit one call looks through: each costs a read. What is left is told by `cursor`. */
const lookedThrough = 1000;
/**
 * `POST /tasks/search`: a unit's open and accepted tasks about patients of a name, by due date. The name is in the body, never
 * in an address or an index. Each word must begin a word of the patient's name, however it is accented.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: taskSearch, query: noQuery, action: 'search-tasks' },
    async ({ caller, body, directory, now, audit, auditEach }) => {
      const unitId = listedUnit(caller, body.unitId, directory);
      const wanted = wordsOf(body.name);
      const found: { readonly row: Row; readonly patient: Patient }[] = [];
      let { cursor } = body;
      let looked = 0;
      do {
        const page = await deps.store.list(lists.worklist(unitId), { limit: 100, cursor });
        const { patients } = await patientsOf(deps.store, page.items, caller);
        for (const row of page.items) {
          const patient = patients.get(row.pathwayId);
          if (patient !== undefined && isNamed(patient, wanted)) found.push({ row, patient });
        }
        looked += page.items.length;
        cursor = page.cursor;
      } while (cursor !== undefined && looked < lookedThrough);
      const known = mayKnowPatientsOf(caller, unitId) ? found : await knownTo(deps, caller, found);
      await audit('search-tasks', null, { unitId });
      await auditEach('search-tasks', new Set(known.map(({ row }) => row.pathwayId)));
      const items = known.map(({ row, patient }) => ({ ...listedTask(row, now), patient: patient.identity }));
      return pageReply(items, cursor === undefined ? {} : { cursor });
    },
  );
}

/** Those found that a hospital's system may know of: its trust has a part in them. */
async function knownTo<F extends { readonly row: Row }>(
  { store }: Pick<ApiDeps, 'store'>,
  caller: Caller,
  found: readonly F[],
): Promise<readonly F[]> {
  const looked = found.map(async (one) => {
    const record = await store.getPathway(one.row.pathwayId);
    return record !== undefined && mayKnowPatient(caller, record) ? [one] : [];
  });
  return (await Promise.all(looked)).flat();
}

/** Words without case and accents: `Bjørn-Åge` is found by `bjorn`, `bjørn` and `age`. */
function wordsOf(name: string): readonly string[] {
  return name
    .toLocaleLowerCase('nb')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('đ', 'd')
    .replaceAll('ŧ', 't')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function isNamed({ identity }: Patient, wanted: readonly string[]): boolean {
  const words = wordsOf(identity.name);
  return wanted.length > 0 && wanted.every((start) => words.some((word) => word.startsWith(start)));
}
