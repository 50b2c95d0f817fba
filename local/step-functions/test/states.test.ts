import { describe, expect, it } from 'vitest';
import type { LambdaAnswer } from '../index.ts';
import { machine, openWorld, START } from './support/world.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:work';
const INVOKE = 'arn:aws:states:::lambda:invoke';

const typesOf = (events: readonly Record<string, unknown>[]) => events.map(({ type }) => type);
const echo = async (_: string, payload: unknown): Promise<LambdaAnswer> => ({ payload });

/** Runs a machine whose functions answer as given. */
async function run(
  definition: unknown,
  input: unknown = {},
  invokeLambda: (arn: string, payload: unknown) => Promise<LambdaAnswer> = echo,
) {
  const world = await openWorld({ invokeLambda });
  const outcome = await world.run(definition, input);
  await world.engine.close();
  return outcome;
}

describe('Pass and Succeed', () => {
  it('assign variables that later states see, and that Output of the same state does not', async () => {
    const { output, events } = await run(
      machine({
        First: { Type: 'Pass', Assign: { a: 1, b: { c: '{% $states.input.x %}' } }, Next: 'Second' },
        Second: { Type: 'Pass', Assign: { a: '{% $a + 1 %}' }, Output: '{% $a %}', Next: 'Third' },
        Third: { Type: 'Succeed', Output: { a: '{% $a %}', c: '{% $b.c %}', before: '{% $states.input %}' } },
      }),
      { x: 'y' },
    );
    expect(output).toEqual({ a: 2, c: 'y', before: 1 });
    expect(events[2]).toMatchObject({ assignedVariables: { a: 1, b: { c: 'y' } } });
  });

  it('give the context object', async () => {
    const world = await openWorld();
    const arn = await world.start(
      await world.create(
        machine({ Look: { Type: 'Pass', Output: '{% $states.context %}', End: true } }),
        'seen',
      ),
      { a: 1 },
      'look',
    );
    expect((await world.describe(arn)).output).toEqual({
      Execution: {
        Id: arn,
        Input: { a: 1 },
        Name: 'look',
        RoleArn: 'arn:aws:iam::111111111111:role/machine',
        StartTime: '2026-01-15T12:00:00.000Z',
        RedriveCount: 0,
      },
      StateMachine: { Id: 'arn:aws:states:us-east-1:111111111111:stateMachine:seen', Name: 'seen' },
      State: { Name: 'Look', EnteredTime: '2026-01-15T12:00:00.000Z', RetryCount: 0 },
    });
    await world.engine.close();
  });

  it('go by the clock of the owner', async () => {
    const { output } = await run(
      machine({
        Look: {
          Type: 'Pass',
          Output: ['{% $now() %}', '{% $millis() %}', "{% $now('[Y0001]-[M01]') %}"],
          End: true,
        },
      }),
    );
    expect(output).toEqual(['2026-01-15T12:00:00.000Z', START, '2026-01']);
  });

  it('keep members whatever their names', async () => {
    const definition = JSON.stringify(
      machine({
        Look: { Type: 'Pass', Output: { proto: '{% $states.input.n %}', constructor: 1 }, End: true },
      }),
    ).replace('"proto"', '"__proto__"');
    const { output } = await run(definition, { n: 1 });
    expect(JSON.stringify(output)).toBe('{"__proto__":1,"constructor":1}');
  });

  it('refuse an output that is too large', async () => {
    const { error, cause } = await run(
      machine({ Grow: { Type: 'Pass', Output: "{% $pad('', 300000, 'x') %}", End: true } }),
    );
    expect(error).toBe('States.DataLimitExceeded');
    expect(cause).toContain("executing the state 'Grow' (entered at the event id #2)");
  });
});

describe('Fail', () => {
  it('ends with error and cause, also as expressions', async () => {
    const { status, error, cause, events } = await run(
      machine({ No: { Type: 'Fail', Error: 'Refused', Cause: "{% 'because of ' & $states.input.why %}" } }),
      { why: 'rain' },
    );
    expect({ status, error, cause }).toEqual({
      status: 'FAILED',
      error: 'Refused',
      cause: 'because of rain',
    });
    expect(typesOf(events)).toEqual(['ExecutionStarted', 'FailStateEntered', 'ExecutionFailed']);
  });

  it('wants a string', async () => {
    const { error, cause } = await run(machine({ No: { Type: 'Fail', Error: '{% 1 %}' } }));
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toContain(
      "returned an unexpected result type. Expected 'string', but was 'number' for value: 1",
    );
  });
});

