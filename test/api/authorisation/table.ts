import type { SimulatedCaller } from '../../../local/simulation.ts';
import { another, type Sample } from '../../support/simulated.ts';
import type { Situation, Subject } from './world.ts';

/**
 * Who may do what, by relation to a patient: the whole table, as a security officer reads it in `docs/authorisation.md`.
 * It says what should be; `test/api/authorisation.test.ts` holds the API to it, and fails for a route of `openapi.json`
 * that is not here. Whoever makes a route adds its rows, and runs that test with `-u` for the page.
 */

export const hospital = 'so-lindrende';
export const municipality = 'kommune-3105';
export const before = 'kommune-3107';
export const gp = 'fastlege-4';
export const gpBefore = 'fastlege-6';
/** What the sign-in calls somebody whom the patient has blocked. */
export const blocked = 'is-blocked';
/** The token of somebody whom the directory of the municipality says to have left. */
export const left = 'has-left';

/** What can be read of a patient. The old telephone number is the one before it was corrected. */
export const marks = [
  'identity',
  'old number',
  'new number',
  'said in hospital',
  'said at home',
  'question',
] as const;
export type Mark = (typeof marks)[number];

export interface Relation {
  readonly who: string;
  readonly caller: SimulatedCaller;
  /** Where the patient stands; `home` where left out. */
  readonly at?: Situation;
  /** All that it is shown of the patient, by all routes together. */
  readonly sees: readonly Mark[];
  /** Whatever is asked, this is the answer. */
  readonly always?: 401 | 403;
}

const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
const system = (unitId: string): SimulatedCaller => ({ role: 'hospital-system', unitId });

/**
 * `home`: the patient was assessed in hospital, lived in one municipality until after the conversation at 3–4 months, with
 * another GP office until before it, and lives in another since. Then the telephone number was corrected.
 */
