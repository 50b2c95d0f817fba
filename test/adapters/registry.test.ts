import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/find-person/handler.ts';
import { createFindPersonRegistry } from '../../functions/shared/adapters/find-person-registry.ts';
import { createLambdaInvoke } from '../../functions/shared/adapters/lambda-invoke.ts';
import { createMemoryStore } from '../../functions/shared/adapters/memory-store.ts';
import { composeCommand, composeFindPerson, composeReader } from '../../functions/shared/compose.ts';
import type { LogFields } from '../../functions/shared/log.ts';
import { patient } from './samples.ts';

const pathwayId = 'pw';
const { nationalId, name } = patient(pathwayId).identity;
const question = { schemaVersion: 1, pathwayId };

async function finder(lookUp: (person: { nationalId: string }) => Promise<unknown>) {
  const store = createMemoryStore();
  await store.createPatient(patient(pathwayId));
  const logged: { event: string; fields: LogFields | undefined }[] = [];
  const log = {
    info: () => undefined,
    error: (event: string, fields?: LogFields) => void logged.push({ event, fields }),
  };
  return { find: createHandler({ store, lookUp, log }), logged };
}

describe('find-person', () => {
  test('asks with the national id, and answers dates, numbers and enums alone', async () => {
    const asked: unknown[] = [];
    const { find } = await finder(async (person) => {
      asked.push(person);
      return {
        name,
        nationalId,
        deceasedOn: '2027-01-05',
        municipality: { number: '0301', district: '12', since: '2026-12-01', street: 'Storgata 1' },
        abroadSince: '2026-12-02',
        addressProtected: true,
        gpHerId: '70140',
      };
    });
    expect(await find(question)).toEqual({
      deceasedOn: '2027-01-05',
      livesIn: { place: { number: '0301', district: '12' }, since: '2026-12-01' },
      abroadSince: '2026-12-02',
      addressProtected: true,
      gp: { herId: '70140' },
    });
    expect(asked).toEqual([{ nationalId }]);
  });

  test.each([
    ['null', null, null],
    ['nothing', undefined, null],
    ['an empty answer', {}, {}],
    [
      'fields that are null',
      { deceasedOn: null, municipality: null, abroadSince: null, addressProtected: null, gpHerId: null },
      {},
    ],
    [
      'a district outside Oslo, which receives nobody',
      { municipality: { number: '4601', district: '07', since: '2026-12-01' } },
      { livesIn: { place: { number: '4601', district: null }, since: '2026-12-01' } },
    ],
    [
      'Oslo without a district',
      { municipality: { number: '0301', since: '2026-12-01' } },
      { livesIn: { place: { number: '0301', district: null }, since: '2026-12-01' } },
    ],
  ])('takes %s', async (_, said, status) => {
    const { find } = await finder(async () => said);
    expect(JSON.parse(JSON.stringify(await find(question)))).toEqual(status);
  });

  test.each([
    ['a date that is none', { deceasedOn: `${name} 5.1.` }],
    ['a place that is none', { municipality: { number: name, since: '2026-12-01' } }],
    ['a move without its day', { municipality: { number: '3107' } }],
    ['a GP by name', { gpHerId: name }],
    ['a text', `${nationalId} is dead`],
  ])('refuses %s, and repeats nothing of it', async (_, said) => {
    const { find, logged } = await finder(async () => said);
    const failed = await find(question).catch((error: Error) => error);
    expect(failed).toMatchObject({ name: 'RegistryFailed' });
    expect(JSON.stringify([failed, (failed as Error).message, (failed as Error).stack])).not.toMatch(
      new RegExp(`${nationalId}|${name}`),
    );
    expect(logged.map(({ event, fields }) => [event, fields?.pathwayId])).toEqual([
      ['registry-failed', pathwayId],
    ]);
  });

  test('does not pass on what the registry says when it fails', async () => {
    const { find } = await finder(() => Promise.reject(new Error(`no ${nationalId}`)));
    await expect(find(question)).rejects.toThrow(/^the person registry did not answer as agreed$/);
  });

  test('knows nothing of who is not there, and asks nobody', async () => {
    const { find } = await finder(() => Promise.reject(new Error('asked')));
    expect(await find({ ...question, pathwayId: 'another' })).toBeNull();
  });

  test.each([{}, { ...question, schemaVersion: 2 }, { ...question, nationalId: '1' }, null])(
    'takes no other question than that of ours: %j',
    async (wrong) => {
      const { find } = await finder(async () => ({}));
      await expect(find(wrong)).rejects.toMatchObject({ name: 'ZodError' });
    },
  );
});

