import type { ToldRefusal } from '../../texts/refusals.ts';

/** By path: what is wrong with that field, the first that was found. */
export function byPath(errors: readonly ToldRefusal[]): ReadonlyMap<string, ToldRefusal> {
  return new Map(errors.toReversed().map((error) => [error.path, error]));
}
