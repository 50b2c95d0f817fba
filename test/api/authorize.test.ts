import { createHash } from 'node:crypto';
import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { identityOf } from '../../functions/authorize-request/claims.ts';
import { createHandler } from '../../functions/authorize-request/handler.ts';
import { silentLog } from '../../functions/shared/log.ts';
import { cookiesOf } from '../../functions/shared/sign-in/cookies.ts';
import { createSeal } from '../../functions/shared/sign-in/seal.ts';
import { createSessions } from '../../functions/shared/sign-in/sessions.ts';

const issuer = 'https://idp.example';
const audience = 'vel-hjem';
const seconds = 1_800_000_000;
const url = 'https://api.example/v1/tasks';
const publicUrl = 'https://velhjem.example';

type Pair = Awaited<ReturnType<typeof generateKeyPair>>;
let provider: Pair;
let client: Pair;
let thumbprint: string;
const counted: string[] = [];
let time = seconds;
const cookies = cookiesOf(publicUrl);
const sessionsBy = (secret: () => Promise<Uint8Array>) =>
  createSessions(
    createSeal(secret, () => time),
    { idle: 3_600, longest: 36_000 },
    () => time,
  );
const sessions = sessionsBy(async () => new Uint8Array(32).fill(7));
let handler: ReturnType<typeof createHandler>;

beforeAll(async () => {
  provider = await generateKeyPair('ES256', { extractable: true });
  client = await generateKeyPair('ES256', { extractable: true });
  thumbprint = await calculateJwkThumbprint(await exportJWK(client.publicKey));
  const keys = createLocalJWKSet({
    keys: [{ ...(await exportJWK(provider.publicKey)), kid: 'k1', alg: 'ES256' }],
  });
  handler = createHandler({
    issuer,
    audience,
    publicUrl,
    claims: { role: 'https://idp.example/role', unitId: 'unit', name: 'name', roleValues: {} },
    keys,
    cookies,
    sessions,
    log: silentLog,
    metric: (name) => void counted.push(name),
    clock: () => time,
  });
});

