import type { ExecutionStatus } from '../execution.ts';

/** The detail of EventBridge's 'Step Functions Execution Status Change'. Dates are epoch milliseconds. */
export interface ExecutionStatusDetail {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: number;
  readonly stopDate: number | null;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
}

/** The answer of a Lambda function: its payload, or the error that Step Functions sees. */
export type LambdaAnswer =
  | { readonly payload: unknown }
  | {
      readonly error: {
        readonly errorType: string;
        readonly errorMessage: string;
        readonly trace?: readonly string[];
      };
    };

/**
 * A task's call, as it is offered to `overrides`.
 * @public
 */
export interface TaskCall {
  readonly executionArn: string;
  readonly executionName: string;
  readonly stateName: string;
  /** The `Resource` of the state. */
  readonly resource: string;
  readonly parameters: unknown;
  /** Counts the tries of the thread from 1. */
  readonly attempt: number;
}

/**
 * The answer of an override: the whole result of the task (`$states.result`) or its error as Step Functions sees it.
 * With `submitted`, that is recorded first as the output of TaskSubmitted.
 */
export type TaskAnswer =
  | { readonly result: unknown; readonly submitted?: unknown }
  | { readonly error: string; readonly cause?: string; readonly submitted?: unknown };

export interface EngineOptions {
  /** `path` is a SQLite file, made if it is not there; what is in it goes on. */
  readonly store: 'memory' | { readonly path: string };
  /** The clock, epoch milliseconds. The engine never sets a timer: see `Engine.nextDueAt` and `Engine.fireDue`. */
  readonly now: () => number;
  readonly region: string;
  readonly accountId: string;
  /**
   * Invokes a function, named by its ARN. What it throws is a fault of the service: an Error whose `name` ends in
   * `Exception` becomes `Lambda.<name>`, any other `Lambda.Unknown`.
   */
  readonly invokeLambda: (functionArn: string, payload: unknown) => Promise<LambdaAnswer>;
  /**
   * Answers integrations other than those of Lambda and Step Functions, such as `('dynamodb', 'putItem', {…})` or
   * `('aws-sdk:ses', 'sendEmail', {…})`. What it throws is the service's error, named by its `name`.
   */
  readonly callAws?: (service: string, action: string, parameters: unknown) => Promise<unknown>;
  /** Told of every change of an execution's status, once it is durable. */
  readonly onStatusChange?: (detail: ExecutionStatusDetail) => void;
  /** Calls that run at a time; default 32. */
  readonly concurrency?: number;
  /**
   * Answers tasks instead of their integrations, for tests and recordings; undefined lets the call go on. With it,
   * integrations of every service are accepted.
   */
  readonly overrides?: (call: TaskCall) => Promise<TaskAnswer> | undefined;
  /**
   * Milliseconds after its end at which an execution is forgotten, with its history and its name (on AWS 90 days);
   * without it all are kept. It is looked at when other executions end.
   */
  readonly retention?: number;
  /** From 0 up to 1: jitter and `$random()`; default Math.random. */
  readonly random?: () => number;
  /** UUIDs for `$uuid()` and executions without a name; default crypto.randomUUID. */
  readonly uuid?: () => string;
}
