import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addToInstant, atEight } from '../../domain/calendar.ts';
import { openEarly } from '../../domain/early.ts';
import type { PointNumber } from '../../domain/model.ts';
import { RuleBroken, TaskConflict } from '../../domain/tasks.ts';
import { Life, no, without, yes } from './support.ts';

/** Opening a point before its window (`domain/early.ts`, `domain/points.ts`). */

const early = (life: Life, point: PointNumber) =>
  life.act((record, context) => openEarly(record, context, point));
const conflict = (life: Life, point: PointNumber) =>
  expect(() => openEarly(life.record, life.context(), point)).toThrow(TaskConflict);

/** Point 1 held and the patient taken in, on the day. */
function atHome(options: ConstructorParameters<typeof Life>[0] = {}): Life {
  const life = new Life(options);
  life.complete({ outcome: 'assessed', heldOn: life.now.slice(0, 10), mode: 'phone' });
  life.complete({ outcome: 'done' });
  return life;
}

describe('a point opened early', () => {
  it('need not wait the 28 days after point 1, nor for its month', () => {
    const life = atHome();
    early(life, 2);
    expect(life.task).toMatchObject({ point: 2, opensAt: life.now, dueAt: atEight('2027-03-10') });
  });

  it('does not open before the day that its window is counted from, also where that is corrected afterwards', () => {
    const life = atHome();
    early(life, 2);
    life.report({ type: 'answers-changed', answers: { shareWithMunicipality: false } });
    expect(life.open.filter(({ plan }) => plan === 'p')).toEqual([]);
    expect(life.point(2)).toMatchObject({ status: 'planned', opensAt: life.now });
    life.days(10);
    life.report({ type: 'diagnosis-corrected', date: '2026-12-02' });
    expect(life.point(2)).toMatchObject({ status: 'planned', opensAt: atEight('2027-03-02') });
    // seven in the morning of the day of the diagnosis
    conflict(atHome({ now: '2026-11-10T06:00:00Z' }), 2);
  });

  it('that came to nothing opens again as planned', () => {
    const life = atHome();
    early(life, 2);
    life.complete({ outcome: 'assessed', heldOn: life.now.slice(0, 10), mode: 'phone' });
    early(life, 3);
    expect(life.task.closesAt).toBe(addToInstant(life.now, { days: 300 }));
    life.until('2027-09-01');
    life.report({ type: 'answers-changed', answers: { shareWithMunicipality: false } });
    life.until('2027-09-25');
    life.report({ type: 'answers-changed', answers: { shareWithMunicipality: true } });
    expect(life.point(3)).toMatchObject({
      status: 'planned',
      opensAt: atEight('2027-11-10'),
      closesAt: atEight('2028-05-10'),
    });
    early(life, 3);
    expect(life.task).toMatchObject({ point: 3, opensAt: life.now, closesAt: atEight('2028-05-10') });
  });

  it('changes nothing where the window is open already', () => {
    const life = new Life({ asleep: true });
    const { record } = life;
    expect(openEarly(record, life.context(), 1)).toBe(record);
  });

  it('is none before the patient is taken in, or a route is found', () => {
    const asleep = atHome();
    // taken in elsewhere: nobody has taken the patient in where it is now
    asleep.record = { ...asleep.record, handedOver: [] };
    conflict(asleep, 2);
    const nowhere = new Life({ directory: without('kommune-3238') });
    nowhere.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
    expect(nowhere.task.kind).toBe('route-manually');
    conflict(nowhere, 2);
  });

  it('is none without its yes, at the hospital after a no, or after the end', () => {
    const refusing = new Life({ referral: { answers: no } });
    conflict(refusing, 1);
    conflict(refusing, 2);
    const ready = new Life({ referral: { answers: yes, readyFrom: '2027-01-11' } });
    conflict(ready, 2);
    ready.report({ type: 'withdrawn' });
    conflict(ready, 1);
  });

  it('at the hospital counts its days from the opening', () => {
    const life = new Life({ referral: { readyFrom: '2027-01-11' } });
    life.days(3);
    early(life, 1);
    expect(life.task).toMatchObject({
      point: 1,
      opensAt: life.now,
      dueAt: addToInstant(life.now, { days: 14 }),
      closesAt: addToInstant(life.now, { days: 42 }),
    });
    expect(openEarly(life.record, life.context(), 1)).toBe(life.record);
  });

  it('at any time, of any point, leaves a pathway that comes to its end', () => {
    const points: readonly PointNumber[] = [1, 2, 3, 'extra-1'];
    const step = fc.oneof(
      fc.constantFrom(...points).map((point) => ({ do: 'open', point }) as const),
      fc.integer({ min: 1, max: 90 }).map((days) => ({ do: 'wait', days }) as const),
      fc.constant({ do: 'complete' } as const),
      fc.boolean().map((value) => ({ do: 'answer', value }) as const),
      fc.integer({ min: 0, max: 60 }).map((ago) => ({ do: 'date', ago }) as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const life = new Life({
          referral: {
            readyFrom: '2027-01-11',
            extraPoints: [{ opensAfter: 'P6M', dueAfter: 'P7M', closesAfter: 'P8M' }],
          },
        });
        for (const one of steps) play(life, one);
        expect(['completed', 'declined', 'lapsed']).toContain(life.toTheEnd());
        expect(life.rescued).toBe(0);
      }),
      { numRuns: 300 },
    );

    function play(life: Life, one: Parameters<typeof perform>[1]) {
      try {
        perform(life, one);
      } catch (error) {
        // not its turn, or a conversation before the diagnosis
        if (!(error instanceof TaskConflict || error instanceof RuleBroken)) throw error;
      }
    }

    function perform(
      life: Life,
      one:
        | { readonly do: 'open'; readonly point: PointNumber }
        | { readonly do: 'wait'; readonly days: number }
        | { readonly do: 'complete' }
        | { readonly do: 'answer'; readonly value: boolean }
        | { readonly do: 'date'; readonly ago: number },
    ) {
      const task = life.open.find(({ plan }) => plan === 'p');
      const today = life.now.slice(0, 10);
      switch (one.do) {
        case 'open':
          return early(life, one.point);
        case 'wait':
          return life.days(one.days);
        case 'complete':
          return task?.kind === 'municipal-intake'
            ? life.complete({ outcome: 'done' }, task.taskId)
            : task && life.complete({ outcome: 'assessed', heldOn: today, mode: 'phone' }, task.taskId);
        case 'answer':
          return life.report({ type: 'answers-changed', answers: { shareWithMunicipality: one.value } });
        case 'date':
          return life.report({ type: 'diagnosis-corrected', date: addDays(today, -one.ago) });
      }
    }
  });
});
