import { describe, expect, it } from 'vitest';
import { gsm7Length } from '../../domain/messages.ts';
import type { Unit } from '../../domain/model.ts';
import type { SentMessage } from '../../local/simulation.ts';
import {
  colorectal,
  palliative,
  referrals,
  type Sample,
  type Story,
  simulate,
  units,
  withUnit,
} from '../support/simulated.ts';

/** Who is reminded of a task and when, what silences it, and in which words it is said. */

const hospital = palliative.hospital.unitId;
const municipality = 'kommune-3105';

/** What was written about a task: rung, address and instant, in order. */
const writtenOf = (story: Story, taskId: string) =>
  story.world.messages
    .filter((message) => message.messageId.startsWith(`${taskId}#`))
    .map((message) => [Number(/#(\d+)/.exec(message.messageId)?.[1]), message.to, message.sentAt] as const);

async function atIntake(): Promise<{ story: Story; id: string; intake: Sample }> {
  const story = await simulate();
  const id = await story.start(palliative);
  await story.complete(await story.openTask(id, hospital), story.assessed());
  return { story, id, intake: await story.openTask(id, hospital) };
}

describe('the hospital’s task', () => {
  it('is written of to each receiver at its instant, and to nobody else', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const { taskId } = await story.openTask(id, hospital);
    await story.world.advanceTo('2027-01-01T08:59:59Z');
    expect(writtenOf(story, taskId)).toEqual([
      [0, 'coordinator@so-lindrende.example', '2026-11-20T09:00:00Z'],
      [1, 'coordinator@so-lindrende.example', '2026-12-01T09:00:00Z'],
      [2, 'coordinator@so-lindrende.example', '2026-12-04T09:00:00Z'],
      [3, 'leader@so-lindrende.example', '2026-12-11T09:00:00Z'],
      [4, 'coordinator@so-koordinerende.example', '2026-12-18T09:00:00Z'],
    ]);
    await story.world.advanceTo('2027-01-01T09:00:00Z');
    expect((await story.pathway(id, hospital)).points[0].status).toBe('missed');
    expect(await story.noticeKinds('so-koordinerende')).toEqual(['missed']);
    expect(await story.notices(hospital)).toEqual([]);
    // the municipality still gets its intake
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake' });
  });

  it('rests until two working days after an appointment', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const task = await story.openTask(id, hospital);
    // Friday 4 December, the due date: two working days later is Tuesday the 8th
    await story.act('PUT /tasks/{taskId}/appointment', task, { on: '2026-12-04' });
    await story.world.advanceTo('2026-12-08T06:59:59Z');
    expect(writtenOf(story, task.taskId).map(([rung]) => rung)).toEqual([0]);
    await story.world.advanceTo('2026-12-08T12:00:00Z');
    expect(writtenOf(story, task.taskId).slice(1)).toEqual([
      [expect.any(Number), 'coordinator@so-lindrende.example', '2026-12-08T07:00:00Z'],
    ]);
    await story.world.advanceTo('2026-12-31T12:00:00Z');
    expect(writtenOf(story, task.taskId).map(([rung]) => rung)).toEqual([0, 2, 3, 4]);
  });

  it('sends no rung twice for a plan made anew in between', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const task = await story.openTask(id, hospital);
    for (const [at, on] of [
      ['2026-12-01T12:00:00Z', '2026-12-02'],
      ['2026-12-05T12:00:00Z', '2026-12-07'],
      ['2026-12-12T12:00:00Z', '2026-12-14'],
      ['2026-12-19T12:00:00Z', '2026-12-21'],
    ] as const) {
      await story.world.advanceTo(at);
      expect((await story.act('PUT /tasks/{taskId}/appointment', task, { on })).status).toBe(200);
    }
    await story.world.advanceTo('2027-01-05T12:00:00Z');
    const rungs = writtenOf(story, task.taskId).map(([rung]) => rung);
    expect(new Set(rungs).size).toBe(rungs.length);
    expect(rungs).toEqual(rungs.toSorted());
    expect((await story.pathway(id, hospital)).points[0].status).toBe('missed');
  });

  it('rests until a new date where the conversation was not held', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const task = await story.openTask(id, hospital);
    const tried = { outcome: 'not-held', reason: 'too-ill', tryAgainOn: '2026-12-15' };
    expect((await story.complete(task, tried)).body).toMatchObject({
      status: 'open',
      appointmentOn: '2026-12-15',
    });
    expect((await story.complete(task, tried)).status).toBe(200);
    await story.world.advanceTo('2026-12-17T06:59:59Z');
    expect(writtenOf(story, task.taskId).map(([rung]) => rung)).toEqual([0]);
    expect((await story.complete(task, { outcome: 'not-held', reason: 'not-reached' })).body.status).toBe(
      'missed',
    );
    expect(await story.noticeKinds('so-koordinerende')).toEqual(['missed']);
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake' });
  });

  it('is still reminded of after it was accepted: only its outcome ends it', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const task = await story.openTask(id, hospital);
    await story.accept(task);
    await story.world.advanceTo('2026-12-11T12:00:00Z');
    expect(story.rungsSent(task.taskId)).toEqual([0, 1, 2, 3]);
  });
});

