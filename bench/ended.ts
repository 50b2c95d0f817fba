import { lists } from '../domain/rows.ts';
import type { Store } from '../functions/shared/ports.ts';

/** How many pathways of the sample trusts have been completed. */
export async function completedPathways(store: Store): Promise<number> {
  let ended = 0;
  for (const trust of ['ahus', 'ous', 'so', 'siv']) {
    let cursor: string | undefined;
    do {
      const page = await store.list(lists.pathways(lists.trust(trust), 'completed'), { limit: 100, cursor });
      ended += page.items.length;
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return ended;
}
