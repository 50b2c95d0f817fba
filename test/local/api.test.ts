import { describe, expect, test } from 'vitest';
import { findPath, readApi } from '../../local/gateway/api.ts';
import { type Properties, TemplateNotUnderstood } from '../../local/template/cloudformation.ts';

const resource = (type: string, logicalId: string, properties: Properties = {}) => ({
  logicalId,
  type: `AWS::ApiGateway::${type}`,
  name: logicalId,
  properties,
  metadata: {},
});
const api = resource('RestApi', 'Api');
const uri = 'arn:aws:apigateway:eu-north-1:lambda:path/2015-03-31/functions/fn/invocations';
const method = (properties: Properties) =>
  resource('Method', 'M', {
    ResourceId: 'Api-root',
    HttpMethod: 'GET',
    AuthorizationType: 'NONE',
    Integration: { Type: 'AWS_PROXY', Uri: uri },
    ...properties,
  });
const mock = (answer: Properties) =>
  method({ Integration: { Type: 'MOCK', IntegrationResponses: [{ StatusCode: '204', ...answer }] } });
const authorizer = (properties: Properties) =>
  resource('Authorizer', 'A', {
    Type: 'REQUEST',
    AuthorizerUri: uri,
    AuthorizerResultTtlInSeconds: 0,
    ...properties,
  });

describe('an API', () => {
  test('is none where the stack has none', () => {
    expect(readApi([])).toBeUndefined();
  });

  test('has the stage prod, answers without a body, and an authoriser that needs no header', () => {
    const authorized = method({
      HttpMethod: 'POST',
      AuthorizationType: 'CUSTOM',
      AuthorizerId: 'A',
    });
    const read = readApi([api, mock({}), authorizer({}), authorized]);
    expect(read?.stage).toBe('prod');
    const methods = read && findPath(read.root, '/')?.node.methods;
    expect(methods?.get('GET')?.integration).toEqual({ kind: 'mock', status: 204, headers: {}, body: '' });
    expect(methods?.get('POST')?.authorizer).toEqual({ id: 'A', functionArn: 'fn', headers: [] });
  });

  test('may leave the status of an answer to AWS', () => {
    const response = resource('GatewayResponse', 'R', { ResponseType: 'DEFAULT_4XX' });
    expect(readApi([api, response])?.responses.get('DEFAULT_4XX')).toEqual({
      status: undefined,
      headers: {},
      body: undefined,
    });
  });

  test.each([
    ['two APIs', [api, resource('RestApi', 'Other')], /two REST APIs/],
    ['a path below nothing', [api, resource('Resource', 'P', { ParentId: 'Q', PathPart: 'p' })], /parent/],
    ['a method of nothing', [api, method({ ResourceId: 'P' })], /M: a method of no path/],
    ['a sign-in by IAM', [api, method({ AuthorizationType: 'AWS_IAM' })], /M: authorisation AWS_IAM/],
    ['an HTTP integration', [api, method({ Integration: { Type: 'HTTP' } })], /M: integration HTTP/],
    ['a mock without answer', [api, method({ Integration: { Type: 'MOCK' } })], /M: integration MOCK/],
    [
      'a function that is none',
      [api, method({ Integration: { Type: 'AWS_PROXY', Uri: 'arn:x' } })],
      /M: arn:x is no function/,
    ],
    [
      'a header that is no constant',
      [api, mock({ ResponseParameters: { 'method.response.header.A': 'integration.response.header.B' } })],
      /response parameter method\.response\.header\.A = integration/,
    ],
    ['an authoriser of tokens', [api, authorizer({ Type: 'TOKEN' })], /A: only REQUEST/],
    ['an authoriser that remembers', [api, authorizer({ AuthorizerResultTtlInSeconds: 300 })], /A: .*TTL/],
    [
      'an authoriser that looks at the query',
      [api, authorizer({ IdentitySource: 'method.request.querystring.t' })],
      /A: identity source/,
    ],
  ])('with %s is refused', (_, resources, message) => {
    const read = () => readApi(resources);
    expect(read).toThrow(TemplateNotUnderstood);
    expect(read).toThrow(message);
  });
});
