import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';

export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** The provider's keys, by `kid`. */
  readonly keys: JWTVerifyGetKey;
  /** Real time, in seconds: the life of tokens does not follow a virtual clock. */
  readonly clock: () => number;
}

export const algorithms = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA'],
];

/**
 * The claims of an access token, wherever it comes from: of this issuer, for this API, in its time.
 * @throws JOSEError where the token does not hold
 */
export async function verifiedClaims(token: string, rules: TokenRules): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, rules.keys, {
    issuer: rules.issuer,
    audience: rules.audience,
    algorithms,
    currentDate: new Date(rules.clock() * 1000),
    clockTolerance: 5,
  });
  return payload;
}
