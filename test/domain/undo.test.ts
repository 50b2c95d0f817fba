import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, osloDate } from '../../domain/calendar.ts';
import { isActive } from '../../domain/edits.ts';
import type { Outcome } from '../../domain/outcomes.ts';
import { ask } from '../../domain/questions.ts';
import type { Answers, PathwayRecord, Task } from '../../domain/record.ts';
import { nextFor } from '../../domain/stage.ts';
import { acceptTask, factsFor, RuleBroken, rejectTask, TaskConflict } from '../../domain/tasks.ts';
import { undoCompletion } from '../../domain/undo.ts';
import { enebakk, gp, Life, lillestrom, nannestad, notAsked, yes } from './support.ts';

/** A wrong outcome is taken back: the task is as it was, and so is all that had come of it. */

const municipality = 'kommune-3238';
const undo = (life: Life, taskId: string) =>
  life.act((record, context) => undoCompletion(record, context, taskId));
const held = (life: Life, more: object = {}): Outcome => ({
  outcome: 'assessed',
  heldOn: osloDate(life.now),
  mode: 'phone',
  gp,
  ...more,
});
const declined: Outcome = { outcome: 'declined', askAgain: true };
const notHeld: Outcome = { outcome: 'not-held', reason: 'too-ill' };
const done: Outcome = { outcome: 'done' };

/** What comes next; of a task that is open its window. */
function nextOf(record: PathwayRecord, life: Life) {
  const next = nextFor(record, factsFor(record), life.directory, life.now);
  // how long it rests goes by what somebody was asked beside the points
  if (!('window' in next)) return { stage: next.stage };
  const { opensAt, dueAt, closesAt } = next.window;
  return { stage: next.stage, opensAt, dueAt, closesAt };
}

/** How a pathway stands, less ids of tasks that were opened twice, instants of sends, and notices. */
const standing = (record: PathwayRecord, life: Life) => ({
  status: record.status,
  facts: factsFor(record),
  points: record.points.map(({ taskId, concludedAt, ...point }) => point),
  offer: record.offer,
  handedOver: record.handedOver,
  routes: record.routes,
  open: record.tasks
    .filter(isActive)
    .map(({ kind, point, unitId, status, plan, dueAt, closesAt }) =>
      // what somebody was asked beside the points keeps the dates it was first asked with
      plan === 'p' ? { kind, point, unitId, status, dueAt, closesAt } : { kind, point, unitId, status },
    )
    .toSorted((a, b) => (a.kind < b.kind ? -1 : Number(a.kind > b.kind))),
  questions: record.questions.map(({ answeredAt }) => answeredAt !== null),
  next: nextOf(record, life),
});
const asItWas = (task: Task) => {
  const { token, rung, before, reopened, ...rest } = task;
  return rest;
};

/** Completes the open task, takes it back, and looks whether all is as it was but what is said of it. */
function takenBack(life: Life, outcome: Outcome, task = life.task): void {
  const before = standing(life.record, life);
  const parts = life.record.relations.filter(({ until }) => until === null).map(({ unitId }) => unitId);
  life.complete(outcome, task.taskId);
  undo(life, task.taskId);
  expect(standing(life.record, life)).toEqual(before);
  expect(asItWas(life.record.tasks.find(({ taskId }) => taskId === task.taskId)!)).toEqual(asItWas(task));
  const now = life.record.relations.filter(({ until }) => until === null).map(({ unitId }) => unitId);
  expect(now).toEqual(expect.arrayContaining([...parts]));
  // a coordinating unit that was told has its part from then on
  const others = now.filter((unitId) => !unitId.endsWith('koordinerende') && !parts.includes(unitId));
  expect(others).toEqual([]);
}

const atIntake = () => {
  const life = new Life();
  life.complete(held(life));
  return life;
};
const atPoint = (point: 2 | 3) => {
  const life = atIntake();
  life.complete(done);
  life.until('2027-02-12');
  if (point === 3) {
    life.complete(held(life));
    life.until('2027-11-12');
  }
  expect(life.task.point).toBe(point);
  return life;
};
const atOffer = (answers: Answers = { ...yes, pathway: false }) => {
  const life = new Life({ referral: { answers } });
  life.days(50);
  expect(life.task.kind).toBe('offer-again');
  return life;
};
const atRoute = () => {
  const life = new Life({ referral: { municipality: enebakk } });
  life.complete(held(life));
  expect(life.task.kind).toBe('route-manually');
  return life;
};

