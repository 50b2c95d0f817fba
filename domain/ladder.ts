import {
  addMonths,
  addToInstant,
  addWorkingDays,
  atEight,
  earlier,
  firstSendingInstant,
  firstSendingInstantAfterQuiet,
  isQuiet,
  later,
  osloDate,
  sendingBegins,
  wholeSeconds,
} from './calendar.ts';
import { ladders } from './ladders.ts';
import type {
  CalendarDate,
  Instant,
  LadderKey,
  LadderRow,
  Receiver,
  Rung,
  TaskRules,
  Window,
} from './model.ts';

/** A booked appointment rests the rungs until this many working days after it (DESIGN section 3). */
const restAfterAppointment = 2;
/** In a quiet period nobody above the coordinator is made to wait into this many working days before the close. */
const neverQuietBeforeClose = 10;

const noRules: TaskRules = {};

export interface LadderOptions {
  /** The date that the pathway's windows are counted from. */
  readonly anchor: CalendarDate;
  readonly appointmentOn?: Instant | CalendarDate | null;
  /** What whoever has the task has set otherwise. */
  readonly rules?: TaskRules;
}

/**
 * A task's ladder, soonest first. Every rung lies in [opensAt, closesAt), in sending hours (08:00–16:00 Oslo, unless
 * set otherwise) on a working day.
 *
 * - Rung 0 goes out at the first sending instant at or after the opening. An appointment does not move it.
 * - Each other rung goes out at its row's instant, or the first sending instant after that.
 * - Quiet periods: a rung above the coordinator waits until the period is over, but not into the last ten working
 *   days before the close. Then it goes out as sending begins on the last working day before those; one that falls among
 *   them by itself goes out at its own time.
 * - A rung of which the time is before the opening, or that would go out together with the arrival, is not sent:
 *   the coordinator has just been told, and the leader's time has not begun.
 * - A booked appointment moves the rungs before it to two working days after it, but at the latest to where
 *   sending begins on the working day before the close: an appointment far away silences nobody for good. Of the rungs that it moves to
 *   one instant only the one for the highest receiver is sent.
 * - Two rungs that a quiet period brings together are both sent, unless they are for the same receiver.
 * - A rung at or after the close is not sent: the task is missed then, and the coordinating unit told.
 *   A window that closes before the first sending instant in it has no rungs at all.
 *
 * Numbers follow time: a higher rung is never before a lower one, so "the highest rung claimed" says what has been
 * sent. A row's number depends on the window only, not on the appointment, and a rung that is not sent leaves a gap.
 * For a window that opened in time it is the row's place in the table; only `municipal-intake`, whose two branches
 * count different days, may swap its rows 2 and 3 around a holiday or a weekend.
 */
export function ladder(key: LadderKey, window: Window, options: LadderOptions): readonly Rung[] {
  const opensAt = wholeSeconds(window.opensAt);
  const closesAt = wholeSeconds(window.closesAt);
  const rules = options.rules ?? noRules;
  const arrivesAt = firstSendingInstant(opensAt, rules.sendingHours);
  if (arrivesAt >= closesAt) return [];

  const lastDays = addWorkingDays(osloDate(closesAt), -neverQuietBeforeClose);
  const restsUntil = restOf(options.appointmentOn ?? null, closesAt, rules);
  const numbered = (rules.ladders?.[key] ?? ladders[key])
    .map((row) => {
      const meantAt = instantOf(row, window, options.anchor);
      return { row, meantAt, at: settled(row, meantAt, lastDays, rules) };
    })
    .sort((a, b) => order(a.at, b.at))
    .map((rung, index) => ({ ...rung, rung: index + 1 }));

  const rungs: Placed[] = [];
  let previous = arrivesAt;
  for (const { row, meantAt, at, rung } of numbered) {
    if (meantAt < opensAt || at <= arrivesAt || at >= closesAt) continue;
    const moved = restsUntil !== null && meantAt < restsUntil;
    previous = later(previous, moved ? settled(row, restsUntil, lastDays, rules) : at);
    rungs.push({ row, rung, at: previous, moved });
  }
  return [
    { rung: 0, at: arrivesAt, to: 'coordinator', unlessAccepted: false, onlyAccepted: false },
    ...rungs
      .filter((rung) => !rungs.some((other) => silences(other, rung)))
      .map(({ row, rung, at }) => ({
        rung,
        at,
        to: row.tell,
        unlessAccepted: row.when === 'not-accepted',
        onlyAccepted: row.when === 'accepted',
      })),
  ];
}

interface Placed {
  readonly row: LadderRow;
  readonly rung: number;
  readonly at: Instant;
  /** By an appointment. */
  readonly moved: boolean;
}

const height: Readonly<Record<Receiver, number>> = {
  coordinator: 0,
  leader: 1,
  'coordinating-unit': 2,
  'coordinating-units-of-both': 2,
};

/** Whether `other` goes out at the same instant and makes `rung` needless. */
function silences(other: Placed, rung: Placed): boolean {
  if (other.at !== rung.at || other.row.when !== rung.row.when) return false;
  const higher = height[other.row.tell] - height[rung.row.tell];
  return higher === 0 ? other.rung > rung.rung : higher > 0 && rung.moved;
}

/** The instant that a row is meant for, whatever the sending hours. */
export function instantOf(row: LadderRow, window: Window, anchor: CalendarDate): Instant {
  if (row.from === 'anchor') return atEight(addMonths(anchor, row.months!));
  const base = { due: window.dueAt, close: window.closesAt, opening: window.opensAt }[row.from];
  const meant = addToInstant(base, row);
  return row.hours === undefined ? meant : plusHours(meant, row.hours);
}

function plusHours(instant: Instant, hours: number): Instant {
  return wholeSeconds(new Date(Date.parse(instant) + hours * 3_600_000).toISOString());
}

/** When a rung that is meant for an instant goes out: sending hours, and for those above the coordinator quiet periods. */
function settled(row: LadderRow, meantAt: Instant, lastDays: CalendarDate, rules: TaskRules): Instant {
  const { sendingHours, quietPeriods } = rules;
  const at = firstSendingInstant(meantAt, sendingHours);
  const date = osloDate(at);
  if (row.tell === 'coordinator' || !isQuiet(date, quietPeriods) || date >= lastDays) return at;
  const after = firstSendingInstantAfterQuiet(at, sendingHours, quietPeriods);
  return osloDate(after) < lastDays
    ? after
    : later(at, sendingBegins(addWorkingDays(lastDays, -1), sendingHours));
}

function restOf(
  appointmentOn: Instant | CalendarDate | null,
  closesAt: Instant,
  { sendingHours }: TaskRules,
): Instant | null {
  if (appointmentOn === null) return null;
  const rested =
    appointmentOn.length === 10
      ? atEight(addWorkingDays(appointmentOn, restAfterAppointment))
      : addToInstant(appointmentOn, { workingDays: restAfterAppointment });
  return earlier(rested, sendingBegins(addWorkingDays(osloDate(closesAt), -1), sendingHours));
}

function order(a: Instant, b: Instant): number {
  return a < b ? -1 : Number(a > b);
}
