import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import type { CalendarDate, Instant, QuietPeriod, SendingHours } from './model.ts';

/**
 * Norwegian calendar rules, and the way between instants and dates in Europe/Oslo.
 *
 * Instants are read with or without a fraction of a second and always written as whole seconds,
 * `YYYY-MM-DDTHH:MM:SSZ`: the form that Step Functions' `Wait` takes, and in which two instants compare as strings.
 * A value that is not a date or an instant throws `RangeError` without repeating it; check at the border with
 * `isDate` and `isInstant`.
 *
 * A simulated year asks these functions millions of times. Time-zone changes, holidays and what is known of a day
 * are therefore worked out once (by Temporal and date-holidays) and looked up after that.
 */

const zone = 'Europe/Oslo';
/** Messages go out 08:00–16:00 Oslo on a working day, unless set otherwise; 16:00 itself is too late (DESIGN section 3). */
const sendingFrom = 8;
const sendingUntil = 16;
/** ISO weeks 28–30, when most of Norway is on holiday, 24 December to 1 January, and Monday to Wednesday before Easter (DESIGN section 3). */
const quietByDefault: readonly QuietPeriod[] = [
  { fromWeek: 28, toWeek: 30 },
  { from: '12-24', to: '01-01' },
  { beforeEaster: 3 },
];
/** From Maundy Thursday to Easter Sunday, in days. */
const maundyThursday = 3;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const dayLength = 24 * hour;
const firstYear = 1900;
const lastYear = 2199;
/** More than fifty years: no real run reaches it, and a hostile one cannot fill the memory. */
const daysRemembered = 20_000;

/** An amount to add: months first (clipped to the month's last day), then days, then working days. */
export interface Amount {
  readonly months?: number | undefined;
  readonly days?: number | undefined;
  readonly workingDays?: number | undefined;
}

/** What is known of one day. Days are counted from 1 January 1970. */
interface Day {
  readonly date: CalendarDate;
  readonly working: boolean;
  readonly quiet: boolean;
  /** 08:00 Oslo, in milliseconds since 1970 and as an instant. */
  readonly eight: number;
  readonly atEight: Instant;
}

/** The calendar date in Oslo at an instant. */
export function osloDate(instant: Instant): CalendarDate {
  return dayAt(dayNumberAt(milliseconds(instant))).date;
}

/** 08:00 Oslo on a date: the instant at which every window that is counted in dates opens, is due and closes. */
export function atEight(date: CalendarDate): Instant {
  return dayAt(dayNumber(date)).atEight;
}

/** The instant at which a date begins in Oslo. */
export function startOfDay(date: CalendarDate): Instant {
  return written(fromWall(dayNumber(date) * dayLength));
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dayAt(dayNumber(date) + days).date;
}

/** Adds calendar months; a day that the month does not have becomes its last: 30 November + 3 = 28 February. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return dayAt(plusMonths(dayNumber(date), months)).date;
}

/** Calendar days from one date to another; negative when `to` is the earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * Adds to an instant and keeps the time on the clock in Oslo, across changes to and from summer time. A time that
 * the clock skips becomes the same time after the skip; one that it shows twice, the first. What stays on its day
 * stays as it is.
 */
export function addToInstant(instant: Instant, amount: Amount): Instant {
  const wall = toWall(milliseconds(instant));
  const day = Math.floor(wall / dayLength);
  const later = plusWorkingDays(
    plusMonths(day, amount.months ?? 0) + (amount.days ?? 0),
    amount.workingDays ?? 0,
  );
  if (later === day) return wholeSeconds(instant);
  return written(fromWall(later * dayLength + (wall - day * dayLength)));
}

/** Minutes later, or earlier where they are negative; in whole seconds. */
export function minutesAfter(instant: Instant, minutes: number): Instant {
  return written(milliseconds(instant) + minutes * minute);
}

/**
 * A working day (*wd*): Monday to Friday, less the public and bank holidays of date-holidays' `NO` (DESIGN
 * section 3, "public and bank holidays left out"). Bank holidays are 24 and 31 December: whole days off here,
 * though banks close at noon or later, because hardly an office is staffed.
 */
export function isWorkingDay(date: CalendarDate): boolean {
  return dayAt(dayNumber(date)).working;
}

/** The n-th working day after a date, or before it when n is negative; 0 is the date itself, working day or not. */
export function addWorkingDays(date: CalendarDate, days: number): CalendarDate {
  return dayAt(plusWorkingDays(dayNumber(date), days)).date;
}

/** The first permitted sending instant at or after an instant: in sending hours (08:00–16:00 Oslo by default) on a working day. */
export function firstSendingInstant(instant: Instant, hours?: SendingHours): Instant {
  return written(firstSending(milliseconds(instant), hours));
}

