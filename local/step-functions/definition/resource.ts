/** What a Task calls, read from its `Resource`. */
export interface Resource {
  readonly arn: string;
  /** `lambda-arn`: the function itself is the resource. */
  readonly kind: 'lambda-arn' | 'lambda' | 'states' | 'aws';
  /** `dynamodb`, `sns`, `aws-sdk:ses`. */
  readonly service: string;
  readonly action: string;
  readonly pattern: 'request' | 'token' | 'sync' | 'sync2';
}

/** A resource that this engine does not run, and why. */
export interface UnsupportedResource {
  readonly unsupported: string;
  readonly malformed: boolean;
}

/** Optimised integrations that are passed on to the owner, with their actions. */
const OPTIMISED: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ['getItem', 'putItem', 'updateItem', 'deleteItem'],
  sns: ['publish'],
  events: ['putEvents'],
};

const SDK_SERVICES: ReadonlySet<string> = new Set([
  'dynamodb',
  'sns',
  'ses',
  'sesv2',
  'eventbridge',
  'lambda',
  'sfn',
]);

const PATTERNS: Readonly<Record<string, Resource['pattern']>> = {
  '': 'request',
  waitForTaskToken: 'token',
  sync: 'sync',
  'sync:2': 'sync2',
};

/**
 * Reads a resource ARN. With `any`, integrations of every service are let through (somebody else answers them).
 */
export function parseResource(arn: string, any: boolean): Resource | UnsupportedResource {
  const lambda = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9-_]+(:[A-Za-z0-9-_$]+)?$/;
  const callback = arn.endsWith('.waitForTaskToken');
  if (lambda.test(callback ? arn.slice(0, -'.waitForTaskToken'.length) : arn)) {
    const pattern = callback ? 'token' : 'request';
    return { arn, kind: 'lambda-arn', service: 'lambda', action: 'invoke', pattern };
  }
  const match =
    /^arn:aws[a-z-]*:states:(?<region>[a-z0-9-]*):(?<account>\d*):(?<rest>[^\s]+)$/.exec(arn)?.groups ??
    undefined;
  if (match === undefined) return refuse('Value is not a valid resource ARN', true);
  const rest = match.rest!;
  if (rest.startsWith('activity:')) return refuse('activities are not supported', false);
  const call =
    /^(?<service>aws-sdk:[a-z0-9]+|[a-zA-Z0-9-]+):(?<action>[a-zA-Z0-9]+)(?:\.(?<pattern>waitForTaskToken|sync:2|sync))?$/.exec(
      rest,
    )?.groups;
  if (call === undefined) return refuse('Value is not a valid resource ARN', true);
  const service = call.service!;
  const action = call.action!;
  const pattern = PATTERNS[call.pattern ?? '']!;
  if (service === 'lambda') {
    if (action !== 'invoke') return refuse(`lambda:${action} is not an integration`, true);
    if (pattern !== 'request' && pattern !== 'token') {
      return refuse(`the pattern .${call.pattern} is not one of lambda:invoke`, true);
    }
    return { arn, kind: 'lambda', service, action, pattern };
  }
  if (service === 'states') {
    if (action !== 'startExecution') return refuse(`states:${action} is not an integration`, true);
    return { arn, kind: 'states', service, action, pattern };
  }
  const resource: Resource = { arn, kind: 'aws', service, action, pattern };
  if (any) return resource;
  if (pattern === 'sync' || pattern === 'sync2')
    return refuse(`${service}:${action}.${call.pattern} is not supported`, false);
  const known = service.startsWith('aws-sdk:')
    ? SDK_SERVICES.has(service.slice('aws-sdk:'.length))
    : OPTIMISED[service]?.includes(action) === true;
  return known ? resource : refuse(`the integration ${service}:${action} is not supported`, false);
}

function refuse(unsupported: string, malformed: boolean): UnsupportedResource {
  return { unsupported, malformed };
}

const ERROR_PREFIXES: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB',
  sns: 'SNS',
  sqs: 'SQS',
  events: 'EventBridge',
  states: 'StepFunctions',
  lambda: 'Lambda',
  'aws-sdk:dynamodb': 'DynamoDb',
  'aws-sdk:sns': 'Sns',
  'aws-sdk:ses': 'Ses',
  'aws-sdk:sesv2': 'SesV2',
  'aws-sdk:eventbridge': 'EventBridge',
  'aws-sdk:sfn': 'Sfn',
  'aws-sdk:lambda': 'Lambda',
};

/** What stands before the service's own name of an error: `DynamoDB` in `DynamoDB.ConditionalCheckFailedException`. */
export function errorPrefix(service: string): string {
  const known = ERROR_PREFIXES[service];
  if (known !== undefined) return known;
  const name = service.replace('aws-sdk:', '');
  return name.charAt(0).toUpperCase() + name.slice(1);
}
