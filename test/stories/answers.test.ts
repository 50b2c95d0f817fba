import { describe, expect, it } from 'vitest';
import { palliative, referrals, type Sample, type Story, simulate } from '../support/simulated.ts';

/** What the patient wishes: four separate answers, each of which may be a yes, a no, or not asked. */

const withoutCoordinator = (referral: Sample): Sample => ({
  ...referral,
  answers: { ...referral.answers, cancerCoordinator: null },
});
/** Its municipality has a point of its own, before point 2. */
const no: Sample = withoutCoordinator(
  referrals.find((referral) => referral.referralId === 'AHUS-2026-000108'),
);
const notAsked: Sample = referrals.find((referral) => referral.referralId === 'AHUS-2026-000113');
const hospital = no.hospital.unitId;
const municipality = 'kommune-3222';
const gp = no.gp.unitId;
const home = palliative.hospital.unitId;

const statuses = async (story: Story, id: string, unitId: string) =>
  (await story.pathway(id, unitId)).points.map((point: Sample) => point.status);
const kinds = async (story: Story, id: string, unitId: string) =>
  (await story.pathway(id, unitId)).tasks.map((task: Sample) => `${task.kind} ${task.status} ${task.unitId}`);

describe('a no at the start', () => {
  it('declines point 1 at once, tells the GP, and is asked again four weeks later', async () => {
    const story = await simulate();
    const id = await story.start(no);
    expect(await statuses(story, id, hospital)).toEqual(['declined', 'planned', 'planned', 'planned']);
    expect(await story.noticeKinds(gp)).toEqual(['declined']);
    expect(await story.openTask(id, hospital)).toBeUndefined();
    await story.world.advanceTo('2026-12-18T08:59:59Z');
    expect(await story.openTask(id, hospital)).toBeUndefined();
    await story.world.advanceTo('2026-12-18T09:00:00Z');
    const offer = await story.openTask(id, hospital);
    expect(offer).toMatchObject({ kind: 'offer-again', unitId: hospital, dueAt: '2027-01-01T09:00:00Z' });
    expect(story.rungsSent(offer.taskId)).toEqual([0]);
    // the municipality has heard nothing: sharing is a no
    expect(await story.notices(municipality)).toEqual([]);
    expect(story.world.messages.filter((message) => message.to.includes('3222'))).toEqual([]);
  });

  it('is offered twice, and declined after the second no', async () => {
    const story = await simulate();
    const id = await story.start(no);
    for (const at of ['2026-12-18T09:00:00Z', '2027-01-15T12:00:00Z']) {
      await story.world.advanceTo(at);
      const offer = await story.openTask(id, hospital);
      expect(offer.kind).toBe('offer-again');
      await story.complete(offer, { outcome: 'declined', askAgain: true });
    }
    expect((await story.pathway(id, hospital)).status).toBe('declined');
    expect(await statuses(story, id, hospital)).toEqual(['declined', 'cancelled', 'cancelled', 'cancelled']);
    expect(await story.executions('RUNNING')).toEqual([]);
    expect(await story.noticeKinds(gp)).toEqual(['declined', 'declined', 'declined', 'ended']);
    const written = story.world.messages.length;
    await story.world.advanceTo('2028-01-01T09:00:00Z');
    expect(story.world.messages.length).toBe(written);
  });

  it('is offered no more where the patient does not want to be asked again', async () => {
    const story = await simulate();
    const id = await story.start(no);
    await story.world.advanceTo('2026-12-18T09:00:00Z');
    await story.complete(await story.openTask(id, hospital), { outcome: 'declined', askAgain: false });
    expect((await story.pathway(id, hospital)).status).toBe('declined');
  });

  it('is offered when the patient asked to be', async () => {
    const story = await simulate();
    const id = await story.start(no);
    await story.world.advanceTo('2026-12-18T09:00:00Z');
    await story.complete(await story.openTask(id, hospital), {
      outcome: 'declined',
      askAgain: true,
      askAgainOn: '2027-03-01',
    });
    await story.world.advanceTo('2027-03-01T06:59:59Z');
    expect(await story.openTask(id, hospital)).toBeUndefined();
    await story.world.advanceTo('2027-03-01T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'offer-again' });
  });

  it('lapses where nobody makes the offers; both are escalated, and the silence is no patient’s no', async () => {
    const story = await simulate();
    const id = await story.start(no);
    await story.world.advanceTo('2027-06-01T09:00:00Z');
    expect((await story.pathway(id, hospital)).status).toBe('lapsed');
    expect(await kinds(story, id, hospital)).toEqual([
      `offer-again missed ${hospital}`,
      `offer-again missed ${hospital}`,
    ]);
    for (const task of [`${id}-t1`, `${id}-t2`]) expect(story.rungsSent(task)).toEqual([0, 1, 2]);
    expect(await story.noticeKinds('ahus-koordinerende')).toEqual(['missed', 'missed']);
    expect(await story.executions('RUNNING')).toEqual([]);
  });

  it('is a yes after all where the conversation is held at an offer, as if said at first', async () => {
    const story = await simulate();
    const id = await story.start(no);
    await story.world.advanceTo('2026-12-18T09:00:00Z');
    const offer = await story.openTask(id, hospital);
    await story.complete(offer, story.assessed({ answers: { pathway: true, shareWithMunicipality: true } }));
    expect(await statuses(story, id, hospital)).toEqual(['completed', 'planned', 'planned', 'planned']);
    const intake = await story.openTask(id, hospital);
    expect(intake).toMatchObject({ kind: 'municipal-intake', unitId: municipality });
    await story.complete(intake, { outcome: 'done' });
    await story.world.advanceTo('2027-02-19T07:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({
      kind: 'needs-assessment',
      unitId: municipality,
    });
  });

  it('is a yes after all where the answer is changed: the hospital holds the conversation now', async () => {
    const story = await simulate();
    const id = await story.start(no);
    await story.world.advanceTo('2026-12-19T09:00:00Z');
    expect((await story.openTask(id, hospital)).kind).toBe('offer-again');
    await story.report(id, hospital, {
      type: 'answers-changed',
      answers: { pathway: true, shareWithMunicipality: true },
    });
    expect(await kinds(story, id, hospital)).toEqual([
      `offer-again cancelled ${hospital}`,
      `needs-assessment open ${hospital}`,
    ]);
    expect(await statuses(story, id, hospital)).toEqual(['open', 'planned', 'planned', 'planned']);
  });
});

