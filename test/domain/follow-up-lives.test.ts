import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, osloDate } from '../../domain/calendar.ts';
import { isActive } from '../../domain/edits.ts';
import { isFollowUp } from '../../domain/follow-ups.ts';
import { type EsasItem, type GpAsk, gpAsks } from '../../domain/model.ts';
import type { Outcome } from '../../domain/outcomes.ts';
import { report } from '../../domain/pathway.ts';
import { ask } from '../../domain/questions.ts';
import type { EventBody } from '../../domain/record.ts';
import { book } from '../../domain/settle.ts';
import { acceptTask, RuleBroken, rejectTask, TaskConflict, transferTask } from '../../domain/tasks.ts';
import { undoCompletion } from '../../domain/undo.ts';
import { alna, enebakk, Life, lillestrom, nannestad } from './support.ts';

/**
 * Random but plausible lives in which most of what happens calls for tasks beside the points. What must be true after
 * every write is held in `support.ts` and `beside.ts`.
 */

const answer = fc.constantFrom(true, true, false, null);
const place = fc.constantFrom(nannestad, lillestrom, alna, enebakk);
const gp = fc.constantFrom('fastlege-1', 'fastlege-2');
const nth = fc.nat(7);
const reporters = fc.constantFrom(
  'hospital-system:ahus',
  'ahus-lunge',
  'kommune-3238',
  'kommune-3205',
  'fastlege-1',
);
const scores = fc.dictionary(fc.constantFrom<EsasItem>('pain-at-rest', 'nausea', 'anxiety'), fc.nat(10), {
  minKeys: 1,
});

type Happening = (life: Life) => void;

/** A happening that a counterexample can be read by. */
function told(happens: Happening, ...what: readonly unknown[]): Happening {
  return Object.assign(happens, { [fc.toStringMethod]: () => JSON.stringify(what) });
}

const waits: fc.Arbitrary<Happening> = fc
  .constantFrom(0.3, 1, 3, 8, 15, 29, 45, 100)
  .map((days) => told((life) => life.days(days), 'wait', days));

