import type { z } from 'zod';
import type { Context } from '../../../domain/edits.ts';
import { taskOf } from '../../../domain/edits.ts';
import { mayBeCompleted } from '../../../domain/outcomes.ts';
import type { PathwayRecord, Task } from '../../../domain/record.ts';
import { byOf, mustOwnTask, mustSeeTask } from '../access.ts';
import type { Action } from '../actions.ts';
import { type CommandDeps, command } from '../command.ts';
import { Forbidden, NotFound } from '../errors.ts';
import { type ApiDeps, type ApiHandler, type ApiRequest, apiHandler, pathwayOf, type Reply } from './api.ts';
import { type HandedOn, handedOnBefore } from './repeats.ts';
import { noQuery } from './schemas.ts';
import { shownTask } from './showing.ts';

type Act<B, Q> = (
  record: PathwayRecord,
  context: Context,
  task: Task,
  request: ApiRequest<B, Q>,
) => PathwayRecord | Promise<PathwayRecord>;

/**
 * A route on which a task's own unit acts on it: answers the task as it stands afterwards. Where the act hands it on to
 * another unit, `handsOn` says how, so that the same again is answered though the task is not the caller's any more.
 */
export function taskCommand<B extends z.ZodType>(
  deps: ApiDeps & CommandDeps,
  contract: { readonly body: B; readonly action: Action },
  act: Act<z.infer<B>, unknown>,
  handsOn: (body: z.infer<B>) => HandedOn | undefined = () => undefined,
): ApiHandler {
  return apiHandler(deps, { ...contract, query: noQuery }, (request) =>
    actOnTask(deps, request, { action: contract.action, handedOn: handsOn(request.body) }, act),
  );
}

export async function actOnTask<B, Q>(
  deps: ApiDeps & CommandDeps,
  request: ApiRequest<B, Q>,
  { action, handedOn }: { readonly action: Action; readonly handedOn: HandedOn | undefined },
  act: Act<B, Q>,
): Promise<Reply> {
  const { caller, path, now, directory, audit } = request;
  const { taskId, pathwayId } = named(path);
  const done = command(deps, pathwayId, now, byOf(caller), (current, context) =>
    act(current, context, ownTask(request, current, taskId), request),
  );
  const record = await done.catch((error: unknown) => {
    if (handedOn !== undefined && (error instanceof NotFound || error instanceof Forbidden)) return error;
    throw error;
  });
  if (record instanceof Error) {
    const before = await handedOnBefore(deps.store, caller, pathwayId, taskId, handedOn as HandedOn);
    if (before === undefined) throw record;
    await audit(action, pathwayId);
    return { status: 200, body: before };
  }
  await audit(action, pathwayId);
  const task = taskOf(record, taskId) as Task;
  // what was filled in here has been sent, or is not for who has the task now
  if (task.unitId !== caller.unitId || !mayBeCompleted(record, task))
    await deps.store.emptyDraft(pathwayId, taskId, now);
  return { status: 200, body: await shownTask(deps, caller, record, task, directory) };
}

/** What an act would come to: `look` is given what the act would be, and nothing is written. */
export async function tryOnTask<B, Q>(
  deps: ApiDeps,
  request: ApiRequest<B, Q>,
  action: Action,
  look: (record: PathwayRecord, context: Context, task: Task) => Promise<unknown>,
): Promise<Reply> {
  const { caller, path, now, directory, audit } = request;
  const { taskId, pathwayId } = named(path);
  const record = await deps.store.getPathway(pathwayId);
  if (record === undefined) throw new NotFound();
  const context: Context = { now, by: byOf(caller), directory };
  const body = await look(record, context, ownTask(request, record, taskId));
  await audit(action, pathwayId);
  return { status: 200, body };
}

function named(path: Readonly<Record<string, string>>) {
  const taskId = path.taskId ?? '';
  const pathwayId = pathwayOf(taskId);
  if (pathwayId === null) throw new NotFound();
  return { taskId, pathwayId };
}

function ownTask(
  { caller, directory }: Pick<ApiRequest<unknown, unknown>, 'caller' | 'directory'>,
  record: PathwayRecord,
  taskId: string,
): Task {
  const task = mustSeeTask(caller, record, taskOf(record, taskId), directory);
  mustOwnTask(caller, task);
  return task;
}
