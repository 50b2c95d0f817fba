import { describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { advance, type Fault, insist, mortal } from '../support/faults.ts';
import { another, palliative, type Sample, type Story, simulate } from '../support/simulated.ts';

/** A relapse opens a new pathway, linked to the one before, which ends if it was still open (CONTRACT, "Relapse"). */

const hospital = palliative.hospital.unitId;
const municipality = 'kommune-3105';
const gp = 'fastlege-4';
const relapsed = { type: 'relapsed', eventId: 'again' };
const route = 'POST /pathways/{pathwayId}/events';

const points = (view: Sample) => view.points.map((point: Sample) => point.status);

/** A patient at home, between the intake and point 2. */
async function home(): Promise<{ story: Story; id: string }> {
  const story = await simulate();
  const id = await story.start(palliative);
  await story.home(id, hospital);
  await story.world.advanceTo('2027-01-15T09:00:00Z');
  return { story, id };
}

const retract = (story: Story, id: string, retracts: string, eventId: string) =>
  story.report(id, hospital, { type: 'retracted', retracts, reason: 'a mistake', eventId });

describe('a relapse that is reported', () => {
  it('opens a pathway with the date of the event, nothing asked, and the same patient', async () => {
    const { story, id } = await home();
    const answer = await story.report(id, hospital, { ...relapsed, occurredOn: '2027-01-12' });
    expect(answer.status).toBe(202);
    const next = answer.body.pathwayId;
    expect(next).not.toBe(id);
    const view = await story.pathway(next, hospital);
    expect(view).toMatchObject({
      status: 'active',
      precededBy: id,
      anchor: { event: 'diagnosis', date: '2027-01-12' },
      municipality: palliative.municipality,
      gp: { unitId: gp },
      patient: { nationalId: palliative.patient.nationalId, name: palliative.patient.name },
      diagnosis: { group: palliative.diagnosis.group, date: '2027-01-12', relapse: true },
      hospital: { unitId: hospital },
    });
    const values = Object.values(view.answers as Record<string, Sample>).map(({ value }) => value);
    expect(values).toEqual([null, null, null, null]);
    expect(view.points[1].opensAt).toBe('2027-04-12T06:00:00Z');
    expect(await story.openTask(next, hospital)).toMatchObject({
      kind: 'needs-assessment',
      unitId: hospital,
    });
  });

  it('ends the one before; the municipality that has the patient hears that a new assessment is coming', async () => {
    const { story, id } = await home();
    const { body } = await story.report(id, hospital, relapsed);
    const old = await story.pathway(id, hospital);
    expect([old.status, points(old)]).toEqual(['superseded', ['completed', 'cancelled', 'cancelled']]);
    expect(await story.noticeKinds(municipality)).toEqual(['new-assessment-coming']);
    expect((await story.noticeKinds(gp)).at(-1)).toBe('ended');
    expect(await story.executions('RUNNING')).toEqual([`${body.pathwayId}-1`]);
    // of the new one the municipality knows nothing until the patient has said yes
    const read = await story.read(body.pathwayId, { role: 'coordinator', unitId: municipality });
    expect(read.status).toBe(404);
  });

  it('says nothing to a municipality that the patient does not share with', async () => {
    const { story, id } = await home();
    await story.report(id, hospital, { type: 'answers-changed', answers: { shareWithMunicipality: false } });
    await story.report(id, hospital, relapsed);
    expect(await story.noticeKinds(municipality)).not.toContain('new-assessment-coming');
  });

  it('goes by what the event says of the diagnosis and the hospital', async () => {
    const { story, id } = await home();
    const { body } = await story.report(id, hospital, {
      ...relapsed,
      diagnosis: { group: 'lung', date: '2027-01-10', intent: 'palliative' },
      hospital: { unitId: 'so-kreftpoliklinikk', contact: { phone: '+4700000003' } },
    });
    const view = await story.pathway(body.pathwayId, hospital);
    expect(view).toMatchObject({
      anchor: { date: '2027-01-10' },
      diagnosis: { group: 'lung', intent: 'palliative', date: '2027-01-10' },
      hospital: { unitId: 'so-kreftpoliklinikk' },
    });
    const task = await story.openTask(body.pathwayId, hospital);
    const read = await story.world.call(
      'GET /tasks/{taskId}',
      { role: 'coordinator', unitId: 'so-kreftpoliklinikk' },
      { path: { taskId: task.taskId } },
    );
    expect(read.body.hospital).toMatchObject({ phone: '+4700000003' });
  });

  it('of a pathway that has ended opens one that follows it, and leaves its end as it is', async () => {
    const { story, id } = await home();
    await story.world.advanceTo('2028-08-01T09:00:00Z');
    const kinds = await story.noticeKinds(municipality);
    const { status, body } = await story.report(id, hospital, relapsed);
    expect(status).toBe(202);
    expect((await story.pathway(id, hospital)).status).toBe('completed');
    expect((await story.pathway(body.pathwayId, hospital)).precededBy).toBe(id);
    expect(await story.noticeKinds(municipality)).toEqual(kinds);
  });

  it('again is the same relapse; another, while its pathway is open, is refused', async () => {
    const { story, id } = await home();
    const first = await story.report(id, hospital, relapsed);
    const writes = story.writes.length;
    const again = await story.report(id, hospital, relapsed);
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(story.writes.length).toBe(writes);
    const other = await story.report(id, hospital, { ...relapsed, eventId: 'other' });
    expect([other.status, other.body.pathwayId]).toEqual([409, first.body.pathwayId]);
    expect(story.writes.length).toBe(writes);
  });

  it('opens nothing where it is refused', async () => {
    const { story, id } = await home();
    await story.report(id, hospital, { type: 'ready', eventId: 'taken' });
    const writes = story.writes.length;
    const refusals: readonly (readonly [number, Sample, SimulatedCaller?])[] = [
      [409, { eventId: 'taken' }],
      [422, { occurredOn: '2027-01-16' }],
      [422, { diagnosis: { date: '2027-01-16' } }],
      [422, { hospital: { unitId: municipality } }],
      [422, { hospital: { unitId: 'ous-nevrokirurgi' } }],
      [403, {}, { role: 'coordinator', unitId: hospital }],
      [404, {}, { role: 'hospital-system', unitId: 'ous-nevrokirurgi' }],
    ];
    for (const [status, more, caller = { role: 'hospital-system', unitId: hospital } as const] of refusals) {
      const body = { ...relapsed, occurredOn: '2027-01-15', ...more };
      const answer = await story.world.call(route, caller, { path: { pathwayId: id }, body });
      expect([answer.status, more]).toEqual([status, more]);
    }
    const nowhere = await story.report('nowhere', hospital, relapsed);
    expect(nowhere.status).toBe(404);
    expect(story.writes.length).toBe(writes);
  });

  it('names the unit where the patient has been transferred to another trust', async () => {
    const { story, id } = await home();
    await story.report(id, hospital, { type: 'transferred', hospital: { unitId: 'ous-nevrokirurgi' } });
    const refused = await story.report(id, hospital, relapsed);
    expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'hospital']);
    const { status, body } = await story.report(id, 'ous-nevrokirurgi', relapsed);
    expect(status).toBe(202);
    expect(await story.pathway(body.pathwayId, 'ous-nevrokirurgi')).toMatchObject({ precededBy: id });
    expect((await story.read(body.pathwayId, { role: 'hospital-system', unitId: hospital })).status).toBe(
      404,
    );
  });
});

