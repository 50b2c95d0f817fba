import { BatchWriteItemCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Source } from '../mover.ts';
import type { Stack } from '../template/stack.ts';
import type { Database } from './database.ts';

const DAY_MS = 86_400_000;
const DELETES_PER_REQUEST = 25;

/**
 * The time to live of the stack's tables, which dynalite does not know: once a virtual day items whose time has passed
 * are deleted. On AWS it takes up to some days; nobody may count on the hour. Tables are looked through only on days
 * on which something may have come to its time.
 */
export function createTimeToLive(
  stack: Stack,
  database: Database,
  now: () => number,
): Source & { close(): void } {
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${database.port}`,
    region: stack.at.region,
    credentials: { accessKeyId: 'time-to-live', secretAccessKey: 'local' },
  });
  const soonest = () => Math.min(...[...database.expiries.values()].map((expiry) => expiry.get())) * 1000;

  async function deleteExpired(name: string, attribute: string): Promise<number> {
    const expiry = database.expiries.get(name)!;
    // what is written meanwhile counts for the next time
    expiry.set(Number.POSITIVE_INFINITY);
    const seconds = Math.floor(now() / 1000);
    const expired: Record<string, never>[] = [];
    let next = Number.POSITIVE_INFINITY;
    const pages = paginateScan(
      { client },
      {
        TableName: name,
        ConsistentRead: true,
        FilterExpression: 'attribute_exists(#at)',
        ProjectionExpression: 'pk, sk, #at',
        ExpressionAttributeNames: { '#at': attribute },
      },
    );
    for await (const { Items = [] } of pages)
      for (const { [attribute]: at, ...key } of Items) {
        if (Number(at?.N) <= seconds) expired.push(key as Record<string, never>);
        else next = Math.min(next, Number(at?.N));
      }
    for (let from = 0; from < expired.length; from += DELETES_PER_REQUEST) {
      const some = expired.slice(from, from + DELETES_PER_REQUEST);
      await client.send(
        new BatchWriteItemCommand({
          RequestItems: { [name]: some.map((Key) => ({ DeleteRequest: { Key } })) },
        }),
      );
    }
    expiry.set(Math.min(expiry.get(), next));
    return expired.length;
  }

  return {
    nextDueAt() {
      const due = Math.ceil(soonest() / DAY_MS) * DAY_MS;
      return Number.isFinite(due) ? due : undefined;
    },
    async fireDue() {
      let deleted = 0;
      for (const { name, timeToLive } of stack.tables)
        if (timeToLive !== undefined && database.expiries.get(name)!.get() * 1000 <= now())
          deleted += await deleteExpired(name, timeToLive);
      return deleted;
    },
    close: () => client.destroy(),
  };
}
