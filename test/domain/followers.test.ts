import { describe, expect, it } from 'vitest';
import { indexUnits } from '../../domain/directory.ts';
import { missedOf, tellsWhom } from '../../domain/followers.ts';
import type { Instant } from '../../domain/model.ts';
import { rowsFor } from '../../domain/rows.ts';
import { transferTask } from '../../domain/tasks.ts';
import { undoCompletion } from '../../domain/undo.ts';
import { directory, Life, lillestrom, nannestad, units, without } from './support.ts';

/** Who is told of a miss follows the pathway, and has no part in it. */

const hospital = 'ahus-lunge';
const trusts = 'ahus-koordinerende';
const municipality = 'kommune-3205';
const leader = 'kommune-3205-koordinerende';
const followersOf = (life: Life) =>
  (life.record.followers ?? []).filter(({ until }) => until === null).map(({ unitId }) => unitId);
const partsOf = (life: Life) =>
  life.record.relations.filter(({ until }) => until === null).map(({ unitId }) => unitId);
const listsOf = (life: Life, unitId: string) =>
  [...life.rows.values()].filter(({ listKey }) => listKey === `U#${unitId}`).map(({ data }) => data);
const missNotice = (life: Life, unitId: string) =>
  life.record.notices.find((one) => one.unitId === unitId && one.kind === 'missed')!;
const noticeRow = (life: Life, unitId: string) =>
  life.rows.get(`N#${missNotice(life, unitId).noticeId}`)!.data;

/** A patient at home in Lillestrøm, whose conversation at 3–4 months nobody has held. */
function missedAtHome(until: Instant = '2027-05-01T09:00:00Z'): Life {
  const life = new Life({ referral: { municipality: lillestrom } });
  life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
  life.complete({ outcome: 'done' });
  life.until(until);
  return life;
}

describe('whoever is told of a miss', () => {
  it('follows the pathway and has no part in it', () => {
    const life = missedAtHome();
    expect([followersOf(life), partsOf(life)]).toEqual([[leader], [hospital, municipality]]);
    expect(listsOf(life, leader)).toMatchObject([{ unitId: leader, sees: 'status', until: null }]);
    expect(listsOf(life, municipality)[0]).not.toHaveProperty('sees');
  });

  it('is told who was to do what, and by when, and not of whom', () => {
    const life = missedAtHome();
    const point = life.record.points[1]!;
    const { dueAt, closesAt } = point;
    const missed = { unitId: municipality, kind: 'needs-assessment', dueAt, closesAt };
    expect(missedOf(life.record, missNotice(life, leader))).toEqual(missed);
    expect(noticeRow(life, leader)).toMatchObject({ sees: 'status', missed, point: 2 });
    expect(noticeRow(life, leader)).not.toHaveProperty('above');
  });

  it('has each row written once, though the notice comes with the parts', () => {
    const life = new Life({ referral: { municipality: lillestrom } });
    life.until('2027-01-08T09:00:00Z');
    const { noticeId } = missNotice(life, trusts);
    const pending = { kind: 'project', id: 'project', rows: ['R', noticeId] } as const;
    const sorts = rowsFor({ ...life.record, effects: [pending] }).map(({ sort }) => sort);
    expect(sorts).toContain(`N#${noticeId}`);
    expect(sorts).toEqual([...new Set(sorts)]);
  });

  it('of what could not be opened in time knows the point, and of no task', () => {
    const life = new Life({
      referral: { municipality: lillestrom, startAtPoint: 2, diagnosisDate: '2026-05-01' },
    });
    expect(missedOf(life.record, missNotice(life, leader))).toMatchObject({ unitId: null, kind: null });
    expect(followersOf(life)).toEqual([leader]);
  });

  it('of the hospital’s is the trust’s coordinating unit', () => {
    const life = new Life({ referral: { municipality: lillestrom } });
    life.until('2027-01-08T09:00:00Z');
    expect([followersOf(life), partsOf(life).includes(trusts)]).toEqual([[trusts], false]);
  });

  it('where there is nobody above is the unit itself, which is told of its patient', () => {
    const life = new Life({ directory: without(trusts), referral: { municipality: lillestrom } });
    life.directory = indexUnits(
      units
        .filter(({ unitId }) => unitId !== trusts)
        .map((unit) => (unit.unitId === hospital ? { ...unit, escalatesTo: null } : unit)),
    );
    life.until('2027-01-08T09:00:00Z');
    expect(followersOf(life)).toEqual([]);
    expect(tellsWhom(life.record, missNotice(life, hospital))).toBe(true);
  });

  it('above nobody who has a part hears of the task, and follows nothing', () => {
    const life = new Life({
      directory: indexUnits(
        units.map((unit) => (unit.unitId === 'fastlege-1' ? { ...unit, escalatesTo: leader } : unit)),
      ),
    });
    life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone', askGp: ['pain'] });
    life.until('2027-01-10T09:00:00Z');
    expect(tellsWhom(life.record, missNotice(life, leader))).toBe(false);
    expect(life.record.followers!.map(({ unitId }) => unitId)).not.toContain(leader);
  });

  it('has a part once it is given something to do, and is then told whom it is about', () => {
    const life = missedAtHome('2027-03-10T09:00:00Z');
    expect(followersOf(life)).toEqual([]);
    life.until('2027-05-01T09:00:00Z');
    expect(noticeRow(life, leader)).toHaveProperty('sees');
    life.until('2027-11-20T09:00:00Z');
    const { taskId } = life.task;
    life.act((record, context) => transferTask(record, context, taskId, leader), municipality);
    expect(partsOf(life)).toContain(leader);
    expect(noticeRow(life, leader)).not.toHaveProperty('sees');
    expect(listsOf(life, leader)).toMatchObject([{ until: null }]);
    expect(listsOf(life, leader)[0]).not.toHaveProperty('sees');
    // what was told before it had a part is not about anybody any more once it has handed the task back
    life.act((record, context) => transferTask(record, context, taskId, municipality), leader);
    expect(partsOf(life)).not.toContain(leader);
    expect(followersOf(life)).toEqual([leader]);
    expect(noticeRow(life, leader)).toHaveProperty('sees');
    expect(listsOf(life, leader)).toMatchObject([{ sees: 'status' }]);
  });

  it('with a part then keeps whom it was about when that has ended', () => {
    const life = missedAtHome('2027-03-10T09:00:00Z');
    const { taskId } = life.task;
    life.act((record, context) => transferTask(record, context, taskId, leader), municipality);
    life.act((record, context) => transferTask(record, context, taskId, municipality), leader);
    expect(life.record.relations.find(({ unitId }) => unitId === leader)!.until).toBe(life.now);
    life.until('2027-05-01T09:00:00Z');
    // told when its part had ended: nothing of whom
    expect(tellsWhom(life.record, missNotice(life, leader))).toBe(false);
    const had = { ...missNotice(life, leader), at: life.record.relations.at(-1)!.from };
    expect(tellsWhom(life.record, had)).toBe(true);
  });
});

