import { createHash } from 'node:crypto';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { calculateJwkThumbprint, EmbeddedJWK, errors, type JWTPayload, jwtVerify } from 'jose';
import { headerOf } from '../shared/http/headers.ts';
import type { Log } from '../shared/log.ts';
import type { Metric } from '../shared/metrics.ts';
import type { Cookies } from '../shared/sign-in/cookies.ts';
import type { Sessions } from '../shared/sign-in/sessions.ts';
import { algorithms, type TokenRules, verifiedClaims } from '../shared/sign-in/tokens.ts';
import { type Claims, identityOf } from './claims.ts';

export interface AuthorizeDeps extends TokenRules {
  /** Where callers reach the API beside its own name: what lies in between changes the host. */
  readonly publicUrl: string;
  readonly claims: Claims;
  readonly cookies: Cookies;
  readonly sessions: Sessions;
  readonly log: Log;
  readonly metric: Metric;
}

/** A DPoP proof is made for one request, just now (RFC 9449 section 4.3). */
const proofMaxAgeSeconds = 60;
/** How many proofs are remembered, so that a stolen one is not used twice by the same instance. */
const proofsRemembered = 10_000;

/** Thrown where nobody can be made out: API Gateway answers 401 for exactly this message. */
class Unauthorized extends Error {
  override readonly name = 'Unauthorized';
  constructor() {
    super('Unauthorized');
  }
}

/**
 * The REST API's authoriser: `Authorization: Bearer <JWT>`, or `DPoP <JWT>` with a proof of possession (RFC 9449,
 * as HelseID uses it), or `Session` from a page of ours, whose browser carries it in a cookie. The cookie alone counts
 * for nothing: no other site can make a browser send that header. Answers who calls; what the caller may do is each
 * route's to say.
 */
export function createHandler(
  deps: AuthorizeDeps,
): (event: APIGatewayRequestAuthorizerEvent) => Promise<APIGatewayAuthorizerResult> {
  const seenProofs = new Set<string>();
  return async (event) => {
    try {
      const [scheme = '', token = ''] = (headerOf(event, 'authorization') ?? '').split(' ', 2);
      const payload =
        scheme.toLowerCase() === 'session'
          ? (await deps.sessions.read(deps.cookies.sessionOf(event)))?.claims
          : await claimsOfToken(deps, event, scheme.toLowerCase(), token, seenProofs);
      if (payload === undefined) throw new Unauthorized();
      return allowed(event, payload, deps.claims);
    } catch (error) {
      // a token that does not hold is the caller's; anything else, keys that cannot be had for one, is ours
      const callers =
        error instanceof Unauthorized ||
        (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout));
      if (callers) deps.log.info('not-authorised', { error });
      else {
        deps.log.error('sign-in-fault', { error });
        deps.metric('SignInFaults', 1);
      }
      throw new Unauthorized();
    }
  };
}

async function claimsOfToken(
  deps: AuthorizeDeps,
  event: APIGatewayRequestAuthorizerEvent,
  scheme: string,
  token: string,
  seen: Set<string>,
): Promise<JWTPayload> {
  if (token === '') throw new Unauthorized();
  const payload = await verifiedClaims(token, deps);
  await checkBinding(deps, event, scheme, token, payload, seen);
  return payload;
}

/** A token that is bound to a key is worth nothing without the proof; one that is not cannot be used as if it were. */
async function checkBinding(
  deps: AuthorizeDeps,
  event: APIGatewayRequestAuthorizerEvent,
  scheme: string,
  token: string,
  payload: JWTPayload,
  seen: Set<string>,
): Promise<void> {
  const thumbprint = (payload.cnf as { jkt?: unknown } | undefined)?.jkt;
  if (scheme === 'bearer' && thumbprint === undefined) return;
  if (scheme !== 'dpop' || typeof thumbprint !== 'string') throw new Unauthorized();
  const proof = headerOf(event, 'dpop');
  if (proof === undefined) throw new Unauthorized();
  const { payload: claims, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
    typ: 'dpop+jwt',
    algorithms,
    currentDate: new Date(deps.clock() * 1000),
  });
  const ageSeconds = deps.clock() - (claims.iat ?? 0);
  const isForThis =
    protectedHeader.jwk !== undefined &&
    (await calculateJwkThumbprint(protectedHeader.jwk)) === thumbprint &&
    claims.htm === event.httpMethod &&
    isAddressOf(claims.htu, event, deps.publicUrl) &&
    claims.ath === createHash('sha256').update(token).digest('base64url') &&
    Math.abs(ageSeconds) <= proofMaxAgeSeconds;
  if (!isForThis || typeof claims.jti !== 'string' || seen.has(claims.jti)) throw new Unauthorized();
  seen.add(claims.jti);
  if (seen.size > proofsRemembered) seen.delete(seen.values().next().value as string);
}

/**
 * The proof names the address without query, as the caller has it: host and path, with the stage's path in front where
 * there is no own domain; or the public address, which CloudFront does not hand on.
 */
function isAddressOf(htu: unknown, event: APIGatewayRequestAuthorizerEvent, publicUrl: string): boolean {
  if (typeof htu !== 'string' || !URL.canParse(htu)) return false;
  const { host, pathname } = new URL(htu);
  const isDirect =
    host === headerOf(event, 'host') && (pathname === event.path || pathname === event.requestContext.path);
  return isDirect || new URL(htu).href === new URL(publicUrl + event.path).href;
}

function allowed(
  event: APIGatewayRequestAuthorizerEvent,
  payload: JWTPayload,
  claims: Claims,
): APIGatewayAuthorizerResult {
  const identity = identityOf(payload, claims, askedUnit(event));
  if (identity.subject === '') throw new Unauthorized();
  return {
    principalId: identity.subject,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn }],
    },
    context: { ...identity },
  };
}

/** The unit that a person of several acts for, encoded as a part of an address: a header has no letters of ours. */
function askedUnit(event: APIGatewayRequestAuthorizerEvent): string | undefined {
  const asked = headerOf(event, 'vel-hjem-unit');
  if (asked === undefined || asked === '') return undefined;
  try {
    return decodeURIComponent(asked);
  } catch {
    return asked;
  }
}
