import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Principals } from '../permissions.ts';
import type { Stack } from '../template/stack.ts';
import type { DatabaseOptions, DatabaseReady } from './worker.ts';

export interface Database {
  /** Where DynamoDB's protocol is spoken, on the loopback interface. */
  readonly port: number;
  /** Requests taken so far, of functions and of others. */
  requests(): number;
  /** By table, the soonest time to live that has been written since it was last set here; in seconds of Unix time. */
  readonly expiries: ReadonlyMap<string, Expiry>;
  close(): Promise<void>;
}

/** A number that the database's thread writes, too. */
export interface Expiry {
  get(): number;
  set(seconds: number): void;
}

/** Opens the stack's tables: on disk at `path`, or in memory. Indexes are rebuilt from the items. */
export async function openDatabase(
  stack: Stack,
  principals: Principals,
  path: string | undefined,
): Promise<Database> {
  const { region, account, partition } = stack.at;
  const counter = new SharedArrayBuffer(4);
  const mortal = stack.tables.filter(({ timeToLive }) => timeToLive !== undefined);
  const soonest = new Float64Array(new SharedArrayBuffer(8 * mortal.length));
  const options: DatabaseOptions = {
    requests: counter,
    mortal: mortal.map(({ name, timeToLive }) => ({ name, attribute: timeToLive as string })),
    soonest,
    ...(path === undefined ? {} : { path }),
    tables: stack.tables.map(({ definition }) => definition),
    principals,
    tableArnPrefix: `arn:${partition}:dynamodb:${region}:${account}:table/`,
  };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: options,
    // dynalite makes ARNs of these.
    env: { AWS_REGION: region, AWS_ACCOUNT_ID: account },
    execArgv: [],
  });
  const [ready] = (await Promise.race([once(worker, 'message'), failed(worker)])) as [DatabaseReady];
  return {
    port: ready.port,
    requests: () => Atomics.load(new Int32Array(counter), 0),
    expiries: new Map(
      mortal.map(({ name }, index) => [
        name,
        {
          get: () => soonest[index] as number,
          set: (seconds) => {
            soonest[index] = seconds;
          },
        },
      ]),
    ),
    async close() {
      const exited = once(worker, 'exit');
      worker.postMessage('close');
      await exited;
    },
  };
}

async function failed(worker: Worker): Promise<never> {
  const [error] = await once(worker, 'error');
  throw error;
}
