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
  const step = steps.findLast((one) => isPast(one, now)) ?? steps[0];
  return step === undefined ? words.nobody : stepInWords(step, now, words, dateOf);
}

/** That somebody has been told, or will be. */
export function stepInWords(
  step: Step,
  now: Date,
  { told, willBe }: AboveWords,
  dateOf: (at: string) => string,
): string {
  return (isPast(step, now) ? told : willBe)[step.to](dateOf(step.at));
}

function isPast({ at }: Step, now: Date): boolean {
  return new Date(at) <= now;
}
