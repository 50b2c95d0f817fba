import type { ReportedBody } from './http/schemas.ts';
import type { AuditEntry, AuditPartition } from './ports.ts';

/** What callers do, as the audit names it. Whoever shows an audit has words for each of these, and for a timeline's types. */
export const actions = [
  'start-pathway',
  'try-start',
  'list-pathways',
  'read-pathway',
  'report-event',
  'open-point',
  'list-audit',
  'list-changes',
  'list-tasks',
  'search-tasks',
  'read-task',
  'accept-task',
  'book-appointment',
  'reject-task',
  'transfer-task',
  'complete-task',
  'try-completion',
  'undo-completion',
  'read-draft',
  'write-draft',
  'empty-draft',
  'ask-question',
  'answer-question',
  'list-notices',
  'read-notice',
  'receive-notice',
  'list-registrations',
  'read-units',
  'write-unit',
  'try-unit',
  'test-unit',
  'check-units',
  'write-absences',
  'apply-settings',
  'read-overview',
  'write-diagnosed',
  'read-cohorts',
  'read-cohort',
  'write-cohort',
  'read-sending',
  'switch-sending',
  'pause-sending',
  'resume-sending',
  'read-me',
] as const;

/** What changes a unit, or writes to its contacts: these entries are read by unit. */
const onUnits: ReadonlySet<string> = new Set([
  'write-unit',
  'write-absences',
  'test-unit',
  'apply-settings',
] satisfies readonly (typeof actions)[number][]);

/** Where an audit entry lies. */
export function partitionOf({
  pathwayId,
  subject,
  action,
  about,
}: Pick<AuditEntry, 'pathwayId' | 'subject' | 'action' | 'about'>): AuditPartition {
  if (pathwayId !== null) return `P#${pathwayId}`;
  const unitId = onUnits.has(action) ? about?.unitId : undefined;
  return unitId === undefined ? `S#${subject}` : `U#${unitId}`;
}

export type Action = (typeof actions)[number] | `report-${ReportedBody['type']}`;
