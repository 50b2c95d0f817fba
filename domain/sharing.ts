import { mayGoHome } from './facts.ts';
import type { Instant } from './model.ts';
import type { PathwayRecord, Point, Task } from './record.ts';
import { factsFor } from './tasks.ts';

/**
 * Whether what was said in a conversation that was held is for the municipality to read: the patient's yes to the pathway and to
 * sharing holds now, or held when the conversation had ended (what was shared is not taken back). `until` is when the
 * municipality's part ended: what was shared later it has not been sent.
 */
export function isShared(
  record: PathwayRecord,
  { concludedAt }: Pick<Point, 'concludedAt'>,
  until: Instant | null = null,
): boolean {
  const now = until === null ? factsFor(record) : factsAt(record, until);
  return mayGoHome(now) || mayGoHome(factsAt(record, concludedAt!));
}

/** Up to when a municipality that has had the patient is sent anything: until the patient said no to sharing; null while it is a yes. */
export function sharedUntil(record: PathwayRecord): Instant | null {
  if (mayGoHome(factsFor(record))) return null;
  const shared = record.events
    .map(({ receivedAt }) => receivedAt)
    .filter((instant) => mayGoHome(factsAt(record, instant)));
  return shared.toSorted().at(-1) ?? record.startedAt;
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
