import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/calendar.ts';
import type { ExtraPoint, Window } from '../../domain/model.ts';
import { refusal } from '../../domain/refusals.ts';
import { extraPointErrors, extraWindow, point2Window, point3Window } from '../../domain/windows.ts';
import { gp, Life } from './support.ts';

/** Points of a municipality's or a patient's own: what is refused on writing never comes to run into another. */

const anchor = fc.integer({ min: 0, max: 365 * 12 }).map((days) => addDays('2024-01-01', days));
/** Durations in the units that people count in, of about so many days. */
const about = (days: number) =>
  fc.constantFrom(
    `P${days}D`,
    `P${Math.floor(days / 7)}W`,
    `P${Math.floor(days / 30.4)}M`,
    `P${Math.floor(days / 30.4)}M${Math.floor(days % 30.4)}D`,
    `P${Math.floor(days / 365)}Y${days % 365}D`,
  );
const extra: fc.Arbitrary<ExtraPoint> = fc
  .tuple(fc.integer({ min: 35, max: 800 }), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 60 }))
  .chain(([opens, due, closes]) =>
    fc.record({
      opensAfter: about(opens),
      dueAfter: about(opens + due),
      closesAfter: about(opens + due + closes),
    }),
  );
/** Close to where one window ends and another begins: a day or two on either side of three, five, twelve and eighteen months. */
const atTheEdge: fc.Arbitrary<ExtraPoint> = fc
  .tuple(fc.constantFrom(91, 152, 365, 548), fc.integer({ min: -4, max: 4 }), fc.boolean())
  .map(([edge, off, before]) =>
    before
      ? {
          opensAfter: `P${edge + off - 14}D`,
          dueAfter: `P${edge + off - 7}D`,
          closesAfter: `P${edge + off}D`,
        }
      : {
          opensAfter: `P${edge + off}D`,
          dueAfter: `P${edge + off + 7}D`,
          closesAfter: `P${edge + off + 14}D`,
        },
  );
const overlap = (a: Window, b: Window) => a.opensAt < b.closesAt && b.opensAt < a.closesAt;

describe('points that are accepted', () => {
  it('open, are due and close in that order, and run into no other, whatever the anchor', () => {
    const lists = fc.array(fc.oneof(extra, atTheEdge), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(lists, fc.array(anchor, { minLength: 8, maxLength: 8 }), (extras, anchors) => {
        const wrong = new Set(extraPointErrors(extras, '').map(({ path }) => path));
        const accepted = extras.filter((_, index) => !wrong.has(`.${index}`));
        for (const date of anchors) {
          const windows = accepted.map((one) => extraWindow(date, one));
          const all = [point2Window(date), point3Window(date), ...windows];
          for (const { opensAt, dueAt, closesAt } of windows)
            if (!(opensAt < dueAt && dueAt <= closesAt)) throw new Error(`out of order from ${date}`);
          for (const [n, one] of all.entries())
            if (all.slice(n + 1).some((other) => overlap(one, other)))
              throw new Error(`${JSON.stringify(accepted)} run into each other from ${date}`);
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['P6W', 'P8W', 'P10W'],
    ['P6M', 'P7M', 'P8M'],
    ['P19M', 'P20M', 'P2Y'],
    ['P1M', 'P2M', 'P3M'],
    ['P5M', 'P6M', 'P12M'],
  ])('are those people ask for: %s, %s, %s', (opensAfter, dueAfter, closesAfter) => {
    expect(extraPointErrors([{ opensAfter, dueAfter, closesAfter }], 'extraPoints')).toEqual([]);
  });

  it('say which of several is wrong, and why', () => {
    const good = { opensAfter: 'P6W', dueAfter: 'P8W', closesAfter: 'P10W' };
    const late = { opensAfter: 'P6M', dueAfter: 'P5M', closesAfter: 'P8M' };
    const second = { opensAfter: 'P4M', dueAfter: 'P6M', closesAfter: 'P7M' };
    expect(extraPointErrors([good, late, second, good], 'extraPoints')).toEqual([
      refusal('extraPoints.1', 'out-of-order'),
      refusal('extraPoints.2', 'runs-into-point', 2),
      refusal('extraPoints.3', 'runs-into-another'),
    ]);
  });
});

describe('a pathway with many points', () => {
  it('of any kind ends with the last of them, in plans that live no longer than AWS lets them', () => {
    const lists = fc.array(extra, { maxLength: 5 });
    fc.assert(
      fc.property(lists, fc.boolean(), (extras, silent) => {
        const wrong = new Set(extraPointErrors(extras, '').map(({ path }) => path));
        const extraPoints = extras.filter((_, index) => !wrong.has(`.${index}`));
        // `Life` throws where a plan would live too long, or what must hold does not
        const life = new Life({ referral: { extraPoints } });
        const last = () =>
          life.record.points
            .map(({ closesAt }) => closesAt)
            .toSorted()
            .at(-1)!;
        if (!silent) life.complete({ outcome: 'assessed', heldOn: life.now.slice(0, 10), mode: 'phone', gp });
        life.until(last());
        life.days(40);
        expect(life.record.status).toBe('completed');
        expect(life.record.endedAt! >= last()).toBe(true);
        expect(life.record.points).toHaveLength(3 + extraPoints.length);
      }),
      { numRuns: 60 },
    );
  });
});
