/**
 * Lets requests in together and moves of the clock alone, in the order in which they came: a move waits for the
 * requests before it, and what comes after a move waits for that.
 */
export class Turnstile {
  #lastMove: Promise<unknown> = Promise.resolve();
  #requests: Promise<unknown>[] = [];

  /** Together with other requests. */
  async request<T>(what: () => Promise<T>): Promise<T> {
    const run = this.#lastMove.then(what);
    const done = run.then(ignore, ignore);
    const mine = this.#requests;
    mine.push(done);
    try {
      return await run;
    } finally {
      mine.splice(mine.indexOf(done), 1);
    }
  }

  /** Alone. */
  async move<T>(what: () => Promise<T>): Promise<T> {
    const before = Promise.all([this.#lastMove, ...this.#requests]);
    this.#requests = [];
    const run = before.then(what);
    this.#lastMove = run.then(ignore, ignore);
    return run;
  }
}

const ignore = (): void => {};
