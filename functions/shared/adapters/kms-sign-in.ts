import { createHash, createPublicKey } from 'node:crypto';
import { GenerateMacCommand, GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { once } from '../once.ts';
import type { ClientKey } from './oidc-provider.ts';

/**
 * The secret that sessions are closed with: a MAC of a constant by a key that never leaves KMS. One call for each
 * instance of a function; a new key, or another constant, ends all sessions.
 */
export function createKmsSecret(options: { client: KMSClient; keyId: string }): () => Promise<Uint8Array> {
  return async () => {
    const { Mac } = await options.client.send(
      new GenerateMacCommand({
        KeyId: options.keyId,
        MacAlgorithm: 'HMAC_SHA_256',
        Message: Buffer.from('vel-hjem sessions 1'),
      }),
    );
    if (!Mac) throw new Error('KMS answered without a MAC');
    return Mac;
  };
}

/** The key by which the deployment proves itself to its provider: RSA, in KMS. Its `kid` is its thumbprint (RFC 7638). */
export function createKmsClientKey(options: { client: KMSClient; keyId: string }): ClientKey {
  const { client, keyId: KeyId } = options;
  const thumbprint = async () => {
    const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId }));
    if (!PublicKey) throw new Error('KMS answered without a key');
    const key = createPublicKey({ key: Buffer.from(PublicKey), format: 'der', type: 'spki' });
    return calculateJwkThumbprint(key.export({ format: 'jwk' }) as JWK);
  };
  return {
    kid: once(thumbprint),
    async sign(message) {
      const { Signature } = await client.send(
        new SignCommand({
          KeyId,
          SigningAlgorithm: 'RSASSA_PSS_SHA_256',
          MessageType: 'DIGEST',
          Message: createHash('sha256').update(message).digest(),
        }),
      );
      if (!Signature) throw new Error('KMS answered without a signature');
      return Signature;
    },
  };
}
