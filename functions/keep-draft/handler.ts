import { taskOf } from '../../domain/edits.ts';
import { mayBeCompleted } from '../../domain/outcomes.ts';
import type { Task } from '../../domain/record.ts';
import { TaskConflict } from '../../domain/tasks.ts';
import { type Caller, mustOwnTask, mustSeeTask } from '../shared/access.ts';
import { digestOf } from '../shared/digest.ts';
import { NotFound } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, type ApiRequest, apiHandler, pathwayOf } from '../shared/http/api.ts';
import { Problem } from '../shared/http/problems.ts';
import { draft, draftBytes, noQuery } from '../shared/http/schemas.ts';
import type { Draft, Store } from '../shared/ports.ts';

/** As it is shown: whose it is only as far as whether it is the caller's own. */
interface ShownDraft {
  readonly revision: number;
  readonly savedAt: string | null;
  readonly mine: boolean;
  readonly content: Draft['content'];
}

/**
 * `GET`, `PUT` and `DELETE /tasks/{taskId}/draft`: what a unit has filled in of a task's outcome and not yet sent. One a
 * task, of the task's own unit, while the task can be completed. A `PUT` names the revision that it was made from; where
 * somebody else has saved since, it is told so and nothing is stored.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  const read = apiHandler(deps, { query: noQuery, action: 'read-draft' }, async (request) => {
    const { pathwayId, task } = await ownTask(deps.store, request);
    await request.audit('read-draft', pathwayId);
    return { status: 200, body: shown(await draftOf(deps.store, pathwayId, task), request.caller) };
  });
  const write = apiHandler(deps, { query: noQuery, body: draft, action: 'write-draft' }, async (request) => {
    const { caller, now, body } = request;
    if (Buffer.byteLength(JSON.stringify(body.content)) > draftBytes)
      throw new Problem('too-large', `A draft has at most ${draftBytes} bytes.`);
    const { pathwayId, task } = await ownTask(deps.store, request);
    await request.audit('write-draft', pathwayId);
    const next: Draft = {
      pathwayId,
      taskId: task.taskId,
      unitId: task.unitId,
      revision: body.revision + 1,
      savedAt: now,
      savedBy: caller.subject,
      content: body.content,
    };
    if (await deps.store.putDraft(next)) return { status: 200, body: shown(next, caller) };
    const there = await draftOf(deps.store, pathwayId, task);
    if (isRepeat(there, next)) return { status: 200, body: shown(there, caller) };
    const { content: _, ...told } = shown(there, caller);
    throw new Problem('draft-changed', 'Somebody else has changed it. Read it again.', undefined, told);
  });
  const empty = apiHandler(deps, { query: noQuery, action: 'empty-draft' }, async (request) => {
    const { pathwayId, task } = await ownTask(deps.store, request);
    await request.audit('empty-draft', pathwayId);
    await deps.store.emptyDraft(pathwayId, task.taskId, request.now);
    return { status: 200, body: shown(await draftOf(deps.store, pathwayId, task), request.caller) };
  });
  const methods: Readonly<Record<string, ApiHandler>> = { GET: read, PUT: write, DELETE: empty };
  return (event) => methods[event.httpMethod]!(event);
}

/** The task, where the caller's unit may fill it in now. */
async function ownTask(
  store: Pick<Store, 'getPathway'>,
  { caller, path, directory }: Pick<ApiRequest<unknown, unknown>, 'caller' | 'path' | 'directory'>,
): Promise<{ readonly pathwayId: string; readonly task: Task }> {
  const taskId = path.taskId ?? '';
  const pathwayId = pathwayOf(taskId);
  const record = pathwayId === null ? undefined : await store.getPathway(pathwayId);
  if (record === undefined) throw new NotFound();
  const task = mustSeeTask(caller, record, taskOf(record, taskId), directory);
  mustOwnTask(caller, task);
  if (!mayBeCompleted(record, task)) throw new TaskConflict('task-closed');
  return { pathwayId: record.pathwayId, task };
}

/** A draft that another unit has left behind is none of this one's: it is as if it were empty. */
async function draftOf(
  store: Pick<Store, 'getDraft'>,
  pathwayId: string,
  { taskId, unitId }: Task,
): Promise<Draft | undefined> {
  const found = await store.getDraft(pathwayId, taskId);
  return found === undefined || found.unitId === unitId ? found : { ...found, content: null };
}

function shown(found: Draft | undefined, caller: Caller): ShownDraft {
  const { revision = 0, content = null, savedAt = null, savedBy } = found ?? {};
  if (content === null) return { revision, savedAt: null, mine: false, content };
  return { revision, savedAt, mine: savedBy === caller.subject, content };
}

/** The same person has sent the same before, and lost the answer. */
function isRepeat(there: Draft | undefined, next: Draft): there is Draft {
  return (
    there !== undefined &&
    there.revision === next.revision &&
    there.savedBy === next.savedBy &&
    digestOf(there.content) === digestOf(next.content)
  );
}
