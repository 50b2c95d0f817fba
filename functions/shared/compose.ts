import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { AuthorizeDeps } from '../authorize-request/handler.ts';
import type { SignIn } from '../describe-sign-in/handler.ts';
import type { FindPersonDeps } from '../find-person/handler.ts';
import type { KeepSessionDeps } from '../keep-session/handler.ts';
import type { ListAuditDeps } from '../list-audit/handler.ts';
import type { ClaimNames } from '../name-claims/handler.ts';
import type { ReadDeps } from '../read-pathway/handler.ts';
import type { ReplanDeps } from '../replan-pathway/handler.ts';
import type { StartDeps } from '../start-pathway/handler.ts';
import { createDynamoAudit, createDynamoAuditTrail } from './adapters/dynamo-audit.ts';
import { createDynamoStore } from './adapters/dynamo-store.ts';
import { createFindPersonRegistry } from './adapters/find-person-registry.ts';
import { createKmsPersonKeys } from './adapters/kms-person-keys.ts';
import { createKmsClientKey, createKmsSecret } from './adapters/kms-sign-in.ts';
import { createLambdaInvoke } from './adapters/lambda-invoke.ts';
import { createOidcProvider } from './adapters/oidc-provider.ts';
import { createSesSnsMessenger } from './adapters/ses-sns-messenger.ts';
import { createSfnWorkflows } from './adapters/sfn-workflows.ts';
import type { CheckDeps } from './check.ts';
import type { CommandDeps } from './command.ts';
import type { ApiDeps } from './http/api.ts';
import { createLog } from './log.ts';
import { createMetric } from './metrics.ts';
import type { PersonRegistry } from './ports.ts';
import type { SendDeps } from './send.ts';
import { cookiesOf } from './sign-in/cookies.ts';
import { createSeal } from './sign-in/seal.ts';
import { createSessions } from './sign-in/sessions.ts';
import { verifiedClaims } from './sign-in/tokens.ts';

/**
 * The composition root: a function's environment checked once, and its ports bound to AWS. Which AWS is told by
 * the SDK's own configuration; nothing here knows where it runs.
 */

export type Environment = Readonly<Record<string, string | undefined>>;

/** A function was deployed without what it needs. Names the variables, never their values. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment';
}

const text = z.string().min(1);
const common = { POWERTOOLS_SERVICE_NAME: text };

function read<S extends z.ZodRawShape>(environment: Environment, shape: S): z.infer<z.ZodObject<S>> {
  const result = z.object(shape).safeParse(environment);
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map((issue) => String(issue.path[0])))];
  throw new BadEnvironment(`missing or malformed in the environment: ${names.join(', ')}`);
}

const storing = { ...common, TABLE_NAME: text };
const auditing = { ...storing, AUDIT_TABLE_NAME: text, AUDIT_YEARS: z.coerce.number().int().min(1) };
const sending = {
  ...auditing,
  EMAIL_FROM: text,
  EMAIL_CONFIGURATION_SET: text,
  SMS_SENDER: text,
  SMS_REGION: text,
  PUBLIC_URL: z.url(),
};
/** Only where the deployment has a person registry. */
const asking = { FIND_PERSON_FUNCTION: text.optional() };
const running = { PATHWAY_MACHINE_ARN: text, FOLLOW_UP_MACHINE_ARN: text };

function storeOf(values: { readonly TABLE_NAME: string }) {
  return createDynamoStore({ client: new DynamoDBClient(), tableName: values.TABLE_NAME });
}

function auditOf(values: { readonly AUDIT_TABLE_NAME: string; readonly AUDIT_YEARS: number }) {
  return createDynamoAudit({
    client: new DynamoDBClient(),
    tableName: values.AUDIT_TABLE_NAME,
    keptYears: values.AUDIT_YEARS,
  });
}

function messengerOf(values: {
  readonly EMAIL_FROM: string;
  readonly EMAIL_CONFIGURATION_SET: string;
  readonly SMS_SENDER: string;
  readonly SMS_REGION: string;
}) {
  return createSesSnsMessenger({
    ses: new SESv2Client(),
    sns: new SNSClient({ region: values.SMS_REGION }),
    from: values.EMAIL_FROM,
    configurationSet: values.EMAIL_CONFIGURATION_SET,
    smsSender: values.SMS_SENDER,
  });
}

/**
 * How long the registry may take, in milliseconds of real time: the deployment's own function, and, with a start of ours
 * before it, what waits for that. A step and a caller both have longer, and do without.
 */
const lookUpMs = 5_000;
const askMs = 8_000;

function invoking(functionArn: string, timeoutMs: number) {
  // another account's registry may be in another region
  const region = functionArn.split(':')[3] as string;
  return createLambdaInvoke({ client: new LambdaClient({ region }), functionArn, timeoutMs });
}

function registryOf(environment: Environment): { readonly registry?: PersonRegistry } {
  const { FIND_PERSON_FUNCTION } = read(environment, asking);
  if (FIND_PERSON_FUNCTION === undefined) return {};
  return { registry: createFindPersonRegistry(invoking(FIND_PERSON_FUNCTION, askMs)) };
}

