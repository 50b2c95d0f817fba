import type { Directory } from '../../domain/directory.ts';
import { placeKey } from '../../domain/facts.ts';
import type { Unit } from '../../domain/model.ts';
import { lists } from '../../domain/rows.ts';
import { ownerOf } from '../../domain/settings.ts';
import { BadCursor } from './adapters/errors.ts';
import type { Page, PageRequest, Store } from './ports.ts';

/** Which open pathways a unit's settings are for. */

/**
 * The lists that they are in, one after the other: a trust's, or for a municipality those who live there and, as
 * pathways begun by an earlier version are in no list of a place yet, those that its units have a part in. Many stand
 * in two of them. A unit whose settings are for no pathway has none.
 */
function listsOf(directory: Directory, unit: Unit): readonly string[] {
  const owner = ownerOf(unit);
  if (owner === 'trust') return [lists.pathways(lists.trust(unit.trust!), 'active')];
  if (owner === 'none') return [];
  const below = [...directory.units.values()].filter(({ escalatesTo }) => escalatesTo === unit.unitId);
  const places = [unit, ...below].flatMap(({ municipality }) =>
    municipality == null ? [] : [lists.place(placeKey(municipality))],
  );
  const parts = [unit, ...below].map(({ unitId }) => lists.pathways(unitId, 'active'));
  return [...new Set([...places, ...parts])];
}

/** Whether a unit's settings are for any pathways at all. */
export function governs(directory: Directory, unit: Unit): boolean {
  return listsOf(directory, unit).length > 0;
}

/** A page of the ids, each once in it; it may be shorter than asked for and have another behind it. Throws `BadCursor`. */
export async function governed(
  store: Store,
  directory: Directory,
  unit: Unit,
  { limit, cursor = '0.' }: PageRequest,
): Promise<Page<string>> {
  const all = listsOf(directory, unit);
  const [, place = '', inner = ''] = /^(\d{1,4})\.(.*)$/.exec(cursor) ?? [];
  if (place === '' || all[Number(place)] === undefined) throw new BadCursor();
  const ids = new Set<string>();
  let within: string | undefined = inner === '' ? undefined : inner;
  for (let index = Number(place); index < all.length; index += 1) {
    if (ids.size >= limit) return { items: [...ids], cursor: `${index}.` };
    const page = await store.list(all[index]!, { limit: limit - ids.size, cursor: within });
    for (const { pathwayId } of page.items) ids.add(pathwayId);
    if (page.cursor !== undefined) return { items: [...ids], cursor: `${index}.${page.cursor}` };
    within = undefined;
  }
  return { items: [...ids] };
}

/** The ids of all of them, each once. */
export async function openPathways(
  store: Store,
  directory: Directory,
  unit: Unit,
): Promise<readonly string[]> {
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await governed(store, directory, unit, { limit: 100, cursor });
    for (const pathwayId of page.items) ids.add(pathwayId);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return [...ids];
}
