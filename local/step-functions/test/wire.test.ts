import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  InvalidDefinition,
  paginateGetExecutionHistory,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskTimedOut,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWireHandler } from '../index.ts';
import { ACCOUNT, machine, openWorld, REGION, ROLE, START, type World } from './support/world.ts';

let world: World;
let server: Server;
let client: SFNClient;
const tokens: string[] = [];

beforeAll(async () => {
  world = await openWorld({
    invokeLambda: async (_, payload) => {
      tokens.push(payload as string);
      return { payload: null };
    },
  });
  const handle = createWireHandler(world.engine);
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString();
      const answer = await handle(String(request.headers['x-amz-target'] ?? ''), body);
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new SFNClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
  await world.engine.close();
});

describe('the wire protocol, spoken by the AWS SDK', () => {
  it('creates, starts, answers, describes and reads the history', async () => {
    const { stateMachineArn, creationDate } = await client.send(
      new CreateStateMachineCommand({
        name: 'wire',
        roleArn: ROLE,
        definition: JSON.stringify(
          machine({
            Ask: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
              Arguments: { FunctionName: 'ask', Payload: '{% $states.context.Task.Token %}' },
              End: true,
            },
          }),
        ),
      }),
    );
    expect(creationDate).toEqual(new Date(START));
    const { executionArn, startDate } = await client.send(
      new StartExecutionCommand({ stateMachineArn: stateMachineArn!, name: 'one', input: '{"a":1}' }),
    );
    expect(startDate).toEqual(new Date(START));
    await world.engine.settled();
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0]!, output: '{"yes":true}' }));
    const described = await client.send(new DescribeExecutionCommand({ executionArn: executionArn! }));
    expect(described).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"yes":true}',
      stopDate: new Date(START),
    });
    const types: (string | undefined)[] = [];
    for await (const page of paginateGetExecutionHistory(
      { client, pageSize: 3 },
      { executionArn: executionArn! },
    )) {
      types.push(...(page.events ?? []).map(({ type }) => type));
    }
    expect(types).toHaveLength(8);
    const late = client.send(new SendTaskSuccessCommand({ taskToken: tokens[0]!, output: '1' }));
    await expect(late).rejects.toBeInstanceOf(TaskTimedOut);
    await client.send(
      new UpdateStateMachineCommand({ stateMachineArn: stateMachineArn!, roleArn: `${ROLE}-2` }),
    );
    await client.send(new DeleteStateMachineCommand({ stateMachineArn: stateMachineArn! }));
  });

  it('has the errors of the SDK', async () => {
    const executionArn = `arn:aws:states:${REGION}:${ACCOUNT}:execution:none:none`;
    await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toBeInstanceOf(
      ExecutionDoesNotExist,
    );
    const create = client.send(
      new CreateStateMachineCommand({ name: 'bad', roleArn: ROLE, definition: '{}' }),
    );
    await expect(create).rejects.toBeInstanceOf(InvalidDefinition);
  });

  it('answers what it does not know', async () => {
    const handle = createWireHandler(world.engine);
    for (const [target, body, type] of [
      ['AWSStepFunctions.ListActivities', '{}', 'UnknownOperationException'],
      ['DynamoDB_20120810.ListTables', '{}', 'UnknownOperationException'],
      ['AWSStepFunctions.ListStateMachines', '{', 'SerializationException'],
      ['AWSStepFunctions.ListStateMachines', '[]', 'SerializationException'],
    ] as const) {
      const answer = await handle(target, body);
      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toBe('application/x-amz-json-1.0');
      expect((JSON.parse(answer.body) as { __type: string }).__type).toBe(`com.amazon.coral.service#${type}`);
    }
    expect(await handle('AWSStepFunctions.ListStateMachines', '')).toMatchObject({ status: 200 });
  });

  it('answers what went wrong inside', async () => {
    const other = await openWorld();
    await other.engine.close();
    const answer = await createWireHandler(other.engine)('AWSStepFunctions.ListStateMachines', '{}');
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toEqual({
      __type: 'com.amazon.coral.service#InternalFailure',
      message: 'The engine is closed',
    });
  });
});

