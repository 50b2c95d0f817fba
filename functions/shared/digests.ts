import { osloDate } from '../../domain/calendar.ts';
import { type Collected, countsOf } from '../../domain/digest.ts';
import type { Directory } from '../../domain/directory.ts';
import { type Context, note } from '../../domain/edits.ts';
import { renderDigestMessage } from '../../domain/messages.ts';
import type { Instant } from '../../domain/model.ts';
import { messageId, type Recipient, recipients } from '../../domain/recipients.ts';
import type { PathwayRecord, SendEffect } from '../../domain/record.ts';
import { type CommandDeps, command } from './command.ts';
import { directoryOf } from './directory-cache.ts';
import { deliver } from './send.ts';

const by = 'vel-hjem';

/** Begins the id of a digest's messages. */
export const DIGEST = 'digest';

/**
 * Sends each unit's digest, one message a contact, and takes what it told off the records. What a provider has not
 * taken is told by the next sweep, to those who have not been told. Twice only if the process died between the
 * provider's acceptance and the acknowledgement. Answers for how many units it could not be done.
 */
export async function sendDigests(
  deps: CommandDeps,
  collected: readonly Collected[],
  now: Instant,
): Promise<number> {
  let failed = 0;
  for (const [unitId, items] of Map.groupBy(collected, (item) => item.unitId)) {
    try {
      await sendDigest(deps, unitId, items, now);
    } catch (error) {
      failed += 1;
      deps.log.error('digest-failed', { unitId, error });
    }
  }
  return failed;
}

async function sendDigest(
  deps: CommandDeps,
  unitId: string,
  items: readonly Collected[],
  now: Instant,
): Promise<void> {
  const told = items.filter(({ said }) => said !== undefined);
  const outcome = await handOver(deps, unitId, told, now);
  for (const [pathwayId, own] of Map.groupBy(items, (item) => item.pathwayId)) {
    await command(deps, pathwayId, now, by, (record, context) =>
      own.reduce((result, item) => acknowledged(result, context, item, outcome), record),
    );
  }
}

interface Outcome {
  readonly came: 'told' | 'unfinished' | 'undeliverable';
  /** Who has been told now. */
  readonly accepted: readonly Recipient[];
}

async function handOver(
  deps: CommandDeps,
  unitId: string,
  told: readonly Collected[],
  now: Instant,
): Promise<Outcome> {
  const [first] = told;
  if (first === undefined) return { came: 'told', accepted: [] };
  const today = osloDate(now);
  const byId = new Map<string, Recipient>();
  const receivers = (directory: Directory) =>
    recipients(directory, unitId, 'coordinator', first.trust, today);
  const addressedIn = (directory: Directory) =>
    receivers(directory).flatMap((recipient) => {
      const news = told.filter(({ effect }) => !effect.sent.includes(messageId(effect.id, recipient)));
      if (news.length === 0) return [];
      const id = messageId(`${DIGEST}#${today}`, recipient);
      byId.set(id, recipient);
      const { language, channel } = recipient;
      const counts = countsOf(news, now);
      const render = renderDigestMessage({ counts, language, channel, publicUrl: deps.publicUrl });
      return [{ id, recipient, render }];
    });
  const directory = await directoryOf(deps.store, now);
  const { sent, failed, nobody } = await deliver(deps, { now, directory }, [], addressedIn, {});
  const accepted = sent.map((id) => byId.get(id)!);
  if (failed) return { came: 'unfinished', accepted };
  if (!nobody || receivers(directory).length > 0) return { came: 'told', accepted };
  deps.metric('UndeliverableTasks', told.length);
  deps.log.error('digest-undeliverable', { unitId, count: told.length });
  return { came: 'undeliverable', accepted };
}

/** The record less a message that was told, or whose reason has passed; with who has been told, where others have not. */
function acknowledged(
  record: PathwayRecord,
  context: Context,
  { effect, said, unitId }: Collected,
  { came, accepted }: Outcome,
): PathwayRecord {
  const isThis = (other: PathwayRecord['effects'][number]): other is SendEffect =>
    other.kind === 'send' && other.id === effect.id && other.claimedUntil === effect.claimedUntil;
  if (!record.effects.some(isThis)) return record;
  if (said !== undefined && came === 'unfinished') {
    const now = accepted.map((recipient) => messageId(effect.id, recipient));
    if (now.length === 0) return record;
    const effects = record.effects.map((other) =>
      isThis(other) ? { ...other, sent: [...other.sent, ...now] } : other,
    );
    return { ...record, effects };
  }
  const taken = { ...record, effects: record.effects.filter((other) => !isThis(other)) };
  if (said === undefined || 'notice' in said) return taken;
  return note(taken, context, {
    type: came === 'undeliverable' ? 'message-undeliverable' : 'message-sent',
    taskId: said.task.taskId,
    rung: said.rung,
    unitId,
    change: false,
  });
}
