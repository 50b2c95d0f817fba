import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { applyRules } from '../../domain/application.ts';
import {
  addDays,
  addToInstant,
  addWorkingDays,
  firstSendingInstantAfterQuiet,
  isQuiet,
  isWorkingDay,
  later,
  osloDate,
  startOfDay,
} from '../../domain/calendar.ts';
import { type Directory, indexUnits } from '../../domain/directory.ts';
import { pointOf } from '../../domain/edits.ts';
import { ladder } from '../../domain/ladder.ts';
import { ladders } from '../../domain/ladders.ts';
import {
  type LadderKey,
  type LadderRow,
  ladderKeys,
  type QuietPeriod,
  type Unit,
  type UnitSettings,
  windowKeys,
} from '../../domain/model.ts';
import { claim, enteredRung } from '../../domain/notices.ts';
import { report } from '../../domain/pathway.ts';
import { codesOf, registrationEvent, registrationOf } from '../../domain/registration.ts';
import { hoursOf, isSame, movedTo, rulesFor, sideOf, taskRules } from '../../domain/rules.ts';
import { changedRules, ownerOf, sampleWindow, settingsErrors } from '../../domain/settings.ts';
import { bookAppointment } from '../../domain/tasks.ts';
import { undoCompletion } from '../../domain/undo.ts';
import { hospitalWindow, openedLate } from '../../domain/windows.ts';
import { enebakk, Life, lillestrom, nannestad, no, units } from './support.ts';

/** What trusts and municipalities set, whom it is for, and that patients who are under way come under it on request only. */

const samples = indexUnits(units);
const trusts = 'ahus-koordinerende';
const municipal = 'kommune-3238';
const above = 'kommune-3238-koordinerende';
const unitOf = (unitId: string): Unit => units.find((unit) => unit.unitId === unitId)!;

/** The sample directory with settings of some units exchanged. */
function withSettings(settings: Readonly<Record<string, UnitSettings | undefined>>): Directory {
  return indexUnits(
    units.map((unit) => (unit.unitId in settings ? { ...unit, settings: settings[unit.unitId] } : unit)),
  );
}

const row = (tell: LadderRow['tell'], days: number): LadderRow => ({ tell, from: 'opening', days });
const early = { from: '07:00', until: '20:00' };
const late = { from: '10:00', until: '14:00' };

