import type { MapState, ParallelState } from '../definition/model.ts';
import { StateFailure } from '../errors.ts';
import { type Execution, type Group, Thread } from '../execution.ts';
import { codeOf } from '../history.ts';
import type { Json } from '../json.ts';
import { ExpressionTemplate, FieldFault } from '../jsonata/template.ts';
import { chain, demandSize, evaluateExit, evaluateNumber, type Run } from './run.ts';
import { StateScope } from './scope.ts';

/** Iterations of an inline map that run at a time when it sets no limit (AWS). */
const DEFAULT_CONCURRENCY = 40;

const PARALLEL_STARTED = codeOf('ParallelStateStarted');
const PARALLEL_SUCCEEDED = codeOf('ParallelStateSucceeded');
const MAP_STARTED = codeOf('MapStateStarted');
const MAP_SUCCEEDED = codeOf('MapStateSucceeded');
const ITERATION_STARTED = codeOf('MapIterationStarted');
const ITERATION_SUCCEEDED = codeOf('MapIterationSucceeded');
const ITERATION_FAILED = codeOf('MapIterationFailed');

export function parallel(
  run: Run,
  execution: Execution,
  thread: Thread,
  state: ParallelState,
): void | Promise<void> {
  const scope = new StateScope(run.host, execution, thread);
  return chain(state.arguments === undefined ? thread.input : state.arguments.evaluate(scope), (input) => {
    if (input !== thread.input) demandSize(thread, input, "value of the field 'Arguments'");
    thread.last = execution.history.add(PARALLEL_STARTED, thread.last, run.host.now());
    thread.phase = 'group';
    thread.group = newGroup(state.branches.length, undefined, state.branches.length, undefined, undefined);
    for (const [index, block] of state.branches.entries()) {
      begin(
        run,
        execution,
        new Thread(
          execution.nextThread++,
          thread,
          index,
          block,
          input,
          thread.variables,
          thread.last,
          thread.item,
        ),
      );
    }
  });
}

export function map(run: Run, execution: Execution, thread: Thread, state: MapState): void | Promise<void> {
  const scope = new StateScope(run.host, execution, thread);
  return chain(state.items === undefined ? thread.input : state.items.evaluate(scope), (items) => {
    if (state.items instanceof ExpressionTemplate) state.items.demand(items, 'array');
    else if (!Array.isArray(items)) {
      throw new FieldFault(undefined, `Map state input must be an array but was: ${JSON.stringify(items)}`);
    }
    return evaluateNumber(state.maxConcurrency, scope, 0, Number.MAX_SAFE_INTEGER, (concurrency) =>
      evaluateNumber(state.toleratedCount, scope, 0, Number.MAX_SAFE_INTEGER, (count) =>
        evaluateNumber(
          state.toleratedPercentage,
          scope,
          0,
          100,
          (percentage) => {
            const array = items as readonly Json[];
            thread.last = execution.history.add(
              MAP_STARTED,
              thread.last,
              run.host.now(),
              undefined,
              array.length,
            );
            thread.phase = 'group';
            thread.group = newGroup(
              array.length,
              array,
              concurrency || DEFAULT_CONCURRENCY,
              count,
              percentage,
            );
            return array.length === 0
              ? finish(run, execution, thread)
              : startIterations(run, execution, thread, state, thread.last);
          },
          false,
        ),
      ),
    );
  });
}

function newGroup(
  total: number,
  items: readonly Json[] | undefined,
  concurrency: number,
  toleratedCount: number | undefined,
  toleratedPercentage: number | undefined,
): Group {
  return {
    threads: new Set(),
    results: [],
    items,
    total,
    concurrency,
    toleratedCount,
    toleratedPercentage,
    next: 0,
    done: 0,
    failures: 0,
  };
}

function begin(run: Run, execution: Execution, child: Thread): void {
  child.parent!.group!.threads.add(child);
  execution.threads.set(child.id, child);
  run.resume(execution, child);
}

/** Begins iterations while there is room for them; each follows the event `previous`. */
function startIterations(
  run: Run,
  execution: Execution,
  thread: Thread,
  state: MapState,
  previous: number,
): void | Promise<void> {
  const group = thread.group!;
  while (thread.group === group && group.next < group.total && group.threads.size < group.concurrency) {
    const started = startIteration(run, execution, thread, state, group, previous);
    if (started !== undefined) {
      return started.then(() => {
        if (thread.group === group) return startIterations(run, execution, thread, state, previous);
      });
    }
  }
}

