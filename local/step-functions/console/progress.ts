import type { ExecutionStatus } from '../execution.ts';

/** How far a state has come: not entered, entered and left, entered and not left, or it ended the execution. */
export type Progress = 'ahead' | 'done' | 'current' | 'failed' | 'stopped';

/** An event of GetExecutionHistory, as far as it is read here. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly stateEnteredEventDetails?: { readonly name: string };
  readonly stateExitedEventDetails?: { readonly name: string };
}

/** The progress of each state that was entered. */
export function progressOf(events: readonly HistoryEvent[], status: ExecutionStatus): Map<string, Progress> {
  const open = new Map<string, number>();
  for (const event of events) {
    const entered = event.stateEnteredEventDetails?.name;
    const exited = event.stateExitedEventDetails?.name;
    if (entered !== undefined) open.set(entered, (open.get(entered) ?? 0) + 1);
    if (exited !== undefined) open.set(exited, (open.get(exited) ?? 1) - 1);
  }
  const unfinished: Progress = status === 'RUNNING' ? 'current' : status === 'ABORTED' ? 'stopped' : 'failed';
  return new Map(
    [...open].map(([name, count]) => [name, count > 0 && status !== 'SUCCEEDED' ? unfinished : 'done']),
  );
}
