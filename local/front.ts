import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import type { Reply } from './gateway/responses.ts';
import type { Serve, ServerRequest } from './servers.ts';

/** A server's listener, whose work is known only after its port is. */
export class Front {
  serve: Serve | undefined;

  readonly listener: Serve = (request, response) => {
    if (this.serve) return this.serve(request, response);
    write(response, problem(503, 'Starting', 'Not everything is there yet.'));
  };
}

/** Answers a request with what `serve` makes of it; what that throws is told to `trouble`, not to the caller. */
export async function reply(
  { url }: ServerRequest,
  response: ServerResponse,
  trouble: (what: string) => void,
  serve: (url: URL) => Promise<Reply>,
): Promise<void> {
  // Not relative to a base: `//units` is a path here, not a host.
  const address = url.startsWith('/') ? `http://localhost${url}` : url;
  if (!URL.canParse(address)) {
    return write(response, problem(400, 'Bad request', 'The address is not one.'));
  }
  try {
    write(response, await serve(new URL(address)));
  } catch (error) {
    if (response.destroyed) return;
    trouble(inspect(error));
    write(response, problem(500, 'Internal error', 'The local runtime failed; its terminal says how.'));
  }
}

export function write(response: ServerResponse, { status, headers, body }: Reply): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  // 304 tells of the body that the caller has.
  response.writeHead(status, status === 304 ? {} : { 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

const problem = (status: number, title: string, detail: string): Reply => ({
  status,
  headers: { 'Content-Type': 'application/problem+json' },
  body: JSON.stringify({ type: 'about:blank', title, status, detail }),
});
