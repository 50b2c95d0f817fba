import { coordinatingUnitOfTrust, type Directory, isAbove, unitById } from './directory.ts';
import { type Context, pointOf, project } from './edits.ts';
import { type Facts, mayGoHome } from './facts.ts';
import type { Instant, TaskKind } from './model.ts';
import type { Follower, Notice, PathwayRecord } from './record.ts';
import { routesOf } from './stage.ts';
import { factsFor } from './tasks.ts';

/**
 * Leaders and coordinating units see counts and deadlines (DESIGN section 1). One that is told of what a unit below it
 * has missed follows the pathway from then on: points, windows, statuses and units, never whom it is about. What it is
 * given to do itself makes it a part, as with any unit.
 */

/**
 * The record with those who follow it as it stands: told of a miss that holds, and above somebody who has to do with the
 * patient now. Worked out at each write, so that a move, a no to sharing, an outcome that is undone, and each of them
 * taken back, need not think of it.
 */
export function settleFollowers(record: PathwayRecord, context: Context): PathwayRecord {
  const told = new Set(record.notices.filter(({ above }) => above === true).map(({ unitId }) => unitId));
  if (told.size === 0) return record;
  const known = record.followers ?? [];
  const below = unitsThatHave(record, context.directory, factsFor(record));
  const followers = [...told].flatMap((unitId): readonly Follower[] => {
    const before = known.find((one) => one.unitId === unitId);
    const follows = isToldOfMiss(record, unitId) && isOver(record, context.directory, below, unitId);
    if (!follows) return before === undefined ? [] : [{ ...before, until: before.until ?? context.now }];
    return [before?.until === null ? before : { unitId, from: before?.from ?? context.now, until: null }];
  });
  const isSame = followers.every(({ unitId, until }) =>
    known.some((one) => one.unitId === unitId && one.until === until),
  );
  return isSame ? record : project({ ...record, followers }, 'R');
}

/** Units that have a part, or whom patients of the place belong to. */
function unitsThatHave(record: PathwayRecord, directory: Directory, facts: Facts): readonly string[] {
  const parts = record.relations.filter(({ until }) => until === null).map(({ unitId }) => unitId);
  // without a yes nothing of the patient is the municipality's, whatever its unit has been asked to do
  if (!mayGoHome(facts)) return parts.filter((unitId) => isHospital(directory, unitId));
  return [...parts, ...routesOf(record, facts, directory)];
}

function isOver(
  record: PathwayRecord,
  directory: Directory,
  below: readonly string[],
  unitId: string,
): boolean {
  if (coordinatingUnitOfTrust(directory, record.trust)?.unitId === unitId) return true;
  return below.some((one) => isAbove(directory, unitId, one));
}

function isHospital(directory: Directory, unitId: string): boolean {
  return unitById(directory, unitId)?.kind === 'hospital';
}

/** Whether a miss that a unit was told of has not been undone, nor turned out not to be one by a corrected date. */
function isToldOfMiss(record: PathwayRecord, unitId: string): boolean {
  return record.notices.some(
    ({ unitId: to, above, kind, undone, cause, point }) =>
      to === unitId &&
      above === true &&
      kind === 'missed' &&
      undone !== true &&
      (cause !== undefined || point === null || pointOf(record, point).status === 'missed'),
  );
}

/** An outcome by which a task was missed is undone: nobody follows the pathway for it any more. */
export function missUndone(record: PathwayRecord, taskId: string): PathwayRecord {
  const notices = record.notices.map((notice) =>
    notice.kind === 'missed' && notice.cause === taskId ? { ...notice, undone: true as const } : notice,
  );
  return { ...record, notices };
}

/** Units that follow the pathway now and have no part in it. */
export function followersOf({ followers = [], relations }: PathwayRecord): readonly Follower[] {
  return followers.filter(
    ({ unitId, until }) =>
      until === null && !relations.some((one) => one.unitId === unitId && one.until === null),
  );
}

/**
 * Whether a notice tells its unit whom it is about: what was told to the unit above somebody does only where it has a
 * part in the pathway, or had one when it was told.
 */
export function tellsWhom({ relations }: PathwayRecord, { above, unitId, at }: Notice): boolean {
  return (
    above !== true ||
    relations.some(
      (one) => one.unitId === unitId && (one.until === null || (one.from <= at && one.until >= at)),
    )
  );
}

/** What was not done, and when it ought to have been. */
export interface Missed {
  readonly unitId: string | null;
  /** Null where its window had closed before a task could be opened. */
  readonly kind: TaskKind | null;
  readonly dueAt: Instant;
  readonly closesAt: Instant;
}

/** What a notice of a miss is about; undefined for others, and where nothing had been opened. */
export function missedOf(record: PathwayRecord, { kind, cause, point }: Notice): Missed | undefined {
  if (kind !== 'missed') return undefined;
  const task = record.tasks.find(({ taskId }) => taskId === cause);
  const of = task ?? (cause === undefined && point !== null ? pointOf(record, point) : undefined);
  if (of === undefined) return undefined;
  return { unitId: of.unitId, kind: task?.kind ?? null, dueAt: of.dueAt, closesAt: of.closesAt };
}
