import { neverPaused } from '../../domain/directory.ts';
import { mustAdminister } from '../shared/access.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { noQuery } from '../shared/http/schemas.ts';

/** `GET /sending`: whether messages are sent, since when and by whose doing. As it is now, not as it is kept for a minute. */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(deps, { query: noQuery, action: 'read-sending' }, async ({ caller, audit }) => {
    mustAdminister(caller);
    const { sending } = await deps.store.readDirectory();
    await audit('read-sending', null);
    return { status: 200, body: sending ?? neverPaused };
  });
}
