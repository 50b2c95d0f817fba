import { createHash } from 'node:crypto';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Front } from '../../local/front.ts';
import { createIdentity, IDENTITY_PATH } from '../../local/identity.ts';
import { type Listening, listen } from '../../local/servers.ts';
import { samplePeople } from '../../local/sign-in/people.ts';
import { openState, type State } from '../../local/state.ts';
import { units } from '../support/simulated.ts';

const AUDIENCE = 'api';
const verifier = 'v'.repeat(43);
const challenge = createHash('sha256').update(verifier).digest('base64url');
const people = samplePeople(units);

let state: State;
let listening: Listening;
let origin: string;
let issuer: string;

/** The provider on the port that is there, with what the state has kept. */
async function serve(front: Front): Promise<void> {
  const identity = await createIdentity(state, { issuer, audience: AUDIENCE, people });
  front.serve = (request, response) => identity.handle(request, response);
}
const front = new Front();
beforeAll(async () => {
  state = openState();
  listening = await listen(0, 'PORT', front.listener);
  origin = `http://localhost:${listening.port}`;
  issuer = `${origin}${IDENTITY_PATH}`;
  await serve(front);
});
afterAll(async () => {
  await listening.close();
  state.close();
});

function authorize(changes: Record<string, string | undefined> = {}): Promise<Response> {
  const asked = {
    response_type: 'code',
    client_id: 'pages',
    redirect_uri: `${origin}/sign-in/callback`,
    scope: 'openid profile',
    state: 'the state',
    nonce: 'the nonce',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  const given = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fetch(`${issuer}/authorize?${new URLSearchParams(given)}`, { redirect: 'manual' });
}

interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly expires_in: number;
}

async function exchange(body: Record<string, string>) {
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(body) });
  return { status: answer.status, body: (await answer.json()) as Tokens & { readonly error?: string } };
}

async function codeFor(person: string): Promise<string> {
  const to = new URL((await authorize({ person })).headers.get('location')!);
  expect([to.origin + to.pathname, to.searchParams.get('state')]).toEqual([
    `${origin}/sign-in/callback`,
    'the state',
  ]);
  return to.searchParams.get('code')!;
}

const withCode = (code: string) => ({
  grant_type: 'authorization_code',
  client_id: 'pages',
  code,
  code_verifier: verifier,
  redirect_uri: `${origin}/sign-in/callback`,
});

async function claims(token: string, audience: string): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  return (await jwtVerify(token, keys, { issuer, audience })).payload;
}

describe('the sample people', () => {
  test('are one in each unit, one of two, and one who runs it all; none is called as another', () => {
    expect(people).toHaveLength(units.length + 2);
    expect(new Set(people.map(({ name }) => name)).size).toBe(people.length);
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
    const two = people.find(({ id }) => id === 'two-units')!;
    expect(two.units.map(({ kind }) => kind)).toEqual(['municipality', 'municipality']);
  });

  test('are without one of two where there are no two municipalities', () => {
    expect(samplePeople([]).map(({ id }) => id)).toEqual(['administrator']);
  });
});

describe('the page of sample people', () => {
  test('has everybody, in groups, in bokmål, and asks nobody for a name', async () => {
    const page = await authorize();
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain('<html lang="nb">');
    for (const heading of ['Sykehus', 'Kommuner', 'Legekontor', 'Flere enheter', 'Administrator']) {
      expect(text).toContain(`>${heading}</h2>`);
    }
    for (const { name } of people) expect(text).toContain(`<strong>${name}</strong>`);
    expect(text).not.toContain('<script');
  });

  test('is in English where that is asked for', async () => {
    const text = await (await authorize({ ui_locales: 'en' })).text();
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('>Hospitals</h2>');
  });

  test('is searched by name and unit, by each word', async () => {
    const [somebody] = people;
    const found = await (await authorize({ search: somebody!.name.toUpperCase() })).text();
    expect(found.match(/<strong>/g)).toHaveLength(1);
    const unit = await (await authorize({ search: 'koordinerende nesodden' })).text();
    expect(unit.match(/<strong>/g)).toHaveLength(1);
    expect(await (await authorize({ search: 'nobody is called so' })).text()).toContain('Ingen passer');
  });

  test('keeps what the client has asked for, and lets nothing of it become markup', async () => {
    const text = await (await authorize({ state: '"><script>alert(1)</script>', search: '"<i>' })).text();
    expect(text).not.toContain('<script');
    expect(text).not.toContain('<i>');
    expect(text).toContain('&#34;&#62;&#60;script&#62;');
  });

  test('is shown again for somebody whom nobody knows', async () => {
    expect((await authorize({ person: 'nobody' })).status).toBe(200);
  });

  test.each([
    ['to another machine', { redirect_uri: 'https://evil.example/app/' }],
    ['to another port', { redirect_uri: 'http://localhost:1/app/' }],
    ['to a name that begins alike', { redirect_uri: 'http://localhost.evil.example/' }],
    ['to nowhere', { redirect_uri: undefined }],
    ['to what is no address', { redirect_uri: 'app' }],
    ['with a token at once', { response_type: 'token' }],
    ['without PKCE', { code_challenge: undefined }],
    ['with a challenge in clear', { code_challenge_method: 'plain' }],
  ])('is not for a sign-in %s', async (_, changes) => {
    const answer = await authorize({ person: 'administrator', ...changes });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(await answer.text()).toContain('Innlogging er avvist');
  });

  test('goes back to the machine by any of its names', async () => {
    const redirect_uri = `http://127.0.0.1:${listening.port}/sign-in/callback`;
    const answer = await authorize({ person: 'administrator', redirect_uri });
    expect(answer.headers.get('location')).toMatch(new RegExp(`^${redirect_uri}\\?code=`));
  });
});

