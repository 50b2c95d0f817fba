import { describe, expect, it } from 'vitest';
import { palliative, type Sample, type Story, simulate } from '../support/simulated.ts';

/** The GP: told what is asked, asked where something is, and confirmed before a copy goes to one named long ago. */

const hospital = palliative.hospital.unitId;
const gp = palliative.gp.unitId;
const another = 'fastlege-6';
const named: Sample = { ...palliative, gp: { unitId: gp, asOf: '2026-10-15' } };

const questionsOf = async (story: Story, id: string): Promise<readonly Sample[]> =>
  (await story.pathway(id, hospital)).tasks.filter((task: Sample) => task.kind === 'question');
const said = async (story: Story, id: string) =>
  (await questionsOf(story, id)).map(({ status, unitId }) => `${status} ${unitId}`);
const newest = async (story: Story, id: string) => (await questionsOf(story, id)).at(-1);
/** Assessed, and nothing said of who the GP is. */
const assessed = (story: Story, more: Sample = {}): Sample => ({
  outcome: 'assessed',
  heldOn: story.today(),
  mode: 'phone',
  needs: [],
  ...more,
});
const copies = async (story: Story, unitId: string) =>
  (await story.notices(unitId)).map(({ kind, asked }) => [kind, asked]);

describe('the GP office', () => {
  it('is told what is asked and has it as a task; who held the conversation hears of the answer', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const askGp = ['sick-leave', 'medicines'];
    await story.complete(await story.openTask(id, hospital), story.assessed({ askGp }));
    expect(await copies(story, gp)).toEqual([['assessment', askGp]]);
    const { taskId } = await newest(story, id);
    const caller = { role: 'coordinator', unitId: gp } as const;
    expect((await story.world.call('GET /tasks', caller)).body.items).toMatchObject([
      { taskId, kind: 'question' },
    ]);
    const seen = await story.world.call('GET /tasks/{taskId}', caller, { path: { taskId } });
    expect(seen.body).toMatchObject({
      kind: 'question',
      patient: { name: palliative.patient.name },
      hospital: { unitId: hospital },
    });
    // the task is all that the office sees
    expect((await story.read(id, caller)).status).toBe(404);
    expect((await story.complete({ taskId, unitId: gp }, { outcome: 'done', note: 'sett' })).status).toBe(
      200,
    );
    expect(await story.noticeKinds(hospital)).toEqual(['answered']);
  });

  it('that does not answer is reminded; then who coordinates and who held the conversation hear', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.complete(await story.openTask(id, hospital), story.assessed({ askGp: ['pain'] }));
    const { taskId } = await newest(story, id);
    await story.world.advanceTo('2026-12-07T12:00:00Z');
    expect(story.rungsSent(taskId)).toEqual([0, 1, 2]);
    expect(await said(story, id)).toEqual([`missed ${gp}`]);
    expect(await story.noticeKinds('so-koordinerende')).toEqual(['missed']);
    expect(await story.noticeKinds(hospital)).toEqual(['missed']);
  });

  it('named more than 35 days ago gets no copy before the unit has confirmed it', async () => {
    const story = await simulate();
    const id = await story.start(named);
    await story.complete(await story.openTask(id, hospital), assessed(story, { askGp: ['pain'] }));
    expect(await story.notices(gp)).toEqual([]);
    expect(await said(story, id)).toEqual([`open ${hospital}`]);
    const question = await newest(story, id);
    expect((await story.complete(question, { outcome: 'done' })).status).toBe(200);
    expect(await copies(story, gp)).toEqual([['assessment', ['pain']]]);
    expect(await said(story, id)).toEqual([`completed ${hospital}`, `open ${gp}`]);
    await story.world.advanceTo('2026-12-20T12:00:00Z');
    expect(await copies(story, gp)).toEqual([['assessment', ['pain']]]);
  });

  it('may turn out to be another, which alone gets the copy and is asked', async () => {
    const story = await simulate();
    const id = await story.start(named);
    await story.complete(await story.openTask(id, hospital), assessed(story, { askGp: ['pain'] }));
    const question = await newest(story, id);
    expect((await story.complete(question, { outcome: 'done', unitId: hospital })).status).toBe(422);
    expect((await story.complete(question, { outcome: 'done', unitId: another })).status).toBe(200);
    expect(await copies(story, another)).toEqual([['assessment', ['pain']]]);
    expect(await story.notices(gp)).toEqual([]);
    expect(story.world.messages.filter(({ to }) => to.includes(gp))).toEqual([]);
    expect((await story.pathway(id, hospital)).gp).toEqual({ unitId: another, asOf: '2026-11-20' });
  });

  it('is confirmed by a report, or by the conversation itself', async () => {
    const story = await simulate();
    const id = await story.start(named);
    await story.complete(await story.openTask(id, hospital), assessed(story));
    await story.report(id, hospital, { type: 'gp-changed', gp: { unitId: gp } });
    expect(await copies(story, gp)).toEqual([['assessment', []]]);
    expect(await said(story, id)).toEqual([`cancelled ${hospital}`]);
    const intake = await story.openTask(id, hospital);
    await story.complete(intake, { outcome: 'done' });
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    const second = await story.openTask(id, hospital);
    await story.complete(second, assessed(story, { gp: { unitId: another } }));
    expect(await copies(story, another)).toEqual([['assessment', []]]);
  });

  it('is asked for of the municipality that held the conversation', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    await story.complete(await story.openTask(id, hospital), assessed(story));
    expect(await said(story, id)).toEqual(['open kommune-3105']);
    expect((await story.pathway(id, hospital)).followUps.at(-1)).toMatchObject({ kind: 'question' });
  });
});

describe('an assessment that is the GP’s to hear of', () => {
  it('is not without the yes to copies', async () => {
    const story = await simulate();
    const id = await story.start({ ...palliative, answers: { ...palliative.answers, gpCopy: false } });
    await story.complete(await story.openTask(id, hospital), story.assessed({ askGp: ['pain'] }));
    await story.report(id, hospital, { type: 'treatment-paused' });
    expect(await said(story, id)).toEqual([]);
    expect(await story.notices(gp)).toEqual([]);
  });
});
