import { coordinatingUnitOfTrust, type Directory, isAbove, unitById } from '../../domain/directory.ts';
import { isActive, taskOf } from '../../domain/edits.ts';
import { mayGoHome, placeKey } from '../../domain/facts.ts';
import { followersOf, tellsWhom } from '../../domain/followers.ts';
import type { Instant, Unit } from '../../domain/model.ts';
import type { Reach } from '../../domain/overview.ts';
import { taskOfQuestion } from '../../domain/questions.ts';
import type { Notice, PathwayRecord, Point, Question, Relation, Task } from '../../domain/record.ts';
import { askedAbout, isCopiedTo, isShared } from '../../domain/sharing.ts';
import { routeOf } from '../../domain/stage.ts';
import { factsFor } from '../../domain/tasks.ts';
import { Forbidden, NotFound } from './errors.ts';
import { Problem } from './http/problems.ts';
import type { Patient } from './ports.ts';

/**
 * Who may see and do what, in one place and by relation (DESIGN section 5, "Safe"). What a caller may not know of
 * does not exist for it: `NotFound`. What it knows of and may not do is `Forbidden`.
 */

export const roles = ['hospital-system', 'coordinator', 'administrator'] as const;
export type Role = (typeof roles)[number];

export interface Caller {
  /** The token's subject: an opaque id. */
  readonly subject: string;
  readonly role: Role;
  readonly unitId: string | null;
  /** The trust of the caller's unit, where it has one. */
  readonly trust: string | null;
  readonly kind: 'hospital' | 'municipality' | 'gp-office' | null;
  /** Units that the token has and the directory knows: the caller may act for each, for one at a time. */
  readonly units: readonly string[];
  /** What the person is called, as the token has it: to be shown to that person, and kept in the audit alone. */
  readonly name: string | null;
}

/** Who has left a unit: every contact that the directory knows the person by is disabled, whatever the token still says. */
function hasLeft({ contacts }: Pick<Unit, 'contacts'>, subject: string): boolean {
  const own = contacts.filter((contact) => contact.subject === subject);
  return own.length > 0 && own.every(({ disabled }) => disabled === true);
}

/** The caller as the authoriser has found it. A role or unit that we do not know, and who has left the unit, may do nothing. */
export function callerOf(
  context: Readonly<Record<string, unknown>> | null | undefined,
  directory: Directory,
): Caller {
  const { subject, role, unitId, units, unitRefused, name } = context ?? {};
  if (typeof subject !== 'string' || subject === '')
    throw new Problem('unauthorised', 'Sign in, and send the token.');
  const known = roles.find((other) => other === role);
  if (known === undefined) throw new Forbidden();
  // API Gateway hands on every value as text
  if (String(unitRefused) === 'true')
    throw new Problem('not-your-unit', 'The header Vel-Hjem-Unit names no unit of yours.');
  const own = unitsOf(unitId, units).filter((one) => unitById(directory, one) !== undefined);
  // with none named it is the first that there is: one that is named is never made up for by another
  const named = typeof unitId === 'string' && unitId !== '' ? unitId : own[0];
  const unit = named === undefined ? undefined : unitById(directory, named);
  if (known !== 'administrator' && unit === undefined) throw new Forbidden();
  if (known === 'hospital-system' && unit?.trust === undefined) throw new Forbidden();
  if (unit !== undefined && hasLeft(unit, subject)) throw new Forbidden();
  return {
    subject,
    role: known,
    unitId: unit?.unitId ?? null,
    trust: unit?.trust ?? null,
    kind: unit?.kind ?? null,
    units: own,
    name: typeof name === 'string' && name !== '' ? name : null,
  };
}

/** A coordinator of a unit, whoever that is: what the unit may see. */
export function coordinatorOf(unitId: string, directory: Directory): Caller {
  const unit = unitById(directory, unitId);
  return {
    subject: '',
    role: 'coordinator',
    unitId,
    trust: unit?.trust ?? null,
    kind: unit?.kind ?? null,
    units: [unitId],
    name: null,
  };
}

