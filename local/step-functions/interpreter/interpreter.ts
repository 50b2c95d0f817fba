import { HistoryFull, StateFailure } from '../errors.ts';
import { type Execution, type ExecutionStatus, Thread } from '../execution.ts';
import { codeOf, type EventType } from '../history.ts';
import type { Json, JsonObject } from '../json.ts';
import { FieldFault } from '../jsonata/template.ts';
import { choice, fail, pass, wait, wakeFromWait } from './flow-states.ts';
import { map, parallel, threadDone, threadFailed } from './group-states.ts';
import { causePrefix, demandSize, evaluateExit, type Host, matches, type Run } from './run.ts';
import { StateScope } from './scope.ts';
import { beat, endTry, task, taskTimedOut } from './task-state.ts';

const EVALUATION_FAILED = codeOf('EvaluationFailed');
const ITERATION_ABORTED = codeOf('MapIterationAborted');
const STARTED = codeOf('ExecutionStarted');
const STATE_ABORTED: Readonly<Record<string, number>> = {
  Task: codeOf('TaskStateAborted'),
  Wait: codeOf('WaitStateAborted'),
  Parallel: codeOf('ParallelStateAborted'),
  Map: codeOf('MapStateAborted'),
};
const STATE_FAILED: Readonly<Record<string, number>> = {
  Parallel: codeOf('ParallelStateFailed'),
  Map: codeOf('MapStateFailed'),
};
const ENDS: Readonly<Record<Exclude<ExecutionStatus, 'RUNNING'>, EventType>> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

/** Longest time that an execution may run (AWS, Standard workflows). */
const YEAR = 365 * 24 * 3600 * 1000;

/**
 * Runs executions from one stable point to the next: through all states that need nothing from outside, until every
 * thread waits for an instant, an answer or its branches. It works at once where no expression needs jsonata's promises.
 */
export class Interpreter implements Run {
  readonly host: Host;
  /** Called when an execution has come to a stable point. */
  readonly #settled: (execution: Execution) => void;
  #evaluating = 0;

  constructor(host: Host, settled: (execution: Execution) => void) {
    this.host = host;
    this.#settled = settled;
  }

  /** How many executions wait for an evaluation. */
  get evaluating(): number {
    return this.#evaluating;
  }

  /** Starts a new execution. */
  start(execution: Execution): void {
    const { machine } = execution.revision;
    execution.history.add(STARTED, 0, execution.startDate);
    this.#scheduleEnd(execution, execution.startDate);
    const root = new Thread(execution.nextThread++, undefined, 0, machine, execution.input, {}, 0, undefined);
    execution.threads.set(root.id, root);
    this.resume(execution, root);
    this.submit(execution, () => undefined);
  }

