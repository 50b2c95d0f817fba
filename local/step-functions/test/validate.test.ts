import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { machine, openWorld, type World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.engine.close());

interface Answer {
  readonly result: string;
  readonly truncated: boolean;
  readonly diagnostics: readonly { severity: string; code: string; message: string; location?: string }[];
}

async function validate(definition: unknown, more: object = {}): Promise<Answer> {
  return (await world.engine.call('ValidateStateMachineDefinition', {
    definition: JSON.stringify(definition),
    ...more,
  })) as Answer;
}

/** The findings that fail the schema, as `message at location`; other findings with their code in front. */
async function found(definition: unknown): Promise<string[]> {
  const { diagnostics } = await validate(definition, { severity: 'WARNING' });
  return diagnostics.map(
    ({ code, message, location }) =>
      `${code === 'SCHEMA_VALIDATION_FAILED' ? '' : `${code}: `}${message} at ${location}`,
  );
}

const pass = { Type: 'Pass', End: true };
const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const long = 'x'.repeat(81);

describe('a definition', () => {
  it.each<[string, unknown, string[]]>([
    ['is an object', [], ['The definition must be a JSON object. at undefined']],
    [
      'names a language that there is',
      { ...machine({ A: { ...pass, QueryLanguage: 'JSONata' } }), QueryLanguage: 'SQL' },
      ["Value is not one of 'JSONPath', 'JSONata' at /QueryLanguage"],
    ],
    ['has known fields', machine({ A: pass }, { Owner: 'me' }), ["Field 'Owner' is not supported at /"]],
    [
      'ends some time',
      machine({ A: pass }, { TimeoutSeconds: 0 }),
      ['Value must be an integer from 1 to 99999999 at /TimeoutSeconds'],
    ],
    [
      'has states',
      machine({}),
      [
        "The field 'States' is required and must hold at least one state at /States",
        'MISSING_END_STATE: Workflow has no terminal state at undefined',
      ],
    ],
    [
      'says where it starts',
      { QueryLanguage: 'JSONata', States: { A: pass } },
      [
        "The field 'StartAt' is required and must be a string at /StartAt",
        'MISSING_TRANSITION_TARGET: State "A" is not reachable. at /States/A',
      ],
    ],
    [
      'starts at a state of its own',
      machine({ A: pass }, { StartAt: 'B' }),
      [
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: B at /StartAt",
        'MISSING_TRANSITION_TARGET: State "A" is not reachable. at /States/A',
      ],
    ],
  ])('%s', async (_, definition, findings) => {
    expect(await found(definition)).toEqual(findings);
  });
});

