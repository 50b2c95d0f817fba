import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRuntime } from '../local/runtime.ts';
import type { Figures } from './pathways.ts';
import { referral, units } from './referrals.ts';
import { transitionsPerPathway } from './transitions.ts';

/** The local runtime as `npm start` runs it: the API over HTTP, dynalite and the engine on disk. */

const pathways = Number(process.argv[2] ?? 1000);
const startAt = Date.parse('2026-11-20T09:00:00Z');
const until = Date.parse('2028-07-20T09:00:00Z');
/** Hospitals send so many referrals at a time. */
const atOnce = 16;

const dataDir = mkdtempSync(join(tmpdir(), 'vel-hjem-bench-'));
const runtime = await startRuntime({
  port: 0,
  awsPort: 0,
  dataDir,
  clock: 'frozen',
  startAt,
  units,
  // what a pathway costs a deployment that has none: asking is measured by test/stories/registry.test.ts
  personRegistry: false,
});
try {
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (unitId: string) => {
    const known =
      tokens.get(unitId) ??
      runtime.token({ role: 'hospital-system', unitId }).then(({ access_token }) => access_token);
    tokens.set(unitId, known);
    return known;
  };
  const before = runtime.storeRequests();
  const pathwayIds: string[] = [];
  const began = performance.now();
  let next = 0;
  const hospital = async () => {
    while (next < pathways) {
      const body = referral(next++, '2026-11-10');
      const response = await fetch(`${runtime.url}/pathways`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${await tokenOf((body.hospital as { unitId: string }).unitId)}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify(body),
      });
      if (response.status !== 201)
        throw new Error(`not started: ${response.status} ${await response.text()}`);
      pathwayIds.push(((await response.json()) as { pathwayId: string }).pathwayId);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, hospital));
  await runtime.moveTo(until);
  const seconds = (performance.now() - began) / 1000;
  const storeOperations = runtime.storeRequests() - before;
  const lambdaCalls = [...runtime.invocations.values()].reduce((sum, count) => sum + count, 0);
  const messages = runtime.messages();
  // an e-mail's link tells its task and, with the instant, its rung; an SMS says nothing by which two could be told apart
  const emails = messages.filter(({ channel }) => channel === 'email');
  const distinct = new Set(emails.map(({ to, text, sentAt }) => `${to} ${text} ${sentAt}`));
  let ended = 0;
  for (const unitId of ['ahus-lunge', 'ous-nevrokirurgi', 'so-lindrende', 'siv-kreft']) {
    let cursor = '';
    do {
      const response = await fetch(
        `${runtime.url}/pathways?status=completed&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        {
          headers: { Authorization: `Bearer ${await tokenOf(unitId)}` },
        },
      );
      const page = (await response.json()) as { items: unknown[]; cursor?: string };
      ended += page.items.length;
      cursor = page.cursor ?? '';
    } while (cursor !== '');
  }
  const figures: Figures = {
    name: 'local runtime, on disk',
    pathways,
    seconds,
    peakMB: process.resourceUsage().maxRSS / 1024,
    storeOperations,
    transitions: (await transitionsPerPathway(runtime.engine, pathwayIds)) * pathways,
    lambdaCalls,
    messages: messages.length,
    ended,
    repeatedMessages: emails.length - distinct.size,
  };
  process.send?.(figures);
  if (process.send === undefined) console.log(figures);
} finally {
  await runtime.close();
  rmSync(dataDir, { recursive: true, force: true });
}
process.disconnect?.();
