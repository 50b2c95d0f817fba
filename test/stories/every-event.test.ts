import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PathwayRecord } from '../../domain/record.ts';
import { factsFor } from '../../domain/tasks.ts';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { seedOf } from '../support/dice.ts';
import { palliative, type Sample, type Story, simulate } from '../support/simulated.ts';

/** Each event of the interface: taken in once, from whom it may come, in any order, of an ended pathway too, and back. */

const hospital: string = palliative.hospital.unitId;
const municipality = 'kommune-3105';
const gp = 'fastlege-4';
const system: SimulatedCaller = { role: 'hospital-system', unitId: hospital };
const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
const route = 'POST /pathways/{pathwayId}/events';

interface Case {
  /** Marked H in the interface: a hospital's system alone reports it. */
  readonly hospitalOnly: boolean;
  readonly body: Sample;
}
const h = (body: Sample = {}): Case => ({ hospitalOnly: true, body });
const anybody = (body: Sample = {}): Case => ({ hospitalOnly: false, body });
const cases: Readonly<Record<string, Case>> = {
  'answers-changed': anybody({ answers: { cancerCoordinator: true, shareWithMunicipality: false } }),
  ready: h(),
  discharged: h(),
  'diagnosis-corrected': h({ date: '2026-11-12' }),
  'patient-corrected': anybody({ patient: { phone: '+4712345678' } }),
  moved: anybody({ municipality: { number: '3107', district: null }, gp: { unitId: 'fastlege-2' } }),
  transferred: h({ hospital: { unitId: 'so-kreftpoliklinikk' } }),
  'gp-changed': anybody({ gp: { unitId: 'fastlege-1' } }),
  'palliative-treatment-started': h(),
  'treatment-paused': h(),
  'treatment-ended': h(),
  'function-declining': anybody(),
  'esas-reported': anybody({ scores: { nausea: 5, 'pain-at-rest': 2 } }),
  'discharge-summary-sent': h({ reference: 'doc-1' }),
  'circumstances-changed': anybody({ circumstances: { municipalServices: true } }),
  'staff-blocked': anybody({ subject: 'whom-the-patient-knows' }),
  relapsed: h(),
  withdrawn: anybody(),
  deceased: anybody(),
  'moved-away': anybody(),
};
const ends: Readonly<Record<string, string>> = {
  relapsed: 'superseded',
  withdrawn: 'withdrawn',
  deceased: 'deceased',
  'moved-away': 'moved-away',
};
const types = Object.keys(cases);

/** A day of its own for each type, so that what occurred last is certain whatever comes in first. */
const occurredOn = (type: string) => `2026-11-${String(1 + types.indexOf(type)).padStart(2, '0')}`;
const event = (type: string, more: Sample = {}) => ({
  type,
  eventId: type,
  occurredOn: occurredOn(type),
  ...cases[type]?.body,
  ...more,
});
function report(story: Story, pathwayId: string, body: Sample, caller = system): Promise<Answer> {
  return story.world.call(route, caller, { path: { pathwayId }, body });
}
const retraction = (retracts: string, more: Sample = {}) => ({
  type: 'retracted',
  retracts,
  reason: 'x',
  occurredOn: '2026-11-20',
  eventId: `${retracts}-back`,
  ...more,
});

/** A patient at home, so that every unit of the pathway knows of it; no conversation is open. */
async function home(): Promise<{ story: Story; id: string }> {
  const story = await simulate();
  const id = await story.start(palliative);
  await story.home(id, hospital);
  return { story, id };
}

/** How a pathway stands, less what a report and its retraction rightly leave behind: notices and generations. */
const standing = (record: PathwayRecord) => ({
  status: record.status,
  facts: factsFor(record),
  points: record.points,
  open: record.tasks.filter(({ status }) => status === 'open' || status === 'accepted'),
  parts: record.relations
    .filter(({ until }) => until === null)
    .map(({ unitId }) => unitId)
    .toSorted(),
});

