import type { Directory } from '../../../domain/directory.ts';
import { unitById } from '../../../domain/directory.ts';
import { isActive } from '../../../domain/edits.ts';
import { anchorOf } from '../../../domain/facts.ts';
import { isConversation } from '../../../domain/outcomes.ts';
import { executionName } from '../../../domain/plans.ts';
import type { JournalEntry, PathwayRecord, Task } from '../../../domain/record.ts';
import { registrationOf } from '../../../domain/registration.ts';
import { factsFor } from '../../../domain/tasks.ts';
import type { Patient, Row } from '../ports.ts';

/** What the API shows (CONTRACT, "Read" and "Tasks"). */

export interface MachineArns {
  readonly pathway: string;
  readonly followUp: string;
}

export function pathwayView(
  record: PathwayRecord,
  arns: MachineArns,
  timeline: readonly unknown[],
  patient: Patient | undefined,
): Record<string, unknown> {
  const facts = factsFor(record);
  return {
    pathwayId: record.pathwayId,
    status: record.status,
    referralId: record.referralId,
    startedAt: record.startedAt,
    endedAt: record.endedAt,
    precededBy: null,
    anchor: anchorOf(record, facts),
    points: record.points.map((point) => ({
      point: point.point,
      place: point.place,
      unitId: point.unitId,
      opensAt: point.opensAt,
      dueAt: point.dueAt,
      closesAt: point.closesAt,
      status: point.status,
      taskId: point.taskId,
      late: point.late,
      outcome: point.heldOn === null ? null : { outcome: 'assessed', heldOn: point.heldOn, mode: point.mode },
    })),
    answers: facts.answers,
    municipality: facts.municipality,
    hospital: {
      unitId: record.start.hospitalUnitId,
      otherUnitId: record.start.otherHospitalUnitId,
      assessingUnitId: record.points[0]?.unitId ?? null,
    },
    gp: facts.gp,
    circumstances: record.start.circumstances,
    followUps: record.followUps,
    tasks: record.tasks.map((task) => ({
      taskId: task.taskId,
      kind: task.kind,
      unitId: task.unitId,
      status: task.status,
      opensAt: task.opensAt,
      dueAt: task.dueAt,
    })),
    executions: record.executions.map((execution) => {
      const name = executionName(record.pathwayId, execution.plan, execution.generation);
      const machine = execution.plan === 'p' ? 'pathway' : 'follow-up';
      const arn = `${(execution.plan === 'p' ? arns.pathway : arns.followUp).replace(':stateMachine:', ':execution:')}:${name}`;
      return {
        machine,
        name,
        arn,
        generation: execution.generation,
        startedAt: execution.startedAt,
        stoppedAt: execution.stoppedAt,
        status: execution.status,
      };
    }),
    events: record.events.map(({ eventId, type, occurredOn, receivedAt, by, retractedBy }) => ({
      eventId,
      type,
      occurredOn,
      receivedAt,
      by,
      retractedBy: retractedBy ?? null,
    })),
    timeline,
    ...(patient === undefined ? {} : { patient: patient.identity, diagnosis: patient.diagnosis }),
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
): Record<string, unknown> {
  const hospital = unitById(directory, record.start.hospitalUnitId);
  const registration = registrationOf(directory, task);
  return {
    taskId: task.taskId,
    pathwayId: record.pathwayId,
    kind: task.kind,
    ...(task.point === null ? {} : { point: task.point }),
    unitId: task.unitId,
    status: task.status,
    opensAt: task.opensAt,
    dueAt: task.dueAt,
    closesAt: task.closesAt,
    rung: task.rung,
    ...(task.acceptedBy === null ? {} : { acceptedBy: task.acceptedBy }),
    ...(task.appointmentOn === null ? {} : { appointmentOn: task.appointmentOn }),
    ladder: task.rungs,
    ...(registration === undefined ? {} : { registration }),
    ...(isActive(task) ? { checkOwnRecord: !hasRegistry, reports: reportsOf(task) } : {}),
    ...(patient === undefined
      ? {}
      : {
          patient: patient.identity,
          // forms that lack these two are what municipalities complain of first (DOMAIN)
          diagnosis: { group: patient.diagnosis.group },
          hospital: {
            unitId: record.start.hospitalUnitId,
            name: hospital?.name ?? null,
            phone: patient.hospitalContact?.phone ?? hospital?.phone ?? null,
            contact: patient.hospitalContact ?? null,
          },
        }),
  };
}
