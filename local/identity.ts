import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import {
  Events,
  type MutableRedirectUri,
  type MutableResponse,
  type MutableToken,
  OAuth2Issuer,
  OAuth2Service,
  type TokenRequestIncomingMessage,
} from 'oauth2-mock-server';
import { write } from './front.ts';
import type { ServerRequest } from './servers.ts';
import { refusedPage, signInPage } from './sign-in/page.ts';
import type { SamplePerson } from './sign-in/people.ts';
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
  options: { issuer: string; audience: string; people: readonly SamplePerson[] },
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
  const signIn = new SignIn(service, options);
  return {
    handle(request, response) {
      request.url = request.url.slice(IDENTITY_PATH.length);
      const page = signIn.answer(request);
      if (page) write(response, page);
      else service.requestHandler(request, response);
    },
    async token({ role, unitId, name }) {
      const access_token = await issuer.buildToken({
        expiresIn: LIFETIME_SECONDS,
        scopesOrTransform: (_, payload) => {
          const units = unitId === undefined ? [] : [unitId];
          Object.assign(payload, claimsOf({ subject: randomUUID(), role, units, name }), {
            aud: options.audience,
          });
        },
      });
      return { access_token, token_type: 'Bearer', expires_in: LIFETIME_SECONDS };
    },
  };
}

interface Who {
  readonly subject: string;
  readonly role: string;
  readonly units: readonly string[];
  readonly name?: string | undefined;
}

/** As providers write them: one value where there is one, a list where there are several. */
const claimsOf = ({ subject, role, units, name }: Who) => ({
  sub: subject,
  [claimNames.roleClaim]: role,
  ...(units.length === 0 ? {} : { [claimNames.unitClaim]: units.length === 1 ? units[0] : units }),
  ...(name === undefined ? {} : { [claimNames.nameClaim]: name }),
});

/**
 * Sign-in of people: code flow with PKCE, a page on which one chooses who to be, and tokens that say so. Answers go to
 * this machine alone.
 */
class SignIn {
  readonly #audience: string;
  readonly #action: string;
  readonly #origins: readonly string[];
  readonly #people: ReadonlyMap<string, SamplePerson>;
  /** Codes that are given out and not yet exchanged, with whom they are for. */
  readonly #codes = new Map<string, SamplePerson>();

  constructor(
    service: OAuth2Service,
    { issuer, audience, people }: { issuer: string; audience: string; people: readonly SamplePerson[] },
  ) {
    const { port } = new URL(issuer);
    this.#audience = audience;
    this.#action = `${IDENTITY_PATH}/authorize`;
    this.#origins = ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${port}`);
    this.#people = new Map(people.map((person) => [person.id, person]));
    service.on(Events.BeforeWellKnownOpenIdConfiguration, (answer: MutableResponse) =>
      Object.assign(answer.body, {
        grant_types_supported: ['authorization_code'],
        id_token_signing_alg_values_supported: ['ES256'],
        code_challenge_methods_supported: ['S256'],
      }),
    );
    service.on(Events.BeforeAuthorizeRedirect, (to: MutableRedirectUri, request: ServerRequest) =>
      this.#remember(to, request),
    );
    service.on(Events.BeforeTokenSigning, (token: MutableToken, request: TokenRequestIncomingMessage) =>
      this.#claim(token, request),
    );
    service.on(Events.BeforeResponse, (answer: MutableResponse, request: TokenRequestIncomingMessage) =>
      this.#exchange(answer, request),
    );
  }

  /** A page of the provider's own; undefined where the library answers. */
  answer({ method, url }: ServerRequest) {
    if (method !== 'GET') return undefined;
    const { pathname, searchParams: query } = new URL(url, 'http://localhost');
    if (pathname === '/endsession') {
      const to = query.get('post_logout_redirect_uri');
      return to === null || this.#isHere(to) ? undefined : refusedPage(query, notHere);
    }
    if (pathname !== '/authorize') return undefined;
    if (!this.#isHere(query.get('redirect_uri'))) return refusedPage(query, notHere);
    if (
      query.get('response_type') !== 'code' ||
      query.get('code_challenge_method') !== 'S256' ||
      !query.get('code_challenge')
    )
      return refusedPage(query, 'Only code flow with PKCE (S256) is answered.');
    if (this.#people.has(query.get('person') ?? '')) return undefined;
    return signInPage(this.#action, query, [...this.#people.values()]);
  }

  #isHere(address: string | null): boolean {
    return address !== null && URL.canParse(address) && this.#origins.includes(new URL(address).origin);
  }

  #remember({ url }: MutableRedirectUri, request: ServerRequest): void {
    const person = this.#people.get(
      new URL(request.url, 'http://localhost').searchParams.get('person') ?? '',
    );
    if (person) this.#codes.set(url.searchParams.get('code') ?? '', person);
  }

  #personOf({ body }: TokenRequestIncomingMessage): SamplePerson | undefined {
    const { grant_type, code, code_verifier } = body as unknown as Record<string, string>;
    // The library checks a verifier that is there.
    const isProved = grant_type === 'authorization_code' && code_verifier !== undefined;
    return isProved ? this.#codes.get(code ?? '') : undefined;
  }

  /** Both tokens say who it is; the one for the client already has its audience. */
  #claim({ payload }: MutableToken, request: TokenRequestIncomingMessage): void {
    const person = this.#personOf(request);
    if (!person) return;
    const units = person.units.map(({ unitId }) => unitId);
    Object.assign(payload, claimsOf({ subject: person.id, role: person.role, units, name: person.name }), {
      aud: payload.aud ?? this.#audience,
      exp: payload.iat + LIFETIME_SECONDS,
    });
  }

  #exchange(answer: MutableResponse, request: TokenRequestIncomingMessage): void {
    const person = this.#personOf(request);
    const { code } = request.body as unknown as Record<string, string>;
    this.#codes.delete(code ?? '');
    if (!person) {
      answer.statusCode = 400;
      answer.body = { error: 'invalid_grant' };
      return;
    }
    Object.assign(answer.body, { expires_in: LIFETIME_SECONDS });
  }
}

const notHere = 'Only addresses of this machine are gone back to.';