describe('a no at the first conversation', () => {
  it('declines it; the municipality hears of it where sharing is a yes, and never gets a task', async () => {
    const story = await simulate();
    const id = await story.start(withoutCoordinator(palliative));
    const task = await story.openTask(id, home);
    await story.complete(task, { outcome: 'declined', askAgain: true });
    expect(await statuses(story, id, home)).toEqual(['declined', 'planned', 'planned']);
    expect((await story.pathway(id, home)).answers.pathway).toMatchObject({
      value: false,
      answeredOn: '2026-11-20',
      recordedBy: home,
    });
    await story.world.advanceTo('2026-12-18T09:00:00Z');
    expect(await kinds(story, id, home)).toEqual([
      `needs-assessment declined ${home}`,
      `offer-again open ${home}`,
    ]);
    expect(await story.noticeKinds('kommune-3105')).toEqual(['declined']);
    const tasks = await story.world.call('GET /tasks', { role: 'coordinator', unitId: 'kommune-3105' });
    expect(tasks.body.items).toEqual([]);
  });

  it('is not for the municipality to hear where sharing is none', async () => {
    const story = await simulate();
    const id = await story.start(withoutCoordinator(palliative));
    const task = await story.openTask(id, home);
    await story.complete(task, {
      outcome: 'declined',
      askAgain: true,
      answers: { shareWithMunicipality: false },
    });
    await story.world.advanceTo('2026-12-18T09:00:00Z');
    expect(await story.notices('kommune-3105')).toEqual([]);
    expect(story.world.messages.filter((message) => message.to.includes('3105'))).toEqual([]);
  });
});

