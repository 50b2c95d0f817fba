import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { another, type Owned, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, pathsOf, refused } from './refusals.ts';

const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
const hospital = 'so-lindrende';
let story: Story;
let n = 0;

async function opened(more: Sample = {}): Promise<{ id: string; task: Owned }> {
  n += 1;
  const id = await story.start({ ...another(n), ...more });
  return { id, task: await story.openTask(id, hospital) };
}

const actions: readonly (readonly [string, Sample])[] = [
  ['POST /tasks/{taskId}/acceptance', {}],
  ['DELETE /tasks/{taskId}/acceptance', {}],
  ['PUT /tasks/{taskId}/appointment', { on: '2026-11-24' }],
  ['POST /tasks/{taskId}/rejection', { reason: 'not-ours' }],
  [
    'POST /tasks/{taskId}/completion',
    { outcome: 'assessed', heldOn: '2026-11-20', mode: 'phone', needs: [] },
  ],
];

const call = (route: string, caller: SimulatedCaller, taskId: string, body?: unknown): Promise<Answer> =>
  story.world.call(route, caller, { path: { taskId }, ...(body === undefined ? {} : { body }) });

beforeAll(async () => {
  story = await simulate();
});

describe('GET /tasks/{taskId}', () => {
  it('shows its unit what is needed to do it', async () => {
    n += 1;
    const body = {
      ...another(n),
      hospital: { unitId: hospital, contact: { name: 'Kari', role: 'nurse', phone: '+47 99 99 80 81' } },
    };
    const id = await story.start(body);
    const { taskId } = await story.openTask(id, hospital);
    const answer = await call('GET /tasks/{taskId}', coordinator(hospital), taskId);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        taskId,
        pathwayId: id,
        kind: 'needs-assessment',
        point: 1,
        unitId: hospital,
        status: 'open',
        opensAt: '2026-11-20T09:00:00Z',
        dueAt: '2026-12-04T09:00:00Z',
        closesAt: '2027-01-01T09:00:00Z',
        rung: 0,
        ladder: expect.any(Array),
        checkOwnRecord: true,
        reports: ['deceased', 'moved', 'in-hospital'],
        patient: body.patient,
        diagnosis: { group: 'lung' },
        hospital: {
          unitId: hospital,
          name: 'Sykehuset Østfold, senter for lindrende behandling',
          phone: '+47 99 99 80 81',
          contact: body.hospital.contact,
        },
      },
    ]);
  });

  it('shows the municipality its intake, with the diagnosis group and a phone from the directory', async () => {
    const { id, task } = await opened();
    await story.complete(task, story.assessed());
    const intake = await story.openTask(id, hospital);
    const { body } = await call('GET /tasks/{taskId}', coordinator('kommune-3105'), intake.taskId);
    expect(body).toMatchObject({
      kind: 'municipal-intake',
      patient: { name: expect.any(String) },
      diagnosis: { group: 'lung' },
      hospital: { unitId: hospital, phone: '+4799998080', contact: null },
    });
    expect(body.diagnosis).toEqual({ group: 'lung' });
  });

  it('begins with the unit’s own record where no registry is asked, and says what can be reported at once', async () => {
    const { id, task } = await opened();
    await story.complete(task, story.assessed());
    const intake = await story.openTask(id, hospital);
    const look = async (taskId: string, unitId: string) =>
      (await call('GET /tasks/{taskId}', coordinator(unitId), taskId)).body;
    // there is no conversation that could not be held
    expect(await look(intake.taskId, 'kommune-3105')).toMatchObject({
      checkOwnRecord: true,
      reports: ['deceased', 'moved'],
    });
    expect((await story.accept(intake)).body).toMatchObject({ checkOwnRecord: true });
    const closed = await look(task.taskId, hospital);
    expect(closed).not.toHaveProperty('checkOwnRecord');
    expect(closed).not.toHaveProperty('reports');
  });

  it('does not begin so where the registry is asked', async () => {
    const asking = await simulate({ persons: async () => ({}) });
    const task = await asking.openTask(await asking.start(another(1)), hospital);
    const read = await asking.world.call('GET /tasks/{taskId}', coordinator(hospital), {
      path: { taskId: task.taskId },
    });
    const registered = { checkOwnRecord: false, reports: ['deceased', 'moved', 'in-hospital'] };
    expect(read.body).toMatchObject(registered);
    expect((await asking.accept(task)).body).toMatchObject(registered);
  });

  it('does not exist for whom it does not concern', async () => {
    const { id, task } = await opened();
    for (const caller of [
      coordinator('so-kreftpoliklinikk'),
      coordinator('kommune-3105'),
      coordinator('fastlege-4'),
      coordinator('ahus-koordinerende'),
      { role: 'hospital-system', unitId: 'ahus-lunge' } as const,
      { role: 'administrator' } as const,
    ]) {
      await refused(story, 404, 'not-found', () => call('GET /tasks/{taskId}', caller, task.taskId));
      for (const [route, body] of actions)
        await refused(story, 404, 'not-found', () => call(route, caller, task.taskId, body));
    }
    for (const taskId of [marker, `${id}-t99`, `${id}-n1`, `nothing-t1`, '', '%', `${marker}-t1`])
      for (const [route, body] of [['GET /tasks/{taskId}', undefined] as const, ...actions])
        await refused(story, 404, 'not-found', () => call(route, coordinator(hospital), taskId, body));
  });

  it('is seen, but not done, by the unit above and by the trust’s systems', async () => {
    const { task } = await opened();
    const above = coordinator('so-koordinerende');
    const read = await call('GET /tasks/{taskId}', above, task.taskId);
    expect(read.status).toBe(200);
    // it has no part in the pathway: it sees the task, not the patient
    expect(read.body.patient).toBeUndefined();
    const systems: SimulatedCaller = { role: 'hospital-system', unitId: 'so-kreftpoliklinikk' };
    expect((await call('GET /tasks/{taskId}', systems, task.taskId)).status).toBe(200);
    for (const [route, body] of actions)
      for (const caller of [above, systems])
        await refused(story, 403, 'forbidden', () => call(route, caller, task.taskId, body));
  });

  it('keeps a refusal in the audit, and a look', async () => {
    const { id, task } = await opened();
    const before = story.world.audited().length;
    await call('GET /tasks/{taskId}', coordinator('kommune-3105'), task.taskId);
    await call('GET /tasks/{taskId}', coordinator(hospital), task.taskId);
    expect(story.world.audited().slice(before)).toMatchObject([
      { action: 'read-task', outcome: 'refused', pathwayId: id, unitId: 'kommune-3105' },
      { action: 'read-task', outcome: 'allowed', pathwayId: id, unitId: hospital },
    ]);
  });
});

