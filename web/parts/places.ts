import type { Place } from '../../domain/model.ts';

/** `3212`, in Oslo `0301-12`; empty where there is none. */
export function placeOf(place: Place | null | undefined): string {
  if (place == null) return '';
  return place.district === null ? place.number : `${place.number}-${place.district}`;
}
