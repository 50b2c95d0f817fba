import { randomUUID } from 'node:crypto';
import { Compiler } from '../definition/compile.ts';
import { StepFunctionsError } from '../errors.ts';
import { Execution, type Thread } from '../execution.ts';
import { Interpreter } from '../interpreter/interpreter.ts';
import type { Host } from '../interpreter/run.ts';
import { awaits } from '../interpreter/task-state.ts';
import type { Json } from '../json.ts';
import { readThreads } from '../store/snapshot.ts';
import { type Store, type StoredExecution, viewOf } from '../store/store.ts';
import { type Timer, TimerQueue } from '../timers.ts';
import { Book, type StartRequest } from './book.ts';
import { type Call, Calls } from './calls.ts';
import { Children } from './children.ts';
import type { EngineOptions, ExecutionStatusDetail } from './options.ts';
import { Tokens } from './tokens.ts';

/** How often a durable store is rid of the old within the time that it keeps them. */
const PURGES = 32;

/**
 * The engine's heart: it holds what runs and what is due, sees to it that nothing is seen before it is kept, and knows
 * when all has come to rest.
 */
export class Core implements Host {
  readonly options: EngineOptions;
  readonly region: string;
  readonly accountId: string;
  readonly store: Store;
  readonly compiler: Compiler;
  readonly interpreter: Interpreter;
  readonly book: Book;
  readonly tokens: Tokens;
  readonly uuid: () => string;
  /** An action of the API, for tasks that call it; set by whoever makes the API. */
  act: (action: string, input: Json) => Promise<unknown> = async () => undefined;
  readonly #calls: Calls;
  readonly #children: Children;
  readonly #timers = new TimerQueue();
  readonly #random: () => number;
  /** Executions whose state has to be kept before their effects may be seen. */
  readonly #dirty = new Set<Execution>();
  #flushScheduled = false;
  #nextSequence: number;
  #waiters: { resolve: () => void; reject: (reason: unknown) => void }[] = [];
  /** Those who wait for something to be kept, to be told when it cannot be. */
  readonly #keeping = new Set<(reason: unknown) => void>();
  #fault: unknown;
  #closed = false;
  #purgedAt = Number.NEGATIVE_INFINITY;

