import { describe, expect, it } from 'vitest';
import type { Log } from '../../functions/shared/log.ts';
import { type Fault, insist, mortal } from '../support/faults.ts';
import { another, palliative, referrals, type Sample, type Story, simulate } from '../support/simulated.ts';

/** Who a patient is, corrected: a D-number that became a national number, a name, an address to be protected. */

const withDNumber: Sample = referrals.find((one) => one.referralId === 'AHUS-2026-000107');
const hospital: string = withDNumber.hospital.unitId;
const dNumber: string = withDNumber.patient.nationalId;
const nationalId: string = another(7).patient.nationalId;
const corrected = { type: 'patient-corrected', patient: { nationalId }, eventId: 'number' };
const retraction = { type: 'retracted', retracts: 'number', reason: 'a mistake', eventId: 'back' };

/** Somebody else's referral to the same hospital, with a number. */
const sameNumber = (referralId: string, id: string): Sample => ({
  ...withDNumber,
  referralId,
  patient: { ...withDNumber.patient, nationalId: id },
});
const numberOf = async (story: Story, id: string) =>
  (await story.pathway(id, hospital)).patient.nationalId as string;

describe('a D-number that is replaced by a national number', () => {
  it('finds the person by the new number, and no longer by the old', async () => {
    const story = await simulate();
    const id = await story.start(withDNumber);
    expect((await story.report(id, hospital, corrected)).status).toBe(202);
    expect((await story.pathway(id, hospital)).patient).toEqual({ ...withDNumber.patient, nationalId });
    const known = await story.send(sameNumber('A-1', nationalId));
    expect([known.status, known.body.pathwayId]).toEqual([409, id]);
    expect((await story.send(sameNumber('A-2', dNumber))).status).toBe(201);
  });

  it('taken back is as before', async () => {
    const story = await simulate();
    const id = await story.start(withDNumber);
    await story.report(id, hospital, corrected);
    expect((await story.report(id, hospital, retraction)).status).toBe(202);
    expect((await story.pathway(id, hospital)).patient).toEqual(withDNumber.patient);
    expect((await story.send(sameNumber('A-1', dNumber))).body.pathwayId).toBe(id);
    expect((await story.send(sameNumber('A-2', nationalId))).status).toBe(201);
  });

  it('leaves what the pathway waits for as it is', async () => {
    const story = await simulate();
    const id = await story.start(withDNumber);
    const { body } = await story.report(id, hospital, corrected);
    expect(body.generation).toBe(1);
    expect(await story.executions('ABORTED')).toEqual([]);
  });

  it('is refused where somebody else has it, or it is none; the same again is never refused', async () => {
    const story = await simulate();
    const id = await story.start(withDNumber);
    const other = await story.start({ ...withDNumber, ...another(7, withDNumber) });
    const writes = story.writes.length;
    const taken = await story.report(id, hospital, corrected);
    expect([taken.status, taken.body.pathwayId]).toEqual([409, other]);
    const wrong = await story.report(id, hospital, { ...corrected, patient: { nationalId: '12345678901' } });
    expect([wrong.status, wrong.body.errors[0].path]).toEqual([422, 'patient.nationalId']);
    expect(story.writes.length).toBe(writes);

    await story.report(other, hospital, { type: 'withdrawn' });
    expect((await story.report(id, hospital, corrected)).status).toBe(202);
    // since then the person has come back with another illness, under the number that is theirs
    await story.start({ ...sameNumber('A-3', nationalId), additional: true });
    expect((await story.report(id, hospital, corrected)).status).toBe(202);
  });

  it('is not put in an id, which stands where numbers may not', async () => {
    const story = await simulate();
    const id = await story.start(withDNumber);
    const bodies = [
      [{ ...corrected, eventId: `corrected-${nationalId}` }, 'eventId'],
      [{ type: 'discharge-summary-sent', reference: `doc/${nationalId}` }, 'reference'],
    ] as const;
    for (const [body, path] of bodies) {
      const refused = await story.report(id, hospital, body);
      expect([refused.status, refused.body.errors[0].path]).toEqual([422, path]);
      expect(JSON.stringify(refused.body)).not.toContain(nationalId);
    }
  });
});

