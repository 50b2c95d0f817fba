import { createHmac, randomBytes } from 'node:crypto';
import type { State } from '../state.ts';
import type { KeyResource } from '../template/stack.ts';
import { type Answer, inputOf } from './http.ts';

/** KMS, as far as the stack uses it: MACs of HMAC keys, whose material is kept with the data. */
export function createKms(
  keys: readonly KeyResource[],
  state: State,
): (action: string, body: string) => Answer {
  return (action, body) => {
    const input = inputOf<Record<string, string>>(body);
    if (action !== 'GenerateMac')
      return failure('UnsupportedOperationException', `${action} is not run locally`);
    const key = keyOf(keys, input.KeyId);
    if (!key) return failure('NotFoundException', `Key '${input.KeyId}' does not exist`);
    if (key.spec !== 'HMAC_256' || input.MacAlgorithm !== 'HMAC_SHA_256') {
      return failure('InvalidKeyUsageException', `${key.arn} has the spec ${key.spec}`);
    }
    const material = state.secret(`kms:${key.logicalId}`, () => randomBytes(32).toString('base64'));
    const mac = createHmac('sha256', Buffer.from(material, 'base64')).update(
      Buffer.from(input.Message ?? '', 'base64'),
    );
    return json(200, { KeyId: key.arn, Mac: mac.digest('base64'), MacAlgorithm: 'HMAC_SHA_256' });
  };
}

/** A key by its ARN or id. */
export const keyOf = (keys: readonly KeyResource[], keyId: unknown): KeyResource | undefined =>
  keys.find(({ arn, name }) => keyId === arn || keyId === name);

const json = (status: number, body: object): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

const failure = (type: string, message: string): Answer => json(400, { __type: type, message });