/** When sending begins on a date, were it a working day. */
export function sendingBegins(date: CalendarDate, hours?: SendingHours): Instant {
  return written(beginning(dayNumber(date), hours));
}

/** A quiet time without an end is a mistake that nobody is to be silenced by. */
const quietAtMostDays = 400;

/** The first permitted sending instant at or after an instant that lies in no quiet period. */
export function firstSendingInstantAfterQuiet(
  instant: Instant,
  hours?: SendingHours,
  periods?: readonly QuietPeriod[],
): Instant {
  const start = milliseconds(instant);
  let at = firstSending(start, hours);
  while (isQuietDay(dayNumberAt(at), periods) && at - start < quietAtMostDays * dayLength)
    at = firstSending(beginning(dayNumberAt(at) + 1, hours), hours);
  return written(at);
}

/** Whether a whole date in Oslo lies in a quiet period (DESIGN section 3, "Quiet periods"). */
export function isQuiet(date: CalendarDate, periods?: readonly QuietPeriod[]): boolean {
  return isQuietDay(dayNumber(date), periods);
}

/** A calendar date that exists, `YYYY-MM-DD`, 1900–2199. */
export function isDate(value: string): value is CalendarDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const year = Number(value.slice(0, 4));
  const at = Date.parse(value);
  // Date.parse lets 30 February pass as 2 March.
  return (
    year >= firstYear && year <= lastYear && !Number.isNaN(at) && new Date(at).toISOString().startsWith(value)
  );
}

/** An instant in UTC, `YYYY-MM-DDTHH:MM:SSZ` with or without a fraction of a second, 1900–2199. */
export function isInstant(value: string): value is Instant {
  return /^.{10}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/.test(value) && isDate(value.slice(0, 10));
}

/** The instant in whole seconds; a fraction is cut off, so that an instant that was now is never in the future. */
export function wholeSeconds(instant: Instant): Instant {
  return instant.length === 20 ? instant : written(Math.floor(milliseconds(instant) / second) * second);
}

/** Negative when `a` is before `b`, 0 at the same instant, positive after; whatever fractions they carry. */
export function compareInstants(a: Instant, b: Instant): number {
  if (a.length === 20 && b.length === 20) return a < b ? -1 : a > b ? 1 : 0;
  return milliseconds(a) - milliseconds(b);
}

/** The earlier of two instants, in whole seconds. */
export function earlier(a: Instant, b: Instant): Instant {
  return wholeSeconds(compareInstants(a, b) <= 0 ? a : b);
}

/** The later of two instants, in whole seconds. */
export function later(a: Instant, b: Instant): Instant {
  return wholeSeconds(compareInstants(a, b) >= 0 ? a : b);
}

// --- instants and numbers -----------------------------------------------------------------------------------------

function milliseconds(instant: Instant): number {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) throw new RangeError('Not an instant');
  return at;
}

function dayNumber(date: CalendarDate): number {
  const at = Date.parse(date);
  if (Number.isNaN(at)) throw new RangeError('Not a calendar date');
  return Math.floor(at / dayLength);
}

