import { Agent, type ServerResponse, request as send } from 'node:http';
import type { Call, Gatekeeper } from '../permissions.ts';
import type { Serve, ServerRequest } from '../servers.ts';
import type { Stack } from '../template/stack.ts';
import { type Answer, inputOf, Malformed, readBody } from './http.ts';
import { keyOf } from './kms.ts';
import { invokedFunction } from './lambda.ts';
import { problem, sesCallOf } from './ses.ts';
import { failure, snsCallOf } from './sns.ts';
import { statesCallOf } from './states.ts';

export interface EndpointOptions {
  readonly stack: Stack;
  readonly gatekeeper: Gatekeeper;
  /** Where DynamoDB answers; it decides about permissions itself. */
  readonly databasePort: number;
  readonly stepFunctions: (target: string, body: string) => Promise<Answer>;
  readonly lambda: (functionArn: string, invocationType: string | undefined, body: string) => Promise<Answer>;
  readonly kms: (action: string, body: string) => Answer;
  readonly ses: (body: string) => Answer;
  readonly sns: (body: string) => Answer;
}

/**
 * The AWS services of the stack behind one address, each by its own wire protocol: told apart by target, path or
 * form, as an SDK, boto3 or the AWS CLI sends them.
 */
export function createAwsEndpoint(options: EndpointOptions): Serve {
  const agent = new Agent({ keepAlive: true });
  return (request, response) => {
    const [, service = '', action = ''] =
      /^(\w+)\.(\w+)$/.exec(String(request.headers['x-amz-target'])) ?? [];
    if (service.startsWith('DynamoDB_')) return forward(request, response, options.databasePort, agent);
    readBody(request)
      .then((body) => answer(options, request, service, action, body.toString()))
      .catch((error: Error) =>
        error instanceof Malformed
          ? problem('SerializationException', error.message)
          : problem('InternalFailure', error.message, 500),
      )
      .then(({ status, headers, body }) => response.writeHead(status, { ...headers }).end(body));
  };
}

async function answer(
  options: EndpointOptions,
  request: ServerRequest,
  service: string,
  action: string,
  body: string,
): Promise<Answer> {
  const { stack, gatekeeper } = options;
  const refusal = (call: Call) => gatekeeper.refusal(request.headers.authorization, [call]);
  const { partition, region, account } = stack.at;

  if (service === 'AWSStepFunctions') {
    const machines = stack.stateMachines.map(({ arn }) => arn);
    const refused = refusal(statesCallOf(action, body, machines));
    if (refused !== undefined) return denied('application/x-amz-json-1.0', refused);
    return options.stepFunctions(`${service}.${action}`, body);
  }
  const functionArn = invokedFunction(request.method, request.url, stack.at);
  if (functionArn !== undefined) {
    const refused = refusal({ action: 'lambda:InvokeFunction', resources: [functionArn] });
    if (refused !== undefined) return problem('AccessDeniedException', refused, 403);
    return options.lambda(functionArn, headerOf(request, 'x-amz-invocation-type'), body);
  }
  if (service === 'TrentService') {
    const input = inputOf<Record<string, string>>(body);
    const refused = refusal({
      action: `kms:${action}`,
      resources: [keyOf(stack.keys, input.KeyId)?.arn ?? '*'],
      context: { 'kms:MacAlgorithm': input.MacAlgorithm ?? '' },
    });
    return refused === undefined ? options.kms(action, body) : denied('application/x-amz-json-1.1', refused);
  }
  if (request.method === 'POST' && request.url.startsWith('/v2/email/outbound-emails')) {
    const refused = refusal(sesCallOf(body, `arn:${partition}:ses:${region}:${account}:identity/`));
    return refused === undefined ? options.ses(body) : problem('AccessDeniedException', refused, 403);
  }
  if (/(^|&)Action=/.test(body)) {
    const refused = refusal(snsCallOf(body, regionOf(request) ?? region));
    return refused === undefined ? options.sns(body) : failure('AuthorizationError', refused, 403);
  }
  return problem(
    'UnknownOperationException',
    'This endpoint has DynamoDB, Step Functions, Lambda, SES, SNS and KMS, as far as the stack uses them',
    404,
  );
}

const headerOf = (request: ServerRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** The region that a request is signed for. */
const regionOf = (request: ServerRequest): string | undefined =>
  /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];

const denied = (type: string, message: string): Answer => ({
  status: 400,
  headers: { 'content-type': type },
  body: JSON.stringify({ __type: 'AccessDeniedException', message }),
});

function forward(request: ServerRequest, response: ServerResponse, port: number, agent: Agent): void {
  const { method, url, headers } = request;
  const onward = send({ host: '127.0.0.1', port, method, path: url, headers, agent }, (answered) => {
    response.writeHead(answered.statusCode as number, answered.headers);
    answered.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