describe('the rules of a patient', () => {
  it('hold nothing where nothing is set otherwise', () => {
    const directory = withSettings({ [trusts]: { anchor: 'discharge', catchment: ['3238'] } });
    expect(rulesFor(directory, 'ahus', nannestad)).toEqual({ localPoints: [] });
    expect(rulesFor(directory, 'nobody', { number: '9999', district: null })).toEqual({ localPoints: [] });
  });

  it('are the trust’s in hospital, and the municipality’s for its own tasks', () => {
    const directory = withSettings({
      [trusts]: {
        askAgain: { afterDays: 14, offersAtMost: 3 },
        retentionMonths: 24,
        sendingHours: early,
        quietPeriods: [],
        ladders: { 'point-2': [row('leader', 20)], question: [row('coordinator', 1)] },
      },
      [municipal]: { sendingHours: late, ladders: { 'point-2': [row('coordinator', 3)] } },
    });
    const rules = rulesFor(directory, 'ahus', nannestad);
    expect(rules).toMatchObject({ askAgain: { afterDays: 14, offersAtMost: 3 }, retentionMonths: 24 });
    expect(taskRules(rules, 'trust')).toMatchObject({ sendingHours: early, quietPeriods: [] });
    expect(taskRules(rules, 'municipality')).toEqual({
      sendingHours: late,
      quietPeriods: [],
      ladders: { 'point-2': [row('coordinator', 3)], question: [row('coordinator', 1)] },
    });
    expect(hoursOf(rules, directory, municipal)).toEqual(late);
    for (const unitId of ['ahus-lunge', 'fastlege-1', 'nobody'])
      expect(hoursOf(rules, directory, unitId)).toEqual(early);
    expect(hoursOf(rules, directory, undefined)).toBeUndefined();
    expect(sideOf(directory, municipal)).toBe('municipality');
  });

  it('come from the unit that receives, then from the one above it', () => {
    const window = { dueAfter: 'P3M2W', closesAfter: 'P5M' };
    const directory = withSettings({
      [municipal]: { windows: { 'point-2': window } },
      [above]: {
        quietPeriods: [],
        windows: { 'point-2': { dueAfter: 'P4M', closesAfter: 'P5M' }, 'municipal-intake': window },
        extraPoints: [{ name: 'samtale', opensAfter: 'P6W', dueAfter: 'P8W', closesAfter: 'P10W' }],
      },
    });
    expect(rulesFor(directory, 'ahus', nannestad)).toEqual({
      localPoints: [{ opensAfter: 'P6W', dueAfter: 'P8W', closesAfter: 'P10W' }],
      municipality: { quietPeriods: [], windows: { 'point-2': window, 'municipal-intake': window } },
    });
  });

  it('hold also while nobody in the unit can be reached', () => {
    const directory = indexUnits(
      units.map((unit) =>
        unit.unitId === municipal ? { ...unit, contacts: [], settings: { sendingHours: late } } : unit,
      ),
    );
    expect(rulesFor(directory, 'ahus', nannestad).municipality).toEqual({ sendingHours: late });
  });

  it('become the new municipality’s with a move; the trust’s stay as they were', () => {
    const before = withSettings({ [trusts]: { sendingHours: early }, [municipal]: { sendingHours: late } });
    const after = withSettings({ 'kommune-3205': { quietPeriods: [] } });
    const moved = movedTo(rulesFor(before, 'ahus', nannestad), after, lillestrom);
    expect(moved).toEqual({
      localPoints: [],
      trust: { sendingHours: early },
      municipality: { quietPeriods: [] },
    });
    expect(movedTo(moved, after, enebakk)).toEqual({ localPoints: [], trust: { sendingHours: early } });
  });

  it('are the same in whatever order they were written', () => {
    expect(isSame({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1, d: undefined })).toBe(true);
    for (const other of [{ a: 2 }, { a: 1, b: 1 }, null, 1, [1]]) expect(isSame({ a: 1 }, other)).toBe(false);
  });
});

