import { describe, expect, it } from 'vitest';
import type { Unit } from '../../domain/model.ts';
import { AddressRefused } from '../../functions/shared/errors.ts';
import type { SimulatedCaller, SimulationOptions } from '../../local/simulation.ts';
import { type Sample, type Story, simulate, units, withUnit } from '../support/simulated.ts';
import { pathsOf, refused } from './refusals.ts';

/** The check of the directory, test messages, absences that a unit notes itself, and two who change a unit at once. */

const administrator: SimulatedCaller = { role: 'administrator' };
const municipality = 'kommune-3105';
const above = 'kommune-3105-koordinerende';
const own: SimulatedCaller = { role: 'coordinator', unitId: municipality };
const stranger: SimulatedCaller = { role: 'coordinator', unitId: 'kommune-3107' };
const system: SimulatedCaller = { role: 'hospital-system', unitId: 'so-lindrende' };
const unitOf = (unitId: string): Unit => units.find((unit) => unit.unitId === unitId)!;
const named = withUnit(municipality, (unit) => ({
  ...unit,
  channel: 'email',
  contacts: [
    { role: 'coordinator', email: 'anne@kommune-3105.example', language: 'nb' },
    { role: 'leader', email: 'berit@kommune-3105.example', language: 'nn', contactId: 'berit' },
  ],
}));
const anne = 'contact-1';

const read = async (story: Story, unitId = municipality, caller = administrator): Promise<Sample> =>
  (await story.world.call('GET /units/{unitId}', caller, { path: { unitId } })).body;
const write = (story: Story, body: Sample, query = {}) =>
  story.world.call('PUT /units/{unitId}', administrator, { path: { unitId: body.unitId }, body, query });
const check = (story: Story, caller = administrator) => story.world.call('GET /units/check', caller);
const test = (story: Story, requestId: string, caller = own, unitId = municipality) =>
  story.world.call('POST /units/{unitId}/test-message', caller, { path: { unitId }, body: { requestId } });
const absent = (story: Story, contactId: string, body: Sample, caller = own, unitId = municipality) =>
  story.world.call('PUT /units/{unitId}/contacts/{contactId}/absences', caller, {
    path: { unitId, contactId },
    body,
  });

describe('the directory check', () => {
  const unreachable = withUnit(municipality, (unit) => ({
    ...unit,
    contacts: unit.contacts.map((contact) => ({ ...contact, disabled: true })),
  }));

  it('tells an administrator of every unit with a problem, and who cannot be reached', async () => {
    const story = await simulate({ units: unreachable });
    const { status, body } = await check(story);
    expect([status, body.checked, body.unreachable]).toEqual([200, units.length, 1]);
    const problemsOf = (unitId: string) =>
      body.units.find((unit: Sample) => unit.unitId === unitId)?.problems.map((one: Sample) => one.problem);
    expect(problemsOf(municipality)).toEqual(['nobody-reachable', 'no-leader']);
    expect(problemsOf('so-koordinerende')).toEqual(['no-receiving-unit']);
    expect(JSON.stringify(body)).not.toContain('@');
    expect(story.world.audited().at(-1)).toMatchObject({ action: 'check-units', outcome: 'allowed' });
  });

  it('tells a coordinator of the own unit and those below it, and nobody else', async () => {
    const story = await simulate({ units: unreachable });
    const found = async (caller: SimulatedCaller) => {
      const { body } = await check(story, caller);
      return [body.checked, body.units.map(({ unitId }: Sample) => unitId)];
    };
    expect(await found(own)).toEqual([1, [municipality]]);
    const [checked, found2] = await found({ role: 'coordinator', unitId: above });
    expect(checked).toBe(2);
    expect(found2).toContain(municipality);
    expect(found2).not.toContain('so-koordinerende');
    expect((await found(stranger))[1]).not.toContain(municipality);
    await refused(story, 403, 'forbidden', () => check(story, system));
  });

  it('is of the directory as it is now', async () => {
    const story = await simulate({ units: unreachable });
    expect((await check(story)).body.unreachable).toBe(1);
    await write(story, unitOf(municipality));
    expect((await check(story)).body.unreachable).toBe(0);
  });
});

