import { describe, expect, it } from 'vitest';
import { isActive } from '../../domain/edits.ts';
import { ask } from '../../domain/questions.ts';
import { lists, rowsFor } from '../../domain/rows.ts';
import { acceptTask, RuleBroken, TaskConflict, transferTask } from '../../domain/tasks.ts';
import { enebakk, gp, Life, lillestrom } from './support.ts';

/** Handing over: one task by its unit, or the patient by a report. */

const hand = (life: Life, unitId: string, taskId = life.task.taskId) =>
  life.act((record, context) => transferTask(record, context, taskId, unitId));
const assess = (life: Life) =>
  life.complete({ outcome: 'assessed', heldOn: life.now.slice(0, 10), mode: 'phone', gp });
const partOf = (life: Life, unitId: string) => life.record.relations.find((one) => one.unitId === unitId);

describe('a task that is handed over', () => {
  it('keeps its dates and loses who had accepted it; the new unit is written to', () => {
    const life = new Life();
    const before = life.task;
    life.act((record, context) => acceptTask(record, context, before.taskId, 'somebody'));
    life.days(1);
    hand(life, 'ahus-urologi');
    const { opensAt, dueAt, closesAt, rungs } = before;
    expect(life.task).toMatchObject({
      ...{ opensAt, dueAt, closesAt, rungs },
      status: 'open',
      acceptedBy: null,
      unitId: 'ahus-urologi',
    });
    expect(life.sent.map(({ id, unitId }) => [id, unitId])).toEqual([
      ['pw-t1#0', 'ahus-lunge'],
      ['pw-t1#0@ahus-urologi', 'ahus-urologi'],
    ]);
    expect(life.point(1)).toMatchObject({ unitId: 'ahus-urologi', status: 'open' });
    // who referred keeps its part; a unit in between does not
    hand(life, 'ahus-gyn');
    expect(partOf(life, 'ahus-lunge')?.until).toBeNull();
    expect(partOf(life, 'ahus-urologi')?.until).toBe(life.now);
    assess(life);
    expect(life.task).toMatchObject({ kind: 'municipal-intake' });
  });

  it('to the unit that has it changes nothing', () => {
    const life = new Life();
    const before = life.record;
    hand(life, 'ahus-lunge');
    expect(life.record).toBe(before);
  });

  it('as an intake takes the patient along: what comes later goes there, too', () => {
    const life = new Life();
    assess(life);
    hand(life, 'kommune-3205');
    expect(partOf(life, 'kommune-3205')?.until).toBeNull();
    life.complete({ outcome: 'done' });
    life.until('2027-02-12');
    expect(life.task).toMatchObject({ point: 2, unitId: 'kommune-3205' });
  });

  it('beside the points goes alone', () => {
    const life = new Life();
    life.report({ type: 'palliative-treatment-started' });
    const followUp = life.open.find(({ kind }) => kind === 'gp-appointment')!;
    hand(life, 'ahus-gyn', followUp.taskId);
    expect(life.open.map(({ kind, unitId }) => [kind, unitId])).toEqual([
      ['needs-assessment', 'ahus-lunge'],
      ['gp-appointment', 'ahus-gyn'],
    ]);
    expect(life.record.followUps[0]).toMatchObject({ unitId: 'ahus-gyn' });
    expect(life.record.tasks.filter(isActive)).toHaveLength(2);
  });

  it.each(['kommune-3205', 'fastlege-1', 'nowhere'])('is not %s’s to have', (unitId) => {
    const life = new Life();
    expect(() => hand(life, unitId)).toThrow(RuleBroken);
  });

  it('is not one of finding a route, nor one that is closed', () => {
    const life = new Life({ referral: { municipality: enebakk } });
    assess(life);
    expect(life.task.kind).toBe('route-manually');
    expect(() => hand(life, 'ahus-gyn')).toThrow(TaskConflict);
    expect(() => hand(life, 'ahus-gyn', 'pw-t1')).toThrow(TaskConflict);
  });
});