describe('Choice', () => {
  const choose = machine({
    Which: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 10 %}', Next: 'Big', Output: 'big' },
        { Condition: "{% $contains($states.input.text, 'x') %}", Next: 'Big', Assign: { found: true } },
      ],
      Default: 'Small',
      Output: 'small',
    },
    Big: { Type: 'Succeed' },
    Small: { Type: 'Succeed' },
  });

  it('takes the first rule that holds, else the default', async () => {
    expect((await run(choose, { n: 11 })).output).toBe('big');
    const second = await run(choose, { n: 1, text: 'axb' });
    expect(second.output).toEqual({ n: 1, text: 'axb' });
    expect(second.events[2]).toMatchObject({ assignedVariables: { found: true } });
    expect((await run(choose, { n: 1, text: 'b' })).output).toBe('small');
  });

  it('names the rule whose condition is wrong', async () => {
    const { cause, events } = await run(choose, { n: 1 });
    expect(cause).toBe(
      "An error occurred while executing the state 'Which' (entered at the event id #2). The JSONata expression '$contains($states.input.text, 'x')' specified for the field 'Choices[1]/Condition' returned nothing (undefined).",
    );
    expect(events.at(-2)).toMatchObject({ type: 'EvaluationFailed', location: 'Choices[1]/Condition' });
  });

  it('wants a boolean', async () => {
    const { cause } = await run(
      machine({
        Which: { Type: 'Choice', Choices: [{ Condition: "{% 'yes' %}", Next: 'End' }], Default: 'End' },
        End: { Type: 'Succeed' },
      }),
    );
    expect(cause).toContain("Expected 'boolean', but was 'string' for value: \"yes\"");
  });

  it('fails where nothing holds', async () => {
    const { error, cause } = await run(
      machine({
        Which: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'End' }] },
        End: { Type: 'Succeed' },
      }),
    );
    expect(error).toBe('States.Runtime');
    expect(cause).toContain('The state does not point to a next state.');
  });
});

describe('Wait', () => {
  it('does not wait for an instant that has passed', async () => {
    const { events } = await run(
      machine({ Rest: { Type: 'Wait', Timestamp: '2020-01-01T00:00:00+01:00', End: true } }),
    );
    expect(typesOf(events)).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'WaitStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('knows offsets to the west', async () => {
    const world = await openWorld();
    await world.start(
      await world.create(machine({ Rest: { Type: 'Wait', Timestamp: '2026-02-01T12:00-05:30', End: true } })),
    );
    expect(world.engine.nextDueAt()).toBe(Date.UTC(2026, 1, 1, 17, 30));
    await world.engine.close();
  });

  it('waits years, to the millisecond', async () => {
    const world = await openWorld();
    const arn = await world.start(
      await world.create(
        machine({
          Rest: { Type: 'Wait', Timestamp: '{% $states.input.at %}', Output: '{% $now() %}', End: true },
        }),
      ),
      { at: '2026-12-24T17:00:00.5+01:00' },
    );
    await world.drain(Date.UTC(2027, 0, 1));
    expect((await world.describe(arn)).output).toBe('2026-12-24T16:00:00.500Z');
    await world.engine.close();
  });

  it.each([
    ['Seconds', '{% -1 %}', 'outside of the allowed range'],
    ['Seconds', "{% '5' %}", "Expected 'number', but was 'string' for value: \"5\""],
    ['Timestamp', "{% '2026-02-30T00:00:00Z' %}", 'cannot be parsed as an ISO-8601'],
    ['Timestamp', "{% '2026-01-01T00:00:00' %}", 'cannot be parsed as an ISO-8601'],
    ['Timestamp', '{% $states.input.no %}', 'returned nothing (undefined).'],
  ])('refuses %s %s', async (field, value, words) => {
    const { error, cause, events } = await run(
      machine({ Rest: { Type: 'Wait', [field]: value, End: true } }),
    );
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toContain(words);
    expect(events[2]).toMatchObject({ type: 'EvaluationFailed', location: field, previousEventId: 2 });
  });
});

