import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, pathsOf, refused } from './refusals.ts';

const system: SimulatedCaller = { role: 'hospital-system', unitId: 'so-lindrende' };
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
const route = 'POST /pathways/{pathwayId}/events';
let story: Story;
let pathwayId: string;
let n = 0;

async function started(): Promise<string> {
  n += 1;
  return story.start(another(n));
}

function report(id: string, body: Sample, caller: SimulatedCaller = system): Promise<Answer> {
  return story.world.call(route, caller, {
    path: { pathwayId: id },
    body: { occurredOn: '2026-11-20', ...body },
  });
}

beforeAll(async () => {
  story = await simulate();
  pathwayId = await started();
});

describe('POST /pathways/{pathwayId}/events', () => {
  it('answers 202 with the id and the plan made for it', async () => {
    const id = await started();
    const first = await report(id, { type: 'ready', eventId: 'ready-1' });
    expect([first.status, first.body]).toEqual([202, { pathwayId: id, eventId: 'ready-1', generation: 2 }]);
    const second = await report(id, { type: 'diagnosis-corrected', date: '2026-11-09' });
    expect(second.body).toMatchObject({ generation: 3, eventId: expect.stringMatching(/^e-/) });
  });

  it('takes the same event again for the same, by its id or by its content', async () => {
    const id = await started();
    const named = { type: 'ready', eventId: 'r' };
    const unnamed = { type: 'answers-changed', answers: { gpCopy: false, cancerCoordinator: null } };
    const answers = [await report(id, named), await report(id, unnamed)];
    const before = story.writes.length;
    const again = [
      await report(id, { ...named, occurredOn: '2026-11-19' }),
      await report(id, { ...unnamed, answers: { cancerCoordinator: null, gpCopy: false } }),
      await report(id, { ...unnamed, unheardOf: marker }),
    ];
    expect(again.map((answer) => [answer.status, answer.body.eventId])).toEqual([
      [202, 'r'],
      [202, answers[1]?.body.eventId],
      [202, answers[1]?.body.eventId],
    ]);
    expect(story.writes.length).toBe(before);
    expect((await story.record(id)).events).toHaveLength(2);
  });

  it('refuses an eventId that has been used for another event', async () => {
    const id = await started();
    await report(id, { type: 'ready', eventId: 'x' });
    await refused(story, 409, 'conflict', () => report(id, { type: 'discharged', eventId: 'x' }));
  });

  const wrong: Readonly<Record<string, Sample>> = {
    'no type': { occurredOn: '2026-11-20' },
    'an unheard-of type': { type: marker },
    'a type that only we make': { type: 'started-in-error' },
    'no date': { type: 'ready', occurredOn: undefined },
    'an impossible date': { type: 'ready', occurredOn: '2026-02-30' },
    'the year 9999': { type: 'ready', occurredOn: '9999-01-01' },
    'an eventId with spaces': { type: 'ready', eventId: `${marker} x` },
    'answers in words': { type: 'answers-changed', answers: { pathway: marker } },
    'no answers': { type: 'answers-changed' },
    'a correction without a date': { type: 'diagnosis-corrected' },
    'a correction to the 31st of November': { type: 'diagnosis-corrected', date: '2026-11-31' },
    'a move to nowhere': { type: 'moved' },
    'a move to words': { type: 'moved', municipality: { number: marker } },
    'a retraction of nothing': { type: 'retracted', reason: marker },
    'a retraction without a reason': { type: 'retracted', retracts: 'x' },
    'a retraction with an endless reason': {
      type: 'retracted',
      retracts: 'x',
      reason: marker.repeat(4000),
    },
  };
  it.each(Object.entries(wrong))('answers 400 to %s', async (_, body) => {
    await refused(story, 400, 'not-the-schema', () => report(pathwayId, body));
  });

  const broken: Readonly<Record<string, readonly [Sample, string]>> = {
    'what happens tomorrow': [{ type: 'deceased', occurredOn: '2026-11-21' }, 'occurredOn'],
    'a diagnosis tomorrow': [{ type: 'diagnosis-corrected', date: '2026-11-21' }, 'date'],
    'a move to Oslo without a district': [
      { type: 'moved', municipality: { number: '0301' } },
      'municipality.district',
    ],
    'a move to a district elsewhere': [
      { type: 'moved', municipality: { number: '3107', district: '01' } },
      'municipality.district',
    ],
    'a retraction of an unknown event': [{ type: 'retracted', retracts: marker, reason: marker }, 'retracts'],
  };
  it.each(Object.entries(broken))('answers 422 to %s', async (_, [body, path]) => {
    const answer = await refused(story, 422, 'rule-broken', () => report(pathwayId, body));
    expect(pathsOf(answer)).toEqual([path]);
  });

  it('answers 404 where there is no such pathway', async () => {
    for (const id of ['nothing', marker, `${pathwayId}-1`, '%20', '%E0%A4%A'])
      await refused(story, 404, 'not-found', () => report(id, { type: 'ready' }));
  });

  it('lets each report what is its to report', async () => {
    const id = await started();
    const hospital = coordinator('so-lindrende');
    // marked H in the contract: a hospital's system only
    for (const body of [
      { type: 'ready' },
      { type: 'discharged' },
      { type: 'diagnosis-corrected', date: '2026-11-09' },
    ])
      await refused(story, 403, 'forbidden', () => report(id, body, hospital));
    expect((await report(id, { type: 'answers-changed', answers: { gpCopy: true } }, hospital)).status).toBe(
      202,
    );
    // a municipality hears nothing of the patient before the hand-over
    for (const other of [
      coordinator('kommune-3105'),
      coordinator('fastlege-4'),
      coordinator('so-koordinerende'),
      coordinator('ahus-lunge'),
      { role: 'hospital-system', unitId: 'ahus-lunge' } as const,
    ])
      await refused(story, 404, 'not-found', () => report(id, { type: 'withdrawn' }, other));
    await refused(story, 403, 'forbidden', () =>
      report(id, { type: 'withdrawn' }, { role: 'administrator' }),
    );
    await story.home(id, 'so-lindrende');
    expect((await report(id, { type: 'withdrawn' }, coordinator('kommune-3105'))).status).toBe(202);
  });

  it('does not take reports from a municipality that the patient has moved from', async () => {
    const id = await started();
    await story.home(id, 'so-lindrende');
    await report(id, { type: 'moved', municipality: { number: '3107', district: null } });
    await refused(story, 404, 'not-found', () =>
      report(id, { type: 'deceased' }, coordinator('kommune-3105')),
    );
    expect((await report(id, { type: 'deceased' }, coordinator('kommune-3107'))).status).toBe(202);
  });

  it('tells a municipality that the patient has moved from nothing newer; its own tasks stay its own', async () => {
    const id = await started();
    await story.home(id, 'so-lindrende');
    const old = coordinator('kommune-3105');
    const intake = (await story.pathway(id, 'so-lindrende')).tasks.find(
      (task: Sample) => task.kind === 'municipal-intake',
    );
    await report(id, { type: 'moved', municipality: { number: '3107', district: null } });
    expect(
      (await story.world.call('GET /pathways/{pathwayId}', old, { path: { pathwayId: id } })).status,
    ).toBe(404);
    expect(
      (await story.world.call('GET /pathways', old)).body.items.map((item: Sample) => item.pathwayId),
    ).not.toContain(id);
    const kept = await story.world.call('GET /tasks/{taskId}', old, { path: { taskId: intake.taskId } });
    expect(kept.status).toBe(200);
    expect(kept.body.patient).toBeDefined();
  });

  it('keeps a reason as free text of its own, and not in the record', async () => {
    const id = await started();
    await report(id, { type: 'withdrawn', eventId: 'w' });
    await report(id, { type: 'retracted', eventId: 'r', retracts: 'w', reason: `${marker} feil pasient` });
    expect((await story.world.ports.store.getText(id, 'r'))?.content).toEqual({
      reason: `${marker} feil pasient`,
    });
    expect(JSON.stringify(await story.record(id))).not.toContain(marker);
  });
});
