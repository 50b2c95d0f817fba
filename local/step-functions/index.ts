/** AWS Step Functions on a laptop: JSONata state machines, exact history, a clock that its owner moves. See README.md. */

export { type ConsoleOptions, createConsole } from './console/console.ts';
export type {
  EngineOptions,
  ExecutionStatusDetail,
  LambdaAnswer,
  TaskAnswer,
  TaskCall,
} from './core/options.ts';
export { type Engine, openEngine } from './engine.ts';
export { StepFunctionsError } from './errors.ts';
export type { ExecutionStatus } from './execution.ts';
export { createWireHandler, type WireAnswer } from './wire.ts';