describe('Task', () => {
  it('invokes a function by its ARN with Arguments, or with the input', async () => {
    const seen: unknown[] = [];
    const invoke = async (arn: string, payload: unknown): Promise<LambdaAnswer> => {
      seen.push([arn, payload]);
      return { payload: { done: true, dropped: undefined } };
    };
    const { output } = await run(
      machine({
        One: { Type: 'Task', Resource: FUNCTION, Arguments: { a: '{% $states.input.x %}' }, Next: 'Two' },
        Two: { Type: 'Task', Resource: FUNCTION, End: true },
      }),
      { x: 1 },
      invoke,
    );
    expect(seen).toEqual([
      [FUNCTION, { a: 1 }],
      [FUNCTION, { done: true }],
    ]);
    expect(output).toEqual({ done: true });
  });

  it('wraps the result of lambda:invoke and finds functions by name', async () => {
    const seen: string[] = [];
    const { output, events } = await run(
      machine({
        Call: {
          Type: 'Task',
          Resource: INVOKE,
          Arguments: { FunctionName: 'work:live', Payload: [1] },
          End: true,
        },
      }),
      {},
      async (arn, payload) => {
        seen.push(arn);
        return { payload };
      },
    );
    expect(seen).toEqual(['arn:aws:lambda:us-east-1:111111111111:function:work:live']);
    expect(output).toMatchObject({ ExecutedVersion: '$LATEST', Payload: [1], StatusCode: 200 });
    expect(typesOf(events).slice(1, 6)).toEqual([
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
    ]);
  });

  it('says what a function failed with', async () => {
    const { error, cause } = await run(
      machine({ Call: { Type: 'Task', Resource: FUNCTION, End: true } }),
      {},
      async () => ({
        error: { errorType: 'NotFound', errorMessage: 'no such thing', trace: ['at work'] },
      }),
    );
    expect(error).toBe('NotFound');
    expect(JSON.parse(cause!)).toEqual({
      errorType: 'NotFound',
      errorMessage: 'no such thing',
      trace: ['at work'],
    });
  });

  it('tells a fault of the service from an error of the function', async () => {
    const fault = (name: string) => async (): Promise<LambdaAnswer> => {
      throw Object.assign(new Error('try later'), { name });
    };
    const call = machine({
      Call: { Type: 'Task', Resource: INVOKE, Arguments: { FunctionName: 'f' }, End: true },
    });
    expect((await run(call, {}, fault('TooManyRequestsException'))).error).toBe(
      'Lambda.TooManyRequestsException',
    );
    expect((await run(call, {}, fault('Error'))).error).toBe('Lambda.Unknown');
  });

  it('does not let a handler change what is recorded', async () => {
    const kept = { n: 1 };
    const world = await openWorld({
      invokeLambda: async (_, payload) => {
        (payload as { a: number }).a = 99;
        return { payload: kept };
      },
    });
    const arn = await world.start(
      await world.create(machine({ Call: { Type: 'Task', Resource: FUNCTION, End: true } })),
      { a: 1 },
    );
    await world.drain();
    kept.n = 99;
    expect((await world.history(arn))[2]).toMatchObject({ type: 'LambdaFunctionScheduled', input: { a: 1 } });
    expect((await world.describe(arn)).output).toEqual({ n: 1 });
    await world.engine.close();
  });

  it('retries by the first retrier that matches, each with its own count', async () => {
    const errors = ['A', 'B', 'A', 'A'];
    const { output } = await run(
      machine({
        Call: {
          Type: 'Task',
          Resource: FUNCTION,
          Arguments: '{% $states.context.State.RetryCount %}',
          Retry: [
            { ErrorEquals: ['A'], MaxAttempts: 2, JitterStrategy: 'FULL' },
            { ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 },
          ],
          Catch: [{ ErrorEquals: ['A'], Next: 'Caught' }],
          End: true,
        },
        Caught: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true },
      }),
      {},
      async () => ({ error: { errorType: errors.shift()!, errorMessage: '' } }),
    );
    expect(errors).toEqual([]);
    expect(output).toBe('A');
  });

  it('catches a wrong expression', async () => {
    const { output, events } = await run(
      machine({
        Call: {
          Type: 'Task',
          Resource: FUNCTION,
          Output: '{% $states.result.missing %}',
          Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Output: 'caught', Next: 'Caught' }],
          End: true,
        },
        Caught: { Type: 'Succeed' },
      }),
    );
    expect(output).toBe('caught');
    expect(typesOf(events).slice(4, 7)).toEqual([
      'LambdaFunctionSucceeded',
      'EvaluationFailed',
      'TaskStateExited',
    ]);
    expect(events[5]).toMatchObject({ previousEventId: 5, location: 'Output' });
  });

  it('fails where the catcher itself is wrong', async () => {
    const { error, cause } = await run(
      machine({
        Call: {
          Type: 'Task',
          Resource: FUNCTION,
          Catch: [
            { ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Nothing %}', Next: 'Caught' },
          ],
          End: true,
        },
        Caught: { Type: 'Succeed' },
      }),
      {},
      async () => ({ error: { errorType: 'A', errorMessage: '' } }),
    );
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toContain("field 'Catch[0]/Output'");
  });

  it('does not catch what is beyond States.ALL', async () => {
    const { error, cause } = await run(
      machine({
        Call: {
          Type: 'Task',
          Resource: FUNCTION,
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
          End: true,
        },
        Caught: { Type: 'Succeed' },
      }),
      {},
      async () => ({ payload: 'x'.repeat(300_000) }),
    );
    expect(error).toBe('States.DataLimitExceeded');
    expect(cause).toContain(
      'returned a result with a size exceeding the maximum number of bytes service limit.',
    );
  });

  it('times out by expression while a call is under way, and does not hear its answer', async () => {
    let answer: (value: LambdaAnswer) => void = () => undefined;
    const world = await openWorld({
      invokeLambda: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    const arn = await world.start(
      await world.create(
        machine({
          Call: { Type: 'Task', Resource: FUNCTION, TimeoutSeconds: '{% $states.input.limit %}', End: true },
        }),
      ),
      { limit: 30 },
    );
    expect(world.engine.nextDueAt()).toBe(START + 30_000);
    world.now = START + 30_000;
    const fired = world.engine.fireDue();
    answer({ payload: 'late' });
    await fired;
    expect(await world.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(typesOf(await world.history(arn)).at(-2)).toBe('LambdaFunctionTimedOut');
    await world.engine.close();
  });

  it('passes other services on to the owner', async () => {
    const world = await openWorld({
      callAws: async (service, action, parameters) => {
        if (action === 'putItem') {
          throw Object.assign(new Error('The conditional request failed'), {
            name: 'ConditionalCheckFailedException',
          });
        }
        return { service, action, parameters };
      },
    });
    const { output } = await world.run(
      machine({
        Tell: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sns:publish',
          Arguments: { Message: 'm' },
          Next: 'Send',
        },
        Send: {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:ses:sendEmail',
          Arguments: {},
          Assign: { r: '{% $states.result %}' },
          Next: 'Put',
        },
        Put: {
          Type: 'Task',
          Resource: 'arn:aws:states:::dynamodb:putItem',
          Catch: [
            { ErrorEquals: ['DynamoDB.ConditionalCheckFailedException'], Output: '{% $r %}', Next: 'Known' },
          ],
          End: true,
        },
        Known: { Type: 'Succeed' },
      }),
    );
    expect(output).toEqual({ service: 'aws-sdk:ses', action: 'sendEmail', parameters: {} });
    await world.engine.close();
  });
});

