import { describe, expect, it } from 'vitest';
import { synthesise } from '../../infra/build.ts';
import {
  allowed,
  environmentOf,
  functionsByEntry,
  properties,
  resources,
  statementsOf,
  target,
} from './template.ts';

const [pool] = resources('AWS::Cognito::UserPool');
const [client] = resources('AWS::Cognito::UserPoolClient');
const functions = functionsByEntry();

describe('sign-in for a trial', () => {
  it('is a pool in which nobody signs up', () => {
    expect(pool!.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireNumbers: true, RequireSymbols: true } },
      UserPoolTier: 'ESSENTIALS',
    });
  });

  it('is code flow with no secret, back to the deployment alone', () => {
    expect(client!.Properties).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      CallbackURLs: ['https://velhjem.example.no/sign-in/callback'],
      LogoutURLs: ['https://velhjem.example.no/app/'],
      PreventUserExistenceErrors: 'ENABLED',
      SupportedIdentityProviders: ['COGNITO'],
    });
  });

  it('lets nobody change who they are', () => {
    expect(properties(client!).WriteAttributes).toEqual([]);
    expect(properties(client!).AllowedOAuthScopes).toEqual(['openid', 'profile']);
  });

  it('has what a token says written by a function that may do nothing else', () => {
    const names = functions.get('name-claims')!;
    expect(properties<{ LambdaConfig: object }>(pool!).LambdaConfig).toEqual({
      PreTokenGenerationConfig: {
        LambdaArn: { 'Fn::GetAtt': [names.logicalId, 'Arn'] },
        LambdaVersion: 'V2_0',
      },
    });
    expect(allowed(statementsOf('name-claims')).filter((grant) => !/^(logs|xray):/.test(grant))).toEqual([]);
    const [permission] = resources('AWS::Lambda::Permission').filter(
      ({ Properties }) => Properties!.Principal === 'cognito-idp.amazonaws.com',
    );
    expect(target(properties(permission!).SourceArn)).toBe(pool!.logicalId);
  });

  it('is what API and sign-in go by', () => {
    for (const entry of ['authorize-request', 'keep-session', 'describe-sign-in']) {
      const environment = environmentOf(functions.get(entry)!);
      expect(JSON.stringify(environment.OIDC_ISSUER)).toContain(pool!.logicalId);
      expect(target(environment.OIDC_AUDIENCE)).toBe(client!.logicalId);
    }
  });

  it('is not there where a deployment has a provider', () => {
    const without = synthesise({ bundling: false }).template;
    const types = Object.values(without.Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::Cognito'))).toEqual([]);
    expect([...functionsByEntry(without).keys()]).not.toContain('name-claims');
  });
});
