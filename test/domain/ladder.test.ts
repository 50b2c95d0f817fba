import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addToInstant,
  addWorkingDays,
  atEight,
  firstSendingInstant,
  isQuiet,
  isWorkingDay,
  osloDate,
} from '../../domain/calendar.ts';
import { ladder } from '../../domain/ladder.ts';
import { ladders } from '../../domain/ladders.ts';
import type { LadderKey, Rung, Window } from '../../domain/model.ts';
import {
  hospitalWindow,
  intakeWindow,
  offerAgainWindow,
  openedLate,
  point2Window,
  point3Window,
} from '../../domain/windows.ts';

/** A ladder as lines: number, instant, receiver, and the condition if there is one. */
function lines(rungs: readonly Rung[]): readonly string[] {
  return rungs.map(({ rung, at, to, unlessAccepted, onlyAccepted }) =>
    [rung, at, to, unlessAccepted ? 'unless accepted' : '', onlyAccepted ? 'only accepted' : '']
      .filter((part) => part !== '')
      .join(' '),
  );
}

const anchor = '2026-10-31';

describe('the ladders of the table', () => {
  it('hospital needs assessment', () => {
    // Opens on a Tuesday at 10:15; due on a Tuesday at 11:15 after the clock has changed.
    expect(
      lines(ladder('hospital-needs-assessment', hospitalWindow('2026-10-20T08:15:00Z'), { anchor })),
    ).toEqual([
      '0 2026-10-20T08:15:00Z coordinator',
      '1 2026-10-29T09:15:00Z coordinator',
      '2 2026-11-03T09:15:00Z coordinator',
      '3 2026-11-10T09:15:00Z leader',
      '4 2026-11-17T09:15:00Z coordinating-unit',
    ]);
  });

  it('hospital needs assessment that opens on a Saturday night', () => {
    expect(
      lines(ladder('hospital-needs-assessment', hospitalWindow('2026-11-21T21:00:00Z'), { anchor })),
    ).toEqual([
      '0 2026-11-23T07:00:00Z coordinator',
      '1 2026-12-03T07:00:00Z coordinator',
      '2 2026-12-07T07:00:00Z coordinator',
      '3 2026-12-14T07:00:00Z leader',
      '4 2026-12-21T07:00:00Z coordinating-unit',
    ]);
  });

  it('offer again', () => {
    expect(lines(ladder('offer-again', offerAgainWindow('2026-11-02T07:00:00Z'), { anchor }))).toEqual([
      '0 2026-11-02T07:00:00Z coordinator',
      '1 2026-11-16T07:00:00Z coordinator',
      '2 2026-11-23T07:00:00Z leader',
    ]);
  });

  it('municipal intake: the leader on day five and the reminder of those who accepted may be at one instant', () => {
    expect(lines(ladder('municipal-intake', intakeWindow('2026-11-02T09:00:00Z'), { anchor }))).toEqual([
      '0 2026-11-02T09:00:00Z coordinator',
      '1 2026-11-05T09:00:00Z coordinator unless accepted',
      '2 2026-11-09T09:00:00Z leader unless accepted',
      '3 2026-11-09T09:00:00Z coordinator only accepted',
      '4 2026-11-16T09:00:00Z coordinating-units-of-both unless accepted',
    ]);
  });

  it('municipal intake before Christmas: numbers follow time', () => {
    expect(lines(ladder('municipal-intake', intakeWindow('2026-12-21T09:00:00Z'), { anchor }))).toEqual([
      '0 2026-12-21T09:00:00Z coordinator',
      '1 2026-12-28T09:00:00Z coordinator unless accepted',
      '2 2026-12-28T09:00:00Z coordinator only accepted',
      '3 2026-12-30T09:00:00Z leader unless accepted',
      '4 2027-01-08T09:00:00Z coordinating-units-of-both unless accepted',
    ]);
  });

  it('point 2', () => {
    expect(lines(ladder('point-2', point2Window(anchor), { anchor }))).toEqual([
      '0 2027-02-01T07:00:00Z coordinator',
      '1 2027-02-15T07:00:00Z coordinator',
      '2 2027-02-24T07:00:00Z coordinator',
      '3 2027-03-05T07:00:00Z leader',
      '4 2027-03-19T07:00:00Z coordinating-unit',
    ]);
  });

  it('point 3', () => {
    expect(lines(ladder('point-3', point3Window(anchor), { anchor }))).toEqual([
      '0 2027-11-01T07:00:00Z coordinator',
      '1 2028-01-03T07:00:00Z coordinator',
      '2 2028-01-31T07:00:00Z coordinator',
      '3 2028-02-29T07:00:00Z leader',
      '4 2028-03-31T06:00:00Z coordinating-unit',
    ]);
  });

  it('an extra point', () => {
    const window = {
      opensAt: '2026-11-02T07:00:00Z',
      dueAt: '2026-11-16T07:00:00Z',
      closesAt: '2026-11-30T07:00:00Z',
    };
    expect(lines(ladder('extra-point', window, { anchor }))).toEqual([
      '0 2026-11-02T07:00:00Z coordinator',
      '1 2026-11-11T07:00:00Z coordinator',
      '2 2026-11-16T07:00:00Z coordinator',
      '3 2026-11-23T07:00:00Z leader',
    ]);
  });
});

