import type { Block, Machine, State } from './definition/model.ts';
import { History } from './history.ts';
import type { Json, JsonObject } from './json.ts';
import type { Timer } from './timers.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** A definition that executions hold on to, whatever becomes of their state machine. */
export interface Revision {
  readonly id: number;
  readonly machineArn: string;
  readonly machineName: string;
  readonly roleArn: string;
  readonly definition: string;
  readonly machine: Machine;
}

/**
 * Where a thread stands:
 * `ready` to enter its state · `waiting` for an instant · `retrying` at an instant · `calling`: a task's call is under
 * way · `token`: the call is done, the token is out · `child`: an execution that it started runs · `group`: its
 * branches or iterations run · `closed`.
 */
export type Phase = 'ready' | 'waiting' | 'retrying' | 'calling' | 'token' | 'child' | 'group' | 'closed';

/** The branches of a Parallel state, or the iterations of a Map state, while they run. */
export interface Group {
  readonly threads: Set<Thread>;
  /** The results by index; a hole is one that runs or has not begun. */
  readonly results: Json[];
  /** A Map's items. */
  readonly items: readonly Json[] | undefined;
  readonly total: number;
  readonly concurrency: number;
  readonly toleratedCount: number | undefined;
  readonly toleratedPercentage: number | undefined;
  /** The next index to begin. */
  next: number;
  done: number;
  failures: number;
}

/** The item of the innermost Map around a thread: `$states.context.Map.Item`. */
export interface MapItem {
  readonly index: number;
  readonly value: Json;
}

/** One run through a block of states: the execution itself, a branch, an iteration. */
export class Thread {
  readonly id: number;
  readonly parent: Thread | undefined;
  /** Which branch or item of the parent's state. */
  readonly index: number;
  readonly block: Block;
  readonly item: MapItem | undefined;
  state: State;
  phase: Phase = 'ready';
  input: Json;
  variables: JsonObject;
  /** The event that the next one follows. */
  last: number;
  enteredId = 0;
  enteredPrevious = 0;
  /** Epoch milliseconds. */
  enteredAt = 0;
  /** The state was entered and not left. */
  open = false;
  /** Counts the tries of all its tasks: what an answer or a timer of an earlier try says is not heard. */
  attempt = 0;
  retryCount = 0;
  /** Used tries of each retrier. */
  retries: number[] | undefined = undefined;
  /** Wait, retry or time-out. */
  timer: Timer | undefined = undefined;
  heartbeatTimer: Timer | undefined = undefined;
  heartbeatSeconds: number | undefined = undefined;
  /** What the call under way was given. */
  parameters: Json | undefined = undefined;
  /** The execution (ARN) that it started and waits for. */
  child: string | undefined = undefined;
  group: Group | undefined = undefined;

  constructor(
    id: number,
    parent: Thread | undefined,
    index: number,
    block: Block,
    input: Json,
    variables: JsonObject,
    last: number,
    item: MapItem | undefined,
  ) {
    this.id = id;
    this.parent = parent;
    this.index = index;
    this.block = block;
    this.state = block.states.get(block.startAt)!;
    this.input = input;
    this.variables = variables;
    this.last = last;
    this.item = item;
  }
}

/** The task of another execution that waits for this one (`startExecution.sync`). */
export interface ParentLink {
  readonly execution: number;
  readonly thread: number;
  readonly attempt: number;
}

/** What a new execution is made of. */
export interface ExecutionSeed {
  readonly key: number;
  readonly arn: string;
  readonly name: string;
  readonly revision: Revision;
  readonly inputText: string;
  readonly input: Json;
  /** Epoch milliseconds. */
  readonly startDate: number;
  readonly parent: ParentLink | undefined;
}

export class Execution {
  readonly key: number;
  readonly arn: string;
  readonly name: string;
  readonly revision: Revision;
  readonly inputText: string;
  readonly startDate: number;
  readonly parent: ParentLink | undefined;
  /** The input as JSON, while it runs. */
  input: Json;
  /** `$states.context.Execution`, once an expression has asked for it. */
  context: Json | undefined = undefined;
  status: ExecutionStatus = 'RUNNING';
  stopDate: number | undefined = undefined;
  output: Json | undefined = undefined;
  error: string | undefined = undefined;
  cause: string | undefined = undefined;
  history: History;
  /** The machine's time-out, or the longest time that an execution may run. */
  timer: Timer | undefined = undefined;
  nextThread = 1;
  readonly threads = new Map<number, Thread>();
  /** Threads that can go on at once. */
  readonly ready: Thread[] = [];
  /** An evaluation is under way: what happens meanwhile waits in the inbox. */
  busy = false;
  readonly inbox: (() => void | Promise<void>)[] = [];
  /** What may be seen once the present state is kept. */
  effects: (() => void)[] = [];
  /** Threads to be written, those gone since the last commit, and whether the execution itself is new. */
  readonly changed = new Set<Thread>();
  readonly removed = new Set<number>();
  stored = false;

  constructor(seed: ExecutionSeed, historyCount = 0) {
    this.key = seed.key;
    this.arn = seed.arn;
    this.name = seed.name;
    this.revision = seed.revision;
    this.inputText = seed.inputText;
    this.input = seed.input;
    this.startDate = seed.startDate;
    this.parent = seed.parent;
    this.history = new History(seed.startDate, historyCount);
  }
}
