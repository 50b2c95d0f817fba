import { setTimeout } from 'node:timers/promises';
import { collectingUnit, morningFor } from '../../domain/digest.ts';
import type { Context } from '../../domain/edits.ts';
import { note, taskOf } from '../../domain/edits.ts';
import type { Instant } from '../../domain/model.ts';
import { claim, unitOfSend } from '../../domain/notices.ts';
import { checked } from '../../domain/pathway.ts';
import { executionName } from '../../domain/plans.ts';
import type { Effect, PathwayRecord, SendEffect } from '../../domain/record.ts';
import { isExpired } from '../../domain/retention.ts';
import { type Row, rowsFor } from '../../domain/rows.ts';
import { hoursOf } from '../../domain/rules.ts';
import type { ExecutionInput } from '../../workflows/contracts.ts';
import { auditedOf } from './audited.ts';
import { directoryOf } from './directory-cache.ts';
import { Contended, NotFound } from './errors.ts';
import type { Log } from './log.ts';
import type { Metric } from './metrics.ts';
import type { Audit, Messenger, PersonRegistry, Store, Workflows } from './ports.ts';
import { type Sending, send, waiting } from './send.ts';

/**
 * A command is one conditional write of the record; what is to be done outside stands in it as effects, each done
 * idempotently and acknowledged afterwards (DESIGN idea 2). If this process dies anywhere in between, the sweep
 * finds the effects and finishes them.
 */
export interface CommandDeps {
  readonly store: Store;
  readonly audit: Audit;
  readonly messenger: Messenger;
  readonly workflows: Pick<Workflows, 'answer'> & Partial<Workflows>;
  readonly publicUrl: string;
  readonly log: Log;
  readonly metric: Metric;
  /** Where the deployment has one. */
  readonly registry?: PersonRegistry;
}

export type Decide = (record: PathwayRecord, context: Context) => PathwayRecord | Promise<PathwayRecord>;

/** A write loses to another at most so often before the caller is told to come again. */
const attempts = 8;

/**
 * Reads the record, decides, writes, and does what follows. `decide` may run again with a newer record; where it
 * answers the record it was given, nothing is written. Throws `NotFound` for an unknown pathway.
 */
export async function command(
  deps: CommandDeps,
  pathwayId: string,
  now: Instant,
  by: string,
  decide: Decide,
): Promise<PathwayRecord> {
  const context: Context = { now, by, directory: await directoryOf(deps.store, now) };
  return change(deps, pathwayId, context, decide);
}

/**
 * The one loop behind every change of a record: read, decide, write if nobody else has meanwhile, then do what
 * follows, here or in the step that follows at once and writes anyway.
 */
export async function change(
  deps: CommandDeps,
  pathwayId: string,
  context: Context,
  decide: Decide,
  effects: 'here' | 'next-step' = 'here',
): Promise<PathwayRecord> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (attempt > 0) await standAside(attempt);
    const before = await deps.store.getPathway(pathwayId);
    if (before === undefined || isExpired(before, context.now)) throw new NotFound();
    const after = await decide(before, context);
    if (after === before) return before;
    const written = raised(after, before.version, context);
    if (await deps.store.putPathway(written))
      return effects === 'here'
        ? settle(deps, written, context, newSends(before, written, context))
        : written;
  }
  throw new Contended();
}

/** Writers that lost to another do not all come back at once: the pause is random, and longer each time. */
function standAside(attempt: number): Promise<void> {
  return setTimeout(Math.random() * 2 ** attempt);
}

/** The record as it is written: one version on, with its next check. */
export function raised(record: PathwayRecord, version: number, context: Context): PathwayRecord {
  return { ...checked(record, context), version: version + 1 };
}

/** Keeps what is written within one second in the order in which it was: microseconds of real time, 16 digits until 2286. */
function inOrder(): string {
  return Math.floor((performance.timeOrigin + performance.now()) * 1000).toFixed(0);
}

/**
 * The messages that a write has claimed: those that were not claimed before until then. One that is put off for
 * longer than a claim holds is the sweep's.
 */
function newSends(before: PathwayRecord, after: PathwayRecord, context: Context): ReadonlySet<string> {
  const nameOf = (effect: Effect) => (effect.kind === 'send' ? `${effect.id} ${effect.claimedUntil}` : '');
  const known = new Set(before.effects.map(nameOf));
  const isOurs = (effect: Effect) =>
    effect.kind === 'send' &&
    !known.has(nameOf(effect)) &&
    effect.claimedUntil <= claimFor(after, effect, context).claimedUntil;
  return new Set(after.effects.filter(isOurs).map((effect) => effect.id));
}

/** A claim on a message as of now, in the sending hours of the unit that it is for. */
export function claimFor(
  record: PathwayRecord,
  effect: SendEffect,
  { now, directory }: Context,
): ReturnType<typeof claim> {
  return claim(now, hoursOf(record.rules, directory, unitOfSend(record, effect)));
}

/**
 * Does the record's effects and acknowledges them. `ours` are the messages that this command has claimed; another's
 * claim is left to it. Rows `besides` the record's own are written together with them. Answers the record as it stands
 * afterwards.
 */
