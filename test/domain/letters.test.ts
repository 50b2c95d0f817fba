import { describe, expect, it } from 'vitest';
import { fieldsOf, filledIn, letterErrors, letterFields, lettersOf } from '../../domain/letters.ts';
import type { LetterSetting } from '../../domain/model.ts';
import { refusal } from '../../domain/refusals.ts';
import { asAgreed, usualLetters } from '../../web/pages/letters/usual.ts';

const letter = (over: Partial<LetterSetting> = {}): LetterSetting => ({
  key: 'information',
  language: 'nb',
  title: 'Til {patient}',
  text: 'Ring {contactPerson} på { phone }.',
  ...over,
});

describe('a letter', () => {
  it('is filled in; what is not known stays open, and other braces stay as they are', () => {
    const values = { contactPerson: 'Siri', phone: '' };
    expect(filledIn('{contactPerson}, { phone }, {unit}, {x}, {', values)).toBe(
      'Siri, ……………………, ……………………, {x}, {',
    );
  });

  it('says which fields it has, each once', () => {
    expect(fieldsOf('{phone} {patient} {x} { phone }')).toEqual(['phone', 'patient']);
  });

  it('may have the fields that are known, and no others', () => {
    const all = letter({ text: letterFields.map((name) => `{${name}}`).join(' ') });
    expect(letterErrors({ letters: [all] })).toEqual([]);
    expect(letterErrors({})).toEqual([]);
    expect(
      letterErrors({ letters: [letter(), letter({ key: 'other', title: '{name}', text: '{}' })] }),
    ).toEqual([
      refusal('settings.letters.1.title', 'unknown-field'),
      refusal('settings.letters.1.text', 'unknown-field'),
    ]);
  });

  it('is there once in each language', () => {
    expect(letterErrors({ letters: [letter(), letter({ language: 'pl' }), letter()] })).toEqual([
      refusal('settings.letters.2.key', 'letter-twice'),
    ]);
  });
});

describe('the letters of a unit', () => {
  it('are its own, then those of the unit above, then the usual ones', () => {
    const own = letter({ title: 'own' });
    const above = [letter({ title: 'above' }), letter({ language: 'pl', title: 'above' })];
    const usual = [letter({ title: 'usual' }), letter({ language: 'nn', title: 'usual' })];
    const found = lettersOf(
      [{ settings: { letters: [own] } }, undefined, {}, { settings: { letters: above } }],
      usual,
    );
    expect(found.map(({ language, title }) => [language, title])).toEqual([
      ['nb', 'own'],
      ['pl', 'above'],
      ['nn', 'usual'],
    ]);
  });

  it('have usual ones that hold, the same in each language', () => {
    expect(letterErrors({ letters: usualLetters })).toEqual([]);
    const keysIn = (language: string) =>
      usualLetters.filter((one) => one.language === language).map(({ key, text }) => [key, fieldsOf(text)]);
    expect(keysIn('nb').map(([key]) => key)).toEqual(['information', 'invitation']);
    expect(keysIn('nn')).toEqual(keysIn('nb'));
    expect(keysIn('en')).toEqual(keysIn('nb'));
  });

  it('say, in each language, when a conversation is that has been agreed on; a text of its own is left as it is', () => {
    for (const { key, text } of usualLetters) {
      expect(fieldsOf(asAgreed(text)), key).toContain('appointment');
      expect(asAgreed(asAgreed(text))).toBe(asAgreed(text));
    }
    expect(asAgreed('Samtale mellom {from} og {until}.')).toBe('Samtale mellom {from} og {until}.');
  });
});
