import { type Json, type Properties, type Template, TemplateNotUnderstood } from './cloudformation.ts';
import { type Location, location } from './names.ts';
import { type Statement, statementsByRole } from './policies.ts';
import { type Resource, resolveTemplate } from './resolve.ts';

/** The stack as the local runtime runs it. */
export interface Stack {
  readonly at: Location;
  readonly resources: readonly Resource[];
  readonly tables: readonly TableResource[];
  readonly functions: readonly FunctionResource[];
  readonly stateMachines: readonly MachineResource[];
  readonly keys: readonly KeyResource[];
  /** What the roles of the state machines allow, all together: the engine does not tell which one calls. */
  readonly machineStatements: readonly Statement[];
  /** Which services may call which functions, and on behalf of what. */
  readonly invocations: readonly Invocation[];
}

export interface Invocation {
  readonly principal: string;
  readonly functionArn: string;
  /** A pattern; `*` where the permission names no source. */
  readonly sourceArn: string;
}

interface Named {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
}

interface TableResource extends Named {
  /** The input of DynamoDB's `CreateTable`. */
  readonly definition: Properties & { readonly TableName: string };
  /** The attribute by which items delete themselves; none where the table has no time to live. */
  readonly timeToLive?: string;
}

export interface FunctionResource extends Named {
  /** Folder of its source, from the project's root: `functions/start-pathway`. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMB: number;
  readonly statements: readonly Statement[];
}

export interface MachineResource extends Named {
  readonly definition: string;
  readonly roleArn: string;
}

export interface KeyResource extends Named {
  readonly spec: string;
}

/** Where CDK says which folder a function's source is in. */
const ENTRY_METADATA = 'vel-hjem:entry';

/**
 * Reads the stack out of a template.
 * @throws TemplateNotUnderstood for anything that would otherwise silently not run
 */
export function readStack(template: Template, stackName: string): Stack {
  const at = location(stackName);
  const resources = resolveTemplate(template, at);
  const roles = statementsByRole(resources);
  // CloudFormation calls these, at a deployment: they are no part of what runs.
  const providers = new Set(resources.map(({ properties }) => properties.ServiceToken));
  const isProvider = ({ name }: Resource) => providers.has(arnOf(at, 'lambda', `function:${name}`));
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  const stateMachines = of('AWS::StepFunctions::StateMachine').map((resource) => machineOf(resource, at));
  const machineRoles = stateMachines.flatMap(({ roleArn }) => roles.get(roleName(roleArn)) ?? []);
  return {
    at,
    resources,
    tables: of('AWS::DynamoDB::Table').map((resource) => tableOf(resource, at)),
    functions: of('AWS::Lambda::Function')
      .filter((resource) => !isProvider(resource))
      .map((resource) => functionOf(resource, at, roles)),
    stateMachines,
    keys: of('AWS::KMS::Key').map((resource) => keyOf(resource, at)),
    machineStatements: machineRoles,
    invocations: of('AWS::Lambda::Permission').map(({ properties }) => ({
      principal: text(properties.Principal),
      functionArn: text(properties.FunctionName),
      sourceArn: text(properties.SourceArn) || '*',
    })),
  };
}

const arnOf = (at: Location, service: string, rest: string) =>
  `arn:${at.partition}:${service}:${at.region}:${at.account}:${rest}`;
const roleName = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

function tableOf({ logicalId, name, properties }: Resource, at: Location): TableResource {
  const { KeySchema = [], AttributeDefinitions = [], GlobalSecondaryIndexes } = properties;
  if (properties.LocalSecondaryIndexes || properties.StreamSpecification) {
    throw new TemplateNotUnderstood(`${logicalId}: local indexes and streams are not run locally`);
  }
  const { AttributeName, Enabled } = (properties.TimeToLiveSpecification ?? {}) as Properties;
  return {
    logicalId,
    name,
    arn: arnOf(at, 'dynamodb', `table/${name}`),
    ...(Enabled === true ? { timeToLive: String(AttributeName) } : {}),
    definition: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema,
      AttributeDefinitions,
      ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes } : {}),
    },
  };
}

function functionOf(
  { logicalId, name, properties, metadata }: Resource,
  at: Location,
  roles: ReadonlyMap<string, readonly Statement[]>,
): FunctionResource {
  const entry = metadata[ENTRY_METADATA];
  if (typeof entry !== 'string') {
    throw new TemplateNotUnderstood(`${logicalId}: no metadata ${ENTRY_METADATA} says where its source is`);
  }
  const environment = (properties.Environment as Properties | undefined)?.Variables;
  return {
    logicalId,
    name,
    arn: arnOf(at, 'lambda', `function:${name}`),
    entry,
    environment: (environment ?? {}) as Record<string, string>,
    timeoutSeconds: Number(properties.Timeout ?? 3),
    memoryMB: Number(properties.MemorySize ?? 128),
    statements: roles.get(roleName(text(properties.Role))) ?? [],
  };
}

function machineOf({ logicalId, name, properties }: Resource, at: Location): MachineResource {
  const definition = properties.DefinitionString ?? JSON.stringify(properties.Definition);
  if (typeof definition !== 'string' || properties.DefinitionSubstitutions) {
    throw new TemplateNotUnderstood(
      `${logicalId}: a definition that is not in the template is not run locally`,
    );
  }
  return {
    logicalId,
    name,
    arn: arnOf(at, 'states', `stateMachine:${name}`),
    definition,
    roleArn: text(properties.RoleArn),
  };
}

function keyOf({ logicalId, name, properties }: Resource, at: Location): KeyResource {
  return {
    logicalId,
    name,
    arn: arnOf(at, 'kms', `key/${name}`),
    spec: text(properties.KeySpec) || 'SYMMETRIC_DEFAULT',
  };
}
