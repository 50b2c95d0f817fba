import {
  addMonths,
  addToInstant,
  atEight,
  compareInstants,
  earlier,
  later,
  wholeSeconds,
} from './calendar.ts';
import type { CalendarDate, Instant, Window } from './model.ts';

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

/** The hospital's needs assessment: due 14 days after it opens, closes after 42 (DESIGN section 3). */
export function hospitalWindow(opensAt: Instant): Window {
  return daysFrom(opensAt, 14, 42);
}

/** An offer after a no: due 14 days after it opens, closes after 28 (DESIGN section 3). */
export function offerAgainWindow(opensAt: Instant): Window {
  return daysFrom(opensAt, 14, 28);
}

/** The municipality takes the patient in: due 7 days after the hand-over, closes after 28 (DESIGN section 3). */
export function intakeWindow(opensAt: Instant): Window {
  return daysFrom(opensAt, 7, 28);
}

/**
 * Coordination point 2, "3–4 months after the diagnosis" (national pathway): opens at the anchor + 3 months, due at
 * + 4, closes at + 5 (DESIGN section 3).
 */
export function point2Window(anchor: CalendarDate): Window {
  return monthsFrom(anchor, 3, 4, 5);
}

/**
 * Coordination point 3, "12–18 months after the diagnosis" (national pathway): opens at the anchor + 12 months, due
 * at + 15, closes at + 18 (DESIGN section 3).
 */
export function point3Window(anchor: CalendarDate): Window {
  return monthsFrom(anchor, 12, 15, 18);
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

function daysFrom(opensAt: Instant, due: number, closes: number): Window {
  return {
    opensAt: wholeSeconds(opensAt),
    dueAt: addToInstant(opensAt, { days: due }),
    closesAt: addToInstant(opensAt, { days: closes }),
  };
}

function monthsFrom(anchor: CalendarDate, opens: number, due: number, closes: number): Window {
  return {
    opensAt: atEight(addMonths(anchor, opens)),
    dueAt: atEight(addMonths(anchor, due)),
    closesAt: atEight(addMonths(anchor, closes)),
  };
}
