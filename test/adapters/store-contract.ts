import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PathwayRecord } from '../../domain/record.ts';
import { BadCursor } from '../../functions/shared/adapters/errors.ts';
import type { Page, PageRequest, Store } from '../../functions/shared/ports.ts';
import { patient, record, row, sendEffect, task } from './samples.ts';

/**
 * What every store must do. `store` answers one that other tests may have written to; ids are new each time. `expire`
 * lets items delete themselves whose time to live has passed by then.
 */
export function storeContract(
  name: string,
  store: () => Store,
  runs: number,
  expire: (at: string) => Promise<void>,
): void {
  let count = 0;
  const newId = () => {
    count += 1;
    return `pw${count}`;
  };
  const rung = (pathwayId: string, changes: object = {}) => ({
    pathwayId,
    plan: 'p',
    generation: 1,
    taskId: `${pathwayId}-t1`,
    rung: 0,
    token: 'token-0',
    effect: sendEffect(`${pathwayId}-t1`, 0),
    nextCheckAt: '2026-11-09T08:00:00Z',
    ...changes,
  });

  describe(`${name}: the record`, () => {
    test('comes back as it was written', async () => {
      const id = newId();
      const written = record(id, {
        tasks: [10, 2, 1].map((n) => task(id, n)),
        events: [
          {
            type: 'ready',
            eventId: 'e1',
            occurredOn: '2026-11-02',
            receivedAt: '2026-11-02T08:00:00Z',
            by: 'a',
          },
        ],
      });
      expect(await store().createPathway(written)).toBe(true);
      expect(await store().getPathway(id)).toEqual(written);
    });

    test('is not there before it is created, and is created once', async () => {
      const id = newId();
      expect(await store().getPathway(id)).toBeUndefined();
      const made = await Promise.all([1, 2, 3].map(() => store().createPathway(record(id))));
      expect(made.filter(Boolean)).toHaveLength(1);
    });

    test('is written only over the version before it', async () => {
      const id = newId();
      expect(await store().putPathway(record(id, { version: 2 }))).toBe(false);
      await store().createPathway(record(id));
      expect(await store().putPathway(record(id, { version: 3 }))).toBe(false);
      expect(await store().putPathway(record(id, { version: 2, status: 'completed' }))).toBe(true);
      expect((await store().getPathway(id))?.status).toBe('completed');
    });

    test('of several writers at once exactly one wins each version', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 2, max: 6 }),
          fc.integer({ min: 0, max: 4 }),
          async (puts, rungs) => {
            const id = newId();
            await store().createPathway(record(id));
            const winners = await Promise.all([
              ...Array.from({ length: puts }, (_, n) =>
                store().putPathway(record(id, { version: 2, referralId: `writer-${n}` })),
              ),
              ...Array.from({ length: rungs }, (_, n) => store().enterRung(rung(id, { token: `t${n}` }))),
            ]);
            const end = (await store().getPathway(id)) as PathwayRecord;
            const put = winners.slice(0, puts).filter(Boolean).length;
            const entered = winners.slice(puts).filter(Boolean).length;
            // A put demands version 1; a rung demands only that it is not yet entered.
            expect(put).toBeLessThanOrEqual(1);
            expect(entered).toBeLessThanOrEqual(1);
            expect(put + entered).toBeGreaterThanOrEqual(1);
            expect(end.version).toBe(1 + put + entered);
            expect(end.tasks[0]?.rung).toBe(entered === 1 ? 0 : -1);
            expect(end.effects).toHaveLength(entered);
          },
        ),
        { numRuns: runs },
      );
    });
  });

  describe(`${name}: entering a rung`, () => {
    test('sets rung and token, adds the effect and the next check, and answers the record', async () => {
      const id = newId();
      await store().createPathway(record(id, { nextCheckAt: null, tasks: [task(id, 1), task(id, 2)] }));
      const written = await store().enterRung(rung(id));
      expect(written).toEqual(
        record(id, {
          version: 2,
          tasks: [task(id, 1, { rung: 0, token: 'token-0' }), task(id, 2)],
          effects: [sendEffect(`${id}-t1`, 0)],
          nextCheckAt: '2026-11-09T08:00:00Z',
        }),
      );
      expect(await store().getPathway(id)).toEqual(written);
      const next = await store().enterRung(
        rung(id, { rung: 2, token: 'token-2', effect: sendEffect(`${id}-t1`, 2) }),
      );
      expect(next?.effects.map((effect) => effect.id)).toEqual([`${id}-t1#0`, `${id}-t1#2`]);
    });

    test.each([
      ['of an unknown pathway', {}, { pathwayId: 'nobody' }],
      ['of an unknown task', {}, { taskId: 'nothing' }],
      ['of another generation', {}, { generation: 2 }],
      ['of another plan', {}, { plan: 'f1' }],
      ['that is already entered', { tasks: [{ rung: 0 }] }, {}],
      ['of a task that is completed', { tasks: [{ status: 'completed' as const }] }, {}],
      ['of a plan that has stopped', { executions: [{ status: 'ABORTED' as const }] }, {}],
      ['of a plan that was made anew', { executions: [{}, { generation: 2 }] }, {}],
    ])('refuses one %s', async (_, changes: Changes, entry) => {
      const id = newId();
      const base = record(id);
      const before: PathwayRecord = {
        ...base,
        tasks: (changes.tasks ?? [{}]).map((change) => task(id, 1, change)),
        executions: (changes.executions ?? [{}]).map((change) => ({ ...base.executions[0]!, ...change })),
      };
      await store().createPathway(before);
      expect(await store().enterRung(rung(id, entry))).toBeUndefined();
      expect(await store().getPathway(id)).toEqual(before);
    });

    test('goes on with an accepted task, and with a plan started again', async () => {
      const id = newId();
      const [first] = record(id).executions;
      await store().createPathway(
        record(id, {
          tasks: [task(id, 1, { status: 'accepted' })],
          executions: [
            { ...first!, status: 'ABORTED' },
            { ...first!, generation: 2 },
          ],
        }),
      );
      expect((await store().enterRung(rung(id, { generation: 2 })))?.version).toBe(2);
    });
  });

  describe(`${name}: checks`, () => {
    test('come soonest first, up to the instant, page by page, and follow the record', async () => {
      const ids = [3, 1, 2, 9].map((n) => ({ id: newId(), at: `2026-01-0${n}T08:00:00Z` }));
      for (const { id, at } of ids) await store().createPathway(record(id, { nextCheckAt: at }));
      const due = () => collect((page) => store().dueChecks('2026-01-03T08:00:00Z', page), 2);
      expect((await due()).map(({ nextCheckAt }) => nextCheckAt)).toEqual([
        '2026-01-01T08:00:00Z',
        '2026-01-02T08:00:00Z',
        '2026-01-03T08:00:00Z',
      ]);
      await store().putPathway(record(ids[0]!.id, { version: 2, nextCheckAt: null }));
      await store().putPathway(record(ids[1]!.id, { version: 2, nextCheckAt: '2026-01-02T09:00:00Z' }));
      expect(await due()).toEqual([
        { pathwayId: ids[2]!.id, nextCheckAt: '2026-01-02T08:00:00Z' },
        { pathwayId: ids[1]!.id, nextCheckAt: '2026-01-02T09:00:00Z' },
      ]);
      for (const [n, { id }] of ids.entries()) {
        await store().putPathway(record(id, { version: n < 2 ? 3 : 2, nextCheckAt: null }));
      }
      expect(await due()).toEqual([]);
    });

    test('refuse a cursor past the instant', async () => {
      const ids = [newId(), newId()];
      for (const id of ids) await store().createPathway(record(id, { nextCheckAt: '2026-01-03T08:00:00Z' }));
      const { cursor } = await store().dueChecks('2026-01-04T00:00:00Z', { limit: 1 });
      await expect(store().dueChecks('2026-01-02T00:00:00Z', { limit: 1, cursor })).rejects.toThrow(
        BadCursor,
      );
      for (const id of ids) await store().putPathway(record(id, { version: 2, nextCheckAt: null }));
    });
  });

  describe(`${name}: the patient`, () => {
    test('comes back, and is found by person', async () => {
      const [id, other] = [newId(), newId()];
      const written = patient(id, { personKey: `${id}-person` });
      expect(await store().getPatient(id)).toBeUndefined();
      expect(await store().createPatient(written)).toBe(true);
      await store().createPatient(patient(other, { personKey: `${id}-person` }));
      expect(await store().getPatient(id)).toEqual(written);
      expect([...(await store().findByPerson(`${id}-person`))].sort()).toEqual([id, other].sort());
      expect(await store().findByPerson('nobody')).toEqual([]);
    });

    test('comes with others, each once, those that there are', async () => {
      const ids = Array.from({ length: 30 }, newId);
      for (const id of ids.slice(0, 28)) await store().createPatient(patient(id));
      await store().createPathway(record(ids[29]!));
      const found = await store().getPatients(ids);
      expect(found.size).toBe(28);
      for (const id of ids.slice(0, 28)) expect(found.get(id)).toEqual(await store().getPatient(id));
      expect(await store().getPatients([])).toEqual(new Map());
    });

    test('is held for ten minutes against another meaning, never against the same', async () => {
      const id = newId();
      await store().createPatient(patient(id));
      const later = (storedAt: string, meaning: string) =>
        store().createPatient(patient(id, { storedAt, meaning }));
      expect(await later('2026-11-01T08:05:00Z', 'other')).toBe(false);
      expect(await later('2026-11-01T08:09:59.999Z', 'other')).toBe(false);
      expect(await later('2026-11-01T08:00:30Z', 'digest')).toBe(true);
      expect(await later('2026-11-01T08:10:00Z', 'other')).toBe(false);
      expect(await later('2026-11-01T08:10:30Z', 'other')).toBe(true);
      expect((await store().getPatient(id))?.meaning).toBe('other');
    });

    test('moves to the new person where it is overwritten', async () => {
      const id = newId();
      await store().createPatient(patient(id, { personKey: `${id}-a` }));
      await store().createPatient(patient(id, { personKey: `${id}-b` }));
      expect(await store().findByPerson(`${id}-a`)).toEqual([]);
      expect(await store().findByPerson(`${id}-b`)).toEqual([id]);
    });

    test('is corrected as the newest record has it, whoever writes last', async () => {
      const id = newId();
      const by = (corrected: number) =>
        patient(id, {
          personKey: `${id}-${corrected}`,
          original: { identity: patient(id).identity, personKey: `${id}-0` },
          identity: { nationalId: '00000000000', name: `Name ${corrected}` },
          corrected,
        });
      await store().createPatient(patient(id, { personKey: `${id}-0` }));
      await store().correctPatient(by(3), null);
      await store().correctPatient(by(2), null);
      await store().correctPatient(by(3), null);
      expect(await store().getPatient(id)).toEqual(by(3));
      expect(await store().findByPerson(`${id}-0`)).toEqual([]);
      expect(await store().findByPerson(`${id}-2`)).toEqual([]);
      expect(await store().findByPerson(`${id}-3`)).toEqual([id]);
      await Promise.all([5, 4, 7, 6].map((corrected) => store().correctPatient(by(corrected), null)));
      expect(await store().getPatient(id)).toEqual(by(7));
      expect(await store().findByPerson(`${id}-7`)).toEqual([id]);
    });
  });

  describe(`${name}: rows and lists`, () => {
    test('a list, page by page, is its rows in order, each once', async () => {
      const keys = fc.uniqueArray(fc.stringMatching(/^[a-z0-9#:-]{1,12}$/), { minLength: 1, maxLength: 40 });
      await fc.assert(
        fc.asyncProperty(keys, fc.integer({ min: 1, max: 15 }), fc.nat(), async (sorts, limit, pick) => {
          const list = `U#${newId()}#open`;
          const rows = sorts.map((sort, n) => row(`${list}-${n % 3}`, `T#${n}`, list, sort));
          await store().putRows(rows);
          await store().putRows(rows);
          const ordered = rows.toSorted((a, b) => (a.listSort! < b.listSort! ? -1 : 1));
          expect(await collect((page) => store().list(list, page), limit)).toEqual(ordered);
          const after = sorts[pick % sorts.length] as string;
          expect(await collect((page) => store().list(list, { ...page, after }), limit)).toEqual(
            ordered.filter((one) => one.listSort! > after),
          );
          const before = ordered.filter((one) => one.listSort! < after);
          const bounded = { before: after, backwards: true };
          expect(await collect((page) => store().list(list, { ...page, before: after }), limit)).toEqual(
            before,
          );
          expect(await collect((page) => store().list(list, { ...page, backwards: true }), limit)).toEqual(
            ordered.toReversed(),
          );
          expect(await collect((page) => store().list(list, { ...page, ...bounded }), limit)).toEqual(
            before.toReversed(),
          );
          const rest = { backwards: true, after };
          expect(await collect((page) => store().list(list, { ...page, ...rest }), limit)).toEqual(
            ordered.filter((one) => one.listSort! > after).toReversed(),
          );
        }),
        { numRuns: runs },
      );
    });

    test('equal sort keys are all listed, each once', async () => {
      const list = `U#${newId()}#open`;
      const rows = Array.from({ length: 7 }, (_, n) => row(`${list}-${n}`, 'T#1', list, 'same'));
      await store().putRows(rows);
      const ids = (await collect((page) => store().list(list, page), 2)).map((one) => one.pathwayId);
      const back = await collect((page) => store().list(list, { ...page, backwards: true }), 2);
      expect(back.map((one) => one.pathwayId)).toEqual(ids.toReversed());
      expect(ids.sort()).toEqual(rows.map((one) => one.pathwayId));
    });

    test('a row changes place, changes list, and leaves its list', async () => {
      const [list, other] = [`U#${newId()}#open`, `U#${newId()}#open`];
      await store().putRows([row('a', `T#${list}`, list, '1'), row('b', `T#${list}`, list, '2')]);
      await store().putRows([row('a', `T#${list}`, list, '3')]);
      const ids = async (key: string) =>
        (await store().list(key, { limit: 9 })).items.map((one) => one.pathwayId);
      expect(await ids(list)).toEqual(['b', 'a']);
      await store().putRows([row('a', `T#${list}`, other, '1'), row('b', `T#${list}`)]);
      expect(await ids(list)).toEqual([]);
      expect(await ids(other)).toEqual(['a']);
      expect(await store().rowsOf('b', `T#${list}`)).toEqual([row('b', `T#${list}`)]);
    });

    test('of one row given twice in a call the last counts', async () => {
      const list = `U#${newId()}#open`;
      await store().putRows([row('a', 'T#1', list, '1'), row('a', 'T#1', list, '2')]);
      expect((await store().list(list, { limit: 9 })).items).toEqual([row('a', 'T#1', list, '2')]);
    });

    test('a pathway has all its rows, by prefix and in order, beyond one request of 25', async () => {
      const id = newId();
      await store().createPathway(record(id));
      await store().createPatient(patient(id));
      await store().putText({ pathwayId: id, textId: 'E', content: {} });
      const rows = Array.from({ length: 60 }, (_, n) => row(id, `E#${String(n).padStart(2, '0')}`));
      await store().putRows([...rows.toReversed(), row(id, 'N#1')]);
      expect(await store().rowsOf(id, 'E#')).toEqual(rows);
      expect(await store().rowsOf(id, 'N#')).toEqual([row(id, 'N#1')]);
      expect(await store().rowsOf(id, 'T#')).toEqual([]);
    });

    test('a row with half a list key is refused', async () => {
      const half = { pathwayId: 'a', sort: 'T#1', listKey: 'l', data: {} };
      await expect(store().putRows([half])).rejects.toThrow(TypeError);
    });

    test('a cursor of another list, of another question or of nobody is refused', async () => {
      const [list, other] = [`U#${newId()}#open`, `U#${newId()}#open`];
      await store().putRows(['1', '2', '3'].map((sort) => row(`${list}-${sort}`, 'T#1', list, sort)));
      const { cursor } = await store().list(list, { limit: 1 });
      await expect(store().list(other, { limit: 1, cursor })).rejects.toThrow(BadCursor);
      await expect(store().list(list, { limit: 1, cursor, after: '2' })).rejects.toThrow(BadCursor);
      await expect(store().list(list, { limit: 1, cursor, before: '1' })).rejects.toThrow(BadCursor);
      await expect(store().list(list, { limit: 1, cursor, backwards: true })).rejects.toThrow(BadCursor);
      await fc.assert(
        fc.asyncProperty(fc.string(), async (text) => {
          await expect(store().list(list, { limit: 1, cursor: text })).rejects.toThrow(BadCursor);
        }),
        { numRuns: runs },
      );
    });
  });

  describe(`${name}: the time to live`, () => {
    const list = (id: string) => `U#${id}#completed`;
    const beside = async (id: string) => {
      await store().createPatient(patient(id));
      await store().putText({ pathwayId: id, textId: 'note', content: { note: 'x' } });
      await store().putRows([
        row(id, 'T#1', list(id), '1'),
        ...Array.from({ length: 30 }, (_, n) => row(id, `E#${n}`)),
      ]);
    };
    const ended = (id: string, changes: Partial<PathwayRecord> = {}) =>
      record(id, {
        status: 'completed',
        endedAt: '2026-11-02T08:00:00Z',
        executions: [
          {
            plan: 'p',
            generation: 1,
            startedAt: '2026-11-01T08:00:00Z',
            stoppedAt: '2026-11-02T08:00:00Z',
            status: 'SUCCEEDED',
          },
        ],
        nextCheckAt: null,
        ...changes,
      });
    const left = async (id: string) => ({
      record: (await store().getPathway(id))?.status,
      patient: (await store().getPatient(id))?.pathwayId,
      found: (await store().findByPerson(`person-of-${id}`)).length,
      text: (await store().getText(id, 'note'))?.textId,
      rows: (await store().rowsOf(id, 'E#')).length + (await store().rowsOf(id, 'T#')).length,
      listed: (await store().list(list(id), { limit: 9 })).items.length,
    });
    const all = { patient: expect.any(String), found: 1, text: 'note', rows: 31, listed: 1 };
    const nothing = { patient: undefined, found: 0, text: undefined, rows: 0, listed: 0 };

    test('ends with all that lies under a pathway, and the record, which follows from itself', async () => {
      const [id, other] = [newId(), newId()];
      for (const one of [id, other]) {
        await store().createPathway(record(one));
        await beside(one);
      }
      await store().putPathway(ended(id, { version: 2 }));
      await store().setExpiry(id, '2027-11-02T07:00:00Z');
      expect(await store().getPatient(id)).toEqual(patient(id));
      await expire('2027-11-02T06:59:59Z');
      expect(await left(id)).toEqual({ record: 'completed', ...all });
      await expire('2027-11-02T07:00:00Z');
      expect(await left(id)).toEqual({ record: undefined, ...nothing });
      expect(await left(other)).toEqual({ record: 'active', ...all });
      // the same referral may come again
      expect(await store().createPatient(patient(id, { meaning: 'other' }))).toBe(true);
      expect(await store().createPathway(record(id))).toBe(true);
      await store().setExpiry(newId(), '2027-11-02T07:00:00Z');
    });

    test('is taken back', async () => {
      const id = newId();
      await store().createPathway(ended(id));
      await beside(id);
      await store().setExpiry(id, '2027-11-02T07:00:00Z');
      await store().putPathway(record(id, { version: 2 }));
      await store().setExpiry(id, null);
      await store().setExpiry(id, null);
      await expire('2027-12-01T00:00:00Z');
      expect(await left(id)).toEqual({ record: 'active', ...all });
    });

    test('is that of a patient who is corrected, as the record has it', async () => {
      const id = newId();
      await store().createPathway(record(id));
      await beside(id);
      await store().correctPatient(patient(id, { corrected: 1 }), '2027-11-02T07:00:00Z');
      expect(await store().getPatient(id)).toEqual(patient(id, { corrected: 1 }));
      await expire('2027-11-02T07:00:00Z');
      expect(await left(id)).toEqual({ record: 'active', ...all, patient: undefined, found: 0 });
    });

    test('is moved, and is not that of what is written later', async () => {
      const id = newId();
      await store().createPathway(ended(id, { rules: { localPoints: [], retentionMonths: 14 } }));
      await beside(id);
      await store().setExpiry(id, '2027-11-02T07:00:00Z');
      await store().setExpiry(id, '2028-01-02T07:00:00Z');
      await expire('2027-12-01T00:00:00Z');
      expect(await left(id)).toEqual({ record: 'completed', ...all });
      await store().correctPatient(patient(id, { corrected: 1 }), null);
      await store().putRows([row(id, 'E#9'), row(id, 'E#99')]);
      await store().putText({ pathwayId: id, textId: 'note', content: {} });
      await expire('2028-01-02T07:00:00Z');
      expect(await left(id)).toEqual({ record: undefined, ...all, rows: 2, listed: 0 });
    });
  });

  describe(`${name}: texts and units`, () => {
    test('a text comes back whole, and is replaced', async () => {
      const id = newId();
      const text = {
        pathwayId: id,
        textId: 'x1',
        content: { note: 'æøå', empty: '', none: null, deep: [[{ n: 0.1 }]] },
      };
      expect(await store().getText(id, 'x1')).toBeUndefined();
      await store().putText(text);
      expect(await store().getText(id, 'x1')).toEqual(text);
      await store().putText({ ...text, content: {} });
      expect(await store().getText(id, 'x1')).toEqual({ ...text, content: {} });
    });

    test('a draft is written over the revision before it alone, and emptied as one more', async () => {
      const id = newId();
      const draft = (revision: number, changes: object = {}) => ({
        pathwayId: id,
        taskId: `${id}-t1`,
        unitId: 'unit-a',
        revision,
        savedAt: '2026-11-20T09:00:00Z',
        savedBy: 'someone',
        content: { whatMatters: 'æøå', deep: [[[{ none: null, n: 0.1 }]]] },
        ...changes,
      });
      const get = () => store().getDraft(id, `${id}-t1`);
      const empty = () => store().emptyDraft(id, `${id}-t1`, '2026-11-21T09:00:00Z');
      await empty();
      expect(await get()).toBeUndefined();
      expect(await store().putDraft(draft(2))).toBe(false);
      const first = await Promise.all([1, 2, 3].map(() => store().putDraft(draft(1))));
      expect(first.filter(Boolean)).toHaveLength(1);
      expect(await get()).toEqual(draft(1));
      expect(await store().putDraft(draft(3))).toBe(false);
      expect(await store().putDraft(draft(2, { content: {}, savedBy: 'other' }))).toBe(true);
      expect(await get()).toEqual(draft(2, { content: {}, savedBy: 'other' }));
      await empty();
      await empty();
      const emptied = { content: null, savedBy: 'other', savedAt: '2026-11-21T09:00:00Z' };
      expect(await get()).toEqual(draft(3, emptied));
      expect(await store().putDraft(draft(3))).toBe(false);
      expect(await store().putDraft(draft(4))).toBe(true);
      expect(await store().getDraft(id, `${id}-t2`)).toBeUndefined();
      expect(await store().rowsOf(id, 'T#')).toEqual([]);
    });

    test('the directory holds each unit once, by id', async () => {
      const unit = (unitId: string, name: string) => ({
        unitId,
        kind: 'hospital' as const,
        name,
        channel: 'email' as const,
        escalatesTo: null,
        contacts: [],
      });
      await store().putUnit(unit('b', 'B'));
      await store().putUnit(unit('a', 'A'));
      await store().putUnit(unit('b', 'B again'));
      const { units } = await store().readDirectory();
      expect(units).toEqual([unit('a', 'A'), unit('b', 'B again')]);
    });

    test('an address is noted as failing once, while it is the contact’s, until the unit is written again', async () => {
      const at = { language: 'nb' as const, role: 'leader' as const };
      const written = {
        unitId: 'f',
        kind: 'hospital' as const,
        name: 'F',
        channel: 'both' as const,
        escalatesTo: null,
        contacts: [
          { ...at, email: 'a@f.example' },
          { ...at, email: 'b@f.example', sms: '+4799999000' },
        ],
      };
      await store().putUnit(written);
      const contactsNow = async () =>
        (await store().readDirectory()).units.find(({ unitId }) => unitId === 'f')?.contacts;
      const since = '2026-11-20T09:00:00Z';
      const mark = (n: number, channel: 'email' | 'sms', address: string, unitId = 'f') =>
        store().markFailing({ unitId, n, channel, address, since });
      expect(await mark(1, 'email', 'b@f.example')).toBe(true);
      expect(await mark(1, 'sms', '+4799999000')).toBe(true);
      expect(await mark(1, 'email', 'b@f.example')).toBe(false);
      expect(await mark(0, 'email', 'other@f.example')).toBe(false);
      expect(await mark(0, 'sms', '+4799999000')).toBe(false);
      expect(await mark(9, 'email', 'a@f.example')).toBe(false);
      expect(await mark(0, 'email', 'a@f.example', 'nowhere')).toBe(false);
      expect(await contactsNow()).toEqual([
        written.contacts[0],
        { ...written.contacts[1], emailFailsSince: since, smsFailsSince: since },
      ]);
      await store().putUnit(written);
      expect(await contactsNow()).toEqual(written.contacts);
    });

    test('a unit is written by who has read it as it is: its revision is raised by each write', async () => {
      const unit = (name: string) => ({
        unitId: 'r',
        kind: 'hospital' as const,
        name,
        channel: 'email' as const,
        escalatesTo: null,
        contacts: [{ language: 'nb' as const, role: 'leader' as const, email: 'a@r.example' }],
      });
      expect(await store().getUnit('r')).toBeUndefined();
      expect(await store().putUnit(unit('never'), 1)).toBe(false);
      expect(await store().getUnit('r')).toBeUndefined();
      expect(await store().putUnit(unit('R'), 0)).toBe(true);
      expect(await store().putUnit(unit('another R'), 0)).toBe(false);
      expect(await store().putUnit(unit('R again'), 1)).toBe(true);
      expect(await store().putUnit(unit('too late'), 1)).toBe(false);
      expect(await store().putUnit(unit('R at any rate'))).toBe(true);
      expect(await store().getUnit('r')).toEqual({ unit: unit('R at any rate'), revision: 3, test: null });
      const failing = { unitId: 'r', n: 0, channel: 'email' as const, address: 'a@r.example' };
      await store().markFailing({ ...failing, since: '2026-11-20T09:00:00Z' });
      expect(await store().putUnit(unit('before it failed'), 3)).toBe(false);
      expect((await store().getUnit('r'))?.revision).toBe(4);
    });

    test('a test message is claimed by one, and not again for a while; a write of the unit leaves it', async () => {
      const unit = {
        unitId: 't',
        kind: 'hospital' as const,
        name: 'T',
        channel: 'email' as const,
        escalatesTo: null,
        contacts: [],
      };
      const claim = { requestId: 'one', at: '2026-11-20T09:00:00Z' };
      const later = { requestId: 'two', at: '2026-11-20T09:05:00Z' };
      const told = [{ n: 0, channel: 'sms' as const, result: 'accepted' as const }];
      expect(await store().claimTest('t', claim, claim.at)).toBe(false);
      expect(await store().getUnit('t')).toBeUndefined();
      await store().putUnit(unit);
      expect(await store().claimTest('t', claim, '2026-11-20T08:55:00Z')).toBe(true);
      expect(await store().claimTest('t', later, '2026-11-20T08:59:59Z')).toBe(false);
      await store().noteTest('t', { ...later, told });
      expect((await store().getUnit('t'))?.test).toEqual({ ...claim, told: [] });
      await store().noteTest('t', { ...claim, told });
      await store().putUnit(unit);
      expect(await store().getUnit('t')).toEqual({ unit, revision: 2, test: { ...claim, told } });
      expect(await store().claimTest('t', later, claim.at)).toBe(true);
      expect((await store().getUnit('t'))?.test).toEqual({ ...later, told: [] });
    });

    test('the directory comes with the switch that pauses sending, once it was used', async () => {
      const paused = { paused: true, since: '2026-11-20T09:00:00Z', by: 's', reason: null };
      const { units } = await store().readDirectory();
      await store().putSending(paused);
      expect(await store().readDirectory()).toEqual({ units, sending: paused });
      await store().putSending({ ...paused, paused: false });
      expect((await store().readDirectory()).sending?.paused).toBe(false);
    });

    test('a collection holds each entry once, by id, and no other collection’s', async () => {
      const entry = (id: string, n: number) => ({ id, content: { n, deep: [{ none: null }] } });
      expect(await store().listEntries('COHORTS')).toEqual([]);
      for (const one of [entry('b', 1), entry('a', 2), entry('b', 3)]) await store().putEntry('COHORTS', one);
      expect(await store().listEntries('COHORTS')).toEqual([entry('a', 2), entry('b', 3)]);
      expect(await store().listEntries('DIAGNOSED')).toEqual([]);
    });
  });
}

interface Changes {
  tasks?: { rung?: number; status?: 'completed' }[];
  executions?: { status?: 'ABORTED'; generation?: number }[];
}

/** Follows the cursors to the end, and holds every page but the last to the limit exactly. */
async function collect<T>(read: (page: PageRequest) => Promise<Page<T>>, limit: number): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await read({ limit, cursor });
    if (page.cursor !== undefined) expect(page.items).toHaveLength(limit);
    else expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}
