import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, pathsOf, refused } from './refusals.ts';

/** Questions between units: put, answered, and read by the two of them alone. */

const hospital = 'so-lindrende';
const municipality = 'kommune-3105';
const gp = 'fastlege-4';
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
const systems: SimulatedCaller = { role: 'hospital-system', unitId: 'so-kreftpoliklinikk' };
const administrator: SimulatedCaller = { role: 'administrator' };
const text = 'Does the patient get anything for the night?';
let story: Story;

const onPathway = (pathwayId: string, caller: SimulatedCaller, body: unknown): Promise<Answer> =>
  story.world.call('POST /pathways/{pathwayId}/questions', caller, { path: { pathwayId }, body });
const onTask = (taskId: string, caller: SimulatedCaller, body: unknown): Promise<Answer> =>
  story.world.call('POST /tasks/{taskId}/questions', caller, { path: { taskId }, body });
const answer = (questionId: string, caller: SimulatedCaller, body: unknown): Promise<Answer> =>
  story.world.call('POST /questions/{questionId}/answer', caller, { path: { questionId }, body });
const task = async (taskId: string, unitId: string): Promise<Sample> =>
  (await story.world.call('GET /tasks/{taskId}', coordinator(unitId), { path: { taskId } })).body;
const notice = async (unitId: string, kind: string): Promise<Sample> => {
  const found = (await story.notices(unitId)).findLast((one) => one.kind === kind);
  const path = { noticeId: found.noticeId };
  return (await story.world.call('GET /notices/{noticeId}', coordinator(unitId), { path })).body;
};

/** A patient whose municipality has the intake open. */
async function atIntake(n = 1): Promise<{ id: string; intake: Sample }> {
  const id = await story.start(another(n));
  await story.complete(await story.openTask(id, hospital), story.assessed());
  return { id, intake: await story.openTask(id, hospital) };
}

/** The task by which a unit is to answer. */
async function questionTask(unitId: string): Promise<Sample> {
  const { body } = await story.world.call('GET /tasks', coordinator(unitId));
  return body.items.find((one: Sample) => one.kind === 'question');
}

beforeEach(async () => {
  story = await simulate();
});

