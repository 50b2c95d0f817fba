import type { Instant } from '../../domain/model.ts';

/**
 * Now is a property of what happened, not of the machine that answers: each source of events carries it (API
 * Gateway's `requestTimeEpoch`, a state's `EnteredTime`, an EventBridge event's `time`). Handlers take it from
 * there, so that the same event gives the same answer wherever and whenever it is handled.
 */
export function instantOf(time: number | string): Instant {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
