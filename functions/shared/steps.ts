import middy from '@middy/core';
import type { z } from 'zod';
import type { Context } from '../../domain/edits.ts';
import { isCurrent } from '../../domain/plans.ts';
import type { PathwayRecord, PlanId } from '../../domain/record.ts';
import type { StepInput } from '../../workflows/contracts.ts';
import { type CommandDeps, change } from './command.ts';
import { directoryOf } from './directory-cache.ts';
import { StageChanged, StalePlan } from './errors.ts';
import type { Log } from './log.ts';
import { instantOf } from './time.ts';

/** What our own plans write themselves by in the timeline. */
const by = 'vel-hjem';

/**
 * A workflow step: its input checked strictly against its contract, its failures logged by name with the pathway's
 * id. The state machine's retry and catch do the rest.
 */
export function step<S extends z.ZodType<StepInput>, Out>(
  deps: { readonly log: Log },
  contract: S,
  run: (input: z.infer<S>) => Promise<Out>,
): (event: unknown) => Promise<Out> {
  const handler = middy<unknown, Out>()
    .onError(({ error, event }) => {
      const pathwayId = (event as { pathwayId?: unknown } | null)?.pathwayId;
      if (error instanceof StalePlan || error instanceof StageChanged) return;
      deps.log.error('step-failed', { error, ...(typeof pathwayId === 'string' ? { pathwayId } : {}) });
    })
    .handler(async (event: unknown) => run(contract.parse(event)));
  return (event) => handler(event, {} as never) as Promise<Out>;
}

export async function contextOf(deps: Pick<CommandDeps, 'store'>, input: StepInput): Promise<Context> {
  const now = instantOf(input.enteredTime);
  return { now, by, directory: await directoryOf(deps.store, now) };
}

/**
 * A step's write: like a command's, and demands the step's own generation besides, so that a stopped plan can do no
 * harm. Where `decide` answers the record it was given, nothing is written. Effects are done here, or left to the
 * step that follows at once and writes anyway; should that never come, the sweep does them. Throws `StalePlan`.
 */
export async function stepCommand(
  deps: CommandDeps,
  input: StepInput,
  decide: (record: PathwayRecord, context: Context) => PathwayRecord,
  effects: 'here' | 'next-step' = 'here',
): Promise<PathwayRecord> {
  const mine = (record: PathwayRecord, context: Context) => {
    if (!isCurrent(record, input.plan as PlanId, input.generation)) throw new StalePlan();
    return decide(record, context);
  };
  return change(deps, input.pathwayId, await contextOf(deps, input), mine, effects);
}
