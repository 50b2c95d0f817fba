import { Duration } from 'aws-cdk-lib';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { awsErrors, STAGE_CHANGED, STALE_PLAN, UNKNOWN_ANSWER } from './errors.ts';
import { errorName, failure } from './expressions.ts';

/** What every step does when something goes wrong, and where an execution ends. */

/** A step's Lambda has 60 s; the rest is for a cold start and the way there and back. */
export const STEP_TIMEOUT_SECONDS = 90;

/**
 * How often a step is tried again: to outlast an hour's outage of what it needs. Delays double from 2 s to 600 s:
 * 2 + 4 + … + 512 = 1,022 s for the first nine, 600 s for each of the other 21, 13,622 s in all. With full jitter a
 * delay is uniform between nought and that: 6,811 s on average with a deviation of 812 s, so an hour is outlasted in
 * all but about 5 of 100,000 cases; those fail, and rescue makes their plan anew.
 */
export const patience = {
  intervalSeconds: 2,
  backoffRate: 2,
  maxDelaySeconds: 600,
  maxAttempts: 30,
} as const;

function patiently(...errors: string[]): sfn.RetryProps {
  return {
    errors,
    interval: Duration.seconds(patience.intervalSeconds),
    backoffRate: patience.backoffRate,
    maxDelay: Duration.seconds(patience.maxDelaySeconds),
    maxAttempts: patience.maxAttempts,
    jitterStrategy: sfn.JitterType.FULL,
  };
}

/** A plan that has been overtaken stays so, and so does a stage. It comes first: `States.TaskFailed` would match them too. */
const neverOvertaken = (...names: string[]): sfn.RetryProps => ({ errors: names, maxAttempts: 0 });

/**
 * For a step that answers at once. `States.TaskFailed` is whatever a handler threw, because the store or a provider
 * was away; it does not match a time-out. Steps may be repeated at any point, so one that took too long is, too.
 */
const retryStep = [patiently(...awsErrors.lambda, awsErrors.taskFailed, awsErrors.timeout)];

/** For a step that waits for a person: its time-out is the ladder's next rung, which a retry must not swallow. */
const retryAwait = [patiently(...awsErrors.lambda, awsErrors.taskFailed)];

/** Where an execution ends, other than by coming to its end. One of each a machine. */
export interface Endings {
  /** The plan has been overtaken: nothing is wrong, and nothing more is to be done here. */
  readonly stopped: sfn.Succeed;
  /** A step failed for good: the execution fails, and rescue, or else the sweep, makes the plan anew. */
  readonly failed: sfn.Fail;
  /** A step answered what this definition does not know. */
  readonly unknown: sfn.Fail;
}

export function endings(scope: ConstructorParameters<typeof sfn.Succeed>[0]): Endings {
  return {
    stopped: sfn.Succeed.jsonata(scope, 'Stopped', {
      stateName: 'Stopped, a newer plan has taken over',
      outputs: {},
    }),
    failed: sfn.Fail.jsonata(scope, 'Failed', {
      stateName: 'A step failed for good',
      comment: 'Rescue makes the plan anew from the record; the sweep does where rescue did not.',
      error: failure,
      cause: 'A step failed for good after all its retries. The state before this one says which.',
    }),
    unknown: sfn.Fail.jsonata(scope, 'Unknown', {
      stateName: 'The answer is newer than this definition',
      comment: 'Rescue makes the plan anew on the definition of today.',
      error: UNKNOWN_ANSWER,
      cause: 'A step answered with a value that this definition does not know.',
    }),
  };
}

/**
 * Gives a step its retries and its ways out. `timedOut`: where a wait for a person goes when its time is up.
 * `changed`: where a step goes whose stage is no longer the one that is due.
 */
export function withDefaults<T extends sfn.TaskStateBase>(
  task: T,
  to: Endings,
  {
    timedOut,
    changed,
  }: { readonly timedOut?: sfn.IChainable | undefined; readonly changed?: sfn.IChainable | undefined } = {},
): T {
  task.addRetry(changed ? neverOvertaken(STALE_PLAN, STAGE_CHANGED) : neverOvertaken(STALE_PLAN));
  for (const retry of timedOut ? retryAwait : retryStep) task.addRetry(retry);
  task.addCatch(to.stopped, { errors: [STALE_PLAN], outputs: {} });
  if (changed) task.addCatch(changed, { errors: [STAGE_CHANGED], outputs: {} });
  if (timedOut) task.addCatch(timedOut, { errors: [awsErrors.timeout], outputs: {} });
  task.addCatch(to.failed, { errors: [awsErrors.all], assign: { failure: errorName }, outputs: {} });
  return task;
}
