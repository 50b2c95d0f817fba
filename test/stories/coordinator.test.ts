import { describe, expect, it } from 'vitest';
import { referrals, type Sample, type Story, simulate } from '../support/simulated.ts';

/** A yes to a cancer coordinator is none to the pathway: it permits that referral itself, and no more. */

const wish: Sample = referrals.find((referral) => referral.referralId === 'AHUS-2026-000108');
const hospital = wish.hospital.unitId;
const municipality = 'kommune-3222';
const kind = 'coordinator-referral';
const elsewhere = { number: '3220', district: null };

const referralOf = async (story: Story, id: string): Promise<Sample> =>
  (await story.pathway(id, hospital)).tasks.findLast((task: Sample) => task.kind === kind);
const read = (story: Story, taskId: string, unitId: string) =>
  story.world.call('GET /tasks/{taskId}', { role: 'coordinator', unitId }, { path: { taskId } });
const listed = async (story: Story, route: string, unitId: string) =>
  (await story.world.call(route, { role: 'coordinator', unitId })).body.items;

describe('a coordinator, but not the pathway', () => {
  it('is referred at once: the unit sees whom it is about, the group and whom to call, and nothing else', async () => {
    const story = await simulate();
    const id = await story.start(wish);
    const { taskId } = await referralOf(story, id);
    const { status, body } = await read(story, taskId, municipality);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind,
      unitId: municipality,
      status: 'open',
      dueAt: '2026-11-27T09:00:00Z',
      patient: { name: wish.patient.name },
      diagnosis: { group: wish.diagnosis.group },
      hospital: { unitId: hospital },
    });
    expect(body.hospital.phone).toEqual(expect.any(String));
    expect((await story.read(id, { role: 'coordinator', unitId: municipality })).status).toBe(404);
    expect(await listed(story, 'GET /pathways', municipality)).toEqual([]);
    expect(await listed(story, 'GET /notices', municipality)).toEqual([]);
    expect((await listed(story, 'GET /tasks', municipality)).map((task: Sample) => task.taskId)).toEqual([
      taskId,
    ]);
    const reported = await story.world.call(
      'POST /pathways/{pathwayId}/events',
      { role: 'coordinator', unitId: municipality },
      { path: { pathwayId: id }, body: { type: 'withdrawn', occurredOn: story.today() } },
    );
    expect(reported.status).toBe(404);
    const answer = { taskId, unitId: municipality };
    expect((await story.accept(answer)).status).toBe(200);
    expect((await story.complete(answer, { outcome: 'done' })).status).toBe(200);
    expect((await story.read(id, { role: 'coordinator', unitId: municipality })).status).toBe(404);
    expect((await referralOf(story, id)).status).toBe('completed');
  });

  it('is not referred without the one or the other', async () => {
    const story = await simulate();
    for (const [n, answers] of [
      { pathway: false, cancerCoordinator: false },
      { pathway: true, cancerCoordinator: true },
      { pathway: null, cancerCoordinator: true },
    ].entries()) {
      const id = await story.start({ ...wish, referralId: `T-${n}`, additional: true, answers });
      expect(await referralOf(story, id)).toBeUndefined();
    }
  });

  it('without a route goes to the trust’s coordinating unit, which passes it on', async () => {
    const story = await simulate();
    const id = await story.start({ ...wish, municipality: elsewhere });
    const { taskId, unitId } = await referralOf(story, id);
    expect(unitId).toBe('ahus-koordinerende');
    expect((await story.complete({ taskId, unitId }, { outcome: 'done' })).status).toBe(422);
    const passed = { outcome: 'done', unitId: municipality };
    expect((await story.complete({ taskId, unitId }, passed)).status).toBe(200);
    expect(await referralOf(story, id)).toMatchObject({ taskId, unitId: municipality, status: 'open' });
    expect(story.messagesOf(`${taskId}#`).at(-1)).toContain(`:${municipality}:`);
    expect((await read(story, taskId, municipality)).status).toBe(200);
    expect((await story.read(id, { role: 'coordinator', unitId: municipality })).status).toBe(404);
  });

  it('goes with the patient to another municipality; the old one is told neutrally and sees nothing newer', async () => {
    const story = await simulate();
    const id = await story.start(wish);
    const { taskId } = await referralOf(story, id);
    await story.report(id, hospital, { type: 'moved', municipality: { number: '3205', district: null } });
    expect(await referralOf(story, id)).toMatchObject({ taskId, unitId: 'kommune-3205', status: 'open' });
    expect(await story.noticeKinds(municipality)).toEqual(['moved']);
    expect((await read(story, taskId, municipality)).status).toBe(404);
    expect((await read(story, taskId, 'kommune-3205')).status).toBe(200);
  });

  it('that nobody takes is told to the trust’s coordinating unit only', async () => {
    const story = await simulate();
    const id = await story.start(wish);
    const { taskId } = await referralOf(story, id);
    await story.world.advanceTo('2026-12-18T12:00:00Z');
    expect((await referralOf(story, id)).status).toBe('missed');
    expect(story.rungsSent(taskId)).toEqual([0, 1, 2, 4]);
    expect(await story.noticeKinds('ahus-koordinerende')).toEqual(['missed']);
    expect(await story.notices('kommune-3222-koordinerende')).toEqual([]);
  });

  it('is answered before the pathway is over', async () => {
    const story = await simulate();
    const id = await story.start({ ...wish, answers: { cancerCoordinator: true } });
    await story.complete(await story.openTask(id, hospital), { outcome: 'declined', askAgain: false });
    expect((await story.pathway(id, hospital)).status).toBe('active');
    const { taskId, unitId } = await referralOf(story, id);
    await story.complete({ taskId, unitId }, { outcome: 'done' });
    await story.world.advanceTo('2026-11-20T12:00:00Z');
    expect((await story.pathway(id, hospital)).status).toBe('declined');
    expect(await story.executions('RUNNING')).toEqual([]);
  });
});
