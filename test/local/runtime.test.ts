import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Runtime, RuntimeOptions } from '../../local/runtime.ts';
import type { Template } from '../../local/template/cloudformation.ts';
import { readStack } from '../../local/template/stack.ts';
import { asTool, START, startFixture } from './fixtures/runtime.ts';
import { fixtureStack } from './fixtures/stack.ts';

const HOUR = 3_600_000;
let dataDir: string;
let running: Runtime[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vel-hjem-test-'));
  running = [];
});
afterEach(async () => {
  for (const runtime of running) await runtime.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(options: Partial<RuntimeOptions> = {}): Promise<Runtime> {
  const runtime = await startFixture({ dataDir, ...options });
  running.push(runtime);
  return runtime;
}

async function restart(options: Partial<RuntimeOptions> = {}): Promise<Runtime> {
  await running.pop()?.close();
  return start(options);
}

async function noted(runtime: Runtime): Promise<(string | undefined)[]> {
  const query = new QueryCommand({
    TableName: runtime.stack.tables[0]?.name,
    KeyConditionExpression: 'pk = :noted',
    ExpressionAttributeValues: { ':noted': { S: 'noted' } },
  });
  const { Items = [] } = await new DynamoDBClient(asTool(runtime)).send(query);
  return Items.map(({ sk }) => sk?.S);
}

const execute = (runtime: Runtime, name: string, until: string) =>
  new SFNClient(asTool(runtime)).send(
    new StartExecutionCommand({
      stateMachineArn: runtime.stack.stateMachines[0]?.arn,
      name,
      input: JSON.stringify({ until }),
    }),
  );

const clock = async (runtime: Runtime, body?: unknown) => {
  const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${runtime.url}/_local/clock`, post);
  return {
    status: answer.status,
    ...((await answer.json()) as { now: string; fired: number; detail: string }),
  };
};

describe('a move of the clock', () => {
  test('takes waits, schedules and what follows from them in order', async () => {
    const runtime = await start();
    await execute(runtime, 'late', '2026-11-02T11:30:00Z');
    await execute(runtime, 'early', '2026-11-02T09:30:00Z');
    expect(await clock(runtime, { advance: 'PT3H' })).toMatchObject({
      status: 200,
      now: '2026-11-02T12:00:00.000Z',
      fired: 5,
    });
    expect(await noted(runtime)).toEqual([
      '2026-11-02T09:30:00Z SUCCEEDED early',
      '2026-11-02T10:00:00Z tick',
      '2026-11-02T11:00:00Z tick',
      '2026-11-02T11:30:00Z SUCCEEDED late',
      '2026-11-02T12:00:00Z tick',
    ]);
  });

  test('is a duration by the calendar, an instant, or nothing at all', async () => {
    const runtime = await start({ startAt: Date.parse('2026-11-30T09:00:00Z') });
    expect((await clock(runtime, { advance: 'P3M' })).now).toBe('2027-02-28T09:00:00.000Z');
    expect((await clock(runtime, { to: '2027-03-01T10:00:00+01:00' })).now).toBe('2027-03-01T09:00:00.000Z');
    expect(await clock(runtime, { advance: 'PT0S' })).toMatchObject({
      now: '2027-03-01T09:00:00.000Z',
      fired: 0,
    });
    expect((await clock(runtime)).now).toBe('2027-03-01T09:00:00.000Z');
  });

  test.each([
    [{ to: '2026-11-02T08:59:59Z' }],
    [{ advance: '-PT1S' }],
    [{ to: 'tomorrow' }],
    [{ to: 5 }],
    [{ advance: 'P1000000000Y' }],
    [{ to: '2027-01-01T00:00:00Z', advance: 'PT1H' }],
    [{}],
    [[]],
    [null],
  ])('%j is no move', async (body) => {
    const runtime = await start();
    expect((await clock(runtime, body)).status).toBe(400);
    expect(runtime.now()).toBe(START);
  });

  test('comes after the requests before it, and before those after it', async () => {
    const runtime = await start();
    const seen = async () => {
      const answer = await fetch(`${runtime.url}/echo/x`);
      const { event } = (await answer.json()) as { event: { requestContext: { requestTimeEpoch: number } } };
      return event.requestContext.requestTimeEpoch;
    };
    const before = seen();
    await before;
    const move = runtime.moveTo(START + 5 * HOUR);
    const after = seen();
    expect(await Promise.all([before, move, after])).toEqual([START, 5, START + 5 * HOUR]);
  });
});

describe('a restart', () => {
  test('goes on where the last one was: clock, executions, messages, keys, tokens', async () => {
    const first = await start();
    await execute(first, 'waiting', '2026-11-02T10:30:00Z');
    await first.moveTo(START + HOUR);
    const mail = new SendEmailCommand({
      FromEmailAddress: 'a@example.test',
      Destination: { ToAddresses: ['b@example.test'] },
      Content: { Simple: { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } } },
    });
    await new SESv2Client(asTool(first)).send(mail);
    const { access_token } = await first.token({ role: 'administrator' });
    const [, port] = /:(\d+)$/.exec(first.url) ?? [];

    const second = await restart({ startAt: START + 99 * HOUR, port: Number(port) });
    expect(second.now()).toBe(START + HOUR);
    expect(second.messages()).toHaveLength(1);
    const jwks = await (await fetch(`${second.url}/_local/identity/jwks`)).json();
    const [header = ''] = access_token.split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid: string };
    expect(jwks).toMatchObject({ keys: [{ kid }] });
    await second.moveTo(START + 2 * HOUR);
    expect(await noted(second)).toEqual([
      '2026-11-02T10:00:00Z tick',
      '2026-11-02T10:30:00Z SUCCEEDED waiting',
      '2026-11-02T11:00:00Z tick',
    ]);
  });

  test('of a data directory that is in use is refused', async () => {
    await start();
    await expect(startFixture({ dataDir })).rejects.toMatchObject({ name: 'DataDirectoryInUse' });
  });

  test('on a port that is in use is refused, and says which variable chooses another', async () => {
    const { url } = await start();
    const port = Number(new URL(url).port);
    const other = startFixture({ port });
    await expect(other).rejects.toThrow(`port ${port} is in use by another program: set PORT to a free one`);
    // What had been opened was closed again.
    await restart();
  });
});

describe('the start', () => {
  const without =
    (type: string, service = '') =>
    () => {
      const { stackName, template } = fixtureStack({});
      const Resources = Object.fromEntries(
        Object.entries(template.Resources).filter(
          ([, { Type, Properties }]) => Type !== type || !JSON.stringify(Properties).includes(service),
        ),
      );
      return { stackName, template: { ...template, Resources } satisfies Template };
    };

  test.each(['AWS::Lambda::Permission'])('without %s is refused', async (type) => {
    await expect(start({ synthesise: without(type) })).rejects.toThrow(/may not call/);
  });

  test('without a permission of the API is refused', async () => {
    const synthesise = without('AWS::Lambda::Permission', 'apigateway.amazonaws.com');
    await expect(start({ synthesise })).rejects.toThrow(/API Gateway may not call \S+ for \S+:execute-api:/);
  });

  test('of a stack without an API has nothing but the local calls', async () => {
    const { stackName, template } = fixtureStack({});
    const Resources = Object.fromEntries(
      Object.entries(template.Resources).filter(([, { Type }]) => /DynamoDB|KMS/.test(Type)),
    );
    const runtime = await start({ synthesise: () => ({ stackName, template: { ...template, Resources } }) });
    expect((await fetch(`${runtime.url}/echo/x`)).status).toBe(404);
    expect((await clock(runtime)).status).toBe(200);
  });

  test.each([
    ['exports no handler', 'export const other = 1;', /exports no handler/],
    ['throws an error', 'throw new Error("not today");', /could not be loaded: not today/],
    ['throws something else', 'throw "not today";', /could not be loaded: not today/],
  ])('with a function whose source %s is refused, and leaves nothing behind', async (_, source, message) => {
    const { stackName, template } = fixtureStack({});
    for (const { entry } of readStack(template, stackName).functions) {
      mkdirSync(join(dataDir, entry), { recursive: true });
      writeFileSync(join(dataDir, entry, 'index.ts'), source);
    }
    const environment = process.env;
    const refused = start({ projectRoot: dataDir });
    await expect(refused).rejects.toMatchObject({ name: 'FunctionNotLoaded' });
    await expect(refused).rejects.toThrow(message);
    expect(process.env).toBe(environment);
    await start();
  });

  test('with a unit that the directory refuses says which, and why', async () => {
    const units = [{ unitId: 'odd one', name: 'Odd', kind: 'hospital', escalatesTo: null }];
    await expect(start({ units })).rejects.toThrow(/^unit odd one was refused: 404 /);
  });

  test('of a data directory that is something else is refused, and leaves it as it is', async () => {
    const file = join(dataDir, 'runtime.sqlite');
    writeFileSync(
      file,
      'no database, but a text that is long enough to be taken for the head of one'.repeat(9),
    );
    const before = readFileSync(file, 'utf8');
    await expect(start()).rejects.toThrow(/not a database/);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('a state machine that calls a function that is not there fails by that name', async () => {
    const runtime = await start();
    const step = runtime.stack.functions.find(({ entry }) => entry === 'functions/step');
    const machine = runtime.stack.stateMachines[0];
    // A version of the function, which its role may call and nobody has published.
    const definition = machine?.definition.replaceAll(`${step?.arn}`, `${step?.arn}:7`);
    const { stateMachineArn } = (await runtime.engine.call('CreateStateMachine', {
      name: 'other',
      definition,
      roleArn: machine?.roleArn,
    })) as { stateMachineArn: string };
    const { executionArn } = (await runtime.engine.call('StartExecution', {
      stateMachineArn,
      input: '{"until":"2026-11-02T09:00:00Z"}',
    })) as { executionArn: string };
    await runtime.moveTo(START + 600_000);
    expect(await runtime.engine.call('DescribeExecution', { executionArn })).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.ResourceNotFoundException',
    });
  });

  test('with a function that is not there is refused, and says which', async () => {
    await expect(start({ projectRoot: dataDir })).rejects.toMatchObject({ name: 'FunctionNotLoaded' });
  });

  test('a state machine whose role may not call the function fails by that name', async () => {
    const runtime = await start({ synthesise: without('AWS::IAM::Policy') });
    const { executionArn } = await execute(runtime, 'one', '2026-11-02T09:00:00Z');
    await runtime.moveTo(START + 600_000);
    const { error } = (await runtime.engine.call('DescribeExecution', { executionArn })) as { error: string };
    expect(error).toBe('Lambda.AccessDeniedException');
  });

  test('with a running clock takes what falls due by itself', async () => {
    const runtime = await start({ clock: 'running', startAt: START });
    const { executionArn } = await execute(runtime, 'soon', '2026-11-02T09:00:00Z');
    await runtime.moveTo(runtime.now());
    expect(await runtime.engine.call('DescribeExecution', { executionArn })).toMatchObject({
      status: 'SUCCEEDED',
    });
    expect(runtime.now()).toBeGreaterThanOrEqual(START);
  });

  test('with a running clock takes what falls due though nobody asks', async () => {
    const runtime = await start({ clock: 'running', startAt: START });
    await execute(runtime, 'soon', '2026-11-02T09:00:01Z');
    await expect
      .poll(() => noted(runtime), { timeout: 10_000 })
      .toEqual([expect.stringMatching(/^2026-11-02T09:00:0\dZ SUCCEEDED soon$/)]);
  });

  test('keeps the log of the functions with the data', async () => {
    const runtime = await start();
    await fetch(`${runtime.url}/kept`, { method: 'POST', body: 'x' });
    expect(readFileSync(join(dataDir, 'functions.log'), 'utf8')).toContain('"message":"kept"');
  });
});

describe('the local calls', () => {
  test('health, stack, tokens', async () => {
    const runtime = await start();
    const get = async (path: string, init?: RequestInit) => {
      const answer = await fetch(`${runtime.url}/_local/${path}`, init);
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    const post = (body: unknown) => get('tokens', { method: 'POST', body: JSON.stringify(body) });
    expect(await get('health')).toMatchObject({ status: 200 });
    const [machine] = runtime.stack.stateMachines;
    expect((await get('stack')).body.stateMachines).toEqual({
      [machine?.logicalId ?? '']: { name: machine?.name, arn: machine?.arn },
    });
    const { status, body } = await post({ role: 'coordinator', unitId: 'u', name: 'N' });
    expect([status, body.token_type, body.expires_in]).toEqual([200, 'Bearer', 28_800]);
    const [, claims = ''] = String(body.access_token).split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      iss: `${runtime.url}/_local/identity`,
      aud: 'vel-hjem',
      role: 'coordinator',
      unitId: 'u',
      name: 'N',
      sub: expect.any(String),
    });
    for (const bad of [
      { role: 'king' },
      {},
      { role: 'coordinator', unitId: 1 },
      { role: 'coordinator', name: [] },
    ]) {
      expect((await post(bad)).status).toBe(400);
    }
    expect((await get('nothing')).status).toBe(404);
    expect((await get('clock', { method: 'PUT' })).status).toBe(405);
    const metadata = await get('identity/.well-known/openid-configuration');
    expect(metadata.body.jwks_uri).toBe(`${runtime.url}/_local/identity/jwks`);
  });
});
