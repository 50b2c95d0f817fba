import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import type { Execution } from '../execution.ts';
import type { LambdaAnswer } from '../index.ts';
import { SqliteStore } from '../store/sqlite.ts';
import { CHILD, SCENARIOS } from './support/scenarios.ts';
import { ACCOUNT, REGION, START, type World, worldOf } from './support/world.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'engine-crash-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

class Killed extends Error {}

/** A store whose process is killed after so many commits: the next one is lost, and all that follows. */
class MortalStore extends SqliteStore {
  #left: number;

  constructor(path: string, commits: number) {
    super(path);
    this.#left = commits;
  }

  override commit(executions: readonly Execution[]): void {
    if (this.#left-- <= 0) throw new Killed();
    super.commit(executions);
  }
}

interface Answered {
  readonly status: string;
  readonly output: unknown;
  readonly error: unknown;
  readonly events: readonly string[];
}

async function answer(payload: unknown): Promise<LambdaAnswer> {
  if ((payload as { fail?: boolean } | null)?.fail === true) {
    return { error: { errorType: 'Broken', errorMessage: 'as asked' } };
  }
  return { payload };
}

function open(path: string, clock: { now: number }, commits: number): World {
  const engine = createEngine(
    {
      store: { path },
      now: () => clock.now,
      region: REGION,
      accountId: ACCOUNT,
      invokeLambda: (_, payload) => answer(payload),
      random: () => 0.5,
    },
    new MortalStore(path, commits),
  );
  return worldOf(engine, clock);
}

let files = 0;

/** Runs a machine to its end, killed after each of the given numbers of commits and opened again. */
async function run(
  definition: unknown,
  deaths: readonly number[],
): Promise<{ answered: Answered; died: number }> {
  const path = join(directory, `${++files}.sqlite`);
  const clock = { now: START };
  const executionArn = `arn:aws:states:${REGION}:${ACCOUNT}:execution:machine:run`;
  let died = 0;
  for (const commits of [...deaths, Number.POSITIVE_INFINITY]) {
    const world = open(path, clock, commits);
    try {
      const machineArn = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:machine`;
      if (died === 0) {
        await world.create(CHILD, 'child');
        await world.create(definition, 'machine');
      }
      const known = await world.describe(executionArn).catch(() => undefined);
      if (known === undefined) await world.start(machineArn, { n: 0 }, 'run');
      await world.drain();
      const { status, output, error } = await world.describe(executionArn);
      const events = (await world.history(executionArn)).map((event) => JSON.stringify(event));
      await world.engine.close();
      return { answered: { status, output, error, events }, died };
    } catch (thrown) {
      if (!(thrown instanceof Killed)) throw thrown;
      died++;
      // The dead process lets go of its file; what it had not committed is gone.
      await world.engine.close();
    }
  }
  throw new Error('never reached');
}

/**
 * What must be the same. Branches that run at one instant may be recorded in another order, and each file has its own
 * seal for task tokens.
 */
function comparable({ events, ...rest }: Answered): unknown {
  const plain = (event: string) =>
    event.replace(/"(id|previousEventId)":\d+,?/g, '').replace(/\w+\.\w+\.\w+\.[\w-]{22}/g, 'token');
  return { ...rest, events: events.map(plain).sort() };
}

describe.each(Object.entries(SCENARIOS))('%s, killed and opened again', (_, definition) => {
  it('after each commit: the same end, the same history', async () => {
    const { answered: whole } = await run(definition, []);
    let commits = 0;
    for (;;) {
      const { answered, died } = await run(definition, [commits]);
      expect(comparable(answered), `killed after ${commits} commits`).toEqual(comparable(whole));
      if (died === 0) break;
      commits++;
    }
    expect(commits).toBeGreaterThan(1);
  });

  it('again and again', async () => {
    const { answered: whole } = await run(definition, []);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 6 }), async (deaths) => {
        const { answered } = await run(definition, deaths);
        expect(comparable(answered)).toEqual(comparable(whole));
      }),
      { numRuns: 15 },
    );
  });
});
