import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { another, type Owned, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, pathsOf, refused } from './refusals.ts';

/** `DELETE /tasks/{taskId}/completion`. */

const hospital = 'so-lindrende';
const municipality = 'kommune-3105';
const gp = 'fastlege-4';
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
let story: Story;

const undo = (
  task: Owned,
  body: unknown = { reason: 'The wrong patient' },
  caller = coordinator(task.unitId),
): Promise<Answer> =>
  story.world.call('DELETE /tasks/{taskId}/completion', caller, { path: { taskId: task.taskId }, body });

beforeEach(async () => {
  story = await simulate();
});

describe('an outcome that was wrong', () => {
  it('is taken back: the task is open as it was, what it opened is closed, and those told are told', async () => {
    const id = await story.start(another(1));
    const task = (await story.openTask(id, hospital)) as Owned;
    await story.accept(task);
    await story.complete(task, story.assessed({ summary: 'Of somebody else' }));
    const intake = await story.openTask(id, hospital);
    const answer = await undo(task);
    expect(answer).toMatchObject({ status: 200, body: { status: 'accepted', point: 1 } });
    expect(answer.body.assessment).toBeUndefined();
    const pathway = await story.pathway(id, hospital);
    expect(pathway.points[0]).toMatchObject({ status: 'open', taskId: task.taskId, outcome: null });
    expect(pathway.tasks.find((one: Sample) => one.taskId === intake.taskId).status).toBe('cancelled');
    expect(pathway.timeline.map((entry: Sample) => entry.type)).toContain('task-reopened');
    expect(await story.noticeKinds(gp)).toEqual(['assessment', 'corrected']);
    expect(await story.noticeKinds(municipality)).toEqual(['no-longer-yours']);
    const [copy] = await story.notices(gp);
    const { body } = await story.world.call('GET /notices/{noticeId}', coordinator(gp), {
      path: { noticeId: copy.noticeId },
    });
    expect(JSON.stringify(body)).not.toContain('Of somebody else');
    await refused(story, 404, 'not-found', () => story.read(id, coordinator(municipality)));
    // and the right one can be given
    const anew = await story.complete(task, story.assessed({ summary: 'The right one' }));
    expect(anew).toMatchObject({ status: 200, body: { assessment: { summary: 'The right one' } } });
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake' });
  });

  it('keeps its reason beside the record, and out of it', async () => {
    const id = await story.start(another(1));
    const task = (await story.openTask(id, hospital)) as Owned;
    await story.complete(task, story.assessed());
    const given = (await story.record(id)).tasks[0]!.outcome;
    await undo(task, { reason: `  ${marker}\n` });
    const text = await story.world.ports.store.getText(id, `${task.taskId}-${given}-undone`);
    expect(text?.content).toEqual({ reason: marker });
    expect(JSON.stringify(await story.record(id))).not.toContain(marker);
  });

  it('is taken back once: an open task has none, and a repeat changes nothing', async () => {
    const id = await story.start(another(1));
    const task = (await story.openTask(id, hospital)) as Owned;
    await story.complete(task, story.assessed());
    const first = await undo(task);
    const writes = story.writes.length;
    const again = await undo(task);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(story.writes.length).toBe(writes);
  });

  it('is an answer, too: the question waits for another', async () => {
    const id = await story.start(another(1));
    await story.complete((await story.openTask(id, hospital)) as Owned, story.assessed());
    const path = { pathwayId: id };
    const body = { text: 'Who comes?' };
    await story.world.call('POST /pathways/{pathwayId}/questions', coordinator(municipality), { path, body });
    const answering = (text: string) =>
      story.world.call('POST /questions/{questionId}/answer', coordinator(hospital), {
        path: { questionId: `${id}-q1` },
        body: { text },
      });
    await answering('Nobody.');
    const { items } = (
      await story.world.call('GET /tasks', coordinator(hospital), { query: { status: 'completed' } })
    ).body;
    const task = items.find((one: Sample) => one.kind === 'question');
    expect((await undo(task)).body).toMatchObject({ status: 'open', questions: [{ answeredAt: null }] });
    const { questions } = (await story.read(id, coordinator(municipality))).body;
    expect(questions[0]).not.toHaveProperty('answer');
    expect((await answering('The nurse.')).body.answer).toBe('The nurse.');
  });

  it('stays where it is too late, or something has been done since', async () => {
    const id = await story.start(another(1));
    const first = (await story.openTask(id, hospital)) as Owned;
    await story.complete(first, story.assessed());
    const intake = (await story.openTask(id, hospital)) as Owned;
    await story.complete(intake, { outcome: 'done' });
    await refused(story, 409, 'conflict', () => undo(first, { reason: marker }));
    await story.world.advanceTo('2026-12-20T07:00:00Z');
    await refused(story, 409, 'conflict', () => undo(intake, { reason: marker }));
    const silent = await story.start(another(2));
    const missed = (await story.openTask(silent, hospital)) as Owned;
    await story.world.advanceTo('2027-02-03T07:00:00Z');
    await refused(story, 409, 'conflict', () => undo(missed, { reason: marker }));
  });

  it('is taken back by its own unit, with a reason', async () => {
    const id = await story.start(another(1));
    const task = (await story.openTask(id, hospital)) as Owned;
    await story.complete(task, story.assessed());
    const reason = { reason: marker };
    const systems: SimulatedCaller = { role: 'hospital-system', unitId: hospital };
    for (const caller of [systems, coordinator('so-koordinerende')])
      await refused(story, 403, 'forbidden', () => undo(task, reason, caller));
    for (const caller of [coordinator(municipality), coordinator(gp), { role: 'administrator' } as const])
      await refused(story, 404, 'not-found', () => undo(task, reason, caller));
    for (const body of [{}, { reason: '' }, { reason: ' ' }, { reason: 3 }]) {
      const answer = await refused(story, 400, 'not-the-schema', () => undo(task, body));
      expect(pathsOf(answer)).toEqual(['reason']);
    }
  });
});
