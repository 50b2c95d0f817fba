import { taskOf } from '../../domain/edits.ts';
import { ask, involved } from '../../domain/questions.ts';
import type { PathwayRecord, Question } from '../../domain/record.ts';
import { factsFor } from '../../domain/tasks.ts';
import { byOf, mustAsk } from '../shared/access.ts';
import { type CommandDeps, command } from '../shared/command.ts';
import { digestOf } from '../shared/digest.ts';
import { NotFound } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pathwayOf } from '../shared/http/api.ts';
import { noQuery, question } from '../shared/http/schemas.ts';
import { questionText } from '../shared/texts.ts';

/**
 * `POST /tasks/{taskId}/questions` and `POST /pathways/{pathwayId}/questions`: puts a question to another unit that is
 * involved. The same again, while it waits for its answer, is the question that was put.
 */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: question, query: noQuery, action: 'ask-question' },
    async ({ caller, path, body, now, directory, audit }) => {
      const taskId = path.taskId ?? null;
      const pathwayId = path.pathwayId ?? pathwayOf(path.taskId);
      if (pathwayId === null) throw new NotFound();
      let put!: Question;
      let isNew = false;
      await command(deps, pathwayId, now, byOf(caller), async (record, context) => {
        const task = taskId === null ? undefined : taskOf(record, taskId);
        if (taskId !== null && task === undefined) throw new NotFound();
        const by = mustAsk(caller, record, task, directory);
        const unitId = body.unitId ?? holderOf(record, task?.unitId, by);
        const meaning = digestOf({ by, taskId, unitId: body.unitId, text: body.text });
        const after = ask(record, { ...context, by }, { unitId, taskId, meaning });
        isNew = after !== record;
        put = after.questions.findLast((one) => one.meaning === meaning) as Question;
        if (isNew)
          await deps.store.putText({ pathwayId, textId: questionText(put), content: { text: body.text } });
        return after;
      });
      await audit('ask-question', pathwayId);
      const { questionId, unitId, askedAt } = put;
      return {
        status: isNew ? 201 : 200,
        body: { questionId, ...(taskId === null ? {} : { taskId }), unitId, askedAt },
      };
    },
  );
}

/** Whoever asks about a task of another unit asks that unit, where it can be asked; about its own, whom the rules name. */
function holderOf(record: PathwayRecord, holder: string | undefined, by: string): string | undefined {
  if (holder === undefined || holder === by) return undefined;
  return involved(record, factsFor(record)).includes(holder) ? holder : undefined;
}
