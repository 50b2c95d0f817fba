import { randomUUID } from 'node:crypto';
import type { InvocationResult } from '../lambda/functions.ts';
import type { Location } from '../template/names.ts';
import { matches } from './pattern.ts';
import type { Rule } from './rules.ts';

export interface Bus {
  /** Hands an event to the rules that listen for it. */
  publish(event: { source: string; detailType: string; resources: readonly string[]; detail: object }): void;
  /** A schedule's call. Resolves once it has been taken care of. */
  callScheduled(rule: Rule, at: number): Promise<void>;
  /** Resolves when nothing is undelivered; at once where nothing is. */
  idle(): Promise<void>;
  readonly busy: boolean;
}

export interface BusOptions {
  readonly rules: readonly Rule[];
  readonly at: Location;
  readonly now: () => number;
  readonly invoke: (functionArn: string, event: unknown) => Promise<InvocationResult>;
  /** Told of a call that failed every time it was tried. */
  readonly onLost: (functionArn: string, error: { errorType: string; errorMessage: string }) => void;
}

/** As Lambda tries an asynchronous call: once, and twice more. */
const ATTEMPTS = 3;

/** EventBridge's default bus, to Lambda functions. */
export function createBus({ rules, at, now, invoke, onLost }: BusOptions): Bus {
  const pending = new Set<Promise<void>>();

  async function deliver(functionArn: string, event: unknown): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const result = await invoke(functionArn, event);
      if (!('error' in result)) return;
      if (attempt === ATTEMPTS) return onLost(functionArn, result.error);
    }
  }

  function send(rule: Rule, event: unknown): Promise<void> {
    const delivery = Promise.all(rule.functionArns.map((functionArn) => deliver(functionArn, event))).then(
      () => {
        pending.delete(delivery);
      },
    );
    pending.add(delivery);
    return delivery;
  }

  const envelope = (time: number) => ({
    version: '0',
    id: randomUUID(),
    account: at.account,
    // EventBridge tells whole seconds.
    time: `${new Date(time).toISOString().slice(0, 19)}Z`,
    region: at.region,
  });

  return {
    publish({ source, detailType, resources, detail }) {
      const event = { ...envelope(now()), source, 'detail-type': detailType, resources, detail };
      for (const rule of rules) {
        if (rule.pattern && matches(rule.pattern, event)) void send(rule, event);
      }
    },
    callScheduled(rule, time) {
      const scheduled = {
        source: 'aws.events',
        'detail-type': 'Scheduled Event',
        resources: [rule.arn],
        detail: {},
      };
      return send(rule, { ...envelope(time), ...scheduled });
    },
    async idle() {
      while (pending.size > 0) await Promise.all(pending);
    },
    get busy() {
      return pending.size > 0;
    },
  };
}
