import { beforeEach, describe, expect, it } from 'vitest';
import type { Unit } from '../../domain/model.ts';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate, units, withUnit } from '../support/simulated.ts';
import { fits } from './fits.ts';
import { marker, pathsOf, refused } from './refusals.ts';

/** What is shown of a task, a pathway and a notice: to each what was sent to it. */

const hospital = 'so-lindrende';
const trusts: SimulatedCaller = { role: 'hospital-system', unitId: 'so-kreftpoliklinikk' };
const municipality = 'kommune-3105';
const neighbour = 'kommune-3107';
const gp = 'fastlege-4';
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
let story: Story;

/** A look that is described as it is answered. */
async function look(route: string, caller: SimulatedCaller, path: Sample): Promise<Answer> {
  const answer = await story.world.call(route, caller, { path });
  fits(route, answer);
  return answer;
}
const task = async (taskId: string, unitId: string): Promise<Sample> =>
  (await look('GET /tasks/{taskId}', coordinator(unitId), { taskId })).body;
const pathway = async (pathwayId: string, caller: SimulatedCaller): Promise<Sample> =>
  (await look('GET /pathways/{pathwayId}', caller, { pathwayId })).body;
const notice = async (unitId: string, kind: string): Promise<Sample> => {
  const found = (await story.notices(unitId)).findLast((one) => one.kind === kind);
  const { noticeId } = found;
  return (await look('GET /notices/{noticeId}', coordinator(unitId), { noticeId })).body;
};
const outcomeOf = (shown: Sample, point: unknown) =>
  shown.points.find((one: Sample) => one.point === point).outcome;
/** The unit’s open task of a kind. */
const taskOf = async (unitId: string, kind: string): Promise<Sample> =>
  (await story.world.call('GET /tasks', coordinator(unitId))).body.items.find(
    (one: Sample) => one.kind === kind,
  );

const first = {
  whatMatters: 'To sleep at home',
  needs: [{ theme: 'nutrition', followUp: 'Weight', responsible: 'municipality' }],
  summary: 'A talk in the ward',
  distress: 3,
};
const second = {
  whatMatters: 'To see the sea',
  needs: [{ theme: 'physical-activity' }, { theme: 'nutrition' }, { theme: 'physical-activity' }],
};

/** Held in hospital and taken in at home; point 2 is open. */
async function atPoint2(more: Sample = {}, said: Sample = first): Promise<{ id: string; open: Sample }> {
  const id = await story.start({ ...another(1), ...more });
  await story.complete(await story.openTask(id, hospital), story.assessed(said));
  await story.complete(await story.openTask(id, hospital), { outcome: 'done' });
  await story.world.advanceTo('2027-02-10T07:00:00Z');
  return { id, open: await story.openTask(id, hospital) };
}

beforeEach(async () => {
  story = await simulate();
});

