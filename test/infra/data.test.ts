import { describe, expect, it } from 'vitest';
import {
  everything,
  list,
  type Policy,
  properties,
  resources,
  type Statement,
  stackName,
  template,
} from './template.ts';

interface KeyProperties {
  readonly KeySpec?: string;
  readonly KeyUsage?: string;
  readonly EnableKeyRotation?: boolean;
  readonly KeyPolicy: Policy;
}

const dataKey = resources('AWS::KMS::Key').find(({ logicalId }) => logicalId.startsWith('KeysData'))!;
const personKey = resources('AWS::KMS::Key').find(({ logicalId }) => logicalId.startsWith('KeysPersons'))!;
const policyOf = (key: typeof dataKey) => properties<KeyProperties>(key).KeyPolicy.Statement;

/** The statement that lets a service use the data key. */
function serviceStatement(sid: string): Statement {
  const found = policyOf(dataKey).find(({ Sid }) => Sid === sid);
  expect(found, sid).toBeDefined();
  return found!;
}

describe('what must never be lost', () => {
  /** A change here replaces what holds patients' data, or orphans it: read docs/adr before allowing one. */
  it('has these logical ids', () => {
    const stateful = [
      'AWS::DynamoDB::Table',
      'AWS::KMS::Key',
      'AWS::StepFunctions::StateMachine',
      'AWS::SNS::Topic',
    ].flatMap((type) => resources(type).map(({ logicalId }) => `${type} ${logicalId}`));
    expect(stateful).toMatchInlineSnapshot(`
      [
        "AWS::DynamoDB::Table TablesMainBB1D2EBD",
        "AWS::DynamoDB::Table TablesAuditCEFF9E0F",
        "AWS::KMS::Key KeysDataA2F7C5E6",
        "AWS::KMS::Key KeysPersons173648C0",
        "AWS::KMS::Key KeysSessions8F51ED16",
        "AWS::StepFunctions::StateMachine PathwayMachine15263014",
        "AWS::StepFunctions::StateMachine FollowUpMachineD4705276",
        "AWS::SNS::Topic AlarmsTopic3A2DFEBA",
      ]
    `);
  });

  it('is kept when the stack is not', () => {
    for (const type of [
      'AWS::DynamoDB::Table',
      'AWS::KMS::Key',
      'AWS::StepFunctions::StateMachine',
      'AWS::Logs::LogGroup',
    ]) {
      for (const { DeletionPolicy, UpdateReplacePolicy, logicalId } of resources(type)) {
        expect([DeletionPolicy, UpdateReplacePolicy], logicalId).toEqual(['Retain', 'Retain']);
      }
    }
  });

  it('has no name of its own, which would stand in the way of a restore beside it', () => {
    const names = {
      'AWS::DynamoDB::Table': 'TableName',
      'AWS::StepFunctions::StateMachine': 'StateMachineName',
      'AWS::SNS::Topic': 'TopicName',
      'AWS::SQS::Queue': 'QueueName',
      'AWS::Lambda::Function': 'FunctionName',
      'AWS::IAM::Role': 'RoleName',
    };
    for (const [type, name] of Object.entries(names)) {
      for (const resource of resources(type)) {
        expect(properties(resource)[name], resource.logicalId).toBeUndefined();
      }
    }
  });
});

describe('both tables', () => {
  it.each(resources('AWS::DynamoDB::Table').map((table) => [table.logicalId, table] as const))(
    '%s is on demand, own key, to be restored, protected',
    (_id, table) => {
      expect(table.Properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: {
          SSEEnabled: true,
          SSEType: 'KMS',
          KMSMasterKeyId: { 'Fn::GetAtt': [dataKey.logicalId, 'Arn'] },
        },
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      });
    },
  );

  it('has the indexes of the design on the main one', () => {
    const main = resources('AWS::DynamoDB::Table').find(({ logicalId }) =>
      logicalId.startsWith('TablesMain'),
    )!;
    const { GlobalSecondaryIndexes } = properties<{ GlobalSecondaryIndexes: unknown[] }>(main);
    const index = (name: string, hash: string, range: string, projection: string) => ({
      IndexName: name,
      KeySchema: [
        { AttributeName: hash, KeyType: 'HASH' },
        { AttributeName: range, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: projection },
    });
    expect(GlobalSecondaryIndexes).toEqual([
      index('byList', 'listKey', 'listSort', 'ALL'),
      index('byPerson', 'personKey', 'pk', 'KEYS_ONLY'),
      index('byCheck', 'checkKey', 'nextCheckAt', 'KEYS_ONLY'),
    ]);
  });
});

