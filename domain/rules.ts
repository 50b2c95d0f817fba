import { coordinatingUnitOfTrust, type Directory, receivingUnit, unitById } from './directory.ts';
import type { AskAgain, ExtraPoint, Place, SendingHours, TaskRules, Unit, UnitSettings } from './model.ts';

/**
 * What a trust and a municipality have set otherwise than the pathway's defaults. A pathway keeps the rules that it
 * came under: settings that change later reach it only on request. Nothing stands here that is as the default.
 */
export interface PathwayRules {
  /** Points of the municipality's own, in its order; what they are called stands in its settings alone. */
  readonly localPoints: readonly ExtraPoint[];
  /** What points 2 and 3 are counted from, where that is no longer as at the start. */
  readonly anchor?: 'diagnosis' | 'discharge';
  readonly askAgain?: AskAgain;
  readonly retentionMonths?: number;
  /** The sending trust's: for tasks in hospital, and where the municipality has set nothing. */
  readonly trust?: TaskRules;
  /** The municipality's, for its own tasks. */
  readonly municipality?: TaskRules;
}

/** Who has a task: its rules are that one's. */
export type Side = 'trust' | 'municipality';

const noRules: TaskRules = {};

/** The rules for a patient of a trust who lives at a place, as the directory has them now. */
export function rulesFor(directory: Directory, trust: string, place: Place): PathwayRules {
  const { askAgain, retentionMonths, ...settings } =
    coordinatingUnitOfTrust(directory, trust)?.settings ?? {};
  const tasks = tasksOf(settings);
  return {
    ...(askAgain === undefined ? {} : { askAgain }),
    ...(retentionMonths === undefined ? {} : { retentionMonths }),
    ...(tasks === noRules ? {} : { trust: tasks }),
    ...rulesAt(directory, place),
  };
}

/** A move takes the new municipality's rules as they are now; the trust's stay as they were. */
export function movedTo(rules: PathwayRules, directory: Directory, place: Place): PathwayRules {
  const { municipality: _, ...trusts } = rules;
  return { ...trusts, ...rulesAt(directory, place) };
}

function rulesAt(
  directory: Directory,
  place: Place,
): Pick<PathwayRules, 'localPoints'> & Pick<PathwayRules, 'municipality'> {
  const settings = settingsAt(directory, place);
  const tasks = tasksOf(settings);
  const localPoints = (settings.extraPoints ?? []).map(({ opensAfter, dueAfter, closesAfter }) => ({
    opensAfter,
    dueAfter,
    closesAfter,
  }));
  return { localPoints, ...(tasks === noRules ? {} : { municipality: tasks }) };
}

/** What a municipality has set: on the unit that receives its patients, or on the one above that. */
function settingsAt(directory: Directory, place: Place): UnitSettings {
  // settings hold also while none of the unit's contacts can be reached
  const receiving = receivingUnit(directory, place) ?? unitAt(directory, place);
  return receiving === undefined ? {} : settingsOf(directory, receiving);
}

function unitAt(directory: Directory, place: Place): Unit | undefined {
  return [...directory.units.values()].find(
    ({ kind, municipality }) =>
      kind === 'municipality' &&
      municipality?.number === place.number &&
      municipality.district === place.district,
  );
}

/** A municipal unit's settings, with what it has not set itself from the unit above it; ladders and windows one by one. */
export function settingsOf(directory: Directory, unit: Unit): UnitSettings {
  const above = unit.escalatesTo === null ? undefined : unitById(directory, unit.escalatesTo);
  return over(unit.settings, above?.kind === 'municipality' ? above.settings : undefined);
}

/** The rules of a task that one side has: the municipality's as it has set them, else the trust's. */
export function taskRules(rules: PathwayRules, side: Side): TaskRules {
  const { trust = noRules, municipality = noRules } = rules;
  return side === 'trust' || municipality === noRules ? trust : over(municipality, trust);
}

/** A hospital's and a GP office's tasks are under the trust's rules, a municipal unit's under its own. */
export function sideOf(directory: Directory, unitId: string): Side {
  return unitById(directory, unitId)?.kind === 'municipality' ? 'municipality' : 'trust';
}

/** When a unit may be written to; undefined for the default. */
export function hoursOf(
  rules: PathwayRules,
  directory: Directory,
  unitId: string | undefined,
): SendingHours | undefined {
  // most have set nothing, and are asked for at every message
  if (unitId === undefined || (rules.trust === undefined && rules.municipality === undefined))
    return undefined;
  return taskRules(rules, sideOf(directory, unitId)).sendingHours;
}

/** Whether two values of settings say the same, in whatever order; what is undefined is not there. */
export function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  const [these, those] = [a, b] as readonly Readonly<Record<string, unknown>>[];
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isSame(these![name], those![name]));
}

function over<Settings extends TaskRules>(own: Settings | undefined, above: Settings | undefined): Settings {
  const merged = { ...above, ...own } as Settings;
  if (above === undefined || own === undefined) return merged;
  return {
    ...merged,
    ...(merged.ladders === undefined ? {} : { ladders: { ...above.ladders, ...own.ladders } }),
    ...(merged.windows === undefined ? {} : { windows: { ...above.windows, ...own.windows } }),
  };
}

/** Of settings, those that tasks have; `noRules` where there are none. */
function tasksOf({ ladders, windows, sendingHours, quietPeriods }: TaskRules): TaskRules {
  const set = Object.entries({ ladders, windows, sendingHours, quietPeriods }).filter(
    ([, value]) => value !== undefined,
  );
  return set.length === 0 ? noRules : Object.fromEntries(set);
}
