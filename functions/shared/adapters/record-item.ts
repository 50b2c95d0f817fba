import { lateEntryCause } from '../../../domain/follow-ups.ts';
import type { Instant } from '../../../domain/model.ts';
import type { FollowUp, PathwayRecord, PlanId, StartFacts, Task } from '../../../domain/record.ts';
import { expiryOf } from '../../../domain/retention.ts';
import { intakeWindow } from '../../../domain/windows.ts';
import { UnknownSchemaVersion } from './errors.ts';

/** The value of `checkKey` on every record that is still to be asked after: one partition of the sparse index. */
export const CHECK = 'CHECK';

/**
 * The record as it is stored. What an update expression or a condition reaches into are attributes of their own:
 * the version, the task's status, rung and token (a map by task id; `order` keeps their order), the effects, the
 * next check, and `plans`, the current running generation of each plan, derived at every whole write. All else
 * is JSON in `body`: with an attribute for each of its some 300 values a write costs 60 % more processor time, and a
 * read 25 %.
 */
export interface RecordItem {
  readonly pk: string;
  readonly sk: 'P';
  readonly schemaVersion: 1;
  readonly version: number;
  readonly status: string;
  readonly plans: Readonly<Record<string, number>>;
  readonly tasks: Readonly<Record<string, TaskItem>>;
  readonly effects: PathwayRecord['effects'];
  readonly checkKey?: typeof CHECK;
  readonly nextCheckAt?: string;
  /** The time to live, in seconds of Unix time. */
  readonly expiresAt?: number;
  readonly body: string;
}

interface TaskItem extends Pick<Task, 'status' | 'rung' | 'token'> {
  readonly order: number;
  readonly body: string;
}

export const partitionOf = (pathwayId: string): string => `P#${pathwayId}`;
export const pathwayOf = (partition: string): string => partition.slice('P#'.length);

export function toItem(record: PathwayRecord): RecordItem {
  const { schemaVersion, version, tasks, effects, nextCheckAt, ...body } = record;
  const expiresAt = expiryOf(record);
  return {
    pk: partitionOf(record.pathwayId),
    sk: 'P',
    schemaVersion,
    version,
    status: record.status,
    plans: Object.fromEntries(currentPlans(record)),
    tasks: Object.fromEntries(tasks.map((task, order) => [task.taskId, taskItem(task, order)])),
    effects,
    ...(nextCheckAt === null ? {} : { checkKey: CHECK, nextCheckAt }),
    ...(expiresAt === null ? {} : { expiresAt: epochOf(expiresAt) }),
    body: JSON.stringify(body),
  };
}

/** An instant as DynamoDB's time to live has it: in whole seconds. */
export function epochOf(instant: Instant): number {
  return Date.parse(instant) / 1000;
}

function taskItem(task: Task, order: number): TaskItem {
  const { status, rung, token, ...body } = task;
  return { status, rung, token, order, body: JSON.stringify(body) };
}

/** Reads a stored record; throws `UnknownSchemaVersion` where this code does not know its shape. */
export function fromItem(item: Record<string, unknown>): PathwayRecord {
  if (item.schemaVersion !== 1) throw new UnknownSchemaVersion('the stored pathway', item.schemaVersion);
  const { schemaVersion, version, tasks, effects, nextCheckAt, body } = item as unknown as RecordItem;
  return {
    ...complete(JSON.parse(body)),
    schemaVersion,
    version,
    tasks: Object.values(tasks)
      .sort((a, b) => a.order - b.order)
      .map(taskOf),
    effects,
    nextCheckAt: nextCheckAt ?? null,
  };
}

type Body = Omit<PathwayRecord, 'schemaVersion' | 'version' | 'tasks' | 'effects' | 'nextCheckAt'>;
type Late = 'questions' | 'heldCopies' | 'openedEarly' | 'rules' | 'start' | 'followUps';
type LateInStart = 'assessingUnitId' | 'addressProtected' | 'precededBy' | 'extraPoints' | 'imported';
/** As the version before wrote it: fields that have come since are missing. */
type Older = Omit<Body, Late> &
  Partial<Omit<Pick<Body, Late>, 'start' | 'followUps'>> & {
    readonly start: Omit<StartFacts, LateInStart> & Partial<StartFacts>;
    readonly followUps: readonly (Pick<FollowUp, 'plan' | 'kind' | 'opensAt'> & Partial<FollowUp>)[];
  };

/** What an older record does not say was not so: nothing set otherwise, nobody asked, no follow-up but a late entry's intake. */
function complete(body: Older): Body {
  const { points, start, followUps } = body;
  return {
    ...body,
    questions: body.questions ?? [],
    heldCopies: body.heldCopies ?? [],
    openedEarly: body.openedEarly ?? [],
    rules: body.rules ?? { localPoints: [] },
    start: {
      ...start,
      assessingUnitId: start.assessingUnitId ?? points[0]?.unitId ?? start.hospitalUnitId,
      addressProtected: start.addressProtected ?? false,
      precededBy: start.precededBy ?? null,
      extraPoints: start.extraPoints ?? [],
      imported: start.imported ?? null,
    },
    followUps: followUps.map((followUp) => ({
      cause: lateEntryCause,
      ladder: 'municipal-intake',
      unitId: null,
      asked: [],
      ...intakeWindow(followUp.opensAt),
      ...followUp,
    })),
  };
}

function taskOf({ status, rung, token, body }: TaskItem): Task {
  return { ...(JSON.parse(body) as Omit<Task, 'status' | 'rung' | 'token'>), status, rung, token };
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
