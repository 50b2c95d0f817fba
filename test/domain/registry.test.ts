import { describe, expect, it } from 'vitest';
import { report } from '../../domain/pathway.ts';
import { currentPlan } from '../../domain/plans.ts';
import { newsOf, type PersonStatus, registry } from '../../domain/registry.ts';
import { acceptTask, bookAppointment } from '../../domain/tasks.ts';
import { alna, enebakk, Life, lillestrom, nannestad } from './support.ts';

/** A life that has heard what the registry says, as a step of the pathway's own plan does. */
function hear(life: Life, status: PersonStatus) {
  life.act((record, context) =>
    newsOf(record, status, context.now).reduce(
      (result, event) => report(result, { ...context, by: registry }, event),
      record,
    ),
  );
}

const heard = (life: Life, status: PersonStatus) =>
  newsOf(life.record, status, life.now).map((event) => event.eventId);
const livesIn = (place: { number: string; district: string | null }, since: string) => ({
  livesIn: { place, since },
});

/** Point 2 is open at Nannestad on 15 February 2027. */
function atPoint2(): Life {
  const life = new Life();
  life.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
  life.days(1);
  life.complete({ outcome: 'done' });
  life.until('2027-02-15');
  expect(life.task).toMatchObject({ ladder: 'point-2', unitId: 'kommune-3238' });
  return life;
}

describe('news of the registry', () => {
  it('is none where it says nothing, or what is so', () => {
    const life = atPoint2();
    expect(heard(life, {})).toEqual([]);
    expect(heard(life, { addressProtected: false, gp: { herId: '70140' } })).toEqual([]);
    expect(heard(life, livesIn(nannestad, '2027-01-01'))).toEqual([]);
  });

  it('names each fact by what and when, and gives it the day on which it was', () => {
    const life = atPoint2();
    const status = { ...livesIn(lillestrom, '2027-01-01'), addressProtected: true };
    expect(newsOf(life.record, status, life.now)).toEqual([
      {
        eventId: 'registry-moved-3205-2027-01-01',
        type: 'moved',
        municipality: lillestrom,
        occurredOn: '2027-01-01',
        receivedAt: life.now,
        by: 'person-registry',
      },
      {
        eventId: 'registry-address-protected',
        type: 'address-protected',
        value: true,
        occurredOn: '2027-02-15',
        receivedAt: life.now,
        by: 'person-registry',
      },
    ]);
  });

  it('is an end alone, where it speaks of one', () => {
    const life = atPoint2();
    const moved = { ...livesIn(lillestrom, '2027-01-01'), addressProtected: true };
    expect(heard(life, { ...moved, abroadSince: '2027-01-02' })).toEqual(['registry-moved-away-2027-01-02']);
    expect(heard(life, { ...moved, abroadSince: '2027-01-02', deceasedOn: '2027-01-03' })).toEqual([
      'registry-deceased-2027-01-03',
    ]);
  });

  it.each([
    ['a death', { deceasedOn: '2027-02-16' }],
    ['a move', livesIn(lillestrom, '2027-02-16')],
    ['a move abroad', { abroadSince: '2027-02-16' }],
  ])('is none of %s that is to come', (_, status) => {
    const life = atPoint2();
    expect(heard(life, status)).toEqual([]);
    life.days(1);
    expect(heard(life, status)).toHaveLength(1);
  });

  it('does not undo a referral or a later move that the registry has not heard of yet', () => {
    const life = atPoint2();
    expect(heard(life, livesIn(lillestrom, '2026-11-22'))).toEqual([]);
    expect(heard(life, { abroadSince: '2026-11-22' })).toEqual([]);
    // on the day of the start, and on that of a move, the registry is not older
    expect(heard(life, livesIn(lillestrom, '2026-11-23'))).toHaveLength(1);
    life.report({ type: 'moved', municipality: enebakk }, '2027-02-01', 'm');
    expect(heard(life, livesIn(lillestrom, '2027-01-31'))).toEqual([]);
    expect(heard(life, livesIn(lillestrom, '2027-02-01'))).toHaveLength(1);
    life.report({ type: 'retracted', retracts: 'm' });
    expect(heard(life, livesIn(lillestrom, '2027-01-31'))).toHaveLength(1);
  });

  it('is no move within Oslo where the registry does not know the district', () => {
    const life = new Life({ referral: { municipality: alna } });
    const on = '2026-11-23';
    expect(heard(life, livesIn({ number: '0301', district: null }, on))).toEqual([]);
    expect(heard(life, livesIn(alna, on))).toEqual([]);
    expect(heard(life, livesIn({ number: '0301', district: '08' }, on))).toEqual([
      'registry-moved-0301-08-2026-11-23',
    ]);
  });

  it('is told once, also where it has been retracted; then what else there is', () => {
    const life = atPoint2();
    const status = { deceasedOn: '2027-02-14', ...livesIn(lillestrom, '2027-02-10') };
    hear(life, status);
    expect(life.record.status).toBe('deceased');
    expect(heard(life, status)).toEqual([]);
    life.report({ type: 'retracted', retracts: 'registry-deceased-2027-02-14' });
    expect(life.record.status).toBe('active');
    expect(heard(life, status)).toEqual(['registry-moved-3205-2027-02-10']);
  });
});

