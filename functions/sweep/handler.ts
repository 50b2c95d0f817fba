import { z } from 'zod';
import type { Collected } from '../../domain/digest.ts';
import { type CheckDeps, check } from '../shared/check.ts';
import { sendDigests } from '../shared/digests.ts';
import { directoryOf } from '../shared/directory-cache.ts';
import { instantOf } from '../shared/time.ts';
import { tellOfAllUnreachable } from '../shared/undelivered.ts';

/** What EventBridge sends on a schedule. */
const scheduled = z.object({ time: z.iso.datetime() });

export interface Swept {
  readonly checked: number;
  readonly replanned: number;
  readonly stalled: number;
}

/**
 * The hourly sweep: what we rely on that nobody is forgotten. Looks at every pathway whose next check has passed,
 * soonest first, and asks the one question of it. One pathway's fault does not keep the others from their turn; it
 * fails the sweep at the end, which is alarmed.
 */
export function createHandler(deps: CheckDeps): (event: unknown) => Promise<Swept> {
  return async (event) => {
    const now = instantOf(scheduled.parse(event).time);
    const counts = { fine: 0, mended: 0, replanned: 0, stalled: 0, failed: 0 };
    const collected: Collected[] = [];
    let cursor: string | undefined;
    do {
      const page = await deps.store.dueChecks(now, { limit: 100, cursor });
      for (const { pathwayId } of page.items) {
        try {
          counts[await check(deps, pathwayId, now, (found) => collected.push(...found))] += 1;
        } catch (error) {
          counts.failed += 1;
          deps.log.error('check-failed', { pathwayId, error });
        }
      }
      cursor = page.cursor;
    } while (cursor !== undefined);
    counts.failed += await sendDigests(deps, collected, now);
    const checked = counts.fine + counts.mended + counts.replanned + counts.stalled;
    if (checked > 0) await tellOfAllUnreachable(deps, now);
    // messages wait: somebody is told while it lasts, since a switch that is forgotten would be silence
    const waits = checked > 0 && (await directoryOf(deps.store, now)).sending.paused;
    if (waits) deps.metric('SendingPaused', 1);
    if (checked + counts.failed > 0) deps.log.info('swept', { count: checked });
    if (counts.failed > 0) throw new SweepIncomplete(`${counts.failed} pathways could not be checked`);
    return { checked, replanned: counts.replanned, stalled: counts.stalled };
  };
}

/** Some pathways could not be checked; the rest were. */
export class SweepIncomplete extends Error {
  override readonly name = 'SweepIncomplete';
}