describe('settings', () => {
  const errorsOf = (unitId: string, settings: UnitSettings) =>
    settingsErrors(samples, { ...unitOf(unitId), settings });
  const point2 = (dueAfter: string, closesAfter: string): UnitSettings => ({
    windows: { 'point-2': { dueAfter, closesAfter } },
  });

  it('of the samples hold, and so do the defaults, written down', () => {
    for (const unit of units) expect(settingsErrors(samples, unit)).toEqual([]);
    expect(errorsOf(trusts, { ladders })).toEqual([]);
    const windows = {
      'hospital-needs-assessment': { dueAfter: 'P14D', closesAfter: 'P42D' },
      'offer-again': { dueAfter: 'P14D', closesAfter: 'P28D' },
      'municipal-intake': { dueAfter: 'P7D', closesAfter: 'P28D' },
      'point-2': { dueAfter: 'P4M', closesAfter: 'P5M' },
      'point-3': { dueAfter: 'P15M', closesAfter: 'P18M' },
    };
    expect(errorsOf(trusts, { windows })).toEqual([]);
    for (const key of windowKeys)
      expect(sampleWindow(key, '2026-11-30', { windows })).toEqual(sampleWindow(key, '2026-11-30', {}));
  });

  it.each<readonly [string, string, UnitSettings, readonly string[]]>([
    ['an anchor of a municipality', municipal, { anchor: 'discharge' }, ['settings.anchor']],
    ['a ward that sets hours', 'ahus-lunge', { sendingHours: late }, ['settings.sendingHours']],
    [
      'a ward that asks again, and has extra points',
      'ahus-lunge',
      { askAgain: { afterDays: 1, offersAtMost: 1 }, retentionMonths: 6, extraPoints: [] },
      ['settings.askAgain', 'settings.retentionMonths', 'settings.extraPoints'],
    ],
    ['a GP office with codes', 'fastlege-1', { registrationCodes: [] }, ['settings.registrationCodes']],
    ['routes of a hospital', trusts, { routes: { intake: municipal } }, ['settings.routes']],
    ['a catchment of another trust', trusts, { catchment: ['3238', '3105'] }, ['settings.catchment.1']],
    [
      'a route to another municipality, to a hospital, to nobody',
      municipal,
      { routes: { children: 'kommune-3205', intake: 'ahus-lunge', points: 'nobody', homeCare: municipal } },
      ['settings.routes.children', 'settings.routes.intake', 'settings.routes.points'],
    ],
    [
      'an extra point in the window of point 2',
      municipal,
      { extraPoints: [{ name: 'x', opensAfter: 'P2M', dueAfter: 'P3M', closesAfter: 'P4M' }] },
      ['settings.extraPoints.0'],
    ],
    [
      'an extra point in the window of the one before it',
      municipal,
      {
        extraPoints: [
          { name: 'x', opensAfter: 'P6M', dueAfter: 'P7M', closesAfter: 'P8M' },
          { name: 'y', opensAfter: 'P33W', dueAfter: 'P9M', closesAfter: 'P10M' },
        ],
      },
      ['settings.extraPoints.1'],
    ],
    [
      'a municipality’s figures for a hospital’s tasks',
      municipal,
      {
        ladders: { 'offer-again': ladders['offer-again'] },
        windows: { 'hospital-needs-assessment': { dueAfter: 'P14D', closesAfter: 'P42D' } },
      },
      ['settings.ladders.offer-again', 'settings.windows.hospital-needs-assessment'],
    ],
    ['a window that closes before it is due', trusts, point2('P4M', 'P14W'), ['settings.windows.point-2']],
    [
      'a point 2 that is due after 4 months',
      trusts,
      point2('P18W', 'P5M'),
      ['settings.windows.point-2.dueAfter'],
    ],
    [
      'a point 2 that closes after 5 months, beyond what any ladder counts on',
      trusts,
      point2('P4M', 'P6M'),
      ['settings.windows.point-2.closesAfter'],
    ],
    [
      'an intake that is open for half a year',
      municipal,
      { windows: { 'municipal-intake': { dueAfter: 'P7D', closesAfter: 'P6M' } } },
      ['settings.windows.municipal-intake.closesAfter'],
    ],
    [
      'a window too short for its ladder',
      trusts,
      { windows: { 'hospital-needs-assessment': { dueAfter: 'P14D', closesAfter: 'P20D' } } },
      ['settings.windows.hospital-needs-assessment'],
    ],
    [
      'rungs outside the window, or in no order',
      municipal,
      {
        ladders: {
          'point-2': [row('leader', 20), row('coordinator', 10), row('leader', -1), row('leader', 70)],
        },
      },
      ['settings.ladders.point-2.1', 'settings.ladders.point-2.2', 'settings.ladders.point-2.3'],
    ],
    [
      'an intake counted from the anchor',
      municipal,
      { ladders: { 'municipal-intake': [{ tell: 'leader', from: 'anchor', months: 1 }] } },
      ['settings.ladders.municipal-intake.0'],
    ],
    [
      'hours that end as they begin',
      trusts,
      { sendingHours: { from: '09:00', until: '10:59' } },
      ['settings.sendingHours.until'],
    ],
    [
      'weeks that end before they begin',
      trusts,
      { quietPeriods: [{ fromWeek: 30, toWeek: 28 }] },
      ['settings.quietPeriods.0'],
    ],
    [
      'a day that no year has',
      trusts,
      { quietPeriods: [{ beforeEaster: 3 }, { from: '02-30', to: '03-01' }] },
      ['settings.quietPeriods.1'],
    ],
    [
      'a year of quiet',
      trusts,
      {
        quietPeriods: [
          { from: '01-02', to: '12-31' },
          { fromWeek: 1, toWeek: 53 },
        ],
      },
      ['settings.quietPeriods'],
    ],
    [
      'two codes for one act',
      municipal,
      {
        registrationCodes: [
          { event: 'intake-done', code: 'A1' },
          { event: 'declined', code: 'A1' },
          { event: 'intake-done', code: 'A2' },
        ],
      },
      ['settings.registrationCodes.2.event'],
    ],
  ])('are refused: %s', (_, unitId, settings, paths) => {
    expect(errorsOf(unitId, settings).map(({ path }) => path)).toEqual(paths);
  });

  it('of many kinds are worked out, however many there were before', () => {
    const window = (n: number) =>
      hospitalWindow('2026-11-02T07:00:00Z', { dueAfter: `P${n}D`, closesAfter: 'P9999D' });
    const first = window(1);
    for (let n = 2; n < 1_100; n += 1) expect(window(n).dueAt > window(n - 1).dueAt).toBe(true);
    expect(window(1)).toEqual(first);
  });

  it('may have two branches, of which each is in order by itself', () => {
    const rows: readonly LadderRow[] = [
      { ...row('leader', 10), when: 'not-accepted' },
      { ...row('coordinator', 5), when: 'accepted' },
      row('coordinating-unit', 12),
    ];
    expect(errorsOf(municipal, { ladders: { 'municipal-intake': rows } })).toEqual([]);
  });

  it('let a ladder fit the window of the unit above', () => {
    const directory = withSettings({
      [above]: { windows: { 'municipal-intake': { dueAfter: 'P21D', closesAfter: 'P60D' } } },
    });
    const settings = { ladders: { 'municipal-intake': [row('leader', 50)] } };
    expect(settingsErrors(directory, { ...unitOf(municipal), settings })).toEqual([]);
    expect(errorsOf(municipal, settings)).toHaveLength(1);
  });

  it('say what they change for those who are under way', () => {
    const before: UnitSettings = {
      anchor: 'diagnosis',
      catchment: ['3238'],
      ladders: { 'point-2': [row('leader', 20)], question: [row('leader', 2)] },
      extraPoints: [{ name: 'samtale', opensAfter: 'P6W', dueAfter: 'P8W', closesAfter: 'P10W' }],
    };
    expect(changedRules(before, before)).toEqual([]);
    expect(changedRules(undefined, { anchor: 'diagnosis', registrationCodes: [], routes: {} })).toEqual([]);
    expect(
      changedRules(before, {
        anchor: 'discharge',
        askAgain: { afterDays: 7, offersAtMost: 1 },
        retentionMonths: 6,
        sendingHours: late,
        quietPeriods: [],
        ladders: { 'point-2': [row('leader', 21)], question: [row('leader', 2)] },
        windows: { 'point-3': { dueAfter: 'P13M', closesAfter: 'P18M' } },
        extraPoints: [{ name: 'telefon', opensAfter: 'P6W', dueAfter: 'P8W', closesAfter: 'P10W' }],
      }),
    ).toEqual([
      'anchor',
      'askAgain',
      'retentionMonths',
      'sendingHours',
      'quietPeriods',
      'ladders.point-2',
      'windows.point-3',
    ]);
    expect(changedRules(before, undefined)).toEqual(['ladders.point-2', 'ladders.question', 'extraPoints']);
  });

  it('stand on coordinating units of trusts and on units of municipalities', () => {
    expect([trusts, 'ahus-lunge', municipal, 'fastlege-1'].map((unitId) => ownerOf(unitOf(unitId)))).toEqual([
      'trust',
      'none',
      'municipality',
      'none',
    ]);
  });
});

