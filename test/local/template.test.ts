import { describe, expect, test } from 'vitest';
import type { Template, TemplateResource } from '../../local/template/cloudformation.ts';
import { TemplateNotUnderstood } from '../../local/template/cloudformation.ts';
import { location } from '../../local/template/names.ts';
import { resolveTemplate } from '../../local/template/resolve.ts';
import { readStack } from '../../local/template/stack.ts';
import { fixtureStack } from './fixtures/stack.ts';

const topic: TemplateResource = { Type: 'AWS::SNS::Topic' };
const table: TemplateResource = { Type: 'AWS::DynamoDB::Table' };

/** What a value of the template resolves to. */
function resolved(value: unknown, rest: Partial<Template> = {}): unknown {
  const resources = { Table: table, Topic: topic, Under: { ...topic, Properties: { value } } };
  const template: Template = { ...rest, Resources: { ...resources, ...rest.Resources } };
  const found = resolveTemplate(template, location('stack')).find(({ logicalId }) => logicalId === 'Under');
  return found?.properties.value;
}

/** What `Fn::Sub` fills in is written `%{…}` here: with a dollar it would look like a slip in this file. */
const sub = (text: string) => text.replaceAll('%', '$');

describe('intrinsics', () => {
  test.each([
    ['Ref', { Ref: 'Table' }, 'stack-Table'],
    ['Ref of a topic', { Ref: 'Topic' }, 'arn:aws:sns:eu-north-1:000000000000:stack-Topic'],
    [
      'GetAtt',
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      'arn:aws:dynamodb:eu-north-1:000000000000:table/stack-Table',
    ],
    ['GetAtt with a dot', { 'Fn::GetAtt': 'Topic.TopicName' }, 'stack-Topic'],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }, 'c']] }, 'a-eu-north-1-c'],
    ['Join of a Split', { 'Fn::Join': ['+', { 'Fn::Split': ['/', 'a/b'] }] }, 'a+b'],
    [
      'Sub',
      { 'Fn::Sub': sub('%{AWS::AccountId}/%{Table}/%{Table.Arn}/%{!Kept}') },
      sub('000000000000/stack-Table/arn:aws:dynamodb:eu-north-1:000000000000:table/stack-Table/%{Kept}'),
    ],
    ['Sub with variables', { 'Fn::Sub': [sub('%{mine}'), { mine: { Ref: 'AWS::StackName' } }] }, 'stack'],
    ['Select', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    ['Select of text', { 'Fn::Select': ['0', { 'Fn::Split': [':', 'x:y'] }] }, 'x'],
    ['pseudo parameters', [{ Ref: 'AWS::Partition' }, { Ref: 'AWS::URLSuffix' }], ['aws', 'amazonaws.com']],
    ['nothing', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
    ['what is none', { 'Fn::Sub': 'a', other: 1 }, { 'Fn::Sub': 'a', other: 1 }],
  ])('%s', (_, value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  test('conditions, parameters and mappings', () => {
    const rest: Partial<Template> = {
      Parameters: { Stage: { Default: 'test' } },
      Mappings: { Sizes: { test: { memory: 512 } } },
      Conditions: {
        Test: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] },
        Prod: { 'Fn::Not': [{ Condition: 'Test' }] },
        Either: { 'Fn::Or': [{ Condition: 'Prod' }, { Condition: 'Test' }] },
        Both: { 'Fn::And': [{ Condition: 'Prod' }, { Condition: 'Test' }] },
      },
      Resources: { Only: { ...topic, Condition: 'Both' } },
    };
    const either = (condition: string) => resolved({ 'Fn::If': [condition, 'yes', 'no'] }, rest);
    expect(['Test', 'Prod', 'Either', 'Both'].map(either)).toEqual(['yes', 'no', 'yes', 'no']);
    expect(resolved({ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, rest)).toBe(512);
    const names = resolveTemplate({ ...rest, Resources: rest.Resources! }, location('stack'));
    expect(names).toEqual([]);
  });
});

