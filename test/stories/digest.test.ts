import { describe, expect, it } from 'vitest';
import type { Contact, Unit } from '../../domain/model.ts';
import { AddressRefused } from '../../functions/shared/errors.ts';
import type { SimulationOptions } from '../../local/simulation.ts';
import { Died, mortal } from '../support/faults.ts';
import { another, palliative, type Sample, type Story, simulate, withUnit } from '../support/simulated.ts';

/** One message in the morning instead of one each, for units that ask for it. */

const hospital = palliative.hospital.unitId;
const municipality = 'kommune-3105';
const anne: Contact = { role: 'coordinator', email: 'anne@k.example', language: 'nb' };
const odd: Contact = { role: 'coordinator', email: 'odd@k.example', language: 'nn' };
const leader: Contact = { role: 'leader', email: 'leder@k.example', language: 'nb' };
const digesting = (contacts: readonly Contact[] = [anne, leader], more: Partial<Unit> = {}) =>
  withUnit(municipality, (unit) => ({
    ...unit,
    channel: 'email',
    contacts,
    settings: { messages: 'morning-digest' },
    ...more,
  }));
const open = (options: Partial<SimulationOptions> = {}) =>
  simulate({ startAt: '2026-11-20T09:20:00Z', units: digesting(), ...options });

/** Started, assessed in hospital: the municipality has its intake. */
async function handedOver(story: Story, n: number): Promise<{ id: string; intake: Sample }> {
  const id = await story.start(another(n));
  await story.complete(await story.openTask(id, hospital), story.assessed());
  return { id, intake: await story.openTask(id, hospital) };
}

const to = (story: Story, address: string | undefined) =>
  story.world.messages.filter((message) => message.to === address);
const subjects = (story: Story, address = anne.email) =>
  to(story, address).map((message) => [message.sentAt, (message as Sample).subject]);

