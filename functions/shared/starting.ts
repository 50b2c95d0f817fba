import { withBlocksOf } from '../../domain/blocking.ts';
import { osloDate } from '../../domain/calendar.ts';
import type { Context } from '../../domain/edits.ts';
import type { Instant } from '../../domain/model.ts';
import { beginPathway, type Referral, report } from '../../domain/pathway.ts';
import type { PathwayRecord, ReportedEvent } from '../../domain/record.ts';
import { refusal } from '../../domain/refusals.ts';
import { groupRow } from '../../domain/rows.ts';
import { type Caller, mayBeToldOf } from './access.ts';
import { type CommandDeps, command, raised, settle } from './command.ts';
import { idOf } from './digest.ts';
import { NotFound } from './errors.ts';
import { conflictOf, Problem } from './http/problems.ts';
import type { Patient, PersonKeys } from './ports.ts';

/** What a start needs beside a command: keys of persons. */
export interface StartingDeps extends CommandDeps {
  readonly personKeys: PersonKeys;
}

/** The same referral always has the same id: a repeat finds the first one, whatever became of the answer. */
export function pathwayIdOf(trust: string, referralId: string): string {
  return idOf('pathway', trust, referralId);
}

/** The record that a referral would begin, as it would be written; after a relapse, with what was blocked in the earlier one. */
export function planned(referral: Referral, context: Context, earlier?: PathwayRecord): PathwayRecord {
  return raised(withBlocksOf(beginPathway(referral, context), earlier), 0, context);
}

/**
 * Writes a new pathway: the patient first, so that no record is ever without, then the record, then what follows
 * from it. Undefined where another writer was first. Throws a conflict where the id is another referral's.
 */
export async function start(
  deps: StartingDeps,
  record: PathwayRecord,
  patient: Patient,
  context: Context,
): Promise<PathwayRecord | undefined> {
  if (!(await deps.store.createPatient(patient))) throw differentMeaning();
  if (!(await deps.store.createPathway(record))) return undefined;
  const ours = new Set(record.effects.map((effect) => effect.id));
  return settle(deps, record, context, ours, [groupRow(record, patient.diagnosis.group)]);
}

export function differentMeaning(): Problem {
  return conflictOf('referral-id-used', {}, [refusal('referralId', 'taken')]);
}

/** The pathways of a person in a trust, newest first. */
export async function pathwaysOf(
  deps: Pick<StartingDeps, 'store'>,
  personKey: string,
): Promise<readonly PathwayRecord[]> {
  const ids = await deps.store.findByPerson(personKey);
  const records = await Promise.all(ids.map((pathwayId) => deps.store.getPathway(pathwayId)));
  return records
    .filter((record) => record !== undefined)
    .toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
}

/** Throws where a person has an active pathway other than `than`. Which it is, is said to those who may know of it. */
export function refuseSecond(caller: Caller, pathways: readonly PathwayRecord[], than?: string): void {
  const active = pathways.find(({ pathwayId, status }) => status === 'active' && pathwayId !== than);
  if (active === undefined) return;
  throw new Problem(
    'active-pathway',
    'The person has an active pathway in this trust. Send "additional": true if this is another illness.',
    undefined,
    mayBeToldOf(caller, active) ? { pathwayId: active.pathwayId } : {},
    active.pathwayId,
  );
}

/** The report by which a pathway is superseded where a referral says that it follows it: once for each follower. */
export function relapseOf(followedBy: string, by: string, now: Instant): ReportedEvent {
  return {
    eventId: `relapse-${followedBy}`,
    type: 'relapsed',
    followedBy,
    occurredOn: osloDate(now),
    receivedAt: now,
    by,
  };
}

/** What is said to another pathway: one that has been deleted, since its time had come, need not hear it. */
export async function unlessDeleted<T>(said: Promise<T>): Promise<void> {
  try {
    await said;
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
}

/**
 * Says to the pathways that relapses have opened whether those relapses still stand: one that was taken back has
 * opened its pathway in error. Goes by the record as it is when it writes; repeating it changes nothing.
 */
export async function followRelapses(deps: CommandDeps, record: PathwayRecord, now: Instant): Promise<void> {
  for (const event of record.events) {
    if (event.type !== 'relapsed') continue;
    const { eventId } = event;
    const follows = command(deps, event.followedBy, now, 'vel-hjem', async (follower, context) => {
      const newest = (await deps.store.getPathway(record.pathwayId)) as PathwayRecord;
      const stands = newest.events.some((other) => other.eventId === eventId && !other.retractedBy);
      const errors = follower.events.filter((other) => other.type === 'started-in-error');
      const standing = errors.filter(({ retractedBy }) => retractedBy === undefined);
      const common = { occurredOn: osloDate(now), receivedAt: now, by: context.by };
      if (!stands)
        return standing.length > 0
          ? follower
          : report(follower, context, {
              ...common,
              eventId: `${eventId}-in-error-${errors.length + 1}`,
              type: 'started-in-error',
            });
      return standing.reduce(
        (result, error) =>
          report(result, context, {
            ...common,
            eventId: `${error.eventId}-undone`,
            type: 'retracted',
            retracts: error.eventId,
          }),
        follower,
      );
    });
    await unlessDeleted(follows);
  }
}
