import { describe, expect, it } from 'vitest';
import { atRest, foresee, type Withheld } from '../../domain/foresee.ts';
import { openStage } from '../../domain/hub.ts';
import type { Outcome } from '../../domain/outcomes.ts';
import { replan } from '../../domain/plans.ts';
import type { Answers } from '../../domain/record.ts';
import { rejectTask } from '../../domain/tasks.ts';
import { Life, notAsked, without, yes } from './support.ts';

/** That it never says anything but what then happens is held by every life that is played: `Life.complete`. */
const assessed = { outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' } as const;
const declined = { outcome: 'declined', askAgain: true } as const;

const given = (life: Life, outcome: Outcome) =>
  life.foresee(outcome).receivers.map(({ unitId, gets, kind }) => [unitId, gets, kind]);

describe('who gets what', () => {
  it('is the municipality’s task and the GP’s copy, with all the yeses', () => {
    const life = new Life();
    const { record } = life;
    const foreseen = life.foresee({ ...assessed, askGp: ['pain'] });
    expect(foreseen).toEqual({
      receivers: [
        {
          unitId: 'kommune-3238',
          gets: 'task',
          kind: 'municipal-intake',
          dueAt: '2026-11-30T09:00:00Z',
        },
        {
          unitId: 'fastlege-1',
          gets: 'question',
          kind: 'question',
          asked: ['pain'],
          dueAt: expect.any(String),
        },
        { unitId: 'fastlege-1', gets: 'copy', kind: 'assessment', point: 1, asked: ['pain'] },
      ],
      withheld: [],
      calls: [
        {
          kind: 'question',
          unitId: 'fastlege-1',
          asked: ['pain'],
          opensAt: '2026-11-23T09:00:00Z',
          dueAt: expect.any(String),
        },
      ],
      next: {
        stage: 'municipal-intake',
        kind: 'municipal-intake',
        point: null,
        unitId: 'kommune-3238',
        opensAt: '2026-11-23T09:00:00Z',
        dueAt: '2026-11-30T09:00:00Z',
        closesAt: '2026-12-21T09:00:00Z',
      },
      status: 'active',
      after: expect.any(Object),
    });
    expect(life.record).toBe(record);
  });

  it('is what scores call for, with when it is due', () => {
    const { calls } = new Life().foresee({ ...assessed, distress: 4, esas: { nausea: 3, appetite: 2 } });
    expect(calls).toEqual([
      {
        kind: 'esas-action',
        unitId: 'ahus-lunge',
        asked: ['nausea', 'distress'],
        opensAt: '2026-11-23T09:00:00Z',
        dueAt: '2026-11-25T09:00:00Z',
      },
    ]);
  });

  it('of a no is told to the GP, and to the municipality that the patient shares with; it is asked again', () => {
    const foreseen = new Life().foresee(declined);
    expect(foreseen.receivers.map(({ unitId, gets, kind }) => [unitId, gets, kind])).toEqual([
      ['fastlege-1', 'notice', 'declined'],
      ['kommune-3238', 'notice', 'declined'],
    ]);
    expect(foreseen.next).toMatchObject({ stage: 'offer-again', unitId: 'ahus-lunge', point: 1 });
  });

  it('of a last no is that the pathway has ended', () => {
    const life = new Life();
    const foreseen = life.foresee({ outcome: 'declined', askAgain: false });
    expect([foreseen.status, foreseen.next]).toEqual(['declined', null]);
  });

  it('of a conversation that was not held is told to the coordinating unit alone', () => {
    const foreseen = new Life().foresee({ outcome: 'not-held', reason: 'too-ill' });
    const kinds = foreseen.receivers.map(({ unitId, gets, kind }) => [unitId, gets, kind]);
    expect(kinds).toContainEqual(['ahus-koordinerende', 'notice', 'missed']);
    expect(foreseen.withheld).toEqual([]);
    expect(given(new Life(), { outcome: 'not-held', reason: 'too-ill', tryAgainOn: '2026-11-30' })).toEqual(
      [],
    );
  });

  it('of a conversation at home is the status for the hospital, and a copy for the GP', () => {
    const life = new Life();
    life.complete(assessed);
    life.complete({ outcome: 'done' });
    life.until('2027-02-15');
    const gp = { unitId: 'fastlege-1', asOf: null };
    const foreseen = life.foresee({ ...assessed, heldOn: '2027-02-15', gp });
    expect(foreseen.receivers).toEqual([
      { unitId: 'fastlege-1', gets: 'copy', kind: 'assessment', point: 2 },
      { unitId: 'ahus-lunge', gets: 'status' },
    ]);
    expect([foreseen.withheld, foreseen.next]).toEqual([
      [],
      expect.objectContaining({ stage: 'point-3', point: 3, unitId: 'kommune-3238' }),
    ]);
  });

  it('says nothing of what has been sent already', () => {
    const life = new Life();
    const taskId = life.task.taskId;
    life.complete(assessed);
    expect(life.foresee(assessed, taskId)).toMatchObject({ receivers: [], withheld: [], calls: [] });
  });

  it('is refused as the outcome itself is', () => {
    const life = new Life({ referral: { answers: notAsked } });
    expect(() => life.foresee(assessed)).toThrow('Must be answered');
  });

  it('is known also where a new execution goes on with it', () => {
    const own = { opensAfter: 'P310D', dueAfter: 'P315D', closesAfter: 'P335D' };
    const life = new Life({ referral: { extraPoints: [own] } });
    life.complete(assessed);
    life.complete({ outcome: 'done' });
    life.until('2027-02-15');
    life.complete({ ...assessed, heldOn: '2027-02-15' });
    life.until('2027-10-01');
    const { next } = life.foresee({ ...assessed, heldOn: '2027-10-01' });
    expect([life.task.point, next]).toEqual(['extra-1', expect.objectContaining({ point: 3 })]);
  });

  it('is null where nothing is left but tasks beside the points', () => {
    const life = new Life();
    life.complete(assessed);
    life.complete({ outcome: 'done' });
    life.until('2027-11-15');
    const gp = { unitId: 'fastlege-1', asOf: null };
    const last = { ...assessed, heldOn: '2027-11-15', gp };
    const { taskId } = life.task;
    expect(life.foresee(last, taskId)).toMatchObject({ status: 'completed', next: null });
    expect(life.foresee({ ...last, distress: 9 }, taskId)).toMatchObject({ status: 'active', next: null });
  });
});

describe('who gets nothing, and why', () => {
  const answers = (change: Partial<Answers>): Answers => ({ ...yes, ...change });
  it.each<[string, Partial<Answers>, Outcome, readonly Withheld[]]>([
    [
      'no to sharing',
      { shareWithMunicipality: false },
      assessed,
      [{ from: 'municipality', reason: 'no-to-sharing' }],
    ],
    [
      'nobody has asked of sharing',
      { shareWithMunicipality: null },
      declined,
      [{ from: 'municipality', reason: 'sharing-not-asked' }],
    ],
    ['no to a copy', { gpCopy: false }, assessed, [{ from: 'gp', reason: 'no-to-copy' }]],
    ['nobody has asked of a copy', { gpCopy: null }, assessed, [{ from: 'gp', reason: 'copy-not-asked' }]],
  ])('%s', (_, change, outcome, withheld) => {
    expect(new Life({ referral: { answers: answers(change) } }).foresee(outcome).withheld).toEqual(withheld);
  });

  it('no GP is known', () => {
    expect(new Life({ referral: { gp: null } }).foresee(assessed).withheld).toEqual([
      { from: 'gp', reason: 'gp-unknown' },
    ]);
  });

  it('the GP was named so long ago that somebody is to confirm it first', () => {
    const life = new Life({ referral: { gp: { unitId: 'fastlege-1', asOf: '2026-10-01' } } });
    const foreseen = life.foresee(assessed);
    expect(foreseen.withheld).toEqual([{ from: 'gp', reason: 'gp-uncertain' }]);
    expect(foreseen.calls).toMatchObject([{ kind: 'question', asked: ['confirm-gp'], unitId: 'ahus-lunge' }]);
  });

  it('nobody there can be found: the trust’s coordinating unit looks', () => {
    const life = new Life({ directory: without('kommune-3238'), referral: {} });
    const foreseen = life.foresee(assessed);
    expect(foreseen.withheld).toEqual([{ from: 'municipality', reason: 'no-route' }]);
    expect(foreseen.receivers).toContainEqual(expect.objectContaining({ kind: 'route-manually' }));
    expect(life.foresee(declined).withheld).toEqual([{ from: 'municipality', reason: 'no-route' }]);
  });

  it('at a point of the hospital the patient may be in the municipality’s hands already', () => {
    const life = new Life();
    life.complete(assessed);
    life.complete({ outcome: 'done' });
    life.report({ type: 'answers-changed', answers: { pathway: false } });
    life.days(29);
    const foreseen = life.foresee({
      ...assessed,
      heldOn: life.now.slice(0, 10),
      gp: { unitId: 'fastlege-1', asOf: null },
    });
    expect(foreseen.withheld).toEqual([{ from: 'municipality', reason: 'nothing-new' }]);
  });

  it('the patient wants to think about the pathway again', () => {
    const life = new Life();
    life.complete(assessed);
    life.complete({ outcome: 'done' });
    life.until('2027-02-15');
    // the municipality says that the patient is not theirs, and the coordinating unit holds the conversation
    life.act((record, context) => rejectTask(record, context, life.task.taskId, 'not-ours'));
    const thinking = { ...assessed, heldOn: '2027-02-15', answers: { pathway: null } };
    expect(life.foresee(thinking).withheld).toEqual([
      { from: 'municipality', reason: 'pathway-not-asked' },
      { from: 'gp', reason: 'pathway-not-asked' },
    ]);
  });
});

describe('a stage that a plan has waited for', () => {
  it('is opened once, and only where it is still what comes next', () => {
    const life = new Life();
    const context = life.context();
    expect(openStage(life.record, context, 'p', 'hospital-needs-assessment')).toBe(life.record);
    life.complete({ ...assessed, answers: { shareWithMunicipality: false } });
    expect(openStage(life.record, context, 'p', 'municipal-intake')).toBe(life.record);
    expect(openStage(life.record, context, 'f9', 'follow-up')).toBe(life.record);
  });

  it('is begun by a new plan at once', () => {
    const life = new Life();
    const renewed = replan(life.record, life.context());
    expect(atRest(life.record, renewed, life.context()).tasks).toEqual(renewed.tasks);
    expect(() => foresee(life.record, life.context(), 'pw-t9', assessed, 'd')).toThrow('closed');
  });
});