describe('a patient who is transferred', () => {
  it('leaves a coordinating unit with what it still has to find', () => {
    const life = new Life({ referral: { municipality: enebakk } });
    assess(life);
    life.report({ type: 'transferred', hospitalUnitId: 'ahus-koordinerende' });
    life.report({ type: 'transferred', hospitalUnitId: 'ahus-urologi' });
    expect(life.task).toMatchObject({ kind: 'route-manually', unitId: 'ahus-koordinerende' });
    expect(partOf(life, 'ahus-koordinerende')?.until).toBeNull();
    expect(life.noticesOf('no-longer-yours')).toEqual([]);
  });

  it('is shown to each trust that has a part, from its first unit’s until its last’s', () => {
    const life = new Life();
    const theirs = () => life.rows.get(`R#${lists.trust('ous')}`);
    life.days(1);
    const from = life.now;
    life.report({ type: 'transferred', hospitalUnitId: 'ous-nevrokirurgi' });
    life.days(1);
    life.report({ type: 'transferred', hospitalUnitId: 'ous-koordinerende' });
    expect(theirs()).toMatchObject({
      data: { from, until: null },
      listKey: lists.pathways('trust:ous', null),
    });
    life.days(1);
    life.report({ type: 'transferred', hospitalUnitId: 'ahus-lunge' });
    expect(theirs()).toMatchObject({ data: { from, until: life.now } });
    expect(theirs()).not.toHaveProperty('listKey');
    life.days(1);
    // and again, where only one of its units has ended its part
    life.report({ type: 'transferred', hospitalUnitId: 'ous-nevrokirurgi' });
    expect(theirs()).toMatchObject({ data: { from, until: null } });
  });

  it('is spoken of in the changes of the trusts that have a part then, in ids and types only', () => {
    const life = new Life();
    life.report({ type: 'transferred', hospitalUnitId: 'ous-nevrokirurgi' });
    const copies = [...life.rows.values()].filter(({ sort }) => sort.startsWith('C#'));
    expect(copies.map(({ listKey }) => listKey)).toEqual(copies.map(() => 'C#ous'));
    for (const { data } of copies) {
      const allowed = ['eventId', 'at', 'by', 'type', 'taskId', 'unitId', 'point', 'rung', 'reason'];
      expect(Object.keys(data).filter((key) => !allowed.includes(key))).toEqual([]);
    }
    expect(rowsFor(life.record).length).toBe(0);
    life.report({ type: 'transferred', hospitalUnitId: 'ahus-lunge' });
    life.days(1);
    const before = [...life.rows.keys()].filter((sort) => sort.startsWith('C#')).length;
    life.report({ type: 'ready' });
    expect([...life.rows.keys()].filter((sort) => sort.startsWith('C#'))).toHaveLength(before);
  });

  it('to the unit that its task was handed to already changes nothing more', () => {
    const life = new Life();
    hand(life, 'ahus-gyn');
    const { tasks, relations } = life.record;
    life.report({ type: 'transferred', hospitalUnitId: 'ahus-gyn' });
    expect(life.record.relations).toEqual(relations);
    expect(life.task).toMatchObject({ taskId: tasks[0]?.taskId, unitId: 'ahus-gyn', status: 'open' });
    expect(life.sent.filter(({ unitId }) => unitId === 'ahus-gyn')).toHaveLength(1);
  });

  it('leaves with the municipality what it was asked', () => {
    const life = new Life();
    assess(life);
    life.act(
      (record, context) => ask(record, context, { unitId: 'kommune-3238', taskId: null, meaning: 'q' }),
      'ahus-lunge',
    );
    life.report({ type: 'transferred', hospitalUnitId: 'ahus-gyn' });
    expect(life.record.followUps).toMatchObject([{ kind: 'question', unitId: 'kommune-3238' }]);
    expect(life.open.map(({ unitId }) => unitId)).toEqual(['kommune-3238', 'kommune-3238']);
  });
});

describe('what is open beside the points in the municipality', () => {
  const circumstances = {
    ...{ minor: false, childrenAsNextOfKin: false, nursingHome: false },
    municipalServices: true,
  };
  /** Home care has been prompted for ESAS: the GP sees the patient in two days. */
  const prompted = () => {
    const life = new Life({ referral: { circumstances } });
    assess(life);
    life.complete({ outcome: 'done' });
    life.report({ type: 'palliative-treatment-started' });
    life.complete({ outcome: 'done', appointmentOn: '2026-12-10' });
    life.until('2026-12-08');
    expect(life.task).toMatchObject({ kind: 'esas-prompt', unitId: 'kommune-3238' });
    return life;
  };

  const promptOf = (life: Life) => life.open.filter(({ kind }) => kind === 'esas-prompt');

  it('is asked of home care where the patient moves to, for the same day', () => {
    const life = prompted();
    const { dueAt, closesAt } = life.task;
    life.report({ type: 'moved', municipality: lillestrom });
    expect(promptOf(life)).toMatchObject([{ unitId: 'kommune-3205', place: '3205', dueAt, closesAt }]);
  });

  it('is the coordinating unit’s where nobody is known there', () => {
    const life = prompted();
    life.report({ type: 'moved', municipality: enebakk });
    expect(promptOf(life)).toMatchObject([{ unitId: 'ahus-koordinerende' }]);
  });
});

describe('what is reported long after it has happened', () => {
  it('gives the GP appointment its time from when it is known', () => {
    const life = new Life({ referral: { diagnosisDate: '2026-09-01' } });
    life.report({ type: 'palliative-treatment-started' }, '2026-10-01');
    const task = life.open.find(({ kind }) => kind === 'gp-appointment')!;
    expect(task.opensAt).toBe(life.now);
    expect(task.dueAt.slice(0, 10)).toBe('2026-12-25');
    expect(task.closesAt > task.dueAt).toBe(true);
  });
});
