import { readdirSync, readFileSync } from 'node:fs';
import { referral as numberedReferral } from '../../bench/referrals.ts';
import type { Unit } from '../../domain/model.ts';

/** The sample units and referrals. */

const samples = new URL('../../samples/', import.meta.url);
export const units = JSON.parse(readFileSync(new URL('units.json', samples), 'utf8')) as readonly Unit[];
// biome-ignore lint/suspicious/noExplicitAny: samples are sent as they are
export type Sample = any;
export const referrals: readonly Sample[] = readdirSync(new URL('referrals/', samples))
  .toSorted()
  .map((file) => JSON.parse(readFileSync(new URL(`referrals/${file}`, samples), 'utf8')));

/** A trust that counts from the diagnosis, and a municipality that is written to by e-mail and SMS. */
export const palliative: Sample = referrals.find((referral) => referral.referralId === 'SO-2026-000301');
/** A trust that counts from the discharge. */
export const colorectal: Sample = referrals.find((referral) => referral.referralId === 'AHUS-2026-000101');

/** The n-th of any number of referrals of the base's kind, each of another person. */
export function another(n: number, base: Sample = palliative): Sample {
  const numbered = numberedReferral(n, '2026-11-10') as Sample;
  return {
    ...base,
    referralId: `TEST-${n}`,
    patient: { ...base.patient, nationalId: numbered.patient.nationalId },
  };
}