describe('registration', () => {
  const directory = withSettings({
    [trusts]: { registrationCodes: [{ event: 'point-1-held', code: 'H1' }] },
    [above]: { registrationCodes: [{ event: 'intake-done', code: 'K1' }] },
  });

  it('has the codes of the trust, or of the municipality', () => {
    expect(codesOf(directory, 'ahus-lunge')).toEqual([{ event: 'point-1-held', code: 'H1' }]);
    expect(codesOf(directory, municipal)).toEqual([{ event: 'intake-done', code: 'K1' }]);
    for (const unitId of ['fastlege-1', 'nobody', 'so-lindrende'])
      expect(codesOf(directory, unitId)).toEqual([]);
    const task = { kind: 'needs-assessment', point: 1, status: 'open', unitId: 'ahus-lunge' } as const;
    expect(registrationOf(directory, task)).toEqual({ event: 'point-1-held', code: 'H1' });
    expect(registrationOf(directory, { ...task, status: 'declined' })).toBeUndefined();
  });

  it('stands in the list of the unit that did it, and no longer once that is undone', () => {
    const life = new Life();
    life.complete({ outcome: 'assessed', heldOn: osloDate(life.now), mode: 'phone' });
    const listed = () => [...life.rows.values()].filter(({ listKey }) => listKey?.startsWith('A#'));
    expect(listed()).toMatchObject([
      { listKey: 'A#ahus-lunge', data: { event: 'point-1-held', taskId: 'pw-t1', at: life.now } },
    ]);
    life.days(1);
    life.act((record, context) => undoCompletion(record, context, 'pw-t1'));
    expect(listed()).toEqual([]);
    life.complete({ outcome: 'declined', askAgain: false });
    expect(listed()).toMatchObject([{ data: { event: 'declined', at: life.now } }]);
  });

  it.each([
    ['needs-assessment', 3, 'completed', 'point-3-held'],
    ['needs-assessment', 'extra-1', 'completed', 'extra-point-held'],
    ['needs-assessment', 2, 'declined', 'declined'],
    ['offer-again', 1, 'completed', 'point-1-held'],
    ['question', null, 'completed', 'question-answered'],
  ] as const)('calls a %s of point %s that is %s %s', (kind, point, status, event) => {
    expect(registrationEvent({ kind, point, status })).toBe(event);
  });
});

