import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { synthesise } from '../../infra/build.ts';
import { Front, reply } from '../../local/front.ts';
import { type PagesToBuild, pagesUpToDate } from '../../local/pages/build.ts';
import { readDistribution } from '../../local/pages/distribution.ts';
import { edgeFunction } from '../../local/pages/edge-function.ts';
import { type BuiltPages, createDistribution } from '../../local/pages/serve.ts';
import { type Listening, listen } from '../../local/servers.ts';
import type { Template } from '../../local/template/cloudformation.ts';
import { TemplateNotUnderstood } from '../../local/template/cloudformation.ts';
import type { Resource } from '../../local/template/resolve.ts';
import { readStack } from '../../local/template/stack.ts';

const { stackName, template } = synthesise({ bundling: false });
const { resources } = readStack(template as Template, stackName);
const scratch = mkdtempSync(join(tmpdir(), 'vel-hjem-pages-'));
const directory = join(scratch, 'dist');
const script = `console.log(${JSON.stringify('x'.repeat(2000))});\n`;
const listening: Listening[] = [];

/** Serves as `npm start` does, with an API that answers everything with its own path. */
async function served(pages: BuiltPages | undefined): Promise<string> {
  const distribute = createDistribution(resources, pages);
  const front = new Front();
  front.serve = (request, response) =>
    void reply(
      request,
      response,
      () => {},
      async (url) =>
        (await distribute(request, url)) ?? { status: 200, headers: {}, body: `API ${url.pathname}` },
    );
  const opened = await listen(0, 'PORT', front.listener);
  listening.push(opened);
  return `http://127.0.0.1:${opened.port}`;
}

/** A request as it is written, with a path that no client would leave as it is. */
function raw(base: string, path: string): Promise<{ readonly status: number; readonly body: string }> {
  const { port } = new URL(base);
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode!, body }));
    })
      .on('error', reject)
      .end();
  });
}

