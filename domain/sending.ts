import { isActive, taskOf } from './edits.ts';
import type { Receiver, Rung } from './model.ts';
import type { Notice, PathwayRecord, SendEffect, Task } from './record.ts';

/** What a message is about, as it stands when it is sent. */
export type Subject =
  | { readonly task: Task; readonly rung: number; readonly to: Receiver }
  | { readonly notice: Notice };

/**
 * What a message is about, where its reason still holds: the task is open and the rung meant for one that stands so,
 * and nothing newer is said to the same receiver; the notice has not been read. Undefined where it has passed.
 * Messages lie for days while sending is paused or a provider is away, and only what is still true is worth saying.
 */
export function stillTrue(record: PathwayRecord, effect: SendEffect): Subject | undefined {
  const { about } = effect;
  if ('noticeId' in about) {
    const notice = record.notices.find((other) => other.noticeId === about.noticeId);
    return notice === undefined || notice.receivedAt !== null ? undefined : { notice };
  }
  const task = taskOf(record, about.taskId);
  if (task === undefined || !isActive(task)) return undefined;
  const rung = task.rungs.find((other) => other.rung === about.rung);
  if (!isMeant(task, rung) || isOvertaken(record, effect, task, about.rung)) return undefined;
  return { task, rung: about.rung, to: receiverOf(task, about.rung) };
}

/** Rung 0 is the task arriving; a rung says for whom it is, and whether for an accepted task. */
function isMeant(task: Task, rung: Rung | undefined): boolean {
  if (rung?.unlessAccepted) return task.status !== 'accepted';
  return !rung?.onlyAccepted || task.status === 'accepted';
}

/** Whom a rung is for; one that a moved ladder does not have any more was the coordinator's. */
export function receiverOf(task: Task, rung: number): Receiver {
  return task.rungs.find((other) => other.rung === rung)?.to ?? 'coordinator';
}

/**
 * A higher rung has been entered whose message goes to the same receiver, or waits beside this one. Only the ladder's
 * own messages are overtaken by what was entered: one that is written again, or to another unit, has come after it.
 */
function isOvertaken(record: PathwayRecord, effect: SendEffect, task: Task, rung: number): boolean {
  const ladders = (at: number) => `${task.taskId}#${at}`;
  const waits = new Set(record.effects.filter((other) => other !== effect).map(({ id }) => id));
  return task.rungs.some(
    (higher) =>
      higher.rung > rung &&
      higher.to === receiverOf(task, rung) &&
      isMeant(task, higher) &&
      (waits.has(ladders(higher.rung)) || (effect.id === ladders(rung) && higher.rung <= task.rung)),
  );
}