describe('corrections', () => {
  it('change what they name, the newest last, and each can be taken back', async () => {
    const story = await simulate();
    const id = await story.start(withDNumber);
    const name = async () => (await story.pathway(id, hospital)).patient.name;
    const correct = (newName: string, eventId: string) =>
      story.report(id, hospital, { type: 'patient-corrected', patient: { name: newName }, eventId });
    await correct('Ny Navnesen', 'n1');
    await correct('Nyere Navnesen', 'n2');
    expect(await name()).toBe('Nyere Navnesen');
    expect(await numberOf(story, id)).toBe(dNumber);
    await story.report(id, hospital, { type: 'retracted', retracts: 'n2', reason: 'x', eventId: 'r' });
    expect(await name()).toBe('Ny Navnesen');
    await story.report(id, hospital, { type: 'retracted', retracts: 'r', reason: 'x' });
    expect(await name()).toBe('Nyere Navnesen');
  });

  it('at once are all there in the end', async () => {
    const story = await simulate();
    const id = await story.start(withDNumber);
    const fields = [{ name: 'Ny Navnesen' }, { phone: '+4712345678' }, { interpreter: 'pl' }, { nationalId }];
    const answers = await Promise.all(
      fields.map((patient) => story.report(id, hospital, { type: 'patient-corrected', patient })),
    );
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect((await story.pathway(id, hospital)).patient).toMatchObject(Object.assign({}, ...fields));
  });

  it('are kept for a pathway that has ended, too', async () => {
    const story = await simulate();
    const id = await story.start(withDNumber);
    await story.report(id, hospital, { type: 'withdrawn' });
    await story.report(id, hospital, corrected);
    expect(await numberOf(story, id)).toBe(nationalId);
    expect((await story.send(sameNumber('A-2', nationalId))).status).toBe(201);
  });

  it('come from any unit that is involved, and from nobody else', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const route = 'POST /pathways/{pathwayId}/events';
    const by = (unitId: string) =>
      story.world.call(
        route,
        { role: 'coordinator', unitId },
        {
          path: { pathwayId: id },
          body: { type: 'patient-corrected', occurredOn: story.today(), patient: { phone: '+4712345678' } },
        },
      );
    expect((await by('kommune-3105')).status).toBe(404);
    await story.home(id, palliative.hospital.unitId);
    expect((await by('kommune-3105')).status).toBe(202);
  });

  it('are in no record, row, message or log', async () => {
    const logged: unknown[] = [];
    const log: Log = {
      info: (...line) => void logged.push(line),
      error: (...line) => void logged.push(line),
    };
    const story = await simulate({ log });
    const id = await story.start(withDNumber);
    const marked = { nationalId, name: 'Uilunavn Uilunavnesen', phone: '+4791234599' };
    await story.report(id, hospital, { ...corrected, patient: marked });
    const record = await story.record(id);
    const rows = await story.world.ports.store.rowsOf(id, '');
    const told = JSON.stringify([record, rows, story.world.messages, logged, story.world.audited()]);
    for (const mark of Object.values(marked)) expect(told).not.toContain(mark);
    const kept = story.writes.filter(({ value }) => JSON.stringify(value).includes(marked.name));
    expect([...new Set(kept.map(({ method }) => method))].toSorted()).toEqual(['correctPatient', 'putText']);
  });
});

describe('an address that is to be protected', () => {
  const protect = { type: 'patient-corrected', patient: { addressProtected: true }, eventId: 'protect' };

  it('is not looked up: a person finds the unit, until it turns out to be open', async () => {
    const story = await simulate();
    const unitId = palliative.hospital.unitId;
    const id = await story.start(palliative);
    await story.report(id, unitId, protect);
    await story.complete(await story.openTask(id, unitId), story.assessed());
    const task = await story.openTask(id, unitId);
    expect(task).toMatchObject({ kind: 'route-manually', unitId: 'so-koordinerende' });
    expect(await story.notices('kommune-3105')).toEqual([]);
    await story.complete(task, { outcome: 'done', unitId: 'kommune-3107' });
    const intake = await story.openTask(id, unitId);
    expect(intake).toMatchObject({ kind: 'municipal-intake', unitId: 'kommune-3107' });
    await story.complete(intake, { outcome: 'done' });
    await story.world.advanceTo('2027-02-25T12:00:00Z');
    expect(await story.openTask(id, unitId)).toMatchObject({ unitId: 'kommune-3107' });
  });

  it('taken back before anybody was sent there goes by the directory again', async () => {
    const story = await simulate();
    const unitId = palliative.hospital.unitId;
    const id = await story.start(palliative);
    await story.report(id, unitId, protect);
    await story.report(id, unitId, { type: 'retracted', retracts: 'protect', reason: 'x' });
    await story.complete(await story.openTask(id, unitId), story.assessed());
    expect(await story.openTask(id, unitId)).toMatchObject({ unitId: 'kommune-3105' });
  });
});

describe('a process may die at any call of a correction', () => {
  async function lived(faults: readonly Fault[]) {
    const mortality = mortal(faults);
    const story = await simulate(mortality.options);
    const id = (await insist(() => story.send(withDNumber))).body.pathwayId;
    const started = mortality.calls();
    expect((await insist(() => story.report(id, hospital, corrected))).status).toBe(202);
    const calls = mortality.calls();
    mortality.rest();
    const number = await numberOf(story, id);
    const found = (await story.send(sameNumber('A-1', nationalId))).body.pathwayId === id;
    await story.report(id, hospital, retraction);
    const outcome = { number, found, after: await numberOf(story, id) };
    await story.world.close();
    return { started, calls, outcome, deaths: mortality.deaths };
  }

  it('and the person is found by the number that holds', async () => {
    const good = await lived([]);
    expect(good.outcome).toEqual({ number: nationalId, found: true, after: dNumber });
    for (let call = good.started + 1; call <= good.calls; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const { outcome, deaths } = await lived([{ call, when }]);
        expect(outcome, deaths.join(', ')).toEqual(good.outcome);
      }
    }
  });
});