/** All units of the token; at least the one that is acted for. */
function unitsOf(unitId: unknown, units: unknown): readonly string[] {
  const all: unknown = typeof units === 'string' ? JSON.parse(units) : [unitId];
  return (all as readonly unknown[]).filter((one): one is string => typeof one === 'string');
}

/** How the timeline names a caller: its unit; a hospital's system stands for its trust. */
export function byOf(caller: Caller): string {
  return caller.role === 'hospital-system'
    ? `hospital-system:${caller.trust}`
    : (caller.unitId ?? caller.role);
}

/**
 * Whom the patient has blocked from the record. A patient may object to named health personnel being given access
 * (sperring av journal for navngitt personell: pasientjournalloven § 17, pasient- og brukerrettighetsloven § 5-3). It is
 * the person that is blocked, whatever role or unit they sign in with; their unit and their colleagues are not.
 */
export function isBlocked({ subject }: Pick<Caller, 'subject'>, record: PathwayRecord): boolean {
  return factsFor(record).blocked.includes(subject);
}

/** For whoever is blocked nothing of the pathway exists, their own blocking no more than the rest. */
function mustNotBeBlocked(caller: Caller, record: PathwayRecord): void {
  if (isBlocked(caller, record)) throw new NotFound();
}

/** Whether a list may tell whom one of its rows is about: never to whom that patient has blocked. */
export function mayBeNamedTo({ subject }: Caller, { blocked }: Pick<Patient, 'blocked'>): boolean {
  return blocked?.includes(subject) !== true;
}

/**
 * Has a part now. A unit whose part has ended, by a move say, keeps its own tasks and notices, and learns nothing newer.
 * A hospital's system has the part of its trust: of the one that started, and of one that the patient was sent to.
 */
export function hasPart(caller: Caller, record: PathwayRecord): boolean {
  if (isBlocked(caller, record)) return false;
  if (caller.role === 'hospital-system')
    return (
      caller.trust === record.trust ||
      record.relations.some(({ trust, until }) => trust === caller.trust && until === null)
    );
  const isOwn = ({ unitId, until }: Relation) => unitId === caller.unitId && until === null;
  return caller.role === 'coordinator' && record.relations.some(isOwn);
}

/**
 * Follows the pathway: told, as the unit above, of what another has missed. It sees how the patient's case stands, as an
 * administrator does, and does nothing there (DESIGN section 1).
 */
function follows(caller: Caller, record: PathwayRecord): boolean {
  return caller.role === 'coordinator' && followersOf(record).some(({ unitId }) => unitId === caller.unitId);
}

/** A pathway is known to its trust, to the units with a part in it, and, without the patient, to those that follow it and to administrators. */
export function mustSeePathway(caller: Caller, record: PathwayRecord | undefined): PathwayRecord {
  if (record === undefined) throw new NotFound();
  if (!hasPart(caller, record) && !follows(caller, record) && caller.role !== 'administrator')
    throw new NotFound();
  mustNotBeBlocked(caller, record);
  return record;
}

/** Identity and diagnosis: for those who treat, not for those who administer; with a task, for the unit that did it. */
export function mayKnowPatient(caller: Caller, record: PathwayRecord, task?: Task): boolean {
  const did = caller.role === 'coordinator' && task !== undefined && task.unitId === caller.unitId;
  return did || hasPart(caller, record);
}

/** Whom a notice is about: for the unit that was sent it, unless it was told as the unit above whoever was to act. */
export function mayKnowWhom(caller: Caller, record: PathwayRecord, notice: Notice): boolean {
  return tellsWhom(record, notice) || hasPart(caller, record);
}

/** Whether a caller may be told that a person has this pathway: its own trust is, and whoever has a part in it. */
export function mayBeToldOf(caller: Caller, record: PathwayRecord): boolean {
  if (isBlocked(caller, record)) return false;
  return (caller.kind === 'hospital' && caller.trust === record.trust) || hasPart(caller, record);
}

