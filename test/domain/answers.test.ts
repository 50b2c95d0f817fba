import { describe, expect, it } from 'vitest';
import { openStage } from '../../domain/hub.ts';
import { enebakk, Life, no, notAsked, startedAt, yes } from './support.ts';

const assessed = { outcome: 'assessed', mode: 'phone', answers: { shareWithMunicipality: true } } as const;
const declined = { outcome: 'declined', askAgain: true } as const;
const saysYes = { type: 'answers-changed', answers: { pathway: true, shareWithMunicipality: true } } as const;
const saysNo = { type: 'answers-changed', answers: { pathway: false } } as const;
const today = (life: Life) => life.now.slice(0, 10);

describe('a no', () => {
  it.each([
    { said: 'at the start', life: () => new Life({ referral: { answers: no } }) },
    {
      said: 'by a report',
      life: () => {
        const life = new Life();
        life.report({ type: 'answers-changed', answers: { pathway: false, shareWithMunicipality: null } });
        return life;
      },
    },
    {
      said: 'in the conversation',
      life: () => {
        const life = new Life({ referral: { answers: notAsked } });
        life.complete(declined);
        return life;
      },
    },
  ])(
    '$said: declines point 1, tells the GP, and is asked again of the hospital 28 days later',
    ({ life: said }) => {
      const life = said();
      expect(life.point(1).status).toBe('declined');
      expect(life.noticesOf('declined')).toEqual(['fastlege-1']);
      expect(life.open).toEqual([]);
      life.until('2026-12-21T08:59:59Z');
      expect(life.open).toEqual([]);
      life.until('2026-12-21T09:00:00Z');
      expect(life.task).toMatchObject({
        kind: 'offer-again',
        point: 1,
        unitId: 'ahus-lunge',
        opensAt: '2026-12-21T09:00:00Z',
        dueAt: '2027-01-04T09:00:00Z',
        closesAt: '2027-01-18T09:00:00Z',
      });
    },
  );

  it('is told to the municipality only where sharing is a yes, and is never a task there', () => {
    const told = (shareWithMunicipality: boolean | null, municipality?: typeof enebakk) =>
      new Life({
        referral: { answers: { ...no, shareWithMunicipality }, ...(municipality && { municipality }) },
      }).noticesOf('declined');
    expect(told(true)).toEqual(['fastlege-1', 'kommune-3238']);
    expect(told(true, enebakk)).toEqual(['fastlege-1']);
    expect(told(false)).toEqual(['fastlege-1']);
    expect(told(null)).toEqual(['fastlege-1']);
  });

  it('twice is one', () => {
    const life = new Life({ referral: { answers: no } });
    life.report(saysNo);
    expect(life.noticesOf('declined')).toEqual(['fastlege-1']);
  });

  it('to both offers declines the pathway', () => {
    const life = new Life({ referral: { answers: no } });
    for (const offer of [1, 2]) {
      life.days(28);
      expect(life.task.kind).toBe('offer-again');
      life.complete(declined);
      expect(life.noticesOf('declined')).toHaveLength(offer + 1);
    }
    expect(life.record.status).toBe('declined');
    expect(life.record.tasks).toHaveLength(2);
  });

  it('to the first offer is not followed by the second at once, though a plan was about to open the first', () => {
    const life = new Life({ referral: { answers: no } });
    life.days(28);
    life.complete(declined);
    // what a plan that was made while the first was open asks for
    expect(openStage(life.record, life.context(), 'p', 'offer-again')).toBe(life.record);
    life.days(28);
    expect(life.task).toMatchObject({ kind: 'offer-again', opensAt: life.now });
  });

  it('for good declines the pathway at once', () => {
    const life = new Life();
    life.complete({ outcome: 'declined', askAgain: false });
    expect(life.record.status).toBe('declined');
    expect(life.record.tasks).toHaveLength(1);
  });

  it('with a date is asked again then; the offer after it counts its days anew', () => {
    const life = new Life();
    life.complete({ ...declined, askAgainOn: '2027-02-01' });
    life.until('2027-01-31');
    expect(life.open).toEqual([]);
    life.until('2027-02-01');
    const { closesAt } = life.task;
    life.until('2027-03-02');
    expect(life.record.tasks.at(-1)).toMatchObject({ kind: 'offer-again', status: 'missed' });
    life.until('2027-03-30');
    expect(life.task.opensAt).toBe('2027-03-29T06:00:00Z');
    expect(closesAt).toBe('2027-03-01T07:00:00Z');
  });

  it('that nobody asks again about lapses', () => {
    const life = new Life({ referral: { answers: no } });
    expect(life.toTheEnd()).toBe('lapsed');
    expect(life.record.tasks.map(({ kind, status }) => [kind, status])).toEqual([
      ['offer-again', 'missed'],
      ['offer-again', 'missed'],
    ]);
    expect(life.noticesOf('missed')).toEqual(['ahus-koordinerende', 'ahus-koordinerende']);
    expect(life.point(2).status).toBe('cancelled');
  });

  it('and one offer that nobody made is a no', () => {
    const life = new Life({ referral: { answers: no } });
    life.days(28);
    life.complete(declined);
    expect(life.toTheEnd()).toBe('declined');
  });

  it('at point 2 declines that point only', () => {
    const life = new Life({ referral: { startAtPoint: 2, diagnosisDate: '2026-08-10' } });
    life.complete(declined, 'pw-t2');
    expect(life.point(2).status).toBe('declined');
    expect(life.facts.answers.pathway.value).toBe(true);
    expect(life.record.notices.at(-1)).toMatchObject({ kind: 'declined', unitId: 'fastlege-1', point: 2 });
    life.until('2027-08-10');
    expect(life.task.point).toBe(3);
  });

  it('midway closes what is open at home, and is respected for 28 days from the day it was said', () => {
    const life = new Life();
    life.complete({ ...assessed, heldOn: today(life) });
    life.until('2027-02-12');
    expect(life.task.point).toBe(2);
    life.report({ type: 'answers-changed', answers: { shareWithMunicipality: false } });
    expect(life.open).toEqual([]);
    expect(life.point(2)).toMatchObject({ status: 'planned', taskId: null });
    expect(life.noticesOf('declined')).toEqual(['fastlege-1']);
    life.until('2027-03-11');
    expect(life.open).toEqual([]);
    life.until('2027-03-12');
    expect(life.task).toMatchObject({ kind: 'offer-again', unitId: 'ahus-lunge' });
  });
});

