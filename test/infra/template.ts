import { synthesise, type Template, type TemplateResource } from '../../infra/build.ts';
import { ENTRY_METADATA } from '../../infra/constructs/function.ts';

/** A deployment that has everything: what may be left out as well. */
export const everything = {
  personRegistryFunctionArn: 'arn:aws:lambda:eu-north-1:111111111111:function:person-registry',
  certificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/pages',
  trialSignIn: true,
} as const;

/** The template as the tests look at it: synthesised once a file, without bundles. */
export const { stackName, template } = synthesise({ bundling: false, context: everything });

export type Resource = TemplateResource & { readonly logicalId: string };

export function resources(type: string, from: Template = template): readonly Resource[] {
  return Object.entries(from.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, resource]) => ({ ...resource, logicalId }));
}

export function properties<T = Record<string, unknown>>(resource: TemplateResource): T {
  return (resource.Properties ?? {}) as T;
}

/** Functions by entry: `start-pathway`. */
export function functionsByEntry(from: Template = template): ReadonlyMap<string, Resource> {
  return new Map(
    // but for those that CDK brings along, which run at a deployment alone
    resources('AWS::Lambda::Function', from).flatMap((resource) => {
      const entry = resource.Metadata?.[ENTRY_METADATA];
      return entry === undefined ? [] : [[String(entry).replace('functions/', ''), resource] as const];
    }),
  );
}

export function environmentOf(resource: TemplateResource): Readonly<Record<string, unknown>> {
  return properties<{ Environment: { Variables: Record<string, unknown> } }>(resource).Environment.Variables;
}

/** The logical id that an intrinsic refers to. */
export function target(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('Ref' in value) return String(value.Ref);
  if ('Fn::GetAtt' in value) return String((value['Fn::GetAtt'] as unknown[])[0]);
  return undefined;
}

/** Every logical id that a value refers to, however deep. */
export function references(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Fn::Sub' in value) {
    const names = [...String(value['Fn::Sub']).matchAll(/\$\{([^}]+)\}/g)];
    return names.map(([, name]) => name!);
  }
  const own = target(value);
  return own !== undefined ? [own] : Object.values(value).flatMap(references);
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: Readonly<Record<string, unknown>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Policy {
  readonly Statement: readonly Statement[];
}

export const list = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? value : [value as T];

/** All that a role may do: its own policies, and those attached to it. */
export function statementsOfRole(roleId: string, from: Template = template): readonly Statement[] {
  const role = properties<{ Policies?: { PolicyDocument: Policy }[] }>(from.Resources[roleId]!);
  const attached = resources('AWS::IAM::Policy', from)
    .map((policy) => properties<{ Roles: unknown[]; PolicyDocument: Policy }>(policy))
    .filter(({ Roles }) => Roles.some((attachedTo) => target(attachedTo) === roleId));
  return [...(role.Policies ?? []), ...attached].flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** All that a function may do. */
export function statementsOf(entry: string, from: Template = template): readonly Statement[] {
  const found = functionsByEntry(from).get(entry);
  if (!found) throw new Error(`no function ${entry}`);
  return statementsOfRole(target(properties(found).Role)!, from);
}

/** `action on logical id` (or on the literal) for each that is allowed. */
export function allowed(statements: readonly Statement[]): readonly string[] {
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      list(Action).flatMap((action) =>
        list(Resource).map((resource) => `${action} on ${describeResource(resource)}`),
      ),
    )
    .sort();
}

function describeResource(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const join = (resource as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
  if (!join) return target(resource) ?? JSON.stringify(resource);
  return join[1].map((part) => (typeof part === 'string' ? part : target(part))).join('');
}
