import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lists } from '../../domain/rows.ts';
import { createHandler } from '../../functions/list-tasks/handler.ts';
import { createDynamoStore } from '../../functions/shared/adapters/dynamo-store.ts';
import { createMemoryAudit } from '../../functions/shared/adapters/memory-audit.ts';
import { silentLog } from '../../functions/shared/log.ts';
import type { Row } from '../../functions/shared/ports.ts';
import { startDynalite } from './dynalite.ts';
import { patient } from './samples.ts';

let database: Awaited<ReturnType<typeof startDynalite>>;
/** What DynamoDB says that each request has cost, in its units. */
let costs: number[] = [];
let readPage: (query: Readonly<Record<string, string>>) => Promise<{ items: { patient?: unknown }[] }>;

const unitId = 'unit-a';
const few = 100;
const many = 10_000;

function taskRow(n: number): Row {
  const pathwayId = `p${String(n).padStart(5, '0')}`;
  const taskId = `${pathwayId}-t1`;
  const dueAt = new Date(Date.UTC(2026, 10, 1) + n * 60_000).toISOString().replace('.000', '');
  const data = {
    taskId,
    pathwayId,
    kind: 'needs-assessment',
    point: 1,
    unitId,
    status: 'open',
    opensAt: dueAt,
    dueAt,
    closesAt: dueAt,
    acceptedBy: null,
    appointmentOn: null,
  };
  const listSort = `${dueAt}#${taskId}`;
  return { pathwayId, sort: `W#${taskId}`, listKey: lists.worklist(unitId), listSort, data };
}

beforeAll(async () => {
  database = await startDynalite();
  const { client } = database;
  client.middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as { ReturnConsumedCapacity?: string };
      input.ReturnConsumedCapacity = 'TOTAL';
      const result = await next(args);
      const { ConsumedCapacity } = result.output as {
        ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
      };
      for (const one of [ConsumedCapacity ?? []].flat()) costs.push(one.CapacityUnits ?? Number.NaN);
      return result;
    },
    { step: 'initialize', name: 'costs' },
  );
  const store = createDynamoStore(database);
  await store.putUnit({
    unitId,
    kind: 'hospital',
    name: 'A',
    trust: 'a',
    channel: 'email',
    escalatesTo: null,
    contacts: [],
  });
  for (let n = 0; n < few; n += 1) await store.createPatient(patient(taskRow(n).pathwayId));
  const handler = createHandler({ store, audit: createMemoryAudit(), log: silentLog });
  readPage = async (query) => {
    const answer = await handler({
      httpMethod: 'GET',
      headers: {},
      queryStringParameters: query,
      pathParameters: null,
      requestContext: {
        requestId: 'r',
        requestTimeEpoch: Date.UTC(2026, 10, 20),
        authorizer: { subject: 's', role: 'coordinator', unitId },
      },
    } as unknown as APIGatewayProxyEvent);
    expect(answer.statusCode).toBe(200);
    return JSON.parse(answer.body);
  };
});
afterAll(() => database.close());

async function putTasks(from: number, to: number): Promise<void> {
  const store = createDynamoStore(database);
  await store.putRows(Array.from({ length: to - from }, (_, n) => taskRow(from + n)));
}

/** What a page costs, after one that has filled the directory's cache. */
async function costOf(query: Readonly<Record<string, string>>): Promise<readonly number[]> {
  await readPage(query);
  costs = [];
  const { items } = await readPage(query);
  expect(items).toHaveLength(25);
  return [...costs];
}

test('the first page of a worklist costs no more reads with ten thousand tasks than with a hundred', async () => {
  const asked = [{}, { include: 'patient' }, { dueBefore: '2026-11-02' }] as const;
  await putTasks(0, few);
  const before = [];
  for (const query of asked) before.push(await costOf(query));
  await putTasks(few, many);
  const after = [];
  for (const query of asked) after.push(await costOf(query));
  expect(after).toEqual(before);
  // one request for the list, one more for all patients of the page
  expect(before.map((page) => page.length)).toEqual([1, 2, 1]);
  expect(before.flat().every((units) => units > 0)).toBe(true);
  const { items } = await readPage({ include: 'patient' });
  expect(items.every((item) => item.patient !== undefined)).toBe(true);
  // the last page is no dearer than the first
  const last = await costOf({ order: 'desc' });
  expect(last).toEqual(before[0]);
}, 120_000);
