import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExecutionStatusDetail } from '../index.ts';
import { ACCOUNT, machine, openWorld, REGION, ROLE, START } from './support/world.ts';

const REST = machine({ Rest: { Type: 'Wait', Seconds: 60, End: true } });
const QUICK = machine({ Go: { Type: 'Pass', End: true } });
const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:work`;

describe.each(['memory', 'sqlite'] as const)('the API (%s)', (kind) => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'engine-api-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  const open = (options: Parameters<typeof openWorld>[0] = {}) =>
    openWorld({
      store: kind === 'memory' ? 'memory' : { path: join(directory, 'deep', 'engine.sqlite') },
      ...options,
    });

  it('creates machines, again the same, never another', async () => {
    const world = await open();
    const arn = await world.create(QUICK, 'one');
    expect(arn).toBe(`arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:one`);
    expect(await world.create(QUICK, 'one')).toBe(arn);
    await expect(world.create(REST, 'one')).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
    await expect(world.create(QUICK, 'a b')).rejects.toMatchObject({ name: 'InvalidName' });
    await expect(
      world.engine.call('CreateStateMachine', {
        name: 'x',
        definition: JSON.stringify(QUICK),
        roleArn: 'no',
      }),
    ).rejects.toMatchObject({ name: 'InvalidArn' });
    await expect(world.engine.call('CreateStateMachine', { name: 'x' })).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value null at 'definition' failed to satisfy constraint: Member must not be null",
    });
    await expect(
      world.engine.call('CreateStateMachine', {
        name: 'x',
        type: 'EXPRESS',
        definition: '{}',
        roleArn: ROLE,
      }),
    ).rejects.toMatchObject({ name: 'StateMachineTypeNotSupported' });
    await world.create(QUICK, 'two');
    expect(await world.engine.call('ListStateMachines', { maxResults: 1 })).toMatchObject({
      stateMachines: [{ name: 'one', type: 'STANDARD', creationDate: START / 1000 }],
      nextToken: expect.any(String),
    });
    expect(await world.engine.call('DescribeStateMachine', { stateMachineArn: arn })).toMatchObject({
      name: 'one',
      status: 'ACTIVE',
      definition: JSON.stringify(QUICK),
      roleArn: ROLE,
      type: 'STANDARD',
    });
    await world.engine.close();
  });

  it('updates a machine; what runs keeps its definition', async () => {
    const world = await open();
    const stateMachineArn = await world.create(REST);
    const old = await world.start(stateMachineArn);
    await expect(world.engine.call('UpdateStateMachine', { stateMachineArn })).rejects.toMatchObject({
      name: 'MissingRequiredParameter',
    });
    await world.engine.call('UpdateStateMachine', {
      stateMachineArn,
      definition: JSON.stringify(machine({ Other: { Type: 'Pass', Output: 'new', End: true } })),
    });
    const fresh = await world.start(stateMachineArn);
    await world.drain();
    expect((await world.describe(fresh)).output).toBe('new');
    expect((await world.describe(old)).output).toEqual({});
    expect(await world.engine.call('DescribeStateMachineForExecution', { executionArn: old })).toMatchObject({
      definition: JSON.stringify(REST),
    });
    await world.engine.close();
  });

  it('ends the executions of a machine that is deleted', async () => {
    const told: ExecutionStatusDetail[] = [];
    const world = await open({ onStatusChange: (detail) => told.push(detail) });
    const stateMachineArn = await world.create(REST, 'gone');
    const executionArn = await world.start(stateMachineArn);
    await world.engine.call('DeleteStateMachine', { stateMachineArn });
    expect(told.map(({ status }) => status)).toEqual(['RUNNING', 'ABORTED']);
    await expect(world.describe(executionArn)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    await expect(world.start(stateMachineArn)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    expect(world.engine.nextDueAt()).toBeUndefined();
    expect(await world.engine.call('DeleteStateMachine', { stateMachineArn })).toEqual({});
    await world.create(QUICK, 'gone');
    await world.engine.close();
  });

  it('starts an execution once', async () => {
    const world = await open();
    const stateMachineArn = await world.create(REST);
    const arn = await world.start(stateMachineArn, { a: 1 }, 'once');
    expect(await world.start(stateMachineArn, { a: 1 }, 'once')).toBe(arn);
    await expect(world.start(stateMachineArn, { a: 2 }, 'once')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
      message: `Execution Already Exists: '${arn}'`,
    });
    await world.drain();
    await expect(world.start(stateMachineArn, { a: 1 }, 'once')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
    await expect(world.engine.call('StartExecution', { stateMachineArn, input: '{' })).rejects.toMatchObject({
      name: 'InvalidExecutionInput',
    });
    await expect(world.start(stateMachineArn, 'x'.repeat(262_144))).rejects.toMatchObject({
      name: 'InvalidExecutionInput',
    });
    await expect(world.engine.call('StartExecution', { stateMachineArn: 'no' })).rejects.toMatchObject({
      name: 'InvalidArn',
    });
    await world.engine.close();
  });

  it('lists executions, newest first, by status and in pages', async () => {
    const world = await open();
    const stateMachineArn = await world.create(REST);
    for (let index = 0; index < 25; index++) await world.start(stateMachineArn, {}, `e${index}`);
    await world.drain();
    for (let index = 25; index < 30; index++) await world.start(stateMachineArn, {}, `e${index}`);
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = (await world.engine.call('ListExecutions', {
        stateMachineArn,
        maxResults: 7,
        ...(nextToken === undefined ? {} : { nextToken }),
      })) as { executions: { name: string }[]; nextToken?: string };
      expect(page.executions.length).toBeLessThanOrEqual(7);
      names.push(...page.executions.map(({ name }) => name));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(names).toEqual(Array.from({ length: 30 }, (_, index) => `e${29 - index}`));
    const running = (await world.engine.call('ListExecutions', {
      stateMachineArn,
      statusFilter: 'RUNNING',
    })) as {
      executions: { name: string; status: string; stopDate?: number }[];
    };
    expect(running.executions).toHaveLength(5);
    expect(running.executions[0]).toMatchObject({ name: 'e29', status: 'RUNNING' });
    expect(running.executions[0]).not.toHaveProperty('stopDate');
    await expect(
      world.engine.call('ListExecutions', { stateMachineArn, statusFilter: 'DONE' }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(
      world.engine.call('ListExecutions', { stateMachineArn, nextToken: 'no' }),
    ).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(
      world.engine.call('ListExecutions', { stateMachineArn, maxResults: 1001 }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await world.engine.close();
  });

  it('gives the history in pages, either way, with and without data', async () => {
    const world = await open();
    const states: Record<string, unknown> = {};
    for (let index = 0; index < 20; index++) {
      states[`S${index}`] = {
        Type: 'Pass',
        Assign: { n: index },
        ...(index === 19 ? { End: true } : { Next: `S${index + 1}` }),
      };
    }
    const executionArn = await world.start(await world.create(machine(states)), { secret: 1 });
    const read = async (more: object) => {
      const ids: number[] = [];
      let nextToken: string | undefined;
      do {
        const page = (await world.engine.call('GetExecutionHistory', {
          executionArn,
          maxResults: 9,
          ...more,
          ...(nextToken === undefined ? {} : { nextToken }),
        })) as { events: { id: number }[]; nextToken?: string };
        ids.push(...page.events.map(({ id }) => id));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return ids;
    };
    const all = Array.from({ length: 42 }, (_, index) => index + 1);
    expect(await read({})).toEqual(all);
    expect(await read({ reverseOrder: true })).toEqual(all.toReversed());
    const { events } = (await world.engine.call('GetExecutionHistory', {
      executionArn,
      includeExecutionData: false,
    })) as { events: unknown[] };
    expect(JSON.stringify(events)).not.toContain('secret');
    expect(JSON.stringify(events)).not.toContain('assignedVariables');
    const full = (await world.engine.call('GetExecutionHistory', { executionArn, maxResults: 3 })) as {
      events: unknown[];
    };
    expect(full.events).toEqual([
      {
        timestamp: START / 1000,
        type: 'ExecutionStarted',
        id: 1,
        previousEventId: 0,
        executionStartedEventDetails: {
          input: '{"secret":1}',
          inputDetails: { truncated: false },
          roleArn: ROLE,
        },
      },
      {
        timestamp: START / 1000,
        type: 'PassStateEntered',
        id: 2,
        previousEventId: 0,
        stateEnteredEventDetails: { name: 'S0', input: '{"secret":1}', inputDetails: { truncated: false } },
      },
      {
        timestamp: START / 1000,
        type: 'PassStateExited',
        id: 3,
        previousEventId: 2,
        stateExitedEventDetails: {
          name: 'S0',
          output: '{"secret":1}',
          outputDetails: { truncated: false },
          assignedVariables: { n: '0' },
          assignedVariablesDetails: { truncated: false },
        },
      },
    ]);
    await world.engine.close();
  });

  it('stops an execution', async () => {
    const world = await open();
    const executionArn = await world.start(await world.create(REST));
    world.now += 1500;
    expect(
      await world.engine.call('StopExecution', { executionArn, error: 'Moved', cause: 'to Bergen' }),
    ).toEqual({
      stopDate: (START + 1500) / 1000,
    });
    expect(await world.describe(executionArn)).toMatchObject({
      status: 'ABORTED',
      error: 'Moved',
      cause: 'to Bergen',
    });
    expect((await world.history(executionArn)).at(-1)).toEqual({
      type: 'ExecutionAborted',
      id: 3,
      previousEventId: 0,
      error: 'Moved',
      cause: 'to Bergen',
    });
    expect(await world.engine.call('StopExecution', { executionArn })).toEqual({
      stopDate: (START + 1500) / 1000,
    });
    expect(world.engine.nextDueAt()).toBeUndefined();
    await expect(
      world.engine.call('StopExecution', { executionArn: executionArn.replace(/[^:]+$/, 'other') }),
    ).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    await world.engine.close();
  });

  it('takes the answers of tasks', async () => {
    const tokens: string[] = [];
    const world = await open({
      invokeLambda: async (_, payload) => {
        tokens.push(payload as string);
        return { payload: null };
      },
    });
    const stateMachineArn = await world.create(
      machine({
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Arguments: { FunctionName: FUNCTION, Payload: '{% $states.context.Task.Token %}' },
          TimeoutSeconds: 60,
          End: true,
        },
      }),
    );
    const failed = await world.start(stateMachineArn);
    const late = await world.start(stateMachineArn);
    const stopped = await world.start(stateMachineArn);
    await world.engine.settled();
    const [first, second, third] = tokens;
    await expect(
      world.engine.call('SendTaskSuccess', { taskToken: first, output: 'no JSON' }),
    ).rejects.toMatchObject({ name: 'InvalidOutput' });
    await expect(
      world.engine.call('SendTaskSuccess', { taskToken: first, output: JSON.stringify('x'.repeat(262_143)) }),
    ).rejects.toMatchObject({ name: 'InvalidOutput' });
    await world.engine.call('SendTaskFailure', { taskToken: first, error: 'No', cause: 'why' });
    expect(await world.describe(failed)).toMatchObject({ status: 'FAILED', error: 'No', cause: 'why' });
    await world.advanceTo(START + 60_000);
    expect(await world.describe(late)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    await world.engine.call('StopExecution', { executionArn: stopped });
    for (const taskToken of [first, second, third]) {
      for (const [action, more] of [
        ['SendTaskSuccess', { output: '1' }],
        ['SendTaskFailure', {}],
        ['SendTaskHeartbeat', {}],
      ] as const) {
        await expect(world.engine.call(action, { taskToken, ...more })).rejects.toMatchObject({
          name: 'TaskTimedOut',
        });
      }
    }
    await expect(world.engine.call('SendTaskHeartbeat', { taskToken: `${first}x` })).rejects.toMatchObject({
      name: 'InvalidToken',
    });
    await world.engine.close();
  });

  it('takes the answer of a task from its own function, before that is done', async () => {
    const world = await open({
      invokeLambda: async (_, taskToken) => {
        await world.engine.call('SendTaskSuccess', { taskToken, output: '"own"' });
        return { payload: 'not heard' };
      },
    });
    const { output, events } = await world.run(
      machine({
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Arguments: { FunctionName: FUNCTION, Payload: '{% $states.context.Task.Token %}' },
          End: true,
        },
      }),
    );
    expect(output).toBe('own');
    expect(events.map(({ type }) => type)).not.toContain('TaskSubmitted');
    await world.engine.close();
  });

  it('lets tasks call the API itself', async () => {
    const world = await open();
    const child = await world.create(QUICK, 'called');
    const { output } = await world.run(
      machine({
        Start: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:sfn:startExecution',
          Arguments: { StateMachineArn: child, Name: 'by-sdk' },
          Output: '{% $states.result.ExecutionArn %}',
          End: true,
        },
      }),
    );
    expect(output).toBe(`arn:aws:states:${REGION}:${ACCOUNT}:execution:called:by-sdk`);
    await world.engine.close();
  });

  it('runs executions of executions', async () => {
    const world = await open();
    const child = await world.create(
      machine({ Rest: { Type: 'Wait', Seconds: 5, Output: { done: true }, End: true } }),
      'child',
    );
    const bad = await world.create(machine({ No: { Type: 'Fail', Error: 'No', Cause: 'why' } }), 'bad');
    const start = (resource: string, StateMachineArn: string, more: object = {}) => ({
      Type: 'Task',
      Resource: `arn:aws:states:::states:startExecution${resource}`,
      Arguments: { StateMachineArn, Input: { from: 'parent' }, ...more },
    });
    const waited = await world.run(
      machine({ Start: { ...start('.sync:2', child), Output: '{% $states.result.Output %}', End: true } }),
    );
    expect(waited.output).toEqual({ done: true });
    expect(waited.events.map(({ type }) => type).slice(2, 6)).toEqual([
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
    ]);
    const text = await world.run(
      machine({ Start: { ...start('.sync', child), Output: '{% $states.result.Output %}', End: true } }),
    );
    expect(text.output).toBe('{"done":true}');
    const started = await world.run(
      machine({
        Start: {
          ...start('', child, { Name: 'named' }),
          Output: '{% $states.result.ExecutionArn %}',
          End: true,
        },
      }),
    );
    expect(started.output).toBe(`arn:aws:states:${REGION}:${ACCOUNT}:execution:child:named`);
    const failed = await world.run(machine({ Start: { ...start('.sync:2', bad), End: true } }));
    expect(failed.error).toBe('States.TaskFailed');
    expect(JSON.parse(failed.cause!)).toMatchObject({ Error: 'No', Cause: 'why', Status: 'FAILED' });
    const again = await world.run(machine({ Start: { ...start('', child, { Name: 'named' }), End: true } }));
    expect(again.error).toBe('StepFunctions.ExecutionAlreadyExistsException');
    const none = await world.run(machine({ Start: { ...start('', `${child}x`), End: true } }));
    expect(none.error).toBe('StepFunctions.StateMachineDoesNotExistException');

    const parent = await world.start(
      await world.create(machine({ Start: { ...start('.sync:2', child, { Name: 'stopped' }), End: true } })),
    );
    await world.engine.settled();
    await world.engine.call('StopExecution', { executionArn: parent });
    await world.engine.settled();
    expect(await world.describe(`arn:aws:states:${REGION}:${ACCOUNT}:execution:child:stopped`)).toMatchObject(
      {
        status: 'ABORTED',
      },
    );
    await world.engine.close();
  });

  it('tells of changes of status, with what EventBridge tells', async () => {
    const told: ExecutionStatusDetail[] = [];
    const world = await open({ onStatusChange: (detail) => told.push(detail) });
    await world.run(machine({ Go: { Type: 'Pass', Output: { b: 2 }, End: true } }), { a: 1 });
    expect(told).toMatchObject([
      { status: 'RUNNING', startDate: START, stopDate: null, input: '{"a":1}', output: null },
      { status: 'SUCCEEDED', startDate: START, stopDate: START, output: '{"b":2}', error: null },
    ]);
    await world.engine.close();
  });

  it('forgets what ended long ago when told to', async () => {
    const world = await open();
    const stateMachineArn = await world.create(REST);
    const old = await world.start(stateMachineArn, {}, 'name');
    await world.drain();
    world.now += 90 * 86_400_000;
    const fresh = await world.start(stateMachineArn);
    expect(world.engine.purge(world.now - 1000)).toBe(1);
    await expect(world.describe(old)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    expect((await world.describe(fresh)).status).toBe('RUNNING');
    expect(await world.start(stateMachineArn, {}, 'name')).toBe(old);
    await world.engine.close();
  });

  it('forgets nothing twice', async () => {
    const world = await open();
    const stateMachineArn = await world.create(QUICK);
    await world.start(stateMachineArn);
    await world.engine.call('DeleteStateMachine', { stateMachineArn });
    expect(world.engine.purge(world.now + 1)).toBe(0);
    await world.engine.close();
  });

  it('forgets on its own what ended longer ago than it is to be kept', async () => {
    const world = await open({ retention: 1000 });
    const stateMachineArn = await world.create(REST);
    const names = ['one', 'two', 'three'];
    for (const name of names) {
      await world.start(stateMachineArn, {}, name);
      await world.drain();
      world.now += 1001;
    }
    const { executions } = (await world.engine.call('ListExecutions', { stateMachineArn })) as {
      executions: { name: string }[];
    };
    expect(executions.map(({ name }) => name)).toEqual(['three']);
    await world.engine.close();
  });

  it('keeps tags', async () => {
    const world = await open();
    const resourceArn = await world.create(QUICK);
    await world.engine.call('TagResource', {
      resourceArn,
      tags: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    });
    await world.engine.call('UntagResource', { resourceArn, tagKeys: ['a'] });
    expect(await world.engine.call('ListTagsForResource', { resourceArn })).toEqual({
      tags: [{ key: 'b', value: '2' }],
    });
    await world.engine.close();
  });

  it('says what is wrong with an input', async () => {
    const world = await open();
    const stateMachineArn = await world.create(REST);
    const executionArn = await world.start(stateMachineArn);
    const create = { name: 'x', definition: JSON.stringify(QUICK), roleArn: ROLE };
    for (const [action, input, name, message] of [
      ['ListStateMachines', 1, 'SerializationException', 'Expected an object'],
      ['DescribeExecution', { executionArn: 1 }, 'SerializationException', 'executionArn must be a string'],
      [
        'GetExecutionHistory',
        { executionArn, reverseOrder: 'yes' },
        'SerializationException',
        'reverseOrder must be a boolean',
      ],
      ['ListStateMachines', { maxResults: 1.5 }, 'SerializationException', 'maxResults must be an integer'],
      [
        'ListStateMachines',
        { maxResults: -1 },
        'ValidationException',
        "1 validation error detected: Value -1 at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 0",
      ],
      [
        'StopExecution',
        { executionArn, error: 'x'.repeat(257) },
        'ValidationException',
        `1 validation error detected: Value '${'x'.repeat(50)}…' at 'error' failed to satisfy constraint: Member must have length less than or equal to 256`,
      ],
      ['ListExecutions', {}, 'ValidationException', 'stateMachineArn is required'],
      [
        'CreateStateMachine',
        { ...create, definition: ' '.repeat(1_048_577) },
        'ValidationException',
        'The definition has more than 1048576 characters',
      ],
      [
        'CreateStateMachine',
        { ...create, publish: true },
        'ValidationException',
        'Versions of state machines are not supported',
      ],
      ['CreateStateMachine', { ...create, tags: 'x' }, 'ValidationException', 'tags must be a list'],
      [
        'TagResource',
        { resourceArn: stateMachineArn, tags: [{ value: 'x' }] },
        'ValidationException',
        'A tag must have a key and a value that are strings',
      ],
      ['UntagResource', { resourceArn: stateMachineArn }, 'ValidationException', 'tagKeys must be a list'],
    ] as const) {
      await expect(world.engine.call(action, input)).rejects.toMatchObject({ name, message });
    }
    expect(await world.engine.call('ListTagsForResource', { resourceArn: stateMachineArn })).toEqual({
      tags: [],
    });
    await world.engine.close();
  });

  it('takes no input for an empty one', async () => {
    const world = await open();
    expect(await world.engine.call('ListStateMachines', undefined)).toEqual({ stateMachines: [] });
    await world.engine.close();
  });

  it('keeps the settings of a machine, and changes nothing where nothing is new', async () => {
    const world = await open();
    const loggingConfiguration = { level: 'ALL', destinations: [{ arn: 'a' }], includeExecutionData: true };
    const input = {
      name: 'set',
      definition: JSON.stringify(QUICK),
      roleArn: ROLE,
      loggingConfiguration,
      tags: [{ key: 'team', value: 'a' }, { key: 'empty' }],
    };
    const { stateMachineArn } = (await world.engine.call('CreateStateMachine', input)) as {
      stateMachineArn: string;
    };
    expect(await world.engine.call('CreateStateMachine', { ...input, tags: [] })).toMatchObject({
      stateMachineArn,
    });
    for (const other of [
      { level: 'ALL', destinations: { arn: 'a' }, includeExecutionData: true },
      { level: 'ALL', destinations: [], includeExecutionData: true },
      { level: 'ALL', destinations: 'a', includeExecutionData: true },
      [],
    ]) {
      await expect(
        world.engine.call('CreateStateMachine', { ...input, loggingConfiguration: other }),
      ).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
    }
    const before = (await world.engine.call('DescribeStateMachine', { stateMachineArn })) as {
      revisionId: string;
    };
    expect(before).toMatchObject({ loggingConfiguration });
    expect(await world.engine.call('ListTagsForResource', { resourceArn: stateMachineArn })).toEqual({
      tags: [
        { key: 'team', value: 'a' },
        { key: 'empty', value: '' },
      ],
    });
    world.now += 1000;
    const update = (settings: object) =>
      world.engine.call('UpdateStateMachine', { stateMachineArn, ...settings });
    expect(await update({ loggingConfiguration })).toEqual({
      updateDate: START / 1000,
      revisionId: before.revisionId,
    });
    expect(await update({ loggingConfiguration: { level: 'OFF' } })).toMatchObject({
      updateDate: START / 1000 + 1,
    });
    await world.engine.close();
  });

  it('describes an execution without its data', async () => {
    const world = await open();
    const stateMachineArn = await world.create(QUICK);
    const executionArn = await world.start(stateMachineArn, { secret: 1 });
    const described = await world.engine.call('DescribeExecution', {
      executionArn,
      includedData: 'METADATA_ONLY',
    });
    expect(described).toMatchObject({ status: 'SUCCEEDED' });
    expect(JSON.stringify(described)).not.toContain('secret');
    expect(
      await world.engine.call('ListExecutions', { stateMachineArn, statusFilter: 'PENDING_REDRIVE' }),
    ).toEqual({ executions: [] });
    await world.engine.close();
  });

  it('deletes a machine that never ran', async () => {
    const world = await open();
    const stateMachineArn = await world.create(QUICK);
    expect(await world.engine.call('ListExecutions', { stateMachineArn })).toEqual({ executions: [] });
    await world.engine.call('DeleteStateMachine', { stateMachineArn });
    expect(await world.engine.call('ListStateMachines', {})).toEqual({ stateMachines: [] });
    await world.engine.close();
  });

  it('lists executions of all machines, by part of their name and the start of their ARN', async () => {
    const world = await open();
    const one = await world.start(await world.create(QUICK, 'one'), {}, 'a-1');
    const two = await world.start(await world.create(QUICK, 'two'), {}, 'a-2');
    const arns = (query: Parameters<typeof world.engine.list>[0]) =>
      world.engine.list(query).map(({ arn }) => arn);
    expect(arns({})).toEqual([two, one]);
    expect(arns({ name: '-1' })).toEqual([one]);
    expect(arns({ arnPrefix: two.slice(0, -1) })).toEqual([two]);
    await world.engine.close();
  });

  it('describes the machine of an execution as it was, after the store was opened again', async () => {
    const world = await open();
    const stateMachineArn = await world.create(QUICK, 'one');
    const executionArn = await world.start(stateMachineArn);
    await world.engine.call('UpdateStateMachine', { stateMachineArn, definition: JSON.stringify(REST) });
    await world.engine.close();
    const again = await open();
    const described = again.engine.call('DescribeStateMachineForExecution', { executionArn });
    if (kind === 'memory') await expect(described).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    else expect(await described).toMatchObject({ definition: JSON.stringify(QUICK), roleArn: ROLE });
    await again.engine.close();
  });

  it('starts no execution of an execution that the API would refuse', async () => {
    const world = await open();
    const StateMachineArn = await world.create(QUICK, 'child');
    const refused = (Arguments: unknown) =>
      world.run(
        machine({
          Start: {
            Type: 'Task',
            Resource: 'arn:aws:states:::states:startExecution.sync:2',
            Arguments,
            End: true,
          },
        }),
      );
    expect((await refused({ StateMachineArn: 1 })).error).toBe(
      'StepFunctions.StateMachineDoesNotExistException',
    );
    expect((await refused('none')).error).toBe('StepFunctions.StateMachineDoesNotExistException');
    expect((await refused({ StateMachineArn, Input: 'no JSON' })).error).toBe(
      'StepFunctions.InvalidExecutionInputException',
    );
    expect((await refused({ StateMachineArn, Name: 'a b' })).error).toBe(
      'StepFunctions.InvalidNameException',
    );
    expect(world.engine.list({ machineArn: StateMachineArn })).toEqual([]);
    expect((await refused({ StateMachineArn, Input: '{"a":1}' })).output).toMatchObject({
      Input: { a: 1 },
      Output: { a: 1 },
    });
    await world.engine.close();
  });

  it('starts an execution that answers by its token', async () => {
    const world = await open();
    const StateMachineArn = await world.create(
      machine({
        Answer: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
          Arguments: { TaskToken: '{% $states.input.token %}', Output: '"by token"' },
          End: true,
        },
      }),
      'answering',
    );
    const { output } = await world.run(
      machine({
        Start: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.waitForTaskToken',
          Arguments: { StateMachineArn, Input: { token: '{% $states.context.Task.Token %}' } },
          End: true,
        },
      }),
    );
    expect(output).toBe('by token');
    await world.engine.close();
  });

  it('is closed once it is closed', async () => {
    const world = await open();
    await world.engine.close();
    await world.engine.close();
    await expect(world.engine.call('ListStateMachines', {})).rejects.toThrow('closed');
  });

  it('fires by instant and order of creation', async () => {
    const order: string[] = [];
    const world = await open({
      concurrency: 1,
      invokeLambda: async (_, payload) => {
        order.push(payload as string);
        return { payload: null };
      },
    });
    const stateMachineArn = await world.create(
      machine({
        Rest: { Type: 'Wait', Seconds: '{% $states.input.s %}', Next: 'Tell' },
        Tell: { Type: 'Task', Resource: FUNCTION, Arguments: '{% $states.input.name %}', End: true },
      }),
    );
    for (const [name, s] of [
      ['late', 30],
      ['b', 10],
      ['c', 10],
      ['early', 5],
      ['d', 10],
    ] as const) {
      await world.start(stateMachineArn, { name, s });
    }
    world.now = START + 60_000;
    expect(await world.engine.fireDue()).toBe(5);
    expect(order).toEqual(['early', 'b', 'c', 'd', 'late']);
    await world.engine.close();
  });
});

it('loads ten thousand waiting executions in less than two seconds', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'engine-load-'));
  const store = { path: join(directory, 'engine.sqlite') };
  const first = await openWorld({ store });
  const stateMachineArn = await first.create(
    machine({
      Plan: { Type: 'Task', Resource: FUNCTION, Assign: { plan: '{% $states.result %}' }, Next: 'Rest' },
      Rest: { Type: 'Wait', Seconds: 86_400, End: true },
    }),
  );
  const input = { pathwayId: 'x'.repeat(36), schemaVersion: 1 };
  await Promise.all(Array.from({ length: 10_000 }, () => first.start(stateMachineArn, input)));
  await first.engine.settled();
  await first.engine.close();
  const begun = performance.now();
  const again = await openWorld({ store });
  const milliseconds = performance.now() - begun;
  expect(again.engine.nextDueAt()).toBe(START + 86_400_000);
  expect(milliseconds).toBeLessThan(2000);
  again.now = START + 86_400_000;
  expect(await again.engine.fireDue()).toBe(10_000);
  await again.engine.close();
  rmSync(directory, { recursive: true, force: true });
});