describe('what was said before', () => {
  it('is shown to the municipality at the intake and at point 2, what matters first', async () => {
    const id = await story.start(another(1));
    const one = await story.openTask(id, hospital);
    expect(await task(one.taskId, hospital)).not.toHaveProperty('earlier');
    const done = await story.complete(one, story.assessed(first));
    expect(done.body.assessment).toMatchObject({ point: 1, ...first });
    const earlier = [{ point: 1, status: 'completed', heldOn: '2026-11-20', ...first }];
    const intake = await story.openTask(id, hospital);
    expect(await task(intake.taskId, municipality)).toMatchObject({
      whatMatters: first.whatMatters,
      earlier,
    });
    await story.complete(intake, { outcome: 'done' });
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    const shown = await task((await story.openTask(id, hospital)).taskId, municipality);
    expect(Object.keys(shown)[0]).toBe('whatMatters');
    expect(shown).toMatchObject({ point: 2, whatMatters: first.whatMatters, earlier });
    expect(shown).not.toHaveProperty('assessment');
  });

  it('is shown at the next point as it was last said, and at a point that is over as it was then', async () => {
    const { id, open } = await atPoint2();
    await story.complete(open, story.assessed(second));
    await story.world.advanceTo('2027-11-10T09:00:00Z');
    const third = await task((await story.openTask(id, hospital)).taskId, municipality);
    expect(third.whatMatters).toBe(second.whatMatters);
    expect(third.earlier.map((one: Sample) => [one.point, one.whatMatters])).toEqual([
      [1, first.whatMatters],
      [2, second.whatMatters],
    ]);
    const over = await task(open.taskId, municipality);
    expect(over).toMatchObject({ whatMatters: first.whatMatters, assessment: { point: 2, ...second } });
    expect(over.earlier).toHaveLength(1);
  });

  it('in the municipality is not the hospital’s to read: it sees that it was held', async () => {
    const { id, open } = await atPoint2();
    await story.complete(open, story.assessed(second));
    for (const caller of [coordinator(hospital), trusts]) {
      const shown = await pathway(id, caller);
      expect(outcomeOf(shown, 1)).toMatchObject(first);
      expect(outcomeOf(shown, 2)).toEqual({
        outcome: 'assessed',
        heldOn: '2027-02-10',
        mode: 'in-person',
      });
      expect(JSON.stringify(shown)).not.toContain(second.whatMatters);
    }
    const theirs = await pathway(id, coordinator(municipality));
    expect(outcomeOf(theirs, 1)).toMatchObject(first);
    expect(outcomeOf(theirs, 2)).toMatchObject(second);
    // an administrator learns that they were held, and when
    const administrators = await pathway(id, { role: 'administrator' });
    expect(outcomeOf(administrators, 1)).not.toHaveProperty('needs');
    expect(administrators).not.toHaveProperty('actionPackage');
    expect(administrators.handOvers).toEqual([]);
  });

  it('is kept by a municipality that it was shared with, after a no to sharing; it sees nothing newer', async () => {
    const { id, open } = await atPoint2();
    await story.complete(open, story.assessed(second));
    const no = { type: 'answers-changed', eventId: 'no', answers: { shareWithMunicipality: false } };
    await story.report(id, hospital, no);
    await refused(story, 404, 'not-found', () => story.read(id, coordinator(municipality)));
    expect(await task(open.taskId, municipality)).toMatchObject({
      assessment: second,
      earlier: [first],
      whatMatters: first.whatMatters,
    });
    const listed = () => story.world.call('GET /pathways', coordinator(municipality));
    expect((await listed()).body.items).toEqual([]);
    await story.report(id, hospital, { type: 'retracted', retracts: 'no', reason: 'x' });
    const theirs = await pathway(id, coordinator(municipality));
    expect([outcomeOf(theirs, 1), outcomeOf(theirs, 2)]).toMatchObject([first, second]);
    expect((await listed()).body.items).toMatchObject([{ pathwayId: id }]);
  });

  it('after a no to sharing is the hospital’s alone, in a conversation that it holds late too', async () => {
    const id = await story.start(another(1));
    await story.world.advanceTo('2027-01-05T09:00:00Z');
    const intake = await story.openTask(id, hospital);
    const { tasks } = await pathway(id, coordinator(hospital));
    const missed = tasks.find(({ kind }: Sample) => kind === 'needs-assessment');
    await story.complete(missed, story.assessed({ ...first, answers: { shareWithMunicipality: false } }));
    const theirs = await task(intake.taskId, municipality);
    expect(theirs.status).toBe('cancelled');
    expect(theirs).not.toHaveProperty('whatMatters');
    expect(JSON.stringify(theirs)).not.toContain(first.summary);
  });

  it('without a yes to sharing is the hospital’s alone, until there is one', async () => {
    const id = await story.start({
      ...another(1),
      answers: { pathway: true, shareWithMunicipality: false },
    });
    await story.complete(await story.openTask(id, hospital), story.assessed(first));
    await refused(story, 404, 'not-found', () => story.read(id, coordinator(municipality)));
    // a day after the conversation, so that it is the yes that opens it
    await story.world.advanceTo(new Date(Date.parse(story.world.now()) + 86_400_000).toISOString());
    await story.report(id, hospital, {
      type: 'answers-changed',
      answers: { shareWithMunicipality: true },
    });
    const intake = await story.openTask(id, hospital);
    const theirs = () => task(intake.taskId, municipality);
    expect(await theirs()).toMatchObject({ whatMatters: first.whatMatters });
    await story.accept(intake);
    await story.complete(intake, { outcome: 'done' });
    // what was opened is not closed by a no that comes later: it was read
    await story.world.advanceTo(new Date(Date.parse(story.world.now()) + 86_400_000).toISOString());
    await story.report(id, hospital, {
      type: 'answers-changed',
      answers: { shareWithMunicipality: false },
    });
    expect(await theirs()).toMatchObject({ whatMatters: first.whatMatters });
  });

  it('is not the new municipality’s where it was never shared', async () => {
    const { id } = await atPoint2();
    // the new one is given a part by hand, with the answer gone before it came
    await story.report(id, hospital, { type: 'moved', municipality: { number: '3107', district: null } });
    const intake = await story.openTask(id, hospital);
    expect(intake.unitId).toBe(neighbour);
    expect((await task(intake.taskId, neighbour)).earlier).toMatchObject([first]);
    // the old one keeps what it wrote, and reads nothing newer
    await refused(story, 404, 'not-found', () => story.read(id, coordinator(municipality)));
  });

  it('in hospital goes along with a transfer, and stays with the trust that wrote it', async () => {
    const id = await story.start(another(1));
    await story.complete(await story.openTask(id, hospital), story.assessed(first));
    await story.report(id, hospital, { type: 'transferred', hospital: { unitId: 'siv-kreft' } });
    expect(outcomeOf(await pathway(id, coordinator('siv-kreft')), 1)).toMatchObject(first);
    expect(outcomeOf(await pathway(id, coordinator(hospital)), 1)).toMatchObject(first);
    const other: SimulatedCaller = { role: 'hospital-system', unitId: 'siv-koordinerende' };
    expect(outcomeOf(await pathway(id, other), 1)).not.toHaveProperty('needs');
    const theirs = await pathway(id, coordinator(municipality));
    expect(theirs.hospital).toMatchObject({ unitId: 'siv-kreft', phone: expect.stringMatching(/^\+47/) });
  });

  it('was imported is known to have been held, and no more', async () => {
    const id = await story.start({
      ...another(1),
      import: true,
      done: { points: [{ point: 1, heldOn: '2026-11-15' }], handedOver: true },
    });
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    const { taskId } = await story.openTask(id, hospital);
    const shown = await task(taskId, municipality);
    expect(shown.earlier).toEqual([{ point: 1, status: 'completed', heldOn: '2026-11-15' }]);
    expect(shown).not.toHaveProperty('actionPackage');
  });
});

