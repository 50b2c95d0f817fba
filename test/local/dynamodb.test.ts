import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callsOf } from '../../local/dynamodb/calls.ts';
import { type Database, openDatabase } from '../../local/dynamodb/database.ts';
import { withStore } from '../../local/dynamodb/internals.ts';
import { readStack, type Stack } from '../../local/template/stack.ts';
import { fixtureStack } from './fixtures/stack.ts';

const { stackName, template } = fixtureStack({});
const stack = readStack(template, stackName);
const TableName = stack.tables[0]?.name ?? '';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'vel-hjem-db-'));
});
afterEach(() => rmSync(path, { recursive: true, force: true }));

/** Opens the database, lets `use` have a client, and closes it again. */
async function opened<T>(use: (client: DynamoDBClient) => Promise<T>, of: Stack = stack): Promise<T> {
  const database: Database = await openDatabase(of, {}, path);
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${database.port}`,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'tool', secretAccessKey: 'local' },
  });
  try {
    return await use(client);
  } finally {
    client.destroy();
    await database.close();
  }
}

const item = (n: number, list: string) => ({
  pk: { S: `p${n}` },
  sk: { S: 's' },
  listKey: { S: list },
  listSort: { S: `${n}` },
});
const put = (client: DynamoDBClient, n: number, list = 'l') =>
  client.send(new PutItemCommand({ TableName, Item: item(n, list) }));

async function listed(client: DynamoDBClient, list = 'l'): Promise<(string | undefined)[]> {
  const query = new QueryCommand({
    TableName,
    IndexName: 'byList',
    KeyConditionExpression: 'listKey = :l',
    ExpressionAttributeValues: { ':l': { S: list } },
  });
  return ((await client.send(query)).Items ?? []).map(({ pk }) => pk?.S);
}

describe('the database on disk', () => {
  test('has after a restart what it had before', async () => {
    await opened(async (client) => {
      await put(client, 1);
      await put(client, 2);
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: { pk: { S: 'p2' }, sk: { S: 's' } },
          UpdateExpression: 'SET listKey = :l',
          ExpressionAttributeValues: { ':l': { S: 'other' } },
        }),
      );
    });
    await opened(async (client) => {
      expect(await listed(client)).toEqual(['p1']);
      expect(await listed(client, 'other')).toEqual(['p2']);
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      expect(Table).toMatchObject({
        TableStatus: 'ACTIVE',
        TableArn: stack.tables[0]?.arn,
        GlobalSecondaryIndexes: [{ IndexName: 'byList', IndexStatus: 'ACTIVE' }],
      });
    });
  });

  test('has its indexes mended that a kill has torn', async () => {
    await opened(async (client) => {
      for (const n of [1, 2, 3]) await put(client, n);
    });
    await tear();
    await opened(async (client) => {
      expect(await listed(client)).toEqual(['p1', 'p2', 'p3']);
    });
  });

  test('a table that is deleted and used again is no longer known', async () => {
    await opened(async (client) => {
      await put(client, 1);
      await client.send(new DeleteTableCommand({ TableName }));
      await expect(put(client, 2)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    });
  });

  test('an index that the template has since is filled from the items', async () => {
    const [table] = stack.tables;
    const before = structuredClone(table!.definition) as unknown as { GlobalSecondaryIndexes?: unknown };
    delete before.GlobalSecondaryIndexes;
    const older = { ...stack, tables: [{ ...table, definition: before }] } as unknown as Stack;
    await opened((client) => put(client, 1), older);
    expect(await opened((client) => listed(client))).toEqual(['p1']);
  });

  test('a table whose key has changed is refused', async () => {
    await opened((client) => put(client, 1));
    const [table] = stack.tables;
    const definition = { ...table!.definition, KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] };
    const changed = { ...stack, tables: [{ ...table, definition }] } as unknown as Stack;
    await expect(opened((client) => listed(client), changed)).rejects.toThrow(/key of table .* has changed/);
  });
});

/** Leaves the index as a kill can: one entry gone, and one of an item that was never written. */
async function tear(): Promise<void> {
  const { store } = withStore(() => dynalite({ path }));
  await store.db.open();
  const prefix = `index-global~${TableName}~byList~`;
  const keys = await store.db.keys({ gte: prefix, lt: `${prefix}~` }).all();
  expect(keys).toHaveLength(3);
  await store.db.batch([
    { type: 'del', key: keys[0] },
    { type: 'put', key: `${keys[1]}x`, value: item(9, 'l') },
  ]);
  await store.db.close();
}

describe('what a request asks for', () => {
  const arns = (operation: string, body: unknown) =>
    callsOf(operation, JSON.stringify(body), 'arn:table/').map((call) => [call.action, ...call.resources]);

  test('is each of its tables, or the index', () => {
    expect(arns('GetItem', { TableName: 'T' })).toEqual([['dynamodb:GetItem', 'arn:table/T']]);
    expect(arns('Query', { TableName: 'T', IndexName: 'i' })).toEqual([
      ['dynamodb:Query', 'arn:table/T/index/i'],
    ]);
    expect(arns('BatchWriteItem', { RequestItems: { A: [], B: [] } })).toEqual([
      ['dynamodb:BatchWriteItem', 'arn:table/A'],
      ['dynamodb:BatchWriteItem', 'arn:table/B'],
    ]);
    expect(arns('ListTables', {})).toEqual([['dynamodb:ListTables', '*']]);
    expect(callsOf('PutItem', 'not json', 'x')).toEqual([{ action: 'dynamodb:PutItem', resources: ['*'] }]);
    expect(arns('PutItem', null)).toEqual([['dynamodb:PutItem', '*']]);
  });
});
