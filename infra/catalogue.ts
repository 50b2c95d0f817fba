/**
 * The one list of Lambda functions: where each comes from, who calls it, and what it may do. Permissions
 * (`constructs/permissions.ts`), environment, routes and tests all follow from it.
 */

/** What a function may do. Nothing that is not named here is granted to any. */
export const capabilities = {
  'read-table': 'reads the main table and the index of lists',
  'read-patients': 'reads whom a page of a list is about, in one request',
  'write-table': 'writes to the main table; never deletes, which is for the time to live alone',
  'find-persons': 'makes person keys with KMS and looks them up in their index',
  'find-checks': 'reads the index of pathways that are due for a check',
  'append-audit': 'adds to the audit table, which it can neither read, change nor delete from',
  'read-audit': 'reads the audit table',
  'send-messages': 'sends e-mail from the one sender, and SMS to phone numbers',
  'run-machines': 'starts, stops and looks at executions of both state machines',
  'renew-pathway': 'starts executions of the pathway machine, whose ARN comes in its payload',
  'answer-tasks': 'answers task tokens of both state machines',
  'ask-registry': 'asks find-person what the person registry says of a pathway’s patient',
  'close-sessions': 'makes the secret that sessions on the pages are closed with, with KMS',
  'prove-client': 'signs with the key by which the deployment proves itself to its identity provider',
  'look-up-persons': 'calls the function that the deployment has in front of its person registry',
} as const;
export type Capability = keyof typeof capabilities;

/** Parameters that a function reads from its environment beyond what its capabilities bring. */
type Setting =
  | 'claim-names'
  | 'oidc'
  | 'oidc-tokens'
  | 'oidc-client'
  | 'execution-url'
  | 'public-url'
  | 'synthetic-ids'
  | 'machine-arns'
  | 'person-registry';

type Optional = 'personRegistryFunctionArn' | 'trialSignIn';

type Route = `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`;

export interface CatalogueEntry {
  /** `api`: behind a route. `authoriser`: in front of them. `step`: named by a workflow. `operation`: called by EventBridge, by Cognito, or by another function. */
  readonly kind: 'api' | 'authoriser' | 'step' | 'operation';
  /** One sentence for whoever looks at the function in the console. */
  readonly does: string;
  readonly may: readonly Capability[];
  readonly settings?: readonly Setting[];
  readonly routes?: readonly Route[];
  /** No token is asked for: what is the same to everyone, and signing in. */
  readonly open?: true;
  readonly memoryMB?: number;
  readonly timeoutSeconds?: number;
  /** At most so many at once, also taken from what the account has for others: only with a reason. */
  readonly reservedConcurrency?: number;
  /** Made only where this parameter of the deployment is neither empty nor false. */
  readonly onlyWith?: Optional;
}

/** What a command needs: it writes the record, audits, and then does the record's effects. */
const command: readonly Capability[] = [
  'read-table',
  'write-table',
  'append-audit',
  'send-messages',
  'run-machines',
  'answer-tasks',
];
const read: readonly Capability[] = ['read-table', 'append-audit'];
/** A step is named by a machine, so it gets nothing that needs the machine's ARN (no cycle in the template). */
const step: readonly Capability[] = [
  'read-table',
  'write-table',
  'append-audit',
  'send-messages',
  'answer-tasks',
];

