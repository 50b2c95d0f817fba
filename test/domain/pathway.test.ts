import { describe, expect, it } from 'vitest';
import { passHub } from '../../domain/hub.ts';
import { checked, closePathway } from '../../domain/pathway.ts';
import { currentPlan, executionName, isCurrent } from '../../domain/plans.ts';
import { lastLookAt } from '../../domain/retention.ts';
import { gp, Life, lillestrom, nannestad, no, notAsked, startedAt, without, yes } from './support.ts';

const statuses = (life: Life) => life.record.points.map(({ status }) => status);

/** The whole of a straight way: every task done two days after it opened. */
function straightWay(life: Life) {
  const steps: string[] = [];
  while (life.record.status === 'active') {
    if (life.open.length === 0) {
      life.until(life.record.points.find(({ status }) => status === 'planned')!.opensAt);
      continue;
    }
    steps.push(`${life.task.kind} ${life.task.unitId}`);
    life.days(2);
    const heldOn = life.now.slice(0, 10);
    life.complete(
      life.task.kind === 'municipal-intake'
        ? { outcome: 'done' }
        : { outcome: 'assessed', heldOn, mode: 'phone', gp },
    );
  }
  return steps;
}

describe('the straight way', () => {
  it('goes from the hospital through the intake to the third point', () => {
    const life = new Life();
    expect(straightWay(life)).toEqual([
      'needs-assessment ahus-lunge',
      'municipal-intake kommune-3238',
      'needs-assessment kommune-3238',
      'needs-assessment kommune-3238',
    ]);
    expect(life.record.status).toBe('completed');
    expect(statuses(life)).toEqual(['completed', 'completed', 'completed']);
    expect(life.record.points.map(({ late, mode }) => [late, mode])).toEqual([
      [false, 'phone'],
      [false, 'phone'],
      [false, 'phone'],
    ]);
    life.days(1);
    expect(life.record.nextCheckAt).toBe(lastLookAt(life.record.keptUntil!));
    expect(life.record.effects).toEqual([]);
  });

  it('opens each window at its instant of the Oslo calendar', () => {
    const life = new Life({ referral: { diagnosisDate: '2026-11-23' } });
    straightWay(life);
    expect(life.record.tasks.map(({ opensAt, closesAt }) => [opensAt, closesAt])).toEqual([
      [startedAt, '2027-01-04T09:00:00Z'],
      ['2026-11-25T09:00:00Z', '2026-12-23T09:00:00Z'],
      ['2027-02-23T07:00:00Z', '2027-04-23T06:00:00Z'],
      ['2027-11-23T07:00:00Z', '2028-05-23T06:00:00Z'],
    ]);
  });

  it('copies each assessment to the GP, and tells the GP of the end', () => {
    const life = new Life();
    straightWay(life);
    expect(life.record.notices.map(({ kind, unitId, point }) => [kind, unitId, point])).toEqual([
      ['assessment', 'fastlege-1', 1],
      ['assessment', 'fastlege-1', 2],
      ['assessment', 'fastlege-1', 3],
      ['ended', 'fastlege-1', null],
    ]);
  });

  it('writes of each task when it opens, and of nothing that has been done', () => {
    const life = new Life();
    straightWay(life);
    const rungs = life.sent.filter(({ rung }) => rung !== undefined);
    expect(rungs.map(({ id }) => id)).toEqual(['pw-t1#0', 'pw-t2#0', 'pw-t3#0', 'pw-t4#0']);
  });
});

describe('silence', () => {
  it('sends each rung once, misses each point, and still hands the patient over', () => {
    const life = new Life();
    expect(life.toTheEnd()).toBe('completed');
    expect(statuses(life)).toEqual(['missed', 'missed', 'missed']);
    expect(life.record.tasks.map(({ kind, status }) => [kind, status])).toEqual([
      ['needs-assessment', 'missed'],
      ['municipal-intake', 'missed'],
      ['needs-assessment', 'missed'],
      ['needs-assessment', 'missed'],
    ]);
    const sent = life.sent.filter(({ rung }) => rung !== undefined).map(({ id }) => id);
    const ladders = life.record.tasks.flatMap((task) =>
      task.rungs.map(({ rung }) => `${task.taskId}#${rung}`),
    );
    expect(sent).toEqual(ladders);
  });

  it('tells only the coordinating unit of what was missed', () => {
    const life = new Life();
    life.toTheEnd();
    expect(life.noticesOf('missed')).toEqual([
      'ahus-koordinerende',
      'kommune-3238-koordinerende',
      'kommune-3238-koordinerende',
      'kommune-3238-koordinerende',
    ]);
    // also where the close is not a time to write at
    expect(life.sent.filter(({ id }) => id.startsWith('pw-n'))).toHaveLength(life.record.notices.length);
  });

  it('is told of to somebody where there is no coordinating unit', () => {
    const life = new Life({ directory: without('ahus-koordinerende') });
    life.until('2027-01-05');
    expect(life.noticesOf('missed')).toEqual(['ahus-koordinerende']);
    const alone = new Life({
      directory: without('ahus-koordinerende', 'kommune-3238-koordinerende'),
      referral: {
        startAtPoint: 3,
        diagnosisDate: '2024-01-01',
        hospitalUnitId: 'gone',
        municipality: { number: '9999', district: null },
      },
    });
    alone.toTheEnd();
    expect(new Set(alone.noticesOf('missed'))).toEqual(new Set(['gone']));
  });
});

