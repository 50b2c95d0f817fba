import { z } from 'zod';

/**
 * What a deployment decides, from CDK's context: `cdk.json`, or `-c name=value`, where everything is a string.
 */

const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')]);
const whole = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);
const claim = z.string().regex(/^[\x21-\x7e]+$/, 'must be the name of a claim');

const roleValues = z.record(z.string(), z.enum(['hospital-system', 'coordinator', 'administrator']));

/** `nurse=coordinator,it=administrator`, as the command line gives it. */
function pairsOf(text: string): unknown {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.lastIndexOf('=')), pair.slice(pair.lastIndexOf('=') + 1)]),
  );
}

/** What CloudWatch Logs can keep, in days, up to ten years. */
const retentions = [
  30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Plain HTTP only on the machine itself: for the local runtime. */
const url = z.string().refine((given) => {
  if (!URL.canParse(given)) return false;
  const { protocol, hostname } = new URL(given);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname));
}, 'must be an https address');

const parametersSchema = z.object({
  /** Names the stack: several may live in one account. */
  stage: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, 'must be 1-20 of a-z, 0-9 and -, a letter first'),
  /** `iss` of the tokens that the API takes; its metadata is found below it. */
  oidcIssuer: url,
  /** `aud` of those tokens. */
  oidcAudience: z.string().min(1),
  /** The client that the deployment is, at the provider, where people sign in. */
  oidcClientId: z.string().regex(/^[\x21-\x7e]+$/, 'must be the id of a client'),
  /**
   * Whether that client proves itself by a key of the deployment's own: with `private_key_jwt`, pushed requests and bound
   * tokens (FAPI 2.0), as HelseID demands it. Else it is a public one. Both use code flow with PKCE.
   */
  oidcClientKey: flag,
  /** What is asked for, so that the token is for this API and has the claims below. */
  oidcScope: z.string().regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/, 'must be scopes with a space between'),
  /** A user pool of the stack's own instead of the above: for a trial. */
  trialSignIn: flag,
  /** Names of the claims that tell a caller's role, unit or units, and name. */
  roleClaim: claim,
  unitClaim: claim,
  nameClaim: claim,
  /** The provider's words for our roles, `nurse=coordinator,it=administrator` or an object; empty: it uses ours. */
  roleValues: z.union([roleValues, z.string().transform(pairsOf).pipe(roleValues)]),
  /** After how long without a sign of life a session on the pages ends, and after how long in any case. */
  sessionIdleMinutes: whole.refine((minutes) => minutes >= 5 && minutes <= 240, 'must be 5 to 240 minutes'),
  sessionHours: whole.refine((hours) => hours >= 1 && hours <= 24, 'must be 1 to 24 hours'),
  /** Sender of e-mails. */
  emailFrom: z.email(),
  /** The SES identity that may send: a verified domain, or the address itself. */
  emailIdentity: z.string().min(1).optional(),
  /** Sender of SMS: 1-11 letters or digits, one letter at least. */
  smsSender: z.string().regex(/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/, 'must be 1-11 letters or digits'),
  /** SMS may be sent from another region than the rest. */
  smsRegion: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region'),
  /** Where the pages and the API are reached, without a slash at the end. */
  publicUrl: url.refine((given) => !given.endsWith('/'), 'must not end with /'),
  /** A certificate of ACM for the name in `publicUrl`, in us-east-1; empty: the distribution's own name alone. */
  certificateArn: z
    .string()
    .regex(
      /^(arn:aws:acm:us-east-1:\d{12}:certificate\/[A-Za-z0-9-]+)?$/,
      'must be the ARN of a certificate in us-east-1, or empty',
    ),
  /** Where an execution is looked at, with `{arn}` in it; empty: in AWS's console. */
  executionUrl: z.union([
    z.literal(''),
    url.refine((given) => given.includes('{arn}'), 'must have {arn} in it'),
  ]),
  /** Synthetic national ids (month + 80): never where there are patients. */
  allowSyntheticIds: flag,
  /** The deployment's own function in front of a person registry; empty where there is none. */
  personRegistryFunctionArn: z
    .string()
    .regex(
      /^(arn:aws[a-z-]*:lambda:[a-z]{2}(-[a-z]+)+-\d:\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?)?$/,
      'must be the ARN of a function, or empty',
    ),
  /** How long entries of the audit are kept, in years: changed, it holds for those that come. */
  auditYears: whole.refine((years) => years >= 1 && years <= 100, 'must be 1 to 100 years'),
  /** How long logs are kept; audit entries are in a table of their own. */
  logRetentionDays: whole.refine(
    (days) => (retentions as readonly number[]).includes(days),
    `must be one of ${retentions.join(', ')}`,
  ),
});
export type Parameters = z.infer<typeof parametersSchema>;

/** A deployment's parameters are wrong. The message names each, and never repeats a value. */
export class BadParameters extends Error {
  override readonly name = 'BadParameters';
}

/**
 * Reads the parameters.
 * @param context looks one name up; undefined where it was not given
 * @throws BadParameters naming every bad one
 */
export function readParameters(context: (name: string) => unknown): Parameters {
  const names = Object.keys(parametersSchema.shape);
  const given = Object.fromEntries(
    names.map((name) => [name, context(name)] as const).filter(([, value]) => value !== undefined),
  );
  const parsed = parametersSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return name in given ? `${name}: ${issue.message}` : `${name}: is missing`;
  });
  throw new BadParameters(
    `Bad parameters, set them in cdk.json or with -c name=value:\n  ${[...new Set(problems)].join('\n  ')}`,
  );
}
