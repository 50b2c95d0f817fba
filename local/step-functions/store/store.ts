import type { Execution, ExecutionStatus, ParentLink, Revision } from '../execution.ts';
import type { EventRecord } from '../history.ts';
import type { Json } from '../json.ts';

/** A state machine as it is kept. Dates are epoch milliseconds. */
export interface MachineRecord {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly definition: string;
  /** The key of its present revision. */
  readonly revision: number;
  readonly revisionId: string;
  readonly creationDate: number;
  readonly updateDate: number;
  /** What else was configured and is only given back: logging, tracing, encryption, tags. */
  readonly settings: Json;
}

/** An execution as the reading calls need it. */
export interface ExecutionView {
  readonly key: number;
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly revision: number;
  readonly status: ExecutionStatus;
  readonly startDate: number;
  readonly stopDate: number | undefined;
  readonly inputText: string;
  readonly outputText: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** The task that started it, if one did. */
  readonly parent: ParentLink | undefined;
}

export interface ListQuery {
  readonly machineArn: string | undefined;
  readonly status: ExecutionStatus | undefined;
  /** Only executions older than this key. */
  readonly before: number | undefined;
  /** What the name contains. */
  readonly name: string | undefined;
  /** What the ARN begins with. */
  readonly arnPrefix: string | undefined;
  readonly limit: number;
}

/** A revision without its compiled machine. */
export type RevisionRecord = Omit<Revision, 'machine'>;

/** What a store holds when it is opened. */
export interface StoredState {
  readonly machines: readonly MachineRecord[];
  readonly revisions: readonly RevisionRecord[];
  readonly nextKey: number;
  readonly nextSequence: number;
  readonly secret: string;
}

/** Where machines and executions are kept. */
export interface Store {
  /** Whether executions must be handed to `commit` before their effects may be seen. */
  readonly durable: boolean;
  load(): StoredState;
  /** Brings back the executions that run. `restore` is given each with its threads. */
  running(restore: Restore): void;
  putMachine(machine: MachineRecord, revision: RevisionRecord): void;
  /** Removes a machine and its executions. */
  removeMachine(arn: string): void;
  revision(key: number): RevisionRecord | undefined;
  /** Keeps the present state of executions, all or none. */
  commit(executions: readonly Execution[]): void;
  find(arn: string): ExecutionView | undefined;
  /** Newest first. */
  list(query: ListQuery): ExecutionView[];
  /** All events of an execution, oldest first. */
  events(key: number): EventRecord[];
  /** Removes executions that ended before an instant (epoch milliseconds); returns how many. */
  purge(before: number): number;
  close(): void;
}

/** An execution row with its threads' snapshots. */
export interface StoredExecution {
  readonly view: ExecutionView;
  readonly nextThread: number;
  readonly events: number;
  readonly timer: readonly [at: number, sequence: number] | null;
  readonly threads: readonly string[];
}

export type Restore = (stored: StoredExecution) => void;

/** How the reading calls see an execution that is in memory. */
export function viewOf(execution: Execution): ExecutionView {
  return {
    key: execution.key,
    arn: execution.arn,
    name: execution.name,
    machineArn: execution.revision.machineArn,
    revision: execution.revision.id,
    status: execution.status,
    startDate: execution.startDate,
    stopDate: execution.stopDate,
    inputText: execution.inputText,
    outputText: execution.output === undefined ? undefined : JSON.stringify(execution.output),
    error: execution.error,
    cause: execution.cause,
    parent: execution.parent,
  };
}