/**
 * Up to when a caller learns what is reported of the patient, with a task or notice of its own: null where it is to know
 * how things stand now. A unit whose part has ended keeps what it had then; one that never had a part, and a GP office
 * that is the patient's no longer, what it had when the task was done or the notice sent.
 */
export function knowsUntil(caller: Caller, record: PathwayRecord, own: Task | Notice): Instant | null {
  if ('status' in own && isActive(own)) return null;
  if (hasPart(caller, record) || isOwnGp(caller, record)) return null;
  const then = 'status' in own ? own.concludedAt : own.at;
  const until = record.relations.find(({ unitId }) => unitId === own.unitId)?.until ?? null;
  return until === null || (then !== null && then > until) ? then : until;
}

/**
 * Whom a list of a unit's tasks or pathways is about: for the unit itself, which did them or is to. A hospital's system sees the
 * lists of its trust's units, and whom a pathway is about in the pathway: whether its trust still has a part stands there.
 */
export function mayKnowPatientsOf(caller: Caller, unitId: string | null): boolean {
  return caller.role === 'coordinator' && caller.unitId === unitId;
}

/**
 * Who has seen what of a patient: for the hospital unit that has the patient, the coordinating unit and the systems of the trust
 * that started the pathway, which answer the patient who asks for it. It says who works with a patient, so it is not for
 * those who administer, nor for the other units that have a part.
 */
export function mustReadAudit(
  caller: Caller,
  record: PathwayRecord | undefined,
  directory: Directory,
): PathwayRecord {
  if (record === undefined) throw new NotFound();
  mustNotBeBlocked(caller, record);
  const has = caller.role === 'coordinator' && caller.unitId === record.points[0]!.unitId;
  const trusts = caller.role === 'hospital-system' && caller.trust === record.trust;
  if (has || trusts || coordinatesTrust(caller, record.trust, directory)) return record;
  mustSeePathway(caller, record);
  throw new Forbidden();
}

/** Whether what a unit does not do comes to the caller's: then it sees that unit's tasks and deadlines, and nobody they are about. */
function isOver(caller: Caller, unitId: string, directory: Directory): boolean {
  return caller.role === 'coordinator' && caller.unitId !== null && isAbove(directory, caller.unitId, unitId);
}

/** The units that the caller's is above, by name. */
export function unitsBelow(caller: Caller, directory: Directory): readonly Unit[] {
  return [...directory.units.values()]
    .filter(({ unitId }) => isOver(caller, unitId, directory))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nb'));
}

/** A task is known to its unit, to the unit above it, and to the trust's systems. */
export function mustSeeTask(
  caller: Caller,
  record: PathwayRecord,
  task: Task | undefined,
  directory: Directory,
): Task {
  if (task === undefined) throw new NotFound();
  mustNotBeBlocked(caller, record);
  const own = caller.role === 'coordinator' && task.unitId === caller.unitId;
  const above = isOver(caller, task.unitId, directory);
  const trusts = caller.role === 'hospital-system' && hasPart(caller, record);
  if (!own && !above && !trusts) throw new NotFound();
  return task;
}

/** Only the task's own unit acts on it. */
export function mustOwnTask(caller: Caller, task: Pick<Task, 'unitId'>): void {
  if (caller.role !== 'coordinator' || task.unitId !== caller.unitId) throw new Forbidden();
}

export function mustSeeNotice(
  caller: Caller,
  record: PathwayRecord | undefined,
  noticeId: string,
  directory: Directory,
): Notice {
  const notice = record?.notices.find((other) => other.noticeId === noticeId);
  if (record !== undefined) mustNotBeBlocked(caller, record);
  if (notice === undefined || !maySeeUnit(caller, notice.unitId, directory)) throw new NotFound();
  return notice;
}

/** Lists of a unit: its own coordinators', and for a hospital's system those of any unit of its trust. */
export function maySeeUnit(caller: Caller, unitId: string, directory: Directory): boolean {
  if (caller.role === 'coordinator') return caller.unitId === unitId;
  return caller.role === 'hospital-system' && unitById(directory, unitId)?.trust === caller.trust;
}

