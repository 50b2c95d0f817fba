import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { another, palliative, type Sample, type Story, simulate, units } from '../support/simulated.ts';
import { isProblem, marker, refused } from './refusals.ts';

/** Every route that takes a body, with one that it takes, and the caller whose it is. */
interface Taking {
  readonly route: string;
  readonly caller: SimulatedCaller;
  readonly path: Readonly<Record<string, string>>;
  readonly body: Sample;
}

const hospital: SimulatedCaller = { role: 'coordinator', unitId: 'so-lindrende' };
const system: SimulatedCaller = { role: 'hospital-system', unitId: 'so-lindrende' };
let story: Story;
let taking: readonly Taking[];
let asking: readonly Omit<Taking, 'body'>[];

beforeAll(async () => {
  story = await simulate();
  const pathwayId = await story.start(another(1));
  const { taskId } = await story.openTask(pathwayId, 'so-lindrende');
  const ended = await story.start(another(2));
  await story.home(ended, 'so-lindrende');
  const [notice] = await story.notices('fastlege-4');
  const unit = units.find((other) => other.unitId === 'kommune-3209');
  taking = [
    {
      route: 'POST /pathways',
      caller: system,
      path: {},
      body: {
        ...palliative,
        patient: { ...palliative.patient, phone: '+4799999999', guardian: { name: 'N', phone: '12345678' } },
        hospital: { unitId: 'so-lindrende', contact: { name: 'N', role: 'r', phone: '12345678' } },
        otherHospital: { unitId: 'so-kreftpoliklinikk' },
        readyFrom: '2026-12-01',
        dischargedOn: '2026-11-12',
        startAtPoint: 1,
      },
    },
    ...[
      { type: 'answers-changed', answers: { pathway: true } },
      { type: 'diagnosis-corrected', date: '2026-11-09', eventId: 'd' },
      { type: 'moved', municipality: { number: '0301', district: '12' }, gp: { unitId: 'fastlege-1' } },
      { type: 'retracted', retracts: 'd', reason: 'x' },
    ].map((body) => ({
      route: 'POST /pathways/{pathwayId}/events',
      caller: system,
      path: { pathwayId },
      body: { occurredOn: '2026-11-20', ...body },
    })),
    { route: 'POST /tasks/{taskId}/acceptance', caller: hospital, path: { taskId }, body: {} },
    { route: 'DELETE /tasks/{taskId}/acceptance', caller: hospital, path: { taskId }, body: {} },
    {
      route: 'PUT /tasks/{taskId}/appointment',
      caller: hospital,
      path: { taskId },
      body: { on: '2026-11-24' },
    },
    {
      route: 'POST /tasks/{taskId}/rejection',
      caller: hospital,
      path: { taskId },
      body: { reason: 'moved' },
    },
    ...[
      story.assessed({
        needs: [{ theme: 'nutrition', followUp: 'x', responsible: 'gp' }],
        distress: 4,
        esas: { tiredness: 3 },
        whatMatters: 'x',
        askGp: ['pain'],
        summary: 'x',
        answers: { pathway: true },
      }),
      { outcome: 'declined', askAgain: true, askAgainOn: '2027-01-01' },
      { outcome: 'not-held', reason: 'too-ill', tryAgainOn: '2026-12-01' },
      {
        outcome: 'done',
        note: 'x',
        appointmentOn: '2026-12-01',
        contactPerson: { name: 'N', phone: '12345678' },
        unitId: 'kommune-3105',
        checklist: ['accept'],
      },
    ].map((body) => ({ route: 'POST /tasks/{taskId}/completion', caller: hospital, path: { taskId }, body })),
    {
      route: 'DELETE /tasks/{taskId}/completion',
      caller: hospital,
      path: { taskId },
      body: { reason: 'x' },
    },
    {
      route: 'POST /tasks/{taskId}/transfer',
      caller: hospital,
      path: { taskId },
      body: { unitId: 'so-lindrende' },
    },
    {
      route: 'POST /tasks/{taskId}/questions',
      caller: hospital,
      path: { taskId },
      body: { text: 'x', unitId: 'kommune-3105' },
    },
    {
      route: 'POST /pathways/{pathwayId}/questions',
      caller: { role: 'coordinator', unitId: 'kommune-3105' },
      path: { pathwayId: ended },
      body: { text: 'x' },
    },
    {
      route: 'POST /questions/{questionId}/answer',
      caller: hospital,
      path: { questionId: `${ended}-q1` },
      body: { text: 'x' },
    },
    {
      route: 'POST /pathways/{pathwayId}/points/{n}/open',
      caller: { role: 'coordinator', unitId: 'kommune-3105' },
      path: { pathwayId: ended, n: '2' },
      body: {},
    },
    {
      route: 'POST /notices/{noticeId}/receipt',
      caller: { role: 'coordinator', unitId: 'fastlege-4' },
      path: { noticeId: notice.noticeId },
      body: {},
    },
    {
      route: 'PUT /units/{unitId}',
      caller: { role: 'administrator' },
      path: { unitId: 'kommune-3209' },
      body: {
        ...unit,
        settings: { anchor: 'discharge', catchment: ['0301-12'], checklist: [{ text: 'x' }] },
      },
    },
  ];
  asking = [
    { route: 'GET /pathways', caller: system, path: {} },
    { route: 'GET /pathways/{pathwayId}', caller: system, path: { pathwayId } },
    { route: 'GET /changes', caller: system, path: {} },
    { route: 'GET /tasks', caller: hospital, path: {} },
    { route: 'GET /tasks/{taskId}', caller: hospital, path: { taskId } },
    { route: 'GET /notices', caller: hospital, path: {} },
    {
      route: 'GET /notices/{noticeId}',
      caller: { role: 'coordinator', unitId: 'fastlege-4' },
      path: { noticeId: notice.noticeId },
    },
    { route: 'GET /units', caller: hospital, path: {} },
    { route: 'GET /units/{unitId}', caller: hospital, path: { unitId: 'kommune-3209' } },
  ];
});

