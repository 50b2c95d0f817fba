import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Cookies } from '../shared/sign-in/cookies.ts';
import type { SignInProvider } from '../shared/sign-in/provider.ts';
import { answer } from '../shared/sign-in/redirects.ts';
import type { Sessions } from '../shared/sign-in/sessions.ts';

export interface KeepDeps {
  readonly provider: Pick<SignInProvider, 'leave'>;
  readonly sessions: Sessions;
  readonly cookies: Cookies;
  /** Real time, in seconds. */
  readonly clock: () => number;
}

/** What a page is told of its session. */
export interface KeptSession {
  /** Whose it is; null where there is none. */
  readonly subject: string | null;
  /** Seconds until it ends unless it is renewed; 0 where there is none. */
  readonly secondsLeft: number;
}

/**
 * `PUT /session`: renews the session that the browser carries, and tells whose it is. `DELETE /session`: ends it, and
 * tells where the provider ends its own. Both may be repeated. Another site can make a browser do neither: it sends no
 * cookie along, and asks first, which nobody answers.
 */
export function renewOrEnd(deps: KeepDeps): (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> {
  const { cookies, sessions } = deps;
  return async (event) => {
    if (event.httpMethod === 'DELETE')
      return answer(200, { address: await deps.provider.leave() }, [cookies.dropSession()]);
    const session = await sessions.read(cookies.sessionOf(event));
    if (session === undefined) {
      const none: KeptSession = { subject: null, secondsLeft: 0 };
      return answer(200, none, [cookies.dropSession()]);
    }
    const renewed = await sessions.renew(session);
    const kept: KeptSession = {
      subject: session.claims.sub as string,
      secondsLeft: renewed.session.endsAt - Math.floor(deps.clock()),
    };
    return answer(200, kept, [cookies.keepSession(renewed.sealed)]);
  };
}