describe('the task of a wrong outcome is open again, with what had come of it taken back', () => {
  it.each<[string, () => Life, (life: Life) => Outcome]>([
    ['point 1 assessed', () => new Life(), held],
    [
      'point 1 assessed, with answers, a GP and findings',
      () => new Life({ referral: { answers: notAsked } }),
      (life) =>
        held(life, {
          answers: { pathway: true, shareWithMunicipality: true },
          gp: { unitId: 'fastlege-2', asOf: null },
          askGp: ['pain'],
          distress: 7,
          esas: { nausea: 8 },
        }),
    ],
    ['point 1 declined', () => new Life(), () => declined],
    ['point 1 declined for good', () => new Life(), () => ({ outcome: 'declined', askAgain: false })],
    ['point 1 not held', () => new Life(), () => notHeld],
    ['the intake done', atIntake, () => done],
    ['point 2 assessed', () => atPoint(2), held],
    ['point 2 declined', () => atPoint(2), () => declined],
    ['point 2 not held', () => atPoint(2), () => notHeld],
    ['point 3 assessed, which had ended the pathway', () => atPoint(3), held],
    ['point 3 declined, which had ended the pathway', () => atPoint(3), () => declined],
    ['point 3 not held, which had ended the pathway', () => atPoint(3), () => notHeld],
    ['an offer taken', () => atOffer(), held],
    ['an offer declined', () => atOffer(), () => declined],
    ['an offer declined for good', () => atOffer(), () => ({ outcome: 'declined', askAgain: false })],
    [
      'an offer of the coordinating unit taken',
      () => atOffer(notAsked),
      (life) => held(life, { answers: { pathway: true, shareWithMunicipality: true } }),
    ],
    ['a route found', atRoute, () => ({ outcome: 'done', unitId: 'kommune-3205' })],
  ])('%s', (_, begin, outcome) => {
    const life = begin();
    takenBack(life, outcome(life));
    // whoever had accepted it has it again
    const { taskId } = life.task;
    life.act((record, context) => acceptTask(record, context, taskId, 'somebody'));
    takenBack(life, outcome(life));
    expect(life.task).toMatchObject({ taskId, status: 'accepted', acceptedBy: 'somebody' });
    expect(life.timeline.filter(({ type }) => type === 'task-reopened')).toHaveLength(2);
    life.toTheEnd();
    expect(life.record.status).not.toBe('active');
  });

  it('its reminders go on from where they were', () => {
    const life = new Life();
    const { taskId } = life.task;
    life.until('2026-12-03');
    life.complete(held(life));
    life.days(1);
    undo(life, taskId);
    life.until('2026-12-09');
    const rungs = life.sent.filter(({ id }) => id.startsWith(`${taskId}#`)).map(({ rung }) => rung);
    expect(rungs).toEqual([0, 1, 2]);
  });

  it('a GP appointment without its date again, and nobody is prompted for it', () => {
    const life = new Life({
      referral: {
        circumstances: {
          minor: false,
          childrenAsNextOfKin: false,
          nursingHome: false,
          municipalServices: true,
        },
      },
    });
    life.report({ type: 'palliative-treatment-started' });
    const task = life.open.find(({ kind }) => kind === 'gp-appointment')!;
    takenBack(life, { outcome: 'done', appointmentOn: '2026-12-10' }, task);
    expect(life.record.followUps.map(({ kind }) => kind)).toEqual(['gp-appointment']);
    life.until('2026-12-12');
    expect(life.record.tasks.some(({ kind }) => kind === 'esas-prompt')).toBe(false);
  });

  it('a question is unanswered again, and whoever was told of the answer is told so', () => {
    const life = atIntake();
    life.act(
      (record, context) => ask(record, context, { unitId: 'ahus-lunge', taskId: null, meaning: 'q' }),
      municipality,
    );
    const task = life.open.find(({ kind }) => kind === 'question')!;
    takenBack(life, done, task);
    expect(life.noticesOf('answered')).toEqual([municipality]);
    expect(life.noticesOf('corrected')).toEqual([municipality]);
    // the intake that was done meanwhile stays so
    life.complete(done, task.taskId);
    life.complete(done, life.task.taskId);
    undo(life, task.taskId);
    expect(life.record.handedOver).toEqual(['3238']);
    expect(life.open.map(({ kind }) => kind)).toEqual(['question']);
  });

  it('what a hospital owes the patient’s children, also after the pathway has ended, which it leaves as it is', () => {
    const circumstances = {
      ...{ minor: false, nursingHome: false, municipalServices: false },
      childrenAsNextOfKin: true,
    };
    const life = new Life({ referral: { circumstances } });
    const task = life.open.find(({ kind }) => kind === 'next-of-kin-children')!;
    life.report({ type: 'deceased' });
    life.complete(done, task.taskId);
    const { notices } = life.record;
    undo(life, task.taskId);
    expect(life.open.map(({ taskId }) => taskId)).toEqual([task.taskId]);
    expect(life.record).toMatchObject({ status: 'deceased', notices });
    life.complete(done, task.taskId);
    expect(life.open).toEqual([]);
  });

  it('an intake after which the next point had opened at once: that waits again, at the same unit', () => {
    const early = new Life({ referral: { diagnosisDate: '2026-07-15', readyFrom: null } });
    early.complete(held(early, { heldOn: '2026-07-20' }));
    early.days(1);
    const first = early.task;
    early.complete(done);
    expect(early.task).toMatchObject({ point: 2, unitId: municipality });
    undo(early, first.taskId);
    expect(early.task).toMatchObject({ kind: 'municipal-intake', unitId: municipality });
    expect(early.noticesOf('no-longer-yours')).toEqual([]);
    expect(early.point(2)).toMatchObject({ status: 'planned', taskId: null });
    early.complete(done);
    expect(early.task).toMatchObject({ point: 2, unitId: municipality });
  });
});