describe('the start', () => {
  it('has the local hospital assess where two are named', () => {
    const life = new Life({
      referral: { trust: 'ous', hospitalUnitId: 'ous-nevrokirurgi', otherHospitalUnitId: 'ahus-lunge' },
    });
    expect(life.task.unitId).toBe('ahus-lunge');
    expect(life.record.relations.map(({ unitId }) => unitId)).toEqual(['ous-nevrokirurgi', 'ahus-lunge']);
  });

  it('waits until the patient is ready, by the plan or by a report before it', () => {
    const planned = new Life({ referral: { readyFrom: '2026-12-10' } });
    expect(planned.open).toEqual([]);
    planned.until('2026-12-10');
    expect(planned.task).toMatchObject({ opensAt: '2026-12-10T07:00:00Z', dueAt: '2026-12-24T07:00:00Z' });

    const reported = new Life({ referral: { readyFrom: '2026-12-10' } });
    reported.days(2);
    reported.report({ type: 'ready' });
    expect(reported.task.opensAt).toBe(reported.now);

    const past = new Life({ referral: { readyFrom: '2026-11-01' } });
    expect(past.task.opensAt).toBe(startedAt);
  });

  it('with a no declines point 1, and tells the GP', () => {
    const life = new Life({ referral: { answers: no } });
    expect(life.open).toEqual([]);
    expect(statuses(life)).toEqual(['declined', 'planned', 'planned']);
    expect(life.noticesOf('declined')).toEqual(['fastlege-1']);
  });

  it.each([
    { what: 'no GP is known', gp: null, answers: no },
    { what: 'the patient wants no copy', gp: undefined, answers: { ...no, gpCopy: false } },
    { what: 'the patient was not asked about copies', gp: undefined, answers: { ...no, gpCopy: null } },
  ])('tells no GP where $what', ({ gp, answers }) => {
    const life = new Life({ referral: { answers, ...(gp === undefined ? {} : { gp }) } });
    expect(life.record.notices).toEqual([]);
  });
});

describe('late entry', () => {
  it('opens the intake and the point beside each other', () => {
    const life = new Life({ referral: { startAtPoint: 2, diagnosisDate: '2026-08-10' } });
    expect(statuses(life)).toEqual(['cancelled', 'open', 'planned']);
    expect(life.open.map(({ kind, plan, unitId }) => [kind, plan, unitId])).toEqual([
      ['municipal-intake', 'f1', 'kommune-3238'],
      ['needs-assessment', 'p', 'kommune-3238'],
    ]);
    // opened late: due at least fourteen days after, within its close
    expect(life.point(2)).toMatchObject({ opensAt: startedAt, dueAt: '2026-12-10T07:00:00Z' });
    life.complete({ outcome: 'done' }, 'pw-t1');
    expect(currentPlan(life.record, 'f1')?.status).toBe('SUCCEEDED');
    expect(life.open).toHaveLength(1);
  });

  it('waits for a window that is not yet open', () => {
    const life = new Life({ referral: { startAtPoint: 3 } });
    expect(statuses(life)).toEqual(['cancelled', 'cancelled', 'planned']);
    expect(life.task.kind).toBe('municipal-intake');
  });

  it('misses a window that has passed at once, and says so', () => {
    const life = new Life({ referral: { startAtPoint: 2, diagnosisDate: '2026-05-10' } });
    expect(statuses(life)).toEqual(['cancelled', 'missed', 'planned']);
    expect(life.noticesOf('missed')).toEqual(['kommune-3238-koordinerende']);
  });

  it('without a route has one found first', () => {
    const life = new Life({
      directory: without('kommune-3238'),
      referral: { startAtPoint: 2, diagnosisDate: '2026-08-10' },
    });
    expect(life.task).toMatchObject({ kind: 'route-manually', unitId: 'ahus-koordinerende' });
  });

  it('of a patient who was not asked opens nothing at home', () => {
    const life = new Life({ referral: { startAtPoint: 2, answers: notAsked } });
    expect(life.task).toMatchObject({ kind: 'offer-again', unitId: 'ahus-koordinerende' });
  });

  it('drops an intake that has not come to be opened before a no or a move', () => {
    for (const body of [
      { type: 'answers-changed', answers: { pathway: false } },
      { type: 'moved', municipality: lillestrom },
    ] as const) {
      const life = new Life({ asleep: true, referral: { startAtPoint: 3 } });
      life.report(body);
      expect(life.record.followUps).toEqual([]);
      expect(life.open.filter(({ plan }) => plan !== 'p')).toEqual([]);
    }
  });
});

