import { beforeAll, describe, expect, it } from 'vitest';
import type { Unit } from '../../domain/model.ts';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate, units } from '../support/simulated.ts';
import { marker, pathsOf, refused } from './refusals.ts';

/** `PUT /units/{unitId}` with settings, its dry run, and `POST /units/{unitId}/settings/application`. */

const administrator: SimulatedCaller = { role: 'administrator' };
const trusts = 'so-koordinerende';
const municipality = 'kommune-3105';
const above = 'kommune-3105-koordinerende';
const many = 12;
const unitOf = (unitId: string): Unit => units.find((unit) => unit.unitId === unitId)!;
let story: Story;

const write = (unitId: string, settings: Sample, query = {}, caller = administrator): Promise<Answer> =>
  story.world.call('PUT /units/{unitId}', caller, {
    path: { unitId },
    query,
    body: { ...unitOf(unitId), settings },
  });
const dryRun = (unitId: string, settings: Sample) => write(unitId, settings, { dryRun: 'true' });
const apply = (unitId: string, body: Sample = {}, caller = administrator): Promise<Answer> =>
  story.world.call('POST /units/{unitId}/settings/application', caller, { path: { unitId }, body });

const everything = {
  sendingHours: { from: '07:30', until: '17:00' },
  quietPeriods: [{ fromWeek: 28, toWeek: 31 }, { from: '12-20', to: '01-02' }, { beforeEaster: 5 }],
  windows: { 'point-2': { dueAfter: 'P3M2W', closesAfter: 'P5M' } },
  ladders: {
    'point-2': [
      { tell: 'coordinator', from: 'due', workingDays: -3 },
      { tell: 'leader', from: 'anchor', months: 4, when: 'not-accepted' },
    ],
  },
  registrationCodes: [{ event: 'point-2-held', code: 'K 12/B' }],
  letters: [
    { key: 'information', language: 'pl', title: '{municipality}', text: '{contactPerson}, {phone}' },
  ],
};

beforeAll(async () => {
  story = await simulate();
  for (let n = 0; n < many; n += 1) await story.start(another(n));
});

describe('settings', () => {
  it('are stored as they were sent, and read again', async () => {
    const answer = await write(municipality, everything);
    expect([answer.status, answer.body]).toEqual([200, { ...unitOf(municipality), settings: everything }]);
    const read = await story.world.call('GET /units/{unitId}', administrator, {
      path: { unitId: municipality },
    });
    expect(read.body.settings).toEqual(everything);
  });

  it('that do not hold are refused with their paths', async () => {
    const answer = await refused(story, 422, 'rule-broken', () =>
      write(municipality, {
        anchor: 'discharge',
        sendingHours: { from: '16:00', until: '08:00' },
      }),
    );
    expect(pathsOf(answer)).toEqual(['settings.anchor']);
    const ordered = await refused(story, 422, 'rule-broken', () =>
      write(trusts, {
        ...unitOf(trusts).settings,
        catchment: ['3105', '3212'],
        sendingHours: { from: '16:00', until: '08:00' },
        quietPeriods: [{ from: '01-01', to: '12-31' }],
        ladders: { question: [{ tell: 'leader', from: 'close' }] },
      }),
    );
    expect(pathsOf(ordered)).toEqual([
      'settings.catchment.1',
      'settings.ladders.question.0',
      'settings.sendingHours.until',
      'settings.quietPeriods',
    ]);
  });

  const malformed: readonly (readonly [string, Sample])[] = [
    ['a time that no clock shows', { sendingHours: { from: '24:00', until: '25:00' } }],
    ['a week 54', { quietPeriods: [{ fromWeek: 1, toWeek: 54 }] }],
    ['a period of no kind', { quietPeriods: [{ until: marker }] }],
    ['a month 13', { quietPeriods: [{ from: '13-01', to: '01-01' }] }],
    ['a ladder without rungs', { ladders: { question: [] } }],
    ['a rung for nobody', { ladders: { question: [{ tell: marker, from: 'due' }] } }],
    ['a rung of half a day', { ladders: { question: [{ tell: 'leader', from: 'due', days: 0.5 }] } }],
    [
      'days from the anchor',
      { ladders: { 'point-2': [{ tell: 'leader', from: 'anchor', months: 3, days: 1 }] } },
    ],
    ['no months from the anchor', { ladders: { 'point-2': [{ tell: 'leader', from: 'anchor' }] } }],
    ['a ladder of no task', { ladders: { unknown: [{ tell: 'leader', from: 'due' }] } }],
    ['a window of a task that has none', { windows: { question: { dueAfter: 'P1D', closesAfter: 'P2D' } } }],
    ['a window in hours', { windows: { 'point-2': { dueAfter: 'PT1H', closesAfter: 'P5M' } } }],
    ['six offers', { askAgain: { afterDays: 28, offersAtMost: 6 } }],
    ['a letter in no language', { letters: [{ key: 'a', language: `no ${marker}`, title: 'a', text: 'a' }] }],
    ['a code for nothing that is done', { registrationCodes: [{ event: marker, code: 'A' }] }],
    [
      'a code that a spreadsheet would run',
      { registrationCodes: [{ event: 'declined', code: `=${marker}` }] },
    ],
  ];
  it.each(malformed)('answers 400 to %s', async (_, settings) => {
    await refused(story, 400, 'not-the-schema', () => write(trusts, settings));
  });
});

