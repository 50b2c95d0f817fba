import { describe, expect, it } from 'vitest';
import { another, palliative, type Sample, type Story, simulate, withUnit } from '../support/simulated.ts';

/** DESIGN section 5, "Safe": what is kept of a patient deletes itself, so long after the end of the pathway. */

const hospital = palliative.hospital.unitId;
const municipality = 'kommune-3105';
const gp = 'fastlege-4';
const trusts = { role: 'hospital-system', unitId: hospital } as const;
const relapsed = { type: 'relapsed', eventId: 'again' };

/** All that lies under a pathway, in the store and in lists. */
async function left(story: Story, id: string) {
  const { store } = story.world.ports;
  const listed = async (route: string, unitId: string) =>
    (await story.world.call(route, { role: 'coordinator', unitId })).body.items.filter(
      ({ pathwayId }: Sample) => pathwayId === id,
    ).length;
  return {
    record: (await store.getPathway(id)) !== undefined,
    patient: (await store.getPatient(id)) !== undefined,
    rows: (await store.rowsOf(id, '')).length,
    text: (await store.getText(id, 'wrong')) !== undefined,
    pathways: await listed('GET /pathways', municipality),
    notices: await listed('GET /notices', gp),
    read: (await story.read(id, trusts)).status,
  };
}
const nothing = { record: false, patient: false, rows: 0, text: false, pathways: 0, notices: 0, read: 404 };

/** At home, then withdrawn on 7 December 2026; a report that was wrong has left its reason as a text. */
async function withdrawn(story: Story, referral: Sample = palliative): Promise<string> {
  const id = await story.start(referral);
  await story.home(id, referral.hospital.unitId);
  await story.world.advanceTo('2026-12-07T12:00:00Z');
  await story.report(id, hospital, { type: 'discharged', eventId: 'd' });
  await story.report(id, hospital, { type: 'retracted', retracts: 'd', reason: 'x', eventId: 'wrong' });
  await story.report(id, hospital, { type: 'withdrawn', eventId: 'w' });
  return id;
}

describe('what is kept of a pathway', () => {
  it('is all there for twelve months after the end, and then gone, from lists too; the log of who saw it stays', async () => {
    const story = await simulate();
    const id = await withdrawn(story);
    const other = await story.start(another(1));
    const whole = await left(story, id);
    expect(whole).toMatchObject({ record: true, patient: true, text: true, pathways: 1, read: 200 });
    expect(whole.notices).toBeGreaterThan(0);
    await story.world.advanceTo('2027-12-07T06:59:00Z');
    expect(await left(story, id)).toEqual(whole);
    await story.world.advanceTo('2027-12-07T07:00:00Z');
    expect(await left(story, id)).toEqual(nothing);
    expect((await story.report(id, hospital, { type: 'deceased' })).status).toBe(404);
    const { body } = await story.world.call('GET /overview', { role: 'coordinator', unitId: hospital });
    expect(body.total.started).toBe(1);
    expect((await story.read(other, trusts)).status).toBe(200);
    expect(story.world.audited().some(({ pathwayId }) => pathwayId === id)).toBe(true);
  });

  it('is kept as long as the trust has set', async () => {
    const units = withUnit('so-koordinerende', (unit) => ({
      ...unit,
      settings: { ...unit.settings, retentionMonths: 6 },
    }));
    const story = await simulate({ units });
    const id = await withdrawn(story);
    await story.world.advanceTo('2027-06-07T05:00:00Z');
    expect((await left(story, id)).read).toBe(200);
    await story.world.advanceTo('2027-06-07T06:00:00Z');
    expect(await left(story, id)).toEqual(nothing);
  });

  it('is kept where the end is taken back, and counts anew from the next', async () => {
    const story = await simulate();
    const id = await withdrawn(story);
    await story.world.advanceTo('2027-01-20T12:00:00Z');
    await story.report(id, hospital, { type: 'retracted', retracts: 'w', reason: 'x', eventId: 'r' });
    await story.world.advanceTo('2027-12-20T12:00:00Z');
    expect(await left(story, id)).toMatchObject({ record: true, patient: true, text: true, read: 200 });
    expect(await story.pathway(id, hospital)).toMatchObject({
      status: 'active',
      patient: { name: expect.any(String) },
    });
    await story.world.advanceTo('2028-06-01T12:00:00Z');
    const { endedAt } = await story.pathway(id, hospital);
    expect(endedAt).toContain('2028-05');
    await story.world.advanceTo('2029-06-01T12:00:00Z');
    expect(await left(story, id)).toEqual(nothing);
  });

  it('goes with what was written after the end', async () => {
    const story = await simulate();
    const id = await withdrawn(story);
    await story.world.advanceTo('2027-06-01T12:00:00Z');
    await story.report(id, hospital, { type: 'patient-corrected', patient: { name: 'Ny' }, eventId: 'c' });
    expect((await story.pathway(id, hospital)).patient.name).toBe('Ny');
    await story.world.advanceTo('2027-12-07T08:00:00Z');
    expect(await left(story, id)).toEqual(nothing);
  });

  it('goes with what comes again long after the end, and with what a process that died has left', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    const transferred = {
      type: 'transferred',
      hospital: { unitId: 'so-kreftpoliklinikk' },
      occurredOn: '2026-11-20',
      eventId: 't',
    };
    await story.report(id, hospital, transferred);
    await story.report(id, hospital, { type: 'withdrawn', eventId: 'w' });
    await story.world.advanceTo('2027-11-20T02:00:00Z');
    // the same again changes nothing, though who the patient is is worked out anew
    expect((await story.report(id, hospital, transferred)).status).toBe(202);
    await story.world.ports.store.putText({ pathwayId: id, textId: 'wrong', content: { reason: 'x' } });
    await story.world.advanceTo('2027-11-20T07:00:00Z');
    expect(await left(story, id)).toEqual(nothing);
  });

  it('is kept while the hospital still sees to the patient’s children', async () => {
    const story = await simulate();
    const circumstances = { childrenAsNextOfKin: true };
    const id = await story.start({ ...palliative, circumstances });
    await story.report(id, hospital, { type: 'deceased' });
    await story.world.advanceTo('2027-02-01T12:00:00Z');
    const task = (await story.pathway(id, hospital)).tasks.find(
      ({ kind }: Sample) => kind === 'next-of-kin-children',
    );
    expect(task.status).toBe('missed');
    await story.world.advanceTo('2027-11-30T12:00:00Z');
    expect((await left(story, id)).read).toBe(200);
    await story.world.advanceTo('2028-01-02T12:00:00Z');
    expect(await left(story, id)).toEqual(nothing);
  });
});