const bodies: fc.Arbitrary<EventBody> = fc.oneof(
  fc.constantFrom<EventBody>(
    { type: 'palliative-treatment-started' },
    { type: 'treatment-paused' },
    { type: 'treatment-ended' },
    { type: 'function-declining' },
    { type: 'discharge-summary-sent', reference: 'dok-1' },
    { type: 'withdrawn' },
    { type: 'deceased' },
    { type: 'moved-away' },
  ),
  scores.map((reported) => ({ type: 'esas-reported' as const, scores: reported })),
  scores.map((reported) => ({ type: 'esas-reported' as const, scores: reported })),
  fc.record({
    type: fc.constant('answers-changed' as const),
    answers: fc.record(
      { pathway: answer, shareWithMunicipality: answer, cancerCoordinator: answer, gpCopy: answer },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    type: fc.constant('circumstances-changed' as const),
    circumstances: fc.record(
      { childrenAsNextOfKin: fc.boolean(), municipalServices: fc.boolean() },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ type: fc.constant('moved' as const), municipality: place }),
  fc.record({
    type: fc.constant('transferred' as const),
    hospitalUnitId: fc.constantFrom('ahus-urologi', 'ahus-lunge', 'ous-nevrokirurgi'),
  }),
  fc.record({
    type: fc.constant('gp-changed' as const),
    gp: fc.record({ unitId: gp, asOf: fc.constantFrom(null, '2026-10-01') }),
  }),
);
const reports: fc.Arbitrary<Happening> = fc
  .tuple(bodies, fc.constantFrom(0, 0, 1, 10), reporters)
  .map(([body, daysAgo, by]) =>
    told(
      (life) => life.report(body, addDays(osloDate(life.now), -daysAgo), undefined, by),
      body,
      daysAgo,
      by,
    ),
  );
const retractions: fc.Arbitrary<Happening> = nth.map((n) =>
  told(
    (life) => {
      const event = life.record.events.toReversed()[n];
      if (event !== undefined) life.report({ type: 'retracted', retracts: event.eventId });
    },
    'retract',
    n,
  ),
);

const acts: fc.Arbitrary<Happening> = fc
  .tuple(nth, fc.constantFrom('accept', 'reject', 'book', 'transfer', 'undo'), fc.nat(20))
  .map(([n, does, daysAhead]) =>
    told(
      (life) => {
        const done = life.record.tasks.filter((task) => !isActive(task)).toReversed();
        const task = does === 'undo' ? done[n] : life.open[n % 4];
        if (task === undefined) return;
        const { taskId } = task;
        life.act((record, context) => {
          if (does === 'accept') return acceptTask(record, context, taskId, 'somebody');
          if (does === 'reject') return rejectTask(record, context, taskId, 'not-ours');
          if (does === 'undo') return undoCompletion(record, context, taskId);
          if (does === 'transfer') return transferTask(record, context, taskId, 'ahus-gyn');
          return book(record, context, taskId, addDays(osloDate(life.now), daysAhead));
        });
      },
      does,
      n,
      daysAhead,
    ),
  );

const questions: fc.Arbitrary<Happening> = fc
  .tuple(
    reporters.filter((by) => !by.includes(':')),
    fc.option(reporters, { nil: undefined }),
    fc.nat(1),
  )
  .map(([by, unitId, n]) =>
    told(
      (life) =>
        life.act((record, context) => ask(record, context, { unitId, taskId: null, meaning: `m${n}` }), by),
      'ask',
      by,
      unitId,
      n,
    ),
  );

const outcomes: fc.Arbitrary<(today: string) => Outcome> = fc.oneof(
  fc
    .record({
      askGp: fc.subarray<GpAsk>([...gpAsks], { maxLength: 2 }),
      esas: fc.option(scores, { nil: undefined }),
      distress: fc.option(fc.nat(10), { nil: undefined }),
      gp: fc.option(fc.record({ unitId: gp, asOf: fc.constant(null) }), { nil: undefined }),
      answers: fc.option(
        fc.constantFrom({ pathway: true, shareWithMunicipality: true }, { shareWithMunicipality: false }),
        { nil: undefined },
      ),
    })
    .map(
      (found) =>
        (today: string): Outcome => ({ outcome: 'assessed', heldOn: today, mode: 'phone', ...found }),
    ),
  fc
    .constantFrom<Outcome>(
      { outcome: 'declined', askAgain: true },
      { outcome: 'declined', askAgain: false },
      { outcome: 'done' },
      { outcome: 'done' },
      { outcome: 'done', unitId: 'kommune-3205' },
      { outcome: 'done', unitId: 'fastlege-2' },
      { outcome: 'done', appointmentOn: '2027-01-20' },
    )
    .map((outcome) => () => outcome),
);
const completions: fc.Arbitrary<Happening> = fc.tuple(nth, outcomes).map(([n, outcome]) =>
  told(
    (life) => {
      const task = life.record.tasks.toReversed()[n];
      if (task !== undefined) life.complete(outcome(osloDate(life.now)), task.taskId);
    },
    'complete',
    n,
    outcome('today'),
  ),
);

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

const happenings = fc.array(fc.oneof(waits, reports, reports, retractions, acts, questions, completions), {
  maxLength: 16,
});
const beginnings = fc.record({
  asleep: fc.boolean(),
  referral: fc.record({
    answers: fc.record({
      pathway: answer,
      shareWithMunicipality: answer,
      cancerCoordinator: answer,
      gpCopy: answer,
    }),
    municipality: place,
    startAtPoint: fc.constantFrom(1 as const, 1 as const, 2 as const, 3 as const),
    diagnosisDate: fc.constantFrom('2026-11-10', '2026-08-20', '2025-11-01'),
    circumstances: fc.record({
      minor: fc.constant(false),
      childrenAsNextOfKin: fc.boolean(),
      nursingHome: fc.constant(false),
      municipalServices: fc.boolean(),
    }),
    gp: fc.constantFrom(
      null,
      { unitId: 'fastlege-1', asOf: null },
      { unitId: 'fastlege-1', asOf: '2026-10-01' },
    ),
  }),
});
describe('every life with tasks beside the points', () => {
  it('comes to an end by its own plans, and what must hold of it does', () => {
    fc.assert(
      fc.property(beginnings, happenings, (beginning, befalls) => {
        const life = new Life(beginning);
        befall(life, befalls);
        expect(life.toTheEnd()).not.toBe('active');
        expect(life.open).toEqual([]);
        expect(life.rescued).toBe(0);
      }),
      { numRuns: 400 },
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

  // who the GP is lets copies go that cannot be called back
  it('has the same to do beside the points where what calls for it is reported and taken back', () => {
    const beside = bodies.filter(({ type }) =>
      /treatment|function|esas|summary|circumstances|answers/.test(type),
    );
    fc.assert(
      fc.property(beginnings, happenings, beside, (beginning, befalls, body) => {
        const life = new Life(beginning);
        befall(life, befalls);
        life.days(0);
        // what is overdue is not begun anew
        fc.pre(life.record.status === 'active' && life.open.every(({ closesAt }) => closesAt > life.now));
        const before = toDo(life);
        const eventId = life.report(body);
        fc.pre(life.record.status === 'active');
        life.report({ type: 'retracted', retracts: eventId });
        expect(toDo(life)).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it('has the same to do, and has told the same, in whatever order a day’s reports come', () => {
    const events: readonly EventBody[] = [
      { type: 'palliative-treatment-started' },
      { type: 'treatment-paused' },
      { type: 'function-declining' },
      { type: 'esas-reported', scores: { nausea: 6 } },
      { type: 'circumstances-changed', circumstances: { childrenAsNextOfKin: true } },
      { type: 'gp-changed', gp: { unitId: 'fastlege-1', asOf: null } },
    ];
    const orders = fc.shuffledSubarray([...events], { minLength: events.length });
    fc.assert(
      fc.property(beginnings, orders, ({ referral }, order) => {
        const [one, other] = [events, order].map((reported) => {
          const gpOf = referral.gp ?? { unitId: 'fastlege-2', asOf: '2026-10-01' };
          const life = new Life({ referral: { ...referral, startAtPoint: 1, gp: gpOf } });
          for (const body of reported) life.report(body);
          const copies = life.record.notices.filter(({ kind }) => kind === 'treatment');
          return [toDo(life), copies.length];
        });
        expect(other).toEqual(one);
      }),
      { numRuns: 60 },
    );
  });
});

/** What is open beside the points. Where is left out: what has gone to the hospital stays there. */
function toDo(life: Life): readonly string[] {
  return life.open
    .filter(isFollowUp)
    .map(({ kind, dueAt }) => `${kind} ${dueAt}`)
    .toSorted();
}
