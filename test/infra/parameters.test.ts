import { describe, expect, it } from 'vitest';
import { projectContext } from '../../infra/build.ts';
import { BadParameters, readParameters } from '../../infra/parameters.ts';

const given = projectContext();
const read = (changes: Record<string, unknown>) =>
  readParameters((name) => (name in changes ? changes[name] : given[name]));

/** The message for changes that are not taken. */
function refusal(changes: Record<string, unknown>): string {
  try {
    read(changes);
  } catch (error) {
    expect(error).toBeInstanceOf(BadParameters);
    return (error as Error).message;
  }
  throw new Error('was taken');
}

describe('parameters', () => {
  it('are read from cdk.json as it stands', () => {
    expect(read({})).toMatchObject({ stage: 'dev', smsRegion: 'eu-north-1', logRetentionDays: 1827 });
  });

  it('may be strings, as the command line gives them', () => {
    expect(read({ allowSyntheticIds: 'false', logRetentionDays: '365' })).toMatchObject({
      allowSyntheticIds: false,
      logRetentionDays: 365,
    });
  });

  it('take a provider’s words for roles as pairs or as an object', () => {
    const roleValues = { nurse: 'coordinator', 'https://x?role=it': 'administrator' };
    expect(read({ roleValues })).toMatchObject({ roleValues });
    expect(read({ roleValues: 'nurse=coordinator,https://x?role=it=administrator' })).toMatchObject({
      roleValues,
    });
    expect(read({ roleValues: '' })).toMatchObject({ roleValues: {} });
  });

  it('take plain HTTP on the machine itself only', () => {
    const local = { publicUrl: 'http://localhost:8080', oidcIssuer: 'http://localhost:4567' };
    expect(read(local)).toMatchObject(local);
    expect(refusal({ publicUrl: 'http://velhjem.example.no' })).toContain(
      'publicUrl: must be an https address',
    );
  });

  it('take an issuer with a slash at its end, which tokens then have too', () => {
    expect(read({ oidcIssuer: 'https://login.example.no/' }).oidcIssuer).toBe('https://login.example.no/');
  });

  it.each([
    ['stage', 'Prod!'],
    ['oidcIssuer', 'issuer'],
    ['oidcAudience', ''],
    ['oidcClientId', ''],
    ['oidcScope', ' openid'],
    ['executionUrl', 'https://console.example.no/executions'],
    ['roleClaim', 'two words'],
    ['roleValues', 'nurse=surgeon'],
    ['emailFrom', 'nobody'],
    ['smsSender', '12345'],
    ['smsRegion', 'Stockholm'],
    ['publicUrl', 'https://velhjem.example.no/'],
    ['allowSyntheticIds', 'perhaps'],
    ['oidcClientKey', 'perhaps'],
    ['sessionIdleMinutes', '3'],
    ['sessionHours', '25'],
    ['certificateArn', 'arn:aws:acm:eu-north-1:111111111111:certificate/here'],
    ['personRegistryFunctionArn', 'arn:aws:lambda:eu-north-1:111111111111:layer:registry'],
    ['auditYears', '101'],
    ['logRetentionDays', '47'],
  ])('name %s when it is bad, without its value', (name, bad) => {
    const message = refusal({ [name]: bad });
    expect(message).toMatch(new RegExp(`^  ${name}: `, 'm'));
    if (bad !== '') expect(message).not.toContain(bad);
  });

  it('name every one that is bad or missing', () => {
    const message = refusal({ stage: undefined, emailFrom: 7, smsSender: 'much too long a sender' });
    expect(message.match(/^ {2}\w+/gm)).toEqual(['  stage', '  emailFrom', '  smsSender']);
    expect(message).toContain('stage: is missing');
  });
});
