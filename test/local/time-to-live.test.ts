import {
  BatchWriteItemCommand,
  DynamoDBClient,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expiriesIn } from '../../local/dynamodb/calls.ts';
import { type Database, openDatabase } from '../../local/dynamodb/database.ts';
import { createTimeToLive } from '../../local/dynamodb/time-to-live.ts';
import { readStack, type Stack } from '../../local/template/stack.ts';
import { fixtureStack } from './fixtures/stack.ts';

const { stackName, template } = fixtureStack({});
const plain = readStack(template, stackName);
const stack: Stack = {
  ...plain,
  tables: plain.tables.map((table) => ({ ...table, timeToLive: 'expiresAt' })),
};
const TableName = stack.tables[0]?.name ?? '';
const day = 86_400_000;
const at = (instant: string) => Date.parse(instant);

let now: number;
let database: Database;
let client: DynamoDBClient;
let timeToLive: ReturnType<typeof createTimeToLive>;

beforeEach(async () => {
  now = at('2026-11-20T09:00:00Z');
  database = await openDatabase(stack, {}, undefined);
  client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${database.port}`,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'tool', secretAccessKey: 'local' },
  });
  timeToLive = createTimeToLive(stack, database, () => now);
});
afterEach(async () => {
  timeToLive.close();
  client.destroy();
  await database.close();
});

const seconds = (instant: string) => String(at(instant) / 1000);
async function put(...items: readonly (readonly [string, string?])[]): Promise<void> {
  const requests = items.map(([pk, expiresAt]) => ({
    PutRequest: {
      Item: {
        pk: { S: pk },
        sk: { S: 's' },
        ...(expiresAt === undefined ? {} : { expiresAt: { N: seconds(expiresAt) } }),
      },
    },
  }));
  await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: requests } }));
}
const update = (pk: string, expiresAt: string | undefined) =>
  client.send(
    new UpdateItemCommand({
      TableName,
      Key: { pk: { S: pk }, sk: { S: 's' } },
      UpdateExpression: expiresAt === undefined ? 'REMOVE expiresAt' : 'SET expiresAt = :expiresAt',
      ...(expiresAt === undefined
        ? {}
        : { ExpressionAttributeValues: { ':expiresAt': { N: seconds(expiresAt) } } }),
    }),
  );
const left = async () =>
  ((await client.send(new ScanCommand({ TableName }))).Items ?? []).map(({ pk }) => pk?.S).toSorted();
/** Takes what is due until an instant; answers how much was deleted when. */
async function until(instant: string): Promise<readonly string[]> {
  const deleted: string[] = [];
  for (
    let due = timeToLive.nextDueAt();
    due !== undefined && due <= at(instant);
    due = timeToLive.nextDueAt()
  ) {
    now = Math.max(now, due);
    const count = await timeToLive.fireDue();
    if (count > 0) deleted.push(`${new Date(now).toISOString().slice(0, 16)} ${count}`);
  }
  now = at(instant);
  return deleted;
}

describe('the time to live of tables', () => {
  test('deletes items on the first midnight after it, and leaves those without', async () => {
    await put(['a', '2026-12-01T07:00:00Z'], ['b', '2027-11-20T07:00:00Z'], ['c']);
    expect(await until('2026-12-01T23:00:00Z')).toEqual([]);
    expect(await left()).toEqual(['a', 'b', 'c']);
    expect(await until('2027-06-01T00:00:00Z')).toEqual(['2026-12-02T00:00 1']);
    expect(await left()).toEqual(['b', 'c']);
    expect(timeToLive.nextDueAt()).toBe(at('2027-11-21T00:00:00Z'));
    expect(await until('2028-01-01T00:00:00Z')).toEqual(['2027-11-21T00:00 1']);
    expect(await left()).toEqual(['c']);
    expect(timeToLive.nextDueAt()).toBeUndefined();
  });

  test('is set, moved and taken back by updates', async () => {
    await put(['a'], ['b'], ['c', '2026-12-01T07:00:00Z']);
    expect(await until('2026-11-21T09:00:00Z')).toEqual([]);
    await update('a', '2026-11-25T07:00:00Z');
    await update('b', '2026-11-25T07:00:00Z');
    await update('b', '2026-12-05T07:00:00Z');
    await update('c', undefined);
    expect(await until('2027-12-01T00:00:00Z')).toEqual(['2026-11-26T00:00 1', '2026-12-06T00:00 1']);
    expect(await left()).toEqual(['c']);
  });

  test('deletes more than one request takes, and looks through the table on no other day', async () => {
    for (let n = 0; n < 60; n += 20)
      await put(...Array.from({ length: 20 }, (_, k) => [`p${n + k}`, '2026-12-01T07:00:00Z'] as const));
    const before = database.requests();
    expect(await until('2027-12-01T00:00:00Z')).toEqual(['2026-12-02T00:00 60']);
    // it does not know at first what an older process has left
    expect(database.requests() - before).toBeLessThan(8);
    expect(await left()).toEqual([]);
    expect(now - at('2026-12-02T00:00:00Z')).toBeGreaterThan(300 * day);
  });

  test('is read from requests as any client writes them', () => {
    const update = '{"ExpressionAttributeValues": {":expiresAt": {"N": "12"}, ":other": {"N": "9"}}}';
    expect(expiriesIn(update, 'expiresAt')).toEqual([12]);
    expect(expiriesIn('{"Item":{"expiresAt":{"N":"7"}},"x":{"expiresAt":{"S":"8"}}}', 'expiresAt')).toEqual([
      7,
    ]);
    expect(expiriesIn('{"Item":{}}', 'expiresAt')).toEqual([]);
  });
});
