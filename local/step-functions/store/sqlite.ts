import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Execution, ExecutionStatus, ParentLink } from '../execution.ts';
import type { EventRecord } from '../history.ts';
import type { Json } from '../json.ts';
import { writeThread } from './snapshot.ts';
import type {
  ExecutionView,
  ListQuery,
  MachineRecord,
  Restore,
  RevisionRecord,
  Store,
  StoredState,
} from './store.ts';

/** The version of the schema; a file of another version is refused. */
const SCHEMA_VERSION = 1;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS machines (arn TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS revisions (
  id INTEGER PRIMARY KEY, machine_arn TEXT NOT NULL, machine_name TEXT NOT NULL, role_arn TEXT NOT NULL,
  definition TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS executions (
  key INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, name TEXT NOT NULL, machine_arn TEXT NOT NULL,
  revision INTEGER NOT NULL, status TEXT NOT NULL, start_date REAL NOT NULL, stop_date REAL,
  input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
  next_thread INTEGER NOT NULL, events INTEGER NOT NULL, timer_at REAL, timer_sequence INTEGER, parent TEXT
);
CREATE INDEX IF NOT EXISTS executions_by_machine ON executions (machine_arn, key);
CREATE INDEX IF NOT EXISTS executions_by_status ON executions (status, machine_arn, key);
CREATE INDEX IF NOT EXISTS executions_by_stop ON executions (stop_date);
CREATE TABLE IF NOT EXISTS threads (
  execution INTEGER NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (execution, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
  execution INTEGER NOT NULL, first_id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (execution, first_id)
) WITHOUT ROWID;
`;

type EventRow = readonly [
  code: number,
  previous: number,
  at: number,
  subject: string | null,
  first: Json | null,
  second: Json | null,
  /** Which of the last two are there: 1 first, 2 second. */
  present: number,
];

interface ExecutionRow {
  readonly key: number;
  readonly arn: string;
  readonly name: string;
  readonly machine_arn: string;
  readonly revision: number;
  readonly status: ExecutionStatus;
  readonly start_date: number;
  readonly stop_date: number | null;
  readonly input: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly next_thread: number;
  readonly events: number;
  readonly timer_at: number | null;
  readonly timer_sequence: number | null;
  readonly parent: string | null;
}

/**
 * Keeps executions in a SQLite file in WAL mode. A commit is one transaction; `synchronous=NORMAL` means that a killed
 * process loses nothing, and a power cut at most the last commits, never the file's integrity.
 */
export class SqliteStore implements Store {
  readonly durable = true;
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #sequence = 1;

  constructor(path: string) {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    this.#db = new DatabaseSync(path);
    this.#db.exec(
      'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA busy_timeout=5000',
    );
    this.#db.exec(SCHEMA);
    const version = this.#meta('schema');
    if (version === undefined) this.#setMeta('schema', String(SCHEMA_VERSION));
    else if (Number(version) !== SCHEMA_VERSION) {
      throw new Error(`${path} has schema version ${version}; this engine reads version ${SCHEMA_VERSION}`);
    }
  }

  load(): StoredState {
    let secret = this.#meta('secret');
    if (secret === undefined) {
      secret = randomBytes(16).toString('base64url');
      this.#setMeta('secret', secret);
    }
    const machines = this.#all<{ record: string }>('SELECT record FROM machines').map(
      ({ record }) => JSON.parse(record) as MachineRecord,
    );
    const revisions = this.#all<Record<string, string | number>>(
      `SELECT * FROM revisions WHERE id IN (SELECT revision FROM executions WHERE status = 'RUNNING')
         OR id IN (SELECT json_extract(record, '$.revision') FROM machines)`,
    ).map(revisionOf);
    const { next } = this.#one<{ next: number }>(
      `SELECT 1 + max(coalesce((SELECT max(key) FROM executions), 0), coalesce((SELECT max(id) FROM revisions), 0)) AS next`,
    )!;
    // Keys are never given twice, not even when the newest execution was deleted: tokens hold them.
    const nextKey = Math.max(next, Number(this.#meta('nextKey') ?? 1));
    this.#sequence = Number(this.#meta('sequence') ?? 1);
    return { machines, revisions, nextKey, nextSequence: this.#sequence, secret };
  }

  running(restore: Restore): void {
    const threads = new Map<number, string[]>();
    const rows = this.#all<{ execution: number; body: string }>('SELECT execution, body FROM threads');
    for (const { execution, body } of rows) {
      const bodies = threads.get(execution);
      if (bodies === undefined) threads.set(execution, [body]);
      else bodies.push(body);
    }
    for (const row of this.#all<ExecutionRow>(
      `SELECT * FROM executions WHERE status = 'RUNNING' ORDER BY key`,
    )) {
      restore({
        view: viewOfRow(row),
        nextThread: row.next_thread,
        events: row.events,
        timer: row.timer_at === null ? null : [row.timer_at, row.timer_sequence ?? 0],
        threads: threads.get(row.key) ?? [],
      });
    }
  }

  putMachine(machine: MachineRecord, revision: RevisionRecord): void {
    this.#transaction(() => {
      this.#run(
        'INSERT OR REPLACE INTO revisions (id, machine_arn, machine_name, role_arn, definition) VALUES (?, ?, ?, ?, ?)',
        revision.id,
        revision.machineArn,
        revision.machineName,
        revision.roleArn,
        revision.definition,
      );
      this.#run(
        'INSERT OR REPLACE INTO machines (arn, record) VALUES (?, ?)',
        machine.arn,
        JSON.stringify(machine),
      );
      this.#setMeta('nextKey', String(Math.max(revision.id + 1, Number(this.#meta('nextKey') ?? 1))));
    });
  }

  removeMachine(arn: string): void {
    this.#transaction(() => {
      this.#keepKeys();
      for (const table of ['threads', 'events']) {
        this.#run(
          `DELETE FROM ${table} WHERE execution IN (SELECT key FROM executions WHERE machine_arn = ?)`,
          arn,
        );
      }
      this.#run('DELETE FROM executions WHERE machine_arn = ?', arn);
      this.#run('DELETE FROM revisions WHERE machine_arn = ?', arn);
      this.#run('DELETE FROM machines WHERE arn = ?', arn);
    });
  }

  revision(key: number): RevisionRecord | undefined {
    const row = this.#one<Record<string, string | number>>('SELECT * FROM revisions WHERE id = ?', key);
    return row === undefined ? undefined : revisionOf(row);
  }

  commit(executions: readonly Execution[]): void {
    this.#transaction(() => {
      const before = this.#sequence;
      for (const execution of executions) this.#write(execution);
      if (this.#sequence !== before) this.#setMeta('sequence', String(this.#sequence));
    });
    for (const execution of executions) {
      execution.history.take();
      execution.changed.clear();
      execution.removed.clear();
      execution.stored = true;
    }
  }

  #write(execution: Execution): void {
    const { key, history, timer } = execution;
    const output = execution.output === undefined ? null : JSON.stringify(execution.output);
    if (timer !== undefined) this.#sequence = Math.max(this.#sequence, timer.sequence + 1);
    if (execution.stored) {
      this.#run(
        `UPDATE executions SET status = ?, stop_date = ?, output = ?, error = ?, cause = ?, next_thread = ?, events = ?
         WHERE key = ?`,
        execution.status,
        execution.stopDate ?? null,
        output,
        execution.error ?? null,
        execution.cause ?? null,
        execution.nextThread,
        history.count,
        key,
      );
    } else {
      this.#run(
        'INSERT INTO executions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        key,
        execution.arn,
        execution.name,
        execution.revision.machineArn,
        execution.revision.id,
        execution.status,
        execution.startDate,
        execution.stopDate ?? null,
        execution.inputText,
        output,
        execution.error ?? null,
        execution.cause ?? null,
        execution.nextThread,
        history.count,
        timer?.at ?? null,
        timer?.sequence ?? null,
        execution.parent === undefined ? null : JSON.stringify(execution.parent),
      );
    }
    const firstId = history.count - history.held + 1;
    if (history.held > 0) {
      const rows: EventRow[] = [];
      for (let id = firstId; id <= history.count; id++) rows.push(eventRow(history.at(id)));
      this.#run(
        'INSERT INTO events (execution, first_id, body) VALUES (?, ?, ?)',
        key,
        firstId,
        JSON.stringify(rows),
      );
    }
    for (const id of execution.removed)
      this.#run('DELETE FROM threads WHERE execution = ? AND id = ?', key, id);
    for (const thread of execution.changed) {
      for (const due of [thread.timer, thread.heartbeatTimer]) {
        if (due !== undefined) this.#sequence = Math.max(this.#sequence, due.sequence + 1);
      }
      this.#run(
        'INSERT OR REPLACE INTO threads (execution, id, body) VALUES (?, ?, ?)',
        key,
        thread.id,
        writeThread(thread),
      );
    }
  }

  find(arn: string): ExecutionView | undefined {
    const row = this.#one<ExecutionRow>('SELECT * FROM executions WHERE arn = ?', arn);
    return row === undefined ? undefined : viewOfRow(row);
  }

  list({ machineArn, status, before, name, arnPrefix, limit }: ListQuery): ExecutionView[] {
    const conditions: string[] = [];
    const values: (string | number)[] = [];
    if (machineArn !== undefined) {
      conditions.push('machine_arn = ?');
      values.push(machineArn);
    }
    if (status !== undefined) {
      conditions.push('status = ?');
      values.push(status);
    }
    if (before !== undefined) {
      conditions.push('key < ?');
      values.push(before);
    }
    if (name !== undefined) {
      conditions.push('instr(name, ?) > 0');
      values.push(name);
    }
    if (arnPrefix !== undefined) {
      conditions.push('arn >= ? AND arn < ?');
      values.push(arnPrefix, `${arnPrefix}\u{10ffff}`);
    }
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    return this.#all<ExecutionRow>(
      `SELECT * FROM executions ${where} ORDER BY key DESC LIMIT ?`,
      ...values,
      limit,
    ).map(viewOfRow);
  }

  events(key: number): EventRecord[] {
    const chunks = this.#all<{ first_id: number; body: string }>(
      'SELECT first_id, body FROM events WHERE execution = ? ORDER BY first_id',
      key,
    );
    return chunks.flatMap(({ first_id, body }) =>
      (JSON.parse(body) as EventRow[]).map((row, index) => eventOf(first_id + index, row)),
    );
  }

  purge(before: number): number {
    let purged = 0;
    this.#transaction(() => {
      this.#keepKeys();
      for (const table of ['threads', 'events']) {
        this.#run(
          `DELETE FROM ${table} WHERE execution IN (SELECT key FROM executions WHERE stop_date < ?)`,
          before,
        );
      }
      purged = Number(this.#run('DELETE FROM executions WHERE stop_date < ?', before));
    });
    return purged;
  }

  close(): void {
    this.#db.close();
  }

  /** Remembers the highest key before executions are removed. */
  #keepKeys(): void {
    const { next } = this.#one<{ next: number }>('SELECT coalesce(max(key), 0) + 1 AS next FROM executions')!;
    this.#setMeta('nextKey', String(Math.max(next, Number(this.#meta('nextKey') ?? 1))));
  }

  #transaction(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (thrown) {
      this.#db.exec('ROLLBACK');
      throw thrown;
    }
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #all<T>(sql: string, ...values: (string | number)[]): T[] {
    return this.#statement(sql).all(...values) as T[];
  }

  #one<T>(sql: string, ...values: (string | number)[]): T | undefined {
    return this.#statement(sql).get(...values) as T | undefined;
  }

  #run(sql: string, ...values: (string | number | null)[]): number | bigint {
    return this.#statement(sql).run(...values).changes;
  }

  #meta(name: string): string | undefined {
    return this.#one<{ value: string }>('SELECT value FROM meta WHERE name = ?', name)?.value;
  }

  #setMeta(name: string, value: string): void {
    this.#run('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)', name, value);
  }
}

function eventRow(event: EventRecord): EventRow {
  const { code, previous, at, subject, first, second } = event;
  const present = (first === undefined ? 0 : 1) + (second === undefined ? 0 : 2);
  return [code, previous, at, subject ?? null, first ?? null, second ?? null, present];
}

function eventOf(id: number, row: EventRow): EventRecord {
  const [code, previous, at, subject, first, second, present] = row;
  return {
    id,
    previous,
    code,
    at,
    subject: subject ?? undefined,
    first: present & 1 ? first : undefined,
    second: present & 2 ? second : undefined,
  };
}

function viewOfRow(row: ExecutionRow): ExecutionView {
  return {
    key: row.key,
    arn: row.arn,
    name: row.name,
    machineArn: row.machine_arn,
    revision: row.revision,
    status: row.status,
    startDate: row.start_date,
    stopDate: row.stop_date ?? undefined,
    inputText: row.input,
    outputText: row.output ?? undefined,
    error: row.error ?? undefined,
    cause: row.cause ?? undefined,
    parent: row.parent === null ? undefined : (JSON.parse(row.parent) as ParentLink),
  };
}

function revisionOf(row: Record<string, string | number>): RevisionRecord {
  return {
    id: Number(row.id),
    machineArn: String(row.machine_arn),
    machineName: String(row.machine_name),
    roleArn: String(row.role_arn),
    definition: String(row.definition),
  };
}
