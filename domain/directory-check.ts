import { standIn } from './contacts.ts';
import { addressesOf, type Directory, isReachable, placeOf } from './directory.ts';
import type { CalendarDate, Unit } from './model.ts';

/**
 * What in the directory keeps messages or patients from their way, or would leave a form incomplete. All of it can be
 * written: a contact's address fails long after, a unit above is added last, a municipality joins before its trust.
 */

/** By what it means: nobody is told or a patient finds no unit; somebody else is told instead; something is missing. */
export const severities = ['stops', 'detours', 'lacks'] as const;
export type Severity = (typeof severities)[number];

/** Each kind of problem, with how bad it is. */
export const problemKinds = {
  /** No contact of the unit can be written to. */
  'nobody-reachable': 'stops',
  /** `escalatesTo` names no unit. */
  'above-missing': 'stops',
  /** The unit is above itself by way of others. */
  'above-in-circle': 'stops',
  /** A hospital unit whose trust has no coordinating unit. */
  'trust-without-coordinating-unit': 'stops',
  /** A place in a trust's catchment has no unit that receives patients and can be reached. */
  'no-receiving-unit': 'stops',
  /** Whoever can be written to is away, and has no deputy who is there: they are written to all the same. */
  'all-away': 'detours',
  /** Messages to an address of a contact do not arrive. */
  'address-fails': 'detours',
  /** The unit above has one above it itself. */
  'above-not-coordinating': 'detours',
  /** The unit above is another trust's, or of another kind. */
  'above-of-others': 'detours',
  /** A route names a unit that is not there, or no municipality's. */
  'route-to-nowhere': 'detours',
  /** A route names a unit in which nobody can be reached: the unit itself takes these patients. */
  'route-unreachable': 'detours',
  /** A trust has a coordinating unit already: this one is never told anything as such. */
  'second-coordinating-unit': 'detours',
  /** Another unit receives the patients of the place: this one never does. */
  'second-receiving-unit': 'detours',
  /** No trust is the local hospital of the unit's place. */
  'in-no-catchment': 'lacks',
  /** Nobody is told when a task is not followed up: the unit above is, at once. */
  'no-leader': 'lacks',
  /** What the unit sends names nobody to call. */
  'no-phone': 'lacks',
} as const satisfies Record<string, Severity>;
export type ProblemKind = keyof typeof problemKinds;

export interface DirectoryProblem {
  readonly problem: ProblemKind;
  readonly severity: Severity;
  /** The field of the unit, as `contacts.1.email`. */
  readonly path: string;
  /** The unit or the place that it is about, where it is another. */
  readonly about?: string;
}

interface Found {
  readonly problem: ProblemKind;
  readonly path: string;
  readonly about?: string | undefined;
}