  constructor(options: EngineOptions, store: Store) {
    this.options = options;
    this.region = options.region;
    this.accountId = options.accountId;
    this.store = store;
    this.uuid = options.uuid ?? randomUUID;
    this.#random = options.random ?? Math.random;
    this.compiler = new Compiler({ now: options.now, random: this.#random, uuid: this.uuid });
    this.interpreter = new Interpreter(this, (execution) => this.#stable(execution));
    const state = store.load();
    this.tokens = new Tokens(state.secret);
    this.#nextSequence = state.nextSequence;
    this.book = new Book(options, store, this.compiler, state.nextKey);
    for (const machine of state.machines) this.book.machines.set(machine.arn, machine);
    for (const revision of state.revisions) this.book.addRevision(revision);
    this.#children = new Children(this);
    this.#calls = new Calls(options, this);
  }

  /** Takes up what the store holds. */
  resume(): void {
    const restored: Execution[] = [];
    this.store.running((stored) => restored.push(this.#restore(stored)));
    for (const execution of restored) {
      for (const thread of execution.threads.values()) {
        if (thread.phase === 'ready') this.interpreter.resume(execution, thread);
        if (thread.phase === 'calling') this.call(execution, thread);
        if (thread.phase === 'child') this.#children.findAgain(execution, thread);
      }
      if (execution.ready.length > 0 || execution.effects.length > 0) {
        this.interpreter.submit(execution, () => undefined);
      }
    }
  }

  #restore(stored: StoredExecution): Execution {
    const { view } = stored;
    const revision = this.book.revision(view.revision)!;
    const seed = {
      key: view.key,
      arn: view.arn,
      name: view.name,
      revision,
      inputText: view.inputText,
      input: JSON.parse(view.inputText) as Json,
      startDate: view.startDate,
      parent: view.parent,
    };
    const execution = new Execution(seed, stored.events);
    execution.stored = true;
    execution.nextThread = stored.nextThread;
    this.book.enter(execution);
    if (stored.timer !== null) {
      execution.timer = this.#schedule(execution, ...stored.timer, () => this.interpreter.timeOut(execution));
    }
    for (const { thread, due, heartbeatDue } of readThreads(stored.threads, revision.machine)) {
      execution.threads.set(thread.id, thread);
      if (due !== null) {
        thread.timer = this.#schedule(execution, ...due, () => this.interpreter.wake(execution, thread));
      }
      if (heartbeatDue !== null) {
        thread.heartbeatTimer = this.#schedule(execution, ...heartbeatDue, () =>
          this.interpreter.missedHeartbeat(execution, thread),
        );
      }
    }
    return execution;
  }

  // The clock and what is due.

  now(): number {
    return this.options.now();
  }

  random(): number {
    return this.#random();
  }

  schedule(execution: Execution, at: number, wake: () => void | Promise<void>): Timer {
    return this.#schedule(execution, at, this.#nextSequence++, wake);
  }

  #schedule(execution: Execution, at: number, sequence: number, wake: () => void | Promise<void>): Timer {
    const timer: Timer = {
      at,
      sequence,
      slot: -1,
      cancelled: false,
      fire: () =>
        this.interpreter.submit(execution, () => {
          if (!timer.cancelled) return wake();
        }),
    };
    this.#timers.add(timer);
    return timer;
  }

  cancel(timer: Timer): void {
    timer.cancelled = true;
    this.#timers.remove(timer);
  }

  nextDueAt(): number | undefined {
    return this.#timers.first()?.at;
  }

  nextDueOf(executionArn: string): number | undefined {
    const execution = this.book.running(executionArn);
    if (execution === undefined) return undefined;
    let due = execution.timer?.at;
    for (const { timer, heartbeatTimer } of execution.threads.values()) {
      for (const at of [timer?.at, heartbeatTimer?.at]) {
        if (at !== undefined && (due === undefined || at < due)) due = at;
      }
    }
    return due;
  }

  /**
   * Fires what is due, instant by instant, letting what follows from one instant settle before the next. The first
   * instant does not wait for calls under way: their time may be what has run out.
   */
  async fireDue(): Promise<number> {
    let fired = 0;
    for (;;) {
      this.demandOpen();
      const first = this.#timers.first();
      const due = first !== undefined && first.at <= this.now();
      if (due) fired += this.#fireInstant(first.at);
      else if (this.#idle()) return fired;
      if (!this.#idle()) await this.settled();
    }
  }

  #fireInstant(at: number): number {
    let fired = 0;
    for (let timer = this.#timers.first(); timer?.at === at; timer = this.#timers.first()) {
      this.#timers.remove(timer);
      fired++;
      timer.fire();
    }
    return fired;
  }

  // Coming to rest.

  #idle(): boolean {
    this.demandOpen();
    return this.#calls.pending === 0 && this.#dirty.size === 0 && this.interpreter.evaluating === 0;
  }

  settled(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      this.done();
    });
  }

