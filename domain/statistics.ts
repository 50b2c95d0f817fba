import { isActive } from './edits.ts';
import { placeKey } from './facts.ts';
import type { Instant, PathwayStatus, PointNumber, PointStatus } from './model.ts';
import type { PathwayRecord, Task } from './record.ts';
import { factsFor } from './tasks.ts';

/**
 * What overview and evaluation count of one pathway: a projection of the record, ids, dates and enums only. The
 * diagnosis group is not in it: a list of its own says which pathways are of a group.
 */
export interface Statistic {
  readonly pathwayId: string;
  /** The trust that started it. */
  readonly trust: string;
  readonly startedAt: Instant;
  readonly status: PathwayStatus;
  /** Where the patient lived at the start: what a cohort goes by. */
  readonly place: string;
  /** The hospital unit that does the first assessment. */
  readonly hospital: string;
  readonly asked: Asked;
  /** The unit that has the newest municipal task, if it has come so far. */
  readonly receiver: string | null;
  /** Somebody there has accepted a task, or done one. */
  readonly accepted: boolean;
  readonly points: readonly StatisticPoint[];
  /** Tasks still to be done, of every kind. */
  readonly tasks: readonly { readonly unitId: string; readonly dueAt: Instant }[];
}

export interface StatisticPoint {
  readonly point: PointNumber;
  readonly status: PointStatus;
  readonly late: boolean;
  readonly opensAt: Instant;
  readonly heldOn: string | null;
}

/** What came of offering the pathway. `no-answer`: asked, and what was answered no longer stands. */
export const askedWords = ['yes', 'no', 'no-answer', 'not-asked'] as const;
export type Asked = (typeof askedWords)[number];

export function statisticOf(record: PathwayRecord): Statistic {
  const municipal = record.tasks.filter(isMunicipal);
  const newest = municipal.at(-1);
  return {
    pathwayId: record.pathwayId,
    trust: record.trust,
    startedAt: record.startedAt,
    status: record.status,
    place: placeKey(record.start.municipality),
    hospital: record.points.find((point) => point.point === 1)!.unitId!,
    asked: askedOf(record),
    receiver: newest?.unitId ?? null,
    accepted: municipal.some(
      (task) => task.unitId === newest!.unitId && (task.acceptedBy !== null || task.status === 'completed'),
    ),
    points: record.points.map(({ point, status, late, opensAt, heldOn }) => ({
      point,
      status,
      late,
      opensAt,
      heldOn,
    })),
    tasks: record.tasks.filter(isActive).map(({ unitId, dueAt }) => ({ unitId, dueAt })),
  };
}

/** The intake, and the conversations at home: what is sent to a municipality for the pathway's sake. */
function isMunicipal(task: Task): boolean {
  return task.kind === 'municipal-intake' || (task.kind === 'needs-assessment' && task.point !== 1);
}

function askedOf(record: PathwayRecord): Asked {
  const { value } = factsFor(record).answers.pathway;
  if (value !== null) return value ? 'yes' : 'no';
  const wasAsked =
    record.start.answers.pathway !== null ||
    record.events.some(
      (event) =>
        event.type === 'answers-changed' &&
        event.retractedBy === undefined &&
        typeof event.answers.pathway === 'boolean',
    );
  return wasAsked ? 'no-answer' : 'not-asked';
}

/** The middle of some numbers; between the two middle ones where their count is even. Undefined of none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (upper === undefined || sorted.length % 2 === 1) return upper;
  return (upper + sorted[sorted.length / 2 - 1]!) / 2;
}

/** Between which the middle half of some numbers lies: the medians of their lower and upper half. */
export function middleHalf(numbers: readonly number[]): { readonly from: number; readonly to: number } {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = Math.ceil(sorted.length / 2);
  return { from: median(sorted.slice(0, half))!, to: median(sorted.slice(-half))! };
}

/** A part of a whole, in thousandths; null of nothing. More than 1 where more were started than were counted. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 1000;
}
