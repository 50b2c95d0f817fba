import { describe, expect, it } from 'vitest';
import type { Place } from '../../domain/model.ts';
import { currentPlan } from '../../domain/plans.ts';
import { acceptTask, bookAppointment, rejectTask } from '../../domain/tasks.ts';
import { alna, enebakk, Life, lillestrom, nannestad, without } from './support.ts';

const moved = (municipality: Place) => ({ type: 'moved', municipality }) as const;

/** A life with the intake at Nannestad open, done, or with point 2 open there. */
function atHome(
  stage: 'intake' | 'between' | 'point 2',
  options: ConstructorParameters<typeof Life>[0] = {},
) {
  const life = new Life(options);
  life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
  life.days(1);
  if (stage !== 'intake') life.complete({ outcome: 'done' });
  if (stage === 'point 2') life.until('2027-02-15');
  return life;
}

describe('a move', () => {
  it('before the hand-over changes only where the patient will be sent', () => {
    const life = new Life();
    life.report(moved(lillestrom));
    expect(life.task).toMatchObject({ kind: 'needs-assessment', unitId: 'ahus-lunge' });
    expect(life.record.notices.map(({ kind, unitId }) => [kind, unitId])).toEqual([['moved', 'fastlege-1']]);
    life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
    expect(life.task).toMatchObject({ kind: 'municipal-intake', unitId: 'kommune-3205' });
  });

  it.each(['intake', 'point 2'] as const)('takes an open task (%s) along with its instants', (stage) => {
    const life = atHome(stage);
    life.act((record, context) => acceptTask(record, context, life.task.taskId, 'somebody'));
    const { taskId, opensAt, dueAt, closesAt } = life.task;
    life.report(moved(lillestrom));
    expect(life.task).toMatchObject({
      taskId,
      opensAt,
      dueAt,
      closesAt,
      unitId: 'kommune-3205',
      place: '3205',
      status: 'open',
      acceptedBy: null,
    });
    expect(life.noticesOf('moved')).toEqual(['kommune-3238', 'fastlege-1']);
    expect(life.sent.at(-3)).toMatchObject({ id: `${taskId}#0@kommune-3205`, unitId: 'kommune-3205' });
    expect(life.record.relations.find(({ unitId }) => unitId === 'kommune-3238')?.until).toBe(life.now);
    expect(life.toTheEnd()).toBe('completed');
    // what was taken along is not asked for again
    expect(life.record.tasks.filter(({ kind }) => kind === 'municipal-intake')).toHaveLength(1);
  });

  it('with no task open opens an intake at the new unit', () => {
    const life = atHome('between');
    life.report(moved(lillestrom));
    expect(life.task).toMatchObject({ kind: 'municipal-intake', unitId: 'kommune-3205' });
    expect(life.noticesOf('moved')).toEqual(['kommune-3238', 'fastlege-1']);
  });

  it('back opens an intake again', () => {
    const life = atHome('between');
    life.report(moved(lillestrom));
    life.complete({ outcome: 'done' });
    life.days(3);
    life.report(moved(nannestad));
    expect(life.task).toMatchObject({ kind: 'municipal-intake', unitId: 'kommune-3238' });
    expect(life.record.relations.find(({ unitId }) => unitId === 'kommune-3238')?.until).toBeNull();
  });

  it('that never was leaves the patient in the hands that had it', () => {
    const life = atHome('between');
    const eventId = life.report(moved(lillestrom));
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.open).toEqual([]);
    expect(life.noticesOf('moved')).toEqual(['kommune-3238', 'fastlege-1', 'kommune-3205', 'fastlege-1']);
    expect(life.noticesOf('resumed')).toEqual(['kommune-3238']);
    life.until('2027-02-15');
    expect(life.task).toMatchObject({ point: 2, unitId: 'kommune-3238' });
  });

  it('that never was, from a place whose unit is gone, has a route found when it takes one', () => {
    const life = atHome('between');
    const eventId = life.report(moved(lillestrom));
    life.directory = without('kommune-3238');
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.noticesOf('resumed')).toEqual([]);
    expect(life.open).toEqual([]);
    life.until('2027-02-11');
    expect(life.task.kind).toBe('route-manually');
  });

  it('takes a conversation back where its move never was', () => {
    const life = atHome('point 2');
    const eventId = life.report(moved(lillestrom));
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.task).toMatchObject({ point: 2, unitId: 'kommune-3238', place: '3238' });
  });

  it('lets the ladder go on without the appointment that was booked at the old unit', () => {
    const life = atHome('point 2');
    const { rungs } = life.task;
    life.act((record, context) => bookAppointment(record, context, life.task.taskId, '2027-03-20'));
    expect(life.task.rungs).not.toEqual(rungs);
    life.report(moved(lillestrom));
    expect(life.task).toMatchObject({ rungs, appointmentOn: null });
  });

  it('before the task has been written of lets the ladder write', () => {
    const life = new Life({ now: '2026-11-23T19:00:00Z' });
    life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
    expect(life.task).toMatchObject({ kind: 'municipal-intake', rung: -1 });
    life.report(moved(lillestrom), '2026-11-23');
    life.until('2026-11-25');
    expect(life.sent.filter(({ rung }) => rung !== undefined)).toMatchObject([
      { id: 'pw-t2#0', unitId: 'kommune-3205' },
    ]);
  });

  it('twice in a night is written of once', () => {
    const life = atHome('intake');
    life.until('2026-11-25T19:00:00Z');
    life.report(moved(lillestrom));
    life.report(moved(alna));
    life.until('2026-11-26T09:00:00Z');
    const arrivals = life.sent.filter(({ id }) => id.startsWith('pw-t2#0@'));
    expect(arrivals.map(({ unitId }) => unitId)).toEqual(['kommune-0301-12']);
  });
});

