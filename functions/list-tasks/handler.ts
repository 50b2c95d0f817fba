import type { z } from 'zod';
import { startOfDay } from '../../domain/calendar.ts';
import { lists } from '../../domain/rows.ts';
import { mayKnowPatientsOf, taskedUnit } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listedTask, listedWhom, patientsOf } from '../shared/http/listing.ts';
import { listTasksQuery } from '../shared/http/schemas.ts';
import { instantOf } from '../shared/time.ts';

/**
 * `GET /tasks`: a unit's tasks by due date; without `status`, those still to be done. However many there are, a page
 * costs the same: it is a stretch of one list. So what is asked for is a list (`status`), or a stretch of it
 * (`dueBefore`), and never something that would have to be looked for page by page, as a kind.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listTasksQuery, action: 'list-tasks' },
    async ({ caller, query, directory, now, audit, auditEach }) => {
      const unitId = taskedUnit(caller, query.unitId, directory);
      const list = listOf(unitId, query);
      const page = await deps.store.list(list, {
        limit: query.limit,
        cursor: query.cursor,
        before: query.dueBefore === undefined ? undefined : beginningOf(query.dueBefore),
        backwards: query.order === 'desc',
      });
      const isTold = query.include === 'patient' && mayKnowPatientsOf(caller, unitId);
      const told = await patientsOf(deps.store, isTold ? page.items : [], caller);
      await audit('list-tasks', null, { unitId });
      await auditEach('list-tasks', told.patients.keys());
      const items = page.items.map((row) => ({ ...listedTask(row, now), ...listedWhom(row, told) }));
      return pageReply(items, page);
    },
  );
}

function listOf(unitId: string, { status, waitsFor }: z.infer<typeof listTasksQuery>): string {
  if (waitsFor !== undefined) return lists.waiting(unitId, waitsFor);
  return status === undefined ? lists.worklist(unitId) : lists.tasks(unitId, status);
}

/** A day begins in Oslo. */
function beginningOf(dateOrInstant: string): string {
  return dateOrInstant.length === 'yyyy-mm-dd'.length ? startOfDay(dateOrInstant) : instantOf(dateOrInstant);
}
