import { type Json, type Properties, TemplateNotUnderstood } from '../template/cloudformation.ts';
import type { Resource } from '../template/resolve.ts';

/** The stack's REST API: its paths with their methods, and what it answers by itself. */
export interface Api {
  readonly id: string;
  readonly stage: string;
  readonly root: PathNode;
  readonly responses: ReadonlyMap<string, GatewayResponse>;
}

export interface PathNode {
  /** As in the template: `/tasks/{taskId}`. */
  readonly path: string;
  readonly methods: Map<string, Method>;
  readonly children: Map<string, PathNode>;
  /** The child whose part is a parameter, and that parameter. */
  parameter?: { readonly name: string; readonly greedy: boolean; readonly node: PathNode };
}

export interface Method {
  readonly authorizer?: Authorizer;
  readonly integration: Integration;
}

type Integration =
  | { readonly kind: 'function'; readonly functionArn: string }
  | { readonly kind: 'mock'; readonly status: number; readonly headers: Headers; readonly body: string };

export interface Authorizer {
  readonly id: string;
  readonly functionArn: string;
  /** Headers without which nobody is asked. */
  readonly headers: readonly string[];
}

interface GatewayResponse {
  readonly status: number | undefined;
  readonly headers: Headers;
  readonly body: string | undefined;
}

type Headers = Readonly<Record<string, string>>;

/** Reads the API out of the stack; undefined where it has none. */
export function readApi(resources: readonly Resource[]): Api | undefined {
  const of = (type: string) => resources.filter((resource) => resource.type === `AWS::ApiGateway::${type}`);
  const [api, ...others] = of('RestApi');
  if (!api) return undefined;
  if (others.length > 0) throw new TemplateNotUnderstood('two REST APIs are not run locally');
  const root: PathNode = { path: '/', methods: new Map(), children: new Map() };
  const nodes = pathsBelow(root, `${api.name}-root`, of('Resource'));
  const authorizers = new Map(of('Authorizer').map((resource) => [resource.name, authorizerOf(resource)]));
  for (const method of of('Method')) addMethod(nodes, authorizers, method);
  return {
    id: api.name,
    stage: String(of('Stage')[0]?.properties.StageName ?? 'prod'),
    root,
    responses: new Map(
      of('GatewayResponse').map(({ properties }) => [
        String(properties.ResponseType),
        responseOf(properties),
      ]),
    ),
  };
}

function pathsBelow(root: PathNode, rootId: string, resources: readonly Resource[]): Map<string, PathNode> {
  const nodes = new Map([[rootId, root]]);
  const left = new Set(resources);
  while (left.size > 0) {
    const ready = [...left].filter(({ properties }) => nodes.has(String(properties.ParentId)));
    if (ready.length === 0) throw new TemplateNotUnderstood('an API resource without a parent');
    for (const resource of ready) {
      left.delete(resource);
      const parent = nodes.get(String(resource.properties.ParentId)) as PathNode;
      nodes.set(resource.name, addChild(parent, String(resource.properties.PathPart)));
    }
  }
  return nodes;
}

function addChild(parent: PathNode, part: string): PathNode {
  const path = `${parent.path === '/' ? '' : parent.path}/${part}`;
  const node: PathNode = { path, methods: new Map(), children: new Map() };
  const parameter = /^\{(.+?)(\+)?\}$/.exec(part);
  if (parameter) parent.parameter = { name: parameter[1] as string, greedy: parameter[2] === '+', node };
  else parent.children.set(part, node);
  return node;
}

function authorizerOf({ logicalId, name, properties }: Resource): Authorizer {
  const { Type, AuthorizerUri, IdentitySource, AuthorizerResultTtlInSeconds } = properties;
  if (Type !== 'REQUEST')
    throw new TemplateNotUnderstood(`${logicalId}: only REQUEST authorisers are run locally`);
  if (AuthorizerResultTtlInSeconds !== 0) {
    throw new TemplateNotUnderstood(
      `${logicalId}: results of an authoriser are not kept locally; set its TTL to 0`,
    );
  }
  const sources = String(IdentitySource ?? '')
    .split(',')
    .filter(Boolean);
  return {
    id: name,
    functionArn: functionOf(AuthorizerUri, logicalId),
    headers: sources.map((source) => {
      const [, header] = /^method\.request\.header\.(.+)$/.exec(source.trim()) ?? [];
      if (!header) throw new TemplateNotUnderstood(`${logicalId}: identity source ${source} is unknown here`);
      return header.toLowerCase();
    }),
  };
}

