import { addToInstant, atEight, earlier, later } from './calendar.ts';
import { pointOf } from './edits.ts';
import { anchorOf, type Facts } from './facts.ts';
import type { Instant, Window } from './model.ts';
import type { PathwayRecord, Point } from './record.ts';
import { hospitalWindow, openedLate, point2Window, point3Window } from './windows.ts';

/** Point 2 opens at the earliest so many days after point 1 was held, so that a late first conversation is not followed by the next at once. */
const daysBetweenPoints1And2 = 28;

/** When the hospital's needs assessment opens: when the patient is ready (`ready`, or `readyFrom`, the first of them), else at the start. */
function hospitalOpensAt(record: PathwayRecord, facts: Facts): Instant {
  if (record.start.readyFrom === null) return record.startedAt;
  const planned = atEight(record.start.readyFrom);
  return later(facts.readyAt === null ? planned : earlier(facts.readyAt, planned), record.startedAt);
}

function windowOf(record: PathwayRecord, facts: Facts, point: Point): Window {
  const anchor = anchorOf(record, facts).date;
  if (point.point === 1) return hospitalWindow(hospitalOpensAt(record, facts));
  if (point.point === 2) {
    const window = point2Window(anchor);
    const { heldOn } = pointOf(record, 1);
    if (heldOn === null) return window;
    const earliest = addToInstant(atEight(heldOn), { days: daysBetweenPoints1And2 });
    return earliest < window.closesAt ? openedLate(window, earliest) : window;
  }
  return point3Window(anchor);
}

/**
 * Works the windows of the points not yet begun out anew; what has begun keeps its instants (CONTRACT, "Discharge
 * counts"). Called after every change of fact, so that a corrected date is no special case: a window that was missed
 * only because of a wrong date is planned again once it has not closed after all.
 */
export function refreshWindows(record: PathwayRecord, facts: Facts, now: Instant): PathwayRecord {
  return {
    ...record,
    points: record.points.map((point) => {
      if (point.status === 'planned') return { ...point, ...windowOf(record, facts, point) };
      if (point.status !== 'missed' || point.taskId !== null) return point;
      const window = windowOf(record, facts, point);
      return window.closesAt > now ? { ...point, ...window, status: 'planned', concludedAt: null } : point;
    }),
  };
}

/** The three points as they stand before anything has happened. */
export function plannedPoints(assessingUnitId: string): readonly Point[] {
  const blank = {
    opensAt: '',
    dueAt: '',
    closesAt: '',
    status: 'planned',
    taskId: null,
    heldOn: null,
    mode: null,
    late: false,
    concludedAt: null,
  } as const;
  return [
    { point: 1, place: 'hospital', unitId: assessingUnitId, ...blank },
    { point: 2, place: 'municipality', unitId: null, ...blank },
    { point: 3, place: 'municipality', unitId: null, ...blank },
  ];
}
