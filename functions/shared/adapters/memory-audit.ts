import type { Audit, AuditEntry } from '../ports.ts';

/** The audit trail in memory, for tests and simulations. */
export function createMemoryAudit(): Audit & { entries(): readonly AuditEntry[] } {
  const entries = new Map<string, AuditEntry>();
  return {
    async append(entry) {
      const key = `${entry.pathwayId ?? entry.subject}\n${entry.at}\n${entry.entryId}`;
      if (!entries.has(key)) entries.set(key, entry);
    },
    entries: () => [...entries.values()],
  };
}
