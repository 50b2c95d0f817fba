import { describe, expect, it } from 'vitest';
import { languages } from '../../domain/model.ts';
import { conflicts, reasons } from '../../domain/refusals.ts';
import { formReasons, forms } from '../../functions/shared/http/forms.ts';
import { conflictWords, fieldIn, fieldWords, reasonIn, reasonWords } from '../../web/texts/refusals.ts';

/** Whatever the API refuses, the pages say why, in three languages. */

const spoken = Object.entries({ ...reasons, ...forms });

describe.each(languages)('in %s', (language) => {
  const words = reasonWords[language];

  it('each code has words of its own, and no other', () => {
    expect(Object.keys(words).toSorted()).toEqual([...Object.keys(reasons), ...formReasons].toSorted());
    for (const said of Object.values(words)) expect(said.length).toBeGreaterThan(8);
  });

  it('says the number of a reason that has one', () => {
    const withNumber = spoken.filter(([, message]) => message.includes('{limit}')).map(([code]) => code);
    const said = spoken.filter(([code]) => words[code as keyof typeof words].includes('{limit}'));
    expect(said.map(([code]) => code)).toEqual(withNumber);
    expect(reasonIn(words, { code: 'too-many-days', limit: 120 })).toContain('120');
    expect(reasonIn(words, { code: 'too-long', limit: 200 })).not.toContain('{');
  });

  it('says in general what a newer API refuses', () => {
    for (const unknown of [{ code: 'made-up' }, { code: 'constructor' }, {}])
      expect(reasonIn(words, unknown)).toBe(words['wrong-type']);
  });

  it('says what each conflict is with', () => {
    expect(Object.keys(conflictWords[language]).toSorted()).toEqual(
      [...Object.keys(conflicts), 'active-pathway', 'draft-changed'].toSorted(),
    );
  });

  it('calls a field by the longest of its names that is known, and counts from one', () => {
    const names = fieldWords[language];
    expect(fieldIn(names, 'patient.nationalId')).toBe(names['patient.nationalId']);
    expect(fieldIn(names, 'gp.unitId')).toBe(names.gp);
    expect(fieldIn(names, 'counts.2.municipality.district')).toBe(`${names.counts} 3`);
    expect(fieldIn(names, 'checklist.0')).toBe(`${names.checklist} 1`);
    for (const unknown of ['body', 'constructor', 'circumstances.minor'])
      expect(fieldIn(names, unknown)).toBeUndefined();
  });
});

it('has the same thing to say of no two languages where they differ', () => {
  const same = Object.keys(reasonWords.nb).filter(
    (code) =>
      reasonWords.en[code as keyof typeof reasonWords.en] ===
      reasonWords.nb[code as keyof typeof reasonWords.nb],
  );
  expect(same).toEqual([]);
});
