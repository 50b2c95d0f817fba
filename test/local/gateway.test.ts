import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runtime } from '../../local/runtime.ts';
import { START, startFixture } from './fixtures/runtime.ts';

let runtime: Runtime;
const troubles: string[] = [];
const logs: string[] = [];

beforeAll(async () => {
  runtime = await startFixture({
    onTrouble: (what) => troubles.push(what),
    onLog: (functionName, text) => logs.push(`${functionName}: ${text}`),
  });
});
afterAll(() => runtime.close());

const call = (path: string, init: RequestInit = {}) => fetch(`${runtime.url}${path}`, init);
interface Echo {
  readonly event: Record<string, unknown> & { requestContext: Record<string, unknown> };
  readonly environment: Record<string, string>;
}
const echo = async (path: string, init: RequestInit = {}) => (await (await call(path, init)).json()) as Echo;

describe('the event', () => {
  test('is that of a REST API, at virtual time', async () => {
    const { event } = await echo('/echo/a%2Fb?x=1&x=2&y=%C3%A5', { headers: { 'X-Mine': 'yes' } });
    expect(event).toMatchObject({
      resource: '/echo/{id}',
      path: '/echo/a%2Fb',
      httpMethod: 'GET',
      pathParameters: { id: 'a%2Fb' },
      queryStringParameters: { x: '2', y: 'å' },
      multiValueQueryStringParameters: { x: ['1', '2'], y: ['å'] },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
      requestContext: {
        stage: 'v1',
        path: '/v1/echo/a%2Fb',
        resourcePath: '/echo/{id}',
        httpMethod: 'GET',
        requestTimeEpoch: START,
        requestTime: '02/Nov/2026:09:00:00 +0000',
        accountId: '000000000000',
        identity: { sourceIp: expect.stringMatching(/127\.0\.0\.1|::1/) },
      },
    });
    const headers = event.headers as Record<string, string>;
    expect(headers['x-mine'] ?? headers['X-Mine']).toBe('yes');
    expect(headers['X-Forwarded-Proto']).toBe('http');
    expect(event.requestContext).not.toHaveProperty('authorizer');
  });

  test('is answered at virtual time, also where it is refused', async () => {
    const dated = async (path: string) => Date.parse((await call(path)).headers.get('date') ?? '');
    expect(await dated('/echo/x')).toBe(START);
    expect(await dated('/nowhere')).toBe(START);
  });

  test('has null where there is nothing, and the body as text', async () => {
    const { event } = await echo('/echo/x');
    expect(event).toMatchObject({ queryStringParameters: null, multiValueQueryStringParameters: null });
    const posted = await echo('/guarded', { method: 'POST', headers: { authorization: 'ok' }, body: '{"å"' });
    expect(posted.event.body).toBe('{"å"');
  });

  test('a greedy parameter takes the rest of the path; a literal part comes first', async () => {
    expect((await echo('/files/a/b/c.txt')).event.pathParameters).toEqual({ rest: 'a/b/c.txt' });
    expect((await call('/echo/fixed')).status).toBe(502);
  });

  test('the reply has the status, headers and body of the function', async () => {
    const answer = await call('/echo/x');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('x-asked')).toBe('yes');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });
});

describe('the authoriser', () => {
  const guarded = (word?: string) =>
    call('/guarded', { method: 'POST', ...(word ? { headers: { authorization: word } } : {}) });

  test.each([
    [undefined, 401],
    ['unknown', 401],
    ['deny', 403],
    ['broken', 500],
    ['nonsense', 500],
    ['nothing', 500],
    ['silent', 200],
    ['ok', 200],
  ])('told %s: %i', async (word, status) => {
    expect((await guarded(word)).status).toBe(status);
  });

  test('what it tells reaches the function as text', async () => {
    const { event } = await echo('/guarded', { method: 'POST', headers: { authorization: 'ok' } });
    expect(event.requestContext.authorizer).toEqual({
      principalId: 'someone',
      role: 'coordinator',
      level: '3',
      none: null,
    });
  });
});

