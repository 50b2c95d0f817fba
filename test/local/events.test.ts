import { describe, expect, test } from 'vitest';
import { createBus } from '../../local/events/bus.ts';
import { checkPattern, matches } from '../../local/events/pattern.ts';
import { demandRulePermissions, rulesOf } from '../../local/events/rules.ts';
import type { InvocationResult } from '../../local/lambda/functions.ts';
import type { Properties } from '../../local/template/cloudformation.ts';
import { location } from '../../local/template/names.ts';

describe('a pattern', () => {
  const event = { source: 'aws.states', resources: ['a', 'b'], detail: { status: 'FAILED', count: 1 } };
  test.each([
    [{ source: ['aws.states'] }, true],
    [{ source: ['other', 'aws.states'], detail: { status: ['FAILED'] } }, true],
    [{ resources: ['b'] }, true],
    [{ detail: { status: [{ prefix: 'FA' }], count: [1] } }, true],
    [{ source: ['other'] }, false],
    [{ detail: { status: ['SUCCEEDED'] } }, false],
    [{ detail: { count: ['1'] } }, false],
    [{ detail: { count: [{ prefix: '1' }] } }, false],
    [{ missing: ['x'] }, false],
    [{ source: { deeper: ['x'] } }, false],
    ['not one', false],
  ])('%j', (pattern, matched) => {
    expect(matches(pattern, event)).toBe(matched);
  });

  test('with an unknown matcher is refused', () => {
    expect(() => checkPattern({ a: [{ 'anything-but': 'x' }] }, 'Rule')).toThrow(
      /Rule: matcher .*anything-but/,
    );
    expect(() => checkPattern({ a: 'x' }, 'Rule')).toThrow(/not one/);
    checkPattern({ a: [{ prefix: 'x' }, 'y'], b: { c: [1] } }, 'Rule');
  });
});

describe('rules', () => {
  const rule = (properties: Properties) => [
    { logicalId: 'R', type: 'AWS::Events::Rule', name: 's-R', properties, metadata: {} },
  ];
  const targets = [{ Arn: 'fn', Id: 'x', RetryPolicy: {}, DeadLetterConfig: {} }];

  test('are read, unless disabled', () => {
    const both = { ScheduleExpression: 'rate(1 hour)', Targets: targets };
    expect(rulesOf(rule(both), 'arn:')).toEqual([
      { name: 's-R', arn: 'arn:s-R', functionArns: ['fn'], every: 3_600_000 },
    ]);
    expect(rulesOf(rule({ ...both, State: 'DISABLED' }), 'arn:')).toEqual([]);
    const callsNobody = { EventPattern: { a: ['b'] }, EventBusName: 'default' };
    expect(rulesOf(rule(callsNobody), 'arn:')).toMatchObject([{ functionArns: [] }]);
  });

  test('with something unknown are refused', () => {
    const input = { EventPattern: { a: ['b'] }, Targets: [{ Arn: 'fn', Id: 'x', Input: '{}' }] };
    expect(() => rulesOf(rule(input), 'arn:')).toThrow(/R: Input of a target/);
    expect(() => rulesOf(rule({ EventBusName: 'own' }), 'arn:')).toThrow(/default event bus/);
  });

  test('need the permission of the function that they call', () => {
    const rules = rulesOf(rule({ EventPattern: { a: ['b'] }, Targets: targets }), 'arn:');
    const permission = { principal: 'events.amazonaws.com', functionArn: 'fn', sourceArn: 'arn:s-R' };
    demandRulePermissions(rules, [permission]);
    expect(() => demandRulePermissions(rules, [])).toThrow(/EventBridge may not call fn/);
    expect(() => demandRulePermissions(rules, [{ ...permission, sourceArn: 'arn:other' }])).toThrow(
      /may not/,
    );
  });
});

describe('the bus', () => {
  function bus(answers: InvocationResult[]) {
    const seen: unknown[] = [];
    const lost: string[] = [];
    const made = createBus({
      rules: [{ name: 'r', arn: 'arn:r', functionArns: ['fn'], pattern: { source: ['here'] } }],
      at: location('s'),
      now: () => Date.parse('2026-11-02T09:00:00.500Z'),
      invoke: async (_, event) => {
        seen.push(event);
        return answers.shift() ?? { payload: null };
      },
      onLost: (functionArn, error) => lost.push(`${functionArn} ${error.errorType}`),
    });
    return { made, seen, lost };
  }
  const event = (source: string) => ({ source, detailType: 'Something', resources: ['x'], detail: { a: 1 } });

  test('hands an event to the rules that listen for it', async () => {
    const { made, seen } = bus([]);
    made.publish(event('here'));
    made.publish(event('elsewhere'));
    expect(made.busy).toBe(true);
    await made.idle();
    expect(made.busy).toBe(false);
    expect(seen).toEqual([
      {
        version: '0',
        id: expect.any(String),
        source: 'here',
        'detail-type': 'Something',
        account: '000000000000',
        region: 'eu-north-1',
        time: '2026-11-02T09:00:00Z',
        resources: ['x'],
        detail: { a: 1 },
      },
    ]);
  });

  test('tries a call three times, and then tells that it is lost', async () => {
    const error = { error: { errorType: 'E', errorMessage: 'm' } };
    const twice = bus([error, error]);
    twice.made.publish(event('here'));
    await twice.made.idle();
    expect([twice.seen.length, twice.lost]).toEqual([3, []]);
    const thrice = bus([error, error, error]);
    thrice.made.publish(event('here'));
    await thrice.made.idle();
    expect([thrice.seen.length, thrice.lost]).toEqual([3, ['fn E']]);
  });
});
