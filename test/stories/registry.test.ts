import { describe, expect, it } from 'vitest';
import { countingStore, type StoreCounts } from '../../functions/shared/adapters/counting-store.ts';
import { createPersons, type Person, type Persons } from '../../local/persons.ts';
import { mortal } from '../support/faults.ts';
import { palliative, type Sample, type Story, simulate } from '../support/simulated.ts';

/** Before a window or a rung the person registry is asked: who has died, moved or must not be found is not written of as before. */

const hospital = palliative.hospital.unitId;
const coordinating = 'so-koordinerende';
const municipality = 'kommune-3105';
const neighbour = 'kommune-3107';
const gp = 'fastlege-4';
const { nationalId } = palliative.patient;
/** Past every window of the pathway. */
const far = '2028-08-01T09:00:00Z';

type Said = Omit<Person, 'nationalId'>;
type Options = NonNullable<Parameters<typeof simulate>[0]>;

interface World {
  readonly story: Story;
  readonly id: string;
  /** What the registry says of the patient from now on. */
  readonly tell: (said: Said) => void;
}

async function begin(options: Options = {}): Promise<World> {
  const kept = new Map<string, string>();
  const persons: Persons = createPersons(
    { get: (key) => kept.get(key), set: (key, value) => void kept.set(key, value) },
    () => story.today(),
  );
  const story: Story = await simulate({ persons: persons.lookUp, ...options });
  const id = await story.start(palliative);
  return { story, id, tell: (said) => persons.tell({ nationalId, ...said }) };
}

/** The hospital and the municipality have done theirs; point 2 comes next. */
async function atHome(options: Options = {}): Promise<World> {
  const world = await begin(options);
  await world.story.home(world.id, hospital);
  return world;
}

/** Point 2 is open, the municipality has been written to once, and its next rung comes next. */
async function atPoint2(options: Options = {}): Promise<World & { task: Sample; nextRungAt: string }> {
  const world = await atHome(options);
  await world.story.world.advanceTo('2027-02-11T12:00:00Z');
  const { taskId } = await world.story.openTask(world.id, hospital);
  const task = (await world.story.record(world.id)).tasks.find((one) => one.taskId === taskId)!;
  expect(world.story.rungsSent(taskId)).toEqual([0]);
  return { ...world, task, nextRungAt: task.rungs[1]!.at };
}

const opensAt = async ({ story, id }: World, point: 2 | 3): Promise<string> =>
  (await story.record(id)).points[point - 1]!.opensAt;
const statuses = async ({ story, id }: World) => (await story.record(id)).points.map((point) => point.status);
/** What the registry has reported. */
const eventsOf = async ({ story, id }: World): Promise<readonly Sample[]> =>
  (await story.pathway(id, hospital)).events.filter((event: Sample) => event.by === 'person-registry');

