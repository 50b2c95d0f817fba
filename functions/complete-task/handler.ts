import type { z } from 'zod';
import { type Directory, resolveUnit, unitById } from '../../domain/directory.ts';
import { type Context, isActive } from '../../domain/edits.ts';
import { isGpUncertain } from '../../domain/notices.ts';
import { completeTask, type Outcome } from '../../domain/outcomes.ts';
import { questionOf } from '../../domain/questions.ts';
import type { PathwayRecord, Task } from '../../domain/record.ts';
import { factsFor, RuleBroken } from '../../domain/tasks.ts';
import type { CommandDeps } from '../shared/command.ts';
import { digestOf } from '../shared/digest.ts';
import type { ApiDeps, ApiHandler } from '../shared/http/api.ts';
import { gpOf } from '../shared/http/facts.ts';
import { intakeChecklist } from '../shared/http/reading.ts';
import { outcome } from '../shared/http/schemas.ts';
import { taskCommand } from '../shared/http/task-command.ts';
import { askRegistry } from '../shared/registry.ts';
import { outcomeText } from '../shared/texts.ts';

/**
 * `POST /tasks/{taskId}/completion`: once; the same again changes nothing, another outcome is a conflict. What was
 * written in free text is stored before the record says that it is there.
 */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return taskCommand(
    deps,
    { body: outcome, action: 'complete-task' },
    async (record, context, task, { body }) => {
      const digest = digestOf(body);
      const given = outcomeOf(body, context.directory);
      const certain = await withGp(deps, record, context, task, given);
      const after = completeTask(record, context, task.taskId, certain, digest);
      if (after !== record) {
        checkRules(record, task, body, context.directory);
        await deps.store.putText({
          pathwayId: record.pathwayId,
          textId: outcomeText(task.taskId, digest),
          content: body,
        });
      }
      return after;
    },
  );
}

/** A question between units is done with its answer; what is ticked stands on the intake's checklist. */
function checkRules(
  record: PathwayRecord,
  task: Task,
  body: z.infer<typeof outcome>,
  directory: Directory,
): void {
  if (body.outcome !== 'done') return;
  if (questionOf(record, task) !== undefined && (body.note ?? '').trim() === '')
    throw new RuleBroken({ path: 'note', message: 'Write the answer to the question here.' });
  const keys = new Set(intakeChecklist(record, task, directory).map(({ key }) => key));
  const unknown = (body.checklist ?? []).flatMap((key, index) =>
    keys.has(key) ? [] : [{ path: `checklist.${index}`, message: 'Is no line of this task’s checklist.' }],
  );
  if (unknown.length > 0) throw new RuleBroken(...unknown);
}

/**
 * The outcome with the GP office as the person registry has it, where the one that is known was named so long ago that
 * a copy would wait for somebody to confirm it.
 */
async function withGp(
  deps: CommandDeps,
  record: PathwayRecord,
  { directory, now }: Context,
  task: Task,
  outcome: Outcome,
): Promise<Outcome> {
  const facts = factsFor(record);
  const isAsked = outcome.outcome === 'assessed' && outcome.gp === undefined && isActive(task);
  if (!isAsked || !isGpUncertain(facts, now)) return outcome;
  const gpHerId = unitById(directory, facts.gp!.unitId)?.herId;
  const status = await askRegistry(deps, record.pathwayId, { gpHerId });
  const office = status?.gp && resolveUnit(directory, status.gp);
  return office?.kind === 'gp-office' ? { ...outcome, gp: { unitId: office.unitId, asOf: null } } : outcome;
}

/** The outcome with the GP office found in the directory: one that is confirmed must be there. */
function outcomeOf(body: z.infer<typeof outcome>, directory: Directory): Outcome {
  if (body.outcome !== 'assessed' || body.gp === undefined) return body as Outcome;
  const gp = gpOf(directory, body.gp);
  if (gp === null) throw new RuleBroken({ path: 'gp', message: 'Names no GP office of the directory.' });
  return { ...body, gp };
}
