import { describe, expect, it } from 'vitest';
import { synthesise } from '../../infra/build.ts';
import { entries, entryOf } from '../../infra/catalogue.ts';
import { stepNames } from '../../workflows/steps.ts';
import { environmentOf, functionsByEntry, properties, resources, target, template } from './template.ts';

const functions = functionsByEntry();
const base = ['LOG_LEVEL', 'NODE_OPTIONS', 'POWERTOOLS_SERVICE_NAME'];
const sending = ['EMAIL_CONFIGURATION_SET', 'EMAIL_FROM', 'PUBLIC_URL', 'SMS_REGION', 'SMS_SENDER'];
const machines = ['FOLLOW_UP_MACHINE_ARN', 'PATHWAY_MACHINE_ARN'];
const registry = ['FIND_PERSON_FUNCTION'];
const auditing = ['AUDIT_TABLE_NAME', 'AUDIT_YEARS', 'TABLE_NAME'];
const command = [...auditing, ...sending, ...machines];
const read = auditing;
const step = [...auditing, ...sending];
const claims = ['OIDC_NAME_CLAIM', 'OIDC_ROLE_CLAIM', 'OIDC_ROLE_VALUES', 'OIDC_UNIT_CLAIM'];
const sessions = ['SESSION_IDLE_MINUTES', 'SESSION_KEY_ID', 'SESSION_LONGEST_MINUTES'];
const tokens = ['OIDC_AUDIENCE', 'OIDC_ISSUER', 'PUBLIC_URL', ...claims, ...sessions];

/** What each function is told beyond what all are. */
const environments: Record<(typeof entries)[number], readonly string[]> = {
  'start-pathway': [...command, 'PERSON_KEY_ID', 'ALLOW_SYNTHETIC_IDS'],
  'list-pathways': read,
  'read-pathway': [...read, ...machines],
  'report-event': [...command, 'PERSON_KEY_ID', 'ALLOW_SYNTHETIC_IDS'],
  'list-audit': read,
  'list-changes': read,
  'list-tasks': read,
  'search-tasks': read,
  'keep-draft': read,
  'undo-completion': [...command, ...registry],
  'transfer-task': [...command, ...registry],
  'ask-question': command,
  'answer-question': command,
  'open-point': command,
  'read-notice': read,
  'read-task': [...read, ...registry],
  'accept-task': [...command, ...registry],
  'book-appointment': [...command, ...registry],
  'reject-task': [...command, ...registry],
  'complete-task': [...command, ...registry],
  'list-notices': read,
  'receive-notice': command,
  'read-units': read,
  'check-units': read,
  'test-unit': [...read, ...sending],
  'write-absences': read,
  'write-unit': command,
  'apply-settings': command,
  'list-registrations': read,
  'read-cohorts': read,
  'write-cohort': read,
  'write-diagnosed': read,
  'read-me': read,
  'read-overview': read,
  'read-sending': read,
  'switch-sending': read,
  'describe-api': ['PUBLIC_URL'],
  'describe-sign-in': ['EXECUTION_URL', 'OIDC_AUDIENCE', 'OIDC_ISSUER', 'PUBLIC_URL'],
  'keep-session': [...tokens, 'OIDC_CLIENT_ID', 'OIDC_SCOPE'],
  'authorize-request': tokens,
  'plan-next-stage': step,
  'assign-task': [...step, ...registry],
  'await-answer': [...step, ...registry],
  'climb-ladder': [],
  'conclude-stage': step,
  'close-pathway': step,
  'replan-pathway': step,
  'find-person': ['TABLE_NAME', 'PERSON_REGISTRY_FUNCTION'],
  'name-claims': ['OIDC_NAME_CLAIM', 'OIDC_ROLE_CLAIM', 'OIDC_UNIT_CLAIM'],
  rescue: [...step, ...machines],
  'record-delivery': [...step, ...machines],
  sweep: [...step, ...machines],
};

describe.each(entries)('%s', (entry) => {
  const found = functions.get(entry)!;
  const props = properties<{
    Runtime: string;
    Architectures: string[];
    Handler: string;
    Timeout: number;
    MemorySize: number;
    TracingConfig: { Mode: string };
    LoggingConfig: { LogFormat: string; LogGroup: unknown };
    ReservedConcurrentExecutions?: number;
    FunctionName?: string;
  }>(found);

  it('runs on Node.js 24, arm64, traced', () => {
    expect(props).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
    });
    expect(props.FunctionName).toBeUndefined();
  });

  it('has a log of its own, encrypted, that ends', () => {
    const log = template.Resources[target(props.LoggingConfig.LogGroup)!]!;
    expect(log.Properties).toMatchObject({
      KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^KeysData/), 'Arn'] },
    });
    expect(properties<{ RetentionInDays: number }>(log).RetentionInDays).toBe(1827);
    expect(props.LoggingConfig.LogFormat).toBe('JSON');
  });

  it('is told what it needs', () => {
    expect(Object.keys(environmentOf(found)).sort()).toEqual([...base, ...environments[entry]].sort());
    for (const value of Object.values(environmentOf(found))) {
      expect(typeof value === 'string' || target(value) !== undefined).toBe(true);
    }
  });

  it('answers before its caller gives up', () => {
    const longest = { api: 28, authoriser: 28, step: 89, operation: 900 }[entryOf(entry).kind];
    expect(props.Timeout).toBeLessThanOrEqual(longest);
  });
});

describe('functions', () => {
  it('are those of the catalogue', () => {
    expect([...functions.keys()].sort()).toEqual([...entries].sort());
  });

  it('are limited in number only where messages are sent by rung, and where one is enough', () => {
    const limited = [...functions].flatMap(([entry, resource]) => {
      const limit = properties(resource).ReservedConcurrentExecutions;
      return limit === undefined ? [] : [[entry, limit]];
    });
    expect(limited).toEqual([
      ['await-answer', 20],
      ['sweep', 1],
    ]);
  });

  it('have the steps of the workflows among them, and each step is one', () => {
    expect(entries.filter((entry) => entryOf(entry).kind === 'step').sort()).toEqual([...stepNames].sort());
  });

  it('have logs of their own only', () => {
    const logs = [...functions.values()].map((resource) =>
      target(properties<{ LoggingConfig: { LogGroup: unknown } }>(resource).LoggingConfig.LogGroup),
    );
    expect(new Set(logs).size).toBe(functions.size);
    // of the API two, of the machines two, of the upload of the pages one
    expect(resources('AWS::Logs::LogGroup')).toHaveLength(functions.size + 5);
  });
});

describe('parameters', () => {
  it('reach the functions', () => {
    const other = synthesise({
      bundling: false,
      context: { stage: 'prod', allowSyntheticIds: 'false', publicUrl: 'https://other.example.no' },
    });
    expect(other.stackName).toBe('vel-hjem-prod');
    expect(environmentOf(functionsByEntry(other.template).get('start-pathway')!)).toMatchObject({
      ALLOW_SYNTHETIC_IDS: 'false',
      PUBLIC_URL: 'https://other.example.no',
      POWERTOOLS_SERVICE_NAME: 'vel-hjem-prod',
    });
  });
});
