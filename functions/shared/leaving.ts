import { isActive, taskOf } from '../../domain/edits.ts';
import type { Instant } from '../../domain/model.ts';
import { lists } from '../../domain/rows.ts';
import { releaseTask } from '../../domain/tasks.ts';
import { type CommandDeps, command } from './command.ts';
import type { Row } from './ports.ts';

/**
 * Gives back to the unit what those who have left had accepted there. A task that has moved on meanwhile is left
 * alone, so that doing it again, also after half of it, changes nothing more. Answers the pathways that were changed.
 */
export async function releaseAcceptedBy(
  deps: CommandDeps,
  unitId: string,
  subjects: ReadonlySet<string>,
  now: Instant,
  by: string,
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  if (subjects.size === 0) return changed;
  for (const { pathwayId, data } of await listAll(deps, lists.tasks(unitId, 'accepted'))) {
    if (!subjects.has(String(data.acceptedBy))) continue;
    const taskId = String(data.taskId);
    await command(deps, pathwayId, now, by, (record, context) => {
      const task = taskOf(record, taskId);
      const isTheirs = task?.unitId === unitId && subjects.has(task.acceptedBy ?? '');
      if (!isTheirs || !isActive(task)) return record;
      changed.add(pathwayId);
      return releaseTask(record, context, taskId);
    });
  }
  return changed;
}

/** Every row of a list, read before anything is done that moves rows off it. */
export async function listAll(
  { store }: Pick<CommandDeps, 'store'>,
  listKey: string,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list(listKey, { limit: 100, cursor });
    rows.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}