describe('a move to where nobody is known', () => {
  it.each(['intake', 'point 2'] as const)(
    'ends the open task (%s), and has the route found by hand',
    (stage) => {
      const life = atHome(stage);
      life.report(moved(enebakk));
      expect(life.task).toMatchObject({
        kind: 'route-manually',
        unitId: 'ahus-koordinerende',
        place: '3220',
      });
      expect(life.record.tasks.at(-2)!.status).toBe('cancelled');
      life.complete({ outcome: 'done', unitId: 'kommune-3205' });
      expect(life.task).toMatchObject({ kind: 'municipal-intake', unitId: 'kommune-3205', place: '3220' });
      life.complete({ outcome: 'done' });
      expect(life.toTheEnd()).toBe('completed');
    },
  );

  it('that never was opens the task again', () => {
    const life = atHome('point 2');
    const { taskId, closesAt } = life.task;
    const eventId = life.report(moved(enebakk));
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.task).toMatchObject({ taskId, closesAt, unitId: 'kommune-3238', status: 'open' });
  });

  it('and on: the search ends', () => {
    const life = atHome('between');
    life.report(moved(enebakk));
    expect(life.task.kind).toBe('route-manually');
    life.report(moved(lillestrom));
    expect(life.task).toMatchObject({ kind: 'municipal-intake', unitId: 'kommune-3205' });
    expect(life.noticesOf('moved').filter((unitId) => unitId === 'ahus-koordinerende')).toEqual([]);
  });

  it('is not forgotten while nobody finds one: each month anew, and the points are missed', () => {
    const life = atHome('between');
    life.report(moved(enebakk));
    expect(life.toTheEnd()).toBe('completed');
    expect(life.record.points.map(({ status }) => status)).toEqual(['completed', 'missed', 'missed']);
    const searches = life.record.tasks.filter(({ kind }) => kind === 'route-manually');
    expect(searches.length).toBeGreaterThan(10);
    expect(searches.length).toBeLessThan(25);
    expect(life.rescued).toBe(0);
  });
});

