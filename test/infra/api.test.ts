import { describe, expect, it } from 'vitest';
import { entries, entryOf } from '../../infra/catalogue.ts';
import { ENTRY_METADATA } from '../../infra/constructs/function.ts';
import { properties, references, resources, target, template } from './template.ts';

interface MethodProperties {
  readonly HttpMethod: string;
  readonly AuthorizationType: string;
  readonly AuthorizerId?: unknown;
  readonly ResourceId: unknown;
  readonly Integration: {
    readonly Type: string;
    readonly Uri?: unknown;
    readonly IntegrationResponses?: readonly {
      readonly StatusCode: string;
      readonly ResponseParameters: Readonly<Record<string, string>>;
      readonly ResponseTemplates: Readonly<Record<string, string>>;
    }[];
  };
}

function pathOf(resourceId: string | undefined): string {
  const resource = template.Resources[resourceId ?? ''];
  if (resource?.Type !== 'AWS::ApiGateway::Resource') return '';
  const { ParentId, PathPart } = properties<{ ParentId: unknown; PathPart: string }>(resource);
  return `${pathOf(target(ParentId))}/${PathPart}`;
}

const methods = resources('AWS::ApiGateway::Method').map((method) => {
  const props = properties<MethodProperties>(method);
  const called = references(props.Integration.Uri).map(
    (id) => template.Resources[id]?.Metadata?.[ENTRY_METADATA],
  );
  return {
    ...props,
    route: `${props.HttpMethod} ${pathOf(target(props.ResourceId))}`,
    entry: called.find((entry) => typeof entry === 'string'),
  };
});

describe('routes', () => {
  it.each(entries.flatMap((entry) => (entryOf(entry).routes ?? []).map((route) => [route, entry] as const)))(
    '%s goes to %s, past the authoriser',
    (route, entry) => {
      const found = methods.filter((method) => method.route === route);
      expect(found).toHaveLength(1);
      const [{ AuthorizationType, AuthorizerId, Integration, entry: called }] = found as [
        (typeof methods)[number],
      ];
      expect(called).toBe(`functions/${entry}`);
      expect(Integration.Type).toBe('AWS_PROXY');
      if (entryOf(entry).open) expect(AuthorizationType).toBe('NONE');
      else {
        expect(AuthorizationType).toBe('CUSTOM');
        expect(target(AuthorizerId)).toMatch(/^ApiAuthoriser/);
      }
    },
  );

  it('are no others, and only what is the same to everyone, and signing in, is open', () => {
    const known = entries.flatMap((entry) => entryOf(entry).routes ?? []);
    expect(new Set(known).size).toBe(known.length);
    const proxied = methods.filter(({ Integration }) => Integration.Type === 'AWS_PROXY');
    expect(proxied.map(({ route }) => route).sort()).toEqual([...known].sort());
    const open = proxied.filter(({ AuthorizationType }) => AuthorizationType === 'NONE');
    expect(open.map(({ route }) => route).sort()).toEqual([
      ...['DELETE /session', 'GET /docs', 'GET /openapi.json', 'GET /sign-in', 'GET /sign-in/begin'],
      ...['GET /sign-in/callback', 'PUT /session'],
    ]);
  });

  it('refuse other methods with 405 and what they have', () => {
    const refusals = methods.filter(({ HttpMethod }) => HttpMethod === 'ANY');
    const paths = new Set(
      entries.flatMap((entry) => (entryOf(entry).routes ?? []).map((route) => route.split(' ')[1])),
    );
    expect(new Set(refusals.map(({ route }) => route.split(' ')[1]))).toEqual(paths);
    for (const { Integration } of refusals) {
      const [answer] = Integration.IntegrationResponses!;
      expect(Integration.Type).toBe('MOCK');
      expect(answer!.StatusCode).toBe('405');
      expect(JSON.parse(answer!.ResponseTemplates['application/json']!)).toMatchObject({ status: 405 });
    }
    const acceptance = refusals.find(({ route }) => route.endsWith('/acceptance'))!;
    expect(acceptance.Integration.IntegrationResponses![0]!.ResponseParameters).toEqual({
      'method.response.header.Allow': "'DELETE, POST'",
      'method.response.header.Content-Type': "'application/problem+json'",
    });
  });

  it('let API Gateway call each function for its own routes only', () => {
    const permissions = resources('AWS::Lambda::Permission').filter(
      (permission) => properties(permission).Principal === 'apigateway.amazonaws.com',
    );
    expect(permissions).toHaveLength(entries.flatMap((entry) => entryOf(entry).routes ?? []).length + 1);
    const [restApi] = resources('AWS::ApiGateway::RestApi');
    for (const permission of permissions) {
      expect(references(properties(permission).SourceArn).at(3)).toBe(restApi!.logicalId);
      expect(JSON.stringify(properties(permission).SourceArn)).not.toContain('test-invoke-stage');
    }
  });
});

