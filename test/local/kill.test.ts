import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** `npm start` as a process of its own, killed and started again: what was answered is there. */

const root = join(import.meta.dirname, '..', '..');
let dataDir: string;
const processes: ChildProcess[] = [];
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vel-hjem-kill-'));
});
afterAll(() => {
  for (const process of processes) process.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

interface Started {
  readonly url: string;
  readonly process: ChildProcess;
}

async function start(): Promise<Started> {
  const child = spawn(process.execPath, ['local/start.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      AWS_PORT: '0',
      DATA_DIR: dataDir,
      START_AT: '2026-11-20T09:00:00Z',
      CLOCK: 'frozen',
      PAGES: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(child);
  for await (const line of createInterface({ input: child.stdout! })) {
    const [, url] = /API\s+(http:\S+)/.exec(line) ?? [];
    if (url) return { url, process: child };
  }
  throw new Error('it did not start');
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  child.kill(signal);
  const [code] = (await exited) as [number | null];
  return code;
}

async function call(url: string, path: string, body?: unknown, token?: string) {
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${url}${path}`, { headers, ...post });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const referral = (n: number) => ({
  ...(JSON.parse(readFileSync(join(root, 'samples/referrals/01-pilot1-colorectal.json'), 'utf8')) as object),
  referralId: `KILL-${n}`,
  additional: true,
});

async function tokenOf(url: string): Promise<string> {
  const { body } = await call(url, '/_local/tokens', {
    role: 'hospital-system',
    unitId: 'ahus-gastrokirurgi',
  });
  return String(body.access_token);
}

test('kill -9 loses nothing that was answered, and SIGTERM stops cleanly', async () => {
  let { url, process: child } = await start();
  const answered: string[] = [];
  let number = 0;
  const until = async (signal: () => Promise<unknown>) => {
    const token = await tokenOf(url);
    // Hospitals keep sending while the process is killed.
    const hospital = async () => {
      for (;;) {
        number += 1;
        const answer = await call(url, '/pathways', referral(number), token).catch((error: unknown) => {
          if (!child.killed) throw error;
        });
        if (!answer) return;
        expect(answer).toMatchObject({ status: 201 });
        answered.push(String(answer.body.pathwayId));
        if (answered.length % 5 === 0) await signal();
      }
    };
    await Promise.all([hospital(), hospital()]);
  };
  for (let time = 0; time < 2; time += 1) {
    const before = answered.length;
    await until(() => end(child, 'SIGKILL'));
    expect(answered.length).toBeGreaterThan(before);
    ({ url, process: child } = await start());
    const token = await tokenOf(url);
    for (const id of answered) {
      const { status, body } = await call(url, `/pathways/${id}`, undefined, token);
      expect([status, body.pathwayId, body.status]).toEqual([200, id, 'active']);
    }
    expect((await call(url, '/_local/clock')).body.now).toBe('2026-11-20T09:00:00.000Z');
  }
  expect(await end(child, 'SIGTERM')).toBe(0);
}, 90_000);