function startIteration(
  run: Run,
  execution: Execution,
  thread: Thread,
  state: MapState,
  group: Group,
  previous: number,
): void | Promise<void> {
  const index = group.next++;
  const value = group.items![index]!;
  const item = { index, value };
  const last = execution.history.add(ITERATION_STARTED, previous, run.host.now(), state.name, index);
  const child = new Thread(
    execution.nextThread++,
    thread,
    index,
    state.processor,
    value,
    thread.variables,
    last,
    item,
  );
  if (state.itemSelector === undefined) {
    begin(run, execution, child);
    return undefined;
  }
  group.threads.add(child);
  execution.threads.set(child.id, child);
  const scope = new StateScope(run.host, execution, thread, undefined, undefined, item);
  const failed = (thrown: unknown): void | Promise<void> => {
    const failure = run.asFailure(thread, thrown);
    if (failure.evaluation !== undefined) {
      child.last = execution.history.add(
        codeOf('EvaluationFailed'),
        child.last,
        run.host.now(),
        state.name,
        failure.cause,
        failure.evaluation.location,
      );
    }
    return iterationFailed(run, execution, child, failure);
  };
  const selected = (input: Json): void => {
    child.input = input;
    begin(run, execution, child);
  };
  try {
    const input = state.itemSelector.evaluate(scope);
    if (input instanceof Promise) return input.then(selected, failed);
    selected(input);
  } catch (thrown) {
    return failed(thrown);
  }
  return undefined;
}

/** A branch or an iteration came to its end. */
export function threadDone(
  run: Run,
  execution: Execution,
  child: Thread,
  output: Json,
): void | Promise<void> {
  const thread = child.parent!;
  const group = thread.group!;
  group.results[child.index] = output;
  leave(execution, group, child);
  if (thread.state.type !== 'Map') {
    if (group.done < group.total) return;
    thread.last = child.last;
    return finish(run, execution, thread);
  }
  const succeeded = execution.history.add(
    ITERATION_SUCCEEDED,
    child.last,
    run.host.now(),
    thread.state.name,
    child.index,
  );
  return iterationOver(run, execution, thread, thread.state, child, succeeded);
}

function leave(execution: Execution, group: Group, child: Thread): void {
  group.done++;
  execution.changed.add(child.parent!);
  group.threads.delete(child);
  child.phase = 'closed';
  execution.threads.delete(child.id);
  execution.changed.delete(child);
  execution.removed.add(child.id);
}

function iterationOver(
  run: Run,
  execution: Execution,
  thread: Thread,
  state: MapState,
  child: Thread,
  event: number,
): void | Promise<void> {
  const group = thread.group!;
  if (group.done < group.total) return startIterations(run, execution, thread, state, child.last);
  thread.last = event;
  return finish(run, execution, thread);
}

/** A branch or an iteration failed. */
export function threadFailed(
  run: Run,
  execution: Execution,
  child: Thread,
  failure: StateFailure,
): void | Promise<void> {
  const thread = child.parent!;
  if (thread.state.type === 'Map') return iterationFailed(run, execution, child, failure);
  thread.last = child.last;
  const group = thread.group!;
  thread.group = undefined;
  run.abort(execution, group.threads, child);
  return run.fail(execution, thread, new StateFailure(failure.error, failure.cause));
}

function iterationFailed(
  run: Run,
  execution: Execution,
  child: Thread,
  failure: StateFailure,
): void | Promise<void> {
  const thread = child.parent!;
  const state = thread.state as MapState;
  const group = thread.group!;
  run.abort(execution, [child], child);
  const event = execution.history.add(ITERATION_FAILED, child.last, run.host.now(), state.name, child.index);
  group.failures++;
  if (tolerated(group)) {
    group.results[child.index] = { Error: failure.error ?? '', Cause: failure.cause ?? '' };
    leave(execution, group, child);
    return iterationOver(run, execution, thread, state, child, event);
  }
  group.threads.delete(child);
  thread.last = child.last;
  thread.group = undefined;
  run.abort(execution, group.threads);
  return run.fail(execution, thread, new StateFailure(failure.error, failure.cause));
}

function tolerated(group: Group): boolean {
  const { toleratedCount, toleratedPercentage, failures, total } = group;
  if (toleratedCount === undefined && toleratedPercentage === undefined) return false;
  return (
    (toleratedCount === undefined || failures <= toleratedCount) &&
    (toleratedPercentage === undefined || failures * 100 <= toleratedPercentage * total)
  );
}

/** All branches or iterations are done: the state's own exit. */
function finish(run: Run, execution: Execution, thread: Thread): void | Promise<void> {
  const { state } = thread;
  const results = thread.group!.results;
  thread.group = undefined;
  execution.changed.add(thread);
  const code = state.type === 'Map' ? MAP_SUCCEEDED : PARALLEL_SUCCEEDED;
  execution.history.add(code, thread.last, run.host.now());
  return run.guard(execution, thread, () =>
    evaluateExit(state, new StateScope(run.host, execution, thread, results), results, (output, assigned) =>
      run.exit(execution, thread, output, assigned, state.next),
    ),
  );
}
