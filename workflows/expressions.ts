/**
 * The JSONata of the workflows, here so that each expression can be tested with the `jsonata` package. They hand
 * over and wait; what is decided is decided in TypeScript.
 *
 * Variables: `$plan` is what `Plan next stage` answered (`planOutput`), `$care` where the open task stands
 * (`careState`), `$failure` the name of the error that ended a step for good.
 */

/** Makes an expression of a state machine. */
function expression(jsonata: string): string {
  return `{% ${jsonata} %}`;
}

const input = (key: string) => expression(`$states.context.Execution.Input.${key}`);

/** What a handler takes for now: the instant at which its state was entered. */
const enteredTime = expression('$states.context.State.EnteredTime');

/** `stepInput` of the contracts: a part of every step's payload, key by key, so that nothing else can slip in. */
export const stepInputPayload = {
  schemaVersion: input('schemaVersion'),
  pathwayId: input('pathwayId'),
  plan: input('plan'),
  generation: input('generation'),
  enteredTime,
} as const;

/** What a step's Lambda answered. */
export const answer = expression('$states.result.Payload');

export const waitUntil = expression('$plan.waitUntil');
export const stageIs = (stage: string) => expression(`$plan.stage = '${stage}'`);

export const taskId = expression('$care.taskId');
export const rung = expression('$care.rung');
export const care = expression('$care');
export const decisionIs = (decision: string) => expression(`$care.decision = '${decision}'`);
export const taskToken = expression('$states.context.Task.Token');

/** The shortest wait for an answer: a rung that is already due is climbed after this many seconds. */
const SHORTEST_AWAIT_SECONDS = 60;

/** Seconds from the entry into the state to the next rung, rounded up: a positive integer, as AWS demands. */
export const untilNextRung = expression(
  `$max([${SHORTEST_AWAIT_SECONDS}, $ceil(($toMillis($care.nextAt) - $toMillis($states.context.State.EnteredTime)) / 1000)])`,
);

/** The machine that an execution runs on: the step that continues it cannot know it otherwise (no cycle in the template). */
export const stateMachineArn = expression('$states.context.StateMachine.Id');

export const errorName = expression('$states.errorOutput.Error');
export const failure = expression('$failure');
