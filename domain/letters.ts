import type { LetterSetting, Unit, UnitSettings } from './model.ts';
import { type Refusal, refusal } from './refusals.ts';

/**
 * Letters from a municipality to its patient, as it prints and sends them itself: nothing of them is sent or kept here
 * (districts Alna and Nannestad give written information with the contact point and form, see DOMAIN). Their texts have
 * fields that are filled in for each patient.
 */

/** What a letter may have filled in, each written `{name}`; `from` and `until` are days between which the next conversation is to be. */
export const letterFields = [
  'patient',
  'contactPerson',
  'phone',
  'municipality',
  'unit',
  'date',
  'from',
  'until',
  'appointment',
] as const;
export type LetterField = (typeof letterFields)[number];

const field = /\{([^{}]*)\}/g;

/** Fields of a text, in the order in which they first come, as they are written. */
function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(field)].map(([, name]) => name!.trim()))];
}

function isField(name: string): name is LetterField {
  return letterFields.some((known) => known === name);
}

/** The fields that a text has, so that no others need be filled in. */
export function fieldsOf(text: string): readonly LetterField[] {
  return namesIn(text).filter(isField);
}

/** What is not known stays open, to be written in by hand. */
const open = '……………………';

/** A text with its fields filled in. */
export function filledIn(text: string, values: { readonly [field in LetterField]?: string }): string {
  return text.replace(field, (whole, name: string) => {
    const known = name.trim();
    return isField(known) ? values[known] || open : whole;
  });
}

/** What does not hold of a municipality's letters: a field that nobody could fill in, or two of one key in one language. */
export function letterErrors({ letters = [] }: Pick<UnitSettings, 'letters'>): readonly Refusal[] {
  return letters.flatMap((letter, index) => {
    const path = `settings.letters.${index}`;
    const isSecond = letters.slice(0, index).some((other) => isSameLetter(other, letter));
    return [
      ...(['title', 'text'] as const).flatMap((part) =>
        namesIn(letter[part]).every(isField) ? [] : [refusal(`${path}.${part}`, 'unknown-field')],
      ),
      ...(isSecond ? [refusal(`${path}.key`, 'letter-twice')] : []),
    ];
  });
}

function isSameLetter(a: LetterSetting, b: LetterSetting): boolean {
  return a.key === b.key && a.language === b.language;
}

/** The letters of a unit: its own, those of the units after it, and the usual ones; the first of a key and language counts. */
export function lettersOf(
  units: readonly (Pick<Unit, 'settings'> | undefined)[],
  usual: readonly LetterSetting[],
): readonly LetterSetting[] {
  const all = [...units.flatMap((unit) => unit?.settings?.letters ?? []), ...usual];
  return all.filter((letter, index) => all.findIndex((other) => isSameLetter(other, letter)) === index);
}