  /** Something came to its end: perhaps all has come to rest. */
  done(): void {
    if (this.#waiters.length === 0) return;
    if (this.open() && !this.#idle()) return;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) {
      if (this.open()) waiter.resolve();
      else waiter.reject(this.#fault ?? new Error('The engine is closed'));
    }
  }

  /** An execution has come to a point that can be kept. */
  #stable(execution: Execution): void {
    if (!this.store.durable) {
      this.store.commit([execution]);
      this.#release(execution);
      this.done();
      return;
    }
    this.#dirty.add(execution);
    if (this.#flushScheduled) return;
    this.#flushScheduled = true;
    setImmediate(() => {
      this.#flushScheduled = false;
      this.flush();
    });
  }

  /** Keeps all that has changed, in one transaction, and lets its effects be seen. */
  flush(): void {
    if (this.#dirty.size === 0 || !this.open()) return;
    const stable = [...this.#dirty].filter((execution) => !execution.busy);
    try {
      this.store.commit(stable);
    } catch (thrown) {
      this.#fault = thrown;
      for (const reject of this.#keeping) reject(thrown);
      this.#keeping.clear();
      this.done();
      return;
    }
    for (const execution of stable) this.#dirty.delete(execution);
    for (const execution of stable) this.#release(execution);
    this.done();
  }

  #release(execution: Execution): void {
    if (execution.status !== 'RUNNING') {
      this.book.leave(execution);
      this.#forgetOld();
    }
    if (execution.effects.length === 0) return;
    const { effects } = execution;
    execution.effects = [];
    for (const effect of effects) {
      try {
        effect();
      } catch (thrown) {
        // A defect of the owner's callback: it is the owner's to see, and must not keep others from being told.
        queueMicrotask(() => {
          throw thrown;
        });
      }
    }
  }

  #forgetOld(): void {
    const { retention } = this.options;
    if (retention === undefined) return;
    const now = this.now();
    if (this.store.durable && now - this.#purgedAt < retention / PURGES) return;
    this.#purgedAt = now;
    this.store.purge(now - retention);
  }

  /** Resolves when the next state of an execution is kept. */
  #kept(execution: Execution): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#keeping.add(reject);
      execution.effects.push(() => {
        this.#keeping.delete(reject);
        resolve();
      });
    });
  }

  /** Does a job on an execution; resolves when what it changed is kept, rejects with what the job throws at once. */
  change(execution: Execution, job: () => void | Promise<void>): Promise<void> {
    this.demandOpen();
    return new Promise((resolve, reject) => {
      this.interpreter.submit(execution, () => {
        let pending: void | Promise<void>;
        try {
          pending = job();
        } catch (thrown) {
          reject(thrown);
          return undefined;
        }
        this.#kept(execution).then(resolve, reject);
        return pending;
      });
    });
  }

  /** Neither closed nor broken. */
  open(): boolean {
    return !this.#closed && this.#fault === undefined;
  }

  /** Throws when the store has failed or the engine is closed. */
  demandOpen(): void {
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#closed) throw new Error('The engine is closed');
  }

  close(): void {
    if (this.#closed) return;
    this.flush();
    this.#closed = true;
    this.store.close();
    this.done();
  }

  // Executions.

  create(request: StartRequest): Execution {
    const execution = this.book.create(request);
    this.#announce(execution);
    return execution;
  }

  /** Starts an execution; resolves when the start is kept. */
  async start(request: StartRequest): Promise<Execution> {
    const execution = this.create(request);
    const kept = this.#kept(execution);
    this.interpreter.start(execution);
    await kept;
    return execution;
  }

  stop(execution: Execution, error: string | undefined, cause: string | undefined): Promise<void> {
    return this.change(execution, () => {
      if (execution.status === 'RUNNING')
        this.interpreter.end(execution, 'ABORTED', 0, undefined, error, cause);
    });
  }

  async removeMachine(arn: string): Promise<void> {
    this.book.machines.delete(arn);
    await Promise.all(
      this.book.runningOf(arn).map((execution) => this.stop(execution, undefined, undefined)),
    );
    this.store.removeMachine(arn);
  }

  #announce(execution: Execution): void {
    const { onStatusChange } = this.options;
    if (onStatusChange === undefined) return;
    const { status, stopDate, output, error, cause } = execution;
    execution.effects.push(() => {
      const detail: ExecutionStatusDetail = {
        executionArn: execution.arn,
        stateMachineArn: execution.revision.machineArn,
        name: execution.name,
        status,
        startDate: execution.startDate,
        stopDate: stopDate ?? null,
        input: execution.inputText,
        output: output === undefined ? null : JSON.stringify(output),
        error: error ?? null,
        cause: cause ?? null,
      };
      onStatusChange(detail);
    });
  }

  closed(execution: Execution): void {
    this.#announce(execution);
    const { parent } = execution;
    if (parent === undefined) return;
    execution.effects.push(() => this.#children.ended(parent, viewOf(execution)));
  }

  // Tasks.

  token(execution: Execution, thread: Thread): string {
    return this.tokens.make({ execution: execution.key, thread: thread.id, attempt: thread.attempt });
  }

  /** The answer that comes with a task token; resolves when it is kept. */
  answerToken(
    token: string,
    answer: (execution: Execution, thread: Thread) => void | Promise<void>,
  ): Promise<void> {
    const target = this.tokens.read(token);
    if (target === undefined) throw new StepFunctionsError('InvalidToken', "Invalid Token: 'Invalid token'");
    const gone = () =>
      new StepFunctionsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    const execution = this.book.runningByKey(target.execution);
    if (execution === undefined) throw gone();
    return this.change(execution, () => {
      const thread = execution.threads.get(target.thread);
      if (!awaits(thread, target.attempt)) throw gone();
      return answer(execution, thread);
    });
  }

  call(execution: Execution, thread: Thread): void {
    const { attempt } = thread;
    execution.effects.push(() => this.#calls.add({ execution, thread, attempt }));
  }

  expected(call: Call): boolean {
    return this.#calls.expected(call);
  }

  startChild(call: Call, parameters: Json): void {
    this.#children.start(call, parameters);
  }

  stopChild(arn: string): void {
    this.#children.stop(arn);
  }
}
