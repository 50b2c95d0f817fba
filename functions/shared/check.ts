import { minutesAfter } from '../../domain/calendar.ts';
import { type Collected, collectedIn, waitsForMorning } from '../../domain/digest.ts';
import type { Context } from '../../domain/edits.ts';
import type { Instant } from '../../domain/model.ts';
import { executionName, noLongerStalled, replan, runningPlans, stalled } from '../../domain/plans.ts';
import type { Effect, Execution, PathwayRecord } from '../../domain/record.ts';
import { expiryOf, expirySet, isExpiryDue } from '../../domain/retention.ts';
import { type CommandDeps, claimFor, raised, settle } from './command.ts';
import { directoryOf } from './directory-cache.ts';
import type { Workflows } from './ports.ts';

export interface CheckDeps extends CommandDeps {
  readonly workflows: Workflows;
}

/** Three plans made anew within a day without progress: somebody must look (DESIGN, "Rescue and sweep"). */
const rescuesBeforeStall = 3;
const dayMinutes = 24 * 60;

export type Checked = 'fine' | 'mended' | 'replanned' | 'stalled';

/**
 * The one question that rescue and sweep ask of a pathway: is everything done that was to be done, and does the
 * execution of each current plan run? If not: finish the effects, replan. So a replan's own ABORTED event finds a
 * plan of a newer generation running, and cannot loop. What waits for the digest of this morning is left to the caller.
 */
export async function check(
  deps: CheckDeps,
  pathwayId: string,
  now: Instant,
  onCollected: (collected: readonly Collected[]) => void = () => undefined,
): Promise<Checked> {
  const context: Context = { now, by: 'vel-hjem', directory: await directoryOf(deps.store, now) };
  const found = await deps.store.getPathway(pathwayId);
  if (found === undefined) return 'fine';
  const mended = await setExpiry(deps, await finishEffects(deps, found, context), context);
  onCollected(collectedIn(mended, context));
  const lost: Execution[] = [];
  for (const plan of runningPlans(mended)) {
    const starting = mended.effects.some((effect) => effect.kind === 'start' && effect.plan === plan.plan);
    if (
      !starting &&
      !(await deps.workflows.isRunning(plan.plan, executionName(pathwayId, plan.plan, plan.generation)))
    )
      lost.push(plan);
  }
  const recent = mended.rescues.filter((at) => at > minutesAfter(now, -dayMinutes));
  if (lost.length === 0) {
    // somebody has started it again where it stopped
    await write(deps, mended, context, noLongerStalled(mended));
    return mended === found ? 'fine' : 'mended';
  }
  if (recent.length >= rescuesBeforeStall) {
    deps.metric('StalledPathways', 1);
    deps.log.error('pathway-stalled', { pathwayId });
    // the alarm rings at each check; who reads the timeline or polls for changes is told once
    await write(deps, mended, context, stalled(mended, context));
    return 'stalled';
  }
  const replanned = lost.reduce(
    (record, plan) => replan(record, context, plan.plan, { status: 'FAILED', how: 'ends-itself' }),
    mended,
  );
  await write(deps, mended, context, { ...replanned, rescues: [...recent, now] });
  deps.log.info('pathway-replanned', { pathwayId });
  return 'replanned';
}

/** Takes over what was left behind: everything but messages at once, and messages whose claim has run out. */
async function finishEffects(
  deps: CheckDeps,
  record: PathwayRecord,
  context: Context,
): Promise<PathwayRecord> {
  // while sending is paused messages lie where they are: taking them over would only write the record each hour
  const expired = (effect: Effect) =>
    effect.kind === 'send' &&
    effect.claimedUntil <= context.now &&
    !context.directory.sending.paused &&
    // what waits for a morning is told together with the rest of its unit's
    !waitsForMorning(record, effect, context.directory);
  const isLeft = (effect: Effect) => (effect.kind === 'send' ? expired(effect) : effect.kind !== 'expire');
  if (!record.effects.some(isLeft)) return record;
  const claimed = {
    ...record,
    effects: record.effects.map((effect) =>
      effect.kind === 'send' && expired(effect)
        ? { ...effect, claimedUntil: claimFor(record, effect, context).claimedUntil }
        : effect,
    ),
  };
  const written = raised(claimed, record.version, context);
  if (!(await deps.store.putPathway(written))) return record;
  return settle(deps, written, context, new Set(record.effects.filter(expired).map((effect) => effect.id)));
}

/**
 * Gives all that lies beside the record its time to live, or takes that back. Where another has written meanwhile, it
 * is left to do.
 */
async function setExpiry(deps: CheckDeps, record: PathwayRecord, context: Context): Promise<PathwayRecord> {
  if (!isExpiryDue(record, context.now)) return record;
  await deps.store.setExpiry(record.pathwayId, expiryOf(record));
  const written = raised(expirySet(record), record.version, context);
  return (await deps.store.putPathway(written)) ? written : record;
}

/** One write, whether or not anything changed: the next check is due later. Lost to another writer, that one has set it. */
async function write(
  deps: CheckDeps,
  before: PathwayRecord,
  context: Context,
  after: PathwayRecord,
): Promise<void> {
  const written = raised(after, before.version, context);
  if (after === before && written.nextCheckAt === before.nextCheckAt) return;
  if (!(await deps.store.putPathway(written))) return;
  if (after !== before) await settle(deps, written, context, new Set());
}
