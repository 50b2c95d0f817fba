import { addToInstant, atEight, earlier, later } from './calendar.ts';
import { pointOf, taskOf } from './edits.ts';
import { anchorOf, type Facts, placeKey } from './facts.ts';
import type { ExtraPoint, Instant, Window, WindowKey } from './model.ts';
import type { PathwayRecord, Point, StartFacts } from './record.ts';
import { type Side, taskRules } from './rules.ts';
import { extraWindow, hospitalWindow, openedLate, point2Window, point3Window } from './windows.ts';

/** Point 2 opens at the earliest so many days after point 1 was held, so that a late first conversation is not followed by the next at once. */
const daysBetweenPoints1And2 = 28;

/** When the hospital's needs assessment opens: when the patient is ready (`ready`, or `readyFrom`, the first of them), else at the start. */
function hospitalOpensAt(record: PathwayRecord, facts: Facts): Instant {
  if (record.start.readyFrom === null) return record.startedAt;
  const planned = atEight(record.start.readyFrom);
  return later(facts.readyAt === null ? planned : earlier(facts.readyAt, planned), record.startedAt);
}

function windowOf(record: PathwayRecord, facts: Facts, point: Point): Window {
  const window = plannedWindowOf(record, facts, point);
  const early = record.openedEarly.findLast((other) => other.point === point.point)?.at;
  return early !== undefined && early < window.opensAt ? { ...window, opensAt: early } : window;
}

function plannedWindowOf(record: PathwayRecord, facts: Facts, point: Point): Window {
  const anchor = anchorOf(record, facts).date;
  const figures = (side: Side, key: WindowKey) => taskRules(record.rules, side).windows?.[key];
  if (point.point === 1)
    return hospitalWindow(hospitalOpensAt(record, facts), figures('trust', 'hospital-needs-assessment'));
  if (point.point === 2) {
    const window = point2Window(anchor, figures('municipality', 'point-2'));
    const { heldOn } = pointOf(record, 1);
    if (heldOn === null) return window;
    const earliest = addToInstant(atEight(heldOn), { days: daysBetweenPoints1And2 });
    return earliest < window.closesAt ? openedLate(window, earliest) : window;
  }
  if (point.point === 3) return point3Window(anchor, figures('municipality', 'point-3'));
  const { of, index } = point.extra!;
  return extraWindow(
    anchor,
    (of === 'municipality' ? record.rules.localPoints : record.start.extraPoints)[index]!,
  );
}

/**
 * Works the windows of the points not yet begun out anew; what has begun keeps its instants (CONTRACT, "Discharge
 * counts"). Called after every change of fact, so that a corrected date is no special case: a window that was missed
 * only because of a wrong date is planned again once it has not closed after all. Points stand in the order of their
 * windows, the hospital's first.
 */
export function refreshWindows(record: PathwayRecord, facts: Facts, now: Instant): PathwayRecord {
  const points = record.points.map((point): Point => {
    if (point.status === 'planned') return { ...point, ...windowOf(record, facts, point) };
    if (point.status !== 'missed' || point.taskId !== null || point.extra !== undefined) return point;
    const window = windowOf(record, facts, point);
    return window.closesAt > now ? { ...point, ...window, status: 'planned', concludedAt: null } : point;
  });
  const order = (point: Point) => (point.point === 1 ? '' : point.opensAt);
  return {
    ...record,
    points: points.toSorted((a, b) => (order(a) < order(b) ? -1 : Number(order(a) > order(b)))),
  };
}

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

/** The points of a patient before anything has happened: the three, and those beside them. */
export function plannedPoints(
  start: Pick<StartFacts, 'assessingUnitId' | 'extraPoints'>,
  local: readonly ExtraPoint[],
): readonly Point[] {
  return [
    { point: 1, place: 'hospital', unitId: start.assessingUnitId, ...blank },
    { point: 2, place: 'municipality', unitId: null, ...blank },
    { point: 3, place: 'municipality', unitId: null, ...blank },
    ...extras(start.extraPoints, 'patient', 1),
    ...extras(local, 'municipality', start.extraPoints.length + 1),
  ];
}

function extras(
  of: readonly ExtraPoint[],
  whose: 'municipality' | 'patient',
  first: number,
): readonly Point[] {
  return of.map((_, index) => ({
    point: `extra-${first + index}`,
    place: 'municipality',
    unitId: null,
    ...blank,
    extra: { of: whose, index },
  }));
}

/** The same where a municipality has changed its own points midway: one that has begun there, or has passed, is not held again. */
export function withLocalPointsAhead(record: PathwayRecord, facts: Facts, now: Instant): readonly Point[] {
  const place = placeKey(facts.municipality);
  const isLocal = ({ extra }: Point) => extra?.of === 'municipality';
  const begun = record.points
    .filter((point) => isLocal(point) && point.taskId !== null)
    .filter(({ taskId }) => taskOf(record, taskId!)?.place === place)
    .map(({ extra }) => extra!.index);
  const isOver = (point: Point) =>
    begun.includes(point.extra!.index) || windowOf(record, facts, point).closesAt <= now;
  return withLocalPoints(record, record.rules.localPoints).filter(
    (point) => !(isLocal(point) && point.status === 'planned' && isOver(point)),
  );
}

/** The points with a municipality's own exchanged for another's; those that have begun stay. */
export function withLocalPoints(record: PathwayRecord, local: readonly ExtraPoint[]): readonly Point[] {
  const kept = record.points.filter(
    (point) => point.extra?.of !== 'municipality' || point.status !== 'planned',
  );
  // numbers are not given out again: the timeline speaks of them
  const used = record.points.map(({ point }) => Number(String(point).slice('extra-'.length)) || 0);
  return [...kept, ...extras(local, 'municipality', Math.max(...used) + 1)];
}
