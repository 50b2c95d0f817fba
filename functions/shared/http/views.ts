import {
  coordinatingUnitOfTrust,
  type Directory,
  receivingUnit,
  unitById,
} from '../../../domain/directory.ts';
import { isActive } from '../../../domain/edits.ts';
import { anchorOf } from '../../../domain/facts.ts';
import { missedOf } from '../../../domain/followers.ts';
import { isConversation } from '../../../domain/outcomes.ts';
import { executionName } from '../../../domain/plans.ts';
import type {
  Execution,
  FollowUp,
  JournalEntry,
  Notice,
  PathwayRecord,
  Point,
  Task,
} from '../../../domain/record.ts';
import { registrationOf } from '../../../domain/registration.ts';
import { factsFor } from '../../../domain/tasks.ts';
import { type Caller, maySeeUnit } from '../access.ts';
import type { Patient, Row } from '../ports.ts';
import { blockedColleague } from './colleague.ts';
import { type Held, packageOf, type Reading } from './reading.ts';

/** What the API shows (CONTRACT, "Read" and "Tasks"). Nothing here reads: it is given what a caller may see. */

/** An execution with where it is found. */
export function executionView(pathwayId: string, execution: Execution, arns: MachineArns) {
  const { plan, generation, startedAt, stoppedAt, status } = execution;
  const name = executionName(pathwayId, plan, generation);
  const machine = plan === 'p' ? 'pathway' : 'follow-up';
  const arn = `${(plan === 'p' ? arns.pathway : arns.followUp).replace(':stateMachine:', ':execution:')}:${name}`;
  return { machine, name, arn, generation, startedAt, stoppedAt, status };
}

export interface MachineArns {
  readonly pathway: string;
  readonly followUp: string;
}

type Shown = Readonly<Record<string, unknown>>;

/** Whom the pathway is shown to, and what that caller may read beside the record. */
export interface Onlooker extends Reading {
  readonly caller: Caller;
  readonly directory: Directory;
}

export function pathwayView(
  record: PathwayRecord,
  arns: MachineArns,
  timeline: readonly unknown[],
  { caller, directory, patient, held, questions, handOvers }: Onlooker,
): Shown {
  const facts = factsFor(record);
  const followedBy = record.events.findLast(
    (event) => event.type === 'relapsed' && event.retractedBy === undefined,
  );
  const actionPackage = packageOf(record, held, directory);
  const [oldest] = record.heldCopies;
  return {
    pathwayId: record.pathwayId,
    status: record.status,
    referralId: record.referralId,
    startedAt: record.startedAt,
    endedAt: record.endedAt,
    precededBy: record.start.precededBy,
    followedBy: followedBy?.type === 'relapsed' ? followedBy.followedBy : null,
    anchor: anchorOf(record, facts),
    points: record.points.map((point) => ({
      ...pointView(point),
      ...nameOf(point, directory, patient),
      outcome:
        point.heldOn === null
          ? null
          : {
              outcome: 'assessed',
              heldOn: point.heldOn,
              mode: point.mode,
              ...held.find((one) => one.point === point)?.said,
            },
    })),
    answers: facts.answers,
    municipality: facts.municipality,
    hospital: {
      ...hospitalView(record, directory, patient),
      otherUnitId: record.start.otherHospitalUnitId,
      assessingUnitId: record.points[0]!.unitId,
    },
    gp: facts.gp,
    circumstances: facts.circumstances,
    heldCopies: { count: record.heldCopies.length, since: oldest?.since ?? null },
    followUps: record.followUps.map((one) => followUpView(record, one, caller, directory)),
    questions,
    handOvers,
    ...(actionPackage === undefined ? {} : { actionPackage }),
    tasks: record.tasks.map((task) => ({
      taskId: task.taskId,
      kind: task.kind,
      unitId: task.unitId,
      status: task.status,
      opensAt: task.opensAt,
      dueAt: task.dueAt,
      // a day that was agreed on with the patient is the unit's
      ...(task.appointmentOn !== null && maySeeUnit(caller, task.unitId, directory)
        ? { appointmentOn: task.appointmentOn }
        : {}),
    })),
    executions: record.executions.map((execution) => executionView(record.pathwayId, execution, arns)),
    events: record.events.map((event) => ({
      eventId: event.eventId,
      type: event.type,
      occurredOn: event.occurredOn,
      receivedAt: event.receivedAt,
      by: event.by,
      retractedBy: event.retractedBy ?? null,
      ...blockedColleague(event, caller, directory),
    })),
    timeline,
    ...(patient === undefined ? {} : { patient: patientView(record, patient), diagnosis: patient.diagnosis }),
  };
}

/** A point without what was said at it. */
export function pointView(point: Point): Shown {
  return {
    point: point.point,
    place: point.place,
    unitId: point.unitId,
    opensAt: point.opensAt,
    dueAt: point.dueAt,
    closesAt: point.closesAt,
    status: point.status,
    taskId: point.taskId,
    late: point.late,
  };
}

/** A task beside the points. What is asked is for the unit that is asked; what called for it, only where that is an id of ours. */
function followUpView(
  record: PathwayRecord,
  { plan, kind, cause, asked, ...meant }: FollowUp,
  caller: Caller,
  directory: Directory,
): Shown {
  const task = record.tasks.findLast((other) => other.plan === plan);
  const { unitId, opensAt, dueAt, closesAt } = task ?? meant;
  const waiting = record.status === 'active' ? 'planned' : 'cancelled';
  const isOurs =
    record.tasks.some(({ taskId }) => cause === taskId) || cause.startsWith(`${record.pathwayId}-q`);
  return {
    plan,
    kind,
    status: task?.status ?? waiting,
    unitId,
    taskId: task?.taskId ?? null,
    opensAt,
    dueAt,
    closesAt,
    ...(isOurs ? { cause } : {}),
    ...(unitId !== null && maySeeUnit(caller, unitId, directory) ? { asked } : {}),
  };
}