const catalogue = {
  'start-pathway': {
    kind: 'api',
    does: 'Starts a pathway from a referral.',
    may: [...command, 'find-persons'],
    settings: ['synthetic-ids'],
    routes: ['POST /pathways'],
  },
  'list-pathways': {
    kind: 'api',
    does: 'Lists the pathways that a unit has a part in.',
    may: [...read, 'read-patients'],
    routes: ['GET /pathways'],
  },
  'read-pathway': {
    kind: 'api',
    does: 'Shows one pathway with its points, executions and timeline.',
    may: read,
    // It tells where executions are found; it may not look at them.
    settings: ['machine-arns'],
    routes: ['GET /pathways/{pathwayId}'],
  },
  'list-audit': {
    kind: 'api',
    does: 'Shows who has seen, been sent or changed what of a patient, and who has changed a unit.',
    may: [...read, 'read-audit'],
    routes: ['GET /pathways/{pathwayId}/audit', 'GET /units/{unitId}/audit'],
  },
  'report-event': {
    kind: 'api',
    does: 'Takes an event about a patient and makes the plan anew.',
    may: [...command, 'find-persons'],
    settings: ['synthetic-ids'],
    routes: ['POST /pathways/{pathwayId}/events'],
  },
  'list-changes': {
    kind: 'api',
    does: 'Tells a hospital system what has changed since it last asked.',
    may: read,
    routes: ['GET /changes'],
  },
  'list-tasks': {
    kind: 'api',
    does: 'Lists the tasks of a unit.',
    may: [...read, 'read-patients'],
    routes: ['GET /tasks'],
  },
  'search-tasks': {
    kind: 'api',
    does: 'Finds the tasks of a unit by the name of the patient.',
    may: [...read, 'read-patients'],
    routes: ['POST /tasks/search'],
    timeoutSeconds: 25,
  },
  'read-task': {
    kind: 'api',
    does: 'Shows one task.',
    may: read,
    settings: ['person-registry'],
    routes: ['GET /tasks/{taskId}'],
  },
  'keep-draft': {
    kind: 'api',
    does: 'Keeps what has been filled in of a task and not yet sent.',
    may: ['read-table', 'write-table', 'append-audit'],
    routes: ['GET /tasks/{taskId}/draft', 'PUT /tasks/{taskId}/draft', 'DELETE /tasks/{taskId}/draft'],
  },
  'accept-task': {
    kind: 'api',
    does: 'Accepts a task, or releases it again.',
    may: command,
    settings: ['person-registry'],
    routes: ['POST /tasks/{taskId}/acceptance', 'DELETE /tasks/{taskId}/acceptance'],
  },
  'book-appointment': {
    kind: 'api',
    does: 'Records when the patient is to come, and rests the reminders until then.',
    may: command,
    settings: ['person-registry'],
    routes: ['PUT /tasks/{taskId}/appointment'],
  },
  'reject-task': {
    kind: 'api',
    does: 'Sends a task that is not theirs on to the coordinating unit.',
    may: command,
    settings: ['person-registry'],
    routes: ['POST /tasks/{taskId}/rejection'],
  },
  'complete-task': {
    kind: 'api',
    does: 'Records the outcome of a task and lets the pathway go on.',
    may: [...command, 'ask-registry'],
    routes: ['POST /tasks/{taskId}/completion'],
  },
  'undo-completion': {
    kind: 'api',
    does: 'Takes a wrong outcome of a task back.',
    may: command,
    settings: ['person-registry'],
    routes: ['DELETE /tasks/{taskId}/completion'],
  },
  'transfer-task': {
    kind: 'api',
    does: 'Hands a task on to another unit, which must accept it.',
    may: command,
    settings: ['person-registry'],
    routes: ['POST /tasks/{taskId}/transfer'],
  },
  'ask-question': {
    kind: 'api',
    does: 'Puts a question to another unit that is involved.',
    may: command,
    routes: ['POST /tasks/{taskId}/questions', 'POST /pathways/{pathwayId}/questions'],
  },
  'answer-question': {
    kind: 'api',
    does: 'Answers a question of another unit.',
    may: command,
    routes: ['POST /questions/{questionId}/answer'],
  },
  'open-point': {
    kind: 'api',
    does: 'Opens a point before its window.',
    may: command,
    routes: ['POST /pathways/{pathwayId}/points/{n}/open'],
  },
  'list-notices': {
    kind: 'api',
    does: 'Lists what a unit is told.',
    may: [...read, 'read-patients'],
    routes: ['GET /notices'],
  },
  'read-notice': {
    kind: 'api',
    does: 'Shows one notice, and to the unit that it was sent to whom it is about.',
    may: read,
    routes: ['GET /notices/{noticeId}'],
  },
  'receive-notice': {
    kind: 'api',
    does: 'Records that a notice has been read.',
    may: command,
    routes: ['POST /notices/{noticeId}/receipt'],
  },
  'read-units': {
    kind: 'api',
    does: 'Shows the unit directory.',
    may: read,
    routes: ['GET /units', 'GET /units/{unitId}'],
  },
  'check-units': {
    kind: 'api',
    does: 'Says what in the unit directory keeps messages or patients from their way.',
    may: read,
    routes: ['GET /units/check'],
  },
  'test-unit': {
    kind: 'api',
    does: 'Sends a test message to the contacts of a unit.',
    may: ['read-table', 'write-table', 'append-audit', 'send-messages'],
    routes: ['POST /units/{unitId}/test-message'],
    // some tens of contacts, one after the other
    timeoutSeconds: 28,
  },
  'write-absences': {
    kind: 'api',
    does: 'Notes when a contact of a unit is away, and who stands in.',
    may: ['read-table', 'write-table', 'append-audit'],
    routes: ['PUT /units/{unitId}/contacts/{contactId}/absences'],
  },
  'write-unit': {
    kind: 'api',
    does: 'Changes the unit directory.',
    // Who leaves a unit gives back what they had accepted.
    may: command,
    routes: ['PUT /units/{unitId}'],
  },
  'apply-settings': {
    kind: 'api',
    does: 'Takes open pathways under the settings of their unit as they are now, some at a time.',
    may: command,
    routes: ['POST /units/{unitId}/settings/application'],
    // a hundred pathways, each read, written and started anew
    timeoutSeconds: 28,
  },
  'list-registrations': {
    kind: 'api',
    does: 'Exports what a unit has completed, with the codes it registers it by.',
    may: read,
    routes: ['GET /registrations'],
  },
  'read-cohorts': {
    kind: 'api',
    does: 'Shows cohorts with their progress and evaluation.',
    may: read,
    routes: ['GET /cohorts', 'GET /cohorts/{cohortId}'],
    // it reads and counts thousands of rows
    memoryMB: 1769,
  },
  'write-cohort': {
    kind: 'api',
    does: 'Says which patients make a cohort.',
    may: ['read-table', 'write-table', 'append-audit'],
    routes: ['PUT /cohorts/{cohortId}'],
  },
  'write-diagnosed': {
    kind: 'api',
    does: 'Takes a trust’s counts of those diagnosed.',
    may: ['read-table', 'write-table', 'append-audit'],
    routes: ['PUT /statistics/diagnosed'],
  },
  'read-me': {
    kind: 'api',
    does: 'Tells callers who they are signed in as, and what pages are to offer them.',
    may: read,
    routes: ['GET /me'],
  },
  'read-overview': {
    kind: 'api',
    does: 'Counts how far pathways have come, by unit and trust.',
    may: read,
    routes: ['GET /overview'],
    // it reads and counts thousands of rows
    memoryMB: 1769,
  },
  'read-sending': {
    kind: 'api',
    does: 'Tells whether messages are sent, and who has paused them.',
    may: read,
    routes: ['GET /sending'],
  },
  'switch-sending': {
    kind: 'api',
    does: 'Pauses all sending of messages, or lets it go on.',
    may: ['read-table', 'write-table', 'append-audit'],
    routes: ['PUT /sending'],
  },
  'describe-api': {
    kind: 'api',
    does: 'Describes the API to programs and people.',
    may: [],
    settings: ['public-url'],
    routes: ['GET /openapi.json', 'GET /docs'],
    open: true,
  },
  'describe-sign-in': {
    kind: 'api',
    does: 'Tells how people and systems sign in.',
    may: [],
    settings: ['oidc-tokens', 'execution-url', 'public-url'],
    routes: ['GET /sign-in'],
    open: true,
  },
  'keep-session': {
    kind: 'api',
    does: 'Signs people in at the identity provider, and keeps the session that their browser carries.',
    may: ['close-sessions', 'prove-client'],
    settings: ['oidc', 'oidc-client', 'public-url'],
    routes: ['GET /sign-in/begin', 'GET /sign-in/callback', 'PUT /session', 'DELETE /session'],
    open: true,
  },
  'authorize-request': {
    kind: 'authoriser',
    does: 'Checks the token and, where there is one, its proof of possession.',
    may: ['close-sessions'],
    // A proof of possession may name the address that pages and API share.
    settings: ['oidc', 'public-url'],
    timeoutSeconds: 10,
  },
  'plan-next-stage': { kind: 'step', does: 'Says which stage is next, and when.', may: step },
  'assign-task': {
    kind: 'step',
    does: 'Finds the unit for a task and opens it there.',
    may: [...step, 'ask-registry'],
  },
  'await-answer': {
    kind: 'step',
    does: 'Enters a rung: stores the task token and sends the message.',
    may: [...step, 'ask-registry'],
    // After a holiday every rung in the country is due at 08:00: providers are called at this pace, and the rest
    // of the account is left in peace. A step that is turned away tries again.
    reservedConcurrency: 20,
  },
  'climb-ladder': { kind: 'step', does: 'Says which rung of the ladder is next.', may: [] },
  'conclude-stage': { kind: 'step', does: 'Records what came of a stage and sends the copies.', may: step },
  'close-pathway': { kind: 'step', does: 'Records the end of a pathway.', may: step },
  'replan-pathway': {
    kind: 'step',
    does: 'Makes the plan anew from the record, in a new execution.',
    may: [...step, 'renew-pathway'],
  },
  'find-person': {
    kind: 'operation',
    does: 'Asks the person registry after the patient of a pathway, and answers with dates and ids alone.',
    may: ['read-table', 'look-up-persons'],
    onlyWith: 'personRegistryFunctionArn',
    timeoutSeconds: 10,
  },
  'name-claims': {
    kind: 'operation',
    does: 'Writes role, units and name of a person of the trial’s user pool into the token.',
    may: [],
    settings: ['claim-names'],
    onlyWith: 'trialSignIn',
    // Cognito waits for five.
    timeoutSeconds: 5,
  },
  rescue: {
    kind: 'operation',
    does: 'Makes the plan of a pathway anew whose execution has died.',
    may: command,
  },
  'record-delivery': {
    kind: 'operation',
    does: 'Notes that an address fails, and writes to somebody else instead.',
    may: command,
  },
  sweep: {
    kind: 'operation',
    does: 'Finishes what was left behind and asks after every pathway that is due for it.',
    may: [...command, 'find-checks'],
    memoryMB: 1769,
    timeoutSeconds: 900,
    // Two sweeps at once would do the same work twice.
    reservedConcurrency: 1,
  },
} as const satisfies Record<string, CatalogueEntry>;

export type Entry = keyof typeof catalogue;
export const entries = Object.keys(catalogue) as readonly Entry[];

/** An entry as its general shape, whatever it leaves out. */
export function entryOf(entry: Entry): CatalogueEntry {
  return catalogue[entry];
}

/** The functions that a deployment has. */
export function entriesWith(parameters: Readonly<Record<Optional, string | boolean>>): readonly Entry[] {
  return entries.filter((entry) => {
    const { onlyWith } = entryOf(entry);
    return onlyWith === undefined || Boolean(parameters[onlyWith]);
  });
}

/** The functions that are told the machines' ARNs: none that a definition names (no cycle in the template). */
export const entriesThatKnowMachines: readonly Entry[] = entries.filter((entry) => {
  const { may, settings } = entryOf(entry);
  return may.includes('run-machines') || (settings?.includes('machine-arns') ?? false);
});

export function entriesThat(may: Capability): readonly Entry[] {
  return entries.filter((entry) => entryOf(entry).may.includes(may));
}