/** One of each route. */
const routes = () => [...new Map(taking.map((one) => [one.route, one])).values()];
const send = ({ route, caller, path }: Taking, request: Sample): Promise<Answer> =>
  story.world.call(route, caller, { path, ...request });
const json = { 'Content-Type': 'application/json' };

describe('every route that takes a body', () => {
  it('answers 400 to what is not JSON, and to JSON that is no object', async () => {
    for (const one of routes()) {
      for (const rawBody of [
        '',
        '{',
        `{"${marker}": }`,
        marker,
        "{'a': 1}",
        '{"a":1}}',
        '\u0000',
        '\uFEFF{}',
      ])
        await refused(story, 400, 'not-json', () => send(one, { rawBody, headers: json }));
      for (const rawBody of ['[]', 'null', '1', `"${marker}"`, 'true', '[{}]', `["${marker}"]`])
        await refused(story, 400, 'not-the-schema', () => send(one, { rawBody, headers: json }));
    }
  });

  it('answers 413 to a body that is too large, and to one that is too large in bytes only', async () => {
    for (const one of routes()) {
      for (const rawBody of [
        JSON.stringify({ ...one.body, padding: marker.repeat(40_000) }),
        JSON.stringify({ ...one.body, padding: 'å'.repeat(60_000) }),
      ])
        await refused(story, 413, 'too-large', () => send(one, { rawBody, headers: json }));
    }
  });

  it('answers 415 to any other media type', async () => {
    for (const one of routes()) {
      for (const type of ['text/plain', 'application/xml', 'application/jsonp', `text/${marker}`, 'json'])
        await refused(story, 415, 'not-json-media', () =>
          send(one, { rawBody: JSON.stringify(one.body), headers: { 'content-type': type } }),
        );
      await refused(story, 415, 'not-json-media', () => send(one, { rawBody: '{"a":1}', headers: {} }));
    }
  });

  it('takes JSON by any of its names', async () => {
    const accept = routes().find((one) => one.route === 'POST /tasks/{taskId}/acceptance')!;
    for (const type of [
      'application/json;charset=utf-8',
      'Application/JSON',
      'application/problem+json',
      'application/json ; charset=utf-8',
    ])
      expect((await send(accept, { rawBody: '{}', headers: { 'CONTENT-TYPE': type } })).status).toBe(200);
  });

  it('survives keys that mean something to JavaScript', async () => {
    for (const one of routes()) {
      const rawBody =
        `{"__proto__": {"role": "administrator"}, "constructor": "${marker}", ${JSON.stringify(one.body).slice(1)}`.replace(
          ', }',
          '}',
        );
      const answer = await send(one, { rawBody, headers: json });
      expect(answer.status).toBeLessThan(500);
      if (answer.status >= 400) isProblem(answer);
    }
  });
});

