import type { EsasItem } from './model.ts';

/** Figures that a page tells of while it is filled in, by the rule that then holds: this file imports nothing but types. */

/** The score from which an item calls for action: ESAS-r 3 or more (Sykehuset Østfold), distress 4 or more (NCCN; DESIGN section 3). */
export function callsFrom(item: EsasItem | 'distress'): number {
  return item === 'distress' ? 4 : 3;
}

/** A GP office that was named longer ago is confirmed before a copy goes there (DESIGN section 3, "GP"; lists change monthly, see DOMAIN). */
export const gpHoldsDays = 35;
