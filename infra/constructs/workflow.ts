import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

/** Names a workflow in the template, for tools that read it from there. */
export const WORKFLOW_METADATA = 'vel-hjem:workflow';

interface WorkflowProps {
  /** As files and metadata name it. */
  readonly name: string;
  readonly comment: string;
  readonly chain: sfn.IChainable;
  /** Every function that the definition names: the only ones that the machine may call. */
  readonly calls: readonly IFunction[];
  readonly key: IKey;
  readonly logRetentionDays: number;
}

/**
 * No execution is planned beyond 330 days. 340 leaves ten for what can hold a step up (retries outlast hours, a
 * sweep runs every hour) and stays 25 days below the 365 that AWS allows, so that an execution which has lost its
 * way ends as TIMED_OUT, which is seen, and not by AWS's limit.
 */
const LONGEST_EXECUTION = Duration.days(340);

/**
 * A Standard state machine as this project wants every one: JSONata, own key, tracing, and a log of every event
 * without the data that travels.
 */
export class Workflow extends Construct {
  readonly machine: sfn.StateMachine;
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const { account, partition, region } = Stack.of(this);
    const sourceAccount = { StringEquals: { 'aws:SourceAccount': account } };
    const log = new logs.LogGroup(this, 'Log', {
      retention: props.logRetentionDays,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.role = new iam.Role(this, 'Role', {
      description: `Vel hjem ${props.name}`,
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com', { conditions: sourceAccount }),
    });
    const run = new iam.Policy(this, 'Run', {
      roles: [this.role],
      statements: [
        new iam.PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: props.calls.map((called) => called.functionArn),
        }),
        new iam.PolicyStatement({
          actions: [
            'xray:PutTraceSegments',
            'xray:PutTelemetryRecords',
            'xray:GetSamplingRules',
            'xray:GetSamplingTargets',
          ],
          resources: ['*'],
        }),
        // Log delivery is of the account, and has no resources to name.
        new iam.PolicyStatement({
          actions: [
            'logs:CreateLogDelivery',
            'logs:GetLogDelivery',
            'logs:UpdateLogDelivery',
            'logs:DeleteLogDelivery',
            'logs:ListLogDeliveries',
            'logs:PutResourcePolicy',
            'logs:DescribeResourcePolicies',
            'logs:DescribeLogGroups',
          ],
          resources: ['*'],
        }),
      ],
    });
    this.machine = new sfn.StateMachine(this, 'Machine', {
      comment: props.comment,
      definitionBody: sfn.DefinitionBody.fromChainable(props.chain),
      queryLanguage: sfn.QueryLanguage.JSONATA,
      stateMachineType: sfn.StateMachineType.STANDARD,
      timeout: LONGEST_EXECUTION,
      tracingEnabled: true,
      logs: { destination: log, level: sfn.LogLevel.ALL, includeExecutionData: false },
      role: this.role.withoutPolicyUpdates(),
      // Deleting a state machine ends its executions.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const resource = this.machine.node.defaultChild as sfn.CfnStateMachine;
    resource.encryptionConfiguration = {
      type: 'CUSTOMER_MANAGED_KMS_KEY',
      kmsKeyId: props.key.keyArn,
      kmsDataKeyReusePeriodSeconds: 300,
    };
    resource.addMetadata(WORKFLOW_METADATA, props.name);
    // The role must be able to call and to log when the machine is made.
    this.machine.node.addDependency(run);

    // Names the machine, and so must not be what the machine waits for. Without a physical name CDK's own grant
    // would name a machine that does not exist.
    new iam.Policy(this, 'UseKey', {
      roles: [this.role],
      statements: [
        new iam.PolicyStatement({
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [props.key.keyArn],
          conditions: {
            StringEquals: {
              'kms:EncryptionContext:aws:states:stateMachineArn': this.machine.stateMachineArn,
            },
          },
        }),
        new iam.PolicyStatement({
          actions: ['kms:GenerateDataKey'],
          resources: [props.key.keyArn],
          conditions: {
            StringEquals: {
              'kms:EncryptionContext:SourceArn': `arn:${partition}:logs:${region}:${account}:*`,
            },
          },
        }),
      ],
    });
  }
}
