import type { Instant, SendingSwitch, Unit } from '../../../domain/model.ts';
import type { PathwayRecord, Task } from '../../../domain/record.ts';
import { expiryOf } from '../../../domain/retention.ts';
import type {
  Collection,
  Entry as CollectionEntry,
  Draft,
  Patient,
  Row,
  Store,
  TestMessage,
  TextItem,
} from '../ports.ts';
import { makeCursor, readCursor, scopeOf } from './cursor.ts';
import { DRAFT_LIFE_MS } from './draft-life.ts';
import { BadCursor } from './errors.ts';
import { type Entry, SortedList } from './memory-lists.ts';
import { PATIENT_HOLD_MS } from './patient-hold.ts';
import { CHECK, currentPlans } from './record-item.ts';
import { checkedRow } from './rows.ts';

/**
 * The store in memory, for tests and simulations of tens of thousands of pathways. Records and rows are kept by
 * reference as values that nobody changes. Items whose time to live has passed are gone at the next request, by `now`
 * in milliseconds.
 */
export function createMemoryStore(now: () => number = () => 0): Store {
  const records = new Map<string, PathwayRecord>();
  const patients = new Map<string, Patient>();
  const people = new Map<string, Set<string>>();
  const rows = new Map<string, Map<string, Row>>();
  const lists = new Map<string, SortedList<Row>>();
  const checks = new SortedList<{ pathwayId: string; nextCheckAt: Instant }>();
  const texts = new Map<string, Map<string, TextItem>>();
  const drafts = new Map<string, Draft>();
  const units = new Map<string, Unit>();
  const revisions = new Map<string, number>();
  const tests = new Map<string, TestMessage>();
  const entries = new Map<Collection, Map<string, CollectionEntry>>();
  /** The time to live of items that have one, by pathway and key. */
  const expiries = new Map<string, Map<string, number>>();
  let soonest = Number.POSITIVE_INFINITY;
  let sending: SendingSwitch | null = null;

  /** An item that is written has the time to live that it is written with. */
  function expires(pathwayId: string, key: string, at: Instant | null): void {
    const own = expiries.get(pathwayId);
    if (at === null) {
      own?.delete(key);
      return;
    }
    expiries.set(pathwayId, (own ?? new Map<string, number>()).set(key, Date.parse(at)));
    soonest = Math.min(soonest, Date.parse(at));
  }

  function deleteExpired(): void {
    if (soonest > now()) return;
    soonest = Number.POSITIVE_INFINITY;
    for (const [pathwayId, own] of expiries) {
      for (const [key, at] of own) {
        if (at > now()) soonest = Math.min(soonest, at);
        else {
          own.delete(key);
          remove(pathwayId, key);
        }
      }
      if (own.size === 0) expiries.delete(pathwayId);
    }
  }

  function remove(pathwayId: string, key: string): void {
    if (key === 'P') records.delete(pathwayId);
    else if (key === 'PATIENT') forget(pathwayId);
    else if (key.startsWith(TEXT)) texts.get(pathwayId)?.delete(key.slice(TEXT.length));
    else if (key.startsWith(DRAFT)) drafts.delete(`${pathwayId}\n${key.slice(DRAFT.length)}`);
    else {
      const own = rows.get(pathwayId) as Map<string, Row>;
      unlist(own.get(key));
      own.delete(key);
    }
  }

  function forget(pathwayId: string): void {
    const before = patients.get(pathwayId);
    if (before) people.get(before.personKey)?.delete(pathwayId);
    patients.delete(pathwayId);
  }

  function unlist(row: Row | undefined): void {
    if (row?.listKey !== undefined) lists.get(row.listKey)?.remove(entryOf(row));
  }

  function store(record: PathwayRecord): void {
    const { pathwayId, nextCheckAt } = record;
    const before = records.get(pathwayId)?.nextCheckAt ?? null;
    records.set(pathwayId, record);
    expires(pathwayId, 'P', expiryOf(record));
    if (before === nextCheckAt) return;
    if (before !== null) checks.remove({ pathwayId, sort: 'P', at: before });
    if (nextCheckAt !== null) {
      checks.add({ pathwayId, sort: 'P', at: nextCheckAt, value: { pathwayId, nextCheckAt } });
    }
  }

  function keep(patient: Patient): void {
    forget(patient.pathwayId);
    expires(patient.pathwayId, 'PATIENT', null);
    const same = people.get(patient.personKey) ?? new Set<string>();
    people.set(patient.personKey, same.add(patient.pathwayId));
    patients.set(patient.pathwayId, patient);
  }

  function putRow(row: Row): void {
    const own = rows.get(row.pathwayId) ?? new Map<string, Row>();
    rows.set(row.pathwayId, own);
    unlist(own.get(row.sort));
    own.set(row.sort, row);
    expires(row.pathwayId, row.sort, null);
    if (row.listKey === undefined) return;
    const list = lists.get(row.listKey) ?? new SortedList<Row>();
    lists.set(row.listKey, list);
    list.add({ ...entryOf(row), value: row });
  }

  return living({
    async getPathway(pathwayId) {
      return records.get(pathwayId);
    },

    async createPathway(record) {
      if (records.has(record.pathwayId)) return false;
      store(record);
      return true;
    },

    async putPathway(record) {
      if (records.get(record.pathwayId)?.version !== record.version - 1) return false;
      store(record);
      return true;
    },

    async enterRung(entry) {
      const record = records.get(entry.pathwayId);
      const task = record?.tasks.find(({ taskId }) => taskId === entry.taskId);
      if (!record || !task || !mayEnter(record, task, entry.plan, entry.generation, entry.rung)) {
        return undefined;
      }
      const entered: Task = { ...task, rung: entry.rung, token: entry.token };
      const written: PathwayRecord = {
        ...record,
        version: record.version + 1,
        tasks: record.tasks.map((other) => (other === task ? entered : other)),
        effects: [...record.effects, entry.effect],
        nextCheckAt: entry.nextCheckAt,
      };
      store(written);
      return written;
    },

    async getPatient(pathwayId) {
      return patients.get(pathwayId);
    },

    async getPatients(pathwayIds) {
      return new Map(
        pathwayIds.flatMap((id) => (patients.has(id) ? [[id, patients.get(id)!] as const] : [])),
      );
    },

    async createPatient(patient) {
      const before = patients.get(patient.pathwayId);
      if (before && before.meaning !== patient.meaning) {
        const age = Date.parse(patient.storedAt) - Date.parse(before.storedAt);
        if (age < PATIENT_HOLD_MS) return false;
      }
      keep(patient);
      return true;
    },

    async correctPatient(patient, expiresAt) {
      if ((patients.get(patient.pathwayId)?.corrected ?? -1) >= patient.corrected!) return;
      keep(patient);
      expires(patient.pathwayId, 'PATIENT', expiresAt);
    },

    async findByPerson(personKey) {
      return [...(people.get(personKey) ?? [])].sort();
    },

    async putRows(given) {
      for (const row of given) checkedRow(row);
      for (const row of given) putRow(row);
    },

    async list(listKey, { limit, cursor, after, before, backwards }) {
      const scope = scopeOf(listKey, backwards);
      const start = cursor === undefined ? undefined : readCursor(scope, cursor);
      if (start && after && start.at <= after) throw new BadCursor();
      if (start && before !== undefined && start.at >= before) throw new BadCursor();
      const found = lists.get(listKey)?.page({ limit, start, after: after || undefined, before, backwards });
      return pageOf(scope, found);
    },

    async rowsOf(pathwayId, sortPrefix) {
      const own = rows.get(pathwayId);
      if (!own) return [];
      return [...own.values()]
        .filter((row) => row.sort.startsWith(sortPrefix))
        .sort((a, b) => (a.sort < b.sort ? -1 : 1));
    },

    async dueChecks(until, { limit, cursor }) {
      const start = cursor === undefined ? undefined : readCursor(CHECK, cursor);
      if (start && start.at > until) throw new BadCursor();
      return pageOf(CHECK, checks.page({ limit, start, until }));
    },

    async setExpiry(pathwayId, expiresAt) {
      const keys = [
        ...(patients.has(pathwayId) ? ['PATIENT'] : []),
        ...[...(texts.get(pathwayId)?.keys() ?? [])].map((textId) => `${TEXT}${textId}`),
        ...(rows.get(pathwayId)?.keys() ?? []),
      ];
      for (const key of keys) expires(pathwayId, key, expiresAt);
    },

    async putText(text) {
      texts.set(text.pathwayId, (texts.get(text.pathwayId) ?? new Map()).set(text.textId, text));
      expires(text.pathwayId, `${TEXT}${text.textId}`, null);
    },

    async getText(pathwayId, textId) {
      return texts.get(pathwayId)?.get(textId);
    },

    async getDraft(pathwayId, taskId) {
      return drafts.get(`${pathwayId}\n${taskId}`);
    },

    async putDraft(draft) {
      const key = `${draft.pathwayId}\n${draft.taskId}`;
      if ((drafts.get(key)?.revision ?? 0) !== draft.revision - 1) return false;
      drafts.set(key, draft);
      expires(draft.pathwayId, `${DRAFT}${draft.taskId}`, draftExpiry(draft.savedAt));
      return true;
    },

    async emptyDraft(pathwayId, taskId, at) {
      const key = `${pathwayId}\n${taskId}`;
      const there = drafts.get(key);
      if (there === undefined || there.content === null) return;
      drafts.set(key, { ...there, content: null, revision: there.revision + 1, savedAt: at });
      expires(pathwayId, `${DRAFT}${taskId}`, draftExpiry(at));
    },

    async readDirectory() {
      return { units: [...units.values()].sort((a, b) => (a.unitId < b.unitId ? -1 : 1)), sending };
    },

    async getUnit(unitId) {
      const unit = units.get(unitId);
      return unit && { unit, revision: revisions.get(unitId) ?? 0, test: tests.get(unitId) ?? null };
    },

    async putUnit(unit, revision) {
      const stored = revisions.get(unit.unitId) ?? 0;
      if (revision !== undefined && revision !== stored) return false;
      units.set(unit.unitId, unit);
      revisions.set(unit.unitId, stored + 1);
      return true;
    },

    async claimTest(unitId, claim, notAfter) {
      const last = tests.get(unitId);
      if (!units.has(unitId) || (last !== undefined && last.at > notAfter)) return false;
      tests.set(unitId, { ...claim, told: [] });
      return true;
    },

    async noteTest(unitId, test) {
      if (tests.get(unitId)?.requestId === test.requestId) tests.set(unitId, test);
    },

    async listEntries(collection) {
      return [...(entries.get(collection)?.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
    },

    async putEntry(collection, entry) {
      entries.set(collection, (entries.get(collection) ?? new Map()).set(entry.id, entry));
    },

    async markFailing({ unitId, n, channel, address, since }) {
      const unit = units.get(unitId);
      const contact = unit?.contacts[n];
      const name = `${channel}FailsSince` as const;
      if (!unit || contact?.[channel] !== address || contact[name] !== undefined) return false;
      const contacts = unit.contacts.with(n, { ...contact, [name]: since });
      units.set(unitId, { ...unit, contacts });
      revisions.set(unitId, (revisions.get(unitId) ?? 0) + 1);
      return true;
    },

    async putSending(given) {
      sending = given;
    },
  });

  /** The store as it is seen: what has expired is not there. */
  function living(whole: Store): Store {
    const methods = Object.entries(whole) as [keyof Store, (...args: unknown[]) => unknown][];
    return Object.fromEntries(
      methods.map(([method, ask]) => [
        method,
        (...args: unknown[]) => {
          deleteExpired();
          return ask(...args);
        },
      ]),
    ) as unknown as Store;
  }
}

/** How the keys of texts and of drafts begin. */
const TEXT = 'X#';
const DRAFT = 'D#';

const draftExpiry = (savedAt: Instant): Instant =>
  new Date(Date.parse(savedAt) + DRAFT_LIFE_MS).toISOString();

function mayEnter(record: PathwayRecord, task: Task, plan: string, generation: number, rung: number) {
  const running = [...currentPlans(record)].some(([id, at]) => id === plan && at === generation);
  return running && (task.status === 'open' || task.status === 'accepted') && task.rung < rung;
}

const entryOf = (row: Row): Entry => ({
  pathwayId: row.pathwayId,
  sort: row.sort,
  at: row.listSort as string,
});

function pageOf<T>(scope: string, found: { entries: (Entry & { value: T })[]; more: boolean } | undefined) {
  if (!found) return { items: [] };
  const items = found.entries.map(({ value }) => value);
  const last = found.entries.at(-1);
  return found.more && last ? { items, cursor: makeCursor(scope, last) } : { items };
}