describe('a no at point 2', () => {
  it('declines that point only', async () => {
    const story = await simulate();
    const id = await story.start(withoutCoordinator(palliative));
    await story.home(id, home);
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    await story.complete(await story.openTask(id, home), { outcome: 'declined', askAgain: false });
    expect(await statuses(story, id, home)).toEqual(['completed', 'declined', 'planned']);
    await story.world.advanceTo('2027-11-10T07:00:00Z');
    await story.complete(await story.openTask(id, home), story.assessed());
    expect((await story.pathway(id, home)).status).toBe('completed');
    expect(await statuses(story, id, home)).toEqual(['completed', 'declined', 'completed']);
  });
});

describe('a question nobody has put', () => {
  it('lets nothing leave the hospital, also after a missed conversation: the coordinating unit gets the offer', async () => {
    const story = await simulate();
    const unitId = notAsked.hospital.unitId;
    const id = await story.start(notAsked);
    await story.world.advanceTo('2027-01-02T12:00:00Z');
    expect(await kinds(story, id, unitId)).toEqual([
      `needs-assessment missed ${unitId}`,
      'offer-again open ahus-koordinerende',
    ]);
    await story.world.advanceTo('2027-08-01T12:00:00Z');
    expect((await story.pathway(id, unitId)).status).toBe('lapsed');
    expect(await story.notices('kommune-0301-11')).toEqual([]);
    const outside = story.world.messages.filter(
      (message) => !message.to.includes('@ahus-') && !message.to.includes('@fastlege-'),
    );
    expect(outside).toEqual([]);
    expect((await story.record(id)).relations.map((relation) => relation.unitId).toSorted()).toEqual([
      unitId,
      'ahus-koordinerende',
    ]);
  });

  it('is answered by the end of the conversation, and the way goes on', async () => {
    const story = await simulate();
    const unitId = notAsked.hospital.unitId;
    const id = await story.start(notAsked);
    await story.complete(
      await story.openTask(id, unitId),
      story.assessed({ answers: { pathway: true, shareWithMunicipality: true } }),
    );
    expect(await story.openTask(id, unitId)).toMatchObject({
      kind: 'municipal-intake',
      unitId: 'kommune-0301-11',
    });
  });
});

describe('a change of mind on the way', () => {
  it('ends the municipality’s task when sharing becomes a no, and brings the hospital’s offer', async () => {
    const story = await simulate();
    const id = await story.start(withoutCoordinator(palliative));
    await story.complete(await story.openTask(id, home), story.assessed());
    const intake = await story.openTask(id, home);
    expect(intake.unitId).toBe('kommune-3105');
    await story.report(id, home, { type: 'answers-changed', answers: { shareWithMunicipality: false } });
    expect(await kinds(story, id, home)).toEqual([
      `needs-assessment completed ${home}`,
      'municipal-intake cancelled kommune-3105',
    ]);
    const written = story.messagesOf(`${intake.taskId}#`);
    await story.world.advanceTo('2026-12-17T12:00:00Z');
    expect(story.messagesOf(`${intake.taskId}#`)).toEqual(written);
    await story.world.advanceTo('2026-12-21T12:00:00Z');
    expect((await kinds(story, id, home)).at(-1)).toBe(`offer-again open ${home}`);
  });

  it('lets no copy go to a GP after a no to copies', async () => {
    const story = await simulate();
    const id = await story.start(withoutCoordinator(palliative));
    await story.report(id, home, { type: 'answers-changed', answers: { gpCopy: false } });
    await story.home(id, home);
    await story.report(id, home, { type: 'withdrawn' });
    expect(await story.notices('fastlege-4')).toEqual([]);
    expect(story.world.messages.filter((message) => message.to.includes('fastlege'))).toEqual([]);
  });
});
