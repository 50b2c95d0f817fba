import type { PathwayRecord, PlanId, Task } from '../../../domain/record.ts';
import { UnknownSchemaVersion } from './errors.ts';

/** The value of `checkKey` on every record that is still to be asked after: one partition of the sparse index. */
export const CHECK = 'CHECK';

/**
 * The record as it is stored. It differs from the record where one update expression has to reach into it:
 * tasks are a map by task id (`order` keeps their order), and `plans` holds the current running generation of
 * each plan, derived from the executions at every whole write.
 */
export interface RecordItem extends Omit<PathwayRecord, 'tasks' | 'nextCheckAt'> {
  readonly pk: string;
  readonly sk: 'P';
  readonly tasks: Readonly<Record<string, Task & { readonly order: number }>>;
  readonly plans: Readonly<Record<string, number>>;
  readonly checkKey?: typeof CHECK;
  readonly nextCheckAt?: string;
}

export const partitionOf = (pathwayId: string): string => `P#${pathwayId}`;
export const pathwayOf = (partition: string): string => partition.slice('P#'.length);

export function toItem(record: PathwayRecord): RecordItem {
  const { tasks, nextCheckAt, ...rest } = record;
  return {
    ...rest,
    pk: partitionOf(record.pathwayId),
    sk: 'P',
    tasks: Object.fromEntries(tasks.map((task, order) => [task.taskId, { ...task, order }])),
    plans: Object.fromEntries(currentPlans(record)),
    ...(nextCheckAt === null ? {} : { checkKey: CHECK, nextCheckAt }),
  };
}

/** Reads a stored record; throws `UnknownSchemaVersion` where this code does not know its shape. */
export function fromItem(item: Record<string, unknown>): PathwayRecord {
  if (item.schemaVersion !== 1) throw new UnknownSchemaVersion('the stored pathway', item.schemaVersion);
  const { pk, sk, plans, checkKey, tasks, nextCheckAt, ...rest } = item as unknown as RecordItem;
  return {
    ...rest,
    tasks: Object.values(tasks)
      .sort((a, b) => a.order - b.order)
      .map(({ order, ...task }) => task),
    nextCheckAt: nextCheckAt ?? null,
  };
}

/** The generation of each plan that is current (its newest) and running. */
export function currentPlans(record: Pick<PathwayRecord, 'executions'>): Map<PlanId, number> {
  const newest = new Map<PlanId, PathwayRecord['executions'][number]>();
  for (const execution of record.executions) {
    const known = newest.get(execution.plan);
    if (!known || execution.generation >= known.generation) newest.set(execution.plan, execution);
  }
  const running = new Map<PlanId, number>();
  for (const [plan, execution] of newest) {
    if (execution.status === 'RUNNING') running.set(plan, execution.generation);
  }
  return running;
}
