import { describe, expect, it } from 'vitest';
import { palliative, type Sample, type Story, simulate, withUnit } from '../support/simulated.ts';

/** Patients who are not going to get well: the GP comes in, and how the patient is is asked for and acted on. */

const hospital = palliative.hospital.unitId;
const gp = palliative.gp.unitId;
const municipality = 'kommune-3105';

const tasksOf = async (story: Story, id: string, kind: string): Promise<readonly Sample[]> =>
  (await story.pathway(id, hospital)).tasks.filter((task: Sample) => task.kind === kind);
const said = async (story: Story, id: string, kind: string) =>
  (await tasksOf(story, id, kind)).map((task) => `${task.status} ${task.unitId}`);
const newest = async (story: Story, id: string, kind: string) => (await tasksOf(story, id, kind)).at(-1);
const about = (story: Story, taskId: string) =>
  story.world.messages.filter(({ messageId }) => messageId.startsWith(`${taskId}#`));

describe('palliative treatment', () => {
  it('started, paused and ended: each calls for the GP within a month, reminds, and tells the leader at last', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    for (const type of ['palliative-treatment-started', 'treatment-paused', 'treatment-ended'])
      expect((await story.report(id, hospital, { type })).status).toBe(202);
    const tasks = await tasksOf(story, id, 'gp-appointment');
    expect(tasks.map(({ status, unitId, dueAt }) => [status, unitId, dueAt])).toEqual(
      Array(3).fill(['open', hospital, '2026-12-20T07:00:00Z']),
    );
    expect((await story.notices(gp)).map(({ kind, asked }) => [kind, asked])).toEqual(
      Array(3).fill(['treatment', ['appointment']]),
    );
    await story.world.advanceTo('2027-01-05T12:00:00Z');
    expect(await said(story, id, 'gp-appointment')).toEqual(Array(3).fill(`missed ${hospital}`));
    for (const { taskId } of tasks) {
      expect(about(story, taskId).map(({ to, sentAt }) => `${sentAt.slice(0, 10)} ${to}`)).toEqual([
        `2026-11-20 coordinator@${hospital}.example`,
        `2026-12-14 coordinator@${hospital}.example`,
        `2026-12-21 coordinator@${hospital}.example`,
        `2026-12-30 leader@${hospital}.example`,
      ]);
    }
    const told = await story.notices('so-koordinerende');
    expect(told.filter(({ kind, point }) => kind === 'missed' && point === null)).toHaveLength(3);
  });

  it('reported again, by whomever and however often, calls for no second appointment', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const event = { type: 'treatment-paused', eventId: 'epj-1' };
    for (const body of [event, event, { type: 'treatment-paused' }, { ...event, eventId: 'epj-2' }])
      expect((await story.report(id, hospital, body)).status).toBe(202);
    expect(await said(story, id, 'gp-appointment')).toEqual([`open ${hospital}`]);
    expect(await story.noticeKinds(gp)).toEqual(['treatment']);
  });

  it('taken back: the appointment is no longer asked for, and the GP is told', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.report(id, hospital, { type: 'palliative-treatment-started', eventId: 'epj-1' });
    await story.report(id, hospital, { type: 'retracted', retracts: 'epj-1', reason: 'another patient' });
    expect(await said(story, id, 'gp-appointment')).toEqual([`cancelled ${hospital}`]);
    expect(await story.noticeKinds(gp)).toEqual(['treatment', 'corrected']);
    const written = story.world.messages.length;
    await story.world.advanceTo('2026-12-03T12:00:00Z');
    expect(story.world.messages.slice(written).filter(({ messageId }) => messageId.includes('-t2#'))).toEqual(
      [],
    );
    expect((await story.executions('RUNNING')).map((name) => name.slice(id.length, -1))).toEqual(['-']);
  });

  it('in a function that declines fast: within two days, with the words that it is not for emergencies', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    const reported = await story.world.call(
      'POST /pathways/{pathwayId}/events',
      { role: 'coordinator', unitId: municipality },
      { path: { pathwayId: id }, body: { type: 'function-declining', occurredOn: story.today() } },
    );
    expect(reported.status).toBe(202);
    const task = await newest(story, id, 'gp-appointment');
    expect(task).toMatchObject({ unitId: hospital, dueAt: '2026-11-24T09:00:00Z' });
    await story.world.advanceTo('2026-11-25T12:00:00Z');
    const messages = about(story, task.taskId);
    expect(messages.map(({ to, sentAt }) => `${sentAt.slice(0, 13)} ${to}`)).toEqual([
      `2026-11-20T09 coordinator@${hospital}.example`,
      `2026-11-20T12 coordinator@${hospital}.example`,
      `2026-11-24T09 leader@${hospital}.example`,
    ]);
    for (const { text } of messages) expect(text).toContain('Ikke for øyeblikkelig hjelp: ring da 113.');
  });

  it('is a matter of the hospital alone while nobody has asked the patient', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      answers: {},
      circumstances: { municipalServices: true },
    });
    await story.report(id, hospital, { type: 'palliative-treatment-started' });
    await story.report(id, hospital, { type: 'esas-reported', scores: { nausea: 9 } });
    await story.report(id, hospital, { type: 'discharge-summary-sent', reference: 'dok-1' });
    const appointment = await newest(story, id, 'gp-appointment');
    await story.act('PUT /tasks/{taskId}/appointment', appointment, { on: '2026-12-01' });
    await story.world.advanceTo('2026-12-20T12:00:00Z');
    expect(story.world.messages.filter(({ to }) => /kommune|fastlege/.test(to))).toEqual([]);
    expect(await story.notices(gp)).toEqual([]);
    expect(await story.notices(municipality)).toEqual([]);
    expect(await said(story, id, 'esas-prompt')).toEqual([]);
  });
});

