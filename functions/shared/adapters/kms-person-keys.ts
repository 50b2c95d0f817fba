import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { PersonKeys } from '../ports.ts';

/** Keys of persons by an HMAC whose key never leaves KMS. */
export function createKmsPersonKeys(options: { client: KMSClient; keyId: string }): PersonKeys {
  return {
    async keyOf(trust, nationalId) {
      const { Mac } = await options.client.send(
        new GenerateMacCommand({
          KeyId: options.keyId,
          MacAlgorithm: 'HMAC_SHA_256',
          Message: Buffer.from(`${trust}|${nationalId}`),
        }),
      );
      if (!Mac) throw new Error('KMS answered without a MAC');
      return Buffer.from(Mac).toString('base64url');
    },
  };
}
