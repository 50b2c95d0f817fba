import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addToInstant, atEight, compareInstants } from '../../domain/calendar.ts';
import type { Window } from '../../domain/model.ts';
import {
  cappedAt,
  hospitalWindow,
  intakeWindow,
  offerAgainWindow,
  openedLate,
  point2Window,
  point3Window,
} from '../../domain/windows.ts';

describe('windows', () => {
  it('counts days from the instant of the opening and keeps its time on the clock', () => {
    expect(hospitalWindow('2026-10-20T10:15:00.250Z')).toEqual({
      opensAt: '2026-10-20T10:15:00Z',
      dueAt: '2026-11-03T11:15:00Z',
      closesAt: '2026-12-01T11:15:00Z',
    });
    expect(offerAgainWindow('2026-11-02T07:00:00Z')).toEqual({
      opensAt: '2026-11-02T07:00:00Z',
      dueAt: '2026-11-16T07:00:00Z',
      closesAt: '2026-11-30T07:00:00Z',
    });
    expect(intakeWindow('2026-11-02T07:00:00Z')).toEqual({
      opensAt: '2026-11-02T07:00:00Z',
      dueAt: '2026-11-09T07:00:00Z',
      closesAt: '2026-11-30T07:00:00Z',
    });
  });

  it('counts months from the anchor at 08:00 Oslo', () => {
    expect(point2Window('2026-10-31')).toEqual({
      opensAt: '2027-01-31T07:00:00Z',
      dueAt: '2027-02-28T07:00:00Z',
      closesAt: '2027-03-31T06:00:00Z',
    });
    expect(point3Window('2026-10-31')).toEqual({
      opensAt: '2027-10-31T07:00:00Z',
      dueAt: '2028-01-31T07:00:00Z',
      closesAt: '2028-04-30T06:00:00Z',
    });
    expect(point3Window('2028-02-29').opensAt).toBe('2029-02-28T07:00:00Z');
  });
});

describe('a window that opens late', () => {
  const window = point2Window('2026-10-31');

  it('is as it was when it does not open late', () => {
    expect(openedLate(window, window.opensAt)).toEqual(window);
    expect(openedLate(window, '2026-12-01T10:00:00Z')).toEqual(window);
  });

  it('keeps its due date when that leaves 14 days', () => {
    expect(openedLate(window, '2027-02-10T12:00:00.500Z')).toEqual({
      ...window,
      opensAt: '2027-02-10T12:00:00Z',
    });
  });

  it('is otherwise due 14 days after it opens', () => {
    expect(openedLate(window, '2027-02-20T12:00:00Z')).toEqual({
      opensAt: '2027-02-20T12:00:00Z',
      dueAt: '2027-03-06T12:00:00Z',
      closesAt: window.closesAt,
    });
  });

  it('is due at the latest when it closes', () => {
    expect(openedLate(window, '2027-03-25T12:00:00Z').dueAt).toBe(window.closesAt);
  });

  it('opens, is due and closes at once when it has closed', () => {
    const { closesAt } = window;
    expect(openedLate(window, '2027-05-01T12:00:00Z')).toEqual({
      opensAt: closesAt,
      dueAt: closesAt,
      closesAt,
    });
  });
});

describe('a capped window', () => {
  const window = hospitalWindow('2026-11-02T07:00:00Z');

  it('is as it was when it closes in time', () => {
    expect(cappedAt(window, '2027-01-31T07:00:00Z')).toEqual(window);
  });

  it('closes at the cap, and keeps a due date before it', () => {
    expect(cappedAt(window, '2026-11-30T07:00:00Z')).toEqual({ ...window, closesAt: '2026-11-30T07:00:00Z' });
  });

  it('is due at the cap at the latest', () => {
    const cap = '2026-11-10T07:00:00Z';
    expect(cappedAt(window, cap)).toEqual({ opensAt: window.opensAt, dueAt: cap, closesAt: cap });
  });

  it('closes as it opens when the cap is before', () => {
    const { opensAt } = window;
    expect(cappedAt(window, '2026-10-01T07:00:00Z')).toEqual({ opensAt, dueAt: opensAt, closesAt: opensAt });
  });
});

it('always opens before it is due and is due before it closes, whatever is done to it', () => {
  const anchors = fc.integer({ min: 0, max: 14_975 }).map((days) => addDays('2020-01-01', days));
  const makers: readonly ((anchor: string) => Window)[] = [
    (anchor) => hospitalWindow(atEight(anchor)),
    (anchor) => offerAgainWindow(atEight(anchor)),
    (anchor) => intakeWindow(atEight(anchor)),
    point2Window,
    point3Window,
  ];
  const away = fc.integer({ min: -100, max: 700 });
  fc.assert(
    fc.property(anchors, fc.constantFrom(...makers), away, away, (anchor, make, late, cap) => {
      const at = (days: number) => addToInstant(atEight(anchor), { days });
      for (const window of [
        make(anchor),
        openedLate(make(anchor), at(late)),
        cappedAt(make(anchor), at(cap)),
      ]) {
        expect(compareInstants(window.opensAt, window.dueAt)).toBeLessThanOrEqual(0);
        expect(compareInstants(window.dueAt, window.closesAt)).toBeLessThanOrEqual(0);
        for (const instant of Object.values(window)) expect(instant).toMatch(/^.{10}T\d\d:\d\d:\d\dZ$/);
      }
    }),
  );
});
