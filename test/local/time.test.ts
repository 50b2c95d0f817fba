import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClockMode, createClock } from '../../local/clock.ts';
import { createSchedules, rateOf } from '../../local/events/schedules.ts';
import { Mover, type Source, TooManyEvents } from '../../local/mover.ts';
import { openState } from '../../local/state.ts';
import { Turnstile } from '../../local/turnstile.ts';

/** A machine whose real clock the test sets. */
function machine(state = openState(undefined)) {
  let real = 1_000_000;
  return {
    state,
    pass: (ms: number) => {
      real += ms;
    },
    clock: (mode: ClockMode, startAt?: number) => createClock(state, { mode, startAt, realNow: () => real }),
  };
}

describe('the clock', () => {
  test('running is real time plus an offset', () => {
    const { clock, pass } = machine();
    const running = clock('running', 5000);
    pass(10);
    expect(running.now()).toBe(5010);
    running.hold(9000);
    pass(10);
    expect(running.now()).toBe(9000);
    running.release();
    pass(5);
    expect(running.now()).toBe(9005);
  });

  test('frozen moves only when told', () => {
    const { clock, pass } = machine();
    const frozen = clock('frozen', 5000);
    pass(10);
    expect(frozen.now()).toBe(5000);
    frozen.hold(6000);
    frozen.release();
    pass(10);
    expect(frozen.now()).toBe(6000);
  });

  test('starts now where nothing is said', () => {
    expect(machine().clock('frozen').now()).toBe(1_000_000);
  });

  test('never goes back, whatever happens to it and however often it is started again', () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('hold' as const), by: fc.integer({ min: -500, max: 500 }) }),
      fc.record({ do: fc.constant('release' as const), by: fc.constant(0) }),
      fc.record({ do: fc.constant('pass' as const), by: fc.integer({ min: 0, max: 100 }) }),
      fc.record({ do: fc.constantFrom('running' as const, 'frozen' as const), by: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const { clock, pass } = machine();
        let current = clock('running', 5000);
        let last = current.now();
        for (const { do: what, by } of steps) {
          if (what === 'pass') pass(by);
          else if (what === 'hold') current.hold(current.now() + by);
          else if (what === 'release') current.release();
          else current = clock(what, 1);
          expect(current.now()).toBeGreaterThanOrEqual(last);
          last = current.now();
        }
      }),
    );
  });
});

/** A source of events at given instants, each of which may make others due. */
function source(
  name: string,
  at: number[],
  log: string[],
  clock: { now(): number },
  then = (_: number) => {},
): Source {
  const due = [...at];
  return {
    nextDueAt: () => (due.length === 0 ? undefined : Math.min(...due)),
    async fireDue() {
      const now = clock.now();
      const fired = due.filter((one) => one <= now);
      for (const one of fired) {
        due.splice(due.indexOf(one), 1);
        log.push(`${name} ${now}`);
        then(now);
      }
      return fired.length;
    },
  };
}

describe('a move', () => {
  const settled = async () => {};

  test('takes events soonest first, stands still within each, and ends where it was told', async () => {
    const log: string[] = [];
    const clock = machine().clock('frozen', 100);
    const more: number[] = [];
    const late: Source = {
      nextDueAt: () => more[0],
      async fireDue() {
        log.push(`late ${clock.now()}`);
        return more.splice(0, 1).length;
      },
    };
    const first = source('first', [300, 200, 900], log, clock, (now) => {
      if (now === 300) more.push(300);
    });
    const second = source('second', [200, 250], log, clock);
    const mover = new Mover(clock, [first, second, late], settled);
    expect(mover.nextDueAt()).toBe(200);
    expect(await mover.moveTo(500)).toBe(5);
    expect(log).toEqual(['first 200', 'second 200', 'second 250', 'first 300', 'late 300']);
    expect(clock.now()).toBe(500);
    expect(await mover.moveTo(500)).toBe(0);
  });

  test('what was due before now is taken now', async () => {
    const log: string[] = [];
    const clock = machine().clock('frozen', 100);
    await new Mover(clock, [source('a', [50], log, clock)], settled).moveTo(100);
    expect(log).toEqual(['a 100']);
  });

  test('waits for the consequences of an event before the next', async () => {
    const log: string[] = [];
    const clock = machine().clock('frozen', 100);
    let open: (() => void)[] = [];
    const settle = async () => {
      await Promise.resolve();
      for (const one of open) one();
      open = [];
    };
    const events = source('event', [200, 300], log, clock, (now) => open.push(() => log.push(`done ${now}`)));
    await new Mover(clock, [events], settle).moveTo(400);
    expect(log).toEqual(['event 200', 'done 200', 'event 300', 'done 300']);
  });

  test('a hundred thousand events at one instant are an error, and the clock stays there', async () => {
    const clock = machine().clock('frozen', 100);
    const endless: Source = { nextDueAt: () => 200, fireDue: async () => 1000 };
    const move = new Mover(clock, [endless], settled).moveTo(300);
    await expect(move).rejects.toThrow(TooManyEvents);
    expect(clock.now()).toBe(200);
  });

  test('so is a source that is due and does nothing', async () => {
    const clock = machine().clock('frozen', 100);
    const stuck: Source = { nextDueAt: () => 200, fireDue: async () => 0 };
    await expect(new Mover(clock, [stuck], settled).moveTo(300)).rejects.toThrow(TooManyEvents);
  });
});

