import { connect } from 'node:net';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runtime } from '../../local/runtime.ts';
import { described } from '../api/authorisation/described.ts';
import { marker, strangeParts } from '../api/fuzz/generators.ts';
import { seedOf } from '../support/dice.ts';
import { startSample } from '../support/running.ts';
import { palliative } from '../support/simulated.ts';

/** What only the wire can have: bytes that are no text, methods, headers, addresses; through the gateway as it is deployed. */

const trouble: string[] = [];
const logged: string[] = [];
let runtime: Runtime;
let token: string;
beforeAll(async () => {
  runtime = await startSample({
    onTrouble: (what) => trouble.push(what),
    onLog: (_, text) => logged.push(text),
  });
  ({ access_token: token } = await runtime.token({
    role: 'hospital-system',
    unitId: palliative.hospital.unitId,
  }));
}, 120_000);
afterAll(() => runtime.close());

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Sends bytes as they are, and reads what comes until the server has said it all. */
async function raw(head: readonly string[], body: Buffer = Buffer.alloc(0)): Promise<Answered> {
  const socket = connect(Number(new URL(runtime.url).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // a server that has heard enough may hang up before it has heard all
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const length = head.some((line) => /^(content-length|transfer-encoding):/i.test(line))
    ? []
    : [`Content-Length: ${body.length}`];
  socket.write(
    Buffer.concat([
      Buffer.from(`${[...head, ...length, 'Connection: close'].join('\r\n')}\r\n\r\n`, 'latin1'),
      body,
    ]),
  );
  await closed;
  const text = Buffer.concat(chunks).toString('utf8');
  const [, status = '0'] = /^HTTP\/1\.1 (\d+)/.exec(text) ?? [];
  const [, type = ''] = /\r\ncontent-type: ([^\r]*)/i.exec(text) ?? [];
  return { status: Number(status), type, body: text.slice(text.indexOf('\r\n\r\n') + 4) };
}

const asked = (method: string, path: string, ...headers: readonly string[]) => [
  `${method} ${path} HTTP/1.1`,
  'Host: localhost',
  ...headers,
];
const signedIn = () => `Authorization: Bearer ${token}`;

function isProblem({ status, type, body }: Answered, what = ''): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(type, what).toMatch(/^application\/problem\+json/);
  expect(JSON.parse(body)).toMatchObject({ type: expect.any(String), title: expect.any(String), status });
  expect(body).not.toContain(marker);
}

/** An address with something where its names are. */
const addressOf = (path: string, part = 'x') => path.replaceAll(/\{\w+\}/g, part);

describe('every route', () => {
  const closed = described.filter(({ isOpen }) => !isOpen);

  test.each(closed.map(({ route, method, path }) => [route, method, path] as const))(
    '%s asks for a token',
    async (_, method, path) => {
      for (const headers of [
        [],
        ['Authorization: '],
        ['Authorization: Bearer'],
        [`Authorization: Bearer ${marker}`],
        [`Authorization: Basic ${marker}`],
      ])
        expect(await raw(asked(method, addressOf(path), ...headers))).toMatchObject({
          status: 401,
          type: expect.stringMatching(/problem\+json/),
        });
    },
  );

  test('answers any other method as a problem', async () => {
    const known = new Set(described.map(({ route }) => route));
    for (const path of new Set(described.map((one) => one.path)))
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].filter(
        (one) => !known.has(`${one} ${path}`),
      ))
        isProblem(await raw(asked(method, addressOf(path), signedIn())), `${method} ${path}`);
  });

  test('gets no method that the distribution does not know', async () => {
    for (const method of ['TRACE', 'PROPFIND', 'CONNECT'])
      expect((await raw(asked(method, '/pathways', signedIn()))).status).not.toBe(200);
  });

  test('answers bytes that are no text, in bodies and addresses', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 60 }).map((some) => Buffer.from(some)),
      fc.constantFrom(
        Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
        Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
        Buffer.from([0x1f, 0x8b, 0x08, 0x00]),
        Buffer.from('{"reason":"\xff\xc0\xaf"}', 'latin1'),
      ),
    );
    const part = fc.constantFrom(
      ...strangeParts.filter((one) => /^[\x21-\x7e]{0,4000}$/.test(one) && !/^\.*$/.test(one)),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...closed), part, bytes, async ({ method, path }, inPath, body) => {
        const answer = await raw(
          asked(method, addressOf(path, inPath), signedIn(), 'Content-Type: application/json'),
          body,
        );
        expect(answer.status).toBeLessThan(500);
        expect(answer.status >= 200 && answer.status < 300 && path.includes('{')).toBe(false);
        if (answer.status >= 400) isProblem(answer);
      }),
      { numRuns: 60, seed: seedOf() },
    );
  });
});

describe('a request', () => {
  test.each([
    ['of a scheme and host in its address', ['GET http://localhost/units HTTP/1.1', 'Host: localhost'], 401],
    ['of two slashes', asked('GET', '//units'), 404],
    ['that climbs', asked('GET', '/units/../../etc/passwd'), 404],
    ['that climbs in percent signs', asked('GET', '/units/%2e%2e%2f%2e%2e%2fetc'), 401],
    ['of a query that is none', asked('GET', '/units?%=%&&=&limit=%ff'), 401],
    ['that asks to be continued with nothing', asked('POST', '/pathways', 'Content-Length: 0'), 401],
    ['of ten thousand query parameters', asked('GET', `/units?${'a=b&'.repeat(3000)}`), 401],
  ])('%s is answered', async (_, head, status) => {
    const answer = await raw(head);
    expect(answer.status).toBe(status);
    isProblem(answer);
  });

  test.each([
    ['headers without end', asked('GET', '/units', `X-Long: ${'x'.repeat(17_000)}`), 431],
    ['a header that is none', asked('GET', '/units', 'no header'), 400],
    ['a length that is none', asked('POST', '/pathways', 'Content-Length: -1'), 400],
    ['two lengths', asked('POST', '/pathways', 'Content-Length: 3', 'Content-Length: 4'), 400],
    [
      'a length and chunks',
      asked('POST', '/pathways', 'Content-Length: 3', 'Transfer-Encoding: chunked'),
      400,
    ],
    ['no address', ['GET HTTP/1.1'], 400],
    ['another protocol', ['GET / SIP/2.0'], 400],
    ['bytes', ['\x16\x03\x01\x02\x00\x01\x00\x01'], 400],
  ])('with %s gets no further than the server', async (_, head, status) => {
    expect((await raw(head)).status).toBe(status);
  });

  test('of more than the API takes is refused, by the gateway or by the function', async () => {
    const json = 'Content-Type: application/json';
    for (const bytes of [100_001, 11 * 1024 * 1024]) {
      const answer = await raw(asked('POST', '/pathways', signedIn(), json), Buffer.alloc(bytes, 0x20));
      expect(answer.status).toBe(413);
      isProblem(answer);
    }
  });

  test('leaves no trouble behind, and nothing of itself in a log', () => {
    expect(trouble).toEqual([]);
    expect(logged.filter((line) => line.includes(marker))).toEqual([]);
  });
});
