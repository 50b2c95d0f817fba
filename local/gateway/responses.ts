import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Api } from './api.ts';

/** What goes back to the caller. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** The answers that API Gateway gives by itself, with AWS's own status where the stack sets none. */
const statuses = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  INTEGRATION_FAILURE: 504,
  MISSING_AUTHENTICATION_TOKEN: 403,
  REQUEST_TOO_LARGE: 413,
  UNAUTHORIZED: 401,
} as const;
export type ResponseType = keyof typeof statuses;

/** An answer of the gateway's own, in the stack's words. */
export function gatewayReply(api: Api, type: ResponseType, requestId: string): Reply {
  const fallback = api.responses.get(statuses[type] < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  const response = api.responses.get(type) ?? fallback;
  const body = response?.body ?? '{"message":$context.error.messageString}';
  return {
    status: response?.status ?? statuses[type],
    headers: { 'Content-Type': 'application/json', ...response?.headers },
    body: body
      .replaceAll('$context.error.messageString', JSON.stringify(type))
      .replaceAll('$context.error.message', type)
      .replaceAll('$context.error.responseType', type)
      .replaceAll('$context.requestId', requestId),
  };
}

interface FunctionResponse {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly multiValueHeaders?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

/** A function's answer as a reply; undefined where it is not of the shape that API Gateway takes. */
export function functionReply(payload: unknown): Reply | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { statusCode, headers, multiValueHeaders, isBase64Encoded, ...rest } = payload as FunctionResponse;
  const status = Number(statusCode);
  const body = rest.body ?? '';
  if (!Number.isInteger(status) || status < 200 || status > 599 || typeof body !== 'string') return undefined;
  const given = [...Object.entries(headers ?? {}), ...Object.entries(multiValueHeaders ?? {})].map(
    ([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)] as const,
  );
  if (!given.every(([name, value]) => canBeSent(name, value))) return undefined;
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...caseless(given) },
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}

function canBeSent(name: string, value: string | readonly string[]): boolean {
  try {
    validateHeaderName(name);
    for (const one of [value].flat()) validateHeaderValue(name, one);
    return true;
  } catch {
    return false;
  }
}

/** Headers whose names are the same but for case replace each other; the default content type among them. */
function caseless(headers: readonly (readonly [string, string | string[]])[]) {
  return Object.fromEntries(
    headers.map(([name, value]) => [/^content-type$/i.test(name) ? 'Content-Type' : name, value]),
  );
}