function commandDeps(
  environment: Environment,
  pathwayMachineArn: string,
  followUpMachineArn: string,
): CommandDeps & CheckDeps {
  const values = read(environment, sending);
  return {
    store: storeOf(values),
    audit: auditOf(values),
    messenger: messengerOf(values),
    workflows: createSfnWorkflows({ client: new SFNClient(), pathwayMachineArn, followUpMachineArn }),
    publicUrl: values.PUBLIC_URL,
    log: createLog(values.POWERTOOLS_SERVICE_NAME),
    metric: createMetric(values.POWERTOOLS_SERVICE_NAME),
    ...registryOf(environment),
  };
}

/** A route that only reads. */
export function composeReader(environment: Environment): ApiDeps {
  const values = read(environment, auditing);
  return {
    store: storeOf(values),
    audit: auditOf(values),
    log: createLog(values.POWERTOOLS_SERVICE_NAME),
    ...registryOf(environment),
  };
}

/** The one route that reads the audit. */
export function composeAuditReader(environment: Environment): ListAuditDeps {
  const { AUDIT_TABLE_NAME: tableName } = read(environment, auditing);
  return {
    ...composeReader(environment),
    trail: createDynamoAuditTrail({ client: new DynamoDBClient(), tableName }),
  };
}

export function composePathwayReader(environment: Environment): ReadDeps {
  const { PATHWAY_MACHINE_ARN: pathway, FOLLOW_UP_MACHINE_ARN: followUp } = read(environment, running);
  return { ...composeReader(environment), machines: { pathway, followUp } };
}

/** A route that writes to the contacts of a unit, and changes no record. */
export function composeSender(environment: Environment): ApiDeps & SendDeps {
  const values = read(environment, sending);
  return {
    ...composeReader(environment),
    messenger: messengerOf(values),
    publicUrl: values.PUBLIC_URL,
    metric: createMetric(values.POWERTOOLS_SERVICE_NAME),
  };
}

/** A route that changes a record and does what follows. */
export function composeCommand(environment: Environment): ApiDeps & CommandDeps {
  const { audit } = composeReader(environment);
  return { ...composeOperation(environment), audit };
}

/** Start and report: like a command, and they know persons. */
export function composeStart(environment: Environment): StartDeps {
  const { PERSON_KEY_ID, ALLOW_SYNTHETIC_IDS } = read(environment, {
    PERSON_KEY_ID: text,
    ALLOW_SYNTHETIC_IDS: z.enum(['true', 'false']),
  });
  return {
    ...composeCommand(environment),
    personKeys: createKmsPersonKeys({ client: new KMSClient(), keyId: PERSON_KEY_ID }),
    allowSyntheticIds: ALLOW_SYNTHETIC_IDS === 'true',
  };
}

/** Rescue and sweep: like a command, with the state machines at hand. */
export function composeOperation(environment: Environment): CheckDeps {
  const { PATHWAY_MACHINE_ARN, FOLLOW_UP_MACHINE_ARN } = read(environment, running);
  return commandDeps(environment, PATHWAY_MACHINE_ARN, FOLLOW_UP_MACHINE_ARN);
}

/** A workflow step: it may answer tokens, and knows no machine; what it leaves to be started, the sweep starts. */
export function composeStep(environment: Environment): CommandDeps {
  const { workflows, ...deps } = commandDeps(environment, '', '');
  return { ...deps, workflows: { answer: workflows.answer } };
}

export function composeReplan(environment: Environment): ReplanDeps {
  const { workflows: _, ...deps } = commandDeps(environment, '', '');
  const client = new SFNClient();
  return {
    ...deps,
    workflowsOf: (arn) => createSfnWorkflows({ client, pathwayMachineArn: arn, followUpMachineArn: arn }),
  };
}

export function composeFindPerson(environment: Environment): FindPersonDeps {
  const values = read(environment, { ...storing, PERSON_REGISTRY_FUNCTION: text });
  return {
    store: storeOf(values),
    lookUp: invoking(values.PERSON_REGISTRY_FUNCTION, lookUpMs),
    log: createLog(values.POWERTOOLS_SERVICE_NAME),
  };
}

export function composeLogOnly(environment: Environment): Pick<CommandDeps, 'log'> {
  return { log: createLog(read(environment, common).POWERTOOLS_SERVICE_NAME) };
}

/** What is told before anybody signs in. Executions are looked at in AWS's console, unless told otherwise. */
export function composeSignIn(environment: Environment): SignIn {
  const values = read(environment, {
    ...common,
    AWS_REGION: text,
    PUBLIC_URL: z.url(),
    OIDC_ISSUER: z.url(),
    OIDC_AUDIENCE: text,
    EXECUTION_URL: z.string(),
  });
  const region = values.AWS_REGION;
  const console = `https://${region}.console.aws.amazon.com/states/home?region=${region}#/v2/executions/details/{arn}`;
  return {
    begin: `${values.PUBLIC_URL}/sign-in/begin`,
    issuer: values.OIDC_ISSUER,
    audience: values.OIDC_AUDIENCE,
    console: { region, executionUrl: values.EXECUTION_URL === '' ? console : values.EXECUTION_URL },
  };
}

