import type { Names } from './names.ts';

/**
 * Every resource type that the local runtime knows: what it becomes here, or why it becomes nothing. A type that
 * is not listed stops the start.
 *
 * `ref` and `attributes` are what `Ref` and `Fn::GetAtt` answer. A type that becomes nothing answers any
 * attribute with a made-up one, since nothing here looks at it.
 */
export interface ResourceType {
  readonly here: string;
  /** The property that `Ref` answers, for a type that is referred to by a name of its own. */
  readonly nameProperty?: string;
  readonly ref?: (names: Names) => string;
  readonly attributes?: Readonly<Record<string, (names: Names) => string>>;
}

const nothing = (why: string): ResourceType => ({ here: `nothing: ${why}` });
const arn =
  (service: string, resource: (name: string) => string) =>
  ({ partition, region, account, name }: Names): string =>
    `arn:${partition}:${service}:${region}:${account}:${resource(name)}`;
const iam =
  (kind: string) =>
  ({ partition, account, name }: Names): string =>
    `arn:${partition}:iam::${account}:${kind}/${name}`;
const named = ({ name }: Names): string => name;

const tableArn = arn('dynamodb', (name) => `table/${name}`);
const functionArn = arn('lambda', (name) => `function:${name}`);
const machineArn = arn('states', (name) => `stateMachine:${name}`);
const keyArn = arn('kms', (name) => `key/${name}`);
const topicArn = arn('sns', (name) => name);
const edgeArn =
  (kind: string) =>
  ({ partition, account, name }: Names): string =>
    `arn:${partition}:cloudfront::${account}:${kind}/${name}`;
const gateway = (here: string): ResourceType => ({ here });
const watched = nothing('nobody is on call for a laptop');

export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'AWS::DynamoDB::Table': {
    here: 'a table of dynalite',
    ref: named,
    attributes: { Arn: tableArn },
  },
  'AWS::Lambda::Function': {
    here: 'a handler in this process',
    ref: named,
    attributes: { Arn: functionArn },
  },
  'AWS::StepFunctions::StateMachine': {
    here: 'a state machine of the local engine',
    ref: machineArn,
    attributes: { Arn: machineArn, Name: named },
  },
  'AWS::IAM::Role': {
    here: 'what a function may do',
    ref: named,
    attributes: { Arn: iam('role'), RoleId: named },
  },
  'AWS::IAM::Policy': { here: 'what a function may do' },
  'AWS::IAM::ManagedPolicy': { here: 'what a function may do', ref: iam('policy') },
  'AWS::Lambda::Permission': { here: 'who may call a function' },
  'AWS::KMS::Key': {
    here: 'a key kept with the data, where it makes MACs',
    ref: named,
    attributes: { Arn: keyArn, KeyId: named },
  },
  'AWS::Events::Rule': {
    here: 'a schedule or a rule of the local scheduler',
    ref: named,
    attributes: { Arn: arn('events', (name) => `rule/${name}`) },
  },

  'AWS::ApiGateway::RestApi': {
    here: 'the API on PORT',
    ref: named,
    attributes: { RootResourceId: ({ name }) => `${name}-root`, RestApiId: named },
  },
  'AWS::ApiGateway::Resource': { here: 'a path of the API', ref: named, attributes: { ResourceId: named } },
  'AWS::ApiGateway::Method': gateway('a route of the API'),
  'AWS::ApiGateway::Authorizer': { here: 'the authoriser of the API', ref: named },
  'AWS::ApiGateway::GatewayResponse': gateway('what the API answers by itself'),
  'AWS::ApiGateway::Stage': { here: 'the name of the stage in events', nameProperty: 'StageName' },
  'AWS::ApiGateway::Deployment': { here: 'nothing: routes are served as they stand', ref: named },
  'AWS::ApiGateway::Account': nothing('there is one account'),
  'AWS::ApiGateway::RequestValidator': nothing('handlers validate'),
  'AWS::ApiGateway::Model': nothing('handlers validate'),

  'AWS::CloudFront::Distribution': {
    here: 'pages and API on PORT',
    ref: named,
    attributes: { DomainName: ({ name }) => `${name}.cloudfront.net`, Id: named },
  },
  'AWS::CloudFront::Function': {
    here: 'run before each request',
    ref: edgeArn('function'),
    attributes: { FunctionARN: edgeArn('function') },
  },
  'AWS::CloudFront::ResponseHeadersPolicy': { here: 'headers of the pages', ref: named },
  'AWS::CloudFront::OriginAccessControl': nothing('only this machine reaches the folder'),
  'AWS::S3::Bucket': {
    here: 'the folder of the built pages',
    ref: named,
    attributes: {
      Arn: ({ partition, name }) => `arn:${partition}:s3:::${name}`,
      RegionalDomainName: ({ region, name }) => `${name}.s3.${region}.amazonaws.com`,
    },
  },
  'AWS::S3::BucketPolicy': nothing('only this machine reaches the folder'),
  'Custom::CDKBucketDeployment': { here: 'how long which files of the pages are kept' },
  'AWS::Lambda::LayerVersion': nothing('it is of a function that CloudFormation calls at a deployment'),

  'AWS::SNS::Topic': {
    here: 'accepted and dropped',
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: named },
  },
  'AWS::SNS::TopicPolicy': nothing('topics only carry alarms'),
  'AWS::SNS::Subscription': nothing('topics only carry alarms'),
  'AWS::SQS::Queue': {
    here: 'nothing: a failed delivery is written to the log',
    ref: ({ region, account, name }) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    attributes: { Arn: arn('sqs', (name) => name), QueueName: named },
  },
  'AWS::SQS::QueuePolicy': nothing('a failed delivery is written to the log'),
  'AWS::SES::EmailIdentity': nothing('e-mail is captured, whoever it is from'),
  'AWS::SES::ConfigurationSet': { here: 'the name by which bounces are told apart', ref: named },
  'AWS::SES::ConfigurationSetEventDestination': nothing('every bounce goes to the local bus'),
  'AWS::KMS::Alias': { here: 'another name of a key', ref: named },
  'AWS::Logs::LogGroup': {
    here: 'the log file of the functions',
    ref: named,
    attributes: { Arn: arn('logs', (name) => `log-group:${name}:*`) },
  },
  'AWS::Logs::MetricFilter': watched,
  'AWS::Logs::QueryDefinition': watched,
  'AWS::Logs::ResourcePolicy': nothing('logs are a file'),
  'AWS::CloudWatch::Alarm': watched,
  'AWS::CloudWatch::CompositeAlarm': watched,
  'AWS::CloudWatch::Dashboard': watched,
  'AWS::XRay::Group': watched,
  'AWS::WAFv2::WebACL': nothing('only this machine reaches the API'),
  'AWS::WAFv2::WebACLAssociation': nothing('only this machine reaches the API'),
  'AWS::WAFv2::LoggingConfiguration': nothing('only this machine reaches the API'),
  'AWS::CDK::Metadata': nothing('it describes the tool that made the template'),
};
