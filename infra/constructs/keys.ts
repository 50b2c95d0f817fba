import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Parameters } from '../parameters.ts';

/**
 * The deployment's own keys. Inside the account IAM decides who may use them (the first statement of each key's
 * policy says so); every service that comes by itself is let in for this account's and this stack's things only.
 */
export class Keys extends Construct {
  /** Tables, logs, executions and alarms. */
  readonly data: kms.Key;
  /** Turns a national id into a person key. It never leaves KMS, and a new one would find nobody. */
  readonly persons: kms.Key;
  /** Makes the secret that sessions on the pages are closed with. A new one ends them all, and nothing else. */
  readonly sessions: kms.Key;
  /** Proves the deployment to its identity provider, where that wants it. */
  readonly client: kms.Key | undefined;

  constructor(scope: Construct, id: string, { oidcClientKey }: Pick<Parameters, 'oidcClientKey'>) {
    super(scope, id);
    this.data = new kms.Key(this, 'Data', {
      description: 'Vel hjem: tables, logs, executions, alarms',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.persons = new kms.Key(this, 'Persons', {
      description: 'Vel hjem: keys of persons, made of their national ids',
      keySpec: kms.KeySpec.HMAC_256,
      keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.sessions = new kms.Key(this, 'Sessions', {
      description: 'Vel hjem: the secret that sessions are closed with',
      keySpec: kms.KeySpec.HMAC_256,
      keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.client = oidcClientKey ? this.clientKey() : undefined;
    this.letServicesIn();
  }

  private clientKey(): kms.Key {
    const key = new kms.Key(this, 'Client', {
      description: 'Vel hjem: proves the deployment to its identity provider',
      keySpec: kms.KeySpec.RSA_3072,
      keyUsage: kms.KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new CfnOutput(this, 'ClientKey', {
      value: key.keyArn,
      description: 'Its public half is registered at the identity provider',
    });
    return key;
  }

  private letServicesIn(): void {
    const { account, partition, region, stackName } = Stack.of(this);
    const ours = { 'aws:SourceAccount': account };
    const logGroup = (name: string) => `arn:${partition}:logs:${region}:${account}:log-group:${name}`;

    this.allow('LogGroupsOfThisStack', `logs.${region}.amazonaws.com`, crypto, {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': [
          logGroup(`${stackName}-*`),
          // API Gateway's own log of a stage; its name is not ours to choose.
          logGroup('API-Gateway-Execution-Logs_*'),
        ],
      },
    });
    // Logs of an encrypted state machine go through the log delivery service.
    this.allow('LogsOfStateMachines', 'delivery.logs.amazonaws.com', ['kms:Decrypt'], {
      StringEquals: ours,
      ArnLike: {
        'aws:SourceArn': `arn:${partition}:logs:${region}:${account}:*`,
        'kms:EncryptionContext:SourceArn': `arn:${partition}:logs:${region}:${account}:*`,
      },
    });
    this.allow('AlarmsToTheTopic', 'cloudwatch.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], {
      StringEquals: ours,
      ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
    });
  }

  private allow(sid: string, service: string, actions: string[], conditions: iam.Conditions): void {
    this.data.addToResourcePolicy(
      new iam.PolicyStatement({
        sid,
        principals: [new iam.ServicePrincipal(service)],
        actions,
        // In a key's policy this is the key itself.
        resources: ['*'],
        conditions,
      }),
    );
  }
}

const crypto = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:DescribeKey',
];
