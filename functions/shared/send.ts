import { minutesAfter, osloDate } from '../../domain/calendar.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Context } from '../../domain/edits.ts';
import { type Rendered, renderNoticeMessage, renderTaskMessage } from '../../domain/messages.ts';
import type { Instant } from '../../domain/model.ts';
import { messageId, type Recipient, recipients } from '../../domain/recipients.ts';
import type { PathwayRecord, SendEffect } from '../../domain/record.ts';
import { stillTrue } from '../../domain/sending.ts';
import { AddressRefused } from './errors.ts';
import { noteFailing } from './failing.ts';
import type { Log } from './log.ts';
import type { Metric } from './metrics.ts';
import type { Message, Messenger, Store } from './ports.ts';

export interface SendDeps {
  readonly store: Pick<Store, 'markFailing'>;
  readonly messenger: Messenger;
  readonly publicUrl: string;
  readonly log: Log;
  readonly metric: Metric;
}

/** How long a message waits after its provider has refused it. */
const retryMinutes = 15;

/** What came of a message effect, and what is left of it: null when nothing is. */
export interface Sending {
  readonly left: SendEffect | null;
  /** `nothing`: its reason has passed, or it had been written before. `undeliverable`: there is nobody to write to. */
  readonly came: 'written' | 'nothing' | 'undeliverable';
}

/** A message while sending is paused: it stays in the record, and the sweep looks again. */
export function waiting(effect: SendEffect, now: Instant): Sending {
  return { left: { ...effect, claimedUntil: minutesAfter(now, retryMinutes) }, came: 'nothing' };
}

/** Sends what is not yet sent. That nobody can be written to is an alarm, never silence. */
export async function send(
  deps: SendDeps,
  record: PathwayRecord,
  effect: SendEffect,
  context: Context,
): Promise<Sending> {
  const { pathwayId } = record;
  const addressed = addressedOf(record, effect, context.now, deps.publicUrl);
  if (addressed === undefined) return { left: null, came: 'nothing' };
  const { sent, failed, nobody } = await deliver(deps, context, effect.sent, addressed, { pathwayId });
  if (nobody) {
    deps.metric('UndeliverableTasks', 1);
    deps.log.error('message-undeliverable', { pathwayId, effect: effect.id });
    return { left: null, came: 'undeliverable' };
  }
  return {
    left: failed ? { ...effect, sent, claimedUntil: minutesAfter(context.now, retryMinutes) } : null,
    came: sent.length > effect.sent.length ? 'written' : 'nothing',
  };
}

/** A message to one recipient. */
export interface Addressed {
  /** What a repeat is known by. */
  readonly id: string;
  readonly recipient: Recipient;
  readonly render: Rendered['email' | 'sms'];
}

interface Delivery {
  /** Ids of what providers have accepted, before and now. */
  readonly sent: readonly string[];
  /** A provider did not take a message, and may yet. */
  readonly failed: boolean;
  /** Ids of what a provider will never deliver to where it was to go. */
  readonly refused: readonly string[];
  /** There is no one to write to. */
  readonly nobody: boolean;
}

/**
 * Hands to providers what they have not accepted before. An address that is refused for good is noted as failing,
 * and the message goes at once to whoever is written to instead.
 */
export async function deliver(
  deps: SendDeps,
  context: Pick<Context, 'now' | 'directory'>,
  before: readonly string[],
  addressedIn: (directory: Directory) => readonly Addressed[],
  about: { readonly pathwayId?: string },
): Promise<Delivery> {
  const sent = [...before];
  const tried = new Set<string>();
  const refused: string[] = [];
  let failed = false;
  let { directory } = context;
  for (;;) {
    const addressed = addressedIn(directory);
    const next = addressed.find(({ id }) => !sent.includes(id) && !tried.has(id));
    if (next === undefined) return { sent, failed, refused, nobody: addressed.length === 0 };
    const { id, recipient, render } = next;
    const { unitId, n, channel, address } = recipient;
    tried.add(id);
    try {
      await deps.messenger.send({
        ...render,
        to: address,
        messageId: id,
        receiver: { unitId, n },
      } as Message);
      sent.push(id);
    } catch (error) {
      deps.log.error('message-not-accepted', { ...about, unitId, channel, error });
      // the sweep looks at the record again, and with it at units that nobody can be reached in
      failed = true;
      if (!(error instanceof AddressRefused)) continue;
      refused.push(id);
      const failing = { unitId, n, channel, address, since: context.now };
      directory = await noteFailing(deps, directory, failing);
    }
  }
}

/** To whom an effect is to be written and what, looked up at the moment of sending; undefined where its reason has passed. */
function addressedOf(
  record: PathwayRecord,
  effect: SendEffect,
  now: Instant,
  publicUrl: string,
): ((directory: Directory) => readonly Addressed[]) | undefined {
  const said = stillTrue(record, effect);
  if (said === undefined) return undefined;
  const unitId = 'notice' in said ? said.notice.unitId : said.task.unitId;
  const to = 'notice' in said ? 'coordinator' : said.to;
  const render = ({ language, channel, unitId: receiving }: Recipient) => {
    if ('notice' in said) {
      const { noticeId, kind } = said.notice;
      return renderNoticeMessage({ noticeId, kind, language, channel, publicUrl });
    }
    const { rung, task } = said;
    return renderTaskMessage({
      rung,
      // who receives for another unit reads of "a unit", not of "your unit"
      to: to === 'leader' && receiving !== unitId ? 'coordinating-unit' : to,
      elsewhere: receiving !== unitId,
      kind: task.kind,
      urgent: task.ladder === 'esas-action',
      language,
      channel,
      dueAt: task.dueAt,
      taskId: task.taskId,
      publicUrl,
    });
  };
  return (directory) =>
    recipients(directory, unitId, to, record.trust, osloDate(now)).map((recipient) => ({
      id: messageId(effect.id, recipient),
      recipient,
      render: render(recipient),
    }));
}