describe('a window that opens late', () => {
  it('sends no rung from before the opening, and keeps the numbers', () => {
    const late = openedLate(point3Window(anchor), '2028-02-12T12:00:00.250Z');
    expect(lines(ladder('point-3', late, { anchor }))).toEqual([
      '0 2028-02-14T07:00:00Z coordinator',
      '2 2028-02-28T07:00:00Z coordinator',
      '3 2028-02-29T07:00:00Z leader',
      '4 2028-03-31T06:00:00Z coordinating-unit',
    ]);
  });

  it('does not send what would go out together with the arrival', () => {
    // Opens on the Saturday before the Sunday that is anchor + 14 months.
    const late = { ...point3Window('2026-11-02'), opensAt: '2028-01-01T12:00:00Z' };
    expect(lines(ladder('point-3', late, { anchor: '2026-11-02' }))).toEqual([
      '0 2028-01-03T07:00:00Z coordinator',
      '2 2028-02-02T07:00:00Z coordinator',
      '3 2028-03-02T07:00:00Z leader',
      '4 2028-04-03T06:00:00Z coordinating-unit',
    ]);
  });

  it('numbers the rungs in the order in which they go out', () => {
    const late = openedLate(point2Window(anchor), '2027-02-14T10:00:00Z');
    expect(late.dueAt).toBe('2027-02-28T10:00:00Z');
    expect(lines(ladder('point-2', late, { anchor }))).toEqual([
      '0 2027-02-15T07:00:00Z coordinator',
      '1 2027-02-24T10:00:00Z coordinator',
      '2 2027-03-01T07:00:00Z coordinator',
      '3 2027-03-05T10:00:00Z leader',
      '4 2027-03-19T10:00:00Z coordinating-unit',
    ]);
  });

  it('has no rung at or after the close, and none at all when nothing may be sent before it', () => {
    const window = point2Window(anchor);
    expect(
      lines(ladder('point-2', openedLate(window, '2027-03-19T12:00:00Z'), { anchor })).map((line) => line[0]),
    ).toEqual(['0', '1']);
    const weekend = {
      opensAt: '2026-11-20T16:00:00Z',
      dueAt: '2026-11-23T07:00:00Z',
      closesAt: '2026-11-23T07:00:00Z',
    };
    expect(ladder('point-2', weekend, { anchor })).toEqual([]);
  });
});

describe('quiet periods', () => {
  it('reminds the coordinator, but lets those above wait until the period is over', () => {
    // Due on 2 July 2026: leader on 9 July and coordinating unit on 16 July fall in weeks 28–30.
    const window = hospitalWindow('2026-06-18T08:00:00Z');
    const late: Window = { ...window, closesAt: '2026-09-30T08:00:00Z' };
    expect(lines(ladder('hospital-needs-assessment', late, { anchor }))).toEqual([
      '0 2026-06-18T08:00:00Z coordinator',
      '1 2026-06-29T08:00:00Z coordinator',
      '2 2026-07-02T08:00:00Z coordinator',
      // Brought together by the period, and both sent.
      '3 2026-07-27T06:00:00Z leader',
      '4 2026-07-27T06:00:00Z coordinating-unit',
    ]);
  });

  it('does not let them wait into the last ten working days', () => {
    // Closes on 30 July: the last ten working days begin on 16 July, the day before them is 15 July.
    const window = hospitalWindow('2026-06-18T08:00:00Z');
    expect(lines(ladder('hospital-needs-assessment', window, { anchor })).slice(3)).toEqual([
      '3 2026-07-15T06:00:00Z leader',
      '4 2026-07-16T08:00:00Z coordinating-unit',
    ]);
  });

  it('does not send before its time a rung that falls on the last day before those', () => {
    // The leader's own time is on the 15th, at 10:00.
    const window = hospitalWindow('2026-06-24T08:00:00Z');
    const closing: Window = { ...window, closesAt: '2026-07-29T08:00:00Z' };
    expect(lines(ladder('hospital-needs-assessment', closing, { anchor })).slice(3)).toEqual([
      '3 2026-07-15T08:00:00Z leader',
      '4 2026-07-22T08:00:00Z coordinating-unit',
    ]);
  });
});

