import { describe, expect, it } from 'vitest';
import { palliative, type Sample, type Story, simulate } from '../support/simulated.ts';

/** Patients who are already under way when the hospital begins to use this: only what is left is done. */

const hospital: string = palliative.hospital.unitId;
const municipality = 'kommune-3105';
const done = (points: readonly Sample[], handedOver = true) => ({
  import: true,
  done: { points, handedOver },
});
const held = (point: number, heldOn: string) => ({ point, heldOn });
/** Diagnosed in May, entered in November: point 2 was in August to October, point 3 is next May. */
const underWay: Sample = {
  ...palliative,
  diagnosis: { ...palliative.diagnosis, date: '2026-05-04' },
};

const statuses = async (story: Story, id: string) =>
  (await story.pathway(id, hospital)).points.map(({ status }: Sample) => status);

describe('a patient who is imported', () => {
  it('after both first points waits for the third, and nobody is written to until then', async () => {
    const story = await simulate();
    const id = await story.start({
      ...underWay,
      ...done([held(1, '2026-05-20'), held(2, '2026-09-01')]),
    });
    const view = await story.pathway(id, hospital);
    expect(view.points).toMatchObject([
      { status: 'completed', outcome: { heldOn: '2026-05-20' }, taskId: null },
      { status: 'completed', outcome: { heldOn: '2026-09-01' }, taskId: null },
      { status: 'planned', opensAt: '2027-05-04T06:00:00Z' },
    ]);
    expect(view.tasks).toEqual([]);
    await story.world.advanceTo('2027-05-03T12:00:00Z');
    expect(story.world.messages).toEqual([]);
    expect((await story.record(id)).notices).toEqual([]);
    await story.world.advanceTo('2027-05-04T12:00:00Z');
    const task = await story.openTask(id, hospital);
    expect(task).toMatchObject({ kind: 'needs-assessment', unitId: municipality });
    await story.complete(task, story.assessed());
    expect((await story.pathway(id, hospital)).status).toBe('completed');
  });

  it('is seen by the municipality that has the patient', async () => {
    const story = await simulate();
    const id = await story.start({ ...palliative, ...done([held(1, '2026-11-12')]) });
    const listed = await story.world.call('GET /pathways', { role: 'coordinator', unitId: municipality });
    expect(listed.body.items.map(({ pathwayId }: Sample) => pathwayId)).toEqual([id]);
    // point 2 keeps its four weeks from point 1
    expect(await statuses(story, id)).toEqual(['completed', 'planned', 'planned']);
  });

  it('and not yet handed over gets an intake', async () => {
    const story = await simulate();
    const id = await story.start({ ...palliative, ...done([held(1, '2026-11-12')], false) });
    expect(await story.openTask(id, hospital)).toMatchObject({
      kind: 'municipal-intake',
      unitId: municipality,
    });
  });

  it('with nothing done begins at the beginning', async () => {
    const story = await simulate();
    const id = await story.start({ ...palliative, import: true });
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: hospital });
    expect(await statuses(story, id)).toEqual(['open', 'planned', 'planned']);
  });

  it('whose points were missed is not asked for them again', async () => {
    const story = await simulate();
    const missed = [
      { point: 1, status: 'missed' },
      { point: 2, status: 'missed' },
    ];
    // point 2's window is open still
    const id = await story.start({
      ...underWay,
      diagnosis: { ...palliative.diagnosis, date: '2026-07-20' },
      ...done(missed),
    });
    expect(await statuses(story, id)).toEqual(['missed', 'missed', 'planned']);
    await story.report(id, hospital, { type: 'diagnosis-corrected', date: '2026-08-01' });
    expect(await statuses(story, id)).toEqual(['missed', 'missed', 'planned']);
    expect(story.world.messages).toEqual([]);
    expect((await story.record(id)).tasks).toEqual([]);
  });

  it('who has said no is offered the pathway again, and nobody hears of the no a second time', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      answers: { ...palliative.answers, pathway: false },
      ...done([{ point: 1, status: 'declined' }], false),
    });
    expect(await statuses(story, id)).toEqual(['declined', 'planned', 'planned']);
    expect((await story.record(id)).notices).toEqual([]);
    await story.world.advanceTo('2026-12-19T12:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'offer-again' });
  });

  it('where nobody is known is looked a route for, also if somebody had the patient', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      municipality: { number: '3220', district: null },
      ...done([held(1, '2026-11-12')]),
    });
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'route-manually' });
  });

  it('may still be reported on, and an end taken back leaves behind what was behind', async () => {
    const story = await simulate();
    const id = await story.start({ ...underWay, ...done([held(1, '2026-05-20'), held(2, '2026-09-01')]) });
    await story.report(id, hospital, { type: 'deceased', eventId: 'd' });
    expect(await statuses(story, id)).toEqual(['completed', 'completed', 'cancelled']);
    await story.report(id, hospital, { type: 'retracted', retracts: 'd', reason: 'x' });
    expect(await statuses(story, id)).toEqual(['completed', 'completed', 'planned']);
  });
});

