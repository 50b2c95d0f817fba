import { describe, it } from 'vitest';
import { worldsHold } from './lived.ts';

/** The other thousand lives of a run: see `lives.test.ts`. */
describe('as many whole lives again', () => {
  it('hold, whatever befalls them in any order', { timeout: 600_000 }, () => worldsHold(5, 1));
});