describe('a death', () => {
  it('before a window ends the pathway neutrally: no task is opened, nothing more is sent', async () => {
    const world = await atHome();
    const { story, id, tell } = world;
    await story.world.advanceTo('2027-01-20T12:00:00Z');
    tell({ deceasedOn: '2027-01-05' });
    const sent = story.world.messages.length;
    const before = (await story.record(id)).tasks.length;
    await story.world.advanceTo(await opensAt(world, 2));
    const record = await story.record(id);
    expect(record).toMatchObject({ status: 'deceased', endedAt: story.world.now() });
    expect(record.tasks).toHaveLength(before);
    expect(await eventsOf(world)).toEqual([
      {
        eventId: 'registry-deceased-2027-01-05',
        type: 'deceased',
        occurredOn: '2027-01-05',
        receivedAt: story.world.now(),
        by: 'person-registry',
        retractedBy: null,
      },
    ]);
    expect(await story.executions('RUNNING')).toEqual([]);
    expect(await story.noticeKinds(municipality)).toEqual([]);
    expect((await story.noticeKinds(gp)).at(-1)).toBe('ended');
    await story.world.advanceTo('2028-02-01T12:00:00Z');
    const after = story.world.messages.slice(sent);
    expect(after.every((message) => message.to.includes(gp) || message.to === '+4799999250')).toBe(true);
    expect((await story.record(id)).effects).toEqual([]);
  });

  it('before a rung keeps its message from going out; who has the task is told neutrally', async () => {
    const world = await atPoint2();
    const { story, id, tell, task, nextRungAt } = world;
    tell({ deceasedOn: '2027-02-12' });
    await story.world.advanceTo(nextRungAt);
    expect((await story.record(id)).status).toBe('deceased');
    expect(story.rungsSent(task.taskId)).toEqual([0]);
    expect(await story.noticeKinds(municipality)).toEqual(['ended']);
    const sent = story.world.messages.length;
    await story.world.advanceTo(far);
    expect(story.world.messages).toHaveLength(sent);
  });

  it('that is retracted brings everything back, and is not reported again; another date is', async () => {
    const world = await atPoint2();
    const { story, id, tell, task, nextRungAt } = world;
    tell({ deceasedOn: '2027-02-12' });
    await story.world.advanceTo(nextRungAt);
    const eventId = 'registry-deceased-2027-02-12';
    const retracted = await story.report(id, hospital, { type: 'retracted', retracts: eventId, reason: 'x' });
    expect(retracted.status).toBe(202);
    expect(await story.openTask(id, hospital)).toMatchObject({ taskId: task.taskId, status: 'open' });
    // the rung that was kept back goes out after all
    expect(story.rungsSent(task.taskId)).toEqual([0, 1]);
    await story.world.advanceTo(await opensAt(world, 3));
    expect(await statuses(world)).toEqual(['completed', 'missed', 'open']);
    expect((await eventsOf(world)).filter((event) => event.type === 'deceased')).toHaveLength(1);
    tell({ deceasedOn: '2027-02-13' });
    await story.world.advanceTo(far);
    expect((await story.record(id)).status).toBe('deceased');
    expect((await eventsOf(world)).map((event) => event.eventId)).toContain('registry-deceased-2027-02-13');
  });
});

it('a move out of the country ends the pathway', async () => {
  const world = await atHome();
  world.tell({ abroadSince: '2027-01-15' });
  await world.story.world.advanceTo(await opensAt(world, 2));
  expect((await world.story.record(world.id)).status).toBe('moved-away');
  expect(await eventsOf(world)).toMatchObject([{ eventId: 'registry-moved-away-2027-01-15' }]);
});