describe('a unit that asks for a digest', () => {
  it('is told once, on the next working day’s morning, of all that has arrived', async () => {
    const story = await open();
    for (const n of [1, 2, 3]) await handedOver(story, n);
    await story.world.advanceTo('2026-11-23T07:14:00Z');
    expect(to(story, anne.email)).toEqual([]);
    await story.world.advanceTo('2026-11-23T15:00:00Z');
    expect(subjects(story)).toEqual([['2026-11-23T07:20:00Z', 'Morgenoversikt: 3 nye oppgaver']]);
    const [message] = to(story, anne.email) as readonly Sample[];
    expect(message.text).toContain('https://velhjem.example/app/tasks');
    expect(message.messageId).toBe(`digest#2026-11-23:${municipality}:coordinator:email:0`);
  });

  it('hears of reminders, notices and what is overdue, in each contact’s own language', async () => {
    const story = await open({ units: digesting([anne, odd, leader]) });
    const { id, intake } = await handedOver(story, 1);
    await story.accept(intake);
    // due on Friday 27 November, in hours: the reminder waits for Monday
    await story.world.advanceTo('2026-11-27T12:00:00Z');
    await handedOver(story, 2);
    await story.report(id, hospital, { type: 'moved', municipality: { number: '3107', district: null } });
    await story.world.advanceTo('2026-11-30T15:00:00Z');
    expect(subjects(story).at(-1)?.[1]).toBe('Morgenoversikt: 1 ny oppgave, 1 melding');
    expect(subjects(story, odd.email).at(-1)?.[1]).toBe('Morgonoversikt: 1 ny oppgåve, 1 melding');
    const { intake: third } = await handedOver(story, 3);
    await story.accept(third);
    await story.world.advanceTo('2026-12-08T15:00:00Z');
    // the second’s reminders, and the third’s, which is past its due date when it is told
    expect(subjects(story).map(([, subject]) => subject)).toContain(
      'Morgenoversikt: 1 påminnelse, 1 over fristen',
    );
  });

  it('is told in the morning of a window that opens that morning', async () => {
    const story = await open();
    const id = await story.start(another(1));
    await story.home(id, hospital);
    await story.world.advanceTo('2027-02-10T06:00:00Z');
    const before = to(story, anne.email).length;
    await story.world.advanceTo('2027-02-10T15:00:00Z');
    expect(subjects(story).slice(before)).toEqual([['2027-02-10T07:20:00Z', 'Morgenoversikt: 1 ny oppgave']]);
  });

  it('is not told of what is done by then', async () => {
    const story = await open();
    const { id, intake } = await handedOver(story, 1);
    const second = await handedOver(story, 2);
    await story.accept(intake);
    await story.complete(intake, { outcome: 'done' });
    await story.report(second.id, hospital, { type: 'withdrawn' });
    await story.world.advanceTo('2026-11-23T15:00:00Z');
    // the end of the second is a notice
    expect(subjects(story).map(([, subject]) => subject)).toEqual(['Morgenoversikt: 1 melding']);
    for (const of of [id, second.id]) expect((await story.record(of)).effects).toEqual([]);
  });

  it('is sent nothing where nothing of it is true any more', async () => {
    const story = await open();
    const { id } = await handedOver(story, 1);
    await story.report(id, hospital, { type: 'withdrawn' });
    const [notice] = await story.notices(municipality);
    await story.world.call(
      'POST /notices/{noticeId}/receipt',
      { role: 'coordinator', unitId: municipality },
      { path: { noticeId: notice.noticeId }, body: {} },
    );
    await story.world.advanceTo('2026-11-23T15:00:00Z');
    expect(to(story, anne.email)).toEqual([]);
    expect((await story.record(id)).effects).toEqual([]);
  });

  it('has its leader and the units above told each by itself, at once', async () => {
    const story = await open();
    const { intake } = await handedOver(story, 1);
    await story.world.advanceTo('2026-12-05T12:00:00Z');
    const own = story.world.messages.filter(({ messageId }) => messageId.startsWith(`${intake.taskId}#`));
    expect(own.map((message) => message.to)).toEqual([
      leader.email,
      'leader@kommune-3105-koordinerende.example',
      'coordinator@so-koordinerende.example',
    ]);
  });

  it('has in the timeline when it was told', async () => {
    const story = await open();
    const { id, intake } = await handedOver(story, 1);
    await story.world.advanceTo('2026-11-23T15:00:00Z');
    const { timeline } = await story.pathway(id, hospital);
    const sent = timeline.filter(
      ({ type, taskId }: Sample) => type === 'message-sent' && taskId === intake.taskId,
    );
    expect(sent).toMatchObject([{ at: '2026-11-23T07:20:00Z', rung: 0, unitId: municipality }]);
  });

  it('gets nothing while sending is paused, and one digest after', async () => {
    const story = await open();
    const turn = (paused: boolean) =>
      story.world.call('PUT /sending', { role: 'administrator' }, { body: { paused } });
    await turn(true);
    await handedOver(story, 1);
    await handedOver(story, 2);
    await story.world.advanceTo('2026-11-23T12:00:00Z');
    expect(story.world.messages).toEqual([]);
    await turn(false);
    await story.world.advanceTo('2026-11-23T13:00:00Z');
    expect(subjects(story)).toEqual([['2026-11-23T12:20:00Z', 'Morgenoversikt: 2 nye oppgaver']]);
  });

  it('that has changed its mind is told each by itself', async () => {
    const story = await open();
    const { intake } = await handedOver(story, 1);
    const { body: unit } = await story.world.call(
      'GET /units/{unitId}',
      { role: 'administrator' },
      { path: { unitId: municipality } },
    );
    await story.world.call(
      'PUT /units/{unitId}',
      { role: 'administrator' },
      { path: { unitId: municipality }, body: { ...unit, settings: { messages: 'each' } } },
    );
    await story.world.advanceTo('2026-11-23T15:00:00Z');
    expect(to(story, anne.email).map(({ messageId }) => messageId.split(':')[0])).toEqual([
      `${intake.taskId}#0`,
    ]);
  });
});

