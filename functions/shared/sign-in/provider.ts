import type { JWTPayload } from 'jose';

/** What is kept of a sign-in that has begun, until the browser comes back from the provider. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The identity provider, of which the deployment is a client. */
export interface SignInProvider {
  /** Where the browser is to go. @param languages tags that the person reads, the best first */
  begin(languages: string): Promise<{ readonly address: string; readonly begun: Begun }>;
  /**
   * Exchanges the code that the browser has brought back.
   * @returns the claims of the access token, which has been held to what every token is held to
   * @throws SignInRefused where the person or the provider has not wanted it, or it has been done already
   */
  finish(query: URLSearchParams, begun: Begun): Promise<JWTPayload>;
  /** Where the browser goes to end the session at the provider, too; null where that has none. */
  leave(): Promise<string | null>;
}

/** Nobody's fault: the person thought better of it, or came back a second time. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
}
