import { describe, expect, it } from 'vitest';
import { expiryOf, isExpired } from '../../domain/retention.ts';
import { undoCompletion } from '../../domain/undo.ts';
import { directory, Life, without } from './support.ts';

/** Until when anything is kept of a pathway. */

const kept = (life: Life) => [expiryOf(life.record), life.record.keptUntil ?? null];
const pending = (life: Life) => life.record.effects.some(({ kind }) => kind === 'expire');
const children = {
  circumstances: { minor: false, childrenAsNextOfKin: true, nursingHome: false, municipalServices: false },
};

describe('what is kept of a pathway', () => {
  it('is kept for twelve months after its end', () => {
    const life = new Life();
    expect(kept(life)).toEqual([null, null]);
    life.until('2026-11-30');
    life.report({ type: 'withdrawn' });
    expect(kept(life)).toEqual(['2027-11-30T07:00:00Z', null]);
    // the sweep sets it, once whoever writes at the same time has finished
    life.until('2026-11-30T07:29:00Z');
    expect([pending(life), ...kept(life)]).toEqual([true, '2027-11-30T07:00:00Z', null]);
    life.until('2026-11-30T07:30:00Z');
    expect([pending(life), ...kept(life)]).toEqual([false, '2027-11-30T07:00:00Z', '2027-11-30T07:00:00Z']);
    expect(isExpired(life.record, '2027-11-30T06:59:59Z')).toBe(false);
    expect(isExpired(life.record, '2027-11-30T07:00:00Z')).toBe(true);
  });

  it('is kept as long as the trust has set when the patient came', () => {
    const trusts = 'ahus-koordinerende';
    const unit = directory.units.get(trusts)!;
    const life = new Life({
      directory: {
        ...without(trusts),
        coordinating: new Map([['ahus', { ...unit, settings: { retentionMonths: 24 } }]]),
      },
    });
    life.report({ type: 'deceased' });
    life.days(1);
    expect(kept(life)).toEqual(['2028-11-23T07:00:00Z', '2028-11-23T07:00:00Z']);
  });

  it('is kept for good where the end is taken back, also while that was being set', () => {
    const life = new Life();
    const withdrawn = life.report({ type: 'withdrawn' });
    life.report({ type: 'retracted', retracts: withdrawn });
    // somebody may be setting it just now: it is taken back once that is over
    expect([pending(life), ...kept(life)]).toEqual([true, null, null]);
    life.days(1);
    expect([pending(life), ...kept(life)]).toEqual([false, null, null]);
    const again = life.report({ type: 'deceased' });
    life.days(1);
    life.report({ type: 'retracted', retracts: again });
    expect([pending(life), ...kept(life)]).toEqual([true, null, '2027-11-24T07:00:00Z']);
    life.days(1);
    expect([pending(life), ...kept(life)]).toEqual([false, null, null]);
    expect(life.record.status).toBe('active');
  });

  it('has its time set anew where anything is written after the end', () => {
    const life = new Life();
    life.report({ type: 'withdrawn' });
    life.days(30);
    expect(pending(life)).toBe(false);
    life.report({ type: 'patient-corrected' });
    expect(pending(life)).toBe(true);
    life.days(1);
    expect([pending(life), ...kept(life)]).toEqual([false, '2027-11-23T07:00:00Z', '2027-11-23T07:00:00Z']);
  });

  it('is kept while the patient’s children are still to be seen to, and so long after that', () => {
    const life = new Life({ referral: children });
    const { taskId } = life.open.find(({ kind }) => kind === 'next-of-kin-children')!;
    life.report({ type: 'deceased' });
    life.days(10);
    expect(kept(life)).toEqual([null, null]);
    life.complete({ outcome: 'done' }, taskId);
    life.days(1);
    expect(kept(life)).toEqual(['2027-12-03T07:00:00Z', '2027-12-03T07:00:00Z']);
    life.act((record, context) => undoCompletion(record, context, taskId));
    life.days(1);
    expect(kept(life)).toEqual([null, null]);
    life.toTheEnd();
    expect(kept(life)).toEqual(['2028-01-04T07:00:00Z', '2028-01-04T07:00:00Z']);
  });
});