describe('a dry run', () => {
  it('says what would happen, stores nothing and sends nothing', async () => {
    const story = await simulate();
    const body = { ...underWay, ...done([held(1, '2026-05-20'), held(2, '2026-09-01')]) };
    const answer = await story.send(body, { dryRun: 'true' });
    expect(answer).toMatchObject({
      status: 200,
      body: { dryRun: true, status: 'active', points: [{ status: 'completed' }, {}, { status: 'planned' }] },
    });
    expect([story.writes, story.world.messages, await story.listed()]).toEqual([[], [], []]);
    const id = await story.start(body);
    expect(id).toBe(answer.body.pathwayId);
    const wrong = await story.send({ ...body, referralId: 'other' }, { dryRun: 'true' });
    expect([wrong.status, wrong.body.pathwayId]).toEqual([409, id]);
  });
});

describe('what cannot have been', () => {
  const answers = (changes: Sample) => ({ answers: { ...palliative.answers, ...changes } });
  const one = held(1, '2026-11-12');
  const wrong: Readonly<Record<string, readonly [Sample, readonly string[]]>> = {
    'done without an import': [{ done: { points: [one] } }, ['done']],
    'an import into a later point': [{ ...done([one]), startAtPoint: 2 }, ['startAtPoint']],
    'a point twice': [done([one, one]), ['done.points.1.point']],
    'held on no day': [done([{ point: 1 }]), ['done.points.0.heldOn']],
    'missed, and held on a day': [done([{ ...one, status: 'missed' }]), ['done.points.0.heldOn']],
    'held tomorrow': [done([held(1, '2026-11-21')]), ['done.points.0.heldOn']],
    'held before the diagnosis': [done([held(1, '2026-11-09')]), ['done.points.0.heldOn']],
    'the second without the first': [done([held(2, '2026-11-12')]), ['done.points']],
    'the second before the first': [done([held(2, '2026-11-11'), one]), ['done.points.0.heldOn']],
    'held with nobody asked': [
      { ...done([one], false), ...answers({ pathway: null, shareWithMunicipality: null }) },
      ['answers.pathway', 'answers.shareWithMunicipality'],
    ],
    'declined with a yes': [done([{ point: 1, status: 'declined' }], false), ['answers.pathway']],
    'handed over without a yes to sharing': [
      { ...done([one]), ...answers({ shareWithMunicipality: false }) },
      ['answers.shareWithMunicipality'],
    ],
  };
  it.each(Object.entries(wrong))('%s is refused, with the field', async (_, [changes, paths]) => {
    const story = await simulate();
    const answer = await story.send({ ...palliative, ...changes });
    expect([answer.status, answer.body.errors.map(({ path }: Sample) => path)]).toEqual([422, paths]);
    expect(story.writes).toEqual([]);
  });
});
