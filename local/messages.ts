import { bounces } from './bounces.ts';
import type { State } from './state.ts';

/** A captured message, as `/_local/messages` shows it (CONTRACT, "Local runtime"). */
export interface CapturedMessage {
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
  readonly html?: string;
  /** Virtual time. */
  readonly sentAt: string;
  /** The provider took it, and could not deliver it: an address that begins with `bounce@`. */
  readonly bounced?: true;
}

export interface Outbox {
  /** Answers whether it bounces. */
  capture(message: Omit<CapturedMessage, 'sentAt' | 'bounced'>): boolean;
  /** Captured messages, oldest first. */
  list(filter: {
    readonly to?: string | undefined;
    readonly channel?: string | undefined;
  }): readonly CapturedMessage[];
}

/** Keeps the messages with the runtime's state, so that a restart has them still. */
export function createOutbox(state: State, now: () => number): Outbox {
  const { database } = state;
  database.exec(
    'CREATE TABLE IF NOT EXISTS messages (id INTEGER PRIMARY KEY, channel TEXT NOT NULL, receiver TEXT NOT NULL, content TEXT NOT NULL)',
  );
  const insert = database.prepare('INSERT INTO messages (channel, receiver, content) VALUES (?, ?, ?)');
  const select = database.prepare(
    'SELECT content FROM messages WHERE (?1 IS NULL OR receiver = ?1) AND (?2 IS NULL OR channel = ?2) ORDER BY id',
  );
  return {
    capture(message) {
      const bounced = bounces(message.to);
      const captured: CapturedMessage = {
        ...message,
        sentAt: new Date(now()).toISOString(),
        ...(bounced ? { bounced } : {}),
      };
      insert.run(message.channel, message.to, JSON.stringify(captured));
      return bounced;
    },
    list: ({ to, channel }) =>
      (select.all(to ?? null, channel ?? null) as { content: string }[]).map(
        ({ content }) => JSON.parse(content) as CapturedMessage,
      ),
  };
}
