import { type Directory, receivingUnit } from './directory.ts';
import type { ExtraPoint, Place } from './model.ts';

/**
 * What a trust and a municipality have set otherwise than the pathway's defaults. A pathway keeps the rules that it
 * came under: settings that change later reach it only on request.
 */
export interface PathwayRules {
  /** Points of the municipality's own, in its order; what they are called stands in its settings alone. */
  readonly localPoints: readonly ExtraPoint[];
}

/** The rules for a patient of a trust who lives at a place, as the directory has them now. */
export function rulesFor(directory: Directory, place: Place): PathwayRules {
  const local = receivingUnit(directory, place)?.settings?.extraPoints ?? [];
  return {
    localPoints: local.map(({ opensAfter, dueAfter, closesAfter }) => ({
      opensAfter,
      dueAfter,
      closesAfter,
    })),
  };
}
