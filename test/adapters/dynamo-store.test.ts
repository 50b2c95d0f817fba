import { DeleteItemCommand, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDynamoStore } from '../../functions/shared/adapters/dynamo-store.ts';
import { UnknownSchemaVersion } from '../../functions/shared/adapters/errors.ts';
import type { Store } from '../../functions/shared/ports.ts';
import { startDynalite } from './dynalite.ts';
import { record, row } from './samples.ts';
import { storeContract } from './store-contract.ts';

let database: Awaited<ReturnType<typeof startDynalite>>;
let store: Store;

beforeAll(async () => {
  database = await startDynalite();
  store = createDynamoStore(database);
});
afterAll(() => database.close());

storeContract('dynamo', () => store, 20, expire);

/** As DynamoDB does within days: by the attribute that the table names. */
async function expire(at: string): Promise<void> {
  const { client, tableName: TableName } = database;
  const { Items = [] } = await client.send(
    new ScanCommand({
      TableName,
      FilterExpression: 'expiresAt <= :now',
      ProjectionExpression: 'pk, sk',
      ExpressionAttributeValues: { ':now': { N: String(Date.parse(at) / 1000) } },
    }),
  );
  for (const Key of Items) await client.send(new DeleteItemCommand({ TableName, Key }));
}

describe('dynamo: what is its own', () => {
  test('an item of a version it does not know is refused by name, without its content', async () => {
    await database.client.send(
      new PutItemCommand({
        TableName: database.tableName,
        Item: { pk: { S: 'P#new' }, sk: { S: 'P' }, schemaVersion: { N: '2' }, secret: { S: 'words' } },
      }),
    );
    const read = store.getPathway('new');
    await expect(read).rejects.toThrow(UnknownSchemaVersion);
    await expect(read).rejects.toThrow('the stored pathway has schemaVersion 2; this code reads 1');
  });

  test('a record with an undefined field is stored without it', async () => {
    const odd = { ...record('odd'), extra: undefined };
    await store.createPathway(odd);
    expect(await store.getPathway('odd')).toStrictEqual(record('odd'));
  });

  test('a draft goes by itself, 90 days after it was saved or emptied', async () => {
    const draft = {
      pathwayId: 'going',
      taskId: 'going-t1',
      unitId: 'unit-a',
      revision: 1,
      savedAt: '2026-11-20T09:00:00Z',
      savedBy: 'someone',
      content: {},
    };
    const expiry = async () => {
      const Key = { pk: { S: 'P#going' }, sk: { S: 'D#going-t1' } };
      const { Item } = await database.client.send(new GetItemCommand({ TableName: database.tableName, Key }));
      return new Date(Number(Item?.expiresAt?.N) * 1000).toISOString();
    };
    await store.putDraft(draft);
    expect(await expiry()).toBe('2027-02-18T09:00:00.000Z');
    await store.emptyDraft('going', 'going-t1', '2026-12-20T09:00:00Z');
    expect(await expiry()).toBe('2027-03-20T09:00:00.000Z');
  });

  test('patients that DynamoDB left unread are asked for again', async () => {
    const client = mockClient(DynamoDBDocumentClient);
    const left = { pathways: { Keys: [{ pk: 'P#b', sk: 'PATIENT' }] } };
    client
      .on(BatchGetCommand)
      .resolvesOnce({ Responses: { pathways: [{ pathwayId: 'a' }] }, UnprocessedKeys: left })
      .resolves({ Responses: { pathways: [{ pathwayId: 'b' }] } });
    expect([...(await store.getPatients(['a', 'b'])).keys()]).toEqual(['a', 'b']);
    expect(client.commandCalls(BatchGetCommand)[1]?.args[0].input.RequestItems).toEqual({
      pathways: { ...left.pathways, ConsistentRead: true },
    });
    client.restore();
  });

  test('rows that DynamoDB left unprocessed are sent again', async () => {
    const client = mockClient(DynamoDBDocumentClient);
    const left = { pathways: [{ PutRequest: { Item: { pk: 'P#a', sk: 'T#2', data: {} } } }] };
    client.on(BatchWriteCommand).resolvesOnce({ UnprocessedItems: left }).resolves({});
    await store.putRows([row('a', 'T#1'), row('a', 'T#2')]);
    const sent = client.commandCalls(BatchWriteCommand).map((call) => call.args[0].input.RequestItems);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(left);
    client.restore();
  });
});
