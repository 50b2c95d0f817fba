import { type PlanOutput, stepInput } from '../../workflows/contracts.ts';
import type { CommandDeps } from '../shared/command.ts';
import { throughHub } from '../shared/hub.ts';
import { step } from '../shared/steps.ts';

/** `Plan next stage`, where every execution begins: reads the record and answers what comes next, and when. */
export function createHandler(deps: CommandDeps): (event: unknown) => Promise<PlanOutput> {
  return step(deps, stepInput, (input) => throughHub(deps, input));
}
