import { beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedCaller } from '../../local/simulation.ts';
import { another, type Sample, type Story, simulate, units } from '../support/simulated.ts';
import { marker, pathsOf, refused } from './refusals.ts';

const coordinator = (unitId: string): SimulatedCaller => ({ role: 'coordinator', unitId });
const system: SimulatedCaller = { role: 'hospital-system', unitId: 'so-lindrende' };
const hospital = 'so-lindrende';
const many = 60;
let story: Story;
const started: string[] = [];

type Query = Readonly<Record<string, string>>;
const list = (route: string, caller: SimulatedCaller, query: Query = {}) =>
  story.world.call(route, caller, { query });

/** Every item of a list, page by page. */
async function all(route: string, caller: SimulatedCaller, query: Query = {}): Promise<readonly Sample[]> {
  const items: Sample[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(route, caller, { ...query, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.status).toBe(200);
    expect(page.body.items.length).toBeLessThanOrEqual(Number(query.limit ?? 25));
    items.push(...page.body.items);
    cursor = page.body.cursor;
    // a cursor promises more
    if (cursor !== undefined) expect(page.body.items.length).toBe(Number(query.limit ?? 25));
  } while (cursor !== undefined);
  return items;
}

beforeAll(async () => {
  story = await simulate();
  for (let n = 0; n < many; n += 1) {
    // a few at each instant, so that lists have ties
    if (n % 3 === 0)
      await story.world.advanceTo(new Date(Date.parse('2026-11-20T09:00:00Z') + n * 60_000).toISOString());
    started.push(await story.start(another(n)));
  }
});

describe.each([
  ['GET /pathways', {}, (item: Sample) => item.pathwayId],
  ['GET /pathways', { status: 'active' }, (item: Sample) => item.pathwayId],
  ['GET /tasks', {}, (item: Sample) => item.pathwayId],
  ['GET /tasks', { status: 'open' }, (item: Sample) => item.pathwayId],
] as const)('%s %j', (route, query, idOf) => {
  it.each(['1', '7', '25', '100'])('gives everything once, %s at a time', async (limit) => {
    const items = await all(route, coordinator(hospital), { ...query, limit });
    expect(items.map(idOf).toSorted()).toEqual(started.toSorted());
    const sortedBy = items.map((item) => item.startedAt ?? item.dueAt);
    expect(sortedBy).toEqual(sortedBy.toSorted());
  });

  it('gives 25 where no limit is named', async () => {
    expect((await list(route, coordinator(hospital), query)).body.items).toHaveLength(25);
  });
});

describe('every list', () => {
  const routes = [
    ['GET /pathways', system],
    ['GET /tasks', coordinator(hospital)],
    ['GET /notices', coordinator(hospital)],
    ['GET /changes', system],
    ['GET /units', coordinator(hospital)],
  ] as const;
  it.each(routes)('%s refuses limits and cursors that are none', async (route, caller) => {
    for (const limit of ['0', '101', '-1', '1.5', marker, '', '1e9', 'NaN', 'Infinity']) {
      const answer = await refused(story, 400, 'not-the-schema', () => list(route, caller, { limit }));
      expect(pathsOf(answer)).toEqual(['limit']);
    }
    for (const cursor of [
      marker,
      '%',
      'W10',
      Buffer.from('["a","b","c","d"]').toString('base64url'),
      Buffer.from('{"x":1}').toString('base64url'),
      Buffer.from('[1,2,3,4]').toString('base64url'),
      'x'.repeat(2000),
    ])
      await refused(story, 400, 'bad-cursor', () => list(route, caller, { cursor }));
    await refused(story, 400, 'not-the-schema', () => list(route, caller, { cursor: 'x'.repeat(2001) }));
  });

  it('refuses the cursor of another list', async () => {
    const { cursor } = (await list('GET /tasks', coordinator(hospital), { limit: '1' })).body;
    expect(cursor).toEqual(expect.any(String));
    for (const [route, caller, query] of [
      ['GET /tasks', coordinator(hospital), { status: 'open' }],
      ['GET /tasks', coordinator('kommune-3105'), {}],
      ['GET /pathways', coordinator(hospital), {}],
      ['GET /changes', system, {}],
      ['GET /units', system, {}],
    ] as const)
      await refused(story, 400, 'bad-cursor', () => list(route, caller, { ...query, cursor }));
  });

  it('ignores parameters it does not know', async () => {
    for (const [route, caller] of routes)
      expect((await list(route, caller, { unheardOf: marker })).status).toBe(200);
  });

  it('is a unit’s own', async () => {
    for (const route of ['GET /tasks', 'GET /notices', 'GET /pathways']) {
      for (const caller of [
        coordinator('kommune-3105'),
        coordinator('siv-koordinerende'),
        // the unit above sees deadlines, and whose patients they are of it does not
        ...(route === 'GET /tasks' ? [] : [coordinator('so-koordinerende')]),
        { role: 'hospital-system', unitId: 'ahus-lunge' } as const,
        { role: 'administrator' } as const,
      ])
        await refused(story, 403, 'forbidden', () => list(route, caller, { unitId: hospital }));
      await refused(story, 403, 'forbidden', () => list(route, system, { unitId: marker }));
      expect((await list(route, system, { unitId: 'so-kreftpoliklinikk' })).status).toBe(200);
      expect((await list(route, coordinator('kommune-3105'), {})).body).toEqual({ items: [] });
    }
  });
});

describe('GET /pathways', () => {
  it('finds one by its referral, in its own trust only', async () => {
    const find = (caller: SimulatedCaller) => list('GET /pathways', caller, { referralId: 'TEST-7' });
    const expected = [
      { pathwayId: started[7], status: 'active', startedAt: expect.any(String), until: null },
    ];
    expect((await find(system)).body.items).toEqual(expected);
    expect((await find(coordinator(hospital))).body.items).toEqual(expected);
    expect((await find(coordinator('so-kreftpoliklinikk'))).body.items).toEqual([]);
    expect((await find({ role: 'hospital-system', unitId: 'ahus-lunge' })).body.items).toEqual([]);
    await refused(story, 403, 'forbidden', () => find(coordinator('kommune-3105')));
    expect((await list('GET /pathways', system, { referralId: 'TEST-none' })).body.items).toEqual([]);
  });

  it('moves a pathway from one status to another, and keeps it among all', async () => {
    const id = started[3] as string;
    await story.report(id, hospital, { type: 'withdrawn' });
    const ids = async (query: Query) =>
      (await all('GET /pathways', coordinator(hospital), { limit: '100', ...query })).map(
        (item) => item.pathwayId,
      );
    expect(await ids({ status: 'active' })).not.toContain(id);
    expect(await ids({ status: 'withdrawn' })).toEqual([id]);
    expect(await ids({})).toContain(id);
    expect((await all('GET /tasks', coordinator(hospital), { limit: '100' })).length).toBe(many - 1);
    expect((await all('GET /tasks', coordinator(hospital), { status: 'cancelled' })).length).toBe(1);
    await refused(story, 400, 'not-the-schema', () => list('GET /pathways', system, { status: marker }));
    await refused(story, 400, 'not-the-schema', () =>
      list('GET /tasks', coordinator(hospital), { status: marker }),
    );
  });

  it('shows an administrator where a pathway stands, and not whom it is about', async () => {
    const answer = await story.read(started[5] as string, { role: 'administrator' });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty('patient');
    expect(answer.body).not.toHaveProperty('diagnosis');
    expect(answer.body.points).toHaveLength(3);
  });

  it('shows a municipality nothing before the hand-over, and a GP office nothing at all', async () => {
    const id = started[9] as string;
    for (const caller of [coordinator('kommune-3105'), coordinator('fastlege-4')])
      await refused(story, 404, 'not-found', () => story.read(id, caller));
    await story.home(id, hospital);
    expect((await story.read(id, coordinator('kommune-3105'))).body.patient).toBeDefined();
    await refused(story, 404, 'not-found', () => story.read(id, coordinator('fastlege-4')));
    await refused(story, 404, 'not-found', () => story.read(id, coordinator('kommune-3107')));
  });
});

describe('GET /changes', () => {
  it('tells everything once, oldest first, however often it is asked', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await list('GET /changes', system, {
        limit: '9',
        ...(after === undefined ? {} : { after }),
      });
      expect(page.status).toBe(200);
      if (page.body.items.length === 0) break;
      seen.push(...page.body.items.map((item: Sample) => item.position));
      after = page.body.next;
    }
    expect(seen).toEqual(seen.toSorted());
    expect(new Set(seen).size).toBe(seen.length);
    const paged = await all('GET /changes', system, { limit: '7' });
    expect(paged.map((item) => item.position)).toEqual(seen);
    expect(paged.filter((item) => item.type === 'pathway-started')).toHaveLength(many);
    expect(new Set(paged.map((item) => item.pathwayId))).toEqual(new Set(started));
    // ids, dates and enums only
    const names = new Set(paged.flatMap((item) => Object.keys(item)));
    expect([...names].toSorted()).toEqual(
      ['at', 'by', 'eventId', 'pathwayId', 'point', 'position', 'taskId', 'type', 'unitId'].toSorted(),
    );
  });

  it('goes on after an instant or a position, and tells the same where there is nothing', async () => {
    const nothing = await list('GET /changes', system, { after: '2099-01-01T00:00:00Z' });
    expect(nothing.body).toEqual({ items: [], next: '2099-01-01T00:00:00Z' });
    const { next } = (await list('GET /changes', system, { limit: '100', after: story.world.now() })).body;
    const id = await story.start(another(900));
    const after = await list('GET /changes', system, { limit: '100', after: next ?? story.world.now() });
    expect(after.body.items.map((item: Sample) => [item.pathwayId, item.type])).toContainEqual([
      id,
      'pathway-started',
    ]);
  });

  it('misses nothing of what happens in one second', async () => {
    const id = await story.start(another(901));
    let after = story.world.now();
    const heard: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      await story.report(id, hospital, {
        type: 'answers-changed',
        answers: { gpCopy: n % 2 === 0 },
        eventId: `c${n}`,
      });
      const page = await list('GET /changes', system, { limit: '100', after });
      heard.push(
        ...page.body.items.filter((item: Sample) => item.pathwayId === id).map((item: Sample) => item.type),
      );
      after = page.body.next;
    }
    expect(heard.filter((type) => type === 'answers-changed')).toHaveLength(12);
  });

  it('is for a trust’s systems', async () => {
    for (const caller of [coordinator(hospital), { role: 'administrator' } as const])
      await refused(story, 403, 'forbidden', () => list('GET /changes', caller));
    const other = await all('GET /changes', { role: 'hospital-system', unitId: 'ahus-lunge' });
    expect(other).toEqual([]);
  });
});