describe('a relapse that was a mistake', () => {
  it('taken back: the old pathway goes on, the new one ends; taken back again: the other way', async () => {
    const { story, id } = await home();
    const { body } = await story.report(id, hospital, relapsed);
    const next = body.pathwayId;
    const status = async () => [
      (await story.pathway(id, hospital)).status,
      (await story.pathway(next, hospital)).status,
    ];
    expect((await retract(story, id, 'again', 'r1')).status).toBe(202);
    expect(await status()).toEqual(['active', 'superseded']);
    expect(points(await story.pathway(id, hospital))).toEqual(['completed', 'planned', 'planned']);
    expect(await story.noticeKinds(municipality)).toEqual(['new-assessment-coming', 'resumed']);
    expect(await story.noticeKinds(hospital)).toEqual(['ended']);
    expect(await story.executions('RUNNING')).toHaveLength(1);

    await retract(story, id, 'r1', 'r2');
    expect(await status()).toEqual(['superseded', 'active']);
    expect(await story.openTask(next, hospital)).toMatchObject({ kind: 'needs-assessment' });
    await retract(story, id, 'r2', 'r3');
    expect(await status()).toEqual(['active', 'superseded']);
    // once more the same changes nothing
    const writes = story.writes.length;
    await retract(story, id, 'r2', 'r3');
    expect(story.writes.length).toBe(writes);
    await story.world.advanceTo('2027-11-01T09:00:00Z');
    expect(await status()).toEqual(['active', 'superseded']);
    await story.world.advanceTo('2028-08-01T09:00:00Z');
    expect((await story.pathway(id, hospital)).status).toBe('completed');
  });
});

