import { describe, expect, it } from 'vitest';
import type { Unit } from '../../domain/model.ts';
import { refusal } from '../../domain/refusals.ts';
import { palliative, type Sample, type Story, simulate, units, withUnit } from '../support/simulated.ts';

/** A municipality that leaves some of its patients or tasks to units of its own (DESIGN section 3, "Routing"). */

const hospital: string = palliative.hospital.unitId;
const receiving = 'kommune-3105';
const purposes = ['children', 'nursingHome', 'intake', 'points', 'homeCare'] as const;
const unitOf = (purpose: string) => `a-${purpose}-3105`;

/** The sample directory, with a unit for each purpose; in the list before the one that receives, as their ids sort. */
function directory(change: (unit: Unit) => Unit = (unit) => unit): readonly Unit[] {
  const receiver = units.find(({ unitId }) => unitId === receiving) as Unit;
  const routes = Object.fromEntries(purposes.map((purpose) => [purpose, unitOf(purpose)]));
  const own = purposes.map((purpose) => ({
    ...receiver,
    unitId: unitOf(purpose),
    contacts: [
      { role: 'coordinator' as const, email: `${unitOf(purpose)}@x.example`, language: 'nb' as const },
    ],
  }));
  const others = units.filter((unit) => unit !== receiver);
  return [...own, ...others, { ...receiver, settings: { routes } }].map(change);
}
const unreachable = (...unitIds: readonly string[]) =>
  directory((unit) => (unitIds.includes(unit.unitId) ? { ...unit, contacts: [] } : unit));

/** Which unit gets the intake, and which point 2. */
async function taken(story: Story, referral: Sample): Promise<readonly string[]> {
  const id = await story.start(referral);
  await story.complete(await story.openTask(id, hospital), story.assessed());
  const intake = await story.openTask(id, hospital);
  expect(intake.kind).toBe('municipal-intake');
  await story.complete(intake, { outcome: 'done' });
  await story.world.advanceTo('2027-02-25T12:00:00Z');
  return [intake.unitId, (await story.openTask(id, hospital)).unitId];
}
const living = (circumstances: Sample): Sample => ({
  ...palliative,
  circumstances: { ...palliative.circumstances, ...circumstances },
});

describe('a municipality with units of its own', () => {
  it('has its intake and its points with those it names', async () => {
    const story = await simulate({ units: directory() });
    expect(await taken(story, palliative)).toEqual([unitOf('intake'), unitOf('points')]);
  });

  it('has children, and those in nursing homes, with one unit for all', async () => {
    const children = living({ minor: true, nursingHome: true });
    expect(await taken(await simulate({ units: directory() }), children)).toEqual(
      Array(2).fill(unitOf('children')),
    );
    const nursing = living({ nursingHome: true });
    expect(await taken(await simulate({ units: directory() }), nursing)).toEqual(
      Array(2).fill(unitOf('nursingHome')),
    );
  });

  it('passes over a unit that cannot be reached', async () => {
    const without = unreachable(unitOf('children'), unitOf('intake'));
    expect(await taken(await simulate({ units: without }), living({ minor: true }))).toEqual([
      receiving,
      unitOf('points'),
    ]);
  });

  it('passes over what is no unit, or no municipality’s', async () => {
    const named = withUnit(receiving, (unit) => ({
      ...unit,
      settings: { routes: { intake: 'fastlege-1', points: 'nowhere' } },
    }));
    expect(await taken(await simulate({ units: named }), palliative)).toEqual([receiving, receiving]);
  });

  it('is looked a route for by hand where the unit that receives cannot be reached: the others receive from it', async () => {
    const story = await simulate({ units: unreachable(receiving) });
    const id = await story.start(palliative);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'route-manually' });
  });

  it('is not asked where the address is protected: the unit found by hand has all of it', async () => {
    const story = await simulate({ units: directory() });
    const id = await story.start({
      ...palliative,
      patient: { ...palliative.patient, addressProtected: true },
    });
    await story.complete(await story.openTask(id, hospital), story.assessed());
    const route = await story.openTask(id, hospital);
    expect(route).toMatchObject({ kind: 'route-manually', unitId: 'so-koordinerende' });
    expect(story.world.messages.filter(({ to }) => to.includes('3105'))).toEqual([]);
    await story.complete(route, { outcome: 'done', unitId: 'kommune-3107' });
    await story.complete(await story.openTask(id, hospital), { outcome: 'done' });
    await story.world.advanceTo('2027-02-25T12:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ unitId: 'kommune-3107' });
  });

  it('goes by what is known when a task opens: a patient who has moved into a nursing home since', async () => {
    const story = await simulate({ units: directory() });
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.report(id, hospital, {
      type: 'circumstances-changed',
      circumstances: { nursingHome: true },
      eventId: 'nh',
    });
    await story.world.advanceTo('2027-02-25T12:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ unitId: unitOf('nursingHome') });
    expect((await story.pathway(id, hospital)).circumstances).toMatchObject({ nursingHome: true });
  });

  it('has those who visit the patient prompted for ESAS before an appointment', async () => {
    const story = await simulate({ units: directory() });
    const id = await story.start(living({ municipalServices: true }));
    await story.home(id, hospital);
    await story.report(id, hospital, { type: 'palliative-treatment-started' });
    const task = (await story.record(id)).tasks.find(({ kind }) => kind === 'gp-appointment') as Sample;
    await story.complete(task, { outcome: 'done', appointmentOn: '2026-12-03' });
    await story.world.advanceTo('2026-12-01T12:00:00Z');
    const prompt = (await story.record(id)).tasks.find(({ kind }) => kind === 'esas-prompt');
    expect(prompt).toMatchObject({ unitId: unitOf('homeCare') });
  });

  it('tells all of them of a move, and none of them has the patient any more', async () => {
    const story = await simulate({ units: directory() });
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2027-02-25T12:00:00Z');
    await story.report(id, hospital, { type: 'moved', municipality: { number: '3107', district: null } });
    for (const unitId of [unitOf('intake'), unitOf('points')]) {
      expect(await story.noticeKinds(unitId)).toEqual(['moved']);
      expect((await story.read(id, { role: 'coordinator', unitId })).status).toBe(404);
    }
    expect(await story.openTask(id, hospital)).toMatchObject({ unitId: 'kommune-3107' });
  });
});

describe('a hospital unit that is incomplete', () => {
  const incomplete = withUnit(hospital, ({ phone: _, ...unit }) => unit);

  it('refuses its own referrals and says what to fill in; with a contact’s number they are taken', async () => {
    const story = await simulate({ units: incomplete });
    const refused = await story.send({ ...palliative, hospital: { unitId: hospital } });
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [refusal('hospital.contact.phone', 'phone-missing')],
    ]);
    const contact = { phone: '+4799998888' };
    const taken = await story.send({ ...palliative, hospital: { unitId: hospital, contact } });
    expect(taken.status).toBe(201);
  });
});
