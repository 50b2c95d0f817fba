import { describe, expect, it } from 'vitest';
import { formTexts } from '../../web/pages/unit/form-texts.ts';
import { ladderWords } from '../../web/pages/unit/ladder-words.ts';
import { pathInWords, pathNames } from '../../web/pages/unit/paths.ts';
import { texts } from '../../web/pages/unit/texts.ts';

const names = pathNames(formTexts.nb, texts.nb, ladderWords.nb);

describe('the path of an error in words', () => {
  it.each([
    ['unitId', 'Id'],
    ['contacts.1.email', 'Hvem som får beskjed 2, E-post'],
    ['settings', 'Innstillinger'],
    ['settings.catchment.0', 'Opptaksområde 1'],
    ['settings.ladders.point-2.3', 'Påminnelser og varsler, Samtalen etter 3–4 måneder 4'],
    ['settings.quietPeriods.0.fromWeek', 'Stille perioder 1, fromWeek'],
  ])('%s', (path, said) => {
    expect(pathInWords(path, names)).toBe(said);
  });
});
