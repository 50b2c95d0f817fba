import type { Place, UnitKind } from '../../../domain/model.ts';
import { placeOf } from '../../parts/places.ts';

export interface Wanted {
  readonly text: string;
  /** Empty for all, here and below. */
  readonly kind: string;
  readonly trust: string;
}

interface Searched {
  readonly unitId: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly trust?: string | undefined;
  readonly municipality?: Place | null | undefined;
}

/** Units in which every word that was written begins a word of the name, or is in the id or the place's number. */
export function searchUnits<U extends Searched>(units: readonly U[], wanted: Wanted): readonly U[] {
  const words = wanted.text.toLocaleLowerCase('nb').split(/\s+/).filter(Boolean);
  return units.filter((unit) => {
    if (wanted.kind !== '' && unit.kind !== wanted.kind) return false;
    if (wanted.trust !== '' && unit.trust !== wanted.trust) return false;
    const names = unit.name.toLocaleLowerCase('nb').split(/[\s,/()-]+/);
    const place = placeOf(unit.municipality);
    return words.every(
      (word) =>
        names.some((name) => name.startsWith(word)) ||
        unit.unitId.toLocaleLowerCase('nb').includes(word) ||
        place.startsWith(word),
    );
  });
}
