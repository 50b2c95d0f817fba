import { type Context, note, pointOf } from './edits.ts';
import { mayGoHome } from './facts.ts';
import type { PointNumber } from './model.ts';
import { replan } from './plans.ts';
import { refreshWindows } from './points.ts';
import type { PathwayRecord } from './record.ts';
import { nextFor, openTaskOf, stageOfPoint } from './stage.ts';
import { factsFor, TaskConflict } from './tasks.ts';

/**
 * Opens a point before its window (DESIGN section 3, "Hand-over": a patient who needs the conversation sooner need not
 * wait). One at a time and in their order: the conversation or intake that is open comes first. The hospital's days
 * count from the opening; the others stay due and close as planned, within ten months. Repeats change nothing. Throws
 * `TaskConflict` where it is not this point's turn, saying whose it is.
 */
export function openEarly(record: PathwayRecord, context: Context, number: PointNumber): PathwayRecord {
  if (record.status !== 'active') throw new TaskConflict('pathway-ended');
  const point = pointOf(record, number);
  if (point.status === 'open') return record;
  if (point.status !== 'planned') throw new TaskConflict('point-over');
  const facts = factsFor(record);
  if (number !== 1 && !mayGoHome(facts)) throw new TaskConflict('no-yes-yet');
  const open = openTaskOf(record, 'p');
  if (open !== undefined) throw new TaskConflict('task-first', open.kind);
  const next = record.points.find(({ status }) => status === 'planned')!;
  if (next !== point) throw new TaskConflict('point-first', String(next.point));
  const early = { ...record, openedEarly: [...record.openedEarly, { point: number, at: context.now }] };
  const opened = refreshWindows(early, facts, context.now);
  const { stage } = nextFor(opened, facts, context.directory, context.now);
  if (stage !== stageOf(opened, number)) throw new TaskConflict('stage-first', stage);
  const { opensAt } = pointOf(opened, number);
  if (opensAt > context.now) throw new TaskConflict('before-its-date');
  // it is opening already, by itself or because somebody has said so
  if (opensAt >= point.opensAt) return record;
  const noted = note(opened, context, { type: 'point-opened-early', point: number, change: true });
  return replan(noted, context);
}

function stageOf(record: PathwayRecord, number: PointNumber): string {
  return number === 1 ? 'hospital-needs-assessment' : stageOfPoint(pointOf(record, number));
}
