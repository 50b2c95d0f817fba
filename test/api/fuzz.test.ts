import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexUnits, unitById } from '../../domain/directory.ts';
import type { PathwayRecord } from '../../domain/record.ts';
import type { Log, LogFields } from '../../functions/shared/log.ts';
import type { Answer, SimulatedCaller } from '../../local/simulation.ts';
import { seedOf } from '../support/dice.ts';
import { another, type Sample, units } from '../support/simulated.ts';
import { described } from './authorisation/described.ts';
import {
  demanded,
  type Relation,
  type RelationName,
  type Row,
  relations,
  rows,
} from './authorisation/table.ts';
import {
  openWorld,
  type Situation,
  type Subject,
  situations,
  type World,
  wordsOf,
} from './authorisation/world.ts';
import { fits } from './fits.ts';
import { type Body, bodies, type Known, marker, mutated, parts, queries } from './fuzz/generators.ts';

/**
 * Requests of every route that nobody should send. `FUZZ_RUNS` says how many a route, `FUZZ_SEED` which; where CI runs they
 * are always the same.
 */
const runs = Number(process.env.FUZZ_RUNS ?? 30);
const seed = Number(process.env.FUZZ_SEED ?? seedOf());
/** Patients in each situation. */
const howMany = 3;

interface Request extends Body {
  readonly caller: SimulatedCaller;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

const routes = described.filter(({ isOpen }) => !isOpen);
const callers: readonly SimulatedCaller[] = [
  ...new Map(
    Object.values<Relation>(relations).map(({ caller }) => [JSON.stringify(caller), caller]),
  ).values(),
];

let world: World;
let subjects: readonly (readonly [Situation, Subject])[];
let known: Known;
const logged: string[] = [];
const log: Log = {
  info: (event, fields) => void logged.push(lineOf(event, fields)),
  error: (event, fields) => void logged.push(lineOf(event, fields)),
};

/** What would be written if nothing were filtered. */
function lineOf(event: string, { error, ...fields }: LogFields = {}): string {
  const { name, message, stack } = (error ?? {}) as Error;
  return JSON.stringify({ event, ...fields, name, message, stack });
}

beforeAll(async () => {
  world = await openWorld(
    Object.fromEntries(situations.map((one) => [one, howMany])) as Record<Situation, number>,
    { log },
  );
  subjects = situations.flatMap((one) => world.all(one).map((subject) => [one, subject] as const));
  const ids = (of: (subject: Subject) => unknown[]) =>
    fc.constantFrom(...subjects.flatMap(([, subject]) => of(subject)));
  known = {
    pathwayId: ids(({ pathwayId }) => [pathwayId]),
    taskId: ids((one) => [
      one.municipalTask,
      one.hospitalTask,
      one.formerTask,
      one.formerIntake,
      one.findingTask,
    ]),
    noticeId: ids((one) => [one.gpNotice, one.formerNotice]),
    questionId: ids(({ question }) => [question]),
    unitId: fc.constantFrom(...units.map(({ unitId }) => unitId)),
    escalatesTo: fc.constantFrom(null, ...units.map(({ unitId }) => unitId)),
    cohortId: fc.constantFrom('pilot', 'none'),
    n: fc.constantFrom('1', '2', '3', 'extra-1'),
    referralId: fc.oneof(
      ids(({ referralId }) => [referralId]),
      fc.nat(1e6).map((n) => `F-${n}`),
    ),
    nationalId: fc.nat(30_000).map((n) => another(10_000 + n).patient.nationalId),
    name: fc.constant(`${marker} ${marker}sen`),
    number: fc.constantFrom('3105', '3107', '3212', '0301', '3909'),
    district: fc.constantFrom(null, '12', '10'),
    trust: fc.constantFrom('so', 'siv', 'ahus', 'ous'),
    occurredOn: fc
      .integer({ min: -300, max: 0 })
      .map((n) => new Date(Date.UTC(2027, 10, 24 + n)).toISOString().slice(0, 10)),
    heldOn: fc.constantFrom('2027-11-24', '2027-11-20', '2027-01-01'),
    cursor: fc.constantFrom('', 'x', 'bnVsbA', Buffer.from('["a","b","c","d"]').toString('base64url')),
  };
}, 60_000);

/**
 * Whether a caller has to do with a patient as things are now, whatever has been done to them: by a part, a task, a
 * notice, a question; `knows` where it may know of the pathway, and not of whom it is about.
 */
async function concern(
  { role, unitId }: SimulatedCaller,
  record: PathwayRecord,
): Promise<'has' | 'knows' | 'nothing'> {
  if (role === 'administrator') return 'knows';
  const directory = indexUnits((await world.story.world.ports.store.readDirectory()).units);
  const trustOf = (id: string) => unitById(directory, id)?.trust;
  const trust = trustOf(unitId ?? '');
  // what was told to the unit above whoever was to act does not say whom it is about
  const toldWhom = record.notices.filter(({ above }) => above !== true);
  const has = [...record.relations, ...record.tasks, ...toldWhom, ...record.questions].map(
    (one) => one.unitId,
  );
  const asked = record.questions.map(({ askedBy }) => askedBy);
  const own = [...has, ...asked];
  if (role === 'hospital-system')
    return trust === record.trust || own.some((id) => trustOf(id) === trust) ? 'has' : 'nothing';
  if (own.includes(unitId ?? '')) return 'has';
  const isAbove = own.some((id) => unitById(directory, id)?.escalatesTo === unitId);
  return isAbove || trust === record.trust ? 'knows' : 'nothing';
}

/** What must hold of any answer to anything. */
async function hold(route: string, request: Request): Promise<Answer> {
  const { story } = world;
  const [wrote, audited, lines] = [story.writes.length, story.world.audited().length, logged.length];
  const answer = await story.world.call(route, request.caller, request);
  const text = JSON.stringify(answer.body ?? null);
  expect(answer.status).toBeLessThan(500);
  if (answer.status >= 400) {
    expect(answer.headers['Content-Type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body).toMatchObject({
      type: expect.any(String),
      title: expect.any(String),
      status: answer.status,
    });
    expect(text.toLowerCase()).not.toContain(marker.toLowerCase());
    expect(story.writes.slice(wrote)).toEqual([]);
  }
  fits(route, answer);
  expect(logged.slice(lines).filter((line) => line.includes(marker))).toEqual([]);
  expect(JSON.stringify(story.world.audited().slice(audited))).not.toContain(marker);
  await showsNobodyElse(request, text);
  return answer;
}

/** A patient's pathway, and those that relapses have opened since. */
async function recordsOf(pathwayId: string): Promise<readonly PathwayRecord[]> {
  const record = await world.story.record(pathwayId);
  const followers = record.events.flatMap((event) => (event.type === 'relapsed' ? [event.followedBy] : []));
  return [record, ...(await Promise.all(followers.map(recordsOf))).flat()];
}

async function showsNobodyElse({ caller, ...sent }: Request, text: string): Promise<void> {
  const own = JSON.stringify(sent);
  for (const [situation, subject] of subjects) {
    const words = [subject.nationalId, ...Object.values(wordsOf(situation))];
    const shown = words.filter((word) => text.includes(word) && !own.includes(word));
    const isNamed = text.includes(subject.pathwayId) && !own.includes(subject.pathwayId);
    if (shown.length === 0 && !isNamed) continue;
    const patients = await Promise.all(world.all(situation).map((one) => recordsOf(one.pathwayId)));
    const found = await Promise.all(patients.flat().map((record) => concern(caller, record)));
    // the words are those of all in the situation
    const may = shown.length === 0 ? ['has', 'knows'] : ['has'];
    expect(
      found.filter((one) => may.includes(one)),
      `${shown} to ${caller.unitId}`,
    ).not.toEqual([]);
  }
}

const names = Object.keys(relations) as readonly RelationName[];

/** A request that the table has, of somebody who may: then one thing in it is another, or its body is any that is described. */
function nearly(rows: readonly Row[], bodies: fc.Arbitrary<Body>): fc.Arbitrary<Request> {
  const somebody = (row: Row) =>
    fc.constantFrom(...row.may, ...names.filter((name) => demanded(row, name) !== undefined));
  return fc
    .constantFrom(...rows)
    .chain((row) =>
      fc.tuple(fc.constant(row), fc.oneof(fc.constantFrom(...row.may), somebody(row)), fc.nat(howMany - 1)),
    )
    .chain(([row, name, nth]) => {
      const { caller, at = 'home' }: Relation = relations[name];
      const { path = {}, query = {}, ...sent } = row.ask(world.all(at)[nth]!);
      const asked = { caller, path, query };
      const withBody = (body: fc.Arbitrary<Body>) => body.map((one): Request => ({ ...asked, ...one }));
      return fc.oneof(
        fc.constant<Request>({ ...asked, ...sent }),
        withBody(mutated(fc.constant(sent.body)).map((body) => ({ body }))),
        withBody(bodies),
        mutated(fc.constant({ path, query })).map((other) => ({ ...asked, ...sent, ...texts(other, path) })),
      );
    });
}

/** What addresses are made of is text: whatever else a mutation has put there is left out. No route is found without its path. */
function texts(other: unknown, inPath: Request['path']): Pick<Request, 'path' | 'query'> {
  const { path, query } = (other ?? {}) as Sample;
  const only = (some: unknown): Request['path'] =>
    Object.fromEntries(
      Object.entries(Object(some)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  const parts = only(path);
  return {
    path: Object.fromEntries(Object.entries(inPath).map(([name, value]) => [name, parts[name] ?? value])),
    query: only(query),
  };
}

describe('whatever is sent to', () => {
  it.each(routes.map((one, nth) => [one.route, one, nth] as const))(
    '%s, it is answered, and nobody learns of anybody else',
    async (route, { operation, path }, nth) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
      const sent = bodies(operation.requestBody?.content['application/json'].schema, known);
      const anything = fc
        .tuple(
          fc.constantFrom(...callers),
          parts(inPath, known),
          queries(operation.parameters ?? [], known),
          sent,
        )
        .map(([caller, parts, query, body]): Request => ({ caller, path: parts, query, ...body }));
      const request = fc.oneof(
        nearly(
          rows.filter((row) => row.route === route),
          sent,
        ),
        anything,
      );
      await fc.assert(
        fc.asyncProperty(request, async (one) => {
          await hold(route, one);
        }),
        { numRuns: runs, seed: seed + nth },
      );
    },
  );
});

describe('what was taken', () => {
  it('can be gone on with: by the sweep, and by every pathway for a year', async () => {
    const { story } = world;
    const trouble = () =>
      logged.filter((line) => /"event":"(step-failed|effect-failed|check-failed|request-failed)"/.test(line));
    expect(trouble()).toEqual([]);
    await story.world.sweep();
    await story.world.advanceTo('2028-11-24T09:00:00Z');
    expect(trouble()).toEqual([]);
    const badly = (await story.listed()).filter(
      ({ status }) => status === 'FAILED' || status === 'TIMED_OUT',
    );
    expect(badly).toEqual([]);
    expect(story.world.metrics.get('StalledPathways') ?? 0).toBe(0);
    expect(logged.filter((line) => line.includes(marker))).toEqual([]);
  }, 120_000);
});

afterAll(async () => {
  await world?.story.world.close();
});
