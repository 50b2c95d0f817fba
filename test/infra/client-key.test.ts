import { describe, expect, it } from 'vitest';
import { synthesise } from '../../infra/build.ts';
import { allowed, environmentOf, functionsByEntry, properties, resources, statementsOf } from './template.ts';

/** A deployment whose identity provider wants a client that proves itself, and one whose does not. */
const proving = synthesise({ bundling: false, context: { oidcClientKey: true } }).template;
const plain = synthesise({ bundling: false }).template;
const signing = (template: typeof plain) =>
  resources('AWS::KMS::Key', template).filter(
    (key) => properties<{ KeyUsage?: string }>(key).KeyUsage === 'SIGN_VERIFY',
  );

describe('the key by which a deployment proves itself at its identity provider', () => {
  it('is RSA, never leaves KMS, outlives the stack, and is told where to be registered from', () => {
    const [key, ...others] = signing(proving);
    expect(others).toEqual([]);
    expect(key).toMatchObject({ DeletionPolicy: 'Retain', Properties: { KeySpec: 'RSA_3072' } });
    const told = Object.values(proving.Outputs ?? {}).map(({ Value }) => JSON.stringify(Value));
    expect(told.filter((value) => value.includes(key!.logicalId))).toHaveLength(1);
  });

  it('is used by who signs people in and by nobody else, with the one algorithm', () => {
    const key = signing(proving)[0]!.logicalId;
    const users = [...functionsByEntry(proving)].filter(([entry]) =>
      allowed(statementsOf(entry, proving)).some((grant) => grant.endsWith(` on ${key}`)),
    );
    expect(users.map(([entry]) => entry)).toEqual(['keep-session']);
    const grants = statementsOf('keep-session', proving).filter(
      ({ Action }) => String(Action) === 'kms:Sign',
    );
    expect(grants).toMatchObject([
      { Condition: { StringEquals: { 'kms:SigningAlgorithm': 'RSASSA_PSS_SHA_256' } } },
    ]);
    expect(environmentOf(functionsByEntry(proving).get('keep-session')!)).toHaveProperty('CLIENT_KEY_ID');
  });

  it('is not there where nobody asks for it', () => {
    expect(signing(plain)).toEqual([]);
    expect(JSON.stringify(plain)).not.toContain('CLIENT_KEY_ID');
    expect(allowed(statementsOf('keep-session', plain)).join()).not.toContain('kms:Sign');
  });
});
