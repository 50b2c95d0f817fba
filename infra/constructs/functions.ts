import type { IKey } from 'aws-cdk-lib/aws-kms';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConfigurationSet } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { type StepName, type Steps, stepNames } from '../../workflows/steps.ts';
import type { CodeOf } from '../bundling.ts';
import { type CatalogueEntry, type Entry, entriesWith, entryOf } from '../catalogue.ts';
import type { Parameters } from '../parameters.ts';
import { TracedFunction } from './function.ts';
import type { Keys } from './keys.ts';
import type { Tables } from './tables.ts';

interface FunctionsProps {
  readonly parameters: Parameters;
  readonly keys: Keys;
  readonly tables: Tables;
  /** How e-mail is sent. */
  readonly emails: IConfigurationSet;
  readonly codeOf: CodeOf;
}

/** Where the metrics that handlers write to their logs are found, in a dimension `service`. */
export const METRICS_NAMESPACE = 'VelHjem';
export const serviceName = (parameters: Parameters) => `vel-hjem-${parameters.stage}`;

/** Every function of the catalogue that the deployment has, each with the environment that it needs and no more. */
export class Functions extends Construct {
  private readonly byEntry: ReadonlyMap<Entry, TracedFunction>;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const key: IKey = props.keys.data;
    this.byEntry = new Map(
      entriesWith(props.parameters).map((entry) => {
        const about = entryOf(entry);
        const made = new TracedFunction(this, entry, {
          entry,
          about,
          environment: environmentOf(about, props),
          key,
          logRetentionDays: props.parameters.logRetentionDays,
          codeOf: props.codeOf,
        });
        return [entry, made];
      }),
    );
    const asked = this.byEntry.get('find-person');
    if (asked) this.tellOfRegistry(asked.lambda);
  }

  get entries(): readonly Entry[] {
    return [...this.byEntry.keys()];
  }

  get(entry: Entry): TracedFunction {
    const found = this.byEntry.get(entry);
    if (!found) throw new Error(`no function ${entry}`);
    return found;
  }

  lambda(entry: Entry): lambda.Function {
    return this.get(entry).lambda;
  }

  /** The functions that the workflows name. */
  get steps(): Steps {
    return Object.fromEntries(stepNames.map((name) => [name, this.lambda(name)])) as Record<
      StepName,
      lambda.Function
    >;
  }

  /** Lets functions know that there is a person registry, and whom to ask. */
  private tellOfRegistry(asked: lambda.Function): void {
    for (const [entry, { lambda }] of this.byEntry) {
      const { may, settings } = entryOf(entry);
      if (may.includes('ask-registry') || settings?.includes('person-registry'))
        lambda.addEnvironment('FIND_PERSON_FUNCTION', asked.functionArn);
    }
  }

  /**
   * Lets functions know the state machines. Only functions that no definition names may: the machine depends on the
   * others, and the template would have a cycle.
   */
  tellOfMachines(
    entries: readonly Entry[],
    machines: { readonly pathway: string; readonly followUp: string },
  ): void {
    for (const entry of entries) {
      this.lambda(entry).addEnvironment('PATHWAY_MACHINE_ARN', machines.pathway);
      this.lambda(entry).addEnvironment('FOLLOW_UP_MACHINE_ARN', machines.followUp);
    }
  }
}

function environmentOf(
  about: CatalogueEntry,
  { parameters, keys, tables, emails }: FunctionsProps,
): Record<string, string> {
  const can = (capability: CatalogueEntry['may'][number]) => about.may.includes(capability);
  const reads = (setting: string) => about.settings?.some((wanted) => wanted === setting) ?? false;
  return {
    LOG_LEVEL: 'INFO',
    NODE_OPTIONS: '--enable-source-maps',
    POWERTOOLS_SERVICE_NAME: serviceName(parameters),
    ...(can('read-table') ? { TABLE_NAME: tables.main.tableName } : {}),
    ...(can('append-audit')
      ? { AUDIT_TABLE_NAME: tables.audit.tableName, AUDIT_YEARS: String(parameters.auditYears) }
      : {}),
    ...(can('find-persons') ? { PERSON_KEY_ID: keys.persons.keyArn } : {}),
    ...(can('look-up-persons') ? { PERSON_REGISTRY_FUNCTION: parameters.personRegistryFunctionArn } : {}),
    ...(can('send-messages')
      ? {
          EMAIL_FROM: parameters.emailFrom,
          EMAIL_CONFIGURATION_SET: emails.configurationSetName,
          SMS_SENDER: parameters.smsSender,
          SMS_REGION: parameters.smsRegion,
        }
      : {}),
    // A message tells where to sign in, the API's description where it is.
    ...(can('send-messages') || reads('public-url') ? { PUBLIC_URL: parameters.publicUrl } : {}),
    ...(reads('synthetic-ids') ? { ALLOW_SYNTHETIC_IDS: String(parameters.allowSyntheticIds) } : {}),
    ...(reads('oidc') || reads('oidc-tokens')
      ? { OIDC_ISSUER: parameters.oidcIssuer, OIDC_AUDIENCE: parameters.oidcAudience }
      : {}),
    ...(reads('oidc-client')
      ? { OIDC_CLIENT_ID: parameters.oidcClientId, OIDC_SCOPE: parameters.oidcScope }
      : {}),
    ...(reads('execution-url') ? { EXECUTION_URL: parameters.executionUrl } : {}),
    ...(can('close-sessions')
      ? {
          SESSION_KEY_ID: keys.sessions.keyArn,
          SESSION_IDLE_MINUTES: String(parameters.sessionIdleMinutes),
          SESSION_LONGEST_MINUTES: String(parameters.sessionHours * 60),
        }
      : {}),
    ...(can('prove-client') && keys.client ? { CLIENT_KEY_ID: keys.client.keyArn } : {}),
    ...(reads('oidc') || reads('claim-names')
      ? {
          OIDC_ROLE_CLAIM: parameters.roleClaim,
          OIDC_UNIT_CLAIM: parameters.unitClaim,
          OIDC_NAME_CLAIM: parameters.nameClaim,
        }
      : {}),
    ...(reads('oidc') ? { OIDC_ROLE_VALUES: JSON.stringify(parameters.roleValues) } : {}),
  };
}
