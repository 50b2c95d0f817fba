import { randomUUID } from 'node:crypto';
import type { ServerRequest } from '../servers.ts';
import type { Location } from '../template/names.ts';
import type { Api, Found } from './api.ts';

/** A request, as API Gateway's REST API hands it to functions (payload format 1.0). */
export interface ProxyEvent {
  readonly resource: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  readonly queryStringParameters: Readonly<Record<string, string>> | null;
  readonly multiValueQueryStringParameters: Readonly<Record<string, readonly string[]>> | null;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  readonly stageVariables: null;
  readonly requestContext: Readonly<Record<string, unknown>> & { readonly requestId: string };
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

export interface EventOptions {
  readonly api: Api;
  readonly at: Location;
  /** Virtual time, in milliseconds. */
  readonly now: number;
}

/** Makes the event of a request. Path parameters are as they were written: API Gateway does not decode them. */
export function eventOf(
  request: ServerRequest,
  url: URL,
  found: Found,
  body: Buffer,
  { api, at, now }: EventOptions,
): ProxyEvent {
  const { method } = request;
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
  const forwarded: [string, string][] = [
    ['X-Forwarded-For', sourceIp],
    ['X-Forwarded-Port', String(request.socket.localPort)],
    ['X-Forwarded-Proto', 'http'],
  ];
  const headers = grouped([...headerPairs(request), ...forwarded]);
  const query = grouped([...url.searchParams]);
  const requestId = randomUUID();
  return {
    resource: found.node.path,
    path: url.pathname,
    httpMethod: method,
    headers: last(headers),
    multiValueHeaders: headers,
    queryStringParameters: url.searchParams.size === 0 ? null : last(query),
    multiValueQueryStringParameters: url.searchParams.size === 0 ? null : query,
    pathParameters: Object.keys(found.parameters).length === 0 ? null : found.parameters,
    stageVariables: null,
    requestContext: {
      accountId: at.account,
      apiId: api.id,
      domainName: request.headers.host ?? 'localhost',
      domainPrefix: 'localhost',
      extendedRequestId: requestId,
      httpMethod: method,
      identity: { sourceIp, userAgent: request.headers['user-agent'] ?? null, accountId: null, caller: null },
      path: `/${api.stage}${url.pathname}`,
      protocol: `HTTP/${request.httpVersion}`,
      requestId,
      requestTime: commonLogTime(now),
      requestTimeEpoch: now,
      resourceId: found.node.path,
      resourcePath: found.node.path,
      stage: api.stage,
    },
    body: body.length === 0 ? null : body.toString('utf8'),
    isBase64Encoded: false,
  };
}

function headerPairs({ rawHeaders }: ServerRequest): [string, string][] {
  return Array.from({ length: rawHeaders.length / 2 }, (_, n) => [
    rawHeaders[2 * n] as string,
    rawHeaders[2 * n + 1] as string,
  ]);
}

function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups: Record<string, string[]> = Object.create(null);
  for (const [name, value] of pairs) groups[name] = [...(groups[name] ?? []), value];
  return { ...groups };
}

const last = (groups: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, values.at(-1) as string]));

/** `21/Nov/2026:22:30:00 +0000`. */
function commonLogTime(now: number): string {
  const [, day, month, year, time] = new Date(now).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
