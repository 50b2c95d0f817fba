import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runningPlans } from '../../domain/plans.ts';
import type { PathwayRecord } from '../../domain/record.ts';
import { lastLookAt } from '../../domain/retention.ts';
import { rowsFor } from '../../domain/rows.ts';
import type { Answer } from '../../local/simulation.ts';
import { seedOf } from '../support/dice.ts';
import { advance, Died, type Fault, insist, mortal } from '../support/faults.ts';
import { another, palliative, type Sample, type Story, simulate } from '../support/simulated.ts';

/** What happens to a pathway while processes die, providers refuse, executions are lost and calls come twice. */

const hospital = palliative.hospital.unitId;
const never = '9999-12-31T00:00:00Z';

/** The open task of a kind, which may have been held up for as long as it takes to be found missing. */
async function task(story: Story, id: string, kind: string): Promise<Sample> {
  for (let waited = 0; waited < 24; waited += 1) {
    const found = (await story.record(id)).tasks.find(
      (other) => other.kind === kind && (other.status === 'open' || other.status === 'accepted'),
    );
    if (found !== undefined) return found;
    await advance(story, new Date(Date.parse(story.world.now()) + 600_000).toISOString());
  }
  throw new Error(`stalled: no ${kind} by ${story.world.now()}`);
}

/**
 * What closes a task, or ends a life, comes two working days after any message: a message that four deaths hold up, six hours
 * or a night each, is sent by then. One that meets a closed task would rightly not be sent.
 */
type Life = (story: Story) => Promise<string>;

async function begin(story: Story): Promise<string> {
  const started = await insist(() => story.send(palliative));
  expect([200, 201]).toContain(started.status);
  return started.body.pathwayId;
}

async function complete(story: Story, id: string, kind: string, outcome: Sample): Promise<void> {
  const open = await task(story, id, kind);
  expect((await insist(() => story.complete(open, outcome))).status).toBe(200);
}

async function report(story: Story, id: string, body: Sample): Promise<void> {
  expect((await insist(() => story.report(id, hospital, body))).status).toBe(202);
}

const lives: Readonly<Record<string, Life>> = {
  async 'answered, moved and booked'(story) {
    const id = await begin(story);
    await advance(story, '2026-11-23T12:00:00Z');
    const first = await task(story, id, 'needs-assessment');
    expect((await insist(() => story.accept(first))).status).toBe(200);
    await advance(story, '2026-11-24T12:00:00Z');
    await complete(story, id, 'needs-assessment', story.assessed({ heldOn: '2026-11-24', summary: 'x' }));
    await advance(story, '2026-11-27T06:00:00Z');
    const intake = await task(story, id, 'municipal-intake');
    expect((await insist(() => story.accept(intake))).status).toBe(200);
    await advance(story, '2026-12-04T12:00:00Z');
    await complete(story, id, 'municipal-intake', { outcome: 'done' });
    await report(story, id, { type: 'diagnosis-corrected', date: '2026-11-09', occurredOn: '2026-12-04' });
    await advance(story, '2027-02-26T06:00:00Z');
    await report(story, id, {
      type: 'moved',
      municipality: { number: '3107', district: null },
      occurredOn: '2027-02-26',
    });
    await advance(story, '2027-03-01T12:00:00Z');
    const booked = await task(story, id, 'needs-assessment');
    const book = () => story.act('PUT /tasks/{taskId}/appointment', booked, { on: '2027-03-05' });
    expect((await insist(book)).status).toBe(200);
    await advance(story, '2027-03-11T12:00:00Z');
    await complete(story, id, 'needs-assessment', story.assessed({ heldOn: '2027-03-05', askGp: ['pain'] }));
    await advance(story, '2027-03-16T06:00:00Z');
    return id;
  },
  async 'silent, in a new execution'(story) {
    const id = await begin(story);
    await advance(story, '2028-05-20T12:00:00Z');
    return id;
  },
  async 'ended, taken back, ended again'(story) {
    const id = await begin(story);
    await advance(story, '2026-11-24T12:00:00Z');
    await complete(story, id, 'needs-assessment', { outcome: 'declined', askAgain: true });
    await advance(story, '2026-12-04T12:00:00Z');
    await report(story, id, {
      type: 'answers-changed',
      answers: { pathway: true },
      occurredOn: '2026-12-04',
      eventId: 'yes',
    });
    await advance(story, '2026-12-10T12:00:00Z');
    await complete(story, id, 'needs-assessment', story.assessed({ heldOn: '2026-12-10' }));
    await advance(story, '2026-12-15T08:00:00Z');
    await report(story, id, { type: 'withdrawn', occurredOn: '2026-12-15', eventId: 'w' });
    await advance(story, '2026-12-16T08:00:00Z');
    await report(story, id, {
      type: 'retracted',
      retracts: 'w',
      reason: 'x',
      occurredOn: '2026-12-16',
      eventId: 'r',
    });
    await advance(story, '2026-12-22T12:00:00Z');
    await complete(story, id, 'municipal-intake', { outcome: 'done' });
    await advance(story, '2027-02-12T12:00:00Z');
    await report(story, id, { type: 'deceased', occurredOn: '2027-02-12', eventId: 'd' });
    await advance(story, '2027-02-19T12:00:00Z');
    return id;
  },
};