describe('a state', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    [
      'has a name of at most 80 characters',
      { [long]: pass },
      [`A state's name must not have more than 80 characters at /States/${long}`],
    ],
    [
      'is an object of a known type',
      {
        A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }], Default: 'C' },
        B: 1,
        C: { Type: 'Loop' },
        D: { Type: 1 },
      },
      [
        'A state must be a JSON object at /States/B',
        'Value is not one of the state types Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map: "Loop" at /States/C/Type',
        'Value is not one of the state types Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map: 1 at /States/D/Type',
        'MISSING_TRANSITION_TARGET: State "D" is not reachable. at /States/D',
        'MISSING_END_STATE: Workflow has no terminal state at undefined',
      ],
    ],
    [
      'goes on to one state',
      { A: { Type: 'Pass', Next: ['A'], End: true } },
      [
        'Value must be the name of a state at /States/A/Next',
        "One of 'Next' and 'End' is required, and only one at /States/A",
      ],
    ],
    [
      'says plainly whether it ends',
      { A: { Type: 'Pass', End: 'yes' }, B: pass },
      [
        'Value must be true or false at /States/A/End',
        "One of 'Next' and 'End' is required, and only one at /States/A",
        'MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B',
      ],
    ],
    [
      'has no credentials',
      { A: { ...task, Credentials: { RoleArn: 'x' } } },
      ["Field 'Credentials' is not supported by this engine at /States/A"],
    ],
    [
      'assigns variables with names',
      { A: { ...pass, Assign: { '1a': 1, [long]: 1 } } },
      [
        "'1a' is not a valid variable name at /States/A/Assign/1a",
        "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' is not a valid variable name at /States/A/Assign/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ],
    ],
    [
      'assigns an object',
      { A: { ...pass, Assign: ['a'] } },
      ['Value must be a JSON object at /States/A/Assign'],
    ],
    [
      'has expressions with something in them',
      { A: { ...pass, Output: '{%  %}' } },
      ['The JSONata expression is empty at /States/A/Output'],
    ],
    [
      'fails with strings',
      { A: { Type: 'Fail', Error: 1, Cause: { a: 1 } } },
      ['Value must be a string at /States/A/Error', 'Value must be a string at /States/A/Cause'],
    ],
  ])('%s', async (_, states, findings) => {
    expect(await found(machine(states))).toEqual(findings);
  });

  it('in JSONPath is refused, but what it leads to is known', async () => {
    expect(
      await found(
        machine({
          A: {
            Type: 'Choice',
            QueryLanguage: 'JSONPath',
            Choices: [{ Variable: '$.a', IsPresent: true, Next: 'B' }, 1],
            Default: 'C',
          },
          B: { ...task, QueryLanguage: 'JSONPath', Catch: [{ ErrorEquals: ['X'], Next: 'D' }] },
          C: pass,
          D: pass,
        }),
      ),
    ).toEqual([
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A",
      "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/B",
    ]);
  });
});

describe('a Task', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    [
      'has a resource',
      { Resource: 1 },
      ["The field 'Resource' is required and must be a string at /States/A/Resource"],
    ],
    [
      'has a resource that is an ARN',
      { Resource: 'lambda:invoke' },
      ['Value is not a valid resource ARN at /States/A/Resource'],
    ],
    [
      'has a resource that names an action',
      { Resource: 'arn:aws:states:::lambda' },
      ['Value is not a valid resource ARN at /States/A/Resource'],
    ],
    [
      'runs no activity',
      { Resource: 'arn:aws:states:us-east-1:111111111111:activity:work' },
      [
        'activities are not supported by this engine (arn:aws:states:us-east-1:111111111111:activity:work) at /States/A/Resource',
      ],
    ],
    [
      'only invokes functions',
      { Resource: 'arn:aws:states:::lambda:list' },
      ['lambda:list is not an integration at /States/A/Resource'],
    ],
    [
      'does not run a function as a job',
      { Resource: 'arn:aws:states:::lambda:invoke.sync' },
      ['the pattern .sync is not one of lambda:invoke at /States/A/Resource'],
    ],
    [
      'only starts executions',
      { Resource: 'arn:aws:states:::states:stopExecution' },
      ['states:stopExecution is not an integration at /States/A/Resource'],
    ],
    [
      'calls an action that there is',
      { Resource: 'arn:aws:states:::dynamodb:scan' },
      [
        'the integration dynamodb:scan is not supported by this engine (arn:aws:states:::dynamodb:scan) at /States/A/Resource',
      ],
    ],
    [
      'calls a service that there is',
      { Resource: 'arn:aws:states:::aws-sdk:s3:getObject' },
      [
        'the integration aws-sdk:s3:getObject is not supported by this engine (arn:aws:states:::aws-sdk:s3:getObject) at /States/A/Resource',
      ],
    ],
    [
      'beats within its time',
      { TimeoutSeconds: 60, HeartbeatSeconds: 60 },
      ["'HeartbeatSeconds' must be smaller than 'TimeoutSeconds' at /States/A/HeartbeatSeconds"],
    ],
    [
      'has a time-out in seconds',
      { TimeoutSeconds: 1.5, HeartbeatSeconds: 'soon' },
      [
        'Value must be an integer from 1 to 99999999 at /States/A/TimeoutSeconds',
        'Value must be an integer from 1 to 99999999 at /States/A/HeartbeatSeconds',
      ],
    ],
    [
      'has a list of retriers',
      { Retry: { ErrorEquals: ['X'] } },
      ['Value must be an array at /States/A/Retry'],
    ],
    [
      'has retriers that are objects',
      { Retry: ['X'] },
      ['A retrier must be a JSON object at /States/A/Retry[0]'],
    ],
    [
      'has retriers with known fields in their ranges',
      {
        Retry: [
          {
            ErrorEquals: ['X'],
            Delay: 1,
            IntervalSeconds: 0,
            MaxAttempts: -1,
            MaxDelaySeconds: 1,
            JitterStrategy: 'HALF',
          },
          { ErrorEquals: ['Y'], BackoffRate: '2', MaxDelaySeconds: 1, JitterStrategy: 'NONE' },
        ],
      },
      [
        "Field 'Delay' is not supported at /States/A/Retry[0]",
        'Value must be an integer from 1 to 99999999 at /States/A/Retry[0]/IntervalSeconds',
        'Value must be an integer from 0 to 99999999 at /States/A/Retry[0]/MaxAttempts',
        "Value is not one of 'FULL', 'NONE' at /States/A/Retry[0]/JitterStrategy",
        'Value must be a number of at least 1.0 at /States/A/Retry[1]/BackoffRate',
        "'MaxDelaySeconds' must be greater than 'IntervalSeconds' at /States/A/Retry[1]/MaxDelaySeconds",
      ],
    ],
    ['has a list of catchers', { Catch: {} }, ['Value must be an array at /States/A/Catch']],
    [
      'has catchers that are objects, know where they lead, and have known fields',
      { Catch: [1, { ErrorEquals: [1], Next: 'A', Delay: 1 }, { ErrorEquals: ['X'] }] },
      [
        'A catcher must be a JSON object at /States/A/Catch[0]',
        "Field 'Delay' is not supported at /States/A/Catch[1]",
        "The field 'ErrorEquals' is required and must be an array of error names at /States/A/Catch[1]/ErrorEquals",
        "The field 'Next' is required at /States/A/Catch[2]",
      ],
    ],
  ])('%s', async (_, fields, findings) => {
    expect(await found(machine({ A: { ...task, ...fields } }))).toEqual(findings);
  });
});