export const relations = {
  hospital: {
    who: 'The hospital unit that has the patient',
    caller: coordinator(hospital),
    sees: ['identity', 'new number', 'said in hospital', 'question'],
  },
  'other unit': {
    who: 'Another unit of the same trust',
    caller: coordinator('so-kreftpoliklinikk'),
    sees: [],
  },
  coordinating: {
    who: 'The coordinating unit of the trust (a leader)',
    caller: coordinator('so-koordinerende'),
    sees: [],
  },
  system: {
    who: 'A system of the trust',
    caller: system('so-kreftpoliklinikk'),
    sees: ['identity', 'new number', 'said in hospital', 'question'],
  },
  'other trust': { who: 'A unit of another trust', caller: coordinator('siv-kreft'), sees: [] },
  'other system': { who: 'A system of another trust', caller: system('siv-koordinerende'), sees: [] },
  municipality: {
    who: 'The municipality that has the patient',
    caller: coordinator(municipality),
    sees: ['identity', 'new number', 'said in hospital', 'said at home', 'question'],
  },
  leader: {
    who: 'The coordinating unit of that municipality (a leader)',
    caller: coordinator('kommune-3105-koordinerende'),
    sees: [],
  },
  'told of a miss': {
    who: 'The same, once a point was missed: it is told, and follows the pathway from then on',
    caller: coordinator('kommune-3105-koordinerende'),
    at: 'missed',
    sees: [],
  },
  before: {
    who: 'The municipality that the patient has moved away from',
    caller: coordinator(before),
    sees: ['identity', 'old number', 'said in hospital', 'said at home'],
  },
  'other municipality': { who: 'Any other municipality', caller: coordinator('kommune-3212'), sees: [] },
  gp: {
    who: 'The GP office that has got a copy',
    caller: coordinator(gp),
    sees: ['identity', 'new number', 'said at home'],
  },
  'gp before': {
    who: 'The GP office that the patient had before',
    caller: coordinator(gpBefore),
    sees: ['identity', 'old number', 'said in hospital'],
  },
  'other gp': { who: 'A GP office that was sent nothing', caller: coordinator('fastlege-5'), sees: [] },
  administrator: { who: 'An administrator', caller: { role: 'administrator' }, sees: [] },
  'not yet': {
    who: 'The municipality, before anything is handed over',
    caller: coordinator(municipality),
    at: 'in hospital',
    sees: [],
  },
  unshared: {
    who: 'The municipality, without a yes to sharing',
    caller: coordinator(municipality),
    at: 'not shared',
    sees: [],
  },
  'no since': {
    who: 'The municipality, after a no to sharing; the number was corrected later',
    caller: coordinator(municipality),
    at: 'no since',
    sees: ['identity', 'old number', 'said in hospital'],
  },
  'asked for a coordinator': {
    who: 'The municipality, with a no to the pathway and a yes to a coordinator',
    caller: coordinator(municipality),
    at: 'coordinator only',
    sees: ['identity', 'old number'],
  },
  protected: {
    who: 'The municipality of a protected address, where another unit was found by hand',
    caller: coordinator(municipality),
    at: 'protected address',
    sees: [],
  },
  'found by hand': {
    who: 'The unit that was found by hand for a protected address',
    caller: coordinator(before),
    at: 'protected address',
    sees: ['identity', 'old number', 'said in hospital'],
  },
  finder: {
    who: 'The coordinating unit of the trust, which has found it',
    caller: coordinator('so-koordinerende'),
    at: 'protected address',
    sees: ['identity', 'old number', 'said in hospital'],
  },
  'protected: administrator': {
    who: 'An administrator, of a protected address',
    caller: { role: 'administrator' },
    at: 'protected address',
    sees: [],
  },
  'transferred to': {
    who: 'The hospital unit of another trust that has the patient after a transfer',
    caller: coordinator('siv-kreft'),
    at: 'transferred',
    sees: ['identity', 'old number'],
  },
  'transferred to: system': {
    who: 'A system of that trust',
    caller: system('siv-koordinerende'),
    at: 'transferred',
    sees: ['identity', 'old number'],
  },
  'transferred back': {
    who: 'The hospital unit of another trust, after the patient is back where they came from',
    caller: coordinator('siv-kreft'),
    at: 'transferred back',
    sees: [],
  },
  'transferred back: system': {
    who: 'A system of that trust, then',
    caller: system('siv-koordinerende'),
    at: 'transferred back',
    sees: [],
  },
  blocked: {
    who: 'A coordinator of the hospital unit that has the patient, whom the patient has blocked',
    caller: { ...coordinator(hospital), subject: blocked },
    at: 'blocked',
    sees: [],
  },
  left: {
    who: 'Somebody who has left the municipality, with a token that says otherwise',
    caller: { ...coordinator(municipality), subject: left },
    sees: [],
    always: 403,
  },
  'unknown unit': {
    who: 'A unit that is not in the directory',
    caller: coordinator('none'),
    sees: [],
    always: 403,
  },
  'unknown role': {
    who: 'A role that is none of ours',
    caller: { role: 'doctor' as 'coordinator', unitId: hospital },
    sees: [],
    always: 403,
  },
  nobody: {
    who: 'Nobody who has signed in',
    caller: { ...coordinator(hospital), subject: '' },
    sees: [],
    always: 401,
  },
} as const satisfies Record<string, Relation>;
export type RelationName = keyof typeof relations;

/** Relations of the patient at home, once a caller, and whoever is blocked: what rows are about that are about no patient. */
const plain = [
  'hospital',
  'other unit',
  'coordinating',
  'system',
  'other trust',
  'other system',
  'municipality',
  'leader',
  'before',
  'other municipality',
  'gp',
  'gp before',
  'other gp',
  'administrator',
  'blocked',
] as const satisfies readonly RelationName[];
const everybody: readonly RelationName[] = plain;
const units = plain.filter((name) => name !== 'administrator');
const systems = ['system', 'other system'] as const;
const hospitals = ['hospital', 'other unit', 'coordinating', 'system', 'blocked'] as const;
/** Who has a part in the pathway. */
const parts = [
  'hospital',
  'system',
  'municipality',
  'found by hand',
  'finder',
  'transferred to',
  'transferred to: system',
] as const satisfies readonly RelationName[];
/** Who sees how the case stands, without the patient, and does nothing there. */
const followers = ['told of a miss'] as const satisfies readonly RelationName[];
const openers: readonly RelationName[] = ['municipality', 'found by hand'];
const administrators = ['administrator', 'protected: administrator'] as const;

export interface Row {
  readonly route: string;
  /** What of it, where a route has several rows. */
  readonly about?: string;
  /** About a patient: every relation is asked; others are asked once a caller. */
  readonly ofPatient: boolean;
  readonly ask: (subject: Subject) => Asked;
  /** Who is answered with 2xx. */
  readonly may: readonly RelationName[];
  /** Who knows of it and may not: 403. */
  readonly mayNot?: readonly RelationName[];
  /** Who may is answered 409, 422 or 429 where a rule says not now. */
  readonly orRule?: true;
  /** What all others are answered. */
  readonly others: 403 | 404;
  /** The entry in the audit, or why there is none. */
  readonly audit: string | { readonly none: string };
}

