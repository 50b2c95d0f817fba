import { type Engine, type EngineOptions, openEngine } from '../../index.ts';
import { flatten } from './recording.ts';

export const ACCOUNT = '111111111111';
export const REGION = 'us-east-1';
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/machine`;
export const START = Date.UTC(2026, 0, 15, 12);

/** An engine with a clock of its own. */
export interface World {
  readonly engine: Engine;
  now: number;
  /** Moves the clock from one due instant to the next, up to an instant. */
  advanceTo(instant: number): Promise<number>;
  /** Moves the clock until nothing is due before `limit` (default 300 days from here). */
  drain(limit?: number): Promise<void>;
  create(definition: unknown, name?: string): Promise<string>;
  start(machineArn: string, input?: unknown, name?: string): Promise<string>;
  describe(executionArn: string): Promise<Description>;
  history(executionArn: string): Promise<Record<string, unknown>[]>;
  /** Creates a machine, runs it to its end, and says how it ended. */
  run(definition: unknown, input?: unknown): Promise<Description & { events: Record<string, unknown>[] }>;
}

interface Description {
  readonly status: string;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
}

export async function openWorld(options: Partial<EngineOptions> = {}, now = START): Promise<World> {
  const world: { now: number } = { now };
  const engine = await openEngine({
    store: 'memory',
    now: () => world.now,
    region: REGION,
    accountId: ACCOUNT,
    invokeLambda: async (_, payload) => ({ payload }),
    ...options,
  });
  return worldOf(engine, world);
}

/** A world around an engine whose clock is `clock.now`. */
export function worldOf(engine: Engine, clock: { now: number }): World {
  let machines = 0;
  const world: World = {
    engine,
    get now() {
      return clock.now;
    },
    set now(instant) {
      clock.now = instant;
    },
    async advanceTo(instant) {
      let fired = await engine.fireDue();
      for (;;) {
        const due = engine.nextDueAt();
        if (due === undefined || due > instant) break;
        clock.now = Math.max(clock.now, due);
        fired += await engine.fireDue();
      }
      clock.now = Math.max(clock.now, instant);
      return fired;
    },
    async drain(limit = clock.now + 300 * 86_400_000) {
      await engine.settled();
      for (;;) {
        const due = engine.nextDueAt();
        if (due === undefined || due > limit) return;
        clock.now = Math.max(clock.now, due);
        await engine.fireDue();
      }
    },
    async create(definition, name = `machine-${++machines}`) {
      const answer = (await engine.call('CreateStateMachine', {
        name,
        definition: typeof definition === 'string' ? definition : JSON.stringify(definition),
        roleArn: ROLE,
      })) as { stateMachineArn: string };
      return answer.stateMachineArn;
    },
    async start(stateMachineArn, input = {}, name) {
      const answer = (await engine.call('StartExecution', {
        stateMachineArn,
        input: JSON.stringify(input),
        ...(name === undefined ? {} : { name }),
      })) as { executionArn: string };
      return answer.executionArn;
    },
    async describe(executionArn) {
      const answer = (await engine.call('DescribeExecution', { executionArn })) as Description & {
        output?: string;
      };
      return 'output' in answer ? { ...answer, output: JSON.parse(answer.output!) as unknown } : answer;
    },
    async history(executionArn) {
      const events: Record<string, unknown>[] = [];
      let nextToken: string | undefined;
      do {
        const page = (await engine.call('GetExecutionHistory', {
          executionArn,
          maxResults: 1000,
          ...(nextToken === undefined ? {} : { nextToken }),
        })) as { events: Record<string, unknown>[]; nextToken?: string };
        events.push(...page.events.map(flatten));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return events;
    },
    async run(definition, input = {}) {
      const executionArn = await world.start(await world.create(definition), input);
      await world.drain();
      return { ...(await world.describe(executionArn)), events: await world.history(executionArn) };
    },
  };
  return world;
}

/** A definition in JSONata; the first state is where it starts. */
export function machine(
  states: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more };
}