describe('a step that reports', () => {
  it('keeps its own plan, which comes back to the hub by itself', () => {
    const life = atPoint2();
    const [event] = newsOf(life.record, livesIn(lillestrom, '2027-02-14'), life.now);
    const own = report(life.record, life.context(registry), event!, 'p');
    expect(currentPlan(own, 'p')).toEqual(currentPlan(life.record, 'p'));
    expect(own.effects.map((effect) => effect.kind)).not.toContain('start');
    const others = report(life.record, life.context(registry), event!, 'f1');
    expect(currentPlan(others, 'p')?.generation).toBe(currentPlan(life.record, 'p')!.generation + 1);
  });

  it('ends its own plan with the pathway', () => {
    const life = atPoint2();
    const [event] = newsOf(life.record, { deceasedOn: '2027-02-14' }, life.now);
    const ended = report(life.record, life.context(registry), event!, 'p');
    expect(currentPlan(ended, 'p')?.status).toBe('ABORTED');
  });
});

it('what was due before a move is not sent to the new unit, which the arrival tells everything', () => {
  const life = atPoint2();
  // an appointment far away has rested every rung; at the new unit there is none
  life.act((record, context) => bookAppointment(record, context, life.task.taskId, '2027-03-30'));
  life.until('2027-03-22');
  expect(life.task.rung).toBe(0);
  const { taskId } = life.task;
  life.report({ type: 'moved', municipality: lillestrom });
  expect(life.task).toMatchObject({ taskId, unitId: 'kommune-3205', appointmentOn: null });
  const due = life.task.rungs.filter((rung) => rung.at <= life.now).map((rung) => rung.rung);
  expect(due.length).toBeGreaterThan(2);
  expect(life.task.rung).toBe(due.at(-1));
  life.days(1);
  const sent = life.sent.filter((one) => one.id.startsWith(`${taskId}#`)).map((one) => one.id);
  expect(sent).toEqual([`${taskId}#0`, `${taskId}#0@kommune-3205`]);
});

describe('a protected address', () => {
  it('has no unit but one that a person has found', () => {
    const life = atPoint2();
    hear(life, { addressProtected: true });
    expect(life.open.map((task) => [task.kind, task.unitId])).toEqual([
      ['route-manually', 'ahus-koordinerende'],
    ]);
    expect(life.record.relations.find(({ unitId }) => unitId === 'kommune-3238')?.until).toBe(life.now);
    life.complete({ outcome: 'done', unitId: 'kommune-3205' });
    expect(life.task).toMatchObject({ ladder: 'point-2', unitId: 'kommune-3205' });
    // a person has found it: it stays, also where the address never was protected
    life.report({ type: 'retracted', retracts: 'registry-address-protected' });
    expect(life.task).toMatchObject({ ladder: 'point-2', unitId: 'kommune-3205' });
  });

  it('that never was gives the task back, and nobody has to look any more', () => {
    const life = atPoint2();
    const { taskId } = life.task;
    hear(life, { addressProtected: true });
    life.report({ type: 'retracted', retracts: 'registry-address-protected' });
    expect(life.task).toMatchObject({ taskId, unitId: 'kommune-3238', status: 'open' });
    expect(life.noticesOf('resumed')).toContain('kommune-3238');
  });

  it('leaves what is accepted where it is, and what was found by hand', () => {
    const life = atPoint2();
    life.act((record, context) => acceptTask(record, context, life.task.taskId, 'somebody'));
    hear(life, { addressProtected: true });
    expect(life.task).toMatchObject({ unitId: 'kommune-3238', status: 'accepted' });

    const routed = new Life({ referral: { municipality: { number: '9999', district: null } } });
    routed.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
    expect(routed.task.kind).toBe('route-manually');
    hear(routed, { addressProtected: true });
    expect(routed.task.kind).toBe('route-manually');
    routed.complete({ outcome: 'done', unitId: 'kommune-3205' });
    expect(routed.task).toMatchObject({ kind: 'municipal-intake', unitId: 'kommune-3205' });
  });

  it('of a task found by hand changes nothing for its unit', () => {
    const routed = new Life({ referral: { municipality: { number: '9999', district: null } } });
    routed.complete({ outcome: 'assessed', heldOn: '2026-11-23', mode: 'phone' });
    routed.complete({ outcome: 'done', unitId: 'kommune-3205' });
    const { taskId } = routed.task;
    hear(routed, { addressProtected: true });
    expect(routed.task).toMatchObject({ taskId, unitId: 'kommune-3205', status: 'open' });
  });

  it('is known at a late entry before its intake has opened: a person looks first', () => {
    const life = new Life({ referral: { startAtPoint: 2 }, asleep: true });
    expect(life.record.followUps).toHaveLength(1);
    hear(life, { addressProtected: true });
    expect(life.record.followUps).toEqual([]);
    expect(life.open.map((task) => task.kind)).toEqual(['route-manually']);
  });
});
