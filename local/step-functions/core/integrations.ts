import { errorPrefix } from '../definition/resource.ts';
import type { TaskOutcome } from '../interpreter/task-state.ts';
import { isObject, type Json, toJson } from '../json.ts';
import type { LambdaAnswer } from './options.ts';

/** Stands for the identifier of a request, which nobody here looks up. */
const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

/** The transport details that come with results; the same object for all, for they say nothing here. */
const SDK_METADATA: Json = {
  AllHttpHeaders: {
    'X-Amz-Executed-Version': ['$LATEST'],
    'x-amzn-Remapped-Content-Length': ['0'],
    Connection: ['keep-alive'],
    'x-amzn-RequestId': [REQUEST_ID],
    'Content-Type': ['application/json'],
  },
  HttpHeaders: {
    Connection: 'keep-alive',
    'Content-Type': 'application/json',
    'X-Amz-Executed-Version': '$LATEST',
    'x-amzn-Remapped-Content-Length': '0',
    'x-amzn-RequestId': REQUEST_ID,
  },
  HttpStatusCode: 200,
};
const RESPONSE_METADATA: Json = { RequestId: REQUEST_ID };

/** The members that the SDK adds to the result of an optimised integration. */
export function withMetadata(result: Record<string, Json>): Json {
  return { ...result, SdkHttpMetadata: SDK_METADATA, SdkResponseMetadata: RESPONSE_METADATA };
}

/** The result of `lambda:invoke`. */
export function invokeResult(payload: Json): Json {
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: SDK_METADATA,
    SdkResponseMetadata: RESPONSE_METADATA,
    StatusCode: 200,
  };
}

/** What a task makes of a function's answer. */
export function lambdaOutcome(answer: LambdaAnswer, wrap: (payload: Json) => Json): TaskOutcome {
  if (!('error' in answer)) return { result: wrap(toJson(answer.payload)) };
  const { errorType, errorMessage, trace } = answer.error;
  return {
    error: errorType === '' ? 'Lambda.Unknown' : errorType,
    cause: JSON.stringify({ errorType, errorMessage, trace: trace ?? [] }),
  };
}

/** What integrations that were built on the older SDK call their service in a cause. */
const OLDER_SERVICES: Readonly<Record<string, string>> = {
  states: 'AWSStepFunctions',
  dynamodb: 'AmazonDynamoDBv2',
  sns: 'AmazonSNS',
  sqs: 'AmazonSQS',
  events: 'AmazonEventBridge',
};

/** What a task makes of a fault of the service it called: an error that is named by its `name`. */
export function serviceFault(service: string, thrown: unknown): TaskOutcome {
  const known =
    thrown instanceof Error || isObject(thrown) ? (thrown as { name?: unknown; message?: unknown }) : {};
  const { name } = known;
  const message = typeof known.message === 'string' ? known.message : String(thrown);
  const prefix = errorPrefix(service);
  if (typeof name !== 'string' || name === 'Error' || !/^[A-Z]\w*$/.test(name)) {
    if (service !== 'lambda') return { error: `${prefix}.SdkClientException`, cause: message };
    return {
      error: 'Lambda.Unknown',
      cause: `The cause could not be determined because Lambda did not return an error type. Returned payload: ${message}`,
    };
  }
  const exception = /(Exception|Error|Fault)$/.test(name) ? name : `${name}Exception`;
  const older = OLDER_SERVICES[service];
  const source =
    older === undefined
      ? `Service: ${prefix}, Status Code: 400, Request ID: ${REQUEST_ID}`
      : `Service: ${older}; Status Code: 400; Error Code: ${name}; Request ID: ${REQUEST_ID}; Proxy: null`;
  return { error: `${prefix}.${exception}`, cause: `${message} (${source})` };
}

/** A function's ARN from what `FunctionName` may be: a name, a name with a qualifier, a partial or a full ARN. */
export function functionArn(name: string, region: string, accountId: string): string {
  if (name.startsWith('arn:')) return name;
  const partial = /^(\d{12}):(?:function:)?(.+)$/.exec(name);
  return `arn:aws:lambda:${region}:${partial?.[1] ?? accountId}:function:${partial?.[2] ?? name}`;
}
