import { CfnResource, type Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { entries, entryOf } from './catalogue.ts';

/** A finding of cdk-nag that is known, on the construct that it is about, with the reason why it stands. */
export interface Suppression {
  /** Path of the construct below the stack. */
  readonly path: string;
  readonly id: string;
  readonly reason: string;
}

const anyResource = 'AwsSolutions-IAM5[Resource::*]';
const methods = 'Api/Api/Default';
/** An execution's name is made when it starts; CDK writes the machine's as a reference to it. */
const executionsOf = (stack: Stack, machine: string) =>
  `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${logicalIdOf(stack, `${machine}/Machine/Resource`)}.Name>:*]`;

const routes = entries.flatMap((entry) =>
  (entryOf(entry).routes ?? []).map((route) => {
    const [method, path] = route.split(' ') as [string, string];
    return { method, path, open: entryOf(entry).open ?? false };
  }),
);

/** Every finding that stands. A test holds that each is still needed. */
export function suppressionsOf(stack: Stack): readonly Suppression[] {
  const ownDomain = stack.node.findChild('Pages').node.tryFindChild('Certificate') !== undefined;
  return [
    ...ofPages(stack, ownDomain),
    ...(stack.node.tryFindChild('TrialSignIn') ? ofTrialSignIn : []),
    ...['Pathway', 'FollowUp'].map((machine) => ({
      path: `${machine}/Run/Resource`,
      id: anyResource,
      reason: 'X-Ray and the log delivery of an account have no resources to name; all else in it is named.',
    })),
    {
      path: 'May/trace/Resource',
      id: anyResource,
      reason: 'X-Ray has no resources to name; the policy allows nothing but sending traces.',
    },
    {
      path: 'May/send-messages/Resource',
      id: anyResource,
      reason:
        'A phone number is no resource. Publishing to anything that is one is denied in the same policy.',
    },
    ...['Pathway', 'FollowUp'].map((machine) => ({
      path: 'May/run-machines/Resource',
      id: executionsOf(stack, machine),
      reason: 'Executions are made while the system runs; only those of our own two machines are meant.',
    })),
    {
      path: 'Api/Api/CloudWatchRole/Resource',
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      reason: 'API Gateway asks for this very policy before it writes logs, for the account as a whole.',
    },
    {
      path: 'Api/Api/Resource',
      id: 'AwsSolutions-APIG2',
      reason:
        'Functions check requests with the schemas that also describe the API, and say what is wrong (RFC 9457).',
    },
    {
      path: methods,
      id: 'AwsSolutions-COG4',
      reason:
        'Callers sign in with an OIDC provider of their own (HelseID in Norway); a Lambda authoriser checks them.',
    },
    ...[...new Set(routes.map(({ path }) => path))].map((path) => ({
      path: `${methods}${path}/ANY/Resource`,
      id: 'AwsSolutions-APIG4',
      reason: 'Answers 405 by itself, the same to everyone, and calls nothing.',
    })),
    ...routes
      .filter(({ open }) => open)
      .map(({ method, path }) => ({
        path: `${methods}${path}/${method}/Resource`,
        id: 'AwsSolutions-APIG4',
        reason: 'Describes the API, the same to everyone; the function reaches no data.',
      })),
  ];
}

const ofTrialSignIn: readonly Suppression[] = [
  {
    path: 'TrialSignIn/Pool/Resource',
    id: 'AwsSolutions-COG2',
    reason:
      'For a trial with invented patients each person chooses; a deployment with patients has a provider.',
  },
  {
    path: 'TrialSignIn/Pool/Resource',
    id: 'AwsSolutions-COG8',
    reason:
      'The dearer plan brings protection against threats; a trial has a handful of people and invented patients.',
  },
];

const distribution = 'Pages/Distribution/Resource';

function ofPages(stack: Stack, ownDomain: boolean): readonly Suppression[] {
  const bucket = logicalIdOf(stack, 'Pages/Bucket/Resource');
  return [
    {
      path: 'Pages/Bucket/Resource',
      id: 'AwsSolutions-S1',
      reason: 'It has the pages alone, the same for everybody, and only the distribution reads it.',
    },
    {
      path: distribution,
      id: 'AwsSolutions-CFR1',
      reason: 'Networks of hospitals and municipalities may reach it by way of proxies in other countries.',
    },
    {
      path: distribution,
      id: 'AwsSolutions-CFR2',
      reason:
        'The firewall is before the API, which is reached without the distribution too; pages are files.',
    },
    {
      path: distribution,
      id: 'AwsSolutions-CFR3',
      reason:
        'What is asked of the API is in its own log; who fetched the files that everybody has is not kept.',
    },
    ...(ownDomain
      ? []
      : [
          {
            path: distribution,
            id: 'AwsSolutions-CFR4',
            reason:
              'CloudFront chooses the protocols under its own name. A domain of its own has TLS 1.2 at least.',
          },
        ]),
    {
      path: 'Pages/Upload/May/Resource',
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
      reason: 'What is built lies there under names that are made of what is in it.',
    },
    {
      path: 'Pages/Upload/May/Resource',
      id: `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/app/*]`,
      reason: 'The files of the pages are named by their build; all of them lie under this one prefix.',
    },
    {
      path: 'Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C/Resource',
      id: 'AwsSolutions-L1',
      reason: 'CDK brings this function along, and chooses the runtime that it was tested with.',
    },
  ];
}

/** Tells cdk-nag which findings stand. */
export function acknowledgeFindings(stack: Stack): void {
  for (const { path, id, reason } of suppressionsOf(stack)) {
    Validations.of(find(stack, path)).acknowledge({ id, reason });
  }
}

/** @throws where the path is no construct: a suppression does not outlive what it was for. */
function find(stack: Stack, path: string): IConstruct {
  return path.split('/').reduce<IConstruct>((scope, id) => scope.node.findChild(id), stack);
}

function logicalIdOf(stack: Stack, path: string): string {
  const found = find(stack, path);
  if (!CfnResource.isCfnResource(found)) throw new Error(`${path} is no resource`);
  return stack.getLogicalId(found);
}
