import { type Directory, resolveUnit } from '../../../domain/directory.ts';
import type { Place } from '../../../domain/model.ts';
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