export async function settle(
  deps: CommandDeps,
  written: PathwayRecord,
  context: Context,
  ours: ReadonlySet<string>,
  besides: readonly Row[] = [],
): Promise<PathwayRecord> {
  const rows = [...rowsFor(written, `${context.now}#${inOrder()}`), ...besides];
  // who is sent what is known before it can be seen
  await Promise.all(auditedOf(written).map((entry) => deps.audit.append(entry)));
  if (rows.length > 0) await deps.store.putRows(rows);
  const done = new Set<string>();
  const sends = new Map<string, Sending>();
  for (const effect of written.effects) {
    if (effect.kind === 'send') {
      if (!ours.has(effect.id)) continue;
      if (collectingUnit(written, effect, context.directory) !== undefined) {
        // put off until the morning whose digest it comes in
        const claimedUntil = morningFor(context.now);
        if (effect.claimedUntil !== claimedUntil)
          sends.set(effect.id, { left: { ...effect, claimedUntil }, came: 'nothing' });
        continue;
      }
      const { now, claimedUntil } = claimFor(written, effect, context);
      const { paused } = context.directory.sending;
      if (now)
        sends.set(
          effect.id,
          paused ? waiting(effect, context.now) : await send(deps, written, effect, context),
        );
      // a claim made outside sending hours begins with them, and is the sweep's to use
      else if (claimedUntil < effect.claimedUntil)
        sends.set(effect.id, { left: { ...effect, claimedUntil }, came: 'nothing' });
    } else if (await perform(deps, written, effect)) done.add(effect.id);
  }
  return acknowledge(deps, written, context, done, sends);
}

async function perform(
  deps: CommandDeps,
  record: PathwayRecord,
  effect: Exclude<Effect, SendEffect>,
): Promise<boolean> {
  const { workflows, log } = deps;
  try {
    switch (effect.kind) {
      case 'project':
        return true;
      case 'expire':
        // the sweep's, once whoever writes now has finished
        return false;
      case 'answer':
        await workflows.answer(effect.token);
        return true;
      case 'start': {
        if (workflows.start === undefined) return false;
        const name = executionName(record.pathwayId, effect.plan, effect.generation);
        const input: ExecutionInput = {
          schemaVersion: 1,
          pathwayId: record.pathwayId,
          plan: effect.plan,
          generation: effect.generation,
        };
        await workflows.start(effect.plan, name, input);
        return true;
      }
      case 'stop':
        if (workflows.stop === undefined) return false;
        await workflows.stop(effect.plan, executionName(record.pathwayId, effect.plan, effect.generation));
        return true;
    }
  } catch (error) {
    // the record is written and holds: the effect stays, and the sweep does it
    log.error('effect-failed', { pathwayId: record.pathwayId, effect: effect.kind, error });
    return false;
  }
}

/**
 * Takes off the record what is done. Where another has written meanwhile, its rows are written again from the newest
 * record first: whoever acknowledges last has written the newest rows, so that a slow writer cannot bring back an
 * older state of a list.
 */
async function acknowledge(
  deps: CommandDeps,
  written: PathwayRecord,
  context: Context,
  done: ReadonlySet<string>,
  sends: ReadonlyMap<string, Sending>,
): Promise<PathwayRecord> {
  if (done.size === 0 && sends.size === 0) return written;
  const flushed = done.has('project');
  const flushedIds = new Set(written.journal.map((entry) => entry.eventId));
  const flushedRows = written.effects.flatMap((effect) => (effect.kind === 'project' ? effect.rows : []));
  let current = written;
  for (let attempt = 0; attempt < attempts * 4; attempt += 1) {
    const effects = current.effects.flatMap((effect): readonly Effect[] => {
      if (effect.kind === 'project') return flushed && current === written ? [] : [effect];
      if (effect.kind !== 'send') return done.has(effect.id) ? [] : [effect];
      const sending = sends.get(effect.id);
      if (sending === undefined) return [effect];
      return sending.left === null ? [] : [sending.left];
    });
    const journal = flushed
      ? current.journal.filter((entry) => !flushedIds.has(entry.eventId))
      : current.journal;
    const acknowledged = messagesNoted({ ...current, effects, journal }, written, context, sends);
    const next = raised(acknowledged, current.version, context);
    if (await deps.store.putPathway(next)) return next;
    const newest = await deps.store.getPathway(written.pathwayId);
    if (newest === undefined) return written;
    current = newest;
    if (flushed)
      await deps.store.putRows(
        rowsFor({
          ...current,
          journal: [],
          effects: [{ kind: 'project', id: 'project', rows: flushedRows }],
        }),
      );
  }
  return current;
}

/** Says in the timeline to which unit and rung was written, or that nobody could be; never to which address. */
function messagesNoted(
  record: PathwayRecord,
  written: PathwayRecord,
  context: Context,
  sends: ReadonlyMap<string, Sending>,
): PathwayRecord {
  let result = record;
  for (const effect of written.effects) {
    const came = sends.get(effect.id)?.came;
    if (effect.kind !== 'send' || came === undefined || came === 'nothing' || !('taskId' in effect.about))
      continue;
    const { taskId, rung } = effect.about;
    const unitId = taskOf(written, taskId)?.unitId;
    result = note(
      result,
      { ...context, by: 'vel-hjem' },
      {
        type: came === 'written' ? 'message-sent' : 'message-undeliverable',
        taskId,
        rung,
        change: false,
        ...(unitId === undefined ? {} : { unitId }),
      },
    );
  }
  return result;
}