describe('a move', () => {
  it('before a window: the task is at the new unit, in the same execution and at the same instant', async () => {
    const world = await atHome();
    const { story, id, tell } = world;
    await story.world.advanceTo('2027-01-20T12:00:00Z');
    tell({ municipality: { number: '3107' } });
    const at = await opensAt(world, 2);
    await story.world.advanceTo(at);
    const intake = await story.openTask(id, hospital);
    expect(intake).toMatchObject({ kind: 'municipal-intake', unitId: neighbour, opensAt: at });
    expect(story.rungsSent(intake.taskId)).toEqual([0]);
    expect(await story.executions('RUNNING')).toEqual([`${id}-1`]);
    expect(await story.noticeKinds(municipality)).toEqual(['moved']);
    await story.accept(intake);
    await story.complete(intake, { outcome: 'done' });
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: neighbour });
    expect(await eventsOf(world)).toMatchObject([
      { eventId: 'registry-moved-3107-2027-01-20', type: 'moved', by: 'person-registry' },
    ]);
  });

  it('before a rung: the task goes along, the new unit hears of it, and of what was due until then nobody', async () => {
    const world = await atPoint2();
    const { story, id, tell, task, nextRungAt } = world;
    tell({ municipality: { number: '3107' } });
    await story.world.advanceTo(nextRungAt);
    expect(await story.openTask(id, hospital)).toMatchObject({ taskId: task.taskId, unitId: neighbour });
    const of = (rung: string) => story.messagesOf(`${task.taskId}#${rung}`);
    expect([of('0@').length, of('1').length]).toEqual([1, 0]);
    expect(await story.executions('RUNNING')).toEqual([`${id}-1`]);
    // the ladder goes on from there
    await story.world.advanceTo(far);
    const numbers = task.rungs.map((rung: Sample) => rung.rung).filter((rung: number) => rung !== 1);
    expect(story.rungsSent(task.taskId)).toEqual(numbers);
    const late = story.messagesOf(`${task.taskId}#2`);
    expect(late.every((messageId) => messageId.includes(`:${neighbour}:`))).toBe(true);
    expect(late).toHaveLength(1);
    expect(await statuses(world)).toEqual(['completed', 'missed', 'missed']);
  });

  it('at a follow-up’s rung makes the pathway’s own plan anew too', async () => {
    const persons = new Map<string, object>();
    const story = await simulate({ persons: async (person) => persons.get(person.nationalId) });
    const id = await story.start({ ...palliative, startAtPoint: 2 });
    const intake = await story.openTask(id, hospital);
    expect(intake).toMatchObject({ kind: 'municipal-intake', unitId: municipality });
    persons.set(nationalId, { municipality: { number: '3107', since: '2026-11-22' } });
    await story.world.advanceTo('2026-11-26T12:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({ taskId: intake.taskId, unitId: neighbour });
    const record = await story.record(id);
    expect(record.effects).toEqual([]);
    const running = record.executions.filter((plan) => plan.status === 'RUNNING');
    expect(running.map(({ plan, generation }) => [plan, generation])).toEqual([
      ['f1', 2],
      ['p', 2],
    ]);
    expect((await story.executions('RUNNING')).toSorted()).toEqual([`${id}-2`, `${id}-f1-2`]);
    expect(story.messagesOf(`${intake.taskId}#1`)).toEqual([]);
    await story.world.advanceTo(far);
    expect((await story.record(id)).status).toBe('completed');
  });
});

describe('a protected address', () => {
  it('is routed by hand from the next window on', async () => {
    const world = await atHome();
    const { story, id, tell } = world;
    tell({ addressProtected: true });
    await story.world.advanceTo(await opensAt(world, 2));
    const routing = await story.openTask(id, hospital);
    expect(routing).toMatchObject({ kind: 'route-manually', unitId: coordinating });
    expect(story.world.metrics.get('NoRoute')).toBe(1);
    expect(await story.executions('RUNNING')).toEqual([`${id}-1`]);
    await story.complete(routing, { outcome: 'done', unitId: neighbour });
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: neighbour });
    expect(await eventsOf(world)).toMatchObject([
      { eventId: 'registry-address-protected', type: 'address-protected', by: 'person-registry' },
    ]);
    // what a person has found holds, and nobody is asked to look again
    await story.world.advanceTo(await opensAt(world, 3));
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'needs-assessment', unitId: neighbour });
    expect(await eventsOf(world)).toHaveLength(1);
  });

  it('takes a task that nobody has accepted, before its next rung; retracted, the task is back', async () => {
    const world = await atPoint2();
    const { story, id, tell, task, nextRungAt } = world;
    tell({ addressProtected: true });
    await story.world.advanceTo(nextRungAt);
    expect(await story.openTask(id, hospital)).toMatchObject({
      kind: 'route-manually',
      unitId: coordinating,
    });
    expect(story.rungsSent(task.taskId)).toEqual([0]);
    expect(await story.noticeKinds(municipality)).toEqual(['moved']);
    const worklist = await story.world.call('GET /tasks', { role: 'coordinator', unitId: municipality });
    expect(worklist.body.items).toEqual([]);
    await story.report(id, hospital, {
      type: 'retracted',
      retracts: 'registry-address-protected',
      reason: 'x',
    });
    expect(await story.openTask(id, hospital)).toMatchObject({ taskId: task.taskId, unitId: municipality });
    await story.world.advanceTo(await opensAt(world, 3));
    expect(await story.openTask(id, hospital)).toMatchObject({ unitId: municipality });
    expect((await eventsOf(world)).filter((event) => event.type === 'address-protected')).toHaveLength(1);
  });

  it('leaves a task with the unit that has accepted it, and is in touch with the patient', async () => {
    const world = await atPoint2();
    const { story, id, tell, task } = world;
    await story.accept(task);
    tell({ addressProtected: true });
    await story.world.advanceTo('2027-03-05T12:00:00Z');
    expect(await story.openTask(id, hospital)).toMatchObject({
      taskId: task.taskId,
      unitId: municipality,
      status: 'accepted',
    });
    expect(await eventsOf(world)).toHaveLength(1);
    await story.complete(task, story.assessed());
    await story.world.advanceTo(await opensAt(world, 3));
    expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'route-manually' });
  });
});

