import { placeKey } from '../../domain/facts.ts';
import type { Selection } from './evaluation.ts';
import { placeOf } from './http/facts.ts';
import type { CohortBody } from './http/schemas.ts';
import type { Store } from './ports.ts';

export type Cohort = CohortBody & { readonly cohortId: string };

/** Every cohort, by id. */
export async function cohortsOf(store: Store): Promise<readonly Cohort[]> {
  const entries = await store.listEntries('COHORTS');
  return entries.map(({ id, content }) => ({ cohortId: id, ...(content as unknown as CohortBody) }));
}

/** Groups times municipalities, started within the period. */
export function selectionOf({ groups, municipalities, from, until }: Cohort): Selection {
  return { groups, places: municipalities.map((place) => placeKey(placeOf(place))), from, until };
}
