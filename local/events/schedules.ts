import type { Source } from '../mover.ts';
import type { State } from '../state.ts';
import { TemplateNotUnderstood } from '../template/cloudformation.ts';

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Reads `rate(1 hour)` as milliseconds. */
export function rateOf(expression: string, rule: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const every = Number(count) * (units[unit] ?? 0);
  if (!every)
    throw new TemplateNotUnderstood(`${rule}: schedule ${expression} is not run locally; rate(…) is`);
  return every;
}

export interface Schedule {
  readonly name: string;
  /** Milliseconds. */
  readonly every: number;
}

/**
 * Schedules on the virtual clock. The first call is one period after the stack is first started; what was due
 * while the process was down is made up for by one call.
 */
export function createSchedules<T extends Schedule>(
  schedules: readonly T[],
  state: State,
  now: () => number,
  call: (schedule: T, at: number) => Promise<void>,
): Source {
  const keyOf = ({ name }: T) => `schedule:${name}`;
  const due = new Map(
    schedules.map((schedule) => [schedule, firstDue(schedule, state.get(keyOf(schedule)), now())]),
  );
  const plan = (schedule: T, at: number) => {
    due.set(schedule, at);
    state.set(keyOf(schedule), String(at));
  };
  for (const [schedule, at] of due) plan(schedule, at);
  return {
    nextDueAt: () => (due.size === 0 ? undefined : Math.min(...due.values())),
    async fireDue() {
      let fired = 0;
      for (const [schedule, at] of due) {
        if (at > now()) continue;
        plan(schedule, at + schedule.every);
        await call(schedule, at);
        fired += 1;
      }
      return fired;
    },
  };
}

function firstDue({ every }: Schedule, kept: string | undefined, now: number): number {
  if (kept === undefined) return now + every;
  const due = Number(kept);
  return due > now ? due : due + Math.floor((now - due) / every) * every;
}
