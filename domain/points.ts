import { addToInstant, atEight, earlier, later } from './calendar.ts';
import { pointOf } from './edits.ts';
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

/**
 * A point that somebody opens early closes at the latest so many days later: whatever waits for it ends well inside
 * the longest life of an execution (DESIGN idea 3).
 */
const earlyDaysAtMost = 300;

/**
 * As planned, or from when somebody opened it early. An opening counts no more that has come to nothing by its close, or
 * that lies before the anchor as it was corrected since.
 */
function windowOf(record: PathwayRecord, facts: Facts, point: Point, now: Instant): Window {
  const planned = plannedWindowOf(record, facts, point);
  const opensAt = record.openedEarly.findLast((other) => other.point === point.point)?.at;
  if (opensAt === undefined || opensAt >= planned.opensAt) return planned;
  // the hospital's days count from the opening, whenever that is
  if (point.point === 1)
    return hospitalWindow(opensAt, figuresOf(record, 'trust', 'hospital-needs-assessment'));
  const closesAt = earlier(planned.closesAt, addToInstant(opensAt, { days: earlyDaysAtMost }));
  const counts = closesAt > now && opensAt > atEight(anchorOf(record, facts).date);
  return counts ? { opensAt, dueAt: earlier(planned.dueAt, closesAt), closesAt } : planned;
}

function figuresOf(record: PathwayRecord, side: Side, key: WindowKey) {
  return taskRules(record.rules, side).windows?.[key];
}

function plannedWindowOf(record: PathwayRecord, facts: Facts, point: Point): Window {
  const anchor = anchorOf(record, facts).date;
  const figures = (side: Side, key: WindowKey) => figuresOf(record, side, key);
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
  return extraWindow(anchor, point.extra!);
}

/**
 * Works the windows of the points not yet begun out anew; what has begun keeps its instants (CONTRACT, "Discharge
 * counts"). Called after every change of fact, so that a corrected date is no special case: a window that was missed
 * only because of a wrong date is planned again once it has not closed after all. Points stand in the order of their
 * windows, the hospital's first.
 */
export function refreshWindows(record: PathwayRecord, facts: Facts, now: Instant): PathwayRecord {
  const points = record.points.map((point): Point => {
    // one that was over before it could begin has its window too: said no to in the referral, or behind the patient
    if (point.status === 'planned' || point.opensAt === blank.opensAt)
      return { ...point, ...windowOf(record, facts, point, now) };
    const passed = point.status === 'missed' && point.taskId === null && !isBehind(record, point);
    if (!passed || point.extra !== undefined) return point;
    const window = windowOf(record, facts, point, now);
    return window.closesAt > now ? { ...point, ...window, status: 'planned', concludedAt: null } : point;
  });
  const order = (point: Point) => (point.point === 1 ? '' : point.opensAt);
  return {
    ...record,
    points: points.toSorted((a, b) => (order(a) < order(b) ? -1 : Number(order(a) > order(b)))),
  };
}

/** Whether a patient who was imported had the point behind them. */
function isBehind(record: PathwayRecord, { point }: Point): boolean {
  return record.start.imported?.points.some((other) => other.point === point) ?? false;
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
  start: Pick<StartFacts, 'assessingUnitId' | 'extraPoints' | 'municipality'>,
  local: readonly ExtraPoint[],
): readonly Point[] {
  return [
    { point: 1, place: 'hospital', unitId: start.assessingUnitId, ...blank },
    { point: 2, place: 'municipality', unitId: null, ...blank },
    { point: 3, place: 'municipality', unitId: null, ...blank },
    ...extras(start.extraPoints, 'patient', null, 1),
    ...extras(local, 'municipality', placeKey(start.municipality), start.extraPoints.length + 1),
  ];
}

function extras(
  from: readonly ExtraPoint[],
  of: 'municipality' | 'patient',
  municipality: string | null,
  first: number,
): readonly Point[] {
  return from.map((extra, index) => ({
    point: `extra-${first + index}`,
    place: 'municipality',
    unitId: null,
    ...blank,
    extra: { ...extra, of, index, municipality },
  }));
}

/**
 * The points with a municipality's own exchanged for those of the one where the patient lives now. Those that have begun
 * stay, and are not asked for again where the patient comes back; those that were over before the patient came are left
 * out.
 */
export function withLocalPoints(
  record: PathwayRecord,
  facts: Facts,
  local: readonly ExtraPoint[],
  now: Instant,
): readonly Point[] {
  const hasBegun = ({ point, status }: Point) =>
    status !== 'planned' || record.tasks.some((task) => task.point === point);
  const kept = record.points.filter((point) => point.extra?.of !== 'municipality' || hasBegun(point));
  // numbers are not given out again: the timeline speaks of them
  const used = record.points.map(({ point }) => Number(String(point).slice('extra-'.length)) || 0);
  const here = placeKey(facts.municipality);
  const anchor = anchorOf(record, facts).date;
  const added = extras(local, 'municipality', here, Math.max(...used) + 1).filter(
    ({ extra }) =>
      extraWindow(anchor, extra!).closesAt > now &&
      !kept.some((one) => one.extra?.municipality === here && one.extra.index === extra!.index),
  );
  return [...kept, ...added];
}
