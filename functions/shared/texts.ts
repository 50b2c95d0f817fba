import type { Question, Task } from '../../domain/record.ts';

/**
 * What the items of free text under a pathway are called. Each is named by the digest of what it says, and stored before
 * the record speaks of it: of two who write at the same time neither can change what the other has said.
 */
export function outcomeText(taskId: string, digest: string): string {
  return `${taskId}-${digest}`;
}

export function questionText({ questionId, meaning }: Pick<Question, 'questionId' | 'meaning'>): string {
  return `${questionId}-${meaning}`;
}

/** Why an outcome was taken back: beside what it had said. */
export function undoText(task: Pick<Task, 'taskId' | 'outcome'>): string {
  return `${outcomeText(task.taskId, task.outcome as string)}-undone`;
}