describe('the authoriser', () => {
  it('is asked for each request, and only where there is a token', () => {
    const [authoriser] = resources('AWS::ApiGateway::Authorizer');
    expect(authoriser!.Properties).toMatchObject({
      Type: 'REQUEST',
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: 'method.request.header.Authorization',
    });
  });
});

describe('gateway responses', () => {
  const responses = resources('AWS::ApiGateway::GatewayResponse').map((response) =>
    properties<{
      ResponseType: string;
      StatusCode: string;
      ResponseParameters: Record<string, string>;
      ResponseTemplates: Record<string, string>;
    }>(response),
  );

  it.each(responses.map((response) => [response.ResponseType, response] as const))(
    '%s is a problem that tells nothing of the request',
    (_type, { ResponseParameters, ResponseTemplates, StatusCode }) => {
      expect(ResponseParameters['gatewayresponse.header.Content-Type']).toBe("'application/problem+json'");
      const body = ResponseTemplates['application/json']!;
      expect(body).not.toContain('$');
      expect(Object.keys(JSON.parse(body))).toEqual(['type', 'title', 'status', 'detail']);
      expect(String(JSON.parse(body).status)).toBe(StatusCode);
    },
  );

  it('have the statuses of the interface', () => {
    const statuses = Object.fromEntries(
      responses.map(({ ResponseType, StatusCode }) => [ResponseType, StatusCode]),
    );
    expect(statuses).toMatchObject({
      UNAUTHORIZED: '401',
      ACCESS_DENIED: '403',
      MISSING_AUTHENTICATION_TOKEN: '404',
      RESOURCE_NOT_FOUND: '404',
      REQUEST_TOO_LARGE: '413',
      UNSUPPORTED_MEDIA_TYPE: '415',
      THROTTLED: '429',
      DEFAULT_4XX: '400',
      DEFAULT_5XX: '500',
    });
    expect(responses).toHaveLength(21);
  });
});

describe('the stage', () => {
  const [stage] = resources('AWS::ApiGateway::Stage');
  const props = properties<{
    StageName: string;
    AccessLogSetting: { Format: string };
    MethodSettings: readonly Record<string, unknown>[];
    TracingEnabled: boolean;
  }>(stage!);

  it('is the interface’s version', () => {
    expect(props.StageName).toBe('v1');
  });

  it('logs what was asked for and how it went, and not by whom', () => {
    const format = JSON.parse(props.AccessLogSetting.Format) as Record<string, string>;
    expect(Object.values(format)).toContain('$context.resourcePath');
    expect(Object.values(format).join()).not.toMatch(
      /identity|authorizer\.(principalId|claims|[a-z]*[iI]d)|context\.path\b/,
    );
  });

  it('is throttled and traced, and no body or header is logged', () => {
    expect(props.TracingEnabled).toBe(true);
    expect(props.MethodSettings).toEqual([
      {
        HttpMethod: '*',
        ResourcePath: '/*',
        DataTraceEnabled: false,
        LoggingLevel: 'ERROR',
        MetricsEnabled: true,
        ThrottlingBurstLimit: 100,
        ThrottlingRateLimit: 50,
      },
    ]);
  });

  it('speaks TLS 1.2 at least', () => {
    const [api] = resources('AWS::ApiGateway::RestApi');
    expect(api!.Properties).toMatchObject({
      SecurityPolicy: 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
      EndpointAccessMode: 'STRICT',
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
  });

  it('is behind the firewall', () => {
    const [association] = resources('AWS::WAFv2::WebACLAssociation');
    expect(JSON.stringify(association!.Properties)).toContain('/stages/v1');
    const [acl] = resources('AWS::WAFv2::WebACL');
    const { Rules } = properties<{
      Rules: { Name: string; VisibilityConfig: { SampledRequestsEnabled: boolean } }[];
    }>(acl!);
    expect(Rules.map(({ Name }) => Name)).toEqual([
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'Rate',
      'RateOfPages',
    ]);
    for (const { VisibilityConfig } of Rules) expect(VisibilityConfig.SampledRequestsEnabled).toBe(false);
  });
});
