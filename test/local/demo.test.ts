import { afterAll, beforeAll, expect, test } from 'vitest';
import { Playing } from '../../local/demo/playing.ts';
import type { Runtime } from '../../local/runtime.ts';
import { startAt, startSample } from '../support/running.ts';
import { referrals } from '../support/samples.ts';

/** The people of `npm run demo`, for long enough that the first pathway has been deleted. */

const weekMs = 7 * 24 * 3_600_000;
const trouble: string[] = [];
let runtime: Runtime;
beforeAll(async () => {
  runtime = await startSample({ onTrouble: (what) => trouble.push(what) });
}, 120_000);
afterAll(() => runtime.close());

test('go on though what has ended is deleted meanwhile', { timeout: 120_000 }, async () => {
  const play = new Playing(runtime);
  const [first, second] = referrals;
  await play.start(first, {
    referralId: first.referralId,
    story: 'wants no more',
    events: [{ week: 1, body: { type: 'withdrawn' } }],
  });
  await play.start(second, undefined);
  for (const week of [0, 1, 12, 52, 60]) {
    await runtime.moveTo(startAt + week * weekMs);
    await play.everybodyActs();
  }
  const seen = await Promise.all(play.pathways.map((played) => play.pathway(played)));
  expect(seen.map(({ status }) => status)).toEqual(['withdrawn', 'completed']);
  const { access_token } = await runtime.token({
    role: 'hospital-system',
    unitId: first.hospital.unitId,
  });
  const gone = await fetch(`${runtime.url}/pathways/${seen[0]!.pathwayId}`, {
    headers: { Authorization: `Bearer ${access_token}` },
  });
  expect(gone.status).toBe(404);
  expect(trouble).toEqual([]);
});