describe('the intake', () => {
  it('that nobody accepts goes up to the coordinating units of both', async () => {
    const { story, intake } = await atIntake();
    await story.world.advanceTo('2026-12-18T08:00:00Z');
    expect(writtenOf(story, intake.taskId)).toEqual([
      [0, 'coordinator@kommune-3105.example', '2026-11-20T09:00:00Z'],
      [0, '+4799999250', '2026-11-20T09:00:00Z'],
      [1, 'coordinator@kommune-3105.example', '2026-11-25T09:00:00Z'],
      [1, '+4799999250', '2026-11-25T09:00:00Z'],
      [2, 'leader@kommune-3105.example', '2026-11-27T09:00:00Z'],
      [2, '+4799999251', '2026-11-27T09:00:00Z'],
      [4, 'leader@kommune-3105-koordinerende.example', '2026-12-04T09:00:00Z'],
      [4, 'coordinator@so-koordinerende.example', '2026-12-04T09:00:00Z'],
    ]);
  });

  it('that is accepted is reminded of once more, when it is due', async () => {
    const { story, intake } = await atIntake();
    await story.accept(intake);
    await story.world.advanceTo('2026-12-18T08:00:00Z');
    expect(writtenOf(story, intake.taskId)).toEqual([
      [0, 'coordinator@kommune-3105.example', '2026-11-20T09:00:00Z'],
      [0, '+4799999250', '2026-11-20T09:00:00Z'],
      // the leader's rung, which is passed over, is due at the same instant: each takes its minute
      [3, 'coordinator@kommune-3105.example', '2026-11-27T09:01:00Z'],
      [3, '+4799999250', '2026-11-27T09:01:00Z'],
    ]);
  });

  it('that is released is reminded of as if it had never been accepted', async () => {
    const { story, intake } = await atIntake();
    await story.accept(intake);
    await story.world.advanceTo('2026-11-26T12:00:00Z');
    await story.act('DELETE /tasks/{taskId}/acceptance', intake);
    await story.world.advanceTo('2026-12-18T08:00:00Z');
    expect(story.rungsSent(intake.taskId)).toEqual([0, 2, 4]);
  });

  it('that nobody does at all is missed, and point 2 opens all the same', async () => {
    const { story, id, intake } = await atIntake();
    await story.world.advanceTo('2026-12-19T12:00:00Z');
    expect((await story.pathway(id, hospital)).tasks.at(-1)).toMatchObject({
      taskId: intake.taskId,
      status: 'missed',
    });
    expect(await story.noticeKinds('kommune-3105-koordinerende')).toEqual(['missed']);
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({
      kind: 'needs-assessment',
      unitId: municipality,
    });
  });
});