describe('a referral of a relapse', () => {
  const again = (more: Sample = {}) => ({
    ...palliative,
    referralId: 'SO-2027-1',
    diagnosis: { ...palliative.diagnosis, date: '2027-01-10', relapse: true },
    ...more,
  });

  it('ends the pathway that is open, and begins as it says', async () => {
    const { story, id } = await home();
    const next = await story.start(again());
    const view = await story.pathway(next, hospital);
    expect(view).toMatchObject({ precededBy: id, answers: { pathway: { value: true } } });
    expect((await story.pathway(id, hospital)).status).toBe('superseded');
    expect(await story.noticeKinds(municipality)).toEqual(['new-assessment-coming']);
    const writes = story.writes.length;
    const repeated = await story.send(again());
    expect([repeated.status, repeated.body.pathwayId]).toEqual([200, next]);
    expect(story.writes.length).toBe(writes);
  });

  it('follows the open one of several, and the newest where none is', async () => {
    const { story, id } = await home();
    const second = await story.start({ ...palliative, referralId: 'SO-2027-2', additional: true });
    await story.report(second, hospital, { type: 'withdrawn' });
    const third = await story.start(again());
    expect((await story.pathway(third, hospital)).precededBy).toBe(id);
    await story.report(third, hospital, { type: 'withdrawn' });
    const fourth = await story.start(again({ referralId: 'SO-2027-3' }));
    expect((await story.pathway(fourth, hospital)).precededBy).toBe(third);
    expect((await story.pathway(third, hospital)).status).toBe('withdrawn');
  });

  it('of somebody new begins a pathway that follows none', async () => {
    const story = await simulate();
    const base = another(1);
    const id = await story.start({ ...base, diagnosis: { ...base.diagnosis, relapse: true } });
    expect((await story.pathway(id, hospital)).precededBy).toBeNull();
  });
});

describe('a process may die at any call of a relapse', () => {
  async function lived(faults: readonly Fault[]) {
    const mortality = mortal(faults);
    const story = await simulate(mortality.options);
    const id = (await insist(() => story.send(palliative))).body.pathwayId;
    const started = mortality.calls();
    const { body } = await insist(() => story.report(id, hospital, relapsed));
    await advance(story, '2026-11-20T12:00:00Z');
    await insist(() => retract(story, id, 'again', 'r1'));
    await advance(story, '2026-11-20T14:00:00Z');
    await insist(() => retract(story, id, 'r1', 'r2'));
    const calls = mortality.calls();
    mortality.rest();
    await story.world.advanceTo('2026-11-23T12:00:00Z');
    const records = [await story.record(id), await story.record(body.pathwayId)];
    const gist = records.map(({ status, events, tasks, effects, notices, start: { precededBy } }) => ({
      status,
      events: events.map(({ type, retractedBy }) => [type, retractedBy !== undefined]),
      tasks: tasks.map((task) => [task.kind, task.status]),
      notices: notices.map(({ kind, unitId }) => [kind, unitId]),
      effects,
      precededBy,
    }));
    const running = (await story.executions('RUNNING')).length;
    await story.world.close();
    return { started, calls, deaths: mortality.deaths, outcome: { gist, running } };
  }

  it('and there are one old and one new pathway, and no third', async () => {
    const good = await lived([]);
    expect(good.outcome.gist.map(({ status }) => status)).toEqual(['superseded', 'active']);
    expect(good.outcome.running).toBe(1);
    for (let call = good.started + 1; call <= good.calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const { outcome, deaths } = await lived([{ call, when }]);
        expect(outcome, deaths.join(', ')).toEqual(good.outcome);
      }
    }
  });
});
