import { osloDate } from '../../domain/calendar.ts';
import type { Context } from '../../domain/edits.ts';
import { type Rendered, renderNoticeMessage, renderTaskMessage } from '../../domain/messages.ts';
import type { Instant } from '../../domain/model.ts';
import { minutesAfter } from '../../domain/notices.ts';
import { messageId, type Recipient, recipients } from '../../domain/recipients.ts';
import type { PathwayRecord, SendEffect } from '../../domain/record.ts';
import { stillTrue } from '../../domain/sending.ts';
import type { Log } from './log.ts';
import type { Metric } from './metrics.ts';
import type { Message, Messenger } from './ports.ts';

export interface SendDeps {
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
  const messages = addressed(record, effect, context, deps.publicUrl);
  if (messages === undefined) return { left: null, came: 'nothing' };
  if (messages.length === 0) {
    deps.metric('UndeliverableTasks', 1);
    deps.log.error('message-undeliverable', { pathwayId: record.pathwayId, effect: effect.id });
    return { left: null, came: 'undeliverable' };
  }
  const sent = [...effect.sent];
  let failed = false;
  for (const { recipient, render } of messages) {
    const id = messageId(effect.id, recipient);
    if (sent.includes(id)) continue;
    try {
      await deps.messenger.send({ ...render, to: recipient.address, messageId: id } as Message);
      sent.push(id);
    } catch (error) {
      failed = true;
      const { unitId, channel } = recipient;
      deps.log.error('message-not-accepted', { pathwayId: record.pathwayId, unitId, channel, error });
    }
  }
  return {
    left: failed ? { ...effect, sent, claimedUntil: minutesAfter(context.now, retryMinutes) } : null,
    came: sent.length > effect.sent.length ? 'written' : 'nothing',
  };
}

interface Addressed {
  readonly recipient: Recipient;
  readonly render: Rendered['email' | 'sms'];
}

/** To whom an effect is to be written and what, looked up at the moment of sending; undefined where its reason has passed. */
function addressed(
  record: PathwayRecord,
  effect: SendEffect,
  { directory, now }: Context,
  publicUrl: string,
): readonly Addressed[] | undefined {
  const said = stillTrue(record, effect);
  if (said === undefined) return undefined;
  const today = osloDate(now);
  if ('notice' in said) {
    const { noticeId, kind, unitId } = said.notice;
    return recipients(directory, unitId, 'coordinator', record.trust, today).map((recipient) => {
      const { language, channel } = recipient;
      return { recipient, render: renderNoticeMessage({ noticeId, kind, language, channel, publicUrl }) };
    });
  }
  const { task, rung, to } = said;
  return recipients(directory, task.unitId, to, record.trust, today).map((recipient) => ({
    recipient,
    render: renderTaskMessage({
      rung,
      // who receives for another unit reads of "a unit", not of "your unit"
      to: to === 'leader' && recipient.unitId !== task.unitId ? 'coordinating-unit' : to,
      kind: task.kind,
      language: recipient.language,
      channel: recipient.channel,
      dueAt: task.dueAt,
      taskId: task.taskId,
      publicUrl,
    }),
  }));
}