describe('a missed conversation', () => {
  it('may still be completed until the next point opens, and counts as late', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const task = await story.openTask(id, hospital);
    await story.world.advanceTo('2027-01-20T12:00:00Z');
    expect((await story.pathway(id, hospital)).points[0]).toMatchObject({ status: 'missed', late: false });
    const outcome = story.assessed({ heldOn: '2027-01-15' });
    expect((await story.complete(task, outcome)).body.status).toBe('completed');
    const { points } = await story.pathway(id, hospital);
    expect(points[0]).toMatchObject({
      status: 'completed',
      late: true,
      outcome: { outcome: 'assessed', heldOn: '2027-01-15' },
    });
    // point 2 keeps its four weeks' distance, and its task opens then, not when it would have
    expect(points[1].opensAt).toBe('2027-02-12T07:00:00Z');
    expect((await story.complete(task, outcome)).status).toBe(200);
    expect((await story.complete(task, { ...outcome, mode: 'video' })).status).toBe(409);
    await story.world.advanceTo('2027-02-12T06:59:59Z');
    expect((await story.pathway(id, hospital)).points[1].status).toBe('planned');
    await story.world.advanceTo('2027-02-12T07:00:00Z');
    expect((await story.pathway(id, hospital)).points[1].status).toBe('open');
  });

  it('may not, once the next has opened', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const task = await story.openTask(id, hospital);
    await story.world.advanceTo('2027-02-10T12:00:00Z');
    const answer = await story.complete(task, story.assessed({ heldOn: '2027-01-15' }));
    expect(answer.status).toBe(409);
    expect((await story.pathway(id, hospital)).points[0].status).toBe('missed');
  });

  it('at point 2 may be completed until point 3 opens; the pathway goes on by itself', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2027-08-02T12:00:00Z');
    const task = (await story.pathway(id, hospital)).tasks.at(-1);
    expect(task.status).toBe('missed');
    expect((await story.complete(task, story.assessed())).status).toBe(200);
    expect((await story.pathway(id, hospital)).points[1]).toMatchObject({ status: 'completed', late: true });
    await story.world.advanceTo('2027-11-10T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment' });
    expect(await story.executions('RUNNING')).toHaveLength(1);
  });

  it('of which nobody had asked before brings the patient home after all', async () => {
    const notAsked = { ...palliative, answers: { pathway: null, shareWithMunicipality: null } };
    const story = await simulate();
    const id = await story.start(notAsked);
    const task = await story.openTask(id, hospital);
    await story.world.advanceTo('2027-01-05T12:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'offer-again' });
    const yes = { pathway: true, shareWithMunicipality: true };
    const answer = await story.complete(task, story.assessed({ heldOn: '2027-01-04', answers: yes }));
    expect(answer.status).toBe(200);
    await story.world.advanceTo('2027-01-06T12:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({
      kind: 'municipal-intake',
      unitId: municipality,
    });
  });
});