let base: string;
beforeAll(async () => {
  mkdirSync(join(directory, 'assets'), { recursive: true });
  mkdirSync(join(directory, 'folder.d'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Pages</title>');
  writeFileSync(join(directory, 'assets', 'main-1a2b.js'), script);
  writeFileSync(join(directory, 'assets', 'font.bin'), 'f'.repeat(2000));
  writeFileSync(join(directory, '.hidden.html'), 'hidden');
  writeFileSync(join(scratch, 'secret.html'), 'secret');
  base = await served({ directory, ready: Promise.resolve() });
});
afterAll(async () => {
  for (const one of listening) await one.close();
  rmSync(scratch, { recursive: true, force: true });
});

describe('pages', () => {
  test.each(['/', '/app'])('are led to from %s', async (path) => {
    const answer = await fetch(base + path, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/app/']);
  });

  test.each(['/app/', '/app/tasks', '/app/tasks/p1-t1', '/app/signed-in?code=a.b&state=c'])(
    '%s is the one document, asked after each time, under the headers of the stack',
    async (path) => {
      const answer = await fetch(base + path);
      expect(await answer.text()).toContain('<title>Pages</title>');
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': 'no-cache',
        'content-type': 'text/html',
        'content-security-policy': expect.stringContaining("script-src 'self';"),
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
    },
  );

  test('everything else is the API’s, with whatever method', async () => {
    for (const path of ['/tasks', '/application', '/openapi.json', '/units/app']) {
      expect(await (await fetch(base + path, { method: 'PUT', body: '{}' })).text()).toBe(`API ${path}`);
    }
  });

  test('an asset is kept for a year, and compressed as the browser takes it', async () => {
    const get = async (coding: string) => {
      const answer = await fetch(`${base}/app/assets/main-1a2b.js`, {
        headers: { 'Accept-Encoding': coding },
      });
      return { headers: Object.fromEntries(answer.headers), body: await answer.text() };
    };
    const plain = await get('identity');
    expect(plain.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript',
      vary: 'Accept-Encoding',
    });
    for (const [coding, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
    ]) {
      const packed = await get(coding!);
      expect(packed.headers['content-encoding']).toBe(encoding);
      expect(packed.body).toBe(script);
      expect(packed.headers.etag).toBe(`W/${plain.headers.etag}`);
    }
    expect([plain.body, plain.headers['content-encoding']]).toEqual([script, undefined]);
  });

  test('what is no text is sent as it is', async () => {
    const answer = await fetch(`${base}/app/assets/font.bin`);
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(answer.headers.get('content-type')).toBe('binary/octet-stream');
  });

  test('HEAD tells of the body, and a browser that has it is told so', async () => {
    const head = await fetch(`${base}/app/`, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe('35');
    const etag = head.headers.get('etag')!;
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await fetch(`${base}/app/`, { headers: { 'If-None-Match': known } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect(again.headers.get('content-security-policy')).not.toBeNull();
    }
    expect((await fetch(`${base}/app/`, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  });

  test.each([
    ['a file that is not there', '/app/assets/nothing.js'],
    ['a folder', '/app/folder.d'],
    ['a file below a file', '/app/index.html/x.js'],
    ['what is hidden', '/app/.hidden.html'],
    ['what is above, by its parts', '/app/assets/..%2f..%2fsecret.html'],
    ['what is above, in Windows’ way', '/app/..%5csecret.html'],
    ['what is above, twice encoded', '/app/%252e%252e%252fsecret.html'],
    ['what cannot be decoded', '/app/%ff.html'],
    ['an end of text', '/app/index.html%00.js'],
    ['a name that is too long', `/app/${'x'.repeat(3000)}.js`],
  ])('%s is 404', async (_, path) => {
    const answer = await raw(base, path);
    expect(answer).toEqual({ status: 404, body: 'There is no such file.\n' });
  });

  test('a path that climbs out of the pages is the API’s', async () => {
    for (const path of ['/app/../secret.html', '/app/%2e%2e/secret.html', '/app/assets/../../secret.html'])
      expect((await raw(base, path)).body).toBe('API /secret.html');
  });

  test('are only read', async () => {
    expect((await fetch(`${base}/app/`, { method: 'POST' })).status).toBe(403);
  });

  test('that are built anew are there at once', async () => {
    writeFileSync(join(directory, 'new.html'), 'new');
    expect(await (await fetch(`${base}/app/new.html`)).text()).toBe('new');
    writeFileSync(join(directory, 'new.html'), 'newer');
    expect(await (await fetch(`${base}/app/new.html`)).text()).toBe('newer');
  });

  test('that could not be built say so, and the API goes on', async () => {
    const ready = Promise.reject(new Error('no'));
    ready.catch(() => {});
    const other = await served({ directory, ready });
    expect((await fetch(`${other}/app/`)).status).toBe(503);
    expect(await (await fetch(`${other}/tasks`)).text()).toBe('API /tasks');
  });

  test('that nobody asked for are not there', async () => {
    expect((await fetch(`${await served(undefined)}/app/`)).status).toBe(404);
  });
});

describe('compressed', () => {
  test('it is what it was', async () => {
    const bytes = async (coding: string) => {
      const { port } = new URL(base);
      return new Promise<Buffer>((resolve) => {
        httpRequest(
          {
            host: '127.0.0.1',
            port,
            path: '/app/assets/main-1a2b.js',
            headers: { 'accept-encoding': coding },
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () => resolve(Buffer.concat(chunks)));
          },
        ).end();
      });
    };
    expect(brotliDecompressSync(await bytes('br')).toString()).toBe(script);
    expect(gunzipSync(await bytes('gzip')).toString()).toBe(script);
  });
});

describe('a distribution that is served in another way than here is refused', () => {
  const resource = (type: string, logicalId: string, properties: object): Resource => ({
    logicalId,
    type,
    name: logicalId,
    properties: properties as Resource['properties'],
    metadata: {},
  });
  const cloudFront = (type: string, id: string, properties: object) =>
    resource(`AWS::CloudFront::${type}`, id, properties);
  const bucket = resource('AWS::S3::Bucket', 'B', {});
  const origins = [{ Id: 'o', DomainName: 'B.s3.eu-north-1.amazonaws.com' }];
  const distribution = (config: object, behaviour: object = {}) =>
    cloudFront('Distribution', 'D', {
      DistributionConfig: {
        Origins: origins,
        DefaultCacheBehavior: { TargetOriginId: 'o', ...behaviour },
        ...config,
      },
    });
  const headers = (config: object) => [
    bucket,
    cloudFront('ResponseHeadersPolicy', 'H', {
      ResponseHeadersPolicyConfig: { SecurityHeadersConfig: config },
    }),
    distribution({}, { ResponseHeadersPolicyId: 'H' }),
  ];

  test.each([
    ['two of them', [bucket, distribution({}), distribution({})], /two distributions/],
    ['pages for errors', [bucket, distribution({ CustomErrorResponses: [] })], /D: CustomErrorResponses/],
    ['a root document', [bucket, distribution({ DefaultRootObject: 'i' })], /D: DefaultRootObject/],
    ['an origin elsewhere', [distribution({})], /D: an origin that is neither/],
    [
      'a function after the answer',
      [bucket, distribution({}, { FunctionAssociations: [{ EventType: 'viewer-response' }] })],
      /D: only one function/,
    ],
    [
      'a function of another stack',
      [
        bucket,
        distribution({}, { FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: 'x' }] }),
      ],
      /D: x is no function/,
    ],
    [
      'headers of another stack',
      [bucket, distribution({}, { ResponseHeadersPolicyId: 'managed' })],
      /D: a policy of headers/,
    ],
    ['a header that is not known', headers({ XSSProtection: {} }), /D: the security header XSSProtection/],
  ])('%s', (_, found, message) => {
    const read = () => readDistribution(found);
    expect(read).toThrow(TemplateNotUnderstood);
    expect(read).toThrow(message);
  });

  test('one that says little is read with what CloudFront does then', () => {
    const preload = { StrictTransportSecurity: { AccessControlMaxAgeSec: 1, Preload: true } };
    expect(readDistribution(headers(preload))?.behaviours).toEqual([
      {
        pattern: '*',
        bucket: { uploads: [] },
        methods: ['GET', 'HEAD'],
        compress: false,
        code: undefined,
        headers: { 'Strict-Transport-Security': 'max-age=1; preload' },
      },
    ]);
    expect(readDistribution([])).toBeUndefined();
  });
});

describe('a function at the edge', () => {
  const request = { method: 'GET', uri: '/a', headers: {} };

  test('has the request and who asks, and nothing of Node’s', () => {
    const run = edgeFunction(`function handler(event) {
      const { request, viewer } = event;
      request.uri = [request.method, request.uri, viewer.ip, typeof process, typeof require].join(' ');
      return request;
    }`);
    expect(run(request, '192.0.2.7')).toMatchObject({ uri: 'GET /a 192.0.2.7 undefined undefined' });
  });

  test('is stopped when it takes too long', () => {
    const run = edgeFunction('function handler() { for (;;) {} }');
    expect(() => run(request, '')).toThrow(/timed out/);
  });
});

describe('pages on disk', () => {
  const sources = join(scratch, 'web');
  const at = (seconds: number, path: string) => utimesSync(path, seconds, seconds);
  const build = (code: string): PagesToBuild => ({
    directory: join(scratch, 'built'),
    sources: [sources],
    build: (into) => ({
      program: process.execPath,
      arguments: ['-e', code, into],
      environment: { NODE_ENV: 'production' },
    }),
  });
  const writes = (text: string) =>
    build(`require('fs').writeFileSync(process.argv[1] + '/index.html', '${text}')`);
  const failures: string[] = [];
  const shown = async (pages: PagesToBuild) => {
    const built = pagesUpToDate((why) => failures.push(why), pages);
    await built.ready;
    const distribute = await served(built);
    return (await fetch(`${distribute}/app/`)).text();
  };

  test('are built where they are not or are old, and not otherwise', async () => {
    mkdirSync(join(sources, 'deep'), { recursive: true });
    mkdirSync(join(sources, 'dist'));
    writeFileSync(join(sources, 'deep', 'page.tsx'), '');
    writeFileSync(join(sources, 'dist', 'page.js'), '');
    at(1000, join(sources, 'deep', 'page.tsx'));
    // what was built is no source
    at(9_000_000_000, join(sources, 'dist', 'page.js'));
    expect(await shown(writes('first'))).toBe('first');
    expect(await shown(writes('second'))).toBe('first');
    at(8_000_000_000, join(sources, 'deep', 'page.tsx'));
    expect(await shown(writes('third'))).toBe('third');
    expect(failures).toEqual([]);
  });

  test.each([
    ['console.error("no such import"); process.exit(1)', 'no such import'],
    ['process.exit(3)', 'its build ended with 3'],
  ])('that cannot be built leave the old ones, and say why', async (code, why) => {
    const told = new Promise<string>((resolve) => {
      expect(pagesUpToDate(resolve, build(code)).directory).toBe(join(scratch, 'built'));
    });
    expect(await told).toBe(`The pages could not be built: ${why}`);
  });
});
