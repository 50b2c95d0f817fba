import * as apigateway from 'aws-cdk-lib/aws-apigateway';

const { ResponseType } = apigateway;

/** The body that API Gateway answers with where no function was asked: RFC 9457, and nothing of the request. */
export function problemBody(status: number, title: string, detail: string): string {
  return JSON.stringify({ type: 'about:blank', title, status, detail });
}

export const PROBLEM_TYPE = 'application/problem+json';

const badRequest = [400, 'Bad request', 'The request could not be read.'] as const;
const unauthorised = [401, 'Unauthorized', 'A valid access token is required.'] as const;
const forbidden = [403, 'Forbidden', 'The caller may not do this.'] as const;
const notFound = [404, 'Not found', 'There is nothing here.'] as const;
const tooMany = [429, 'Too many requests', 'Wait a little, then try again.'] as const;
const ourFault = [
  500,
  'Internal error',
  'Something went wrong here. Try again; repeating a request is safe.',
] as const;
const tooSlow = [
  504,
  'Gateway timeout',
  'The answer took too long. Try again; repeating a request is safe.',
] as const;

/** Every response that API Gateway can give by itself: those not named would take the default's status. */
const responses: readonly (readonly [
  apigateway.ResponseType,
  readonly [number, string, string],
  Record<string, string>?,
])[] = [
  [ResponseType.DEFAULT_4XX, badRequest],
  [ResponseType.DEFAULT_5XX, ourFault],
  [ResponseType.ACCESS_DENIED, forbidden],
  [ResponseType.API_CONFIGURATION_ERROR, ourFault],
  [ResponseType.AUTHORIZER_CONFIGURATION_ERROR, ourFault],
  [ResponseType.AUTHORIZER_FAILURE, ourFault],
  [ResponseType.BAD_REQUEST_BODY, badRequest],
  [ResponseType.BAD_REQUEST_PARAMETERS, badRequest],
  [ResponseType.EXPIRED_TOKEN, unauthorised],
  [ResponseType.INTEGRATION_FAILURE, ourFault],
  [ResponseType.INTEGRATION_TIMEOUT, tooSlow],
  [ResponseType.INVALID_API_KEY, forbidden],
  [ResponseType.INVALID_SIGNATURE, unauthorised],
  // API Gateway's name for a path that it has no route for.
  [ResponseType.MISSING_AUTHENTICATION_TOKEN, notFound],
  [ResponseType.QUOTA_EXCEEDED, tooMany],
  [ResponseType.REQUEST_TOO_LARGE, [413, 'Content too large', 'The body is too large.']],
  [ResponseType.RESOURCE_NOT_FOUND, notFound],
  [ResponseType.THROTTLED, tooMany, { 'Retry-After': "'5'" }],
  [ResponseType.UNAUTHORIZED, unauthorised, { 'WWW-Authenticate': "'Bearer, DPoP'" }],
  [
    ResponseType.UNSUPPORTED_MEDIA_TYPE,
    [415, 'Unsupported media type', 'The body must be application/json.'],
  ],
  [ResponseType.WAF_FILTERED, forbidden],
];

/** Makes API Gateway's own answers problems like all others. */
export function addGatewayResponses(api: apigateway.RestApi): void {
  for (const [type, [status, title, detail], headers] of responses) {
    api.addGatewayResponse(type.responseType, {
      type,
      statusCode: String(status),
      responseHeaders: { 'Content-Type': `'${PROBLEM_TYPE}'`, 'Cache-Control': "'no-store'", ...headers },
      templates: { 'application/json': problemBody(status, title, detail) },
    });
  }
}