describe('a question', () => {
  it('on a task goes to the unit that sent it, and comes back with its answer', async () => {
    const { id, intake } = await atIntake();
    const put = await onTask(intake.taskId, coordinator(municipality), { text });
    expect([put.status, put.body]).toEqual([
      201,
      {
        questionId: `${id}-q1`,
        taskId: intake.taskId,
        unitId: hospital,
        askedAt: story.world.now(),
      },
    ]);
    const asked = await questionTask(hospital);
    expect((await task(asked.taskId, hospital)).questions).toEqual([
      { ...put.body, askedBy: municipality, answeredAt: null, text },
    ]);
    await story.world.advanceTo('2026-11-20T10:00:00Z');
    const answered = await answer(put.body.questionId, coordinator(hospital), { text: ' Yes.\n' });
    const shown = {
      ...put.body,
      askedBy: municipality,
      answeredAt: '2026-11-20T10:00:00Z',
      text,
      answer: 'Yes.',
    };
    expect([answered.status, answered.body]).toEqual([200, shown]);
    expect((await task(asked.taskId, hospital)).status).toBe('completed');
    expect((await task(intake.taskId, municipality)).questions).toEqual([shown]);
    expect(await notice(municipality, 'answered')).toMatchObject({ question: shown });
  });

  it('on a pathway is shown with its words to the two units, and to nobody else', async () => {
    const { id } = await atIntake();
    const put = await onPathway(id, coordinator(municipality), { text });
    expect(put.body).not.toHaveProperty('taskId');
    await answer(put.body.questionId, coordinator(hospital), { text: 'Yes.' });
    const seenBy = async (caller: SimulatedCaller) => (await story.read(id, caller)).body.questions;
    const known = { questionId: `${id}-q1`, askedBy: municipality, unitId: hospital };
    for (const caller of [coordinator(municipality), coordinator(hospital), systems])
      expect(await seenBy(caller)).toEqual([expect.objectContaining({ ...known, text, answer: 'Yes.' })]);
    // another unit that has a part, and an administrator, know that there was one
    const between = await onPathway(id, coordinator(municipality), { text: 'Has she eaten?', unitId: gp });
    expect(between.status).toBe(201);
    for (const caller of [coordinator(hospital), systems, administrator]) {
      const shown = (await seenBy(caller)).at(-1);
      expect(shown).toMatchObject({ askedBy: municipality, unitId: gp });
      expect(shown).not.toHaveProperty('text');
    }
    expect((await seenBy(coordinator(municipality))).at(-1)).toMatchObject({ text: 'Has she eaten?' });
    for (const shown of await seenBy(administrator)) expect(shown).not.toHaveProperty('answer');
  });

  it('is one while it waits, however often it is put; afterwards it can be put anew', async () => {
    const { id } = await atIntake();
    const first = await onPathway(id, coordinator(municipality), { text });
    const writes = story.writes.length;
    const again = await onPathway(id, coordinator(municipality), { text });
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(story.writes.length).toBe(writes);
    expect((await onPathway(id, coordinator(municipality), { text: `${text}?` })).body.questionId).toBe(
      `${id}-q2`,
    );
    await answer(`${id}-q1`, coordinator(hospital), { text: 'Yes.' });
    const anew = await onPathway(id, coordinator(municipality), { text });
    expect([anew.status, anew.body.questionId]).toEqual([201, `${id}-q3`]);
  });

  it('put by two at once keeps each one’s own words', async () => {
    const { id } = await atIntake();
    const callers = [coordinator(municipality), coordinator(hospital)] as const;
    const [mine, theirs] = await Promise.all([
      onPathway(id, callers[0], { text: 'From the municipality' }),
      onPathway(id, callers[1], { text: 'From the hospital' }),
    ]);
    expect(mine.body.questionId).not.toBe(theirs.body.questionId);
    const { questions } = (await story.read(id, callers[0])).body;
    const words = new Map(questions.map((one: Sample) => [one.askedBy, one.text]));
    expect(words.get(municipality)).toBe('From the municipality');
    expect(words.get(hospital)).toBe('From the hospital');
  });

  it('comes from a hospital’s system in the name of the unit that has the patient', async () => {
    const { id } = await atIntake();
    const put = await onPathway(id, systems, { text });
    expect([put.status, put.body.unitId]).toEqual([201, municipality]);
    expect((await story.record(id)).questions[0]).toMatchObject({ askedBy: hospital });
  });

  it('of a trust that the patient has left comes from the unit that referred', async () => {
    const { id } = await atIntake();
    await story.report(id, hospital, { type: 'transferred', hospital: { unitId: 'siv-kreft' } });
    const put = await onPathway(id, systems, { text, unitId: 'siv-kreft' });
    expect(put.status).toBe(201);
    expect((await story.record(id)).questions[0]).toMatchObject({ askedBy: hospital, unitId: 'siv-kreft' });
  });

  it('from a hospital before anything is shared goes to the hospital that has the patient, and to nobody where that is itself', async () => {
    const body = { ...another(1), answers: {} };
    const id = await story.start({ ...body, otherHospital: { unitId: 'siv-kreft' } });
    const own = await refused(story, 422, 'rule-broken', () =>
      onPathway(id, coordinator(hospital), { text: marker }),
    );
    expect(pathsOf(own)).toEqual(['unitId']);
    await story.report(id, hospital, { type: 'transferred', hospital: { unitId: 'siv-kreft' } });
    expect((await onPathway(id, coordinator(hospital), { text })).body.unitId).toBe('siv-kreft');
  });

  it('is not for a GP office that gets no copies', async () => {
    const id = await story.start({ ...another(1), answers: { ...another(1).answers, gpCopy: false } });
    await refused(story, 422, 'rule-broken', () =>
      onPathway(id, coordinator(hospital), { text: marker, unitId: gp }),
    );
    await refused(story, 404, 'not-found', () => onPathway(id, coordinator(gp), { text: marker }));
  });

  it('and its answer are in no message, row, record or execution', async () => {
    const words = 'Zqxquestion';
    const { id } = await atIntake();
    await onPathway(id, coordinator(municipality), { text: words });
    await answer(`${id}-q1`, coordinator(hospital), { text: `${words} answered` });
    const { store } = story.world.ports;
    const everything = [
      await story.record(id),
      story.world.messages,
      await store.rowsOf(id, ''),
      await Promise.all((await story.listed()).map((one) => story.history(one.executionArn))),
      story.world.audited(),
    ];
    expect(JSON.stringify(everything)).toContain(`${id}-q1`);
    expect(JSON.stringify(everything)).not.toContain(words);
  });

  it('from a hospital about a municipality’s task goes to the unit that has it', async () => {
    const { intake } = await atIntake();
    const put = await onTask(intake.taskId, coordinator(hospital), { text });
    expect([put.status, put.body.unitId]).toEqual([201, municipality]);
  });

  it('is put by a GP office that was told something, and answered to it', async () => {
    const { id, intake } = await atIntake();
    const put = await onPathway(id, coordinator(gp), { text });
    expect([put.status, put.body.unitId]).toEqual([201, hospital]);
    await answer(put.body.questionId, coordinator(hospital), { text: 'Yes.' });
    expect((await notice(gp, 'answered')).question).toMatchObject({ text, answer: 'Yes.' });
    // of tasks that are none of its own it knows nothing
    await refused(story, 404, 'not-found', () => onTask(intake.taskId, coordinator(gp), { text: marker }));
  });

  it('is put by a unit about its own task where it has no part in the pathway', async () => {
    const body = another(1);
    const answers = { pathway: false, shareWithMunicipality: false, cancerCoordinator: true };
    const id = await story.start({ ...body, answers });
    const { items } = (await story.world.call('GET /tasks', coordinator(municipality))).body;
    expect(items).toMatchObject([{ kind: 'coordinator-referral' }]);
    const { taskId } = items[0];
    await refused(story, 404, 'not-found', () => onPathway(id, coordinator(municipality), { text: marker }));
    const put = await onTask(taskId, coordinator(municipality), { text });
    expect([put.status, put.body.unitId]).toEqual([201, hospital]);
    await answer(put.body.questionId, coordinator(hospital), { text: 'Yes.' });
    expect((await task(taskId, municipality)).questions).toMatchObject([{ text, answer: 'Yes.' }]);
    expect((await notice(municipality, 'answered')).question).toMatchObject({ answer: 'Yes.' });
  });

  it('is refused to whom it is not for', async () => {
    const { id, intake } = await atIntake();
    const question = { text: marker };
    for (const caller of [
      coordinator('kommune-3107'),
      coordinator('fastlege-1'),
      coordinator('ahus-lunge'),
      { role: 'hospital-system', unitId: 'ahus-lunge' } as const,
    ]) {
      await refused(story, 404, 'not-found', () => onPathway(id, caller, question));
      await refused(story, 404, 'not-found', () => onTask(intake.taskId, caller, question));
    }
    await refused(story, 403, 'forbidden', () => onPathway(id, administrator, question));
    await refused(story, 404, 'not-found', () => onTask(intake.taskId, administrator, question));
    for (const unknown of ['x', `${id}-t99`, `${id}-q1`, ''])
      await refused(story, 404, 'not-found', () => onTask(unknown, coordinator(hospital), question));
    for (const unitId of [municipality, 'kommune-3107', marker]) {
      const asked = await refused(story, 422, 'rule-broken', () =>
        onPathway(id, coordinator(municipality), { ...question, unitId }),
      );
      expect(pathsOf(asked)).toEqual(['unitId']);
    }
    for (const text of ['', ' \n ', 3, null, undefined, 'x'.repeat(10_001)]) {
      const asked = await refused(story, 400, 'not-the-schema', () =>
        onPathway(id, coordinator(municipality), { text }),
      );
      expect(pathsOf(asked)).toEqual(['text']);
    }
    await story.report(id, hospital, { type: 'withdrawn' });
    await refused(story, 409, 'conflict', () => onPathway(id, coordinator(hospital), question));
  });
});

