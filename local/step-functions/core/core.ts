import { randomUUID } from 'node:crypto';
import { Compiler } from '../definition/compile.ts';
import type { TaskState } from '../definition/model.ts';
import { StepFunctionsError } from '../errors.ts';
import { Execution, type ParentLink, type Revision, type Thread } from '../execution.ts';
import { Interpreter } from '../interpreter/interpreter.ts';
import type { Host } from '../interpreter/run.ts';
import { awaits, type TaskOutcome, taskAnswered, taskSubmitted } from '../interpreter/task-state.ts';
import { isObject, type Json, type JsonObject, toJson } from '../json.ts';
import { readThreads } from '../store/snapshot.ts';
import {
  type ExecutionView,
  type MachineRecord,
  type RevisionRecord,
  type Store,
  type StoredExecution,
  viewOf,
} from '../store/store.ts';
import { type Timer, TimerQueue } from '../timers.ts';
import { functionArn, invokeResult, lambdaOutcome, serviceFault, withMetadata } from './integrations.ts';
import type { EngineOptions, ExecutionStatusDetail, TaskAnswer } from './options.ts';
import { Queue } from './queue.ts';
import { Tokens } from './tokens.ts';

const DEFAULT_CONCURRENCY = 32;

interface Call {
  readonly execution: Execution;
  readonly thread: Thread;
  readonly attempt: number;
}

/** What a start is asked for. */
export interface StartRequest {
  readonly machine: MachineRecord;
  readonly name: string;
  readonly inputText: string;
  readonly input: Json;
  readonly parent?: ParentLink;
}

/**
 * The engine's heart: it holds the machines and the executions that run, the queue of instants and the queue of calls,
 * and sees to it that nothing is seen before it is kept.
 */
export class Core implements Host {
  readonly options: EngineOptions;
  readonly region: string;
  readonly accountId: string;
  readonly store: Store;
  readonly compiler: Compiler;
  readonly interpreter: Interpreter;
  readonly machines = new Map<string, MachineRecord>();
  readonly tokens: Tokens;
  readonly uuid: () => string;
  readonly #revisions = new Map<number, Revision>();
  /** The executions that run, by key and by ARN. */
  readonly #running = new Map<number, Execution>();
  readonly #runningByArn = new Map<string, Execution>();
  readonly #timers = new TimerQueue();
  readonly #calls = new Queue<Call>();
  readonly #concurrency: number;
  readonly #random: () => number;
  /** Executions whose state has to be kept before their effects may be seen. */
  #dirty = new Set<Execution>();
  #flushScheduled = false;
  #active = 0;
  #nextKey: number;
  #nextSequence: number;
  #waiters: { resolve: () => void; reject: (reason: unknown) => void }[] = [];
  /** Those who wait for something to be kept, to be told when it cannot be. */
  readonly #keeping = new Set<(reason: unknown) => void>();
  #fault: unknown;
  #closed = false;

