import { AsyncLocalStorage } from 'node:async_hooks';
import type { Message, Store } from '../../functions/shared/ports.ts';
import type { Answer, SimulationOptions, SimulationPorts } from '../../local/simulation.ts';
import type { Story } from './simulated.ts';

/** The process of an invocation has died: nobody hears of what it did, and it does nothing more. */
export class Died extends Error {
  override readonly name = 'Died';
}

/** Dies at the n-th call of any port, of all invocations together: before the call has its effect, or just after it. */
export interface Fault {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/** Says of each call of a port, by the pathway that its invocation is about as far as that is known, when it dies. */
export type Fate = (pathwayId: string | undefined) => Fault['when'] | undefined;

interface Invocation {
  readonly entry: string;
  pathwayId: string | undefined;
  dead: boolean;
  /** Messages that a provider has accepted since the last write of a record. */
  accepted: string[];
}

export interface Mortality {
  readonly options: Pick<SimulationOptions, 'wrap' | 'around' | 'random'>;
  /** Calls of ports so far. */
  readonly calls: () => number;
  /** Nobody dies from here on. */
  readonly rest: () => void;
  /** What died where: `POST /pathways: before putRows`. */
  readonly deaths: readonly string[];
  /** How often each message lay between its provider's acceptance and the acknowledgement when its process died. */
  readonly unacknowledged: ReadonlyMap<string, number>;
}

/**
 * Invocations that die, as real ones do: from the fault on no port does anything for that invocation, whatever it
 * catches, and what it would have answered is lost. Who called it is told that it failed.
 */
export function mortal(faults: readonly Fault[] | Fate): Mortality {
  const fate: Fate =
    typeof faults === 'function' ? faults : () => faults.find((other) => other.call === calls)?.when;
  const invocations = new AsyncLocalStorage<Invocation>();
  const deaths: string[] = [];
  const unacknowledged = new Map<string, number>();
  let calls = 0;
  let resting = false;

  function die(invocation: Invocation, where: string): never {
    invocation.dead = true;
    deaths.push(`${invocation.entry}: ${where}`);
    for (const id of invocation.accepted) unacknowledged.set(id, (unacknowledged.get(id) ?? 0) + 1);
    throw new Died(where);
  }

  function perishable<P extends object>(port: P): P {
    return Object.fromEntries(
      Object.entries(port).map(([method, ask]: [string, (...args: unknown[]) => Promise<unknown>]) => [
        method,
        async (...args: unknown[]) => {
          const invocation = invocations.getStore();
          // the test itself looks; an hourly look at nothing would hide the other calls among thousands
          if (invocation === undefined || resting || method === 'dueChecks') return ask(...args);
          if (invocation.dead) throw new Died(method);
          calls += 1;
          invocation.pathwayId = subjectOf(args[0]) ?? invocation.pathwayId;
          const fault = fate(invocation.pathwayId);
          if (fault === 'before') die(invocation, `before ${method}`);
          const answer = await ask(...args);
          if (method === 'send') invocation.accepted.push((args[0] as Message).messageId);
          if (method === 'putPathway' && answer === true) invocation.accepted = [];
          if (fault === 'after') die(invocation, `after ${method}`);
          if (invocation.dead) throw new Died(method);
          return answer;
        },
      ]),
    ) as P;
  }

  return {
    options: {
      wrap: (ports: SimulationPorts) => ({
        store: perishable<Store>(ports.store),
        messenger: perishable(ports.messenger),
        workflows: perishable(ports.workflows),
      }),
      around: (entry, invoke) => {
        const invocation: Invocation = { entry, pathwayId: undefined, dead: false, accepted: [] };
        return invocations.run(invocation, async () => {
          try {
            const answer = await invoke();
            if (invocation.dead) throw new Died(entry);
            return answer;
          } catch (error) {
            throw invocation.dead ? new Died(entry) : error;
          }
        });
      },
      random: () => 0.5,
    },
    calls: () => calls,
    rest: () => {
      resting = true;
    },
    deaths,
    unacknowledged,
  };
}

/** The pathway that a call is about: its id is the first argument of some, and stands in that of others. */
function subjectOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return /^[a-z0-9]{26}$/.exec(argument)?.[0];
  return (argument as { pathwayId?: string } | null)?.pathwayId;
}

/** Calls as a client makes them that gets no answer: the same again until there is one. */
export async function insist(send: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      const answer = await send();
      if (answer.status < 500) return answer;
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
  }
}

/** Moves the clock although sweeps die on the way: the next hour has its own. */
export async function advance({ world }: Pick<Story, 'world'>, to: string): Promise<void> {
  for (;;) {
    try {
      return await world.advanceTo(to);
    } catch (error) {
      if (!(error instanceof Died)) throw error;
    }
  }
}
