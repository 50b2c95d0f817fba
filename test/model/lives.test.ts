import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { world } from './plan.ts';
import { play } from './play.ts';

describe('whole lives', () => {
  it('hold', async () => {
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
    const [worlds, lives] = [Number(process.env.WORLDS ?? 10), Number(process.env.LIVES ?? 200)];
    console.info(`lives: seed ${seed}`);
    for (const one of fc.sample(world(lives), { seed, numRuns: worlds })) {
      const t = performance.now();
      const tally = await play(one);
      console.info(tally, performance.now() - t);
      expect(tally.begun).toBeGreaterThanOrEqual(lives);
    }
  }, 600_000);
});
