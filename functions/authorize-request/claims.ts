import type { JWTPayload } from 'jose';
import { roles } from '../shared/access.ts';

/** Which claims of a token say who the caller is, and what its words mean here: every provider has its own. */
export interface Claims {
  readonly role: string;
  readonly unitId: string;
  readonly name: string;
  /** The provider's words for roles, and which of ours each is. Where there are none, the provider uses ours. */
  readonly roleValues: Readonly<Record<string, string>>;
}

/** Who calls, as API Gateway hands it on: texts and truth values only. */
export interface Identity {
  readonly subject: string;
  /** One of ours; empty where the token tells none. */
  readonly role: string;
  /** The unit that is acted for: the one that the request names, or the only one. Empty where that is not said. */
  readonly unitId: string;
  /** All units of the token, as a JSON array. */
  readonly units: string;
  /** The request names a unit that the token does not have. */
  readonly unitRefused: boolean;
  /** What the person is called. */
  readonly name: string;
}

/** More than anybody works in; what API Gateway hands on must stay small. */
const mostUnits = 50;
const longestName = 200;

/**
 * Who a token says that its bearer is. Role and unit may be one word or a list; of several roles the first that is one
 * of ours counts. Where words for roles are configured, no others mean anything: a provider's own `administrator`
 * need not be ours. What a claim does not say is left empty, so that nothing is allowed by it.
 * @param asked the unit that the request names, if any
 */
export function identityOf(payload: JWTPayload, claims: Claims, asked: string | undefined): Identity {
  const { roleValues } = claims;
  const isMapped = Object.keys(roleValues).length > 0;
  const meant = wordsOf(payload[claims.role]).map((word) =>
    isMapped ? (Object.hasOwn(roleValues, word) ? roleValues[word] : undefined) : word,
  );
  const units = [...new Set(wordsOf(payload[claims.unitId]))].slice(0, mostUnits);
  const unitRefused = asked !== undefined && !units.includes(asked);
  const only = units.length === 1 ? units[0] : undefined;
  const name = payload[claims.name];
  return {
    subject: payload.sub ?? '',
    role: meant.find((word) => roles.some((role) => role === word)) ?? '',
    unitId: unitRefused ? '' : (asked ?? only ?? ''),
    units: JSON.stringify(units),
    unitRefused,
    name: typeof name === 'string' ? name.slice(0, longestName) : '',
  };
}

function wordsOf(claim: unknown): readonly string[] {
  const all = Array.isArray(claim) ? claim : [claim];
  return all.filter((word): word is string => typeof word === 'string' && word !== '');
}
