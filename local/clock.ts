import type { State } from './state.ts';

export type ClockMode = 'running' | 'frozen';

/**
 * The virtual clock. `running` is real time plus an offset; `frozen` stands still until it is moved. It is kept
 * with the state, never goes back, and goes on after a restart where it was.
 */
export interface Clock {
  /** Milliseconds since 1970, virtual time. */
  now(): number;
  /** Stands still at an instant, while an event is taken. An instant before now is now. */
  hold(at: number): void;
  /** Goes on from where it is held. */
  release(): void;
}

interface Kept {
  /** What is added to real time. */
  readonly offset: number;
  /** The latest instant that was held. */
  readonly at: number;
  /** Whether it ran since: nobody wrote down what it showed then. */
  readonly running: boolean;
}

const KEY = 'clock';

export function createClock(
  state: State,
  options: {
    readonly mode: ClockMode;
    readonly startAt?: number | undefined;
    readonly realNow?: () => number;
  },
): Clock {
  const realNow = options.realNow ?? Date.now;
  const kept = read(state);
  const running = options.mode === 'running';
  const start = kept && Math.max(kept.at, kept.running ? realNow() + kept.offset : kept.at);
  let at = start ?? options.startAt ?? realNow();
  let offset = at - realNow();
  let held = !running;
  const keep = () => state.set(KEY, JSON.stringify({ offset, at, running } satisfies Kept));
  keep();
  const now = () => {
    if (!held) at = Math.max(at, realNow() + offset);
    return at;
  };
  return {
    now,
    hold(until) {
      const before = now();
      held = true;
      if (until > before) at = until;
      offset = at - realNow();
      keep();
    },
    release() {
      offset = at - realNow();
      keep();
      held = !running;
    },
  };
}

function read(state: State): Kept | undefined {
  const kept = state.get(KEY);
  return kept === undefined ? undefined : (JSON.parse(kept) as Kept);
}
