import { anchorOf } from './directory.ts';
import { type Context, isActive, note } from './edits.ts';
import { replan, runningPlans } from './plans.ts';
import { refreshWindows, withLocalPoints } from './points.ts';
import type { PathwayRecord, PlanId, Task } from './record.ts';
import { isSame, type PathwayRules, rulesFor } from './rules.ts';
import { factsFor, underNewRules, withLadder } from './tasks.ts';

/**
 * Takes a pathway under today's settings (DESIGN section 3: settings change what begins; what is under way only on
 * request). Points not yet begun are worked out anew. An open task keeps its window and what has been sent; of its new
 * ladder comes what lies ahead. Where nothing has changed the record is answered as it was; with `renew` its plans are
 * made anew all the same, so that a new definition reaches it.
 */
export function applyRules(record: PathwayRecord, context: Context, renew = false): PathwayRecord {
  if (record.status !== 'active') return record;
  const rules = rulesNow(record, context);
  if (isSame(rules, record.rules)) return renew ? replanned(record, context, () => true) : record;
  const ruled = withPoints({ ...record, rules }, context, record.rules);
  const tasks = ruled.tasks.map((task) => (isActive(task) ? laddered(ruled, context, task) : task));
  const changed = tasks.filter((task, index) => task !== ruled.tasks[index]).map(({ plan }) => plan);
  const noted = note({ ...ruled, tasks }, context, { type: 'rules-applied', change: true });
  return replanned(noted, context, (plan) => [renew, plan === 'p', changed.includes(plan)].includes(true));
}

function rulesNow(record: PathwayRecord, { directory }: Context): PathwayRules {
  const rules = rulesFor(directory, record.trust, factsFor(record).municipality);
  const anchor = anchorOf(directory, record.trust);
  return anchor === record.start.anchorEvent ? rules : { ...rules, anchor };
}

function withPoints(record: PathwayRecord, context: Context, before: PathwayRules): PathwayRecord {
  const facts = factsFor(record);
  const points = isSame(record.rules.localPoints, before.localPoints)
    ? record.points
    : withLocalPoints(record, facts, record.rules.localPoints, context.now);
  return refreshWindows({ ...record, points }, facts, context.now);
}

function laddered(record: PathwayRecord, context: Context, task: Task): Task {
  const same = isSame(withLadder(record, context, task).rungs, task.rungs);
  return same ? task : underNewRules(record, context, task);
}

function replanned(record: PathwayRecord, context: Context, which: (plan: PlanId) => boolean): PathwayRecord {
  return runningPlans(record)
    .filter(({ plan }) => which(plan))
    .reduce((result, { plan }) => replan(result, context, plan), record);
}
