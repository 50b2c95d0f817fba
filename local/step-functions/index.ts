/**
 * AWS Step Functions on a laptop: JSONata state machines, exact history, a clock that its owner moves. See README.md.
 */

/** @public */
export { type ConsoleOptions, createConsole } from './console/console.ts';
/** @public */
export type {
  EngineOptions,
  ExecutionStatusDetail,
  LambdaAnswer,
  TaskAnswer,
  TaskCall,
} from './core/options.ts';
/** @public */
export { type Engine, openEngine } from './engine.ts';
/** @public */
export { StepFunctionsError } from './errors.ts';
/** @public */
export type { ExecutionStatus } from './execution.ts';
/** @public */
export { createWireHandler, type WireAnswer } from './wire.ts';
