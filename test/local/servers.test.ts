import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { Front, reply } from '../../local/front.ts';
import { createLocalApi, type LocalApiOptions } from '../../local/local-api.ts';
import { TooManyEvents } from '../../local/mover.ts';
import { type Listening, listen, PortInUse } from '../../local/servers.ts';

const listening: Listening[] = [];
afterEach(async () => {
  for (const one of listening.splice(0)) await one.close();
});

async function served(front: Front): Promise<string> {
  const opened = await listen(0, 'PORT', front.listener);
  listening.push(opened);
  return `http://127.0.0.1:${opened.port}`;
}

describe('a server', () => {
  test('says that it starts until there is something to serve', async () => {
    const answer = await fetch(await served(new Front()));
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ title: 'Starting' });
  });

  test.each([
    [new Error('broken pipe'), /^Error: broken pipe\n/],
    ['a text', /a text/],
  ])('that fails with %s tells its engineer, and not the caller', async (thrown, said) => {
    const front = new Front();
    const troubles: string[] = [];
    front.serve = (request, response) =>
      void reply(
        request,
        response,
        (what) => troubles.push(what),
        async () => {
          throw thrown;
        },
      );
    const answer = await fetch(await served(front));
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toMatch(said);
    expect(troubles).toEqual([expect.stringMatching(said)]);
  });
});

/** A machine without IPv6 has one. */
const loopback = Object.values(networkInterfaces())
  .flatMap((addresses = []) => addresses)
  .filter(({ address }) => ['127.0.0.1', '::1'].includes(address))
  .map(({ address }) => address);

describe('a port', () => {
  test.each(loopback)('that another program has on %s is in use', async (host) => {
    const other = createServer().listen(0, host);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const opened = listen(port, 'AWS_PORT', new Front().listener);
    await expect(opened).rejects.toThrow(PortInUse);
    await expect(opened).rejects.toThrow(`port ${port} is in use by another program: set AWS_PORT`);
    other.close();
    await once(other, 'close');
    listening.push(await listen(port, 'AWS_PORT', new Front().listener));
  });

  test('that is none is refused as such', async () => {
    await expect(listen(70_000, 'PORT', new Front().listener)).rejects.toMatchObject({
      code: 'ERR_SOCKET_BAD_PORT',
    });
  });
});

describe('the local calls', () => {
  async function call(path: string, init: RequestInit, options: Partial<LocalApiOptions>) {
    const local = createLocalApi({ now: () => 0, ready: () => true, ...options } as LocalApiOptions);
    const front = new Front();
    front.serve = (request, response) =>
      void reply(
        request,
        response,
        () => {},
        (url) => local(request, url),
      );
    const answer = await fetch(`${await served(front)}/_local/${path}`, init);
    return { status: answer.status, body: await answer.json() };
  }

  test('health is 503 until everything is there', async () => {
    expect((await call('health', {}, { ready: () => false })).status).toBe(503);
  });

  test('a clock that cannot get past an instant says so; what else goes wrong is not told', async () => {
    const move = (error: Error) =>
      call('clock', { method: 'POST', body: '{"advance":"PT1H"}' }, { moveTo: () => Promise.reject(error) });
    expect(await move(new TooManyEvents('more than enough'))).toMatchObject({
      status: 500,
      body: { title: 'Too many events', detail: 'more than enough' },
    });
    expect(await move(new Error('secret'))).toMatchObject({
      status: 500,
      body: { title: 'Internal error', detail: expect.not.stringContaining('secret') },
    });
  });

  test.each(['', '{', '"text"'])('the body %j is no object', async (body) => {
    expect((await call('clock', { method: 'POST', body }, {})).status).toBe(400);
  });
});
