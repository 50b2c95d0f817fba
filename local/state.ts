import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/**
 * What the local runtime itself keeps across restarts: the clock, schedules, keys. Everything written is there
 * after a kill: a write is in the operating system's hands before it returns.
 */
export interface State {
  readonly database: DatabaseSync;
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  /** A value that is made once and then kept. */
  secret(key: string, make: () => string): string;
  close(): void;
}

/** Another process has the data directory open. */
export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';
}

/**
 * Opens the state in a file, or in memory. The file is this process's alone until it ends, however it ends.
 * @throws DataDirectoryInUse
 */
export function openState(path = ':memory:'): State {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL');
    // It need not survive a power cut, only the end of this process.
    database.exec('PRAGMA synchronous = OFF');
    database.exec(
      'CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
    );
  } catch (error) {
    database.close();
    if (!(error instanceof Error && /locked|busy/.test(error.message))) throw error;
    throw new DataDirectoryInUse(`${dirname(path)} is in use by another process`, { cause: error });
  }
  const read: StatementSync = database.prepare('SELECT value FROM kept WHERE key = ?');
  const write = database.prepare(
    'INSERT INTO kept (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const get = (key: string) => (read.get(key) as { value: string } | undefined)?.value;
  const set = (key: string, value: string) => {
    write.run(key, value);
  };
  return {
    database,
    get,
    set,
    secret(key, make) {
      const kept = get(key);
      if (kept !== undefined) return kept;
      const made = make();
      set(key, made);
      return made;
    },
    close: () => database.close(),
  };
}
