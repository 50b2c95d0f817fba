import { renewStalled } from '../../domain/plans.ts';
import type { Execution } from '../../domain/record.ts';
import { lists } from '../../domain/rows.ts';
import { byOf, mustAdminister } from '../shared/access.ts';
import { type CommandDeps, command } from '../shared/command.ts';
import { type ApiDeps, type ApiHandler, apiHandler, pageReply } from '../shared/http/api.ts';
import { empty, listStalledQuery, noQuery } from '../shared/http/schemas.ts';
import { executionView, type MachineArns } from '../shared/http/views.ts';

export interface StalledDeps extends ApiDeps, CommandDeps {
  readonly machines: MachineArns;
}

/**
 * `GET /stalled`: pathways whose plans were lost too often, the longest first. `POST /pathways/{pathwayId}/plan`: makes
 * the plans of one of them anew, once somebody has looked at what kept losing them; the same again changes nothing, and
 * should they be lost again within the day, it is stalled again at once. For who runs Vel hjem: nobody's identity is in it.
 */
export function createHandler(deps: StalledDeps): ApiHandler {
  const list = apiHandler(
    deps,
    { query: listStalledQuery, action: 'list-stalled' },
    async ({ caller, query: { limit, cursor }, audit }) => {
      mustAdminister(caller);
      const page = await deps.store.list(lists.stalled, { limit, cursor });
      await audit('list-stalled', null);
      const items = page.items.map(({ pathwayId, data }) => ({
        pathwayId,
        since: data.since,
        executions: (data.executions as readonly Execution[]).map((one) =>
          executionView(pathwayId, one, deps.machines),
        ),
      }));
      return pageReply(items, page);
    },
  );
  const renew = apiHandler(
    deps,
    { body: empty, query: noQuery, action: 'renew-plan' },
    async ({ caller, path, now, audit }) => {
      mustAdminister(caller);
      const pathwayId = path.pathwayId ?? '';
      let renewed = false;
      await command(deps, pathwayId, now, byOf(caller), (record, context) => {
        const after = renewStalled(record, context);
        renewed = after !== record;
        return after;
      });
      await audit('renew-plan', pathwayId);
      return { status: 200, body: { pathwayId, renewed } };
    },
  );
  return (event) => (event.httpMethod === 'GET' ? list : renew)(event);
}