function token(
  claims: JWTPayload = {},
  options: { readonly key?: Pair['privateKey']; readonly expires?: number } = {},
): Promise<string> {
  return new SignJWT({ 'https://idp.example/role': 'coordinator', unit: 'ahus-lunge', ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .setIssuer((claims.iss as string) ?? issuer)
    .setAudience((claims.aud as string) ?? audience)
    .setSubject('person-1')
    .setIssuedAt(seconds - 10)
    .setExpirationTime(options.expires ?? seconds + 300)
    .sign(options.key ?? provider.privateKey);
}

async function proof(accessToken: string, more: JWTPayload = {}, typ = 'dpop+jwt'): Promise<string> {
  return new SignJWT({
    htm: 'GET',
    htu: url,
    jti: `proof-${Math.floor(
      Number.parseInt(
        createHash('sha1')
          .update(JSON.stringify(more) + accessToken)
          .digest('hex')
          .slice(0, 8),
        16,
      ),
    )}`,
    iat: seconds,
    ath: createHash('sha256').update(accessToken).digest('base64url'),
    ...more,
  })
    .setProtectedHeader({ alg: 'ES256', typ, jwk: await exportJWK(client.publicKey) })
    .sign(client.privateKey);
}

function call(headers: Record<string, string>) {
  return handler({
    type: 'REQUEST',
    methodArn: 'arn:aws:execute-api:eu-north-1:000000000000:api/v1/GET/tasks',
    httpMethod: 'GET',
    path: '/tasks',
    headers: { Host: 'api.example', ...headers },
    requestContext: { path: '/v1/tasks' },
  } as unknown as APIGatewayRequestAuthorizerEvent);
}

describe('a bearer token', () => {
  it('says who calls, by the claims that are configured', async () => {
    const result = await call({ Authorization: `Bearer ${await token()}` });
    expect(result.context).toEqual({
      subject: 'person-1',
      role: 'coordinator',
      unitId: 'ahus-lunge',
      units: '["ahus-lunge"]',
      unitRefused: false,
      name: '',
    });
    expect(result.policyDocument.Statement).toHaveLength(1);
  });

  it('leaves out what a claim does not say, so that nothing is allowed by it', async () => {
    const result = await call({ authorization: `Bearer ${await token({ unit: 7 as never })}` });
    expect(result.context).toMatchObject({ unitId: '' });
  });

  it('may have several units, of which the request chooses one', async () => {
    const two = await token({ unit: ['ahus-lunge', 'fastlege-å', 7, '', 'ahus-lunge'] });
    const asked = async (unit?: string) =>
      (
        await call({
          Authorization: `Bearer ${two}`,
          ...(unit === undefined ? {} : { 'vel-hjem-unit': unit }),
        })
      ).context;
    const units = '["ahus-lunge","fastlege-å"]';
    expect(await asked()).toMatchObject({ unitId: '', units, unitRefused: false });
    expect(await asked('')).toMatchObject({ unitId: '', units, unitRefused: false });
    expect(await asked('ahus-lunge')).toMatchObject({ unitId: 'ahus-lunge', units, unitRefused: false });
    expect(await asked(encodeURIComponent('fastlege-å'))).toMatchObject({ unitId: 'fastlege-å' });
    for (const other of ['ous-lunge', 'fastlege-%', '["ahus-lunge"]'])
      expect(await asked(other)).toMatchObject({ unitId: '', units, unitRefused: true });
  });

  it('tells a name, which is cut where it is too long to be one', async () => {
    const name = async (given: unknown) =>
      (await call({ Authorization: `Bearer ${await token({ name: given })}` })).context?.name;
    expect(await name('Ida Åsen')).toBe('Ida Åsen');
    expect(await name('x'.repeat(5000))).toHaveLength(200);
    expect(await name(['Ida'])).toBe('');
  });

  it.each([
    ['no header', async () => ({})],
    ['no token', async () => ({ Authorization: 'Bearer ' })],
    ['another scheme', async () => ({ Authorization: `Basic ${await token()}` })],
    ['no JWT', async () => ({ Authorization: 'Bearer abc' })],
    [
      'an expired one',
      async () => ({ Authorization: `Bearer ${await token({}, { expires: seconds - 60 })}` }),
    ],
    [
      'another issuer',
      async () => ({ Authorization: `Bearer ${await token({ iss: 'https://other.example' })}` }),
    ],
    ['another audience', async () => ({ Authorization: `Bearer ${await token({ aud: 'other' })}` })],
    ['another key', async () => ({ Authorization: `Bearer ${await token({}, { key: client.privateKey })}` })],
    [
      'one that is bound to a key',
      async () => ({ Authorization: `Bearer ${await token({ cnf: { jkt: thumbprint } })}` }),
    ],
  ])('%s is not authorised, and no fault of ours', async (_, headers) => {
    counted.length = 0;
    await expect(call(await headers())).rejects.toThrow(/^Unauthorized$/);
    expect(counted).toEqual([]);
  });

  it('an algorithm of none is not authorised', async () => {
    const [, payload] = (await token()).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    await expect(call({ Authorization: `Bearer ${header}.${payload}.` })).rejects.toThrow(/^Unauthorized$/);
  });
});

describe('a proof of possession (RFC 9449)', () => {
  const bound = () => token({ cnf: { jkt: thumbprint } });

  it('lets its token in, by the address with the stage or without', async () => {
    const accessToken = await bound();
    const withStage = await call({ Authorization: `DPoP ${accessToken}`, DPoP: await proof(accessToken) });
    expect(withStage.principalId).toBe('person-1');
    const without = await proof(accessToken, { htu: 'https://api.example/tasks' });
    await expect(call({ Authorization: `DPoP ${accessToken}`, DPoP: without })).resolves.toBeDefined();
  });

  it('may name the public address, which the host does not tell of', async () => {
    const accessToken = await bound();
    const named = await proof(accessToken, { htu: `${publicUrl}/tasks` });
    await expect(call({ Authorization: `DPoP ${accessToken}`, DPoP: named })).resolves.toBeDefined();
  });

  it('counts once', async () => {
    const accessToken = await bound();
    const headers = {
      Authorization: `DPoP ${accessToken}`,
      DPoP: await proof(accessToken, { jti: 'only-once' }),
    };
    await expect(call(headers)).resolves.toBeDefined();
    await expect(call(headers)).rejects.toThrow(/^Unauthorized$/);
  });

  it.each([
    ['another method', { htm: 'POST' }],
    ['another address', { htu: 'https://api.example/v1/units' }],
    ['another host', { htu: 'https://evil.example/v1/tasks' }],
    ['another public address', { htu: 'https://velhjem.example/units' }],
    ['a public address in clear', { htu: 'http://velhjem.example/tasks' }],
    ['no address', { htu: 'tasks' }],
    ['another token', { ath: 'abc' }],
    ['one made long ago', { iat: seconds - 120 }],
    ['one from the future', { iat: seconds + 120 }],
    ['one without an id', { jti: undefined as never }],
  ])('%s is not authorised', async (_, claims) => {
    const accessToken = await bound();
    await expect(
      call({ Authorization: `DPoP ${accessToken}`, DPoP: await proof(accessToken, claims) }),
    ).rejects.toThrow(/^Unauthorized$/);
  });

  it('is needed by a token that is bound, and does not help one that is not', async () => {
    await expect(call({ Authorization: `DPoP ${await bound()}` })).rejects.toThrow(/^Unauthorized$/);
    const unbound = await token();
    await expect(call({ Authorization: `DPoP ${unbound}`, DPoP: await proof(unbound) })).rejects.toThrow(
      /^Unauthorized$/,
    );
  });

  it('must be one: another kind of JWT by the same key is not', async () => {
    const accessToken = await bound();
    await expect(
      call({ Authorization: `DPoP ${accessToken}`, DPoP: await proof(accessToken, {}, 'JWT') }),
    ).rejects.toThrow(/^Unauthorized$/);
  });
});

describe('a session of a page', () => {
  const claims = { sub: 'person-1', 'https://idp.example/role': 'coordinator', unit: ['ahus-lunge', 'gp-1'] };
  const carried = async (by = sessions) => {
    const { sealed } = await by.begin(claims);
    return cookies.keepSession(sealed).split(';')[0]!;
  };

  it('is who signed in, for the unit that the request names', async () => {
    const { context } = await call({
      Authorization: 'Session',
      Cookie: `other=1; ${await carried()}`,
      'Vel-Hjem-Unit': 'gp-1',
    });
    expect(context).toMatchObject({ subject: 'person-1', role: 'coordinator', unitId: 'gp-1' });
  });

  it.each([
    ['without the header that only a page of ours sends', async () => ({ Cookie: await carried() })],
    ['with another scheme', async () => ({ Authorization: 'Bearer', Cookie: await carried() })],
    ['without the cookie', async () => ({ Authorization: 'Session' })],
    ['made up', async () => ({ Authorization: 'Session', Cookie: '__Host-vel-hjem-session=x.y.z' })],
    [
      'closed by somebody else',
      async () => ({
        Authorization: 'Session',
        Cookie: await carried(sessionsBy(async () => new Uint8Array(32).fill(8))),
      }),
    ],
    [
      'under the name that plain HTTP has for it',
      async () => ({ Authorization: 'Session', Cookie: (await carried()).replace('__Host-', '') }),
    ],
  ])('counts for nothing %s', async (_, headers) => {
    counted.length = 0;
    await expect(call(await headers())).rejects.toThrow(/^Unauthorized$/);
    expect(counted).toEqual([]);
  });

  it('that was closed for something else is none', async () => {
    const seal = createSeal(
      async () => new Uint8Array(32).fill(7),
      () => time,
    );
    const other = await seal.close('sign-in', { claims, lastsUntil: seconds + 900 }, seconds + 900);
    const Cookie = `__Host-vel-hjem-session=${other}`;
    await expect(call({ Authorization: 'Session', Cookie })).rejects.toThrow(/^Unauthorized$/);
  });

  it('ends after an hour without a renewal, and in any case after ten', async () => {
    const Cookie = await carried();
    try {
      time = seconds + 3_599;
      expect(await call({ Authorization: 'Session', Cookie })).toHaveProperty('principalId', 'person-1');
      const { sealed } = await sessions.renew((await sessions.read(Cookie.split('=')[1]!))!);
      time = seconds + 3_601;
      await expect(call({ Authorization: 'Session', Cookie })).rejects.toThrow(/^Unauthorized$/);
      expect((await sessions.read(sealed))?.endsAt).toBe(seconds + 3_599 + 3_600);
      let last = sealed;
      for (time = seconds + 7_000; time < seconds + 36_000; time += 3_500)
        last = (await sessions.renew((await sessions.read(last))!)).sealed;
      time = seconds + 35_999;
      expect((await sessions.read(last))?.endsAt).toBe(seconds + 36_000);
      time = seconds + 36_001;
      expect(await sessions.read(last)).toBeUndefined();
    } finally {
      time = seconds;
    }
  });

  it('that cannot be opened because KMS is down is our fault, and is opened once it is back', async () => {
    let isDown = true;
    const flaky = createSeal(
      async () => {
        if (isDown) throw new TypeError('fetch failed');
        return new Uint8Array(32).fill(7);
      },
      () => time,
    );
    await expect(flaky.open('session', 'x.y.z')).rejects.toThrow('fetch failed');
    isDown = false;
    expect(await flaky.open('session', 'x.y.z')).toBeUndefined();
  });
});

it('a provider that cannot be asked is our fault: it rings', async () => {
  counted.length = 0;
  const broken = createHandler({
    issuer,
    audience,
    publicUrl,
    claims: { role: 'role', unitId: 'unit', name: 'name', roleValues: {} },
    keys: () => Promise.reject(new TypeError('fetch failed')),
    cookies,
    sessions,
    log: silentLog,
    metric: (name) => void counted.push(name),
    clock: () => seconds,
  });
  const event = {
    methodArn: 'arn',
    headers: { Authorization: `Bearer ${await token()}` },
    requestContext: {},
  };
  await expect(broken(event as unknown as APIGatewayRequestAuthorizerEvent)).rejects.toThrow(
    /^Unauthorized$/,
  );
  expect(counted).toEqual(['SignInFaults']);
});

describe('a role', () => {
  const claims = { role: 'groups', unitId: 'unit', name: 'name', roleValues: {} };
  const mapped = { ...claims, roleValues: { sykepleier: 'coordinator', drift: 'administrator' } };
  it.each([
    ['our own word', claims, 'coordinator', 'coordinator'],
    ['the first of a list that is ours', claims, ['staff', 'administrator', 'coordinator'], 'administrator'],
    ['no word of ours', claims, 'surgeon', ''],
    ['no text', claims, { coordinator: true }, ''],
    ['the provider’s word', mapped, 'sykepleier', 'coordinator'],
    ['the first of a list that means one of ours', mapped, ['lege', 'drift'], 'administrator'],
    ['our word, where the provider has words of its own', mapped, 'administrator', ''],
    ['a name that every object has', mapped, 'constructor', ''],
  ])('is found in %s', (_, names, groups, expected) => {
    expect(identityOf({ sub: 'p', groups }, names, undefined).role).toBe(expected);
  });
});
