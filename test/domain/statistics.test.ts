import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../domain/calendar.ts';
import { report } from '../../domain/pathway.ts';
import type { EventBody } from '../../domain/record.ts';
import { groupRow, lists } from '../../domain/rows.ts';
import { median, share, statisticOf } from '../../domain/statistics.ts';
import { acceptTask, RuleBroken, rejectTask, TaskConflict } from '../../domain/tasks.ts';
import { Life, lillestrom, no, notAsked } from './support.ts';

const assessed = (life: Life) =>
  ({ outcome: 'assessed', heldOn: life.now.slice(0, 10), mode: 'phone' }) as const;

describe('a statistic', () => {
  it('follows the way home', () => {
    const life = new Life();
    const now = () => statisticOf(life.record);
    expect(now()).toMatchObject({
      trust: 'ahus',
      status: 'active',
      hospital: 'ahus-lunge',
      place: '3238',
      asked: 'yes',
      receiver: null,
      accepted: false,
      tasks: [{ unitId: 'ahus-lunge', dueAt: life.task.dueAt }],
    });
    life.complete(assessed(life));
    expect(now()).toMatchObject({ receiver: 'kommune-3238', accepted: false });
    expect(now().points[0]).toMatchObject({ status: 'completed', late: false, heldOn: '2026-11-23' });
    life.act((record, context) => acceptTask(record, context, life.task.taskId, 'kari'));
    expect(now()).toMatchObject({ accepted: true });
    life.report({ type: 'moved', municipality: lillestrom });
    // the new unit has not accepted yet; a cohort goes by where the patient lived at the start
    expect(now()).toMatchObject({ receiver: 'kommune-3205', accepted: false, place: '3238' });
    life.complete({ outcome: 'done' });
    expect(now()).toMatchObject({ accepted: true, tasks: [] });
    life.toTheEnd();
    expect(now()).toMatchObject({ status: 'completed' });
    expect(now().points.map(({ status }) => status)).toEqual(['completed', 'missed', 'missed']);
  });

  it('says what came of offering the pathway', () => {
    const asked = (life: Life) => statisticOf(life.record).asked;
    expect(asked(new Life({ referral: { answers: no } }))).toBe('no');
    const life = new Life({ referral: { answers: notAsked } });
    expect(asked(life)).toBe('not-asked');
    life.report({ type: 'answers-changed', answers: { gpCopy: false } });
    expect(asked(life)).toBe('not-asked');
    const eventId = life.report({ type: 'answers-changed', answers: { pathway: true } });
    expect(asked(life)).toBe('yes');
    life.report({ type: 'answers-changed', answers: { pathway: null } });
    expect(asked(life)).toBe('no-answer');
    life.report({ type: 'retracted', retracts: eventId });
    expect(asked(life)).toBe('not-asked');
    const again = new Life();
    again.report({ type: 'answers-changed', answers: { pathway: null } });
    expect(asked(again)).toBe('no-answer');
  });

  it('takes points and follow-ups that it does not know as they come', () => {
    const { record } = new Life();
    const extra = { ...record.points[1]!, point: 'extra-1' as const };
    const points = [extra, ...record.points];
    expect(statisticOf({ ...record, points }).points.map(({ point }) => point)).toEqual(['extra-1', 1, 2, 3]);
    expect(statisticOf({ ...record, points }).hospital).toBe('ahus-lunge');
    const question = { ...record.tasks[0]!, kind: 'question' as const, unitId: 'kommune-3238', point: null };
    expect(statisticOf({ ...record, tasks: [...record.tasks, question] })).toMatchObject({ receiver: null });
  });

  it('stands in its row as the record has it, whatever happens', () => {
    const bodies = fc.constantFrom<EventBody>(
      { type: 'withdrawn' },
      { type: 'ready' },
      { type: 'moved', municipality: lillestrom },
      { type: 'answers-changed', answers: { pathway: false } },
      { type: 'answers-changed', answers: { pathway: true, shareWithMunicipality: true } },
      { type: 'diagnosis-corrected', date: '2026-10-01' },
      { type: 'diagnosis-corrected', date: '2016-10-01' },
    );
    const step = fc.oneof(
      bodies.map((body) => (life: Life) => void life.report(body)),
      fc.constantFrom(1, 20, 60, 200).map((days) => (life: Life) => life.days(days)),
      fc.constantFrom<(life: Life) => void>(
        (life) => life.complete(assessed(life)),
        (life) => life.complete({ outcome: 'declined', askAgain: true }),
        (life) => life.complete({ outcome: 'done' }),
        (life) => life.act((record, context) => acceptTask(record, context, life.task.taskId, 'kari')),
        (life) => life.act((record, context) => rejectTask(record, context, life.task.taskId, 'moved')),
        (life) => {
          const { eventId } = life.record.events.at(-1)!;
          const event = { eventId: `r${life.record.version}`, occurredOn: addDays(life.now.slice(0, 10), 0) };
          life.act((record, context) =>
            report(record, context, {
              ...event,
              receivedAt: life.now,
              by: context.by,
              type: 'retracted',
              retracts: eventId,
            }),
          );
        },
      ),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const life = new Life();
        for (const go of steps) {
          try {
            go(life);
          } catch (error) {
            // what cannot be done now is refused, and changes nothing
            const isRefusal = error instanceof RuleBroken || error instanceof TaskConflict;
            expect(isRefusal || /tasks are open|undefined/.test((error as Error).message)).toBe(true);
          }
          const row = life.rows.get('S')!;
          expect(row.data).toEqual(statisticOf(life.record));
          expect([row.listKey, row.listSort]).toEqual([
            lists.statistics('ahus'),
            `${life.record.startedAt}#pw`,
          ]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('says nothing of the diagnosis; its group is a list', () => {
    const { record } = new Life();
    expect(groupRow(record, 'lung')).toEqual({
      pathwayId: 'pw',
      sort: 'G',
      listKey: 'G#ahus#lung',
      listSort: `${record.startedAt}#pw`,
      data: {},
    });
  });
});

describe('the median', () => {
  it('has as many below it as above', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1 }), (numbers) => {
        const middle = median(numbers)!;
        const half = numbers.length / 2;
        expect(numbers.filter((n) => n < middle).length).toBeLessThanOrEqual(half);
        expect(numbers.filter((n) => n > middle).length).toBeLessThanOrEqual(half);
        expect(Math.min(...numbers) <= middle && middle <= Math.max(...numbers)).toBe(true);
      }),
    );
    expect([median([]), median([4]), median([9, 1]), median([3, 1, 2])]).toEqual([undefined, 4, 5, 2]);
  });
});

describe('a share', () => {
  it('is in thousandths, and of nothing none', () => {
    expect([share(1, 3), share(0, 5), share(6, 5), share(0, 0)]).toEqual([0.333, 0, 1.2, null]);
  });
});
