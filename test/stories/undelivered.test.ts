import { describe, expect, it } from 'vitest';
import type { Contact, Unit } from '../../domain/model.ts';
import { deliveryTags } from '../../functions/shared/adapters/ses-sns-messenger.ts';
import { AddressRefused } from '../../functions/shared/errors.ts';
import type { SimulationPorts } from '../../local/simulation.ts';
import {
  administrator,
  anne,
  berit,
  handedOver,
  hospital,
  municipality,
  put,
  toOf,
} from '../support/contacts.ts';
import { mortal } from '../support/faults.ts';
import { another, palliative, type Sample, type Story, simulate, withUnit } from '../support/simulated.ts';

/** What becomes of messages that do not arrive: bounces that come back as events, numbers that are refused. */

describe('an address that bounces', () => {
  const bouncing: Contact = { ...anne, email: 'bounce@kommune-3105.example' };
  const lise: Contact = { role: 'coordinator', email: 'lise@kommune-3105.example', language: 'nb' };
  const withContacts = (contacts: readonly Contact[]) =>
    withUnit(municipality, (unit) => ({ ...unit, channel: 'email', contacts }));
  const above = 'leader@kommune-3105-koordinerende.example';
  const shown = async (story: Story) =>
    (await story.world.call('GET /units/{unitId}', administrator, { path: { unitId: municipality } })).body
      .contacts;
  const types = async (story: Story, id: string) =>
    (await story.pathway(id, hospital)).timeline.map(({ type }: Sample) => type);

  it('is known as such, and the message goes to whoever is written to instead', async () => {
    const story = await simulate({ units: withContacts([bouncing, berit]) });
    const { id, intake } = await handedOver(story);
    expect(toOf(story, `${intake.taskId}#0`)).toEqual([bouncing.email, berit.email]);
    expect((await shown(story))[0].emailFailsSince).toBe('2026-11-20T09:00:00Z');
    expect(await types(story, id)).toContain('message-failed');
    // reminders do not try it again
    await story.world.advanceTo('2026-11-25T15:00:00Z');
    expect(toOf(story, `${intake.taskId}#1`)).toEqual([berit.email]);
    expect(story.world.metrics.get('UndeliverableTasks')).toBeUndefined();
  });

  it('is made up for by the other channel where there is one', async () => {
    const story = await simulate({ units: withContacts([{ ...bouncing, sms: '+4799999777' }, berit]) });
    const { intake } = await handedOver(story);
    expect(toOf(story, `${intake.taskId}#0`)).toEqual([bouncing.email, '+4799999777']);
  });

  it('is made up for by who was written to beside it: nobody is written to twice', async () => {
    const story = await simulate({ units: withContacts([bouncing, lise, berit]) });
    const { intake } = await handedOver(story);
    expect(toOf(story, `${intake.taskId}#0`)).toEqual([bouncing.email, lise.email]);
  });

  it('is made up for by the other channel beside who was written to, who hears nothing twice', async () => {
    const story = await simulate({ units: withContacts([{ ...bouncing, sms: '+4799999777' }, lise]) });
    const { intake } = await handedOver(story);
    expect(toOf(story, `${intake.taskId}#0`)).toEqual([bouncing.email, lise.email, '+4799999777']);
  });

  it('is forgotten when the unit is written again', async () => {
    const story = await simulate({ units: withContacts([bouncing, berit]) });
    const { intake } = await handedOver(story);
    const contacts = await shown(story);
    await put(story, municipality, [{ ...contacts[0], email: anne.email }, contacts[1]], {
      channel: 'email',
    });
    expect((await shown(story))[0].emailFailsSince).toBeUndefined();
    await story.world.advanceTo('2026-11-25T15:00:00Z');
    expect(toOf(story, `${intake.taskId}#1`)).toEqual([anne.email]);
  });

  it('one after the other leads upwards, each once', async () => {
    const both = [bouncing, { ...berit, email: 'bounce@leader.example' }];
    const story = await simulate({ units: withContacts(both) });
    const { intake } = await handedOver(story);
    expect(toOf(story, intake.taskId)).toEqual([bouncing.email, 'bounce@leader.example', above]);
    expect(story.world.messages.at(-1)?.text).toContain('når ingen der');
  });

  it('which is a unit’s last has what is open there told upwards, and new patients routed by hand', async () => {
    const story = await simulate({ units: withContacts([anne]) });
    const [first, second] = [await handedOver(story), await handedOver(story, 1)];
    const done = await handedOver(story, 2);
    await story.accept(done.intake);
    await story.complete(done.intake, { outcome: 'done' });
    await put(story, municipality, [bouncing], { channel: 'email' });
    const before = story.world.messages.length;
    const last = await handedOver(story, 4);
    const told = story.world.messages.slice(before).filter(({ to }) => to === above);
    expect(told.map(({ messageId }) => messageId.split(/[#~]/)[0]).toSorted()).toEqual(
      [first, second, last].map(({ intake }) => intake.taskId).toSorted(),
    );
    expect(story.world.metrics.get('UndeliverableTasks')).toBe(3);
    const next = await story.start(another(3));
    await story.complete(await story.openTask(next, hospital), story.assessed());
    expect(await story.openTask(next, hospital)).toMatchObject({
      kind: 'route-manually',
      unitId: 'so-koordinerende',
    });
    const { timeline } = await story.pathway(second.id, hospital);
    expect(timeline.map(({ type }: Sample) => type)).toContain('unit-unreachable');
  });

  it('with nobody above to be reached either is undeliverable, which rings', async () => {
    const gone: readonly Unit[] = withContacts([bouncing]).map((unit) =>
      unit.unitId === municipality || unit.unitId === hospital ? unit : { ...unit, contacts: [] },
    );
    const story = await simulate({ units: gone });
    const { id } = await handedOver(story);
    expect(await types(story, id)).toContain('message-undeliverable');
    expect(story.world.metrics.get('UndeliverableTasks')).toBeGreaterThan(0);
  });

  it('of a notice’s message has it written again, unless the notice has been read', async () => {
    const office = { unitId: palliative.gp.unitId, role: 'coordinator' } as const;
    const story = await simulate({
      units: withUnit(office.unitId, (unit) => ({
        ...unit,
        channel: 'email',
        contacts: [{ role: 'coordinator', email: 'bounce@gp.example', language: 'nb' }],
      })),
    });
    const id = await story.start(palliative);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const [notice] = await story.notices(office.unitId);
    expect(toOf(story, `${notice.noticeId}:`)).toEqual(['bounce@gp.example']);
    expect(toOf(story, `${notice.noticeId}~`)).toEqual(['coordinator@so-koordinerende.example']);
  });
});

describe('an event of the e-mail provider', () => {
  const event = (messageId: string, more: Sample = {}, unitId = municipality, to = anne.email) => ({
    time: '2026-11-20T10:00:00Z',
    detail: {
      eventType: 'Bounce',
      bounce: { bounceType: 'Permanent' },
      mail: { destination: [to], tags: tagsOf(messageId, unitId) },
      ...more,
    },
  });
  const tagsOf = (messageId: string, unitId: string) =>
    Object.fromEntries(
      Object.entries(deliveryTags({ messageId, receiver: { unitId, n: 0 } })).map(([name, value]) => [
        name,
        [value],
      ]),
    );
  const opened = async () => {
    const story = await simulate({
      units: withUnit(municipality, (unit) => ({ ...unit, channel: 'email', contacts: [anne, berit] })),
    });
    const { id, intake } = await handedOver(story);
    return { story, id, about: `${intake.taskId}#0`, intake };
  };
  const idOf = (about: string) => `${about}:${municipality}:coordinator:email:0`;
  const failing = async (story: Story) =>
    (await story.world.ports.store.readDirectory()).units
      .find(({ unitId }) => unitId === municipality)
      ?.contacts.map(({ emailFailsSince }) => emailFailsSince !== undefined);

  it('that is told twice is acted on once', async () => {
    const { story, about, intake } = await opened();
    expect(await story.world.deliver(event(idOf(about)))).toBe('fails');
    await story.world.deliver(event(idOf(about)));
    // also once the journal has been written out
    await story.accept(intake);
    await story.world.deliver(event(idOf(about)));
    expect(toOf(story, about)).toEqual([anne.email, berit.email]);
  });

  it('of an address that has been replaced meanwhile marks nobody, and the new one is written to', async () => {
    const { story, about } = await opened();
    await put(story, municipality, [{ ...anne, email: 'new@kommune-3105.example' }, berit], {
      channel: 'email',
    });
    await story.world.deliver(event(idOf(about)));
    expect(await failing(story)).toEqual([false, false]);
    expect(toOf(story, about)).toEqual([anne.email, 'new@kommune-3105.example']);
  });

  it('about a task that is done, or that nobody has, writes to nobody', async () => {
    const { story, about, intake } = await opened();
    await story.accept(intake);
    await story.complete(intake, { outcome: 'done' });
    const before = story.world.messages.length;
    await story.world.deliver(event(idOf(about)));
    await story.world.deliver(event(idOf('zzz-t1#0')));
    await story.world.deliver(event(idOf('zzz-n1')));
    await story.world.deliver(event('something else'));
    expect(story.world.messages).toHaveLength(before);
    expect(await failing(story)).toEqual([true, false]);
  });

  it('of a bounce that may pass tries the address again a day later, and then no more', async () => {
    const { story, about } = await opened();
    const transient = { bounce: { bounceType: 'Transient' } };
    expect(await story.world.deliver(event(idOf(about), transient))).toBe('tried-again');
    expect(await failing(story)).toEqual([false, false]);
    expect(toOf(story, about)).toEqual([anne.email]);
    await story.world.advanceTo('2026-11-23T09:00:00Z');
    expect(toOf(story, about)).toEqual([anne.email, anne.email]);
    const again = story.world.messages.at(-1)!.messageId;
    expect(await story.world.deliver(event(again, transient))).toBe('fails');
    expect(await failing(story)).toEqual([true, false]);
    expect(toOf(story, about)).toEqual([anne.email, anne.email, berit.email]);
  });

  it('of a complaint stops writing to the address', async () => {
    const { story, about } = await opened();
    await story.world.deliver(event(idOf(about), { eventType: 'Complaint', bounce: undefined }));
    expect(await failing(story)).toEqual([true, false]);
  });

  it('of a message that SES will not send at all rings, and blames no address', async () => {
    const { story, about } = await opened();
    const rejected = event(idOf(about), { eventType: 'Reject', bounce: undefined });
    expect(await story.world.deliver(rejected)).toBe('not-the-address');
    expect(story.world.metrics.get('UndeliverableTasks')).toBe(1);
    expect(await failing(story)).toEqual([false, false]);
  });

  it('of a unit that nobody knows is left alone', async () => {
    const { story, about } = await opened();
    expect(await story.world.deliver(event(idOf(about), {}, 'nowhere'))).toBe('unknown');
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'is finished where the process dies at call %i of a port',
    async (call) => {
      const bouncing = { ...anne, email: 'bounce@kommune-3105.example' };
      const mortality = mortal([]);
      const story = await simulate({
        units: withUnit(municipality, (unit) => ({ ...unit, channel: 'email', contacts: [bouncing] })),
        ...mortality.options,
      });
      const id = await story.start(palliative);
      await story.complete(await story.openTask(id, hospital), story.assessed());
      const messages = story.world.messages.map(({ to }) => to);
      expect(messages.at(-1)).toBe('leader@kommune-3105-koordinerende.example');
      const calls = mortality.calls();
      await story.world.close();

      // the same again, with a death within what followed from the bounce
      const dying = mortal([{ call: calls - call, when: call % 2 === 0 ? 'before' : 'after' }]);
      const second = await simulate({
        units: withUnit(municipality, (unit) => ({ ...unit, channel: 'email', contacts: [bouncing] })),
        ...dying.options,
      });
      const other = await second.start(palliative);
      await second.complete(await second.openTask(other, hospital), second.assessed());
      await second.world.advanceTo('2026-11-23T15:00:00Z');
      dying.rest();
      const upwards = second.world.messages.filter(
        ({ to }) => to === 'leader@kommune-3105-koordinerende.example',
      );
      const repeats = [...dying.unacknowledged.values()].reduce((sum, count) => sum + count, 0);
      expect(upwards.length).toBeGreaterThanOrEqual(1);
      expect(upwards.length).toBeLessThanOrEqual(1 + repeats);
    },
  );
});

describe('a number that SNS refuses', () => {
  const anneBySms: Contact = { ...anne, email: undefined, sms: '+4799999700' };
  const beritBySms: Contact = { ...berit, email: undefined, sms: '+4799999701' };
  const refusing = (numbers: readonly string[]) => ({
    wrap: (ports: SimulationPorts): SimulationPorts => ({
      ...ports,
      messenger: {
        send: async (message) => {
          if (numbers.includes(message.to)) throw new AddressRefused('the number is none');
          await ports.messenger.send(message);
        },
      },
    }),
  });
  const bySms = (contacts: readonly Contact[]) =>
    withUnit(municipality, (unit) => ({ ...unit, channel: 'sms', contacts }));

  it('fails from then on, and the message goes at once to whoever is written to instead', async () => {
    const story = await simulate({ units: bySms([anneBySms, beritBySms]), ...refusing([anneBySms.sms!]) });
    const { intake } = await handedOver(story);
    expect(toOf(story, `${intake.taskId}#0`)).toEqual([beritBySms.sms]);
    const { units: now } = await story.world.ports.store.readDirectory();
    expect(now.find(({ unitId }) => unitId === municipality)?.contacts[0]?.smsFailsSince).toBe(
      '2026-11-20T09:00:00Z',
    );
    await story.world.advanceTo('2026-11-20T12:00:00Z');
    expect(toOf(story, `${intake.taskId}#0`)).toEqual([beritBySms.sms]);
    expect((await story.record(intake.taskId.split('-')[0])).effects).toEqual([]);
  });

  it('and is a unit’s last has the rest of what is open there told upwards by the next sweep', async () => {
    const numbers: string[] = [];
    const story = await simulate({ units: bySms([anneBySms]), ...refusing(numbers) });
    const first = await handedOver(story);
    numbers.push(anneBySms.sms!);
    const second = await handedOver(story, 1);
    const above = 'leader@kommune-3105-koordinerende.example';
    expect(toOf(story, second.intake.taskId)).toEqual([above]);
    await story.world.advanceTo('2026-11-20T12:00:00Z');
    expect(toOf(story, first.intake.taskId)).toEqual([anneBySms.sms, above]);
    expect(story.world.metrics.get('UndeliverableTasks')).toBeGreaterThan(0);
    await story.world.advanceTo('2026-11-20T14:00:00Z');
    expect(toOf(story, first.intake.taskId)).toEqual([anneBySms.sms, above]);
  });
});