describe('Parallel', () => {
  it('gives the results in the order of its branches, with variables of their own', async () => {
    const { output } = await run(
      machine({
        Set: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'Both' },
        Both: {
          Type: 'Parallel',
          Arguments: { a: '{% $states.input.a %}' },
          Branches: [
            {
              StartAt: 'Slow',
              States: {
                Slow: { Type: 'Wait', Seconds: 9, Assign: { inner: 1 }, Next: 'Slow end' },
                'Slow end': { Type: 'Pass', Output: ['{% $outer %}', '{% $inner %}'], End: true },
              },
            },
            { StartAt: 'Fast', States: { Fast: { Type: 'Pass', End: true } } },
          ],
          Next: 'After',
        },
        After: {
          Type: 'Pass',
          Output: { result: '{% $states.input %}', inner: '{% $exists($inner) %}' },
          End: true,
        },
      }),
      { a: 1, b: 2 },
    );
    expect(output).toEqual({ result: [['o', 1], { a: 1 }], inner: false });
  });

  it('ends its other branches when one fails, inner ones first', async () => {
    const { events, error } = await run(
      machine({
        Both: {
          Type: 'Parallel',
          Branches: [
            {
              StartAt: 'Each',
              States: {
                Each: {
                  Type: 'Map',
                  Items: [1],
                  ItemProcessor: {
                    StartAt: 'Rest',
                    States: { Rest: { Type: 'Wait', Seconds: 60, End: true } },
                  },
                  End: true,
                },
              },
            },
            {
              StartAt: 'Short',
              States: { Short: { Type: 'Wait', Seconds: 5, Next: 'No' }, No: { Type: 'Fail', Error: 'No' } },
            },
          ],
          End: true,
        },
      }),
    );
    expect(error).toBe('No');
    expect(typesOf(events).slice(-6)).toEqual([
      'FailStateEntered',
      'WaitStateAborted',
      'MapIterationAborted',
      'MapStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
    expect(events.at(-1)).toMatchObject({ previousEventId: events.at(-2)!.id });
  });

  it('ends the execution at once where nobody may catch', async () => {
    const { events } = await run(
      machine({
        Both: {
          Type: 'Parallel',
          Branches: [
            {
              StartAt: 'Which',
              States: {
                Which: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'End' }] },
                End: { Type: 'Succeed' },
              },
            },
          ],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
          End: true,
        },
        Caught: { Type: 'Succeed' },
      }),
    );
    expect(typesOf(events).slice(-2)).toEqual(['ChoiceStateEntered', 'ExecutionFailed']);
  });
});

