import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Actor, courses } from './demo/courses.ts';
import { Playing } from './demo/playing.ts';
import { table } from './demo/table.ts';
import { startRuntime } from './runtime.ts';
import type { SampleUnit } from './units.ts';

/**
 * `npm run demo`: the sample referrals through eighteen months, on the local runtime and through its API alone, as
 * hospitals and municipalities would use it. Progress, then what happened when and to whom it was written.
 */
const startAt = Date.parse('2026-11-20T09:00:00Z');
const weeks = 88;
const dayMs = 24 * 3_600_000;
const weekMs = 7 * dayMs;

const samples = join(import.meta.dirname, '..', 'samples');
const units = JSON.parse(readFileSync(join(samples, 'units.json'), 'utf8')) as SampleUnit[];
const referrals = readdirSync(join(samples, 'referrals'))
  .toSorted()
  .map(
    (file) =>
      JSON.parse(readFileSync(join(samples, 'referrals', file), 'utf8')) as {
        readonly referralId: string;
        readonly hospital: { readonly unitId: string };
      },
  );

const began = performance.now();
const runtime = await startRuntime({
  port: 0,
  awsPort: 0,
  dataDir: 'memory',
  clock: 'frozen',
  startAt,
  units,
  onTrouble: (what) => console.error(what),
});
try {
  const play = new Playing(runtime);
  const actors: readonly Actor[] = courses;
  console.log(
    `Vel hjem, a demonstration: ${referrals.length} synthetic patients, from ${day(runtime.now())}.\n`,
  );
  for (const referral of referrals)
    await play.start(
      referral,
      actors.find((actor) => actor.referralId === referral.referralId),
    );
  for (let week = 0; week < weeks; week += 1) {
    // everybody looks at the worklist on Fridays and on Tuesdays
    for (const days of [0, 4]) {
      await runtime.moveTo(startAt + week * weekMs + days * dayMs);
      await play.everybodyActs();
    }
    progress(week + 1);
  }
  process.stdout.write('\n\n');
  console.log(await table(play, runtime));
  console.log(
    `\n${runtime.messages().length} messages; ${((performance.now() - began) / 1000).toFixed(0)} s for ${Math.round(weeks / 4.35)} months.`,
  );
} finally {
  await runtime.close();
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function progress(week: number): void {
  if (!process.stdout.isTTY && week % 8 !== 0 && week !== weeks) return;
  const done = Math.round((week / weeks) * 40);
  const bar = `${'#'.repeat(done)}${'.'.repeat(40 - done)}`;
  process.stdout.write(
    `${process.stdout.isTTY ? '\r' : ''}[${bar}] ${day(runtime.now())}${process.stdout.isTTY ? '' : '\n'}`,
  );
}