describe('a test message', () => {
  const open = (options: Partial<SimulationOptions> = {}) => simulate({ units: named, ...options });

  it('goes to each contact in its language, and is answered by contact and channel', async () => {
    const story = await open();
    const answer = await test(story, 'first');
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        unitId: municipality,
        requestId: 'first',
        sentAt: story.world.now(),
        told: [
          { contactId: anne, place: 0, role: 'coordinator', channel: 'email', result: 'accepted' },
          { contactId: 'berit', place: 1, role: 'leader', channel: 'email', result: 'accepted' },
        ],
      },
    ]);
    expect(
      story.world.messages.map((message) => [message.to, 'subject' in message && message.subject]),
    ).toEqual([
      ['anne@kommune-3105.example', 'Prøvemelding'],
      ['berit@kommune-3105.example', 'Prøvemelding'],
    ]);
    expect(story.world.messages[1]!.text).toContain('Du treng ikkje gjere noko.');
    expect(story.world.audited().at(-1)).toMatchObject({ action: 'test-unit', outcome: 'allowed' });
  });

  it('is sent once for a request, and another only some minutes later', async () => {
    const story = await open();
    const first = await test(story, 'first');
    const again = await test(story, 'first', administrator);
    expect([again.status, again.body]).toEqual([200, first.body]);
    await refused(story, 429, 'too-many', () => test(story, 'second'));
    expect(story.world.messages).toHaveLength(2);
    await story.world.advanceTo('2026-11-20T09:05:00Z');
    expect((await test(story, 'second')).status).toBe(201);
    expect(story.world.messages).toHaveLength(4);
  });

  it('is sent once by requests that come at once', async () => {
    const story = await open();
    const answers = await Promise.all(['a', 'b', 'a', 'c'].map((id) => test(story, id)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(story.world.messages).toHaveLength(2);
  });

  it('is not sent while sending is paused', async () => {
    const story = await open();
    await story.world.call('PUT /sending', administrator, { body: { paused: true, reason: 'exercise' } });
    await refused(story, 409, 'conflict', () => test(story, 'first'));
    expect(story.world.messages).toEqual([]);
    await story.world.call('PUT /sending', administrator, { body: { paused: false } });
    expect((await test(story, 'first')).status).toBe(201);
  });

  it('says who could not be told: refused for good, failed for now, or without an address', async () => {
    const contact = (email: string, more: Sample = {}) => ({
      role: 'coordinator',
      language: 'nb',
      email,
      ...more,
    });
    const story = await simulate({
      units: withUnit(municipality, (unit) => ({
        ...unit,
        channel: 'both',
        contacts: [
          contact('refused@m.example', { sms: '+4799999777' }),
          contact('busy@m.example'),
          contact('gone@m.example', { emailFailsSince: '2026-11-19T09:00:00Z' }),
          contact('left@m.example', { disabled: true }),
        ],
      })),
      wrap: (ports) => ({
        ...ports,
        messenger: {
          send: async (message) => {
            if (message.to === 'refused@m.example') throw new AddressRefused('it is none');
            if (message.to === 'busy@m.example') throw new Error('busy');
            await ports.messenger.send(message);
          },
        },
      }),
    });
    const { body } = await test(story, 'first');
    expect(body.told.map(({ place, channel, result }: Sample) => [place, channel, result])).toEqual([
      [0, 'email', 'refused'],
      [0, 'sms', 'accepted'],
      [1, 'email', 'failed'],
      [2, null, 'no-address'],
    ]);
    expect((await read(story)).contacts[0]).toMatchObject({ emailFailsSince: story.world.now() });
    const problems = (await check(story, own)).body.units[0].problems;
    expect(problems).toContainEqual({
      problem: 'address-fails',
      severity: 'detours',
      path: 'contacts.0.email',
    });
  });

  it('is answered without those who have been taken off the list since', async () => {
    const story = await open();
    await test(story, 'first');
    const { revision: _, ...unit } = await read(story);
    await write(story, { ...unit, contacts: unit.contacts.slice(1) });
    expect((await test(story, 'first')).body.told).toHaveLength(1);
  });

  it('is for administrators and the unit’s own coordinators', async () => {
    const story = await open();
    for (const caller of [stranger, system, { role: 'coordinator', unitId: above } as const])
      await refused(story, 403, 'forbidden', () => test(story, 'first', caller));
    await refused(story, 404, 'not-found', () => test(story, 'first', administrator, 'nowhere'));
    await refused(story, 400, 'not-the-schema', () => test(story, ''));
    expect((await test(story, 'first', administrator)).status).toBe(201);
  });
});

