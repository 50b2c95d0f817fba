import { EncryptJWT, errors, type JWTPayload, jwtDecrypt } from 'jose';
import { once } from '../once.ts';

/** `sign-in`: from leaving for the provider until coming back. `session`: from then on. */
export type Purpose = 'sign-in' | 'session';

/** What a browser carries for us from one request to another: only this deployment can make it or read it. */
export interface Seal {
  /** @param until in seconds of Unix time */
  close(purpose: Purpose, payload: JWTPayload, until: number): Promise<string>;
  /** undefined where it is not ours, for another purpose, or over. */
  open(purpose: Purpose, sealed: string): Promise<JWTPayload | undefined>;
}

/**
 * Encrypted tokens (RFC 7516) with a secret of the deployment's own.
 * @param secret 32 bytes, asked for at the first use and again after a failure
 * @param clock real time, in seconds: a session's life does not follow a virtual clock
 */
export function createSeal(secret: () => Promise<Uint8Array>, clock: () => number): Seal {
  const key = once(secret);
  return {
    async close(purpose, payload, until) {
      return new EncryptJWT(payload)
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setAudience(purpose)
        .setExpirationTime(until)
        .encrypt(await key());
    },
    async open(purpose, sealed) {
      const own = await key();
      try {
        const { payload } = await jwtDecrypt(sealed, own, {
          audience: purpose,
          currentDate: new Date(clock() * 1000),
          contentEncryptionAlgorithms: ['A256GCM'],
          keyManagementAlgorithms: ['dir'],
          requiredClaims: ['exp'],
        });
        return payload;
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
