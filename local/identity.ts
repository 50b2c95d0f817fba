import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { OAuth2Issuer, OAuth2Service } from 'oauth2-mock-server';
import type { ServerRequest } from './servers.ts';
import type { State } from './state.ts';

export interface Identity {
  /** Below `IDENTITY_PATH`: metadata, keys and the sign-in endpoints. */
  handle(request: ServerRequest, response: ServerResponse): void;
  token(claims: { readonly role: string; readonly unitId?: string; readonly name?: string }): Promise<Token>;
}

export interface Token {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
}

/** Where the identity provider lies on the API's port: its address then stays the same over restarts. */
export const IDENTITY_PATH = '/_local/identity';

/** Claims of the local tokens: what the template is told their names are. */
export const claimNames = { roleClaim: 'role', unitClaim: 'unitId', nameClaim: 'name' } as const;

const LIFETIME_SECONDS = 8 * 3600;

/** The local OIDC provider. Its key is kept with the state, so that tokens outlive a restart. */
export async function createIdentity(
  state: State,
  options: { issuer: string; audience: string },
): Promise<Identity> {
  const issuer = new OAuth2Issuer();
  issuer.url = options.issuer;
  const kept = state.get('identity');
  if (kept === undefined) {
    const made = await issuer.keys.generate('ES256');
    state.set('identity', JSON.stringify(made));
  } else {
    await issuer.keys.add(JSON.parse(kept) as Record<string, unknown>);
  }
  const service = new OAuth2Service(issuer);
  return {
    handle(request, response) {
      request.url = request.url.slice(IDENTITY_PATH.length);
      service.requestHandler(request, response);
    },
    async token({ role, unitId, name }) {
      const access_token = await issuer.buildToken({
        expiresIn: LIFETIME_SECONDS,
        scopesOrTransform: (_, payload) => {
          Object.assign(payload, {
            sub: randomUUID(),
            aud: options.audience,
            [claimNames.roleClaim]: role,
            ...(unitId === undefined ? {} : { [claimNames.unitClaim]: unitId }),
            ...(name === undefined ? {} : { [claimNames.nameClaim]: name }),
          });
        },
      });
      return { access_token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS };
    },
  };
}