describe('an end', () => {
  it('cancels what is open, tells those concerned, and leaves nothing to do', () => {
    const life = new Life();
    life.report({ type: 'deceased' });
    expect(statuses(life)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(life.record.tasks.map(({ status }) => status)).toEqual(['cancelled']);
    expect(life.noticesOf('ended')).toEqual(['ahus-lunge', 'fastlege-1']);
    expect(life.record.executions.map(({ status }) => status)).toEqual(['ABORTED']);
    life.days(1);
    expect(life.record.nextCheckAt).toBe(lastLookAt(life.record.keptUntil!));
    life.days(700);
    expect(life.record.tasks).toHaveLength(1);
  });

  it('at night leaves only what is told of it to be sent', () => {
    const life = new Life({
      now: '2026-11-23T20:00:00Z',
      referral: { startAtPoint: 2, diagnosisDate: '2026-08-10' },
    });
    life.report({ type: 'moved', municipality: lillestrom });
    life.report({ type: 'deceased' }, '2026-11-23');
    const sends = life.record.effects.filter(({ kind }) => kind !== 'expire');
    expect(sends.every(({ kind, id }) => kind === 'send' && id.startsWith('pw-n'))).toBe(true);
    life.until('2026-11-24T06:00:00Z');
    expect(life.record.nextCheckAt).toBe('2026-11-24T07:00:00Z');
    life.until('2026-11-25');
    expect(life.record.effects).toEqual([]);
    expect(life.record.nextCheckAt).toBe(lastLookAt(life.record.keptUntil!));
  });

  it('taken back, opens what was open, and sends only what has come to be due', () => {
    const life = new Life();
    life.until('2026-12-04');
    const { tasks } = life.record;
    const eventId = life.report({ type: 'withdrawn' });
    life.until('2026-12-08');
    expect(life.sent.filter(({ rung }) => rung !== undefined).map(({ id }) => id)).toEqual([
      'pw-t1#0',
      'pw-t1#1',
    ]);
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.record).toMatchObject({ status: 'active', endedAt: null });
    expect(life.task).toMatchObject({ status: 'open', dueAt: tasks[0]!.dueAt, closesAt: tasks[0]!.closesAt });
    expect(life.noticesOf('resumed')).toEqual(['ahus-lunge', 'fastlege-1']);
    life.until('2027-01-03');
    const rungs = life.sent.filter(({ rung }) => rung !== undefined).map(({ id }) => id);
    expect(rungs).toEqual(['pw-t1#0', 'pw-t1#1', 'pw-t1#2', 'pw-t1#3', 'pw-t1#4']);
  });

  it('taken back after the close of what was open, lets it be missed without reminders', () => {
    const life = new Life();
    const eventId = life.report({ type: 'deceased' });
    life.until('2027-02-01');
    life.report({ type: 'retracted', retracts: eventId });
    life.days(1);
    expect(life.point(1).status).toBe('missed');
    expect(life.sent.filter(({ id }) => id.startsWith('pw-t1#'))).toHaveLength(1);
  });

  it('taken back, starts a follow-up that had not begun, and leaves one that was done', () => {
    const options = { referral: { startAtPoint: 3 } } as const;
    const asleep = new Life({ ...options, asleep: true });
    const eventId = asleep.report({ type: 'deceased' });
    asleep.report({ type: 'retracted', retracts: eventId });
    expect(asleep.task).toMatchObject({ plan: 'f1', status: 'open' });

    const open = new Life(options);
    open.report({ type: 'retracted', retracts: open.report({ type: 'deceased' }) });
    expect(open.task).toMatchObject({ plan: 'f1', taskId: 'pw-t1' });

    const done = new Life(options);
    done.complete({ outcome: 'done' });
    done.report({ type: 'retracted', retracts: done.report({ type: 'deceased' }) });
    expect(done.open).toEqual([]);
    expect(currentPlan(done.record, 'f1')?.generation).toBe(1);
  });

  it('keeps what is reported after it, and goes by it when it is taken back', () => {
    const life = new Life({ referral: { startAtPoint: 2, diagnosisDate: '2026-08-10' } });
    const eventId = life.report({ type: 'deceased' });
    life.report({ type: 'moved', municipality: lillestrom });
    expect(life.record.status).toBe('deceased');
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.open.map(({ unitId }) => unitId)).toEqual(['kommune-3205', 'kommune-3205']);
    expect(life.noticesOf('moved')).toEqual(['kommune-3238', 'fastlege-1']);
  });

  it('may have another reason than was thought', () => {
    const life = new Life();
    life.report({ type: 'withdrawn' }, '2026-11-23', 'w');
    life.report({ type: 'deceased' });
    expect(life.record.status).toBe('withdrawn');
    life.report({ type: 'retracted', retracts: 'w' });
    expect(life.record.status).toBe('deceased');
    expect(life.record.relations).not.toEqual([]);
  });

  it('that came by itself is no retraction’s to undo', () => {
    const life = new Life({ referral: { startAtPoint: 3, diagnosisDate: '2024-01-01' } });
    expect(life.record.status).toBe('completed');
    const eventId = life.report({ type: 'deceased' });
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.record.status).toBe('completed');
  });
});

