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
  /** Captured messages with their numbers, newest first, those before a number; `limit` at most. */
  newest(filter: {
    readonly to?: string | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  }): readonly NumberedMessage[];
  find(number: number): NumberedMessage | undefined;
  /** Who was written to, by address, with how many messages. */
  receivers(): readonly { readonly to: string; readonly count: number }[];
}

export interface NumberedMessage extends CapturedMessage {
  readonly number: number;
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
  const selectNewest = database.prepare(
    'SELECT id, content FROM messages WHERE (?1 IS NULL OR receiver = ?1) AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3',
  );
  const selectOne = database.prepare('SELECT id, content FROM messages WHERE id = ?');
  const selectReceivers = database.prepare(
    'SELECT receiver AS "to", count(*) AS count FROM messages GROUP BY receiver ORDER BY receiver',
  );
  return {
    newest: ({ to, before, limit }) =>
      (selectNewest.all(to ?? null, before ?? null, limit) as unknown as Row[]).map(numbered),
    find(number) {
      const row = selectOne.get(number) as Row | undefined;
      return row && numbered(row);
    },
    receivers: () => selectReceivers.all() as { to: string; count: number }[],
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

interface Row {
  readonly id: number;
  readonly content: string;
}

const numbered = ({ id, content }: Row): NumberedMessage => ({
  number: id,
  ...(JSON.parse(content) as CapturedMessage),
});
