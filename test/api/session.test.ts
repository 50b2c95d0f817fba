import { constants, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { calculateJwkThumbprint, createLocalJWKSet, exportJWK, type JWTVerifyGetKey } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHandler } from '../../functions/keep-session/handler.ts';
import { createOidcProvider } from '../../functions/shared/adapters/oidc-provider.ts';
import type { LogFields } from '../../functions/shared/log.ts';
import { cookiesOf } from '../../functions/shared/sign-in/cookies.ts';
import { createSeal } from '../../functions/shared/sign-in/seal.ts';
import { createSessions } from '../../functions/shared/sign-in/sessions.ts';
import { verifiedClaims } from '../../functions/shared/sign-in/tokens.ts';
import { StrictProvider } from '../support/strict-provider.ts';

/** Signing in and out, against a provider that lets nothing by. */

const publicUrl = 'https://velhjem.example';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const clock = () => Date.now() / 1000 + ahead;
let ahead = 0;
let provider: StrictProvider;
let keys: JWTVerifyGetKey;
const logged: (readonly [string, LogFields | undefined])[] = [];
const counted: string[] = [];

beforeAll(async () => {
  provider = await StrictProvider.start(await exportJWK(publicKey));
  keys = createLocalJWKSet(await provider.keys());
});
afterAll(() => provider.close());
beforeEach(() => {
  provider.refusals.length = 0;
  provider.lies = {};
  logged.length = 0;
  counted.length = 0;
  ahead = 0;
});

