import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { machine, openWorld, START } from './support/world.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:ask';
const INVOKE = 'arn:aws:states:::lambda:invoke';

it('does not open the file of another version', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-version-'));
  const path = join(directory, 'engine.sqlite');
  await (await openWorld({ store: { path } })).engine.close();
  const file = new DatabaseSync(path);
  file.exec(`UPDATE meta SET value = '2' WHERE name = 'schema'`);
  file.close();
  await expect(openWorld({ store: { path } })).rejects.toThrow(
    `${path} has schema version 2; this engine reads version 1`,
  );
  rmSync(directory, { recursive: true, force: true });
});

it('ends a task on time after it was opened again', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-late-'));
  const store = { path: join(directory, 'engine.sqlite') };
  const first = await openWorld({ store });
  const arn = await first.start(
    await first.create(
      machine({
        Each: {
          Type: 'Map',
          Items: [1, 2],
          ItemProcessor: {
            StartAt: 'Ask',
            States: {
              Ask: {
                Type: 'Task',
                Resource: `${INVOKE}.waitForTaskToken`,
                Arguments: { FunctionName: FUNCTION, Payload: '{% $states.context.Map.Item.Value %}' },
                TimeoutSeconds: 60,
                Catch: [{ ErrorEquals: ['States.Timeout'], Output: 'late', Next: 'Late' }],
                End: true,
              },
              Late: { Type: 'Pass', End: true },
            },
          },
          End: true,
        },
      }),
    ),
  );
  await first.engine.settled();
  await first.engine.close();
  const again = await openWorld({ store }, START + 1000);
  expect(await again.advanceTo(START + 60_000)).toBe(2);
  expect(await again.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: ['late', 'late'] });
  await again.engine.close();
  rmSync(directory, { recursive: true, force: true });
});

describe.each(['memory', 'sqlite'] as const)('an engine (%s)', (kind) => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'engine-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  const store = () => (kind === 'memory' ? ('memory' as const) : { path: join(directory, 'engine.sqlite') });

  it('waits by the clock of its owner', async () => {
    const world = await openWorld({ store: store() });
    const arn = await world.start(
      await world.create(
        machine({
          Wait: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'Far' },
          Far: { Type: 'Wait', Timestamp: '2028-01-01T00:00:00Z', End: true },
        }),
      ),
      { seconds: 90 },
    );
    expect(world.engine.nextDueAt()).toBe(START + 90_000);
    expect(await world.advanceTo(START + 89_999)).toBe(0);
    expect(await world.advanceTo(START + 90_000)).toBe(1);
    expect(world.engine.nextDueAt()).toBe(START + 365 * 86_400_000);
    expect((await world.describe(arn)).status).toBe('RUNNING');
    await world.engine.close();
  });

  it('hands out task tokens and takes the answers', async () => {
    const tokens: string[] = [];
    const world = await openWorld({
      store: store(),
      invokeLambda: async (_, payload) => {
        tokens.push((payload as { token: string }).token);
        return { payload: null };
      },
    });
    const arn = await world.start(
      await world.create(
        machine({
          Ask: {
            Type: 'Task',
            Resource: `${INVOKE}.waitForTaskToken`,
            Arguments: { FunctionName: FUNCTION, Payload: { token: '{% $states.context.Task.Token %}' } },
            TimeoutSeconds: 3600,
            HeartbeatSeconds: 600,
            Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
            End: true,
          },
          Late: { Type: 'Pass', End: true },
        }),
      ),
    );
    await world.engine.settled();
    await world.advanceTo(START + 500_000);
    await world.engine.call('SendTaskHeartbeat', { taskToken: tokens[0] });
    await world.advanceTo(START + 1_000_000);
    await world.engine.call('SendTaskSuccess', { taskToken: tokens[0], output: '{"yes":true}' });
    expect(await world.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: { yes: true } });
    await expect(
      world.engine.call('SendTaskSuccess', { taskToken: tokens[0], output: '1' }),
    ).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(
      world.engine.call('SendTaskSuccess', { taskToken: 'made.up', output: '1' }),
    ).rejects.toMatchObject({
      name: 'InvalidToken',
    });
    expect((await world.history(arn)).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    const late = await world.start(arn.replace('execution', 'stateMachine').replace(/:[^:]*$/, ''));
    await world.drain();
    expect(await world.describe(late)).toMatchObject({
      status: 'SUCCEEDED',
      output: { Error: 'States.HeartbeatTimeout', Cause: '' },
    });
    await world.engine.close();
  });

  it('retries with growing delays, then catches', async () => {
    const calls: number[] = [];
    const world = await openWorld({
      store: store(),
      invokeLambda: async () => {
        calls.push(world.now - START);
        return { error: { errorType: 'Busy', errorMessage: 'later' } };
      },
    });
    const outcome = await world.run(
      machine({
        Try: {
          Type: 'Task',
          Resource: FUNCTION,
          Retry: [
            {
              ErrorEquals: ['Busy'],
              IntervalSeconds: 2,
              BackoffRate: 3,
              MaxAttempts: 3,
              MaxDelaySeconds: 10,
            },
          ],
          Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'Caught' }],
          End: true,
        },
        Caught: { Type: 'Succeed' },
      }),
    );
    expect(calls).toEqual([0, 2000, 8000, 18_000]);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', output: 'Busy' });
    await world.engine.close();
  });

  it('goes on after it was opened again', async () => {
    if (kind === 'memory') return;
    const first = await openWorld({ store: store(), invokeLambda: () => new Promise(() => undefined) });
    const arn = await first.start(
      await first.create(
        machine({
          Both: {
            Type: 'Parallel',
            Branches: [
              machine({ Call: { Type: 'Task', Resource: FUNCTION, QueryLanguage: 'JSONata', End: true } }),
              machine({ Sleep: { Type: 'Wait', Seconds: 60, QueryLanguage: 'JSONata', End: true } }),
            ].map(({ QueryLanguage: _, ...branch }) => branch),
            End: true,
          },
        }),
      ),
      { a: 1 },
    );
    await first.engine.close();
    const again = await openWorld({ store: store() });
    await again.drain();
    expect(await again.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: [{ a: 1 }, { a: 1 }] });
    await again.engine.close();
  });
});