describe('a dry run', () => {
  it('writes nothing, and says what could be applied to whom', async () => {
    const before = story.writes.length;
    const answer = await dryRun(trusts, {
      ...unitOf(trusts).settings,
      anchor: 'discharge',
      askAgain: { afterDays: 7, offersAtMost: 2 },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.affects).toEqual({ openPathways: many, changed: ['anchor', 'askAgain'] });
    expect(answer.body.unit.settings.anchor).toBe('discharge');
    expect(story.writes.slice(before)).toEqual([]);
    const read = await story.world.call('GET /units/{unitId}', administrator, { path: { unitId: trusts } });
    expect(read.body.settings).toEqual(unitOf(trusts).settings);
    expect(story.world.audited().at(-1)).toMatchObject({ action: 'try-unit', outcome: 'allowed' });
  });

  it('counts who lives there, for a municipality and the unit above it', async () => {
    for (const unitId of [municipality, above])
      expect((await dryRun(unitId, { quietPeriods: [] })).body.affects.openPathways).toBe(many);
    expect((await dryRun('kommune-3107', { quietPeriods: [] })).body.affects).toEqual({
      openPathways: 0,
      changed: ['quietPeriods'],
    });
  });

  it('says that nothing changes where what changes holds at once', async () => {
    const { body } = await dryRun(trusts, { ...unitOf(trusts).settings, registrationCodes: [] });
    expect(body.affects).toEqual({ openPathways: 0, changed: [] });
    const ward = await dryRun('so-lindrende', {});
    expect(ward.body.affects).toEqual({ openPathways: 0, changed: [] });
  });

  it('of a unit that is not there yet adds none', async () => {
    const path = { unitId: 'ny' };
    const answer = await story.world.call('PUT /units/{unitId}', administrator, {
      path,
      query: { dryRun: 'true' },
      body: { ...unitOf(municipality), unitId: 'ny' },
    });
    expect([answer.status, answer.body.affects]).toEqual([200, { openPathways: 0, changed: [] }]);
    await refused(story, 404, 'not-found', () =>
      story.world.call('GET /units/{unitId}', administrator, { path }),
    );
  });

  it('checks like a write', async () => {
    await refused(story, 422, 'rule-broken', () => dryRun(municipality, { anchor: 'diagnosis' }));
    await refused(story, 400, 'not-the-schema', () => write(trusts, {}, { dryRun: marker }));
  });
});

describe('an application', () => {
  it('changes what is to be changed once, page by page', async () => {
    await write(municipality, everything);
    const pages: Sample[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await apply(municipality, { limit: 5, ...(cursor && { cursor }) });
      expect(status).toBe(200);
      pages.push(body);
      cursor = body.cursor;
    } while (cursor !== undefined);
    expect(pages.map(({ applied, unchanged, failed }) => [applied, unchanged, failed])).toEqual([
      [5, 0, 0],
      [5, 0, 0],
      [2, 0, 0],
    ]);
    const before = story.writes.length;
    expect((await apply(municipality, { limit: 100 })).body).toEqual({
      applied: 0,
      unchanged: many,
      failed: 0,
    });
    expect(story.writes.slice(before)).toEqual([]);
    expect(story.world.audited().some(({ action }) => action === 'apply-settings')).toBe(true);
  });

  it('is for administrators, and for units that have settings', async () => {
    for (const caller of [
      { role: 'coordinator', unitId: trusts },
      { role: 'hospital-system', unitId: 'so-lindrende' },
    ] as const)
      await refused(story, 403, 'forbidden', () => apply(trusts, {}, caller));
    await refused(story, 404, 'not-found', () => apply(marker));
    for (const unitId of ['so-lindrende', 'fastlege-4'])
      await refused(story, 422, 'rule-broken', () => apply(unitId));
  });

  it.each(['x', '99.', '0.x', '0', '-1.'])('answers 400 to the cursor %s', async (cursor) => {
    await refused(story, 400, 'bad-cursor', () => apply(trusts, { cursor }));
  });

  it.each([{ limit: 0 }, { limit: 101 }, { replan: marker }])('answers 400 to %j', async (body) => {
    await refused(story, 400, 'not-the-schema', () => apply(trusts, body));
  });
});

describe('a fault at one pathway', () => {
  it('is counted, and does not keep the others from their turn', async () => {
    let broken = '';
    const faulty = await simulate({
      wrap: (ports) => ({
        ...ports,
        store: {
          ...ports.store,
          getPathway: async (pathwayId) => {
            if (pathwayId === broken) throw new Error('broken');
            return ports.store.getPathway(pathwayId);
          },
        },
      }),
    });
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.push(await faulty.start(another(n)));
    [, broken] = ids as [string, string];
    const path = { unitId: trusts };
    const again = () =>
      faulty.world.call('POST /units/{unitId}/settings/application', administrator, {
        path,
        body: { replan: true },
      });
    expect((await again()).body).toEqual({ applied: 2, unchanged: 0, failed: 1 });
    broken = '';
    expect((await again()).body).toEqual({ applied: 3, unchanged: 0, failed: 0 });
  });
});
