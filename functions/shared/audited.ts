import type { JournalEntry, PathwayRecord } from '../../domain/record.ts';
import type { AuditEntry } from './ports.ts';

/** By these a unit gets to know of the patient, whoever's call has led to it. */
const sendings: ReadonlySet<string> = new Set([
  'pathway-started',
  'task-opened',
  'task-moved',
  'task-transferred',
  'task-rejected',
  'task-passed-on',
  'task-restored',
  'notice-sent',
] satisfies readonly JournalEntry['type'][]);

/** What plans and messages do: a message tells nothing of a patient. */
const technical: ReadonlySet<string> = new Set([
  'plan-renewed',
  'pathway-stalled',
  'pathway-resumed',
  'message-sent',
  'message-undeliverable',
  'message-failed',
  'unit-unreachable',
] satisfies readonly JournalEntry['type'][]);

const self = 'vel-hjem';

/**
 * What the audit keeps of a record's journal, which is about to be written out: all that is sent to a unit, and what was
 * changed without anybody's call. A call itself has an entry that says who made it. The same entry again is the same.
 */
export function auditedOf({ pathwayId, journal, effects }: PathwayRecord): readonly AuditEntry[] {
  // with rows that are pending the journal is written out, and only then
  if (!effects.some(({ kind }) => kind === 'project')) return [];
  return journal
    .filter(({ type, by }) => sendings.has(type) || (by === self && !technical.has(type)))
    .map(({ at, eventId, type, unitId }) => ({
      at,
      entryId: eventId,
      pathwayId,
      subject: self,
      role: self,
      unitId: null,
      action: type,
      outcome: 'allowed',
      ...(unitId !== undefined && sendings.has(type) ? { to: unitId } : {}),
    }));
}
