import { addDays, startOfDay } from '../../domain/calendar.ts';
import { codesOf } from '../../domain/registration.ts';
import { lists } from '../../domain/rows.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { listedUnit } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { listRegistrationsQuery } from '../shared/http/schemas.ts';
import type { Page, Row } from '../shared/ports.ts';

/** A year of a large unit; more is asked for in shorter periods, so that an answer is never cut short in silence. */
const mostLines = 10_000;
const columns = ['at', 'event', 'code', 'taskId', 'pathwayId'] as const;

/**
 * `GET /registrations`: what a unit has completed from one day to another, both included, oldest first, with the codes
 * that it registers it by now (null where it has none). With `Accept: text/csv` all of it as CSV, without pages.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { query: listRegistrationsQuery, action: 'list-registrations' },
    async ({ caller, query, directory, accepts, audit }) => {
      const unitId = listedUnit(caller, query.unitId, directory);
      const after = query.from === undefined ? undefined : startOfDay(query.from);
      const before = query.to === undefined ? undefined : startOfDay(addDays(query.to, 1));
      const codes = new Map(codesOf(directory, unitId).map(({ event, code }) => [event as unknown, code]));
      const line = ({ data: { at, event, taskId, pathwayId } }: Row) => ({
        at,
        event,
        code: codes.get(event) ?? null,
        taskId,
        pathwayId,
      });
      const page = async (limit: number, cursor: string | undefined): Promise<Page<Row>> => {
        const found = await deps.store.list(lists.registrations(unitId), { limit, cursor, after });
        const items = found.items.filter(({ data }) => before === undefined || String(data.at) < before);
        // the list is in order of time: behind the first that comes too late there is nothing
        return items.length < found.items.length ? { items } : found;
      };
      await audit('list-registrations', null, { unitId });
      if (!/\btext\/csv\b/i.test(accepts)) {
        const found = await page(query.limit, query.cursor);
        return pageReply(found.items.map(line), found);
      }
      const lines: ReturnType<typeof line>[] = [];
      let cursor: string | undefined;
      do {
        const found = await page(100, cursor);
        lines.push(...found.items.map(line));
        cursor = found.cursor;
        if (lines.length > mostLines)
          throw new RuleBroken({
            path: 'from',
            message: `More than ${mostLines} lines: ask for a shorter time.`,
          });
      } while (cursor !== undefined);
      // ids, enums and codes without commas or quotes: nothing in them needs escaping
      const rows = lines.map((one) => columns.map((name) => one[name] ?? '').join(','));
      return { status: 200, csv: `${[columns.join(','), ...rows].join('\r\n')}\r\n` };
    },
  );
}
