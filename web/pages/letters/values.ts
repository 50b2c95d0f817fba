import type { LetterField } from '../../../domain/letters.ts';
import type { Me, PathwayAnswer } from '../../../functions/describe-api/document.ts';
import { osloDay } from '../../format/dates.ts';
import { grouped } from '../../format/phones.ts';

export type LetterValues = { readonly [field in LetterField]?: string };
type Known = Pick<PathwayAnswer, 'patient' | 'handOvers' | 'points' | 'tasks'>;
type Named = { readonly unitId: string; readonly name: string; readonly phone?: string | undefined };

/**
 * What is known of what a letter is to say; the next conversation is the municipality's first that is not over, and its
 * day, time and unit are said where they have been agreed on. `units` are those of the directory.
 */
export function knownValues(
  { patient, handOvers, points, tasks }: Known,
  unit: Me['unit'],
  language: string,
  now: Date,
  units: readonly Named[] = [],
): LetterValues {
  const person = handOvers.findLast(({ contactPerson }) => contactPerson !== undefined)?.contactPerson;
  const next = points.find(
    ({ place, status }) => place === 'municipality' && (status === 'open' || status === 'planned'),
  );
  const task = tasks.find(({ taskId }) => taskId === next?.taskId);
  const booked = agreed(task?.appointmentOn, language, now);
  const holds = units.find(({ unitId }) => unitId === task?.unitId) ?? unit;
  const day = (at: Date | string | undefined) => (at === undefined ? '' : inLanguage(new Date(at), language));
  return {
    patient: patient?.name ?? '',
    contactPerson: person?.name ?? '',
    phone: grouped(person?.phone ?? holds?.phone ?? unit?.phone ?? ''),
    // what stands before the comma is whose unit it is: "Nesodden kommune, kreftkoordinator"
    municipality: unit?.name.split(',')[0] ?? '',
    unit: unit?.name ?? '',
    date: day(now),
    from: day(next === undefined ? undefined : next.opensAt > now.toISOString() ? next.opensAt : now),
    until: day(next?.dueAt),
    // with nothing between that would have to be said in each language
    appointment: booked === '' ? '' : [booked, holds?.name].filter(Boolean).join(', '),
  };
}

/** The day that was agreed on, and the time where there is one; empty where there is none to come. */
function agreed(on: string | undefined, language: string, now: Date): string {
  if (on === undefined) return '';
  const hasTime = on.length > 10;
  if (hasTime ? new Date(on) < now : on < osloDay(now)) return '';
  const style = { dateStyle: 'full', timeZone: 'Europe/Oslo' } as const;
  return format(new Date(on), language, hasTime ? { ...style, timeStyle: 'short' } : style);
}

/** A day as it is said in any language that the browser knows; in Norwegian where it does not. */
function inLanguage(at: Date, language: string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Oslo' } as const;
  return format(at, language, options);
}

function format(at: Date, language: string, options: Intl.DateTimeFormatOptions): string {
  const known = Intl.DateTimeFormat.supportedLocalesOf([language === 'en' ? 'en-GB' : language]);
  return new Intl.DateTimeFormat([...known, 'nb-NO'], options).format(at);
}
