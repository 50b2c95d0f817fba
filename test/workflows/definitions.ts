import { synthesise } from '../../infra/build.ts';
import { type Definition, readDefinitions, type State } from '../../infra/definitions.ts';

/** The definitions as they deploy, with functions by name. */
export const definitions: Readonly<Record<string, Definition>> = readDefinitions(
  synthesise({ bundling: false }).template,
);
export const workflows = Object.keys(definitions);

export interface NamedState extends State {
  readonly workflow: string;
  readonly name: string;
}

export const states: readonly NamedState[] = Object.entries(definitions).flatMap(([workflow, { States }]) =>
  Object.entries(States).map(([name, state]) => ({ workflow, name, ...state })),
);
export const tasks = states.filter(({ Type }) => Type === 'Task');

/** The function that a task calls: `plan-next-stage`. */
export function calledBy(task: State): string {
  return /^\$\{(.+)\}$/.exec(task.Arguments?.FunctionName ?? '')?.[1] ?? '';
}
