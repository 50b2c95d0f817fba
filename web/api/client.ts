/** The one way in which the pages talk to the API: the same as everybody else's, with the session of who is signed in. */

/** RFC 9457, as `docs/errors.md` lists them; `status` 0 where no answer came. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  /** The last part of `type`, e.g. `rule-broken`; `no-answer` where none came. */
  readonly type: string;
  readonly detail: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly more: Readonly<Record<string, unknown>>;
  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(typeof body.title === 'string' ? body.title : `HTTP ${status}`);
    this.status = status;
    this.type = typeof body.type === 'string' ? body.type.replace(/^.*#/, '') : 'unknown';
    this.detail = typeof body.detail === 'string' ? body.detail : '';
    this.errors = Array.isArray(body.errors) ? body.errors : [];
    this.more = body;
  }
}

export interface Client {
  get<T>(path: string, query?: Query): Promise<T>;
  /** `outlivesPage`: goes out also where the page is left meanwhile; for what is small. */
  send<T>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    query?: Query,
    how?: { readonly outlivesPage?: boolean },
  ): Promise<T>;
  /** What is not JSON: an export. */
  download(path: string, accept: string, query?: Query): Promise<Blob>;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Credentials {
  /** The unit that a person of several acts for; null leaves it to the session. */
  unitId(): string | null;
  /** Told of each call that was answered. */
  used(): void;
  /** Told when the API does not take the session any longer. */
  expired(): void;
}

/** How far the server's clock is ahead of the device's, in milliseconds. */
let ahead = 0;

/**
 * Now, as the server has it: a deadline must not depend on the clock of a hospital's PC. Every answer brings the
 * server's time along (`Date`).
 */
export function serverNow(): Date {
  return new Date(Date.now() + ahead);
}

export function createClient(credentials: Credentials): Client {
  async function call(
    method: string,
    path: string,
    accept: string,
    {
      body,
      query,
      outlivesPage = false,
    }: { readonly body?: unknown; readonly query?: Query; readonly outlivesPage?: boolean },
  ): Promise<Response> {
    const unitId = credentials.unitId();
    const response = await fetch(address(path, query), {
      method,
      keepalive: outlivesPage,
      headers: {
        Accept: accept,
        // the browser sends the cookie along; that a page of ours asks, this says
        Authorization: 'Session',
        ...(unitId === null ? {} : { 'Vel-Hjem-Unit': encodeURIComponent(unitId) }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new ApiProblem(0, { type: 'no-answer' });
    });
    const at = Date.parse(response.headers.get('Date') ?? '');
    if (!Number.isNaN(at)) ahead = at - Date.now();
    if (response.status === 401) credentials.expired();
    else credentials.used();
    if (response.ok) return response;
    const problem: unknown = await response.json().catch(() => ({}));
    throw new ApiProblem(response.status, problem as Readonly<Record<string, unknown>>);
  }
  const answer = async <T>(response: Promise<Response>): Promise<T> => {
    const text = await (await response).text();
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return {
    get: (path, query) => answer(call('GET', path, 'application/json', query === undefined ? {} : { query })),
    send: (method, path, body, query, how) =>
      answer(
        call(method, path, 'application/json', {
          ...(body === undefined ? {} : { body }),
          ...(query === undefined ? {} : { query }),
          ...how,
        }),
      ),
    download: async (path, accept, query) =>
      (await call('GET', path, accept, query === undefined ? {} : { query })).blob(),
  };
}

function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return given.length === 0 ? path : `${path}?${search}`;
}

/** A page of a list, as every list answers. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly cursor?: string;
}

/** An id in an address. */
export const part = encodeURIComponent;
