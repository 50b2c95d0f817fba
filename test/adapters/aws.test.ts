import { constants, createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { GenerateMacCommand, GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCapturedMessenger } from '../../functions/shared/adapters/captured-messenger.ts';
import { createKmsPersonKeys } from '../../functions/shared/adapters/kms-person-keys.ts';
import { createKmsClientKey, createKmsSecret } from '../../functions/shared/adapters/kms-sign-in.ts';
import { createMemoryPersonKeys } from '../../functions/shared/adapters/memory-person-keys.ts';
import { createSesSnsMessenger } from '../../functions/shared/adapters/ses-sns-messenger.ts';
import { createSfnWorkflows } from '../../functions/shared/adapters/sfn-workflows.ts';
import { AddressRefused } from '../../functions/shared/errors.ts';

const settings = { region: 'eu-north-1' };
const receiver = { unitId: 'a', n: 0 };

describe('Step Functions', () => {
  const sfn = mockClient(SFNClient);
  const machine = (name: string) => `arn:aws:states:eu-north-1:000000000000:stateMachine:${name}`;
  const execution = (name: string) => `arn:aws:states:eu-north-1:000000000000:execution:${name}`;
  const workflows = createSfnWorkflows({
    client: new SFNClient(settings),
    pathwayMachineArn: machine('Pathway'),
    followUpMachineArn: machine('FollowUp'),
  });
  const failure = { $metadata: {}, message: 'as expected' };
  beforeEach(() => sfn.reset());

  test('starts the machine of the plan', async () => {
    await workflows.start('p', 'pw-1', { generation: 1 });
    await workflows.start('f2', 'pw-f2-1', {});
    expect(sfn.commandCalls(StartExecutionCommand).map((call) => call.args[0].input)).toEqual([
      { stateMachineArn: machine('Pathway'), name: 'pw-1', input: '{"generation":1}' },
      { stateMachineArn: machine('FollowUp'), name: 'pw-f2-1', input: '{}' },
    ]);
  });

  test('stops and describes the execution by the name of its machine', async () => {
    sfn.on(DescribeExecutionCommand).resolvesOnce({ status: 'RUNNING' }).resolves({ status: 'ABORTED' });
    expect(await workflows.isRunning('p', 'pw-1')).toBe(true);
    await workflows.stop('f1', 'pw-f1-3');
    expect(await workflows.isRunning('p', 'pw-1')).toBe(false);
    expect(sfn.calls()[0]?.args[0].input).toEqual({ executionArn: execution('Pathway:pw-1') });
    expect(sfn.calls()[1]?.args[0].input).toEqual({ executionArn: execution('FollowUp:pw-f1-3') });
  });

  test('what is so already is no error', async () => {
    sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(failure));
    sfn.on(StopExecutionCommand).rejects(new ExecutionDoesNotExist(failure));
    sfn.on(DescribeExecutionCommand).rejects(new ExecutionDoesNotExist(failure));
    await workflows.start('p', 'pw-1', {});
    await workflows.stop('p', 'pw-1');
    expect(await workflows.isRunning('p', 'pw-1')).toBe(false);
    for (const error of [TaskTimedOut, InvalidToken, TaskDoesNotExist]) {
      sfn.on(SendTaskSuccessCommand).rejects(new error(failure));
      await workflows.answer('token');
    }
    expect(sfn.commandCalls(SendTaskSuccessCommand)[0]?.args[0].input).toEqual({
      taskToken: 'token',
      output: '{}',
    });
  });

  test('anything else is', async () => {
    sfn.onAnyCommand().rejects(new Error('no network'));
    await expect(workflows.start('p', 'pw-1', {})).rejects.toThrow('no network');
    await expect(workflows.stop('p', 'pw-1')).rejects.toThrow('no network');
    await expect(workflows.answer('token')).rejects.toThrow('no network');
    await expect(workflows.isRunning('p', 'pw-1')).rejects.toThrow('no network');
  });
});

