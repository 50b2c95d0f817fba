import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorOf, factsOf, mayGoHome, noSaidOn, placeKey } from '../../domain/facts.ts';
import { report } from '../../domain/pathway.ts';
import type { EventBody, ReportedEvent, StartFacts } from '../../domain/record.ts';
import { alna, Life, lillestrom, nannestad, referral, startedAt, yes } from './support.ts';

const startedOn = '2026-11-23';

const startOf = (changes: Partial<StartFacts> = {}): StartFacts => ({
  ...referral(),
  assessingUnitId: 'ahus-lunge',
  ...changes,
});

function event(body: EventBody, occurredOn: string, changes: Partial<ReportedEvent> = {}): ReportedEvent {
  return {
    eventId: `${body.type}-${occurredOn}`,
    occurredOn,
    receivedAt: `${occurredOn}T12:00:00Z`,
    by: 'ahus-lunge',
    ...changes,
    ...body,
  } as ReportedEvent;
}

function facts(events: readonly ReportedEvent[], start: Partial<StartFacts> = {}) {
  return factsOf({ start: startOf(start), events, startedAt }, startedOn);
}

describe('facts', () => {
  it('begin with the referral', () => {
    expect(facts([], { answers: { ...yes, gpCopy: null } })).toEqual({
      answers: {
        pathway: { value: true, answeredOn: startedOn, recordedBy: 'hospital-system:ahus' },
        shareWithMunicipality: { value: true, answeredOn: startedOn, recordedBy: 'hospital-system:ahus' },
        cancerCoordinator: { value: null, answeredOn: null, recordedBy: null },
        gpCopy: { value: null, answeredOn: null, recordedBy: null },
      },
      diagnosisDate: '2026-11-10',
      dischargedOn: null,
      readyAt: null,
      municipality: nannestad,
      gp: { unitId: 'fastlege-1', asOf: startedOn },
      addressProtected: false,
      circumstances: referral().circumstances,
      blocked: [],
      hospitalUnitId: 'ahus-lunge',
      end: null,
    });
  });

  it('keep the answers that a change leaves out, and say when and by whom the others were given', () => {
    const { answers } = facts([
      event({ type: 'answers-changed', answers: { pathway: false } }, '2026-12-01'),
    ]);
    expect(answers.pathway).toEqual({ value: false, answeredOn: '2026-12-01', recordedBy: 'ahus-lunge' });
    expect(answers.shareWithMunicipality.value).toBe(true);
  });

  it('take a date, a place and a GP from the report that occurred last', () => {
    const gp = { unitId: 'fastlege-2', asOf: null };
    const known = facts([
      event({ type: 'moved', municipality: alna }, '2027-02-01'),
      event({ type: 'moved', municipality: lillestrom, gp }, '2027-01-01'),
      event({ type: 'diagnosis-corrected', date: '2026-10-01' }, '2026-12-02'),
      event({ type: 'diagnosis-corrected', date: '2026-10-09' }, '2026-12-01'),
    ]);
    expect(known).toMatchObject({ municipality: alna, diagnosisDate: '2026-10-01' });
    expect(known.gp).toEqual({ unitId: 'fastlege-2', asOf: '2027-01-01' });
  });

  it('of one day, from the one that was received last', () => {
    const moves = [lillestrom, alna].map((municipality, n) =>
      event({ type: 'moved', municipality }, '2027-01-01', { eventId: `m${n}` }),
    );
    expect(facts(moves).municipality).toEqual(alna);
  });

  it.each([
    { reported: null, discharges: [], first: null },
    { reported: '2026-11-20', discharges: ['2026-12-01'], first: '2026-11-20' },
    // before the diagnosis: of another illness
    { reported: '2026-11-01', discharges: ['2026-12-24', '2026-12-01'], first: '2026-12-01' },
    { reported: null, discharges: ['2026-11-09'], first: null },
  ])('count the first discharge after the diagnosis: $first', ({ reported, discharges, first }) => {
    const events = discharges.map((date) => event({ type: 'discharged' }, date));
    expect(facts(events, { dischargedOn: reported }).dischargedOn).toBe(first);
  });

  it('know whom the patient has blocked, each once, until the last report of it is taken back', () => {
    const of = (subject: string, day: string, changes: Partial<ReportedEvent> = {}) =>
      event({ type: 'staff-blocked', subject }, day, changes);
    const back = { retractedBy: 'r' };
    expect(facts([of('b', '2026-12-01'), of('a', '2026-12-02'), of('b', '2026-12-03')]).blocked).toEqual([
      'a',
      'b',
    ]);
    expect(facts([of('b', '2026-12-01', back), of('b', '2026-12-03')]).blocked).toEqual(['b']);
    expect(facts([of('b', '2026-12-01', back), of('b', '2026-12-03', back)]).blocked).toEqual([]);
  });

  it('know the first time that the patient was said to be ready', () => {
    const early = event({ type: 'ready' }, '2026-12-05', { receivedAt: '2026-12-07T09:00:00Z' });
    const late = event({ type: 'ready' }, '2026-12-06', { receivedAt: '2026-12-06T09:00:00Z' });
    expect(facts([early, late]).readyAt).toBe('2026-12-06T09:00:00Z');
    expect(facts([late, early]).readyAt).toBe('2026-12-06T09:00:00Z');
  });

  it('take the first end that stands', () => {
    const withdrawn = event({ type: 'withdrawn' }, '2027-01-05');
    const deceased = event({ type: 'deceased' }, '2027-01-03');
    expect(facts([withdrawn, deceased]).end?.status).toBe('deceased');
    expect(facts([withdrawn, { ...deceased, retractedBy: 'r' }]).end?.status).toBe('withdrawn');
  });
});