describe('a GP office', () => {
  it('reads the conversation that its copy and its task are about, and no other', async () => {
    const id = await story.start(another(1));
    await story.complete(
      await story.openTask(id, hospital),
      story.assessed({ ...first, askGp: ['pain', 'medicines'] }),
    );
    const copy = await notice(gp, 'assessment');
    expect(copy).toMatchObject({
      asked: ['pain', 'medicines'],
      assessment: { point: 1, ...first },
      patient: { name: expect.any(String) },
      diagnosis: { group: 'lung' },
      hospital: { phone: '+4799998080' },
    });
    expect(copy.diagnosis).toEqual({ group: 'lung' });
    const asked = await taskOf(gp, 'question');
    expect(await task(asked.taskId, gp)).toMatchObject({
      asked: ['pain', 'medicines'],
      assessment: { point: 1, ...first },
      patient: { name: expect.any(String) },
    });
    const accepted = await story.accept(asked);
    expect(accepted.body.patient).toMatchObject({ name: expect.any(String) });
    await story.complete(asked, {
      outcome: 'done',
      note: 'Less of it',
      appointmentOn: '2026-12-01',
    });
    expect(await notice(hospital, 'answered')).toMatchObject({
      answer: { note: 'Less of it', appointmentOn: '2026-12-01' },
    });
    await refused(story, 404, 'not-found', () => story.read(id, coordinator(gp)));
    // where the patient has changed office, the new one was not sent it
    await story.report(id, hospital, { type: 'gp-changed', gp: { unitId: 'fastlege-1' } });
    await story.report(id, hospital, { type: 'withdrawn' });
    const ended = await notice('fastlege-1', 'ended');
    expect(ended).not.toHaveProperty('assessment');
    expect(ended.patient).toMatchObject({ name: expect.any(String) });
  });
});

