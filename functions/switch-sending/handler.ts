import { neverPaused } from '../../domain/directory.ts';
import { mustAdminister } from '../shared/access.ts';
import { directoryChanged } from '../shared/directory-cache.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { noQuery, sendingSwitch } from '../shared/http/schemas.ts';

/**
 * `PUT /sending`: an administrator pauses all sending, or lets it go on. Every function heeds it within a minute.
 * Nothing is lost: what was to be sent waits in the records, and what is still true then is sent by the next sweep.
 * The same again changes nothing.
 */
export function createHandler(deps: ApiDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: sendingSwitch, query: noQuery, action: 'switch-sending' },
    async ({ caller, body, now, audit }) => {
      mustAdminister(caller);
      const before = (await deps.store.readDirectory()).sending ?? neverPaused;
      const reason = body.reason ?? null;
      await audit(body.paused ? 'pause-sending' : 'resume-sending', null);
      if (before.paused === body.paused && before.reason === reason) return { status: 200, body: before };
      const since = before.paused === body.paused ? before.since : now;
      const sending = { paused: body.paused, since, by: caller.subject, reason };
      await deps.store.putSending(sending);
      directoryChanged();
      deps.log.info(body.paused ? 'sending-paused' : 'sending-resumed');
      return { status: 200, body: sending };
    },
  );
}