/** What became of a life, less what may rightly differ where something had to be mended: versions, generations, delays. */
function gist(record: PathwayRecord, timeline: readonly Sample[]) {
  return {
    status: record.status,
    points: record.points.map(({ point, status, opensAt, heldOn, unitId, late }) => ({
      point,
      status,
      opensAt: point === 1 ? '' : opensAt,
      heldOn,
      unitId,
      late,
    })),
    tasks: record.tasks.map(({ kind, status, unitId, point, appointmentOn }) => ({
      kind,
      status,
      unitId,
      point,
      appointmentOn,
    })),
    notices: record.notices.map(({ kind, unitId, asked }) => ({ kind, unitId, asked })),
    relations: record.relations.map(({ unitId, until }) => [unitId, until === null]).toSorted(),
    events: record.events.map(({ type }) => type),
    timeline: timeline
      .map((entry) => `${entry.type} ${entry.taskId ?? ''} ${entry.unitId ?? ''} ${entry.rung ?? ''}`)
      .filter((entry) => !entry.startsWith('plan-renewed'))
      .toSorted(),
  };
}

async function told(story: Story, id: string): Promise<readonly string[]> {
  const types: string[] = [];
  let after: string | undefined;
  for (;;) {
    const { body } = await story.world.call(
      'GET /changes',
      { role: 'hospital-system', unitId: hospital },
      { query: { limit: '100', ...(after === undefined ? {} : { after }) } },
    );
    if (body.items.length === 0) return types.toSorted();
    for (const item of body.items) if (item.pathwayId === id) types.push(`${item.type} ${item.taskId ?? ''}`);
    after = body.next;
  }
}

/** Everything that must hold whatever has happened: executions, lists and messages agree with the record. */
async function holds(story: Story, id: string): Promise<PathwayRecord> {
  const record = await story.record(id);
  // how long what lies beside it is kept is set by a sweep, later
  const waits = record.effects.flatMap((effect) => (effect.kind === 'expire' ? [effect] : []));
  expect(record.effects).toEqual(waits);
  const running = await story.executions('RUNNING');
  const plans = runningPlans(record).map((plan) =>
    plan.plan === 'p' ? `${id}-${plan.generation}` : `${id}-${plan.plan}-${plan.generation}`,
  );
  expect(running.toSorted()).toEqual(plans.toSorted());
  expect(plans.filter((name) => !name.includes('-f'))).toHaveLength(record.status === 'active' ? 1 : 0);
  const looks = waits.length > 0 ? waits.map(({ from }) => from) : [lastLookAt(record.keptUntil ?? never)];
  if (record.status !== 'active') expect(looks).toEqual([record.nextCheckAt]);
  const everything = [
    'R',
    ...record.tasks.map((one) => one.taskId),
    ...record.notices.map((one) => one.noticeId),
  ];
  const expected = rowsFor({
    ...record,
    journal: [],
    effects: [{ kind: 'project', id: 'project', rows: everything }],
  });
  // the timeline's and the diagnosis group's are not made of what the record is now
  const all = await story.world.ports.store.rowsOf(id, '');
  const rows = all.filter((row) => !row.sort.startsWith('E#') && row.sort !== 'G');
  expect(rows).toEqual([...expected].sort((a, b) => (a.sort < b.sort ? -1 : 1)));
  return record;
}