describe('a booked appointment', () => {
  const window = point2Window(anchor);
  const booked = (appointmentOn: string) => lines(ladder('point-2', window, { anchor, appointmentOn }));
  const unbooked = lines(ladder('point-2', window, { anchor, appointmentOn: null }));

  it('changes nothing when the rungs come more than two working days after it', () => {
    expect(booked('2027-02-02')).toEqual(unbooked);
    expect(booked('2027-02-01T12:00:00Z')).toEqual(unbooked);
  });

  it('moves the rungs before its rest to the end of it, one for each instant: the highest', () => {
    // A Friday: rests until Tuesday 08:00.
    expect(booked('2027-02-26')).toEqual([
      unbooked[0],
      '2 2027-03-02T07:00:00Z coordinator',
      unbooked[3],
      unbooked[4],
    ]);
    expect(booked('2027-03-20')).toEqual([unbooked[0], '4 2027-03-23T07:00:00Z coordinating-unit']);
  });

  it('rests two working days from the hour of an appointment', () => {
    expect(booked('2027-02-26T12:30:00Z')[1]).toBe('2 2027-03-02T12:30:00Z coordinator');
    expect(booked('2027-02-26T17:30:00Z')[1]).toBe('2 2027-03-03T07:00:00Z coordinator');
  });

  it('silences nobody for good, however far away it is', () => {
    const last = [unbooked[0], '4 2027-03-30T06:00:00Z coordinating-unit'];
    expect(booked('2027-03-31')).toEqual(last);
    expect(booked('2029-01-01')).toEqual(last);
  });

  it('moves each branch of an intake by itself', () => {
    const intake = intakeWindow('2026-11-02T09:00:00Z');
    expect(lines(ladder('municipal-intake', intake, { anchor, appointmentOn: '2026-11-17' }))).toEqual([
      '0 2026-11-02T09:00:00Z coordinator',
      '3 2026-11-19T07:00:00Z coordinator only accepted',
      '4 2026-11-19T07:00:00Z coordinating-units-of-both unless accepted',
    ]);
  });

  it('keeps a lower rung from being overtaken', () => {
    // Opened late, the leader (anchor + 16 months, 7 July) is told before the reminder at due (17 July). The rest
    // ends on 20 July, in a quiet period, which the leader has to wait out.
    const from = '2027-03-07';
    const late = openedLate(point3Window(from), '2028-07-03T10:00:00Z');
    expect(lines(ladder('point-3', late, { anchor: from }))).toEqual([
      '0 2028-07-03T10:00:00Z coordinator',
      '2 2028-07-07T06:00:00Z leader',
      '3 2028-07-17T10:00:00Z coordinator',
      '4 2028-08-07T06:00:00Z coordinating-unit',
    ]);
    expect(lines(ladder('point-3', late, { anchor: from, appointmentOn: '2028-07-18' }))).toEqual([
      '0 2028-07-03T10:00:00Z coordinator',
      '2 2028-07-31T06:00:00Z leader',
      '4 2028-08-07T06:00:00Z coordinating-unit',
    ]);
  });
});

