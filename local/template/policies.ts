import type { Json, Properties } from './cloudformation.ts';
import type { Resource } from './resolve.ts';

/** A statement of an IAM policy, as it is evaluated: lists where the policy may have single values. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: readonly string[] | undefined;
  readonly resources: readonly string[];
  readonly notResources: readonly string[] | undefined;
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** The statements of every role of the stack, by role ARN's last part: its name. */
export function statementsByRole(resources: readonly Resource[]): ReadonlyMap<string, readonly Statement[]> {
  const byRole = new Map<string, Statement[]>();
  const add = (role: string, document: Json | undefined) => {
    byRole.set(role, [...(byRole.get(role) ?? []), ...statementsOf(document as unknown as Properties)]);
  };
  for (const { type, name, properties } of resources) {
    if (type === 'AWS::IAM::Role') {
      byRole.set(name, byRole.get(name) ?? []);
      for (const policy of (properties.Policies ?? []) as unknown as Properties[]) {
        add(name, policy.PolicyDocument);
      }
    }
    if (type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy') {
      for (const role of (properties.Roles ?? []) as readonly string[]) add(role, properties.PolicyDocument);
    }
  }
  return byRole;
}

/** A policy document's statements; also that which an authoriser answers. */
export function statementsOf(document: { readonly Statement?: unknown }): Statement[] {
  return list<Record<string, unknown>>(document.Statement as Record<string, unknown>).map((statement) => ({
    effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
    actions: list(statement.Action as string | undefined),
    notActions: statement.NotAction === undefined ? undefined : list(statement.NotAction as string),
    resources: list(statement.Resource as string | undefined),
    notResources: statement.NotResource === undefined ? undefined : list(statement.NotResource as string),
    conditions: conditionsOf(statement.Condition as Record<string, Record<string, unknown>> | undefined),
  }));
}

function conditionsOf(block: Record<string, Record<string, unknown>> = {}): Condition[] {
  return Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({
      operator,
      key,
      values: list(values as string).map(String),
    })),
  );
}

function list<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
