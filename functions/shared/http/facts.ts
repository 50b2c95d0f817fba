import { addDays } from '../../../domain/calendar.ts';
import { type Directory, resolveUnit } from '../../../domain/directory.ts';
import type { Place, Unit } from '../../../domain/model.ts';
import type { GpFact } from '../../../domain/record.ts';
import { type Reason, type Refusal, refusal } from '../../../domain/refusals.ts';
import type { GpBody, PlaceBody } from './schemas.ts';

/** What a referral and a report of a move say alike: where the patient lives, and who is the GP. */

export function placeOf({ number, district }: PlaceBody): Place {
  return { number, district: district ?? null };
}

/** Oslo (`0301`) is divided into districts, each with a service of its own; no other municipality is. */
export function placeErrors(place: PlaceBody): readonly Refusal[] {
  const { number, district } = placeOf(place);
  const wrong = (code: Reason) => [refusal('municipality.district', code)];
  if (number === '0301' && district === null) return wrong('district-missing');
  return number !== '0301' && district !== null ? wrong('district-not-taken') : [];
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
): readonly Refusal[] {
  return unit.phone === undefined && contact?.phone === undefined
    ? [refusal('hospital.contact.phone', 'phone-missing')]
    : [];
}

/** A period ends on the day that it begins, or after it. */
export function periodErrors({
  from,
  until,
}: {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}): readonly Refusal[] {
  return from !== undefined && until !== undefined && until < from ? [refusal('until', 'before-from')] : [];
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
}): readonly Refusal[] {
  return [
    ...(from === undefined || isFirstOfQuarter(from) ? [] : [refusal('from', 'not-first-of-quarter')]),
    ...(until === undefined || isFirstOfQuarter(addDays(until, 1))
      ? []
      : [refusal('until', 'not-last-of-quarter')]),
  ];
}

function isFirstOfQuarter(date: string): boolean {
  return /-(01|04|07|10)-01$/.test(date);
}