describe('the tokens', () => {
  test('say who it is: the one for the API, and the one for the client', async () => {
    const before = Date.now() / 1000;
    const { status, body } = await exchange(withCode(await codeFor('kommune-3212')));
    expect([status, body.expires_in]).toEqual([200, 8 * 3600]);
    const { name } = people.find(({ id }) => id === 'kommune-3212')!;
    const who = { sub: 'kommune-3212', role: 'coordinator', unitId: 'kommune-3212', name };
    const access = await claims(body.access_token, AUDIENCE);
    expect(access).toMatchObject(who);
    // real time: it is the browser that looks
    expect(access.exp).toBeGreaterThanOrEqual(before + 8 * 3600 - 2);
    expect(access.exp).toBeLessThan(before + 8 * 3600 + 60);
    expect(await claims(body.id_token, 'pages')).toMatchObject({ ...who, nonce: 'the nonce' });
  });

  test('of somebody in two units have both; an administrator’s have none', async () => {
    const of = async (person: string) =>
      claims((await exchange(withCode(await codeFor(person)))).body.access_token, AUDIENCE);
    expect((await of('two-units')).unitId).toEqual(['kommune-3212', 'kommune-3209']);
    const administrator = await of('administrator');
    expect([administrator.role, administrator.unitId]).toEqual(['administrator', undefined]);
  });

  test('are given for a code once, and to whom it was given', async () => {
    const code = await codeFor('administrator');
    expect((await exchange({ ...withCode(code), code_verifier: 'w'.repeat(43) })).status).toBe(400);
    const other = await codeFor('administrator');
    expect((await exchange(withCode(other))).status).toBe(200);
    expect((await exchange(withCode(other))).status).toBe(400);
  });

  test.each([
    ['a code that nobody was given', { code: 'made up', code_verifier: undefined }],
    ['no proof', { code_verifier: undefined }],
    ['a token to renew by, which nobody is given', { grant_type: 'refresh_token', refresh_token: 'made up' }],
    ['a password', { grant_type: 'password', username: 'administrator', password: 'x' }],
    ['nothing', { grant_type: 'client_credentials' }],
  ])('are not given for %s', async (_, changes) => {
    const asked = { ...withCode(await codeFor('administrator')), ...changes };
    const given = Object.entries(asked).filter(
      ([name, value]) =>
        value !== undefined && (asked.grant_type === 'authorization_code' || !name.startsWith('code')),
    );
    const { status, body } = await exchange(Object.fromEntries(given) as Record<string, string>);
    expect([status, body]).toEqual([400, { error: 'invalid_grant' }]);
  });
});

describe('the rest of the provider', () => {
  test('says what it can', async () => {
    const metadata = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
    expect(metadata).toMatchObject({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      end_session_endpoint: `${issuer}/endsession`,
      grant_types_supported: ['authorization_code'],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['ES256'],
    });
  });

  test('ends a session here, and nowhere else', async () => {
    const end = (to: string) =>
      fetch(`${issuer}/endsession?post_logout_redirect_uri=${encodeURIComponent(to)}`, {
        redirect: 'manual',
      });
    expect((await end(`${origin}/app/`)).headers.get('location')).toBe(`${origin}/app/`);
    expect((await end('https://evil.example/')).status).toBe(400);
    expect((await fetch(`${issuer}/endsession`)).status).toBe(200);
  });
});
