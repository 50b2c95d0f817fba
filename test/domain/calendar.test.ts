import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addToInstant,
  addWorkingDays,
  atEight,
  compareInstants,
  daysBetween,
  earlier,
  firstSendingInstant,
  firstSendingInstantAfterQuiet,
  isDate,
  isInstant,
  isQuiet,
  isWorkingDay,
  later,
  minutesAfter,
  osloDate,
  wholeSeconds,
} from '../../domain/calendar.ts';

const zone = 'Europe/Oslo';
const oslo = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
const asInstant = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

const dates = (min = '2020-01-01', max = '2060-12-31') =>
  fc
    .integer({ min: 0, max: daysBetween(min, max) })
    .map((days) => Temporal.PlainDate.from(min).add({ days }).toString());
const instants = (min = '2020-01-01T00:00:00Z', max = '2060-12-31T23:59:59Z') =>
  fc.integer({ min: Date.parse(min) / 1000, max: Date.parse(max) / 1000 }).map((at) => asInstant(at * 1000));

describe('dates and instants', () => {
  it.each([
    ['2026-11-21T22:59:59Z', '2026-11-21'],
    ['2026-11-21T23:00:00Z', '2026-11-22'],
    ['2026-07-01T21:59:59.999Z', '2026-07-01'],
    ['2026-07-01T22:00:00Z', '2026-07-02'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
  ])('%s is %s in Oslo', (instant, date) => {
    expect(osloDate(instant)).toBe(date);
  });

  it.each([
    ['2027-01-31', '2027-01-31T07:00:00Z'],
    ['2026-07-01', '2026-07-01T06:00:00Z'],
    ['2026-03-28', '2026-03-28T07:00:00Z'],
    ['2026-03-29', '2026-03-29T06:00:00Z'],
    ['2026-10-24', '2026-10-24T06:00:00Z'],
    ['2026-10-25', '2026-10-25T07:00:00Z'],
  ])('08:00 on %s is %s', (date, instant) => {
    expect(atEight(date)).toBe(instant);
  });

  it('minutes pass the same on every day, whatever the clock in Oslo shows', () => {
    expect(minutesAfter('2026-03-29T00:30:59.999Z', 60)).toBe('2026-03-29T01:30:59Z');
    const span = fc.integer({ min: -600_000, max: 600_000 });
    fc.assert(
      fc.property(instants(), span, (instant, minutes) => {
        expect(minutesAfter(instant, minutes)).toBe(
          Temporal.Instant.from(instant).add({ minutes }).toString(),
        );
      }),
    );
  });

  it('agrees with Temporal from 1900 to 2199, at any time of day', () => {
    fc.assert(
      fc.property(instants('1900-01-02T00:00:00Z', '2199-12-30T00:00:00Z'), (instant) => {
        expect(osloDate(instant)).toBe(oslo(instant).toPlainDate().toString());
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(dates('1900-01-01', '2199-12-31'), (date) => {
        const eight = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: '08:00' });
        expect(atEight(date)).toBe(eight.toInstant().toString());
      }),
      { numRuns: 1000 },
    );
  });

  it('remembers only so many days', () => {
    const before = atEight('2026-11-21');
    for (let days = 0; days < 21_000; days += 1) addDays('2100-01-01', days);
    expect(atEight('2026-11-21')).toBe(before);
  });

  it('throws for what is no date or instant, and does not repeat it', () => {
    expect(() => atEight('secret')).toThrow(new RangeError('Not a calendar date'));
    expect(() => osloDate('secret')).toThrow(new RangeError('Not an instant'));
  });
});

describe('adding', () => {
  it('clips months to the last day', () => {
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(addMonths('2026-10-31', 18)).toBe('2028-04-30');
    expect(addMonths('2026-01-31', -11)).toBe('2025-02-28');
    expect(addMonths('2026-11-21', 0)).toBe('2026-11-21');
  });

  it('agrees with Temporal about dates', () => {
    const amount = fc.integer({ min: -60, max: 60 });
    fc.assert(
      fc.property(dates(), amount, amount, (date, months, days) => {
        expect(addMonths(date, months)).toBe(Temporal.PlainDate.from(date).add({ months }).toString());
        expect(addDays(date, days)).toBe(Temporal.PlainDate.from(date).add({ days }).toString());
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  it('keeps the time on the clock in Oslo across a change to summer time and back', () => {
    expect(addToInstant('2026-03-28T12:00:00Z', { days: 1 })).toBe('2026-03-29T11:00:00Z');
    expect(addToInstant('2026-10-24T11:30:15.123Z', { days: 1 })).toBe('2026-10-25T12:30:15Z');
    expect(addToInstant('2026-11-30T12:00:00Z', { months: 3 })).toBe('2027-02-28T12:00:00Z');
    expect(addToInstant('2026-12-23T12:00:00Z', { workingDays: 1 })).toBe('2026-12-28T12:00:00Z');
    expect(addToInstant('2026-11-21T12:00:00Z', {})).toBe('2026-11-21T12:00:00Z');
  });

  it('takes a time that the clock skips after the skip, and one that it shows twice the first time', () => {
    expect(addToInstant('2026-03-28T01:30:00Z', { days: 1 })).toBe('2026-03-29T01:30:00Z');
    expect(addToInstant('2026-10-24T00:30:00Z', { days: 1 })).toBe('2026-10-25T00:30:00Z');
  });

  it('leaves an instant of the hour that is shown twice alone where nothing is added', () => {
    expect(addToInstant('2026-10-25T01:30:00Z', { months: 0, days: 0 })).toBe('2026-10-25T01:30:00Z');
    expect(addToInstant('2026-10-25T01:30:00.5Z', {})).toBe('2026-10-25T01:30:00Z');
  });

  it('agrees with Temporal about instants, most of all around the changes of the clock', () => {
    const aroundChange = fc
      .tuple(
        fc.integer({ min: 2020, max: 2059 }),
        fc.constantFrom('03', '10'),
        fc.integer({ min: 0, max: 9 * 86_400 }),
      )
      .map(([year, month, seconds]) =>
        asInstant(Date.parse(`${year}-${month}-23T00:00:00Z`) + seconds * 1000),
      );
    const amount = { days: fc.integer({ min: 0, max: 100 }), months: fc.integer({ min: 0, max: 18 }) };
    fc.assert(
      fc.property(fc.oneof(instants(), aroundChange), fc.record(amount), (instant, added) => {
        expect(addToInstant(instant, added)).toBe(oslo(instant).add(added).toInstant().toString());
      }),
      { numRuns: 3000 },
    );
    // Into a change: a whole number of days before it, at a time that may be skipped or shown twice.
    fc.assert(
      fc.property(aroundChange, fc.integer({ min: 1, max: 30 }), (instant, days) => {
        const start = asInstant(oslo(instant).subtract({ days }).epochMilliseconds);
        expect(addToInstant(start, { days })).toBe(oslo(start).add({ days }).toInstant().toString());
      }),
      { numRuns: 3000 },
    );
  });
});

describe('working days', () => {
  it.each([
    ['2026-11-20', true, 'a Friday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-11-22', false, 'a Sunday'],
    ['2026-04-01', true, 'Wednesday before Easter'],
    ['2026-04-02', false, 'Maundy Thursday'],
    ['2026-04-03', false, 'Good Friday'],
    ['2026-04-06', false, 'Easter Monday'],
    ['2026-05-01', false, '1 May'],
    ['2026-05-14', false, 'Ascension'],
    ['2026-05-25', false, 'Whit Monday'],
    ['2027-05-17', false, '17 May and Whit Monday at once'],
    ['2026-06-23', true, 'Midsummer eve'],
    ['2026-07-29', true, 'Olsok'],
    ['2026-12-24', false, 'Christmas Eve, a bank holiday'],
    ['2026-12-25', false, 'Christmas Day'],
    ['2026-12-28', true, 'the Monday between'],
    ['2026-12-31', false, "New Year's Eve, a bank holiday"],
    ['2027-01-01', false, "New Year's Day"],
  ])('%s: %s, %s', (date, working) => {
    expect(isWorkingDay(date)).toBe(working);
  });

  it.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-11-21', 0, '2026-11-21'],
    ['2026-11-22', -1, '2026-11-20'],
    ['2026-12-23', 1, '2026-12-28'],
    ['2027-01-04', -3, '2026-12-28'],
    ['2026-04-01', 1, '2026-04-07'],
  ])('%s and %i working days is %s', (date, days, expected) => {
    expect(addWorkingDays(date, days)).toBe(expected);
  });

  it('counts the working days that it passes', () => {
    fc.assert(
      fc.property(dates(), fc.integer({ min: 1, max: 30 }), (date, days) => {
        const after = addWorkingDays(date, days);
        expect(isWorkingDay(after)).toBe(true);
        const passed = Array.from({ length: daysBetween(date, after) }, (_, n) => addDays(date, n + 1));
        expect(passed.filter(isWorkingDay)).toHaveLength(days);
        expect(osloDate(addToInstant(atEight(date), { workingDays: days }))).toBe(after);
        if (isWorkingDay(date)) expect(addWorkingDays(after, -days)).toBe(date);
      }),
    );
  });
});

describe('sending', () => {
  it.each([
    ['2026-11-20T06:59:59Z', '2026-11-20T07:00:00Z'],
    ['2026-11-20T07:00:00Z', '2026-11-20T07:00:00Z'],
    ['2026-11-20T09:00:00.001Z', '2026-11-20T09:00:01Z'],
    ['2026-11-20T14:59:59Z', '2026-11-20T14:59:59Z'],
    ['2026-11-20T14:59:59.500Z', '2026-11-23T07:00:00Z'],
    ['2026-11-20T15:00:00Z', '2026-11-23T07:00:00Z'],
    ['2026-11-20T23:30:00Z', '2026-11-23T07:00:00Z'],
    ['2026-03-27T15:00:00Z', '2026-03-30T06:00:00Z'],
    ['2026-12-23T15:30:00Z', '2026-12-28T07:00:00Z'],
  ])('after %s messages may go out at %s', (instant, expected) => {
    expect(firstSendingInstant(instant)).toBe(expected);
  });

  it('is the first permitted instant: never early, on a working day, in office hours, nothing permitted between', () => {
    fc.assert(
      fc.property(instants(), (instant) => {
        const first = firstSendingInstant(instant);
        const clock = oslo(first);
        expect(compareInstants(first, instant)).toBeGreaterThanOrEqual(0);
        expect(isWorkingDay(osloDate(first))).toBe(true);
        expect(clock.hour).toBeGreaterThanOrEqual(8);
        expect(clock.hour).toBeLessThan(16);
        expect(firstSendingInstant(first)).toBe(first);
        if (first !== instant) expect(first).toBe(atEight(osloDate(first)));
        for (let date = addDays(osloDate(instant), 1); date < osloDate(first); date = addDays(date, 1)) {
          expect(isWorkingDay(date)).toBe(false);
        }
      }),
    );
  });

  it.each([
    ['2026-07-05', false],
    ['2026-07-06', true],
    ['2026-07-26', true],
    ['2026-07-27', false],
    ['2026-12-23', false],
    ['2026-12-24', true],
    ['2027-01-01', true],
    ['2027-01-02', false],
    ['2026-03-28', false],
    ['2026-03-29', false],
    ['2026-03-30', true],
    ['2026-04-01', true],
    ['2026-04-02', false],
  ])('%s quiet: %s', (date, quiet) => {
    expect(isQuiet(date)).toBe(quiet);
  });

  it('has the ISO weeks 28 to 30 quiet', () => {
    fc.assert(
      fc.property(dates(), (date) => {
        const week = Temporal.PlainDate.from(date).weekOfYear!;
        if (week >= 28 && week <= 30) expect(isQuiet(date)).toBe(true);
        else if (date.slice(5) > '04-25' && date.slice(5) < '12-24') expect(isQuiet(date)).toBe(false);
      }),
    );
  });

  it('finds the first sending instant after a quiet period', () => {
    expect(firstSendingInstantAfterQuiet('2026-07-08T10:00:00Z')).toBe('2026-07-27T06:00:00Z');
    expect(firstSendingInstantAfterQuiet('2026-12-24T10:00:00Z')).toBe('2027-01-04T07:00:00Z');
    expect(firstSendingInstantAfterQuiet('2026-03-30T10:00:00Z')).toBe('2026-04-07T06:00:00Z');
    expect(firstSendingInstantAfterQuiet('2026-11-20T10:00:00Z')).toBe('2026-11-20T10:00:00Z');
  });
});

describe('checking and comparing', () => {
  it.each(['2026-11-21', '2028-02-29', '1900-01-01', '2199-12-31'])('%s is a date', (date) => {
    expect(isDate(date)).toBe(true);
  });
  it.each([
    '2027-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '1899-12-31',
    '2200-01-01',
    '2026-1-1',
    '21.11.2026',
    '2026-11-21T10:00:00Z',
    ' 2026-11-21',
    '',
  ])('"%s" is no date', (date) => {
    expect(isDate(date)).toBe(false);
  });

  it.each(['2026-11-21T10:00:00Z', '2026-11-21T23:59:59.999Z', '2026-11-21T10:00:00.123456789Z'])(
    '%s is an instant',
    (instant) => {
      expect(isInstant(instant)).toBe(true);
    },
  );
  it.each([
    '2026-11-21',
    '2026-11-21T10:00Z',
    '2026-11-21T24:00:00Z',
    '2026-11-21T10:60:00Z',
    '2026-11-21T10:00:60Z',
    '2026-11-21T10:00:00+01:00',
    '2026-11-21T10:00:00',
    '2026-11-21t10:00:00z',
    '2026-02-30T10:00:00Z',
    '1899-12-31T10:00:00Z',
    '2026-11-21T10:00:00Z\n',
  ])('"%s" is no instant', (instant) => {
    expect(isInstant(instant)).toBe(false);
  });

  it('compares instants whatever fractions they carry', () => {
    const whole = '2026-11-21T10:00:00Z';
    expect(compareInstants(whole, whole)).toBe(0);
    expect(compareInstants(whole, '2026-11-21T10:00:01Z')).toBeLessThan(0);
    expect(compareInstants('2026-11-21T10:00:01Z', whole)).toBeGreaterThan(0);
    expect(compareInstants('2026-11-21T10:00:00.000Z', whole)).toBe(0);
    expect(compareInstants('2026-11-21T10:00:00.001Z', whole)).toBeGreaterThan(0);
    expect(compareInstants(whole, '2026-11-21T10:00:00.001Z')).toBeLessThan(0);
  });

  it('gives the earlier and the later in whole seconds', () => {
    expect(earlier('2026-11-21T10:00:00.900Z', '2026-11-21T10:00:01Z')).toBe('2026-11-21T10:00:00Z');
    expect(earlier('2026-11-21T10:00:02Z', '2026-11-21T10:00:01Z')).toBe('2026-11-21T10:00:01Z');
    expect(later('2026-11-21T10:00:00.900Z', '2026-11-21T10:00:00Z')).toBe('2026-11-21T10:00:00Z');
    expect(later('2026-11-21T10:00:01Z', '2026-11-21T10:00:02Z')).toBe('2026-11-21T10:00:02Z');
    expect(wholeSeconds('2026-11-21T10:00:00.999Z')).toBe('2026-11-21T10:00:00Z');
  });
});
