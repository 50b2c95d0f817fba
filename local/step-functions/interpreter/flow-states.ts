import type { ChoiceState, FailState, PassState, SucceedState, WaitState } from '../definition/model.ts';
import { StateFailure } from '../errors.ts';
import type { Execution, Thread } from '../execution.ts';
import type { Json } from '../json.ts';
import type { Scope } from '../jsonata/scope.ts';
import { ExpressionTemplate, FieldFault } from '../jsonata/template.ts';
import { parseTimestamp } from '../time.ts';
import { causePrefix, evaluateExit, evaluateNumber, evaluateString, type Run } from './run.ts';
import { StateScope } from './scope.ts';

/** Longest wait that an expression may ask for, in seconds (AWS). */
const MAX_SECONDS = 99_999_999;

export function pass(
  run: Run,
  execution: Execution,
  thread: Thread,
  state: PassState | SucceedState,
): void | Promise<void> {
  if (state.assign === undefined && state.output === undefined) {
    return run.exit(execution, thread, thread.input, undefined, state.next);
  }
  const scope = new StateScope(run.host, execution, thread);
  return evaluateExit(state, scope, thread.input, (output, assigned) =>
    run.exit(execution, thread, output, assigned, state.next),
  );
}

export function fail(run: Run, execution: Execution, thread: Thread, state: FailState): void | Promise<void> {
  const scope = new StateScope(run.host, execution, thread);
  return evaluateString(state.error, scope, (error) =>
    evaluateString(state.cause, scope, (cause) =>
      run.failThread(execution, thread, new StateFailure(error, cause)),
    ),
  );
}

export function choice(
  run: Run,
  execution: Execution,
  thread: Thread,
  state: ChoiceState,
): void | Promise<void> {
  return from(0, new StateScope(run.host, execution, thread));

  function from(start: number, scope: Scope): void | Promise<void> {
    for (let index = start; index < state.choices.length; index++) {
      const { condition } = state.choices[index]!;
      const value = condition.evaluate(scope);
      if (value instanceof Promise) {
        return value.then((answer) => (holds(index, answer) ? take(index, scope) : from(index + 1, scope)));
      }
      if (holds(index, value)) return take(index, scope);
    }
    if (state.default === undefined) {
      throw new StateFailure(
        'States.Runtime',
        `${causePrefix(thread)} Failed to transition out of the state. The state does not point to a next state.`,
      );
    }
    return leave(state, state.default, scope);
  }

  function holds(index: number, answer: Json): boolean {
    const { condition } = state.choices[index]!;
    if (condition instanceof ExpressionTemplate) condition.demand(answer, 'boolean');
    return answer === true;
  }

  function take(index: number, scope: Scope): void | Promise<void> {
    const rule = state.choices[index]!;
    return leave(rule, rule.next, scope);
  }

  function leave(
    fields: Pick<ChoiceState, 'assign' | 'output'>,
    next: string,
    scope: Scope,
  ): void | Promise<void> {
    return evaluateExit(fields, scope, thread.input, (output, assigned) =>
      run.exit(execution, thread, output, assigned, next),
    );
  }
}

export function wait(run: Run, execution: Execution, thread: Thread, state: WaitState): void | Promise<void> {
  const scope = new StateScope(run.host, execution, thread);
  if (state.timestamp === undefined) {
    return evaluateNumber(state.seconds, scope, 0, MAX_SECONDS, (seconds) =>
      until(run.host.now() + (seconds ?? 0) * 1000),
    );
  }
  return evaluateString(state.timestamp, scope, (text) => {
    const at = parseTimestamp(text ?? '');
    if (at === undefined) {
      throw new FieldFault(
        'Timestamp',
        `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
      );
    }
    return until(at);
  });

  function until(at: number): void | Promise<void> {
    if (at <= run.host.now()) return waited(run, execution, thread, state);
    thread.phase = 'waiting';
    thread.timer = run.host.schedule(execution, at, () => wakeFromWait(run, execution, thread, state));
  }
}

/** The instant of a Wait has come. */
export function wakeFromWait(
  run: Run,
  execution: Execution,
  thread: Thread,
  state: WaitState,
): void | Promise<void> {
  thread.timer = undefined;
  return run.guard(execution, thread, () => waited(run, execution, thread, state));
}

function waited(run: Run, execution: Execution, thread: Thread, state: WaitState): void | Promise<void> {
  return evaluateExit(state, new StateScope(run.host, execution, thread), thread.input, (output, assigned) =>
    run.exit(execution, thread, output, assigned, state.next),
  );
}