interface Lived {
  readonly gist: ReturnType<typeof gist>;
  readonly told: readonly string[];
  readonly messages: ReadonlyMap<string, number>;
  readonly calls: number;
  readonly deaths: readonly string[];
  readonly unacknowledged: ReadonlyMap<string, number>;
}

async function lived(life: Life, faults: readonly Fault[]): Promise<Lived> {
  const mortality = mortal(faults);
  const story = await simulate(mortality.options);
  const id = await life(story);
  mortality.rest();
  const calls = mortality.calls();
  const record = await holds(story, id);
  const { timeline } = await story.pathway(id, hospital);
  const messages = new Map<string, number>();
  for (const { messageId } of story.world.messages)
    messages.set(messageId, (messages.get(messageId) ?? 0) + 1);
  const all = await told(story, id);
  await story.world.close();
  const { deaths, unacknowledged } = mortality;
  return { gist: gist(record, timeline), told: all, messages, calls, deaths, unacknowledged };
}

const undisturbed = new Map<string, Promise<Lived>>();
function undisturbedLife(name: string): Promise<Lived> {
  const known = undisturbed.get(name) ?? lived(lives[name] as Life, []);
  undisturbed.set(name, known);
  return known;
}

/** A life with deaths in it becomes what it would have become without; only a message may have come twice, in the one case. */
async function unscathed(name: string, faults: readonly Fault[]): Promise<void> {
  const good = await undisturbedLife(name);
  const life = await lived(lives[name] as Life, faults);
  const where = `${name}: ${life.deaths.join(', ')}`;
  expect(life.gist, where).toEqual(good.gist);
  expect(life.told, where).toEqual(good.told);
  expect([...life.messages.keys()].toSorted(), where).toEqual([...good.messages.keys()].toSorted());
  const tooOften = [...life.messages].filter(
    ([messageId, count]) => count > 1 + (life.unacknowledged.get(messageId) ?? 0),
  );
  expect(tooOften, where).toEqual([]);
}

describe('a process may die before or after any call it makes', () => {
  const title = 'and nothing is lost, nothing stalls, and nothing is sent twice but in the one case';
  it(title, { timeout: 120_000 }, async () => {
    const names = Object.keys(lives);
    const calls = new Map<string, number>();
    for (const name of names) calls.set(name, (await undisturbedLife(name)).calls);
    const fault = (name: string) =>
      fc.record({
        call: fc.integer({ min: 1, max: calls.get(name) as number }),
        when: fc.constantFrom('before', 'after'),
      });
    const disturbed = fc
      .constantFrom(...names)
      .chain((name) => fc.tuple(fc.constant(name), fc.array(fault(name), { minLength: 1, maxLength: 4 })));
    const seed = seedOf();
    console.info(`deaths: seed ${seed}`);
    await fc.assert(
      fc.asyncProperty(disturbed, ([name, faults]) => unscathed(name, faults as readonly Fault[])),
      { numRuns: 80, seed },
    );
  });
});

