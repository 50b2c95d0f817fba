import type { Counts, Overview } from '../../../domain/overview.ts';

/** Answers as lines of a table, for a spreadsheet (RFC 4180). */

/** The columns of an overview, in the words of its answer as JSON. */
function columnsOf(line: Counts): readonly (readonly [string, number | null])[] {
  const { statuses, points, tasks, load, suppressed: _, middleHalfDays, ...plain } = line;
  return [
    ...Object.entries(plain).filter(([, value]) => value === null || typeof value === 'number'),
    ['middleHalfDays.from', middleHalfDays?.from ?? null],
    ['middleHalfDays.to', middleHalfDays?.to ?? null],
    ...Object.entries(tasks).map(([word, value]) => [`tasks.${word}`, value] as const),
    ...Object.entries(statuses).map(([status, value]) => [`statuses.${status}`, value] as const),
    ...Object.entries(points).flatMap(([point, { middleHalfDays: half, ...words }]) => [
      ...Object.entries(words).map(([word, value]) => [`points.${point}.${word}`, value] as const),
      [`points.${point}.middleHalfDays.from`, half?.from ?? null] as const,
      [`points.${point}.middleHalfDays.to`, half?.to ?? null] as const,
    ]),
    ...Object.entries(load).map(([month, value]) => [`load.${month}`, value] as const),
  ] as readonly (readonly [string, number | null])[];
}

/**
 * A line for the total, each trust and each unit: what it is (`total`, `trust`, `unit`, `municipal-unit`), its id, its
 * counts. What is withheld, and what there is none of to take the middle of, is empty.
 */
export function overviewCsv({ total, trusts, units, municipalUnits }: Overview): string {
  const lines = [
    { kind: 'total', id: '', line: total },
    ...trusts.map((line) => ({ kind: 'trust', id: line.trust, line })),
    ...units.map((line) => ({ kind: 'unit', id: line.unitId, line })),
    ...municipalUnits.map((line) => ({ kind: 'municipal-unit', id: line.unitId, line })),
  ];
  const header = ['line', 'id', ...columnsOf(total).map(([name]) => name)];
  // ids have no commas or quotes: nothing in them needs escaping
  const rows = lines.map(({ kind, id, line }) => {
    const values = new Map(columnsOf(line));
    return [kind, id, ...header.slice(2).map((name) => values.get(name) ?? '')];
  });
  return [header, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
