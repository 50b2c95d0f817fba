import { randomBytes } from 'node:crypto';
import type { Engine } from '../engine.ts';
import { StepFunctionsError } from '../errors.ts';
import type { ExecutionStatus } from '../execution.ts';
import type { JsonObject } from '../json.ts';
import type { ExecutionView } from '../store/store.ts';
import type { WireAnswer } from '../wire.ts';
import { executionPage, type Listed, listPage, missingPage, type PageFrame } from './pages.ts';
import type { HistoryEvent } from './progress.ts';

const PAGE = 50;
const EVENTS_PAGE = 500;

export interface ConsoleOptions {
  /** Where the pages are; default `/_console`. */
  readonly base?: string;
  /** Where `{to: instant}` is posted to move the clock; default `/_local/clock`. */
  readonly clockPath?: string;
}

/**
 * Pages that show executions: a list with filters, and each with its drawing, events, data and generations. The handler
 * answers `GET` of its own paths (`url` is path and query) and undefined for all else.
 */
export function createConsole(
  engine: Engine,
  { base = '/_console', clockPath = '/_local/clock' }: ConsoleOptions = {},
): (method: string, url: string) => Promise<WireAnswer | undefined> {
  return async (method, url) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    if (pathname !== base && !pathname.startsWith(`${base}/`)) return undefined;
    const frame: PageFrame = { base, clockPath, nonce: randomBytes(12).toString('base64url') };
    if (method !== 'GET' && method !== 'HEAD')
      return answer(frame, 405, missingPage(frame, 'Only GET is answered here.'));
    const rest = pathname.slice(base.length).replace(/\/$/, '');
    if (rest === '') return answer(frame, 200, await list(engine, frame, searchParams));
    const arn = /^\/executions\/(.+)$/.exec(rest)?.[1];
    if (arn === undefined) return answer(frame, 404, missingPage(frame, 'There is no such page.'));
    try {
      return answer(frame, 200, await show(engine, frame, decodeURIComponent(arn), searchParams));
    } catch (thrown) {
      if (thrown instanceof StepFunctionsError || thrown instanceof URIError) {
        return answer(frame, 404, missingPage(frame, thrown.message));
      }
      throw thrown;
    }
  };
}

function answer({ nonce }: PageFrame, status: number, body: string): WireAnswer {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}

function withDue(engine: Engine, execution: ExecutionView): Listed {
  return { ...execution, dueAt: engine.nextDueOf(execution.arn) };
}

async function list(engine: Engine, frame: PageFrame, query: URLSearchParams): Promise<string> {
  const [machine, status, name] = [
    query.get('machine') ?? '',
    query.get('status') ?? '',
    query.get('name') ?? '',
  ];
  const before = Number(query.get('before') ?? Number.NaN);
  const { stateMachines } = (await engine.call('ListStateMachines', { maxResults: 1000 })) as {
    stateMachines: readonly { stateMachineArn: string; name: string }[];
  };
  const found = engine.list({
    machineArn: machine || undefined,
    status: (status || undefined) as ExecutionStatus | undefined,
    name: name || undefined,
    before: Number.isNaN(before) ? undefined : before,
    limit: PAGE + 1,
  });
  const shown = found.slice(0, PAGE);
  const older = new URLSearchParams({ machine, status, name, before: String(shown.at(-1)?.key) });
  return listPage(frame, {
    machines: stateMachines.map(({ stateMachineArn, name: machineName }) => ({
      arn: stateMachineArn,
      name: machineName,
    })),
    filter: { machine, status, name },
    executions: shown.map((execution) => withDue(engine, execution)),
    older: found.length > PAGE ? older.toString() : undefined,
  });
}

async function show(
  engine: Engine,
  frame: PageFrame,
  executionArn: string,
  query: URLSearchParams,
): Promise<string> {
  const { definition } = (await engine.call('DescribeStateMachineForExecution', { executionArn })) as {
    definition: string;
  };
  const execution = engine.find(executionArn)!;
  const from = Math.max(1, Math.trunc(Number(query.get('from') ?? 1)) || 1);
  return executionPage(frame, {
    execution: withDue(engine, execution),
    definition: JSON.parse(definition) as JsonObject,
    events: await eventsOf(engine, executionArn),
    from,
    count: EVENTS_PAGE,
    chain: chainOf(engine, executionArn).map((member) => withDue(engine, member)),
  });
}

async function eventsOf(engine: Engine, executionArn: string): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = (await engine.call('GetExecutionHistory', {
      executionArn,
      maxResults: 1000,
      ...(nextToken === undefined ? {} : { nextToken }),
    })) as { events: HistoryEvent[]; nextToken?: string };
    events.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

/** The executions of the same machine that are named alike but for the number at the end, by that number. */
function chainOf(engine: Engine, executionArn: string): ExecutionView[] {
  const stem = /^(.*-)\d+$/.exec(executionArn)?.[1];
  if (stem === undefined) return [];
  const generation = ({ arn }: ExecutionView) =>
    Number(/^\d+$/.exec(arn.slice(stem.length))?.[0] ?? Number.NaN);
  return engine
    .list({ arnPrefix: stem, limit: 1000 })
    .filter((execution) => !Number.isNaN(generation(execution)))
    .sort((one, other) => generation(one) - generation(other));
}
