import { z } from 'zod';

/**
 * What travels between the states of the workflows: ids, dates and enums only (DESIGN idea 6). Each step's
 * input is strict. `schemaVersion` stays 1 for as long as any execution that began with it can live.
 */

const instant = z.iso.datetime();
export const planId = z.string().regex(/^(p|f\d+)$/);

/** What an execution is started with. */
export const executionInput = z.strictObject({
  schemaVersion: z.literal(1),
  pathwayId: z.string(),
  plan: planId,
  generation: z.int().positive(),
});
export type ExecutionInput = z.infer<typeof executionInput>;

/** What every step is called with: the execution's input and the instant at which its state was entered. */
export const stepInput = executionInput.extend({ enteredTime: instant });
export type StepInput = z.infer<typeof stepInput>;

export const stages = [
  'hospital-needs-assessment',
  'offer-again',
  'route-manually',
  'municipal-intake',
  'extra-point',
  'point-2',
  'point-3',
  'continue',
  'close',
  'follow-up',
] as const;
export type Stage = (typeof stages)[number];

/**
 * `Plan next stage` and `Plan the follow-up`. `waitUntil` is in whole seconds, as a Wait state wants it; an
 * instant that has passed waits no time at all. A follow-up's plan answers `follow-up` or `close` only.
 */
export const planOutput = z.strictObject({ stage: z.enum(stages), waitUntil: instant });
export type PlanOutput = z.infer<typeof planOutput>;

/** `Assign`. */
export const assignInput = stepInput.extend({ stage: z.enum(stages) });

/** Where a care task stands on its ladder: enough for `Climb the ladder` to need no look at the store. */
export const careState = z.strictObject({
  taskId: z.string(),
  /** The rung that `Await answer` is to enter; -1 for a task that is open before its first rung: nothing is sent. */
  rung: z.int().min(-1),
  /** When that rung's wait is over: the next rung's instant, or the close. */
  nextAt: instant,
  /** The rungs still to come after `rung`, soonest first. */
  ahead: z.array(z.strictObject({ rung: z.int().min(0), at: instant })),
  closesAt: instant,
  /** `await`: enter the rung; `missed`: the window has closed. */
  decision: z.enum(['await', 'missed']),
});
export type CareState = z.infer<typeof careState>;

export const awaitInput = stepInput.extend({
  taskId: z.string(),
  rung: z.int().min(-1),
  token: z.string().min(1),
});
export type AwaitInput = z.infer<typeof awaitInput>;

export const climbInput = stepInput.extend({ care: careState });

export const concludeInput = stepInput.extend({ taskId: z.string() });

/** `Continue in a new execution`: the machine's own ARN comes from `$states.context`. */
export const continueInput = stepInput.extend({ stateMachineArn: z.string() });
