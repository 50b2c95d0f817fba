/** Transitions a second and memory, beside the peer that runs in-process. `npm run bench:engine [executions]`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateMachine } from 'aws-local-stepfunctions';
import { type EngineOptions, openEngine } from '../index.ts';
import { JSONATA, JSONPATH, TRANSITIONS } from './machines.ts';

const EXECUTIONS = Number(process.argv[2] ?? 4000);
const START = Date.UTC(2026, 0, 5);

interface Figure {
  readonly name: string;
  readonly perSecond: number;
  readonly megabytes: number;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

async function measure(name: string, executions: number, work: () => Promise<unknown>): Promise<Figure> {
  const before = heap();
  const begun = performance.now();
  const kept = await work();
  const seconds = (performance.now() - begun) / 1000;
  const megabytes = heap() - before;
  if (kept === undefined) throw new Error(`${name} kept nothing`);
  return { name, perSecond: (executions * TRANSITIONS) / seconds, megabytes };
}

/** Runs the executions to their ends, one day after another by the virtual clock. */
async function ours(store: EngineOptions['store'], executions: number): Promise<unknown> {
  let now = START;
  const engine = await openEngine({
    store,
    now: () => now,
    region: 'eu-north-1',
    accountId: '000000000000',
    invokeLambda: async (_, payload) => ({ payload }),
  });
  const { stateMachineArn } = (await engine.call('CreateStateMachine', {
    name: 'bench',
    definition: JSON.stringify(JSONATA),
    roleArn: 'arn:aws:iam::000000000000:role/bench',
  })) as { stateMachineArn: string };
  const starts: Promise<unknown>[] = [];
  for (let index = 0; index < executions; index++) {
    const input = JSON.stringify({ id: `pathway-${index}`, round: 0 });
    starts.push(engine.call('StartExecution', { stateMachineArn, name: `execution-${index}`, input }));
  }
  await Promise.all(starts);
  await engine.settled();
  for (let due = engine.nextDueAt(); due !== undefined; due = engine.nextDueAt()) {
    now = due;
    await engine.fireDue();
  }
  const { executions: ended } = (await engine.call('ListExecutions', {
    stateMachineArn,
    statusFilter: 'SUCCEEDED',
  })) as { executions: unknown[] };
  if (ended.length !== Math.min(executions, 100)) throw new Error('Not all executions succeeded');
  return engine;
}

async function peer(executions: number): Promise<unknown> {
  const machine = new StateMachine(JSONPATH as unknown as ConstructorParameters<typeof StateMachine>[0]);
  const overrides = {
    taskResourceLocalHandlers: { Plan: async (input: object) => input, Ask: async (input: object) => input },
    waitTimeOverrides: { Rest: 0 },
  };
  const runs: Promise<unknown>[] = [];
  for (let index = 0; index < executions; index++) {
    runs.push(machine.run({ id: `pathway-${index}`, round: 0 }, { overrides: overrides as never }).result);
  }
  return Promise.all(runs);
}

function show({ name, perSecond, megabytes }: Figure): void {
  const micros = (1e6 / perSecond).toFixed(1);
  console.log(
    `${name.padEnd(42)} ${Math.round(perSecond).toLocaleString('en').padStart(9)} transitions/s ${micros.padStart(7)} µs each ${megabytes.toFixed(0).padStart(6)} MB kept`,
  );
}

const directory = mkdtempSync(join(tmpdir(), 'engine-bench-'));
try {
  console.log(`${EXECUTIONS} executions of ${TRANSITIONS} transitions, tasks that do nothing`);
  await ours('memory', 200);
  await peer(200);
  const memory = await measure('this engine, in memory, with history', EXECUTIONS, () =>
    ours('memory', EXECUTIONS),
  );
  show(memory);
  const other = await measure('aws-local-stepfunctions, no history', EXECUTIONS, () => peer(EXECUTIONS));
  show(other);
  const durable = await measure('this engine, durable (SQLite)', EXECUTIONS, () =>
    ours({ path: join(directory, 'bench.sqlite') }, EXECUTIONS),
  );
  show(durable);
  console.log(`in memory: ${(memory.perSecond / other.perSecond).toFixed(2)} times the peer (target 0.5)`);
  console.log(`durable: ${Math.round(durable.perSecond).toLocaleString('en')} a second (target 5,000)`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