describe('a unit that follows', () => {
  it('sees nothing newer after a move, and again where that never was', () => {
    const life = missedAtHome();
    const eventId = life.report({ type: 'moved', municipality: nannestad });
    expect(followersOf(life)).toEqual([]);
    expect(listsOf(life, leader)).toEqual([]);
    const { until } = life.record.followers![0]!;
    life.until('2027-05-10T09:00:00Z');
    life.report({ type: 'discharged' });
    expect(life.record.followers).toMatchObject([{ unitId: leader, until }]);
    life.report({ type: 'retracted', retracts: eventId });
    expect(followersOf(life)).toEqual([leader]);
    expect(listsOf(life, leader)).toHaveLength(1);
  });

  it('sees nothing newer after a no to sharing, and again after a yes; the trust’s goes on', () => {
    const life = new Life({ referral: { municipality: lillestrom } });
    life.until('2027-05-01T09:00:00Z');
    expect(followersOf(life).toSorted()).toEqual([trusts, leader].toSorted());
    life.report({ type: 'answers-changed', answers: { shareWithMunicipality: false } });
    expect(followersOf(life)).toEqual([trusts]);
    life.report({ type: 'answers-changed', answers: { shareWithMunicipality: true } });
    expect(followersOf(life).toSorted()).toEqual([trusts, leader].toSorted());
  });

  it('of another trust follows while a unit of it has the patient', () => {
    const life = new Life({ referral: { municipality: lillestrom } });
    life.report({ type: 'transferred', hospitalUnitId: 'siv-kreft' });
    life.until('2027-01-08T09:00:00Z');
    expect(followersOf(life)).toEqual(['siv-koordinerende']);
    expect([...life.rows.values()].filter(({ listKey }) => listKey === 'U#siv-koordinerende')).toHaveLength(
      1,
    );
    life.report({ type: 'transferred', hospitalUnitId: hospital });
    expect(followersOf(life)).toEqual([]);
  });

  it('goes on where the conversation is held late after all', () => {
    const life = missedAtHome();
    const { taskId } = life.record.tasks.findLast(({ status }) => status === 'missed')!;
    life.complete({ outcome: 'assessed', heldOn: '2027-05-01', mode: 'phone' }, taskId);
    expect(life.record.points[1]).toMatchObject({ status: 'completed', late: true });
    expect(followersOf(life)).toEqual([leader]);
  });

  it('no longer follows where the outcome that was a miss is undone, and hears of it without whom', () => {
    const life = missedAtHome('2027-03-10T09:00:00Z');
    const { taskId } = life.task;
    life.complete({ outcome: 'not-held', reason: 'too-ill' });
    expect(followersOf(life)).toEqual([leader]);
    life.act((record, context) => undoCompletion(record, context, taskId), municipality);
    expect(followersOf(life)).toEqual([]);
    const told = life.record.notices.filter(({ unitId }) => unitId === leader);
    expect(told.map(({ kind, above }) => [kind, above])).toEqual([
      ['missed', true],
      ['corrected', true],
    ]);
    life.complete({ outcome: 'assessed', heldOn: '2027-03-10', mode: 'phone' }, taskId);
    expect(followersOf(life)).toEqual([]);
  });

  it('no longer follows where a corrected date shows that nothing was missed', () => {
    const life = new Life({
      referral: { municipality: lillestrom, startAtPoint: 2, diagnosisDate: '2026-05-01' },
    });
    expect(followersOf(life)).toEqual([leader]);
    life.report({ type: 'diagnosis-corrected', date: '2026-11-01' });
    expect(followersOf(life)).toEqual([]);
  });

  it('goes on after the end, as whoever had a part', () => {
    const life = missedAtHome();
    life.report({ type: 'deceased' });
    expect(followersOf(life)).toEqual([leader]);
    expect(listsOf(life, leader)).toMatchObject([{ status: 'deceased' }]);
  });

  it('does not where the directory has it above nobody here any more', () => {
    const life = missedAtHome();
    life.directory = indexUnits(
      [...directory.units.values()].map((unit) =>
        unit.unitId === municipality ? { ...unit, escalatesTo: null } : unit,
      ),
    );
    life.report({ type: 'discharged' });
    expect(followersOf(life)).toEqual([]);
  });
});
