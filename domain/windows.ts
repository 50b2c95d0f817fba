import { Temporal } from 'temporal-polyfill';
import {
  addDays,
  addMonths,
  addToInstant,
  addWorkingDays,
  atEight,
  compareInstants,
  earlier,
  later,
  wholeSeconds,
} from './calendar.ts';
import type { CalendarDate, ExtraPoint, Instant, Window, WindowFigures } from './model.ts';
import { type Reason, type Refusal, refusal } from './refusals.ts';

/**
 * When each task of the pathway may be done: opens, is due, closes (DESIGN section 3, the table; the national
 * pathway gives "about 3–4 months" and "about 12–18 months" after the diagnosis, see DOMAIN).
 *
 * One rule for the clock: an instant that is worked out from a date is 08:00 Oslo on that date, the opening as well
 * as the due and the close; an instant that is worked out from an instant keeps its time on the clock in Oslo.
 * In every window `opensAt` ≤ `dueAt` ≤ `closesAt`, in whole seconds.
 */

/** A task that opens late still gives its unit this long before it is due (DESIGN section 3). */
const daysToActWhenLate = 14;

/** What the windows that can be set are by default (DESIGN section 3). */
const defaults = {
  hospital: { dueAfter: 'P14D', closesAfter: 'P42D' },
  offerAgain: { dueAfter: 'P14D', closesAfter: 'P28D' },
  intake: { dueAfter: 'P7D', closesAfter: 'P28D' },
  point2: { dueAfter: 'P4M', closesAfter: 'P5M' },
  point3: { dueAfter: 'P15M', closesAfter: 'P18M' },
} as const satisfies Record<string, WindowFigures>;

/** The hospital's needs assessment: due 14 days after it opens, closes after 42, unless set otherwise (DESIGN section 3). */
export function hospitalWindow(opensAt: Instant, figures: WindowFigures = defaults.hospital): Window {
  return after(opensAt, figures);
}

/** An offer after a no: due 14 days after it opens, closes after 28, unless set otherwise (DESIGN section 3). */
export function offerAgainWindow(opensAt: Instant, figures: WindowFigures = defaults.offerAgain): Window {
  return after(opensAt, figures);
}

/** The municipality takes the patient in: due 7 days after the hand-over, closes after 28, unless set otherwise (DESIGN section 3). */
export function intakeWindow(opensAt: Instant, figures: WindowFigures = defaults.intake): Window {
  return after(opensAt, figures);
}

/**
 * Coordination point 2, "3–4 months after the diagnosis" (national pathway): opens at the anchor + 3 months, due at
 * + 4, closes at + 5, unless set otherwise (DESIGN section 3).
 */
export function point2Window(anchor: CalendarDate, figures: WindowFigures = defaults.point2): Window {
  return fromAnchor(anchor, 'P3M', figures);
}

/**
 * Coordination point 3, "12–18 months after the diagnosis" (national pathway): opens at the anchor + 12 months, due
 * at + 15, closes at + 18, unless set otherwise (DESIGN section 3).
 */
export function point3Window(anchor: CalendarDate, figures: WindowFigures = defaults.point3): Window {
  return fromAnchor(anchor, 'P12M', figures);
}

/** A point of a municipality's or a patient's own: its three dates are durations from the anchor (DESIGN section 3, "Extra points"). */
export function extraWindow(anchor: CalendarDate, extra: ExtraPoint): Window {
  return fromAnchor(anchor, extra.opensAfter, extra);
}

interface Dates {
  readonly opens: CalendarDate;
  readonly due: CalendarDate;
  readonly closes: CalendarDate;
}

function extraDates(anchor: CalendarDate, { opensAfter, dueAfter, closesAfter }: ExtraPoint): Dates {
  return {
    opens: dateAfter(anchor, opensAfter),
    due: dateAfter(anchor, dueAfter),
    closes: dateAfter(anchor, closesAfter),
  };
}

/**
 * The first and last of every month of four years, a leap year among them: between them lie the shortest and the longest
 * that days, weeks, months and years come to, so that each may be laid over any other.
 */
export function sampleAnchors(): readonly CalendarDate[] {
  return Array.from({ length: 48 }, (_, month) => addMonths('2025-01-01', month)).flatMap((first) => [
    first,
    addDays(addMonths(first, 1), -1),
  ]);
}

/** Months of the national points from the anchor. */
const nationalWindows = [
  { point: 2, opens: 3, closes: 5 },
  { point: 3, opens: 12, closes: 18 },
] as const;

type Span = Pick<Dates, 'opens' | 'closes'>;

/** Whether two windows run into each other from any of the sample anchors. */
function overlap(one: readonly Span[], other: readonly Span[]): boolean {
  return one.some(({ opens, closes }, n) => opens < other[n]!.closes && other[n]!.opens < closes);
}

/**
 * What is wrong with points of a municipality's or patient's own: a window that does not open, is due and closes in
 * that order, or that runs into another's. A patient has one conversation to prepare for at a time, and no stage
 * delays a later window (DESIGN section 3).
 */
