import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Something else listens on the port. The message says which variable chooses another. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';
}

/**
 * Listens on the loopback interface alone, by both its addresses: `localhost` is one or the other.
 * @param variable the environment variable that the port comes from, for the message
 */
export async function listen(port: number, variable: string, handle: RequestListener): Promise<Listening> {
  const first = await start('127.0.0.1', port, handle).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new PortInUse(`port ${port} is in use by another program: set ${variable} to a free one`, {
      cause: error,
    });
  });
  const taken = (first.address() as AddressInfo).port;
  // A machine without IPv6 has one address only.
  const second = await start('::1', taken, handle).catch(() => undefined);
  const servers = second ? [first, second] : [first];
  return {
    port: taken,
    async close() {
      await Promise.all(servers.map(stop));
    },
  };
}

async function start(host: string, port: number, handle: RequestListener): Promise<Server> {
  const server = createServer(handle);
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
