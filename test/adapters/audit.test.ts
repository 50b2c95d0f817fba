import { GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { countingStore } from '../../functions/shared/adapters/counting-store.ts';
import { createDynamoAudit, createDynamoAuditTrail } from '../../functions/shared/adapters/dynamo-audit.ts';
import { BadCursor } from '../../functions/shared/adapters/errors.ts';
import { createMemoryAudit } from '../../functions/shared/adapters/memory-audit.ts';
import { createMemoryStore } from '../../functions/shared/adapters/memory-store.ts';
import type { AuditEntry, Page } from '../../functions/shared/ports.ts';
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

test('the trail on DynamoDB keeps the first of each entry, for as many years as is set', async () => {
  const audit = createDynamoAudit({ ...database, keptYears: 5 });
  await audit.append(entry);
  await audit.append({ ...entry, outcome: 'refused' });
  await audit.append({ ...entry, pathwayId: null, unitId: null });
  const about = { unitId: 'unit-b' };
  await audit.append({ ...entry, pathwayId: null, action: 'write-unit', about });
  await audit.append({ ...entry, pathwayId: null, action: 'list-tasks', entryId: 'e2', about });
  const { Item } = await database.client.send(
    new GetItemCommand({
      TableName: database.tableName,
      Key: { pk: { S: 'P#pw1' }, sk: { S: '2026-11-01T08:00:00Z#e1' } },
    }),
  );
  expect(Item?.outcome).toEqual({ S: 'allowed' });
  expect(new Date(Number(Item?.expiresAt?.N) * 1000).toISOString()).toBe('2031-11-01T08:00:00.000Z');
  const { Items } = await database.client.send(new ScanCommand({ TableName: database.tableName }));
  expect(Items?.map(({ pk }) => pk?.S).sort()).toEqual(['P#pw1', 'S#someone', 'S#someone', 'U#unit-b']);
});

test('the trail in memory does the same', async () => {
  const audit = createMemoryAudit();
  await audit.append(entry);
  await audit.append({ ...entry, outcome: 'refused' });
  await audit.append({ ...entry, pathwayId: null });
  expect(audit.entries()).toEqual([entry, { ...entry, pathwayId: null }]);
});

describe.each([
  [
    'on DynamoDB',
    () => ({ ...createDynamoAudit({ ...database, keptYears: 5 }), ...createDynamoAuditTrail(database) }),
  ],
  ['in memory', createMemoryAudit],
])('the trail %s', (where, make) => {
  it('is read by pathway, from either end, page by page', async () => {
    const audit = make();
    const pathwayId = `pw ${where}`;
    const all: AuditEntry[] = Array.from({ length: 23 }, (_, n) => ({
      ...entry,
      pathwayId,
      at: `2026-11-0${1 + Math.floor(n / 10)}T08:00:00Z`,
      entryId: `e${String(n).padStart(2, '0')}`,
      ...(n % 2 === 0 ? { to: 'unit-b' } : {}),
    }));
    for (const one of all.toReversed()) await audit.append(one);
    await audit.append({ ...entry, pathwayId: `${pathwayId} of another` });
    for (const backwards of [false, true])
      for (const limit of [1, 7, 22, 23, 100]) {
        const found: AuditEntry[] = [];
        let cursor: string | undefined;
        do {
          const page: Page<AuditEntry> = await audit.entriesOf(`P#${pathwayId}`, {
            limit,
            cursor,
            backwards,
          });
          expect(page.items.length === limit || page.cursor === undefined).toBe(true);
          found.push(...page.items);
          cursor = page.cursor;
        } while (cursor !== undefined);
        expect(found).toEqual(backwards ? all.toReversed() : all);
      }
    expect(await audit.entriesOf('P#nobody', { limit: 5 })).toEqual({ items: [] });
    const { cursor } = await audit.entriesOf(`P#${pathwayId}`, { limit: 1 });
    for (const asked of [
      { pathwayId: 'other', backwards: false },
      { pathwayId, backwards: true },
    ])
      await expect(
        audit.entriesOf(`P#${asked.pathwayId}`, { limit: 1, cursor, backwards: asked.backwards }),
      ).rejects.toThrow(BadCursor);
  });
});

describe.each([
  [
    'on DynamoDB',
    () => ({ ...createDynamoAudit({ ...database, keptYears: 5 }), ...createDynamoAuditTrail(database) }),
  ],
  ['in memory', createMemoryAudit],
])('the changes of a unit %s', (where, make) => {
  it('are read by unit, and what was only listed of it is not among them', async () => {
    const audit = make();
    const unitId = `unit ${where}`;
    const changed = { ...entry, pathwayId: null, action: 'write-unit', about: { unitId } };
    await audit.append(changed);
    await audit.append({ ...changed, action: 'list-tasks', entryId: 'e2' });
    await audit.append({ ...changed, about: { unitId: `${unitId} of another` } });
    await audit.append({ ...changed, action: 'apply-settings', pathwayId: 'pw', entryId: 'e3' });
    expect(await audit.entriesOf(`U#${unitId}`, { limit: 5 })).toEqual({ items: [changed] });
  });
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