const bodies: fc.Arbitrary<EventBody> = fc.oneof(
  fc.record({
    type: fc.constant('answers-changed' as const),
    answers: fc.record(
      { pathway: fc.constantFrom(true, false, null), gpCopy: fc.boolean() },
      { requiredKeys: [] },
    ),
  }),
  fc.constantFrom<EventBody>(
    { type: 'ready' },
    { type: 'discharged' },
    { type: 'withdrawn' },
    { type: 'deceased' },
    { type: 'diagnosis-corrected', date: '2026-10-01' },
    { type: 'diagnosis-corrected', date: '2026-12-01' },
    { type: 'moved', municipality: alna },
    { type: 'moved', municipality: lillestrom },
  ),
);
const events = fc
  .uniqueArray(fc.tuple(bodies, fc.integer({ min: 10, max: 30 })), {
    selector: ([, day]) => day,
    maxLength: 8,
  })
  .map((given) => given.map(([body, day]) => event(body, `2026-12-${day}`, { eventId: `e${day}` })));

describe('whatever is reported', () => {
  it('the facts are the same in whatever order reports of different days arrive', () => {
    fc.assert(
      fc.property(
        events.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          expect(facts(shuffled)).toEqual(facts(given));
        },
      ),
    );
  });

  it('what is retracted has never happened, and what was retracted by mistake has', () => {
    fc.assert(
      fc.property(events, fc.nat(7), (given, n) => {
        const taken = given[n];
        fc.pre(taken !== undefined);
        const life = new Life();
        const tell = (all: readonly ReportedEvent[]) =>
          factsOf(
            all.reduce((record, one) => report(record, life.context(), one), life.record),
            startedOn,
          );
        const taking = event({ type: 'retracted', retracts: taken.eventId }, '2027-01-01');
        const back = event({ type: 'retracted', retracts: taking.eventId }, '2027-01-02');
        expect(tell([...given, taking])).toEqual(tell(given.filter((one) => one !== taken)));
        expect(tell([...given, taking, back])).toEqual(tell(given));
      }),
    );
  });

  it('an event that two reports take back stands only when both are taken back', () => {
    const life = new Life();
    life.report({ type: 'moved', municipality: alna }, '2026-11-23', 'move');
    life.report({ type: 'retracted', retracts: 'move' }, '2026-11-23', 'r1');
    life.report({ type: 'retracted', retracts: 'move' }, '2026-11-23', 'r2');
    life.report({ type: 'retracted', retracts: 'r2' }, '2026-11-23', 'r3');
    expect(life.facts.municipality).toEqual(nannestad);
    life.report({ type: 'retracted', retracts: 'r1' }, '2026-11-23', 'r4');
    expect(life.facts.municipality).toEqual(alna);
  });
});

describe('what follows from the facts', () => {
  it('the anchor: the diagnosis, or where a trust says so the discharge once it is known', () => {
    const start = (anchorEvent: 'diagnosis' | 'discharge') => ({ start: startOf({ anchorEvent }) });
    const known = { diagnosisDate: '2026-11-10', dischargedOn: '2026-12-01' };
    expect(anchorOf(start('diagnosis'), known)).toEqual({
      event: 'diagnosis',
      date: '2026-11-10',
      provisional: false,
    });
    expect(anchorOf(start('discharge'), known)).toEqual({
      event: 'discharge',
      date: '2026-12-01',
      provisional: false,
    });
    expect(anchorOf(start('discharge'), { ...known, dischargedOn: null })).toEqual({
      event: 'diagnosis',
      date: '2026-11-10',
      provisional: true,
    });
  });

  it.each([
    { pathway: true, share: true, home: true, no: null },
    { pathway: true, share: null, home: false, no: null },
    { pathway: null, share: true, home: false, no: null },
    { pathway: false, share: true, home: false, no: startedOn },
    { pathway: true, share: false, home: false, no: startedOn },
  ])('whether it goes on at home: $pathway, $share', ({ pathway, share, home, no }) => {
    const known = facts([], { answers: { ...yes, pathway, shareWithMunicipality: share } });
    expect(mayGoHome(known)).toBe(home);
    expect(noSaidOn(known)).toBe(no);
  });

  it('the day of the later no', () => {
    const known = facts([
      event({ type: 'answers-changed', answers: { pathway: false } }, '2026-12-01'),
      event({ type: 'answers-changed', answers: { shareWithMunicipality: false } }, '2026-12-09'),
    ]);
    expect(noSaidOn(known)).toBe('2026-12-09');
  });

  it('the name of a place', () => {
    expect(placeKey(nannestad)).toBe('3238');
    expect(placeKey(alna)).toBe('0301-12');
  });
});