describe('the data key', () => {
  it('turns over every year', () => {
    expect(properties<KeyProperties>(dataKey).EnableKeyRotation).toBe(true);
  });

  it('leaves people and functions to IAM, and lets services in one by one', () => {
    const statements = policyOf(dataKey);
    const root = JSON.stringify(statements[0]!.Principal);
    expect(root).toContain(':root');
    expect(statements.slice(1).map(({ Sid }) => Sid)).toEqual([
      'LogGroupsOfThisStack',
      'LogsOfStateMachines',
      'AlarmsToTheTopic',
    ]);
    for (const { Condition, Sid } of statements.slice(1)) expect(Condition, Sid).toBeDefined();
  });

  it('lets CloudWatch Logs in for log groups of this stack', () => {
    const { Condition, Principal } = serviceStatement('LogGroupsOfThisStack');
    expect(Principal).toEqual({
      Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
    });
    const groups = list(Condition!.ArnLike!['kms:EncryptionContext:aws:logs:arn']);
    expect(JSON.stringify(groups[0])).toContain(`:log-group:${stackName}-*`);
    expect(JSON.stringify(groups[1])).toContain(':log-group:API-Gateway-Execution-Logs_*');
    expect(groups).toHaveLength(2);
  });

  it('covers every log group: those with a name of their own are API Gateway’s', () => {
    const named = resources('AWS::Logs::LogGroup').flatMap((group) => {
      const { LogGroupName } = properties(group);
      expect(properties(group).KmsKeyId).toEqual({ 'Fn::GetAtt': [dataKey.logicalId, 'Arn'] });
      return LogGroupName === undefined ? [] : [JSON.stringify(LogGroupName)];
    });
    expect(named).toHaveLength(1);
    expect(named[0]).toContain('API-Gateway-Execution-Logs_');
  });

  it.each([
    ['LogsOfStateMachines', 'delivery.logs.amazonaws.com', ['kms:Decrypt']],
    ['AlarmsToTheTopic', 'cloudwatch.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey']],
  ])('lets %s in for this account only', (sid, service, actions) => {
    const statement = serviceStatement(sid);
    expect(statement.Principal).toEqual({ Service: service });
    expect(list(statement.Action)).toEqual(actions);
    expect(statement.Condition?.StringEquals?.['aws:SourceAccount']).toEqual({ Ref: 'AWS::AccountId' });
    expect(statement.Condition?.ArnLike?.['aws:SourceArn']).toBeDefined();
  });
});

describe('the key of person keys', () => {
  it('makes HMACs, and is for nothing else', () => {
    expect(personKey.Properties).toMatchObject({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
    expect(policyOf(personKey)).toHaveLength(1);
  });
});

describe('the whole', () => {
  it('encrypts its topic with the data key, and its queue with one that needs no letting in', () => {
    const key = (value: unknown) => JSON.stringify(value);
    for (const topic of resources('AWS::SNS::Topic')) {
      expect(key(properties(topic).KmsMasterKeyId)).toContain(dataKey.logicalId);
    }
    for (const queue of resources('AWS::SQS::Queue')) {
      expect(queue.Properties).toMatchObject({ SqsManagedSseEnabled: true });
    }
  });

  it('holds no secret and no address of an account', () => {
    // but for the account that parameters name
    const named = [everything.personRegistryFunctionArn, everything.certificateArn];
    const own = named.reduce((rest, arn) => rest.replaceAll(arn, ''), JSON.stringify(template));
    expect(/\b\d{12}\b/.exec(own)).toBeNull();
  });
});
