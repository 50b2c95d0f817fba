import type { JWTPayload } from 'jose';
import type { Seal } from './seal.ts';

/** How long sessions last, in seconds of real time. */
export interface Lives {
  /** From the last sign of life of a page on. */
  readonly idle: number;
  /** From signing in on, whatever happens. */
  readonly longest: number;
}

export interface Session {
  /** The claims that say who it is, by the names that the deployment has for them. */
  readonly claims: JWTPayload;
  /** When it ends unless it is renewed, and when in any case; in seconds of Unix time. */
  readonly endsAt: number;
  readonly lastsUntil: number;
}

/**
 * Sessions of people on the pages (docs/adr/0041). A session is not stored: the browser carries it, closed, and a
 * page that is used has it renewed.
 */
export interface Sessions {
  begin(claims: JWTPayload): Promise<{ readonly sealed: string; readonly session: Session }>;
  read(sealed: string | undefined): Promise<Session | undefined>;
  renew(session: Session): Promise<{ readonly sealed: string; readonly session: Session }>;
}

export function createSessions(seal: Seal, lives: Lives, clock: () => number): Sessions {
  const closed = async (claims: JWTPayload, lastsUntil: number) => {
    const endsAt = Math.min(Math.floor(clock()) + lives.idle, lastsUntil);
    const sealed = await seal.close('session', { claims, lastsUntil }, endsAt);
    return { sealed, session: { claims, endsAt, lastsUntil } };
  };
  return {
    begin: (claims) => closed(claims, Math.floor(clock()) + lives.longest),
    async read(sealed) {
      if (sealed === undefined) return undefined;
      const payload = await seal.open('session', sealed);
      if (payload === undefined) return undefined;
      const { claims, lastsUntil } = payload as { claims: JWTPayload; lastsUntil: number };
      return { claims, lastsUntil, endsAt: payload.exp as number };
    },
    renew: ({ claims, lastsUntil }) => closed(claims, lastsUntil),
  };
}
