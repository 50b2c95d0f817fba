import { describe, expect, it } from 'vitest';
import { completeTask, type Outcome } from '../../domain/outcomes.ts';
import { RuleBroken, TaskConflict } from '../../domain/tasks.ts';
import { enebakk, gp, Life, notAsked } from './support.ts';

const assessed = { outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' } as const;
const declined = { outcome: 'declined', askAgain: true } as const;
const notHeld = { outcome: 'not-held', reason: 'not-reached' } as const;

/** What an outcome is refused for: the fields that are named. */
function refusal(life: Life, outcome: Outcome, taskId?: string) {
  try {
    life.complete(outcome, taskId);
  } catch (error) {
    if (error instanceof RuleBroken) return error.errors.map(({ path }) => path);
    throw error;
  }
  return 'accepted';
}

describe('completing', () => {
  it('once: the same again changes nothing, another outcome is a conflict', () => {
    const life = new Life();
    life.complete(assessed);
    const { record } = life;
    life.complete(assessed, 'pw-t1');
    expect(life.record).toBe(record);
    expect(() => life.complete(declined, 'pw-t1')).toThrow('another outcome');
  });

  it('a task that is not there, or was cancelled, is a conflict', () => {
    const life = new Life();
    expect(() => completeTask(life.record, life.context(), 'pw-t9', assessed, 'd')).toThrow(TaskConflict);
    life.report({ type: 'withdrawn' });
    expect(() => life.complete(assessed, 'pw-t1')).toThrow('The task is closed.');
  });

  it('answers the token of the plan that waits for it', () => {
    const life = new Life();
    const after = completeTask(life.record, life.context(), 'pw-t1', assessed, 'd');
    expect(after.effects.filter(({ kind }) => kind === 'answer')).toEqual([
      { kind: 'answer', id: 'answer:pw-t1:0', token: 'p-1' },
    ]);
    expect(after.tasks[0]).toMatchObject({ token: null, status: 'completed', outcome: 'd' });
  });

  it('a conversation with `done`, or another task with an assessment, is refused', () => {
    const life = new Life();
    expect(refusal(life, { outcome: 'done' })).toEqual(['outcome']);
    life.complete(assessed);
    expect(refusal(life, assessed)).toEqual(['outcome']);
    expect(refusal(life, declined)).toEqual(['outcome']);
    expect(refusal(life, notHeld)).toEqual(['outcome']);
    life.complete({ outcome: 'done' });
    life.until('2027-02-15');
    expect(refusal(life, { outcome: 'done', unitId: 'kommune-3205' })).toEqual(['outcome']);
  });
});

describe('an assessment', () => {
  it.each([
    ['2026-11-24', ['heldOn']],
    ['2026-11-09', ['heldOn']],
    ['2026-11-10', 'accepted'],
  ])('held on %s: %s', (heldOn, expected) => {
    expect(refusal(new Life(), { ...assessed, heldOn })).toEqual(expected);
  });

  it('at point 1 must leave nothing unasked', () => {
    const life = new Life({ referral: { answers: notAsked } });
    expect(refusal(life, assessed)).toEqual(['answers.pathway', 'answers.shareWithMunicipality']);
    expect(refusal(life, { ...assessed, answers: { pathway: true } })).toEqual([
      'answers.shareWithMunicipality',
    ]);
    life.complete({ ...assessed, answers: { pathway: true, shareWithMunicipality: true } });
    expect(life.facts.answers.shareWithMunicipality).toEqual({
      value: true,
      answeredOn: '2026-11-23',
      recordedBy: 'ahus-lunge',
    });
    expect(life.task.kind).toBe('municipal-intake');
  });

  it('asks the GP for what it says', () => {
    const life = new Life();
    life.complete({ ...assessed, askGp: ['sick-leave'] });
    expect(life.record.notices.at(-1)).toMatchObject({ kind: 'assessment', asked: ['sick-leave'] });
  });

  it('with a no to sharing stays in hospital', () => {
    const life = new Life();
    life.complete({ ...assessed, answers: { shareWithMunicipality: false } });
    expect(life.point(1).status).toBe('completed');
    expect(life.open).toEqual([]);
    life.days(28);
    expect(life.task).toMatchObject({ kind: 'offer-again', unitId: 'ahus-lunge' });
    life.complete(declined);
    expect(life.point(1).status).toBe('completed');
  });

  it('lets point 2 open 28 days after it at the earliest', () => {
    const held = (heldOn: string, diagnosisDate: string) => {
      const life = new Life({ now: '2027-01-10T09:00:00Z', referral: { diagnosisDate } });
      life.complete({ ...assessed, heldOn });
      return life.point(2);
    };
    expect(held('2027-01-10', '2026-10-20').opensAt).toBe('2027-02-07T07:00:00Z');
    expect(held('2026-11-10', '2026-10-20').opensAt).toBe('2027-01-20T07:00:00Z');
    // too late to wait: the window is as it was
    expect(held('2027-01-10', '2026-09-01').opensAt).toBe('2026-12-01T07:00:00Z');
  });
});

describe('asking again', () => {
  it.each([
    ['2026-11-23', ['askAgainOn']],
    ['2026-11-24', 'accepted'],
    ['2028-05-10', 'accepted'],
    ['2028-05-11', ['askAgainOn']],
  ])('on %s: %s', (askAgainOn, expected) => {
    expect(refusal(new Life(), { ...declined, askAgainOn })).toEqual(expected);
  });
});

describe('a conversation that was not held', () => {
  it('is missed, which the coordinating unit is told', () => {
    const life = new Life();
    life.complete(notHeld);
    expect(life.point(1).status).toBe('missed');
    expect(life.noticesOf('missed')).toEqual(['ahus-koordinerende']);
    expect(life.task.kind).toBe('municipal-intake');
    life.complete(notHeld, 'pw-t1');
    expect(() => life.complete({ ...notHeld, reason: 'too-ill' }, 'pw-t1')).toThrow('another outcome');
  });

  it('rests until a new date before its close', () => {
    const life = new Life();
    life.complete({ ...notHeld, tryAgainOn: '2026-12-20' });
    expect(life.task).toMatchObject({ taskId: 'pw-t1', status: 'open', appointmentOn: '2026-12-20' });
    const { record } = life;
    life.complete({ ...notHeld, tryAgainOn: '2026-12-20' });
    expect(life.record).toBe(record);
    expect(refusal(life, { ...notHeld, tryAgainOn: '2026-11-22' })).toEqual(['tryAgainOn']);
  });

  it('is missed where the new date is after its close', () => {
    const life = new Life();
    life.complete({ ...notHeld, tryAgainOn: '2027-02-20' });
    expect(life.point(1).status).toBe('missed');
  });
});

describe('a missed conversation', () => {
  const missed = () => {
    const life = new Life();
    life.until('2027-01-05');
    return life;
  };

  it('may still be held until the next point opens, and counts as late', () => {
    const life = missed();
    life.complete({ ...assessed, heldOn: '2027-01-05', gp }, 'pw-t1');
    expect(life.point(1)).toMatchObject({ status: 'completed', late: true, heldOn: '2027-01-05' });
    expect(life.task.kind).toBe('municipal-intake');
    // the plan that waits reckons with it
    life.complete({ outcome: 'done' });
    life.until('2027-02-10');
    expect(life.task.point).toBe(2);
  });

  it('moves a point 2 that is near', () => {
    const life = missed();
    life.until('2027-02-09');
    life.complete({ ...assessed, heldOn: '2027-02-08' }, 'pw-t1');
    life.until('2027-03-07');
    expect(life.open).toEqual([]);
    life.until('2027-03-08');
    expect(life.task.point).toBe(2);
  });

  it('no longer when the next has opened, or the pathway has ended', () => {
    const life = missed();
    life.until('2027-02-10');
    expect(() => life.complete(assessed, 'pw-t1')).toThrow(TaskConflict);
    const ended = missed();
    ended.report({ type: 'deceased' });
    expect(() => ended.complete(assessed, 'pw-t1')).toThrow(TaskConflict);
  });

  it('held after all, where it had been given up', () => {
    const life = new Life();
    life.complete(notHeld);
    life.complete(assessed, 'pw-t1');
    expect(life.point(1)).toMatchObject({ status: 'completed', late: true });
  });

  it('once only', () => {
    const life = missed();
    life.complete({ ...assessed, heldOn: '2027-01-05' }, 'pw-t1');
    expect(() => life.complete(declined, 'pw-t1')).toThrow(TaskConflict);
  });

  it('not where an offer has come to be taken instead', () => {
    const life = new Life({ referral: { answers: notAsked } });
    life.until('2027-01-05');
    const yes = { pathway: true, shareWithMunicipality: true };
    life.complete({ ...assessed, heldOn: '2027-01-05', answers: yes });
    expect(() => life.complete({ ...assessed, answers: yes }, 'pw-t1')).toThrow(TaskConflict);
  });

  it('ends the offer that was made in its stead', () => {
    const life = new Life({ referral: { answers: notAsked } });
    life.until('2027-01-05');
    expect(life.task.kind).toBe('offer-again');
    const answers = { pathway: true, shareWithMunicipality: true };
    life.complete({ ...assessed, heldOn: '2027-01-05', answers, gp }, 'pw-t1');
    expect(life.task.kind).toBe('municipal-intake');
  });

  it('that turns out to be a no ends what the municipality has open', () => {
    const life = missed();
    life.complete(declined, 'pw-t1');
    expect(life.point(1)).toMatchObject({ status: 'declined' });
    expect(life.open).toEqual([]);
  });

  it('an intake or an offer, is not a conversation to be held late', () => {
    const life = missed();
    life.until('2027-02-05');
    expect(life.record.tasks.at(-1)).toMatchObject({ kind: 'municipal-intake', status: 'missed' });
    expect(() => life.complete({ outcome: 'done' }, 'pw-t2')).toThrow('The task is closed.');
  });
});

describe('finding the route', () => {
  it('sends the patient to whom the coordinating unit names', () => {
    const life = new Life({ referral: { municipality: enebakk } });
    life.complete(assessed);
    expect(life.task).toMatchObject({ kind: 'route-manually', unitId: 'ahus-koordinerende' });
    expect(refusal(life, { outcome: 'done' })).toEqual(['unitId']);
    expect(refusal(life, assessed)).toEqual(['outcome']);
    const { taskId } = life.task;
    life.report({ type: 'discharged' });
    expect(life.task.taskId).toBe(taskId);
    life.complete({ outcome: 'done', unitId: 'kommune-3205' });
    expect(life.task).toMatchObject({ kind: 'municipal-intake', unitId: 'kommune-3205', place: '3220' });
  });
});