describe('ESAS', () => {
  const reported = (story: Story, id: string, unitId: string, scores: Sample) =>
    story.world.call(
      'POST /pathways/{pathwayId}/events',
      { role: 'coordinator', unitId },
      { path: { pathwayId: id }, body: { type: 'esas-reported', occurredOn: story.today(), scores } },
    );

  it('at home from 3 calls for action there, once until it is done, and again for what has become worse', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    expect((await reported(story, id, municipality, { nausea: 2 })).status).toBe(202);
    expect(await said(story, id, 'esas-action')).toEqual([]);
    for (const scores of [{ nausea: 3 }, { nausea: 5, anxiety: 8 }, { nausea: 7 }])
      await reported(story, id, municipality, scores);
    expect(await said(story, id, 'esas-action')).toEqual([`open ${municipality}`]);
    const action = await newest(story, id, 'esas-action');
    expect(about(story, action.taskId).map(({ text }) => text.includes('113'))).toEqual([true, true]);
    expect((await story.complete(action, { outcome: 'done', note: 'antiemetic' })).status).toBe(200);
    await reported(story, id, municipality, { nausea: 8, anxiety: 9 });
    expect(await said(story, id, 'esas-action')).toEqual([`completed ${municipality}`]);
    await reported(story, id, municipality, { nausea: 10 });
    expect(await said(story, id, 'esas-action')).toEqual([
      `completed ${municipality}`,
      `open ${municipality}`,
    ]);
  });

  it('and distress of a conversation call for action by who held it', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const first = await story.openTask(id, hospital);
    await story.complete(first, story.assessed({ distress: 4, esas: { tiredness: 2 } }));
    expect(await said(story, id, 'esas-action')).toEqual([`open ${hospital}`]);
  });

  it('is asked for of home care two working days before the appointment; another appointment moves it', async () => {
    const homeCare = 'kommune-3107';
    const units = withUnit(municipality, (unit) => ({ ...unit, settings: { routes: { homeCare } } }));
    const story = await simulate({ units });
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.report(id, hospital, { type: 'treatment-paused' });
    const appointment = await newest(story, id, 'gp-appointment');
    for (const on of ['2026-12-01', '2026-12-08T10:00:00Z'])
      expect((await story.act('PUT /tasks/{taskId}/appointment', appointment, { on })).status).toBe(200);
    await story.world.advanceTo('2026-12-04T06:59:59Z');
    expect(await said(story, id, 'esas-prompt')).toEqual([]);
    await story.world.advanceTo('2026-12-04T07:00:00Z');
    expect(await said(story, id, 'esas-prompt')).toEqual([`open ${homeCare}`]);
    const prompt = await newest(story, id, 'esas-prompt');
    const { body } = await story.world.call(
      'GET /tasks/{taskId}',
      { role: 'coordinator', unitId: homeCare },
      {
        path: { taskId: prompt.taskId },
      },
    );
    expect(body).toMatchObject({ kind: 'esas-prompt', patient: { name: palliative.patient.name } });
    expect((await story.complete(prompt, { outcome: 'done' })).status).toBe(200);
  });
});