describe('sending hours', () => {
  it('are those that are set, on working days', () => {
    expect(claim('2026-11-23T06:30:00Z', early)).toEqual({ claimedUntil: '2026-11-23T12:30:00Z', now: true });
    expect(claim('2026-11-23T05:30:00Z', early)).toEqual({
      claimedUntil: '2026-11-23T06:00:00Z',
      now: false,
    });
    expect(claim('2026-11-20T13:00:00Z', late)).toEqual({ claimedUntil: '2026-11-23T09:00:00Z', now: false });
  });

  it('not known yet, a rung is claimed for as long as any', () => {
    expect(enteredRung('2026-11-23T09:00:00Z', 'pw-t1', 2).claimedUntil).toBe('2026-11-23T15:00:00Z');
    expect(enteredRung('2026-11-23T06:00:00Z', 'pw-t1', 2).claimedUntil).toBe('2026-11-23T12:00:00Z');
    expect(enteredRung('2026-11-23T17:00:00Z', 'pw-t1', 2).claimedUntil).toBe('2026-11-24T07:00:00Z');
  });

  it('begin some day even where everything is quiet', () => {
    const never: readonly QuietPeriod[] = [{ from: '01-01', to: '12-31' }];
    const at = firstSendingInstantAfterQuiet('2026-11-23T09:00:00Z', early, never);
    expect(isQuiet(osloDate(at), never)).toBe(true);
    expect(at > '2027-11-23').toBe(true);
  });

  it('a day begins at midnight in Oslo', () => {
    expect(startOfDay('2026-11-23')).toBe('2026-11-22T23:00:00Z');
    expect(startOfDay('2026-07-01')).toBe('2026-06-30T22:00:00Z');
  });
});

