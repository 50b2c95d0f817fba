import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { SendingSwitch, Unit } from '../../../domain/model.ts';
import type {
  Draft,
  Entry,
  Page,
  PageRequest,
  Patient,
  Row,
  Store,
  TestMessage,
  TextItem,
} from '../ports.ts';
import { makeCursor, type Place, readCursor, scopeOf } from './cursor.ts';
import { DRAFT_LIFE_MS } from './draft-life.ts';
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
        ScanIndexForward: !(request.backwards ?? false),
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    const items = Items.slice(0, request.limit);
    const more = Items.length > request.limit || LastEvaluatedKey !== undefined;
    const last = items.at(-1);
    return more && last ? { items, cursor: makeCursor(index.scope, placeOf(index, last)) } : { items };
  }

  /** Several items in one request, in no order; what DynamoDB leaves unread is asked for again. */
  async function getBatch(keys: readonly Item[]): Promise<Item[]> {
    const items: Item[] = [];
    let left = [...keys];
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt === UNPROCESSED_ATTEMPTS) throw new Error(`${left.length} items were not read by DynamoDB`);
      if (attempt > 0) await pause(10 * 2 ** attempt);
      const { Responses, UnprocessedKeys } = await db.send(
        new BatchGetCommand({ RequestItems: { [TableName]: { Keys: left, ConsistentRead: true } } }),
      );
      items.push(...(Responses?.[TableName] ?? []));
      left = UnprocessedKeys?.[TableName]?.Keys ?? [];
    }
    return items;
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
      return item && patientOf(item);
    },

    async getPatients(pathwayIds) {
      const items = await getBatch(pathwayIds.map((id) => ({ pk: partitionOf(id), sk: 'PATIENT' })));
      return new Map(items.map((item) => [String(item.pathwayId), patientOf(item)]));
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

    async correctPatient(patient, expiresAt) {
      const storedEpoch = Date.parse(patient.storedAt);
      const life = expiresAt === null ? {} : { expiresAt: epochOf(expiresAt) };
      await putIf(
        { ...patient, pk: partitionOf(patient.pathwayId), sk: 'PATIENT', storedEpoch, ...life },
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
      const { after, before, backwards } = request;
      const index: IndexList = {
        name: 'byList',
        scope: scopeOf(listKey, backwards),
        hashAttribute: 'listKey',
        rangeAttribute: 'listSort',
        key: listKey,
        ...(after ? { range: { operator: '>' as const, value: after } } : {}),
        ...(before === undefined ? {} : { range: { operator: '<' as const, value: before } }),
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
      const other = items.filter((item) => !hasItsOwn(item.sk as string) && item.expiresAt !== wanted);
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

    async getDraft(pathwayId, taskId) {
      const item = await get(partitionOf(pathwayId), draftKey(taskId));
      if (!item) return undefined;
      const { pk, sk, expiresAt, content, ...draft } = item;
      return { ...draft, content: JSON.parse(content as string) } as unknown as Draft;
    },

    async putDraft(draft) {
      const Item = {
        ...draft,
        pk: partitionOf(draft.pathwayId),
        sk: draftKey(draft.taskId),
        // as text: what a page writes may lie deeper than DynamoDB's maps
        content: JSON.stringify(draft.content),
        expiresAt: draftExpiry(draft.savedAt),
      };
      return putIf(Item, {
        ConditionExpression: draft.revision === 1 ? 'attribute_not_exists(pk)' : '#revision = :before',
        ...(draft.revision === 1
          ? {}
          : {
              ExpressionAttributeNames: { '#revision': 'revision' },
              ExpressionAttributeValues: { ':before': draft.revision - 1 },
            }),
      });
    },

    async emptyDraft(pathwayId, taskId, at) {
      await held(
        db.send(
          new UpdateCommand({
            TableName,
            Key: { pk: partitionOf(pathwayId), sk: draftKey(taskId) },
            ConditionExpression: 'attribute_exists(pk) AND #content <> :null',
            UpdateExpression:
              'SET #content = :null, #revision = #revision + :one, #at = :at, #expires = :expires',
            ExpressionAttributeNames: {
              '#content': 'content',
              '#revision': 'revision',
              '#at': 'savedAt',
              '#expires': 'expiresAt',
            },
            ExpressionAttributeValues: { ':null': 'null', ':one': 1, ':at': at, ':expires': draftExpiry(at) },
          }),
        ),
      );
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

    async getUnit(unitId) {
      const item = await get('UNITS', `UNIT#${unitId}`);
      if (item?.unit === undefined) return undefined;
      const { unit, revision, test } = item as {
        unit: Unit;
        revision?: number;
        test?: TestMessage;
      };
      return { unit, revision: revision ?? 0, test: test ?? null };
    },

    async putUnit(unit, revision) {
      const conditions: Readonly<Record<string, string>> = {
        none: 'attribute_not_exists(#revision)',
        some: '#revision = :revision',
      };
      return held(
        db.send(
          new UpdateCommand({
            TableName,
            Key: unitKey(unit.unitId),
            UpdateExpression: 'SET #unit = :unit ADD #revision :one',
            ...(revision === undefined
              ? {}
              : { ConditionExpression: conditions[revision === 0 ? 'none' : 'some'] }),
            ExpressionAttributeNames: { '#unit': 'unit', '#revision': 'revision' },
            ExpressionAttributeValues: {
              ':unit': { ...unit },
              ':one': 1,
              ...(revision === undefined || revision === 0 ? {} : { ':revision': revision }),
            },
          }),
        ),
      );
    },

    async claimTest(unitId, claim, notAfter) {
      return held(
        db.send(
          new UpdateCommand({
            TableName,
            Key: unitKey(unitId),
            ConditionExpression:
              'attribute_exists(pk) AND (attribute_not_exists(#test) OR #test.#at <= :notAfter)',
            UpdateExpression: 'SET #test = :test',
            ExpressionAttributeNames: { '#test': 'test', '#at': 'at' },
            ExpressionAttributeValues: { ':test': { ...claim, told: [] }, ':notAfter': notAfter },
          }),
        ),
      );
    },

    async noteTest(unitId, test) {
      await held(
        db.send(
          new UpdateCommand({
            TableName,
            Key: unitKey(unitId),
            ConditionExpression: '#test.#requestId = :requestId',
            UpdateExpression: 'SET #test = :test',
            ExpressionAttributeNames: { '#test': 'test', '#requestId': 'requestId' },
            ExpressionAttributeValues: { ':test': test, ':requestId': test.requestId },
          }),
        ),
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
            Key: unitKey(unitId),
            ConditionExpression: `#unit.#contacts[${n}].#address = :address AND attribute_not_exists(#unit.#contacts[${n}].#since)`,
            // whoever is changing the unit meanwhile hears of it
            UpdateExpression: `SET #unit.#contacts[${n}].#since = :since ADD #revision :one`,
            ExpressionAttributeNames: {
              '#unit': 'unit',
              '#contacts': 'contacts',
              '#address': channel,
              '#since': `${channel}FailsSince`,
              '#revision': 'revision',
            },
            ExpressionAttributeValues: { ':address': address, ':since': since, ':one': 1 },
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

const unitKey = (unitId: string) => ({ pk: 'UNITS', sk: `UNIT#${unitId}` });

/** A list that an index holds: its partition, and a bound on its sort key. */
interface IndexList {
  readonly name: string;
  readonly scope: string;
  readonly hashAttribute: string;
  readonly rangeAttribute: string;
  readonly key: string;
  readonly range?: { readonly operator: '>' | '<=' | '<'; readonly value: string };
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
  if (index.range?.operator === '<' && place.at >= index.range.value) throw new BadCursor();
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

const draftKey = (taskId: string): string => `D#${taskId}`;
/** Items whose time to live is their own: the record, and drafts, which go sooner. */
const hasItsOwn = (sort: string): boolean => sort === 'P' || sort.startsWith(draftKey(''));

/** For the table's time to live: in seconds. */
const draftExpiry = (savedAt: string): number => (Date.parse(savedAt) + DRAFT_LIFE_MS) / 1000;

function patientOf({ pk, sk, storedEpoch, expiresAt, ...patient }: Item): Patient {
  return patient as unknown as Patient;
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