describe('after it is gone', () => {
  it('the same referral starts anew, with nothing of what was', async () => {
    const story = await simulate();
    const id = await withdrawn(story);
    await story.world.advanceTo('2027-12-10T09:00:00Z');
    const again = await story.send(palliative);
    expect([again.status, again.body.pathwayId]).toEqual([201, id]);
    // where the workflow still knows an execution of that name, the sweep begins the next
    await story.world.advanceTo('2027-12-10T12:00:00Z');
    const { status, timeline, tasks } = await story.pathway(id, hospital);
    expect(status).toBe('active');
    expect(tasks).toHaveLength(1);
    expect(timeline.every(({ at }: Sample) => at >= '2027-12-10')).toBe(true);
    expect(await story.executions('RUNNING')).toHaveLength(1);
  });

  it('the pathway that followed a relapse goes on, and is told by nobody that it was wrong', async () => {
    const story = await simulate();
    const id = await withdrawn(story);
    const { body } = await story.report(id, hospital, relapsed);
    const next = body.pathwayId;
    await story.world.advanceTo('2027-12-10T09:00:00Z');
    expect(await story.pathway(next, hospital)).toMatchObject({ status: 'lapsed', precededBy: id });
    const late = await story.report(id, hospital, { type: 'retracted', retracts: 'again', reason: 'x' });
    expect(late.status).toBe(404);
    expect((await story.report(id, hospital, relapsed)).status).toBe(404);
  });

  it('of the pathway that a relapse had opened by mistake, the one before is still reported on, and opens no other', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    const { body } = await story.report(id, hospital, { ...relapsed, occurredOn: '2026-11-20' });
    await story.report(id, hospital, { type: 'retracted', retracts: 'again', reason: 'x', eventId: 'r' });
    await story.world.advanceTo('2027-12-10T09:00:00Z');
    expect((await story.read(body.pathwayId, trusts)).status).toBe(404);
    const starts = story.writes.filter(({ method }) => method === 'createPathway').length;
    const same = await story.report(id, hospital, { ...relapsed, occurredOn: '2026-11-20' });
    expect([same.status, same.body.pathwayId]).toEqual([202, body.pathwayId]);
    const back = { type: 'retracted', retracts: 'r', reason: 'x', occurredOn: '2026-11-20' };
    expect((await story.report(id, hospital, back)).status).toBe(202);
    expect(story.writes.filter(({ method }) => method === 'createPathway')).toHaveLength(starts);
  });

  it('a referral of a relapse is answered again, though what it followed is gone', async () => {
    const story = await simulate();
    const id = await withdrawn(story);
    const next = { ...palliative, referralId: 'next', diagnosis: { ...palliative.diagnosis, relapse: true } };
    const first = await story.send(next);
    expect([first.status, first.body.precededBy]).toEqual([201, id]);
    await story.world.advanceTo('2027-12-10T09:00:00Z');
    expect((await left(story, id)).read).toBe(404);
    const again = await story.send(next);
    expect([again.status, again.body.pathwayId]).toEqual([200, first.body.pathwayId]);
  });
});
