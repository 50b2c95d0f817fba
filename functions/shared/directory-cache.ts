import { type Directory, indexUnits } from '../../domain/directory.ts';
import type { Instant } from '../../domain/model.ts';
import type { Store } from './ports.ts';

/**
 * The unit directory as a function sees it: read whole (some hundred units), indexed once, and kept for a minute.
 * A change made by this process is seen at once; one made by another reaches it within that minute.
 */
const keptForMs = 60_000;

const kept = new WeakMap<Store, { readonly at: number; readonly directory: Promise<Directory> }>();
let changes = 0;
const seen = new WeakMap<Store, number>();

export async function directoryOf(store: Store, now: Instant): Promise<Directory> {
  const at = Date.parse(now);
  const known = kept.get(store);
  if (known !== undefined && seen.get(store) === changes && at >= known.at && at - known.at < keptForMs)
    return known.directory;
  const directory = store
    .readDirectory()
    .then(({ units, sending }) => indexUnits(units, sending ?? undefined));
  kept.set(store, { at, directory });
  seen.set(store, changes);
  directory.catch(() => kept.delete(store));
  return directory;
}

/** Says that a unit, or the switch, was written, so that the next look reads the directory anew. */
export function directoryChanged(): void {
  changes += 1;
}
