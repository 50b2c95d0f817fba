import type { Unit } from './model.ts';

/** What the municipality and the trust have to offer for one theme of a patient's needs. */
export interface Offered {
  readonly theme: string;
  readonly offers: readonly { readonly offer: string; readonly contact: string; readonly unitId: string }[];
}

/**
 * The action package (tiltakspakke; DESIGN section 3, "Needs lead somewhere"): each theme of the needs once, in their
 * order, with what the catalogues have for it, in theirs. A theme that nobody has anything for is there without offers.
 */
export function actionPackage(
  themes: readonly string[],
  units: readonly Pick<Unit, 'unitId' | 'catalogue'>[],
): readonly Offered[] {
  const offers = units.flatMap(({ unitId, catalogue = [] }) =>
    catalogue.map((entry) => ({ ...entry, unitId })),
  );
  return [...new Set(themes)].map((theme) => ({
    theme,
    offers: offers
      .filter((entry) => entry.theme === theme)
      .map(({ offer, contact, unitId }) => ({ offer, contact, unitId })),
  }));
}