describe.each(types)('%s', (type) => {
  const isEnd = ends[type];
  const { hospitalOnly } = cases[type] as Case;

  it('is taken in, and told of in the timeline; the same again changes nothing', async () => {
    const { story, id } = await home();
    const first = await report(story, id, event(type));
    expect([first.status, first.body.eventId]).toEqual([202, type]);
    const record = await story.record(id);
    expect(record.events.filter((one) => one.eventId === type)).toMatchObject([
      { occurredOn: occurredOn(type) },
    ]);
    expect(record.status).toBe(isEnd ?? 'active');
    const { timeline } = await story.pathway(id, hospital);
    expect(timeline.filter((entry: Sample) => entry.type === type)).toHaveLength(1);
    const writes = story.writes.length;
    const again = await report(story, id, event(type));
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect(story.writes.length).toBe(writes);
  });

  it('comes from whom it may, and is refused to others without a trace', async () => {
    const { story, id } = await home();
    const writes = story.writes.length;
    const refused: [SimulatedCaller, number][] = [
      [{ role: 'administrator' }, 403],
      [coordinator('kommune-3107'), 404],
      [coordinator('fastlege-1'), 404],
      [{ role: 'hospital-system', unitId: 'ous-nevrokirurgi' }, 404],
    ];
    const involved = [coordinator(hospital), coordinator(municipality), coordinator(gp)];
    const outsiders = hospitalOnly
      ? [...refused, ...involved.map((caller): [SimulatedCaller, number] => [caller, 403])]
      : refused;
    for (const [caller, status] of outsiders) {
      const answer = await report(story, id, event(type), caller);
      expect([caller, answer.status]).toEqual([caller, status]);
    }
    expect(story.writes.length).toBe(writes);
    const insiders = hospitalOnly ? [system] : involved;
    for (const [n, caller] of insiders.entries()) {
      const there = await home();
      const answer = await report(there.story, there.id, event(type, { eventId: `by-${n}` }), caller);
      expect([caller, answer.status]).toEqual([caller, 202]);
    }
  });

  it('taken back leaves the pathway as it was; put back, as it had been', async () => {
    const { story, id } = await home();
    const before = standing(await story.record(id));
    await report(story, id, event(type));
    const after = standing(await story.record(id));
    expect((await report(story, id, retraction(type))).status).toBe(202);
    const retracted = standing(await story.record(id));
    // a unit that once had a part through a follow-up keeps it
    expect({ ...retracted, parts: [] }).toEqual({ ...before, parts: [] });
    await report(story, id, retraction(`${type}-back`));
    const again = standing(await story.record(id));
    expect([again.status, again.facts]).toEqual([after.status, after.facts]);
    expect(await story.executions('RUNNING')).toHaveLength(
      (await story.record(id)).executions.filter(({ status }) => status === 'RUNNING').length +
        (type === 'relapsed' ? 1 : 0),
    );
  });

  it('of a pathway that has ended is kept, and counts once the end is taken back', async () => {
    const gist = async (order: readonly Sample[]) => {
      const { story, id } = await home();
      for (const body of order) expect((await report(story, id, body)).status).toBe(202);
      const { status, facts, points, open, parts } = standing(await story.record(id));
      await story.world.close();
      return { status, facts, points, open: open.map(({ kind, unitId }) => [kind, unitId]), parts };
    };
    const end = { ...event('withdrawn'), eventId: 'the-end', occurredOn: '2026-11-20' };
    const back = retraction('the-end');
    const direct = await gist([event(type)]);
    const rested = await gist([end, event(type), back]);
    expect(rested).toEqual(direct);
  });

  it('taken back while the pathway rests has never been', async () => {
    const { story, id } = await home();
    const before = standing(await story.record(id));
    const end = { ...event('withdrawn'), eventId: 'the-end', occurredOn: '2026-11-20' };
    for (const body of [event(type), end, retraction(type), retraction('the-end')])
      expect((await report(story, id, body)).status).toBe(202);
    expect({ ...standing(await story.record(id)), parts: [] }).toEqual({ ...before, parts: [] });
  });
});

