import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { SendingSwitch, Unit } from '../../../domain/model.ts';
import type { Entry, Page, PageRequest, Patient, Row, Store, TextItem } from '../ports.ts';
import { makeCursor, type Place, readCursor } from './cursor.ts';
import { BadCursor } from './errors.ts';
import { PATIENT_HOLD_MS } from './patient-hold.ts';
import { CHECK, epochOf, fromItem, partitionOf, pathwayOf, toItem } from './record-item.ts';
import { checkedRow, uniqueRows } from './rows.ts';

export interface DynamoStoreOptions {
  /** Retries and back-off are the client's own. */
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

type Item = Record<string, unknown>;
type Write = { PutRequest: { Item: Item } };

const PUTS_PER_REQUEST = 25;
const UPDATES_AT_ONCE = 25;
/** Unprocessed items are sent again after 20 ms, 40 ms … 2.5 s: about five seconds in all. */
const UNPROCESSED_ATTEMPTS = 8;

/** The store on one DynamoDB table (DESIGN section 4). */
export function createDynamoStore({ client, tableName: TableName }: DynamoStoreOptions): Store {
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  async function get(pk: string, sk: string): Promise<Item | undefined> {
    const { Item } = await db.send(new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }));
    return Item;
  }

  async function putIf(Item: Item, condition: Partial<ConstructorParameters<typeof PutCommand>[0]>) {
    return held(db.send(new PutCommand({ TableName, Item, ...condition })));
  }

  async function queryAll(query: Omit<QueryCommandInput, 'TableName'>): Promise<Item[]> {
    const items: Item[] = [];
    let from: Item | undefined;
    do {
      const answer = await db.send(
        new QueryCommand({ TableName, ...query, ...(from ? { ExclusiveStartKey: from } : {}) }),
      );
      items.push(...(answer.Items ?? []));
      from = answer.LastEvaluatedKey;
    } while (from);
    return items;
  }

  /**
   * One page of an index. One item more than asked for is read, so that the last page is known as such.
   * A page that DynamoDB cut at one megabyte goes on from where it was cut.
   */
  async function page(index: IndexList, request: PageRequest): Promise<Page<Item>> {
    const start = request.cursor === undefined ? undefined : startOf(index, request.cursor);
    const { Items = [], LastEvaluatedKey } = await db.send(
      new QueryCommand({
        TableName,
        IndexName: index.name,
        KeyConditionExpression: `#key = :key${index.range ? ` AND #at ${index.range.operator} :at` : ''}`,
        ExpressionAttributeNames: {
          '#key': index.hashAttribute,
          ...(index.range ? { '#at': index.rangeAttribute } : {}),
        },
        ExpressionAttributeValues: {
          ':key': index.key,
          ...(index.range ? { ':at': index.range.value } : {}),
        },
        Limit: request.limit + 1,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    const items = Items.slice(0, request.limit);
    const more = Items.length > request.limit || LastEvaluatedKey !== undefined;
    const last = items.at(-1);
    return more && last ? { items, cursor: makeCursor(index.scope, placeOf(index, last)) } : { items };
  }

  async function putBatch(batch: Write[]): Promise<void> {
    let left = batch;
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt === UNPROCESSED_ATTEMPTS) throw new Error(`${left.length} rows were not taken by DynamoDB`);
      if (attempt > 0) await pause(10 * 2 ** attempt);
      const { UnprocessedItems } = await db.send(
        new BatchWriteCommand({ RequestItems: { [TableName]: left } }),
      );
      left = (UnprocessedItems?.[TableName] ?? []) as Write[];
    }
  }

  /** One item's time to live; nothing where the item has gone meanwhile. */
  async function expire(Key: Item, expiresAt: number | undefined): Promise<void> {
    await held(
      db.send(
        new UpdateCommand({
          TableName,
          Key,
          ConditionExpression: 'attribute_exists(pk)',
          UpdateExpression: expiresAt === undefined ? 'REMOVE expiresAt' : 'SET expiresAt = :expiresAt',
          ...(expiresAt === undefined ? {} : { ExpressionAttributeValues: { ':expiresAt': expiresAt } }),
        }),
      ),
    );
  }

  return {
    async getPathway(pathwayId) {
      const item = await get(partitionOf(pathwayId), 'P');
      return item && fromItem(item);
    },

    async createPathway(record) {
      return putIf({ ...toItem(record) }, { ConditionExpression: 'attribute_not_exists(pk)' });
    },

    async putPathway(record) {
      return putIf(
        { ...toItem(record) },
        {
          ConditionExpression: '#version = :before',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':before': record.version - 1 },
        },
      );
    },

    async enterRung(entry) {
      try {
        const { Attributes } = await db.send(
          new UpdateCommand({
            TableName,
            Key: { pk: partitionOf(entry.pathwayId), sk: 'P' },
            ConditionExpression:
              '#plans.#plan = :generation AND #tasks.#task.#status IN (:open, :accepted) AND #tasks.#task.#rung < :rung',
            UpdateExpression:
              'SET #tasks.#task.#rung = :rung, #tasks.#task.#token = :token, #effects = list_append(#effects, :effect), ' +
              '#next = :next, #check = :check, #version = #version + :one',
            ExpressionAttributeNames: {
              '#plans': 'plans',
              '#plan': entry.plan,
              '#tasks': 'tasks',
              '#task': entry.taskId,
              '#status': 'status',
              '#rung': 'rung',
              '#token': 'token',
              '#effects': 'effects',
              '#next': 'nextCheckAt',
              '#check': 'checkKey',
              '#version': 'version',
            },
            ExpressionAttributeValues: {
              ':generation': entry.generation,
              ':open': 'open',
              ':accepted': 'accepted',
              ':rung': entry.rung,
              ':token': entry.token,
              ':effect': [entry.effect],
              ':next': entry.nextCheckAt,
              ':check': CHECK,
              ':one': 1,
            },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return Attributes && fromItem(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },

    async getPatient(pathwayId) {
      const item = await get(partitionOf(pathwayId), 'PATIENT');
      if (!item) return undefined;
      const { pk, sk, storedEpoch, expiresAt, ...patient } = item;
      return patient as unknown as Patient;
    },

    async createPatient(patient) {
      const storedEpoch = Date.parse(patient.storedAt);
      return putIf(
        { ...patient, pk: partitionOf(patient.pathwayId), sk: 'PATIENT', storedEpoch },
        {
          ConditionExpression: 'attribute_not_exists(pk) OR #meaning = :meaning OR #stored <= :before',
          ExpressionAttributeNames: { '#meaning': 'meaning', '#stored': 'storedEpoch' },
          ExpressionAttributeValues: {
            ':meaning': patient.meaning,
            ':before': storedEpoch - PATIENT_HOLD_MS,
          },
        },
      );
    },

    async correctPatient(patient) {
      const storedEpoch = Date.parse(patient.storedAt);
      await putIf(
        { ...patient, pk: partitionOf(patient.pathwayId), sk: 'PATIENT', storedEpoch },
        {
          ConditionExpression: 'attribute_not_exists(#corrected) OR #corrected < :corrected',
          ExpressionAttributeNames: { '#corrected': 'corrected' },
          ExpressionAttributeValues: { ':corrected': patient.corrected },
        },
      );
    },

    async findByPerson(personKey) {
      const items = await queryAll({
        IndexName: 'byPerson',
        KeyConditionExpression: 'personKey = :person',
        ExpressionAttributeValues: { ':person': personKey },
      });
      return items.map((item) => pathwayOf(item.pk as string));
    },

    async putRows(rows) {
      const writes = uniqueRows(rows).map((row) => ({ PutRequest: { Item: rowItem(row) } }));
      for (let at = 0; at < writes.length; at += PUTS_PER_REQUEST) {
        await putBatch(writes.slice(at, at + PUTS_PER_REQUEST));
      }
    },

    async list(listKey, request) {
      const index: IndexList = {
        name: 'byList',
        scope: listKey,
        hashAttribute: 'listKey',
        rangeAttribute: 'listSort',
        key: listKey,
        ...(request.after ? { range: { operator: '>' as const, value: request.after } } : {}),
      };
      const { items, cursor } = await page(index, request);
      return { items: items.map(rowOf), ...(cursor ? { cursor } : {}) };
    },

    async rowsOf(pathwayId, sortPrefix) {
      const items = await queryAll({
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': partitionOf(pathwayId), ':prefix': sortPrefix },
      });
      return items.map(rowOf);
    },

    async dueChecks(until, request) {
      const index: IndexList = {
        name: 'byCheck',
        scope: CHECK,
        hashAttribute: 'checkKey',
        rangeAttribute: 'nextCheckAt',
        key: CHECK,
        range: { operator: '<=', value: until },
      };
      const { items, cursor } = await page(index, request);
      const due = items.map((item) => ({
        pathwayId: pathwayOf(item.pk as string),
        nextCheckAt: item.nextCheckAt as string,
      }));
      return { items: due, ...(cursor ? { cursor } : {}) };
    },

    async setExpiry(pathwayId, expiresAt) {
      const pk = partitionOf(pathwayId);
      const items = await queryAll({
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ProjectionExpression: 'sk, expiresAt',
        ExpressionAttributeValues: { ':pk': pk },
      });
      const wanted = expiresAt === null ? undefined : epochOf(expiresAt);
      const other = items.filter((item) => item.sk !== 'P' && item.expiresAt !== wanted);
      for (let at = 0; at < other.length; at += UPDATES_AT_ONCE)
        await Promise.all(other.slice(at, at + UPDATES_AT_ONCE).map(({ sk }) => expire({ pk, sk }, wanted)));
    },

    async putText(text) {
      await db.send(new PutCommand({ TableName, Item: textItem(text) }));
    },

    async getText(pathwayId, textId) {
      const item = await get(partitionOf(pathwayId), `X#${textId}`);
      return item && { pathwayId, textId, content: item.content as TextItem['content'] };
    },

    async readDirectory() {
      const items = await queryAll({
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :units',
        ExpressionAttributeValues: { ':units': 'UNITS' },
      });
      const found = items.find(({ sk }) => sk === 'SENDING');
      return {
        units: items.flatMap(({ unit }) => (unit === undefined ? [] : [unit as Unit])),
        sending: (found?.sending as SendingSwitch | undefined) ?? null,
      };
    },

    async putUnit(unit) {
      await db.send(
        new PutCommand({ TableName, Item: { pk: 'UNITS', sk: `UNIT#${unit.unitId}`, unit: { ...unit } } }),
      );
    },

    async listEntries(collection) {
      const items = await queryAll({
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :collection',
        ExpressionAttributeValues: { ':collection': collection },
      });
      return items.map(({ sk, content }) => ({ id: sk as string, content: content as Entry['content'] }));
    },

    async putEntry(collection, { id, content }) {
      const Item = { pk: collection, sk: id, content: { ...content } };
      await db.send(new PutCommand({ TableName, Item }));
    },

    async markFailing({ unitId, n, channel, address, since }) {
      return held(
        db.send(
          new UpdateCommand({
            TableName,
            Key: { pk: 'UNITS', sk: `UNIT#${unitId}` },
            ConditionExpression: `#unit.#contacts[${n}].#address = :address AND attribute_not_exists(#unit.#contacts[${n}].#since)`,
            UpdateExpression: `SET #unit.#contacts[${n}].#since = :since`,
            ExpressionAttributeNames: {
              '#unit': 'unit',
              '#contacts': 'contacts',
              '#address': channel,
              '#since': `${channel}FailsSince`,
            },
            ExpressionAttributeValues: { ':address': address, ':since': since },
          }),
        ),
      );
    },

    async putSending(sending) {
      await db.send(
        new PutCommand({ TableName, Item: { pk: 'UNITS', sk: 'SENDING', sending: { ...sending } } }),
      );
    },
  } satisfies Store;
}

/** A list that an index holds: its partition, and a bound on its sort key. */
interface IndexList {
  readonly name: string;
  readonly scope: string;
  readonly hashAttribute: string;
  readonly rangeAttribute: string;
  readonly key: string;
  readonly range?: { readonly operator: '>' | '<='; readonly value: string };
}

function placeOf(index: IndexList, item: Item): Place {
  return {
    pathwayId: pathwayOf(item.pk as string),
    sort: item.sk as string,
    at: item[index.rangeAttribute] as string,
  };
}

function startOf(index: IndexList, cursor: string): Item {
  const place = readCursor(index.scope, cursor);
  // DynamoDB refuses a start outside the range asked for: it is a cursor of another question.
  if (index.range?.operator === '>' && place.at <= index.range.value) throw new BadCursor();
  if (index.range?.operator === '<=' && place.at > index.range.value) throw new BadCursor();
  return {
    pk: partitionOf(place.pathwayId),
    sk: place.sort,
    [index.hashAttribute]: index.key,
    [index.rangeAttribute]: place.at,
  };
}

function rowItem(row: Row): Item {
  const { pathwayId, sort, listKey, listSort, data } = checkedRow(row);
  return {
    pk: partitionOf(pathwayId),
    sk: sort,
    data: { ...data },
    ...(listKey === undefined ? {} : { listKey, listSort }),
  };
}

function rowOf(item: Item): Row {
  const { pk, sk, listKey, listSort, data } = item as Record<string, string> & { data: Row['data'] };
  return {
    pathwayId: pathwayOf(pk as string),
    sort: sk as string,
    ...(listKey === undefined ? {} : { listKey }),
    ...(listSort === undefined ? {} : { listSort }),
    data,
  };
}

function textItem(text: TextItem): Item {
  return { pk: partitionOf(text.pathwayId), sk: `X#${text.textId}`, content: { ...text.content } };
}

async function held(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
