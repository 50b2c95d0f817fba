import { closePathway } from '../../domain/pathway.ts';
import { stepInput } from '../../workflows/contracts.ts';
import type { CommandDeps } from '../shared/command.ts';
import { step, stepCommand } from '../shared/steps.ts';

/** `Close the pathway`: completed, declined or lapsed. */
export function createHandler(deps: CommandDeps): (event: unknown) => Promise<void> {
  return step(deps, stepInput, async (input) => {
    await stepCommand(deps, input, closePathway);
  });
}