describe('absences', () => {
  const week = { from: '2026-11-23', until: '2026-11-27', deputy: 'berit' };

  it('are noted by the unit itself; the deputy is written to from then on', async () => {
    const story = await simulate({ units: named });
    const { revision } = await read(story, municipality, own);
    const answer = await absent(story, anne, { absences: [{ ...week, from: '2026-11-20' }], revision });
    expect(answer.status).toBe(200);
    expect(answer.body.contacts[0]).toMatchObject({ contactId: anne, absences: [{ deputy: 'berit' }] });
    expect(await read(story)).toEqual(answer.body);
    expect(story.world.audited().at(-1)).toMatchObject({ action: 'write-absences', outcome: 'allowed' });
  });

  it('change nothing else, and nothing when they are sent again', async () => {
    const story = await simulate({ units: named });
    const before = await read(story);
    await absent(story, 'berit', { absences: [], revision: before.revision });
    expect(await read(story)).toEqual(before);
    const body = { absences: [week], revision: before.revision };
    const first = await absent(story, anne, body);
    const writes = story.writes.length;
    // an answer that was lost: the revision is an old one by now
    expect(await absent(story, anne, body)).toMatchObject({ status: 200, body: first.body });
    expect(story.writes).toHaveLength(writes);
    const { contacts, revision: _, ...rest } = await read(story);
    const { contacts: __, ...stored } = named.find(({ unitId }) => unitId === municipality)!;
    expect(rest).toEqual(stored);
    expect(contacts[0].email).toBe('anne@kommune-3105.example');
  });

  it('keep what is known of addresses that fail', async () => {
    const story = await simulate({ units: named });
    const since = '2026-11-20T08:00:00Z';
    const address = 'berit@kommune-3105.example';
    await story.world.ports.store.markFailing({
      unitId: municipality,
      n: 1,
      channel: 'email',
      address,
      since,
    });
    await absent(story, anne, { absences: [{ from: week.from, until: week.until }] });
    expect((await read(story)).contacts[1].emailFailsSince).toBe(since);
  });

  it('that do not hold are refused with their paths', async () => {
    const story = await simulate({ units: named });
    const backwards = { from: '2026-11-27', until: '2026-11-23', deputy: 'nobody' };
    const answer = await refused(story, 422, 'rule-broken', () =>
      absent(story, 'berit', { absences: [backwards] }),
    );
    expect(pathsOf(answer)).toEqual(['contacts.1.absences.0.until', 'contacts.1.absences.0.deputy']);
    await refused(story, 400, 'not-the-schema', () => absent(story, anne, { absences: [{}] }));
    await refused(story, 404, 'not-found', () => absent(story, 'contact-9', { absences: [] }));
    await refused(story, 404, 'not-found', () =>
      absent(story, anne, { absences: [] }, administrator, 'nowhere'),
    );
  });

  it('are the unit’s own and an administrator’s to note', async () => {
    const story = await simulate({ units: named });
    for (const caller of [stranger, system])
      await refused(story, 403, 'forbidden', () => absent(story, anne, { absences: [week] }, caller));
    expect((await absent(story, anne, { absences: [week] }, administrator)).status).toBe(200);
  });

  it('of two at once: both are kept, or the second is told', async () => {
    const story = await simulate({ units: named });
    const { revision } = await read(story);
    await absent(story, anne, { absences: [week], revision });
    const late = await refused(story, 409, 'conflict', () =>
      absent(story, 'berit', { absences: [{ ...week, deputy: undefined }], revision }),
    );
    expect(late.body.revision).toBe(revision + 1);
    const answers = await Promise.all([
      absent(story, anne, { absences: [] }),
      absent(story, 'berit', { absences: [{ from: week.from, until: week.until }] }),
    ]);
    const after = await read(story);
    const written = answers.filter(({ status }) => status === 200).length;
    expect(answers.map(({ status }) => status).every((status) => [200, 503].includes(status))).toBe(true);
    expect(after.revision).toBe(revision + 1 + written);
  });
});

describe('a unit that two change at once', () => {
  it('is shown with its revision, which each write raises', async () => {
    const story = await simulate();
    const { revision, ...unit } = await read(story);
    expect((await write(story, { ...unit, name: 'One', revision })).status).toBe(200);
    expect(await read(story)).toEqual({ ...unit, name: 'One', revision: revision + 1 });
  });

  it('is the first one’s: the second is told, and nothing is written', async () => {
    const story = await simulate();
    const unit = await read(story);
    await write(story, { ...unit, name: 'First' });
    const second = await refused(story, 409, 'conflict', () => write(story, { ...unit, name: 'Second' }));
    expect(second.body.revision).toBe(unit.revision + 1);
    expect((await read(story)).name).toBe('First');
    // with a look at what is there it is a change like any other; without a revision it is not asked
    expect((await write(story, { ...(await read(story)), name: 'Second' })).status).toBe(200);
    const { revision: _, ...unasked } = unit;
    expect((await write(story, unasked)).status).toBe(200);
  });

  it('is written once by the same change sent twice', async () => {
    const story = await simulate();
    const change = { ...(await read(story)), name: 'First' };
    expect((await write(story, change)).status).toBe(200);
    const writes = story.writes.length;
    expect((await write(story, change)).status).toBe(200);
    expect(story.writes).toHaveLength(writes);
  });

  it('is the faster one’s where both come in the same moment', async () => {
    const story = await simulate();
    const unit = await read(story);
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => write(story, { ...unit, name })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect((await read(story)).revision).toBe(unit.revision + 1);
  });

  it('is added by one', async () => {
    const story = await simulate();
    const added = { ...unitOf(municipality), unitId: 'ny', revision: 0 };
    expect((await write(story, added)).status).toBe(201);
    await refused(story, 409, 'conflict', () => write(story, { ...added, name: 'Other' }));
    await refused(story, 409, 'conflict', () => write(story, { ...added, unitId: 'gone', revision: 4 }));
    const taken = await refused(story, 422, 'rule-broken', () => write(story, { ...added, unitId: 'check' }));
    expect(pathsOf(taken)).toEqual(['unitId']);
  });
});