describe('POST and DELETE /tasks/{taskId}/acceptance', () => {
  it('is given once, repeats change nothing, and a release undoes it', async () => {
    const { task } = await opened();
    const first = await story.accept(task);
    expect(first).toMatchObject({
      status: 200,
      body: { status: 'accepted', acceptedBy: `coordinator-${hospital}` },
    });
    const before = story.writes.length;
    const again = await story.accept(task);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(story.writes.length).toBe(before);
    const released = await story.act('DELETE /tasks/{taskId}/acceptance', task);
    expect(released).toMatchObject({ status: 200, body: { status: 'open' } });
    expect(released.body.acceptedBy).toBeUndefined();
    const released2 = await story.act('DELETE /tasks/{taskId}/acceptance', task);
    expect([released2.status, released2.body]).toEqual([200, released.body]);
    expect((await story.accept(task)).body.status).toBe('accepted');
  });

  it('needs no body at all', async () => {
    const { task } = await opened();
    const { route, caller } = {
      route: 'POST /tasks/{taskId}/acceptance',
      caller: coordinator(hospital),
    };
    expect((await call(route, caller, task.taskId)).status).toBe(200);
    expect((await call('DELETE /tasks/{taskId}/acceptance', caller, task.taskId)).status).toBe(200);
  });
});

