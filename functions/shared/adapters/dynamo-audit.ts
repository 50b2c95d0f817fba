import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { addMonths, atEight, osloDate } from '../../../domain/calendar.ts';
import type { Audit } from '../ports.ts';
import { epochOf } from './record-item.ts';

/** Logs are kept for five years (DESIGN section 5, "Safe"; DOMAIN, Privacy). */
const keptMonths = 5 * 12;

/**
 * The audit trail on a table of its own, by pathway (or by person, where no pathway is concerned) and instant.
 * An entry that is there already is left as it is: the trail can be added to and nothing else. After five years its
 * entries delete themselves.
 */
export function createDynamoAudit(options: { client: DynamoDBClient; tableName: string }): Audit {
  const db = DynamoDBDocumentClient.from(options.client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    async append(entry) {
      try {
        await db.send(
          new PutCommand({
            TableName: options.tableName,
            Item: {
              ...entry,
              pk: entry.pathwayId === null ? `S#${entry.subject}` : `P#${entry.pathwayId}`,
              sk: `${entry.at}#${entry.entryId}`,
              expiresAt: epochOf(atEight(addMonths(osloDate(entry.at), keptMonths))),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
