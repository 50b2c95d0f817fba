import type { Context } from '../../domain/edits.ts';
import { passHub } from '../../domain/hub.ts';
import type { PathwayRecord, PlanId } from '../../domain/record.ts';
import type { PlanOutput, StepInput } from '../../workflows/contracts.ts';
import type { CommandDeps } from './command.ts';
import { stepCommand } from './steps.ts';

/** A step that ends at the hub: its own change of the record, the hub's, and what comes next, in one write. */
export async function throughHub(
  deps: CommandDeps,
  input: StepInput,
  change: (record: PathwayRecord, context: Context) => PathwayRecord = (record) => record,
): Promise<PlanOutput> {
  let next!: PlanOutput;
  await stepCommand(deps, input, (record, context) => {
    const passed = passHub(change(record, context), context, input.plan as PlanId);
    next = passed.next;
    return passed.record;
  });
  return next;
}