/** Settings that hold: rungs as days from the opening, which all windows of points have room for. */
const tells = fc.constantFrom<LadderRow['tell']>(
  'coordinator',
  'leader',
  'coordinating-unit',
  'coordinating-units-of-both',
);
const whens = fc.constantFrom<LadderRow['when']>(undefined, 'not-accepted', 'accepted');
const rows = fc
  .array(fc.tuple(tells, fc.integer({ min: 0, max: 26 }), fc.integer({ min: 0, max: 23 }), whens), {
    minLength: 1,
    maxLength: 6,
  })
  .map((given) =>
    given
      .toSorted((a, b) => a[1] - b[1] || a[2] - b[2])
      .map(([tell, days, hours, when]): LadderRow => ({ tell, from: 'opening', days, hours, when })),
  );
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const hours = fc
  .tuple(fc.integer({ min: 0, max: 1300 }), fc.integer({ min: 120, max: 1439 }))
  .map(([from, length]) => ({ from: clock(from), until: clock(Math.min(1439, from + length)) }))
  .filter(
    ({ from, until }) =>
      settingsErrors(samples, { ...unitOf(trusts), settings: { sendingHours: { from, until } } }).length ===
      0,
  );
const days = fc.integer({ min: 1, max: 365 }).map((n) => addDays('2026-12-31', n).slice(5));
const quiet = fc.array(
  fc.oneof(
    fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 12 }))
      .map(([fromWeek, n]) => ({ fromWeek, toWeek: fromWeek + n })),
    fc.tuple(days, days).map(([from, to]) => ({ from, to })),
    fc.integer({ min: 1, max: 14 }).map((beforeEaster) => ({ beforeEaster })),
  ),
  { maxLength: 3 },
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const keys = fc.constantFrom<LadderKey>(
  'hospital-needs-assessment',
  'municipal-intake',
  'point-2',
  'point-3',
  'extra-point',
  'offer-again',
);
const settings = fc
  .record({ key: keys, rows: optional(rows), sendingHours: optional(hours), quietPeriods: optional(quiet) })
  .map(({ key, rows: own, ...rest }) => ({
    key,
    settings: { ...(own && { ladders: { [key]: own } }), ...rest } as UnitSettings,
  }))
  .filter(
    ({ settings: given }) => settingsErrors(samples, { ...unitOf(trusts), settings: given }).length === 0,
  );
const anchors = fc.integer({ min: 0, max: 5000 }).map((n) => addDays('2025-01-01', n));