describe('the registry as functions see it', () => {
  test('asks by the pathway’s id', async () => {
    const asked: unknown[] = [];
    const registry = createFindPersonRegistry(async (one) => {
      asked.push(one);
      return { deceasedOn: '2027-01-05' };
    });
    expect(await registry.ask('pw')).toEqual({ deceasedOn: '2027-01-05' });
    expect(asked).toEqual([{ schemaVersion: 1, pathwayId: 'pw' }]);
  });

  test('takes null for nothing known, and nothing that find-person should not say', async () => {
    expect(await createFindPersonRegistry(async () => null).ask('pw')).toBeUndefined();
    const wrong = createFindPersonRegistry(async () => ({ deceasedOn: '2027-01-05', name }));
    await expect(wrong.ask('pw')).rejects.toMatchObject({ name: 'ZodError' });
  });
});

describe('a call of another function', () => {
  const lambda = mockClient(LambdaClient);
  const invoke = createLambdaInvoke({
    client: new LambdaClient({ region: 'eu-north-1' }),
    functionArn: 'arn:f',
    timeoutMs: 1000,
  });
  const payload = (text: string) => ({ Payload: { transformToString: () => text } as never });
  beforeEach(() => lambda.reset());

  test('hands over and takes back JSON', async () => {
    lambda.on(InvokeCommand).resolves(payload('{"b":2}'));
    expect(await invoke({ a: 1 })).toEqual({ b: 2 });
    expect(lambda.calls()[0]?.args[0].input).toEqual({ FunctionName: 'arn:f', Payload: '{"a":1}' });
    lambda.on(InvokeCommand).resolves({});
    expect(await invoke({})).toBeNull();
  });

  test('names a failure, and repeats nothing of it', async () => {
    lambda.on(InvokeCommand).resolves({ FunctionError: 'Unhandled', ...payload('{"errorMessage":"Kari"}') });
    await expect(invoke({})).rejects.toThrow(/^the function failed$/);
    lambda.on(InvokeCommand).resolves(payload('Kari'));
    await expect(invoke({})).rejects.toThrow(/^the answer is not JSON$/);
  });
});

describe('what functions are told', () => {
  const environment = {
    POWERTOOLS_SERVICE_NAME: 'vel-hjem-test',
    TABLE_NAME: 't',
    AUDIT_TABLE_NAME: 'a',
    AUDIT_YEARS: '5',
    EMAIL_FROM: 'a@b.example',
    EMAIL_CONFIGURATION_SET: 'messages',
    SMS_SENDER: 'VelHjem',
    SMS_REGION: 'eu-north-1',
    PUBLIC_URL: 'https://velhjem.example',
    PATHWAY_MACHINE_ARN: 'p',
    FOLLOW_UP_MACHINE_ARN: 'f',
  };
  const functionArn = 'arn:aws:lambda:eu-north-1:111111111111:function:x';

  test('is whether there is a registry', () => {
    for (const compose of [composeReader, composeCommand]) {
      expect(compose(environment).registry).toBeUndefined();
      expect(compose({ ...environment, FIND_PERSON_FUNCTION: functionArn }).registry).toBeDefined();
    }
  });

  test('is to find-person which function is in front of it', () => {
    expect(() => composeFindPerson(environment)).toThrow(/PERSON_REGISTRY_FUNCTION/);
    expect(composeFindPerson({ ...environment, PERSON_REGISTRY_FUNCTION: functionArn })).toHaveProperty(
      'lookUp',
    );
  });
});
