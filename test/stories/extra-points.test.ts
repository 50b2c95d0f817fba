import { describe, expect, it } from 'vitest';
import type { ExtraPoint } from '../../domain/model.ts';
import { palliative, type Sample, type Story, simulate, withUnit } from '../support/simulated.ts';

/** Points beside the three: a municipality's own, and those agreed with the patient. */

const base: Sample = { ...palliative, diagnosis: { ...palliative.diagnosis, date: '2026-11-05' } };
const hospital: string = base.hospital.unitId;
/** A municipality of the samples with a point of its own: from six weeks on, due at eight, closed at ten. */
const own = { number: '3222', district: null };
const plain = { number: '3107', district: null };
const inOwn: Sample = { ...base, municipality: own };
const named = (opensAfter: string, dueAfter: string, closesAfter: string, name = 'samtale') => ({
  name,
  opensAfter,
  dueAfter,
  closesAfter,
});

const pointsOf = async (story: Story, id: string) => (await story.pathway(id, hospital)).points as Sample[];
const statuses = async (story: Story, id: string) =>
  (await pointsOf(story, id)).map(({ point, status }) => [point, status]);
const pointOf = async (story: Story, id: string, point: string) =>
  (await pointsOf(story, id)).find((one) => one.point === point);

describe('a municipality’s own point', () => {
  it('stands where its window lies, with its window counted from the anchor', async () => {
    const story = await simulate();
    const id = await story.start(inOwn);
    expect((await pointsOf(story, id)).map(({ point }) => point)).toEqual([1, 'extra-1', 2, 3]);
    expect(await pointOf(story, id, 'extra-1')).toMatchObject({
      place: 'municipality',
      opensAt: '2026-12-17T07:00:00Z',
      dueAt: '2026-12-31T07:00:00Z',
      closesAt: '2027-01-14T07:00:00Z',
    });
    await story.report(id, hospital, { type: 'diagnosis-corrected', date: '2026-11-12' });
    expect(await pointOf(story, id, 'extra-1')).toMatchObject({ opensAt: '2026-12-24T07:00:00Z' });
  });

  it('is a conversation like another: opened, reminded of, held, and then point 2', async () => {
    const story = await simulate();
    const id = await story.start(inOwn);
    await story.home(id, hospital);
    await story.world.advanceTo('2026-12-17T12:00:00Z');
    const task = await story.openTask(id, hospital);
    expect(task).toMatchObject({ kind: 'needs-assessment', unitId: 'kommune-3222' });
    await story.world.advanceTo('2026-12-28T12:00:00Z');
    expect(story.rungsSent(task.taskId)).toEqual([0, 1]);
    const states = (await story.history((await story.listed('RUNNING'))[0]?.executionArn ?? '')).flatMap(
      (event) => event.stateEnteredEventDetails?.name ?? [],
    );
    expect(states).toContain('Extra local point');
    expect((await story.complete(task, story.assessed())).status).toBe(200);
    expect(await statuses(story, id)).toEqual([
      [1, 'completed'],
      ['extra-1', 'completed'],
      [2, 'planned'],
      [3, 'planned'],
    ]);
    await story.world.advanceTo('2027-02-25T12:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({
      unitId: 'kommune-3222',
      kind: 'needs-assessment',
    });
    expect((await statuses(story, id))[2]).toEqual([2, 'open']);
  });

  it('that nobody holds is missed, told upwards, and the pathway goes on', async () => {
    const story = await simulate();
    const id = await story.start(inOwn);
    await story.home(id, hospital);
    await story.world.advanceTo('2027-01-14T12:00:00Z');
    expect((await statuses(story, id))[1]).toEqual(['extra-1', 'missed']);
    expect(await story.notices('kommune-3222-koordinerende')).toMatchObject([
      { kind: 'missed', point: 'extra-1' },
    ]);
    await story.world.advanceTo('2028-06-01T12:00:00Z');
    expect((await story.pathway(id, hospital)).status).toBe('completed');
  });

  it('may be declined by itself', async () => {
    const story = await simulate();
    const id = await story.start(inOwn);
    await story.home(id, hospital);
    await story.world.advanceTo('2026-12-17T12:00:00Z');
    const task = await story.openTask(id, hospital);
    expect((await story.complete(task, { outcome: 'declined', askAgain: true })).status).toBe(200);
    expect((await statuses(story, id)).slice(1)).toEqual([
      ['extra-1', 'declined'],
      [2, 'planned'],
      [3, 'planned'],
    ]);
  });

  it('delays nothing: the hospital’s task and the point itself close when the next opens, though not before they are due', async () => {
    // as an older directory may have them: the first is still open when the second opens
    const story = await simulate({
      units: withUnit('kommune-3222', (unit) => ({
        ...unit,
        settings: { extraPoints: [named('P4W', 'P6W', 'P12W'), named('P10W', 'P11W', 'P12W')] },
      })),
    });
    const id = await story.start({ ...inOwn, readyFrom: '2026-11-30' });
    const first = async () => (await story.record(id)).tasks.at(-1);
    await story.world.advanceTo('2026-11-30T12:00:00Z');
    // the window would be six weeks, to 11 January; the extra point opens on 3 December, the task is due on 14 December
    expect(await first()).toMatchObject({ closesAt: '2026-12-14T07:00:00Z', dueAt: '2026-12-14T07:00:00Z' });
    await story.home(id, hospital);
    await story.world.advanceTo('2026-12-03T12:00:00Z');
    expect(await first()).toMatchObject({ point: 'extra-1', closesAt: '2027-01-14T07:00:00Z' });
    expect((await pointOf(story, id, 'extra-2'))?.opensAt).toBe('2027-01-14T07:00:00Z');
  });

  it('that was over before the patient came was never meant for this patient', async () => {
    const story = await simulate();
    const id = await story.start({
      ...inOwn,
      startAtPoint: 2,
      diagnosis: { ...base.diagnosis, date: '2026-08-10' },
    });
    expect((await statuses(story, id)).slice(0, 3)).toEqual([
      [1, 'cancelled'],
      ['extra-1', 'cancelled'],
      [2, 'open'],
    ]);
    expect(await story.notices('kommune-3222-koordinerende')).toEqual([]);
  });

  it('that is still to come is held in a late entry, too', async () => {
    const story = await simulate();
    const id = await story.start({ ...inOwn, startAtPoint: 2 });
    await story.world.advanceTo('2026-12-17T12:00:00Z');
    expect((await statuses(story, id)).slice(0, 2)).toEqual([
      [1, 'cancelled'],
      ['extra-1', 'open'],
    ]);
  });
});