export interface Asked {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Routes that ask for no token, and why that is right. */
export const open: Readonly<Record<string, string>> = {
  'GET /openapi.json': 'the description of the API, the same to everyone',
  'GET /docs': 'the same for people',
  'GET /sign-in': 'where to sign in: the same to everyone, and no secret',
  'GET /sign-in/begin': 'leads to the identity provider, and tells nothing',
  'GET /sign-in/callback': 'leads back from it: whoever has its code has signed in there',
  'PUT /session': 'the browser’s own session, or that there is none',
  'DELETE /session': 'the same, to end it',
};

const of = (route: string, row: Omit<Row, 'route' | 'ofPatient' | 'others'> & Partial<Row>): Row => ({
  route,
  ofPatient: true,
  others: 404,
  ...row,
});
const list = (route: string, row: Omit<Row, 'route' | 'ofPatient' | 'others'> & Partial<Row>): Row => ({
  route,
  ofPatient: false,
  others: 403,
  ...row,
});

const pathway = ({ pathwayId }: Subject): Asked => ({ path: { pathwayId } });
const municipalTask = ({ municipalTask: taskId }: Subject): Asked => ({ path: { taskId } });
const theirs = (unitId: string) => (): Asked => ({ query: { unitId } });
const question = ({ other }: Subject): Sample => ({
  text: 'When?',
  ...(other === undefined ? {} : { unitId: other }),
});
/** Acts on the open task of the municipality: whoever sees it and is not the one that has it is refused. */
const act = (route: string, audit: string, body: Sample, query: Asked['query'] = {}): Row =>
  of(route, {
    about: `of the municipality’s open task${query.dryRun === undefined ? '' : ', as a trial'}`,
    ask: (subject) => ({
      ...municipalTask(subject),
      query,
      body: typeof body === 'function' ? body(subject) : body,
    }),
    may: ['municipality', 'found by hand', 'asked for a coordinator'],
    mayNot: ['system', 'leader', 'told of a miss'],
    audit,
  });
const report = (
  about: string,
  body: Sample,
  may: readonly RelationName[],
  mayNot: readonly RelationName[],
): Row =>
  of('POST /pathways/{pathwayId}/events', {
    about,
    ask: ({ pathwayId, today }) => ({ path: { pathwayId }, body: { occurredOn: today, ...body } }),
    may,
    mayNot: [...mayNot, ...followers, ...administrators],
    audit: `report-${body.type}`,
  });
const unit: Sample = {
  unitId: 'ny-enhet',
  kind: 'municipality',
  name: 'Ny enhet',
  municipality: { number: '9999', district: null },
  channel: 'email',
  escalatesTo: null,
  contacts: [{ role: 'coordinator', email: 'ny@example.test', language: 'nb' }],
};
const cohort: Sample = {
  name: 'Pilot',
  groups: ['lung'],
  municipalities: [{ number: '3105' }],
  from: '2026-01-01',
  until: '2027-12-31',
  target: 10,
};
const withPatients = { query: { include: 'patient' } };
const noPatient = { none: 'says nothing of any patient' };
let made = 0;
/** A number that nothing has had yet. */
const next = () => {
  made += 1;
  return made;
};
/** A referral of somebody who is not known yet. */
const referral = (more: Sample = {}): Sample => {
  const n = next();
  return { ...another(5000 + n), referralId: `AUTH-${n}`, ...more };
};

export const rows: readonly Row[] = [
  list('POST /pathways', {
    about: 'a patient in hospital',
    ask: () => ({ body: referral() }),
    may: hospitals,
    audit: 'start-pathway',
  }),
  list('POST /pathways', {
    about: 'a patient in the municipality, at point 2',
    ask: () => ({ body: referral({ startAtPoint: 2 }) }),
    may: [...hospitals, 'municipality'],
    audit: 'start-pathway',
  }),
  list('POST /pathways', {
    about: 'a trial, which stores nothing',
    ask: () => ({ body: referral(), query: { dryRun: 'true' } }),
    may: hospitals,
    audit: 'try-start',
  }),
  list('GET /pathways', { about: 'its own', ask: () => ({}), may: units, audit: 'list-pathways' }),
  list('GET /pathways', {
    about: 'its own, with whom they are about',
    ask: () => withPatients,
    may: units,
    audit: 'list-pathways',
  }),
  list('GET /pathways', {
    about: 'the municipality’s',
    ask: theirs(municipality),
    may: ['municipality'],
    audit: 'list-pathways',
  }),
  list('GET /pathways', {
    about: 'the hospital unit’s',
    ask: theirs(hospital),
    may: ['hospital', 'system', 'blocked'],
    audit: 'list-pathways',
  }),
  list('GET /pathways', {
    about: 'by its referral: only what it has a part in is found',
    ask: ({ referralId }) => ({ query: { referralId } }),
    may: [...hospitals, 'other trust', 'other system'],
    audit: 'list-pathways',
  }),
  of('GET /pathways/{pathwayId}', {
    ask: pathway,
    may: [...parts, ...followers, ...administrators],
    audit: 'read-pathway',
  }),
  of('GET /pathways/{pathwayId}/audit', {
    ask: pathway,
    may: ['hospital', 'coordinating', 'system', 'finder', 'transferred to'],
    mayNot: ['municipality', 'told of a miss', 'found by hand', 'transferred to: system', ...administrators],
    audit: 'list-audit',
  }),
  report(
    'what any unit involved may report',
    { type: 'answers-changed', answers: { cancerCoordinator: true } },
    [...parts, 'gp'],
    [],
  ),
  report(
    'whom the patient blocks from the record',
    { type: 'staff-blocked', subject: 'somebody-else' },
    [...parts, 'gp'],
    [],
  ),
  report(
    'what only the hospital’s system may report',
    { type: 'ready' },
    ['system', 'transferred to: system'],
    ['hospital', 'municipality', 'found by hand', 'finder', 'transferred to', 'gp'],
  ),
  of('POST /pathways/{pathwayId}/questions', {
    about: 'to another unit that is involved',
    ask: (subject) => ({ ...pathway(subject), body: question(subject) }),
    may: [...parts, 'gp'],
    mayNot: [...followers, ...administrators],
    audit: 'ask-question',
  }),
  of('POST /pathways/{pathwayId}/points/{n}/open', {
    about: 'the municipality’s next point; 409 where it is not its turn',
    ask: ({ pathwayId, n }) => ({ path: { pathwayId, n }, body: {} }),
    may: openers,
    mayNot: [...parts.filter((name) => !openers.includes(name)), ...followers, ...administrators],
    orRule: true,
    audit: 'open-point',
  }),
  list('GET /changes', { ask: () => ({}), may: systems, audit: 'list-changes' }),
  list('GET /tasks', { about: 'its own', ask: () => ({}), may: units, audit: 'list-tasks' }),
  list('GET /tasks', {
    about: 'its own, with whom they are about',
    ask: () => withPatients,
    may: units,
    audit: 'list-tasks',
  }),
  list('GET /tasks', {
    about: 'what it has done, with whom it was about',
    ask: () => ({ query: { ...withPatients.query, status: 'completed' } }),
    may: units,
    audit: 'list-tasks',
  }),
  list('GET /tasks', {
    about: 'the municipality’s: for the unit above it with nobody’s name',
    ask: () => ({ query: { ...withPatients.query, unitId: municipality } }),
    may: ['municipality', 'leader'],
    audit: 'list-tasks',
  }),
  list('GET /tasks', {
    about: 'the hospital unit’s: for the trust’s coordinating unit with nobody’s name',
    ask: () => ({ query: { ...withPatients.query, unitId: hospital } }),
    may: ['hospital', 'coordinating', 'system', 'blocked'],
    audit: 'list-tasks',
  }),
  list('POST /tasks/search', {
    about: 'among its own',
    ask: ({ name }) => ({ body: { name } }),
    may: units,
    audit: 'search-tasks',
  }),
  list('POST /tasks/search', {
    about: 'among the municipality’s',
    ask: ({ name }) => ({ body: { name, unitId: municipality } }),
    may: ['municipality'],
    audit: 'search-tasks',
  }),
  of('GET /tasks/{taskId}', {
    about: 'the municipality’s open task',
    ask: municipalTask,
    may: ['municipality', 'found by hand', 'asked for a coordinator', 'system', 'leader', 'told of a miss'],
    audit: 'read-task',
  }),
  of('GET /tasks/{taskId}', {
    about: 'the hospital’s task',
    ask: ({ hospitalTask: taskId }) => ({ path: { taskId } }),
    may: ['hospital', 'system', 'coordinating', 'finder', 'transferred to', 'transferred to: system'],
    audit: 'read-task',
  }),
  of('GET /tasks/{taskId}', {
    about: 'a task of the municipality before',
    ask: ({ formerTask: taskId }) => ({ path: { taskId } }),
    may: ['before', 'system'],
    audit: 'read-task',
  }),
  of('GET /tasks/{taskId}', {
    about: 'the intake of the municipality that had the patient',
    ask: ({ formerIntake: taskId }) => ({ path: { taskId } }),
    may: ['before', 'system', 'no since'],
    audit: 'read-task',
  }),
  of('GET /tasks/{taskId}', {
    about: 'finding a unit by hand',
    ask: ({ findingTask: taskId }) => ({ path: { taskId } }),
    may: ['finder'],
    audit: 'read-task',
  }),
  act('POST /tasks/{taskId}/acceptance', 'accept-task', {}),
  act('DELETE /tasks/{taskId}/acceptance', 'accept-task', {}),
  act('PUT /tasks/{taskId}/appointment', 'book-appointment', ({ today }: Subject) => ({ on: today })),
  act('POST /tasks/{taskId}/rejection', 'reject-task', { reason: 'other' }),
  act('POST /tasks/{taskId}/transfer', 'transfer-task', { unitId: 'kommune-3909' }),
  act('POST /tasks/{taskId}/completion', 'complete-task', ({ outcome }: Subject) => outcome),
  act('POST /tasks/{taskId}/completion', 'try-completion', ({ outcome }: Subject) => outcome, {
    dryRun: 'true',
  }),
  act('GET /tasks/{taskId}/draft', 'read-draft', undefined),
  act('PUT /tasks/{taskId}/draft', 'write-draft', { revision: 0, content: { summary: 'x' } }),
  act('DELETE /tasks/{taskId}/draft', 'empty-draft', undefined),
  act('DELETE /tasks/{taskId}/completion', 'undo-completion', { reason: 'wrong' }),
  of('POST /tasks/{taskId}/questions', {
    about: 'about the municipality’s open task',
    ask: (subject) => ({ ...municipalTask(subject), body: question(subject) }),
    may: ['municipality', 'found by hand', 'hospital', 'system', 'finder', 'asked for a coordinator'],
    mayNot: followers,
    audit: 'ask-question',
  }),
  of('POST /questions/{questionId}/answer', {
    about: 'one that the municipality is asked',
    ask: ({ question: questionId }) => ({ path: { questionId }, body: { text: 'Soon.' } }),
    may: ['municipality'],
    mayNot: ['hospital', 'system', 'administrator'],
    audit: 'answer-question',
  }),
  list('GET /notices', { about: 'its own', ask: () => ({}), may: units, audit: 'list-notices' }),
  list('GET /notices', {
    about: 'its own, with whom they are about',
    ask: () => withPatients,
    may: units,
    audit: 'list-notices',
  }),
  list('GET /notices', { about: 'the GP office’s', ask: theirs(gp), may: ['gp'], audit: 'list-notices' }),
  of('GET /notices/{noticeId}', {
    about: 'the GP office’s',
    ask: ({ gpNotice: noticeId }) => ({ path: { noticeId } }),
    may: ['gp'],
    audit: 'read-notice',
  }),
  of('GET /notices/{noticeId}', {
    about: 'that of the GP office before',
    ask: ({ formerNotice: noticeId }) => ({ path: { noticeId } }),
    may: ['gp before'],
    audit: 'read-notice',
  }),
  of('GET /notices/{noticeId}', {
    about: 'of a miss, to the unit above: the point and its deadline, and nobody’s name',
    ask: ({ missedNotice: noticeId }) => ({ path: { noticeId } }),
    may: followers,
    audit: 'read-notice',
  }),
  of('POST /notices/{noticeId}/receipt', {
    about: 'the GP office’s',
    ask: ({ gpNotice: noticeId }) => ({ path: { noticeId }, body: {} }),
    may: ['gp'],
    audit: 'receive-notice',
  }),
  list('GET /units', { ask: () => ({}), may: everybody, audit: noPatient }),
  list('GET /units/{unitId}', {
    about: 'the municipality: its contacts for itself and administrators',
    ask: () => ({ path: { unitId: municipality } }),
    may: everybody,
    audit: noPatient,
  }),
  list('GET /units/check', {
    about: 'the own unit and those below it; an administrator all',
    ask: () => ({}),
    may: [...units.filter((name) => !systems.includes(name as never)), 'administrator'],
    audit: 'check-units',
  }),
  list('PUT /units/{unitId}/contacts/{contactId}/absences', {
    about: 'the municipality’s',
    ask: ({ today }) => ({
      path: { unitId: municipality, contactId: 'contact-1' },
      body: { absences: [{ from: today, until: `2${100 + next()}-01-01` }] },
    }),
    may: ['municipality', 'administrator'],
    audit: 'write-absences',
  }),
  list('POST /units/{unitId}/test-message', {
    about: 'to the municipality; 429 where it has just had one',
    ask: () => ({ path: { unitId: municipality }, body: { requestId: `test-${next()}` } }),
    may: ['municipality', 'administrator'],
    orRule: true,
    audit: 'test-unit',
  }),
  list('GET /units/{unitId}/audit', {
    about: 'who has changed the municipality',
    ask: () => ({ path: { unitId: municipality } }),
    may: ['municipality', 'administrator'],
    audit: 'list-audit',
  }),
  list('PUT /units/{unitId}', {
    ask: () => ({ path: { unitId: unit.unitId }, body: unit }),
    may: ['administrator'],
    audit: 'write-unit',
  }),
  list('PUT /units/{unitId}', {
    about: 'a trial, which stores nothing',
    ask: () => ({ path: { unitId: unit.unitId }, body: unit, query: { dryRun: 'true' } }),
    may: ['administrator'],
    audit: 'try-unit',
  }),
  list('POST /units/{unitId}/settings/application', {
    ask: () => ({ path: { unitId: 'ous-koordinerende' }, body: {} }),
    may: ['administrator'],
    audit: 'apply-settings',
  }),
  list('GET /registrations', { about: 'its own', ask: () => ({}), may: units, audit: 'list-registrations' }),
  list('GET /registrations', {
    about: 'the municipality’s',
    ask: theirs(municipality),
    may: ['municipality'],
    audit: 'list-registrations',
  }),
  list('GET /cohorts', { ask: () => ({}), may: everybody, audit: noPatient }),
  list('GET /cohorts/{cohortId}', {
    ask: () => ({ path: { cohortId: 'pilot' } }),
    may: everybody,
    audit: 'read-cohort',
  }),
  list('PUT /cohorts/{cohortId}', {
    ask: () => ({ path: { cohortId: 'pilot' }, body: cohort }),
    may: ['administrator'],
    audit: 'write-cohort',
  }),
  list('PUT /statistics/diagnosed', {
    about: 'the trust’s',
    ask: () => ({
      body: { trust: 'so', from: '2026-01-01', until: '2026-12-31', counts: [{ group: 'lung', count: 5 }] },
    }),
    may: ['administrator', 'coordinating'],
    audit: 'write-diagnosed',
  }),
  list('GET /overview', {
    about: 'all that it may count',
    ask: () => ({}),
    may: everybody,
    audit: 'read-overview',
  }),
  list('GET /overview', {
    about: 'the trust’s',
    ask: () => ({ query: { trust: 'so' } }),
    may: ['administrator', 'coordinating', 'system'],
    audit: 'read-overview',
  }),
  list('GET /overview', {
    about: 'the municipality’s; a trust’s systems and leaders count their own patients only',
    ask: theirs(municipality),
    may: ['administrator', 'coordinating', 'system', 'other system', 'municipality', 'leader'],
    audit: 'read-overview',
  }),
  list('GET /me', { ask: () => ({}), may: everybody, audit: { none: 'says who asks, and nothing else' } }),
  list('GET /sending', { ask: () => ({}), may: ['administrator'], audit: 'read-sending' }),
  list('PUT /sending', {
    about: 'to let it go on',
    ask: () => ({ body: { paused: false } }),
    may: ['administrator'],
    audit: 'resume-sending',
  }),
];

/** What a row demands of a relation; undefined where it is not asked. */
export function demanded(row: Row, name: RelationName): 'may' | 401 | 403 | 404 | undefined {
  const relation: Relation = relations[name];
  const isPlain = everybody.includes(name) || relation.always !== undefined;
  if (!row.ofPatient && !isPlain) return undefined;
  if (relation.always !== undefined) return relation.always;
  if (row.may.includes(name)) return 'may';
  return row.mayNot?.includes(name) ? 403 : row.others;
}
