import { describe, expect, it } from 'vitest';
import { alarmIds, alarmSentences } from '../../infra/alarms.ts';
import { functionsByEntry, list, properties, resources, statementsOf, target } from './template.ts';

interface RuleProperties {
  readonly ScheduleExpression?: string;
  readonly EventPattern?: {
    readonly detail: { readonly status: string[]; readonly stateMachineArn: unknown[] };
  };
  readonly Targets: readonly {
    readonly Arn: unknown;
    readonly DeadLetterConfig: { readonly Arn: unknown };
    readonly RetryPolicy: {
      readonly MaximumRetryAttempts: number;
      readonly MaximumEventAgeInSeconds: number;
    };
  }[];
}

const functions = functionsByEntry();
const rules = resources('AWS::Events::Rule').map((rule) => properties<RuleProperties>(rule));
const ruleOf = (entry: string) =>
  rules.find(({ Targets }) => target(Targets[0]?.Arn) === functions.get(entry)!.logicalId)!;

describe('rescue', () => {
  it('is called when an execution of either machine dies', () => {
    const machines = resources('AWS::StepFunctions::StateMachine').map(({ logicalId }) => logicalId);
    const { detail } = ruleOf('rescue').EventPattern!;
    expect(detail.status).toEqual(['FAILED', 'TIMED_OUT', 'ABORTED']);
    expect(detail.stateMachineArn.map(target).sort()).toEqual(machines.sort());
  });
});

describe('the sweep', () => {
  it('is called every hour', () => {
    expect(ruleOf('sweep').ScheduleExpression).toBe('rate(1 hour)');
  });
});

describe('who hears of e-mail that does not arrive', () => {
  const [set] = resources('AWS::SES::ConfigurationSet');

  it('is called for the e-mails of this stack alone', () => {
    const { EventPattern } = ruleOf('record-delivery') as unknown as {
      EventPattern: { source: string[]; detail: { mail: { tags: Record<string, unknown[]> } } };
    };
    expect(EventPattern.source).toEqual(['aws.ses']);
    const { tags } = EventPattern.detail.mail;
    expect(tags['ses:configuration-set']?.map(target)).toEqual([set!.logicalId]);
  });

  it('is told by SES of what could not be delivered, on the bus that the rule listens to', () => {
    const [destination] = resources('AWS::SES::ConfigurationSetEventDestination');
    const { ConfigurationSetName, EventDestination } = properties<{
      ConfigurationSetName: unknown;
      EventDestination: { MatchingEventTypes: string[]; EventBridgeDestination: { EventBusArn: unknown } };
    }>(destination!);
    expect(target(ConfigurationSetName)).toBe(set!.logicalId);
    expect(EventDestination.MatchingEventTypes).toEqual([
      'bounce',
      'complaint',
      'reject',
      'renderingFailure',
    ]);
    expect(JSON.stringify(EventDestination.EventBridgeDestination.EventBusArn)).toContain(
      ':event-bus/default',
    );
  });
});

describe.each(['rescue', 'sweep', 'record-delivery'])('a call of %s', (entry) => {
  const [lost] = resources('AWS::SQS::Queue');

  it('is tried again, and kept where it cannot be brought about', () => {
    const [called] = ruleOf(entry).Targets;
    expect(called!.RetryPolicy).toEqual({ MaximumRetryAttempts: 20, MaximumEventAgeInSeconds: 3600 });
    expect(target(called!.DeadLetterConfig.Arn)).toBe(lost!.logicalId);
    const { DeadLetterConfig } = properties<{ DeadLetterConfig: { TargetArn: unknown } }>(
      functions.get(entry)!,
    );
    expect(target(DeadLetterConfig.TargetArn)).toBe(lost!.logicalId);
  });

  it('may be kept by its function', () => {
    const grants = statementsOf(entry).filter(({ Resource }) => target(Resource) === lost!.logicalId);
    expect(grants.flatMap(({ Action }) => list(Action))).toEqual(['sqs:SendMessage']);
  });
});

interface AlarmProperties {
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly TreatMissingData: string;
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

const alarms = resources('AWS::CloudWatch::Alarm').map((alarm) => properties<AlarmProperties>(alarm));
const alarmOf = (id: string) =>
  alarms.find(({ AlarmDescription }) => AlarmDescription.endsWith(`docs/runbooks/${id}.md`))!;

describe('alarms', () => {
  it.each(alarmIds)('%s says what it means for patients, and reaches the topic', (id) => {
    const alarm = alarmOf(id);
    expect(alarm.AlarmDescription).toBe(`${alarmSentences[id]} What to do: docs/runbooks/${id}.md`);
    expect(alarmSentences[id]).toMatch(/^[A-Z].{30,}\.$/);
    expect(alarm.AlarmActions.map(target)).toEqual([expect.stringMatching(/^AlarmsTopic/)]);
  });

  it('are no others', () => {
    expect(alarms).toHaveLength(alarmIds.length);
  });

  it('ring where the sweep says nothing, and only there', () => {
    const breaching = alarmIds.filter((id) => alarmOf(id).TreatMissingData === 'breaching');
    expect(breaching).toEqual(['sweep-has-not-run']);
  });

  it.each([
    ['stalled-pathways', 'StalledPathways'],
    ['undeliverable-tasks', 'UndeliverableTasks'],
    ['no-route', 'NoRoute'],
    ['person-registry-fails', 'PersonRegistryFaults'],
    ['sending-paused', 'SendingPaused'],
  ])('%s watches what handlers write', (id, metric) => {
    const { Dimensions, MetricName, Namespace } = alarmOf(id);
    expect({ Dimensions, MetricName, Namespace }).toEqual({
      Namespace: 'VelHjem',
      MetricName: metric,
      Dimensions: [{ Name: 'service', Value: 'vel-hjem-dev' }],
    });
  });
});
