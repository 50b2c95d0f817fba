import type { IncomingMessage } from 'node:http';

/** What a service answers. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A body is not what the protocol says. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** Reads a JSON protocol's input; nothing is an empty one. */
export function inputOf<T extends object>(body: string): T {
  let input: unknown;
  try {
    input = JSON.parse(body || '{}');
  } catch (cause) {
    throw new Malformed('The body is not JSON', { cause });
  }
  if (typeof input !== 'object' || input === null) throw new Malformed('The body is not a JSON object');
  return input as T;
}

/** A body is larger than it may be. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Reads a request's body; rejects with `BodyTooLarge` past `limit` bytes, once the rest has been let go by. */
export function readBody(request: IncomingMessage, limit = Number.POSITIVE_INFINITY): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    });
    request.on('end', () => {
      if (size > limit) reject(new BodyTooLarge(`the body has ${size} bytes, ${limit} at most`));
      else resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    });
    request.on('error', reject);
  });
}
