import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, osloDate } from '../../domain/calendar.ts';
import type { Outcome } from '../../domain/outcomes.ts';
import { report } from '../../domain/pathway.ts';
import type { EventBody } from '../../domain/record.ts';
import { expiryOf } from '../../domain/retention.ts';
import { longestPlanDays, nextFor, planNext } from '../../domain/stage.ts';
import {
  acceptTask,
  bookAppointment,
  RuleBroken,
  rejectTask,
  releaseTask,
  TaskConflict,
} from '../../domain/tasks.ts';
import { alna, directory, enebakk, Life, lillestrom, nannestad, without, yes } from './support.ts';

/** Random but plausible lives. What must be true of a record after every write is held in `support.ts`. */

const answer = fc.constantFrom(true, true, false, null);
/** Enebakk has no receiving unit. */
const place = fc.constantFrom(nannestad, lillestrom, alna, enebakk);
const nth = fc.nat(5);

/** Something that befalls a life: by the numbers it is told when, and which of its tasks or reports it is about. */
type Happening = (life: Life) => void;

const waits: fc.Arbitrary<Happening> = fc
  .constantFrom(0.3, 1, 5, 15, 29, 40, 100, 200)
  .map((days) => (life) => life.days(days));

const bodies: fc.Arbitrary<EventBody> = fc.oneof(
  fc.record({
    type: fc.constant('answers-changed' as const),
    answers: fc.record({ pathway: answer, shareWithMunicipality: answer }, { requiredKeys: [] }),
  }),
  fc.record({ type: fc.constant('moved' as const), municipality: place }),
  fc.constantFrom<EventBody>(
    { type: 'ready' },
    { type: 'discharged' },
    { type: 'withdrawn' },
    { type: 'deceased' },
    { type: 'diagnosis-corrected', date: '2016-11-10' },
    { type: 'diagnosis-corrected', date: '2026-11-20' },
  ),
);
const reports: fc.Arbitrary<Happening> = fc.tuple(bodies, fc.constantFrom(0, 0, 1, 10)).map(
  ([body, daysAgo]) =>
    (life) =>
      life.report(body, addDays(osloDate(life.now), -daysAgo)),
);
const retractions: fc.Arbitrary<Happening> = nth.map((n) => (life) => {
  const event = life.record.events.filter(({ type }) => type !== 'answers-changed' || n % 2 === 0)[n];
  if (event !== undefined) life.report({ type: 'retracted', retracts: event.eventId });
});

const acts: fc.Arbitrary<Happening> = fc
  .tuple(nth, fc.constantFrom('accept', 'release', 'reject', 'book'), fc.nat(20))
  .map(([n, does, daysAhead]) => (life) => {
    const task = life.open[n % 2];
    if (task === undefined) return;
    const { taskId } = task;
    life.act((record, context) => {
      if (does === 'accept') return acceptTask(record, context, taskId, 'somebody');
      if (does === 'release') return releaseTask(record, context, taskId);
      if (does === 'reject') return rejectTask(record, context, taskId, 'not-ours');
      return bookAppointment(record, context, taskId, addDays(osloDate(life.now), daysAhead));
    });
  });

const outcomes = fc.constantFrom<((today: string, ahead: string | undefined) => Outcome)[]>(
  (today) => ({ outcome: 'assessed', heldOn: today, mode: 'phone' }),
  (today) => ({
    outcome: 'assessed',
    heldOn: today,
    mode: 'phone',
    answers: { pathway: true, shareWithMunicipality: true },
  }),
  (today) => ({
    outcome: 'assessed',
    heldOn: today,
    mode: 'phone',
    answers: { shareWithMunicipality: false },
  }),
  (_, ahead) => ({ outcome: 'declined', askAgain: true, askAgainOn: ahead }),
  () => ({ outcome: 'declined', askAgain: false }),
  (_, ahead) => ({ outcome: 'not-held', reason: 'not-reached', tryAgainOn: ahead }),
  () => ({ outcome: 'done' }),
  () => ({ outcome: 'done', unitId: 'kommune-3205' }),
);
const completions: fc.Arbitrary<Happening> = fc
  .tuple(nth, outcomes, fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }))
  .map(([n, outcome, daysAhead]) => (life) => {
    const task = life.record.tasks.toReversed()[n];
    const today = osloDate(life.now);
    const ahead = daysAhead === undefined ? undefined : addDays(today, daysAhead);
    if (task !== undefined) life.complete(outcome(today, ahead), task.taskId);
  });

/** What may not be is refused, and life goes on. */
function befall(life: Life, happenings: readonly Happening[]) {
  for (const happens of happenings) {
    try {
      happens(life);
    } catch (error) {
      if (!(error instanceof RuleBroken || error instanceof TaskConflict)) throw error;
    }
  }
}

