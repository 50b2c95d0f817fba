import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a server has it: always with method and address. */
export type ServerRequest = IncomingMessage & { readonly method: string; url: string };

export type Serve = (request: ServerRequest, response: ServerResponse) => void;

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Something else listens on the port. The message says which variable chooses another. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';
  constructor(port: number, variable: string, cause: Error) {
    super(`port ${port} is in use by another program: set ${variable} to a free one`, { cause });
  }
}

const inUse = ({ code }: NodeJS.ErrnoException): boolean => code === 'EADDRINUSE';

/**
 * Listens on the loopback interface alone, by both its addresses: `localhost` is one or the other.
 * @param variable the environment variable that the port comes from, for the message
 */
export async function listen(port: number, variable: string, handle: Serve): Promise<Listening> {
  const first = await start('127.0.0.1', port, handle).catch((error: NodeJS.ErrnoException) => {
    throw inUse(error) ? new PortInUse(port, variable, error) : error;
  });
  const taken = (first.address() as AddressInfo).port;
  const second = await start('::1', taken, handle).catch(async (error: NodeJS.ErrnoException) => {
    // A machine without IPv6 has one address only; of a port that nobody chose, one is enough.
    if (!inUse(error) || port === 0) return undefined;
    await stop(first);
    throw new PortInUse(taken, variable, error);
  });
  const servers = second ? [first, second] : [first];
  return {
    port: taken,
    async close() {
      await Promise.all(servers.map(stop));
    },
  };
}

async function start(host: string, port: number, handle: Serve): Promise<Server> {
  const server = createServer((request, response) => handle(request as ServerRequest, response));
  server.keepAliveTimeout = 60_000;
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

async function stop(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  // Whoever keeps a connection open is not waited for.
  setImmediate(() => server.closeAllConnections());
  await closed;
}
