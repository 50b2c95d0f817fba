import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, palliative, type Sample, type Story, simulate } from '../support/simulated.ts';
import { marker, pathsOf, refused } from './refusals.ts';

const system: SimulatedCaller = { role: 'hospital-system', unitId: 'so-lindrende' };
let story: Story;
let n = 0;
const fresh = (more: Sample = {}): Sample => {
  n += 1;
  return { ...another(n), ...more };
};
const post = (body: unknown, caller: SimulatedCaller = system) =>
  story.world.call('POST /pathways', caller, { body });

beforeAll(async () => {
  story = await simulate();
});

describe('POST /pathways', () => {
  it('starts a pathway and says where it is', async () => {
    const body = fresh();
    const answer = await post(body);
    expect(answer.status).toBe(201);
    const { pathwayId } = answer.body;
    expect(answer.headers.Location).toBe(`/pathways/${pathwayId}`);
    expect(answer.body).toMatchObject({
      status: 'active',
      referralId: body.referralId,
      startedAt: '2026-11-20T09:00:00Z',
      points: [
        { point: 1, status: 'planned', unitId: 'so-lindrende', opensAt: '2026-11-20T09:00:00Z' },
        {
          point: 2,
          status: 'planned',
          opensAt: '2027-02-10T07:00:00Z',
          dueAt: '2027-03-10T07:00:00Z',
          closesAt: '2027-04-10T06:00:00Z',
        },
        {
          point: 3,
          status: 'planned',
          opensAt: '2027-11-10T07:00:00Z',
          dueAt: '2028-02-10T07:00:00Z',
          closesAt: '2028-05-10T06:00:00Z',
        },
      ],
    });
    const read = await story.read(pathwayId, system);
    expect(read.status).toBe(200);
    expect(read.body).toMatchObject({
      pathwayId,
      precededBy: null,
      anchor: { event: 'diagnosis', date: '2026-11-10', provisional: false },
      patient: body.patient,
      diagnosis: body.diagnosis,
      answers: { pathway: { value: true, answeredOn: '2026-11-20', recordedBy: 'hospital-system:so' } },
      executions: [{ machine: 'pathway', name: `${pathwayId}-1`, generation: 1, status: 'RUNNING' }],
    });
    expect(read.body.timeline.map((entry: Sample) => entry.type)).toEqual([
      'pathway-started',
      'task-opened',
      'message-sent',
    ]);
  });

  it('takes the same referral again for the same, however it is written', async () => {
    const body = fresh();
    const first = await post(body);
    const before = story.writes.length;
    const shuffled = Object.fromEntries(Object.entries(body).toReversed());
    for (const again of [
      body,
      shuffled,
      { ...body, additional: true },
      { ...body, unheardOf: { of: marker } },
      { ...body, patient: { ...body.patient, unheardOf: marker } },
    ]) {
      const answer = await post(again);
      expect([answer.status, answer.body.pathwayId]).toEqual([200, first.body.pathwayId]);
    }
    expect(story.writes.length).toBe(before);
  });

  it('refuses the same referralId with another meaning', async () => {
    const body = fresh();
    await post(body);
    await refused(story, 409, 'conflict', () =>
      post({ ...body, patient: { ...body.patient, name: `${marker} Annen` } }),
    );
    await refused(story, 409, 'conflict', () => post({ ...body, readyFrom: '2026-12-01' }));
  });

  it('lets two trusts use the same referralId', async () => {
    const body = fresh();
    const here = await post(body);
    const there = await story.send({ ...body, hospital: { unitId: 'siv-kreft' } });
    expect(there.status).toBe(201);
    expect(there.body.pathwayId).not.toBe(here.body.pathwayId);
  });

  it('refuses a second active pathway of a person and names the first', async () => {
    const body = fresh();
    const first = await post(body);
    const second = { ...body, referralId: `${body.referralId}-b` };
    const answer = await refused(story, 409, 'active-pathway', () => post(second));
    expect(answer.body.pathwayId).toBe(first.body.pathwayId);
    expect((await post({ ...second, additional: true })).status).toBe(201);
    const relapse = {
      ...body,
      referralId: `${body.referralId}-c`,
      diagnosis: { ...body.diagnosis, relapse: true },
    };
    expect((await post(relapse)).status).toBe(201);
    const elsewhere = {
      ...body,
      referralId: `${body.referralId}-d`,
      hospital: { unitId: 'ahus-lunge' },
    };
    expect((await story.send(elsewhere)).status).toBe(201);
  });

  it('starts again for a person whose pathway has ended', async () => {
    const body = fresh();
    const { pathwayId } = (await post(body)).body;
    await story.report(pathwayId, 'so-lindrende', { type: 'withdrawn' });
    expect((await post({ ...body, referralId: `${body.referralId}-b` })).status).toBe(201);
  });

  it('stores nothing on a dry run, and says what would happen', async () => {
    const body = fresh();
    const before = story.writes.length;
    const executions = (await story.listed()).length;
    const dry = await story.send(body, { dryRun: 'true' });
    expect(dry.status).toBe(200);
    expect(dry.body).toMatchObject({ dryRun: true, status: 'active' });
    expect(story.writes.length).toBe(before);
    expect((await story.listed()).length).toBe(executions);
    expect((await story.read(dry.body.pathwayId, system)).status).toBe(404);
    const real = await story.send(body, { dryRun: 'false' });
    expect([real.status, real.body.pathwayId]).toEqual([201, dry.body.pathwayId]);
    expect(real.body.points).toEqual(dry.body.points);
    await refused(story, 422, 'rule-broken', () =>
      story.send(fresh({ diagnosis: { group: 'lung', date: '2027-01-01' } }), { dryRun: 'true' }),
    );
    await refused(story, 400, 'not-the-schema', () => story.send(fresh(), { dryRun: marker }));
  });

  it('knows the hospital by its other identifiers, and starts without a GP it does not know', async () => {
    const byResh = await post(fresh({ hospital: { resh: '900080' } }));
    expect(byResh.status).toBe(201);
    expect(byResh.body.points[0].unitId).toBe('so-lindrende');
    const gpless = await post(fresh({ gp: { unitId: 'fastlege-unknown' } }));
    expect(gpless.status).toBe(201);
    expect((await story.read(gpless.body.pathwayId, system)).body.gp).toBeNull();
    const byHerId = await post(fresh({ gp: { herId: '80003', asOf: '2026-11-01' } }));
    expect((await story.read(byHerId.body.pathwayId, system)).body.gp).toEqual({
      unitId: 'fastlege-4',
      asOf: '2026-11-01',
    });
  });

  it('sends the patient to the hospital that is local', async () => {
    const body = fresh({
      hospital: { unitId: 'ous-nevrokirurgi' },
      otherHospital: { unitId: 'so-lindrende' },
    });
    expect((await story.send(body)).body.points[0].unitId).toBe('so-lindrende');
    const other = fresh({
      hospital: { unitId: 'ous-nevrokirurgi' },
      otherHospital: { unitId: 'siv-kreft' },
    });
    expect((await story.send(other)).body.points[0].unitId).toBe('ous-nevrokirurgi');
  });

  const wrong: Readonly<Record<string, readonly [Sample, string]>> = {
    'an empty referralId': [{ referralId: '' }, 'referralId'],
    'a referralId with spaces': [{ referralId: `${marker} 1` }, 'referralId'],
    'a number for a referralId': [{ referralId: 17 }, 'referralId'],
    'no patient': [{ patient: null }, 'patient'],
    'a list for a patient': [{ patient: [marker] }, 'patient'],
    'a national id of ten digits': [
      { patient: { nationalId: '0290444857', name: marker } },
      'patient.nationalId',
    ],
    'a blank name': [{ patient: { ...palliative.patient, name: '   ' } }, 'patient.name'],
    'an endless name': [{ patient: { ...palliative.patient, name: marker.repeat(99) } }, 'patient.name'],
    'a phone of words': [{ patient: { ...palliative.patient, phone: marker } }, 'patient.phone'],
    'an unheard-of diagnosis group': [
      { diagnosis: { group: marker, date: '2026-11-10' } },
      'diagnosis.group',
    ],
    'the 30th of February': [{ diagnosis: { group: 'lung', date: '2026-02-30' } }, 'diagnosis.date'],
    'the 29th of February of no leap year': [
      { diagnosis: { group: 'lung', date: '2026-02-29' } },
      'diagnosis.date',
    ],
    'an instant for a date': [
      { diagnosis: { group: 'lung', date: '2026-11-10T08:00:00Z' } },
      'diagnosis.date',
    ],
    'the year 9999': [{ diagnosis: { group: 'lung', date: '9999-12-31' } }, 'diagnosis.date'],
    'a five-digit year': [{ diagnosis: { group: 'lung', date: '12026-11-10' } }, 'diagnosis.date'],
    'an unheard-of intent': [{ diagnosis: { ...palliative.diagnosis, intent: marker } }, 'diagnosis.intent'],
    'no hospital': [{ hospital: undefined }, 'hospital'],
    'a start at point 4': [{ startAtPoint: 4 }, 'startAtPoint'],
    'a start at point "2"': [{ startAtPoint: '2' }, 'startAtPoint'],
    'a municipality of three digits': [{ municipality: { number: '310' } }, 'municipality.number'],
    'a municipality as a number': [{ municipality: { number: 3105 } }, 'municipality.number'],
    'no answers': [{ answers: undefined }, 'answers'],
    'a yes in words': [{ answers: { pathway: 'yes' } }, 'answers.pathway'],
    'a 0 for a no': [{ answers: { pathway: 0 } }, 'answers.pathway'],
    'an impossible date of readiness': [{ readyFrom: '2026-13-01' }, 'readyFrom'],
    'a circumstance in words': [{ circumstances: { minor: marker } }, 'circumstances.minor'],
  };
  it.each(Object.entries(wrong))('answers 400 to %s', async (_, [change, path]) => {
    const answer = await refused(story, 400, 'not-the-schema', () => post(fresh(change)));
    expect(pathsOf(answer)).toContain(path);
  });

  const broken: Readonly<Record<string, readonly [Sample, string]>> = {
    'a diagnosis tomorrow': [{ diagnosis: { group: 'lung', date: '2026-11-21' } }, 'diagnosis.date'],
    'a discharge tomorrow': [{ dischargedOn: '2026-11-21' }, 'dischargedOn'],
    'readiness years ahead': [{ readyFrom: '2036-11-21' }, 'readyFrom'],
    'a national id with a wrong check digit': [
      { patient: { nationalId: '02904448579', name: marker } },
      'patient.nationalId',
    ],
    'a national id of a day that is not': [
      { patient: { nationalId: '30024012345', name: marker } },
      'patient.nationalId',
    ],
    'an unknown hospital unit': [{ hospital: { unitId: marker } }, 'hospital'],
    'a hospital without a name': [{ hospital: {} }, 'hospital'],
    'a municipality for a hospital': [{ hospital: { unitId: 'kommune-3105' } }, 'hospital'],
    'an unknown other hospital': [{ otherHospital: { resh: marker } }, 'otherHospital'],
    'Oslo without a district': [{ municipality: { number: '0301' } }, 'municipality.district'],
    'a district elsewhere': [{ municipality: { number: '3105', district: '12' } }, 'municipality.district'],
    'a national id for a referralId': [{ referralId: 'X-02904448578-1' }, 'referralId'],
  };
  it.each(Object.entries(broken))('answers 422 to %s', async (_, [change, path]) => {
    const answer = await refused(story, 422, 'rule-broken', () => post(fresh(change)));
    expect(pathsOf(answer)).toContain(path);
    const text = JSON.stringify(answer.body);
    expect(text).not.toMatch(/\d{11}/);
  });

  it('says all that is wrong at once', async () => {
    const answer = await refused(story, 422, 'rule-broken', () =>
      post(
        fresh({
          diagnosis: { group: 'lung', date: '2026-11-21' },
          municipality: { number: '0301', district: null },
        }),
      ),
    );
    expect(pathsOf(answer)).toEqual(['diagnosis.date', 'municipality.district']);
  });

  it('counts days as Oslo does', async () => {
    // 23:30 UTC on the 20th is the 21st in Oslo
    const late = await simulate({ startAt: '2026-11-20T23:30:00Z' });
    const today = fresh({ diagnosis: { group: 'lung', date: '2026-11-21' } });
    expect((await late.send(today)).status).toBe(201);
    const tomorrow = fresh({ diagnosis: { group: 'lung', date: '2026-11-22' } });
    expect((await late.send(tomorrow)).status).toBe(422);
  });

  const callers: readonly (readonly [string, SimulatedCaller, Sample, number])[] = [
    ['a coordinator of the hospital', { role: 'coordinator', unitId: 'so-lindrende' }, {}, 201],
    ['another unit of the trust', { role: 'coordinator', unitId: 'so-kreftpoliklinikk' }, {}, 201],
    ['a system of another trust', { role: 'hospital-system', unitId: 'siv-kreft' }, {}, 403],
    ['a coordinator of another trust', { role: 'coordinator', unitId: 'siv-kreft' }, {}, 403],
    ['the municipality, at point 1', { role: 'coordinator', unitId: 'kommune-3105' }, {}, 403],
    [
      'the municipality, at point 2',
      { role: 'coordinator', unitId: 'kommune-3105' },
      { startAtPoint: 2 },
      201,
    ],
    ['another municipality', { role: 'coordinator', unitId: 'kommune-3107' }, { startAtPoint: 2 }, 403],
    ['a GP office', { role: 'coordinator', unitId: 'fastlege-4' }, { startAtPoint: 2 }, 403],
    ['an administrator', { role: 'administrator' }, {}, 403],
    ['a unit nobody knows', { role: 'coordinator', unitId: 'nobody' }, {}, 403],
    ['a system without a unit', { role: 'hospital-system' }, {}, 403],
    ['a role nobody knows', { role: 'surgeon' as 'coordinator', unitId: 'so-lindrende' }, {}, 403],
  ];
  it.each(callers)('by %s', async (_, caller, change, status) => {
    const body = fresh(change);
    if (status === 201) expect((await post(body, caller)).status).toBe(201);
    else await refused(story, status, 'forbidden', () => post(body, caller));
  });
});
