import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** A hospital's whole traffic may come from one address: some ten requests a second before it is held back. */
const REQUESTS_PER_FIVE_MINUTES = 3000;

const seen = (metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  // A sampled request would show its token to whoever may open the console.
  sampledRequestsEnabled: false,
});

/** The web application firewall before the API: AWS's managed rules, and a limit on requests from one address. */
export class WebAcl extends Construct {
  readonly acl: wafv2.CfnWebACL;

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
        {
          name: 'Rate',
          priority: 3,
          statement: {
            rateBasedStatement: { aggregateKeyType: 'IP', limit: REQUESTS_PER_FIVE_MINUTES },
          },
          action: { block: { customResponse: { responseCode: 429 } } },
          visibilityConfig: seen('rate'),
        },
      ],
    });
  }

  protect(id: string, resourceArn: string): wafv2.CfnWebACLAssociation {
    return new wafv2.CfnWebACLAssociation(this, id, { resourceArn, webAclArn: this.acl.attrArn });
  }
}

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