describe('every route that names something', () => {
  it('answers 404 to a name longer than any, without asking the store for it', async () => {
    for (const { route, caller, path } of [...asking, ...taking]) {
      const [name] = Object.keys(path);
      if (name === undefined) continue;
      const long = `${marker.repeat(700)}-t1`;
      await refused(story, 404, 'not-found', () =>
        story.world.call(route, caller, { path: { [name]: long }, body: {} }),
      );
    }
    expect(JSON.stringify(story.world.audited())).not.toContain(marker.repeat(70));
  });
});

/** Any JSON, of which every text and every key can be known again. */
const text = fc.oneof(
  fc.constant(''),
  fc.string({ maxLength: 12 }).map((tail) => `${marker}${tail}`),
  fc.constantFrom('2026-02-30', '9999-12-31', '0000-00-00', '2026-11-10T25:61:00Z'),
);
const anything: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, 1.5, Number.MAX_SAFE_INTEGER),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** A body changed in one to three places: something else there, nothing there, or something more. */
const changes = fc.array(
  fc.record({ at: fc.nat(), how: fc.constantFrom('replace', 'delete', 'add'), value: anything, key: text }),
  { minLength: 1, maxLength: 3 },
);

type Change = typeof changes extends fc.Arbitrary<readonly (infer C)[]> ? C : never;

function changed(body: Sample, all: readonly Change[]): Sample {
  const copy = structuredClone(body);
  for (const { at, how, value, key } of all) {
    const places = placesOf(copy);
    const place = places[at % Math.max(1, places.length)];
    if (how === 'add' || place === undefined) (place?.holder ?? copy)[key] = value;
    else if (how === 'replace') place.holder[place.key] = value;
    else delete place.holder[place.key];
  }
  return copy;
}

function placesOf(value: Sample): readonly { holder: Sample; key: string }[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...placesOf(value[key])]);
}

async function holds(send: () => Promise<Answer>): Promise<void> {
  const before = story.writes.length;
  const answer = await send();
  expect(answer.status).toBeLessThan(500);
  if (answer.status >= 400) {
    isProblem(answer);
    expect(story.writes.slice(before)).toEqual([]);
  }
}

describe('whatever is sent', () => {
  it('is answered, never with a fault, and stored only if it is taken', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.oneof(changes, anything), async (which, how) => {
        const one = taking[which % taking.length] as Taking;
        const isChange =
          Array.isArray(how) && how.length > 0 && how.every((other) => other?.how !== undefined);
        const body = isChange ? changed(one.body, how as readonly Change[]) : how;
        await holds(() => send(one, { rawBody: JSON.stringify(body) ?? '', headers: json }));
      }),
      { numRuns: 600 },
    );
  });

  it('is looked for, never with a fault', async () => {
    const parameter = fc.oneof(
      text,
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('%', '%00', '..', '-t1', '-n1', 'P#x', '#', 'x'.repeat(5000)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        parameter,
        fc.dictionary(
          fc.constantFrom('limit', 'cursor', 'unitId', 'status', 'after', 'referralId', 'dryRun'),
          fc.oneof(parameter, fc.nat({ max: 120 }).map(String)),
        ),
        fc.boolean(),
        async (which, id, query, known) => {
          const all = [...asking, ...taking];
          const one = all[which % all.length] as Taking;
          const path = known ? one.path : Object.fromEntries(Object.keys(one.path).map((name) => [name, id]));
          await holds(() =>
            story.world.call(one.route, one.caller, {
              path,
              query,
              ...(one.body === undefined ? {} : { body: one.body }),
            }),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