describe('a notice', () => {
  it('is read by the unit that it was sent to and by nobody else', async () => {
    const id = await story.start(another(1));
    await story.complete(await story.openTask(id, hospital), story.assessed(first));
    const [{ noticeId }] = (await story.notices(gp)) as [Sample];
    const read = (caller: SimulatedCaller, which = noticeId) =>
      story.world.call('GET /notices/{noticeId}', caller, { path: { noticeId: which } });
    for (const caller of [
      coordinator(hospital),
      coordinator(municipality),
      coordinator('fastlege-1'),
      trusts,
      { role: 'administrator' } as const,
    ])
      await refused(story, 404, 'not-found', () => read(caller));
    for (const which of ['', 'x', `${id}-n99`, `${id}-t1`, `${marker}-n1`])
      await refused(story, 404, 'not-found', () => read(coordinator(gp), which));
    const before = story.world.audited().length;
    await read(coordinator(gp));
    expect(story.world.audited().slice(before)).toMatchObject([
      { action: 'read-notice', pathwayId: id, outcome: 'allowed', unitId: gp },
    ]);
  });

  it('of a discharge summary has its reference, with the hospital’s contact and the diagnosis group', async () => {
    const { id } = await atPoint2();
    await story.report(id, hospital, { type: 'discharge-summary-sent', reference: 'DOC-17' });
    expect(await notice(municipality, 'discharge-summary')).toMatchObject({
      reference: 'DOC-17',
      diagnosis: { group: 'lung' },
      hospital: { unitId: hospital, phone: '+4799998080' },
    });
  });

  it('of a conversation held after all has it', async () => {
    const id = await story.start(another(1));
    const late = await story.openTask(id, hospital);
    await story.world.advanceTo('2027-01-04T07:00:00Z');
    await story.complete(late, story.assessed(first));
    expect(await notice(municipality, 'addendum')).toMatchObject({ assessment: { point: 1, ...first } });
  });
});

describe('who the patient is', () => {
  it('comes with what whoever talks with the patient must know', async () => {
    const body = another(1);
    const patient = {
      ...body.patient,
      interpreter: 'pl',
      guardian: { name: 'A guardian', phone: '+4712345678' },
    };
    const id = await story.start({ ...body, patient, circumstances: { minor: true } });
    const { taskId } = await story.openTask(id, hospital);
    const known = { minor: true, interpreter: 'pl', guardian: patient.guardian };
    expect((await task(taskId, hospital)).patient).toEqual({ ...patient, ...known });
    const shown = await pathway(id, coordinator(hospital));
    expect(shown.patient).toMatchObject(known);
    await story.report(id, hospital, { type: 'circumstances-changed', circumstances: { minor: false } });
    expect((await task(taskId, hospital)).patient).not.toHaveProperty('minor');
    expect((await pathway(id, coordinator(hospital))).circumstances.minor).toBe(false);
  });
});

