import type { Catcher, Retrier } from '../definition/model.ts';
import { StateFailure } from '../errors.ts';
import type { Execution, Thread } from '../execution.ts';
import type { Json, JsonObject } from '../json.ts';
import { exceeds, PAYLOAD_LIMIT } from '../json.ts';
import type { Scope } from '../jsonata/scope.ts';
import { ExpressionTemplate, FieldFault, type Template } from '../jsonata/template.ts';
import type { Timer } from '../timers.ts';

/** What the interpreter asks of the engine around it. */
export interface Host {
  readonly region: string;
  readonly accountId: string;
  /** Epoch milliseconds. */
  now(): number;
  /** From 0 up to 1. */
  random(): number;
  /** Calls `wake` at an instant, as a job of the execution. */
  schedule(execution: Execution, at: number, wake: () => void | Promise<void>): Timer;
  cancel(timer: Timer): void;
  /** Makes a task's call once the execution's state is kept. */
  call(execution: Execution, thread: Thread): void;
  /** The task token of a thread's present try. */
  token(execution: Execution, thread: Thread): string;
  /** Stops an execution that a task started and no longer waits for. */
  stopChild(arn: string): void;
  /** An execution came to its end. */
  closed(execution: Execution): void;
}

/** What the states ask of the interpreter. */
export interface Run {
  readonly host: Host;
  /** Leaves a thread's state for the next, or ends the thread. */
  exit(
    execution: Execution,
    thread: Thread,
    output: Json,
    assigned: JsonObject | undefined,
    next: string | undefined,
  ): void | Promise<void>;
  /** A state failed: retries, catches or fails what is around it. */
  fail(execution: Execution, thread: Thread, failure: StateFailure): void | Promise<void>;
  /** Fails what is around a thread, past its retriers and catchers. */
  failThread(execution: Execution, thread: Thread, failure: StateFailure): void | Promise<void>;
  /** Runs an action of a thread's state; what it throws fails the state. */
  guard(execution: Execution, thread: Thread, action: () => void | Promise<void>): void | Promise<void>;
  /** Ends threads from outside: their timers, calls and branches. `failing` is the one that is the reason, if one is. */
  abort(execution: Execution, threads: Iterable<Thread>, failing?: Thread): void;
  /** Makes a thread go on. */
  resume(execution: Execution, thread: Thread): void;
  /** Turns what was thrown into a state's failure. */
  asFailure(thread: Thread, thrown: unknown): StateFailure;
}

/** Goes on with a value now or when it is there. */
export function chain<T>(
  value: T | Promise<T>,
  next: (value: T) => void | Promise<void>,
): void | Promise<void> {
  return value instanceof Promise ? value.then(next) : next(value);
}

const NOTHING_ASSIGNED: JsonObject = {};

/** Evaluates `Assign` and `Output`; both see the variables as they were before. */
export function evaluateExit(
  fields: { readonly assign: Template | undefined; readonly output: Template | undefined },
  scope: Scope,
  defaultOutput: Json,
  next: (output: Json, assigned: JsonObject | undefined) => void | Promise<void>,
): void | Promise<void> {
  if (fields.assign === undefined && fields.output === undefined) return next(defaultOutput, undefined);
  const assigned = fields.assign === undefined ? NOTHING_ASSIGNED : fields.assign.evaluate(scope);
  return chain(assigned, (values) =>
    chain(fields.output === undefined ? defaultOutput : fields.output.evaluate(scope), (output) =>
      next(output, values === NOTHING_ASSIGNED ? undefined : (values as JsonObject)),
    ),
  );
}

/** A number field's value, checked against its bounds. */
export function evaluateNumber(
  field: number | ExpressionTemplate | undefined,
  scope: Scope,
  least: number,
  most: number,
  next: (value: number | undefined) => void | Promise<void>,
  whole = true,
): void | Promise<void> {
  if (!(field instanceof ExpressionTemplate)) return next(field);
  return chain(field.evaluate(scope), (value) => {
    field.demand(value, 'number');
    const number = value as number;
    if ((whole && !Number.isInteger(number)) || number < least || number > most) {
      throw new FieldFault(
        field.location,
        `The JSONata expression '${field.expression.text}' specified for the field '${field.location}' returned a value outside of the allowed range: ${whole ? 'an integer' : 'a number'} from ${least} to ${most} was expected, but was: ${number}`,
      );
    }
    return next(number);
  });
}

/** A field that must be a string. */
export function evaluateString(
  field: Template | undefined,
  scope: Scope,
  next: (value: string | undefined) => void | Promise<void>,
): void | Promise<void> {
  if (field === undefined) return next(undefined);
  return chain(field.evaluate(scope), (value) => {
    if (field instanceof ExpressionTemplate) field.demand(value, 'string');
    return next(value as string);
  });
}

/** The state's name and where it was entered, as causes begin. */
export function causePrefix(thread: Thread): string {
  return `An error occurred while executing the state '${thread.state.name}' (entered at the event id #${thread.enteredId}).`;
}

/** Throws when a value is too large to be handed on. */
export function demandSize(thread: Thread, value: Json, what: string): void {
  if (!exceeds(value)) return;
  throw new StateFailure(
    'States.DataLimitExceeded',
    `${causePrefix(thread)} The ${what} exceeds the maximum allowed size of ${PAYLOAD_LIMIT} bytes.`,
  );
}

/** Whether a retrier or catcher is meant for an error. */
export function matches(entry: Retrier | Catcher, error: string | undefined): boolean {
  return entry.errors.some((name) => {
    if (name === error) return true;
    switch (name) {
      case 'States.ALL':
        return error !== 'States.DataLimitExceeded' && error !== 'States.Runtime';
      case 'States.TaskFailed':
        return !['States.Timeout', 'States.DataLimitExceeded', 'States.Runtime'].includes(error ?? '');
      case 'States.Timeout':
        return error === 'States.HeartbeatTimeout';
      default:
        return false;
    }
  });
}
