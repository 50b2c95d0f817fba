import {
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  ListStateMachinesCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runtime } from '../../local/runtime.ts';
import { asTool, START, startFixture } from './fixtures/runtime.ts';

let runtime: Runtime;
beforeAll(async () => {
  runtime = await startFixture();
});
afterAll(() => runtime.close());

/** As a function of the stack, by the access key that its calls carry. */
const asFunction = (entry: string) => {
  const found = runtime.stack.functions.find((one) => one.entry === `functions/${entry}`);
  return asTool(runtime, `LOCAL${found?.logicalId}`);
};
const tableName = () => runtime.stack.tables[0]?.name;

describe('DynamoDB', () => {
  test('has the tables of the stack, behind the one endpoint', async () => {
    const client = new DynamoDBClient(asTool(runtime));
    expect((await client.send(new ListTablesCommand())).TableNames).toEqual([tableName()]);
    const Item = { pk: { S: 'a' }, sk: { S: 'b' }, text: { S: 'æøå'.repeat(1000) } };
    await client.send(new PutItemCommand({ TableName: tableName(), Item }));
    const got = await client.send(
      new GetItemCommand({ TableName: tableName(), Key: { pk: Item.pk, sk: Item.sk } }),
    );
    expect(got.Item).toEqual(Item);
  });

  test('refuses what a role does not allow', async () => {
    const client = new DynamoDBClient({ ...asFunction('keeper'), maxAttempts: 1 });
    const scan = client.send(new ScanCommand({ TableName: tableName() }));
    await expect(scan).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('Step Functions', () => {
  test('has the state machines of the stack, and runs them', async () => {
    const client = new SFNClient(asTool(runtime));
    const { stateMachines = [] } = await client.send(new ListStateMachinesCommand());
    const [{ stateMachineArn, name } = {}] = stateMachines;
    expect(name).toBe(runtime.stack.stateMachines[0]?.name);
    const input = JSON.stringify({ until: '2026-11-02T09:30:00Z' });
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn, name: 'one', input }),
    );
    const look = () => client.send(new DescribeExecutionCommand({ executionArn }));
    expect((await look()).status).toBe('RUNNING');
    await runtime.moveTo(START + 30 * 60_000);
    expect(await look()).toMatchObject({ status: 'SUCCEEDED', output: '{"hello":"one"}' });
    const nobody = client.send(new DescribeExecutionCommand({ executionArn: `${executionArn}x` }));
    await expect(nobody).rejects.toThrow(ExecutionDoesNotExist);
  });

  test('refuses what a role does not allow', async () => {
    const client = new SFNClient(asFunction('echo'));
    const start = client.send(
      new StartExecutionCommand({ stateMachineArn: runtime.stack.stateMachines[0]?.arn }),
    );
    await expect(start).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('messages', () => {
  const email = (to: string, from = 'from@example.test') =>
    new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: {
        Simple: { Subject: { Data: 'Hei' }, Body: { Text: { Data: 'æ' }, Html: { Data: '<p>æ</p>' } } },
      },
    });

  test('are captured at virtual time, oldest first', async () => {
    const ses = new SESv2Client(asTool(runtime));
    const sns = new SNSClient({ ...asTool(runtime), region: 'eu-west-1' });
    expect((await ses.send(email('a@example.test'))).MessageId).toBeTruthy();
    expect(
      (await sns.send(new PublishCommand({ PhoneNumber: '+4799999000', Message: 'å & <b>' }))).MessageId,
    ).toBeTruthy();
    await ses.send(email('bounce@example.test'));
    const sentAt = new Date(runtime.now()).toISOString();
    const first = {
      channel: 'email',
      to: 'a@example.test',
      subject: 'Hei',
      text: 'æ',
      html: '<p>æ</p>',
      sentAt,
    };
    const second = { channel: 'sms', to: '+4799999000', text: 'å & <b>', sentAt };
    expect(runtime.messages()).toEqual([
      first,
      second,
      { ...first, to: 'bounce@example.test', bounced: true },
    ]);
    const list = async (query: string) =>
      ((await (await fetch(`${runtime.url}/_local/messages${query}`)).json()) as { messages: unknown[] })
        .messages;
    expect(await list('')).toEqual(runtime.messages());
    expect(await list('?channel=sms')).toEqual([second]);
    expect(await list(`?to=${encodeURIComponent('a@example.test')}`)).toEqual([first]);
    expect(await list('?to=a@example.test&channel=sms')).toEqual([]);
  });

  test('a topic takes what it is sent, and nobody reads it', async () => {
    const before = runtime.messages().length;
    const sns = new SNSClient(asTool(runtime));
    await sns.send(
      new PublishCommand({ TopicArn: 'arn:aws:sns:eu-north-1:000000000000:alarms', Message: 'x' }),
    );
    expect(runtime.messages()).toHaveLength(before);
  });

  test('what a provider would not take is refused', async () => {
    const sns = new SNSClient(asTool(runtime));
    const publish = (PhoneNumber: string, Message: string) =>
      sns.send(new PublishCommand({ PhoneNumber, Message }));
    await expect(publish('99999000', 'x')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(publish('+4799999000', '')).rejects.toMatchObject({ name: 'InvalidParameterException' });
    const ses = new SESv2Client(asTool(runtime));
    await expect(ses.send(email('a@example.test', ''))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });

  test('what a role does not allow is refused', async () => {
    const sns = new SNSClient({ ...asFunction('echo'), maxAttempts: 1 });
    const publish = sns.send(new PublishCommand({ PhoneNumber: '+4799999000', Message: 'x' }));
    await expect(publish).rejects.toThrow(/not authorized to perform: sns:Publish/);
    const ses = new SESv2Client({ ...asFunction('echo'), maxAttempts: 1 });
    await expect(ses.send(email('a@example.test'))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('KMS', () => {
  const mac = (options: object, KeyId?: string) =>
    new KMSClient({ ...asTool(runtime), ...options }).send(
      new GenerateMacCommand({
        KeyId: KeyId ?? runtime.stack.keys[0]?.arn,
        MacAlgorithm: 'HMAC_SHA_256',
        Message: Buffer.from('x'),
      }),
    );

  test('makes the same MAC of the same message, by ARN and by id', async () => {
    const [first, second] = [await mac({}), await mac({}, runtime.stack.keys[0]?.name)];
    expect(first.Mac).toHaveLength(32);
    expect(first.Mac).toEqual(second.Mac);
  });

  test('knows no other key, and refuses what a role does not allow', async () => {
    await expect(mac({}, 'other')).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(mac(asFunction('echo'))).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('what no SDK would send', () => {
  const post = async (target: string | undefined, body: string, path = '/') => {
    const headers = target === undefined ? {} : { 'x-amz-target': target };
    const answer = await fetch(`${runtime.awsUrl}${path}`, { method: 'POST', headers, body });
    return `${answer.status} ${answer.headers.get('x-amzn-errortype') ?? ''} ${await answer.text()}`;
  };
  const emails = '/v2/email/outbound-emails';

  test.each(['', '{}', '{"FromEmailAddress":"a@b.test","Destination":{"ToAddresses":["c@d.test"]}}'])(
    'an e-mail that is %j is refused',
    async (body) => {
      expect(await post(undefined, body, emails)).toMatch(/^400 BadRequestException/);
    },
  );

  test('an e-mail of HTML alone, from a sender with a name, is one', async () => {
    const body = {
      FromEmailAddress: 'Vel hjem <a@b.test>',
      Destination: { ToAddresses: ['html@d.test'] },
      Content: { Simple: { Subject: { Data: 's' }, Body: { Html: { Data: '<p>' } } } },
    };
    expect(await post(undefined, JSON.stringify(body), emails)).toMatch(/^200/);
    expect(runtime.messages().at(-1)).toMatchObject({ to: 'html@d.test', text: '', html: '<p>' });
  });

  test.each(['{', 'null', '5'])('the input %s is the caller’s mistake', async (body) => {
    expect(await post(undefined, body, emails)).toMatch(/^400 SerializationException/);
    expect(await post('TrentService.GenerateMac', body)).toMatch(/^400 SerializationException/);
    expect(await post('AWSStepFunctions.ListStateMachines', body)).toMatch(/^400/);
  });

  test('KMS does nothing but MACs, of a key and by an algorithm that go together', async () => {
    expect(await post('TrentService.Encrypt', '')).toMatch(/^400 .*UnsupportedOperationException/);
    const KeyId = runtime.stack.keys[0]?.arn;
    const generate = (input: object) => post('TrentService.GenerateMac', JSON.stringify(input));
    expect(await generate({ KeyId, MacAlgorithm: 'HMAC_SHA_512' })).toMatch(/InvalidKeyUsageException/);
    expect(await generate({ KeyId, MacAlgorithm: 'HMAC_SHA_256' })).toMatch(/^200/);
  });

  test('SNS publishes and nothing else', async () => {
    expect(await post(undefined, 'Action=Subscribe')).toMatch(/<Code>InvalidAction<.*Subscribe is not run/);
    expect(await post(undefined, 'Action=')).toMatch(/InvalidAction/);
  });

  test('a target that is none is told what there is', async () => {
    expect(await post('Something', '')).toMatch(/^404 UnknownOperationException/);
  });
});

test('a task is answered as those machines allow that may have asked', async () => {
  const answer = (accessKey: object) =>
    new SFNClient({ ...asTool(runtime), ...accessKey }).send(
      new SendTaskSuccessCommand({ taskToken: 'none', output: '{}' }),
    );
  await expect(answer({})).rejects.toMatchObject({ name: 'InvalidToken' });
  await expect(answer(asFunction('echo'))).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('anything else is told what there is', async () => {
  const answer = await fetch(`${runtime.awsUrl}/bucket/key`);
  expect(answer.status).toBe(404);
  expect(((await answer.json()) as { message: string }).message).toContain('DynamoDB, Step Functions');
});
