import { Aws, Fn } from 'aws-cdk-lib';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** A hospital's whole traffic may come from one address: some ten requests a second before it is held back. */
const REQUESTS_PER_FIVE_MINUTES = 3000;

/** What tells a request that came through the pages' distribution from one that came straight to the API. */
export interface EdgeMark {
  readonly header: string;
  readonly value: string;
}

/** The header in which the distribution's function tells who asks. */
const VIEWER_HEADER = 'x-vel-hjem-viewer';

/**
 * Not a secret that anything is decided by, only by whom requests are counted: the part of the stack's id that AWS
 * makes up, which is in no template and no answer.
 */
const edgeMark: EdgeMark = {
  header: 'x-vel-hjem-edge',
  value: Fn.select(2, Fn.split('/', Aws.STACK_ID)),
};

const seen = (metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  // A sampled request would show its token to whoever may open the console.
  sampledRequestsEnabled: false,
});

/**
 * The web application firewall before the API: AWS's managed rules, and a limit on requests from one address. Behind
 * the distribution every request comes from one of its servers, so there the address is the one that it tells.
 */
export class WebAcl extends Construct {
  readonly acl: wafv2.CfnWebACL;
  readonly mark = edgeMark;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.acl = new wafv2.CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: seen('vel-hjem'),
      rules: [
        managed(0, 'AWSManagedRulesAmazonIpReputationList'),
        // A needs assessment with free text may exceed the 8 KB at which this rule blocks; the functions have a
        // limit of their own and say so with 413.
        managed(1, 'AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
        managed(2, 'AWSManagedRulesKnownBadInputsRuleSet'),
        rate(3, 'Rate', {
          aggregateKeyType: 'IP',
          scopeDownStatement: { notStatement: { statement: marked } },
        }),
        rate(4, 'RateOfPages', {
          aggregateKeyType: 'FORWARDED_IP',
          forwardedIpConfig: { headerName: VIEWER_HEADER, fallbackBehavior: 'MATCH' },
          scopeDownStatement: marked,
        }),
      ],
    });
  }

  protect(id: string, resourceArn: string): wafv2.CfnWebACLAssociation {
    return new wafv2.CfnWebACLAssociation(this, id, { resourceArn, webAclArn: this.acl.attrArn });
  }
}

const marked: wafv2.CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { singleHeader: { Name: edgeMark.header } },
    positionalConstraint: 'EXACTLY',
    searchString: edgeMark.value,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
};

const rate = (
  priority: number,
  name: string,
  counted: Omit<wafv2.CfnWebACL.RateBasedStatementProperty, 'limit'>,
): wafv2.CfnWebACL.RuleProperty => ({
  name,
  priority,
  statement: { rateBasedStatement: { limit: REQUESTS_PER_FIVE_MINUTES, ...counted } },
  action: { block: { customResponse: { responseCode: 429 } } },
  visibilityConfig: seen(name.toLowerCase()),
});

function managed(
  priority: number,
  name: string,
  countOnly: readonly string[] = [],
): wafv2.CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ...(countOnly.length > 0
          ? {
              ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
            }
          : {}),
      },
    },
    visibilityConfig: seen(name),
  };
}
