import type { TaskState } from '../definition/model.ts';
import { StateFailure } from '../errors.ts';
import type { Execution, Thread } from '../execution.ts';
import { codeOf } from '../history.ts';
import { exceeds, type Json } from '../json.ts';
import { chain, demandSize, evaluateExit, evaluateNumber, type Run } from './run.ts';
import { StateScope } from './scope.ts';

/** What a task's call or its token's owner answered. */
export type TaskOutcome =
  | { readonly result: Json }
  | { readonly error: string | undefined; readonly cause: string | undefined };

const MAX_SECONDS = 99_999_999;

const LAMBDA_SCHEDULED = codeOf('LambdaFunctionScheduled');
const LAMBDA_STARTED = codeOf('LambdaFunctionStarted');
const LAMBDA_SUCCEEDED = codeOf('LambdaFunctionSucceeded');
const LAMBDA_FAILED = codeOf('LambdaFunctionFailed');
const LAMBDA_TIMED_OUT = codeOf('LambdaFunctionTimedOut');
const TASK_SCHEDULED = codeOf('TaskScheduled');
const TASK_STARTED = codeOf('TaskStarted');
const TASK_SUBMITTED = codeOf('TaskSubmitted');
const TASK_SUCCEEDED = codeOf('TaskSucceeded');
const TASK_FAILED = codeOf('TaskFailed');
const TASK_TIMED_OUT = codeOf('TaskTimedOut');

export function task(run: Run, execution: Execution, thread: Thread, state: TaskState): void | Promise<void> {
  thread.attempt++;
  const scope = new StateScope(run.host, execution, thread);
  return chain(state.arguments === undefined ? thread.input : state.arguments.evaluate(scope), (parameters) =>
    evaluateNumber(state.timeoutSeconds, scope, 1, MAX_SECONDS, (timeout) =>
      evaluateNumber(state.heartbeatSeconds, scope, 1, MAX_SECONDS, (heartbeat) =>
        schedule(run, execution, thread, state, parameters, timeout, heartbeat),
      ),
    ),
  );
}

function schedule(
  run: Run,
  execution: Execution,
  thread: Thread,
  state: TaskState,
  parameters: Json,
  timeout: number | undefined,
  heartbeat: number | undefined,
): void {
  if (parameters !== thread.input) demandSize(thread, parameters, "value of the field 'Arguments'");
  const { host } = run;
  const { history } = execution;
  const now = host.now();
  const { arn, kind, pattern } = state.resource;
  const limits = [timeout ?? null, heartbeat ?? null, host.region];
  if (kind === 'lambda-arn') {
    const scheduled = history.add(LAMBDA_SCHEDULED, thread.last, now, arn, parameters, limits);
    thread.last = history.add(LAMBDA_STARTED, scheduled, now, arn);
  } else {
    const scheduled = history.add(TASK_SCHEDULED, thread.last, now, arn, parameters, limits);
    thread.last = history.add(TASK_STARTED, scheduled, now, arn);
  }
  thread.phase = 'calling';
  thread.parameters = parameters;
  if (timeout !== undefined) {
    thread.timer = host.schedule(execution, now + timeout * 1000, () =>
      taskTimedOut(run, execution, thread, 'States.Timeout'),
    );
  }
  if (heartbeat !== undefined && pattern === 'token') {
    thread.heartbeatSeconds = heartbeat;
    beat(run, execution, thread);
  }
  host.call(execution, thread);
}

/** Starts the time to the next heartbeat anew. */
export function beat(run: Run, execution: Execution, thread: Thread): void {
  if (thread.heartbeatSeconds === undefined) return;
  if (thread.heartbeatTimer !== undefined) run.host.cancel(thread.heartbeatTimer);
  thread.heartbeatTimer = run.host.schedule(execution, run.host.now() + thread.heartbeatSeconds * 1000, () =>
    taskTimedOut(run, execution, thread, 'States.HeartbeatTimeout'),
  );
  execution.changed.add(thread);
}

/** Ends the present try: its timers are taken away, late answers to it are not heard. */
export function endTry(run: Run, thread: Thread): void {
  if (thread.timer !== undefined) run.host.cancel(thread.timer);
  if (thread.heartbeatTimer !== undefined) run.host.cancel(thread.heartbeatTimer);
  thread.timer = undefined;
  thread.heartbeatTimer = undefined;
  thread.heartbeatSeconds = undefined;
  thread.parameters = undefined;
  if (thread.child !== undefined) run.host.stopChild(thread.child);
  thread.child = undefined;
}

/** Whether a thread still waits for the answer to this try. */
export function awaits(thread: Thread | undefined, attempt: number): thread is Thread {
  return (
    thread !== undefined &&
    thread.attempt === attempt &&
    (thread.phase === 'calling' || thread.phase === 'token' || thread.phase === 'child')
  );
}

/** The call of a `.waitForTaskToken` or `.sync` task is done; the answer is still to come. */
export function taskSubmitted(
  run: Run,
  execution: Execution,
  thread: Thread,
  output: Json,
  phase: 'token' | 'child',
): void {
  const { resource } = thread.state as TaskState;
  if (resource.kind !== 'lambda-arn') {
    thread.last = execution.history.add(TASK_SUBMITTED, thread.last, run.host.now(), resource.arn, output);
  }
  thread.phase = phase;
  thread.parameters = undefined;
  execution.changed.add(thread);
}

/** The task has its answer. */
export function taskAnswered(
  run: Run,
  execution: Execution,
  thread: Thread,
  outcome: TaskOutcome,
): void | Promise<void> {
  const state = thread.state as TaskState;
  const { resource } = state;
  const lambda = resource.kind === 'lambda-arn';
  endTry(run, thread);
  execution.changed.add(thread);
  const checked = withinLimit(resource.arn, outcome);
  return run.guard(execution, thread, () => {
    const now = run.host.now();
    if (!('result' in checked)) {
      const { error, cause } = checked;
      thread.last = execution.history.add(
        lambda ? LAMBDA_FAILED : TASK_FAILED,
        thread.last,
        now,
        resource.arn,
        error,
        cause,
      );
      throw new StateFailure(error, cause);
    }
    const { result } = checked;
    thread.last = execution.history.add(
      lambda ? LAMBDA_SUCCEEDED : TASK_SUCCEEDED,
      thread.last,
      now,
      resource.arn,
      result,
    );
    if (state.assign === undefined && state.output === undefined) {
      return run.exit(execution, thread, result, undefined, state.next);
    }
    return evaluateExit(
      state,
      new StateScope(run.host, execution, thread, result),
      result,
      (output, assigned) => run.exit(execution, thread, output, assigned, state.next),
    );
  });
}

function withinLimit(resource: string, outcome: TaskOutcome): TaskOutcome {
  if (!('result' in outcome) || !exceeds(outcome.result)) return outcome;
  return {
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${resource}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  };
}

/** The time of a task, or of its heartbeat, has run out. */
export function taskTimedOut(
  run: Run,
  execution: Execution,
  thread: Thread,
  error: string,
): void | Promise<void> {
  const { resource } = thread.state as TaskState;
  endTry(run, thread);
  return run.guard(execution, thread, () => {
    const code = resource.kind === 'lambda-arn' ? LAMBDA_TIMED_OUT : TASK_TIMED_OUT;
    thread.last = execution.history.add(code, thread.last, run.host.now(), resource.arn, error);
    throw new StateFailure(error, undefined);
  });
}