function addMethod(
  nodes: ReadonlyMap<string, PathNode>,
  authorizers: ReadonlyMap<string, Authorizer>,
  { logicalId, properties }: Resource,
): void {
  const { ResourceId, HttpMethod, AuthorizationType, AuthorizerId, Integration } = properties;
  const node = nodes.get(String(ResourceId));
  if (!node) throw new TemplateNotUnderstood(`${logicalId}: a method of no path`);
  const authorizer = authorizers.get(String(AuthorizerId));
  if (AuthorizationType !== 'NONE' && !authorizer) {
    throw new TemplateNotUnderstood(`${logicalId}: authorisation ${AuthorizationType} is not run locally`);
  }
  node.methods.set(String(HttpMethod), {
    ...(authorizer ? { authorizer } : {}),
    integration: integrationOf(Integration as Properties, logicalId),
  });
}

function integrationOf(integration: Properties, logicalId: string): Integration {
  if (integration.Type === 'AWS_PROXY') {
    return { kind: 'function', functionArn: functionOf(integration.Uri, logicalId) };
  }
  const [answer] = (integration.IntegrationResponses ?? []) as unknown as readonly Properties[];
  if (integration.Type !== 'MOCK' || !answer) {
    throw new TemplateNotUnderstood(`${logicalId}: integration ${integration.Type} is not run locally`);
  }
  return {
    kind: 'mock',
    status: Number(answer.StatusCode),
    headers: headersOf(answer.ResponseParameters, 'method.response.header.'),
    body: jsonTemplate(answer.ResponseTemplates) ?? '',
  };
}

function responseOf(properties: Properties): GatewayResponse {
  return {
    status: properties.StatusCode === undefined ? undefined : Number(properties.StatusCode),
    headers: headersOf(properties.ResponseParameters, 'gatewayresponse.header.'),
    body: jsonTemplate(properties.ResponseTemplates),
  };
}

/** Constant headers: their values are in quotes. */
function headersOf(parameters: Json | undefined, prefix: string): Headers {
  const entries = Object.entries((parameters ?? {}) as Record<string, string>);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (!name.startsWith(prefix) || !/^'.*'$/.test(value)) {
        throw new TemplateNotUnderstood(`response parameter ${name} = ${value} is unknown here`);
      }
      return [name.slice(prefix.length), value.slice(1, -1)];
    }),
  );
}

const jsonTemplate = (templates: Json | undefined): string | undefined =>
  (templates as Record<string, string> | undefined)?.['application/json'];

function functionOf(uri: Json | undefined, logicalId: string): string {
  const [, functionArn] = /\/functions\/(.+)\/invocations$/.exec(String(uri)) ?? [];
  if (!functionArn) throw new TemplateNotUnderstood(`${logicalId}: ${String(uri)} is no function`);
  return functionArn;
}

/** What a path leads to, with the parameters in it as they were written. */
export interface Found {
  readonly node: PathNode;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the path's node: a literal part before a parameter, that before a greedy one. */
export function findPath(root: PathNode, path: string): Found | undefined {
  const parts = path.split('/').slice(1);
  if (parts.length === 1 && parts[0] === '') return { node: root, parameters: {} };
  return descend(root, parts, {});
}

function descend(node: PathNode, parts: string[], parameters: Record<string, string>): Found | undefined {
  const [part, ...rest] = parts;
  if (part === undefined) return { node, parameters };
  const child = node.children.get(part);
  const literal = child && descend(child, rest, parameters);
  if (literal || !node.parameter || part === '') return literal;
  const { name, greedy, node: next } = node.parameter;
  if (greedy) return { node: next, parameters: { ...parameters, [name]: parts.join('/') } };
  return descend(next, rest, { ...parameters, [name]: part });
}