  constructor(options: EngineOptions, store: Store) {
    this.options = options;
    this.region = options.region;
    this.accountId = options.accountId;
    this.store = store;
    this.uuid = options.uuid ?? randomUUID;
    this.#random = options.random ?? Math.random;
    this.#concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    this.compiler = new Compiler({ now: options.now, random: this.#random, uuid: this.uuid });
    this.interpreter = new Interpreter(this, (execution) => this.#stable(execution));
    const state = store.load();
    this.tokens = new Tokens(state.secret);
    this.#nextKey = state.nextKey;
    this.#nextSequence = state.nextSequence;
    for (const machine of state.machines) this.machines.set(machine.arn, machine);
    for (const revision of state.revisions) this.#addRevision(revision);
  }

  /** Takes up what the store holds. */
  resume(): void {
    const restored: Execution[] = [];
    this.store.running((stored) => restored.push(this.#restore(stored)));
    for (const execution of restored) {
      for (const thread of execution.threads.values()) {
        if (thread.phase === 'ready') this.interpreter.resume(execution, thread);
        if (thread.phase === 'calling') this.call(execution, thread);
        if (thread.phase === 'child') this.#findChildAgain(execution, thread);
      }
      if (execution.ready.length > 0 || execution.effects.length > 0)
        this.interpreter.submit(execution, () => undefined);
    }
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

  /** Fires what is due, instant by instant, letting what follows from one instant settle before the next. */
  async fireDue(): Promise<number> {
    let fired = 0;
    for (;;) {
      if (!this.#idle()) await this.settled();
      const first = this.#timers.first();
      if (first === undefined || first.at > this.now()) return fired;
      for (let timer: Timer | undefined = first; timer?.at === first.at; timer = this.#timers.first()) {
        this.#timers.remove(timer);
        fired++;
        timer.fire();
      }
    }
  }

  // Coming to rest.

  #idle(): boolean {
    if (this.#fault !== undefined) throw this.#fault;
    return (
      this.#active === 0 &&
      this.#calls.size === 0 &&
      this.#dirty.size === 0 &&
      this.interpreter.evaluating === 0
    );
  }

  settled(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      this.#checkIdle();
    });
  }

  #checkIdle(): void {
    if (this.#waiters.length === 0) return;
    if (this.#fault === undefined && !this.#idle()) return;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) {
      if (this.#fault === undefined) waiter.resolve();
      else waiter.reject(this.#fault);
    }
  }

  /** An execution has come to a point that can be kept. */
  #stable(execution: Execution): void {
    if (!this.store.durable) {
      this.store.commit([execution]);
      this.#release(execution);
      this.#checkIdle();
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
    if (this.#dirty.size === 0 || this.#fault !== undefined || this.#closed) return;
    const stable = [...this.#dirty].filter((execution) => !execution.busy);
    try {
      this.store.commit(stable);
    } catch (thrown) {
      this.#fault = thrown;
      for (const reject of this.#keeping) reject(thrown);
      this.#keeping.clear();
      this.#checkIdle();
      return;
    }
    for (const execution of stable) this.#dirty.delete(execution);
    for (const execution of stable) this.#release(execution);
    this.#checkIdle();
  }

  #release(execution: Execution): void {
    if (execution.status !== 'RUNNING') {
      this.#running.delete(execution.key);
      this.#runningByArn.delete(execution.arn);
    }
    if (execution.effects.length === 0) return;
    const { effects } = execution;
    execution.effects = [];
    for (const effect of effects) effect();
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

  close(): void {
    this.flush();
    this.#closed = true;
    this.store.close();
  }

  /** Throws when the store has failed or the engine is closed. */
  demandOpen(): void {
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#closed) throw new Error('The engine is closed');
  }

  // Machines and executions.

  putMachine(machine: Omit<MachineRecord, 'revision'>, definition: JsonObject): MachineRecord {
    const record: MachineRecord = { ...machine, revision: this.#nextKey++ };
    const revision: RevisionRecord = {
      id: record.revision,
      machineArn: record.arn,
      machineName: record.name,
      roleArn: record.roleArn,
      definition: record.definition,
    };
    this.store.putMachine(record, revision);
    this.#revisions.set(revision.id, { ...revision, machine: this.compiler.machine(definition) });
    this.machines.set(record.arn, record);
    return record;
  }

  async removeMachine(arn: string): Promise<void> {
    const running = [...this.#running.values()].filter((execution) => execution.revision.machineArn === arn);
    this.machines.delete(arn);
    await Promise.all(running.map((execution) => this.stop(execution, undefined, undefined)));
    this.store.removeMachine(arn);
  }

  #addRevision(record: RevisionRecord): Revision {
    const machine = this.compiler.machine(JSON.parse(record.definition) as JsonObject);
    const revision = { ...record, machine };
    this.#revisions.set(record.id, revision);
    return revision;
  }

  revision(id: number): Revision | undefined {
    const known = this.#revisions.get(id);
    if (known !== undefined) return known;
    const record = this.store.revision(id);
    return record === undefined ? undefined : this.#addRevision(record);
  }

  executionArn(machineName: string, name: string): string {
    return `arn:aws:states:${this.region}:${this.accountId}:execution:${machineName}:${name}`;
  }

  /** An execution that runs. */
  runningExecution(arn: string): Execution | undefined {
    return this.#runningByArn.get(arn);
  }

  find(arn: string): ExecutionView | undefined {
    const execution = this.#runningByArn.get(arn);
    return execution === undefined ? this.store.find(arn) : viewOf(execution);
  }

  /** Makes an execution; it does not run yet. */
  #create({ machine, name, inputText, input, parent }: StartRequest): Execution {
    const execution = new Execution({
      key: this.#nextKey++,
      arn: this.executionArn(machine.name, name),
      name,
      revision: this.#revisions.get(machine.revision)!,
      inputText,
      input,
      startDate: this.now(),
      parent,
    });
    this.#running.set(execution.key, execution);
    this.#runningByArn.set(execution.arn, execution);
    this.#announce(execution);
    return execution;
  }

  /** Starts an execution; resolves when the start is kept. */
  async start(request: StartRequest): Promise<Execution> {
    const execution = this.#create(request);
    const kept = this.#kept(execution);
    this.interpreter.start(execution);
    await kept;
    return execution;
  }

  stop(execution: Execution, error: string | undefined, cause: string | undefined): Promise<void> {
    return this.change(execution, () => {
      if (execution.status !== 'RUNNING') return;
      this.interpreter.end(execution, 'ABORTED', 0, undefined, error, cause);
    });
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
    execution.effects.push(() => this.#answerParent(parent, viewOf(execution)));
  }

  #restore(stored: StoredExecution): Execution {
    const { view } = stored;
    const revision = this.revision(view.revision)!;
    const execution = new Execution(
      {
        key: view.key,
        arn: view.arn,
        name: view.name,
        revision,
        inputText: view.inputText,
        input: JSON.parse(view.inputText) as Json,
        startDate: view.startDate,
        parent: (stored.parent as unknown as ParentLink | null) ?? undefined,
      },
      stored.events,
    );
    execution.stored = true;
    execution.nextThread = stored.nextThread;
    this.#running.set(execution.key, execution);
    this.#runningByArn.set(execution.arn, execution);
    if (stored.timer !== null) {
      const [at, sequence] = stored.timer;
      execution.timer = this.#schedule(execution, at, sequence, () => this.interpreter.timeOut(execution));
    }
    for (const { thread, due, heartbeatDue } of readThreads(stored.threads, revision.machine)) {
      execution.threads.set(thread.id, thread);
      if (due !== null) {
        thread.timer = this.#schedule(execution, due[0], due[1], () =>
          this.interpreter.wake(execution, thread),
        );
      }
      if (heartbeatDue !== null) {
        thread.heartbeatTimer = this.#schedule(execution, heartbeatDue[0], heartbeatDue[1], () =>
          this.interpreter.missedHeartbeat(execution, thread),
        );
      }
    }
    return execution;
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
    const execution = this.#running.get(target.execution);
    if (execution === undefined) throw gone();
    return this.change(execution, () => {
      const thread = execution.threads.get(target.thread);
      if (!awaits(thread, target.attempt)) throw gone();
      return answer(execution, thread);
    });
  }

  call(execution: Execution, thread: Thread): void {
    const { attempt } = thread;
    execution.effects.push(() => {
      this.#calls.push({ execution, thread, attempt });
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#active < this.#concurrency) {
      const call = this.#calls.shift();
      if (call === undefined) return;
      if (!this.#expects(call)) continue;
      this.#active++;
      this.#answer(call).then(
        (outcome) => this.#deliver(call, outcome),
        (thrown: unknown) =>
          this.#deliver(call, serviceFault((call.thread.state as TaskState).resource.service, thrown)),
      );
    }
  }

  #expects({ thread, attempt }: Call): boolean {
    return (
      awaits(thread, attempt) && thread.phase === 'calling' && !this.#closed && this.#fault === undefined
    );
  }

  #deliver(call: Call, outcome: TaskOutcome | undefined): void {
    this.#active--;
    if (outcome !== undefined && this.#expects(call)) this.#complete(call, outcome);
    this.#pump();
    this.#checkIdle();
  }

  /** Hands a call's outcome to its task. */
  #complete(call: Call, outcome: TaskOutcome): void {
    const { execution, thread } = call;
    this.interpreter.submit(execution, () => {
      if (!this.#expects(call)) return;
      const { pattern } = (thread.state as TaskState).resource;
      if (pattern === 'token' && 'result' in outcome) {
        taskSubmitted(this.interpreter, execution, thread, outcome.result, 'token');
        return;
      }
      return taskAnswered(this.interpreter, execution, thread, outcome);
    });
  }

  /** Makes a call. Undefined: the answer comes on another way. */
  async #answer(call: Call): Promise<TaskOutcome | undefined> {
    const { execution, thread } = call;
    const { name, resource } = thread.state as TaskState;
    const parameters = thread.parameters!;
    const override = this.options.overrides?.({
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
        return lambdaOutcome(await this.options.invokeLambda(arn, toJson(parameters)), (payload) => payload);
      }
      case 'lambda':
        return this.#invoke(parameters);
      case 'states':
        return this.#startFromTask(call, parameters);
      case 'aws':
        return this.#callAws(resource.service, resource.action, parameters);
    }
  }

  #overridden(call: Call, answer: TaskAnswer): undefined {
    const { execution, thread } = call;
    this.interpreter.submit(execution, () => {
      if (!this.#expects(call)) return;
      if (answer.submitted !== undefined) {
        taskSubmitted(this.interpreter, execution, thread, toJson(answer.submitted), 'token');
      }
      const outcome: TaskOutcome =
        'result' in answer ? { result: toJson(answer.result) } : { error: answer.error, cause: answer.cause };
      return taskAnswered(this.interpreter, execution, thread, outcome);
    });
    return undefined;
  }

  async #invoke(parameters: Json): Promise<TaskOutcome> {
    const {
      FunctionName: name,
      Payload: payload = {},
      InvocationType: type,
    } = isObject(parameters) ? (parameters as JsonObject) : ({} as JsonObject);
    if (typeof name !== 'string') {
      return { error: 'States.Runtime', cause: "The field 'FunctionName' is required and must be a string" };
    }
    const arn = functionArn(name, this.region, this.accountId);
    const answer = this.options.invokeLambda(arn, toJson(payload));
    if (type === 'Event') {
      // Nobody looks at the answer of an asynchronous invocation.
      answer.catch(() => undefined);
      return { result: withMetadata({ Payload: '', StatusCode: 202 }) };
    }
    return lambdaOutcome(await answer, invokeResult);
  }

  async #callAws(service: string, action: string, parameters: Json): Promise<TaskOutcome> {
    if (this.options.callAws === undefined) {
      return { error: 'States.Runtime', cause: `No one answers ${service}:${action} here` };
    }
    const result = toJson((await this.options.callAws(service, action, toJson(parameters))) ?? {});
    const optimised = !service.startsWith('aws-sdk:') && isObject(result);
    return { result: optimised ? withMetadata(result as Record<string, Json>) : result };
  }

  #startFromTask(call: Call, parameters: Json): TaskOutcome | undefined {
    const { execution, thread, attempt } = call;
    const {
      StateMachineArn: machineArn,
      Input: input = {},
      Name: name,
    } = isObject(parameters) ? (parameters as JsonObject) : ({} as JsonObject);
    const machine = typeof machineArn === 'string' ? this.machines.get(machineArn) : undefined;
    if (machine === undefined) {
      return serviceFault(
        'states',
        new StepFunctionsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${machineArn}'`),
      );
    }
    const link: ParentLink = { execution: execution.key, thread: thread.id, attempt };
    const childName = typeof name === 'string' ? name : this.tokens.uuid(link);
    const arn = this.executionArn(machine.name, childName);
    // The call may be made again after a crash: then the child is there already.
    const known = this.#runningByArn.get(arn);
    const existing = known ?? this.store.find(arn);
    const own =
      known?.parent !== undefined &&
      known.parent.execution === link.execution &&
      known.parent.thread === link.thread &&
      known.parent.attempt === attempt;
    if (existing !== undefined && !own && typeof name === 'string') {
      return serviceFault(
        'states',
        new StepFunctionsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`),
      );
    }
    const { pattern } = (thread.state as TaskState).resource;
    const child =
      existing === undefined
        ? this.#create({
            machine,
            name: childName,
            inputText: typeof input === 'string' ? input : JSON.stringify(input),
            input: parsedInput(input),
            parent: link,
          })
        : undefined;
    const startDate = child?.startDate ?? existing!.startDate;
    const started = withMetadata({ ExecutionArn: arn, StartDate: startDate });
    const waits = pattern === 'sync' || pattern === 'sync2';
    this.interpreter.submit(execution, () => {
      if (!this.#expects(call)) return;
      if (!waits)
        return pattern === 'token'
          ? taskSubmitted(this.interpreter, execution, thread, started, 'token')
          : taskAnswered(this.interpreter, execution, thread, { result: started });
      taskSubmitted(this.interpreter, execution, thread, started, 'child');
      thread.child = arn;
    });
    if (child !== undefined) this.interpreter.start(child);
    else if (waits) this.#findChildAgain(execution, thread);
    return undefined;
  }

  /** After a restart: the child may have ended without its parent hearing of it. */
  #findChildAgain(execution: Execution, thread: Thread): void {
    const { attempt, child } = thread;
    if (child === undefined || this.#runningByArn.has(child)) return;
    const view = this.store.find(child);
    const link: ParentLink = { execution: execution.key, thread: thread.id, attempt };
    if (view !== undefined) this.#answerParent(link, view);
  }

  #answerParent(link: ParentLink, child: ExecutionView): void {
    const execution = this.#running.get(link.execution);
    if (execution === undefined) return;
    this.interpreter.submit(execution, () => {
      const thread = execution.threads.get(link.thread);
      if (!awaits(thread, link.attempt) || thread.phase !== 'child') return;
      thread.child = undefined;
      const { pattern } = (thread.state as TaskState).resource;
      return taskAnswered(this.interpreter, execution, thread, childOutcome(child, pattern === 'sync2'));
    });
  }

  stopChild(arn: string): void {
    const child = this.#runningByArn.get(arn);
    if (child === undefined || child.status !== 'RUNNING') return;
    this.interpreter.submit(child, () => {
      if (child.status === 'RUNNING') this.interpreter.end(child, 'ABORTED', 0, undefined);
    });
  }
}

function parsedInput(input: Json): Json {
  if (typeof input !== 'string') return input;
  try {
    return JSON.parse(input) as Json;
  } catch {
    return input;
  }
}

/** What `.sync` makes of a child's end: the description of the child, with JSON as such in `.sync:2`. */
function childOutcome(child: ExecutionView, decoded: boolean): TaskOutcome {
  const data = (text: string): Json => (decoded ? (JSON.parse(text) as Json) : text);
  const description: Record<string, Json> = {
    ExecutionArn: child.arn,
    Input: data(child.inputText),
    InputDetails: { Included: true },
    Name: child.name,
    ...(child.outputText === undefined
      ? {}
      : { Output: data(child.outputText), OutputDetails: { Included: true } }),
    StartDate: child.startDate,
    StateMachineArn: child.machineArn,
    Status: child.status,
    StopDate: child.stopDate ?? null,
  };
  if (child.status === 'SUCCEEDED') return { result: description };
  if (child.error !== undefined) description.Error = child.error;
  if (child.cause !== undefined) description.Cause = child.cause;
  return { error: 'States.TaskFailed', cause: JSON.stringify(description) };
}
