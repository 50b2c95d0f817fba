import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToInstant } from '../../domain/calendar.ts';
import { indexUnits } from '../../domain/directory.ts';
import type { EsasItem, Scores } from '../../domain/model.ts';
import { report } from '../../domain/pathway.ts';
import { ask } from '../../domain/questions.ts';
import type { PathwayRecord } from '../../domain/record.ts';
import { book } from '../../domain/settle.ts';
import { acceptTask, RuleBroken, rejectTask, TaskConflict, transferTask } from '../../domain/tasks.ts';
import { undoCompletion } from '../../domain/undo.ts';
import { enebakk, Life, lillestrom, nannestad, no, notAsked, units, yes } from './support.ts';

const hospital = 'ahus-lunge';
const gp = 'fastlege-1';
const municipality = 'kommune-3238';
const circumstances = {
  minor: false,
  childrenAsNextOfKin: false,
  nursingHome: false,
  municipalServices: false,
};
const served = { circumstances: { ...circumstances, municipalServices: true } };
const withChildren = { circumstances: { ...circumstances, childrenAsNextOfKin: true } };
const oldGp = { gp: { unitId: gp, asOf: '2026-10-01' } };

/** Tasks of a kind, as `status unit`. */
const tasksOf = (life: Life, kind: string) =>
  life.record.tasks.filter((task) => task.kind === kind).map((task) => `${task.status} ${task.unitId}`);
const taskOf = (life: Life, kind: string) => life.record.tasks.findLast((task) => task.kind === kind)!;
const openOf = (life: Life, kind: string) => life.open.filter((task) => task.kind === kind);
const askedOf = (life: Life, kind: string) =>
  life.record.followUps.filter((one) => one.kind === kind).map((one) => one.asked);
const noticesTo = (life: Life, unitId: string) =>
  life.record.notices.filter((notice) => notice.unitId === unitId).map(({ kind }) => kind);
const isRelated = (life: Life, unitId: string) =>
  life.record.relations.some((relation) => relation.unitId === unitId && relation.until === null);
const assessed = (life: Life, more: object = {}) =>
  ({ outcome: 'assessed', heldOn: life.now.slice(0, 10), mode: 'phone', ...more }) as const;
const asked = (life: Life, by: string, unitId?: string, taskId: string | null = null, meaning = 'm') =>
  life.act((record, context) => ask(record, context, { unitId, taskId, meaning }), by);

/** The hospital's conversation and the municipality's intake are done. */
function home(options: ConstructorParameters<typeof Life>[0] = {}): Life {
  const life = new Life(options);
  life.complete(assessed(life, { gp: { unitId: gp, asOf: null } }), taskOf(life, 'needs-assessment').taskId);
  life.complete({ outcome: 'done' }, taskOf(life, 'municipal-intake').taskId);
  return life;
}

describe('treatment that calls for the GP', () => {
  it.each(['palliative-treatment-started', 'treatment-paused', 'treatment-ended'] as const)(
    '%s: an appointment within a month, closed after six weeks, reminded, the leader told at the close',
    (type) => {
      const life = new Life();
      life.report({ type }, '2026-11-23');
      const task = taskOf(life, 'gp-appointment');
      expect(task).toMatchObject({
        unitId: hospital,
        dueAt: '2026-12-23T07:00:00Z',
        closesAt: '2027-01-04T07:00:00Z',
      });
      expect(task.rungs.map(({ at, to }) => `${at.slice(0, 10)} ${to}`)).toEqual([
        '2026-11-23 coordinator',
        '2026-12-16 coordinator',
        '2026-12-23 coordinator',
        // the last working day before the close
        '2026-12-30 leader',
      ]);
      expect(life.record.notices.filter(({ kind }) => kind === 'treatment')).toMatchObject([
        { unitId: gp, asked: ['appointment'], cause: 'e1' },
      ]);
    },
  );

  it('rapid functional decline: within two working days', () => {
    const life = new Life();
    life.report({ type: 'function-declining' });
    expect(taskOf(life, 'gp-appointment')).toMatchObject({
      unitId: hospital,
      ladder: 'esas-action',
      dueAt: '2026-11-25T09:00:00Z',
      closesAt: '2026-12-07T09:00:00Z',
    });
    expect(noticesTo(life, gp)).toEqual(['treatment']);
  });

  it('is the hospital unit’s that reports it; others hand it to the one that has the patient', () => {
    for (const [by, unitId] of [
      ['ahus-gyn', 'ahus-gyn'],
      ['ahus-urologi', hospital],
      [municipality, hospital],
      [gp, hospital],
      ['hospital-system:ahus', hospital],
    ] as const) {
      const life = home();
      // another unit of the trust has taken a task over, and so a part
      life.report({ type: 'treatment-paused' });
      const { taskId } = taskOf(life, 'gp-appointment');
      life.act((record, context) => transferTask(record, context, taskId, 'ahus-gyn'), hospital);
      life.report({ type: 'function-declining' }, undefined, undefined, by);
      expect(tasksOf(life, 'gp-appointment')).toEqual(['open ahus-gyn', `open ${unitId}`]);
    }
  });

  it('has an appointment for each kind, and none for what is reported again while it is seen to, or of the same day', () => {
    const life = new Life();
    life.report({ type: 'palliative-treatment-started' });
    life.report({ type: 'treatment-paused' });
    life.days(3);
    life.report({ type: 'treatment-paused' });
    expect(openOf(life, 'gp-appointment')).toHaveLength(2);
    life.complete({ outcome: 'done' }, openOf(life, 'gp-appointment')[1]!.taskId);
    life.report({ type: 'treatment-paused' }, '2026-11-23');
    expect(openOf(life, 'gp-appointment')).toHaveLength(1);
    life.report({ type: 'treatment-paused' });
    expect(openOf(life, 'gp-appointment')).toHaveLength(2);
    expect(noticesTo(life, gp)).toEqual(['treatment', 'treatment', 'treatment']);
  });

  it('has a month from now where it is reported so late that it would be overdue', () => {
    const life = new Life();
    life.until('2027-02-10');
    life.report({ type: 'treatment-ended' }, '2026-12-01');
    const task = taskOf(life, 'gp-appointment');
    expect(task.opensAt).toBe(life.now);
    expect(task.dueAt.slice(0, 10)).toBe('2027-03-13');
  });

  it('taken back closes the task; those told are told, and told again should that be wrong', () => {
    const life = new Life();
    const e1 = life.report({ type: 'palliative-treatment-started' });
    const e2 = life.report({ type: 'retracted', retracts: e1 });
    expect(tasksOf(life, 'gp-appointment')).toEqual([`cancelled ${hospital}`]);
    expect(life.noticesOf('corrected')).toEqual([gp, hospital]);
    life.report({ type: 'retracted', retracts: e2 });
    expect(tasksOf(life, 'gp-appointment')).toEqual([`open ${hospital}`]);
    expect(life.noticesOf('corrected')).toEqual([gp, hospital, gp, hospital]);
    expect(life.noticesOf('treatment')).toEqual([gp]);
  });

  it('taken back after the end is told in the list of those who were told, and nobody is written to', () => {
    const life = new Life();
    const event = life.report({ type: 'treatment-paused' });
    life.report({ type: 'withdrawn' });
    const { length } = life.sent;
    life.report({ type: 'retracted', retracts: event });
    expect(noticesTo(life, gp)).toEqual(['treatment', 'ended', 'corrected']);
    expect(life.sent).toHaveLength(length);
  });

  it('taken back with what was part of it still standing: that calls for the appointment', () => {
    const life = new Life();
    const first = life.report({ type: 'treatment-paused' });
    life.report({ type: 'treatment-paused' });
    life.report({ type: 'retracted', retracts: first });
    expect(tasksOf(life, 'gp-appointment')).toEqual([`cancelled ${hospital}`, `open ${hospital}`]);
  });

  it('taken back long after begins nothing that was part of it', () => {
    const life = new Life();
    const first = life.report({ type: 'treatment-paused' });
    life.report({ type: 'treatment-paused' });
    life.complete({ outcome: 'done' }, taskOf(life, 'gp-appointment').taskId);
    life.days(60);
    life.report({ type: 'retracted', retracts: first });
    expect(tasksOf(life, 'gp-appointment')).toEqual([`completed ${hospital}`]);
    life.report({ type: 'treatment-paused' });
    expect(tasksOf(life, 'gp-appointment')).toEqual([`completed ${hospital}`, `open ${hospital}`]);
  });

  it('tells a GP nothing without the yes to copies, or before the patient was asked', () => {
    for (const answers of [{ ...yes, gpCopy: false }, notAsked]) {
      const life = new Life({ referral: { answers } });
      life.report({ type: 'palliative-treatment-started' });
      expect(openOf(life, 'gp-appointment')).toHaveLength(1);
      expect(noticesTo(life, gp)).toEqual([]);
    }
  });

  it('goes along with its appointment where the patient goes to another hospital', () => {
    const life = new Life();
    life.report({ type: 'treatment-paused' });
    const { taskId } = taskOf(life, 'gp-appointment');
    life.act((record, context) => book(record, context, taskId, '2026-12-10'));
    life.report({ type: 'transferred', hospitalUnitId: 'ous-nevrokirurgi' });
    expect(taskOf(life, 'gp-appointment')).toMatchObject({
      unitId: 'ous-nevrokirurgi',
      appointmentOn: '2026-12-10',
    });
    life.report({ type: 'function-declining' }, undefined, undefined, 'ahus-urologi');
    expect(taskOf(life, 'gp-appointment').unitId).toBe('ous-nevrokirurgi');
  });

  it('is undone with its appointment', () => {
    const life = home({ referral: served });
    life.report({ type: 'treatment-paused' });
    const { taskId } = taskOf(life, 'gp-appointment');
    life.complete({ outcome: 'done', appointmentOn: '2026-12-10' }, taskId);
    expect(life.record.followUps.map(({ kind }) => kind)).toEqual(['gp-appointment', 'esas-prompt']);
    life.act((record, context) => undoCompletion(record, context, taskId), hospital);
    expect(taskOf(life, 'gp-appointment')).toMatchObject({ status: 'open', appointmentOn: null });
    expect(life.record.followUps.map(({ kind }) => kind)).toEqual(['gp-appointment']);
  });
});

