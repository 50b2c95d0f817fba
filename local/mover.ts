import type { Clock } from './clock.ts';

/** Something that has events due at instants of virtual time. */
export interface Source {
  nextDueAt(): number | undefined;
  /** Takes what is due now, in the order of creation; answers how many events that were. */
  fireDue(): Promise<number>;
}

/** Events without end at one instant: two things that make each other due. */
export class TooManyEvents extends Error {
  override readonly name = 'TooManyEvents';
}

/** More events than this at one instant is a mistake in what makes them. */
const MOST_AT_ONE_INSTANT = 100_000;

/**
 * Moves the clock: takes what is due, soonest first, and stands still while the consequences run. At one instant
 * the sources come in the order given.
 */
export class Mover {
  readonly #clock: Clock;
  readonly #sources: readonly Source[];
  /** Resolves when no invocation runs and nothing is undelivered. */
  readonly #settle: () => Promise<void>;

  constructor(clock: Clock, sources: readonly Source[], settle: () => Promise<void>) {
    this.#clock = clock;
    this.#sources = sources;
    this.#settle = settle;
  }

  /** When the next event is due, at the soonest. */
  nextDueAt(): number | undefined {
    return this.#sources.reduce<number | undefined>((soonest, source) => {
      const due = source.nextDueAt();
      return due !== undefined && (soonest === undefined || due < soonest) ? due : soonest;
    }, undefined);
  }

  /** Takes everything that is due up to an instant, and leaves the clock there. Answers how many events it took. */
  async moveTo(target: number): Promise<number> {
    let fired = 0;
    let instant: number | undefined;
    let atInstant = 0;
    try {
      await this.#settle();
      for (let due = this.nextDueAt(); due !== undefined && due <= target; due = this.nextDueAt()) {
        this.#clock.hold(due);
        const now = this.#clock.now();
        if (now !== instant) {
          instant = now;
          atInstant = 0;
        }
        const taken = await this.#takeOne(now);
        fired += taken;
        atInstant += Math.max(taken, 1);
        if (atInstant > MOST_AT_ONE_INSTANT) {
          throw new TooManyEvents(
            `more than ${MOST_AT_ONE_INSTANT} events at ${new Date(now).toISOString()}`,
          );
        }
      }
      this.#clock.hold(target);
    } finally {
      this.#clock.release();
    }
    return fired;
  }

  async #takeOne(now: number): Promise<number> {
    const source = this.#sources.find((one) => (one.nextDueAt() ?? Number.POSITIVE_INFINITY) <= now);
    const taken = (await source?.fireDue()) ?? 0;
    await this.#settle();
    return taken;
  }
}
