import { type Client, part } from './client.ts';

/** How far the open pathways of a unit have been taken under its settings. */
export interface Applied {
  readonly applied: number;
  readonly unchanged: number;
  readonly failed: number;
}

export const nothingApplied: Applied = { applied: 0, unchanged: 0, failed: 0 };

/**
 * Takes all open pathways of a unit under its settings, a page after the other, and tells how far it has come. It may be
 * left at any page and begun again: what has been done is `unchanged` then.
 */
export async function applySettings(
  client: Client,
  unitId: string,
  { replan = false, before = nothingApplied }: { readonly replan?: boolean; readonly before?: Applied },
  tell: (sofar: Applied) => 'on' | 'stop',
): Promise<Applied> {
  let sofar = before;
  let cursor: string | undefined;
  do {
    const page: Applied & { readonly cursor?: string } = await client.send(
      'POST',
      `/units/${part(unitId)}/settings/application`,
      { limit: 25, replan, ...(cursor === undefined ? {} : { cursor }) },
    );
    sofar = {
      applied: sofar.applied + page.applied,
      unchanged: sofar.unchanged + page.unchanged,
      failed: sofar.failed + page.failed,
    };
    cursor = page.cursor;
  } while (tell(sofar) === 'on' && cursor !== undefined);
  return sofar;
}