/** What `Date.toISOString` writes, less the milliseconds, in a third of the time. */
function written(at: number): Instant {
  const day = Math.floor(at / dayLength);
  const seconds = Math.floor((at - day * dayLength) / second);
  const minutes = Math.floor(seconds / 60);
  const time = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
  return `${dayAt(day).date}T${time}Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function plusMonths(day: number, months: number): number {
  if (months === 0) return day;
  const date = new Date(day * dayLength);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const first = Date.UTC(Math.floor(month / 12), month % 12) / dayLength;
  const next = Date.UTC(Math.floor(month / 12), (month % 12) + 1) / dayLength;
  return Math.min(first + date.getUTCDate() - 1, next - 1);
}

function plusWorkingDays(day: number, workingDays: number): number {
  const step = Math.sign(workingDays);
  let at = day;
  for (let left = Math.abs(workingDays); left > 0; ) {
    at += step;
    if (dayAt(at).working) left -= 1;
  }
  return at;
}

function firstSending(at: number, hours: SendingHours | undefined): number {
  // A rung is never sent before its time: a fraction of a second is rounded up.
  const whole = Math.ceil(at / second) * second;
  let number = dayNumberAt(whole);
  const length =
    hours === undefined ? (sendingUntil - sendingFrom) * hour : onClock(hours.until) - onClock(hours.from);
  const begins = beginning(number, hours);
  if (dayAt(number).working && whole < begins + length) return Math.max(whole, begins);
  do number += 1;
  while (!dayAt(number).working);
  return beginning(number, hours);
}

/** When sending begins on a day. The clock changes on Sundays only, on which nothing is sent. */
function beginning(number: number, hours: SendingHours | undefined): number {
  return hours === undefined ? dayAt(number).eight : fromWall(number * dayLength + onClock(hours.from));
}

/** Milliseconds after midnight of `HH:MM`. */
function onClock(time: string): number {
  return Number(time.slice(0, 2)) * hour + Number(time.slice(3)) * (hour / 60);
}

// --- days ---------------------------------------------------------------------------------------------------------

const days = new Map<number, Day>();

function dayAt(number: number): Day {
  return days.get(number) ?? rememberedDay(number);
}

function rememberedDay(number: number): Day {
  if (days.size >= daysRemembered) days.clear();
  const eight = fromWall(number * dayLength + sendingFrom * hour);
  const day: Day = {
    date: new Date(number * dayLength).toISOString().slice(0, 10),
    working: weekday(number) < 5 && !holidaysOf(yearOf(number)).off.has(number),
    quiet: inPeriods(number, quietByDefault),
    eight,
    atEight: `${new Date(eight).toISOString().slice(0, 19)}Z`,
  };
  days.set(number, day);
  return day;
}

/** 0 for Monday to 6 for Sunday: 1 January 1970 was a Thursday. */
function weekday(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}

function yearOf(number: number): number {
  return new Date(number * dayLength).getUTCFullYear();
}

function isQuietDay(number: number, periods: readonly QuietPeriod[] | undefined): boolean {
  return periods === undefined ? dayAt(number).quiet : inPeriods(number, periods);
}

function inPeriods(number: number, periods: readonly QuietPeriod[]): boolean {
  return periods.some((period) => {
    if ('beforeEaster' in period) {
      const before = holidaysOf(yearOf(number)).easter - maundyThursday - number;
      return before >= 1 && before <= period.beforeEaster;
    }
    if ('from' in period) {
      const monthAndDay = new Date(number * dayLength).toISOString().slice(5, 10);
      const begun = monthAndDay >= period.from;
      const notOver = monthAndDay <= period.to;
      return period.from <= period.to ? begun && notOver : begun || notOver;
    }
    const week = weekOf(number);
    return week >= period.fromWeek && week <= period.toWeek;
  });
}

/** The ISO week. It belongs to the year that its Thursday is in. */
function weekOf(number: number): number {
  const thursday = number - weekday(number) + 3;
  return Math.floor((thursday - Date.UTC(yearOf(thursday), 0) / dayLength) / 7) + 1;
}

interface YearsHolidays {
  readonly off: ReadonlySet<number>;
  readonly easter: number;
}

const norway = new Holidays('NO');
const holidays = new Map<number, YearsHolidays>();

function holidaysOf(year: number): YearsHolidays {
  let known = holidays.get(year);
  if (known === undefined) {
    const off = norway.getHolidays(year).filter(({ type }) => type === 'public' || type === 'bank');
    known = {
      off: new Set(off.map(({ date }) => dayNumber(date.slice(0, 10)))),
      easter: dayNumber(off.find(({ rule }) => rule === 'easter')!.date.slice(0, 10)),
    };
    holidays.set(year, known);
  }
  return known;
}

// --- the clock in Oslo --------------------------------------------------------------------------------------------

/** The offset from UTC at the start of a year, and each change in it. Milliseconds. */
interface YearsOffsets {
  readonly first: number;
  readonly changes: readonly { readonly at: number; readonly offset: number }[];
}

const offsets = new Map<number, YearsOffsets>();

function offsetsOf(year: number): YearsOffsets {
  let known = offsets.get(year);
  if (known === undefined) {
    const start = Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, 0)).toZonedDateTimeISO(zone);
    const changes = [];
    for (
      let change = start.getTimeZoneTransition('next');
      change !== null && change.epochMilliseconds < Date.UTC(year + 1, 0);
      change = change.getTimeZoneTransition('next')
    ) {
      changes.push({ at: change.epochMilliseconds, offset: change.offsetNanoseconds / 1e6 });
    }
    known = { first: start.offsetNanoseconds / 1e6, changes };
    offsets.set(year, known);
  }
  return known;
}

function offsetAt(at: number): number {
  const { first, changes } = offsetsOf(new Date(at).getUTCFullYear());
  let offset = first;
  for (const change of changes) if (at >= change.at) offset = change.offset;
  return offset;
}

/** The clock in Oslo, written as if it were UTC. */
function toWall(at: number): number {
  return at + offsetAt(at);
}

function fromWall(wall: number): number {
  const before = offsetAt(wall - dayLength);
  const after = offsetAt(wall + dayLength);
  // Only when the clock changes within a day is there a choice. `before` is right up to the change and, as Temporal's
  // "compatible" has it, for a time that is shown twice or skipped.
  const afterIsRight = offsetAt(wall - before) !== before && offsetAt(wall - after) === after;
  return wall - (afterIsRight ? after : before);
}

function dayNumberAt(at: number): number {
  return Math.floor(toWall(at) / dayLength);
}
