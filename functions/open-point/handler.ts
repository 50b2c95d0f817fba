import { openEarly } from '../../domain/early.ts';
import { byOf, mustOpenPoint } from '../shared/access.ts';
import { type CommandDeps, command } from '../shared/command.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { empty, noQuery } from '../shared/http/schemas.ts';
import { pointView } from '../shared/http/views.ts';

/** `POST /pathways/{pathwayId}/points/{n}/open`: opens a point before its window. Repeats change nothing. */
export function createHandler(deps: ApiDeps & CommandDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: empty, query: noQuery, action: 'open-point' },
    async ({ caller, path, now, directory, audit }) => {
      const pathwayId = path.pathwayId ?? '';
      const named = ({ point }: { readonly point: unknown }) => String(point) === path.n;
      const record = await command(deps, pathwayId, now, byOf(caller), (current, context) => {
        const { point } = mustOpenPoint(caller, current, current.points.find(named), directory);
        return openEarly(current, context, point);
      });
      await audit('open-point', pathwayId);
      return { status: 200, body: { pathwayId, ...pointView(record.points.find(named)!) } };
    },
  );
}
