import { describe, expect, it } from 'vitest';
import { synthesise } from '../../infra/build.ts';
import { everything, properties, resources, type Statement, target, template } from './template.ts';

interface Behaviour {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly AllowedMethods: readonly string[];
  readonly ViewerProtocolPolicy: string;
  readonly FunctionAssociations: readonly { readonly EventType: string; readonly FunctionARN: unknown }[];
  readonly ResponseHeadersPolicyId?: unknown;
}
interface Config {
  readonly Aliases?: readonly string[];
  readonly CacheBehaviors: readonly Behaviour[];
  readonly DefaultCacheBehavior: Behaviour;
  readonly CustomErrorResponses?: unknown;
  readonly Origins: readonly {
    readonly Id: string;
    readonly DomainName: unknown;
    readonly S3OriginConfig?: unknown;
    readonly OriginAccessControlId?: unknown;
    readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: unknown }[];
  }[];
  readonly ViewerCertificate?: unknown;
}

const distributionOf = (from = template) =>
  properties<{ DistributionConfig: Config }>(resources('AWS::CloudFront::Distribution', from)[0]!)
    .DistributionConfig;
const config = distributionOf();
const originOf = ({ TargetOriginId }: Behaviour) => config.Origins.find(({ Id }) => Id === TargetOriginId)!;
const [bucket] = resources('AWS::S3::Bucket');

describe('pages and API', () => {
  it('are one origin: the bucket behind /app/*, the API behind all else', () => {
    expect(config.CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual(['/app/*']);
    const [pages] = config.CacheBehaviors;
    expect(target(originOf(pages!).DomainName)).toBe(bucket!.logicalId);
    expect(pages!.AllowedMethods).toEqual(['GET', 'HEAD']);
    const api = originOf(config.DefaultCacheBehavior);
    expect(JSON.stringify(api.DomainName)).toContain('.execute-api.');
    expect(config.DefaultCacheBehavior.AllowedMethods).toContain('DELETE');
    for (const behaviour of [pages!, config.DefaultCacheBehavior]) {
      expect(behaviour.ViewerProtocolPolicy).toBe('redirect-to-https');
    }
  });

  it('answer what is not there as it is: no page stands for an error of the API', () => {
    expect(config.CustomErrorResponses).toBeUndefined();
  });

  it('have the domain of the public address where there is a certificate for it, from TLS 1.2 on', () => {
    expect(config.Aliases).toEqual(['velhjem.example.no']);
    expect(config.ViewerCertificate).toEqual({
      AcmCertificateArn: everything.certificateArn,
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    });
    const bare = distributionOf(synthesise({ bundling: false }).template);
    expect([bare.Aliases, bare.ViewerCertificate]).toEqual([undefined, undefined]);
  });

  it('are counted by who asks, not by the server of CloudFront that hands it on', () => {
    const [acl] = resources('AWS::WAFv2::WebACL');
    const { Rules } = properties<{ Rules: { Name: string; Statement: { RateBasedStatement?: object } }[] }>(
      acl!,
    );
    const [direct, pages] = Rules.flatMap(({ Statement }) => Statement.RateBasedStatement ?? []);
    const [mark] = originOf(config.DefaultCacheBehavior).OriginCustomHeaders!;
    const marked = {
      ByteMatchStatement: {
        FieldToMatch: { SingleHeader: { Name: mark!.HeaderName } },
        PositionalConstraint: 'EXACTLY',
        SearchString: mark!.HeaderValue,
      },
    };
    expect(direct).toMatchObject({
      AggregateKeyType: 'IP',
      ScopeDownStatement: { NotStatement: { Statement: marked } },
    });
    expect(pages).toMatchObject({
      AggregateKeyType: 'FORWARDED_IP',
      ForwardedIPConfig: { HeaderName: 'x-vel-hjem-viewer', FallbackBehavior: 'MATCH' },
      ScopeDownStatement: marked,
    });
    // nobody outside knows it: no text of the template has it
    expect(mark!.HeaderValue).toEqual({
      'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }],
    });
  });
});

describe('the headers of the pages', () => {
  const [policy] = resources('AWS::CloudFront::ResponseHeadersPolicy');
  const { ResponseHeadersPolicyConfig: headers } = properties<{
    ResponseHeadersPolicyConfig: {
      SecurityHeadersConfig: Record<string, Record<string, unknown>>;
      CustomHeadersConfig: { Items: { Header: string }[] };
    };
  }>(policy!);

  it('allow what the pages have and nothing else: no script or style in the page, no other origin', () => {
    const csp = String(headers.SecurityHeadersConfig.ContentSecurityPolicy!.ContentSecurityPolicy).split(
      '; ',
    );
    expect(csp).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ]);
  });

  it('are HSTS for two years, no sniffing, no frames, no referrer, and none of the device', () => {
    expect(headers.SecurityHeadersConfig).toMatchObject({
      StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY' },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
    });
    expect(headers.CustomHeadersConfig.Items.map(({ Header }) => Header)).toEqual([
      'Permissions-Policy',
      'Cross-Origin-Opener-Policy',
      'Cross-Origin-Resource-Policy',
    ]);
    for (const one of Object.values(headers.SecurityHeadersConfig)) expect(one.Override).toBe(true);
    expect(target(distributionOf().CacheBehaviors[0]!.ResponseHeadersPolicyId)).toBe(policy!.logicalId);
  });
});

