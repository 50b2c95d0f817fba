import type { Execution, MapItem, Thread } from '../execution.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Scope } from '../jsonata/scope.ts';
import type { Host } from './run.ts';

/** What the expressions of a thread's state see. */
export class StateScope implements Scope {
  readonly input: Json;
  readonly result: Json | undefined;
  readonly errorOutput: Json | undefined;
  readonly variables: JsonObject;
  readonly #host: Host;
  readonly #execution: Execution;
  readonly #thread: Thread;
  readonly #item: MapItem | undefined;
  #context: Json | undefined;

  constructor(
    host: Host,
    execution: Execution,
    thread: Thread,
    result?: Json,
    errorOutput?: Json,
    item: MapItem | undefined = thread.item,
  ) {
    this.input = thread.input;
    this.variables = thread.variables;
    this.result = result;
    this.errorOutput = errorOutput;
    this.#host = host;
    this.#execution = execution;
    this.#thread = thread;
    this.#item = item;
  }

  context(): Json {
    this.#context ??= this.#makeContext();
    return this.#context;
  }

  #makeContext(): Json {
    const execution = this.#execution;
    const thread = this.#thread;
    const { revision } = execution;
    const context: Record<string, Json> = {
      Execution: {
        Id: execution.arn,
        Input: execution.input,
        Name: execution.name,
        RoleArn: revision.roleArn,
        StartTime: new Date(execution.startDate).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: revision.machineArn, Name: revision.machineName },
      State: {
        Name: thread.state.name,
        EnteredTime: new Date(thread.enteredAt).toISOString(),
        RetryCount: thread.retryCount,
      },
    };
    if (this.#item !== undefined)
      context.Map = { Item: { Index: this.#item.index, Value: this.#item.value } };
    if (thread.state.type === 'Task' && thread.state.resource.pattern === 'token') {
      context.Task = { Token: this.#host.token(execution, thread) };
    }
    return context;
  }
}