/** The unit whose list is asked for: the caller's own where none is named. */
export function listedUnit(caller: Caller, unitId: string | undefined, directory: Directory): string {
  const asked = unitId ?? caller.unitId;
  if (asked === null || !maySeeUnit(caller, asked, directory)) throw new Forbidden();
  return asked;
}

/** The unit whose tasks are listed: one whose lists the caller sees, or one below the caller's own. */
export function taskedUnit(caller: Caller, unitId: string | undefined, directory: Directory): string {
  if (unitId !== undefined && isOver(caller, unitId, directory)) return unitId;
  return listedUnit(caller, unitId, directory);
}

/** Reports that only a hospital's system makes (CONTRACT, events marked H). */
const hospitalOnly: ReadonlySet<string> = new Set([
  'ready',
  'discharged',
  'diagnosis-corrected',
  'transferred',
  'palliative-treatment-started',
  'treatment-paused',
  'treatment-ended',
  'discharge-summary-sent',
  'relapsed',
]);

/** The GP office that the patient has now, once something has been sent there. */
function isOwnGp(caller: Caller, record: PathwayRecord): boolean {
  return (
    caller.kind === 'gp-office' &&
    factsFor(record).gp?.unitId === caller.unitId &&
    [...record.notices, ...record.tasks].some(({ unitId }) => unitId === caller.unitId)
  );
}

/** Units that may report, ask and be asked: those with a part, and the patient's GP office once it knows of the pathway. */
export function isInvolved(caller: Caller, record: PathwayRecord): boolean {
  return hasPart(caller, record) || isOwnGp(caller, record);
}

/**
 * Who asks: a coordinator for its unit, a hospital's system for the unit of its trust that has the patient. Whoever is
 * involved may; and the task's own unit about its task, also where it has no part in the pathway. Answers whose name
 * the question is put in.
 */
export function mustAsk(
  caller: Caller,
  record: PathwayRecord,
  task: Task | undefined,
  directory: Directory,
): string {
  mustNotBeBlocked(caller, record);
  const isOwn = caller.role === 'coordinator' && task?.unitId === caller.unitId;
  // whoever has a part knows of all tasks; a GP office of those that it can see
  if (task !== undefined && !isOwn && !hasPart(caller, record)) mustSeeTask(caller, record, task, directory);
  if (!isOwn && !isInvolved(caller, record)) {
    mustSeePathway(caller, record);
    throw new Forbidden();
  }
  if (caller.role === 'coordinator') return caller.unitId as string;
  const hospital = record.points[0]!.unitId!;
  if (unitById(directory, hospital)?.trust === caller.trust) return hospital;
  // the unit that refers keeps its part, and who has none is not involved
  return record.relations.find(({ trust, until }) => trust === caller.trust && until === null)!.unitId;
}

/** The text of a question and its answer: for the unit that asks and the one that is asked, and for nobody else. */
export function mayReadQuestion(
  caller: Caller,
  record: PathwayRecord,
  question: Question,
  directory: Directory,
): boolean {
  const asked = taskOfQuestion(record, question.questionId)?.unitId ?? question.unitId;
  return [question.askedBy, question.unitId, asked].some((unitId) => maySeeUnit(caller, unitId, directory));
}

/** Only the unit that is asked answers, or the one that its task was handed on to. */
export function mustAnswer(
  caller: Caller,
  record: PathwayRecord,
  question: Question | undefined,
  directory: Directory,
): Question {
  if (question === undefined) throw new NotFound();
  mustNotBeBlocked(caller, record);
  const asked = taskOfQuestion(record, question.questionId)?.unitId ?? question.unitId;
  if (caller.role === 'coordinator' && caller.unitId === asked) return question;
  if (!mayReadQuestion(caller, record, question, directory)) mustSeePathway(caller, record);
  throw new Forbidden();
}