/** Real time, in seconds: the life of tokens and sessions does not follow a virtual clock. */
const clock = () => Date.now() / 1000;

const claiming = {
  OIDC_ROLE_CLAIM: text,
  OIDC_UNIT_CLAIM: text,
  OIDC_NAME_CLAIM: text,
  OIDC_ROLE_VALUES: z
    .string()
    .transform((json) => JSON.parse(json))
    .pipe(z.record(z.string(), z.string())),
};
const tokens = { ...common, PUBLIC_URL: z.url(), OIDC_ISSUER: z.url(), OIDC_AUDIENCE: text, ...claiming };
const minutes = z.coerce.number().int().min(1);
const sessions = { SESSION_KEY_ID: text, SESSION_IDLE_MINUTES: minutes, SESSION_LONGEST_MINUTES: minutes };

function claimsOf(values: z.infer<z.ZodObject<typeof claiming>>): AuthorizeDeps['claims'] {
  return {
    role: values.OIDC_ROLE_CLAIM,
    unitId: values.OIDC_UNIT_CLAIM,
    name: values.OIDC_NAME_CLAIM,
    roleValues: values.OIDC_ROLE_VALUES,
  };
}

function sessionsOf(values: z.infer<z.ZodObject<typeof sessions>> & { readonly PUBLIC_URL: string }) {
  const seal = createSeal(createKmsSecret({ client: new KMSClient(), keyId: values.SESSION_KEY_ID }), clock);
  const lives = { idle: values.SESSION_IDLE_MINUTES * 60, longest: values.SESSION_LONGEST_MINUTES * 60 };
  return { seal, sessions: createSessions(seal, lives, clock), cookies: cookiesOf(values.PUBLIC_URL) };
}

export function composeAuthorizer(environment: Environment): AuthorizeDeps {
  const values = read(environment, { ...tokens, ...sessions });
  const { seal: _, ...carried } = sessionsOf(values);
  return {
    issuer: values.OIDC_ISSUER,
    audience: values.OIDC_AUDIENCE,
    publicUrl: values.PUBLIC_URL,
    claims: claimsOf(values),
    ...carried,
    keys: discoveredKeys(values.OIDC_ISSUER),
    log: createLog(values.POWERTOOLS_SERVICE_NAME),
    metric: createMetric(values.POWERTOOLS_SERVICE_NAME),
    clock,
  };
}

/** Signing people in, and out: the deployment as a client of its provider, and what a browser carries of it. */
export function composeSession(environment: Environment): KeepSessionDeps {
  const values = read(environment, {
    ...tokens,
    ...sessions,
    OIDC_CLIENT_ID: text,
    OIDC_SCOPE: text,
    /** Only where the provider takes no public client. */
    CLIENT_KEY_ID: text.optional(),
  });
  const { OIDC_ISSUER: issuer, PUBLIC_URL: publicUrl, CLIENT_KEY_ID: keyId } = values;
  const rules = { issuer, audience: values.OIDC_AUDIENCE, keys: discoveredKeys(issuer), clock };
  return {
    publicUrl,
    provider: createOidcProvider({
      issuer,
      clientId: values.OIDC_CLIENT_ID,
      scope: values.OIDC_SCOPE,
      callback: `${publicUrl}/sign-in/callback`,
      afterwards: `${publicUrl}/app/`,
      verify: (accessToken) => verifiedClaims(accessToken, rules),
      clock,
      ...(keyId === undefined ? {} : { key: createKmsClientKey({ client: new KMSClient(), keyId }) }),
    }),
    claims: claimsOf(values),
    ...sessionsOf(values),
    log: createLog(values.POWERTOOLS_SERVICE_NAME),
    metric: createMetric(values.POWERTOOLS_SERVICE_NAME),
    clock,
  };
}

export function composeClaimNames(environment: Environment): ClaimNames {
  const values = read(environment, { OIDC_ROLE_CLAIM: text, OIDC_UNIT_CLAIM: text, OIDC_NAME_CLAIM: text });
  return {
    role: values.OIDC_ROLE_CLAIM,
    unitId: values.OIDC_UNIT_CLAIM,
    name: values.OIDC_NAME_CLAIM,
  };
}

/** The provider's keys, where its metadata says they are; looked up at the first token, and again after a failure. */
function discoveredKeys(issuer: string): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const discover = async () => {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(5_000),
    });
    const { jwks_uri } = z.object({ jwks_uri: z.url() }).parse(await response.json());
    return createRemoteJWKSet(new URL(jwks_uri));
  };
  return async (header, token) => {
    found ??= discover();
    try {
      return await (await found)(header, token);
    } catch (error) {
      found = undefined;
      throw error;
    }
  };
}
