import { Logger } from '@aws-lambda-powertools/logger';

/** What a log line may carry: ids, enums and the names of errors. No name, national id, diagnosis, phone or free text. */
export interface LogFields {
  readonly pathwayId?: string | undefined;
  readonly taskId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly channel?: string | undefined;
  readonly effect?: string | undefined;
  readonly plan?: string | undefined;
  readonly count?: number | undefined;
  readonly status?: number | undefined;
  readonly error?: unknown;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/**
 * Structured logs by Powertools. Of an error only its name and where in our code it arose are written: a message
 * may repeat what a caller or a provider said, an address for instance.
 */
export function createLog(serviceName: string): Log {
  const logger = new Logger({ serviceName });
  return {
    info: (event, fields = {}) => logger.info(event, safe(fields)),
    error: (event, fields = {}) => logger.error(event, safe(fields)),
  };
}

export const silentLog: Log = { info: () => undefined, error: () => undefined };

function safe({ error, ...fields }: LogFields): Record<string, unknown> {
  if (error === undefined) return fields;
  if (!(error instanceof Error)) return { ...fields, errorName: typeof error };
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5);
  return {
    ...fields,
    errorName: error.name,
    at: frames.map((line) => line.trim().replace(/\(?(?:file:\/\/)?\/\S*\/((?:domain|functions)\/)/, '($1')),
  };
}
