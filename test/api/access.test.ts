import { beforeEach, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, refused } from './refusals.ts';

/** Who learns what by asking, beside the table of `authorisation.test.ts`. */

const hospital = 'so-lindrende';
const municipality = 'kommune-3105';
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
const administrator: SimulatedCaller = { role: 'administrator' };
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

describe('somebody whom the patient has blocked', () => {
  const system: SimulatedCaller = { role: 'hospital-system', unitId: hospital };
  const blocked: SimulatedCaller = { ...coordinator(hospital), subject: 'nurse-1' };
  const name = 'Uila Sperresen';
  const referral: Sample = { ...another(1), patient: { ...another(1).patient, name } };
  const block = { type: 'staff-blocked', eventId: 'block', subject: 'nurse-1' };
  const back = { type: 'retracted', retracts: 'block', eventId: 'back', reason: 'x' };
  let id: string;
  beforeEach(async () => {
    id = await story.start(referral);
    await story.home(id, hospital);
    await story.world.call('POST /pathways/{pathwayId}/questions', coordinator(municipality), {
      path: { pathwayId: id },
      body: { text: 'When?', unitId: hospital },
    });
  });
  const report = (body: Sample, caller: SimulatedCaller) =>
    story.world.call('POST /pathways/{pathwayId}/events', caller, {
      path: { pathwayId: id },
      body: { occurredOn: story.today(), ...body },
    });
  const taken = async (body: Sample, caller: SimulatedCaller = system) =>
    expect((await report(body, caller)).status).toBe(202);

  /** Every route about the patient, on things that are the caller's unit's own. */
  async function everywhere(): Promise<readonly [string, Sample][]> {
    const { tasks, questions } = await story.record(id);
    const { taskId } = tasks.find(({ kind }) => kind === 'question')!;
    const path = { pathwayId: id, n: '2', taskId, questionId: questions[0]!.questionId };
    const ask = (route: string, body?: Sample): [string, Sample] => [route, { path, body }];
    return [
      ask('GET /pathways/{pathwayId}'),
      ask('GET /pathways/{pathwayId}/audit'),
      ask('POST /pathways/{pathwayId}/events', { ...block, occurredOn: story.today() }),
      ask('POST /pathways/{pathwayId}/questions', { text: 'When?', unitId: municipality }),
      ask('POST /pathways/{pathwayId}/points/{n}/open', {}),
      ask('GET /tasks/{taskId}'),
      ask('POST /tasks/{taskId}/acceptance', {}),
      ask('PUT /tasks/{taskId}/appointment', { on: story.today() }),
      ask('POST /tasks/{taskId}/rejection', { reason: 'other' }),
      ask('POST /tasks/{taskId}/transfer', { unitId: 'so-kreftpoliklinikk' }),
      ask('POST /tasks/{taskId}/completion', { outcome: 'done' }),
      ask('DELETE /tasks/{taskId}/completion', { reason: 'x' }),
      ask('GET /tasks/{taskId}/draft'),
      ask('PUT /tasks/{taskId}/draft', { revision: 0, content: { summary: 'x' } }),
      ask('POST /tasks/{taskId}/questions', { text: 'When?' }),
      ask('POST /questions/{questionId}/answer', { text: 'Soon.' }),
    ];
  }

  it('is answered everywhere as if the patient were not there, which stands in the audit; others are not', async () => {
    await taken(block);
    for (const [route, request] of await everywhere()) {
      await refused(story, 404, 'not-found', () => story.world.call(route, blocked, request as object));
      expect(last(), route).toMatchObject({ outcome: 'refused', pathwayId: id, subject: 'nurse-1' });
    }
    const elsewhere: SimulatedCaller[] = [
      { role: 'administrator', subject: 'nurse-1' },
      { ...coordinator(municipality), subject: 'nurse-1' },
      { ...system, subject: 'nurse-1' },
    ];
    for (const caller of elsewhere) expect((await story.read(id, caller)).status).toBe(404);
    for (const caller of [coordinator(hospital), coordinator(municipality), system])
      expect((await story.read(id, caller)).status).toBe(200);
  });

  it('is no more somebody at the patient’s GP, or of the unit that opens the next conversation', async () => {
    const open = (caller: SimulatedCaller) =>
      story.world.call('POST /pathways/{pathwayId}/points/{n}/open', caller, {
        path: { pathwayId: id, n: '2' },
        body: {},
      });
    const gp = coordinator('fastlege-4');
    const esas = { type: 'esas-reported', scores: { nausea: 1 } };
    await taken(block);
    await refused(story, 404, 'not-found', () => report(esas, { ...gp, subject: 'nurse-1' }));
    await refused(story, 404, 'not-found', () => open({ ...coordinator(municipality), subject: 'nurse-1' }));
    await taken(esas, gp);
    expect((await open(coordinator(municipality))).status).toBe(200);
  });

  it('is not answered as before where they send again what they have sent', async () => {
    const second = await story.start(another(2));
    const path = { taskId: (await story.openTask(second, hospital)).taskId };
    const transfer = () =>
      story.world.call('POST /tasks/{taskId}/transfer', blocked, {
        path,
        body: { unitId: 'so-kreftpoliklinikk' },
      });
    expect([(await transfer()).status, (await transfer()).status]).toEqual([200, 200]);
    await story.report(second, hospital, block);
    await refused(story, 404, 'not-found', transfer);
  });

  it('is not shown a notice', async () => {
    await story.world.advanceTo('2026-12-01T09:00:00Z');
    await taken({ type: 'moved', municipality: { number: '3107', district: null } });
    const [notice] = (await story.notices(municipality)).filter(({ kind }) => kind === 'moved');
    await taken(block);
    const path = { noticeId: notice.noticeId };
    const there = { ...coordinator(municipality), subject: 'nurse-1' };
    await refused(story, 404, 'not-found', () =>
      story.world.call('GET /notices/{noticeId}', there, { path }),
    );
    await refused(story, 404, 'not-found', () =>
      story.world.call('POST /notices/{noticeId}/receipt', there, { path, body: {} }),
    );
    const list = (caller: SimulatedCaller) =>
      story.world.call('GET /notices', caller, { query: { include: 'patient' } });
    expect((await list(there)).body.items).toHaveLength((await story.notices(municipality)).length);
    expect(JSON.stringify((await list(there)).body)).not.toContain(name);
    expect((await list(there)).body.items.every((item: Sample) => item.forColleagues === true)).toBe(true);
    const theirs = JSON.stringify((await list(coordinator(municipality))).body);
    expect(theirs).toContain(name);
    expect(theirs).not.toContain('forColleagues');
  });

  it('finds the rows in lists, so that nothing is missing, and the name in none; nobody is noted to have seen it', async () => {
    const lists = async (caller: SimulatedCaller) => {
      const query = { include: 'patient' };
      return [
        await story.world.call('GET /tasks', caller, { query }),
        await story.world.call('GET /tasks', caller, { query: { ...query, status: 'completed' } }),
        await story.world.call('GET /pathways', caller, { query }),
      ].map(({ body }) => body.items as Sample[]);
    };
    const search = async (caller: SimulatedCaller) =>
      (await story.world.call('POST /tasks/search', caller, { body: { name: 'sperresen' } })).body.items;
    const before = await lists(blocked);
    expect(before.map((items) => items.map((item) => item.patient.name))).toEqual([[name], [name], [name]]);
    expect(await search(blocked)).toHaveLength(1);
    await taken(block);
    const seen = story.world.audited().length;
    // what is left of each row is that a colleague has to take it
    const bare = before.map((items) =>
      items.map(({ patient: _, ...item }) => ({ ...item, forColleagues: true })),
    );
    expect(await lists(blocked)).toEqual(bare);
    expect(await search(blocked)).toEqual([]);
    expect(
      story.world
        .audited()
        .slice(seen)
        .filter(({ pathwayId }) => pathwayId !== null),
    ).toEqual([]);
    expect(await lists(coordinator(hospital))).toEqual(before);
    expect(await search(coordinator(hospital))).toHaveLength(1);
    await taken(back);
    expect(await lists(blocked)).toEqual(before);
  });

  it('is named in the reports to the unit whose contact it is, and to nobody else', async () => {
    const path = { unitId: hospital };
    const { body: unit } = await story.world.call('GET /units/{unitId}', administrator, { path });
    const [first, ...rest] = unit.contacts;
    const known = { ...first, contactId: 'anne', subject: 'nurse-1' };
    const { revision: _, ...body } = { ...unit, contacts: [known, ...rest] };
    expect((await story.world.call('PUT /units/{unitId}', administrator, { path, body })).status).toBe(200);
    await taken(block);
    await taken({ ...block, eventId: 'stranger', subject: 'nurse-2' });
    const colleagues = async (caller: SimulatedCaller) =>
      (await story.read(id, caller)).body.events
        .filter(({ type }: Sample) => type === 'staff-blocked')
        .map(({ colleague }: Sample) => colleague);
    const { role, email } = first;
    expect(await colleagues(coordinator(hospital))).toEqual([{ contactId: 'anne', role, email }, undefined]);
    for (const caller of [coordinator(municipality), system, administrator])
      expect(await colleagues(caller)).toEqual([undefined, undefined]);
    const { body: read } = await story.read(id, coordinator(hospital));
    expect(JSON.stringify(read)).not.toContain('nurse-');
  });

  it('is not told by a referral which pathway the patient has, nor finds it by its own', async () => {
    const relapse = { ...referral, diagnosis: { ...referral.diagnosis, relapse: true } };
    await taken(block);
    for (const body of [referral, relapse]) {
      const answer = await refused(story, 409, 'active-pathway', () =>
        start(blocked, { ...body, referralId: 'OTHER' }),
      );
      expect(answer.body).not.toHaveProperty('pathwayId');
    }
    await refused(story, 403, 'forbidden', () => start(blocked, referral));
    const query = { referralId: referral.referralId };
    expect((await story.world.call('GET /pathways', blocked, { query })).body.items).toEqual([]);
  });

  it('cannot take it back, nor block themselves in silence; whoever may, gives it back', async () => {
    await taken(block, blocked);
    await refused(story, 404, 'not-found', () => report(back, blocked));
    const { timeline } = await story.pathway(id, hospital);
    expect(timeline.filter(({ type }: Sample) => type === 'staff-blocked')).toHaveLength(1);
    await taken(back, coordinator(hospital));
    expect((await story.read(id, blocked)).status).toBe(200);
  });

  it('sees it again once the last of two reports is taken back; the same report twice is one', async () => {
    await taken(block);
    await taken(block);
    await taken({ ...block, eventId: 'again', occurredOn: '2026-11-18' });
    await taken({ type: 'answers-changed', answers: { cancerCoordinator: true } });
    expect((await story.record(id)).events.filter(({ type }) => type === 'staff-blocked')).toHaveLength(2);
    await taken(back);
    expect((await story.read(id, blocked)).status).toBe(404);
    await taken({ ...back, eventId: 'back-2', retracts: 'again' });
    expect((await story.read(id, blocked)).status).toBe(200);
    await taken({ ...back, eventId: 'back-back', retracts: 'back-2' });
    expect((await story.read(id, blocked)).status).toBe(404);
  });

  it('changes nothing of what is to be done, also when reported of a pathway that has ended', async () => {
    const { points, tasks, executions } = await story.record(id);
    await taken(block);
    expect(await story.record(id)).toMatchObject({ points, tasks, executions });
    await taken({ type: 'withdrawn' });
    await taken({ ...block, eventId: 'late', subject: 'nurse-2' });
    expect((await story.read(id, { ...coordinator(hospital), subject: 'nurse-2' })).status).toBe(404);
  });

  it('stays blocked in the pathway that a relapse opens, and can be let in there', async () => {
    await taken(block);
    const relapsed = await report({ type: 'relapsed', eventId: 'relapse' }, system);
    expect(relapsed.status).toBe(202);
    const next = relapsed.body.pathwayId;
    expect(next).not.toBe(id);
    expect((await story.read(next, blocked)).status).toBe(404);
    const list = async () =>
      JSON.stringify((await story.world.call('GET /tasks', blocked, { query: { include: 'patient' } })).body);
    expect(await list()).not.toContain(name);
    const there = await story.report(next, hospital, back);
    expect(there.status).toBe(202);
    expect((await story.read(next, blocked)).status).toBe(200);
    expect(await list()).toContain(name);
    expect((await story.read(id, blocked)).status).toBe(404);
  });

  it('stays blocked where a referral says that it follows the pathway', async () => {
    await taken(block);
    const diagnosis = { ...referral.diagnosis, relapse: true };
    const followed = await start(system, { ...referral, referralId: 'NEXT', diagnosis });
    expect(followed).toMatchObject({ status: 201, body: { precededBy: id } });
    expect((await story.read(followed.body.pathwayId, blocked)).status).toBe(404);
    const { body } = await story.world.call('GET /tasks', blocked, { query: { include: 'patient' } });
    expect(JSON.stringify(body)).not.toContain(name);
  });

  it('is named by an id, and by no national identity number', async () => {
    const { nationalId } = referral.patient;
    const answer = await refused(story, 422, 'rule-broken', () =>
      report({ ...block, subject: `nurse-${nationalId}` }, system),
    );
    expect(answer.body.errors).toMatchObject([{ path: 'subject' }]);
    await refused(story, 400, 'not-the-schema', () => report({ ...block, subject: '' }, system));
  });
});