describe('messages', () => {
  const messagesTo = (story: Story, unitId: string): readonly SentMessage[] => {
    const unit = units.find((other) => other.unitId === unitId) as Unit;
    const addresses = unit.contacts.flatMap((contact) => [contact.email, contact.sms]);
    return story.world.messages.filter((message) => addresses.includes(message.to));
  };
  const languageOf = (message: SentMessage): string =>
    /oppgåv|eining|Logg inn på/.test(message.text)
      ? 'nn'
      : /oppgav|enhet|avslutt/i.test(message.text)
        ? 'nb'
        : 'en';

  it('are in the language of each contact', async () => {
    const brain = referrals.find((referral) => referral.referralId === 'OUS-2026-000201');
    const english = withUnit('kommune-3240', (unit) => ({
      ...unit,
      contacts: [
        ...unit.contacts,
        { role: 'coordinator', email: 'third@kommune-3240.example', language: 'en' },
      ],
    }));
    const story = await simulate({ units: english });
    const id = await story.start(brain);
    const first = await story.openTask(id, 'ous-nevrokirurgi');
    expect(first.unitId).toBe('ahus-koordinerende');
    await story.complete(first, story.assessed());
    await story.world.advanceTo('2026-11-30T12:00:00Z');
    const by = Object.groupBy(messagesTo(story, 'kommune-3240'), (message) => message.to);
    const languages = Object.fromEntries(
      Object.entries(by).map(([to, messages]) => [to, [...new Set(messages?.map(languageOf))]]),
    );
    expect(languages).toEqual({
      'coordinator@kommune-3240.example': ['nn'],
      '+4799999190': ['nn'],
      'leader@kommune-3240.example': ['nb'],
      '+4799999191': ['nb'],
    });
    const third = story.world.messages.filter((message) => message.to === 'third@kommune-3240.example');
    expect(third.map(languageOf)).toEqual(['en', 'en']);
    for (const message of by['coordinator@kommune-3240.example'] ?? [])
      expect('html' in message && message.html).toContain('<html lang="nn">');
  });

  it.each([
    ['email', 'kommune-3212', colorectal, ['email']],
    ['sms', 'kommune-3209', referrals[2], ['sms']],
    ['both', 'kommune-3105', palliative, ['email', 'sms']],
  ])('go by the unit’s channel: %s', async (_, unitId, referral: Sample, channels) => {
    const story = await simulate();
    const id = await story.start(referral);
    await story.complete(await story.openTask(id, referral.hospital.unitId), story.assessed());
    const sent = messagesTo(story, unitId);
    expect(sent.map((message) => message.channel).toSorted()).toEqual(channels);
  });

  it('go by the other channel where the address for the first is missing', async () => {
    const changed = withUnit('kommune-3209', (unit) => ({
      ...unit,
      contacts: [{ role: 'coordinator', email: 'only@kommune-3209.example', language: 'nb' }],
    }));
    const story = await simulate({ units: changed });
    const id = await story.start(referrals[2]);
    await story.complete(await story.openTask(id, referrals[2].hospital.unitId), story.assessed());
    expect(story.world.messages.filter((message) => message.to === 'only@kommune-3209.example')).toHaveLength(
      1,
    );
  });

  it('by SMS are one part in GSM-7 and have no link; by e-mail they link to the page and say the same twice', async () => {
    const story = await simulate();
    for (const referral of referrals) await story.start(referral);
    await story.world.advanceTo('2028-08-01T12:00:00Z');
    const sms = story.world.messages.filter((message) => message.channel === 'sms');
    const emails = story.world.messages.filter((message) => message.channel === 'email');
    expect(sms.length).toBeGreaterThan(20);
    expect(emails.length).toBeGreaterThan(100);
    for (const message of sms) {
      expect(gsm7Length(message.text) ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(160);
      expect(message.text).not.toMatch(/https?:|www\.|\.no\b|\.example/);
    }
    for (const message of emails) {
      const link = /https:\/\/velhjem\.example\/app\/(?:tasks|notices)\/[a-z0-9]{26}-[tn]\d+/;
      expect(message.text).toMatch(link);
      expect(message.html).toContain(link.exec(message.text)?.[0]);
    }
    // sent at 08:00-16:00 in Oslo on a working day, all of them
    for (const { sentAt } of story.world.messages) {
      const parts = new Intl.DateTimeFormat('en-GB', {
        timeZone: 'Europe/Oslo',
        weekday: 'short',
        hour: '2-digit',
        hourCycle: 'h23',
      }).formatToParts(new Date(sentAt));
      const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
      expect(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']).toContain(of('weekday'));
      expect(Number(of('hour'))).toBeGreaterThanOrEqual(8);
      expect(Number(of('hour'))).toBeLessThan(16);
    }
  });

  it('go to the contacts that a unit has when they are sent', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const { taskId } = await story.openTask(id, hospital);
    const administrator = { role: 'administrator' } as const;
    const path = { unitId: hospital };
    const { body } = await story.world.call('GET /units/{unitId}', administrator, { path });
    await story.world.call('PUT /units/{unitId}', administrator, {
      path,
      body: {
        ...body,
        contacts: [{ role: 'coordinator', email: 'new@so-lindrende.example', language: 'nb' }],
      },
    });
    await story.world.advanceTo('2026-12-12T12:00:00Z');
    expect(writtenOf(story, taskId).map(([rung, to]) => [rung, to])).toEqual([
      [0, 'coordinator@so-lindrende.example'],
      [1, 'new@so-lindrende.example'],
      [2, 'new@so-lindrende.example'],
      [3, 'coordinator@so-koordinerende.example'],
    ]);
  });
});
