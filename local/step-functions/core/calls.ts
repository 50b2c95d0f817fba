import type { TaskState } from '../definition/model.ts';
import type { Execution, Thread } from '../execution.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import {
  awaits,
  type TaskOutcome,
  taskAnswered,
  taskSubmitted,
  taskTimedOut,
} from '../interpreter/task-state.ts';
import { isObject, type Json, type JsonObject, toJson } from '../json.ts';
import { Queue } from '../queue.ts';
import { functionArn, invokeResult, lambdaOutcome, serviceFault, withMetadata } from './integrations.ts';
import type { EngineOptions, TaskAnswer } from './options.ts';

const DEFAULT_CONCURRENCY = 32;
/** Errors that an override may answer and that are recorded as time-outs. */
const TIME_OUTS: ReadonlySet<string> = new Set(['States.Timeout', 'States.HeartbeatTimeout']);

/** One try of a task. */
export interface Call {
  readonly execution: Execution;
  readonly thread: Thread;
  readonly attempt: number;
}

interface Owner {
  readonly interpreter: Interpreter;
  /** Whether answers are still wanted. */
  open(): boolean;
  /** Starts an execution for a task, whose answer comes on another way; throws where none can be started. */
  startChild(call: Call, parameters: Json): void;
  /** An action of this engine's own API. */
  act(action: string, parameters: Json): Promise<unknown>;
  /** A call came to its end. */
  done(): void;
}

/** Makes the calls of tasks, so many at a time, and hands what they answer to their tasks. */
export class Calls {
  readonly #options: EngineOptions;
  readonly #owner: Owner;
  readonly #concurrency: number;
  readonly #queue = new Queue<Call>();
  #active = 0;

  constructor(options: EngineOptions, owner: Owner) {
    this.#options = options;
    this.#owner = owner;
    this.#concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  }

  /** How many are under way or wait for their turn. */
  get pending(): number {
    return this.#active + this.#queue.size;
  }

  add(call: Call): void {
    this.#queue.push(call);
    this.#pump();
  }

  /** Whether a call's answer is still waited for. */
  expected({ thread, attempt }: Call): boolean {
    return awaits(thread, attempt) && thread.phase === 'calling' && this.#owner.open();
  }

  #pump(): void {
    while (this.#active < this.#concurrency) {
      const call = this.#queue.shift();
      if (call === undefined) return;
      if (!this.expected(call)) continue;
      this.#active++;
      const { service } = (call.thread.state as TaskState).resource;
      this.#answer(call).then(
        (outcome) => this.#deliver(call, outcome),
        (thrown: unknown) => this.#deliver(call, serviceFault(service, thrown)),
      );
    }
  }

  #deliver(call: Call, outcome: TaskOutcome | undefined): void {
    this.#active--;
    if (outcome !== undefined && this.expected(call)) this.#complete(call, outcome);
    this.#pump();
    this.#owner.done();
  }

  #complete(call: Call, outcome: TaskOutcome): void {
    const { execution, thread } = call;
    const { interpreter } = this.#owner;
    interpreter.submit(execution, () => {
      if (!this.expected(call)) return;
      const { pattern } = (thread.state as TaskState).resource;
      if (pattern === 'token' && 'result' in outcome) {
        taskSubmitted(interpreter, execution, thread, outcome.result, 'token');
        return;
      }
      return taskAnswered(interpreter, execution, thread, outcome);
    });
  }

  /** Makes a call. Undefined: the answer comes on another way. */
  async #answer(call: Call): Promise<TaskOutcome | undefined> {
    const { execution, thread } = call;
    const { name, resource } = thread.state as TaskState;
    const parameters = thread.parameters!;
    const override = this.#options.overrides?.({
      executionArn: execution.arn,
      executionName: execution.name,
      stateName: name,
      resource: resource.arn,
      parameters,
      attempt: thread.attempt,
    });
    if (override !== undefined) return this.#overridden(call, await override);
    switch (resource.kind) {
      case 'lambda-arn': {
        const arn = resource.arn.replace(/\.waitForTaskToken$/, '');
        const answer = await this.#options.invokeLambda(arn, toJson(parameters));
        return lambdaOutcome(answer, (payload) => payload);
      }
      case 'lambda':
        return this.#invoke(parameters);
      case 'states':
        this.#owner.startChild(call, parameters);
        return undefined;
      case 'aws':
        return this.#callAws(resource.service, resource.action, parameters);
    }
  }

  #overridden(call: Call, answer: TaskAnswer): undefined {
    const { execution, thread } = call;
    const { interpreter } = this.#owner;
    interpreter.submit(execution, () => {
      if (!this.expected(call)) return;
      if (answer.submitted !== undefined) {
        taskSubmitted(interpreter, execution, thread, toJson(answer.submitted), 'token');
      }
      if ('error' in answer && TIME_OUTS.has(answer.error)) {
        return taskTimedOut(interpreter, execution, thread, answer.error);
      }
      const outcome: TaskOutcome =
        'result' in answer ? { result: toJson(answer.result) } : { error: answer.error, cause: answer.cause };
      return taskAnswered(interpreter, execution, thread, outcome);
    });
    return undefined;
  }

  async #invoke(parameters: Json): Promise<TaskOutcome> {
    const {
      FunctionName: name,
      Qualifier: qualifier,
      Payload: payload = {},
      InvocationType: type,
    } = members(parameters);
    if (typeof name !== 'string') {
      return { error: 'States.Runtime', cause: "The field 'FunctionName' is required and must be a string" };
    }
    const full = functionArn(name, this.#options.region, this.#options.accountId);
    const arn = typeof qualifier === 'string' ? `${full}:${qualifier}` : full;
    const answer = this.#options.invokeLambda(arn, toJson(payload));
    if (type === 'Event') {
      // Nobody looks at the answer of an asynchronous invocation.
      answer.catch(() => undefined);
      return { result: withMetadata({ Payload: '', StatusCode: 202 }) };
    }
    return lambdaOutcome(await answer, invokeResult);
  }

  async #callAws(service: string, action: string, parameters: Json): Promise<TaskOutcome> {
    if (service === 'aws-sdk:sfn') {
      const input = mapKeys(members(parameters), (key) => key.charAt(0).toLowerCase() + key.slice(1));
      const result = toJson(await this.#owner.act(action.charAt(0).toUpperCase() + action.slice(1), input));
      return { result: mapKeys(members(result), (key) => key.charAt(0).toUpperCase() + key.slice(1)) };
    }
    if (this.#options.callAws === undefined) {
      return { error: 'States.Runtime', cause: `No one answers ${service}:${action} here` };
    }
    const result = toJson((await this.#options.callAws(service, action, toJson(parameters))) ?? {});
    const optimised = !service.startsWith('aws-sdk:') && isObject(result);
    return { result: optimised ? withMetadata(result as Record<string, Json>) : result };
  }
}

/** The members of what should be an object. */
export function members(value: Json): JsonObject {
  return isObject(value) ? (value as JsonObject) : {};
}

function mapKeys(object: JsonObject, change: (key: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [change(key), value]));
}
