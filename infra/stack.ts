import { DefaultStackSynthesizer, type IStackSynthesizer, Stack, Tags } from 'aws-cdk-lib';
import type { ISource } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import { FollowUpDefinition } from '../workflows/follow-up.ts';
import { PathwayDefinition } from '../workflows/pathway.ts';
import type { CodeOf } from './bundling.ts';
import { entriesThatKnowMachines } from './catalogue.ts';
import { Alarms } from './constructs/alarms.ts';
import { Api } from './constructs/api.ts';
import { Emails } from './constructs/emails.ts';
import { Functions, serviceName } from './constructs/functions.ts';
import { Keys } from './constructs/keys.ts';
import { Operations } from './constructs/operations.ts';
import { Pages } from './constructs/pages.ts';
import { Permissions } from './constructs/permissions.ts';
import { Tables } from './constructs/tables.ts';
import { TrialSignIn } from './constructs/trial-sign-in.ts';
import { Workflow } from './constructs/workflow.ts';
import type { Parameters } from './parameters.ts';
import { acknowledgeFindings } from './suppressions.ts';

interface VelHjemStackProps {
  readonly parameters: Parameters;
  readonly codeOf: CodeOf;
  /** The built pages. */
  readonly pages: ISource;
}

/** Vel hjem for one health community: the one description of what is deployed, and of what runs locally. */
export class VelHjemStack extends Stack {
  constructor(scope: Construct, id: string, { parameters: given, codeOf, pages }: VelHjemStackProps) {
    super(scope, id, {
      description: 'Vel hjem: the home pathway as serverless workflows',
      // The CLI checks the bootstrap version by itself; the template then has no parameter that reads it.
      synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer,
      terminationProtection: true,
    });
    const trial = given.trialSignIn ? new TrialSignIn(this, 'TrialSignIn', given) : undefined;
    const parameters: Parameters = { ...given, ...trial?.provider };
    const { logRetentionDays } = parameters;
    const keys = new Keys(this, 'Keys', parameters);
    const key = keys.data;
    const tables = new Tables(this, 'Tables', { key });
    const emails = new Emails(this, 'Emails').configurationSet;
    const functions = new Functions(this, 'Functions', { parameters, keys, tables, emails, codeOf });
    trial?.nameClaims(functions.lambda('name-claims'));
    const { steps } = functions;

    const pathway = new Workflow(this, 'Pathway', {
      name: 'pathway',
      comment: 'One patient: the home pathway from the start to its end',
      chain: new PathwayDefinition(this, 'PathwayDefinition', { steps }).chain,
      calls: Object.values(steps),
      key,
      logRetentionDays,
    }).machine;
    const { 'close-pathway': _close, 'replan-pathway': _replan, ...followUpSteps } = steps;
    const followUp = new Workflow(this, 'FollowUp', {
      name: 'follow-up',
      comment: 'One patient: a task beside the coordination points',
      chain: new FollowUpDefinition(this, 'FollowUpDefinition', { steps }).chain,
      calls: Object.values(followUpSteps),
      key,
      logRetentionDays,
    }).machine;
    const machines = { pathway, followUp };
    functions.tellOfMachines(entriesThatKnowMachines, {
      pathway: pathway.stateMachineArn,
      followUp: followUp.stateMachineArn,
    });

    new Permissions(this, 'May', { parameters, keys, tables, emails, functions, machines });
    const { restApi: api, mark } = new Api(this, 'Api', { functions, key, logRetentionDays });
    new Pages(this, 'Pages', { parameters, api, mark, key, source: pages });
    const { lost } = new Operations(this, 'Operations', {
      functions,
      emails,
      machines: [pathway, followUp],
    });
    new Alarms(this, 'Alarms', {
      key,
      functions,
      tables,
      api,
      lost,
      machines,
      service: serviceName(parameters),
    });

    // CDK says twice that a function waits for its role.
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
    Tags.of(this).add('service', 'vel-hjem');
    Tags.of(this).add('stage', parameters.stage);
    acknowledgeFindings(this);
  }
}
