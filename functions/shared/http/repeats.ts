import { taskOf } from '../../../domain/edits.ts';
import type { JournalEntry, Task } from '../../../domain/record.ts';
import { byOf, type Caller, isBlocked } from '../access.ts';
import type { Store } from '../ports.ts';
import { timelineOf } from './views.ts';

/** How a task is handed on by its unit, and to whom or why: what a repeat is known by. */
export interface HandedOn {
  readonly type: 'task-transferred' | 'task-rejected' | 'task-passed-on';
  readonly unitId?: string | undefined;
  readonly reason?: string | undefined;
}

/** Whatever brings a task to a unit. */
const arrivals: ReadonlySet<string> = new Set([
  'task-opened',
  'task-moved',
  'task-transferred',
  'task-rejected',
  'task-passed-on',
  'task-restored',
] satisfies readonly JournalEntry['type'][]);

/**
 * A task that the caller's unit has itself handed on in this way, where nobody has since: whoever lost the answer sends
 * the same again, and is told what that unit knows. What has become of the task there is not.
 */
export async function handedOnBefore(
  store: Pick<Store, 'getPathway' | 'rowsOf'>,
  caller: Caller,
  pathwayId: string,
  taskId: string,
  { type, unitId, reason }: HandedOn,
): Promise<object | undefined> {
  if (caller.role !== 'coordinator') return undefined;
  const record = await store.getPathway(pathwayId);
  const task = record && taskOf(record, taskId);
  if (record === undefined || task === undefined || isBlocked(caller, record)) return undefined;
  const timeline = timelineOf(record, await store.rowsOf(pathwayId, 'E#')) as readonly JournalEntry[];
  const last = timeline.findLast((entry) => entry.taskId === taskId && arrivals.has(entry.type));
  const isSame =
    last?.type === type &&
    last.by === byOf(caller) &&
    (unitId === undefined || last.unitId === unitId) &&
    (reason === undefined || last.reason === reason);
  return isSame ? asHandedOn(pathwayId, task, last.unitId as string) : undefined;
}

function asHandedOn(pathwayId: string, task: Task, unitId: string) {
  const { taskId, kind, point, opensAt, dueAt, closesAt } = task;
  return {
    taskId,
    pathwayId,
    kind,
    ...(point === null ? {} : { point }),
    unitId,
    status: 'open',
    opensAt,
    dueAt,
    closesAt,
  };
}
