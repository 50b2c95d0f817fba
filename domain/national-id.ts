import { idnr } from '@navikt/fnrvalidator';

/**
 * Whether a text is a Norwegian national identity number or a D-number (day + 40): eleven digits, a date that
 * exists, two check digits by today's rule or by the one that applies from 2032 (skatteetaten.no). Synthetic test
 * persons (month + 80, also with a D-number) pass only where the deployment allows them. H-numbers (month + 40) are a
 * hospital's own emergency numbers and never pass. Nothing else, such as sex or age, is to be read out of a number.
 */
export function isNationalId(
  value: string,
  { allowSynthetic }: { readonly allowSynthetic: boolean },
): boolean {
  const result = idnr(value);
  if (result.status === 'invalid') return false;
  if (result.type === 'tnr' || result.type === 'dnr-and-tnr') return allowSynthetic;
  return result.type === 'fnr' || result.type === 'dnr';
}

/** Whether a national identity number, a synthetic one too, stands somewhere in a text: ids are shown where none may be. */
export function holdsNationalId(text: string): boolean {
  return (text.match(/\d{11}/g) ?? []).some((digits) => isNationalId(digits, { allowSynthetic: true }));
}