describe('a wrong date', () => {
  it('does not end a pathway for good', () => {
    const life = new Life({ referral: { diagnosisDate: '2016-11-10' } });
    expect(statuses(life)).toEqual(['open', 'missed', 'missed']);
    life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
    expect(life.record.status).toBe('completed');
    life.report({ type: 'diagnosis-corrected', date: '2026-11-10' });
    expect(life.record.status).toBe('active');
    expect(statuses(life)).toEqual(['completed', 'planned', 'planned']);
    expect(life.task.kind).toBe('municipal-intake');
    expect(life.noticesOf('resumed')).toEqual(['fastlege-1']);
  });

  it('corrected, moves what has not begun', () => {
    const life = new Life({ referral: { anchorEvent: 'discharge' } });
    const hospital = life.point(1);
    expect(life.point(2).opensAt).toBe('2027-02-10T07:00:00Z');
    life.until('2026-12-02');
    life.report({ type: 'discharged' }, '2026-12-01');
    expect(life.point(1)).toEqual(hospital);
    expect(life.point(2).opensAt).toBe('2027-03-01T07:00:00Z');
    life.report({ type: 'discharged' }, '2026-12-02');
    expect(life.point(2).opensAt).toBe('2027-03-01T07:00:00Z');
  });
});

describe('the next look', () => {
  it('is an hour after the plan should have moved', () => {
    const life = new Life();
    expect(life.record.nextCheckAt).toBe('2026-12-02T10:00:00Z');
    life.until('2026-12-22');
    // the last rung is behind it: the close is next
    expect(life.record.nextCheckAt).toBe('2027-01-04T10:00:00Z');
  });

  it('is hourly for a day after a plan was lost', () => {
    const life = new Life();
    const at = (rescue: string) => checked({ ...life.record, rescues: [rescue] }, life.context()).nextCheckAt;
    expect(at('2026-11-23T08:00:00Z')).toBe('2026-11-23T10:00:00Z');
    expect(at('2026-11-22T08:00:00Z')).toBe('2026-12-02T10:00:00Z');
  });

  it('is within the hour while a follow-up has not opened its task', () => {
    const life = new Life({ asleep: true, referral: { startAtPoint: 3 } });
    expect(life.record.nextCheckAt).toBe('2026-11-23T10:00:00Z');
  });
});

describe('closing', () => {
  it('leaves alone what has ended, or still has something to do', () => {
    const life = new Life();
    expect(closePathway(life.record, life.context())).toBe(life.record);
    life.report({ type: 'deceased' });
    expect(closePathway(life.record, life.context())).toBe(life.record);
  });
});

describe('plans', () => {
  it('are known by the pathway, the follow-up and the generation', () => {
    expect(executionName('pw', 'p', 3)).toBe('pw-3');
    expect(executionName('pw', 'f1', 2)).toBe('pw-f1-2');
  });

  it('of a follow-up that there is not come to their end', () => {
    const life = new Life();
    expect(passHub(life.record, life.context(), 'f9')).toEqual({
      record: life.record,
      next: { stage: 'close', waitUntil: life.now },
    });
  });

  it('are renewed by a report, and only the newest is current', () => {
    const life = new Life({ referral: { municipality: nannestad, answers: yes } });
    life.report({ type: 'discharged' });
    expect(life.record.executions.map(({ generation, status }) => [generation, status])).toEqual([
      [1, 'ABORTED'],
      [2, 'RUNNING'],
    ]);
    expect(isCurrent(life.record, 'p', 1)).toBe(false);
    expect(isCurrent(life.record, 'p', 2)).toBe(true);
    expect(isCurrent(life.record, 'f1', 1)).toBe(false);
  });
});
