import type { Template } from './build.ts';
import { ENTRY_METADATA } from './constructs/function.ts';
import { WORKFLOW_METADATA } from './constructs/workflow.ts';

/** A state machine's definition, as far as this project's tools look into it. */
export interface Definition {
  readonly Comment?: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
  readonly QueryLanguage?: string;
}

export interface State {
  readonly Type: 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Pass';
  readonly Comment?: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Retry?: readonly Retry[];
  readonly Catch?: readonly Catch[];
  readonly Resource?: string;
  readonly Arguments?: { readonly FunctionName: string; readonly Payload: Readonly<Record<string, unknown>> };
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Output?: unknown;
  readonly TimeoutSeconds?: number | string;
  readonly Timestamp?: string;
  readonly Error?: string;
  readonly Cause?: string;
}

interface Retry {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: string;
}

interface Catch {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly Assign?: Readonly<Record<string, unknown>>;
}

/** Names of the states that may come after a state: by the way, and where an error is caught. */
export function waysOut(state: State): {
  readonly straight: readonly string[];
  readonly caught: readonly string[];
} {
  return {
    straight: [
      ...(state.Next ? [state.Next] : []),
      ...(state.Choices ?? []).map(({ Next }) => Next),
      ...(state.Default ? [state.Default] : []),
    ],
    caught: (state.Catch ?? []).map(({ Next }) => Next),
  };
}

/**
 * The definitions of a template's state machines, by workflow (`pathway`, `follow-up`), with functions by name:
 * `${plan-next-stage}`. They are read from the template, so what is shown and tested is what is deployed.
 */
export function readDefinitions(template: Template): Readonly<Record<string, Definition>> {
  const found: Record<string, Definition> = {};
  for (const resource of Object.values(template.Resources)) {
    if (resource.Type !== 'AWS::StepFunctions::StateMachine') continue;
    const name = resource.Metadata?.[WORKFLOW_METADATA];
    if (typeof name !== 'string') throw new Error('a state machine without a name');
    found[name] = JSON.parse(flatten(template, resource.Properties?.DefinitionString)) as Definition;
  }
  return found;
}

function flatten(template: Template, value: unknown): string {
  if (typeof value === 'string') return value;
  if (isIntrinsic(value, 'Fn::Join')) {
    const [separator, parts] = value['Fn::Join'] as [string, unknown[]];
    return parts.map((part) => flatten(template, part)).join(separator);
  }
  if (isIntrinsic(value, 'Fn::GetAtt')) {
    const [logicalId] = value['Fn::GetAtt'] as [string, string];
    const entry = template.Resources[logicalId]?.Metadata?.[ENTRY_METADATA];
    if (typeof entry === 'string') return `\${${entry.replace('functions/', '')}}`;
  }
  if (isIntrinsic(value, 'Ref') && value.Ref === 'AWS::Partition') return 'aws';
  throw new Error(`a definition refers to what it should not: ${JSON.stringify(value)}`);
}

function isIntrinsic<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && key in value;
}
