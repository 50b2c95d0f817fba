import { describe, expect, it } from 'vitest';
import { capabilities, entries, entryOf } from '../../infra/catalogue.ts';
import { stepNames } from '../../workflows/steps.ts';
import {
  allowed,
  environmentOf,
  functionsByEntry,
  list,
  properties,
  references,
  resources,
  type Statement,
  statementsOf,
  target,
  template,
} from './template.ts';

const main = logicalId('AWS::DynamoDB::Table', 'TablesMain');
const audit = logicalId('AWS::DynamoDB::Table', 'TablesAudit');
const machines = resources('AWS::StepFunctions::StateMachine').map(({ logicalId }) => logicalId);

function logicalId(type: string, prefix: string): string {
  const [found, ...more] = resources(type).filter((resource) => resource.logicalId.startsWith(prefix));
  expect(found, prefix).toBeDefined();
  expect(more).toEqual([]);
  return found!.logicalId;
}

const granted = new Map(entries.map((entry) => [entry, allowed(statementsOf(entry))]));
const may = (entry: string) => granted.get(entry as (typeof entries)[number])!;
/** What every function may do: its own log, and traces. */
const common = (entry: string) =>
  may(entry).filter((grant) => /^(logs:(CreateLogStream|PutLogEvents) on Functions|xray:)/.test(grant));

describe('what functions may do', () => {
  it.each(entries)('%s writes its own log and traces', (entry) => {
    const log = properties<{ LoggingConfig: { LogGroup: unknown } }>(functionsByEntry().get(entry)!);
    const group = target(log.LoggingConfig.LogGroup);
    expect(common(entry)).toEqual([
      `logs:CreateLogStream on ${group}`,
      `logs:PutLogEvents on ${group}`,
      'xray:PutTelemetryRecords on *',
      'xray:PutTraceSegments on *',
    ]);
  });

  it.each(entries.filter((entry) => entryOf(entry).may.length === 0))('%s may do nothing else', (entry) => {
    expect(may(entry)).toEqual(common(entry));
  });

  it('names every action; no wildcard is granted', () => {
    const actions = resources('AWS::IAM::Policy').flatMap((policy) =>
      properties<{ PolicyDocument: { Statement: Statement[] } }>(policy).PolicyDocument.Statement.flatMap(
        ({ Action }) => list(Action),
      ),
    );
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it.each(entries.filter((entry) => !entryOf(entry).may.some((one) => one === 'write-table')))(
    '%s cannot write to the main table',
    (entry) => {
      const writes = /^dynamodb:(?!GetItem|BatchGetItem|Query)/;
      expect(may(entry).filter((grant) => writes.test(grant) && grant.includes(main))).toEqual([]);
    },
  );

  it('lets nobody delete an item, scan a table or change one', () => {
    const grants = entries.flatMap((entry) => may(entry)).filter((grant) => grant.startsWith('dynamodb:'));
    const actions = new Set(grants.map((grant) => grant.split(' ')[0]));
    expect([...actions].sort()).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:BatchWriteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ]);
  });

  it('lets nobody do more to the audit table than add to it, and one read it', () => {
    for (const entry of entries) {
      const grants = may(entry).filter((grant) => grant.includes(audit));
      expect(grants, entry).toEqual([
        ...(entryOf(entry).may.some((one) => one === 'append-audit') ? [`dynamodb:PutItem on ${audit}`] : []),
        ...(entry === 'list-audit' ? [`dynamodb:Query on ${audit}`] : []),
      ]);
    }
  });

  it('lets only a start and a report make person keys, and only the sweep look at what is due', () => {
    const those = (part: string) =>
      entries.filter((entry) => may(entry).some((grant) => grant.includes(part)));
    expect(those('kms:GenerateMac on KeysPersons')).toEqual(['start-pathway', 'report-event']);
    expect(those('kms:GenerateMac on KeysSessions')).toEqual(['keep-session', 'authorize-request']);
    expect(those('/index/byPerson')).toEqual(['start-pathway', 'report-event']);
    expect(those('/index/byCheck')).toEqual(['sweep']);
  });

  it('grants the very indexes that the table has', () => {
    const table = properties<{ GlobalSecondaryIndexes: { IndexName: string }[] }>(template.Resources[main]!);
    const names = table.GlobalSecondaryIndexes.map(({ IndexName }) => IndexName).sort();
    const granted = entries.flatMap((entry) =>
      may(entry).flatMap((grant) => /^dynamodb:Query on .*\/index\/(.+)$/.exec(grant)?.[1] ?? []),
    );
    expect([...new Set(granted)].sort()).toEqual(names);
  });

  it('lets those who send do so from one address, and to phone numbers only', () => {
    for (const entry of entries) {
      const sending = statementsOf(entry).filter(({ Action }) => /^(ses|sns):/.test(list(Action)[0]!));
      if (!entryOf(entry).may.some((one) => one === 'send-messages')) {
        expect(sending, entry).toEqual([]);
        continue;
      }
      expect(sending, entry).toEqual([
        {
          Effect: 'Allow',
          Action: 'ses:SendEmail',
          Resource: expect.anything(),
          Condition: { StringEquals: { 'ses:FromAddress': 'varsel@velhjem.example.no' } },
        },
        {
          Effect: 'Allow',
          Action: 'sns:Publish',
          Resource: '*',
          Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-north-1' } },
        },
        {
          Effect: 'Deny',
          Action: 'sns:Publish',
          Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:*:*:*']] },
        },
      ]);
      expect(allowed(sending).join()).toContain(':identity/velhjem.example.no');
    }
  });

  it('grants every capability to someone, in a policy of its own', () => {
    for (const capability of Object.keys(capabilities)) {
      expect(entries.some((entry) => entryOf(entry).may.some((one) => one === capability))).toBe(true);
    }
    const policies = resources('AWS::IAM::Policy').filter(({ logicalId }) => logicalId.startsWith('May'));
    // a trial's provider takes a public client, which has no key to prove itself by; and all may trace
    expect(policies).toHaveLength(Object.keys(capabilities).length - 1 + 1);
  });
});