describe('an answer', () => {
  it('is given once: the same again is the same, another a conflict', async () => {
    const { id } = await atIntake();
    await onPathway(id, coordinator(municipality), { text });
    const first = await answer(`${id}-q1`, coordinator(hospital), { text: 'Yes.' });
    const writes = story.writes.length;
    const again = await answer(`${id}-q1`, coordinator(hospital), { text: 'Yes.' });
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(story.writes.length).toBe(writes);
    await refused(story, 409, 'conflict', () => answer(`${id}-q1`, coordinator(hospital), { text: marker }));
  });

  it('is the completion of the task, and needs its words', async () => {
    const { id } = await atIntake();
    await onPathway(id, coordinator(municipality), { text });
    const asked = await questionTask(hospital);
    for (const note of [undefined, '', ' ']) {
      const empty = await refused(story, 422, 'rule-broken', () =>
        story.complete(asked, { outcome: 'done', note }),
      );
      expect(pathsOf(empty)).toEqual(['note']);
    }
    expect((await story.complete(asked, { outcome: 'done', note: 'Yes.' })).status).toBe(200);
    const { questions } = (await story.read(id, coordinator(municipality))).body;
    expect(questions).toMatchObject([{ text, answer: 'Yes.' }]);
    // and the other way round it is the same answer
    expect((await answer(`${id}-q1`, coordinator(hospital), { text: 'Yes.' })).status).toBe(200);
  });

  it('is for the unit that is asked alone', async () => {
    const { id } = await atIntake();
    await onPathway(id, coordinator(municipality), { text });
    for (const caller of [coordinator(municipality), systems, administrator])
      await refused(story, 403, 'forbidden', () => answer(`${id}-q1`, caller, { text: marker }));
    for (const caller of [coordinator(gp), coordinator('kommune-3107'), coordinator('ahus-lunge')])
      await refused(story, 404, 'not-found', () => answer(`${id}-q1`, caller, { text: marker }));
    for (const unknown of ['x', `${id}-q2`, `${id}-t1`, `${marker}-q1`])
      await refused(story, 404, 'not-found', () => answer(unknown, coordinator(hospital), { text: marker }));
    for (const text of ['', ' ', undefined])
      await refused(story, 400, 'not-the-schema', () => answer(`${id}-q1`, coordinator(hospital), { text }));
  });

  it('is the new unit’s where the task was handed on; both have read the question', async () => {
    const { id } = await atIntake();
    await onPathway(id, coordinator(municipality), { text });
    const asked = await questionTask(hospital);
    const to = { unitId: 'so-kreftpoliklinikk' };
    expect((await story.act('POST /tasks/{taskId}/transfer', asked, to)).status).toBe(200);
    await refused(story, 403, 'forbidden', () => answer(`${id}-q1`, coordinator(hospital), { text: marker }));
    const given = await answer(`${id}-q1`, coordinator(to.unitId), { text: 'Yes.' });
    expect([given.status, given.body.text, given.body.answer]).toEqual([200, text, 'Yes.']);
  });

  it('that came too late, or after the end, is a conflict: the one who asks was told', async () => {
    const { id } = await atIntake();
    await onPathway(id, coordinator(municipality), { text });
    await story.world.advanceTo('2026-12-07T12:00:00Z');
    await refused(story, 409, 'conflict', () => answer(`${id}-q1`, coordinator(hospital), { text: marker }));
    const missed = await notice(municipality, 'missed');
    expect(missed.question).toMatchObject({ questionId: `${id}-q1`, text, answeredAt: null });
    await onPathway(id, coordinator(municipality), { text: 'Another' });
    await story.report(id, hospital, { type: 'withdrawn' });
    await refused(story, 409, 'conflict', () => answer(`${id}-q2`, coordinator(hospital), { text: marker }));
  });

  it('before its task is there is to be sent again; after the end it is a conflict', async () => {
    let isDown = true;
    story = await simulate({
      wrap: (ports) => ({
        ...ports,
        workflows: {
          ...ports.workflows,
          start: async (plan, name, input) => {
            if (plan !== 'p' && isDown) throw new Error('down');
            await ports.workflows.start(plan, name, input);
          },
        },
      }),
    });
    const { id } = await atIntake();
    const other = await atIntake(2);
    for (const one of [id, other.id])
      expect((await onPathway(one, coordinator(municipality), { text })).status).toBe(201);
    const early = () => answer(`${id}-q1`, coordinator(hospital), { text: marker });
    await refused(story, 503, 'busy', early);
    await story.report(other.id, hospital, { type: 'withdrawn' });
    await refused(story, 409, 'conflict', () =>
      answer(`${other.id}-q1`, coordinator(hospital), { text: marker }),
    );
    isDown = false;
    await story.world.advanceTo('2026-11-20T10:30:00Z');
    expect((await early()).status).toBe(200);
  });
});