/** What is wrong with one unit of the directory, worst first. */
export function problemsOf(
  directory: Directory,
  unit: Unit,
  today: CalendarDate,
): readonly DirectoryProblem[] {
  return [
    ...reaching(unit, today),
    ...above(directory, unit),
    ...receiving(directory, unit),
    ...routes(directory, unit),
    ...lacking(unit),
  ]
    .map(({ problem, path, about }) => ({
      problem,
      severity: problemKinds[problem],
      path,
      ...(about === undefined ? {} : { about }),
    }))
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

function reaching(unit: Unit, today: CalendarDate): readonly Found[] {
  const fails = unit.contacts.flatMap(({ disabled, emailFailsSince, smsFailsSince }, n): Found[] =>
    disabled
      ? []
      : [
          ...(emailFailsSince === undefined
            ? []
            : [{ problem: 'address-fails' as const, path: `contacts.${n}.email` }]),
          ...(smsFailsSince === undefined
            ? []
            : [{ problem: 'address-fails' as const, path: `contacts.${n}.sms` }]),
        ],
  );
  if (!isReachable(unit)) return [{ problem: 'nobody-reachable', path: 'contacts' }, ...fails];
  const someoneIsThere = unit.contacts.some(({ disabled }, n) => {
    const place = disabled ? undefined : standIn(unit, n, today);
    return place !== undefined && addressesOf(unit, unit.contacts[place]!).length > 0;
  });
  return someoneIsThere ? fails : [{ problem: 'all-away', path: 'contacts' }, ...fails];
}

function above(directory: Directory, unit: Unit): readonly Found[] {
  const path = 'escalatesTo';
  const { escalatesTo } = unit;
  const coordinating = unit.trust === undefined ? undefined : directory.coordinating.get(unit.trust);
  if (unit.kind === 'hospital' && coordinating === undefined)
    return [{ problem: 'trust-without-coordinating-unit', path, about: unit.trust }];
  if (escalatesTo === null)
    return unit.kind === 'hospital' && coordinating !== unit
      ? [{ problem: 'second-coordinating-unit', path, about: coordinating!.unitId }]
      : [];
  const over = directory.units.get(escalatesTo);
  if (over === undefined) return [{ problem: 'above-missing', path, about: escalatesTo }];
  if (isInCircle(directory, unit)) return [{ problem: 'above-in-circle', path, about: escalatesTo }];
  if (over.escalatesTo !== null) return [{ problem: 'above-not-coordinating', path, about: escalatesTo }];
  const isOwn = unit.kind === 'gp-office' || (over.kind === unit.kind && over.trust === unit.trust);
  return isOwn ? [] : [{ problem: 'above-of-others', path, about: escalatesTo }];
}

function isInCircle(directory: Directory, unit: Unit): boolean {
  const seen = new Set<string>();
  let at: Unit | undefined = unit;
  while (at !== undefined && at.escalatesTo !== null) {
    if (seen.has(at.unitId)) return true;
    seen.add(at.unitId);
    at = directory.units.get(at.escalatesTo);
  }
  return false;
}

function receiving(directory: Directory, unit: Unit): readonly Found[] {
  const places =
    directory.coordinating.get(unit.trust ?? '') === unit ? (unit.settings?.catchment ?? []) : [];
  const nobody = places.flatMap((place, n): Found[] =>
    directory.receiving.has(place)
      ? []
      : [{ problem: 'no-receiving-unit', path: `settings.catchment.${n}`, about: place }],
  );
  if (unit.kind !== 'municipality' || unit.municipality == null) return nobody;
  const place = placeOf(unit.municipality);
  const receives = directory.receiving.get(place);
  const isLeftTo = [...directory.units.values()].some((other) => routesOf(other).includes(unit.unitId));
  const isSecond =
    receives !== undefined && receives.unitId !== unit.unitId && isReachable(unit) && !isLeftTo;
  return [
    ...(isSecond
      ? [{ problem: 'second-receiving-unit' as const, path: 'municipality', about: receives.unitId }]
      : []),
    ...([...directory.catchments.values()].some((catchment) => catchment.has(place))
      ? []
      : [{ problem: 'in-no-catchment' as const, path: 'municipality', about: place }]),
  ];
}

function routesOf({ unitId, settings }: Unit): readonly string[] {
  return Object.values(settings?.routes ?? {}).filter((to) => to !== undefined && to !== unitId);
}

function routes(directory: Directory, unit: Unit): readonly Found[] {
  return Object.entries(unit.settings?.routes ?? {}).flatMap(([name, to]): Found[] => {
    if (to === undefined || to === unit.unitId) return [];
    const path = `settings.routes.${name}`;
    const other = directory.units.get(to);
    if (other?.kind !== 'municipality') return [{ problem: 'route-to-nowhere', path, about: to }];
    return isReachable(other) ? [] : [{ problem: 'route-unreachable', path, about: to }];
  });
}

/** A GP office has no leader to be told, and is called by its own number in the record. */
function lacking(unit: Unit): readonly Found[] {
  if (unit.kind === 'gp-office') return [];
  const leads = unit.contacts.some(
    (contact) => contact.role === 'leader' && addressesOf(unit, contact).length > 0,
  );
  return [
    ...(leads ? [] : [{ problem: 'no-leader' as const, path: 'contacts' }]),
    ...(unit.phone === undefined ? [{ problem: 'no-phone' as const, path: 'phone' }] : []),
  ];
}
