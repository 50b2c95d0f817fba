import { z } from 'zod';
import { type CheckDeps, type Checked, check } from '../shared/check.ts';
import { instantOf } from '../shared/time.ts';

/** EventBridge's "Step Functions Execution Status Change"; only the name is read of its detail. */
const statusChange = z.object({ time: z.iso.datetime(), detail: z.object({ name: z.string() }) });

/** `<pathwayId>-<generation>` or `<pathwayId>-f<n>-<generation>`. */
const executionName = /^(?<pathwayId>.+?)(?:-f\d+)?-\d+$/;

/** An execution failed, timed out or was aborted: is its pathway's plan lost? A name that is not ours is left alone. */
export function createHandler(deps: CheckDeps): (event: unknown) => Promise<Checked> {
  return async (event) => {
    const { time, detail } = statusChange.parse(event);
    const pathwayId = executionName.exec(detail.name)?.groups?.pathwayId;
    return pathwayId === undefined ? 'fine' : check(deps, pathwayId, instantOf(time));
  };
}
