import type { Json, JsonObject } from '../json.ts';

/** What an expression sees: the variables of its state, and `$states`. */
export interface Scope {
  readonly variables: JsonObject;
  readonly input: Json;
  /** Only once a task, a map or a parallel state has a result. */
  readonly result: Json | undefined;
  /** Only inside a Catch. */
  readonly errorOutput: Json | undefined;
  /** `$states.context`; made when asked for. */
  context(): Json;
  /** One member of it, such as `Execution`. */
  contextPart(name: string): Json | undefined;
}

/** What expressions need that is not in their scope. */
export interface Sources {
  /** Epoch milliseconds; `$now()` and `$millis()`. */
  readonly now: () => number;
  /** From 0 up to 1; `$random()`. */
  readonly random: () => number;
  /** A random UUID, version 4. */
  readonly uuid: () => string;
}
