import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { z } from 'zod';
import { type Directory, unitById } from '../../../domain/directory.ts';
import type { Instant } from '../../../domain/model.ts';
import { type Caller, callerOf } from '../access.ts';
import type { Action } from '../actions.ts';
import { isPathwayId } from '../digest.ts';
import { directoryOf } from '../directory-cache.ts';
import { NotFound } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Audit, AuditEntry, AuditedThing, Page, PersonRegistry, Store } from '../ports.ts';
import { instantOf } from '../time.ts';
import { formError } from './forms.ts';
import { headerOf } from './headers.ts';
import { Problem, problemOf, problems } from './problems.ts';

/** Larger than any sensible referral or outcome; API Gateway's own limit is 10 MB. */
const largestBodyBytes = 100_000;

export interface ApiDeps {
  readonly store: Store;
  readonly audit: Audit;
  readonly log: Log;
  /** Where the deployment has one. */
  readonly registry?: PersonRegistry;
}

export interface ApiRequest<B, Q> {
  readonly caller: Caller;
  readonly now: Instant;
  readonly directory: Directory;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Q;
  readonly body: B;
  readonly method: string;
  /** The media type that the caller would rather have. */
  readonly accepts: string;
  /** Writes who saw or changed what; awaited before the answer goes out. */
  readonly audit: (action: Action, pathwayId: string | null, about?: AuditedThing) => Promise<void>;
  /** The same for each of several patients who are seen at once. */
  readonly auditEach: (action: Action, pathwayIds: Iterable<string>) => Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  /** CSV instead of a body of JSON. */
  readonly csv?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page of a list as the API answers it. */
export function pageReply(
  items: readonly unknown[],
  page: Pick<Page<unknown>, 'cursor'>,
  more: object = {},
): Reply {
  return {
    status: 200,
    body: { items, ...(page.cursor === undefined ? {} : { cursor: page.cursor }), ...more },
  };
}

export type ApiHandler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/**
 * A handler of one route: the request read and checked, the caller known, failures answered as problems in one
 * place, refusals kept in the audit.
 */
export function apiHandler<B extends z.ZodType, Q extends z.ZodType>(
  deps: ApiDeps,
  contract: { readonly body?: B; readonly query: Q; readonly action: Action },
  run: (request: ApiRequest<z.infer<B>, z.infer<Q>>) => Promise<Reply>,
): ApiHandler {
  const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>().handler(
    async (event: APIGatewayProxyEvent) => {
      try {
        const now = instantOf(event.requestContext.requestTimeEpoch);
        const directory = await directoryOf(deps.store, now);
        const { authorizer, requestId } = event.requestContext;
        let caller: Caller | undefined;
        let audited = 0;
        const audit = async (
          action: Action,
          pathwayId: string | null,
          about?: AuditedThing,
          outcome: AuditEntry['outcome'] = 'allowed',
        ) => {
          audited += 1;
          const { subject, name, role, unitId } = caller ?? strangerOf(authorizer);
          const entryId = `${requestId}-${audited}`;
          await deps.audit.append({
            ...{ at: now, entryId, pathwayId, subject, role, unitId, action, outcome },
            ...(name === null ? {} : { name }),
            ...aboutOf(about),
          });
        };
        let path: Readonly<Record<string, string>> = {};
        try {
          path = decoded(event.pathParameters ?? {});
          caller = callerOf(authorizer, directory);
          const query = checked(contract.query, event.queryStringParameters ?? {}, 'query');
          const body =
            contract.body === undefined ? undefined : checked(contract.body, bodyOf(event), 'body');
          return reply(
            await run({
              caller,
              now,
              directory,
              path,
              query: query as z.infer<Q>,
              body: body as z.infer<B>,
              method: event.httpMethod,
              accepts: headerOf(event, 'accept') ?? '',
              audit,
              // each entry is a put of its own: one that writes many at once could also delete, or write over
              auditEach: async (action, pathwayIds) =>
                void (await Promise.all([...pathwayIds].map((pathwayId) => audit(action, pathwayId)))),
            }),
          );
        } catch (error) {
          const { type, tellsOf } = problemOf(error);
          const { status } = problems[type];
          if (status === 403 || status === 404 || tellsOf !== null)
            await audit(
              contract.action,
              tellsOf ?? pathwayIn(path),
              unitIn(directory, path.unitId ?? event.queryStringParameters?.unitId),
              'refused',
            );
          throw error;
        }
      } catch (error) {
        const problem = problemOf(error);
        if (problems[problem.type].status >= 500)
          deps.log.error('request-failed', { error, requestId: event.requestContext.requestId });
        return problemReply(problem);
      }
    },
  );
  return (event) => handler(event, {} as never) as Promise<APIGatewayProxyResult>;
}

/** Who is refused before it is known what they may do: a role or unit that is not ours is not repeated. */
function strangerOf(context: APIGatewayProxyEvent['requestContext']['authorizer']) {
  return { subject: String(context?.subject), name: null, role: 'unknown', unitId: null };
}

/** The pathway that an address is about. Anything may stand in an address, and what is no id of ours is kept nowhere. */
function pathwayIn({ pathwayId, taskId, noticeId, questionId }: Readonly<Record<string, string>>) {
  const id = pathwayId ?? pathwayOf(taskId ?? noticeId ?? questionId);
  return id !== null && isPathwayId(id) ? id : null;
}

function aboutOf(about: AuditedThing = {}): Pick<AuditEntry, 'about'> {
  const named = Object.entries(about).filter(([, id]) => id !== undefined);
  return named.length === 0 ? {} : { about: Object.fromEntries(named) };
}

/** The unit that a refused request was about, where there is such a one. */
function unitIn(directory: Directory, unitId: string | undefined): AuditedThing | undefined {
  return unitId !== undefined && unitById(directory, unitId) !== undefined ? { unitId } : undefined;
}

/** A task's, notice's or question's id begins with its pathway's. */
export function pathwayOf(id: string | undefined): string | null {
  return id === undefined ? null : (/^(.+)-[tnq]\d+$/.exec(id)?.[1] ?? null);
}

/** No id of ours is longer; a store refuses keys far longer than this, which would look like a fault of ours. */
const longestId = 200;

function decoded(parameters: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters)) {
    try {
      out[name] = decodeURIComponent(value ?? '');
    } catch {
      throw new NotFound();
    }
    if ((out[name]?.length ?? 0) > longestId) throw new NotFound();
  }
  return out;
}

