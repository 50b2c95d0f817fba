import { addMonths, addToInstant, addWorkingDays, atEight, isDate, isQuiet } from './calendar.ts';
import type { Directory } from './directory.ts';
import { instantOf } from './ladder.ts';
import { ladders } from './ladders.ts';
import { letterErrors } from './letters.ts';
import type {
  CalendarDate,
  LadderKey,
  LadderRow,
  QuietPeriod,
  Unit,
  UnitSettings,
  Window,
  WindowKey,
} from './model.ts';
import { type Reason, type Refusal, refusal } from './refusals.ts';
import { isSame, settingsOf } from './rules.ts';
import {
  extraPointErrors,
  extraWindow,
  gpAppointmentWindow,
  hospitalWindow,
  intakeWindow,
  offerAgainWindow,
  point2Window,
  point3Window,
  promptWindow,
  questionWindow,
  sampleAnchors,
  urgentWindow,
} from './windows.ts';

/** What is wrong with a unit's settings, and what they would change for patients who are under way. */

/** Who has settings: a trust on its coordinating unit, a municipality on any unit of it. */
type Owner = 'trust' | 'municipality' | 'none';

/** Whose settings those are that not everybody has. */
const onlyFor: Readonly<Partial<Record<keyof UnitSettings, readonly Owner[]>>> = {
  anchor: ['trust'],
  askAgain: ['trust'],
  retentionMonths: ['trust'],
  catchment: ['trust'],
  extraPoints: ['municipality'],
  letters: ['municipality'],
  routes: ['municipality'],
  ladders: ['trust', 'municipality'],
  windows: ['trust', 'municipality'],
  sendingHours: ['trust', 'municipality'],
  quietPeriods: ['trust', 'municipality'],
  registrationCodes: ['trust', 'municipality'],
};
const standsOn: Readonly<Record<string, Reason>> = { trust: 'of-a-trust', municipality: 'of-a-municipality' };

/** Tasks that a hospital alone has: a municipality's figures for them would never be used. */
const hospitals: ReadonlySet<LadderKey> = new Set([
  'hospital-needs-assessment',
  'offer-again',
  'gp-appointment',
]);

/** The hourly sweep sends what waits for sending hours: it must come by at least once in them. */
const shortestSendingMinutes = 120;
/** No task of days is left open for longer. */
const longestWindowDays = 120;

export function ownerOf(unit: Pick<Unit, 'kind' | 'escalatesTo'>): Owner {
  if (unit.kind === 'hospital') return unit.escalatesTo === null ? 'trust' : 'none';
  return unit.kind === 'municipality' ? 'municipality' : 'none';
}

/** What does not hold of a unit's settings, by path; the directory is that in which the unit is written. */
export function settingsErrors(directory: Directory, unit: Unit): readonly Refusal[] {
  const { settings } = unit;
  if (settings === undefined) return [];
  const owner = ownerOf(unit);
  const names = Object.keys(onlyFor) as (keyof UnitSettings)[];
  const misplaced = names
    .filter((name) => settings[name] !== undefined && !onlyFor[name]!.includes(owner))
    .map((name) => refusal(`settings.${name}`, standsOn[onlyFor[name]![0]!]!));
  if (misplaced.length > 0) return misplaced;
  const unfit = windowErrors(settings);
  return [
    ...catchmentErrors(directory, unit, settings),
    ...routeErrors(directory, unit, settings),
    ...extraPointErrors(settings.extraPoints ?? [], 'settings.extraPoints'),
    ...hospitalsErrors(settings, owner),
    ...unfit,
    ...(unfit.length > 0 ? [] : ladderErrors(settings, settingsOf(directory, unit))),
    ...hoursErrors(settings),
    ...quietErrors(settings.quietPeriods ?? []),
    ...codeErrors(settings),
    ...letterErrors(settings),
  ];
}

/** Settings that pathways have been begun under and that now differ, e.g. `anchor`, `ladders.point-2`. The others hold at once. */
export function changedRules(before: UnitSettings = {}, after: UnitSettings = {}): readonly string[] {
  const whole = (['askAgain', 'retentionMonths', 'sendingHours', 'quietPeriods'] as const).filter(
    (name) => !isSame(before[name], after[name]),
  );
  const byTask = (['ladders', 'windows'] as const).flatMap((name) => {
    const [these, those] = [before[name] ?? {}, after[name] ?? {}] as readonly Readonly<
      Record<string, unknown>
    >[];
    const keys = new Set([...Object.keys(these!), ...Object.keys(those!)]);
    return [...keys].filter((key) => !isSame(these![key], those![key])).map((key) => `${name}.${key}`);
  });
  const windows = ({ extraPoints = [] }: UnitSettings) => extraPoints.map(({ name: _, ...window }) => window);
  return [
    ...((before.anchor ?? 'diagnosis') === (after.anchor ?? 'diagnosis') ? [] : ['anchor']),
    ...whole,
    ...byTask,
    ...(isSame(windows(before), windows(after)) ? [] : ['extraPoints']),
  ];
}