describe('messages', () => {
  const ses = mockClient(SESv2Client);
  const sns = mockClient(SNSClient);
  const messenger = createSesSnsMessenger({
    ses: new SESv2Client(settings),
    sns: new SNSClient(settings),
    from: 'no-reply@example.test',
    configurationSet: 'set',
    smsSender: 'Sykehuset',
  });
  beforeEach(() => {
    ses.reset();
    sns.reset();
  });

  test('e-mail goes by SES, with its id as a tag that SES takes', async () => {
    const words = { subject: 'Oppgåve', text: 'ei oppgåve', html: '<p>ei oppgåve</p>' };
    await messenger.send({
      channel: 'email',
      to: 'a@example.test',
      ...words,
      messageId: 'pw-t1#0:blåfjell:coordinator:email:2',
      receiver: { unitId: 'blåfjell', n: 2 },
    });
    expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input).toEqual({
      FromEmailAddress: 'no-reply@example.test',
      Destination: { ToAddresses: ['a@example.test'] },
      Content: {
        Simple: {
          Subject: { Data: words.subject, Charset: 'UTF-8' },
          Body: {
            Text: { Data: words.text, Charset: 'UTF-8' },
            Html: { Data: words.html, Charset: 'UTF-8' },
          },
        },
      },
      ConfigurationSetName: 'set',
      EmailTags: [
        { Name: 'messageId', Value: 'pw-t1_0_bl_fjell_coordinator_email_2' },
        { Name: 'unit', Value: expect.stringMatching(/^[\w-]{22}$/) },
        { Name: 'place', Value: '2' },
      ],
    });
    expect(sns.calls()).toHaveLength(0);
  });

  test('SMS goes by SNS, with the sender', async () => {
    await messenger.send({
      channel: 'sms',
      to: '+4799999000',
      text: 'En oppgave venter',
      messageId: 'm',
      receiver,
    });
    expect(sns.commandCalls(PublishCommand)[0]?.args[0].input).toEqual({
      PhoneNumber: '+4799999000',
      Message: 'En oppgave venter',
      MessageAttributes: {
        'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: 'Sykehuset' },
        'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
      },
    });
    expect(ses.calls()).toHaveLength(0);
  });

  test('a refusal of the provider comes out', async () => {
    sns.on(PublishCommand).rejects(new Error('opted out'));
    const sent = messenger.send({ channel: 'sms', to: '+4799999000', text: 'x', messageId: 'm', receiver });
    await expect(sent).rejects.toThrow('opted out');
  });

  test.each([
    ['InvalidParameterException', 'Invalid parameter: PhoneNumber Reason: not valid to publish to', true],
    ['InvalidParameterException', 'Invalid parameter: SenderID', false],
    ['ThrottledException', 'PhoneNumber', false],
  ])('of an SMS, %s: %s is of the number: %j', async (name, message, isNumber) => {
    sns.on(PublishCommand).rejects(Object.assign(new Error(message), { name }));
    const sent = messenger.send({ channel: 'sms', to: '+4', text: 'x', messageId: 'm', receiver });
    const error = await sent.catch((thrown: Error) => thrown);
    expect(error instanceof AddressRefused).toBe(isNumber);
  });

  test('the capturing one keeps them in order and refuses what bounces', async () => {
    const captured = createCapturedMessenger();
    const sms = (to: string) => ({ channel: 'sms' as const, to, text: 'x', messageId: to, receiver });
    await captured.send(sms('1'));
    await expect(captured.send(sms('bounce@example.test'))).rejects.toThrow('bounces');
    await captured.send(sms('2'));
    expect(captured.messages().map(({ to }) => to)).toEqual(['1', '2']);
  });
});

describe('keys of persons', () => {
  test('come from KMS, of trust and id', async () => {
    const kms = mockClient(KMSClient);
    kms
      .on(GenerateMacCommand)
      .resolvesOnce({ Mac: Buffer.from([251, 255]) })
      .resolves({});
    const keys = createKmsPersonKeys({ client: new KMSClient(settings), keyId: 'key' });
    expect(await keys.keyOf('trust-a', 'id')).toBe('-_8');
    expect(kms.calls()[0]?.args[0].input).toEqual({
      KeyId: 'key',
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from('trust-a|id'),
    });
    await expect(keys.keyOf('trust-a', 'id')).rejects.toThrow('without a MAC');
  });

  test('in memory differ by trust, by person and by secret, and nothing else', async () => {
    const key = (secret: string, trust: string, id: string) =>
      createMemoryPersonKeys(secret).keyOf(trust, id);
    const made = await Promise.all([
      key('s', 'a', '1'),
      key('s', 'b', '1'),
      key('s', 'a', '2'),
      key('z', 'a', '1'),
    ]);
    expect(new Set(made).size).toBe(4);
    expect(await key('s', 'a', '1')).toBe(made[0]);
  });
});

describe('sign-in', () => {
  const kms = mockClient(KMSClient);
  const client = new KMSClient(settings);
  beforeEach(() => kms.reset());

  test('closes sessions with a secret that KMS makes', async () => {
    kms
      .on(GenerateMacCommand)
      .resolvesOnce({ Mac: Buffer.alloc(32, 1) })
      .resolves({});
    const secret = createKmsSecret({ client, keyId: 'sessions' });
    expect(await secret()).toEqual(Buffer.alloc(32, 1));
    expect(kms.calls()[0]?.args[0].input).toMatchObject({ KeyId: 'sessions', MacAlgorithm: 'HMAC_SHA_256' });
    await expect(secret()).rejects.toThrow('without a MAC');
  });

  test('proves the deployment by a key that stays in KMS, named by its thumbprint', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    kms
      .on(GetPublicKeyCommand)
      .resolvesOnce({})
      .resolves({ PublicKey: publicKey.export({ type: 'spki', format: 'der' }) });
    kms
      .on(SignCommand)
      .resolvesOnce({})
      .resolves({ Signature: sign('sha256', Buffer.from('message'), { key: privateKey, ...padding }) });
    const key = createKmsClientKey({ client, keyId: 'client' });
    await expect(key.kid()).rejects.toThrow('without a key');
    expect(await key.kid()).toBe(await calculateJwkThumbprint(publicKey.export({ format: 'jwk' }) as JWK));
    await key.kid();
    expect(kms.commandCalls(GetPublicKeyCommand)).toHaveLength(2);
    await expect(key.sign(Buffer.from('message'))).rejects.toThrow('without a signature');
    const signature = await key.sign(Buffer.from('message'));
    expect(verify('sha256', Buffer.from('message'), { key: publicKey, ...padding }, signature)).toBe(true);
    // KMS signs the digest: what is signed may be longer than it takes
    expect(kms.commandCalls(SignCommand)[1]?.args[0].input).toMatchObject({
      SigningAlgorithm: 'RSASSA_PSS_SHA_256',
      MessageType: 'DIGEST',
      Message: createHash('sha256').update('message').digest(),
    });
  });
});