describe('whatever is set', () => {
  it('each rung lies in its window, in order, when it may be sent', () => {
    fc.assert(
      fc.property(
        settings,
        anchors,
        optional(fc.integer({ min: 0, max: 120 })),
        optional(fc.integer({ min: -5, max: 90 })),
        ({ key, settings: given }, anchor, lateBy, appointment) => {
          const planned = sampleWindow(key, anchor, given);
          const window =
            lateBy === undefined
              ? planned
              : openedLate(planned, addToInstant(planned.opensAt, { days: lateBy }));
          const appointmentOn =
            appointment === undefined ? null : addDays(osloDate(window.opensAt), appointment);
          const rungs = ladder(key, window, { anchor, appointmentOn, rules: given });
          const { from, until } = given.sendingHours ?? { from: '08:00', until: '16:00' };
          const lastDays = addWorkingDays(osloDate(window.closesAt), -10);
          for (const [index, { at, rung, to }] of rungs.entries()) {
            const oslo = Temporal.Instant.from(at).toZonedDateTimeISO('Europe/Oslo');
            const time = oslo.toPlainTime().toString({ smallestUnit: 'minute' });
            expect(at >= window.opensAt && at < window.closesAt).toBe(true);
            expect(isWorkingDay(osloDate(at))).toBe(true);
            expect(time >= from && time < until).toBe(true);
            const before = rungs[index - 1];
            expect(before === undefined || (before.at <= at && before.rung < rung)).toBe(true);
            const waits = to !== 'coordinator' && osloDate(at) < addWorkingDays(lastDays, -1);
            expect(waits && isQuiet(osloDate(at), given.quietPeriods)).toBe(false);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('an open task that comes under it keeps what was sent, and is only reminded of what lies ahead', () => {
    fc.assert(
      fc.property(
        settings,
        settings,
        fc.integer({ min: 0, max: 41 }),
        optional(fc.integer({ min: 1, max: 40 })),
        fc.integer({ min: 0, max: 20 }),
        ({ settings: first }, { settings: second }, passed, appointment, between) => {
          const life = new Life({ directory: withSettings({ [trusts]: first }) });
          const { taskId } = life.task;
          life.days(between);
          const on = appointment === undefined ? null : addDays(osloDate(life.now), appointment);
          if (on !== null) life.act((record, context) => bookAppointment(record, context, taskId, on));
          life.days(passed - between);
          const before = life.record.tasks[0]!;
          life.directory = withSettings({ [trusts]: second });
          life.act((record, context) => applyRules(record, context));
          const after = life.record.tasks[0]!;
          const sent = life.sent.filter(({ id }) => id.startsWith(`${taskId}#`)).map(({ rung }) => rung);
          expect(new Set(sent).size).toBe(sent.length);
          expect(after).toMatchObject({
            opensAt: before.opensAt,
            dueAt: before.dueAt,
            closesAt: before.closesAt,
          });
          const ahead = after.rungs.filter(({ rung }) => rung > before.rung);
          const same = isSame(after.rungs, before.rungs);
          expect(
            same || after.status !== 'open' || ahead.every(({ at }) => at > life.now || before.rung < 0),
          ).toBe(true);
          for (const [index, rung] of after.rungs.entries()) {
            const earlier = after.rungs[index - 1];
            expect(earlier === undefined || earlier.rung < rung.rung).toBe(true);
          }
          // again, nothing is changed
          expect(applyRules(life.record, life.context())).toBe(life.record);
          life.toTheEnd();
          const all = life.sent.filter(({ id }) => id.startsWith(`${taskId}#`)).map(({ rung }) => rung);
          expect(new Set(all).size).toBe(all.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('settings that have changed', () => {
  const dueSooner: UnitSettings = { windows: { 'point-2': { dueAfter: 'P3M2W', closesAfter: 'P4M2W' } } };
  const assessed = (life: Life) =>
    life.complete({ outcome: 'assessed', heldOn: osloDate(life.now), mode: 'phone' });

  it('reach windows to come, and not those that have begun', () => {
    const life = new Life();
    assessed(life);
    life.days(1);
    const [first, second] = [life.point(1), life.point(2)];
    life.directory = withSettings({ [municipal]: dueSooner });
    expect(life.point(2)).toBe(second);
    life.act((record, context) => applyRules(record, context), 'administrator');
    expect(life.point(1)).toBe(first);
    expect(life.point(2)).toMatchObject({ opensAt: second.opensAt, dueAt: '2027-02-24T07:00:00Z' });
    expect(life.timeline.filter(({ type }) => type === 'rules-applied')).toMatchObject([
      { by: 'administrator' },
    ]);
    life.until('2027-02-10');
    const open = life.record.tasks.at(-1)!;
    expect(open).toMatchObject({ point: 2, dueAt: '2027-02-24T07:00:00Z' });
    life.directory = withSettings({});
    life.act((record, context) => applyRules(record, context));
    expect(life.point(2).dueAt).toBe('2027-02-24T07:00:00Z');
  });

  it('change what is counted from, on request only', () => {
    const life = new Life({ directory: withSettings({ [trusts]: { anchor: 'diagnosis' } }) });
    life.report({ type: 'discharged' }, '2026-11-20');
    const before = life.point(2).opensAt;
    life.directory = withSettings({ [trusts]: { anchor: 'discharge' } });
    life.report({ type: 'ready' });
    expect(life.point(2).opensAt).toBe(before);
    life.act((record, context) => applyRules(record, context));
    expect(life.point(2).opensAt).toBe('2027-02-20T07:00:00Z');
    life.directory = withSettings({ [trusts]: { anchor: 'diagnosis' } });
    life.act((record, context) => applyRules(record, context));
    expect(life.point(2).opensAt).toBe(before);
  });

  it('change how often and when a no is asked again', () => {
    const directory = withSettings({ [trusts]: { askAgain: { afterDays: 7, offersAtMost: 1 } } });
    const life = new Life({ directory, referral: { answers: no } });
    life.until('2026-11-30T09:00:00Z');
    expect(life.task).toMatchObject({ kind: 'offer-again', opensAt: '2026-11-30T09:00:00Z' });
    expect(life.toTheEnd()).toBe('lapsed');
    expect(life.record.tasks).toHaveLength(1);
  });

  it('of another unit hold for a task that it gets: what was sent stays, and its own ladder goes on from there', () => {
    const circumstances = {
      minor: false,
      childrenAsNextOfKin: false,
      nursingHome: false,
      municipalServices: true,
    };
    const begun = (local: UnitSettings) => {
      const life = new Life({
        directory: withSettings({ [trusts]: { anchor: 'diagnosis' }, [municipal]: local }),
        referral: { circumstances },
      });
      assessed(life);
      life.complete({ outcome: 'done' });
      life.act(
        (record, context) =>
          report(record, context, {
            eventId: 'esas',
            type: 'esas-reported',
            scores: { nausea: 5 },
            occurredOn: osloDate(life.now),
            receivedAt: life.now,
            by: context.by,
          }),
        municipal,
      );
      life.until('2026-11-24T09:00:00Z');
      life.report({ type: 'answers-changed', answers: { shareWithMunicipality: false } });
      return life.task;
    };
    const often = Array.from(
      { length: 3 },
      (_, hour): LadderRow => ({ tell: 'coordinator', from: 'opening', hours: hour + 1 }),
    );
    expect(begun({ ladders: { 'esas-action': often } })).toMatchObject({
      unitId: 'ahus-lunge',
      rung: 3,
      rungs: [
        { rung: 0 },
        { rung: 1 },
        { rung: 2 },
        { rung: 3 },
        { rung: 4, to: 'leader', at: '2026-11-25T09:00:00Z' },
      ],
    });
    // with the same ladder it is the same
    expect(begun({})).toMatchObject({
      unitId: 'ahus-lunge',
      rung: 1,
      rungs: [{ rung: 0 }, { rung: 1 }, { rung: 2, to: 'leader' }],
    });
  });

  it('are nothing to a pathway that has ended', () => {
    const life = new Life();
    life.report({ type: 'withdrawn' });
    life.directory = withSettings({ [municipal]: dueSooner });
    expect(applyRules(life.record, life.context(), true)).toBe(life.record);
  });

  it('or have not, plans are made anew where that is asked for', () => {
    const circumstances = {
      minor: false,
      childrenAsNextOfKin: true,
      nursingHome: false,
      municipalServices: false,
    };
    const life = new Life({ directory: withSettings({ [trusts]: {} }), referral: { circumstances } });
    const generations = () =>
      life.record.executions
        .filter(({ status }) => status === 'RUNNING')
        .map(({ plan, generation }) => [plan, generation]);
    const before = generations();
    life.act((record, context) => applyRules(record, context));
    expect(generations()).toEqual(before);
    life.act((record, context) => applyRules(record, context, true));
    expect(generations().toSorted()).toEqual(before.map(([plan, n]) => [plan, Number(n) + 1]).toSorted());
  });

  it('hold the windows of every task that has settable ones', () => {
    const window = (days: number) => ({ dueAfter: `P${days}D`, closesAfter: `P${days + 40}D` });
    const directory = withSettings({
      [trusts]: {
        windows: { 'hospital-needs-assessment': window(10), 'offer-again': window(11) },
        ladders: Object.fromEntries(ladderKeys.map((key) => [key, [row('leader', 0)]])),
      },
      [municipal]: { windows: { 'municipal-intake': window(12) } },
    });
    const life = new Life({ directory });
    const dueIn = () =>
      Math.round((Date.parse(life.task.dueAt) - Date.parse(life.task.opensAt)) / 86_400_000);
    expect(dueIn()).toBe(10);
    assessed(life);
    expect(dueIn()).toBe(12);
    expect(pointOf(life.record, 2).status).toBe('planned');
    const offered = new Life({ directory, referral: { answers: no } });
    offered.until('2026-12-22');
    expect(later(offered.task.dueAt, offered.task.opensAt)).toBe('2027-01-01T09:00:00Z');
  });
});
