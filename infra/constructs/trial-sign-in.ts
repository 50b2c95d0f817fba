import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Parameters } from '../parameters.ts';
import { PAGES_PREFIX } from './pages.ts';

/** What a token of the pool is known by, as parameters have it for a provider of the deployment's own. */
type Provider = Pick<
  Parameters,
  'oidcIssuer' | 'oidcAudience' | 'oidcClientId' | 'oidcClientKey' | 'oidcScope'
>;

/**
 * Sign-in for a trial: a user pool to which people are added by hand, with role and units as attributes that only the
 * pool's administrators change. `name-claims` brings them into the access token.
 */
export class TrialSignIn extends Construct {
  readonly provider: Provider;
  private readonly pool: cognito.UserPool;

  constructor(scope: Construct, id: string, { publicUrl }: Pick<Parameters, 'publicUrl'>) {
    super(scope, id);
    this.pool = new cognito.UserPool(this, 'Pool', {
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
        tempPasswordValidity: Duration.days(7),
      },
      customAttributes: {
        role: new cognito.StringAttribute({ mutable: true, maxLen: 50 }),
        units: new cognito.StringAttribute({ mutable: true, maxLen: 2048 }),
      },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { account, stackName } = Stack.of(this);
    this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `${stackName}-${account}` },
    });
    const client = this.pool.addClient('Pages', {
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.PROFILE],
        callbackUrls: [`${publicUrl}/sign-in/callback`],
        logoutUrls: [`${publicUrl}/${PAGES_PREFIX}/`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      // Who one is and what one may is for the pool's administrators to say.
      readAttributes: new cognito.ClientAttributes().withStandardAttributes({ fullname: true }),
      writeAttributes: new cognito.ClientAttributes(),
    });
    this.provider = {
      oidcIssuer: this.pool.userPoolProviderUrl,
      oidcAudience: client.userPoolClientId,
      oidcClientId: client.userPoolClientId,
      oidcScope: 'openid profile',
      oidcClientKey: false,
    };
    new CfnOutput(this, 'People', { value: this.pool.userPoolId, description: 'People are added here' });
  }

  /** Lets a function write what a token says. */
  nameClaims(by: IFunction): void {
    this.pool.addTrigger(
      cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG,
      by,
      cognito.LambdaVersion.V2_0,
    );
  }
}
