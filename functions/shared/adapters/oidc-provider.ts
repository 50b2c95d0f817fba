import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import * as oidc from 'openid-client';
import { once } from '../once.ts';
import { type SignInProvider, SignInRefused } from '../sign-in/provider.ts';

export interface OidcProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** Where the provider sends the browser back to, and where after signing out. */
  readonly callback: string;
  readonly afterwards: string;
  /** The claims of an access token that holds. */
  readonly verify: (accessToken: string) => Promise<JWTPayload>;
  /** Real time, in seconds. */
  readonly clock: () => number;
  /**
   * The deployment's key, where the provider takes no client that cannot prove itself (FAPI 2.0, as HelseID). Without
   * one it is a public client, with PKCE as everybody.
   */
  readonly key?: ClientKey;
}

/** A key that signs, and never leaves where it is. */
export interface ClientKey {
  /** As it is registered at the provider. */
  kid(): Promise<string>;
  /** PS256 (RFC 7518): RSASSA-PSS with SHA-256. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** How long an assertion of the client is good for: HelseID takes no more than a minute. */
const assertionSeconds = 60;
const timeoutSeconds = 5;

/**
 * A client of any OIDC provider by `openid-client`: code flow with PKCE, state and nonce. With a key it proves itself by
 * `private_key_jwt`, pushes its requests (RFC 9126), and has its tokens bound (DPoP, RFC 9449).
 */
export function createOidcProvider(options: OidcProviderOptions): SignInProvider {
  const { issuer, clientId, key } = options;
  const configuration = once(() =>
    oidc.discovery(
      new URL(issuer),
      clientId,
      {},
      key === undefined ? oidc.None() : proving(key, options),
      // plain HTTP only on the machine itself: parameters hold that
      { timeout: timeoutSeconds, execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [] },
    ),
  );
  return {
    async begin(languages) {
      const config = await configuration();
      const begun = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const asked = {
        redirect_uri: options.callback,
        scope: options.scope,
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
        ui_locales: languages,
      };
      const pushes =
        key !== undefined || config.serverMetadata().require_pushed_authorization_requests === true;
      const address = pushes
        ? await oidc.buildAuthorizationUrlWithPAR(config, asked)
        : oidc.buildAuthorizationUrl(config, asked);
      return { address: address.href, begun };
    },

    async finish(query, { state, nonce, verifier }) {
      const config = await configuration();
      const bound =
        key === undefined ? {} : { DPoP: oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256')) };
      const tokens = await oidc
        .authorizationCodeGrant(
          config,
          new URL(`${options.callback}?${query}`),
          { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
          undefined,
          bound,
        )
        .catch((error: unknown) => {
          throw isRefusal(error) ? new SignInRefused('not signed in', { cause: error }) : error;
        });
      const claims = await options.verify(tokens.access_token);
      if (claims.sub === undefined || claims.sub !== tokens.claims()?.sub)
        throw new OidcMismatch('The tokens are about two people');
      return claims;
    },

    async leave() {
      try {
        const config = await configuration();
        const back = { post_logout_redirect_uri: options.afterwards, client_id: clientId };
        // Cognito has a name of its own for where to come back to
        return oidc.buildEndSessionUrl(config, { ...back, logout_uri: options.afterwards }).href;
      } catch {
        // a provider need not have an end of session, and one that is down keeps nobody from leaving
        return null;
      }
    },
  };
}

/** An ID token and an access token that do not belong together. */
export class OidcMismatch extends Error {
  override readonly name = 'OidcMismatch';
}

/** The person has thought better of it, or the code has been used or is too old. */
function isRefusal(error: unknown): boolean {
  return (
    (error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied') ||
    (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant')
  );
}

/** `private_key_jwt` (OpenID Connect Core 9), each time with an assertion of its own, for the issuer alone. */
function proving(key: ClientKey, { issuer, clientId, clock }: OidcProviderOptions): oidc.ClientAuth {
  const prove = async (_: unknown, __: unknown, body: URLSearchParams) => {
    const now = Math.floor(clock());
    const assertion = await signed(key, {
      ...{ iss: clientId, sub: clientId, aud: issuer, jti: randomUUID() },
      ...{ iat: now, nbf: now, exp: now + assertionSeconds },
    });
    body.set('client_id', clientId);
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    body.set('client_assertion', assertion);
  };
  return prove;
}

async function signed(key: ClientKey, payload: JWTPayload): Promise<string> {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const message = `${encode({ alg: 'PS256', typ: 'JWT', kid: await key.kid() })}.${encode(payload)}`;
  return `${message}.${Buffer.from(await key.sign(Buffer.from(message))).toString('base64url')}`;
}
