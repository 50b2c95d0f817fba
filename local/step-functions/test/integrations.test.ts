import { describe, expect, it } from 'vitest';
import type { LambdaAnswer, TaskAnswer } from '../index.ts';
import { machine, openWorld, REGION, START } from './support/world.ts';

const ACCOUNT = '111111111111';
const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:work`;
const INVOKE = 'arn:aws:states:::lambda:invoke';

const task = (Resource: string, Arguments?: unknown, more: object = {}) =>
  machine({
    Call: { Type: 'Task', Resource, ...(Arguments === undefined ? {} : { Arguments }), ...more, End: true },
  });

describe('a call of a function', () => {
  it('by name, qualifier, partial or full ARN', async () => {
    const seen: string[] = [];
    const world = await openWorld({
      invokeLambda: async (arn, payload) => {
        seen.push(arn);
        return { payload };
      },
    });
    for (const Arguments of [
      { FunctionName: 'work', Qualifier: 'live' },
      { FunctionName: '222222222222:function:work' },
      { FunctionName: '222222222222:work' },
      { FunctionName: FUNCTION, Payload: { a: 1 } },
    ]) {
      expect((await world.run(task(INVOKE, Arguments))).output).toMatchObject({
        Payload: 'Payload' in Arguments ? { a: 1 } : {},
      });
    }
    expect(seen).toEqual([
      `${FUNCTION}:live`,
      `arn:aws:lambda:${REGION}:222222222222:function:work`,
      `arn:aws:lambda:${REGION}:222222222222:function:work`,
      FUNCTION,
    ]);
    await world.engine.close();
  });

  it('needs the name of the function', async () => {
    const world = await openWorld();
    expect(await world.run(task(INVOKE, { FunctionName: 1 }))).toMatchObject({
      error: 'States.Runtime',
      cause: "The field 'FunctionName' is required and must be a string",
    });
    await world.engine.close();
  });

  it('that nobody waits for takes no answer, and no error', async () => {
    const world = await openWorld({
      invokeLambda: async () => {
        throw new Error('too late');
      },
    });
    const { output } = await world.run(task(INVOKE, { FunctionName: 'work', InvocationType: 'Event' }));
    expect(output).toMatchObject({ Payload: '', StatusCode: 202 });
    await world.engine.close();
  });

  it('copies the answer as JSON would', async () => {
    const answers: unknown[] = [undefined, { at: new Date(START), n: 5n, none: [undefined, Number.NaN] }];
    const world = await openWorld({ invokeLambda: async () => ({ payload: answers.shift() }) });
    expect((await world.run(task(FUNCTION))).output).toBeNull();
    expect((await world.run(task(FUNCTION))).output).toEqual({
      at: '2026-01-15T12:00:00.000Z',
      n: 5,
      none: [null, null],
    });
    await world.engine.close();
  });

  it('refuses an answer that is too large, however it is made up', async () => {
    const answers: unknown[] = [
      Array.from({ length: 100_000 }, () => 1234),
      Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, null])),
      Array.from({ length: 30_000 }, () => true),
    ];
    const world = await openWorld({ invokeLambda: async () => ({ payload: answers.shift() }) });
    expect((await world.run(task(FUNCTION))).error).toBe('States.DataLimitExceeded');
    expect((await world.run(task(FUNCTION))).error).toBe('States.DataLimitExceeded');
    expect((await world.run(task(FUNCTION))).status).toBe('SUCCEEDED');
    await world.engine.close();
  });

  it('names what has no name', async () => {
    const failures: (() => LambdaAnswer)[] = [
      () => ({ error: { errorType: '', errorMessage: 'gone' } }),
      () => {
        throw 'no error at all';
      },
      () => {
        throw { name: 'ServiceException' };
      },
    ];
    const world = await openWorld({ invokeLambda: async () => failures.shift()!() });
    const nameless = await world.run(task(FUNCTION));
    expect(nameless.error).toBe('Lambda.Unknown');
    expect(JSON.parse(nameless.cause!)).toEqual({ errorType: '', errorMessage: 'gone', trace: [] });
    expect(await world.run(task(FUNCTION))).toMatchObject({
      error: 'Lambda.Unknown',
      cause:
        'The cause could not be determined because Lambda did not return an error type. Returned payload: no error at all',
    });
    expect((await world.run(task(FUNCTION))).error).toBe('Lambda.ServiceException');
    await world.engine.close();
  });

  it('answers by its token where the function is the resource', async () => {
    const tokens: string[] = [];
    const world = await openWorld({
      invokeLambda: async (arn, payload) => {
        expect(arn).toBe(FUNCTION);
        tokens.push(payload as string);
        return { payload: 'not heard' };
      },
    });
    const executionArn = await world.start(
      await world.create(
        task(`${FUNCTION}.waitForTaskToken`, '{% $states.context.Task.Token %}', {
          Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 1 }],
        }),
      ),
    );
    await world.engine.settled();
    await world.engine.call('SendTaskHeartbeat', { taskToken: tokens[0] });
    await world.engine.call('SendTaskFailure', { taskToken: tokens[0], error: 'Again' });
    await world.drain();
    await expect(
      world.engine.call('SendTaskSuccess', { taskToken: tokens[0], output: '1' }),
    ).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await world.engine.call('SendTaskSuccess', { taskToken: tokens[1], output: '"second"' });
    expect((await world.describe(executionArn)).output).toBe('second');
    await world.engine.close();
  });
});

describe('a call of another service', () => {
  it('is named by what the service says, or by the SDK', async () => {
    const thrown: unknown[] = [
      new Error('no way there'),
      Object.assign(new Error('slow down'), { name: 'Throttling' }),
      Object.assign(new Error('no such topic'), { name: 'NotFoundException' }),
    ];
    const world = await openWorld({
      callAws: async () => {
        throw thrown.shift();
      },
    });
    expect(await world.run(task('arn:aws:states:::sns:publish', {}))).toMatchObject({
      error: 'SNS.SdkClientException',
      cause: 'no way there',
    });
    expect((await world.run(task('arn:aws:states:::sns:publish', {}))).error).toBe('SNS.ThrottlingException');
    expect((await world.run(task('arn:aws:states:::aws-sdk:sns:publish', {}))).error).toBe(
      'Sns.NotFoundException',
    );
    await world.engine.close();
  });

  it('may answer nothing', async () => {
    const world = await openWorld({ callAws: async () => undefined });
    expect((await world.run(task('arn:aws:states:::aws-sdk:ses:sendEmail', {}))).output).toEqual({});
    await world.engine.close();
  });

  it('is refused by name where an override leaves it to nobody', async () => {
    const world = await openWorld({ overrides: () => undefined });
    expect(await world.run(task('arn:aws:states:::sqs:sendMessage', {}))).toMatchObject({
      error: 'States.Runtime',
      cause: 'No one answers sqs:sendMessage here',
    });
    await world.engine.close();
  });
});

describe('an override', () => {
  const answers = (answer: TaskAnswer) => openWorld({ overrides: async () => answer });

  it('answers for a service that this engine does not call', async () => {
    const world = await answers({ submitted: { JobId: 1 }, result: { Status: 'DONE' } });
    const { output, events } = await world.run(task('arn:aws:states:::batch:submitJob.sync', {}));
    expect(output).toEqual({ Status: 'DONE' });
    expect(events.map(({ type }) => type)).toContain('TaskSubmitted');
    await world.engine.close();
  });

  it('may be a time-out or an error', async () => {
    const late = await answers({ error: 'States.Timeout' });
    const { error, events } = await late.run(task(INVOKE, { FunctionName: 'work' }));
    expect(error).toBe('States.Timeout');
    expect(events.map(({ type }) => type)).toContain('TaskTimedOut');
    await late.engine.close();
    const wrong = await answers({ error: 'Wrong', cause: 'so' });
    expect(await wrong.run(task(INVOKE, { FunctionName: 'work' }))).toMatchObject({
      error: 'Wrong',
      cause: 'so',
    });
    await wrong.engine.close();
  });
});