describe('PUT /tasks/{taskId}/appointment', () => {
  it('takes a date or an instant, and the same again for the same', async () => {
    const { task } = await opened();
    for (const on of ['2026-11-24', '2026-11-24T12:30:00Z']) {
      const first = await story.act('PUT /tasks/{taskId}/appointment', task, { on });
      expect(first).toMatchObject({ status: 200, body: { appointmentOn: on } });
      const before = story.writes.length;
      const again = await story.act('PUT /tasks/{taskId}/appointment', task, { on });
      expect(again.status).toBe(200);
      expect(story.writes.length).toBe(before);
    }
  });

  it('refuses a time that is no time, has passed, or comes too late', async () => {
    const { task } = await opened();
    const book = (on: unknown) => () => story.act('PUT /tasks/{taskId}/appointment', task, { on });
    for (const on of [marker, '2026-02-30', '2026-11-24T25:00:00Z', '9999-01-01', 5, null, undefined])
      await refused(story, 400, 'not-the-schema', book(on));
    for (const on of ['2026-11-19', '2026-11-19T22:59:00Z', '2027-01-02', '2027-06-01T10:00:00Z'])
      expect(pathsOf(await refused(story, 422, 'rule-broken', book(on)))).toEqual(['on']);
    for (const on of ['2026-11-20', '2027-01-01']) expect((await book(on)()).status).toBe(200);
  });
});

describe('POST /tasks/{taskId}/rejection', () => {
  it('wants one of three reasons', async () => {
    const { task } = await opened();
    for (const reason of [marker, '', null, undefined, ['not-ours']])
      await refused(story, 400, 'not-the-schema', () =>
        story.act('POST /tasks/{taskId}/rejection', task, { reason }),
      );
    const done = await story.act('POST /tasks/{taskId}/rejection', task, { reason: 'not-ours' });
    expect(done).toMatchObject({ status: 200, body: { status: 'open', unitId: 'so-koordinerende' } });
  });

  it('is not for the coordinating unit, above which is nobody', async () => {
    const { task } = await opened();
    await story.act('POST /tasks/{taskId}/rejection', task, { reason: 'other' });
    await refused(story, 409, 'conflict', () =>
      story.act(
        'POST /tasks/{taskId}/rejection',
        { ...task, unitId: 'so-koordinerende' },
        { reason: 'other' },
      ),
    );
  });
});

