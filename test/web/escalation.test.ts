import { describe, expect, it } from 'vitest';
import { languages } from '../../domain/model.ts';
import { aboveWords } from '../../web/parts/above-words.ts';
import { escalationInWords } from '../../web/parts/escalation.ts';

const steps = [
  { to: 'leader', at: '2027-04-27T09:00:00Z' },
  { to: 'coordinating-unit', at: '2027-05-04T09:00:00Z' },
] as const;
const day = (at: string) => at.slice(0, 10);
const told = (now: string, of: readonly (typeof steps)[number][] = steps) =>
  escalationInWords(of, new Date(now), aboveWords.nb, day);

describe('how far a ladder has come', () => {
  it('is who was told last, or who is next', () => {
    expect(told('2027-04-26T09:00:00Z')).toBe('Leder varsles 2027-04-27');
    expect(told('2027-04-27T09:00:00Z')).toBe('Leder varslet 2027-04-27');
    expect(told('2027-05-20T09:00:00Z')).toBe('Koordinerende enhet varslet 2027-05-04');
    expect(told('2027-05-20T09:00:00Z', [])).toBe('Ingen flere varsles');
  });

  it.each(languages)('is told of every receiver in %s', (language) => {
    const { told: past, willBe } = aboveWords[language];
    for (const [to, inWords] of Object.entries(past)) {
      expect(inWords('X')).toContain('X');
      expect(willBe[to as keyof typeof willBe]('X')).not.toBe(inWords('X'));
    }
  });
});
