import { readFileSync } from 'node:fs';
import type { Unit } from '../domain/model.ts';

/** Synthetic referrals for measurements: the sample municipalities in turn, every answer yes. */

export const units = JSON.parse(
  readFileSync(new URL('../samples/units.json', import.meta.url), 'utf8'),
) as readonly Unit[];
const municipalities = units.flatMap((unit) => (unit.municipality ? [unit.municipality] : []));
const hospitals = units.filter((unit) => unit.kind === 'hospital' && unit.escalatesTo !== null);

/** A synthetic national id (month + 80) with valid check digits, the n-th of its kind. */
function nationalId(n: number): string {
  for (let individual = n; ; individual += 1) {
    const day = 1 + (Math.floor(individual / 500) % 28);
    const month = 81 + (Math.floor(individual / (500 * 28)) % 12);
    const year = 50 + (Math.floor(individual / (500 * 28 * 12)) % 40);
    const digits = `${String(day).padStart(2, '0')}${month}${year}${String(individual % 500).padStart(3, '0')}`;
    const first = check(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
    const second = check(`${digits}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    if (first < 10 && second < 10) return `${digits}${first}${second}`;
  }
}

function check(digits: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (11 - (sum % 11)) % 11;
}

export function referral(n: number, diagnosedOn: string): Record<string, unknown> {
  const hospital = hospitals[n % hospitals.length];
  return {
    referralId: `BENCH-${n}`,
    // every tenth number or so has no valid check digits: spread out, so that two referrals never share a person
    patient: { nationalId: nationalId(n * 3), name: 'Prøve Person' },
    diagnosis: { group: 'other', date: diagnosedOn, relapse: false, intent: 'curative' },
    hospital: { unitId: hospital?.unitId },
    municipality: municipalities[n % municipalities.length],
    gp: { unitId: `fastlege-${1 + (n % 6)}` },
    answers: { pathway: true, shareWithMunicipality: true, cancerCoordinator: true, gpCopy: true },
    additional: true,
  };
}