describe('events in any order', () => {
  const once = types.filter((type) => type !== 'relapsed');

  it('come to the same facts, and to the end that occurred first', async () => {
    const known = async (order: readonly string[]) => {
      const story = await simulate();
      const id = await story.start(palliative);
      for (const type of order) expect((await report(story, id, event(type))).status).toBe(202);
      const record = await story.record(id);
      const running = await story.executions('RUNNING');
      await story.world.close();
      return { facts: factsFor(record), status: record.status, running };
    };
    const seed = seedOf();
    console.info(`orders: seed ${seed}`);
    await fc.assert(
      fc.asyncProperty(
        fc
          .shuffledSubarray(once, { minLength: 2 })
          .chain((some) =>
            fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
          ),
        async ([one, other]) => {
          const [first, second] = [await known(one), await known(other)];
          const { readyAt: _, ...facts } = second.facts;
          expect(first.facts).toMatchObject(facts);
          expect(first.status).toBe(second.status);
          const firstEnd = once.find((type) => ends[type] !== undefined && one.includes(type));
          expect(first.status).toBe(firstEnd === undefined ? 'active' : ends[firstEnd]);
          // after an end nothing runs
          expect(first.running.length > 0).toBe(firstEnd === undefined);
        },
      ),
      { numRuns: 40, seed },
    );
  });

  it.each([
    ['withdrawn', 'deceased'],
    ['deceased', 'withdrawn'],
    ['moved-away', 'deceased'],
    ['deceased', 'moved-away'],
  ])('%s and then %s: one end, which lasts until both are taken back', async (one, other) => {
    const { story, id } = await home();
    const status = async () => (await story.pathway(id, hospital)).status;
    const told = async () => (await story.record(id)).notices.filter(({ kind }) => kind === 'ended').length;
    await report(story, id, event(one));
    const once = await told();
    await report(story, id, event(other));
    expect(await status()).toBe(types.indexOf(one) < types.indexOf(other) ? ends[one] : ends[other]);
    expect(await told()).toBe(once);
    await report(story, id, retraction(one));
    expect(await status()).toBe(ends[other]);
    await report(story, id, retraction(other));
    expect(await status()).toBe('active');
    await story.world.advanceTo('2027-02-25T12:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment' });
  });

  it('what is not known cannot be taken back, and a retraction by its own id is no event of another type', async () => {
    const { story, id } = await home();
    const unknown = await report(story, id, retraction('never-was'));
    expect([unknown.status, unknown.body.errors[0].path]).toEqual([422, 'retracts']);
    await report(story, id, event('ready'));
    expect((await report(story, id, { ...event('deceased'), eventId: 'ready' })).status).toBe(409);
  });
});

