import { coordinatingUnitOfTrust, type Directory, unitById } from './directory.ts';
import type { RegistrationCode, RegistrationEvent, TaskKind } from './model.ts';
import type { Task } from './record.ts';
import { settingsOf } from './rules.ts';

/**
 * What trusts and municipalities register their work by. No national code for the home pathway was found (DOMAIN,
 * "Figures"), so each keeps a code list of its own, and none is built in. Codes are looked up when they are shown: a
 * list that is filled in later also tells of what was done before.
 */

const events: Readonly<Record<Exclude<TaskKind, 'needs-assessment'>, RegistrationEvent>> = {
  'offer-again': 'point-1-held',
  'municipal-intake': 'intake-done',
  'route-manually': 'route-found',
  'gp-appointment': 'gp-appointment-done',
  'esas-action': 'esas-action-done',
  'esas-prompt': 'esas-prompt-done',
  question: 'question-answered',
  'next-of-kin-children': 'next-of-kin-children-done',
  'coordinator-referral': 'coordinator-referral-done',
};

const points: Readonly<Record<number, RegistrationEvent>> = {
  1: 'point-1-held',
  2: 'point-2-held',
  3: 'point-3-held',
};

/** What is registered of a task once it is completed, or was. */
export function registrationEvent(task: Pick<Task, 'kind' | 'point' | 'status'>): RegistrationEvent {
  if (task.status === 'declined') return 'declined';
  return task.kind === 'needs-assessment'
    ? (points[Number(task.point)] ?? 'extra-point-held')
    : events[task.kind];
}

/** Work that was done: a conversation that was declined is, one that nobody held is not. */
export function isRegistered({ status }: Pick<Task, 'status'>): boolean {
  return status === 'completed' || status === 'declined';
}

/** The codes of a unit: a hospital unit's are its trust's; a municipal unit's its own, or those of the unit above it. */
export function codesOf(directory: Directory, unitId: string): readonly RegistrationCode[] {
  const unit = unitById(directory, unitId);
  if (unit === undefined) return [];
  const settings =
    unit.kind === 'hospital'
      ? coordinatingUnitOfTrust(directory, unit.trust!)?.settings
      : settingsOf(directory, unit);
  return settings?.registrationCodes ?? [];
}

/** What completing a task is, or was, registered by; undefined where its unit has no code for that. */
export function registrationOf(
  directory: Directory,
  task: Pick<Task, 'kind' | 'point' | 'status' | 'unitId'>,
): RegistrationCode | undefined {
  const event = registrationEvent(task);
  return codesOf(directory, task.unitId).find((one) => one.event === event);
}