/** Point 1 is opened early by the hospital unit that has it, the others by the municipality's unit for points. */
export function mustOpenPoint(
  caller: Caller,
  record: PathwayRecord,
  point: Point | undefined,
  directory: Directory,
): Point {
  if (point === undefined) throw new NotFound();
  mustNotBeBlocked(caller, record);
  const facts = factsFor(record);
  const unitId = point.point === 1 ? point.unitId : routeOf(record, facts, directory, 'points');
  // a unit for points need have had no task yet: the patient is in its municipality's hands
  const isHandedOver = mayGoHome(facts) && record.handedOver.includes(placeKey(facts.municipality));
  const isTheirs = isHandedOver || hasPart(caller, record);
  if (caller.role !== 'coordinator' || caller.unitId !== unitId || !isTheirs) {
    mustSeePathway(caller, record);
    throw new Forbidden();
  }
  return point;
}

/**
 * What a task asks: for the unit that is asked; where a conversation called for it, for those who may read that one; else
 * for all who have a part.
 */
export function mayReadAsked(
  caller: Caller,
  record: PathwayRecord,
  task: Task,
  directory: Directory,
): boolean {
  if (maySeeUnit(caller, task.unitId, directory)) return true;
  const about = askedAbout(record, task);
  const point = record.points.find(({ taskId }) => taskId !== null && taskId === about);
  return point === undefined
    ? hasPart(caller, record)
    : mayReadConversation(caller, record, point, directory);
}

/**
 * What was said in a conversation (DESIGN section 1: each organisation owns what it writes; another sees what was sent
 * to it): the unit that held it; a municipality, what was shared with it while it had a part; a hospital, what its trust
 * has written, and all hospitals' where it has the patient; a GP office, what it was sent.
 */
export function mayReadConversation(
  caller: Caller,
  record: PathwayRecord,
  { point, taskId }: Pick<Point, 'point' | 'taskId'>,
  directory: Directory,
): boolean {
  const task = taskId === null ? undefined : taskOf(record, taskId);
  if (task === undefined) return false;
  if (maySeeUnit(caller, task.unitId, directory)) return true;
  if (caller.kind === 'gp-office') return isCopiedTo(record, task.taskId, caller.unitId as string);
  if (caller.kind === 'municipality') {
    const part = record.relations.find(({ unitId }) => unitId === caller.unitId);
    return part !== undefined && isShared(record, point, part.until);
  }
  if (!hasPart(caller, record)) return false;
  const holder = unitById(directory, task.unitId);
  return (
    holder?.kind === 'hospital' &&
    (holder.trust === caller.trust || caller.unitId === record.points[0]!.unitId)
  );
}

/** Only who has the patient now reports. */
export function mustReport(caller: Caller, record: PathwayRecord, type: string): void {
  mustNotBeBlocked(caller, record);
  if (!isInvolved(caller, record)) {
    mustSeePathway(caller, record);
    throw new Forbidden();
  }
  if (hospitalOnly.has(type) && caller.role !== 'hospital-system') throw new Forbidden();
}

/** Who may start: a hospital's system or coordinator in its own trust; a municipality for its own, later than point 1. */
export function mustStart(
  caller: Caller,
  trust: string,
  startAtPoint: number,
  place: { readonly number: string; readonly district: string | null },
  directory: Directory,
): void {
  if (caller.role === 'administrator') throw new Forbidden();
  if (caller.kind === 'hospital') {
    if (caller.trust !== trust) throw new Forbidden();
    return;
  }
  const own = caller.unitId === null ? undefined : unitById(directory, caller.unitId)?.municipality;
  const isOwn = own?.number === place.number && (own?.district ?? null) === place.district;
  if (caller.kind !== 'municipality' || startAtPoint === 1 || !isOwn) throw new Forbidden();
}

/**
 * That a patient has relapsed, and so that an open pathway ends, is for the hospital to say; and not for somebody there
 * for whom that pathway does not exist.
 */
export function maySupersede(caller: Caller, earlier: readonly PathwayRecord[]): boolean {
  return caller.kind === 'hospital' && !earlier.some((record) => isBlocked(caller, record));
}

export function mustAdminister(caller: Caller): void {
  if (caller.role !== 'administrator') throw new Forbidden();
}

