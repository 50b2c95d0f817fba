import type { World } from './plan.ts';
import { play } from './play.ts';
import { Wrong } from './played.ts';

/** What is wrong in a world; undefined where nothing is. */
export async function wrongIn(world: World): Promise<Wrong | undefined> {
  try {
    await play(world);
    return undefined;
  } catch (error) {
    if (error instanceof Wrong) return error;
    throw error;
  }
}

/**
 * The smallest world in which something is still wrong: the one life alone, less all that may be left out; the life
 * alone where it takes others to go wrong. For whoever reads why a run has failed.
 */
export async function smallest(
  world: World,
  life: number,
): Promise<{ readonly world: World; readonly wrong?: Wrong }> {
  let found: World = { ...world, lives: world.lives.filter(({ n }) => n === life) };
  let wrong = await wrongIn(found);
  if (wrong === undefined) return { world: found };
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const smaller of lessOf(found)) {
      const still = await wrongIn(smaller);
      if (still === undefined) continue;
      found = smaller;
      wrong = still;
      isSmaller = true;
      break;
    }
  }
  return { world: found, wrong };
}

function* lessOf(world: World): Generator<World> {
  const [life] = world.lives;
  if (life === undefined) return;
  const without = <T>(all: readonly T[], index: number) => all.filter((_, n) => n !== index);
  if (world.pause !== null) yield { ...world, pause: null };
  for (let n = world.changes.length - 1; n >= 0; n -= 1)
    yield { ...world, changes: without(world.changes, n) };
  for (let n = life.deaths.length - 1; n >= 0; n -= 1)
    yield { ...world, lives: [{ ...life, deaths: without(life.deaths, n) }] };
  for (let n = life.acts.length - 1; n >= 0; n -= 1)
    yield { ...world, lives: [{ ...life, acts: without(life.acts, n) }] };
}

/** A world of one life in a few lines. */
export function told({ hours, changes, pause, lives }: World): string {
  const [life] = lives;
  const { acts = [], deaths, start, referral } = life ?? {};
  const { answers, circumstances, diagnosis, municipality, hospital, startAtPoint, ...more } = referral ?? {};
  const { patient: _, gp: __, referralId: ___, ...rest } = more;
  return [
    `hours ${hours.join(' ')}, paused at ${pause}`,
    ...changes.map((change) => JSON.stringify(change)),
    JSON.stringify({
      start,
      startAtPoint,
      hospital: hospital?.unitId,
      municipality,
      date: diagnosis?.date,
      answers,
      circumstances,
      ...rest,
    }),
    ...(deaths ?? []).map((death) => JSON.stringify(death)),
    ...acts.toSorted((a, b) => a.moment - b.moment).map((one) => JSON.stringify(one)),
  ].join('\n');
}
