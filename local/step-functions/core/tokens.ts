import { hash } from 'node:crypto';

/** Which try of which thread a task token is for. */
export interface TokenTarget {
  readonly execution: number;
  readonly thread: number;
  readonly attempt: number;
}

const SEAL_LENGTH = 22;

/** Task tokens: they say whom they are for, and a seal keeps others from making them up. Nothing has to be kept. */
export class Tokens {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  make({ execution, thread, attempt }: TokenTarget): string {
    const text = `${execution.toString(36)}.${thread.toString(36)}.${attempt.toString(36)}`;
    return `${text}.${this.#seal(text)}`;
  }

  /** Undefined for what this engine never gave out. */
  read(token: string): TokenTarget | undefined {
    const end = token.lastIndexOf('.');
    const text = token.slice(0, end);
    if (end < 0 || token.slice(end + 1) !== this.#seal(text)) return undefined;
    const [execution, thread, attempt] = text.split('.').map((part) => Number.parseInt(part, 36));
    return { execution: execution!, thread: thread!, attempt: attempt! };
  }

  /** A UUID that is always the same for a target. */
  uuid(target: TokenTarget): string {
    const digest = hash('sha256', `${this.#secret}/${target.execution}/${target.thread}/${target.attempt}`);
    const variant = ((Number.parseInt(digest.charAt(16), 16) & 3) | 8).toString(16);
    return [
      digest.slice(0, 8),
      digest.slice(8, 12),
      `4${digest.slice(13, 16)}`,
      `${variant}${digest.slice(17, 20)}`,
      digest.slice(20, 32),
    ].join('-');
  }

  #seal(text: string): string {
    return hash('sha256', `${this.#secret}/${text}`, 'base64url').slice(0, SEAL_LENGTH);
  }
}
