import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DraftKeeper, type DraftState, type StoredDraft } from '../../web/pages/task/outcome/draft.ts';

/** What is filled in is kept on the server, and nobody's version is written over without a word. */

class Refused extends Error {
  readonly status: number;
  readonly type: string;
  readonly more: Readonly<Record<string, unknown>>;
  constructor(status: number, type = '', more: Readonly<Record<string, unknown>> = {}) {
    super(type);
    this.status = status;
    this.type = type;
    this.more = more;
  }
}

const empty = { text: '' };

/** A page with a form, and the server as far as it keeps drafts: `fails` are the next answers that it does not give. */
function page(at = '2026-11-20T09:00:00Z') {
  const fails: number[] = [];
  const writes: unknown[] = [];
  const states: DraftState[] = [];
  let stored: StoredDraft = { revision: 0, savedAt: null, mine: false, content: null };
  const timers = new Set<{ readonly run: () => void; readonly afterMs: number }>();
  const soonest = () => [...timers].toSorted((a, b) => a.afterMs - b.afterMs)[0];
  const answers = () => {
    const status = fails.shift();
    if (status !== undefined) throw new Refused(status);
  };
  const keeper = new DraftKeeper({
    read: async () => {
      answers();
      return stored;
    },
    write: async ({ revision, content }) => {
      answers();
      if (revision !== stored.revision) {
        const { content: _, ...told } = stored;
        throw new Refused(409, 'draft-changed', told);
      }
      writes.push(content);
      stored = { revision: revision + 1, savedAt: at, mine: true, content };
      return stored;
    },
    empty: async () => {
      answers();
      stored = { revision: stored.revision + 1, savedAt: null, mine: false, content: null };
    },
    later: (run, afterMs) => {
      const mine = { run, afterMs };
      timers.add(mine);
      return () => void timers.delete(mine);
    },
    tell: (state) => states.push(state),
    refusalOf: (error) => (error instanceof Refused ? error : undefined),
  });
  return {
    keeper,
    fails,
    writes,
    states,
    get stored() {
      return stored;
    },
    get state() {
      return states.at(-1);
    },
    get waits() {
      return soonest()?.afterMs;
    },
    other(content: unknown) {
      stored = { revision: stored.revision + 1, savedAt: at, mine: false, content };
    },
    timers,
    /** What was put off happens, the soonest first, and all that comes of it. */
    async pass(due = soonest()) {
      if (due !== undefined) timers.delete(due);
      due?.run();
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    },
  };
}

