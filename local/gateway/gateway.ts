import { BodyTooLarge, readBody } from '../aws/http.ts';
import type { InvocationResult } from '../lambda/functions.ts';
import { allows, like } from '../permissions.ts';
import type { ServerRequest } from '../servers.ts';
import { TemplateNotUnderstood } from '../template/cloudformation.ts';
import { statementsOf } from '../template/policies.ts';
import type { Stack } from '../template/stack.ts';
import { type Api, type Authorizer, findPath, type Method, type PathNode, readApi } from './api.ts';
import { eventOf, type ProxyEvent } from './event.ts';
import { functionReply, gatewayReply, type Reply } from './responses.ts';

export interface GatewayOptions {
  readonly stack: Stack;
  readonly now: () => number;
  readonly invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
  /** Told of a function behind a route that failed. */
  readonly onFailure: (functionArn: string, error: { errorType: string; errorMessage: string }) => void;
}

export type Gateway = (request: ServerRequest, url: URL) => Promise<Reply>;

/** What API Gateway takes at most, in bytes. */
const LARGEST_BODY = 10 * 1024 * 1024;

/**
 * The stack's REST API, with its routes, authoriser and own answers.
 * @throws TemplateNotUnderstood where a function behind a route may not be called by API Gateway
 */
export function createGateway(options: GatewayOptions): Gateway {
  const api = readApi(options.stack.resources);
  if (!api) return async () => ({ status: 404, headers: {}, body: '' });
  for (const route of routesOf(api.root)) demandPermissions(options.stack, api, route);
  return async (request, url) => {
    const reply = await serve(api, options, request, url);
    // as API Gateway dates its answers: pages reckon deadlines from it, here by the virtual clock
    return { ...reply, headers: { ...reply.headers, Date: new Date(options.now()).toUTCString() } };
  };
}

async function serve(api: Api, options: GatewayOptions, request: ServerRequest, url: URL): Promise<Reply> {
  const found = findPath(api.root, url.pathname);
  const method = found?.node.methods.get(request.method) ?? found?.node.methods.get('ANY');
  const body = await readBody(request, LARGEST_BODY).catch((error: Error) => error);
  if (!found || !method) return gatewayReply(api, 'MISSING_AUTHENTICATION_TOKEN', '');
  if (body instanceof BodyTooLarge) return gatewayReply(api, 'REQUEST_TOO_LARGE', '');
  if (body instanceof Error) throw body;
  const event = eventOf(request, url, found, body, { api, at: options.stack.at, now: options.now() });
  const authorized = method.authorizer ? await authorize(api, options, method.authorizer, event) : event;
  return 'status' in authorized ? authorized : integrate(api, options, method, authorized);
}

/** Asks the authoriser: the event with what it told, or the refusal. */
async function authorize(
  api: Api,
  { stack, invoke, onFailure }: GatewayOptions,
  authorizer: Authorizer,
  event: ProxyEvent,
): Promise<ProxyEvent | Reply> {
  const { requestId } = event.requestContext;
  const given = new Set(
    Object.entries(event.headers)
      .filter(([, value]) => value !== '')
      .map(([name]) => name.toLowerCase()),
  );
  if (!authorizer.headers.every((header) => given.has(header)))
    return gatewayReply(api, 'UNAUTHORIZED', requestId);
  const { body, isBase64Encoded, ...asked } = event;
  const methodArn = `${apiArn(stack, api)}/${api.stage}/${event.httpMethod}${event.path}`;
  const result = await invoke(authorizer.functionArn, { type: 'REQUEST', methodArn, ...asked });
  if ('error' in result) {
    if (result.error.errorMessage === 'Unauthorized') return gatewayReply(api, 'UNAUTHORIZED', requestId);
    onFailure(authorizer.functionArn, result.error);
    return gatewayReply(api, 'AUTHORIZER_FAILURE', requestId);
  }
  const { principalId, policyDocument, context } = (result.payload ?? {}) as AuthorizerAnswer;
  if (!principalId || !policyDocument) return gatewayReply(api, 'AUTHORIZER_CONFIGURATION_ERROR', requestId);
  const call = { action: 'execute-api:Invoke', resources: [methodArn] };
  if (!allows(statementsOf(policyDocument), call)) return gatewayReply(api, 'ACCESS_DENIED', requestId);
  // API Gateway hands on every value as text.
  const told = Object.entries(context ?? {}).map(([name, value]) => [
    name,
    value === null ? null : String(value),
  ]);
  return {
    ...event,
    requestContext: { ...event.requestContext, authorizer: { principalId, ...Object.fromEntries(told) } },
  };
}

interface AuthorizerAnswer {
  readonly principalId?: string;
  readonly policyDocument?: { readonly Statement?: unknown };
  readonly context?: Readonly<Record<string, unknown>>;
}

async function integrate(
  api: Api,
  { invoke, onFailure }: GatewayOptions,
  { integration }: Method,
  event: ProxyEvent,
): Promise<Reply> {
  if (integration.kind === 'mock') {
    const { status, headers, body } = integration;
    return { status, headers: { 'Content-Type': 'application/json', ...headers }, body };
  }
  const result = await invoke(integration.functionArn, event);
  const reply = 'error' in result ? undefined : functionReply(result.payload);
  if (reply) return reply;
  const error =
    'error' in result ? result.error : { errorType: 'BadResponse', errorMessage: 'not a proxy response' };
  onFailure(integration.functionArn, error);
  // API Gateway has no type of its own for a function that failed: 502, in the words of DEFAULT_5XX.
  const { headers, body } = gatewayReply(api, 'API_CONFIGURATION_ERROR', event.requestContext.requestId);
  return { status: 502, headers, body };
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly target: Method;
}

function routesOf(node: PathNode): Route[] {
  const own = [...node.methods].map(([method, target]) => ({ method, path: node.path, target }));
  const below = [...node.children.values(), ...(node.parameter ? [node.parameter.node] : [])];
  return [...own, ...below.flatMap(routesOf)];
}

const apiArn = ({ at }: Stack, api: Api): string =>
  `arn:${at.partition}:execute-api:${at.region}:${at.account}:${api.id}`;

function demandPermissions(stack: Stack, api: Api, { method, path, target }: Route): void {
  const arn = apiArn(stack, api);
  const demand = (functionArn: string, sourceArn: string) => {
    const allowed = stack.invocations.some(
      (permission) =>
        permission.principal === 'apigateway.amazonaws.com' &&
        permission.functionArn === functionArn &&
        like(permission.sourceArn, sourceArn),
    );
    if (!allowed) throw new TemplateNotUnderstood(`API Gateway may not call ${functionArn} for ${sourceArn}`);
  };
  if (target.authorizer) demand(target.authorizer.functionArn, `${arn}/authorizers/${target.authorizer.id}`);
  if (target.integration.kind === 'function') {
    demand(
      target.integration.functionArn,
      `${arn}/${api.stage}/${method}${path.replaceAll(/\{[^}]+\}/g, 'x')}`,
    );
  }
}
