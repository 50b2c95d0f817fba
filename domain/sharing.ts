import { pointOf } from './edits.ts';
import { mayGoHome } from './facts.ts';
import type { Instant, PointNumber } from './model.ts';
import type { PathwayRecord, ReportedEvent, Task } from './record.ts';
import { factsFor } from './tasks.ts';

/**
 * Whether what was said in a conversation that was held is for the municipality to read: the patient's yes to the pathway and to
 * sharing holds now, or held when the conversation had ended (what was shared is not taken back). Where the municipality's part
 * has ended, by a no to sharing or a move: what it could read until then, and nothing newer.
 */
export function isShared(record: PathwayRecord, number: PointNumber, until: Instant | null): boolean {
  const heldAt = pointOf(record, number).concludedAt!;
  if (until !== null && heldAt >= until) return false;
  const wasShared = mayGoHome(factsOf(record, ({ receivedAt }) => receivedAt <= heldAt));
  return wasShared || mayGoHome(factsOf(record, ({ receivedAt }) => until === null || receivedAt < until));
}

/** The facts as some of the reports have them, less what has been taken back since. */
function factsOf(record: PathwayRecord, which: (event: ReportedEvent) => boolean) {
  return factsFor({ ...record, events: record.events.filter(which) });
}

/** Whether a GP office was sent a conversation: as a copy, or with what is asked of it. */
export function isCopiedTo(record: PathwayRecord, taskId: string, unitId: string): boolean {
  const copies = record.notices.filter(({ kind, cause }) => kind === 'assessment' && cause === taskId);
  const asked = record.tasks.filter((task) => askedAbout(record, task) === taskId);
  return [...copies, ...asked].some((one) => one.unitId === unitId);
}

/** The conversation that a GP office's task comes of: what was found there is asked of it. */
export function askedAbout(record: PathwayRecord, task: Pick<Task, 'plan'>): string | undefined {
  const cause = record.followUps.find(({ plan }) => plan === task.plan)?.cause;
  return record.tasks.find(({ taskId }) => cause?.startsWith(`${taskId}-asks-`))?.taskId;
}
