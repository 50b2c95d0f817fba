import { like } from '../permissions.ts';
import { type Properties, TemplateNotUnderstood } from '../template/cloudformation.ts';
import type { Resource } from '../template/resolve.ts';
import type { Invocation } from '../template/stack.ts';
import { checkPattern } from './pattern.ts';
import type { Schedule } from './schedules.ts';
import { rateOf } from './schedules.ts';

/** A rule of EventBridge: when it calls which functions. */
export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly functionArns: readonly string[];
  /** What it listens for; undefined for a schedule. */
  readonly pattern?: Properties;
  /** How often it calls, in milliseconds; undefined where it listens. */
  readonly every?: number;
}

/** Reads the stack's rules that are enabled. */
export function rulesOf(resources: readonly Resource[], arnPrefix: string): readonly Rule[] {
  return resources
    .filter(({ type, properties }) => type === 'AWS::Events::Rule' && properties.State !== 'DISABLED')
    .map(({ logicalId, name, properties }) => {
      const { EventPattern, ScheduleExpression, EventBusName } = properties;
      if (EventBusName !== undefined && EventBusName !== 'default') {
        throw new TemplateNotUnderstood(`${logicalId}: only the default event bus is run locally`);
      }
      if (EventPattern !== undefined) checkPattern(EventPattern, logicalId);
      return {
        name,
        arn: `${arnPrefix}${name}`,
        functionArns: targetsOf(logicalId, (properties.Targets ?? []) as unknown as readonly Properties[]),
        ...(EventPattern === undefined ? {} : { pattern: EventPattern as Properties }),
        ...(ScheduleExpression === undefined ? {} : { every: rateOf(String(ScheduleExpression), logicalId) }),
      };
    });
}

/** What a target may have beside its ARN: how often it is tried is AWS's matter, what it is sent is not. */
const harmless = new Set(['Arn', 'Id', 'DeadLetterConfig', 'RetryPolicy']);

function targetsOf(logicalId: string, targets: readonly Properties[]): readonly string[] {
  return targets.map((target) => {
    const unknown = Object.keys(target).find((property) => !harmless.has(property));
    if (unknown) throw new TemplateNotUnderstood(`${logicalId}: ${unknown} of a target is unknown here`);
    return String(target.Arn);
  });
}

export const isSchedule = (rule: Rule): rule is Rule & Schedule => rule.every !== undefined;

/** @throws TemplateNotUnderstood where EventBridge may not call a rule's function */
export function demandRulePermissions(rules: readonly Rule[], invocations: readonly Invocation[]): void {
  for (const { arn, functionArns } of rules) {
    for (const functionArn of functionArns) {
      const allowed = invocations.some(
        (permission) =>
          permission.principal === 'events.amazonaws.com' &&
          permission.functionArn === functionArn &&
          like(permission.sourceArn, arn),
      );
      if (!allowed) throw new TemplateNotUnderstood(`EventBridge may not call ${functionArn} for ${arn}`);
    }
  }
}
