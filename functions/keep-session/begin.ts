import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Log } from '../shared/log.ts';
import type { Metric } from '../shared/metrics.ts';
import { type Cookies, signInSeconds } from '../shared/sign-in/cookies.ts';
import type { SignInProvider } from '../shared/sign-in/provider.ts';
import { pageOf, redirect } from '../shared/sign-in/redirects.ts';
import type { Seal } from '../shared/sign-in/seal.ts';

export interface BeginDeps {
  readonly publicUrl: string;
  readonly provider: SignInProvider;
  readonly seal: Seal;
  readonly cookies: Cookies;
  readonly log: Log;
  readonly metric: Metric;
  /** Real time, in seconds. */
  readonly clock: () => number;
}

/**
 * `GET /sign-in/begin?returnTo=&language=`: sends the browser to the identity provider. What it must bring back goes
 * along in a cookie, so that a sign-in is finished by the browser that began it and by no other.
 */
export function beginSignIn(
  deps: BeginDeps,
): (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult> {
  const { publicUrl, cookies } = deps;
  return async ({ queryStringParameters }) => {
    const { returnTo, language } = queryStringParameters ?? {};
    try {
      const { address, begun } = await deps.provider.begin(languageOf(language));
      const kept = { ...begun, returnTo: pageOf(returnTo) };
      const sealed = await deps.seal.close('sign-in', kept, Math.floor(deps.clock()) + signInSeconds);
      return redirect(address, [cookies.keepSignIn(begun.state, sealed)]);
    } catch (error) {
      deps.log.error('sign-in-fault', { error });
      deps.metric('SignInFaults', 1);
      return redirect(`${publicUrl}/app/?signIn=failed`);
    }
  };
}

/** A language tag of ours; the provider gets nothing else of what stands in an address. */
function languageOf(asked: string | undefined): string {
  return ['nb', 'nn', 'en'].find((language) => language === asked) ?? 'nb';
}