describe('the hand-over', () => {
  const usual = ['accept', 'create-service', 'name-contact-person', 'written-information', 'invite-contact'];

  it('has its checklist; what is ticked and whom to call are shown to those who have a part', async () => {
    const id = await story.start(another(1));
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const intake = await story.openTask(id, hospital);
    const { checklist } = await task(intake.taskId, municipality);
    expect(checklist).toEqual(usual.map((key) => ({ key, done: false })));
    const wrong = await refused(story, 422, 'rule-broken', () =>
      story.complete(intake, { outcome: 'done', checklist: ['accept', marker] }),
    );
    expect(pathsOf(wrong)).toEqual(['checklist.1']);
    const contactPerson = { name: 'Kari', phone: '+4791234567' };
    const done = await story.complete(intake, {
      outcome: 'done',
      checklist: ['accept', 'invite-contact'],
      contactPerson,
    });
    const ticked = usual.map((key) => ({ key, done: key === 'accept' || key === 'invite-contact' }));
    expect(done.body).toMatchObject({ status: 'completed', checklist: ticked, contactPerson });
    for (const caller of [coordinator(municipality), coordinator(hospital), trusts])
      expect((await pathway(id, caller)).handOvers).toEqual([
        {
          taskId: intake.taskId,
          unitId: municipality,
          at: '2026-11-20T09:00:00Z',
          checklist: ticked,
          contactPerson,
        },
      ]);
    expect(JSON.stringify(await story.record(id))).not.toContain('Kari');
  });

  it('has the municipality’s own list where there is one', async () => {
    const own: Unit['settings'] = {
      checklist: [{ text: 'Ring the patient' }, { key: 'letter', text: 'Send the letter' }],
    };
    story = await simulate({ units: withUnit(municipality, (unit) => ({ ...unit, settings: own })) });
    const id = await story.start(another(1));
    const one = await story.openTask(id, hospital);
    const none = { outcome: 'done', checklist: ['letter'] };
    await story.complete(one, story.assessed());
    const intake = await story.openTask(id, hospital);
    await story.complete(intake, none);
    expect((await pathway(id, coordinator(hospital))).handOvers[0].checklist).toEqual([
      { key: 'item-1', text: 'Ring the patient', done: false },
      { key: 'letter', text: 'Send the letter', done: true },
    ]);
  });

  it('has the list of the unit that receives the municipality’s patients where another takes them in', async () => {
    const checklist = [{ text: 'Ring the patient' }];
    story = await simulate({
      units: withUnit(municipality, (unit) => ({
        ...unit,
        settings: { checklist, routes: { intake: neighbour } },
      })),
    });
    const id = await story.start(another(1));
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const { taskId } = await story.openTask(id, hospital);
    expect((await task(taskId, neighbour)).checklist).toEqual([
      { key: 'item-1', text: 'Ring the patient', done: false },
    ]);
  });

  it('takes a list only as one that can be ticked', async () => {
    const unit = units.find(({ unitId }) => unitId === municipality);
    const put = (checklist: unknown) =>
      story.world.call(
        'PUT /units/{unitId}',
        { role: 'administrator' },
        { path: { unitId: municipality }, body: { ...unit, settings: { checklist } } },
      );
    for (const checklist of [
      [],
      [{}],
      [{ text: '' }],
      [{ text: 3 }],
      [{ key: 'a b', text: 'x' }],
      [
        { key: 'a', text: 'x' },
        { key: 'a', text: 'y' },
      ],
      [{ text: 'x' }, { key: 'item-1', text: 'y' }],
      Array.from({ length: 51 }, () => ({ text: 'x' })),
      marker,
    ]) {
      const answer = await refused(story, 400, 'not-the-schema', () => put(checklist));
      expect(pathsOf(answer)[0]).toMatch(/^settings\.checklist/);
    }
    const taken = await put([{ text: 'x' }, { key: 'letter', text: 'y' }]);
    expect(taken.status).toBe(200);
    fits('PUT /units/{unitId}', taken);
  });

  it('is not asked of a task of another kind', async () => {
    const id = await story.start({ ...another(1), circumstances: { childrenAsNextOfKin: true } });
    const asked = await taskOf(hospital, 'next-of-kin-children');
    expect(await task(asked.taskId, hospital)).not.toHaveProperty('checklist');
    await refused(story, 422, 'rule-broken', () =>
      story.complete(asked, { outcome: 'done', checklist: ['accept'] }),
    );
    expect((await pathway(id, coordinator(hospital))).followUps).toMatchObject([
      { kind: 'next-of-kin-children', status: 'open' },
    ]);
  });
});

describe('needs', () => {
  const offers = [
    { theme: 'physical-activity', offer: 'A group', contact: '+4712345671' },
    { theme: 'nutrition', offer: 'A dietitian', contact: '+4712345672' },
  ];

  beforeEach(async () => {
    const atHome = withUnit(municipality, (unit) => ({ ...unit, catalogue: offers }));
    story = await simulate({
      units: atHome.map((unit) =>
        unit.unitId === 'so-koordinerende'
          ? { ...unit, catalogue: [{ theme: 'nutrition', offer: 'A course', contact: '+4712345673' }] }
          : unit,
      ),
    });
  });

  it('lead to what municipality and trust have to offer, the latest ones that are known', async () => {
    const { id, open } = await atPoint2({}, { ...first, needs: [...first.needs, { theme: 'other' }] });
    const nutrition = {
      theme: 'nutrition',
      offers: [
        { offer: 'A dietitian', contact: '+4712345672', unitId: municipality },
        { offer: 'A course', contact: '+4712345673', unitId: 'so-koordinerende' },
      ],
    };
    const before = [nutrition, { theme: 'other', offers: [] }];
    expect((await task(open.taskId, municipality)).actionPackage).toEqual(before);
    const done = await story.complete(open, story.assessed(second));
    const after = [
      {
        theme: 'physical-activity',
        offers: [{ offer: 'A group', contact: '+4712345671', unitId: municipality }],
      },
      nutrition,
    ];
    expect(done.body.actionPackage).toEqual(after);
    expect((await pathway(id, coordinator(municipality))).actionPackage).toEqual(after);
    // the hospital knows of the needs that it has found itself
    expect((await pathway(id, coordinator(hospital))).actionPackage).toEqual(before);
  });
});