function pss(key: KeyObject) {
  return async (message: Uint8Array) =>
    sign('sha256', message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
}

function deployment({ issuer = provider.issuer, key = privateKey, audience = 'vel-hjem' } = {}) {
  const seal = createSeal(async () => new Uint8Array(32).fill(3), clock);
  const deps = {
    publicUrl,
    seal,
    sessions: createSessions(seal, { idle: 3_600, longest: 36_000 }, clock),
    cookies: cookiesOf(publicUrl),
    claims: { role: 'role', unitId: 'unit', name: 'name', roleValues: {} },
    provider: createOidcProvider({
      issuer,
      clientId: 'vel-hjem',
      scope: 'openid vel-hjem',
      callback: `${publicUrl}/sign-in/callback`,
      afterwards: `${publicUrl}/app/`,
      verify: (token) => verifiedClaims(token, { issuer, audience, keys, clock }),
      clock,
      key: {
        kid: async () => calculateJwkThumbprint(await exportJWK(publicKey)),
        sign: pss(key),
      },
    }),
    log: {
      info: (event: string, fields?: LogFields) => void logged.push([event, fields]),
      error: (event: string, fields?: LogFields) => void logged.push([event, fields]),
    },
    metric: (name: string) => void counted.push(name),
    clock,
  };
  const handler = createHandler(deps);
  const at = (path: string) => (event: APIGatewayProxyEvent) => handler({ ...event, path });
  return {
    begin: at('/sign-in/begin'),
    finish: at('/sign-in/callback'),
    keep: at('/session'),
    sessions: deps.sessions,
  };
}

const request = (more: Partial<APIGatewayProxyEvent> = {}) =>
  ({ httpMethod: 'GET', headers: {}, queryStringParameters: null, ...more }) as APIGatewayProxyEvent;
const cookiesIn = (result: APIGatewayProxyResult) =>
  (result.multiValueHeaders?.['Set-Cookie'] ?? []).map(String);
/** What a browser sends of the cookies that it was given. */
const sent = (...results: readonly APIGatewayProxyResult[]) =>
  results
    .flatMap(cookiesIn)
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** To the provider and back, with what the browser was given on the way. */
async function throughProvider(app = deployment(), returnTo = '/app/tasks/t1?from=mail') {
  const leaving = await app.begin(request({ queryStringParameters: { returnTo, language: 'en' } }));
  const back = provider.comeBack(String(leaving.headers?.Location));
  const queryStringParameters = Object.fromEntries(back.searchParams);
  return { app, leaving, back: request({ headers: { Cookie: sent(leaving) }, queryStringParameters }) };
}

describe('signing in', () => {
  it('goes to the provider with a pushed request, comes back, and is a session', async () => {
    const { app, leaving, back } = await throughProvider();
    expect(leaving).toMatchObject({ statusCode: 302, headers: { 'Cache-Control': 'no-store' } });
    const { searchParams } = new URL(String(leaving.headers?.Location));
    expect([...searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri']);
    const result = await app.finish(back);
    expect(result).toMatchObject({
      statusCode: 302,
      headers: { Location: `${publicUrl}/app/tasks/t1?from=mail` },
    });
    const [session, gone] = cookiesIn(result);
    expect(session).toMatch(/^__Host-vel-hjem-session=[\w.-]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(gone).toMatch(
      /^__Host-vel-hjem-sign-in-[\w-]{16}=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const sealed = session!.split(';')[0]!.split('=')[1];
    expect((await app.sessions.read(sealed))?.claims).toEqual(provider.who);
    expect(provider.refusals).toEqual([]);
    expect([logged, counted]).toEqual([[], []]);
  });

  it.each([
    ['https://evil.example/app/', '/app/'],
    ['//evil.example/app/', '/app/'],
    ['/app/../tasks', '/app/'],
    ['/apps', '/app/'],
    ['javascript:alert(1)', '/app/'],
    ['/app/tasks?a=1#x', '/app/tasks?a=1'],
    [`/app/${'x'.repeat(600)}`, '/app/'],
  ])('goes back to pages of ours alone: %s', async (asked, page) => {
    const { app, back } = await throughProvider(deployment(), asked);
    expect((await app.finish(back)).headers?.Location).toBe(`${publicUrl}${page}`);
  });

  it('counts once, in the browser that began it, within ten minutes', async () => {
    const { app, leaving, back } = await throughProvider();
    const again = `${publicUrl}/app/?signIn=again`;
    expect((await app.finish({ ...back, headers: {} })).headers?.Location).toBe(again);
    const another = await throughProvider(app);
    const wrong = { ...back, headers: { Cookie: sent(another.leaving) } };
    expect((await app.finish(wrong)).headers?.Location).toBe(again);
    ahead = 601;
    expect((await app.finish(back)).headers?.Location).toBe(again);
    ahead = 0;
    expect((await app.finish(back)).headers?.Location).toContain('/app/tasks/t1');
    // a code is exchanged once, whoever still has the cookie
    expect((await app.finish(back)).headers?.Location).toBe(`${publicUrl}/app/?signIn=refused`);
    expect(leaving.statusCode).toBe(302);
    expect(counted).toEqual([]);
  });

  it.each([
    ['the person has thought better of it', { error: 'access_denied' }, 'refused', []],
    ['the provider has failed', { error: 'server_error' }, 'failed', ['SignInFaults']],
    ['another provider answers', { iss: 'https://evil.example' }, 'failed', ['SignInFaults']],
    ['there is nothing', { code: '' }, 'failed', ['SignInFaults']],
  ])('leads to the first page, which says so, where %s', async (_, changes, said, faults) => {
    const { app, back } = await throughProvider();
    const queryStringParameters = { ...back.queryStringParameters, ...changes };
    const result = await app.finish({ ...back, queryStringParameters });
    expect(result.headers?.Location).toBe(`${publicUrl}/app/?signIn=${said}`);
    expect(sent(result)).not.toContain('session');
    expect(counted).toEqual(faults);
  });

  it.each([
    ['an ID token of another sign-in', { id: { nonce: 'other' } }],
    ['an ID token for another client', { id: { aud: 'other' } }],
    ['an ID token of somebody else', { id: { sub: 'person-2' } }],
    ['an ID token of another issuer', { id: { iss: 'https://evil.example' } }],
    ['an access token for another API', { access: { aud: 'other' } }],
    ['an access token of another issuer', { access: { iss: 'https://evil.example' } }],
  ])('takes no %s', async (_, lies) => {
    provider.lies = lies;
    const { app, back } = await throughProvider();
    const result = await app.finish(back);
    expect(result.headers?.Location).toBe(`${publicUrl}/app/?signIn=failed`);
    expect(sent(result)).not.toContain('session');
    expect(counted).toEqual(['SignInFaults']);
  });

  it.each(['', 'a;b', 'x y', '\u0000', 'é', 'a'.repeat(5_000)])(
    'is none by a state that is not ours: %j',
    async (state) => {
      const { finish } = deployment();
      const result = await finish(request({ queryStringParameters: { code: 'c', state } }));
      expect([result.statusCode, result.headers?.Location]).toEqual([302, `${publicUrl}/app/?signIn=again`]);
      expect([cookiesIn(result), counted]).toEqual([[], []]);
    },
  );

  it('is refused to a client with another key, and says so without a loop', async () => {
    const other = createPrivateKey(
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
    const result = await deployment({ key: other }).begin(request());
    expect(result.headers?.Location).toBe(`${publicUrl}/app/?signIn=failed`);
    expect(provider.refusals).toHaveLength(1);
    expect(counted).toEqual(['SignInFaults']);
  });

  it('says so where the provider cannot be reached, and works once it can', async () => {
    const app = deployment({ issuer: 'http://127.0.0.1:9' });
    expect((await app.begin(request())).headers?.Location).toBe(`${publicUrl}/app/?signIn=failed`);
    expect((await app.keep(request({ httpMethod: 'DELETE' }))).body).toBe('{"address":null}');
    expect(counted).toEqual(['SignInFaults']);
  });

  it('of somebody with more units than a cookie holds says so, rather than being lost', async () => {
    const { who } = provider;
    provider.who = {
      ...who,
      unit: Array.from({ length: 50 }, (_, n) => `kommune-3212-avdeling-${n}-${'x'.repeat(50)}`),
    };
    try {
      const { app, back } = await throughProvider();
      expect((await app.finish(back)).headers?.Location).toBe(`${publicUrl}/app/?signIn=failed`);
      expect(logged.map(([event]) => event)).toEqual(['sign-in-too-large']);
    } finally {
      provider.who = who;
    }
  });

  it('leaves nothing of who it is in the log', async () => {
    provider.lies = { id: { nonce: 'other' } };
    const { app, back } = await throughProvider();
    await app.finish(back);
    expect(logged.map(([event, fields]) => [event, Object.keys(fields ?? {})])).toEqual([
      ['sign-in-fault', ['error']],
    ]);
  });
});

describe('a session', () => {
  it('is renewed while it is used, and told of without saying more than whose it is', async () => {
    const { app, back } = await throughProvider();
    const begun = await app.finish(back);
    ahead = 3_000;
    const renewed = await app.keep(request({ httpMethod: 'PUT', headers: { cookie: sent(begun) } }));
    expect(JSON.parse(renewed.body)).toEqual({ subject: 'person-1', secondsLeft: 3_600 });
    ahead = 6_000;
    const again = await app.keep(request({ httpMethod: 'PUT', headers: { cookie: sent(renewed) } }));
    expect(JSON.parse(again.body)).toMatchObject({ subject: 'person-1' });
    const late = await app.keep(request({ httpMethod: 'PUT', headers: { cookie: sent(begun) } }));
    expect(JSON.parse(late.body)).toEqual({ subject: null, secondsLeft: 0 });
    expect(cookiesIn(late)[0]).toContain('Max-Age=0');
  });

  it('is none without a cookie', async () => {
    const none = await deployment().keep(request({ httpMethod: 'PUT' }));
    expect([none.statusCode, JSON.parse(none.body)]).toEqual([200, { subject: null, secondsLeft: 0 }]);
  });

  it('ends as often as it is asked to, and tells where the provider ends its own', async () => {
    const { app, back } = await throughProvider();
    const begun = await app.finish(back);
    const leaving = request({ httpMethod: 'DELETE', headers: { Cookie: sent(begun) } });
    for (const _ of [1, 2]) {
      const ended = await app.keep(leaving);
      const { address } = JSON.parse(ended.body) as { address: string };
      expect(new URL(address).origin).toBe(provider.issuer);
      expect(Object.fromEntries(new URL(address).searchParams)).toEqual({
        client_id: 'vel-hjem',
        logout_uri: `${publicUrl}/app/`,
        post_logout_redirect_uri: `${publicUrl}/app/`,
      });
      expect(cookiesIn(ended)).toEqual([
        '__Host-vel-hjem-session=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict',
      ]);
    }
  });
});
