import { describe, expect, test } from 'vitest';
import { allows, Gatekeeper } from '../../local/permissions.ts';
import { statementsOf } from '../../local/template/policies.ts';

const policy = (...Statement: object[]) => statementsOf({ Statement });
const call = (action: string, resource: string, context?: Record<string, string>) => ({
  action,
  resources: [resource],
  ...(context ? { context } : {}),
});
const table = 'arn:aws:dynamodb:eu-north-1:000000000000:table/T';

describe('a policy', () => {
  test.each([
    ['the action and the resource', { Action: 'dynamodb:GetItem', Resource: table }, true],
    ['one of several', { Action: ['dynamodb:Query', 'dynamodb:getitem'], Resource: ['x', table] }, true],
    ['patterns', { Action: 'dynamodb:Get*', Resource: 'arn:aws:dynamodb:*:*:table/?' }, true],
    ['another action', { Action: 'dynamodb:PutItem', Resource: table }, false],
    ['another resource', { Action: 'dynamodb:GetItem', Resource: `${table}/index/i` }, false],
    ['a dot is a dot', { Action: 'dynamodb:GetItem', Resource: 'arn.aws*' }, false],
    ['all but this action', { NotAction: 'dynamodb:Get*', Resource: '*' }, false],
    ['all but another resource', { Action: '*', NotResource: 'x' }, true],
  ])('of %s', (_, statement, allowed) => {
    expect(allows(policy({ Effect: 'Allow', ...statement }), call('dynamodb:GetItem', table))).toBe(allowed);
  });

  test('what nobody allows is denied, and a deny wins', () => {
    expect(allows([], call('a:B', '*'))).toBe(false);
    const all = { Effect: 'Allow', Action: '*', Resource: '*' };
    const topics = { Effect: 'Deny', Action: 'sns:Publish', Resource: 'arn:aws:sns:*:*:*' };
    expect(allows(policy(all, topics), call('sns:Publish', '*'))).toBe(true);
    expect(allows(policy(all, topics), call('sns:Publish', 'arn:aws:sns:eu-north-1:000000000000:t'))).toBe(
      false,
    );
  });

  test('of several resources one is enough', () => {
    const one = policy({ Effect: 'Allow', Action: '*', Resource: 'b' });
    expect(allows(one, { action: 'a:B', resources: ['a', 'b'] })).toBe(true);
    expect(allows(one, { action: 'a:B', resources: ['a', 'c'] })).toBe(false);
  });

  test.each([
    ['StringEquals', 'x', true],
    ['StringEquals', 'y', false],
    ['StringLike', 'x*', true],
    ['ArnLike', 'y*', false],
    ['StringNotEquals', 'x', false],
    ['StringNotLike', 'y*', true],
    ['Bool', 'y', true],
  ])('under the condition %s %s', (operator, value, allowed) => {
    const statement = {
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: { [operator]: { k: value } },
    };
    expect(allows(policy(statement), call('a:B', '*', { k: 'x' }))).toBe(allowed);
  });

  test('a condition on something unknown holds for an allow and not for a deny', () => {
    const Condition = { StringEquals: { 'kms:ViaService': 'x' } };
    const under = (Effect: string) => ({ Effect, Action: '*', Resource: '*', Condition });
    expect(allows(policy(under('Allow'), under('Deny')), call('a:B', '*'))).toBe(true);
  });
});

test('the gatekeeper knows functions by their access key and lets everybody else do everything', () => {
  const statements = policy({ Effect: 'Allow', Action: 'a:*', Resource: '*' });
  const gatekeeper = new Gatekeeper({ FN: { name: 'Fn', statements } });
  const signed = (key: string) =>
    `AWS4-HMAC-SHA256 Credential=${key}/20261121/eu-north-1/x/aws4_request, Signature=s`;
  expect(gatekeeper.refusal(signed('FN'), [call('a:B', 'r')])).toBeUndefined();
  for (const _ of [1, 2]) {
    expect(gatekeeper.refusal(signed('FN'), [call('a:B', 'r'), call('b:C', 'r')])).toBe(
      'Function Fn is not authorized to perform: b:C on resource: r because no policy of its role allows it',
    );
  }
  expect(gatekeeper.refusal(signed('tool'), [call('b:C', 'r')])).toBeUndefined();
  expect(gatekeeper.refusal(undefined, [call('b:C', 'r')])).toBeUndefined();
});
