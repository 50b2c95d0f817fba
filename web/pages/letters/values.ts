import type { LetterField } from '../../../domain/letters.ts';
import type { Me, PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { grouped } from '../../format/phones.ts';

export type LetterValues = { readonly [field in LetterField]?: string };
type Known = Pick<PathwayAnswer, 'patient' | 'handOvers' | 'points'>;

/** What is known of what a letter is to say; the next conversation is the municipality's first that is not over. */
export function knownValues(
  { patient, handOvers, points }: Known,
  unit: Me['unit'],
  language: string,
  now: Date,
): LetterValues {
  const person = handOvers.findLast(({ contactPerson }) => contactPerson !== undefined)?.contactPerson;
  const next = points.find(
    ({ place, status }) => place === 'municipality' && (status === 'open' || status === 'planned'),
  );
  const day = (at: Date | string | undefined) => (at === undefined ? '' : inLanguage(new Date(at), language));
  return {
    patient: patient?.name ?? '',
    contactPerson: person?.name ?? '',
    phone: grouped(person?.phone ?? unit?.phone ?? ''),
    // what stands before the comma is whose unit it is: "Nesodden kommune, kreftkoordinator"
    municipality: unit?.name.split(',')[0] ?? '',
    unit: unit?.name ?? '',
    date: day(now),
    from: day(next === undefined ? undefined : next.opensAt > now.toISOString() ? next.opensAt : now),
    until: day(next?.dueAt),
  };
}

/** A day as it is said in any language that the browser knows; in Norwegian where it does not. */
function inLanguage(at: Date, language: string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Oslo' } as const;
  const known = Intl.DateTimeFormat.supportedLocalesOf([language === 'en' ? 'en-GB' : language]);
  return new Intl.DateTimeFormat([...known, 'nb-NO'], options).format(at);
}
