import type { IncomingMessage } from 'node:http';
import { Temporal } from 'temporal-polyfill';
import { readBody } from './aws/http.ts';
import type { Reply } from './gateway/responses.ts';
import type { Identity } from './identity.ts';
import type { Outbox } from './messages.ts';
import { TooManyEvents } from './mover.ts';
import { type Persons, person } from './persons.ts';
import type { Stack } from './template/stack.ts';

export interface LocalApiOptions {
  readonly stack: Stack;
  readonly now: () => number;
  /** Whether everything is served. */
  readonly ready: () => boolean;
  /** Moves the clock, after the requests before it. */
  readonly moveTo: (
    target: (now: number) => number,
  ) => Promise<{ readonly now: number; readonly fired: number }>;
  readonly identity: Identity;
  readonly outbox: Outbox;
  readonly persons: Persons;
}

/** A call that cannot be done as asked; the message says why. */
class BadLocalCall extends Error {
  override readonly name = 'BadLocalCall';
}

const roles = ['hospital-system', 'coordinator', 'administrator'];

/** The `/_local/*` calls (CONTRACT, "Local runtime"). */
export function createLocalApi(
  options: LocalApiOptions,
): (request: IncomingMessage, url: URL) => Promise<Reply> {
  const calls: Record<string, (request: IncomingMessage, url: URL) => Promise<unknown> | unknown> = {
    'GET /_local/health': () => health(options.ready()),
    'GET /_local/clock': () => ({ now: instant(options.now()) }),
    'POST /_local/clock': async (request) => moveClock(options, await json(request)),
    'POST /_local/tokens': async (request) => token(options.identity, await json(request)),
    'GET /_local/messages': (_, { searchParams }) => ({
      messages: options.outbox.list({
        to: searchParams.get('to') ?? undefined,
        channel: searchParams.get('channel') ?? undefined,
      }),
    }),
    'POST /_local/persons': async (request) => tell(options.persons, await json(request)),
    'GET /_local/stack': () => describe(options.stack),
  };
  return async (request, url) => {
    const call = calls[`${request.method} ${url.pathname}`];
    if (call) return run(() => call(request, url));
    const known = Object.keys(calls).filter((key) => key.endsWith(` ${url.pathname}`));
    if (known.length === 0) return problem(404, 'Not found', 'There is no such local call.');
    const allow = known.map((key) => key.split(' ')[0]).join(', ');
    return {
      ...problem(405, 'Method not allowed', `This takes ${allow}.`),
      headers: { ...problemType, Allow: allow },
    };
  };
}

class NotReady extends Error {}

function health(ready: boolean) {
  if (!ready) throw new NotReady('Not everything is there yet.');
  return { status: 'ok' };
}

async function run(call: () => Promise<unknown> | unknown): Promise<Reply> {
  try {
    return {
      status: 200,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(await call()),
    };
  } catch (error) {
    if (error instanceof BadLocalCall) return problem(400, 'Bad request', error.message);
    if (error instanceof NotReady) return problem(503, 'Starting', error.message);
    if (error instanceof TooManyEvents) return problem(500, 'Too many events', error.message);
    throw error;
  }
}

async function json(request: IncomingMessage): Promise<Record<string, unknown>> {
  const body = (await readBody(request)).toString();
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Answered below.
  }
  throw new BadLocalCall('The body must be a JSON object.');
}

async function moveClock({ moveTo }: LocalApiOptions, body: Record<string, unknown>) {
  const target = targetOf(body);
  const { now, fired } = await moveTo((current) => {
    const at = target(current);
    if (at < current) throw new BadLocalCall(`The clock is at ${instant(current)} and never goes back.`);
    return at;
  });
  return { now: instant(now), fired };
}

/** Where a move goes, from now; durations are added in UTC. */
function targetOf({ to, advance }: Record<string, unknown>): (now: number) => number {
  if ((to === undefined) === (advance === undefined)) {
    throw new BadLocalCall('Say either {"to": instant} or {"advance": duration}, like "P3M" or "PT1H".');
  }
  if (to !== undefined) {
    const at = parsed(
      () => Temporal.Instant.from(text(to)),
      `"to" must be an instant, like "2027-01-31T07:00:00Z".`,
    );
    return () => at.epochMilliseconds;
  }
  const duration = parsed(
    () => Temporal.Duration.from(text(advance)),
    '"advance" must be a duration, like "P3M".',
  );
  return (now) =>
    parsed(
      () =>
        Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO('UTC').add(duration)
          .epochMilliseconds,
      'The clock cannot go so far.',
    );
}

function parsed<T>(parse: () => T, otherwise: string): T {
  try {
    return parse();
  } catch {
    throw new BadLocalCall(otherwise);
  }
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not a text');
  return value;
}

async function token(identity: Identity, { role, unitId, name }: Record<string, unknown>) {
  if (typeof role !== 'string' || !roles.includes(role)) {
    throw new BadLocalCall(`"role" must be one of ${roles.join(', ')}.`);
  }
  if (unitId !== undefined && typeof unitId !== 'string') throw new BadLocalCall('"unitId" must be a text.');
  if (name !== undefined && typeof name !== 'string') throw new BadLocalCall('"name" must be a text.');
  return identity.token({ role, ...(unitId ? { unitId } : {}), ...(name ? { name } : {}) });
}

async function tell(persons: Persons, body: Record<string, unknown>) {
  const read = person.safeParse(body);
  if (!read.success) {
    const wrong = read.error.issues.map(({ path, message }) => `"${path.join('.')}": ${message}`);
    throw new BadLocalCall(`${wrong.join('; ')}.`);
  }
  persons.tell(read.data);
  return persons.lookUp(read.data);
}

function describe({ stateMachines, tables, functions }: Stack) {
  const named = (list: readonly { logicalId: string; name: string; arn: string }[]) =>
    Object.fromEntries(list.map(({ logicalId, name, arn }) => [logicalId, { name, arn }]));
  return { stateMachines: named(stateMachines), tables: named(tables), functions: named(functions) };
}

const instant = (ms: number): string => new Date(ms).toISOString();
const problemType = { 'Content-Type': 'application/problem+json' } as const;

const problem = (status: number, title: string, detail: string): Reply => ({
  status,
  headers: problemType,
  body: JSON.stringify({ type: 'about:blank', title, status, detail }),
});
