import { partitionOf } from '../actions.ts';
import type { Audit, AuditEntry, AuditTrail } from '../ports.ts';
import { makeCursor, readCursor, scopeOf } from './cursor.ts';

/** The audit trail in memory, for tests and simulations. */
export function createMemoryAudit(): Audit & AuditTrail & { entries(): readonly AuditEntry[] } {
  const entries = new Map<string, AuditEntry>();
  return {
    async append(entry) {
      const key = `${partitionOf(entry)}\n${entry.at}\n${entry.entryId}`;
      if (!entries.has(key)) entries.set(key, entry);
    },
    entries: () => [...entries.values()],

    async entriesOf(partition, { limit, cursor, backwards }) {
      const scope = scopeOf(`audit:${partition}`, backwards);
      const start = cursor === undefined ? undefined : readCursor(scope, cursor).at;
      const placeOf = ({ at, entryId }: AuditEntry) => `${at}#${entryId}`;
      const ordered = [...entries.values()]
        .filter((entry) => partitionOf(entry) === partition)
        .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      const left = (backwards ? ordered.toReversed() : ordered).filter(
        (entry) => start === undefined || (backwards ? placeOf(entry) < start : placeOf(entry) > start),
      );
      const items = left.slice(0, limit);
      if (left.length <= limit) return { items };
      const last = items.at(-1) as AuditEntry;
      return {
        items,
        cursor: makeCursor(scope, { pathwayId: partition, sort: last.entryId, at: placeOf(last) }),
      };
    },
  };
}