describe('a point beside the three', () => {
  it('is called what the referral calls it, for those who may know the patient', async () => {
    const extra = { name: 'A visit', opensAfter: 'P6W', dueAfter: 'P8W', closesAfter: 'P10W' };
    const id = await story.start({ ...another(1), extraPoints: [extra] });
    await story.home(id, hospital);
    const named = (shown: Sample) => shown.points.find((one: Sample) => one.point === 'extra-1').name;
    expect(named(await pathway(id, coordinator(municipality)))).toBe('A visit');
    expect(named(await pathway(id, { role: 'administrator' }))).toBeUndefined();
    await story.world.advanceTo('2026-12-23T07:00:00Z');
    const { taskId } = await story.openTask(id, hospital);
    expect(await task(taskId, municipality)).toMatchObject({ point: 'extra-1', name: 'A visit' });
    await story.complete({ taskId, unitId: municipality }, story.assessed(first));
    await story.world.advanceTo('2027-02-10T07:00:00Z');
    const next = await task((await story.openTask(id, hospital)).taskId, municipality);
    expect(next.earlier.at(-1)).toMatchObject({ point: 'extra-1', name: 'A visit' });
    expect(JSON.stringify(await story.record(id))).not.toContain('A visit');
  });

  it('is called what the municipality calls it that it began in', async () => {
    const extraPoints = (name: string) => [{ name, opensAfter: 'P6W', dueAfter: 'P8W', closesAfter: 'P10W' }];
    story = await simulate({
      units: withUnit(municipality, (unit) => ({
        ...unit,
        settings: { extraPoints: extraPoints('Here') },
      })).map((unit) =>
        unit.unitId === neighbour ? { ...unit, settings: { extraPoints: extraPoints('There') } } : unit,
      ),
    });
    const id = await story.start(another(1));
    await story.home(id, hospital);
    await story.world.advanceTo('2026-12-23T07:00:00Z');
    await story.complete(await story.openTask(id, hospital), story.assessed());
    await story.report(id, hospital, { type: 'moved', municipality: { number: '3107', district: null } });
    const { points } = await pathway(id, coordinator(hospital));
    const names = points.flatMap((one: Sample) => (one.name === undefined ? [] : [[one.point, one.name]]));
    expect(names).toEqual([
      ['extra-1', 'Here'],
      ['extra-2', 'There'],
    ]);
  });
});