describe('a draft', () => {
  it('is saved a second after the last change, once, and only where something has changed', async () => {
    const one = page();
    expect(await one.keeper.load(empty)).toBeUndefined();
    expect(one.waits).toBeUndefined();
    one.keeper.changed({ text: 'a' });
    one.keeper.changed({ text: 'ab' });
    expect(one.waits).toBe(1_000);
    await one.pass();
    expect([one.writes, one.state?.status, one.state?.savedAt]).toEqual([
      [{ text: 'ab' }],
      'saved',
      '2026-11-20T09:00:00Z',
    ]);
    one.keeper.changed({ text: 'ab' });
    expect(one.waits).toBeUndefined();
  });

  it('is saved every few seconds where somebody writes without a pause', async () => {
    const one = page();
    await one.keeper.load(empty);
    for (const text of ['a', 'ab', 'abc']) one.keeper.changed({ text });
    const latest = [...one.timers].filter(({ afterMs }) => afterMs === 5_000);
    expect(latest).toHaveLength(1);
    await one.pass(latest[0]);
    expect([one.writes, one.timers.size]).toEqual([[{ text: 'abc' }], 0]);
  });

  it('is there again on opening, and is not saved by being looked at', async () => {
    const one = page();
    one.other({ text: 'theirs' });
    expect(await one.keeper.load(empty)).toMatchObject({ content: { text: 'theirs' }, mine: false });
    expect(await one.keeper.flush()).toBe(true);
    expect(one.writes).toEqual([]);
  });

  it('that could not be saved is tried again, less and less often, until it is', async () => {
    const one = page();
    await one.keeper.load(empty);
    one.fails.push(0, 500, 429, 503, 503);
    one.keeper.changed({ text: 'a' });
    const waited: unknown[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await one.pass();
      waited.push(one.waits);
      expect(one.state?.status).toBe('failed');
    }
    expect(waited).toEqual([5_000, 10_000, 20_000, 40_000, 40_000]);
    await one.pass();
    expect([one.state?.status, one.writes]).toEqual(['saved', [{ text: 'a' }]]);
  });

  it('is not sent again and again where the session has ended', async () => {
    const one = page();
    await one.keeper.load(empty);
    one.fails.push(401);
    one.keeper.changed({ text: 'a' });
    await one.pass();
    expect([one.state?.status, one.waits]).toEqual(['failed', undefined]);
    expect(await one.keeper.flush()).toBe(true);
  });

  it('of a task that is closed is nobody’s any more', async () => {
    const one = page();
    one.fails.push(409);
    expect(await one.keeper.load(empty)).toBeUndefined();
    one.keeper.changed({ text: 'a' });
    expect([one.state?.status, one.waits, await one.keeper.flush()]).toEqual(['closed', undefined, false]);
  });

  it('that another has changed is told of, and waits for a choice', async () => {
    const one = page();
    await one.keeper.load(empty);
    one.other({ text: 'theirs' });
    one.keeper.changed({ text: 'mine' });
    await one.pass();
    expect(one.state).toMatchObject({ status: 'conflict', theirs: { mine: false } });
    one.keeper.changed({ text: 'mine still' });
    expect([one.waits, await one.keeper.flush(), one.stored.content]).toEqual([
      undefined,
      false,
      { text: 'theirs' },
    ]);
    expect(await one.keeper.keepMine()).toBe(true);
    expect(one.stored.content).toEqual({ text: 'mine still' });
  });

  it('of another is taken instead where one chooses so', async () => {
    const one = page();
    await one.keeper.load(empty);
    one.other({ text: 'theirs' });
    one.keeper.changed({ text: 'mine' });
    await one.pass();
    expect((await one.keeper.takeTheirs())?.content).toEqual({ text: 'theirs' });
    one.keeper.changed({ text: 'theirs, and mine' });
    await one.pass();
    expect(one.writes).toEqual([{ text: 'theirs, and mine' }]);
  });

  it('of another that cannot be read just now is tried again', async () => {
    const one = page();
    await one.keeper.load(empty);
    one.fails.push(0);
    expect(await one.keeper.takeTheirs()).toBeUndefined();
    expect(one.state?.status).toBe('failed');
  });

  it('that could not be read at first is asked for again before anything is written', async () => {
    const one = page();
    one.other({ text: 'theirs' });
    one.fails.push(0, 0);
    await one.keeper.load(empty);
    one.keeper.changed({ text: 'mine' });
    await one.pass();
    expect(one.state?.status).toBe('failed');
    await one.pass();
    expect([one.state?.status, one.writes]).toEqual(['conflict', []]);
  });

  it('that turns out to be empty is written', async () => {
    const one = page();
    one.fails.push(0);
    await one.keeper.load(empty);
    await one.pass();
    expect(one.state?.status).toBe('idle');
    const two = page();
    two.fails.push(0);
    await two.keeper.load(empty);
    two.keeper.changed({ text: 'a' });
    await two.pass();
    expect(two.stored.content).toEqual({ text: 'a' });
  });

  it('is emptied where one begins anew, and not written any more once the outcome was sent', async () => {
    const one = page();
    await one.keeper.load(empty);
    one.keeper.changed({ text: 'a' });
    await one.pass();
    await one.keeper.startAnew(empty);
    expect([one.stored.content, one.state?.status]).toEqual([null, 'idle']);
    one.keeper.changed({ text: 'b' });
    one.keeper.stop();
    await one.pass();
    expect(one.writes).toEqual([{ text: 'a' }]);
    one.fails.push(500);
    await one.keeper.startAnew(empty);
    expect(one.state?.status).toBe('failed');
  });
});

const act = fc.oneof(
  fc.record({ act: fc.constant('write' as const), text: fc.string({ maxLength: 3 }) }),
  fc.record({ act: fc.constant('other' as const), text: fc.string({ maxLength: 3 }) }),
  fc.record({ act: fc.constant('fail' as const), status: fc.constantFrom(0, 429, 500, 503) }),
  fc.record({ act: fc.constantFrom('pass' as const, 'flush' as const, 'keep' as const, 'take' as const) }),
);

describe('whatever happens', () => {
  it('what one has written is on the server in the end, or one has been told of another’s; none of that is lost unseen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
        const one = page();
        await one.keeper.load(empty);
        let shown: unknown = empty;
        // what another has written, and this page has not been told of
        let unseen: unknown;
        for (const next of acts) {
          const before = one.stored;
          switch (next.act) {
            case 'write':
              shown = { text: next.text };
              one.keeper.changed(shown);
              break;
            case 'other':
              unseen = { text: next.text, by: 'other' };
              one.other(unseen);
              break;
            case 'fail':
              one.fails.push(next.status);
              break;
            case 'pass':
              await one.pass();
              break;
            case 'flush':
              await one.keeper.flush();
              break;
            default: {
              // only who is asked chooses
              if (one.state?.status !== 'conflict') break;
              unseen = undefined;
              if (next.act === 'keep') await one.keeper.keepMine();
              else shown = (await one.keeper.takeTheirs())?.content ?? shown;
            }
          }
          const isOver = before.content !== one.stored.content && one.stored.mine;
          expect(isOver && unseen !== undefined && before.content === unseen).toBe(false);
        }
        one.fails.length = 0;
        const isSaved = await one.keeper.flush();
        expect(isSaved || one.state?.status === 'conflict').toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
