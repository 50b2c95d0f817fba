import { placeKey } from '../../domain/facts.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { mustCountDiagnosed } from '../shared/access.ts';
import { trustsOf } from '../shared/evaluation.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { periodErrors, placeErrors, placeOf } from '../shared/http/facts.ts';
import type { FieldError } from '../shared/http/problems.ts';
import { type DiagnosedBody, diagnosed, noQuery } from '../shared/http/schemas.ts';

/**
 * `PUT /statistics/diagnosed`: how many a trust has diagnosed in a period, so that overview and cohorts can tell the
 * share that was started at all. The same trust and period again replaces what was there.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: diagnosed, query: noQuery, action: 'write-diagnosed' },
    async ({ caller, body, directory, audit }) => {
      mustCountDiagnosed(caller, body.trust, directory);
      const errors = [
        ...(trustsOf(directory).includes(body.trust)
          ? []
          : [{ path: 'trust', message: 'No unit of the directory belongs to it.' }]),
        ...periodErrors(body),
        ...countErrors(body),
      ];
      if (errors.length > 0) throw new RuleBroken(...errors);
      await audit('write-diagnosed', null, { trust: body.trust });
      const { trust, from, until } = body;
      await deps.store.putEntry('DIAGNOSED', { id: `${trust}#${from}#${until}`, content: body });
      return { status: 200, body };
    },
  );
}

/** Nobody is to be counted twice: a group by its municipalities or for the whole trust, and each once. */
function countErrors({ counts }: DiagnosedBody): readonly FieldError[] {
  const errors: FieldError[] = [];
  const kinds = new Map<string, boolean>();
  const seen = new Set<string>();
  for (const [n, { group, municipality }] of counts.entries()) {
    const wrong = (message: string) => errors.push({ path: `counts.${n}`, message });
    if (municipality != null)
      for (const { message } of placeErrors(municipality))
        errors.push({ path: `counts.${n}.municipality.district`, message });
    const isByPlace = municipality != null;
    const key = isByPlace ? `${group} ${placeKey(placeOf(municipality))}` : group;
    if (seen.has(key)) wrong('Is counted above already.');
    else if ((kinds.get(group) ?? isByPlace) !== isByPlace)
      wrong('A group is counted for the whole trust or by municipality, not both.');
    seen.add(key);
    kinds.set(group, kinds.get(group) ?? isByPlace);
  }
  return errors;
}