describe('what a dead process has left behind', () => {
  it('is heard of by whoever has polled for later changes in between', async () => {
    let dying = false;
    const story = await simulate({
      wrap: (ports) => ({
        ...ports,
        store: {
          ...ports.store,
          putRows: async (rows) => {
            if (dying) throw new Died('putRows');
            await ports.store.putRows(rows);
          },
        },
      }),
    });
    const poll = async (after: string) =>
      (
        await story.world.call(
          'GET /changes',
          { role: 'hospital-system', unitId: hospital },
          { query: { limit: '100', after } },
        )
      ).body;
    const [left, other] = [await story.start(palliative), await story.start(another(1))];
    dying = true;
    const answer = await story.report(left, hospital, { type: 'ready', eventId: 'r' });
    expect(answer.status).toBe(500);
    dying = false;
    // the same again is answered: it was taken in before
    expect((await story.report(left, hospital, { type: 'ready', eventId: 'r' })).status).toBe(202);
    await story.world.advanceTo('2026-11-20T09:05:00Z');
    await story.report(other, hospital, { type: 'ready' });
    const first = await poll('2026-11-20T09:00:00Z');
    const isLeft = (item: Sample) => item.pathwayId === left && item.type === 'ready';
    expect(first.items.some((item: Sample) => item.pathwayId === other && item.type === 'ready')).toBe(true);
    expect(first.items.some(isLeft)).toBe(false);
    await story.world.advanceTo('2026-11-20T11:00:00Z');
    expect((await poll(first.next)).items.filter(isLeft)).toHaveLength(1);
  });

  it('is finished by the next sweep where one cannot be made', async () => {
    let away = true;
    const story = await simulate({
      wrap: (ports) => ({
        store: {
          ...ports.store,
          dueChecks: async (until, page) => {
            if (away) throw new Died('dueChecks');
            return ports.store.dueChecks(until, page);
          },
        },
        messenger: ports.messenger,
        workflows: {
          ...ports.workflows,
          start: async (plan, name, input) => {
            if (away) throw new Error('away');
            await ports.workflows.start(plan, name, input);
          },
        },
      }),
    });
    const id = await story.start(palliative);
    await advance(story, '2026-11-20T13:30:00Z');
    expect(await story.executions('RUNNING')).toEqual([]);
    away = false;
    await advance(story, '2026-11-20T14:30:00Z');
    expect(await story.executions('RUNNING')).toEqual([`${id}-1`]);
    await holds(story, id);
  });
});

describe('a provider that refuses', () => {
  it('for an hour gets each message once, when it takes them again', async () => {
    let refusing = false;
    let refused = 0;
    const story = await simulate({
      wrap: (ports) => ({
        ...ports,
        messenger: {
          send: async (message) => {
            if (refusing) {
              refused += 1;
              throw new Error('throttled');
            }
            await ports.messenger.send(message);
          },
        },
      }),
    });
    const id = await story.start(palliative);
    refusing = true;
    await story.complete(await story.openTask(id, hospital), story.assessed());
    await story.world.advanceTo('2026-11-20T10:00:00Z');
    expect(refused).toBeGreaterThanOrEqual(3);
    expect(story.world.messages).toHaveLength(1);
    refusing = false;
    await story.world.advanceTo('2026-11-20T12:00:00Z');
    const { taskId } = await task(story, id, 'municipal-intake');
    expect(
      story.world.messages
        .map((message) => message.messageId)
        .slice(1)
        .toSorted(),
    ).toEqual([
      `${id}-n1:fastlege-4:coordinator:email:0`,
      `${taskId}#0:kommune-3105:coordinator:email:0`,
      `${taskId}#0:kommune-3105:coordinator:sms:0`,
    ]);
    await holds(story, id);
  });

  it('one of two messages gets that one again, and not the other', async () => {
    let refusals = 0;
    const story = await simulate({
      wrap: (ports) => ({
        ...ports,
        messenger: {
          send: async (message) => {
            if (message.channel === 'sms' && refusals < 2) {
              refusals += 1;
              throw new Error('no route');
            }
            await ports.messenger.send(message);
          },
        },
      }),
    });
    const id = await story.start(palliative);
    await story.complete(await story.openTask(id, hospital), story.assessed());
    await story.world.advanceTo('2026-11-20T14:00:00Z');
    const { taskId } = await task(story, id, 'municipal-intake');
    const arrived = story.world.messages.filter((message) => message.messageId.startsWith(`${taskId}#0`));
    expect(arrived.map((message) => message.channel)).toEqual(['email', 'sms']);
    expect(refusals).toBe(2);
  });

  it('for good holds nobody up: the pathway goes to its end, and says what was not sent', async () => {
    const story = await simulate({
      wrap: (ports) => ({ ...ports, messenger: { send: () => Promise.reject(new Error('closed')) } }),
    });
    const id = await story.start(palliative);
    await story.world.advanceTo('2028-05-20T12:00:00Z');
    expect((await story.record(id)).status).toBe('completed');
    expect(await story.executions('FAILED')).toEqual([]);
    expect(await story.executions('RUNNING')).toEqual([]);
  });
});