describe('functions that a definition names', () => {
  it.each(stepNames)('%s knows no machine, and waits for none', (step) => {
    const found = functionsByEntry().get(step)!;
    expect(Object.keys(environmentOf(found)).filter((name) => name.endsWith('_ARN'))).toEqual([]);
    expect(references(found.Properties).filter((id) => machines.includes(id))).toEqual([]);
    expect(list(found.DependsOn ?? []).filter((id) => !id.includes('Role'))).toEqual([]);
    const role = template.Resources[target(properties(found).Role)!]!;
    expect(references(role.Properties).filter((id) => machines.includes(id))).toEqual([]);
  });

  it.each(stepNames)('%s does with machines what it needs', (step) => {
    const actions = new Set(
      may(step)
        .filter((grant) => grant.startsWith('states:'))
        .map((grant) => grant.split(' ')[0]),
    );
    const expected =
      step === 'climb-ladder'
        ? []
        : step === 'replan-pathway'
          ? ['states:SendTaskSuccess', 'states:StartExecution']
          : ['states:SendTaskSuccess'];
    expect([...actions].sort()).toEqual(expected);
  });

  it('lets the replan start the pathway machine alone', () => {
    const pathway = machines.find((id) => id.startsWith('Pathway'));
    expect(may('replan-pathway').filter((grant) => grant.startsWith('states:StartExecution'))).toEqual([
      `states:StartExecution on ${pathway}`,
    ]);
  });
});

describe('callers of encrypted machines', () => {
  const callers = entries.filter((entry) => may(entry).some((grant) => grant.startsWith('states:')));

  it.each(callers)('%s may use the key through Step Functions', (entry) => {
    const through = statementsOf(entry)
      .filter(({ Condition }) => JSON.stringify(Condition ?? {}).includes('"states.'))
      .map(({ Action, Condition }) => ({ Action, Condition }));
    expect(through[0]).toEqual({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Condition: {
        StringEquals: {
          'kms:ViaService': { 'Fn::Join': ['', ['states.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
        },
      },
    });
  });

  it('uses the data key through a service alone, whoever it is', () => {
    for (const entry of entries) {
      const direct = statementsOf(entry)
        .filter(({ Action }) => list(Action).some((action) => action.startsWith('kms:')))
        .filter(({ Action }) => list(Action)[0] !== 'kms:GenerateMac')
        .filter(({ Condition }) => Condition?.StringEquals?.['kms:ViaService'] === undefined);
      expect(direct, entry).toEqual([]);
    }
  });
});
