import { createContext, Script } from 'node:vm';

/** A request as a function at the edge has it, and may change it. */
export interface EdgeRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: Readonly<Record<string, { readonly value: string }>>;
}

/** What comes of a request: itself, perhaps for another path, or an answer at once. */
export type EdgeResult =
  | { readonly uri: string }
  | {
      readonly statusCode: number;
      readonly headers?: Readonly<Record<string, { readonly value: string }>>;
      readonly body?: string | { readonly data: string };
    };

/** CloudFront gives a function less than this, in milliseconds. */
const LONGEST_MS = 5000;

/**
 * Runs a CloudFront function for viewer requests: plain script in which `handler` is declared, without modules,
 * network or anything of Node's.
 */
export function edgeFunction(code: string): (request: EdgeRequest, viewerIp: string) => EdgeResult {
  const context = createContext({ event: '' }, { codeGeneration: { strings: false, wasm: false } });
  new Script(code, { filename: 'cloudfront-function.js' }).runInContext(context);
  const call = new Script('JSON.stringify(handler(JSON.parse(event)))');
  return (request, ip) => {
    context.event = JSON.stringify({
      version: '1.0',
      context: { eventType: 'viewer-request' },
      viewer: { ip },
      request: { ...request, querystring: {}, cookies: {} },
    });
    return JSON.parse(call.runInContext(context, { timeout: LONGEST_MS }) as string) as EdgeResult;
  };
}
