import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  calculateJwkThumbprint,
  EmbeddedJWK,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';

/**
 * An identity provider as strict as HelseID says that it is (FAPI 2.0): it takes pushed requests alone, of a client that
 * proves itself with an assertion of its own each time, and exchanges a code once, for the verifier's owner, with a proof of
 * possession that has the nonce that it has asked for. What it refuses it keeps, with the reason.
 */
export class StrictProvider {
  readonly refusals: string[] = [];
  /** What tokens say beyond what they must. */
  who: JWTPayload = { sub: 'person-1', role: 'coordinator', unit: 'ahus-lunge', name: 'Ida Åsen' };
  /** What is changed in the tokens that it gives. */
  lies: { readonly id?: JWTPayload; readonly access?: JWTPayload } = {};
  readonly clientId = 'vel-hjem';
  readonly #server: Server;
  readonly #clientKey: JWK;
  readonly #keys: Awaited<ReturnType<typeof generateKeyPair>>;
  readonly #pushed = new Map<string, URLSearchParams>();
  readonly #codes = new Map<string, URLSearchParams>();
  readonly #assertions = new Set<string>();

  private constructor(server: Server, clientKey: JWK, keys: Awaited<ReturnType<typeof generateKeyPair>>) {
    this.#server = server;
    this.#clientKey = clientKey;
    this.#keys = keys;
  }

  /** @param clientKey the public half, as it is registered */
  static async start(clientKey: JWK): Promise<StrictProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const provider = new StrictProvider(
      server,
      clientKey,
      await generateKeyPair('PS256', { extractable: true }),
    );
    server.on('request', (request, response) => {
      provider.#answer(request).then(
        ({ status, headers = {}, body }) => {
          response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
          response.end(JSON.stringify(body));
        },
        (error: unknown) => {
          provider.refusals.push(String(error));
          response.writeHead(400, { 'Content-Type': 'application/json' });
          response.end(
            JSON.stringify({ error: error instanceof Refused ? error.message : 'invalid_request' }),
          );
        },
      );
    });
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async keys(): Promise<{ keys: JWK[] }> {
    return { keys: [{ ...(await exportJWK(this.#keys.publicKey)), kid: 'p1', alg: 'PS256' }] };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Signs the person in who was sent to an address, and answers where the browser is sent back to. */
  comeBack(address: string): URL {
    const { searchParams } = new URL(address);
    const asked = this.#pushed.get(searchParams.get('request_uri') ?? '');
    if (asked === undefined || searchParams.get('client_id') !== this.clientId)
      throw new Error('nothing was pushed');
    const code = randomUUID();
    this.#codes.set(code, asked);
    const back = new URL(asked.get('redirect_uri')!);
    back.search = String(new URLSearchParams({ code, state: asked.get('state')!, iss: this.issuer }));
    return back;
  }

  async #answer(
    request: IncomingMessage,
  ): Promise<{ status: number; headers?: Record<string, string>; body: object }> {
    const { pathname } = new URL(request.url ?? '', this.issuer);
    if (pathname === '/.well-known/openid-configuration')
      return {
        status: 200,
        body: {
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/authorize`,
          token_endpoint: `${this.issuer}/token`,
          end_session_endpoint: `${this.issuer}/leave`,
          pushed_authorization_request_endpoint: `${this.issuer}/par`,
          require_pushed_authorization_requests: true,
          jwks_uri: `${this.issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['PS256'],
          token_endpoint_auth_methods_supported: ['private_key_jwt'],
          dpop_signing_alg_values_supported: ['ES256'],
          code_challenge_methods_supported: ['S256'],
          authorization_response_iss_parameter_supported: true,
        },
      };
    const body = new URLSearchParams(await textOf(request));
    await this.#mustBeClient(body);
    if (pathname === '/par') return { status: 201, body: this.#push(body) };
    if (pathname === '/token') return this.#exchange(request, body);
    throw new Error(`${pathname} is not here`);
  }

  async #mustBeClient(body: URLSearchParams): Promise<void> {
    const assertion = body.get('client_assertion') ?? '';
    if (body.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
      throw new Refused('invalid_client');
    const { payload, protectedHeader } = await jwtVerify(assertion, this.#clientKey, {
      issuer: this.clientId,
      subject: this.clientId,
      audience: this.issuer,
      algorithms: ['PS256'],
      typ: 'JWT',
      requiredClaims: ['jti', 'iat', 'nbf', 'exp'],
    }).catch(() => {
      throw new Refused('invalid_client');
    });
    const isKnown = protectedHeader.kid === (await calculateJwkThumbprint(this.#clientKey));
    const isShort = payload.exp! - payload.iat! <= 60;
    if (!isKnown || !isShort || this.#assertions.has(payload.jti!)) throw new Refused('invalid_client');
    this.#assertions.add(payload.jti!);
  }

  #push(asked: URLSearchParams): object {
    if (asked.get('code_challenge_method') !== 'S256' || !asked.get('nonce'))
      throw new Refused('invalid_request');
    const name = `urn:ietf:params:oauth:request_uri:${randomUUID()}`;
    this.#pushed.set(name, asked);
    return { request_uri: name, expires_in: 60 };
  }

  async #exchange(request: IncomingMessage, body: URLSearchParams) {
    const proof = String(request.headers.dpop ?? '');
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt' });
    if (payload.htm !== 'POST' || payload.htu !== `${this.issuer}/token`)
      throw new Refused('invalid_dpop_proof');
    if (payload.nonce !== 'nonce-1')
      return { status: 400, headers: { 'DPoP-Nonce': 'nonce-1' }, body: { error: 'use_dpop_nonce' } };
    const code = body.get('code') ?? '';
    const asked = this.#codes.get(code);
    this.#codes.delete(code);
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    if (asked?.get('code_challenge') !== challenge || asked.get('redirect_uri') !== body.get('redirect_uri'))
      throw new Refused('invalid_grant');
    const jkt = await calculateJwkThumbprint(protectedHeader.jwk!);
    const id = { sub: String(this.who.sub), nonce: asked.get('nonce')!, aud: this.clientId, ...this.lies.id };
    const access = { ...this.who, aud: 'vel-hjem', cnf: { jkt }, ...this.lies.access };
    return {
      status: 200,
      body: {
        access_token: await this.#sign(access),
        id_token: await this.#sign(id),
        token_type: 'DPoP',
        expires_in: 300,
      },
    };
  }

  #sign(payload: JWTPayload): Promise<string> {
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'PS256', kid: 'p1' })
      .setIssuer(payload.iss ?? this.issuer)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(this.#keys.privateKey);
  }
}

/** In the words of RFC 6749. */
class Refused extends Error {}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