describe('an execution that is lost', () => {
  it.each([
    ['while a task is open', '2026-11-20T10:00:00Z'],
    ['while a window is waited for', '2027-01-20T10:00:00Z'],
    ['on a Sunday, with a municipal task open', '2027-02-14T10:00:00Z'],
  ])('%s is made anew at once, and sends nothing again', async (_, at) => {
    const story = await simulate();
    const id = await story.start(palliative);
    if (at > '2026-12') await story.home(id, hospital);
    await story.world.advanceTo(at);
    const before = story.world.messages.length;
    const tasks = (await story.record(id)).tasks;
    const [name] = await story.executions('RUNNING');
    await story.stopFromOutside(name as string);
    await story.world.settle();
    const [renewed] = await story.executions('RUNNING');
    expect(renewed).not.toBe(name);
    expect(story.world.messages.length).toBe(before);
    expect((await story.record(id)).tasks.map((one) => one.status)).toEqual(tasks.map((one) => one.status));
    expect((await story.record(id)).executions.map((one) => one.status)).toEqual(['FAILED', 'RUNNING']);
    await story.world.advanceTo('2028-05-20T12:00:00Z');
    expect((await story.record(id)).status).toBe('completed');
    const ids = story.world.messages.map((message) => message.messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('without a word, its start accepted and forgotten, is found by the sweep', async () => {
    let forget = true;
    const story = await simulate({
      wrap: (ports) => ({
        ...ports,
        workflows: {
          ...ports.workflows,
          start: async (plan, name, input) => {
            if (!forget) await ports.workflows.start(plan, name, input);
          },
        },
      }),
    });
    const id = await story.start(palliative);
    expect(await story.executions('RUNNING')).toEqual([]);
    forget = false;
    await story.world.advanceTo('2026-11-20T12:00:00Z');
    expect(await story.executions('RUNNING')).toEqual([`${id}-2`]);
    await holds(story, id);
  });

  it('three times in a day is stalled, which is counted, and tried again the next day', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.world.advanceTo('2026-11-21T10:00:00Z');
    for (let n = 1; n <= 4; n += 1) {
      await story.stopFromOutside(`${id}-${n}`);
      await story.world.settle();
    }
    expect(await story.executions('RUNNING')).toEqual([]);
    expect(story.world.metrics.get('StalledPathways')).toBe(1);
    expect((await story.record(id)).status).toBe('active');
    await story.world.advanceTo('2026-11-22T09:30:00Z');
    expect(await story.executions('RUNNING')).toEqual([]);
    expect(story.world.metrics.get('StalledPathways')).toBeGreaterThan(1);
    // whoever polls hears of it, once
    expect((await told(story, id)).filter((type) => type === 'pathway-stalled ')).toHaveLength(1);
    await story.world.advanceTo('2026-11-22T12:00:00Z');
    expect(await story.executions('RUNNING')).toHaveLength(1);
    const { taskId } = await task(story, id, 'needs-assessment');
    await story.world.advanceTo('2026-12-01T12:00:00Z');
    expect(story.rungsSent(taskId)).toEqual([0, 1]);
  });

  it('once is watched for a day, and then not asked after every hour for months', async () => {
    let asked = 0;
    const story = await simulate({
      wrap: (ports) => ({
        ...ports,
        workflows: {
          ...ports.workflows,
          isRunning: async (plan, name) => {
            asked += 1;
            return ports.workflows.isRunning(plan, name);
          },
        },
      }),
    });
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2026-12-01T12:00:00Z');
    await story.stopFromOutside(`${id}-1`);
    await story.world.advanceTo('2027-02-09T12:00:00Z');
    expect(asked).toBeLessThan(40);
  });

  it('beside the pathway is made anew beside it', async () => {
    const story = await simulate();
    const id = await story.start({
      ...palliative,
      startAtPoint: 2,
      diagnosis: { ...palliative.diagnosis, date: '2026-08-10' },
    });
    await story.stopFromOutside(`${id}-f1-1`);
    await story.world.settle();
    expect((await story.executions('RUNNING')).toSorted()).toEqual([`${id}-1`, `${id}-f1-2`]);
    await holds(story, id);
  });

  it('of a pathway that has ended is nobody’s loss', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.report(id, hospital, { type: 'deceased' });
    await story.world.advanceTo('2026-11-21T12:00:00Z');
    const { version } = await story.record(id);
    await story.world.advanceTo('2026-12-20T12:00:00Z');
    expect((await story.record(id)).version).toBe(version);
    expect(story.world.metrics.size).toBe(0);
  });
});

describe('a step that is invoked twice at once', () => {
  it.each([
    'plan-next-stage',
    'assign-task',
    'await-answer',
    'climb-ladder',
    'conclude-stage',
    'close-pathway',
    'replan-pathway',
  ])('%s does once what it does', async (twice) => {
    const story = await simulate({
      around: async (entry, invoke) => {
        if (entry !== twice) return invoke();
        const [first, second] = await Promise.allSettled([invoke(), invoke()]);
        if (first.status === 'fulfilled') return first.value;
        if (second.status === 'fulfilled') return second.value;
        throw first.reason;
      },
    });
    const good = await undisturbedLife('silent, in a new execution');
    const id = await (lives['silent, in a new execution'] as Life)(story);
    const record = await holds(story, id);
    const { timeline } = await story.pathway(id, hospital);
    expect(gist(record, timeline)).toEqual(good.gist);
    expect(story.world.messages.map((message) => message.messageId).toSorted()).toEqual(
      [...good.messages.keys()].toSorted(),
    );
  });

  it('and again, long after, does no harm, and is told so where its plan is over', async () => {
    const invoked: { readonly entry: string; readonly invoke: () => Promise<unknown> }[] = [];
    const story = await simulate({
      around: (entry, invoke) => {
        if (/^[a-z-]+$/.test(entry) && entry !== 'sweep' && entry !== 'rescue')
          invoked.push({ entry, invoke });
        return invoke();
      },
    });
    const id = await story.start(palliative);
    const open = await story.openTask(id, hospital);
    const ofFirstPlan = invoked.length;
    await story.act('PUT /tasks/{taskId}/appointment', open, { on: '2026-11-24' });
    await story.world.advanceTo('2026-12-02T12:00:00Z');
    const before = await story.record(id);
    const sent = story.world.messages.length;
    for (const { entry, invoke } of invoked.slice(0, ofFirstPlan)) {
      // it reads no record: what is next on a ladder does not depend on who asks
      if (entry !== 'climb-ladder') await expect(invoke()).rejects.toMatchObject({ name: 'StalePlan' });
    }
    for (const { invoke } of invoked.slice(ofFirstPlan).toReversed()) await invoke();
    await story.world.settle();
    const after = await story.record(id);
    expect(story.world.messages.length).toBe(sent);
    expect(after.tasks).toEqual(before.tasks);
    // the token is still the one that somebody waits with: the answer brings the pathway on at once
    expect((await story.complete(open, story.assessed())).status).toBe(200);
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'municipal-intake' });
  });
});

