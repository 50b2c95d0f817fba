import { type CareState, climbInput } from '../../workflows/contracts.ts';
import type { Log } from '../shared/log.ts';
import { step } from '../shared/steps.ts';

/** `Climb the ladder`: the next rung by its number, never by a clock of its own; after the last one, missed. */
export function createHandler(deps: { readonly log: Log }): (event: unknown) => Promise<CareState> {
  return step(deps, climbInput, async ({ care }) => {
    const [next, ...ahead] = care.ahead;
    if (next === undefined) return { ...care, decision: 'missed' };
    return { ...care, rung: next.rung, ahead, nextAt: ahead[0]?.at ?? care.closesAt, decision: 'await' };
  });
}