describe('notices', () => {
  it('are listed to the unit they are for, oldest first, and acknowledged by it', async () => {
    const ids = started.slice(20, 50);
    for (const id of ids) await story.home(id, hospital);
    const gp = coordinator('fastlege-4');
    const notices = await all('GET /notices', gp, { limit: '4' });
    const ours = notices.filter((notice) => ids.includes(notice.pathwayId));
    expect(ours.map((notice) => notice.pathwayId).toSorted()).toEqual(ids.toSorted());
    expect(ours[0]).toEqual({
      noticeId: expect.stringMatching(/-n1$/),
      pathwayId: expect.any(String),
      kind: 'assessment',
      unitId: 'fastlege-4',
      at: expect.any(String),
      point: 1,
      asked: [],
      receivedAt: null,
    });
    const { noticeId } = ours[0] as { noticeId: string };
    const receive = (caller: SimulatedCaller, id = noticeId) =>
      story.world.call('POST /notices/{noticeId}/receipt', caller, { path: { noticeId: id }, body: {} });
    for (const caller of [
      coordinator('fastlege-1'),
      coordinator(hospital),
      coordinator('kommune-3105'),
      system,
      { role: 'administrator' } as const,
    ])
      await refused(story, 404, 'not-found', () => receive(caller));
    for (const id of [marker, `${ours[0]?.pathwayId}-n99`, `${ours[0]?.pathwayId}-t1`])
      await refused(story, 404, 'not-found', () => receive(gp, id));
    const first = await receive(gp);
    expect(first).toMatchObject({ status: 200, body: { noticeId, receivedAt: story.world.now() } });
    const before = story.writes.length;
    expect((await receive(gp)).body).toEqual(first.body);
    expect(story.writes.length).toBe(before);
    const listed = (await all('GET /notices', gp, { limit: '100' })).find(
      (other) => other.noticeId === noticeId,
    );
    expect(listed).toEqual(first.body);
  });

  it('say what is asked of the GP', async () => {
    const id = started[55] as string;
    const task = await story.openTask(id, hospital);
    await story.complete(task, story.assessed({ askGp: ['pain', 'sick-leave'] }));
    const notice = (await all('GET /notices', coordinator('fastlege-4'), { limit: '100' })).find(
      (other) => other.pathwayId === id,
    );
    expect(notice).toMatchObject({ kind: 'assessment', asked: ['pain', 'sick-leave'] });
  });
});