describe('what is not known stops the start, and says where it is', () => {
  test.each([
    ['a resource type', { Resources: { Odd: { Type: 'AWS::Odd::Thing' } } }, /AWS::Odd::Thing.*in Odd/],
    ['an intrinsic', under({ 'Fn::ImportValue': 'x' }), /Fn::ImportValue.*in Under/],
    ['a reference', under({ Ref: 'Nobody' }), /Nobody/],
    ['an attribute', under({ 'Fn::GetAtt': ['Under', 'Size'] }), /Under\.Size/],
    ['a dynamic reference', under('{{resolve:ssm:/x}}'), /dynamic reference/],
    ['a parameter without default', { ...under({ Ref: 'P' }), Parameters: { P: {} } }, /parameter P/],
    [
      'a reference to a resource of an unknown type',
      { Resources: { ...under({ Ref: 'Odd' }).Resources, Odd: { Type: 'AWS::Odd::Thing' } } },
      /AWS::Odd::Thing of Odd/,
    ],
    ['a condition', under({ 'Fn::If': ['Nobody', 1, 2] }), /condition Nobody/],
    [
      'a condition function',
      { ...under({ 'Fn::If': ['C', 1, 2] }), Conditions: { C: { 'Fn::Odd': [] } } },
      /Fn::Odd/,
    ],
    ['a mapping', under({ 'Fn::FindInMap': ['a', 'b', 'c'] }), /mapping a\.b\.c/],
    ['a Select past the end', under({ 'Fn::Select': [2, ['a']] }), /past the end/],
    ['a list that is none', under({ 'Fn::Join': [',', 'text'] }), /list/],
    ['a function without source', { Resources: { F: { Type: 'AWS::Lambda::Function' } } }, /F: no metadata/],
    [
      'a table with a stream',
      { Resources: { T: { ...table, Properties: { StreamSpecification: {} } } } },
      /streams/,
    ],
    [
      'a definition elsewhere',
      { Resources: { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} } } },
      /M: a definition/,
    ],
  ])('%s', (_, template: Template, message) => {
    const read = () => readStack(template, 'stack');
    expect(read).toThrow(TemplateNotUnderstood);
    expect(read).toThrow(message);
  });
});

function under(value: unknown): Template {
  return { Resources: { Under: { ...topic, Properties: { value } } } };
}

describe('what a template need not say', () => {
  const statement = { Effect: 'Allow', Action: 'x:Y', Resource: '*' };
  const policy = (type: string, properties: object): TemplateResource => ({
    Type: `AWS::IAM::${type}`,
    Properties: { PolicyDocument: { Statement: statement }, ...properties },
  });

  test('of a function: time-out, memory, environment, role', () => {
    const stack = readStack(
      { Resources: { F: { Type: 'AWS::Lambda::Function', Metadata: { 'vel-hjem:entry': 'functions/f' } } } },
      's',
    );
    expect(stack.functions).toMatchObject([
      { entry: 'functions/f', timeoutSeconds: 3, memoryMB: 128, environment: {}, statements: [] },
    ]);
  });

  test('of a state machine: a role; of a permission: on whose behalf; of a key: its kind', () => {
    const stack = readStack(
      {
        Resources: {
          M: { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: { StartAt: 'A' } } },
          P: {
            Type: 'AWS::Lambda::Permission',
            Properties: { Principal: 'events.amazonaws.com', FunctionName: 'fn' },
          },
          K: { Type: 'AWS::KMS::Key' },
        },
      },
      's',
    );
    expect(stack.stateMachines).toMatchObject([{ definition: '{"StartAt":"A"}', roleArn: '' }]);
    expect(stack.machineStatements).toEqual([]);
    expect(stack.invocations).toEqual([
      { principal: 'events.amazonaws.com', functionArn: 'fn', sourceArn: '*' },
    ]);
    expect(stack.keys).toMatchObject([{ spec: 'SYMMETRIC_DEFAULT' }]);
  });

  test('of a policy: roles; and it may come before its role, which may have policies of its own', () => {
    const stack = readStack(
      {
        Resources: {
          Nobodys: policy('ManagedPolicy', {}),
          Before: policy('Policy', { Roles: [{ Ref: 'Role' }] }),
          Role: {
            Type: 'AWS::IAM::Role',
            Properties: { Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: [statement] } }] },
          },
          F: {
            Type: 'AWS::Lambda::Function',
            Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
            Metadata: { 'vel-hjem:entry': 'functions/f' },
          },
        },
      },
      's',
    );
    expect(stack.functions[0]?.statements).toMatchObject([{ actions: ['x:Y'] }, { actions: ['x:Y'] }]);
  });
});

test('a stack made by CDK is read whole', () => {
  const { stackName, template } = fixtureStack({});
  const stack = readStack(template, stackName);
  expect(stack.tables[0]?.definition).toMatchObject({
    TableName: expect.stringMatching(/^fixture-Table/),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    GlobalSecondaryIndexes: [{ IndexName: 'byList' }],
  });
  const keeper = stack.functions.find(({ entry }) => entry === 'functions/keeper');
  expect(keeper).toMatchObject({ timeoutSeconds: 5, environment: { TABLE_NAME: stack.tables[0]?.name } });
  expect(keeper?.statements).toContainEqual(
    expect.objectContaining({
      actions: ['dynamodb:PutItem'],
      resources: expect.arrayContaining([stack.tables[0]?.arn]),
    }),
  );
  expect(JSON.parse(stack.stateMachines[0]?.definition ?? '')).toMatchObject({ QueryLanguage: 'JSONata' });
  expect(stack.keys).toMatchObject([{ spec: 'HMAC_256' }]);
});