describe('the gateway itself', () => {
  test.each(['/nothing', '/', '/echo', '/echo/', '/echo/a/b', '//echo/a', '//x/echo/a'])(
    'has nothing at %s',
    async (path) => {
      const answer = await call(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toEqual({ status: 404, id: '' });
    },
  );

  test('answers other methods as the stack says', async () => {
    const answer = await call('/guarded', { method: 'DELETE' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('POST');
    expect((await call('/echo/x', { method: 'HEAD' })).status).toBe(404);
  });

  test('takes ten megabytes, and no more', async () => {
    const post = (size: number) =>
      call('/guarded', { method: 'POST', headers: { authorization: 'ok' }, body: 'x'.repeat(size) });
    expect((await post(10 * 1024 * 1024)).status).toBe(200);
    expect((await post(10 * 1024 * 1024 + 1)).status).toBe(413);
  });

  test('a function that fails or takes too long is 502, and is told of', async () => {
    troubles.length = 0;
    expect((await call('/echo/fixed')).status).toBe(502);
    expect((await call('/slow')).status).toBe(502);
    expect(troubles[0]).toContain('OutOfOrder: nothing works');
    expect(troubles[1]).toContain('Task timed out after 1.00 seconds');
  });
});

describe('what a function answers', () => {
  const told = (body: object) => call('/told', { method: 'POST', body: JSON.stringify(body) });

  test.each([
    ['nothing', undefined],
    ['no object', 'hello'],
    ['no status', { body: 'x' }],
    ['a status that is none', { statusCode: 'fine' }],
    ['a status that ends nothing', { statusCode: 100 }],
    ['a status past the last', { statusCode: 1000 }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['a header name that cannot be sent', { statusCode: 200, headers: { 'a b': 'x' } }],
    ['a header that cannot be sent', { statusCode: 200, headers: { 'X-Two': 'a\r\nX-Three: b' } }],
    ['one of several', { statusCode: 200, multiValueHeaders: { 'X-Two': ['a', 'b\n'] } }],
  ])('%s is 502, and is told of', async (_, answer) => {
    troubles.length = 0;
    expect((await told({ answer })).status).toBe(502);
    expect(troubles).toEqual([expect.stringMatching(/told\w*: BadResponse: not a proxy response$/)]);
  });

  test('may be bytes', async () => {
    const body = Buffer.from([0, 255, 254]);
    const headers = { 'content-type': 'image/png' };
    const answer = await told({
      answer: { statusCode: '201', headers, body: body.toString('base64'), isBase64Encoded: true },
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([201, 'image/png']);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(body);
  });

  test('may be no body, no headers, and a header that is one though it might be several', async () => {
    const answer = await told({
      answer: { statusCode: 200, body: null, headers: null, multiValueHeaders: { 'X-One': 'a' } },
    });
    expect([answer.status, await answer.text(), answer.headers.get('x-one')]).toEqual([200, '', 'a']);
  });

  test('by throwing something that is no error is 502, and is told of', async () => {
    troubles.length = 0;
    expect((await told({ fail: 'a text' })).status).toBe(502);
    expect(troubles).toEqual([expect.stringMatching(/: string: a text$/)]);
  });
});

describe('what is no ordinary request', () => {
  /** The answer to what no HTTP client would send. */
  async function raw(request: string): Promise<string> {
    const socket = connect(Number(new URL(runtime.url).port), '127.0.0.1');
    socket.write(request);
    return text(socket);
  }

  test.each(['*', 'http://[', 'nowhere'])('the address %s is refused', async (address) => {
    const answer = await raw(`OPTIONS ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  test('one without host and user agent, to an absolute address, is served', async () => {
    const answer = await raw('GET http://elsewhere/echo/x HTTP/1.0\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    const { event } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as Echo;
    expect(event.requestContext).toMatchObject({ domainName: 'localhost', identity: { userAgent: null } });
  });

  test('a header given twice has both values, the last one alone', async () => {
    const answer = await raw(
      'GET /echo/x?a=1&a=&b HTTP/1.1\r\nHost: x\r\nX-Two: a\r\nX-Two: b\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toContain('"X-Two":["a","b"]');
    expect(answer).toContain('"X-Two":"b"');
    expect(answer).toContain('"multiValueQueryStringParameters":{"a":["1",""],"b":[""]}');
  });

  test('a body that is never finished troubles nobody', async () => {
    troubles.length = 0;
    const socket = connect(Number(new URL(runtime.url).port), '127.0.0.1');
    socket.end('POST /guarded HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf');
    await text(socket);
    expect((await call('/echo/x')).status).toBe(200);
    expect(troubles).toEqual([]);
  });
});

describe('functions', () => {
  test('write bytes as well as text, and are told when it is written; the runtime writes for itself', async () => {
    logs.length = 0;
    await call('/told', { method: 'POST', body: '{}' });
    expect(logs).toEqual([
      expect.stringMatching(/^fixture-told\w+: told\n$/),
      expect.stringMatching(/^fixture-told\w+: and written\n$/),
    ]);
    await new Promise<void>((written) => process.stdout.write('', () => written()));
    expect(logs).toHaveLength(2);
  });

  test('see their own environment and nothing else', async () => {
    const { environment } = await echo('/echo/x');
    expect(environment.AWS_LAMBDA_FUNCTION_NAME).toMatch(/^fixture-echo/);
    expect(environment.AWS_REGION).toBe('eu-north-1');
    expect(environment).not.toHaveProperty('TABLE_NAME');
    expect(environment).not.toHaveProperty('PATH');
    expect(process.env.PATH).toBeTruthy();
    expect(process.env.AWS_LAMBDA_FUNCTION_NAME).toBeUndefined();
  });

  test('write their own log, with real clients, where their role lets them', async () => {
    logs.length = 0;
    expect((await call('/kept', { method: 'POST', body: 'something' })).status).toBe(201);
    expect(logs.join()).toMatch(/fixture-keeper\w+: \{"message":"kept","by":"fixture-keeper/);
  });

  test('may not do what no policy of their role allows, an index of a table they may read included', async () => {
    troubles.length = 0;
    expect((await call('/peeked')).status).toBe(502);
    expect(troubles[0]).toMatch(
      /AccessDeniedException: .*not authorized to perform: dynamodb:Query on resource: \S+\/index\/byList/,
    );
  });
});