  #scheduleEnd(execution: Execution, from: number): void {
    const limit = Math.min(
      (execution.revision.machine.timeoutSeconds ?? Number.POSITIVE_INFINITY) * 1000,
      YEAR,
    );
    execution.timer = this.host.schedule(execution, from + limit, () => this.timeOut(execution));
  }

  /** The execution's own time has run out. */
  timeOut(execution: Execution): void {
    execution.timer = undefined;
    this.end(execution, 'TIMED_OUT', 0, undefined, 'States.Timeout');
    // The error is told by the event alone.
    execution.error = undefined;
  }

  /** What wakes a thread that was read from a store, by its phase. */
  wake(execution: Execution, thread: Thread): void | Promise<void> {
    if (thread.phase === 'waiting' && thread.state.type === 'Wait') {
      return wakeFromWait(this, execution, thread, thread.state);
    }
    if (thread.phase === 'retrying') return this.#retry(execution, thread);
    return taskTimedOut(this, execution, thread, 'States.Timeout');
  }

  /** The time to a heartbeat has run out. */
  missedHeartbeat(execution: Execution, thread: Thread): void | Promise<void> {
    return taskTimedOut(this, execution, thread, 'States.HeartbeatTimeout');
  }

  /** A heartbeat came. */
  beat(execution: Execution, thread: Thread): void {
    beat(this, execution, thread);
  }

  /** Does a job on an execution and all that follows from it; jobs of one execution never overlap. */
  submit(execution: Execution, job: () => void | Promise<void>): void {
    execution.inbox.push(job);
    if (!execution.busy) this.#run(execution);
  }

  #run(execution: Execution): void {
    execution.busy = true;
    for (;;) {
      let pending: void | Promise<void>;
      try {
        const thread = this.#nextReady(execution);
        if (thread !== undefined) pending = this.#enter(execution, thread);
        else {
          const job = execution.inbox.shift();
          if (job === undefined) break;
          pending = job();
        }
      } catch (thrown) {
        this.#broken(execution, thrown);
        continue;
      }
      if (pending !== undefined) {
        this.#goOnAfter(execution, pending);
        return;
      }
    }
    execution.busy = false;
    this.#settled(execution);
  }

  #goOnAfter(execution: Execution, pending: Promise<void>): void {
    this.#evaluating++;
    const goOn = (): void => {
      this.#evaluating--;
      this.#run(execution);
    };
    pending.then(goOn, (thrown: unknown) => {
      this.#broken(execution, thrown);
      goOn();
    });
  }

  #nextReady(execution: Execution): Thread | undefined {
    const { ready } = execution;
    while (ready.length > 0) {
      const thread = ready.shift()!;
      if (thread.phase === 'ready' && execution.status === 'RUNNING') return thread;
    }
    return undefined;
  }

  /** The history is full, or a defect of the engine: the execution cannot go on. */
  #broken(execution: Execution, thrown: unknown): void {
    if (execution.status !== 'RUNNING') return;
    const failure =
      thrown instanceof HistoryFull
        ? thrown
        : {
            error: 'States.Runtime',
            cause: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
          };
    this.end(execution, 'FAILED', lastEvent(execution), undefined, failure.error, failure.cause);
  }

  resume(execution: Execution, thread: Thread): void {
    thread.phase = 'ready';
    execution.changed.add(thread);
    execution.ready.push(thread);
  }

  #enter(execution: Execution, thread: Thread): void | Promise<void> {
    const { state } = thread;
    const now = this.host.now();
    thread.enteredPrevious = thread.last;
    thread.enteredAt = now;
    thread.retries = undefined;
    thread.retryCount = 0;
    thread.last = execution.history.add(state.entered, thread.last, now, state.name, thread.input);
    thread.enteredId = thread.last;
    thread.open = true;
    return this.guard(execution, thread, () => this.#perform(execution, thread));
  }

  #perform(execution: Execution, thread: Thread): void | Promise<void> {
    const { state } = thread;
    switch (state.type) {
      case 'Pass':
      case 'Succeed':
        return pass(this, execution, thread, state);
      case 'Task':
        return task(this, execution, thread, state);
      case 'Choice':
        return choice(this, execution, thread, state);
      case 'Wait':
        return wait(this, execution, thread, state);
      case 'Fail':
        return fail(this, execution, thread, state);
      case 'Parallel':
        return parallel(this, execution, thread, state);
      case 'Map':
        return map(this, execution, thread, state);
    }
  }

  guard(execution: Execution, thread: Thread, action: () => void | Promise<void>): void | Promise<void> {
    try {
      const pending = action();
      if (pending === undefined) return undefined;
      return pending.catch((thrown: unknown) => this.fail(execution, thread, this.asFailure(thread, thrown)));
    } catch (thrown) {
      return this.fail(execution, thread, this.asFailure(thread, thrown));
    }
  }

  asFailure(thread: Thread, thrown: unknown): StateFailure {
    if (thrown instanceof StateFailure) return thrown;
    if (thrown instanceof FieldFault) {
      return new StateFailure('States.QueryEvaluationError', `${causePrefix(thread)} ${thrown.detail}`, {
        location: thrown.location,
      });
    }
    throw thrown;
  }

  exit(
    execution: Execution,
    thread: Thread,
    output: Json,
    assigned: JsonObject | undefined,
    next: string | undefined,
  ): void | Promise<void> {
    const { state } = thread;
    if (output !== thread.input) demandSize(thread, output, 'output of the state');
    if (assigned !== undefined) demandSize(thread, assigned, 'size of the assigned variables');
    thread.last = execution.history.add(
      state.exited,
      thread.last,
      this.host.now(),
      state.name,
      output,
      assigned === undefined || isEmpty(assigned) ? undefined : assigned,
    );
    thread.open = false;
    if (assigned !== undefined) thread.variables = { ...thread.variables, ...assigned };
    if (next !== undefined) {
      thread.state = thread.block.states.get(next)!;
      thread.input = output;
      this.resume(execution, thread);
      return undefined;
    }
    if (thread.parent !== undefined) return threadDone(this, execution, thread, output);
    this.end(execution, 'SUCCEEDED', thread.last, output);
    return undefined;
  }

  fail(execution: Execution, thread: Thread, failure: StateFailure): void | Promise<void> {
    const { state } = thread;
    const { history } = execution;
    if (failure.evaluation !== undefined) {
      // A state is entered and evaluated in one step, so the failure follows what came before the entry; a Wait is
      // entered first.
      const previous =
        thread.last === thread.enteredId && state.type !== 'Wait' ? thread.enteredPrevious : thread.last;
      thread.last = history.add(
        EVALUATION_FAILED,
        previous,
        this.host.now(),
        state.name,
        failure.cause,
        failure.evaluation.location,
      );
    }
    execution.changed.add(thread);
    endTry(this, thread);
    const retrier = state.retry.findIndex((entry) => matches(entry, failure.error));
    if (retrier >= 0 && this.#scheduleRetry(execution, thread, retrier)) return undefined;
    const failed = STATE_FAILED[state.type];
    if (failed !== undefined) thread.last = history.add(failed, thread.last, this.host.now());
    const catcher = state.catch.find((entry) => matches(entry, failure.error));
    if (catcher === undefined) return this.failThread(execution, thread, failure);
    const errorOutput = { Error: failure.error ?? '', Cause: failure.cause ?? '' };
    const scope = new StateScope(this.host, execution, thread, undefined, errorOutput);
    const failedToCatch = (thrown: unknown): void | Promise<void> => {
      const second = this.asFailure(thread, thrown);
      if (second.evaluation !== undefined) {
        thread.last = history.add(
          EVALUATION_FAILED,
          thread.last,
          this.host.now(),
          state.name,
          second.cause,
          second.evaluation.location,
        );
      }
      return this.failThread(execution, thread, second);
    };
    try {
      const pending = evaluateExit(catcher, scope, errorOutput, (output, assigned) =>
        this.exit(execution, thread, output, assigned, catcher.next),
      );
      return pending?.catch(failedToCatch);
    } catch (thrown) {
      return failedToCatch(thrown);
    }
  }

  #scheduleRetry(execution: Execution, thread: Thread, index: number): boolean {
    const { state } = thread;
    const retrier = state.retry[index]!;
    thread.retries ??= state.retry.map(() => 0);
    const used = thread.retries[index]!;
    if (used >= retrier.maxAttempts) return false;
    thread.retries[index] = used + 1;
    const delay = Math.min(
      retrier.intervalSeconds * retrier.backoffRate ** used,
      retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY,
    );
    const jittered = retrier.fullJitter ? delay * this.host.random() : delay;
    thread.phase = 'retrying';
    const at = this.host.now() + Math.round(jittered * 1000);
    thread.timer = this.host.schedule(execution, at, () => this.#retry(execution, thread));
    return true;
  }

  #retry(execution: Execution, thread: Thread): void | Promise<void> {
    thread.timer = undefined;
    thread.retryCount++;
    execution.changed.add(thread);
    return this.guard(execution, thread, () => this.#perform(execution, thread));
  }

  failThread(execution: Execution, thread: Thread, failure: StateFailure): void | Promise<void> {
    // What nobody may catch ends the execution from wherever it happens.
    if (thread.parent !== undefined && failure.error !== 'States.Runtime')
      return threadFailed(this, execution, thread, failure);
    this.end(execution, 'FAILED', thread.last, undefined, failure.error, failure.cause);
    return undefined;
  }

  abort(execution: Execution, threads: Iterable<Thread>, failing?: Thread): void {
    for (const thread of threads) {
      const { group, state } = thread;
      if (thread.phase === 'closed') continue;
      endTry(this, thread);
      thread.phase = 'closed';
      execution.threads.delete(thread.id);
      execution.changed.delete(thread);
      execution.removed.add(thread.id);
      thread.group = undefined;
      if (group !== undefined) this.abort(execution, group.threads);
      const code = STATE_ABORTED[state.type];
      const now = this.host.now();
      if (thread.open && code !== undefined) execution.history.add(code, thread.last, now);
      if (thread !== failing && thread.parent?.state.type === 'Map') {
        execution.history.add(ITERATION_ABORTED, thread.last, now, thread.parent.state.name, thread.index);
      }
    }
  }

  /** Ends an execution; nothing of it runs on. */
  end(
    execution: Execution,
    status: Exclude<ExecutionStatus, 'RUNNING'>,
    previous: number,
    output: Json | undefined,
    error?: string,
    cause?: string,
  ): void {
    const now = this.host.now();
    for (const thread of execution.threads.values()) {
      endTry(this, thread);
      thread.phase = 'closed';
      thread.group = undefined;
      execution.removed.add(thread.id);
    }
    execution.threads.clear();
    execution.changed.clear();
    execution.ready.length = 0;
    execution.context = undefined;
    if (execution.timer !== undefined) this.host.cancel(execution.timer);
    execution.timer = undefined;
    execution.status = status;
    execution.stopDate = now;
    execution.output = output;
    execution.error = error;
    execution.cause = cause;
    execution.history.add(
      codeOf(ENDS[status]),
      previous,
      now,
      undefined,
      status === 'SUCCEEDED' ? output : error,
      cause,
    );
    this.host.closed(execution);
  }
}

function lastEvent(execution: Execution): number {
  let last = 0;
  for (const thread of execution.threads.values()) last = Math.max(last, thread.last);
  return last;
}

function isEmpty(object: JsonObject): boolean {
  for (const _ in object) return false;
  return true;
}
