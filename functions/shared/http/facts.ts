import { addDays } from '../../../domain/calendar.ts';
import { type Directory, resolveUnit } from '../../../domain/directory.ts';
import type { Place, Unit } from '../../../domain/model.ts';
import type { GpFact } from '../../../domain/record.ts';
import type { FieldError } from './problems.ts';
import type { GpBody, PlaceBody } from './schemas.ts';

/** What a referral and a report of a move say alike: where the patient lives, and who is the GP. */

export function placeOf({ number, district }: PlaceBody): Place {
  return { number, district: district ?? null };
}

/** Oslo (`0301`) is divided into districts, each with a service of its own; no other municipality is. */
export function placeErrors(place: PlaceBody): readonly FieldError[] {
  const { number, district } = placeOf(place);
  const wrong = (message: string) => [{ path: 'municipality.district', message }];
  if (number === '0301' && district === null) return wrong('Is needed for Oslo.');
  return number !== '0301' && district !== null ? wrong('Only Oslo has districts.') : [];
}

/** An unknown GP office never refuses a referral: there is just nobody to send copies to. */
export function gpOf(directory: Directory, gp: GpBody | null | undefined): GpFact | null {
  const unit = gp == null ? undefined : resolveUnit(directory, gp);
  return unit === undefined ? null : { unitId: unit.unitId, asOf: gp?.asOf ?? null };
}

/** What reaches a municipality always says whom to call in the hospital: an incomplete unit is told what to fill in. */
export function contactErrors(
  unit: Pick<Unit, 'phone'>,
  contact: { readonly phone?: string | undefined } | undefined,
): readonly FieldError[] {
  return unit.phone === undefined && contact?.phone === undefined
    ? [
        {
          path: 'hospital.contact.phone',
          message:
            'The unit has no telephone number in the directory: give one here, or have it filled in there.',
        },
      ]
    : [];
}

/** A period ends on the day that it begins, or after it. */
export function periodErrors({
  from,
  until,
}: {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}): readonly FieldError[] {
  return from !== undefined && until !== undefined && until < from
    ? [{ path: 'until', message: 'Must not be before `from`.' }]
    : [];
}

/**
 * Whoever counts units that are not its own counts by whole quarters of a year: with periods of a few days it could tell
 * who came in between (docs/adr/0037).
 */
export function quarterErrors({
  from,
  until,
}: {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}): readonly FieldError[] {
  return [
    ...(from === undefined || isFirstOfQuarter(from)
      ? []
      : [
          {
            path: 'from',
            message: 'Must be the first day of a quarter: 1 January, 1 April, 1 July or 1 October.',
          },
        ]),
    ...(until === undefined || isFirstOfQuarter(addDays(until, 1))
      ? []
      : [
          {
            path: 'until',
            message: 'Must be the last day of a quarter: 31 March, 30 June, 30 September or 31 December.',
          },
        ]),
  ];
}

function isFirstOfQuarter(date: string): boolean {
  return /-(01|04|07|10)-01$/.test(date);
}