describe('POST /tasks/{taskId}/completion', () => {
  it('is done once: the same again is the same, another outcome a conflict', async () => {
    const { task } = await opened();
    const outcome = story.assessed({
      needs: [{ theme: 'nutrition', followUp: 'x', responsible: 'gp' }],
      esas: { tiredness: 4, nausea: 0 },
      distress: 10,
    });
    const first = await story.complete(task, outcome);
    expect(first).toMatchObject({ status: 200, body: { status: 'completed' } });
    const before = story.writes.length;
    const shuffled = Object.fromEntries(Object.entries(outcome).toReversed());
    for (const same of [outcome, shuffled, { ...outcome, unheardOf: marker }])
      expect((await story.complete(task, same)).status).toBe(200);
    expect(story.writes.length).toBe(before);
    for (const other of [
      { ...outcome, mode: 'video' },
      { ...outcome, summary: marker },
      { outcome: 'declined', askAgain: true },
    ])
      await refused(story, 409, 'conflict', () => story.complete(task, other));
    for (const [route, body] of actions.slice(0, 4))
      await refused(story, 409, 'conflict', () => story.act(route, task, body));
  });

  it('lies beside the record', async () => {
    const { id, task } = await opened();
    await story.complete(
      task,
      story.assessed({ summary: `${marker} sliten`, whatMatters: `${marker} hunden` }),
    );
    const texts = story.writes.filter((write) => write.method === 'putText').map((write) => write.value);
    expect(texts.at(-1)).toMatchObject({
      pathwayId: id,
      content: { summary: `${marker} sliten`, whatMatters: `${marker} hunden` },
    });
    expect(JSON.stringify(await story.record(id))).not.toContain(marker);
  });

  const wrong: Readonly<Record<string, Sample>> = {
    'no outcome': { outcome: undefined },
    'an unheard-of outcome': { outcome: marker },
    'an outcome that is no text': { outcome: 3 },
    'no date': { heldOn: undefined },
    'an impossible date': { heldOn: '2026-02-30' },
    'an unheard-of mode': { mode: marker },
    'needs in words': { needs: marker },
    'an unheard-of theme': { needs: [{ theme: marker }] },
    'a need with an unheard-of responsible': { needs: [{ theme: 'other', responsible: marker }] },
    'more needs than anybody has': { needs: Array.from({ length: 101 }, () => ({ theme: 'other' })) },
    'distress 11': { distress: 11 },
    'distress 3.5': { distress: 3.5 },
    'an ESAS item nobody knows': { esas: { [marker]: 3 } },
    'an ESAS score of -1': { esas: { tiredness: -1 } },
    'an unheard-of question to the GP': { askGp: [marker] },
    'an endless summary': { summary: marker.repeat(4000) },
    'answers in words': { answers: { pathway: marker } },
    'a decline without a word on asking again': { outcome: 'declined' },
    'a decline that asks again on no day': { outcome: 'declined', askAgain: true, askAgainOn: '2026-06-31' },
    'not held for an unheard-of reason': { outcome: 'not-held', reason: marker },
  };
  it.each(Object.entries(wrong))('answers 400 to %s', async (_, change) => {
    const { task } = await opened();
    await refused(story, 400, 'not-the-schema', () => story.complete(task, story.assessed(change)));
    expect((await story.complete(task, story.assessed())).status).toBe(200);
  });

  const broken: Readonly<Record<string, readonly [Sample, string]>> = {
    'a conversation tomorrow': [{ heldOn: '2026-11-21' }, 'heldOn'],
    'a conversation before the diagnosis': [{ heldOn: '2026-11-09' }, 'heldOn'],
    'a conversation that is merely done': [{ outcome: 'done' }, 'outcome'],
    'a new date in the past': [
      { outcome: 'not-held', reason: 'too-ill', tryAgainOn: '2026-11-19' },
      'tryAgainOn',
    ],
  };
  it.each(Object.entries(broken))('answers 422 to %s', async (_, [change, path]) => {
    const { task } = await opened();
    const answer = await refused(story, 422, 'rule-broken', () =>
      story.complete(task, story.assessed(change)),
    );
    expect(pathsOf(answer)).toEqual([path]);
  });

  it('wants to know the two answers by the end of the first conversation', async () => {
    const { task } = await opened({ answers: { pathway: null } });
    const both = await refused(story, 422, 'rule-broken', () => story.complete(task, story.assessed()));
    expect(pathsOf(both)).toEqual(['answers.pathway', 'answers.shareWithMunicipality']);
    const one = await refused(story, 422, 'rule-broken', () =>
      story.complete(task, story.assessed({ answers: { pathway: true } })),
    );
    expect(pathsOf(one)).toEqual(['answers.shareWithMunicipality']);
    const done = await story.complete(
      task,
      story.assessed({ answers: { pathway: true, shareWithMunicipality: true } }),
    );
    expect(done.status).toBe(200);
  });

  it('of an intake is done, and nothing else', async () => {
    const { id, task } = await opened();
    await story.complete(task, story.assessed());
    const intake = await story.openTask(id, hospital);
    const answer = await refused(story, 422, 'rule-broken', () => story.complete(intake, story.assessed()));
    expect(pathsOf(answer)).toEqual(['outcome']);
    expect(
      (await story.complete(intake, { outcome: 'done', contactPerson: { name: 'Ola', phone: '12345678' } }))
        .status,
    ).toBe(200);
  });
});