describe('a yes after a no', () => {
  it('at an offer completes point 1, and the pathway goes on', () => {
    const life = new Life({ referral: { answers: no } });
    life.days(28);
    life.complete({ ...assessed, heldOn: today(life) });
    expect(life.point(1)).toMatchObject({
      status: 'completed',
      heldOn: '2026-12-21',
      late: false,
      taskId: 'pw-t1',
    });
    expect(life.facts.answers.pathway).toEqual({
      value: true,
      answeredOn: '2026-12-21',
      recordedBy: 'ahus-lunge',
    });
    expect(life.task).toMatchObject({ kind: 'municipal-intake', unitId: 'kommune-3238' });
  });

  it('by a report within the time of the conversation opens it as it was', () => {
    const life = new Life();
    const { dueAt, closesAt } = life.task;
    life.days(2);
    life.report(saysNo);
    life.days(2);
    life.report(saysYes);
    expect(life.task).toMatchObject({ taskId: 'pw-t1', status: 'open', dueAt, closesAt });
    expect(life.point(1)).toMatchObject({ status: 'open', taskId: 'pw-t1', concludedAt: null });
    expect(life.noticesOf('resumed')).toEqual(['ahus-lunge']);
  });

  it('by a report later gives the hospital its whole time', () => {
    const life = new Life({ referral: { answers: no } });
    life.days(100);
    expect(life.task.kind).toBe('offer-again');
    life.report(saysYes);
    expect(life.record.tasks.at(-2)).toMatchObject({ kind: 'offer-again', status: 'cancelled' });
    expect(life.task).toMatchObject({ kind: 'needs-assessment', point: 1, opensAt: life.now });
    // and no more than it needs, since point 2 has opened meanwhile
    expect(life.task).toMatchObject({ dueAt: '2027-03-17T09:00:00Z', closesAt: '2027-03-17T09:00:00Z' });
  });

  it('to the pathway alone is for the hospital to ask about the rest', () => {
    const life = new Life({ referral: { answers: no } });
    life.days(28);
    life.report({ type: 'answers-changed', answers: { pathway: true } });
    expect(life.task).toMatchObject({ kind: 'needs-assessment', point: 1, unitId: 'ahus-lunge' });
  });

  it('ends an offer, and opens again what is not yet due at home', () => {
    const life = new Life();
    life.complete({ ...assessed, heldOn: today(life) });
    life.until('2027-02-11');
    life.report({ ...saysNo }, '2027-02-11');
    life.until('2027-03-12');
    expect(life.task.kind).toBe('offer-again');
    life.report(saysYes);
    // due 10 March: it is planned anew, with fourteen days
    expect(life.task).toMatchObject({ point: 2, openedAt: life.now, dueAt: '2027-03-26T07:00:00Z' });
    expect(life.task.taskId).not.toBe('pw-t3');
  });

  it('opens an intake beside the points again, with its plan', () => {
    const life = new Life({ referral: { startAtPoint: 3 } });
    life.report(saysNo);
    expect(life.open).toEqual([]);
    life.days(1);
    life.report(saysYes);
    expect(life.task).toMatchObject({ taskId: 'pw-t1', plan: 'f1', status: 'open' });
    life.complete({ outcome: 'done' });
    expect(life.toTheEnd()).toBe('completed');
  });
});