describe('a registry that says nothing', () => {
  const silent: Readonly<Record<string, NonNullable<Options['persons']>>> = {
    'is down': () => Promise.reject(new Error(`${nationalId} timed out`)),
    'answers nonsense': async () => ({ deceasedOn: 'yesterday' }),
    'answers a text': async () => 'dead',
  };

  it.each(Object.entries(silent))('because it %s holds nothing up, and is alarmed', async (_, persons) => {
    const { story, id } = await begin({ persons });
    const without = await simulate();
    const same = await without.start(palliative);
    await story.world.advanceTo(far);
    await without.world.advanceTo(far);
    const sent = (one: Story) => one.world.messages.map(({ messageId, sentAt }) => `${sentAt} ${messageId}`);
    expect(sent(story)).toEqual(sent(without));
    expect(await story.record(id)).toEqual(await without.record(same));
    expect(story.world.metrics.get('PersonRegistryFaults')).toBe(story.world.personsAsked());
  });

  it.each([
    ['does not know the patient', null],
    ['knows nothing but the GP', { gpHerId: '70140' }],
    ['says what was so before the referral', { municipality: { number: '3107', since: '2019-05-01' } }],
    ['says what is known', { municipality: { number: '3105', district: '01', since: '2027-01-01' } }],
    ['speaks of a day to come', { deceasedOn: '2031-01-01', abroadSince: '2031-01-01' }],
  ])('because it %s changes nothing', async (_, said) => {
    const { story, id } = await begin({ persons: async () => said });
    await story.world.advanceTo(far);
    expect(await story.record(id)).toMatchObject({ status: 'completed', events: [] });
    expect(story.world.metrics.get('PersonRegistryFaults')).toBeUndefined();
  });
});

it('costs one call and two reads a window and a rung', async () => {
  let counts: StoreCounts | undefined;
  const measured = async (persons: Options['persons']) => {
    const story = await simulate({
      ...(persons === undefined ? {} : { persons }),
      wrap: (ports) => {
        const counting = countingStore(ports.store);
        counts = counting.counts;
        return { ...ports, store: counting.store };
      },
    });
    await story.start(palliative);
    await story.world.advanceTo(far);
    return { ...counts!.byMethod, asked: story.world.personsAsked(), calls: story.world.lambdaCalls() };
  };
  const without = await measured(undefined);
  const having = await measured(async () => ({ municipality: { number: '3105', since: '2020-01-01' } }));
  const { asked, getPatient } = having;
  console.info(`a silent pathway asks the registry ${asked} times`);
  expect(asked).toBe(24);
  expect(having).toEqual({
    ...without,
    asked,
    getPatient: asked,
    getPathway: without.getPathway + asked,
  });
  expect([without.asked, without.getPatient, getPatient]).toEqual([0, 0, 24]);
});