describe('a move', () => {
  const move = (story: Story, id: string, municipality: Sample, eventId: string) =>
    story.report(id, hospital, { type: 'moved', municipality, eventId });

  it('exchanges them, both ways', async () => {
    const story = await simulate();
    const id = await story.start(inOwn);
    await move(story, id, plain, 'm1');
    expect((await statuses(story, id)).map(([point]) => point)).toEqual([1, 2, 3]);
    await move(story, id, own, 'm2');
    const points = (await statuses(story, id)).map(([point]) => point);
    expect(points).toEqual([1, expect.stringMatching(/^extra-/), 2, 3]);
  });

  it('takes one that has begun along; back again it is not asked for twice', async () => {
    const story = await simulate();
    const id = await story.start(inOwn);
    await story.home(id, hospital);
    await story.world.advanceTo('2026-12-18T12:00:00Z');
    const task = await story.openTask(id, hospital);
    await move(story, id, plain, 'm1');
    expect(await story.openTask(id, hospital)).toMatchObject({ taskId: task.taskId, unitId: 'kommune-3107' });
    // it is called what the municipality that it came from calls it
    expect(await pointOf(story, id, 'extra-1')).toMatchObject({ name: 'telefonsamtale' });
    await move(story, id, own, 'm2');
    expect(await story.openTask(id, hospital)).toMatchObject({ taskId: task.taskId, unitId: 'kommune-3222' });
    expect((await statuses(story, id)).map(([point]) => point)).toEqual([1, 'extra-1', 2, 3]);
  });

  it('to where nobody is known waits with one that has begun; taken back, it is as it was', async () => {
    const story = await simulate();
    const id = await story.start(inOwn);
    await story.home(id, hospital);
    await story.world.advanceTo('2026-12-18T12:00:00Z');
    const before = await pointOf(story, id, 'extra-1');
    await move(story, id, { number: '3220', district: null }, 'm1');
    expect(await pointOf(story, id, 'extra-1')).toMatchObject({ status: 'planned', taskId: null });
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'route-manually' });
    await story.report(id, hospital, { type: 'retracted', retracts: 'm1', reason: 'x' });
    expect(await pointOf(story, id, 'extra-1')).toEqual(before);
    expect((await statuses(story, id)).map(([point]) => point)).toEqual([1, 'extra-1', 2, 3]);
    // and a no to sharing closes it; a yes after that opens it again
    await story.report(id, hospital, { type: 'answers-changed', answers: { shareWithMunicipality: false } });
    expect(await pointOf(story, id, 'extra-1')).toMatchObject({ status: 'planned' });
    await story.world.advanceTo('2026-12-19T12:00:00Z');
    await story.report(id, hospital, { type: 'answers-changed', answers: { shareWithMunicipality: true } });
    expect(await pointOf(story, id, 'extra-1')).toMatchObject({ status: 'open', taskId: before?.taskId });
  });

  it('to a municipality whose point was over before the patient came there leaves that out', async () => {
    const story = await simulate();
    const id = await story.start({ ...base, municipality: plain });
    await story.home(id, hospital);
    await story.world.advanceTo('2027-01-20T12:00:00Z');
    await move(story, id, own, 'm1');
    expect((await statuses(story, id)).map(([point]) => point)).toEqual([1, 2, 3]);
    expect(await story.notices('kommune-3222-koordinerende')).toEqual([]);
  });

  it('while the pathway rests counts once it goes on', async () => {
    const story = await simulate();
    const id = await story.start(inOwn);
    await story.report(id, hospital, { type: 'withdrawn', eventId: 'end' });
    await move(story, id, plain, 'm1');
    await story.report(id, hospital, { type: 'retracted', retracts: 'end', reason: 'x' });
    expect((await statuses(story, id)).map(([point]) => point)).toEqual([1, 2, 3]);
  });
});