export function extraPointErrors(extras: readonly ExtraPoint[], path: string): readonly Refusal[] {
  if (extras.length === 0) return [];
  const anchors = sampleAnchors();
  const nationals = nationalWindows.map(({ point, opens, closes }) => ({
    point,
    dates: anchors.map((anchor) => ({
      opens: addMonths(anchor, opens),
      closes: addMonths(anchor, closes),
    })),
  }));
  const windows = extras.map((extra) => anchors.map((anchor) => extraDates(anchor, extra)));
  return windows.flatMap((dates, index) => {
    const wrong = (code: Reason, point?: number) => [refusal(`${path}.${index}`, code, point)];
    if (dates.some(({ opens, due, closes }) => opens >= due || due > closes)) return wrong('out-of-order');
    const national = nationals.find((one) => overlap(one.dates, dates));
    if (national !== undefined) return wrong('runs-into-point', national.point);
    return windows.slice(0, index).some((earlier) => overlap(earlier, dates))
      ? wrong('runs-into-another')
      : [];
  });
}

/**
 * A palliative patient is to see the GP within a month of what calls for it (Sykehuset Østfold); closes after six
 * weeks (DESIGN section 3).
 */
export function gpAppointmentWindow(on: CalendarDate): Window {
  return { opensAt: atEight(on), dueAt: atEight(addMonths(on, 1)), closesAt: atEight(addDays(on, 42)) };
}

/** ESAS or distress that calls for action, and rapid functional decline: due after 2 working days, closes after 10 (DESIGN section 3). */
export function urgentWindow(opensAt: Instant): Window {
  return workingDaysFrom(opensAt, 2, 10);
}

/** A question between units: due after 3 working days, closes after 10. */
export function questionWindow(opensAt: Instant): Window {
  return workingDaysFrom(opensAt, 3, 10);
}

/** Home care sends ESAS before an appointment: prompted two working days before it (DESIGN section 3, "Palliative"). */
export function promptWindow(appointmentOn: CalendarDate): Window {
  return {
    opensAt: atEight(addWorkingDays(appointmentOn, -2)),
    dueAt: atEight(appointmentOn),
    closesAt: atEight(addDays(appointmentOn, 1)),
  };
}

/** A window that has begun already: it keeps its due date and close, or is moved as a whole where it would be overdue. */
export function begunBy(window: Window, now: Instant): Window {
  const opensAt = later(window.opensAt, now);
  if (window.dueAt > opensAt) return { ...window, opensAt };
  const days = Math.ceil((Date.parse(opensAt) - Date.parse(window.opensAt)) / 86_400_000);
  return {
    opensAt,
    dueAt: addToInstant(window.dueAt, { days }),
    closesAt: addToInstant(window.closesAt, { days }),
  };
}

/**
 * The window of a task that opens at `openedAt`. When that is later than planned (late entry, a correction), it is
 * due at the later of its due and the opening + 14 days, but within the close (DESIGN section 3); when it is not,
 * the window is as it was. A window that has already closed stays closed: it opens, is due and closes at once.
 */
export function openedLate(window: Window, openedAt: Instant): Window {
  if (compareInstants(openedAt, window.opensAt) <= 0) return window;
  const opensAt = earlier(openedAt, window.closesAt);
  const dueAt = earlier(
    later(window.dueAt, addToInstant(opensAt, { days: daysToActWhenLate })),
    window.closesAt,
  );
  return { opensAt, dueAt, closesAt: window.closesAt };
}

/**
 * The window, due and closed at the latest at an instant: no stage delays a later window (DESIGN section 3). An
 * instant before the opening closes the window as it opens. To leave the due date alone, cap at the later of both.
 */
export function cappedAt(window: Window, instant: Instant): Window {
  const latest = later(instant, window.opensAt);
  return {
    opensAt: window.opensAt,
    dueAt: earlier(window.dueAt, latest),
    closesAt: earlier(window.closesAt, latest),
  };
}

function after(opensAt: Instant, figures: WindowFigures): Window {
  return {
    opensAt: wholeSeconds(opensAt),
    dueAt: addToInstant(opensAt, amountOf(figures.dueAfter)),
    closesAt: addToInstant(opensAt, amountOf(figures.closesAfter)),
  };
}

function dateAfter(anchor: CalendarDate, duration: string): CalendarDate {
  const { months, days } = amountOf(duration);
  return addDays(addMonths(anchor, months), days);
}

function fromAnchor(anchor: CalendarDate, opensAfter: string, figures: WindowFigures): Window {
  const at = (duration: string) => atEight(dateAfter(anchor, duration));
  return { opensAt: at(opensAfter), dueAt: at(figures.dueAfter), closesAt: at(figures.closesAfter) };
}

const amounts = new Map<string, { readonly months: number; readonly days: number }>();
/** More than all units of the country have set: whoever sends other ones all the time cannot fill the memory. */
const amountsRemembered = 1_000;

/** A duration of years, months, weeks and days as what is added: months first, clipped to the month's last day. */
function amountOf(duration: string): { readonly months: number; readonly days: number } {
  const known = amounts.get(duration);
  if (known !== undefined) return known;
  const { years, months, weeks, days } = Temporal.Duration.from(duration);
  const amount = { months: 12 * years + months, days: 7 * weeks + days };
  if (amounts.size >= amountsRemembered) amounts.clear();
  amounts.set(duration, amount);
  return amount;
}

function workingDaysFrom(opensAt: Instant, due: number, closes: number): Window {
  return {
    opensAt: wholeSeconds(opensAt),
    dueAt: addToInstant(opensAt, { workingDays: due }),
    closesAt: addToInstant(opensAt, { workingDays: closes }),
  };
}