describe('a pathway', () => {
  it('is told from those before and after it', async () => {
    const id = await story.start(another(1));
    const relapse = await story.report(id, hospital, { type: 'relapsed', eventId: 'again' });
    const follower = relapse.body.pathwayId;
    expect(await pathway(id, coordinator(hospital))).toMatchObject({
      status: 'superseded',
      precededBy: null,
      followedBy: follower,
    });
    expect(await pathway(follower, coordinator(hospital))).toMatchObject({
      precededBy: id,
      followedBy: null,
    });
    await story.report(id, hospital, { type: 'retracted', retracts: 'again', reason: 'x' });
    expect(await pathway(id, coordinator(hospital))).toMatchObject({ status: 'active', followedBy: null });
  });

  it('tells of copies that wait for the GP to be confirmed', async () => {
    const id = await story.start({ ...another(1), gp: { unitId: gp, asOf: '2026-09-01' } });
    expect((await pathway(id, coordinator(hospital))).heldCopies).toEqual({ count: 0, since: null });
    const { gp: _, ...unconfirmed } = story.assessed();
    await story.complete(await story.openTask(id, hospital), unconfirmed);
    expect((await pathway(id, coordinator(hospital))).heldCopies).toEqual({
      count: 1,
      since: '2026-11-20T09:00:00Z',
    });
    const asked = await taskOf(hospital, 'question');
    expect(await task(asked.taskId, hospital)).toMatchObject({ asked: ['confirm-gp'] });
  });

  it('tells of the tasks beside the points: what is asked to whom it is asked, and causes that are ids of ours', async () => {
    const id = await story.start(another(1));
    await story.complete(await story.openTask(id, hospital), story.assessed());
    await story.report(id, hospital, {
      type: 'esas-reported',
      eventId: 'of-the-hospital',
      scores: { nausea: 7 },
    });
    await story.world.call('POST /pathways/{pathwayId}/questions', coordinator(municipality), {
      path: { pathwayId: id },
      body: { text: 'x' },
    });
    const [action, asking] = (await pathway(id, coordinator(hospital))).followUps;
    expect(action).toEqual({
      plan: 'f1',
      kind: 'esas-action',
      status: 'open',
      unitId: hospital,
      taskId: expect.stringContaining(id),
      opensAt: expect.any(String),
      dueAt: expect.any(String),
      closesAt: expect.any(String),
      asked: ['nausea'],
    });
    expect(asking).toMatchObject({ kind: 'question', cause: `${id}-q1`, unitId: hospital });
    const theirs = (await pathway(id, coordinator(municipality))).followUps;
    expect(theirs[0]).not.toHaveProperty('asked');
    expect(JSON.stringify(theirs)).not.toContain('of-the-hospital');
  });

  it('tells of those that were never opened: planned, or cancelled by the end', async () => {
    const { id } = await atPoint2();
    await story.report(id, hospital, { type: 'palliative-treatment-started' });
    const appointment = await taskOf(hospital, 'gp-appointment');
    await story.act('PUT /tasks/{taskId}/appointment', appointment, { on: '2027-03-01' });
    const prompt = async () =>
      (await pathway(id, coordinator(hospital))).followUps.find(({ kind }: Sample) => kind === 'esas-prompt');
    expect(await prompt()).toMatchObject({ status: 'planned', unitId: null, taskId: null });
    await story.report(id, hospital, { type: 'withdrawn' });
    expect(await prompt()).toMatchObject({ status: 'cancelled' });
  });
});

describe('what is answered', () => {
  it('is what openapi.json says', async () => {
    const id = await story.start(another(1));
    const call = async (route: string, unitId: string, path: Sample, body: Sample, status: number) => {
      const answer = await story.world.call(route, coordinator(unitId), { path, body });
      expect([route, answer.status]).toEqual([route, status]);
      fits(route, answer);
      return answer.body;
    };
    const one = await story.openTask(id, hospital);
    const { taskId } = one;
    await call('POST /tasks/{taskId}/completion', hospital, { taskId }, story.assessed(first), 200);
    await call('DELETE /tasks/{taskId}/completion', hospital, { taskId }, { reason: 'x' }, 200);
    await call('POST /tasks/{taskId}/transfer', hospital, { taskId }, { unitId: 'nobody' }, 422);
    await call('POST /tasks/{taskId}/transfer', hospital, { taskId }, { unitId: hospital }, 200);
    await call('POST /tasks/{taskId}/completion', hospital, { taskId }, story.assessed(first), 200);
    const intake = await story.openTask(id, hospital);
    const asked = { text: 'x' };
    const onTask = 'POST /tasks/{taskId}/questions';
    const { questionId } = await call(onTask, municipality, { taskId: intake.taskId }, asked, 201);
    await call(onTask, municipality, { taskId: intake.taskId }, asked, 200);
    const onPathway = 'POST /pathways/{pathwayId}/questions';
    await call(onPathway, hospital, { pathwayId: id }, asked, 201);
    await call(onPathway, hospital, { pathwayId: id }, asked, 200);
    const answering = 'POST /questions/{questionId}/answer';
    await call(answering, hospital, { questionId }, { text: 'y' }, 200);
    await call(answering, hospital, { questionId }, { text: 'z' }, 409);
    const opening = 'POST /pathways/{pathwayId}/points/{n}/open';
    await call(opening, municipality, { pathwayId: id, n: '2' }, {}, 409);
    await story.complete(intake, { outcome: 'done' });
    await call(opening, municipality, { pathwayId: id, n: '2' }, {}, 200);
    await pathway(id, coordinator(hospital));
    await pathway(id, { role: 'administrator' });
  });
});