/** Who may see what is wrong with units: an administrator of all, a coordinator of the own one and those below it. */
export function mustCheckUnits(caller: Caller, directory: Directory): (unit: Unit) => boolean {
  if (caller.role === 'administrator') return () => true;
  if (caller.role !== 'coordinator') throw new Forbidden();
  return ({ unitId }) => unitId === caller.unitId || isOver(caller, unitId, directory);
}

/** Absences and test messages of a unit: an administrator's, and its own coordinators'. */
export function mustTendUnit(caller: Caller, unitId: string): void {
  const isOwn = caller.role === 'coordinator' && caller.unitId === unitId;
  if (caller.role !== 'administrator' && !isOwn) throw new Forbidden();
}

/** The unit above all others of the caller's trust. */
function coordinatesTrust(caller: Caller, trust: string | null, directory: Directory): boolean {
  return (
    caller.role === 'coordinator' &&
    trust !== null &&
    coordinatingUnitOfTrust(directory, trust)?.unitId === caller.unitId
  );
}

/**
 * What a caller may count: an administrator all; a hospital's system, and its coordinating unit, the trust; another
 * coordinating unit those that escalate to it; everybody else the own unit.
 */
export function reachOf(caller: Caller, trusts: readonly string[], directory: Directory): Reach {
  if (caller.role === 'administrator') return { kind: 'trusts', trusts, own: null };
  const own = caller.unitId!;
  if (caller.role === 'hospital-system') return { kind: 'trusts', trusts: [caller.trust!], own: null };
  if (coordinatesTrust(caller, caller.trust, directory))
    return { kind: 'trusts', trusts: [caller.trust!], own };
  const below = unitsBelow(caller, directory);
  if (below.length === 0) return { kind: 'unit', own };
  return { kind: 'municipal', units: [own, ...below.map((unit) => unit.unitId)].toSorted(), own };
}

/** Counts of the diagnosed are for an administrator, and for a trust's coordinating unit, to write. */
export function mustCountDiagnosed(caller: Caller, trust: string, directory: Directory): void {
  if (caller.role !== 'administrator' && !coordinatesTrust(caller, trust, directory)) throw new Forbidden();
}

/** Above other units of a trust or a municipality: it may count them, and what they do not do comes to it. */
export function isCoordinating(caller: Caller, directory: Directory): boolean {
  return caller.role === 'coordinator' && reachOf(caller, [], directory).kind !== 'unit';
}

/**
 * What pages are to offer a caller, wherever it has a part. Each is the rule's own answer and gives nothing: what is done
 * is checked when it is done.
 */
export function rightsOf(
  caller: Caller,
  directory: Directory,
): { readonly may: readonly Right[]; readonly startAtPoints: readonly number[] } {
  const { unitId, trust } = caller;
  const municipality = unitId === null ? undefined : unitById(directory, unitId)?.municipality;
  const place = { number: municipality?.number ?? '', district: municipality?.district ?? null };
  const startAtPoints = [1, 2, 3].filter((point) =>
    allows(() => mustStart(caller, trust ?? '', point, place, directory)),
  );
  const rights: Readonly<Record<Right, boolean>> = {
    'list-tasks': unitId !== null && maySeeUnit(caller, unitId, directory),
    'act-on-tasks': unitId !== null && allows(() => mustOwnTask(caller, { unitId })),
    'start-pathway': startAtPoints.length > 0,
    'read-overview': true,
    'write-diagnosed': allows(() => mustCountDiagnosed(caller, trust ?? '', directory)),
    administer: allows(() => mustAdminister(caller)),
  };
  return { may: allRights.filter((right) => rights[right]), startAtPoints };
}

export const allRights = [
  'list-tasks',
  'act-on-tasks',
  'start-pathway',
  'read-overview',
  'write-diagnosed',
  'administer',
] as const;
/** `administer`: write units, cohorts and settings, and the switch of sending. */
export type Right = (typeof allRights)[number];

function allows(demand: () => void): boolean {
  try {
    demand();
    return true;
  } catch (error) {
    if (error instanceof Forbidden) return false;
    throw error;
  }
}