/** A patient has one local hospital (CONTRACT, "Two hospitals"). */
function catchmentErrors(
  directory: Directory,
  unit: Unit,
  { catchment = [] }: UnitSettings,
): readonly Refusal[] {
  return catchment.flatMap((place, index) =>
    [...directory.catchments].some(([trust, places]) => trust !== unit.trust && places.has(place))
      ? [refusal(`settings.catchment.${index}`, 'of-another-trust')]
      : [],
  );
}

/** Units of one municipality: of the same number, or the one above. */
function isOfOne(unit: Unit, other: Unit): boolean {
  const isSameNumber = other.municipality?.number === unit.municipality?.number;
  return [isSameNumber, other.unitId === unit.escalatesTo].includes(true);
}

function routeErrors(directory: Directory, unit: Unit, { routes = {} }: UnitSettings): readonly Refusal[] {
  return Object.entries(routes).flatMap(([name, unitId]) => {
    const other = unitId === undefined || unitId === unit.unitId ? unit : directory.units.get(unitId);
    const isOwn = other?.kind === 'municipality' && isOfOne(unit, other);
    return isOwn ? [] : [refusal(`settings.routes.${name}`, 'of-another-municipality')];
  });
}

function hospitalsErrors({ ladders: own, windows }: UnitSettings, owner: Owner): readonly Refusal[] {
  if (owner !== 'municipality') return [];
  return Object.entries({ ladders: own, windows }).flatMap(([name, figures]) =>
    (Object.keys(figures ?? {}) as LadderKey[])
      .filter((key) => hospitals.has(key))
      .map((key) => refusal(`settings.${name}.${key}`, 'task-of-hospitals')),
  );
}

/** Months from the anchor: "3–4" and "12–18 months after the diagnosis" (national pathway), and the default's close. */
const pointLimits = { 'point-2': { due: 4, closes: 5 }, 'point-3': { due: 18, closes: 18 } } as const;

function windowErrors({ windows = {} }: UnitSettings): readonly Refusal[] {
  return (Object.keys(windows) as WindowKey[]).flatMap((key) => {
    const path = `settings.windows.${key}`;
    const samples = sampleAnchors().map((on) => ({ on, ...sampleWindow(key, on, { windows }) }));
    if (samples.some(({ opensAt, dueAt, closesAt }) => opensAt >= dueAt || dueAt >= closesAt))
      return [refusal(path, 'out-of-order')];
    if (key !== 'point-2' && key !== 'point-3')
      return samples.some(
        ({ opensAt, closesAt }) => closesAt > addToInstant(opensAt, { days: longestWindowDays }),
      )
        ? [refusal(`${path}.closesAfter`, 'too-many-days', longestWindowDays)]
        : [];
    const { due, closes } = pointLimits[key];
    return [
      ...(samples.some(({ on, dueAt }) => dueAt > atEight(addMonths(on, due)))
        ? [refusal(`${path}.dueAfter`, 'too-many-months', due)]
        : []),
      ...(samples.some(({ on, closesAt }) => closesAt > atEight(addMonths(on, closes)))
        ? [refusal(`${path}.closesAfter`, 'too-many-months', closes)]
        : []),
    ];
  });
}

/** A window like those that a task will have, as it is set. */
export function sampleWindow(
  key: LadderKey,
  on: CalendarDate,
  { windows, extraPoints }: UnitSettings,
): Window {
  const at = atEight(on);
  const ways: Readonly<Record<LadderKey, () => Window>> = {
    'hospital-needs-assessment': () => hospitalWindow(at, windows?.['hospital-needs-assessment']),
    'offer-again': () => offerAgainWindow(at, windows?.['offer-again']),
    'municipal-intake': () => intakeWindow(at, windows?.['municipal-intake']),
    'point-2': () => point2Window(on, windows?.['point-2']),
    'point-3': () => point3Window(on, windows?.['point-3']),
    'extra-point': () =>
      extraWindow(on, extraPoints?.[0] ?? { opensAfter: 'P7M', dueAfter: 'P8M', closesAfter: 'P9M' }),
    'gp-appointment': () => gpAppointmentWindow(on),
    'esas-action': () => urgentWindow(at),
    'esas-prompt': () => promptWindow(on),
    question: () => questionWindow(at),
  };
  return ways[key]();
}