describe('a no taken back', () => {
  it('has never been: the task is as it was, and those who were told are told', () => {
    const life = new Life({ referral: { answers: { ...yes } } });
    const eventId = life.report(saysNo);
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.task).toMatchObject({ taskId: 'pw-t1', status: 'open', opensAt: startedAt });
    expect(life.noticesOf('declined')).toEqual(['fastlege-1', 'kommune-3238']);
    expect(new Set(life.noticesOf('resumed'))).toEqual(new Set(['ahus-lunge', 'fastlege-1', 'kommune-3238']));
  });

  it('tells a unit once', () => {
    const life = new Life({ referral: { startAtPoint: 2, diagnosisDate: '2026-08-10' } });
    const eventId = life.report(saysNo);
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.noticesOf('declined')).toEqual(['fastlege-1', 'kommune-3238']);
    expect(life.noticesOf('resumed').toSorted()).toEqual(['fastlege-1', 'kommune-3238', 'kommune-3238']);
  });

  it('of a patient who had not been asked leaves the question to the hospital', () => {
    const life = new Life({ referral: { answers: notAsked } });
    const eventId = life.report(saysNo);
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.task).toMatchObject({ taskId: 'pw-t1', kind: 'needs-assessment' });
  });

  it('one of two is still a no', () => {
    const life = new Life();
    const eventId = life.report(saysNo);
    life.report({ type: 'answers-changed', answers: { shareWithMunicipality: false } });
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.noticesOf('resumed')).toEqual(['ahus-lunge']);
  });
});

describe('a question that nobody has put', () => {
  it('goes to the coordinating unit at once when point 1 has been missed, and nothing leaves the hospital', () => {
    const life = new Life({ referral: { answers: notAsked } });
    life.until('2027-01-04T09:02:00Z');
    expect(life.point(1).status).toBe('missed');
    expect(life.task).toMatchObject({ kind: 'offer-again', unitId: 'ahus-koordinerende' });
    expect(life.toTheEnd()).toBe('lapsed');
    const hospitals = new Set(['ahus-lunge', 'ahus-koordinerende']);
    expect(new Set(life.sent.map(({ unitId }) => unitId))).toEqual(hospitals);
  });

  it('turns into a no that declines point 1, or into a yes that completes it', () => {
    const missed = () => {
      const life = new Life({ referral: { answers: { ...yes, shareWithMunicipality: null } } });
      life.until('2027-01-05');
      return life;
    };
    const refused = missed();
    refused.complete(declined);
    expect(refused.point(1).status).toBe('declined');
    const accepted = missed();
    accepted.complete({ ...assessed, heldOn: '2027-01-05' });
    expect(accepted.point(1).status).toBe('completed');
  });

  it('again, after a retracted yes, has its whole time', () => {
    const life = new Life({ referral: { answers: notAsked } });
    const eventId = life.report(saysYes);
    life.complete({ ...assessed, answers: {}, heldOn: today(life) });
    life.days(100);
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.task).toMatchObject({ kind: 'offer-again', unitId: 'ahus-koordinerende', opensAt: life.now });
  });
});