describe('those who were told', () => {
  it('of an assessment are told that it was wrong; a municipality that was asked, that it is not', () => {
    const life = new Life();
    const { taskId } = life.task;
    life.complete(held(life));
    expect(life.task).toMatchObject({ unitId: municipality });
    undo(life, taskId);
    expect(life.noticesOf('assessment')).toEqual(['fastlege-1']);
    expect(life.noticesOf('corrected')).toEqual(['fastlege-1']);
    expect(life.noticesOf('no-longer-yours')).toEqual([municipality]);
    expect(life.record.relations.find(({ unitId }) => unitId === municipality)?.until).toBe(life.now);
  });

  it('of a no, the first or another, are told that it was none', () => {
    const life = new Life();
    const first = life.task.taskId;
    life.complete(declined);
    undo(life, first);
    expect(life.noticesOf('declined')).toEqual(['fastlege-1', municipality]);
    expect(life.noticesOf('resumed')).toEqual(['fastlege-1', municipality]);
    life.complete(declined);
    life.days(30);
    const second = life.task;
    expect(second.kind).toBe('offer-again');
    life.complete(declined);
    undo(life, second.taskId);
    expect(life.noticesOf('corrected')).toEqual(['fastlege-1', municipality]);
  });

  it('that nobody held it are told that it is to be held', () => {
    const life = new Life();
    const { taskId } = life.task;
    life.complete(notHeld);
    expect(life.noticesOf('missed')).toEqual(['ahus-koordinerende']);
    undo(life, taskId);
    expect(life.noticesOf('corrected')).toEqual(['ahus-koordinerende']);
  });

  it('of an end are told that it goes on', () => {
    const life = atPoint(3);
    const { taskId } = life.task;
    life.complete(held(life));
    expect(life.record.status).toBe('completed');
    undo(life, taskId);
    expect(life.noticesOf('resumed')).toEqual(['fastlege-1']);
  });

  it('a unit that has more to do with the patient keeps its part', () => {
    const life = new Life();
    const { taskId } = life.task;
    life.complete(held(life));
    life.act(
      (record, context) => ask(record, context, { unitId: municipality, taskId: null, meaning: 'q' }),
      'ahus-lunge',
    );
    undo(life, taskId);
    expect(life.record.relations.find(({ unitId }) => unitId === municipality)?.until).toBeNull();
    const asked = life.open.find(({ kind }) => kind === 'question');
    expect(asked).toMatchObject({ unitId: municipality });
  });

  it('a unit that had the patient before keeps its part', () => {
    const life = new Life({
      referral: { extraPoints: [{ opensAfter: 'P6M', dueAfter: 'P7M', closesAfter: 'P8M' }] },
    });
    life.complete(held(life));
    life.complete(done);
    life.until('2027-02-12');
    const { taskId } = life.task;
    life.act((record, context) => rejectTask(record, context, taskId, 'not-ours'));
    life.complete({ outcome: 'done', unitId: 'kommune-3205' });
    expect(life.task.unitId).toBe('kommune-3205');
    life.days(1);
    life.complete(held(life));
    undo(life, taskId);
    expect(life.task).toMatchObject({ taskId, unitId: 'kommune-3205', status: 'open' });
  });
});

