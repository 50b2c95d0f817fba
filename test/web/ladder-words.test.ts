import { describe, expect, it } from 'vitest';
import { ladders } from '../../domain/ladders.ts';
import { languages } from '../../domain/model.ts';
import { amountOf, ladderWords, rungInWords } from '../../web/pages/unit/ladder-words.ts';

describe('a rung in words', () => {
  it('says whom, how long from which date, and when', () => {
    const said = ladders['municipal-intake'].map((row) => rungInWords(row, ladderWords.nb));
    expect(said).toEqual([
      'Koordinator, 3 arbeidsdager etter oppgaven åpner, bare om den ikke er mottatt',
      'Leder, 5 arbeidsdager etter oppgaven åpner, bare om den ikke er mottatt',
      'Koordinator, ved fristen, bare om den er mottatt',
      'Begges koordinerende enheter, 10 arbeidsdager etter oppgaven åpner, bare om den ikke er mottatt',
    ]);
    expect(rungInWords(ladders['esas-prompt'][0]!, ladderWords.en)).toBe(
      'Coordinator, 1 working day before the deadline',
    );
    expect(rungInWords(ladders['point-3'][0]!, ladderWords.nn)).toBe(
      'Koordinator, 14 månader etter diagnosen eller utskrivinga',
    );
  });

  it('has words for every rung of every ladder, in each language', () => {
    for (const language of languages)
      for (const row of Object.values(ladders).flat())
        expect(rungInWords(row, ladderWords[language])).not.toMatch(/undefined|NaN/);
  });

  it('is on its date where no distance is set', () => {
    expect(amountOf({ tell: 'leader', from: 'due' })).toEqual({ unit: 'workingDays', count: 0 });
    expect(amountOf({ hours: 3 })).toEqual({ unit: 'hours', count: 3 });
  });
});
