import { describe, expect, it } from 'vitest';
import type { Receiver } from '../../domain/model.ts';
import type { Notice, SendEffect } from '../../domain/record.ts';
import { stillTrue } from '../../domain/sending.ts';
import { record, task } from '../adapters/samples.ts';

const rungOf = (rung: number, to: Receiver, when: 'always' | 'unless' | 'only' = 'always') => ({
  rung,
  at: '2026-11-01T08:00:00Z',
  to,
  unlessAccepted: when === 'unless',
  onlyAccepted: when === 'only',
});
const rungs = [
  rungOf(0, 'coordinator'),
  rungOf(1, 'coordinator', 'unless'),
  rungOf(2, 'leader'),
  rungOf(3, 'coordinator', 'only'),
];
const effectOf = (rung: number, more = ''): SendEffect => ({
  kind: 'send',
  id: `p-t1#${rung}${more}`,
  about: { taskId: 'p-t1', rung },
  claimedUntil: '2026-11-01T08:00:00Z',
  sent: [],
});
const standing = (status: 'open' | 'accepted' | 'completed', rung: number, ...effects: SendEffect[]) =>
  record('p', { tasks: [task('p', 1, { rungs, status: status as 'open', rung })], effects });

describe('a rung’s message is still true', () => {
  it.each([
    ['of a task that is open, at the rung it is on', 'open', 0, 0, true],
    ['not once the task is done', 'completed', 0, 0, false],
    ['not once a later rung was entered for the same receiver', 'open', 1, 0, false],
    ['where the later one is for another receiver', 'open', 2, 1, true],
    ['where the later one is not meant for a task that stands so', 'accepted', 1, 0, true],
    ['not where it is meant for one that nobody has accepted', 'accepted', 1, 1, false],
    ['not where it is meant for one that somebody has', 'open', 3, 3, false],
    ['of one that is accepted, where it is meant for that', 'accepted', 3, 3, true],
    ['of a rung that the ladder does not have any more, unless a later one was entered', 'open', 0, 9, true],
  ] as const)('%s', (_, status, entered, rung, expected) => {
    expect(stillTrue(standing(status, entered, effectOf(rung)), effectOf(rung)) !== undefined).toBe(expected);
  });

  it('says whom it is for', () => {
    expect(stillTrue(standing('open', 2), effectOf(2))).toMatchObject({ rung: 2, to: 'leader' });
    expect(stillTrue(standing('open', 0), effectOf(9))).toMatchObject({ rung: 9, to: 'coordinator' });
  });

  it('to another unit whatever was entered before, until a later one waits beside it', () => {
    const arrived = effectOf(0, '@b');
    expect(stillTrue(standing('open', 1, arrived), arrived)).toBeDefined();
    expect(stillTrue(standing('open', 1, arrived, effectOf(1)), arrived)).toBeUndefined();
  });

  it('not about a task that is not there, or of a pathway that has ended', () => {
    expect(stillTrue(record('p', { tasks: [] }), effectOf(0))).toBeUndefined();
    expect(stillTrue({ ...standing('open', 0), status: 'withdrawn' }, effectOf(0))).toBeUndefined();
  });
});

describe('a notice’s message is still true', () => {
  const notice: Notice = {
    noticeId: 'p-n1',
    kind: 'ended',
    unitId: 'a',
    at: '2026-11-01T08:00:00Z',
    point: null,
    asked: [],
    receivedAt: null,
  };
  const about = { ...effectOf(0), id: 'p-n1', about: { noticeId: 'p-n1' } };
  it('until it has been read, also of a pathway that has ended', () => {
    const ended = record('p', { status: 'withdrawn', notices: [notice] });
    expect(stillTrue(ended, about)).toEqual({ notice });
    const read = { ...notice, receivedAt: '2026-11-02T08:00:00Z' };
    expect(stillTrue({ ...ended, notices: [read] }, about)).toBeUndefined();
    expect(stillTrue(record('p'), about)).toBeUndefined();
  });
});
