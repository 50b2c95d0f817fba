import type { z } from 'zod';
import { type Directory, resolveUnit, unitById } from '../../domain/directory.ts';
import { type Context, isActive } from '../../domain/edits.ts';
import { type Foreseen, foresee } from '../../domain/foresee.ts';
import { isGpUncertain } from '../../domain/notices.ts';
import { completeTask, type Outcome } from '../../domain/outcomes.ts';
import { questionOf } from '../../domain/questions.ts';
import type { PathwayRecord, Task } from '../../domain/record.ts';
import { refusal } from '../../domain/refusals.ts';
import { factsFor, RuleBroken } from '../../domain/tasks.ts';
import { coordinatorOf, mayReadConversation } from '../shared/access.ts';
import type { CommandDeps } from '../shared/command.ts';
import { digestOf } from '../shared/digest.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { gpOf } from '../shared/http/facts.ts';
import { intakeChecklist } from '../shared/http/reading.ts';
import { completionQuery, outcome } from '../shared/http/schemas.ts';
import { actOnTask, tryOnTask } from '../shared/http/task-command.ts';
import { askRegistry } from '../shared/registry.ts';
import { outcomeText } from '../shared/texts.ts';

/**
 * `POST /tasks/{taskId}/completion`: once; the same again changes nothing, another outcome is a conflict. What was
 * written in free text is stored before the record says that it is there. With `dryRun` nothing is stored: answered is
 * who would get what, and a refusal is the same.
 */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: outcome, query: completionQuery, action: 'complete-task' },
    async (request) => {
      const { body } = request;
      const digest = digestOf(body);
      if (request.query.dryRun === 'true')
        return tryOnTask(deps, request, 'try-completion', async (record, context, task) => {
          const certain = await certainOf(deps, record, context, task, body);
          const foreseen = foresee(record, context, task.taskId, certain, digest);
          checkRules(record, task, body, context.directory);
          return foreseenView(foreseen, task, body, context.directory);
        });
      const passes = body.outcome === 'done' && body.unitId !== undefined;
      const handedOn = passes ? ({ type: 'task-passed-on', unitId: body.unitId } as const) : undefined;
      return actOnTask(
        deps,
        request,
        { action: 'complete-task', handedOn },
        async (record, context, task) => {
          const certain = await certainOf(deps, record, context, task, body);
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
    },
  );
}

/** Who would get what, with what a unit is called and whether it could read what was said. */
function foreseenView(
  { after, receivers, ...foreseen }: Foreseen,
  { taskId, point }: Task,
  { outcome: kind }: z.infer<typeof outcome>,
  directory: Directory,
) {
  const isHeld = kind === 'assessed' && point !== null;
  return {
    ...foreseen,
    receivers: receivers.map((receiver) => {
      const { unitId } = receiver;
      const reads =
        isHeld && mayReadConversation(coordinatorOf(unitId, directory), after, { point, taskId }, directory);
      return { ...receiver, name: unitById(directory, unitId)?.name ?? null, reads };
    }),
  };
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
    throw new RuleBroken(refusal('note', 'answer-missing'));
  const keys = new Set(intakeChecklist(record, task, directory).map(({ key }) => key));
  const unknown = (body.checklist ?? []).flatMap((key, index) =>
    keys.has(key) ? [] : [refusal(`checklist.${index}`, 'no-such-line')],
  );
  if (unknown.length > 0) throw new RuleBroken(...unknown);
}

/**
 * The outcome with the GP office as the person registry has it, where the one that is known was named so long ago that
 * a copy would wait for somebody to confirm it.
 */
async function certainOf(
  deps: CommandDeps,
  record: PathwayRecord,
  { directory, now }: Context,
  task: Task,
  body: z.infer<typeof outcome>,
): Promise<Outcome> {
  const given = outcomeOf(body, directory);
  const facts = factsFor(record);
  const isAsked = given.outcome === 'assessed' && given.gp === undefined && isActive(task);
  if (!isAsked || !isGpUncertain(facts, now)) return given;
  const gpHerId = unitById(directory, facts.gp!.unitId)?.herId;
  const status = await askRegistry(deps, record.pathwayId, { gpHerId });
  const office = status?.gp && resolveUnit(directory, status.gp);
  return office?.kind === 'gp-office' ? { ...given, gp: { unitId: office.unitId, asOf: null } } : given;
}

/** The outcome with the GP office found in the directory: one that is confirmed must be there. */
function outcomeOf(body: z.infer<typeof outcome>, directory: Directory): Outcome {
  if (body.outcome !== 'assessed' || body.gp === undefined) return body as Outcome;
  const gp = gpOf(directory, body.gp);
  if (gp === null) throw new RuleBroken(refusal('gp', 'no-such-gp-office'));
  return { ...body, gp };
}
