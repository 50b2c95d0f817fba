import { expect, it } from 'vitest';
import { createHandler } from '../../functions/describe-sign-in/handler.ts';
import { composeSignIn } from '../../functions/shared/compose.ts';
import { environmentOf, functionsByEntry } from '../infra/template.ts';

/** As deployed; of the trial's provider AWS knows the addresses only then. */
const environment = {
  ...(environmentOf(functionsByEntry().get('describe-sign-in')!) as Record<string, string>),
  OIDC_ISSUER: 'https://sts.example.no',
  OIDC_AUDIENCE: 'vel-hjem',
  AWS_REGION: 'eu-north-1',
};
const signIn = async (changes: Record<string, string> = {}) => {
  const { body, ...rest } = await createHandler(composeSignIn({ ...environment, ...changes }))();
  return { ...rest, body: JSON.parse(body) };
};

it('everybody is told how to sign in, as the deployment has it', async () => {
  expect(await signIn()).toMatchObject({
    statusCode: 200,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: {
      begin: 'https://velhjem.example.no/sign-in/begin',
      issuer: 'https://sts.example.no',
      audience: 'vel-hjem',
    },
  });
});

it('executions are looked at in the console of AWS, or where the deployment says', async () => {
  expect((await signIn()).body.console).toEqual({
    region: 'eu-north-1',
    executionUrl:
      'https://eu-north-1.console.aws.amazon.com/states/home?region=eu-north-1#/v2/executions/details/{arn}',
  });
  const local = 'http://localhost:8080/_local/console/executions/{arn}';
  expect((await signIn({ EXECUTION_URL: local })).body.console).toEqual({
    region: 'eu-north-1',
    executionUrl: local,
  });
});

it('a deployment that does not say is told which variable is missing', () => {
  expect(() => composeSignIn({ ...environment, PUBLIC_URL: undefined })).toThrow(/PUBLIC_URL/);
});
