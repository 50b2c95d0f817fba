import { describe, expect, it } from 'vitest';
import { synthesise } from '../../infra/build.ts';
import { entries, entriesThat, entryOf } from '../../infra/catalogue.ts';
import {
  allowed,
  environmentOf,
  everything,
  functionsByEntry,
  list,
  properties,
  references,
  resources,
  statementsOf,
  target,
  template,
} from './template.ts';

const find = functionsByEntry().get('find-person')!;
const invoked = (entry: string) =>
  allowed(statementsOf(entry)).filter((grant) => grant.startsWith('lambda:'));

describe('a deployment with a person registry', () => {
  it('lets those ask find-person who must, and nobody else', () => {
    const asking = entries.filter((entry) =>
      invoked(entry).includes(`lambda:InvokeFunction on ${find.logicalId}`),
    );
    expect(asking).toEqual(['complete-task', 'assign-task', 'await-answer']);
    expect(asking).toEqual(entriesThat('ask-registry'));
    for (const entry of asking)
      expect(target(environmentOf(functionsByEntry().get(entry)!).FIND_PERSON_FUNCTION)).toBe(find.logicalId);
  });

  it('lets find-person call that one function, read, and nothing else', () => {
    expect(environmentOf(find).PERSON_REGISTRY_FUNCTION).toBe(everything.personRegistryFunctionArn);
    expect(invoked('find-person')).toEqual([
      `lambda:InvokeFunction on ${everything.personRegistryFunctionArn}`,
    ]);
    const actions = allowed(statementsOf('find-person')).map((grant) =>
      grant.split(/[: ]/).slice(0, 2).join(':'),
    );
    expect([...new Set(actions)].sort()).toEqual([
      'dynamodb:GetItem',
      'dynamodb:Query',
      'kms:Decrypt',
      'kms:DescribeKey',
      'lambda:InvokeFunction',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
    expect(entries.filter((entry) => invoked(entry).join().includes(':person-registry'))).toEqual([
      'find-person',
    ]);
  });

  it('has find-person called by those functions alone: no machine, rule or route names it', () => {
    const others = ['AWS::StepFunctions::StateMachine', 'AWS::Events::Rule', 'AWS::ApiGateway::Method'];
    const naming = others
      .flatMap((type) => resources(type))
      .filter((resource) => references(resource.Properties).includes(find.logicalId));
    expect(naming).toEqual([]);
    const machines = resources('AWS::StepFunctions::StateMachine').map(({ logicalId }) => logicalId);
    const role = template.Resources[target(properties(find).Role)!]!;
    const waits = [
      ...references(find.Properties),
      ...references(role.Properties),
      ...list(find.DependsOn ?? []),
    ];
    expect(waits.filter((id) => machines.includes(id))).toEqual([]);
  });
});

describe('a deployment without', () => {
  const bare = synthesise({ bundling: false, context: { personRegistryFunctionArn: '' } }).template;

  it('has neither find-person nor what is there for its sake', () => {
    const functions = functionsByEntry(bare);
    expect([...functions.keys()].sort()).toEqual(
      entries.filter((entry) => entryOf(entry).onlyWith === undefined).toSorted(),
    );
    for (const [entry, made] of functions) {
      expect(Object.keys(environmentOf(made)), entry).not.toContain('FIND_PERSON_FUNCTION');
      expect(allowed(statementsOf(entry, bare)).join(), entry).not.toContain('lambda:InvokeFunction');
    }
    const alarms = resources('AWS::CloudWatch::Alarm', bare);
    expect(alarms).toHaveLength(resources('AWS::CloudWatch::Alarm').length - 1);
    expect(JSON.stringify(alarms)).not.toContain('person-registry');
  });

  it('is what the parameters say as they stand', () => {
    expect([...functionsByEntry(synthesise({ bundling: false }).template).keys()]).toEqual([
      ...functionsByEntry(bare).keys(),
    ]);
  });
});