describe('a process that dies while it hears', () => {
  const lives: Readonly<Record<string, { said: Said; held: (world: World, task: Sample) => Promise<void> }>> =
    {
      'of a death': {
        said: { deceasedOn: '2027-02-12' },
        async held({ story, id }, task) {
          expect((await story.record(id)).status).toBe('deceased');
          expect(await story.executions('RUNNING')).toEqual([]);
          expect(story.rungsSent(task.taskId)).toEqual([0]);
          expect(await story.noticeKinds(municipality)).toEqual(['ended']);
        },
      },
      'of a move': {
        said: { municipality: { number: '3107' } },
        async held({ story, id }, task) {
          expect((await story.record(id)).tasks.at(-1)).toMatchObject({
            taskId: task.taskId,
            unitId: neighbour,
            status: 'open',
            rung: 1,
          });
          expect(await story.executions('RUNNING')).toHaveLength(1);
          expect(story.messagesOf(`${task.taskId}#1`)).toEqual([]);
          expect(new Set(story.messagesOf(`${task.taskId}#0@`)).size).toBe(1);
          expect(await story.noticeKinds(municipality)).toEqual(['moved']);
        },
      },
      'of a protected address': {
        said: { addressProtected: true },
        async held({ story, id }, task) {
          expect(await story.openTask(id, hospital)).toMatchObject({ kind: 'route-manually' });
          expect(await story.executions('RUNNING')).toHaveLength(1);
          expect(story.rungsSent(task.taskId)).toEqual([0]);
        },
      },
    };

  it.each(Object.entries(lives))('%s forgets nothing and sends no rung', async (_, { said, held }) => {
    /** Hears at the rung, and dies at the n-th call of a port from there, before it or after it. */
    const live = async (nth: number | null, when: 'before' | 'after') => {
      const faults: { call: number; when: 'before' | 'after' }[] = [];
      const mortality = mortal(faults);
      // find-person dies with who has called it: one that dies alone is a registry that is down
      const around: Options['around'] = (entry, invoke) =>
        entry === 'find-person' ? invoke() : mortality.options.around!(entry, invoke);
      const world = await atPoint2({ ...mortality.options, around });
      world.tell(said);
      const from = mortality.calls();
      if (nth !== null) faults.push({ call: from + nth, when });
      await world.story.world.advanceTo(world.nextRungAt);
      const calls = mortality.calls() - from;
      const hour = 3_600_000;
      await world.story.world.advanceTo(new Date(Date.parse(world.nextRungAt) + 10 * hour).toISOString());
      mortality.rest();
      expect((await world.story.record(world.id)).effects).toEqual([]);
      await held(world, world.task);
      const events = await eventsOf(world);
      expect(events).toHaveLength(1);
      return { calls, deaths: mortality.deaths };
    };
    const { calls } = await live(null, 'before');
    expect(calls).toBeGreaterThan(5);
    const died = new Set<string>();
    for (let nth = 1; nth <= calls; nth += 1)
      for (const when of ['before', 'after'] as const)
        for (const death of (await live(nth, when)).deaths) died.add(death);
    expect([...died]).toEqual(
      expect.arrayContaining([
        'await-answer: before getPatient',
        'await-answer: after putPathway',
        'await-answer: before putPathway',
      ]),
    );
  });
});

describe('the GP, when a conversation is completed long after the office was named', () => {
  const other = 'fastlege-5';
  const done = async (options: Options, said: Said) => {
    const world = await atPoint2(options);
    world.tell(said);
    const { story, id } = world;
    const answer = await story.complete(
      await story.openTask(id, hospital),
      story.assessed({ gp: undefined }),
    );
    expect(answer.status).toBe(200);
    const { tasks } = await story.record(id);
    const asked = tasks.filter(({ kind }) => kind === 'question').map(({ unitId }) => unitId);
    const points = async (unitId: string) => (await story.notices(unitId)).map((notice) => notice.point);
    return { asked, first: await points(gp), second: await points(other) };
  };

  it('is the one who is known, where the registry says so: the copy goes at once', async () => {
    expect(await done({}, {})).toEqual({ asked: [], first: [1, 2], second: [] });
  });

  it('is the one whom the registry names', async () => {
    expect(await done({}, { gpHerId: '80004' })).toEqual({ asked: [], first: [1], second: [2] });
  });

  it('is asked after where the registry names an office that is not in the directory', async () => {
    expect(await done({}, { gpHerId: '1' })).toEqual({ asked: [municipality], first: [1], second: [] });
  });

  it('is asked after where the registry is down', async () => {
    const around: Options['around'] = (entry, invoke) =>
      entry === 'find-person' ? Promise.reject(new Error('down')) : invoke();
    expect(await done({ around }, {})).toEqual({ asked: [municipality], first: [1], second: [] });
  });
});
