import { completeTask } from '../../domain/outcomes.ts';
import { taskOfQuestion } from '../../domain/questions.ts';
import { TaskConflict } from '../../domain/tasks.ts';
import { byOf, mustAnswer } from '../shared/access.ts';
import { type CommandDeps, command } from '../shared/command.ts';
import { digestOf } from '../shared/digest.ts';
import { Contended, NotFound } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pathwayOf } from '../shared/http/api.ts';
import { readQuestion } from '../shared/http/reading.ts';
import { answerText, noQuery } from '../shared/http/schemas.ts';
import { outcomeText } from '../shared/texts.ts';

/**
 * `POST /questions/{questionId}/answer`: the unit that is asked answers, and its task is done: the same as completing
 * that task with the answer as its note. The same again changes nothing, another answer is a conflict.
 */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: answerText, query: noQuery, action: 'answer-question' },
    async ({ caller, path, body, now, directory, audit }) => {
      const questionId = path.questionId ?? '';
      const pathwayId = pathwayOf(questionId);
      if (pathwayId === null) throw new NotFound();
      const outcome = { outcome: 'done', note: body.text } as const;
      const digest = digestOf(outcome);
      const record = await command(deps, pathwayId, now, byOf(caller), async (current, context) => {
        const asked = current.questions.find((one) => one.questionId === questionId);
        mustAnswer(caller, current, asked, directory);
        const task = taskOfQuestion(current, questionId);
        if (task === undefined) {
          if (current.status !== 'active') throw new TaskConflict('pathway-ended');
          // its plan has been begun and is about to open the task
          throw new Contended();
        }
        const after = completeTask(current, context, task.taskId, outcome, digest);
        if (after !== current)
          await deps.store.putText({
            pathwayId,
            textId: outcomeText(task.taskId, digest),
            content: outcome,
          });
        return after;
      });
      await audit('answer-question', pathwayId);
      const answered = record.questions.find((one) => one.questionId === questionId)!;
      return { status: 200, body: await readQuestion(deps.store, caller, record, answered, directory) };
    },
  );
}