describe('it is too late', () => {
  const refused = (life: Life, taskId: string) => {
    const before = life.record;
    expect(() => undo(life, taskId)).toThrow(TaskConflict);
    expect(life.record).toBe(before);
  };

  it('once the task would have closed', () => {
    const life = new Life();
    const { taskId, closesAt } = life.task;
    life.complete(held(life));
    life.complete({ outcome: 'done' });
    life.until(closesAt);
    refused(life, taskId);
  });

  it('once something else has been done, and not before', () => {
    const life = new Life();
    const { taskId } = life.task;
    life.complete(held(life));
    const intake = life.task.taskId;
    // at the same instant: what came after is known by its order
    life.complete(done);
    refused(life, taskId);
    undo(life, intake);
    undo(life, taskId);
    expect(life.task).toMatchObject({ taskId, status: 'open' });
  });

  it('once what it opened was missed', () => {
    const life = new Life({ referral: { readyFrom: '2026-11-24' } });
    life.days(1);
    const { taskId, closesAt } = life.task;
    life.complete(held(life));
    life.days(29);
    expect(life.record.tasks.at(-1)).toMatchObject({ kind: 'municipal-intake', status: 'missed' });
    expect(closesAt > life.now).toBe(true);
    refused(life, taskId);
  });

  it('once an end was reported, also of a pathway that had ended by itself', () => {
    const life = new Life();
    const { taskId } = life.task;
    life.complete(held(life));
    life.report({ type: 'withdrawn' });
    refused(life, taskId);
    const over = atPoint(3);
    const last = over.task.taskId;
    over.complete(held(over));
    over.report({ type: 'deceased' });
    expect(over.record.status).toBe('completed');
    refused(over, last);
  });

  it('once the patient is in other hands', () => {
    const transferred = new Life();
    const first = transferred.task.taskId;
    transferred.complete(held(transferred));
    transferred.report({ type: 'transferred', hospitalUnitId: 'ahus-gyn' });
    refused(transferred, first);

    const moved = atIntake();
    const intake = moved.task.taskId;
    moved.complete(done);
    moved.report({ type: 'moved', municipality: lillestrom });
    refused(moved, intake);
    moved.report({ type: 'moved', municipality: nannestad }, addDays(osloDate(moved.now), 0));
    undo(moved, intake);
    expect(moved.task).toMatchObject({ taskId: intake, unitId: municipality });

    const followed = new Life();
    followed.report({ type: 'palliative-treatment-started' });
    const appointment = followed.open.find(({ kind }) => kind === 'gp-appointment')!.taskId;
    followed.complete(done, appointment);
    followed.report({ type: 'transferred', hospitalUnitId: 'ahus-gyn' });
    refused(followed, appointment);
  });

  it('a second time, where there is no outcome, and of a task that is not there', () => {
    const life = new Life();
    const { taskId } = life.task;
    refused(life, taskId);
    refused(life, 'pw-t9');
    life.complete(held(life));
    undo(life, taskId);
    refused(life, taskId);
    const rejected = atIntake();
    const task = rejected.task.taskId;
    rejected.act((record, context) => rejectTask(record, context, task, 'not-ours'));
    // passing on is no outcome: the unit that has it now rejects or does it
    rejected.complete({ outcome: 'done', unitId: 'kommune-3205' });
    refused(rejected, task);
    expect(rejected.task).toMatchObject({ taskId: task, unitId: 'kommune-3205' });
  });
});

