import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isNationalId } from '../../domain/national-id.ts';

const folder = new URL('../../samples/referrals/', import.meta.url);
const sampleIds = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const { patient } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
      readonly patient: { readonly nationalId: string };
    };
    return [file, patient.nationalId] as const;
  });

/** A number with its two check digits, by the rule of today (rest 0) or one of those from 2032 (rest 1 to 3). */
function withCheckDigits(nine: string, rest = 0): string {
  const sum = (digits: string, weights: readonly number[]) =>
    weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const first = (11 + rest - (sum(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
  const second = (11 - (sum(`${nine}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return `${nine}${first}${second}`;
}

/** The first individual number for a birth date that gives two single check digits. */
function numberFor(birthDate: string, rest = 0): string {
  const numbers = Array.from({ length: 500 }, (_, n) =>
    withCheckDigits(`${birthDate}${String(n).padStart(3, '0')}`, rest),
  );
  return numbers.find((number) => number.length === 11)!;
}

const everywhere = { allowSynthetic: false };
const inTests = { allowSynthetic: true };

describe('national ids', () => {
  it.each(sampleIds)('%s', (_file, nationalId) => {
    expect(isNationalId(nationalId, inTests)).toBe(true);
    // All of them are synthetic: none is a living person's.
    expect(isNationalId(nationalId, everywhere)).toBe(false);
  });

  it.each([
    ['an identity number', '010190'],
    ['one of a leap day', '290200'],
    ['a D-number', '410190'],
  ])('%s passes everywhere', (_what, birthDate) => {
    expect(isNationalId(numberFor(birthDate), everywhere)).toBe(true);
    expect(isNationalId(numberFor(birthDate), inTests)).toBe(true);
  });

  it.each([1, 2, 3])('one by the rule from 2032, rest %i, passes', (rest) => {
    expect(isNationalId(numberFor('010190', rest), everywhere)).toBe(true);
  });

  it.each([
    ['a synthetic identity number', '018190'],
    ['a synthetic one of December', '019290'],
    ['a synthetic D-number', '418190'],
  ])('%s passes only where allowed', (_what, birthDate) => {
    expect(isNationalId(numberFor(birthDate), inTests)).toBe(true);
    expect(isNationalId(numberFor(birthDate), everywhere)).toBe(false);
  });

  it.each([
    ['an H-number', numberFor('014190')],
    ['an H-number with a D-number', numberFor('414190')],
    ['a day that does not exist', numberFor('310290')],
    ['a month that does not exist', numberFor('011390')],
    ['a synthetic month that does not exist', numberFor('019390')],
    ['a wrong check digit', numberFor('010190').replace(/\d$/, (digit) => `${(Number(digit) + 1) % 10}`)],
    ['ten digits', numberFor('010190').slice(1)],
    ['twelve digits', `${numberFor('010190')}0`],
    ['spaces', numberFor('010190').replace(/^.{6}/, '$& ')],
    ['a line break at the end', `${numberFor('010190')}\n`],
    ['letters', 'abcdefghijk'],
    ['nothing', ''],
  ])('%s never passes', (_what, value) => {
    expect(isNationalId(value, everywhere)).toBe(false);
    expect(isNationalId(value, inTests)).toBe(false);
  });
});
