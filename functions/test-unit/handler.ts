import { minutesAfter } from '../../domain/calendar.ts';
import { contactIds } from '../../domain/contacts.ts';
import { addressesOf, indexUnits } from '../../domain/directory.ts';
import { renderTestMessage } from '../../domain/messages.ts';
import type { Unit } from '../../domain/model.ts';
import { messageId } from '../../domain/recipients.ts';
import { mustTendUnit } from '../shared/access.ts';
import { digestOf } from '../shared/digest.ts';
import { NotFound } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, apiHandler } from '../shared/http/api.ts';
import { Problem } from '../shared/http/problems.ts';
import { noQuery, testMessage } from '../shared/http/schemas.ts';
import type { TestMessage, Told } from '../shared/ports.ts';
import { deliver, type SendDeps } from '../shared/send.ts';

/** A unit's contacts are bothered so often at most. */
const apartMinutes = 5;

/**
 * `POST /units/{unitId}/test-message`: writes to each contact of a unit, on each of its channels, that nothing needs
 * doing, and answers what became of it. Once for a `requestId`: a repeat is answered what the first was. It is sent at
 * any hour, for somebody is waiting for it. What a provider refuses for good counts from then on as any such message.
 */
export function createHandler(deps: ApiDeps & SendDeps): ApiHandler {
  return apiHandler(
    deps,
    { body: testMessage, query: noQuery, action: 'test-unit' },
    async ({ caller, path, body, now, audit }) => {
      const stored = await deps.store.getUnit(path.unitId ?? '');
      if (stored === undefined) throw new NotFound();
      const { unit, test } = stored;
      mustTendUnit(caller, unit.unitId);
      if (test?.requestId === body.requestId) return { status: 200, body: shown(unit, test) };
      const { units, sending } = await deps.store.readDirectory();
      if (sending?.paused)
        throw new Problem('conflict', 'Sending is paused: nothing is sent until it goes on.');
      const claim = { requestId: body.requestId, at: now };
      if (!(await deps.store.claimTest(unit.unitId, claim, minutesAfter(now, -apartMinutes))))
        throw new Problem(
          'too-many',
          `A test message has been sent to the unit within the last ${apartMinutes} minutes.`,
        );
      await audit('test-unit', null, { unitId: unit.unitId });
      const effectId = `test.${digestOf(body.requestId)}`;
      const to = unit.contacts.flatMap((contact, n) => {
        const { role, language } = contact;
        return addressesOf(unit, contact).map((address) => {
          const recipient = { unitId: unit.unitId, n, role, language, ...address };
          const { channel } = address;
          return {
            id: messageId(effectId, recipient),
            recipient,
            render: renderTestMessage({ language, channel, publicUrl: deps.publicUrl }),
          };
        });
      });
      const context = { now, directory: indexUnits(units, sending ?? undefined) };
      const { sent, refused } = await deliver(deps, context, [], () => to, {});
      const told = unit.contacts.flatMap(({ disabled }, n): Told[] => {
        const own = to.filter(({ recipient }) => recipient.n === n);
        if (own.length === 0) return disabled ? [] : [{ n, channel: null, result: 'no-address' }];
        return own.map(({ id, recipient: { channel } }) => ({
          n,
          channel,
          result: sent.includes(id) ? 'accepted' : refused.includes(id) ? 'refused' : 'failed',
        }));
      });
      await deps.store.noteTest(unit.unitId, { ...claim, told });
      return { status: 201, body: shown(unit, { ...claim, told }) };
    },
  );
}

function shown({ unitId, contacts }: Unit, { requestId, at, told }: TestMessage) {
  const ids = contactIds(contacts);
  return {
    unitId,
    requestId,
    sentAt: at,
    // a contact that has been taken off the list since is not told of any more
    told: told
      .filter(({ n }) => contacts[n] !== undefined)
      .map(({ n, channel, result }) => ({
        contactId: ids[n],
        place: n,
        role: contacts[n]!.role,
        channel,
        result,
      })),
  };
}