describe('a conversation that was held after all', () => {
  it('and then turns out not to have been is missed again; what had come of that stays', () => {
    const life = new Life();
    const { taskId } = life.task;
    life.complete(notHeld);
    const intake = life.task;
    life.days(1);
    life.complete(held(life), taskId);
    expect(life.noticesOf('addendum')).toEqual([municipality]);
    undo(life, taskId);
    expect(life.point(1)).toMatchObject({ status: 'missed', heldOn: null, late: false });
    expect(life.task).toMatchObject({ taskId: intake.taskId, kind: 'municipal-intake' });
    expect(life.noticesOf('corrected')).toContain(municipality);
    expect(life.noticesOf('no-longer-yours')).toEqual([]);
    life.complete(held(life), taskId);
    expect(life.point(1)).toMatchObject({ status: 'completed', late: true });
  });
});

describe('an outcome that is taken back and given again', () => {
  const answer = fc.constantFrom(true, false, undefined);
  const outcomes: fc.Arbitrary<(life: Life) => Outcome> = fc.oneof(
    fc
      .record({
        answers: fc.record({ pathway: answer, shareWithMunicipality: answer, gpCopy: answer }),
        askGp: fc.constantFrom([], ['pain' as const]),
        distress: fc.constantFrom(undefined, 2, 6),
      })
      .map((more) => (life: Life) => held(life, more)),
    fc.boolean().map((askAgain) => (): Outcome => ({ outcome: 'declined', askAgain })),
    fc.constant((): Outcome => notHeld),
    fc.constantFrom(undefined, 'kommune-3205').map((unitId) => (): Outcome => ({ outcome: 'done', unitId })),
  );
  const lives = fc.record({
    pathway: fc.constantFrom(true, false, null),
    shareWithMunicipality: fc.constantFrom(true, false, null),
    municipality: fc.constantFrom(nannestad, enebakk),
    before: fc.array(fc.tuple(outcomes, fc.constantFrom(0, 1, 30, 90)), { maxLength: 5 }),
    last: outcomes,
    days: fc.constantFrom(0, 0.2, 3),
    wrong: fc.option(outcomes, { nil: undefined }),
  });
  /** Gives an outcome where one may be given. */
  const given = (life: Life, outcome: (life: Life) => Outcome, taskId?: string): boolean => {
    const task = life.record.tasks.findLast((one) => isActive(one) && one.plan === 'p');
    if (taskId === undefined && task === undefined) return false;
    try {
      life.complete(outcome(life), taskId ?? task!.taskId);
      return true;
    } catch (error) {
      if (error instanceof RuleBroken || error instanceof TaskConflict) return false;
      throw error;
    }
  };

  it('comes to what it would have come to at once', () => {
    let compared = 0;
    fc.assert(
      fc.property(lives, ({ before, last, days, wrong, municipality: place, ...answers }) => {
        const begun = () => {
          const life = new Life({ referral: { answers: { ...yes, ...answers }, municipality: place } });
          for (const [outcome, pause] of before) {
            given(life, outcome);
            life.days(pause);
          }
          return life;
        };
        const [life, plain] = [begun(), begun()];
        const task = life.record.tasks.findLast((one) => isActive(one) && one.plan === 'p');
        if (task === undefined || !given(life, wrong ?? last)) return;
        const changed = life.record.tasks.find(({ taskId }) => taskId === task.taskId)!;
        if (changed.outcome === null) return;
        life.days(days);
        if (life.now >= task.closesAt) return;
        undo(life, task.taskId);
        plain.days(days);
        expect(standing(life.record, life)).toEqual(standing(plain.record, plain));
        const taken = given(life, last, task.taskId);
        expect(given(plain, last, task.taskId)).toBe(taken);
        expect(standing(life.record, life)).toEqual(standing(plain.record, plain));
        compared += 1;
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(50);
  });
});
