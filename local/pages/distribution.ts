import { like } from '../permissions.ts';
import { type Properties, TemplateNotUnderstood } from '../template/cloudformation.ts';
import type { Resource } from '../template/resolve.ts';

/** The stack's CloudFront distribution, as far as it is served here. */
export interface Distribution {
  /** In the order in which their patterns are tried; the last takes every path. */
  readonly behaviours: readonly Behaviour[];
}

export interface Behaviour {
  readonly pattern: string;
  /** The bucket behind it; undefined where the API is. */
  readonly bucket: Bucket | undefined;
  readonly methods: readonly string[];
  readonly compress: boolean;
  /** Source of the function that has each request first. */
  readonly code: string | undefined;
  /** Added to every answer. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What deployments put into a bucket. */
interface Bucket {
  readonly uploads: readonly Upload[];
}

export interface Upload {
  /** Begins the key of each file. */
  readonly prefix: string;
  readonly exclude: readonly string[];
  readonly include: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Reads the distribution out of the stack; undefined where it has none.
 * @throws TemplateNotUnderstood for what would be served in another way on AWS than here
 */
export function readDistribution(resources: readonly Resource[]): Distribution | undefined {
  const [distribution, ...others] = resources.filter(({ type }) => type === 'AWS::CloudFront::Distribution');
  if (!distribution) return undefined;
  if (others.length > 0) throw new TemplateNotUnderstood('two distributions are not run locally');
  const config = distribution.properties.DistributionConfig as Properties;
  for (const unknown of ['CustomErrorResponses', 'DefaultRootObject']) {
    if (config[unknown] !== undefined) {
      throw new TemplateNotUnderstood(`${distribution.logicalId}: ${unknown} is not run locally`);
    }
  }
  const origins = new Map(list(config.Origins).map((origin) => [String(origin.Id), origin]));
  const behaviours = [
    ...list(config.CacheBehaviors),
    { ...(config.DefaultCacheBehavior as Properties), PathPattern: '*' },
  ];
  return {
    behaviours: behaviours.map((behaviour) => ({
      pattern: String(behaviour.PathPattern),
      bucket: bucketOf(resources, origins.get(String(behaviour.TargetOriginId)), distribution.logicalId),
      methods: (behaviour.AllowedMethods ?? ['GET', 'HEAD']) as readonly string[],
      compress: behaviour.Compress === true,
      code: codeOf(resources, list(behaviour.FunctionAssociations), distribution.logicalId),
      headers: headersOf(resources, behaviour.ResponseHeadersPolicyId, distribution.logicalId),
    })),
  };
}

/** The behaviour that a path has. */
export const behaviourOf = ({ behaviours }: Distribution, path: string): Behaviour =>
  behaviours.find(({ pattern }) => like(pattern, path)) as Behaviour;

const list = (value: unknown): readonly Properties[] => (value ?? []) as readonly Properties[];

function bucketOf(
  resources: readonly Resource[],
  origin: Properties | undefined,
  within: string,
): Bucket | undefined {
  if (origin?.CustomOriginConfig !== undefined) return undefined;
  const bucket = resources.find(
    ({ type, name }) => type === 'AWS::S3::Bucket' && String(origin?.DomainName).startsWith(`${name}.s3.`),
  );
  if (!bucket) throw new TemplateNotUnderstood(`${within}: an origin that is neither a bucket nor the API`);
  const deployments = resources.filter(
    ({ type, properties }) =>
      type === 'Custom::CDKBucketDeployment' && properties.DestinationBucketName === bucket.name,
  );
  return {
    uploads: deployments.map(({ properties }) => ({
      prefix: properties.DestinationBucketKeyPrefix ? `${properties.DestinationBucketKeyPrefix}/` : '',
      exclude: (properties.Exclude ?? []) as readonly string[],
      include: (properties.Include ?? []) as readonly string[],
      headers: (properties.SystemMetadata ?? {}) as Readonly<Record<string, string>>,
    })),
  };
}

function codeOf(
  resources: readonly Resource[],
  associations: readonly Properties[],
  within: string,
): string | undefined {
  const [association, ...others] = associations;
  if (!association) return undefined;
  if (others.length > 0 || association.EventType !== 'viewer-request') {
    throw new TemplateNotUnderstood(`${within}: only one function, before the request, is run locally`);
  }
  const found = resources.find(
    ({ type, name }) =>
      type === 'AWS::CloudFront::Function' && String(association.FunctionARN).endsWith(`:function/${name}`),
  );
  if (!found) throw new TemplateNotUnderstood(`${within}: ${String(association.FunctionARN)} is no function`);
  return String(found.properties.FunctionCode);
}

function headersOf(
  resources: readonly Resource[],
  policyId: unknown,
  within: string,
): Readonly<Record<string, string>> {
  if (policyId === undefined) return {};
  const policy = resources.find(
    ({ type, name }) => type === 'AWS::CloudFront::ResponseHeadersPolicy' && name === policyId,
  );
  if (!policy) throw new TemplateNotUnderstood(`${within}: a policy of headers that is not in the stack`);
  const { SecurityHeadersConfig, CustomHeadersConfig } = policy.properties
    .ResponseHeadersPolicyConfig as Properties;
  const custom = list((CustomHeadersConfig as Properties | undefined)?.Items);
  return {
    ...securityHeaders((SecurityHeadersConfig ?? {}) as Readonly<Record<string, Properties>>, within),
    ...Object.fromEntries(custom.map(({ Header, Value }) => [String(Header), String(Value)])),
  };
}

type Written = readonly [name: string, value: string];
const security: Readonly<Record<string, (config: Properties) => Written>> = {
  ContentSecurityPolicy: (config) => ['Content-Security-Policy', String(config.ContentSecurityPolicy)],
  ContentTypeOptions: () => ['X-Content-Type-Options', 'nosniff'],
  FrameOptions: (config) => ['X-Frame-Options', String(config.FrameOption)],
  ReferrerPolicy: (config) => ['Referrer-Policy', String(config.ReferrerPolicy)],
  StrictTransportSecurity: ({ AccessControlMaxAgeSec, IncludeSubdomains, Preload }) => [
    'Strict-Transport-Security',
    `max-age=${Number(AccessControlMaxAgeSec)}${IncludeSubdomains ? '; includeSubDomains' : ''}${Preload ? '; preload' : ''}`,
  ],
};

function securityHeaders(config: Readonly<Record<string, Properties>>, within: string) {
  const written = Object.entries(config).map(([name, settings]) => {
    const header = security[name];
    if (!header) throw new TemplateNotUnderstood(`${within}: the security header ${name} is unknown here`);
    return header(settings);
  });
  return Object.fromEntries(written);
}
