import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, osloDate } from '../../domain/calendar.ts';
import type { Outcome } from '../../domain/outcomes.ts';
import type { Answers, EventBody } from '../../domain/record.ts';
import {
  acceptTask,
  bookAppointment,
  RuleBroken,
  rejectTask,
  releaseTask,
  TaskConflict,
} from '../../domain/tasks.ts';
import { alna, enebakk, Life, lillestrom, mustHold, nannestad } from './support.ts';

const answer = fc.constantFrom(true, true, false, null);
const answers: fc.Arbitrary<Answers> = fc.record({
  pathway: answer,
  shareWithMunicipality: answer,
  cancerCoordinator: fc.constant(null),
  gpCopy: answer,
});
const place = fc.constantFrom(nannestad, lillestrom, alna, enebakk);

/** Something that may happen to a patient, or be reported about one. Numbers say how many days ago, and which of those there are. */
type Happening =
  | { readonly type: 'wait'; readonly days: number }
  | { readonly type: 'report'; readonly body: EventBody; readonly ago: number }
  | { readonly type: 'retract'; readonly which: number }
  | {
      readonly type: 'act';
      readonly which: number;
      readonly does: 'accept' | 'release' | 'reject' | 'book';
      readonly ahead: number;
    }
  | {
      readonly type: 'complete';
      readonly which: number;
      readonly outcome: Outcome;
      readonly ago: number;
      readonly ahead: number;
    };

const body: fc.Arbitrary<EventBody> = fc.oneof(
  fc.record({
    type: fc.constant('answers-changed' as const),
    answers: fc.record({ pathway: answer, shareWithMunicipality: answer }, { requiredKeys: [] }),
  }),
  fc.constantFrom({ type: 'ready' }, { type: 'discharged' }, { type: 'withdrawn' }, { type: 'deceased' }),
  fc.record({ type: fc.constant('moved' as const), municipality: place }),
  fc.constantFrom(
    { type: 'diagnosis-corrected', date: '2026-10-01' },
    { type: 'diagnosis-corrected', date: '2026-11-20' },
  ),
) as fc.Arbitrary<EventBody>;
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    outcome: fc.constant('assessed' as const),
    heldOn: fc.constant(''),
    mode: fc.constant('phone'),
    answers: fc.constantFrom(
      {},
      { pathway: true, shareWithMunicipality: true },
      { shareWithMunicipality: false },
    ),
  }),
  fc.record({
    outcome: fc.constant('declined' as const),
    askAgain: fc.boolean(),
    askAgainOn: fc.constantFrom(undefined, 'ahead'),
  }),
  fc.record({
    outcome: fc.constant('not-held' as const),
    reason: fc.constant('not-reached'),
    tryAgainOn: fc.constantFrom(undefined, 'ahead'),
  }),
  fc.record({
    outcome: fc.constant('done' as const),
    unitId: fc.constantFrom(undefined, 'kommune-3205', 'kommune-3238'),
  }),
) as fc.Arbitrary<Outcome>;
const which = fc.nat(5);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ type: fc.constant('wait' as const), days: fc.constantFrom(0.3, 1, 5, 15, 29, 40, 100, 200) }),
  fc.record({ type: fc.constant('report' as const), body, ago: fc.constantFrom(0, 0, 1, 10) }),
  fc.record({ type: fc.constant('retract' as const), which }),
  fc.record({
    type: fc.constant('act' as const),
    which,
    does: fc.constantFrom('accept' as const, 'release' as const, 'reject' as const, 'book' as const),
    ahead: fc.nat(20),
  }),
  fc.record({
    type: fc.constant('complete' as const),
    which,
    outcome,
    ago: fc.nat(3),
    ahead: fc.integer({ min: 0, max: 60 }),
  }),
);

function play(life: Life, { type, ...what }: Happening) {
  const today = osloDate(life.now);
  const happens = { type, ...what } as Happening;
  switch (happens.type) {
    case 'wait':
      return life.days(happens.days);
    case 'report':
      return life.report(happens.body, addDays(today, -happens.ago));
    case 'retract': {
      const target = life.record.events.filter((event) => event.eventId.startsWith('e'))[happens.which];
      return target && life.report({ type: 'retracted', retracts: target.eventId });
    }
    case 'act': {
      const task = life.open[happens.which % 2];
      if (task === undefined) return;
      const on = addDays(today, happens.ahead);
      const does = {
        accept: () => life.act((record, context) => acceptTask(record, context, task.taskId, 'somebody')),
        release: () => life.act((record, context) => releaseTask(record, context, task.taskId)),
        reject: () => life.act((record, context) => rejectTask(record, context, task.taskId)),
        book: () => life.act((record, context) => bookAppointment(record, context, task.taskId, on)),
      };
      return does[happens.does]();
    }
    case 'complete': {
      const task = life.record.tasks.toReversed()[happens.which];
      if (task === undefined) return;
      const ahead = addDays(today, happens.ahead);
      const given = Object.fromEntries(
        Object.entries(happens.outcome).map(([key, value]) => [
          key,
          value === 'ahead' ? ahead : value === '' ? addDays(today, -happens.ago) : value,
        ]),
      ) as unknown as Outcome;
      return life.complete(given, task.taskId);
    }
  }
}

describe('lives', () => {
  it('hold what must be', () => {
    fc.assert(
      fc.property(
        answers,
        place,
        fc.constantFrom(1 as const, 1 as const, 2 as const, 3 as const),
        fc.constantFrom('2026-11-10', '2026-08-20', '2026-06-20', '2025-11-01', '2025-03-01'),
        fc.constantFrom(null, '2026-12-20'),
        fc.array(happening, { maxLength: 14 }),
        (given, municipality, startAtPoint, diagnosisDate, readyFrom, happenings) => {
          const life = new Life({
            always: mustHold,
            referral: { answers: given, municipality, startAtPoint, diagnosisDate, readyFrom },
          });
          for (const happens of happenings) {
            try {
              play(life, happens);
            } catch (error) {
              if (!(error instanceof RuleBroken || error instanceof TaskConflict)) throw error;
            }
          }
          const end = life.toTheEnd();
          expect(end).not.toBe('active');
          expect(life.rescued).toBe(0);
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 300) },
    );
  });
});
