import type { Counts } from '../../../functions/describe-api/document.ts';

/** What the overview shows of its numbers: pure, so that it can be held by tests. */

/** What is asked for: it stands in the page's address, and nothing of a patient is in it. */
export interface Asked {
  readonly unitId: string;
  readonly trust: string;
  readonly group: string;
  readonly cohort: string;
  /** The first day of a quarter, and the last day of one. */
  readonly from: string;
  readonly until: string;
}
const askedNames = ['unitId', 'trust', 'group', 'cohort', 'from', 'until'] as const;

export function askedIn(search: URLSearchParams): Asked {
  return Object.fromEntries(askedNames.map((name) => [name, search.get(name) ?? ''])) as unknown as Asked;
}

/** What is not chosen is left out. */
export function searchOf(asked: Partial<Asked>): Record<string, string> {
  return Object.fromEntries(
    askedNames.flatMap((name) => {
      const value = asked[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

export interface Quarter {
  readonly year: number;
  readonly number: number;
  readonly from: string;
  readonly until: string;
}
const lastDays = ['03-31', '06-30', '09-30', '12-31'];

/** The quarter that a date lies in and those before it, newest first. */
export function quartersUntil(today: string, count: number): readonly Quarter[] {
  const newest = Number(today.slice(0, 4)) * 4 + Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  return Array.from({ length: count }, (_, n) => {
    const year = Math.floor((newest - n) / 4);
    const index = (newest - n) % 4;
    return {
      year,
      number: index + 1,
      from: `${year}-${String(index * 3 + 1).padStart(2, '0')}-01`,
      until: `${year}-${lastDays[index]}`,
    };
  });
}

export const steps = ['started', 'offered', 'yes', 'no', 'sent', 'accepted', 'point2', 'point3'] as const;
export type Step = (typeof steps)[number];
export const outcomes = ['inTime', 'late', 'missed'] as const;
export type Outcome = (typeof outcomes)[number];

/** A bar of a chart: a count that is withheld has no length. */
export interface Bar<Name extends string = string> {
  readonly name: Name;
  readonly count: number | null;
  readonly length: number;
}

function bar<Name extends string>(name: Name, count: number | null | undefined): Bar<Name> {
  return { name, count: count ?? null, length: count ?? 0 };
}

export function funnelOf(counts: Counts): readonly Bar<Step>[] {
  return steps.map((step) => bar(step, counts[step]));
}

/**
 * What opens in each month. Where patients of hospitals are counted, the conversations at home are with the municipal
 * units: they are added to it as far as they are shown, and `isLeast` says that some are not.
 */
export function loadOf(
  counts: Counts,
  municipalUnits: readonly Counts[],
): readonly (Bar & { readonly isLeast: boolean })[] {
  return Object.keys(counts.load).map((month) => {
    const all = [counts, ...municipalUnits].map(({ load }) => load[month] ?? null);
    const shown = all.filter((count) => count !== null);
    const count = shown.length === 0 ? null : shown.reduce((sum, one) => sum + one, 0);
    return { ...bar(month, count), isLeast: count !== null && shown.length < all.length };
  });
}

export function outcomesOf(counts: Counts, point: string): readonly Bar<Outcome>[] {
  return outcomes.map((outcome) => bar(outcome, counts.points[point]?.[outcome]));
}

/** A part of a whole in hundredths; null where one of them is withheld, or the whole is nothing. */
export function percent(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : Math.round((part / whole) * 100);
}

export const columns = [
  'started',
  'yes',
  'sent',
  'accepted',
  'completed',
  'missed',
  'due',
  'overdue',
  'medianDays',
] as const;
export type Column = (typeof columns)[number];

export function numberIn(counts: Counts, column: Column): number | null {
  return column === 'due' || column === 'overdue' ? counts.tasks[column] : counts[column];
}

/** A unit that has, or may have, something to count. */
export function hasAnything(counts: Counts): boolean {
  return ['started', 'due', 'overdue'].some((column) => numberIn(counts, column as Column) !== 0);
}

export interface Order {
  readonly by: Column | 'name';
  readonly isDescending: boolean;
}

/** Lines in an order; those whose number is withheld, or is none, come last whichever way. */
export function ordered<Line extends Counts>(
  lines: readonly Line[],
  { by, isDescending }: Order,
  nameOf: (line: Line) => string,
): readonly Line[] {
  const way = isDescending ? -1 : 1;
  const byName = (a: Line, b: Line) => nameOf(a).localeCompare(nameOf(b), 'nb');
  if (by === 'name') return lines.toSorted((a, b) => way * byName(a, b));
  return lines.toSorted((a, b) => {
    const [one, other] = [numberIn(a, by), numberIn(b, by)];
    if (one === other) return byName(a, b);
    if (one === null || other === null) return one === null ? 1 : -1;
    return way * (one - other);
  });
}

/** The next order when a heading is chosen: numbers from the greatest, names from the first; again, the other way. */
export function nextOrder(order: Order, by: Order['by']): Order {
  return order.by === by ? { by, isDescending: !order.isDescending } : { by, isDescending: by !== 'name' };
}

export interface Place {
  readonly number: string;
  readonly district: string | null;
}

/** Municipality numbers as they are written in a field, `3105, 0301-05`; and what is none. */
export function placesIn(text: string): {
  readonly places: readonly Place[];
  readonly wrong: readonly string[];
} {
  const words = [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ''))];
  const places: Place[] = [];
  const wrong: string[] = [];
  for (const word of words) {
    const [, number, district] = /^(\d{4})(?:-(\d{2}))?$/.exec(word) ?? [];
    if (number === undefined) wrong.push(word);
    else places.push({ number, district: district ?? null });
  }
  return { places, wrong };
}

export function placeText({
  number,
  district,
}: {
  readonly number: string;
  readonly district?: string | null | undefined;
}): string {
  return district == null ? number : `${number}-${district}`;
}

/** An id of a name: lower case, without spaces. */
export function idOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('å', 'a')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
