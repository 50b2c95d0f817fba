import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { partitionOf } from '../actions.ts';
import type { Audit, AuditEntry, AuditTrail } from '../ports.ts';
import { makeCursor, readCursor, scopeOf } from './cursor.ts';

interface AuditTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/**
 * The audit trail on a table of its own, by pathway (where none is concerned by the unit that is changed, or by person)
 * and instant.
 * An entry that is there already is left as it is: the trail can be added to and nothing else. An entry goes by the
 * table's time to live, `keptYears` after it was made.
 */
export function createDynamoAudit({
  client,
  tableName: TableName,
  keptYears,
}: AuditTable & { readonly keptYears: number }): Audit {
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return {
    async append(entry) {
      const { at, entryId } = entry;
      const Item = {
        ...entry,
        pk: partitionOf(entry),
        sk: `${at}#${entryId}`,
        expiresAt: yearsAfter(at, keptYears),
      };
      try {
        await db.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}

/** The same, to be read. */
export function createDynamoAuditTrail({ client, tableName: TableName }: AuditTable): AuditTrail {
  const db = DynamoDBDocumentClient.from(client);
  return {
    async entriesOf(pk, { limit, cursor, backwards = false }) {
      const scope = scopeOf(`audit:${pk}`, backwards);
      const start = cursor === undefined ? undefined : { pk, sk: readCursor(scope, cursor).at };
      const { Items = [], LastEvaluatedKey } = await db.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ScanIndexForward: !backwards,
          // one more than is asked for, so that the last page is known as such
          Limit: limit + 1,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      const items = Items.slice(0, limit);
      const last = items.at(-1);
      const isMore = last !== undefined && (Items.length > limit || LastEvaluatedKey !== undefined);
      return {
        items: items.map(entryOf),
        ...(isMore
          ? {
              cursor: makeCursor(scope, {
                pathwayId: pk,
                sort: last.entryId as string,
                at: last.sk as string,
              }),
            }
          : {}),
      };
    },
  };
}

function entryOf({ pk, sk, expiresAt, ...entry }: Record<string, unknown>): AuditEntry {
  return entry as unknown as AuditEntry;
}

/** In seconds, for the table's time to live. */
function yearsAfter(at: string, years: number): number {
  const date = new Date(at);
  return Math.floor(date.setUTCFullYear(date.getUTCFullYear() + years) / 1000);
}
