import * as executions from './api/executions.ts';
import { Input } from './api/input.ts';
import * as machines from './api/machines.ts';
import { Core } from './core/core.ts';
import type { EngineOptions } from './core/options.ts';
import { StepFunctionsError } from './errors.ts';
import { MemoryStore } from './store/memory.ts';
import { SqliteStore } from './store/sqlite.ts';
import type { ExecutionView, ListQuery, Store } from './store/store.ts';

export interface Engine {
  /**
   * An action of the API by its AWS name (`StartExecution`) with the input as it is on the wire; instants in answers are
   * epoch seconds. Rejects with a StepFunctionsError that has AWS's name.
   */
  call(action: string, input: unknown): Promise<unknown>;
  /** The earliest instant (epoch milliseconds) at which a wait, time-out, heartbeat or retry is due. */
  nextDueAt(): number | undefined;
  /**
   * Fires all that is due at `now()`, by (instant, order of creation), letting what follows from an instant settle
   * before the next; resolves when all has settled, with how many were fired.
   */
  fireDue(): Promise<number>;
  /** Resolves when no state can run and no call is under way. Rejects when the store has failed. */
  settled(): Promise<void>;
  /** The earliest instant (epoch milliseconds) at which something of this execution is due. */
  nextDueOf(executionArn: string): number | undefined;
  /** An execution by its ARN. */
  find(executionArn: string): ExecutionView | undefined;
  /** Executions of all machines, newest first, for pages that show them. */
  list(query: Partial<ListQuery>): ExecutionView[];
  /** Removes executions that ended before an instant (epoch milliseconds), as AWS does after 90 days; returns how many. */
  purge(before: number): number;
  /** Keeps what is still to be kept and lets go of the store. Calls under way are not waited for. */
  close(): Promise<void>;
}

type Action = (core: Core, input: Input) => unknown;

const ACTIONS: Readonly<Record<string, Action>> = {
  CreateStateMachine: machines.createStateMachine,
  UpdateStateMachine: machines.updateStateMachine,
  DescribeStateMachine: machines.describeStateMachine,
  DescribeStateMachineForExecution: executions.describeStateMachineForExecution,
  ListStateMachines: machines.listStateMachines,
  DeleteStateMachine: machines.deleteStateMachine,
  ValidateStateMachineDefinition: machines.validateStateMachineDefinition,
  ListTagsForResource: machines.listTagsForResource,
  TagResource: machines.tagResource,
  UntagResource: machines.untagResource,
  StartExecution: executions.startExecution,
  StopExecution: executions.stopExecution,
  DescribeExecution: executions.describeExecution,
  ListExecutions: executions.listExecutions,
  GetExecutionHistory: executions.getExecutionHistory,
  SendTaskSuccess: executions.sendTaskSuccess,
  SendTaskFailure: executions.sendTaskFailure,
  SendTaskHeartbeat: executions.sendTaskHeartbeat,
};

const EVERYTHING: ListQuery = {
  machineArn: undefined,
  status: undefined,
  before: undefined,
  name: undefined,
  arnPrefix: undefined,
  limit: 100,
};

/** Opens an engine over its store and takes up what was running. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  return createEngine(
    options,
    options.store === 'memory' ? new MemoryStore() : new SqliteStore(options.store.path),
  );
}

/** An engine over a store of one's own. */
export function createEngine(options: EngineOptions, store: Store): Engine {
  const core = new Core(options, store);
  const call = async (action: string, input: unknown): Promise<unknown> => {
    core.demandOpen();
    const perform = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (perform === undefined) {
      throw new StepFunctionsError('UnknownOperationException', `The action ${action} is not supported`);
    }
    return perform(core, new Input(input));
  };
  core.act = call;
  core.resume();
  return {
    call,
    nextDueAt: () => core.nextDueAt(),
    nextDueOf: (executionArn) => core.nextDueOf(executionArn),
    fireDue: () => core.fireDue(),
    settled: () => core.settled(),
    find(executionArn) {
      core.flush();
      return core.book.find(executionArn);
    },
    list(query) {
      core.flush();
      return core.store.list({ ...EVERYTHING, ...query });
    },
    purge(before) {
      core.flush();
      return core.store.purge(before);
    },
    async close() {
      core.close();
    },
  };
}
