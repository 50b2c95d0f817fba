import type { Receiver } from '../../domain/model.ts';
import type { AboveWords } from './above-words.ts';

/** Somebody to be told of what is not done, at an instant. */
export interface Step {
  readonly to: Receiver;
  readonly at: string;
}

/** How far it has come: who has been told last, or, before anybody has, who is next. */
export function escalationInWords(
  steps: readonly Step[],
  now: Date,
  words: AboveWords,
  dateOf: (at: string) => string,
): string {
  const at = now.toISOString();
  const told = steps.findLast((step) => step.at <= at);
  if (told !== undefined) return words.told[told.to](dateOf(told.at));
  const [next] = steps;
  return next === undefined ? words.nobody : words.willBe[next.to](dateOf(next.at));
}