describe('two at once', () => {
  const coordinator = { role: 'coordinator', unitId: hospital } as const;
  const post = (story: Story, route: string, path: Sample, body: Sample, unitId = hospital) =>
    story.world.call(route, { ...coordinator, unitId }, { path, body });

  it('complete a task differently: one does, the other is told', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const { taskId } = await story.openTask(id, hospital);
    const route = 'POST /tasks/{taskId}/completion';
    const answers = await Promise.all([
      post(story, route, { taskId }, story.assessed()),
      post(story, route, { taskId }, story.assessed({ mode: 'video' })),
      post(story, route, { taskId }, { outcome: 'declined', askAgain: false }),
    ]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409, 409]);
    await holds(story, id);
    expect((await story.record(id)).events.length).toBeLessThanOrEqual(1);
  });

  it('complete it alike, or accept it: both have', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    const { taskId } = await story.openTask(id, hospital);
    for (const [route, body] of [
      ['POST /tasks/{taskId}/acceptance', {}],
      ['PUT /tasks/{taskId}/appointment', { on: '2026-11-25' }],
      ['POST /tasks/{taskId}/completion', story.assessed()],
    ] as const) {
      const answers = await Promise.all([1, 2, 3].map(() => post(story, route, { taskId }, body)));
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    }
    expect(await story.noticeKinds('fastlege-4')).toEqual(['assessment']);
    await holds(story, id);
  });

  it('start by the same referral: one does, the others are answered the same', async () => {
    const story = await simulate();
    const same = await Promise.all([1, 2, 3].map(() => story.send(palliative)));
    expect(same.map((answer) => answer.status).toSorted()).toEqual([200, 200, 201]);
    expect(new Set(same.map((answer) => answer.body.pathwayId)).size).toBe(1);
    const id = same[0]?.body.pathwayId;
    expect(await story.executions('RUNNING')).toEqual([`${id}-1`]);
    expect(story.world.messages).toHaveLength(1);
    await holds(story, id);
  });

  it('report what happens: all of it counts, and one plan is left', async () => {
    const story = await simulate();
    const id = await story.start(palliative);
    await story.home(id, hospital);
    await story.world.advanceTo('2027-02-12T12:00:00Z');
    const bodies = [
      { type: 'moved', municipality: { number: '3107', district: null } },
      { type: 'diagnosis-corrected', date: '2026-11-08' },
      { type: 'answers-changed', answers: { gpCopy: false } },
      { type: 'answers-changed', answers: { cancerCoordinator: false } },
      { type: 'discharged' },
      { type: 'ready' },
    ];
    const answers = await Promise.all(bodies.map((body) => story.report(id, hospital, body)));
    expect(answers.map((answer) => answer.status)).toEqual(bodies.map(() => 202));
    const record = await holds(story, id);
    const reported = record.events.filter(({ eventId }) => !eventId.includes('-outcome'));
    expect(reported).toHaveLength(bodies.length);
    expect(await story.openTask(id, hospital)).toMatchObject({ unitId: 'kommune-3107' });
  });

  it('end it and complete its task: whichever was first, nothing is left running', async () => {
    for (const first of [0, 1]) {
      const story = await simulate();
      const id = await story.start(palliative);
      const open = await story.openTask(id, hospital);
      const both = [
        () => story.complete(open, story.assessed()),
        () => story.report(id, hospital, { type: 'deceased' }),
      ];
      const ordered = first === 0 ? both : both.toReversed();
      const answers = await Promise.all(ordered.map((send) => send()));
      expect(answers.every((answer) => [200, 202, 409].includes(answer.status))).toBe(true);
      const record = await holds(story, id);
      expect(record.status).toBe('deceased');
      expect(record.tasks.every((one) => !['open', 'accepted'].includes(one.status))).toBe(true);
    }
  });

  it.each([
    ['the pathway', {}, 'needs-assessment'],
    ['a task beside it', { startAtPoint: 2 }, 'municipal-intake'],
  ])('make the plan of %s anew and complete its task: the plan goes on from there', async (_, more, kind) => {
    let between: (() => Promise<void>) | undefined;
    const story = await simulate({
      around: async (entry, invoke) => {
        const act = entry === 'assign-task' ? between : undefined;
        if (act !== undefined) {
          between = undefined;
          await act();
        }
        return invoke();
      },
    });
    const diagnosis = { ...palliative.diagnosis, date: '2026-10-10' };
    const id = await story.start({ ...palliative, diagnosis, ...more });
    const open = await task(story, id, kind);
    let completed: Promise<Answer> | undefined;
    between = async () => {
      completed = story.complete(open, kind === 'municipal-intake' ? { outcome: 'done' } : story.assessed());
      const isOpen = async () =>
        (await story.record(id)).tasks.some((one) => one.taskId === open.taskId && one.status === 'open');
      while (await isOpen()) await setImmediate();
    };
    await story.act('PUT /tasks/{taskId}/appointment', open, { on: '2026-11-24' });
    expect(between).toBeUndefined();
    expect((await completed)?.status).toBe(200);
    await story.world.settle();
    const record = await holds(story, id);
    expect(record.tasks.filter((one) => one.kind === kind && one.plan === open.plan)).toHaveLength(1);
    await story.world.advanceTo('2027-01-11T07:00:00Z');
    expect((await story.record(id)).points[1]).toMatchObject({
      status: 'open',
      opensAt: '2027-01-10T07:00:00Z',
    });
  });

  it('reach the store in any order: what lists and executions say is what the record says', async () => {
    const acts: Readonly<Record<string, (story: Story, id: string, open: Sample) => Promise<Answer>>> = {
      accept: (story, _, open) => story.accept(open),
      release: (story, _, open) => story.act('DELETE /tasks/{taskId}/acceptance', open),
      book: (story, _, open) => story.act('PUT /tasks/{taskId}/appointment', open, { on: '2027-03-01' }),
      reject: (story, _, open) => story.act('POST /tasks/{taskId}/rejection', open, { reason: 'other' }),
      complete: (story, _, open) => story.complete(open, story.assessed()),
      decline: (story, _, open) => story.complete(open, { outcome: 'declined', askAgain: false }),
      move: (story, id) =>
        story.report(id, hospital, { type: 'moved', municipality: { number: '3107', district: null } }),
      correct: (story, id) => story.report(id, hospital, { type: 'diagnosis-corrected', date: '2026-11-01' }),
      share: (story, id) =>
        story.report(id, hospital, { type: 'answers-changed', answers: { shareWithMunicipality: false } }),
      withdraw: (story, id) => story.report(id, hospital, { type: 'withdrawn' }),
      sweep: async (story) => {
        await story.world.sweep();
        return { status: 200, body: {}, headers: {} };
      },
    };
    const seed = seedOf();
    console.info(`orders: seed ${seed}`);
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.shuffledSubarray(Object.keys(acts), { minLength: 2, maxLength: 4 }),
        async (scheduler, names) => {
          let racing = false;
          const story = await simulate({
            wrap: (ports) => ({
              ...ports,
              store: Object.fromEntries(
                Object.entries(ports.store).map(([method, ask]) => [
                  method,
                  async (...args: unknown[]) => {
                    if (racing) await scheduler.schedule(Promise.resolve(), method);
                    return (ask as (...args: unknown[]) => Promise<unknown>)(...args);
                  },
                ]),
              ) as unknown as typeof ports.store,
            }),
          });
          const id = await story.start(palliative);
          await story.home(id, hospital);
          await story.world.advanceTo('2027-02-12T12:00:00Z');
          const open = await story.openTask(id, hospital);
          racing = true;
          const answers = await scheduler.waitFor(
            Promise.all(names.map((name) => acts[name]?.(story, id, open))),
          );
          racing = false;
          for (const answer of answers) expect(answer?.status).toBeLessThan(500);
          await story.world.advanceTo('2027-02-12T14:30:00Z');
          await holds(story, id);
          await story.world.close();
        },
      ),
      { numRuns: 60, seed },
    );
  });
});