describe('a digest that not everybody could be sent', () => {
  const refusing = (addresses: string[], error: () => Error): Partial<SimulationOptions> => ({
    wrap: (ports) => ({
      ...ports,
      messenger: {
        send: async (message) => {
          if (addresses.includes(message.to)) throw error();
          await ports.messenger.send(message);
        },
      },
    }),
  });

  it('goes to the others at once, and to who is left once the provider takes it, each once', async () => {
    const away = [odd.email!];
    const story = await open({
      units: digesting([anne, odd]),
      ...refusing(away, () => new Error('away')),
    });
    await handedOver(story, 1);
    await story.world.advanceTo('2026-11-23T09:30:00Z');
    expect(to(story, odd.email)).toEqual([]);
    away.pop();
    await story.world.advanceTo('2026-11-23T15:00:00Z');
    expect(subjects(story)).toEqual([['2026-11-23T07:20:00Z', 'Morgenoversikt: 1 ny oppgave']]);
    expect(subjects(story, odd.email)).toEqual([['2026-11-23T10:20:00Z', 'Morgonoversikt: 1 ny oppgåve']]);
  });

  it('waits whole where the provider takes none', async () => {
    const away = [anne.email!];
    const story = await open({ ...refusing(away, () => new Error('away')) });
    await handedOver(story, 1);
    await story.world.advanceTo('2026-11-23T16:00:00Z');
    away.pop();
    await story.world.advanceTo('2026-11-24T15:00:00Z');
    expect(subjects(story)).toEqual([['2026-11-24T07:20:00Z', 'Morgenoversikt: 1 ny oppgave']]);
  });

  it('goes to the leader where the coordinator’s address is refused for good', async () => {
    const story = await open({ ...refusing([anne.email!], () => new AddressRefused('none')) });
    await handedOver(story, 1);
    await story.world.advanceTo('2026-11-23T15:00:00Z');
    expect(subjects(story, leader.email)).toEqual([['2026-11-23T07:20:00Z', 'Morgenoversikt: 1 ny oppgave']]);
  });

  it('and bounces is told again the next morning to who has not been told', async () => {
    const bouncing = { ...anne, email: 'bounce@k.example' };
    const story = await open({ units: digesting([bouncing, leader]) });
    await handedOver(story, 1);
    await handedOver(story, 2);
    await story.world.advanceTo('2026-11-24T15:00:00Z');
    expect(subjects(story, bouncing.email)).toEqual([
      ['2026-11-23T07:20:00Z', 'Morgenoversikt: 2 nye oppgaver'],
    ]);
    expect(subjects(story, leader.email)).toEqual([
      ['2026-11-24T07:20:00Z', 'Morgenoversikt: 2 nye oppgaver'],
    ]);
  });

  it('and bounces at a unit’s last address is told upwards, each task by itself', async () => {
    const story = await open({ units: digesting([{ ...anne, email: 'bounce@k.example' }]) });
    const { intake } = await handedOver(story, 1);
    await story.world.advanceTo('2026-11-23T15:00:00Z');
    const above = to(story, 'leader@kommune-3105-koordinerende.example');
    expect(above.map(({ messageId }) => messageId.split(/[#~]/)[0])).toEqual([intake.taskId]);
  });

  it('with nobody anywhere is undeliverable, which rings', async () => {
    const story = await open();
    const { id } = await handedOver(story, 1);
    const { units } = await story.world.ports.store.readDirectory();
    const gone = { disabled: true } as const;
    for (const unit of units)
      await story.world.ports.store.putUnit({
        ...unit,
        contacts: unit.contacts.map((contact) => ({ ...contact, ...gone })),
      });
    await story.world.advanceTo('2026-11-23T15:00:00Z');
    const { timeline } = await story.pathway(id, hospital);
    expect(timeline.map(({ type }: Sample) => type)).toContain('message-undeliverable');
    expect(story.world.metrics.get('UndeliverableTasks')).toBeGreaterThan(0);
    expect((await story.record(id)).effects).toEqual([]);
  });
});

describe('a sweep that dies while it sends digests', () => {
  it.each(Array.from({ length: 12 }, (_, n) => n + 1))('at call %i leaves nothing untold', async (call) => {
    const undisturbed = mortal([]);
    const play = async (mortality: ReturnType<typeof mortal>) => {
      const story = await open(mortality.options);
      for (const n of [1, 2]) await handedOver(story, n);
      await story.world.advanceTo('2026-11-23T07:10:00Z');
      const calls = mortality.calls();
      await story.world.advanceTo('2026-11-23T07:25:00Z').catch(unlessDied);
      await story.world.advanceTo('2026-11-23T15:00:00Z');
      mortality.rest();
      return { story, calls };
    };
    const { calls } = await play(undisturbed);
    const dying = mortal([{ call: calls + call, when: call % 2 === 0 ? 'before' : 'after' }]);
    const { story } = await play(dying);
    const twice = [...dying.unacknowledged.keys()].filter((id) => id.startsWith('digest')).length;
    const told = subjects(story);
    expect(told.length).toBeGreaterThanOrEqual(1);
    expect(told.length).toBeLessThanOrEqual(1 + twice + Number(dying.deaths.length > 0));
    const { items } = (await story.world.call('GET /tasks', { role: 'coordinator', unitId: municipality }))
      .body;
    for (const { pathwayId } of items) expect((await story.record(pathwayId)).effects).toEqual([]);
  });
});

function unlessDied(error: unknown): void {
  expect(error).toBeInstanceOf(Died);
}
