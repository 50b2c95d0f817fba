import type { Row } from '../ports.ts';

/** A row is in a list with both its keys or in none. Throws where it has one of them: it would silently be lost. */
export function checkedRow(row: Row): Row {
  if (!row.sort || (row.listKey === undefined) !== (row.listSort === undefined)) {
    throw new TypeError(`the row ${row.sort} of ${row.pathwayId} has a half list key`);
  }
  return row;
}

/** One row for each key, the last one given: a batch may not name a key twice. */
export function uniqueRows(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [`${row.pathwayId}\n${row.sort}`, row])).values()];
}