describe('always', () => {
  const lastAnchor = Temporal.PlainDate.from('2020-01-01').until('2060-12-31').days;
  const anchors = fc.oneof(
    fc.integer({ min: 0, max: lastAnchor }).map((days) => addDays('2020-01-01', days)),
    // Leap days, month ends, and days that bring a window to a change of the clock.
    fc.constantFrom(
      '2024-02-29',
      '2028-02-29',
      '2044-02-29',
      '2026-11-30',
      '2027-08-31',
      '2026-10-25',
      '2027-03-28',
    ),
  );
  const keys = fc.constantFrom(...(Object.keys(ladders) as LadderKey[]));
  const seconds = fc.integer({ min: 0, max: 86_399 });
  const cases = fc
    .record({
      anchor: anchors,
      key: keys,
      seconds,
      late: fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }),
      appointment: fc.option(fc.tuple(fc.integer({ min: -30, max: 700 }), fc.boolean()), { nil: null }),
    })
    .map(({ anchor, key, seconds, late, appointment }) => {
      const start = `${anchor}T00:00:00Z`;
      const opensAt = `${new Date(Date.parse(start) + seconds * 1000).toISOString().slice(0, 19)}Z`;
      const planned = windowOf(key, anchor, opensAt);
      const window =
        late === null ? planned : openedLate(planned, addToInstant(planned.opensAt, { days: late }));
      const on = appointment && addToInstant(window.opensAt, { days: appointment[0] });
      return { key, anchor, window, appointmentOn: on && appointment[1] ? osloDate(on) : on };
    });

  function windowOf(key: LadderKey, anchor: string, opensAt: string): Window {
    if (key === 'hospital-needs-assessment') return hospitalWindow(opensAt);
    if (key === 'offer-again') return offerAgainWindow(opensAt);
    if (key === 'municipal-intake') return intakeWindow(opensAt);
    if (key === 'point-3') return point3Window(anchor);
    return point2Window(anchor);
  }

  const branches = (rungs: readonly Rung[]) => [
    rungs.filter((rung) => !rung.onlyAccepted),
    rungs.filter((rung) => !rung.unlessAccepted),
  ];
  const height = (rung: Rung) => ['coordinator', 'leader'].indexOf(rung.to) + 1 || 3;

  it('goes upwards in time and number, within the window, on working days in office hours', () => {
    fc.assert(
      fc.property(cases, ({ key, window, ...options }) => {
        const rungs = ladder(key, window, options);
        for (const [index, { rung, at }] of rungs.entries()) {
          const clock = Temporal.Instant.from(at).toZonedDateTimeISO('Europe/Oslo');
          expect(at).toMatch(/^.{10}T\d\d:\d\d:\d\dZ$/);
          expect(at >= window.opensAt && at < window.closesAt).toBe(true);
          expect(isWorkingDay(osloDate(at))).toBe(true);
          expect(clock.hour >= 8 && clock.hour < 16).toBe(true);
          if (index > 0) {
            expect(at >= rungs[index - 1]!.at).toBe(true);
            expect(at > rungs[0]!.at).toBe(true);
            expect(rung).toBeGreaterThan(rungs[index - 1]!.rung);
          }
        }
        for (const branch of branches(rungs)) {
          for (const [index, rung] of branch.entries()) {
            const before = branch[index - 1];
            if (before?.at === rung.at) expect(height(rung)).not.toBe(height(before));
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('begins with the arrival at the first sending instant', () => {
    fc.assert(
      fc.property(cases, ({ key, window, ...options }) => {
        const first = firstSendingInstant(window.opensAt);
        const [arrival] = ladder(key, window, options);
        if (first >= window.closesAt) expect(arrival).toBeUndefined();
        else expect(arrival).toMatchObject({ rung: 0, at: first, to: 'coordinator' });
      }),
    );
  });

  it('keeps numbers and receivers under any appointment, and sends the last rung of each branch', () => {
    fc.assert(
      fc.property(cases, ({ key, window, ...options }) => {
        const resting = ladder(key, window, options);
        const without = ladder(key, window, { anchor: options.anchor });
        for (const rung of resting) {
          const same = without.find((other) => other.rung === rung.rung)!;
          expect({ ...rung, at: same.at }).toEqual(same);
          expect(rung.at >= same.at).toBe(true);
        }
        const [restingBranches, branchesWithout] = [branches(resting), branches(without)];
        for (const [index, branch] of branchesWithout.entries()) {
          const highest = Math.max(...branch.map(height));
          if (branch.length > 0) expect(Math.max(...restingBranches[index]!.map(height))).toBe(highest);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('rests: nothing but the arrival before two working days after an appointment that is well before the close', () => {
    fc.assert(
      fc.property(cases, ({ key, window, anchor, appointmentOn }) => {
        if (appointmentOn === null) return;
        const date = appointmentOn.length === 10 ? appointmentOn : osloDate(appointmentOn);
        const rested = atEight(addWorkingDays(date, 2));
        if (rested >= atEight(addWorkingDays(osloDate(window.closesAt), -1))) return;
        for (const rung of ladder(key, window, { anchor, appointmentOn }).slice(1)) {
          expect(rung.at >= rested).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves those above the coordinator alone in quiet periods, but for the end of the window', () => {
    fc.assert(
      fc.property(cases, ({ key, window, ...options }) => {
        const lastDays = addWorkingDays(osloDate(window.closesAt), -10);
        const last = addWorkingDays(lastDays, -1);
        for (const { at, to } of ladder(key, window, options)) {
          if (to !== 'coordinator' && isQuiet(osloDate(at))) expect(osloDate(at) >= last).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('numbers the rungs of a point that opens in time by their place in the table', () => {
    fc.assert(
      fc.property(anchors, (anchor) => {
        for (const key of ['point-2', 'point-3'] as const) {
          const window = windowOf(key, anchor, atEight(anchor));
          for (const { rung, to } of ladder(key, window, { anchor }).slice(1)) {
            expect(to).toBe(ladders[key][rung - 1]!.tell);
          }
        }
      }),
    );
  });
});
