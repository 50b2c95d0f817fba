import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Entry, entryOf } from '../catalogue.ts';
import type { Functions } from './functions.ts';
import { addGatewayResponses, PROBLEM_TYPE, problemBody } from './gateway-responses.ts';
import { type EdgeMark, WebAcl } from './web-acl.ts';

/** Of the interface, not of the deployment: a breaking change would be another stage beside this one. */
const API_STAGE = 'v1';

interface ApiProps {
  readonly functions: Functions;
  readonly key: IKey;
  readonly logRetentionDays: number;
}

/** The REST API: the catalogue's routes behind one authoriser, answers of its own as problems, and a firewall. */
export class Api extends Construct {
  readonly restApi: apigateway.RestApi;
  /** What the firewall knows requests by that came through the pages' distribution. */
  readonly mark: EdgeMark;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const log = {
      retention: props.logRetentionDays,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.RETAIN,
    };
    const accessLog = new logs.LogGroup(this, 'AccessLog', log);
    this.restApi = new apigateway.RestApi(this, 'Api', {
      // Its metrics are by name: two deployments in an account are told apart.
      restApiName: Stack.of(this).stackName,
      description: 'Vel hjem',
      endpointTypes: [apigateway.EndpointType.REGIONAL],
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: {
        stageName: API_STAGE,
        accessLogDestination: new apigateway.LogGroupLogDestination(accessLog),
        accessLogFormat: apigateway.AccessLogFormat.custom(JSON.stringify(accessLogFormat)),
        // What goes wrong inside API Gateway, without bodies and headers.
        loggingLevel: apigateway.MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        metricsEnabled: true,
        tracingEnabled: true,
        throttlingRateLimit: 50,
        throttlingBurstLimit: 100,
      },
    });
    const resource = this.restApi.node.defaultChild as apigateway.CfnRestApi;
    // TLS 1.2 with forward secrecy at least, and only under the API's own name.
    resource.securityPolicy = 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09';
    resource.endpointAccessMode = 'STRICT';

    // API Gateway would make this log by itself, in clear and for ever.
    const executionLog = new logs.LogGroup(this, 'ExecutionLog', {
      ...log,
      logGroupName: `API-Gateway-Execution-Logs_${this.restApi.restApiId}/${API_STAGE}`,
    });
    this.restApi.deploymentStage.node.addDependency(executionLog);

    addGatewayResponses(this.restApi);
    this.addRoutes(props.functions);

    const { partition, region } = Stack.of(this);
    const stageArn = `arn:${partition}:apigateway:${region}::/restapis/${this.restApi.restApiId}/stages/${API_STAGE}`;
    const firewall = new WebAcl(this, 'Firewall');
    firewall.protect('Association', stageArn).node.addDependency(this.restApi.deploymentStage);
    this.mark = firewall.mark;
  }

  private addRoutes(functions: Functions): void {
    const authorizer = new apigateway.RequestAuthorizer(this, 'Authoriser', {
      handler: functions.lambda('authorize-request'),
      // Without the header nobody is asked: 401.
      identitySources: [apigateway.IdentitySource.header('Authorization')],
      // A proof of possession holds for one request.
      resultsCacheTtl: Duration.seconds(0),
    });
    const guarded: apigateway.MethodOptions = {
      authorizer,
      authorizationType: apigateway.AuthorizationType.CUSTOM,
    };
    const methods = new Map<string, string[]>();
    for (const entry of functions.entries) {
      const integration = this.integration(functions, entry);
      for (const route of entryOf(entry).routes ?? []) {
        const [method, path] = route.split(' ') as [string, string];
        this.restApi.root
          .resourceForPath(path)
          .addMethod(
            method,
            integration,
            entryOf(entry).open ? { authorizationType: apigateway.AuthorizationType.NONE } : guarded,
          );
        methods.set(path, [...(methods.get(path) ?? []), method]);
      }
    }
    for (const [path, allowed] of methods) this.refuseOthers(path, allowed);
  }

  private integration(functions: Functions, entry: Entry): apigateway.LambdaIntegration {
    // The console's test button would need a permission of its own for each method.
    return new apigateway.LambdaIntegration(functions.lambda(entry), { allowTestInvoke: false });
  }

  /** Methods that a path does not have: API Gateway alone would say 403. */
  private refuseOthers(path: string, allowed: readonly string[]): void {
    const header = 'method.response.header';
    this.restApi.root.resourceForPath(path).addMethod(
      'ANY',
      new apigateway.MockIntegration({
        passthroughBehavior: apigateway.PassthroughBehavior.NEVER,
        requestTemplates: { 'application/json': '{"statusCode": 405}' },
        integrationResponses: [
          {
            statusCode: '405',
            responseParameters: {
              [`${header}.Allow`]: `'${[...allowed].sort().join(', ')}'`,
              [`${header}.Content-Type`]: `'${PROBLEM_TYPE}'`,
            },
            responseTemplates: {
              'application/json': problemBody(405, 'Method not allowed', 'This is not done here.'),
            },
          },
        ],
      }),
      {
        authorizationType: apigateway.AuthorizationType.NONE,
        methodResponses: [
          {
            statusCode: '405',
            responseParameters: { [`${header}.Allow`]: true, [`${header}.Content-Type`]: true },
          },
        ],
      },
    );
  }
}

/** Who asked is in the audit table. Here: what was asked for, by pattern, and how it went. */
const accessLogFormat = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  error: '$context.error.responseType',
  authoriserStatus: '$context.authorizer.status',
  authoriserLatency: '$context.authorizer.latency',
  firewallStatus: '$context.waf.status',
  integrationLatency: '$context.integration.latency',
  responseLatency: '$context.responseLatency',
  responseLength: '$context.responseLength',
  tlsVersion: '$context.tlsVersion',
  trace: '$context.xrayTraceId',
};
