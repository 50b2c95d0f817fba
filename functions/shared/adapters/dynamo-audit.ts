import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Audit } from '../ports.ts';

/**
 * The audit trail on a table of its own, by pathway (or by person, where no pathway is concerned) and instant.
 * An entry that is there already is left as it is: the trail can be added to and nothing else.
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
