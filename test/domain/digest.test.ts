import { describe, expect, it } from 'vitest';
import { collectedIn, collectingUnit, countsOf, morningFor, waitsForMorning } from '../../domain/digest.ts';
import { indexUnits, neverPaused } from '../../domain/directory.ts';
import type { Receiver, TaskKind, Unit } from '../../domain/model.ts';
import type { Notice, SendEffect } from '../../domain/record.ts';
import { record, task } from '../adapters/samples.ts';

const unit: Unit = {
  unitId: 'unit-a',
  kind: 'hospital',
  name: 'A',
  channel: 'email',
  escalatesTo: null,
  contacts: [{ role: 'coordinator', email: 'a@a.example', language: 'nb' }],
  settings: { messages: 'morning-digest' },
};
const digesting = indexUnits([unit]);
const each = indexUnits([{ ...unit, settings: {} }]);
const rungs = (['coordinator', 'leader', 'coordinating-unit'] as const).map((to: Receiver, rung) => ({
  rung,
  at: '2026-11-01T08:00:00Z',
  to,
  unlessAccepted: false,
  onlyAccepted: false,
}));
const notice = (kind: Notice['kind']): Notice => ({
  noticeId: 'p-n1',
  kind,
  unitId: 'unit-a',
  at: '2026-11-20T09:00:00Z',
  point: null,
  asked: [],
  receivedAt: null,
});
const effect = (about: SendEffect['about'], more: Partial<SendEffect> = {}): SendEffect => ({
  kind: 'send',
  id: 'taskId' in about ? `${about.taskId}#${about.rung}` : about.noticeId,
  about,
  claimedUntil: '2026-11-23T07:00:00Z',
  sent: [],
  ...more,
});
const ofRung = (rung: number, more: Partial<SendEffect> = {}) => effect({ taskId: 'p-t1', rung }, more);
const holding = (
  kind: TaskKind = 'needs-assessment',
  told: Notice['kind'] = 'ended',
  ...effects: SendEffect[]
) => record('p', { tasks: [task('p', 1, { kind, rungs, rung: 0 })], notices: [notice(told)], effects });

describe('a message comes in the digest', () => {
  const about = { noticeId: 'p-n1' };
  it.each([
    ['of an arrival', holding(), ofRung(0), true],
    ['of a notice', holding(), effect(about), true],
    ['not to a leader', holding(), ofRung(1), false],
    ['not to a coordinating unit', holding(), ofRung(2), false],
    [
      'not of what was missed, which a coordinating unit is told',
      holding('needs-assessment', 'missed'),
      effect(about),
      false,
    ],
    ['not of what cannot wait', holding('esas-action'), ofRung(0), false],
    ['not where somebody was not reached', holding(), ofRung(0, { id: 'p-t1#0~unit-a.0' }), false],
    ['not of what is not there', record('p', { tasks: [] }), ofRung(0), false],
    ['not of a notice that is not there', record('p'), effect(about), false],
  ])('%s', (_, of, message, expected) => {
    expect(collectingUnit(of, message, digesting) !== undefined).toBe(expected);
    // of a unit that has not asked for it, no message; of one act that makes many, the same ones
    expect(collectingUnit(of, message, each)).toBeUndefined();
    const isOfMany = expected || message.id.includes('~');
    expect(collectingUnit(of, { ...message, digest: true }, each) !== undefined).toBe(isOfMany);
  });

  it('not of a unit that nobody can be reached in, or that is gone', () => {
    const lost = indexUnits([{ ...unit, contacts: [] }]);
    expect(collectingUnit(holding(), ofRung(0), lost)).toBeUndefined();
    expect(collectingUnit(holding(), ofRung(0), indexUnits([]))).toBeUndefined();
  });
});

describe('the morning', () => {
  it.each([
    ['in the day is the next working day’s', '2026-11-19T10:00:00Z', '2026-11-20T07:00:00Z'],
    ['on a Friday is Monday’s', '2026-11-20T10:00:00Z', '2026-11-23T07:00:00Z'],
    ['at night is the coming one', '2026-11-20T02:00:00Z', '2026-11-20T07:00:00Z'],
    ['at eight, when windows open, is the same', '2026-11-20T07:00:00Z', '2026-11-20T07:00:00Z'],
    ['minutes after that too', '2026-11-20T07:14:59Z', '2026-11-20T07:00:00Z'],
    ['and then the next', '2026-11-20T07:15:00Z', '2026-11-23T07:00:00Z'],
    ['in the evening is the next', '2026-11-19T20:00:00Z', '2026-11-20T07:00:00Z'],
  ])('%s', (_, now, morning) => {
    expect(morningFor(now)).toBe(morning);
  });
});

describe('what goes out now', () => {
  const at = (now: string, paused = false) => ({
    now,
    by: 'x',
    directory: indexUnits([unit], { ...neverPaused, paused }),
  });
  const project = { kind: 'project', id: 'project', rows: [] } as const;
  const waiting = ofRung(0);
  const claimed = effect({ noticeId: 'p-n1' }, { claimedUntil: '2026-11-23T07:10:00Z' });
  const leaders = ofRung(1);
  const held = {
    ...holding('needs-assessment', 'ended', waiting, claimed, leaders),
  };
  const all = { ...held, effects: [project, ...held.effects] };

  it.each([
    ['a quarter of an hour after the morning begins', '2026-11-23T07:15:00Z', ['p-t1#0']],
    ['not before', '2026-11-23T07:14:00Z', []],
    ['not at night', '2026-11-24T05:00:00Z', []],
    ['later in the day, where it could not be done before', '2026-11-24T12:00:00Z', ['p-t1#0']],
  ])('%s', (_, now, ids) => {
    expect(collectedIn(all, at(now)).map(({ effect: { id } }) => id)).toEqual(ids);
    expect(collectedIn(all, at(now, true))).toEqual([]);
  });

  it('says what is still true, and knows what is not', () => {
    const [found] = collectedIn(all, at('2026-11-23T08:00:00Z'));
    expect(found).toMatchObject({ pathwayId: 'p', unitId: 'unit-a', trust: 'trust-a', said: { rung: 0 } });
    const ended = { ...all, status: 'withdrawn' as const };
    expect(collectedIn(ended, at('2026-11-23T08:00:00Z'))).toMatchObject([{ said: undefined }]);
  });

  it('is what was put off until a morning, not what somebody else is sending', () => {
    expect(waitsForMorning(all, waiting, digesting)).toBe(true);
    expect(waitsForMorning(all, claimed, digesting)).toBe(false);
    expect(waitsForMorning(all, leaders, digesting)).toBe(false);
  });
});

describe('a digest counts', () => {
  const due = { early: '2026-11-15T08:00:00Z', late: '2026-12-15T08:00:00Z' };
  const said = (n: number, rung: number, dueAt = due.late) => ({
    said: { task: task('p', n, { dueAt }), rung, to: 'coordinator' as const },
  });

  it('each task once: new if it is, overdue besides; what is not true any more not at all', () => {
    const told = { said: { notice: notice('ended') } };
    const collected = [
      said(1, 0),
      said(1, 2),
      said(2, 2, due.early),
      said(2, 0, due.early),
      said(3, 1, due.early),
      said(3, 2, due.early),
      told,
      { said: undefined },
    ];
    expect(countsOf(collected, '2026-11-20T08:00:00Z')).toEqual({
      arrived: 2,
      reminded: 1,
      notices: 1,
      overdue: 2,
    });
  });
});
