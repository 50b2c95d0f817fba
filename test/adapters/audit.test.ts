import { GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countingStore } from '../../functions/shared/adapters/counting-store.ts';
import { createDynamoAudit } from '../../functions/shared/adapters/dynamo-audit.ts';
import { createMemoryAudit } from '../../functions/shared/adapters/memory-audit.ts';
import { createMemoryStore } from '../../functions/shared/adapters/memory-store.ts';
import type { AuditEntry } from '../../functions/shared/ports.ts';
import { startDynalite } from './dynalite.ts';
import { record, row } from './samples.ts';

let database: Awaited<ReturnType<typeof startDynalite>>;
beforeAll(async () => {
  database = await startDynalite();
});
afterAll(() => database.close());

const entry: AuditEntry = {
  at: '2026-11-01T08:00:00Z',
  entryId: 'e1',
  pathwayId: 'pw1',
  subject: 'someone',
  role: 'coordinator',
  unitId: 'unit-a',
  action: 'read-pathway',
  outcome: 'allowed',
};

test('the trail on DynamoDB keeps the first of each entry', async () => {
  const audit = createDynamoAudit(database);
  await audit.append(entry);
  await audit.append({ ...entry, outcome: 'refused' });
  await audit.append({ ...entry, pathwayId: null, unitId: null });
  const { Item } = await database.client.send(
    new GetItemCommand({
      TableName: database.tableName,
      Key: { pk: { S: 'P#pw1' }, sk: { S: '2026-11-01T08:00:00Z#e1' } },
    }),
  );
  expect(Item?.outcome).toEqual({ S: 'allowed' });
  const { Items } = await database.client.send(new ScanCommand({ TableName: database.tableName }));
  expect(Items?.map(({ pk }) => pk?.S).sort()).toEqual(['P#pw1', 'S#someone']);
});

test('the trail on DynamoDB deletes its entries after five years', async () => {
  await createDynamoAudit(database).append({ ...entry, entryId: 'e2' });
  const { Item } = await database.client.send(
    new GetItemCommand({
      TableName: database.tableName,
      Key: { pk: { S: 'P#pw1' }, sk: { S: '2026-11-01T08:00:00Z#e2' } },
    }),
  );
  expect(Item?.expiresAt).toEqual({ N: String(Date.parse('2031-11-01T07:00:00Z') / 1000) });
});

test('the trail in memory does the same', async () => {
  const audit = createMemoryAudit();
  await audit.append(entry);
  await audit.append({ ...entry, outcome: 'refused' });
  await audit.append({ ...entry, pathwayId: null });
  expect(audit.entries()).toEqual([entry, { ...entry, pathwayId: null }]);
});

test('counting counts requests, and changes nothing', async () => {
  const { store, counts } = countingStore(createMemoryStore());
  expect(await store.createPathway(record('pw1'))).toBe(true);
  expect(await store.getPathway('pw1')).toEqual(record('pw1'));
  await store.putRows(Array.from({ length: 26 }, (_, n) => row('pw1', `E#${n}`)));
  await store.putRows([]);
  expect(counts.byMethod).toMatchObject({ createPathway: 1, getPathway: 1, putRows: 2, list: 0 });
  expect(counts.total()).toBe(4);
});
