import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';

/** Where things stand on a pathway's time axis, in parts of its length: 0 is the beginning, 100 the end. */

export type PathwayPoint = PathwayAnswer['points'][number];

/** How it stands with a point: `overdue` is open and past its due date, `late` was held after its window. */
export type PointState =
  | 'planned'
  | 'open'
  | 'overdue'
  | 'held'
  | 'late'
  | 'declined'
  | 'missed'
  | 'cancelled';

interface Stretch {
  readonly left: number;
  readonly width: number;
}

export interface AxisRow {
  readonly point: PathwayPoint;
  readonly state: PointState;
  /** From the opening to the due date, and from there to the close. */
  readonly inTime: Stretch;
  readonly after: Stretch;
  /** What happened, and when; null where nothing has yet. */
  readonly mark: { readonly left: number; readonly on: string } | null;
}

export interface Axis {
  readonly rows: readonly AxisRow[];
  readonly ticks: readonly { readonly left: number; readonly on: string }[];
  /** Null once it lies beyond the end. */
  readonly today: number | null;
}

type Shown = Pick<PathwayAnswer, 'anchor' | 'startedAt' | 'points' | 'timeline'>;

/** Ticks are so many months apart that they can be read. */
const steps = [1, 2, 3, 6, 12];
const mostTicks = 8;
const day = 86_400_000;

export function axisOf({ anchor, startedAt, points, timeline }: Shown, now: Date): Axis {
  const instants = points.flatMap(({ opensAt, closesAt }) => [opensAt, closesAt]);
  const all = [startedAt, `${anchor.date}T00:00:00Z`, ...instants].map((at) => Date.parse(at));
  const from = Math.min(...all);
  const until = Math.max(...all) + 14 * day;
  const at = (instant: string | number) => {
    const time = typeof instant === 'number' ? instant : Date.parse(instant);
    return Math.min(100, Math.max(0, ((time - from) / (until - from)) * 100));
  };
  const stretch = (start: string, end: string): Stretch => ({ left: at(start), width: at(end) - at(start) });
  return {
    rows: points.map((point) => {
      const on = happenedOn(point, timeline);
      return {
        point,
        state: stateOf(point, now),
        inTime: stretch(point.opensAt, point.dueAt),
        after: stretch(point.dueAt, point.closesAt),
        mark: on === null ? null : { left: at(on), on },
      };
    }),
    ticks: ticksOf(from, until).map((on) => ({ left: at(on), on })),
    today: now.getTime() > until ? null : at(now.getTime()),
  };
}

export function stateOf({ status, late, dueAt }: PathwayPoint, now: Date): PointState {
  switch (status) {
    case 'completed':
      return late ? 'late' : 'held';
    case 'open':
      return Date.parse(dueAt) < now.getTime() ? 'overdue' : 'open';
    default:
      return status;
  }
}

/** When a point was held; declined or missed, when that was noted. Null while nothing has happened, or where it is not known. */
function happenedOn(point: PathwayPoint, timeline: Shown['timeline']): string | null {
  if (point.outcome !== null) return point.outcome.heldOn;
  if (point.status !== 'declined' && point.status !== 'missed') return null;
  const types: readonly string[] = [`point-${point.status}`, `task-${point.status}`];
  return timeline.findLast((entry) => entry.point === point.point && types.includes(entry.type))?.at ?? null;
}

/** First days of months. */
function ticksOf(from: number, until: number): readonly string[] {
  const first = new Date(from);
  const months = (until - from) / (30 * day);
  const step = steps.find((one) => months / one <= mostTicks) ?? 24;
  const ticks: string[] = [];
  for (let month = Math.ceil((first.getUTCMonth() + 1) / step) * step; ; month += step) {
    const on = new Date(Date.UTC(first.getUTCFullYear(), month, 1));
    if (on.getTime() > until) return ticks;
    ticks.push(on.toISOString());
  }
}
