import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, refused } from './refusals.ts';

/** Who learns what by asking, beside the table of `authorisation.test.ts`. */

const hospital = 'so-lindrende';
const municipality = 'kommune-3105';
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
let story: Story;
const start = (caller: SimulatedCaller, body: Sample, query: Sample = {}) =>
  story.world.call('POST /pathways', caller, { body, query });
const last = () => story.world.audited().at(-1);

beforeEach(async () => {
  story = await simulate();
});

describe('a referral of somebody who has an open pathway', () => {
  const again = (more: Sample = {}): Sample => ({ ...another(1), referralId: 'OTHER', ...more });
  let pathwayId: string;
  beforeEach(async () => {
    pathwayId = await story.start(another(1));
  });

  it('tells the trust which it is, and leaves an entry there', async () => {
    const answer = await refused(story, 409, 'active-pathway', () => start(coordinator(hospital), again()));
    expect(answer.body.pathwayId).toBe(pathwayId);
    expect(last()).toMatchObject({
      action: 'start-pathway',
      outcome: 'refused',
      pathwayId,
      unitId: hospital,
    });
  });

  it('does not tell a municipality which it is, and leaves an entry there', async () => {
    const answer = await refused(story, 409, 'active-pathway', () =>
      start(coordinator(municipality), again({ startAtPoint: 2 })),
    );
    expect(answer.body).not.toHaveProperty('pathwayId');
    expect(last()).toMatchObject({ outcome: 'refused', pathwayId, unitId: municipality });
  });

  it('as a relapse ends that one where a hospital says so, and not where a municipality does', async () => {
    const diagnosis = { ...another(1).diagnosis, relapse: true };
    const relapse = again({ diagnosis, startAtPoint: 2 });
    await refused(story, 409, 'active-pathway', () => start(coordinator(municipality), relapse));
    const beside = await start(coordinator(municipality), { ...relapse, additional: true });
    expect(beside).toMatchObject({ status: 201, body: { precededBy: null } });
    expect((await story.record(pathwayId)).status).toBe('active');
    const followed = await start(coordinator(hospital), { ...relapse, referralId: 'THIRD' });
    expect(followed.status).toBe(201);
  });

  it('is found out by a correction of who the patient is, and leaves an entry there', async () => {
    const other = await story.start(another(2));
    const { nationalId } = another(1).patient;
    await refused(story, 409, 'active-pathway', () =>
      story.report(other, hospital, { type: 'patient-corrected', patient: { nationalId } }),
    );
    expect(last()).toMatchObject({ action: 'report-event', outcome: 'refused', pathwayId });
  });
});

it('a trial of a referral leaves an entry', async () => {
  expect((await start(coordinator(hospital), another(1), { dryRun: 'true' })).status).toBe(200);
  expect(last()).toMatchObject({ action: 'try-start', outcome: 'allowed', pathwayId: null });
});

it('an address that cannot be read is refused, and nothing of it is kept', async () => {
  await refused(story, 404, 'not-found', () => story.read(`${marker}%`, coordinator(hospital)));
  expect(last()).toMatchObject({ action: 'read-pathway', outcome: 'refused', pathwayId: null });
  await refused(story, 404, 'not-found', () => story.read(marker, coordinator(hospital)));
  expect(JSON.stringify(story.world.audited())).not.toContain(marker);
});

it('a no in the referral leaves point 1 its window', async () => {
  const id = await story.start({ ...another(1), answers: { pathway: false } });
  const [first] = (await story.pathway(id, hospital)).points;
  expect(first).toMatchObject({ point: 1, status: 'declined', opensAt: '2026-11-20T09:00:00Z' });
});

describe('what is asked of a GP office', () => {
  const asked = async (caller: SimulatedCaller, taskId: string) =>
    (await story.world.call('GET /tasks/{taskId}', caller, { path: { taskId } })).body.asked;
  const gpTask = async (id: string): Promise<string> =>
    (await story.record(id)).tasks.find((task) => task.unitId === 'fastlege-4')!.taskId;

  it('by a hospital is its trust’s to read; by a municipality it is not', async () => {
    const system: SimulatedCaller = { role: 'hospital-system', unitId: hospital };
    const first = await story.start(another(1));
    await story.complete(await story.openTask(first, hospital), story.assessed({ askGp: ['pain'] }));
    expect(await asked(system, await gpTask(first))).toEqual(['pain']);

    const second = await story.start(another(2));
    await story.home(second, hospital);
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    const task = await story.openTask(second, hospital);
    await story.complete(task, story.assessed({ askGp: ['sick-leave'] }));
    const taskId = await gpTask(second);
    expect(await asked(coordinator('fastlege-4'), taskId)).toEqual(['sick-leave']);
    expect(await asked(system, taskId)).toBeUndefined();
  });
});

describe('a municipality that the patient has moved away from', () => {
  it('is shown whom to call as it was then, with who the patient was', async () => {
    const id = await story.start({
      ...another(1),
      patient: { ...another(1).patient, phone: '+4791000001' },
      hospital: { unitId: hospital, contact: { name: 'Kari', phone: '+4791000009' } },
    });
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const intake = await story.openTask(id, hospital);
    await story.complete(intake, { outcome: 'done' });
    const look = async () =>
      (
        await story.world.call('GET /tasks/{taskId}', coordinator(municipality), {
          path: { taskId: intake.taskId },
        })
      ).body;
    const before = await look();
    await story.world.advanceTo('2026-12-01T09:00:00Z');
    await story.report(id, hospital, { type: 'moved', municipality: { number: '3107', district: null } });
    await story.world.advanceTo('2026-12-02T09:00:00Z');
    await story.report(id, hospital, { type: 'patient-corrected', patient: { phone: '+4791000002' } });
    await story.report(id, hospital, { type: 'transferred', hospital: { unitId: 'siv-kreft' } });
    expect(await look()).toEqual(before);
    expect(before).toMatchObject({
      patient: { phone: '+4791000001' },
      hospital: { contact: { name: 'Kari' } },
    });
    const [notice] = (await story.notices(municipality)).filter(({ kind }) => kind === 'moved');
    const read = await story.world.call('GET /notices/{noticeId}', coordinator(municipality), {
      path: { noticeId: notice.noticeId },
    });
    expect(read.body).toMatchObject({ patient: { phone: '+4791000001' }, hospital: { unitId: hospital } });
  });
});
