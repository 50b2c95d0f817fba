import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3deploy from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import type { Parameters } from '../parameters.ts';
import type { EdgeMark } from './web-acl.ts';

/** Where the pages lie, below the address that they share with the API. */
export const PAGES_PREFIX = 'app';

interface PagesProps {
  readonly parameters: Parameters;
  readonly api: apigateway.RestApi;
  /** What the API's firewall knows requests by that came through the distribution. */
  readonly mark: EdgeMark;
  readonly key: IKey;
  /** The built pages. */
  readonly source: s3deploy.ISource;
}

/**
 * One origin for pages and API (docs/adr/0036): a distribution that has a private bucket behind `/app/*` and the REST
 * API behind everything else, with the headers that hold the pages to what they need.
 */
export class Pages extends Construct {
  readonly distribution: cloudfront.Distribution;

  constructor(scope: Construct, id: string, props: PagesProps) {
    super(scope, id);
    const bucket = new s3.Bucket(this, 'Bucket', {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // The same for everybody, and made anew from the sources by each deployment: no key of its own, no versions.
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
    }) as s3.IBucket;
    this.distribution = this.distribute(bucket, props);
    new Upload(this, 'Upload', { bucket, distribution: this.distribution, ...props });
    new CfnOutput(this, 'Address', {
      value: `https://${this.distribution.distributionDomainName}`,
      description: 'The pages and the API, where there is no domain of their own',
    });
  }

  private distribute(bucket: s3.IBucket, { parameters, api, mark }: PagesProps): cloudfront.Distribution {
    const route: cloudfront.FunctionAssociation = {
      function: new cloudfront.Function(this, 'Route', {
        comment: 'Leads to the pages',
        runtime: cloudfront.FunctionRuntime.JS_2_0,
        code: cloudfront.FunctionCode.fromInline(
          readFileSync(join(import.meta.dirname, '..', 'edge', 'pages.js'), 'utf8'),
        ),
      }),
      eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
    };
    const toViewer = {
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      functionAssociations: [route],
    };
    return new cloudfront.Distribution(this, 'Distribution', {
      comment: `${Stack.of(this).stackName}: pages and API`,
      ...ownDomain(this, parameters),
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      // North America and Europe: nobody who works here is elsewhere.
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
      defaultBehavior: {
        ...toViewer,
        origin: new origins.RestApiOrigin(api, { customHeaders: { [mark.header]: mark.value } }),
        allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
        cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
        // API Gateway is found by its own name; whoever's request it is tells everything else.
        originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      },
      additionalBehaviors: {
        [`/${PAGES_PREFIX}/*`]: {
          ...toViewer,
          origin: origins.S3BucketOrigin.withOriginAccessControl(bucket, {
            // With LIST a file that is not there is 404, else 403.
            originAccessLevels: [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST],
          }),
          allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD,
          cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
          responseHeadersPolicy: headersOfPages(this),
        },
      },
    });
  }
}

/** The name of `publicUrl`, where there is a certificate for it; else the distribution's own. */
function ownDomain(
  scope: Construct,
  { certificateArn, publicUrl }: Parameters,
): Pick<cloudfront.DistributionProps, 'domainNames' | 'certificate'> {
  if (certificateArn === '') return {};
  return {
    domainNames: [new URL(publicUrl).hostname],
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
  };
}

/** A page loads what the deployment has, talks to its own API, and is in nobody's frame. */
function headersOfPages(scope: Construct): cloudfront.ResponseHeadersPolicy {
  const always = { override: true };
  const policy = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    'base-uri': ["'none'"],
  };
  const custom = {
    'Permissions-Policy':
      'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), publickey-credentials-get=(), usb=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
  return new cloudfront.ResponseHeadersPolicy(scope, 'Headers', {
    comment: `${Stack.of(scope).stackName}: pages`,
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: Object.entries(policy)
          .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
          .join('; '),
        ...always,
      },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(730),
        includeSubdomains: true,
        ...always,
      },
      contentTypeOptions: always,
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, ...always },
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, ...always },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(custom).map(([header, value]) => ({ header, value, ...always })),
    },
    removeHeaders: ['Server'],
  });
}

interface UploadProps extends PagesProps {
  readonly bucket: s3.IBucket;
  readonly distribution: cloudfront.Distribution;
}

/** Puts the built pages into the bucket at each deployment: files that never change first, then the document that names them. */
class Upload extends Construct {
  constructor(scope: Construct, id: string, props: UploadProps) {
    super(scope, id);
    const { bucket, distribution } = props;
    const bundles = new Set<string>();
    const source: s3deploy.ISource = {
      bind: (deployment, context) => {
        const bound = props.source.bind(deployment, context);
        bundles.add(bound.bucket.arnForObjects('*'));
        return bound;
      },
    };
    const log = new logs.LogGroup(this, 'Log', {
      retention: props.parameters.logRetentionDays,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: 'Vel hjem: puts the pages into their bucket at a deployment',
    });
    const common = {
      destinationBucket: bucket,
      destinationKeyPrefix: PAGES_PREFIX,
      // A page that is open goes on with the files that it began with.
      prune: false,
      logGroup: log,
      // What CDK would grant is wider than what is done.
      role: role.withoutPolicyUpdates(),
    };
    const assets = new s3deploy.BucketDeployment(this, 'Assets', {
      ...common,
      sources: [source],
      exclude: ['*'],
      include: ['assets/*'],
      // Their names are made of what is in them.
      cacheControl: [s3deploy.CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    const document = new s3deploy.BucketDeployment(this, 'Document', {
      ...common,
      sources: [source],
      exclude: ['assets/*'],
      cacheControl: [s3deploy.CacheControl.fromString('no-cache')],
      distribution,
      distributionPaths: [`/${PAGES_PREFIX}/index.html`],
    });
    document.node.addDependency(assets);
    const may = new iam.Policy(this, 'May', {
      roles: [role],
      statements: [
        new iam.PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [log.logGroupArn],
        }),
        // Where CDK puts what is built. Not the one file: its name is new each time, and a grant takes a while to hold.
        new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [...bundles] }),
        new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
        new iam.PolicyStatement({
          actions: ['s3:PutObject', 's3:AbortMultipartUpload'],
          resources: [bucket.arnForObjects(`${PAGES_PREFIX}/*`)],
        }),
        new iam.PolicyStatement({
          actions: ['cloudfront:CreateInvalidation', 'cloudfront:GetInvalidation'],
          resources: [distribution.distributionArn],
        }),
      ],
    });
    assets.node.addDependency(may);
    document.node.addDependency(may);
  }
}
