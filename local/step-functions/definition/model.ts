import type { Json } from '../json.ts';
import type { ExpressionTemplate, Template } from '../jsonata/template.ts';
import type { Resource } from './resource.ts';

/** A number that a definition gives as such or as an expression. */
export type NumberField = number | ExpressionTemplate;

/** `Assign`: names, and the template of the object that has them. */
type AssignField = Template | undefined;

export interface Retrier {
  readonly errors: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly fullJitter: boolean;
}

export interface Catcher {
  readonly errors: readonly string[];
  readonly next: string;
  readonly assign: AssignField;
  readonly output: Template | undefined;
}

interface CommonState {
  readonly name: string;
  /** Event codes, found once. */
  readonly entered: number;
  readonly exited: number;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
  readonly assign: AssignField;
  readonly output: Template | undefined;
  /** Undefined where the state ends its branch. */
  readonly next: string | undefined;
}

export interface PassState extends CommonState {
  readonly type: 'Pass';
}
export interface SucceedState extends CommonState {
  readonly type: 'Succeed';
}
export interface FailState extends CommonState {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}
export interface ChoiceRule {
  readonly condition: Template;
  readonly next: string;
  readonly assign: AssignField;
  readonly output: Template | undefined;
}
export interface ChoiceState extends CommonState {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceRule[];
  readonly default: string | undefined;
}
export interface WaitState extends CommonState {
  readonly type: 'Wait';
  readonly seconds: NumberField | undefined;
  readonly timestamp: Template | undefined;
}
export interface TaskState extends CommonState {
  readonly type: 'Task';
  readonly resource: Resource;
  readonly arguments: Template | undefined;
  readonly timeoutSeconds: NumberField | undefined;
  readonly heartbeatSeconds: NumberField | undefined;
}
export interface ParallelState extends CommonState {
  readonly type: 'Parallel';
  readonly arguments: Template | undefined;
  readonly branches: readonly Block[];
}
export interface MapState extends CommonState {
  readonly type: 'Map';
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly processor: Block;
  readonly maxConcurrency: NumberField;
  readonly toleratedCount: NumberField | undefined;
  readonly toleratedPercentage: NumberField | undefined;
}

export type State =
  | PassState
  | SucceedState
  | FailState
  | ChoiceState
  | WaitState
  | TaskState
  | ParallelState
  | MapState;

/** A field of states with where to start: a machine, a branch, an item processor. */
export interface Block {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

/** A definition ready to run. */
export interface Machine extends Block {
  readonly timeoutSeconds: number | undefined;
  /** The definition as JSON, for the page that draws it. */
  readonly source: Json;
  /** The states of all blocks by name: names are unique in a definition. */
  readonly byName: ReadonlyMap<string, { readonly state: State; readonly block: Block }>;
}