const happenings = fc.array(fc.oneof(waits, reports, retractions, acts, completions), { maxLength: 14 });
const beginnings = fc.record({
  asleep: fc.boolean(),
  referral: fc.record({
    answers: fc.record({
      pathway: answer,
      shareWithMunicipality: answer,
      cancerCoordinator: fc.constant(null),
      gpCopy: answer,
    }),
    municipality: place,
    startAtPoint: fc.constantFrom(1 as const, 1 as const, 2 as const, 3 as const),
    diagnosisDate: fc.constantFrom('2026-11-10', '2026-08-20', '2026-06-20', '2025-11-01', '2025-03-01'),
    anchorEvent: fc.constantFrom('diagnosis' as const, 'discharge' as const),
    readyFrom: fc.constantFrom(null, '2026-12-20'),
  }),
});

describe('every life', () => {
  it('comes to an end by its own plans, and what must hold of it does', () => {
    fc.assert(
      fc.property(beginnings, happenings, (beginning, befalls) => {
        const life = new Life(beginning);
        befall(life, befalls);
        expect(life.toTheEnd()).not.toBe('active');
        expect(life.rescued).toBe(0);
        expect(life.record.keptUntil).toBe(expiryOf(life.record));
      }),
      { numRuns: 400 },
    );
  });

  it('comes to an end where the directory changes, with the help of the sweep', () => {
    const changes = fc
      .constantFrom(
        directory,
        without('kommune-3238'),
        without('ahus-koordinerende', 'kommune-3238', 'kommune-3205'),
      )
      .map<Happening>((changed) => (life) => {
        life.directory = changed;
      });
    fc.assert(
      fc.property(
        beginnings,
        fc.array(fc.oneof(waits, reports, completions, changes), { maxLength: 10 }),
        (beginning, befalls) => {
          const life = new Life(beginning);
          befall(life, befalls);
          expect(life.toTheEnd()).not.toBe('active');
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is not changed by a report that comes twice', () => {
    fc.assert(
      fc.property(beginnings, happenings, bodies, (beginning, befalls, body) => {
        const life = new Life(beginning);
        befall(life, befalls);
        const eventId = life.report(body);
        const again = { eventId, occurredOn: '2027-01-01', receivedAt: life.now, by: 'x', ...body };
        expect(report(life.record, life.context(), again)).toBe(life.record);
      }),
      { numRuns: 100 },
    );
  });

  it('goes on as it was where an end is taken back', () => {
    const end = fc.constantFrom<EventBody>({ type: 'deceased' }, { type: 'withdrawn' });
    fc.assert(
      fc.property(beginnings, happenings, end, (beginning, befalls, body) => {
        const life = new Life(beginning);
        befall(life, befalls);
        life.days(0);
        fc.pre(life.record.status === 'active');
        const { points, tasks } = life.record;
        const eventId = life.report(body);
        expect(life.record.status).toBe(body.type);
        life.report({ type: 'retracted', retracts: eventId });
        expect(life.record.status).toBe('active');
        expect(life.record.points).toEqual(points);
        const asTheyWere = (all: typeof tasks) => all.map(({ token: _, rung: __, ...task }) => task);
        expect(asTheyWere(life.record.tasks).slice(0, tasks.length)).toEqual(asTheyWere(tasks));
      }),
      { numRuns: 200 },
    );
  });

  it('has a next stage at any instant, the same however often it is asked', () => {
    fc.assert(
      fc.property(beginnings, happenings, fc.nat(900), (beginning, befalls, days) => {
        const life = new Life(beginning);
        befall(life, befalls);
        const now = `${addDays(osloDate(life.now), days)}T10:00:00Z`;
        const next = nextFor(life.record, life.facts, directory, now);
        expect(nextFor(life.record, life.facts, directory, now)).toEqual(next);
        if ('window' in next) expect(next.window.opensAt <= next.window.closesAt).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the chain of plans', () => {
  it('has no link that lives longer than 330 days, whatever the dates and waits', () => {
    const dates = fc.integer({ min: -700, max: 500 }).map((days) => addDays('2026-11-23', days));
    fc.assert(
      fc.property(
        fc.record({
          diagnosisDate: dates.map((date) => (date > '2026-11-23' ? '2026-11-23' : date)),
          readyFrom: fc.option(dates, { nil: null }),
          startAtPoint: fc.constantFrom(1 as const, 2 as const, 3 as const),
          municipality: place,
        }),
        fc.array(fc.oneof(waits, completions), { maxLength: 8 }),
        (referral, befalls) => {
          const life = new Life({ referral });
          befall(life, befalls);
          life.toTheEnd();
          for (const { startedAt, stoppedAt } of life.record.executions)
            expect(daysBetween(startedAt.slice(0, 10), stoppedAt!.slice(0, 10))).toBeLessThanOrEqual(
              longestPlanDays + 1,
            );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is renewed after 300 days where a window closes too late for the plan that runs', () => {
    const life = new Life({ referral: { answers: yes, startAtPoint: 3, diagnosisDate: '2026-11-23' } });
    const planned = planNext(life.record, life.facts, directory, life.now);
    expect(planned).toEqual({ stage: 'continue', waitUntil: '2027-09-19T08:00:00Z' });
    life.toTheEnd();
    expect(life.record.executions.filter(({ plan }) => plan === 'p')).toHaveLength(2);
    expect(life.timeline.filter(({ type }) => type === 'plan-renewed')).toHaveLength(1);
  });
});