describe('a yes after the end', () => {
  const yes = (answers: Sample, eventId = 'yes') => ({
    type: 'answers-changed',
    answers,
    occurredOn: '2026-11-20',
    eventId,
  });
  const status = async (story: Story, id: string) => (await story.pathway(id, hospital)).status;
  // a coordinator who is wanted all the same would be asked for first
  const answers = { ...palliative.answers, cancerCoordinator: false };

  async function declined(): Promise<{ story: Story; id: string }> {
    const story = await simulate();
    const id = await story.start({ ...palliative, answers });
    await story.complete(await story.openTask(id, hospital), { outcome: 'declined', askAgain: false });
    expect(await status(story, id)).toBe('declined');
    return { story, id };
  }

  it('that was a no has the hospital hold the conversation now', async () => {
    const { story, id } = await declined();
    await report(story, id, yes({ pathway: true }));
    expect(await status(story, id)).toBe('active');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: hospital });
    await story.home(id, hospital);
    await story.world.advanceTo('2028-08-01T12:00:00Z');
    expect(await status(story, id)).toBe('completed');
  });

  it('that was silence has the hospital hold it, too', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      answers: { ...answers, pathway: null, shareWithMunicipality: null },
    });
    await story.world.advanceTo('2027-06-01T12:00:00Z');
    expect(await status(story, id)).toBe('lapsed');
    await story.report(id, hospital, { type: 'answers-changed', answers: { pathway: true } });
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: hospital });
    await story.world.advanceTo('2027-06-02T12:00:00Z');
    expect(await status(story, id)).toBe('active');
  });

  it('to all that it takes goes on where it was left', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      answers: { ...answers, pathway: null, shareWithMunicipality: null },
    });
    await story.world.advanceTo('2027-06-01T12:00:00Z');
    await story.report(id, hospital, {
      type: 'answers-changed',
      answers: { pathway: true, shareWithMunicipality: true },
    });
    // the first conversation was missed, and point 2 is over: the third is still to come
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake' });
    expect((await story.pathway(id, hospital)).points.map((point: Sample) => point.status)).toEqual([
      'missed',
      'missed',
      'planned',
    ]);
  });

  it('to sharing, where that was the no, goes home', async () => {
    const story = await simulate();
    const id = await story.start({ ...palliative, answers });
    const no = story.assessed({ answers: { shareWithMunicipality: false } });
    await story.complete(await story.openTask(id, hospital), no);
    await story.world.advanceTo('2026-12-20T12:00:00Z');
    await story.complete(await story.openTask(id, hospital), { outcome: 'declined', askAgain: false });
    expect(await status(story, id)).toBe('declined');
    const before = await story.record(id);
    await story.report(id, hospital, { type: 'answers-changed', answers: { pathway: true } });
    // the conversation has been held, and without sharing nothing can go on
    expect(await status(story, id)).toBe('declined');
    expect((await story.record(id)).notices).toEqual(before.notices);
    await story.report(id, hospital, { type: 'answers-changed', answers: { shareWithMunicipality: true } });
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake' });
  });

  it('to the pathway alone waits for the one to sharing where the patient has entered later', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      startAtPoint: 3,
      answers: { ...answers, pathway: null, shareWithMunicipality: null },
    });
    await story.world.advanceTo('2027-06-01T12:00:00Z');
    expect(await status(story, id)).toBe('lapsed');
    await story.report(id, hospital, { type: 'answers-changed', answers: { pathway: true } });
    expect(await status(story, id)).toBe('lapsed');
    await story.report(id, hospital, { type: 'answers-changed', answers: { shareWithMunicipality: true } });
    expect(await status(story, id)).toBe('active');
    expect((await story.pathway(id, hospital)).points.map((point: Sample) => point.status)).toEqual([
      'cancelled',
      'cancelled',
      'planned',
    ]);
  });

  it('that is no news changes nothing', async () => {
    const { story, id } = await declined();
    await report(story, id, yes({ shareWithMunicipality: true, cancerCoordinator: false }));
    expect(await status(story, id)).toBe('declined');
    const { story: over, id: completed } = await home();
    await over.world.advanceTo('2028-08-01T12:00:00Z');
    await over.report(completed, hospital, { type: 'answers-changed', answers: { pathway: true } });
    expect(await status(over, completed)).toBe('completed');
  });

  it('of a patient who has died since waits until that is taken back', async () => {
    const { story, id } = await declined();
    await report(story, id, { ...event('deceased'), occurredOn: '2026-11-20' });
    await report(story, id, yes({ pathway: true }));
    expect(await status(story, id)).toBe('declined');
    await report(story, id, retraction('deceased'));
    expect(await status(story, id)).toBe('active');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment' });
  });

  it('a corrected date may show that a window is still to come, unless the patient has died', async () => {
    const { story, id } = await home();
    await report(story, id, event('diagnosis-corrected', { date: '2024-11-10', eventId: 'slip' }));
    await story.world.advanceTo('2026-11-21T12:00:00Z');
    expect(await status(story, id)).toBe('completed');
    await report(story, id, { ...event('deceased'), occurredOn: '2026-11-20' });
    await report(story, id, retraction('slip'));
    expect(await status(story, id)).toBe('completed');
    await report(story, id, retraction('deceased'));
    expect(await status(story, id)).toBe('active');
    expect((await story.pathway(id, hospital)).points.map((point: Sample) => point.status)).toEqual([
      'completed',
      'planned',
      'planned',
    ]);
  });
});

describe('a first conversation that is held after it was missed', () => {
  it('tells the municipality, which had been told that there was none', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const task = await story.openTask(id, hospital);
    await story.world.advanceTo('2027-01-04T12:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake' });
    const late = await story.complete(task, story.assessed({ heldOn: '2027-01-03' }));
    expect(late.status).toBe(200);
    expect(await story.notices(municipality)).toMatchObject([{ kind: 'addendum', point: 1 }]);
    expect((await story.pathway(id, hospital)).points[0]).toMatchObject({ status: 'completed', late: true });
    const mail = story.messagesOf((await story.notices(municipality))[0].noticeId);
    expect(mail).toHaveLength(2);
  });

  it('does not tell one that has not been told, nor one that the patient does not share with', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const task = await story.openTask(id, hospital);
    await story.complete(task, story.assessed());
    expect(await story.notices(municipality)).toEqual([]);

    const other = await simulate();
    const second = await other.start(palliative);
    const missed = await other.openTask(second, hospital);
    await other.world.advanceTo('2027-01-04T12:00:00Z');
    const answers = { shareWithMunicipality: false };
    await other.complete(missed, other.assessed({ heldOn: '2027-01-03', answers }));
    expect(await other.noticeKinds(municipality)).not.toContain('addendum');
  });
});