describe('a Choice', () => {
  it.each<[string, unknown, string[]]>([
    [
      'has rules',
      undefined,
      ["The field 'Choices' is required and must hold at least one rule at /States/A/Choices"],
    ],
    [
      'has at least one rule',
      [],
      ["The field 'Choices' is required and must hold at least one rule at /States/A/Choices"],
    ],
    ['has rules that are objects', ['x'], ['A choice rule must be a JSON object at /States/A/Choices[0]']],
    [
      'has rules with known fields',
      [{ Condition: true, Next: 'B', Weight: 1 }],
      ["Field 'Weight' is not supported at /States/A/Choices[0]"],
    ],
    [
      'has rules in JSONata',
      [{ Variable: '$.a', ResultPath: '$', IsPresent: true, Next: 'B' }],
      [
        "The QueryLanguage is set to 'JSONata', but field 'Variable' is only supported for the 'JSONPath' QueryLanguage at /States/A/Choices[0]",
        "The QueryLanguage is set to 'JSONata', but field 'ResultPath' is only supported for the 'JSONPath' QueryLanguage at /States/A/Choices[0]",
        "Field 'IsPresent' is not supported at /States/A/Choices[0]",
        "The field 'Condition' must be a JSONata expression or a boolean at /States/A/Choices[0]/Condition",
      ],
    ],
    [
      'has conditions that are expressions',
      [{ Condition: 'yes', Next: 'B' }],
      ["The field 'Condition' must be a JSONata expression or a boolean at /States/A/Choices[0]/Condition"],
    ],
    [
      'has rules that lead to a state',
      [{ Condition: true }, { Condition: true, Next: 1 }],
      [
        "The field 'Next' is required at /States/A/Choices[0]",
        'Value must be the name of a state at /States/A/Choices[1]/Next',
      ],
    ],
  ])('%s', async (_, choices, findings) => {
    expect(await found(machine({ A: { Type: 'Choice', Choices: choices, Default: 'B' }, B: pass }))).toEqual(
      findings,
    );
  });
});

