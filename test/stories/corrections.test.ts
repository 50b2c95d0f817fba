import { describe, expect, it } from 'vitest';
import { palliative, simulate } from '../support/simulated.ts';

/** One thing taken back after another: the plan has one task at a time, and what is over stays over. */

const hospital = palliative.hospital.unitId;
const receiving = 'kommune-3105';

describe('a conversation that is to be held after all', () => {
  it('comes before the intake that a no had closed, also once that no was none', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const first = await story.openTask(id, hospital);
    expect((await story.complete(first, { outcome: 'not-held', reason: 'too-ill' })).status).toBe(200);
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake', unitId: receiving });
    const no = { type: 'answers-changed', answers: { shareWithMunicipality: false }, eventId: 'no' };
    expect((await story.report(id, hospital, no)).status).toBe(202);
    const undone = await story.act('DELETE /tasks/{taskId}/completion', first, { reason: 'Feil pasient' });
    expect(undone.status).toBe(200);
    await story.report(id, hospital, { type: 'retracted', retracts: 'no', reason: 'Feil pasient' });
    const open = (await story.record(id)).tasks.filter(({ status }) => status === 'open');
    expect(open.map(({ kind, unitId }) => [kind, unitId])).toEqual([['needs-assessment', hospital]]);
    expect((await story.complete(first, story.assessed())).status).toBe(200);
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake', unitId: receiving });
  });
});

describe('a conversation that was rejected and then missed', () => {
  it('is passed on to nobody any more, and may still be held until the next point opens', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2027-02-12T12:00:00Z');
    const task = await story.openTask(id, hospital);
    expect((await story.act('POST /tasks/{taskId}/rejection', task, { reason: 'not-ours' })).status).toBe(
      200,
    );
    await story.world.advanceTo('2027-08-02T12:00:00Z');
    const missed = (await story.record(id)).tasks.find(({ taskId }) => taskId === task.taskId)!;
    expect(missed).toMatchObject({ status: 'missed', unitId: 'so-koordinerende' });
    expect((await story.complete(missed, { outcome: 'done', unitId: 'kommune-3107' })).status).toBe(409);
    expect((await story.record(id)).tasks.find(({ taskId }) => taskId === task.taskId)).toEqual(missed);
    expect((await story.complete(missed, story.assessed())).body.status).toBe('completed');
  });
});

describe('the children’s task of a patient who has died', () => {
  it('may have an appointment, which calls for nothing that was reported after the end', async () => {
    const story = await simulate();
    const circumstances = { ...palliative.circumstances, childrenAsNextOfKin: true };
    const id = await story.start({ ...palliative, circumstances });
    await story.report(id, hospital, { type: 'deceased' });
    await story.report(id, hospital, { type: 'treatment-ended' });
    const [task] = (await story.record(id)).tasks.filter(({ status }) => status === 'open');
    expect(task).toMatchObject({ kind: 'next-of-kin-children', unitId: hospital });
    const on = '2026-11-27';
    expect((await story.act('PUT /tasks/{taskId}/appointment', task!, { on })).status).toBe(200);
    const record = await story.record(id);
    expect(record.followUps.map(({ kind }) => kind)).toEqual(['next-of-kin-children']);
    expect(await story.executions('RUNNING')).toEqual([`${id}-${task!.plan}-2`]);
  });
});