/** What a point beside the three is called, as the municipality's settings or the referral have it: for those who may know the patient. */
function nameOf(
  { extra }: Pick<Point, 'extra'>,
  directory: Directory,
  patient: Patient | undefined,
): { readonly name?: string } {
  if (extra === undefined || patient === undefined) return {};
  // wherever the patient lives by now, the point is the municipality's that it came from
  const [number = '', district = null] = (extra.municipality ?? '').split('-');
  const name =
    extra.of === 'patient'
      ? patient.extraPointNames?.[extra.index]
      : receivingUnit(directory, { number, district })?.settings?.extraPoints?.[extra.index]?.name;
  return name === undefined ? {} : { name };
}

/**
 * Whom to call in the hospital: the contact that the referral names, filled in from the directory, for forms that lack it
 * are what municipalities complain of first (DOMAIN). After a transfer it is the unit that has the patient now.
 */
function hospitalView(record: PathwayRecord, directory: Directory, patient: Patient | undefined): Shown {
  const { hospitalUnitId, assessingUnitId } = record.start;
  const current = record.points[0]!.unitId!;
  const isReferred = current === assessingUnitId || current === hospitalUnitId;
  const unitId = isReferred ? hospitalUnitId : current;
  if (patient === undefined) return { unitId };
  const unit = unitById(directory, unitId);
  const coordinating = unit?.trust === undefined ? undefined : coordinatingUnitOfTrust(directory, unit.trust);
  // a report of a transfer has brought the new unit's contact; a task that was handed on has not
  const hasContact = isReferred || current === factsFor(record).hospitalUnitId;
  const contact = hasContact ? (patient.hospitalContact ?? null) : null;
  return {
    unitId,
    name: unit?.name ?? null,
    phone: contact?.phone ?? unit?.phone ?? coordinating?.phone ?? null,
    contact,
  };
}

/** Who the patient is. Whoever talks with a minor, or through a guardian or interpreter, is told so. */
function patientView(record: PathwayRecord, { identity }: Patient): Shown {
  return { ...identity, ...(factsFor(record).circumstances.minor ? { minor: true } : {}) };
}

/** A conversation that was held; what was said, where the caller may read it. */
export function conversationView(
  { point, said }: Held,
  directory: Directory,
  patient: Patient | undefined,
): Shown {
  const { point: number, status, heldOn } = point;
  return { point: number, ...nameOf(point, directory, patient), status, heldOn, ...said };
}

export function noticeView(
  record: PathwayRecord,
  whole: Notice,
  directory: Directory,
  patient: Patient | undefined,
): Shown {
  const { cause, above: _, undone: __, ...notice } = whole;
  const missed = missedOf(record, whole);
  const event = record.events.find(({ eventId }) => eventId === cause);
  const isSummary = notice.kind === 'discharge-summary' && event?.type === 'discharge-summary-sent';
  return {
    ...notice,
    pathwayId: record.pathwayId,
    ...(missed === undefined ? {} : { missed }),
    ...(isSummary ? { reference: event.reference } : {}),
    ...concerning(record, directory, patient),
  };
}

/** Whom it is about, with diagnosis group and hospital contact: on everything that is sent. */
function concerning(record: PathwayRecord, directory: Directory, patient: Patient | undefined): Shown {
  if (patient === undefined) return {};
  return {
    patient: patientView(record, patient),
    diagnosis: { group: patient.diagnosis.group },
    hospital: hospitalView(record, directory, patient),
  };
}

/** The timeline: what has been written out, and what the record still holds. */
export function timelineOf(record: PathwayRecord, rows: readonly Row[]): readonly unknown[] {
  const written = new Set(rows.map((row) => row.data.eventId));
  return [
    ...rows.map((row) => row.data),
    ...record.journal
      .filter((entry) => !written.has(entry.eventId))
      .map(({ change: _, ...entry }: JournalEntry) => entry),
  ];
}

/**
 * What whoever has a task can report with one click: `deceased` and `moved` are events; `in-hospital` is the reason for
 * which a conversation was not held. Where no registry is asked (`checkOwnRecord`) the task starts with a look for these
 * in the unit's own record.
 */
function reportsOf(task: Task): readonly string[] {
  const events = ['deceased', 'moved'];
  return isConversation(task) ? [...events, 'in-hospital'] : events;
}

export function taskView(
  record: PathwayRecord,
  task: Task,
  directory: Directory,
  patient: Patient | undefined,
  hasRegistry: boolean,
): Shown {
  const followUp = record.followUps.find(({ plan }) => plan === task.plan);
  const point = record.points.find((other) => other.point === task.point);
  const registration = registrationOf(directory, task);
  return {
    taskId: task.taskId,
    pathwayId: record.pathwayId,
    kind: task.kind,
    ...(task.point === null ? {} : { point: task.point }),
    ...(point === undefined ? {} : nameOf(point, directory, patient)),
    unitId: task.unitId,
    status: task.status,
    opensAt: task.opensAt,
    dueAt: task.dueAt,
    closesAt: task.closesAt,
    rung: task.rung,
    ...(task.acceptedBy === null ? {} : { acceptedBy: task.acceptedBy }),
    ...(task.appointmentOn === null ? {} : { appointmentOn: task.appointmentOn }),
    ladder: task.rungs,
    ...(followUp === undefined || patient === undefined ? {} : { asked: followUp.asked }),
    ...concerning(record, directory, patient),
    ...(registration === undefined ? {} : { registration }),
    ...(isActive(task) ? { checkOwnRecord: !hasRegistry, reports: reportsOf(task) } : {}),
  };
}