describe('the bucket', () => {
  const [policy] = resources('AWS::S3::BucketPolicy');
  const { Statement: statements } = properties<{ PolicyDocument: { Statement: Statement[] } }>(
    policy!,
  ).PolicyDocument;

  it('is nobody’s but the distribution’s, which reads it', () => {
    expect(bucket!.Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowed).toMatchObject([
      { Action: ['s3:GetObject', 's3:ListBucket'], Principal: { Service: 'cloudfront.amazonaws.com' } },
    ]);
    const [distribution] = resources('AWS::CloudFront::Distribution');
    expect(JSON.stringify(allowed[0]!.Condition!.StringEquals!['AWS:SourceArn'])).toContain(
      distribution!.logicalId,
    );
  });

  it('takes nothing that is not encrypted on the way', () => {
    const denied = statements.filter(({ Effect }) => Effect === 'Deny');
    expect(denied.map(({ Condition }) => Condition)).toEqual([
      { Bool: { 'aws:SecureTransport': 'false' } },
      { NumericLessThan: { 's3:TlsVersion': 1.2 } },
    ]);
  });
});

describe('a deployment', () => {
  const uploads = resources('Custom::CDKBucketDeployment').map((upload) => ({
    ...properties<Record<string, unknown>>(upload),
    waitsFor: upload.DependsOn as readonly string[],
    logicalId: upload.logicalId,
  }));

  it('uploads files that never change for a year, then the document, which is asked after each time', () => {
    expect(uploads).toMatchObject([
      {
        Exclude: ['*'],
        Include: ['assets/*'],
        SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
        Prune: false,
      },
      {
        Exclude: ['assets/*'],
        SystemMetadata: { 'cache-control': 'no-cache' },
        DistributionPaths: ['/app/index.html'],
        Prune: false,
      },
    ]);
    expect(uploads[1]!.waitsFor).toContain(uploads[0]!.logicalId);
  });

  it('may write below the one prefix, delete nothing, and renew the one distribution', () => {
    const [may] = resources('AWS::IAM::Policy').filter(({ logicalId }) =>
      logicalId.startsWith('PagesUpload'),
    );
    const granted = properties<{ PolicyDocument: { Statement: Statement[] } }>(may!).PolicyDocument.Statement;
    const actions = granted.flatMap(({ Action }) => Action);
    expect(actions.toSorted()).toEqual([
      'cloudfront:CreateInvalidation',
      'cloudfront:GetInvalidation',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      's3:AbortMultipartUpload',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ]);
    for (const { Resource } of granted) expect(Resource).not.toBe('*');
  });
});
