import * as fc from 'fast-check';
import { expect } from 'vitest';
import { pathwayStatuses } from '../../domain/model.ts';
import { seedOf } from '../support/dice.ts';
import { type World, world } from './plan.ts';
import { play, type Tally } from './play.ts';
import { Wrong } from './played.ts';
import { smallest, told } from './smallest.ts';

/** Lives of one world: side by side they share the clock and the directory. */
const livesEach = 200;

/** What the dice must not leave out: each end, and acts with how they were answered. */
const tried: readonly string[] = [
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
  'treatment-paused 202',
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
  'gp-appointment done 200',
  'reject 200',
  'book 200',
  'transfer 200',
  'undo 200',
  'ask 201',
  'open-early 200',
  'settings applied',
  'sending paused',
  'again 200',
  'again 202',
];

/** Plays a world; where something is wrong, says in as few lines as can be what befell the one whom it befell. */
async function played(one: World): Promise<Tally> {
  try {
    return await play(one);
  } catch (error) {
    if (!(error instanceof Wrong) || error.life < 0) throw error;
    const { world: least, wrong } = await smallest(one, error.life);
    throw new Error(`${(wrong ?? error).message}\n${told(least)}`, { cause: error });
  }
}

/**
 * Plays so many worlds drawn at random. A run is played again by its seed: `LIVES_SEED=… npx vitest run test/model`.
 */
export async function worldsHold(worlds: number, half = 0): Promise<void> {
  const seed = Number(process.env.LIVES_SEED ?? seedOf(half));
  console.info(`lives: seed ${seed}`);
  const seen = new Set<string>();
  let begun = 0;
  let deaths = 0;
  for (const one of fc.sample(world(livesEach), { seed, numRuns: worlds })) {
    const tally = await played(one);
    begun += tally.begun;
    deaths += tally.deaths;
    for (const what of [...tally.statuses.keys(), ...tally.acts.keys()]) seen.add(what);
  }
  expect(begun).toBeGreaterThanOrEqual(worlds * livesEach);
  expect(deaths).toBeGreaterThan(worlds * 10);
  expect([...seen]).toEqual(expect.arrayContaining([...tried]));
}
