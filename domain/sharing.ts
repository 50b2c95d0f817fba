import { pointOf } from './edits.ts';
import { mayGoHome } from './facts.ts';
import type { Instant, PointNumber } from './model.ts';
import type { PathwayRecord, Task } from './record.ts';
import { factsFor } from './tasks.ts';

/**
 * Whether what was said in a conversation that was held is for the municipality to read: the patient's yes to the pathway and to
 * sharing holds now, or held when the conversation had ended (what was shared is not taken back).
 */
export function isShared(record: PathwayRecord, number: PointNumber): boolean {
  return mayGoHome(factsFor(record)) || mayGoHome(factsAt(record, pointOf(record, number).concludedAt!));
}

/** The facts as they had been reported by an instant, less what has been taken back since. */
function factsAt(record: PathwayRecord, instant: Instant) {
  return factsFor({ ...record, events: record.events.filter(({ receivedAt }) => receivedAt <= instant) });
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
