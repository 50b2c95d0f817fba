import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';

/**
 * What is used of dynalite behind its server: its store, to rebuild indexes and to mend two things. Held to
 * version 4.0.0, which `package.json` pins.
 */

type Item = Record<string, Record<string, unknown>>;

export interface TableDescription {
  TableName: string;
  TableStatus: string;
  KeySchema: unknown;
  AttributeDefinitions: unknown;
  GlobalSecondaryIndexes?: IndexDescription[];
}

interface IndexDescription {
  IndexName: string;
  [field: string]: unknown;
}

interface Level {
  open(): Promise<void>;
  close(): Promise<void>;
  keys(options: object): { all(): Promise<string[]> };
  values(options: object): ValueIterator;
  clear(options: object): Promise<void>;
  batch(operations: object[]): Promise<void>;
  createValueStream: (options: object) => Readable;
}

interface ValueIterator {
  nextv(size: number): Promise<unknown[]>;
  close(): Promise<void>;
}

type Callback<T> = (error: Error | null, value?: T) => void;

export interface DynaliteStore {
  readonly db: Level;
  readonly tableDb: {
    get: (name: string, callback: Callback<TableDescription>) => void;
    put: (name: string, table: TableDescription, callback: Callback<void>) => void;
    del: (name: string, callback: Callback<void>) => void;
  };
}

interface DatabaseModule {
  create(options: object): DynaliteStore;
  getIndexActions(
    indexes: readonly IndexDescription[],
    before: Item | undefined,
    after: Item,
    table: TableDescription,
  ): { readonly puts: readonly { readonly index: string; readonly key: string; readonly item: Item }[] };
}

const require = createRequire(import.meta.url);
const database = require('dynalite/db') as DatabaseModule;
const createTableAction = require('dynalite/actions/createTable') as (
  store: DynaliteStore,
  input: object,
  callback: Callback<unknown>,
) => void;

/** Makes a dynalite server with `make`, and hands out the store that it made for itself. */
export function withStore<T>(make: () => T): { readonly made: T; readonly store: DynaliteStore } {
  const { create } = database;
  let store: DynaliteStore | undefined;
  database.create = (options) => {
    store = create(options);
    closeIterators(store.db);
    rememberTables(store.tableDb);
    return store;
  };
  try {
    const made = make();
    if (!store) throw new Error('dynalite made no store');
    return { made, store };
  } finally {
    database.create = create;
  }
}

/**
 * dynalite reads one value at a time and never closes an iterator: each query would hold a snapshot of the whole
 * database until the process ends.
 */
function closeIterators(db: Level): void {
  db.createValueStream = (options) => {
    const values = db.values(options);
    return new Readable({
      objectMode: true,
      read() {
        values.nextv(128).then(
          (batch) => {
            for (const value of batch) this.push(value);
            if (batch.length === 0) this.push(null);
          },
          (error: Error) => this.destroy(error),
        );
      },
      destroy(error, callback) {
        values.close().then(() => callback(error), callback);
      },
    });
  };
}

/** dynalite reads and parses a table's description for each request: a third of the time that a small one takes. */
function rememberTables(tables: DynaliteStore['tableDb']): void {
  const known = new Map<string, TableDescription>();
  const { get, put, del } = tables;
  tables.get = (name, callback) => {
    const table = known.get(name);
    if (table) return callback(null, table);
    get(name, (error, found) => {
      if (!error && found?.TableStatus === 'ACTIVE') known.set(name, found);
      callback(error, found);
    });
  };
  tables.put = (name, table, callback) => {
    known.delete(name);
    put(name, table, callback);
  };
  tables.del = (name, callback) => {
    known.delete(name);
    del(name, callback);
  };
}

const within = (prefix: string) => ({ gte: prefix, lt: `${prefix}\xff` });

/** Creates a table, or brings the stored description of one in line with the template. */
export async function ensureTable(
  store: DynaliteStore,
  definition: TableDescription,
): Promise<TableDescription> {
  const stored = await storedTable(store, definition.TableName);
  if (!stored) {
    await promisify(createTableAction)(store, definition);
    return activate(store, (await storedTable(store, definition.TableName)) ?? definition);
  }
  if (JSON.stringify(stored.KeySchema) !== JSON.stringify(definition.KeySchema)) {
    throw new Error(`the key of table ${definition.TableName} has changed: start with an empty DATA_DIR`);
  }
  const { AttributeDefinitions, GlobalSecondaryIndexes = [] } = definition;
  const known = new Map(stored.GlobalSecondaryIndexes?.map((index) => [index.IndexName, index]));
  const indexes = GlobalSecondaryIndexes.map((index) => ({ ...known.get(index.IndexName), ...index }));
  return activate(store, { ...stored, AttributeDefinitions, GlobalSecondaryIndexes: indexes });
}

async function activate(store: DynaliteStore, table: TableDescription): Promise<TableDescription> {
  const GlobalSecondaryIndexes = table.GlobalSecondaryIndexes?.map((index) => ({
    ...index,
    IndexStatus: 'ACTIVE',
  }));
  const active = {
    ...table,
    TableStatus: 'ACTIVE',
    ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes } : {}),
  };
  await new Promise<void>((resolve, reject) => {
    store.tableDb.put(table.TableName, active, (error) => (error ? reject(error) : resolve()));
  });
  return active;
}

function storedTable(store: DynaliteStore, name: string): Promise<TableDescription | undefined> {
  return new Promise((resolve, reject) => {
    store.tableDb.get(name, (error, table) => {
      if (error && error.name !== 'NotFoundError') reject(error);
      else resolve(table);
    });
  });
}

/**
 * Writes a table's indexes anew from its items: dynalite writes an item's index entries before the item, so that
 * a kill between the two leaves entries of an item that was never written, or none of one that was.
 */
export async function rebuildIndexes(store: DynaliteStore, table: TableDescription): Promise<number> {
  const indexes = table.GlobalSecondaryIndexes ?? [];
  if (indexes.length === 0) return 0;
  const prefixOf = (index: string) => `index-global~${table.TableName}~${index}~`;
  for (const { IndexName } of indexes) await store.db.clear(within(prefixOf(IndexName)));
  const items = store.db.values(within(`item-${table.TableName}~`));
  let count = 0;
  try {
    for (let batch = await items.nextv(1000); batch.length > 0; batch = await items.nextv(1000)) {
      count += batch.length;
      const puts = batch.flatMap(
        (item) => database.getIndexActions(indexes, undefined, item as Item, table).puts,
      );
      await store.db.batch(
        puts.map(({ index, key, item }) => ({ type: 'put', key: prefixOf(index) + key, value: item })),
      );
    }
  } finally {
    await items.close();
  }
  return count;
}