describe('points agreed with the patient', () => {
  const agreed = [named('P6M', 'P7M', 'P8M'), named('P2M', 'P10W', 'P11W'), named('P19M', 'P20M', 'P24M')];

  it('stand beside the three in the order of their windows, and the last of all ends the pathway', async () => {
    const story = await simulate();
    const id = await story.start({ ...base, extraPoints: agreed });
    expect((await statuses(story, id)).map(([point]) => point)).toEqual([
      1,
      'extra-2',
      2,
      'extra-1',
      3,
      'extra-3',
    ]);
    await story.home(id, hospital);
    for (;;) {
      const next = (await pointsOf(story, id)).find(({ status }) => status === 'planned');
      if (next === undefined) break;
      await story.world.advanceTo(next.opensAt);
      const task = await story.openTask(id, hospital);
      expect((await story.pathway(id, hospital)).status).toBe('active');
      expect((await story.complete(task, story.assessed())).status).toBe(200);
    }
    const view = await story.pathway(id, hospital);
    expect([view.status, view.endedAt.slice(0, 10)]).toEqual(['completed', '2028-06-05']);
    expect((await statuses(story, id)).map(([, status]) => status)).toEqual(Array(6).fill('completed'));
    // no execution lives longer than AWS lets it
    for (const { startDate, stopDate } of await story.listed())
      expect(((stopDate ?? startDate) - startDate) / 86_400).toBeLessThan(331);
  });

  it('come with the municipality’s own, each by its number', async () => {
    const story = await simulate();
    const id = await story.start({ ...inOwn, extraPoints: agreed });
    expect((await statuses(story, id)).map(([point]) => point)).toEqual([
      1,
      'extra-4',
      'extra-2',
      2,
      'extra-1',
      3,
      'extra-3',
    ]);
    await story.report(id, hospital, { type: 'moved', municipality: plain });
    expect((await statuses(story, id)).map(([point]) => point)).toEqual([
      1,
      'extra-2',
      2,
      'extra-1',
      3,
      'extra-3',
    ]);
  });

  const wrong: readonly (readonly [string, readonly (ExtraPoint & { name: string })[], string])[] = [
    ['closes before it is due', [named('P6W', 'P9W', 'P8W')], 'extraPoints.0'],
    ['is due when it opens', [named('P6W', 'P6W', 'P8W')], 'extraPoints.0'],
    ['runs into point 2', [named('P2M', 'P3M', 'P4M')], 'extraPoints.0'],
    ['runs into point 3', [named('P11M', 'P12M', 'P13M')], 'extraPoints.0'],
    ['runs into another', [named('P6M', 'P7M', 'P8M'), named('P7M', 'P8M', 'P9M')], 'extraPoints.1'],
  ];
  it.each(wrong)('one that %s is refused', async (_, extraPoints, path) => {
    const story = await simulate();
    const answer = await story.send({ ...base, extraPoints });
    expect([answer.status, answer.body.errors.map((error: Sample) => error.path)]).toEqual([422, [path]]);
    expect(story.writes).toEqual([]);
  });

  it('what they are called is in no record', async () => {
    const story = await simulate();
    const id = await story.start({ ...base, extraPoints: [named('P6M', 'P7M', 'P8M', 'Uilunavn')] });
    expect(JSON.stringify(await story.record(id))).not.toContain('Uilunavn');
    expect((await story.world.ports.store.getPatient(id))?.extraPointNames).toEqual(['Uilunavn']);
  });
});
