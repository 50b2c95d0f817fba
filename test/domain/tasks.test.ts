import { describe, expect, it } from 'vitest';
import { nextFor } from '../../domain/stage.ts';
import {
  acceptTask,
  bookAppointment,
  missTask,
  openFollowUp,
  openTask,
  releaseTask,
  standing,
  TaskConflict,
  underNewRules,
  withLadder,
} from '../../domain/tasks.ts';
import { intakeWindow } from '../../domain/windows.ts';
import { Life, notAsked, without } from './support.ts';

describe('a task', () => {
  it('is accepted once, by whoever is first, and may be given back', () => {
    const life = new Life();
    life.act((record, context) => acceptTask(record, context, 'pw-t1', 'kari'));
    const { record } = life;
    life.act((current, context) => acceptTask(current, context, 'pw-t1', 'ola'));
    expect(life.record).toBe(record);
    expect(life.task).toMatchObject({ status: 'accepted', acceptedBy: 'kari' });
    life.act((current, context) => releaseTask(current, context, 'pw-t1'));
    expect(life.task).toMatchObject({ status: 'open', acceptedBy: null });
    const released = life.record;
    life.act((current, context) => releaseTask(current, context, 'pw-t1'));
    expect(life.record).toBe(released);
  });

  it('that is closed can be neither accepted nor booked', () => {
    const life = new Life();
    life.report({ type: 'deceased' });
    expect(() => acceptTask(life.record, life.context(), 'pw-t1', 'kari')).toThrow(TaskConflict);
    expect(() => bookAppointment(life.record, life.context(), 'pw-t9', '2026-12-01')).toThrow(TaskConflict);
    expect(missTask(life.record, life.context(), 'pw-t1')).toBe(life.record);
    expect(missTask(life.record, life.context(), 'pw-t9')).toBe(life.record);
  });

  it('with an appointment rests until two working days after it, on a plan made anew', () => {
    const life = new Life();
    life.act((record, context) => bookAppointment(record, context, 'pw-t1', '2026-12-04'));
    expect(life.record.executions.at(-1)).toMatchObject({ generation: 2, status: 'RUNNING' });
    const { record } = life;
    life.act((current, context) => bookAppointment(current, context, 'pw-t1', '2026-12-04'));
    expect(life.record).toBe(record);
    life.until('2026-12-07');
    expect(life.sent).toHaveLength(1);
    life.until('2026-12-08');
    expect(life.sent.map(({ id }) => id)).toEqual(['pw-t1#0', 'pw-t1#2']);
  });

  it('stands on the rung that is due, or waits for its next', () => {
    const { task } = new Life();
    const at = (now: string) => standing(task, now);
    expect(task.rung).toBe(0);
    expect(at('2026-11-25T09:00:00Z')).toMatchObject({ rung: 0, nextAt: '2026-12-02T09:00:00Z' });
    expect(at('2026-12-03T09:00:00Z')).toMatchObject({ rung: 1, nextAt: '2026-12-07T09:00:00Z' });
    expect(at('2026-12-03T09:00:00Z').ahead.map(({ rung }) => rung)).toEqual([2, 3, 4]);
    const last = { ...task, rung: 3 };
    expect(standing(last, '2026-12-30T09:00:00Z')).toEqual({ rung: 4, nextAt: task.closesAt, ahead: [] });
    expect(at(task.closesAt)).toEqual({ rung: 0, nextAt: task.closesAt, ahead: [] });
  });

  it('is the coordinating unit’s where there is no route, and the hospital’s where there is neither', () => {
    const opened = (directory: ReturnType<typeof without>, stage: 'municipal-intake' | 'offer-again') => {
      const life = new Life({ asleep: true, directory, referral: { answers: notAsked } });
      return openTask(life.record, life.context(), stage, intakeWindow(life.now)).tasks[0]!.unitId;
    };
    expect(opened(without('kommune-3238'), 'municipal-intake')).toBe('ahus-koordinerende');
    expect(opened(without('ahus-koordinerende', 'kommune-3238'), 'municipal-intake')).toBe('ahus-lunge');
    expect(opened(without('ahus-koordinerende'), 'offer-again')).toBe('ahus-lunge');
  });
});

describe('what is next', () => {
  it('is the open task, or the end that there was', () => {
    const life = new Life();
    const next = () => nextFor(life.record, life.facts, life.directory, life.now);
    const { opensAt, dueAt, closesAt } = life.task;
    expect(next()).toMatchObject({
      stage: 'hospital-needs-assessment',
      window: { opensAt, dueAt, closesAt },
    });
    life.report({ type: 'withdrawn' });
    expect(next()).toEqual({ stage: 'close', status: 'withdrawn' });
  });

  it('forgets a route by hand when its unit is gone, and has another found when it takes one', () => {
    const life = new Life({ referral: { municipality: { number: '3220', district: null } } });
    life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
    life.complete({ outcome: 'done', unitId: 'kommune-3205' });
    life.complete({ outcome: 'done' });
    life.directory = without('kommune-3205');
    const next = (now: string) => nextFor(life.record, life.facts, life.directory, now);
    const { opensAt } = life.point(2);
    expect(next(life.now)).toMatchObject({ stage: 'point-2', window: { opensAt } });
    expect(next(opensAt)).toMatchObject({ stage: 'route-manually', window: { opensAt } });
  });

  it('closes the hospital’s task when point 2 opens, but not before it is due', () => {
    const closes = (diagnosisDate: string) => new Life({ referral: { diagnosisDate } }).task;
    expect(closes('2026-11-10').closesAt).toBe('2027-01-04T09:00:00Z');
    expect(closes('2026-09-15').closesAt).toBe('2026-12-15T07:00:00Z');
    const late = closes('2026-08-20');
    expect(late.closesAt).toBe(late.dueAt);
    const afterAll = closes('2024-08-20');
    expect(afterAll.closesAt).toBe('2027-01-04T09:00:00Z');
  });
});

describe('a follow-up whose plan begins late', () => {
  const children = { minor: false, childrenAsNextOfKin: true, nursingHome: false, municipalServices: false };
  const opened = (now: string) => {
    const life = new Life({ referral: { circumstances: children }, asleep: true });
    life.now = now;
    const followUp = life.record.followUps[0]!;
    return { followUp, task: openFollowUp(life.record, life.context(), followUp).tasks.at(-1)! };
  };

  it('keeps its dates while it is not overdue', () => {
    const { followUp, task } = opened('2026-11-25T09:00:00Z');
    expect(task).toMatchObject({ dueAt: followUp.dueAt, closesAt: followUp.closesAt });
  });

  it('has all its time from then on where it would be overdue', () => {
    const { task } = opened('2026-12-20T09:00:00Z');
    expect(task).toMatchObject({
      opensAt: '2026-12-20T09:00:00Z',
      dueAt: '2027-01-03T09:00:00Z',
      closesAt: '2027-01-31T09:00:00Z',
    });
  });
});

it('a task that nobody has been written to of begins with its new ladder', () => {
  const life = new Life();
  const unsent = { ...life.task, rung: -1 };
  const anew = underNewRules(life.record, life.context(), unsent);
  expect(anew).toEqual(withLadder(life.record, life.context(), unsent));
});