describe('ValidateStateMachineDefinition', () => {
  const diagnose = async (definition: unknown) => {
    const answer = await client.send(
      new ValidateStateMachineDefinitionCommand({
        definition: typeof definition === 'string' ? definition : JSON.stringify(definition),
        severity: 'WARNING',
      }),
    );
    return (answer.diagnostics ?? []).map(
      ({ code, message, location }) => `${code}: ${message} at ${location}`,
    );
  };
  const pass = { Type: 'Pass', End: true };

  it('finds nothing in what is right', async () => {
    expect(await diagnose(machine({ A: pass }))).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['no JSON', '{', ['INVALID_JSON_DESCRIPTION: The definition is not valid JSON. at undefined']],
    [
      'a loop',
      machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
      ['MISSING_END_STATE: Workflow has no terminal state at undefined'],
    ],
    [
      'a target that is not there',
      machine({ A: { Type: 'Pass', Next: 'C' }, B: pass }),
      [
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: C at /States/A/Next",
        'MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B',
      ],
    ],
    [
      'a field of another type',
      machine({ A: { ...pass, TimeoutSeconds: 1 } }),
      ["SCHEMA_VALIDATION_FAILED: Field 'TimeoutSeconds' is not supported at /States/A"],
    ],
    [
      'a field of JSONPath',
      machine({ A: { ...pass, Parameters: {} } }),
      [
        "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'Parameters' is only supported for the 'JSONPath' QueryLanguage at /States/A",
      ],
    ],
    [
      'a state in JSONPath',
      machine({ A: { ...pass, QueryLanguage: 'JSONPath' } }),
      [
        "SCHEMA_VALIDATION_FAILED: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A",
      ],
    ],
    [
      'a machine in JSONPath',
      { StartAt: 'A', States: { A: pass } },
      [
        'SCHEMA_VALIDATION_FAILED: JSONPath is not supported by this engine: the state needs "QueryLanguage": "JSONata" at /States/A',
      ],
    ],
    [
      'an expression that is none',
      machine({ A: { ...pass, Output: { a: '{% 1 + %}' } } }),
      ['INVALID_JSONATA_EXPRESSION: Unexpected end of expression at /States/A/Output/a'],
    ],
    [
      'a name without a context',
      machine({ A: { ...pass, Output: ["{% $count(phone) & $$ & $states.input.list[x = 'y'].z %}"] } }),
      [
        "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/A/Output[0]",
        "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' at the top level is not supported. at /States/A/Output[0]",
      ],
    ],
    [
      'half an expression',
      machine({ A: { ...pass, Output: 'a {% 1 %}' } }),
      [
        "SCHEMA_VALIDATION_FAILED: A JSONata expression must start with '{%' and end with '%}' at /States/A/Output",
      ],
    ],
    [
      'a distributed map',
      machine({
        A: {
          Type: 'Map',
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'B', States: { B: pass } },
          End: true,
        },
      }),
      [
        'SCHEMA_VALIDATION_FAILED: Only inline maps are supported by this engine at /States/A/ItemProcessor/ProcessorConfig/Mode',
      ],
    ],
    [
      'an integration that is not there',
      machine({ A: { Type: 'Task', Resource: 'arn:aws:states:::ecs:runTask.sync', End: true } }),
      [
        'SCHEMA_VALIDATION_FAILED: ecs:runTask.sync is not supported by this engine (arn:aws:states:::ecs:runTask.sync) at /States/A/Resource',
      ],
    ],
    [
      'an integration that nobody answers',
      machine({ A: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', End: true } }),
      [
        'SCHEMA_VALIDATION_FAILED: No one answers sns:publish here (arn:aws:states:::sns:publish) at /States/A/Resource',
      ],
    ],
    [
      'a wrong retrier and catcher',
      machine({
        A: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Retry: [{ ErrorEquals: ['States.ALL'], BackoffRate: 0.5 }, { ErrorEquals: [] }],
          Catch: [{ ErrorEquals: ['States.ALL', 'X'], Next: 'A', ResultPath: '$' }],
          End: true,
        },
      }),
      [
        "SCHEMA_VALIDATION_FAILED: 'States.ALL' must be in the last entry at /States/A/Retry[0]/ErrorEquals",
        'SCHEMA_VALIDATION_FAILED: Value must be a number of at least 1.0 at /States/A/Retry[0]/BackoffRate',
        "SCHEMA_VALIDATION_FAILED: The field 'ErrorEquals' is required and must be an array of error names at /States/A/Retry[1]/ErrorEquals",
        "SCHEMA_VALIDATION_FAILED: The QueryLanguage is set to 'JSONata', but field 'ResultPath' is only supported for the 'JSONPath' QueryLanguage at /States/A/Catch[0]",
        "SCHEMA_VALIDATION_FAILED: 'States.ALL' must stand alone at /States/A/Catch[0]/ErrorEquals",
      ],
    ],
    [
      'a wait for nothing, or until no instant',
      machine({ A: { Type: 'Wait', Next: 'B' }, B: { Type: 'Wait', Timestamp: 'soon', End: true } }),
      [
        "SCHEMA_VALIDATION_FAILED: One of 'Seconds' and 'Timestamp' is required, and only one at /States/A",
        'SCHEMA_VALIDATION_FAILED: String does not match RFC3339 timestamp at /States/B/Timestamp',
      ],
    ],
    [
      'names twice, and variables of an outer scope',
      machine({
        A: {
          Type: 'Parallel',
          Assign: { v: 1, states: 1 },
          Branches: [{ StartAt: 'A', States: { A: { ...pass, Assign: { v: 2 } } } }],
          End: true,
        },
      }),
      [
        "SCHEMA_VALIDATION_FAILED: The variable name 'states' is reserved at /States/A/Assign/states",
        'DUPLICATE_STATE_NAME: Duplicate state name: A at /States/A/Branches[0]/States/A',
        "VARIABLE_SHADOWED: The variable 'v' is also assigned in an outer scope, which does not see this value at /States/A/Branches[0]/States/A/Assign/v",
      ],
    ],
    [
      'a function that is not available',
      machine({ A: { ...pass, Output: "{% $eval('1') %}" } }),
      ['UNSUPPORTED_FUNCTION: The function $eval is not available at /States/A/Output'],
    ],
  ])('names %s', async (_, definition, diagnostics) => {
    expect(await diagnose(definition)).toEqual(diagnostics);
  });

  it('says at creation what is wrong, and where', async () => {
    await expect(world.create(machine({ A: { Type: 'Pass', Next: 'A' } }))).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message:
        "Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'",
    });
  });
});