describe('ESAS and distress', () => {
  const reported = (life: Life, scores: Scores, by?: string, on?: string) =>
    life.report({ type: 'esas-reported', scores }, on, undefined, by);

  it('call for action from 3, and from 4 for distress; it names what calls', () => {
    const life = new Life();
    reported(life, { nausea: 2 });
    expect(openOf(life, 'esas-action')).toEqual([]);
    reported(life, { nausea: 3, anxiety: 2, 'pain-at-rest': 8 });
    expect(taskOf(life, 'esas-action')).toMatchObject({ unitId: hospital, dueAt: '2026-11-25T09:00:00Z' });
    expect(askedOf(life, 'esas-action')).toEqual([['nausea', 'pain-at-rest']]);
    for (const distress of [3, 4]) {
      const other = new Life();
      other.complete(assessed(other, { distress, gp: { unitId: gp, asOf: null } }));
      expect(openOf(other, 'esas-action')).toHaveLength(distress === 4 ? 1 : 0);
    }
  });

  it('are acted on by the unit that measures; a GP’s and a hospital system’s by the hospital', () => {
    for (const [by, unitId] of [
      [municipality, municipality],
      [hospital, hospital],
      [gp, hospital],
      ['hospital-system:ahus', hospital],
      ['kommune-3205', hospital],
    ] as const) {
      const life = home();
      reported(life, { nausea: 5 }, by);
      expect(tasksOf(life, 'esas-action')).toEqual([`open ${unitId}`]);
    }
  });

  it('of a conversation are acted on by the unit that held it', () => {
    const life = home();
    life.until('2027-02-11');
    life.complete(assessed(life, { esas: { tiredness: 6 } }), taskOf(life, 'needs-assessment').taskId);
    expect(tasksOf(life, 'esas-action')).toEqual([`open ${municipality}`]);
  });

  it('measured before what is known say nothing new, however late they come', () => {
    const life = new Life();
    reported(life, { nausea: 2 }, undefined, '2026-11-23');
    reported(life, { nausea: 9, anxiety: 3 }, undefined, '2026-11-20');
    expect(askedOf(life, 'esas-action')).toEqual([['anxiety']]);
  });

  it('taken back: the action closes, and what was part of it calls for its own', () => {
    const life = new Life();
    const first = reported(life, { nausea: 5 });
    reported(life, { nausea: 5, anxiety: 7 });
    const back = life.report({ type: 'retracted', retracts: first });
    expect(tasksOf(life, 'esas-action')).toEqual([`cancelled ${hospital}`, `open ${hospital}`]);
    expect(askedOf(life, 'esas-action').at(-1)).toEqual(['nausea', 'anxiety']);
    life.report({ type: 'retracted', retracts: back });
    expect(tasksOf(life, 'esas-action')).toEqual([`open ${hospital}`, `cancelled ${hospital}`]);
  });

  it('taken back after the ten days call for nothing that was part of it', () => {
    const life = new Life();
    const first = reported(life, { nausea: 5 });
    reported(life, { nausea: 6 });
    life.days(30);
    life.report({ type: 'retracted', retracts: first });
    expect(tasksOf(life, 'esas-action')).toEqual([`missed ${hospital}`]);
  });

  it('of an outcome that was undone and given again call anew, for what is wrong now', () => {
    const life = new Life();
    const { taskId } = life.task;
    const confirmed = { gp: { unitId: gp, asOf: null } };
    life.complete(assessed(life, { esas: { nausea: 9 }, ...confirmed }), taskId);
    life.act((record, context) => undoCompletion(record, context, taskId), hospital);
    expect(tasksOf(life, 'esas-action')).toEqual([`cancelled ${hospital}`]);
    life.days(1);
    life.complete(assessed(life, { esas: { anxiety: 4 }, ...confirmed }), taskId);
    expect(tasksOf(life, 'esas-action')).toEqual([`cancelled ${hospital}`, `open ${hospital}`]);
    expect(askedOf(life, 'esas-action').at(-1)).toEqual(['anxiety']);
  });

  it('are the hospital’s to act on once the municipality has no part any more', () => {
    for (const event of [
      { type: 'answers-changed', answers: { shareWithMunicipality: false } },
      { type: 'moved', municipality: lillestrom },
    ] as const) {
      const life = home();
      reported(life, { nausea: 5 }, municipality);
      life.act(
        (record, context) => acceptTask(record, context, openOf(life, 'esas-action')[0]!.taskId, 'x'),
        municipality,
      );
      life.report(event);
      expect(tasksOf(life, 'esas-action')).toEqual([`open ${hospital}`]);
    }
  });

  it('that were taken back and stand again after a move are the hospital’s', () => {
    const life = home();
    const e1 = reported(life, { nausea: 5 }, municipality);
    const e2 = life.report({ type: 'retracted', retracts: e1 });
    life.report({ type: 'moved', municipality: lillestrom });
    life.report({ type: 'retracted', retracts: e2 });
    expect(tasksOf(life, 'esas-action')).toEqual([`open ${hospital}`]);
    expect(isRelated(life, municipality)).toBe(false);
  });

  it('open one action at a time, and another only for what is newly too high or has risen by two', () => {
    const items = fc.constantFrom<EsasItem>('nausea', 'anxiety', 'pain-at-rest');
    const steps = fc.array(
      fc.oneof(
        fc.dictionary(items, fc.nat(10), { minKeys: 1 }),
        fc.constant('done' as const),
        fc.constantFrom(1, 4, 20),
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(steps, (course) => {
        const life = new Life();
        const last: Record<string, number> = {};
        let openUntil = '';
        let expected = 0;
        for (const step of course) {
          if (typeof step === 'number') life.days(step);
          else if (step === 'done') {
            for (const { taskId } of openOf(life, 'esas-action')) life.complete({ outcome: 'done' }, taskId);
            openUntil = '';
            life.days(1);
          } else {
            reported(life, step);
            const calls = Object.entries(step).some(
              ([item, score]) => score >= 3 && ((last[item] ?? 0) < 3 || score >= last[item]! + 2),
            );
            Object.assign(last, step);
            if (calls && openUntil <= life.now) {
              expected += 1;
              openUntil = addToInstant(life.now, { workingDays: 10 });
            }
          }
          expect(tasksOf(life, 'esas-action')).toHaveLength(expected);
          expect(openOf(life, 'esas-action')).toHaveLength(openUntil > life.now ? 1 : 0);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('home care', () => {
  const booked = (life: Life, on: string) => {
    if (openOf(life, 'gp-appointment').length === 0) life.report({ type: 'treatment-paused' });
    life.act((record, context) => book(record, context, openOf(life, 'gp-appointment')[0]!.taskId, on));
  };
  const routed = indexUnits(
    units.map((unit) =>
      unit.unitId === municipality ? { ...unit, settings: { routes: { homeCare: 'kommune-3205' } } } : unit,
    ),
  );

  it('is prompted to send ESAS two working days before the appointment, by the unit that the municipality leaves it to', () => {
    const life = home({ directory: routed });
    booked(life, '2026-12-14');
    life.until('2026-12-10T06:59:59Z');
    expect(tasksOf(life, 'esas-prompt')).toEqual([]);
    life.until('2026-12-10');
    expect(taskOf(life, 'esas-prompt')).toMatchObject({
      status: 'open',
      unitId: 'kommune-3205',
      dueAt: '2026-12-14T07:00:00Z',
      closesAt: '2026-12-15T07:00:00Z',
    });
  });

  it('is prompted when the new appointment comes where one is booked anew, before and after the prompt', () => {
    const life = home();
    booked(life, '2026-12-14');
    booked(life, '2026-12-16T10:00:00Z');
    life.until('2026-12-13');
    expect(tasksOf(life, 'esas-prompt')).toEqual([]);
    life.until('2026-12-14');
    expect(tasksOf(life, 'esas-prompt')).toEqual([`open ${municipality}`]);
    booked(life, '2026-12-29');
    expect(tasksOf(life, 'esas-prompt')).toEqual([`cancelled ${municipality}`]);
    life.until('2026-12-28');
    expect(tasksOf(life, 'esas-prompt')).toEqual([`cancelled ${municipality}`, `open ${municipality}`]);
  });

  it('is not prompted without the yes to sharing, where it has no patient, nor after the appointment', () => {
    const unshared = home();
    unshared.report({ type: 'answers-changed', answers: { shareWithMunicipality: false } });
    booked(unshared, '2026-12-01');
    unshared.days(10);
    expect(tasksOf(unshared, 'esas-prompt')).toEqual([]);

    const notServed = new Life();
    booked(notServed, '2026-12-01');
    notServed.days(10);
    expect(tasksOf(notServed, 'esas-prompt')).toEqual([]);

    const today = home();
    booked(today, '2026-11-23');
    expect(today.record.followUps.map(({ kind }) => kind)).toEqual(['gp-appointment']);
  });

  it('is prompted from the hand-over on where the appointment was booked before it', () => {
    const life = new Life();
    booked(life, '2026-12-14');
    life.complete(
      assessed(life, { gp: { unitId: gp, asOf: null } }),
      taskOf(life, 'needs-assessment').taskId,
    );
    expect(life.record.followUps.map(({ kind }) => kind)).toEqual(['gp-appointment']);
    life.complete({ outcome: 'done' }, taskOf(life, 'municipal-intake').taskId);
    expect(life.record.followUps.map(({ kind }) => kind)).toEqual(['gp-appointment', 'esas-prompt']);
  });

  it('of the new place is prompted after a move; that of the old one no longer', () => {
    const life = home({ referral: served });
    booked(life, '2026-11-25');
    expect(tasksOf(life, 'esas-prompt')).toEqual([`open ${municipality}`]);
    life.report({ type: 'moved', municipality: lillestrom });
    expect(tasksOf(life, 'esas-prompt')).toEqual([`cancelled ${municipality}`, 'open kommune-3205']);
  });

  it('is asked by the coordinating unit where nobody is known at the place', () => {
    const life = new Life({ referral: { ...served, municipality: enebakk } });
    booked(life, '2026-11-25');
    expect(tasksOf(life, 'esas-prompt')).toEqual(['open ahus-koordinerende']);
  });

  it('is no longer prompted where what called for the appointment is taken back', () => {
    const life = home();
    const event = life.report({ type: 'treatment-paused' });
    booked(life, '2026-11-25');
    expect(openOf(life, 'esas-prompt')).toHaveLength(1);
    life.report({ type: 'retracted', retracts: event });
    expect(tasksOf(life, 'esas-prompt')).toEqual([`cancelled ${municipality}`]);
    expect(openOf(life, 'gp-appointment')).toEqual([]);
  });

  it('changes nothing to book the same again', () => {
    const life = home();
    booked(life, '2026-12-14');
    const { record } = life;
    booked(life, '2026-12-14');
    expect(life.record).toBe(record);
  });
});

describe('children as next of kin', () => {
  const kind = 'next-of-kin-children';
  const circumstance = (life: Life, childrenAsNextOfKin: boolean) =>
    life.report({ type: 'circumstances-changed', circumstances: { childrenAsNextOfKin } });

  it('are seen to once, whatever is said how often', () => {
    const life = new Life({ referral: withChildren });
    circumstance(life, true);
    circumstance(life, false);
    expect(tasksOf(life, kind)).toEqual([`cancelled ${hospital}`]);
    circumstance(life, true);
    expect(tasksOf(life, kind)).toEqual([`open ${hospital}`]);
    life.complete({ outcome: 'done' }, taskOf(life, kind).taskId);
    circumstance(life, false);
    circumstance(life, true);
    expect(tasksOf(life, kind)).toEqual([`completed ${hospital}`]);
  });

  it('are seen to after a death, reminded of and missed like before it', () => {
    const life = new Life({ referral: withChildren });
    life.report({ type: 'deceased' });
    const { taskId } = taskOf(life, kind);
    life.toTheEnd();
    expect(life.sent.filter(({ id }) => id.startsWith(`${taskId}#`)).map(({ rung }) => rung)).toEqual([
      0, 1, 2, 3, 4,
    ]);
    expect(tasksOf(life, kind)).toEqual([`missed ${hospital}`]);
    expect(life.noticesOf('missed')).toEqual(['ahus-koordinerende']);
    expect(life.record.status).toBe('deceased');
  });

  it('are seen to after a death that is reported before them', () => {
    const life = new Life();
    life.report({ type: 'deceased' });
    circumstance(life, true);
    expect(tasksOf(life, kind)).toEqual([`open ${hospital}`]);
    const life2 = new Life();
    life2.report({ type: 'withdrawn' });
    circumstance(life2, true);
    expect(tasksOf(life2, kind)).toEqual([]);
  });

  it('are not begun by what is reported after an end that was none', () => {
    const life = new Life({ referral: { answers: no } });
    life.toTheEnd();
    expect(life.record.status).toBe('lapsed');
    circumstance(life, true);
    expect(tasksOf(life, kind)).toEqual([]);
  });

  it('that were not there are closed after a death, and opened again should that be wrong', () => {
    const life = new Life();
    const e1 = circumstance(life, true);
    life.report({ type: 'deceased' });
    const e3 = life.report({ type: 'retracted', retracts: e1 });
    expect(tasksOf(life, kind)).toEqual([`cancelled ${hospital}`]);
    expect(life.open).toEqual([]);
    life.report({ type: 'retracted', retracts: e3 });
    expect(tasksOf(life, kind)).toEqual([`open ${hospital}`]);
  });

  it('are seen to once, also where a death is taken back, before and after they were', () => {
    for (const done of [false, true]) {
      const life = new Life({ referral: withChildren });
      const death = life.report({ type: 'deceased' });
      if (done) life.complete({ outcome: 'done' }, taskOf(life, kind).taskId);
      life.report({ type: 'retracted', retracts: death });
      expect(life.record.status).toBe('active');
      expect(tasksOf(life, kind)).toEqual([`${done ? 'completed' : 'open'} ${hospital}`]);
    }
  });

  it.each(['withdrawn', 'moved-away'] as const)('are not seen to after %s', (type) => {
    const life = new Life({ referral: withChildren });
    const end = life.report({ type });
    expect(tasksOf(life, kind)).toEqual([`cancelled ${hospital}`]);
    life.report({ type: 'retracted', retracts: end });
    expect(tasksOf(life, kind)).toEqual([`open ${hospital}`]);
  });

  it('are not seen to after a relapse that has its own pathway', () => {
    const life = new Life({ referral: withChildren });
    life.report({ type: 'relapsed', followedBy: 'pw2' });
    expect(tasksOf(life, kind)).toEqual([`cancelled ${hospital}`]);
  });

  it('are seen to or not as the end turns out to have been', () => {
    const life = new Life({ referral: withChildren });
    const death = life.report({ type: 'deceased' }, '2026-11-20');
    const withdrawal = life.report({ type: 'withdrawn' }, '2026-11-21');
    expect(tasksOf(life, kind)).toEqual([`open ${hospital}`]);
    const undone = life.report({ type: 'retracted', retracts: death });
    expect(life.record.status).toBe('withdrawn');
    expect(tasksOf(life, kind)).toEqual([`cancelled ${hospital}`]);
    life.report({ type: 'retracted', retracts: undone });
    expect(life.record.status).toBe('deceased');
    expect(tasksOf(life, kind)).toEqual([`open ${hospital}`]);
    expect(withdrawal).toBe('e2');
  });

  it('are seen to after ends that come by themselves, and undoing that says nothing of the pathway', () => {
    const life = new Life({ referral: { answers: no } });
    life.until('2026-12-22');
    circumstance(life, true);
    life.complete({ outcome: 'declined', askAgain: false }, openOf(life, 'offer-again')[0]!.taskId);
    expect(life.record.status).toBe('declined');
    expect(tasksOf(life, kind)).toEqual([`open ${hospital}`]);
    const { taskId } = taskOf(life, kind);
    life.complete({ outcome: 'done' }, taskId);
    life.act((record, context) => undoCompletion(record, context, taskId), hospital);
    expect(life.record.status).toBe('declined');
    expect(tasksOf(life, kind)).toEqual([`open ${hospital}`]);
    life.toTheEnd();
    expect(tasksOf(life, kind)).toEqual([`missed ${hospital}`]);
  });

  it('may be handed on after a death, and the unit that had the patient has its part when that is taken back', () => {
    const life = new Life({ referral: withChildren });
    life.report({ type: 'transferred', hospitalUnitId: 'ahus-urologi' });
    life.report({ type: 'treatment-paused' });
    const appointment = taskOf(life, 'gp-appointment').taskId;
    const handOn = (taskId: string, unitId: string) =>
      life.act((record, context) => transferTask(record, context, taskId, unitId), 'ahus-urologi');
    handOn(appointment, 'ahus-gyn');
    handOn(taskOf(life, kind).taskId, 'ahus-gyn');
    expect(isRelated(life, 'ahus-urologi')).toBe(true);
    const death = life.report({ type: 'deceased' });
    handOn(taskOf(life, kind).taskId, 'ahus-barn');
    expect(isRelated(life, 'ahus-gyn')).toBe(false);
    life.report({ type: 'retracted', retracts: death });
    expect(tasksOf(life, 'gp-appointment')).toEqual(['open ahus-gyn']);
    expect(isRelated(life, 'ahus-gyn')).toBe(true);
  });

  it('that are done with after a death bring nothing back', () => {
    const life = new Life({ referral: withChildren });
    life.report({ type: 'treatment-paused' });
    life.report({ type: 'deceased' });
    life.complete({ outcome: 'done' }, taskOf(life, kind).taskId);
    expect(life.open).toEqual([]);
  });
});

describe('a coordinator and not the pathway', () => {
  const kind = 'coordinator-referral';
  const wish = { ...no, cancerCoordinator: true };

  it('is referred at once, whatever was said of sharing, and the unit has no part by it', () => {
    for (const shareWithMunicipality of [true, false, null]) {
      const life = new Life({ referral: { answers: { ...wish, shareWithMunicipality } } });
      expect(tasksOf(life, kind)).toEqual([`open ${municipality}`]);
      expect(isRelated(life, municipality)).toBe(false);
    }
  });

  it('is not referred without both, and no longer once one is taken back', () => {
    for (const answers of [
      yes,
      no,
      { ...yes, cancerCoordinator: true },
      { ...notAsked, cancerCoordinator: true },
    ])
      expect(tasksOf(new Life({ referral: { answers } }), kind)).toEqual([]);
    const life = new Life({ referral: { answers: { ...notAsked, cancerCoordinator: true } } });
    const refusal = life.report({ type: 'answers-changed', answers: { pathway: false } });
    expect(tasksOf(life, kind)).toEqual([`open ${municipality}`]);
    const back = life.report({ type: 'retracted', retracts: refusal });
    expect(tasksOf(life, kind)).toEqual([`cancelled ${municipality}`]);
    life.report({ type: 'retracted', retracts: back });
    expect(tasksOf(life, kind)).toEqual([`open ${municipality}`]);
    expect(isRelated(life, municipality)).toBe(false);
  });

  it('without a route is the coordinating unit’s, which passes it on', () => {
    const life = new Life({ referral: { answers: wish, municipality: enebakk } });
    expect(tasksOf(life, kind)).toEqual(['open ahus-koordinerende']);
    const { taskId } = taskOf(life, kind);
    expect(() => life.complete({ outcome: 'done' }, taskId)).toThrow(RuleBroken);
    life.complete({ outcome: 'done', unitId: 'kommune-3205' }, taskId);
    expect(tasksOf(life, kind)).toEqual(['open kommune-3205']);
    expect(isRelated(life, 'kommune-3205')).toBe(false);
    life.complete({ outcome: 'done' }, taskId);
    expect(tasksOf(life, kind)).toEqual(['completed kommune-3205']);
  });

  it('moves with the patient; the old unit hears of it, and again nobody else has a part', () => {
    const life = new Life({ referral: { answers: wish } });
    const { taskId } = taskOf(life, kind);
    life.act((record, context) => acceptTask(record, context, taskId, 'somebody'), municipality);
    life.report({ type: 'moved', municipality: lillestrom });
    expect(tasksOf(life, kind)).toEqual(['open kommune-3205']);
    expect(noticesTo(life, municipality)).toEqual(['moved']);
    expect(noticesTo(life, 'kommune-3205')).toEqual([]);
    life.report({ type: 'moved', municipality: enebakk });
    expect(tasksOf(life, kind)).toEqual(['open ahus-koordinerende']);
    life.report({ type: 'moved', municipality: nannestad });
    expect(tasksOf(life, kind)).toEqual([`open ${municipality}`]);
  });

  it('rejected goes to the coordinating unit, which passes it on', () => {
    const life = new Life({ referral: { answers: wish } });
    const { taskId } = taskOf(life, kind);
    life.act((record, context) => rejectTask(record, context, taskId, 'not-ours'), municipality);
    expect(tasksOf(life, kind)).toEqual(['open ahus-koordinerende']);
  });

  it('missed is told to the trust’s coordinating unit only', () => {
    const life = new Life({ referral: { answers: wish } });
    life.until('2026-12-21T09:00:00Z');
    expect(tasksOf(life, kind)).toEqual([`missed ${municipality}`]);
    expect(life.noticesOf('missed')).toEqual(['ahus-koordinerende']);
    expect(life.record.relations.map(({ unitId }) => unitId)).toEqual([hospital]);
    expect(life.record.followers?.map(({ unitId }) => unitId)).toEqual(['ahus-koordinerende']);
  });

  it('holds up the end of the pathway until it is done or missed', () => {
    for (const done of [true, false]) {
      const life = new Life({ referral: { answers: { ...notAsked, cancerCoordinator: true } } });
      life.complete({ outcome: 'declined', askAgain: false });
      expect(life.record.status).toBe('active');
      expect(tasksOf(life, kind)).toEqual([`open ${municipality}`]);
      if (done) life.complete({ outcome: 'done' }, taskOf(life, kind).taskId);
      else life.until('2026-12-22');
      expect(life.record.status).toBe('declined');
      expect(life.rescued).toBe(0);
    }
  });
});

describe('the GP', () => {
  const confirmed = { gp: { unitId: gp, asOf: null } };
  const copies = (life: Life) =>
    life.record.notices
      .filter(({ kind }) => kind === 'assessment' || kind === 'treatment')
      .map(({ unitId, kind, asked: what }) => [unitId, kind, what]);

  it('named more than 35 days ago is confirmed by the unit that held the conversation before a copy goes', () => {
    for (const [asOf, isHeld] of [
      ['2026-10-19', false],
      ['2026-10-18', true],
    ] as const) {
      const life = new Life({ referral: { gp: { unitId: gp, asOf } } });
      life.complete(assessed(life, { askGp: ['pain'] }));
      expect(life.record.heldCopies).toHaveLength(isHeld ? 1 : 0);
      expect(copies(life)).toEqual(isHeld ? [] : [[gp, 'assessment', ['pain']]]);
      expect(tasksOf(life, 'question')).toEqual([`open ${isHeld ? hospital : gp}`]);
    }
  });

  it('is confirmed by the outcome, by a report, or by the answer, which may name another office', () => {
    const ways: readonly ((life: Life) => void)[] = [
      (life) => life.report({ type: 'gp-changed', gp: { unitId: gp, asOf: null } }),
      (life) => life.complete({ outcome: 'done' }, taskOf(life, 'question').taskId),
      (life) => life.complete({ outcome: 'done', unitId: 'fastlege-2' }, taskOf(life, 'question').taskId),
    ];
    for (const [way, confirms] of ways.entries()) {
      const life = new Life({ referral: oldGp });
      life.complete(assessed(life, { askGp: ['sick-leave'] }));
      life.days(1);
      confirms(life);
      const office = way === 2 ? 'fastlege-2' : gp;
      expect(life.record.heldCopies).toEqual([]);
      expect(copies(life)).toEqual([[office, 'assessment', ['sick-leave']]]);
      expect(openOf(life, 'question').map(({ unitId }) => unitId)).toEqual([office]);
    }
    const life = new Life({ referral: oldGp });
    life.complete(assessed(life, { askGp: ['sick-leave'], ...confirmed }));
    expect(copies(life)).toEqual([[gp, 'assessment', ['sick-leave']]]);
  });

  it('is asked for once while the question is open; all that is held goes with the answer, once', () => {
    const life = new Life({ referral: oldGp });
    life.report({ type: 'treatment-paused' });
    expect(tasksOf(life, 'question')).toEqual([`open ${hospital}`]);
    expect(askedOf(life, 'question')).toEqual([['confirm-gp']]);
    life.complete(assessed(life), taskOf(life, 'needs-assessment').taskId);
    expect(life.record.heldCopies).toHaveLength(2);
    expect(tasksOf(life, 'question')).toEqual([`open ${hospital}`]);
    life.complete({ outcome: 'done' }, taskOf(life, 'question').taskId);
    expect(copies(life)).toEqual([
      [gp, 'treatment', ['appointment']],
      [gp, 'assessment', []],
    ]);
    life.report({ type: 'gp-changed', gp: { unitId: gp, asOf: null } });
    expect(copies(life)).toHaveLength(2);
  });

  it('is asked for anew with the next copy where nobody has answered', () => {
    const life = new Life({ referral: oldGp });
    life.report({ type: 'treatment-paused' });
    life.days(20);
    expect(tasksOf(life, 'question')).toEqual([`missed ${hospital}`]);
    expect(life.record.heldCopies).toHaveLength(1);
    life.report({ type: 'treatment-ended' });
    expect(tasksOf(life, 'question')).toEqual([`missed ${hospital}`, `open ${hospital}`]);
  });

  it('must be an office of the directory', () => {
    const life = new Life({ referral: oldGp });
    life.report({ type: 'treatment-paused' });
    const { taskId } = taskOf(life, 'question');
    expect(() => life.complete({ outcome: 'done', unitId: hospital }, taskId)).toThrow(RuleBroken);
    expect(() => life.complete({ outcome: 'done', unitId: 'nobody' }, taskId)).toThrow(RuleBroken);
    expect(life.record.heldCopies).toHaveLength(1);
  });

  it('that was the wrong one by a report or an answer is told so, and the right one gets the copies', () => {
    const life = new Life({ referral: { gp: { unitId: 'fastlege-2', asOf: '2026-11-20' } } });
    const wrong = life.report({ type: 'gp-changed', gp: { unitId: gp, asOf: null } });
    life.report({ type: 'treatment-paused' });
    life.report({ type: 'retracted', retracts: wrong });
    expect(noticesTo(life, gp)).toEqual(['treatment', 'corrected']);
    expect(noticesTo(life, 'fastlege-2')).toEqual(['treatment']);
    // wrong, right and wrong again: the right one has had its copy
    life.report({ type: 'retracted', retracts: 'e3' });
    life.report({ type: 'retracted', retracts: wrong });
    expect(noticesTo(life, 'fastlege-2')).toEqual(['treatment']);

    const answered = new Life({ referral: oldGp });
    answered.report({ type: 'treatment-paused' });
    const { taskId } = taskOf(answered, 'question');
    answered.complete({ outcome: 'done', unitId: 'fastlege-2' }, taskId);
    expect(noticesTo(answered, 'fastlege-2')).toEqual(['treatment']);
    answered.act((record, context) => undoCompletion(record, context, taskId), hospital);
    expect(noticesTo(answered, 'fastlege-2')).toEqual(['treatment', 'corrected']);
    expect(answered.record.heldCopies).toHaveLength(1);
    expect(openOf(answered, 'question').map((task) => task.taskId)).toEqual([taskId]);
    answered.complete({ outcome: 'done' }, taskId);
    expect(noticesTo(answered, gp)).toEqual(['treatment']);
  });

  it('that was the wrong one is told after the end in its list alone, and who got nothing hears nothing', () => {
    const life = new Life();
    const wrong = life.report({ type: 'gp-changed', gp: { unitId: 'fastlege-2', asOf: null } });
    life.report({ type: 'treatment-paused' });
    life.report({ type: 'withdrawn' });
    const { length } = life.sent;
    life.report({ type: 'retracted', retracts: wrong });
    expect(noticesTo(life, 'fastlege-2')).toEqual(['treatment', 'ended', 'corrected']);
    expect(life.sent).toHaveLength(length);
    expect(noticesTo(life, gp)).toEqual([]);

    const unheard = new Life();
    const event = unheard.report({ type: 'gp-changed', gp: { unitId: 'fastlege-2', asOf: null } });
    unheard.report({ type: 'retracted', retracts: event });
    expect(unheard.record.notices).toEqual([]);
  });

  it('gets no copy that was held while there is no yes to it, and nobody is asked', () => {
    const life = new Life({ referral: oldGp });
    life.report({ type: 'treatment-paused' });
    life.report({ type: 'answers-changed', answers: { gpCopy: false } });
    expect(tasksOf(life, 'question')).toEqual([`cancelled ${hospital}`]);
    life.report({ type: 'gp-changed', gp: { unitId: gp, asOf: null } });
    expect(copies(life)).toEqual([]);
    life.report({ type: 'answers-changed', answers: { gpCopy: true } });
    expect(copies(life)).toEqual([[gp, 'treatment', ['appointment']]]);
    expect(life.record.heldCopies).toEqual([]);
  });

  it('gets no copy that was held of what is taken back', () => {
    const life = new Life({ referral: oldGp });
    const event = life.report({ type: 'treatment-paused' });
    life.complete(assessed(life), taskOf(life, 'needs-assessment').taskId);
    life.report({ type: 'retracted', retracts: event });
    life.report({ type: 'gp-changed', gp: { unitId: gp, asOf: null } });
    expect(copies(life)).toEqual([[gp, 'assessment', []]]);
    expect(noticesTo(life, gp)).toEqual(['assessment']);
  });

  it('is confirmed by the hospital once the municipality that held the conversation has no part', () => {
    const life = home();
    life.until('2027-02-11');
    life.complete(assessed(life), taskOf(life, 'needs-assessment').taskId);
    expect(openOf(life, 'question').map(({ unitId }) => unitId)).toEqual([municipality]);
    life.report({ type: 'moved', municipality: lillestrom });
    expect(openOf(life, 'question').map(({ unitId }) => unitId)).toEqual([hospital]);
  });

  it('is asked by a task; the unit that held the conversation hears of the answer, or that there is none', () => {
    for (const done of [true, false]) {
      const life = new Life();
      life.complete(assessed(life, { askGp: ['pain', 'medicines'], ...confirmed }));
      expect(tasksOf(life, 'question')).toEqual([`open ${gp}`]);
      expect(askedOf(life, 'question')).toEqual([['pain', 'medicines']]);
      expect(isRelated(life, gp)).toBe(false);
      if (done) life.complete({ outcome: 'done' }, taskOf(life, 'question').taskId);
      else life.days(20);
      expect(noticesTo(life, hospital)).toEqual([done ? 'answered' : 'missed']);
    }
  });

  it('who is another before having answered is asked in the other’s stead; who has answered is not asked of the next', () => {
    const life = new Life();
    life.complete(assessed(life, { askGp: ['pain'], ...confirmed }));
    life.report({ type: 'gp-changed', gp: { unitId: 'fastlege-2', asOf: null } });
    expect(tasksOf(life, 'question')).toEqual([`cancelled ${gp}`, 'open fastlege-2']);
    life.complete({ outcome: 'done' }, openOf(life, 'question')[0]!.taskId);
    life.report({ type: 'gp-changed', gp: { unitId: 'fastlege-3', asOf: null } });
    expect(tasksOf(life, 'question')).toEqual([`cancelled ${gp}`, 'completed fastlege-2']);
  });

  it('is not asked without the yes, and not of what is no longer asked', () => {
    const life = new Life({ referral: { answers: { ...yes, gpCopy: false } } });
    const { taskId } = life.task;
    life.complete(assessed(life, { askGp: ['pain'], ...confirmed }));
    expect(tasksOf(life, 'question')).toEqual([]);
    life.report({ type: 'answers-changed', answers: { gpCopy: true } });
    expect(tasksOf(life, 'question')).toEqual([`open ${gp}`]);
    life.act((record, context) => undoCompletion(record, context, taskId), hospital);
    expect(tasksOf(life, 'question')).toEqual([`cancelled ${gp}`]);
    life.days(1);
    life.complete(assessed(life, { askGp: ['medicines'], ...confirmed }), taskId);
    expect(tasksOf(life, 'question')).toEqual([`cancelled ${gp}`, `open ${gp}`]);
    expect(askedOf(life, 'question').at(-1)).toEqual(['medicines']);
  });

  it('answers the hospital where the municipality that asked has no part any more', () => {
    const life = home();
    life.until('2027-02-11');
    life.complete(assessed(life, { askGp: ['pain'], ...confirmed }), taskOf(life, 'needs-assessment').taskId);
    life.report({ type: 'moved', municipality: lillestrom });
    life.complete({ outcome: 'done' }, openOf(life, 'question')[0]!.taskId);
    expect(life.noticesOf('answered')).toEqual([hospital]);
  });
});

describe('discharge summaries', () => {
  const summary = { type: 'discharge-summary-sent', reference: 'dok-7' } as const;

  it('are told of to the municipality with services, or that has the patient, where the patient shares', () => {
    for (const [life, isTold] of [
      [home(), true],
      [new Life({ referral: served }), true],
      [new Life(), false],
      [new Life({ referral: { ...served, answers: { ...yes, shareWithMunicipality: false } } }), false],
      [new Life({ referral: { ...served, municipality: enebakk } }), false],
    ] as const) {
      life.report(summary);
      expect(life.noticesOf('discharge-summary')).toEqual(isTold ? [municipality] : []);
    }
  });

  it('taken back: those told are told', () => {
    const life = home();
    const event = life.report(summary);
    life.report({ type: 'retracted', retracts: event });
    expect(life.noticesOf('corrected')).toEqual([municipality]);
  });
});

describe('questions between units', () => {
  it('go to the hospital from elsewhere, and from there to the municipality; a unit may be named', () => {
    const life = home();
    asked(life, municipality);
    asked(life, hospital, undefined, null, 'other');
    asked(life, hospital, gp, null, 'third');
    asked(life, gp, municipality, null, 'fourth');
    expect(tasksOf(life, 'question')).toEqual([
      `open ${hospital}`,
      `open ${municipality}`,
      `open ${gp}`,
      `open ${municipality}`,
    ]);
  });

  it('from another hospital unit go to the one that has the patient where no municipality is there to ask', () => {
    const life = new Life({ referral: { answers: notAsked, otherHospitalUnitId: null } });
    life.report({ type: 'transferred', hospitalUnitId: 'ous-nevrokirurgi' });
    asked(life, hospital);
    expect(tasksOf(life, 'question')).toEqual(['open ous-nevrokirurgi']);
    expect(() => asked(life, 'ous-nevrokirurgi', undefined, null, 'other')).toThrow(RuleBroken);
  });

  it('are reminded of: the coordinator when due, the leader two working days after; missed, both who asks and who coordinates hear', () => {
    const life = home();
    asked(life, municipality);
    const { taskId, rungs, dueAt, closesAt } = taskOf(life, 'question');
    expect([dueAt, closesAt]).toEqual(['2026-11-26T09:00:00Z', '2026-12-07T09:00:00Z']);
    expect(rungs.map(({ at, to }) => `${at} ${to}`)).toEqual([
      '2026-11-23T09:00:00Z coordinator',
      '2026-11-26T09:00:00Z coordinator',
      '2026-11-30T09:00:00Z leader',
    ]);
    life.until('2026-12-08');
    expect(life.sent.filter(({ id }) => id.startsWith(`${taskId}#`)).map(({ rung }) => rung)).toEqual([
      0, 1, 2,
    ]);
    expect(noticesTo(life, municipality)).toEqual(['missed']);
    expect(noticesTo(life, 'ahus-koordinerende')).toEqual(['missed']);
  });

  it('are one while they wait, and may be put again once they do not', () => {
    const life = home();
    asked(life, municipality);
    asked(life, municipality);
    expect(life.record.questions).toHaveLength(1);
    life.days(20);
    asked(life, municipality);
    expect(life.record.questions).toHaveLength(2);
    life.complete({ outcome: 'done' }, openOf(life, 'question')[0]!.taskId);
    expect(life.record.questions.map(({ answeredAt }) => answeredAt)).toEqual([null, life.now]);
    expect(life.noticesOf('answered')).toEqual([municipality]);
  });

  it('are put to no unit but those involved, not to oneself, and not after the end', () => {
    const life = home();
    for (const unitId of ['kommune-3205', 'fastlege-2', hospital])
      expect(() => asked(life, hospital, unitId)).toThrow(RuleBroken);
    expect(() => asked(life, 'kommune-3205')).toThrow(RuleBroken);
    life.report({ type: 'answers-changed', answers: { shareWithMunicipality: false, gpCopy: false } });
    expect(() => asked(life, municipality)).toThrow(RuleBroken);
    for (const unitId of [municipality, gp]) expect(() => asked(life, hospital, unitId)).toThrow(RuleBroken);
    life.report({ type: 'withdrawn' });
    expect(() => asked(life, hospital, gp)).toThrow(TaskConflict);
  });

  it('to a unit that goes out of the pathway are closed, and who asks hears; by one, nobody', () => {
    const life = home();
    asked(life, hospital, municipality);
    asked(life, municipality, hospital, null, 'other');
    const move = life.report({ type: 'moved', municipality: lillestrom });
    expect(tasksOf(life, 'question')).toEqual([`cancelled ${municipality}`, `cancelled ${hospital}`]);
    expect(noticesTo(life, hospital)).toEqual(['missed']);
    expect(noticesTo(life, municipality)).toEqual(['moved']);
    life.report({ type: 'retracted', retracts: move });
    expect(tasksOf(life, 'question')).toEqual([`open ${municipality}`, `open ${hospital}`]);
  });

  it('stay where they were handed on to', () => {
    const life = home();
    asked(life, hospital, municipality);
    const { taskId } = taskOf(life, 'question');
    life.act((record, context) => rejectTask(record, context, taskId, 'other'), municipality);
    life.report({ type: 'ready' });
    expect(tasksOf(life, 'question')).toEqual(['open ahus-koordinerende']);
    life.complete({ outcome: 'done' }, taskId);
    expect(noticesTo(life, hospital)).toEqual(['answered']);
  });

  it('are closed before they open where they are taken out at once', () => {
    const life = home();
    const put = ask(life.record, life.context(hospital), {
      unitId: municipality,
      taskId: null,
      meaning: 'm',
    });
    const event = { eventId: 'x', occurredOn: '2026-11-23', receivedAt: life.now, by: 'x' };
    const unshared: PathwayRecord = report(put, life.context(), {
      ...event,
      type: 'answers-changed',
      answers: { shareWithMunicipality: false },
    });
    expect(unshared.followUps).toEqual([]);
    expect(unshared.notices.filter(({ kind }) => kind === 'missed')).toMatchObject([{ unitId: hospital }]);
  });

  it('about its own task may be put by a unit that has no part in the pathway', () => {
    const life = new Life({ referral: { answers: { ...no, cancerCoordinator: true } } });
    const { taskId } = taskOf(life, 'coordinator-referral');
    asked(life, municipality, undefined, taskId);
    expect(tasksOf(life, 'question')).toEqual([`open ${hospital}`]);
    life.complete({ outcome: 'done' }, taskOf(life, 'question').taskId);
    expect(life.noticesOf('answered')).toEqual([municipality]);
    asked(life, municipality, undefined, taskId, 'other');
    life.report({ type: 'moved', municipality: lillestrom });
    expect(openOf(life, 'question')).toEqual([]);
  });
});

describe('the natural end', () => {
  /** At the end of the third point. */
  function atTheEnd(more: object = {}): Life {
    const life = home({ referral: { ...oldGp } });
    life.until('2027-02-11');
    life.complete(
      assessed(life, { gp: { unitId: gp, asOf: null } }),
      taskOf(life, 'needs-assessment').taskId,
    );
    life.until('2027-11-11');
    life.complete(assessed(life, more), taskOf(life, 'needs-assessment').taskId);
    return life;
  }
  const confirmed = { gp: { unitId: gp, asOf: null } };

  it('waits for what was promised, and comes with the last of it', () => {
    const life = atTheEnd({ esas: { nausea: 5 }, askGp: ['pain'], ...confirmed });
    expect(life.record.status).toBe('active');
    life.complete({ outcome: 'done' }, openOf(life, 'esas-action')[0]!.taskId);
    expect(life.record.status).toBe('active');
    life.complete({ outcome: 'done' }, openOf(life, 'question')[0]!.taskId);
    expect(life.record.status).toBe('completed');
    expect(life.rescued).toBe(0);
  });

  it('comes when nobody does it, too', () => {
    const life = atTheEnd({ esas: { nausea: 5 }, ...confirmed });
    life.days(20);
    expect(life.record.status).toBe('completed');
    expect(tasksOf(life, 'esas-action')).toEqual([`missed ${municipality}`]);
  });

  it('comes at once where a report answers what it waited for', () => {
    const life = atTheEnd();
    expect(openOf(life, 'question')).toHaveLength(1);
    life.report({ type: 'gp-changed', gp: { unitId: gp, asOf: null } });
    expect(life.record.status).toBe('completed');
    expect(noticesTo(life, gp).slice(-2)).toEqual(['assessment', 'ended']);
  });

  it('does not come at all where something is promised before it', () => {
    const life = atTheEnd();
    life.report({ type: 'treatment-ended' });
    life.days(20);
    expect(life.record.status).toBe('active');
    life.days(30);
    expect(life.record.status).toBe('completed');
  });

  it('does not wait for children, or a prompt', () => {
    const life = home();
    life.until('2027-02-11');
    life.complete(assessed(life, confirmed), taskOf(life, 'needs-assessment').taskId);
    life.until('2027-11-11');
    life.report({ type: 'circumstances-changed', circumstances: { childrenAsNextOfKin: true } });
    life.report({ type: 'treatment-paused' });
    const appointment = openOf(life, 'gp-appointment')[0]!.taskId;
    life.complete({ outcome: 'done', appointmentOn: '2027-12-01' }, appointment);
    life.complete(assessed(life, confirmed), openOf(life, 'needs-assessment')[0]!.taskId);
    expect(life.record.status).toBe('completed');
    expect(life.open.map(({ kind }) => kind)).toEqual(['next-of-kin-children']);
    life.toTheEnd();
    expect(tasksOf(life, 'esas-prompt')).toEqual([]);
  });
});
