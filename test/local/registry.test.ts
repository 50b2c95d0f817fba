import { InvokeCommand as Invoke, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLambdaInvoke } from '../../functions/shared/adapters/lambda-invoke.ts';
import type { Runtime } from '../../local/runtime.ts';
import { startSample } from '../support/running.ts';
import { palliative, type Sample } from '../support/simulated.ts';
import { asTool, startFixture } from './fixtures/runtime.ts';

/** Lambda's Invoke, the local person registry, and the deployed stack with both. */

describe('Lambda', () => {
  let runtime: Runtime;
  const troubles: string[] = [];
  beforeAll(async () => {
    runtime = await startFixture({ onTrouble: (what) => troubles.push(what) });
  });
  afterAll(() => runtime.close());

  const nameOf = (entry: string) =>
    runtime.stack.functions.find((one) => one.entry === `functions/${entry}`)!;
  const client = (accessKeyId?: string) =>
    new LambdaClient({ ...asTool(runtime, accessKeyId), maxAttempts: 1 });
  const invoke = async (FunctionName: string, more: object = {}) => {
    const { Payload, ...answer } = await client().send(
      new Invoke({ FunctionName, Payload: '{"a":"æ"}', ...more }),
    );
    return { ...answer, payload: JSON.parse(Payload!.transformToString()) as Sample };
  };

  test('invokes a function of the stack by name and by ARN, with the event as it was sent', async () => {
    const { name, arn } = nameOf('echo');
    for (const functionName of [name, arn]) {
      const answer = await invoke(functionName);
      expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
      expect(answer.FunctionError).toBeUndefined();
      expect(JSON.parse(answer.payload.body).event).toEqual({ a: 'æ' });
    }
  });

  test('says that a function failed, and how', async () => {
    const answer = await invoke(nameOf('failing').name);
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(answer.payload).toMatchObject({ errorType: 'OutOfOrder', errorMessage: 'nothing works' });
  });

  test('knows no other function, and calls none without waiting for it', async () => {
    await expect(invoke('nobody')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(invoke(nameOf('echo').name, { InvocationType: 'Event' })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
    await expect(invoke(nameOf('echo').name, { Payload: '[' })).rejects.toMatchObject({
      name: 'SerializationException',
    });
  });

  test('refuses a function that its caller’s role does not allow', async () => {
    const asEcho = client(`LOCAL${nameOf('echo').logicalId}`);
    const refused = asEcho.send(new Invoke({ FunctionName: nameOf('failing').arn }));
    await expect(refused).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(refused).rejects.toThrow(/not authorized to perform: lambda:InvokeFunction on resource/);
  });

  test('answers those of our functions that ask another', async () => {
    const calling = (functionArn: string, timeoutMs = 5_000) =>
      createLambdaInvoke({ client: client(), functionArn, timeoutMs })({ x: 1 });
    expect(JSON.parse(((await calling(nameOf('echo').arn)) as Sample).body).event).toEqual({ x: 1 });
    await expect(calling(nameOf('failing').arn)).rejects.toMatchObject({ name: 'InvocationFailed' });
    // what a function says when it fails may name a person
    await expect(calling(nameOf('failing').arn)).rejects.toThrow(/^the function failed$/);
    await expect(calling(nameOf('slow').arn, 50)).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('the stack with the local registry', () => {
  let runtime: Runtime;
  const { nationalId } = palliative.patient;
  beforeAll(async () => {
    runtime = await startSample();
  }, 60_000);
  afterAll(() => runtime.close());

  const api = async (role: string, unitId: string, route: string, body?: unknown): Promise<Sample> => {
    const [method = '', path = ''] = route.split(' ');
    const { access_token } = await runtime.token({ role, unitId });
    const headers = { Authorization: `Bearer ${access_token}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${runtime.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return answer.json();
  };
  const hospital = palliative.hospital.unitId;
  const tell = async (body: unknown) => {
    const answer = await fetch(`${runtime.url}/_local/persons`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Sample };
  };
  const asked = () => [...runtime.invocations].find(([name]) => name.includes('findperson'))?.[1] ?? 0;

  test('asks it before a task and before each rung, and hears of a move and a death', async () => {
    const { pathwayId } = await api('hospital-system', hospital, 'POST /pathways', palliative);
    await runtime.moveTo(runtime.now());
    expect(asked()).toBe(2);
    const taskId = `${pathwayId}-t1`;
    const task = await api('coordinator', hospital, `GET /tasks/${taskId}`);
    expect(task).toMatchObject({ checkOwnRecord: false, rung: 0 });

    const told = await tell({ nationalId, municipality: { number: '3107' } });
    expect(told).toEqual({
      status: 200,
      body: { municipality: { number: '3107', since: '2026-11-20' } },
    });
    await runtime.moveTo(Date.parse('2026-12-02T09:00:00Z'));
    const moved = await api('hospital-system', hospital, `GET /pathways/${pathwayId}`);
    expect(moved.municipality).toEqual({ number: '3107', district: null });

    await tell({ nationalId, deceasedOn: '2026-12-03' });
    await runtime.moveTo(Date.parse('2026-12-05T09:00:00Z'));
    const ended = await api('hospital-system', hospital, `GET /pathways/${pathwayId}`);
    expect(ended).toMatchObject({ status: 'deceased' });
    expect(ended.events.map((event: Sample) => event.eventId)).toEqual([
      'registry-moved-3107-2026-11-20',
      'registry-deceased-2026-12-03',
    ]);
  }, 60_000);

  test.each([
    [{}, '"nationalId"'],
    [{ nationalId: '123' }, '"nationalId": must be eleven digits'],
    [{ nationalId: '02904448578', deceasedOn: 'yesterday' }, '"deceasedOn"'],
    [
      { nationalId: '02904448578', municipality: { number: '31' } },
      '"municipality.number": must be four digits',
    ],
  ])('is not told %j', async (body, message) => {
    const answer = await tell(body);
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toContain(message);
  });
});

test('a stack without a registry has no find-person', async () => {
  const runtime = await startSample({ personRegistry: false });
  try {
    expect(runtime.stack.functions.map((one) => one.entry)).not.toContain('functions/find-person');
  } finally {
    await runtime.close();
  }
}, 60_000);
