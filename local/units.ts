import type { State } from './state.ts';

/** A unit as in `samples/units.json`; the API says what else it has. */
export interface SampleUnit {
  readonly unitId: string;
  readonly name: string;
  readonly kind: string;
  readonly escalatesTo: string | null;
}

const DONE = 'units';

/** Puts units into the directory of a new data directory, as an administrator would. */
export async function loadUnits(
  units: readonly SampleUnit[],
  state: State,
  url: string,
  identity: {
    token(claims: {
      readonly role: string;
      readonly name: string;
    }): Promise<{ readonly access_token: string }>;
  },
): Promise<void> {
  if (units.length === 0 || state.get(DONE) !== undefined) return;
  const { access_token } = await identity.token({ role: 'administrator', name: 'Local start' });
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  for (const unit of fromTheTop(units)) {
    const answer = await fetch(`${url}/units/${encodeURIComponent(unit.unitId)}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(unit),
    });
    if (!answer.ok) {
      throw new Error(`unit ${unit.unitId} was refused: ${answer.status} ${await answer.text()}`);
    }
  }
  state.set(DONE, 'loaded');
}

/** In an order in which each unit comes after the one that it escalates to. */
function fromTheTop(units: readonly SampleUnit[]): SampleUnit[] {
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  const ordered = new Set<SampleUnit>();
  const add = (unit: SampleUnit, below: readonly SampleUnit[]) => {
    const above = unit.escalatesTo === null ? undefined : byId.get(unit.escalatesTo);
    if (above && !below.includes(above)) add(above, [...below, unit]);
    ordered.add(unit);
  };
  for (const unit of units) add(unit, []);
  return [...ordered];
}
