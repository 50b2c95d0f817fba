import { lists } from '../../domain/rows.ts';
import { listedUnit } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { noQuery, taskSearch } from '../shared/http/schemas.ts';
import type { Patient, Row } from '../shared/ports.ts';

/** How many tasks of a unit one call looks through: each costs a read. What is left is told by `cursor`. */
const lookedThrough = 1000;
/** How many patients are read at once. */
const atOnce = 25;

/**
 * `POST /tasks/search`: a unit's open and accepted tasks about patients of a name, by due date. The name is in the body, never
 * in an address or an index. Each word must begin a word of the patient's name, however it is accented.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: taskSearch, query: noQuery, action: 'search-tasks' },
    async ({ caller, body, directory, audit }) => {
      const unitId = listedUnit(caller, body.unitId, directory);
      const wanted = wordsOf(body.name);
      const found: (Row['data'] & { readonly pathwayId: string })[] = [];
      let { cursor } = body;
      let looked = 0;
      do {
        const page = await deps.store.list(lists.worklist(unitId), { limit: 100, cursor });
        for (const { row, patient } of await withPatients(deps, page.items))
          if (patient !== undefined && isNamed(patient, wanted))
            found.push({ ...row.data, pathwayId: row.pathwayId, patient: patient.identity });
        looked += page.items.length;
        cursor = page.cursor;
      } while (cursor !== undefined && looked < lookedThrough);
      await audit('search-tasks', null);
      // each that is shown by name has been looked at
      for (const pathwayId of new Set(found.map((one) => one.pathwayId)))
        await audit('search-tasks', pathwayId);
      return pageReply(found, cursor === undefined ? {} : { cursor });
    },
  );
}

async function withPatients(
  deps: Pick<ApiDeps, 'store'>,
  rows: readonly Row[],
): Promise<readonly { readonly row: Row; readonly patient: Patient | undefined }[]> {
  const out = [];
  for (let at = 0; at < rows.length; at += atOnce) {
    const some = rows.slice(at, at + atOnce);
    const read = some.map(async (row) => ({ row, patient: await deps.store.getPatient(row.pathwayId) }));
    out.push(...(await Promise.all(read)));
  }
  return out;
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
