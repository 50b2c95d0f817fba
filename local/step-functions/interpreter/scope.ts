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
    if (this.#context === undefined) {
      const context: Record<string, Json> = {};
      for (const name of PARTS) {
        const part = this.contextPart(name);
        if (part !== undefined) context[name] = part;
      }
      this.#context = context;
    }
    return this.#context;
  }

  contextPart(name: string): Json | undefined {
    const execution = this.#execution;
    const thread = this.#thread;
    switch (name) {
      case 'Execution':
        execution.context ??= executionContext(execution);
        return execution.context;
      case 'StateMachine':
        return { Id: execution.revision.machineArn, Name: execution.revision.machineName };
      case 'State':
        return {
          Name: thread.state.name,
          EnteredTime: new Date(thread.enteredAt).toISOString(),
          RetryCount: thread.retryCount,
        };
      case 'Map':
        return this.#item && { Item: { Index: this.#item.index, Value: this.#item.value } };
      case 'Task':
        if (thread.state.type !== 'Task' || thread.state.resource.pattern !== 'token') return undefined;
        return { Token: this.#host.token(execution, thread) };
      default:
        return undefined;
    }
  }
}

const PARTS = ['Execution', 'StateMachine', 'State', 'Map', 'Task'];

function executionContext(execution: Execution): Json {
  return {
    Id: execution.arn,
    Input: execution.input,
    Name: execution.name,
    RoleArn: execution.revision.roleArn,
    StartTime: new Date(execution.startDate).toISOString(),
    RedriveCount: 0,
  };
}