describe('the turnstile', () => {
  test('requests go together, moves alone, in the order in which they came', async () => {
    const turnstile = new Turnstile();
    const log: string[] = [];
    const gates = new Map<string, () => void>();
    const enter = (name: string) =>
      new Promise<void>((resolve) => {
        log.push(name);
        gates.set(name, resolve);
      });
    const all = [
      turnstile.request(() => enter('r1')),
      turnstile.request(() => enter('r2')),
      turnstile.move(() => enter('m1')),
      turnstile.request(() => enter('r3')),
      turnstile.move(() => enter('m2')),
    ];
    const flush = () => new Promise((resolve) => setImmediate(resolve));
    const open = async (name: string) => {
      gates.get(name)?.();
      await flush();
    };
    await flush();
    expect(log).toEqual(['r1', 'r2']);
    await open('r2');
    expect(log).toEqual(['r1', 'r2']);
    await open('r1');
    expect(log).toEqual(['r1', 'r2', 'm1']);
    await open('m1');
    expect(log).toEqual(['r1', 'r2', 'm1', 'r3']);
    await open('r3');
    await open('m2');
    await Promise.all(all);
    expect(log).toEqual(['r1', 'r2', 'm1', 'r3', 'm2']);
  });

  test('goes on after a failure', async () => {
    const turnstile = new Turnstile();
    const fail = async () => {
      throw new Error('no');
    };
    await expect(turnstile.request(fail)).rejects.toThrow('no');
    await expect(turnstile.move(fail)).rejects.toThrow('no');
    expect(await turnstile.move(async () => 1)).toBe(1);
    expect(await turnstile.request(async () => 2)).toBe(2);
  });
});

describe('schedules', () => {
  test.each([
    ['rate(1 minute)', 60_000],
    ['rate(2 hours)', 7_200_000],
    ['rate(3 days)', 259_200_000],
  ])('%s', (expression, every) => {
    expect(rateOf(expression, 'rule')).toBe(every);
  });

  test.each(['cron(0 8 * * ? *)', 'rate(0 hours)', 'rate(1 year)', 'hourly'])(
    '%s is not known',
    (expression) => {
      expect(() => rateOf(expression, 'Rule')).toThrow(/Rule: schedule/);
    },
  );

  test('call one period after the first start, and then on the beat', async () => {
    const calls: number[] = [];
    const { clock: make, state } = machine();
    const clock = make('frozen', 1000);
    const hourly = { name: 'hourly', every: 100 };
    const schedules = createSchedules([hourly], state, clock.now, async (_, at) => {
      calls.push(at);
    });
    await new Mover(clock, [schedules], async () => {}).moveTo(1350);
    expect(calls).toEqual([1100, 1200, 1300]);
    expect(schedules.nextDueAt()).toBe(1400);
  });

  test('of different beats call each on its own', async () => {
    const calls: string[] = [];
    const { clock: make, state } = machine();
    const clock = make('frozen', 1000);
    const both = [
      { name: 'often', every: 100 },
      { name: 'seldom', every: 250 },
    ];
    const schedules = createSchedules(both, state, clock.now, async ({ name }, at) => {
      calls.push(`${name} ${at}`);
    });
    await new Mover(clock, [schedules], async () => {}).moveTo(1300);
    expect(calls).toEqual(['often 1100', 'often 1200', 'seldom 1250', 'often 1300']);
  });

  test('what was due while nobody ran is made up for by one call', async () => {
    const calls: number[] = [];
    const { clock: make, state, pass } = machine();
    const open = () => {
      const clock = make('running');
      const note = async (_: unknown, at: number) => {
        calls.push(at);
      };
      const schedules = createSchedules([{ name: 'hourly', every: 100 }], state, clock.now, note);
      return new Mover(clock, [schedules], async () => {}).moveTo(clock.now());
    };
    await open();
    pass(350);
    await open();
    pass(60);
    await open();
    expect(calls).toEqual([1_000_300, 1_000_400]);
  });

  test('without any nothing is due', () => {
    const { clock, state } = machine();
    const none = createSchedules([], state, clock('frozen').now, async () => {});
    expect(none.nextDueAt()).toBeUndefined();
  });
});
