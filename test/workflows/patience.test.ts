import { expect, it } from 'vitest';
import { patience } from '../../workflows/defaults.ts';

const delays = Array.from({ length: patience.maxAttempts }, (_, attempt) =>
  Math.min(patience.intervalSeconds * patience.backoffRate ** attempt, patience.maxDelaySeconds),
);
const total = delays.reduce((sum, delay) => sum + delay, 0);

it('adds up as its comment says', () => {
  expect(
    delays.filter((delay) => delay < patience.maxDelaySeconds).reduce((sum, delay) => sum + delay, 0),
  ).toBe(1022);
  expect(total).toBe(13_622);
});

it('outlasts an hour in all but a few of 100,000 cases', () => {
  // With full jitter a delay is uniform from nought: half of it on average, a twelfth of its square in variance.
  const deviation = Math.sqrt(delays.reduce((sum, delay) => sum + delay ** 2 / 12, 0));
  expect(Math.round(deviation)).toBe(812);
  expect((total / 2 - 3600) / deviation).toBeGreaterThan(3.9);
});
