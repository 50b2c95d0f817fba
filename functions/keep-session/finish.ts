import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { JWTPayload } from 'jose';
import type { Claims } from '../authorize-request/claims.ts';
import type { Log } from '../shared/log.ts';
import type { Metric } from '../shared/metrics.ts';
import type { Cookies } from '../shared/sign-in/cookies.ts';
import { type Begun, type SignInProvider, SignInRefused } from '../shared/sign-in/provider.ts';
import { redirect } from '../shared/sign-in/redirects.ts';
import type { Seal } from '../shared/sign-in/seal.ts';
import type { Sessions } from '../shared/sign-in/sessions.ts';

export interface FinishDeps {
  readonly publicUrl: string;
  readonly provider: SignInProvider;
  readonly claims: Claims;
  readonly seal: Seal;
  readonly sessions: Sessions;
  readonly cookies: Cookies;
  readonly log: Log;
  readonly metric: Metric;
}

/** A browser keeps no cookie that is longer, and would lose it without a word. */
const longestCookie = 4_000;

/**
 * `GET /sign-in/callback`: where the provider sends the browser back to. The code is exchanged here; of the tokens the
 * claims that say who it is become a session, and nothing else of them is kept or comes to the browser. What goes wrong
 * leads to the first page, which says so.
 */
export function finishSignIn(
  deps: FinishDeps,
): (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> {
  const { cookies, publicUrl } = deps;
  return async (event) => {
    const query = new URLSearchParams(
      Object.entries(event.queryStringParameters ?? {}).map(([name, value]): [string, string] => [
        name,
        value ?? '',
      ]),
    );
    const state = stateIn(query);
    const said = (what: 'again' | 'failed' | 'refused') =>
      redirect(`${publicUrl}/app/?signIn=${what}`, state === '' ? [] : [cookies.dropSignIn(state)]);
    try {
      const sealed = state === '' ? undefined : cookies.signInOf(event, state);
      const kept = sealed === undefined ? undefined : await deps.seal.open('sign-in', sealed);
      // another browser's, too late, or a second time
      if (kept?.state !== state) return said('again');
      const { returnTo, ...begun } = kept as unknown as Begun & { readonly returnTo: string };
      const payload = await deps.provider.finish(query, begun);
      const session = await deps.sessions.begin(whoIn(payload, deps.claims));
      const cookie = cookies.keepSession(session.sealed);
      if (cookie.length > longestCookie) {
        deps.log.error('sign-in-too-large', { count: cookie.length });
        return said('failed');
      }
      return redirect(publicUrl + returnTo, [cookie, cookies.dropSignIn(state)]);
    } catch (error) {
      if (error instanceof SignInRefused) {
        deps.log.info('sign-in-refused');
        return said('refused');
      }
      deps.log.error('sign-in-fault', { error });
      deps.metric('SignInFaults', 1);
      return said('failed');
    }
  };
}

/** Which sign-in it is; empty where what stands there is none of ours, which are base64url. */
function stateIn(query: URLSearchParams): string {
  const state = query.get('state') ?? '';
  return /^[\w-]{1,100}$/.test(state) ? state : '';
}

/** Of a token what says who it is: its subject, role, units and name. */
function whoIn(payload: JWTPayload, { role, unitId, name }: Claims): JWTPayload {
  const wanted = ['sub', role, unitId, name].filter((claim) => payload[claim] !== undefined);
  return Object.fromEntries(wanted.map((claim) => [claim, payload[claim]]));
}