describe('units', () => {
  const read = (unitId: string, caller: SimulatedCaller) =>
    story.world.call('GET /units/{unitId}', caller, { path: { unitId } });
  const write = (unitId: string, body: unknown, caller: SimulatedCaller = { role: 'administrator' }) =>
    story.world.call('PUT /units/{unitId}', caller, { path: { unitId }, body });
  const unit = units.find((other) => other.unitId === 'kommune-3105')!;

  it('are listed by id; who their contacts are only for administrators and themselves', async () => {
    const listed = await all('GET /units', coordinator('kommune-3105'), { limit: '10' });
    expect(listed.map((other) => other.unitId)).toEqual(units.map((other) => other.unitId).toSorted());
    expect(listed.filter((other) => other.contacts !== undefined).map((other) => other.unitId)).toEqual([
      'kommune-3105',
    ]);
    const administrator = await all('GET /units', { role: 'administrator' });
    expect(administrator.every((other) => other.contacts.length > 0)).toBe(true);
  });

  it('are read one by one, with how often each was written', async () => {
    const revision = 1;
    expect((await read('kommune-3105', { role: 'administrator' })).body).toEqual({
      ...unit,
      revision,
    });
    expect((await read('kommune-3105', coordinator('kommune-3105'))).body).toEqual({
      ...unit,
      revision,
    });
    const { contacts: _, ...rest } = unit;
    for (const caller of [system, coordinator('kommune-3107'), coordinator('fastlege-4')])
      expect((await read('kommune-3105', caller)).body).toEqual({ ...rest, revision });
    await refused(story, 404, 'not-found', () => read(marker, system));
  });

  it('are written by administrators, added or replaced whole', async () => {
    const added = { ...unit, unitId: 'kommune-3107-ny', herId: '79999' };
    const first = await write('kommune-3107-ny', added);
    expect([first.status, first.body, first.headers.Location]).toEqual([
      201,
      added,
      '/units/kommune-3107-ny',
    ]);
    const second = await write('kommune-3107-ny', { ...added, name: 'Ny' });
    expect([second.status, second.body.name]).toEqual([200, 'Ny']);
    expect((await read('kommune-3107-ny', system)).body.name).toBe('Ny');
    for (const caller of [system, coordinator('kommune-3105'), coordinator('so-koordinerende')])
      await refused(story, 403, 'forbidden', () => write('kommune-3105', unit, caller));
  });

  const wrong: readonly (readonly [string, Sample, string])[] = [
    ['another id than the address', { unitId: 'other' }, 'unitId'],
    ['itself above it', { escalatesTo: 'kommune-3105' }, 'escalatesTo'],
    ['nobody known above it', { escalatesTo: marker }, 'escalatesTo'],
    ['a hospital without a trust', { kind: 'hospital' }, 'trust'],
  ];
  it.each(wrong)('answers 422 to %s', async (_, change, path) => {
    const answer = await refused(story, 422, 'rule-broken', () =>
      write('kommune-3105', { ...unit, ...change }),
    );
    expect(pathsOf(answer)).toEqual([path]);
  });

  const malformed: readonly (readonly [string, Sample])[] = [
    ['no name', { name: '' }],
    ['an unheard-of kind', { kind: marker }],
    ['an unheard-of channel', { channel: marker }],
    ['no contacts at all', { contacts: undefined }],
    ['a contact without an address', { contacts: [{ role: 'leader', language: 'nb' }] }],
    ['an address that is none', { contacts: [{ role: 'leader', language: 'nb', email: marker }] }],
    ['a number without its country', { contacts: [{ role: 'leader', language: 'nb', sms: '99999000' }] }],
    ['a language we do not write', { contacts: [{ role: 'leader', language: marker, sms: '+4799999000' }] }],
    ['a catchment in words', { settings: { catchment: [marker] } }],
    ['an anchor nobody counts from', { settings: { anchor: marker } }],
    [
      'an extra point after no duration',
      { settings: { extraPoints: [{ name: 'x', opensAfter: marker, dueAfter: 'P1M', closesAfter: 'P2M' }] } },
    ],
  ];
  it.each(malformed)('answers 400 to %s', async (_, change) => {
    await refused(story, 400, 'not-the-schema', () => write('kommune-3105', { ...unit, ...change }));
  });
});
