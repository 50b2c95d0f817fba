import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConfigurationSet } from 'aws-cdk-lib/aws-ses';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Entry } from '../catalogue.ts';
import type { Functions } from './functions.ts';

interface OperationsProps {
  readonly functions: Functions;
  readonly emails: IConfigurationSet;
  readonly machines: readonly sfn.StateMachine[];
}

/** What keeps plans alive: rescue, called when an execution dies, and the sweep, which is relied on. And who hears of e-mail that does not arrive. */
export class Operations extends Construct {
  /** Calls that neither EventBridge nor Lambda could bring about. */
  readonly lost: sqs.Queue;

  private readonly props: OperationsProps;

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    this.props = props;
    this.lost = new sqs.Queue(this, 'Lost', {
      // Not the data key: EventBridge says for no key whom it sends for, so the key would have to let it in without a
      // condition. What lies here is ids, and of an e-mail that came back the address of a unit's contact.
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.call('rescue', 'Died', {
      description: 'An execution has died: make its plan anew',
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: props.machines.map((machine) => machine.stateMachineArn),
        },
      },
    });
    this.call('record-delivery', 'Undelivered', {
      description: 'An e-mail was not delivered: its address fails, and somebody else is to be told',
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [props.emails.configurationSetName] } } },
      },
    });
    this.call('sweep', 'Hourly', {
      description: 'Ask after every pathway that is due for it',
      schedule: events.Schedule.rate(Duration.hours(1)),
    });
  }

  private call(entry: Entry, id: string, rule: events.RuleProps): void {
    const called = this.props.functions.get(entry);
    new events.Rule(this, id, {
      ...rule,
      targets: [
        new targets.LambdaFunction(called.lambda, {
          deadLetterQueue: this.lost,
          maxEventAge: Duration.hours(1),
          retryAttempts: 20,
        }),
      ],
    });
    // EventBridge has done its part once Lambda has taken the call; what fails after that is Lambda's to keep.
    (called.lambda.node.defaultChild as CfnFunction).deadLetterConfig = { targetArn: this.lost.queueArn };
    const keep = new iam.Policy(this, `${id}Keep`, {
      roles: [called.role],
      statements: [
        new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.lost.queueArn] }),
      ],
    });
    // Lambda asks at once whether the role may.
    called.lambda.node.addDependency(keep);
  }
}