describe('Map', () => {
  it('runs so many iterations at a time', async () => {
    let running = 0;
    let most = 0;
    const { output } = await run(
      machine({
        Each: {
          Type: 'Map',
          Items: '{% $range(1, 9, 1) %}',
          MaxConcurrency: '{% $states.input.most %}',
          ItemProcessor: {
            StartAt: 'Work',
            States: { Work: { Type: 'Task', Resource: FUNCTION, End: true } },
          },
          Output: '{% $sum($states.result) %}',
          End: true,
        },
      }),
      { most: 3 },
      async (_, payload) => {
        most = Math.max(most, ++running);
        await Promise.resolve();
        running--;
        return { payload };
      },
    );
    expect(output).toBe(45);
    expect(most).toBe(3);
  });

  it('runs over nothing', async () => {
    const { output, events } = await run(
      machine({
        Each: {
          Type: 'Map',
          Items: [],
          ItemProcessor: { StartAt: 'Work', States: { Work: { Type: 'Pass', End: true } } },
          End: true,
        },
      }),
    );
    expect(output).toEqual([]);
    expect(typesOf(events).slice(1, 5)).toEqual([
      'MapStateEntered',
      'MapStateStarted',
      'MapStateSucceeded',
      'MapStateExited',
    ]);
  });

  it('goes on after failures that it tolerates, and not after more', async () => {
    const each = (more: object) =>
      machine({
        Each: {
          Type: 'Map',
          Items: [1, 2, 3, 4],
          ItemProcessor: {
            StartAt: 'Odd',
            States: {
              Odd: {
                Type: 'Choice',
                Choices: [{ Condition: '{% $states.input % 2 = 1 %}', Next: 'No' }],
                Default: 'Yes',
              },
              No: { Type: 'Fail', Error: 'Odd' },
              Yes: { Type: 'Pass', End: true },
            },
          },
          ...more,
          End: true,
        },
      });
    const tolerant = await run(each({ ToleratedFailurePercentage: 50 }));
    expect(tolerant.output).toEqual([{ Error: 'Odd', Cause: '' }, 2, { Error: 'Odd', Cause: '' }, 4]);
    expect((await run(each({ ToleratedFailureCount: 1, MaxConcurrency: 1 }))).error).toBe('Odd');
    expect((await run(each({}))).error).toBe('Odd');
  });

  it('fails with a wrong ItemSelector', async () => {
    const { cause, events } = await run(
      machine({
        Each: {
          Type: 'Map',
          Items: [1],
          ItemSelector: { a: '{% $states.input.no %}' },
          ItemProcessor: { StartAt: 'Work', States: { Work: { Type: 'Pass', End: true } } },
          End: true,
        },
      }),
    );
    expect(cause).toContain("state 'Each' (entered at the event id #2)");
    expect(typesOf(events).slice(2)).toEqual([
      'MapStateStarted',
      'MapIterationStarted',
      'EvaluationFailed',
      'MapIterationFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });
});

describe('the functions of Step Functions', () => {
  it.each<[string, unknown]>([
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([0], 5)', [[0]]],
    ['$range(0, 6, 2)', [0, 2, 4, 6]],
    ['$range(5, 1, -2)', [5, 3, 1]],
    ["$hash('input', 'SHA-1')", '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
    ['$random(42)', 0.7275636800328681],
    ['$parse(\'{"a":1}\').a', 1],
    ['$length($uuid())', 36],
    ['$random() < 1', true],
  ])('%s', async (expression, value) => {
    const { output } = await run(
      machine({ Say: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } }),
    );
    expect(output).toEqual(value);
  });

  it.each([
    ["$eval('1')", 'T1006: Attempted to invoke a non-function'],
    ['$range(1, 2000, 1)', ': The result of $range must not have more than 1000 members'],
    ['$partition([1], 0)', ': The chunk size of $partition must be greater than zero'],
    ['$parse(1)', 'T0410: Argument 1 of function "parse" does not match function signature'],
    ["$hash('a', 'CRC')", ': The algorithm of $hash must be one of MD5'],
  ])('%s fails', async (expression, words) => {
    const { error, cause } = await run(
      machine({ Say: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } }),
    );
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toContain(words);
  });

  it('stop an expression that never ends', async () => {
    const { error } = await run(
      machine({
        Say: { Type: 'Pass', Output: '{% ($f := function($n) { 1 + $f($n) }; $f(1)) %}', End: true },
      }),
    );
    expect(error).toBe('States.QueryEvaluationError');
  });
});

describe('limits of an execution', () => {
  it('25,000 events', async () => {
    const { error, cause, events } = await run(
      machine({
        Spin: { Type: 'Pass', Next: 'Again' },
        Again: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Spin' }], Default: 'End' },
        End: { Type: 'Succeed' },
      }),
    );
    expect({ error, cause }).toEqual({
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(events).toHaveLength(25_000);
    expect(events.at(-1)).toMatchObject({ type: 'ExecutionFailed', previousEventId: 24_999 });
  });

  it('its own time-out, and a year', async () => {
    const world = await openWorld();
    const rest = { Rest: { Type: 'Wait', Timestamp: '2030-01-01T00:00:00Z', End: true } };
    const short = await world.start(await world.create(machine(rest, { TimeoutSeconds: 60 })));
    const long = await world.start(await world.create(machine(rest)));
    await world.drain(START + 2 * 365 * 86_400_000);
    const { status, error } = await world.describe(short);
    expect({ status, error }).toEqual({ status: 'TIMED_OUT', error: undefined });
    expect(await world.history(short)).toMatchObject([
      {},
      { type: 'WaitStateEntered' },
      { id: 3, previousEventId: 0, type: 'ExecutionTimedOut', error: 'States.Timeout' },
    ]);
    expect((await world.describe(long)) as unknown).toMatchObject({
      status: 'TIMED_OUT',
      stopDate: START / 1000 + 365 * 86_400,
    });
    await world.engine.close();
  });
});
