import { createHmac } from 'node:crypto';
import type { PersonKeys } from '../ports.ts';

/** Keys of persons by an HMAC in this process, for tests and simulations. */
export function createMemoryPersonKeys(secret = 'memory'): PersonKeys {
  return {
    async keyOf(trust, nationalId) {
      return createHmac('sha256', secret).update(`${trust}|${nationalId}`).digest('base64url');
    },
  };
}
