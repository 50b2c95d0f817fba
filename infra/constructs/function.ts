import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { CodeOf } from '../bundling.ts';
import type { CatalogueEntry } from '../catalogue.ts';

/** Says in the template which folder a function's source is in: the local runtime runs that. */
export const ENTRY_METADATA = 'vel-hjem:entry';

/** API Gateway waits 29 s for an answer. */
const DEFAULT_TIMEOUT_SECONDS = { api: 28, authoriser: 10, step: 60, operation: 300 } as const;

interface FunctionProps {
  readonly entry: string;
  readonly about: CatalogueEntry;
  readonly environment: Readonly<Record<string, string>>;
  readonly key: IKey;
  readonly logRetentionDays: number;
  readonly codeOf: CodeOf;
}

/**
 * A Lambda function as this project wants every one: its own role, which may write its own log and nothing else
 * until a capability is granted, its own encrypted log that ends, and tracing.
 */
export class TracedFunction extends Construct {
  readonly lambda: lambda.Function;
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    const { about, entry } = props;
    const logGroup = new logs.LogGroup(this, 'Log', {
      retention: props.logRetentionDays,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `Vel hjem ${entry}`,
      inlinePolicies: {
        WriteOwnLog: new iam.PolicyDocument({
          statements: [
            new iam.PolicyStatement({
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              resources: [logGroup.logGroupArn],
            }),
          ],
        }),
      },
    });
    this.lambda = new lambda.Function(this, 'Function', {
      description: about.does,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: props.codeOf(entry),
      handler: 'index.handler',
      // Processor time goes with memory: with half of it a cold start takes twice as long and costs the same.
      memorySize: about.memoryMB ?? 1024,
      timeout: Duration.seconds(about.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS[about.kind]),
      tracing: lambda.Tracing.ACTIVE,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      environment: { ...props.environment },
      // What it may do is granted where capabilities are, and nowhere by the way.
      role: this.role.withoutPolicyUpdates(),
      ...(about.reservedConcurrency === undefined
        ? {}
        : { reservedConcurrentExecutions: about.reservedConcurrency }),
    });
    const resource = this.lambda.node.defaultChild as lambda.CfnFunction;
    resource.addMetadata(ENTRY_METADATA, `functions/${entry}`);
  }
}