function bodyOf(event: APIGatewayProxyEvent): unknown {
  const type = headerOf(event, 'content-type') ?? '';
  const text = event.isBase64Encoded
    ? Buffer.from(event.body ?? '', 'base64').toString('utf8')
    : (event.body ?? '');
  // a call whose body says nothing, as an acceptance, may leave it out
  if (text === '' && type === '') return {};
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type))
    throw new Problem('not-json-media', 'Set the header Content-Type: application/json.');
  if (Buffer.byteLength(text) > largestBodyBytes)
    throw new Problem('too-large', `At most ${largestBodyBytes} bytes.`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('not-json', 'The body could not be read as JSON.');
  }
}

function checked<S extends z.ZodType>(schema: S, value: unknown, where: string): z.infer<S> {
  // what was sent is looked at, to tell what is missing, and goes no further
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const errors = result.error.issues.slice(0, 50).map((issue) => formError(issue, where));
  throw new Problem(
    'not-the-schema',
    `The ${where} does not have the form that openapi.json describes.`,
    errors,
  );
}

function reply({ status, body, csv, headers }: Reply): APIGatewayProxyResult {
  if (csv !== undefined)
    return {
      statusCode: status,
      headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
      body: csv,
    };
  return {
    statusCode: status,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
      'Cache-Control': 'no-store',
      ...headers,
    },
    body: body === undefined ? '' : JSON.stringify(body),
  };
}

function problemReply(problem: Problem): APIGatewayProxyResult {
  const { status, title } = problems[problem.type];
  const body = {
    type: `/docs#${problem.type}`,
    title,
    status,
    detail: problem.detail,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
    ...problem.more,
  };
  return {
    statusCode: status,
    headers: { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store' },
    body: JSON.stringify(body),
  };
}
