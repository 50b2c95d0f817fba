/** What is to be closed, the newest first. */
export class Closing {
  #steps: (() => unknown)[] = [];

  add<T>(opened: T, closeIt: (opened: T) => unknown): T {
    this.#steps.unshift(() => closeIt(opened));
    return opened;
  }

  async close(): Promise<void> {
    const steps = this.#steps;
    this.#steps = [];
    for (const step of steps) await step();
  }
}

export const close = (opened: { close(): unknown }): unknown => opened.close();
