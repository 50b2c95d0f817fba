import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { stepNames } from '../../workflows/steps.ts';
import { type AlarmId, alarmSentences, type MeansForPatients } from '../alarms.ts';
import { type Functions, METRICS_NAMESPACE } from './functions.ts';
import { indexes, type Tables } from './tables.ts';

interface AlarmsProps {
  readonly key: IKey;
  readonly functions: Functions;
  readonly tables: Tables;
  readonly api: apigateway.RestApi;
  readonly lost: sqs.Queue;
  readonly machines: { readonly pathway: sfn.StateMachine; readonly followUp: sfn.StateMachine };
  /** The `service` dimension of the metrics that handlers write. */
  readonly service: string;
}

interface Watch {
  readonly metric: cloudwatch.IMetric;
  /** How many are too many; one, unless said. */
  readonly threshold?: number;
  /** Too few rather than too many, and none at all is the worst. */
  readonly tooFew?: true;
  readonly periods?: number;
}

const minutes5 = Duration.minutes(5);
const sum = { period: minutes5, statistic: 'Sum' } as const;

/** The alarms, and the topic that they go to. Whoever is on call subscribes to it. */
export class Alarms extends Construct {
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', {
      displayName: 'Vel hjem alarms',
      masterKey: props.key,
      enforceSSL: true,
    });
    this.topic.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    new CfnOutput(Stack.of(this), 'AlarmTopic', {
      description: 'Whoever is on call subscribes here',
      value: this.topic.topicArn,
    });
    for (const [alarmId, watch] of Object.entries(watches(props)) as [AlarmId, Watch | undefined][]) {
      if (watch !== undefined) this.add(alarmId, alarmSentences[alarmId], watch);
    }
  }

  private add(id: AlarmId, meansForPatients: MeansForPatients, watch: Watch): void {
    const { ComparisonOperator, TreatMissingData } = cloudwatch;
    const alarm = new cloudwatch.Alarm(this, id, {
      alarmDescription: `${meansForPatients} What to do: docs/runbooks/${id}.md`,
      metric: watch.metric,
      threshold: watch.threshold ?? 1,
      evaluationPeriods: watch.periods ?? 1,
      comparisonOperator: watch.tooFew
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: watch.tooFew ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }
}

/** What each alarm measures; undefined where the deployment does not have what it is about. */
function watches(props: AlarmsProps): Record<AlarmId, Watch | undefined> {
  const { api, functions, lost, machines, tables } = props;
  const sweep = functions.lambda('sweep');
  const own = (metricName: string, period = minutes5): Watch => ({
    metric: new cloudwatch.Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      dimensionsMap: { service: props.service },
      ...sum,
      period,
    }),
  });
  return {
    'sweep-fails': { metric: sweep.metricErrors({ ...sum, period: Duration.hours(1) }) },
    // It runs every hour: two hours without allow for one that was late.
    'sweep-has-not-run': {
      metric: sweep.metricInvocations({ ...sum, period: Duration.hours(1) }),
      tooFew: true,
      periods: 2,
    },
    'rescue-fails': { metric: functions.lambda('rescue').metricErrors(sum) },
    'lost-events': {
      metric: lost.metricApproximateNumberOfMessagesVisible({ period: minutes5, statistic: 'Maximum' }),
    },
    'pathway-executions-fail': { metric: machines.pathway.metricFailed(sum) },
    'pathway-executions-time-out': { metric: machines.pathway.metricTimedOut(sum) },
    'pathway-executions-throttled': { metric: machines.pathway.metricThrottled(sum), threshold: 10 },
    'follow-up-executions-fail': { metric: machines.followUp.metricFailed(sum) },
    'follow-up-executions-time-out': { metric: machines.followUp.metricTimedOut(sum) },
    'follow-up-executions-throttled': { metric: machines.followUp.metricThrottled(sum), threshold: 10 },
    // One that is tried again and goes well is no reason to wake anybody.
    'steps-fail': {
      metric: total(stepNames.map((name) => functions.lambda(name).metricErrors(sum))),
      threshold: 5,
      periods: 3,
    },
    'api-fails': { metric: api.metricServerError(sum), threshold: 3, periods: 2 },
    'sign-in-fails': own('SignInFaults'),
    'stalled-pathways': own('StalledPathways'),
    'undeliverable-tasks': own('UndeliverableTasks'),
    // The sweep counts each hour: a pause that is meant ends before this rings.
    'sending-paused': { ...own('SendingPaused', Duration.hours(1)), periods: 4 },
    'no-route': own('NoRoute'),
    // One that is slow now and then is no reason to wake anybody.
    'person-registry-fails': functions.entries.includes('find-person')
      ? { ...own('PersonRegistryFaults'), threshold: 3 }
      : undefined,
    'store-throttled': {
      metric: total([
        ...[tables.main, tables.audit].flatMap((table) =>
          ['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) => table.metric(name, sum)),
        ),
        // An index that cannot keep up holds up writes to its table.
        ...Object.values(indexes).map((index) =>
          tables.main.metric('WriteThrottleEvents', {
            ...sum,
            dimensionsMap: { TableName: tables.main.tableName, GlobalSecondaryIndexName: index },
          }),
        ),
      ]),
      threshold: 10,
    },
  };
}

function total(metrics: readonly cloudwatch.IMetric[]): cloudwatch.MathExpression {
  const using = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  const parts = Object.keys(using).map((name) => `FILL(${name}, 0)`);
  return new cloudwatch.MathExpression({
    expression: parts.join(' + '),
    usingMetrics: using,
    period: minutes5,
    label: 'Total',
  });
}