describe('a Wait, a Parallel and a Map', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    [
      'Wait waits until a string',
      { Type: 'Wait', Timestamp: 1, End: true },
      ['Value must be a string at /States/A/Timestamp'],
    ],
    [
      'Wait waits for a number of seconds',
      { Type: 'Wait', Seconds: -1, End: true },
      ['Value must be an integer from 0 to 99999999 at /States/A/Seconds'],
    ],
    [
      'Parallel has branches',
      { Type: 'Parallel', End: true },
      ["The field 'Branches' is required and must hold at least one branch at /States/A/Branches"],
    ],
    [
      'Parallel has at least one branch',
      { Type: 'Parallel', Branches: [], End: true },
      ["The field 'Branches' is required and must hold at least one branch at /States/A/Branches"],
    ],
    [
      'Parallel has branches that are objects with known fields',
      {
        Type: 'Parallel',
        Branches: [1, { StartAt: 'B', States: { B: pass }, TimeoutSeconds: 1 }],
        End: true,
      },
      [
        'Value must be an object with StartAt and States at /States/A/Branches[0]',
        "Field 'TimeoutSeconds' is not supported at /States/A/Branches[1]",
      ],
    ],
    [
      'Map has a processor',
      { Type: 'Map', End: true },
      ["The field 'ItemProcessor' is required at /States/A/ItemProcessor"],
    ],
    [
      'Map has a processor that is an object',
      { Type: 'Map', ItemProcessor: 'B', End: true },
      ['Value must be an object with StartAt and States at /States/A/ItemProcessor'],
    ],
    [
      'Map has items and tolerances in their ranges',
      {
        Type: 'Map',
        Items: 'all',
        MaxConcurrency: -1,
        ToleratedFailureCount: 0.5,
        ToleratedFailurePercentage: 101,
        ItemProcessor: { StartAt: 'B', States: { B: pass } },
        End: true,
      },
      [
        'Value must be an array or a JSONata expression at /States/A/Items',
        'Value must be an integer from 0 to 9007199254740991 at /States/A/MaxConcurrency',
        'Value must be an integer from 0 to 9007199254740991 at /States/A/ToleratedFailureCount',
        'Value must be a number from 0 to 100 or a JSONata expression at /States/A/ToleratedFailurePercentage',
      ],
    ],
    [
      'Map may call its processor by the older name',
      { Type: 'Map', Iterator: { StartAt: 'B', States: { B: pass } }, End: true },
      [],
    ],
  ])('%s', async (_, state, findings) => {
    expect(await found(machine({ A: state }))).toEqual(findings);
  });
});

describe('the answer', () => {
  const shadowing = machine({
    A: {
      Type: 'Parallel',
      Assign: { v: 1 },
      Branches: [{ StartAt: 'B', States: { B: { ...pass, Assign: { v: 2 } } } }],
      End: true,
    },
  });

  it('leaves warnings out unless they are asked for', async () => {
    expect(await validate(shadowing)).toEqual({ result: 'OK', diagnostics: [], truncated: false });
    expect(await validate(shadowing, { severity: 'WARNING' })).toMatchObject({
      result: 'OK',
      diagnostics: [{ severity: 'WARNING', code: 'VARIABLE_SHADOWED' }],
    });
  });

  it('has no more findings than are asked for', async () => {
    expect(
      await validate(machine({ A: { Type: 'Fail', Error: 1, Cause: 1 } }), { maxResults: 1 }),
    ).toMatchObject({
      result: 'FAIL',
      diagnostics: [{ location: '/States/A/Error' }],
      truncated: true,
    });
  });
});
