import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { parseCookie, stringifySetCookie } from 'cookie';
import { headerOf } from '../http/headers.ts';

/**
 * Cookies of sign-in. No script of a page reads them, no other site sends the session's along, and by the prefix
 * `__Host-` no other host below the same domain can set them (RFC 6265bis). Plain HTTP, on the machine itself, has no
 * such prefix.
 */
export interface Cookies {
  /** The sealed session that a request carries. */
  sessionOf(event: Asked): string | undefined;
  /** The sign-in of this state that the request's browser began. */
  signInOf(event: Asked, state: string): string | undefined;
  /** `Set-Cookie` that keeps a session until the browser is closed. */
  keepSession(sealed: string): string;
  keepSignIn(state: string, sealed: string): string;
  dropSession(): string;
  dropSignIn(state: string): string;
}

type Asked = Pick<APIGatewayProxyEvent | APIGatewayRequestAuthorizerEvent, 'headers'>;

/** How long somebody may take at the provider, in seconds. */
export const signInSeconds = 600;

export function cookiesOf(publicUrl: string): Cookies {
  const secure = publicUrl.startsWith('https:');
  const prefix = `${secure ? '__Host-' : ''}vel-hjem`;
  const session = `${prefix}-session`;
  // one for each that is begun: two tabs do not stand in each other's way
  const signIn = (state: string) => `${prefix}-sign-in-${state.slice(0, 16)}`;
  const common = { httpOnly: true, secure, path: '/' } as const;
  // the provider sends the browser back from another site
  const lax = { ...common, sameSite: 'lax' } as const;
  const strict = { ...common, sameSite: 'strict' } as const;
  const find = (event: Asked, name: string) => parseCookie(headerOf(event, 'cookie') ?? '')[name];
  return {
    sessionOf: (event) => find(event, session),
    signInOf: (event, state) => find(event, signIn(state)),
    keepSession: (sealed) => stringifySetCookie(session, sealed, strict),
    keepSignIn: (state, sealed) =>
      stringifySetCookie(signIn(state), sealed, { ...lax, maxAge: signInSeconds }),
    dropSession: () => stringifySetCookie(session, '', { ...strict, maxAge: 0 }),
    dropSignIn: (state) => stringifySetCookie(signIn(state), '', { ...lax, maxAge: 0 }),
  };
}
