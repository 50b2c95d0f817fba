import { addEffect, type Context, note, project } from './edits.ts';
import type { Execution, PathwayRecord, PlanId } from './record.ts';

/**
 * A plan is an execution of a workflow, started from the record and disposable (DESIGN ideas 1 and 3). Its name is
 * `<pathwayId>-<generation>`, or `<pathwayId>-f<n>-<generation>` for a follow-up. A record has at most one running
 * plan of each `PlanId`: the newest.
 */
export function executionName(pathwayId: string, plan: PlanId, generation: number): string {
  return plan === 'p' ? `${pathwayId}-${generation}` : `${pathwayId}-${plan}-${generation}`;
}

/** The newest execution of a plan, running or not. */
export function currentPlan(record: PathwayRecord, plan: PlanId): Execution | undefined {
  return record.executions.findLast((execution) => execution.plan === plan);
}

export function runningPlans(record: PathwayRecord): readonly Execution[] {
  return record.executions.filter((execution) => execution.status === 'RUNNING');
}

/** Whether `generation` is the plan's current one and still runs: what every step demands of its own. */
export function isCurrent(record: PathwayRecord, plan: PlanId, generation: number): boolean {
  const current = currentPlan(record, plan);
  return current !== undefined && current.generation === generation && current.status === 'RUNNING';
}

/** Marks a running plan as ended; the execution itself is stopped by an effect, unless it ends by itself. */
export function endPlan(
  record: PathwayRecord,
  context: Context,
  plan: PlanId,
  status: Exclude<Execution['status'], 'RUNNING'>,
  how: 'stop-it' | 'ends-itself',
): PathwayRecord {
  const current = currentPlan(record, plan);
  if (current === undefined || current.status !== 'RUNNING') return record;
  const going = noLongerStalled(record);
  const ended = {
    ...going,
    executions: record.executions.map((execution) =>
      execution === current ? { ...execution, stoppedAt: context.now, status } : execution,
    ),
    // a plan that never got as far as to be started need not be
    effects: going.effects.filter((effect) => effect.id !== `start:${plan}:${current.generation}`),
  };
  return how === 'stop-it'
    ? addEffect(ended, {
        kind: 'stop',
        id: `stop:${plan}:${current.generation}`,
        plan,
        generation: current.generation,
      })
    : ended;
}

/** Plans of it have been lost too often: it is in the list of those that wait for a person. */
export function stalled(record: PathwayRecord, context: Context): PathwayRecord {
  if (isStalled(record)) return record;
  const noted = note(record, context, { type: 'pathway-stalled', change: true });
  return project({ ...noted, stalledSince: context.now }, 'X');
}

export function isStalled({ stalledSince }: PathwayRecord): boolean {
  return typeof stalledSince === 'string';
}

/** Its plans run again, are made anew, or are not needed any more. */
export function noLongerStalled(record: PathwayRecord): PathwayRecord {
  return isStalled(record) ? project({ ...record, stalledSince: null }, 'X') : record;
}

/**
 * Somebody has looked at a pathway that has stalled: all its plans are made anew, whatever was tried before. One that is
 * not stalled, or not any more, is left as it is.
 */
export function renewStalled(record: PathwayRecord, context: Context): PathwayRecord {
  if (!isStalled(record)) return record;
  return runningPlans(record).reduce(
    (result, { plan }) => replan(result, context, plan),
    noLongerStalled(record),
  );
}

/**
 * **Replan**: the one operation that serves every change. Ends the current plan, if any runs, and begins the next
 * generation. The new execution works out from the record what comes next, so nothing is handed to it.
 */
export function replan(
  record: PathwayRecord,
  context: Context,
  plan: PlanId = 'p',
  previous: {
    readonly status: Exclude<Execution['status'], 'RUNNING'>;
    readonly how: 'stop-it' | 'ends-itself';
  } = { status: 'ABORTED', how: 'stop-it' },
): PathwayRecord {
  const ended = endPlan(record, context, plan, previous.status, previous.how);
  const generation = (currentPlan(record, plan)?.generation ?? 0) + 1;
  const begun: PathwayRecord = {
    ...ended,
    executions: [
      ...ended.executions,
      { plan, generation, startedAt: context.now, stoppedAt: null, status: 'RUNNING' },
    ],
  };
  const noted = generation === 1 ? begun : note(begun, context, { type: 'plan-renewed', change: false });
  return addEffect(noted, { kind: 'start', id: `start:${plan}:${generation}`, plan, generation });
}
