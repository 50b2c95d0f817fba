import { describe, expect, it } from 'vitest';
import { lasting, pathwayIdIn } from '../../web/pages/operation/lasting.ts';

const now = new Date('2026-11-20T09:00:00Z');

describe('how long sending has been paused', () => {
  it.each([
    ['2026-11-20T09:00:00Z', 'minutes', 0],
    ['2026-11-20T08:01:00Z', 'minutes', 59],
    ['2026-11-20T08:00:00Z', 'hours', 1],
    ['2026-11-19T09:01:00Z', 'hours', 23],
    ['2026-11-19T09:00:00Z', 'days', 1],
    ['2026-11-10T08:00:00Z', 'days', 10],
    // a device whose clock is behind
    ['2026-11-20T09:05:00Z', 'minutes', 0],
  ])('since %s', (since, unit, count) => {
    expect(lasting(since, now)).toEqual({ unit, count });
  });
});

describe('the id of a pathway', () => {
  const id = 'z1b85m4eafgm7ff3zvvwmvqhgz';

  it('is found in what was copied from a log, an alarm or the console', () => {
    for (const text of [
      id,
      ` ${id}\n`,
      `${id}-1`,
      `${id}-t3`,
      `${id}-f2-1`,
      `arn:aws:states:eu-north-1:000000000000:execution:vel-hjem-local-Pathway:${id}-1`,
    ])
      expect(pathwayIdIn(text)).toBe(id);
  });

  it('is looked for as it was written where it is none', () => {
    expect(pathwayIdIn(' abc ')).toBe('abc');
  });
});
