import { describe, expect, it } from 'vitest';
import { note, relate, taskOf } from '../../domain/edits.ts';
import { claim, receive, withoutSends } from '../../domain/notices.ts';
import { report } from '../../domain/pathway.ts';
import { lists, rowsFor } from '../../domain/rows.ts';
import { acceptTask } from '../../domain/tasks.ts';
import { Life, lillestrom } from './support.ts';

/** The rows of a list, as the store would find them. */
const listed = (life: Life, listKey: string) =>
  [...life.rows.values()].filter((row) => row.listKey === listKey).map((row) => row.data);

describe('lists', () => {
  it('of a unit’s tasks follow their status', () => {
    const life = new Life();
    const worklist = () => listed(life, lists.worklist('ahus-lunge')).map(({ taskId }) => taskId);
    const withStatus = (status: string) =>
      listed(life, lists.tasks('ahus-lunge', status)).map(({ taskId }) => taskId);
    expect([worklist(), withStatus('open'), withStatus('accepted')]).toEqual([['pw-t1'], ['pw-t1'], []]);
    life.act((record, context) => acceptTask(record, context, 'pw-t1', 'kari'));
    expect([worklist(), withStatus('open'), withStatus('accepted')]).toEqual([['pw-t1'], [], ['pw-t1']]);
    life.report({ type: 'deceased' });
    expect([worklist(), withStatus('accepted'), withStatus('cancelled')]).toEqual([[], [], ['pw-t1']]);
  });

  it('of pathways follow the status and the units with a part', () => {
    const life = new Life();
    const trust = (status: string | null) => listed(life, lists.pathways(lists.trust('ahus'), status)).length;
    expect([trust(null), trust('active'), trust('deceased')]).toEqual([1, 1, 0]);
    expect(listed(life, lists.pathways('ahus-lunge', 'active'))).toMatchObject([
      { until: null, place: '3238' },
    ]);
    life.report({ type: 'deceased' });
    expect([trust(null), trust('active'), trust('deceased')]).toEqual([1, 0, 1]);
  });

  it('of changes have every report, also one that changes nothing else', () => {
    const life = new Life();
    life.report({ type: 'discharged' });
    expect(listed(life, lists.changes('ahus')).map(({ type }) => type)).toContain('discharged');
  });

  it('of notices have what a unit was told', () => {
    const life = new Life();
    life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
    life.report({ type: 'moved', municipality: lillestrom });
    life.act((record, context) => receive(record, context, 'pw-n1'));
    expect(listed(life, lists.notices('fastlege-1'))).toMatchObject([
      { noticeId: 'pw-n1', kind: 'assessment', receivedAt: life.now },
      { kind: 'moved', receivedAt: null },
    ]);
    expect(receive(life.record, life.context(), 'pw-n1')).toBe(life.record);
    expect(receive(life.record, life.context(), 'pw-n9')).toBe(life.record);
  });
});

describe('rows', () => {
  it('hold ids, dates, enums and counts, nothing that was written by hand', () => {
    const life = new Life();
    life.report({ type: 'moved', municipality: lillestrom });
    life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone', askGp: ['pain'] });
    life.toTheEnd();
    const value = /^[A-Za-z0-9:#._-]{1,60}$/;
    const within = (given: unknown): readonly unknown[] =>
      typeof given === 'object' && given !== null ? Object.values(given).flatMap(within) : [given];
    for (const { data } of life.rows.values()) {
      for (const given of within(data)) {
        if (typeof given === 'string') expect(given).toMatch(value);
        else expect(given === null || typeof given === 'number' || typeof given === 'boolean').toBe(true);
      }
    }
  });

  it('of the timeline sort as they were written, within an instant too', () => {
    const life = new Life();
    for (let n = 0; n < 15; n += 1) life.report({ type: 'discharged' });
    const sorted = [...life.rows.keys()].filter((sort) => sort.startsWith('E#')).toSorted();
    expect(sorted.map((sort) => life.rows.get(sort)!.data.eventId)).toEqual(
      life.timeline
        .filter(({ eventId }) => [...life.rows.keys()].some((sort) => sort.endsWith(eventId)))
        .map(({ eventId }) => eventId),
    );
    expect(life.timeline.length).toBe(sorted.length);
  });

  it('are none where nothing is to be written', () => {
    expect(rowsFor(new Life().record)).toEqual([]);
  });
});

describe('a claim', () => {
  it('outlasts a step’s retries in sending hours, and until they begin outside them', () => {
    expect(claim('2026-11-23T09:00:00Z')).toEqual({ claimedUntil: '2026-11-23T15:00:00Z', now: true });
    expect(claim('2026-11-21T09:00:00Z')).toEqual({ claimedUntil: '2026-11-23T07:00:00Z', now: false });
  });
});

describe('edits', () => {
  it('leave a record as it is where there is nothing to change', () => {
    const life = new Life();
    expect(relate(life.record, life.context(), 'ahus-lunge')).toBe(life.record);
    expect(withoutSends(life.record, 'pw-t1')).toBe(life.record);
    expect(taskOf(life.record, 'pw-t9')).toBeUndefined();
    const known = {
      eventId: 'e',
      occurredOn: '2026-11-23',
      receivedAt: life.now,
      by: 'x',
      type: 'discharged',
    } as const;
    const once = report(life.record, life.context(), known);
    expect(report(once, life.context(), known)).toBe(once);
  });

  it('number the entries of one write in order', () => {
    const life = new Life();
    const twice = (['ready', 'discharged'] as const).reduce(
      (record, type) => note(record, life.context(), { type, change: false }),
      life.record,
    );
    const version = String(life.record.version + 1).padStart(6, '0');
    expect(twice.journal.slice(-2).map(({ eventId }) => eventId)).toEqual([
      `${version}-000`,
      `${version}-001`,
    ]);
  });
});
