import { z } from 'zod';
import { type AddressPlace, type Directory, isReachable } from '../../domain/directory.ts';
import type { Unit } from '../../domain/model.ts';
import type { SendEffect } from '../../domain/record.ts';
import type { CommandDeps } from '../shared/command.ts';
import { digestOf } from '../shared/digest.ts';
import { DIGEST } from '../shared/digests.ts';
import { directoryOf } from '../shared/directory-cache.ts';
import { noteFailing } from '../shared/failing.ts';
import { pathwayOf } from '../shared/http/api.ts';
import { instantOf } from '../shared/time.ts';
import { AGAIN, passOn, tellAgain, tellOfUnreachable } from '../shared/undelivered.ts';

const tag = z.array(z.string()).min(1);
/** What SES tells the event bus of an e-mail; its tags are those of `deliveryTags`. */
const delivery = z.object({
  time: z.iso.datetime(),
  detail: z.object({
    eventType: z.string(),
    bounce: z.object({ bounceType: z.string() }).optional(),
    mail: z.object({
      destination: z.array(z.string()),
      tags: z.object({ messageId: tag, unit: tag, place: tag }),
    }),
  }),
});

export type Recorded = 'fails' | 'tried-again' | 'not-the-address' | 'unknown';

/** A full mailbox, an absence note: one more try, a day later. */
const againAfterMinutes = 24 * 60;

/**
 * An e-mail did not arrive. Its address fails from now on, until the unit is written again, and the message goes to
 * whoever is written to instead; of a unit that nobody can be reached in, the unit above hears of all that is open.
 * A bounce that may pass is tried once more before that. Told of the same twice, nothing happens twice.
 */
export function createHandler(deps: CommandDeps): (event: unknown) => Promise<Recorded> {
  return async (event) => {
    const { time, detail } = delivery.parse(event);
    const now = instantOf(time);
    const { tags, destination } = detail.mail;
    const messageId = tags.messageId[0]!;
    const directory = await directoryOf(deps.store, now);
    const unit = unitOf(directory, tags.unit[0]!);
    if (unit === undefined) return 'unknown';
    const place: AddressPlace = { unitId: unit.unitId, n: Number(tags.place[0]), channel: 'email' };
    deps.log.error('message-not-delivered', { unitId: unit.unitId, channel: 'email' });
    if (detail.eventType !== 'Bounce' && detail.eventType !== 'Complaint') {
      // what was sent is refused, wherever it goes: nobody else would get it either
      deps.metric('UndeliverableTasks', 1);
      return 'not-the-address';
    }
    const mayPass = detail.eventType === 'Bounce' && detail.bounce?.bounceType !== 'Permanent';
    const again = mayPass && !messageId.includes(AGAIN);
    const address = unit.contacts[place.n]?.email;
    // the address that it was sent to may not be the contact's any more
    if (!again && address !== undefined && isSame(address, destination))
      await noteFailing(deps, directory, { ...place, address, since: now });
    const after = (await directoryOf(deps.store, now)).units.get(unit.unitId)!;
    const lost = { messageId, place, againAfterMinutes: again ? againAfterMinutes : null };
    const about = aboutOf(messageId);
    if (about !== undefined) {
      const pathwayId = pathwayOf('taskId' in about ? about.taskId : about.noticeId)!;
      await passOn(deps, { ...lost, pathwayId, about, digest: false }, now);
    }
    // of a unit that nobody can be reached in all that is open is told below
    if (messageId.startsWith(DIGEST) && isReachable(after)) await tellAgain(deps, lost, now);
    await tellOfUnreachable(deps, after, now);
    return again ? 'tried-again' : 'fails';
  };
}

function unitOf(directory: Directory, digest: string): Unit | undefined {
  return [...directory.units.values()].find(({ unitId }) => digestOf(unitId) === digest);
}

function isSame(address: string, destination: readonly string[]): boolean {
  return destination.some((other) => other.toLowerCase() === address.toLowerCase());
}

/** `<taskId>_<rung>…` or `<noticeId>_…`: what a message was about, as SES's tags write it. */
function aboutOf(messageId: string): SendEffect['about'] | undefined {
  const task = /^(?<taskId>[A-Za-z0-9]+-t\d+)_(?<rung>\d+)/.exec(messageId)?.groups;
  if (task !== undefined) return { taskId: task.taskId!, rung: Number(task.rung) };
  const notice = /^(?<noticeId>[A-Za-z0-9]+-n\d+)(?:_|$)/.exec(messageId)?.groups;
  return notice === undefined ? undefined : { noticeId: notice.noticeId! };
}
