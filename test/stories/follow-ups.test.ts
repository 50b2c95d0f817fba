import { describe, expect, it } from 'vitest';
import { palliative, type Sample, type Story, simulate } from '../support/simulated.ts';

/** What follow-ups have in common: the machine that drives them, the pathway's end, and what becomes of them by it. */

const hospital = palliative.hospital.unitId;
const gp = palliative.gp.unitId;
const municipality = 'kommune-3105';

const openOf = async (story: Story, id: string, kind: string): Promise<readonly Sample[]> =>
  (await story.pathway(id, hospital)).tasks.filter(
    (task: Sample) => task.kind === kind && task.status === 'open',
  );

/** At the third point, with ESAS that calls for action and something that is asked of the GP. */
async function atTheEnd(story: Story): Promise<string> {
  const id = await story.start(palliative);
  await story.home(id, hospital);
  await story.world.advanceTo('2027-02-10T07:00:00Z');
  await story.complete(await story.openTask(id, hospital), story.assessed());
  await story.world.advanceTo('2027-11-10T07:00:00Z');
  const outcome = story.assessed({ esas: { nausea: 5 }, askGp: ['pain'] });
  expect((await story.complete(await story.openTask(id, hospital), outcome)).status).toBe(200);
  return id;
}

describe('a follow-up', () => {
  it('has an execution of its own, which ends with its task', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.report(id, hospital, { type: 'treatment-paused' });
    expect((await story.executions('RUNNING')).toSorted()).toEqual([`${id}-1`, `${id}-f1-1`]);
    const [task] = await openOf(story, id, 'gp-appointment');
    await story.complete(task, { outcome: 'done', appointmentOn: '2026-12-01' });
    expect(await story.executions('RUNNING')).toEqual([`${id}-1`]);
    const { executions } = await story.pathway(id, hospital);
    expect(executions.at(-1)).toMatchObject({
      machine: 'follow-up',
      name: `${id}-f1-1`,
      status: 'SUCCEEDED',
    });
  });

  it('that is lost is begun anew, and nobody is written to twice', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.report(id, hospital, { type: 'treatment-paused' });
    const [task] = await openOf(story, id, 'gp-appointment');
    await story.stopFromOutside(`${id}-f1-1`);
    await story.world.advanceTo('2026-12-15T12:00:00Z');
    expect(await story.executions('RUNNING')).toContain(`${id}-f1-2`);
    expect(story.messagesOf(`${task.taskId}#`)).toHaveLength(2);
  });

  it('ends with the pathway, silently, and is there again when that is taken back', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.report(id, hospital, { type: 'treatment-paused' });
    await story.report(id, hospital, { type: 'esas-reported', scores: { nausea: 8 } });
    await story.report(id, hospital, { type: 'deceased', eventId: 'epj-1' });
    expect(await story.executions('RUNNING')).toEqual([]);
    const written = story.world.messages.length;
    await story.world.advanceTo('2026-11-24T12:00:00Z');
    expect(story.world.messages).toHaveLength(written);
    await story.report(id, hospital, { type: 'retracted', retracts: 'epj-1', reason: 'wrong' });
    expect(await openOf(story, id, 'gp-appointment')).toHaveLength(1);
    expect(await openOf(story, id, 'esas-action')).toHaveLength(1);
    expect(await story.executions('RUNNING')).toHaveLength(3);
  });

  it('that somebody waits for holds up the end of the pathway until the last of them', async () => {
    const story = await simulate();
    const id = await atTheEnd(story);
    expect((await story.pathway(id, hospital)).status).toBe('active');
    const [action] = await openOf(story, id, 'esas-action');
    expect(action.unitId).toBe(municipality);
    await story.complete(action, { outcome: 'done' });
    expect((await story.pathway(id, hospital)).status).toBe('active');
    const [question] = await openOf(story, id, 'question');
    await story.complete(question, { outcome: 'done' });
    await story.world.advanceTo('2027-11-10T10:00:00Z');
    expect((await story.pathway(id, hospital)).status).toBe('completed');
    expect(await story.executions('RUNNING')).toEqual([]);
    expect((await story.noticeKinds(gp)).at(-1)).toBe('ended');
    expect((await story.noticeKinds(municipality)).at(-1)).toBe('answered');
  });

  it('that nobody does holds it up no longer than it is open', async () => {
    const story = await simulate();
    const id = await atTheEnd(story);
    await story.world.advanceTo('2027-11-26T12:00:00Z');
    expect((await story.pathway(id, hospital)).status).toBe('completed');
    expect(await story.executions('RUNNING')).toEqual([]);
  });
});

describe('a discharge summary', () => {
  const summary = { type: 'discharge-summary-sent', reference: 'dok-1', eventId: 'epj-1' };

  it('is told of to the municipality that has the patient, and to whom it was told that it was none', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.report(id, hospital, { ...summary, eventId: 'epj-0' });
    expect(await story.notices(municipality)).toEqual([]);
    await story.home(id, hospital);
    await story.report(id, hospital, summary);
    await story.report(id, hospital, summary);
    expect(await story.noticeKinds(municipality)).toEqual(['discharge-summary']);
    await story.report(id, hospital, { type: 'retracted', retracts: 'epj-1', reason: 'wrong' });
    expect(await story.noticeKinds(municipality)).toEqual(['discharge-summary', 'corrected']);
  });

  it('is told of where the municipality has services, but not without the yes to sharing', async () => {
    for (const shareWithMunicipality of [true, false]) {
      const story = await simulate();
      const answers = { ...palliative.answers, shareWithMunicipality };
      const circumstances = { ...palliative.circumstances, municipalServices: true };
      const id = await story.start({ ...palliative, answers, circumstances });
      await story.report(id, hospital, summary);
      expect(await story.noticeKinds(municipality)).toEqual(
        shareWithMunicipality ? ['discharge-summary'] : [],
      );
    }
  });
});
