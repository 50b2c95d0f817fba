import { describe, it } from 'vitest';
import { worldsHold } from './lived.ts';

/**
 * Whole lives through the public API, in virtual time: events, answers, silence, repeats, corrections, a directory that
 * changes midway, processes that die at any call. `model.ts` tells the rules once more, independently; `holds.ts` is
 * what must hold of every life whenever anything has happened, and at the end of time. The other half of the lives is
 * in `more-lives.test.ts`, so that two processors share them.
 */
describe('whole lives', () => {
  it('hold, whatever befalls them in any order', { timeout: 600_000 }, () => worldsHold(5));
});
