import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathwayStatuses } from '../../domain/model.ts';
import { type World, world } from './plan.ts';
import { play } from './play.ts';
import { Wrong } from './played.ts';
import { smallest, told } from './smallest.ts';

/**
 * Whole lives through the public API, in virtual time: events, answers, silence, repeats, corrections, a directory that
 * changes midway, processes that die at any call. `model.ts` tells the rules once more, independently; `holds.ts` is
 * what must hold of every life whenever anything has happened, and at the end of time.
 */
const worlds = 10;
const livesEach = 200;

/** Plays a world; where something is wrong, says in as few lines as can be what befell the one whom it befell. */
async function played(one: World) {
  try {
    return await play(one);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    const { world: least, wrong } = await smallest(one, error.life);
    throw new Error(`${(wrong ?? error).message}\n${told(least)}`, { cause: error });
  }
}

describe('whole lives', () => {
  it('hold, whatever befalls them in any order', { timeout: 180_000 }, async () => {
    const seed = Number(process.env.LIVES_SEED ?? Math.floor(Math.random() * 2 ** 31));
    console.info(`lives: seed ${seed}`);
    const seen = new Set<string>();
    let begun = 0;
    for (const one of fc.sample(world(livesEach), { seed, numRuns: worlds })) {
      const tally = await played(one);
      begun += tally.begun;
      for (const what of [...tally.statuses.keys(), ...tally.acts.keys()]) seen.add(what);
    }
    expect(begun).toBeGreaterThanOrEqual(worlds * livesEach);
    // the dice must not leave out what the lives are there to try
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...pathwayStatuses.filter((status) => status !== 'active'),
        'answers-changed 202',
        'moved 202',
        'moved 404',
        'retracted 202',
        'retracted 422',
        'relapsed 202',
        'transferred 202',
        'diagnosis-corrected 202',
        'discharged 202',
        'esas-reported 202',
        'palliative-treatment-started 202',
        'circumstances-changed 202',
        'patient-corrected 202',
        'needs-assessment assessed 200',
        'needs-assessment declined 200',
        'needs-assessment not-held 200',
        'offer-again assessed 200',
        'offer-again declined 200',
        'municipal-intake done 200',
        'route-manually done 200',
        'next-of-kin-children done 200',
        'reject 200',
        'book 200',
        'again 200',
        'again 202',
      ]),
    );
  });
});