/**
 * A rung outside its window is never sent, so each must lie in it, whether ladder or window was set; and the rungs in
 * order of time, for the highest that was sent says what has been. `whole` has what the unit above has set, too.
 */
function ladderErrors(settings: UnitSettings, whole: UnitSettings): readonly Refusal[] {
  const keys = new Set([...Object.keys(settings.ladders ?? {}), ...Object.keys(settings.windows ?? {})]);
  return ([...keys] as LadderKey[]).flatMap((key) => {
    const own = settings.ladders?.[key];
    const rows = whole.ladders?.[key] ?? ladders[key];
    const errors = rowErrors(key, rows, whole);
    if (own !== undefined)
      return errors.map(({ index, code }) => refusal(`settings.ladders.${key}.${index}`, code));
    return errors.slice(0, 1).map(() => refusal(`settings.windows.${key}`, 'ladder-outside'));
  });
}

function rowErrors(
  key: LadderKey,
  rows: readonly LadderRow[],
  settings: UnitSettings,
): readonly { readonly index: number; readonly code: Reason }[] {
  const isPoint = key === 'point-2' || key === 'point-3' || key === 'extra-point';
  const samples = sampleAnchors().map((on) => {
    const window = sampleWindow(key, on, settings);
    return { ...window, at: (row: LadderRow) => instantOf(row, window, on) };
  });
  return rows.flatMap((row, index): readonly { readonly index: number; readonly code: Reason }[] => {
    if (row.from === 'anchor' && !isPoint) return [{ index, code: 'not-from-anchor' }];
    if (samples.some(({ opensAt, closesAt, at }) => at(row) < opensAt || at(row) >= closesAt))
      return [{ index, code: 'outside-window' }];
    const before = rows.slice(0, index).filter((other) => !isOtherBranch(other, row));
    return before.some((other) => samples.some(({ at }) => at(other) > at(row)))
      ? [{ index, code: 'before-one-above' }]
      : [];
  });
}

/** Rows of which a task meets one or the other. */
function isOtherBranch(a: LadderRow, b: LadderRow): boolean {
  return a.when !== undefined && b.when !== undefined && a.when !== b.when;
}

function hoursErrors({ sendingHours }: UnitSettings): readonly Refusal[] {
  if (sendingHours === undefined) return [];
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return minutes(sendingHours.until) - minutes(sendingHours.from) < shortestSendingMinutes
    ? [refusal('settings.sendingHours.until', 'hours-too-short')]
    : [];
}

/** Years over which a week, a date and Easter fall on every day that they can. */
const quietYears = Array.from({ length: 28 }, (_, index) => 2026 + index);

function quietErrors(periods: readonly QuietPeriod[]): readonly Refusal[] {
  const errors = periods.flatMap((period, index): readonly Refusal[] => {
    const path = `settings.quietPeriods.${index}`;
    if ('fromWeek' in period)
      return period.fromWeek <= period.toWeek ? [] : [refusal(path, 'ends-before-it-begins')];
    if ('beforeEaster' in period) return [];
    const isDay = (monthAndDay: string) => isDate(`2028-${monthAndDay}`);
    return isDay(period.from) && isDay(period.to) ? [] : [refusal(path, 'no-day-of-year')];
  });
  if (errors.length > 0) return errors;
  return quietYears.every((year) => leavesSomeDay(year, periods))
    ? []
    : [refusal('settings.quietPeriods', 'no-working-day')];
}

function leavesSomeDay(year: number, periods: readonly QuietPeriod[]): boolean {
  let date = addWorkingDays(`${year - 1}-12-31`, 1);
  while (date < `${year + 1}` && isQuiet(date, periods)) date = addWorkingDays(date, 1);
  return date < `${year + 1}`;
}

function codeErrors({ registrationCodes = [] }: UnitSettings): readonly Refusal[] {
  return registrationCodes.flatMap(({ event }, index) =>
    registrationCodes.findIndex((other) => other.event === event) === index
      ? []
      : [refusal(`settings.registrationCodes.${index}.event`, 'code-twice')],
  );
}
