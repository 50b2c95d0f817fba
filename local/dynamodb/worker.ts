import { EventEmitter } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import { readBody } from '../aws/http.ts';
import { Gatekeeper, type Principals } from '../permissions.ts';
import { callsOf, expiriesIn } from './calls.ts';
import { ensureTable, rebuildIndexes, type TableDescription, withStore } from './internals.ts';

/** What the database's thread is started with. */
export interface DatabaseOptions {
  /** Directory of its files; in memory without. */
  readonly path?: string;
  readonly tables: readonly object[];
  readonly principals: Principals;
  readonly tableArnPrefix: string;
  /** One number that both threads see: requests taken so far. */
  readonly requests: SharedArrayBuffer;
  /** Tables whose items may delete themselves, and by which attribute. */
  readonly mortal: readonly { readonly name: string; readonly attribute: string }[];
  /** Seen by both threads: for each of those the soonest time to live that is asked for, in seconds. */
  readonly soonest: Float64Array;
}

/** What it tells when it is ready. */
export interface DatabaseReady {
  readonly port: number;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * dynalite in a thread of its own, so that the database works beside the handlers. Functions reach it directly;
 * therefore what they may do is looked at here, on the same request.
 */
async function run(options: DatabaseOptions): Promise<void> {
  const { made: server, store } = withStore(() =>
    dynalite({ ...(options.path ? { path: options.path } : {}), createTableMs: 0 }),
  );
  await store.db.open();
  for (const table of options.tables) {
    await rebuildIndexes(store, await ensureTable(store, table as TableDescription));
  }
  guard(server, options);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  parentPort?.once('message', () => {
    server.close();
    server.closeAllConnections();
  });
  const ready: DatabaseReady = { port: (server.address() as AddressInfo).port };
  parentPort?.postMessage(ready);
}

/** Puts the gatekeeper before dynalite's own handler, which then gets the body that was read. */
function guard(server: Server, options: DatabaseOptions): void {
  const { principals, tableArnPrefix, requests, mortal, soonest } = options;
  const gatekeeper = new Gatekeeper(principals);
  const counter = new Int32Array(requests);
  const [handle] = server.listeners('request') as [Handler];
  server.removeAllListeners('request');
  server.keepAliveTimeout = 60_000;
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    Atomics.add(counter, 0, 1);
    readBody(request).then(
      (body) => {
        const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
        const text = body.toString();
        const calls = callsOf(operation, text, tableArnPrefix);
        for (const [index, { name, attribute }] of mortal.entries())
          if (text.includes(name)) soonest[index] = Math.min(soonest[index]!, ...expiriesIn(text, attribute));
        const refusal = gatekeeper.refusal(request.headers.authorization, calls);
        if (refusal === undefined) replay(request, body, (again) => handle(again, response));
        else refuse(response, refusal);
      },
      () => response.destroy(),
    );
  });
}

function replay(
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  handle: (again: IncomingMessage) => void,
) {
  const again = Object.assign(new EventEmitter(), { method, url, headers });
  handle(again as unknown as IncomingMessage);
  again.emit('data', body);
  again.emit('end');
}

function refuse(response: ServerResponse, message: string): void {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message }));
}

await run(workerData as DatabaseOptions);