describe('two tasks at home', () => {
  const late = () => new Life({ referral: { startAtPoint: 2, diagnosisDate: '2026-08-10' } });

  it('both move', () => {
    const life = late();
    life.act((record, context) => bookAppointment(record, context, 'pw-t1', '2026-11-26'));
    life.report(moved(lillestrom));
    expect(life.open.map(({ kind, unitId }) => [kind, unitId])).toEqual([
      ['municipal-intake', 'kommune-3205'],
      ['needs-assessment', 'kommune-3205'],
    ]);
    expect(life.noticesOf('moved')).toEqual(['kommune-3238', 'fastlege-1']);
    expect(currentPlan(life.record, 'f1')?.status).toBe('RUNNING');
    expect(life.toTheEnd()).toBe('completed');
  });

  it('both end where nobody is known, and come back where that never was', () => {
    const life = late();
    const eventId = life.report(moved(enebakk));
    expect(life.open.map(({ kind }) => kind)).toEqual(['route-manually']);
    expect(currentPlan(life.record, 'f1')?.status).toBe('ABORTED');
    life.report({ type: 'retracted', retracts: eventId });
    expect(life.open.map(({ taskId, plan }) => [taskId, plan])).toEqual([
      ['pw-t1', 'f1'],
      ['pw-t2', 'p'],
    ]);
    expect(life.toTheEnd()).toBe('completed');
  });
});

describe('an intake beside the points', () => {
  it('that comes back with the patient is the only one', () => {
    const life = new Life({ referral: { startAtPoint: 3 } });
    life.report(moved(enebakk));
    life.report(moved(nannestad));
    expect(life.task).toMatchObject({ taskId: 'pw-t1', kind: 'municipal-intake', plan: 'f1' });
  });
});

describe('not theirs', () => {
  it('goes to the coordinating unit with its clock, and on to whom that names', () => {
    const life = atHome('point 2');
    const { taskId, closesAt } = life.task;
    life.act((record, context) => rejectTask(record, context, taskId, 'not-ours'));
    expect(life.task).toMatchObject({ taskId, closesAt, unitId: 'ahus-koordinerende', status: 'open' });
    expect(life.point(2).unitId).toBe('ahus-koordinerende');
    expect(life.record.relations.find(({ unitId }) => unitId === 'kommune-3238')?.until).toBe(life.now);
    life.complete({ outcome: 'done', unitId: 'kommune-3205' });
    expect(life.task).toMatchObject({ taskId, closesAt, unitId: 'kommune-3205', status: 'open' });
    life.complete({ outcome: 'assessed', heldOn: '2027-02-15', mode: 'phone' });
    life.until('2027-11-15');
    expect(life.task).toMatchObject({ point: 3, unitId: 'kommune-3205' });
  });

  it('an intake is not done before somebody has received the patient', () => {
    const life = atHome('intake');
    life.act((record, context) => rejectTask(record, context, life.task.taskId, 'not-ours'));
    expect(() => life.complete({ outcome: 'done' })).toThrow('Name the municipal unit');
    expect(() => life.complete({ outcome: 'done', unitId: 'ahus-lunge' })).toThrow('Name the municipal unit');
    expect(() => life.complete({ outcome: 'done', unitId: 'nobody' })).toThrow('Name the municipal unit');
    life.complete({ outcome: 'done', unitId: 'kommune-3205' });
    expect(life.task).toMatchObject({ kind: 'municipal-intake', unitId: 'kommune-3205' });
  });

  it('one of two leaves the unit its part', () => {
    const life = new Life({ referral: { startAtPoint: 2, diagnosisDate: '2026-08-10' } });
    life.act((record, context) => rejectTask(record, context, 'pw-t1', 'moved'));
    expect(life.record.relations.find(({ unitId }) => unitId === 'kommune-3238')?.until).toBeNull();
  });

  it('the hospital’s, is the coordinating unit’s; above that there is nobody', () => {
    const life = new Life();
    life.act((record, context) => rejectTask(record, context, 'pw-t1', 'moved'));
    expect(life.task.unitId).toBe('ahus-koordinerende');
    expect(life.record.relations.find(({ unitId }) => unitId === 'ahus-lunge')?.until).toBeNull();
    const refused = 'cannot reject';
    expect(() => rejectTask(life.record, life.context(), 'pw-t1', 'other')).toThrow(refused);
    life.directory = without('ahus-koordinerende');
    expect(() => rejectTask(life.record, life.context(), 'pw-t1', 'other')).toThrow(refused);
    const routing = atHome('between');
    routing.report(moved(enebakk));
    routing.directory = without();
    expect(() => rejectTask(routing.record, routing.context(), routing.task.taskId, 'other')).toThrow(
      refused,
    );
  });
});
