import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConfigurationSet } from 'aws-cdk-lib/aws-ses';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type Capability, type Entry, entriesThat } from '../catalogue.ts';
import type { Parameters } from '../parameters.ts';
import type { Functions } from './functions.ts';
import type { Keys } from './keys.ts';
import { indexes, type Tables } from './tables.ts';

interface PermissionsProps {
  readonly parameters: Parameters;
  readonly keys: Keys;
  readonly tables: Tables;
  readonly emails: IConfigurationSet;
  readonly functions: Functions;
  readonly machines: { readonly pathway: sfn.StateMachine; readonly followUp: sfn.StateMachine };
}

const allow = (actions: string[], resources: string[], conditions?: iam.Conditions) =>
  new iam.PolicyStatement({ actions, resources, ...(conditions ? { conditions } : {}) });

/**
 * One policy a capability, attached to the roles of the functions that the catalogue gives it to. So the whole of
 * what functions may do is read here, and none of it is in a function's own policy: a machine depends on the
 * functions that it names, and a grant on the machine there would be a cycle.
 */
export class Permissions extends Construct {
  private readonly props: PermissionsProps;

  constructor(scope: Construct, id: string, props: PermissionsProps) {
    super(scope, id);
    this.props = props;
    const statements = this.statements();
    for (const [capability, granted] of Object.entries(statements) as [Capability, iam.PolicyStatement[]][]) {
      // Nothing is granted to ask a registry, or to use a key, that is not there.
      if (granted.length === 0) continue;
      this.attach(capability, granted, entriesThat(capability));
    }
    // X-Ray has no resources to name.
    const traces = allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*']);
    this.attach('trace', [traces], props.functions.entries);
  }

  private attach(id: string, statements: iam.PolicyStatement[], to: readonly Entry[]): void {
    const { functions } = this.props;
    const there = to.filter((entry) => functions.entries.includes(entry));
    new iam.Policy(this, id, { statements, roles: there.map((entry) => functions.get(entry).role) });
  }

  private statements(): Record<Capability, iam.PolicyStatement[]> {
    const { emails, functions, keys, machines, parameters, tables } = this.props;
    const { account, partition, region } = Stack.of(this);
    const table = tables.main.tableArn;
    const index = (name: string) => `${table}/index/${name}`;
    const dataKey = (actions: string[], service: string) =>
      allow(actions, [keys.data.keyArn], {
        StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` },
      });
    const readKey = dataKey(['kms:Decrypt', 'kms:DescribeKey'], 'dynamodb');
    const writeKey = dataKey(
      [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      'dynamodb',
    );
    // Whoever calls an encrypted machine does so with the key, through Step Functions.
    const machineKey = dataKey(['kms:Decrypt', 'kms:GenerateDataKey'], 'states');
    const registry = parameters.personRegistryFunctionArn;
    const call = (functionArn: string) => allow(['lambda:InvokeFunction'], [functionArn]);
    const both = [machines.pathway, machines.followUp];
    const executions = both.map((machine) => executionsOf(this, machine));
    const ownIdentity =
      parameters.emailIdentity ?? parameters.emailFrom.slice(parameters.emailFrom.indexOf('@') + 1);

    return {
      'read-table': [
        allow(['dynamodb:GetItem', 'dynamodb:Query'], [table]),
        allow(['dynamodb:Query'], [index(indexes.lists)]),
        readKey,
      ],
      'read-patients': [allow(['dynamodb:BatchGetItem'], [table])],
      'write-table': [
        allow(['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'], [table]),
        writeKey,
      ],
      'find-persons': [
        allow(['dynamodb:Query'], [index(indexes.persons)]),
        allow(['kms:GenerateMac'], [keys.persons.keyArn], {
          StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' },
        }),
      ],
      'close-sessions': [
        allow(['kms:GenerateMac'], [keys.sessions.keyArn], {
          StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' },
        }),
      ],
      'prove-client':
        keys.client === undefined
          ? []
          : [
              allow(['kms:GetPublicKey'], [keys.client.keyArn]),
              allow(['kms:Sign'], [keys.client.keyArn], {
                StringEquals: { 'kms:SigningAlgorithm': 'RSASSA_PSS_SHA_256' },
              }),
            ],
      'find-checks': [allow(['dynamodb:Query'], [index(indexes.checks)])],
      // Puts are conditional: an entry that is there is never written over.
      'append-audit': [allow(['dynamodb:PutItem'], [tables.audit.tableArn]), writeKey],
      'read-audit': [allow(['dynamodb:Query'], [tables.audit.tableArn])],
      'send-messages': [
        allow(
          ['ses:SendEmail'],
          [`identity/${ownIdentity}`, `configuration-set/${emails.configurationSetName}`].map(
            (name) => `arn:${partition}:ses:${region}:${account}:${name}`,
          ),
          { StringEquals: { 'ses:FromAddress': parameters.emailFrom } },
        ),
        // A phone number is no resource; everything that is one is denied.
        allow(['sns:Publish'], ['*'], { StringEquals: { 'aws:RequestedRegion': parameters.smsRegion } }),
        new iam.PolicyStatement({
          effect: iam.Effect.DENY,
          actions: ['sns:Publish'],
          resources: [`arn:${partition}:sns:*:*:*`],
        }),
      ],
      'run-machines': [
        allow(
          ['states:StartExecution'],
          both.map((machine) => machine.stateMachineArn),
        ),
        allow(['states:DescribeExecution', 'states:StopExecution'], executions),
        machineKey,
      ],
      'renew-pathway': [allow(['states:StartExecution'], [machines.pathway.stateMachineArn]), machineKey],
      'answer-tasks': [
        allow(
          ['states:SendTaskSuccess'],
          both.map((machine) => machine.stateMachineArn),
        ),
        machineKey,
      ],
      'ask-registry': registry === '' ? [] : [call(functions.lambda('find-person').functionArn)],
      'look-up-persons': registry === '' ? [] : [call(registry)],
    };
  }
}

/** Every execution of a machine; their names are not known beforehand. */
function executionsOf(scope: Construct, machine: sfn.StateMachine): string {
  const { account, partition, region } = Stack.of(scope);
  return `arn:${partition}:states:${region}:${account}:execution:${machine.stateMachineName}:*`;
}
