import type { Call } from '../permissions.ts';

/** What a DynamoDB request asks for, in the words of policies: tables and indexes are resources of their own. */
export function callsOf(operation: string, body: string, tableArnPrefix: string): Call[] {
  const input = parse(body);
  const action = `dynamodb:${operation}`;
  const tables =
    typeof input.TableName === 'string' ? [input.TableName] : Object.keys(input.RequestItems ?? {});
  if (tables.length === 0) return [{ action, resources: ['*'] }];
  return tables.map((table) => {
    const arn = `${tableArnPrefix}${table}`;
    return { action, resources: [input.IndexName ? `${arn}/index/${input.IndexName}` : arn] };
  });
}

/** Times to live that a request writes, in an item or as a value of an update that is named like the attribute. */
export function expiriesIn(body: string, attribute: string): number[] {
  const written = new RegExp(`":?${attribute}"\\s*:\\s*\\{\\s*"N"\\s*:\\s*"(\\d+)"`, 'g');
  return [...body.matchAll(written)].map(([, seconds]) => Number(seconds));
}

interface Input {
  readonly TableName?: unknown;
  readonly IndexName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
}

/** A body that is no object is DynamoDB's to refuse. */
function parse(body: string): Input {
  try {
    return (JSON.parse(body) as Input | null) ?? {};
  } catch {
    return {};
  }
}
