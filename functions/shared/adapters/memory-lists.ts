/** A place in a sorted list: by `at`, then by pathway and sort key. */
export interface Entry {
  readonly pathwayId: string;
  readonly sort: string;
  readonly at: string;
}

type Held<T> = Entry & { readonly value: T };

/** Entries that share the beginning of `at` share a bucket: an hour, for instants (`2027-01-31T07`). */
const BUCKET = 13;

/**
 * A list that is written often and read seldom. Entries lie unsorted in buckets by the beginning of their sort
 * key; the list of buckets is kept in order, and a bucket is sorted when it is read. A write therefore costs the
 * same however long the list is, and a read of the first page touches the first buckets only.
 */
export class SortedList<T> {
  readonly #buckets = new Map<string, Bucket<T>>();
  #order: string[] = [];

  add(entry: Held<T>): void {
    const key = entry.at.slice(0, BUCKET);
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = { entries: new Map(), sorted: undefined };
      this.#buckets.set(key, bucket);
      this.#order.splice(firstNotBefore(this.#order, key), 0, key);
    }
    bucket.entries.set(idOf(entry), entry);
    bucket.sorted = undefined;
  }

  remove(entry: Entry): void {
    const key = entry.at.slice(0, BUCKET);
    const bucket = this.#buckets.get(key);
    if (!bucket?.entries.delete(idOf(entry))) return;
    bucket.sorted = undefined;
    if (bucket.entries.size > 0) return;
    this.#buckets.delete(key);
    this.#order.splice(firstNotBefore(this.#order, key), 1);
  }

  /** Up to `limit` entries past `start`, with `at` past `after`, before `before` and not past `until`; and whether there are more. */
  page(asked: {
    limit: number;
    start?: Entry | undefined;
    after?: string | undefined;
    before?: string | undefined;
    until?: string | undefined;
    backwards?: boolean | undefined;
  }): { entries: Held<T>[]; more: boolean } {
    if (asked.backwards) return this.#pageBack(asked);
    const entries: Held<T>[] = [];
    const from = asked.start?.at ?? asked.after ?? '';
    for (let n = firstNotBefore(this.#order, from.slice(0, BUCKET)); n < this.#order.length; n += 1) {
      for (const entry of this.#sorted(this.#order[n] as string)) {
        if (asked.start && compare(entry, asked.start) <= 0) continue;
        if (asked.after !== undefined && entry.at <= asked.after) continue;
        if (asked.until !== undefined && entry.at > asked.until) return { entries, more: false };
        if (asked.before !== undefined && entry.at >= asked.before) return { entries, more: false };
        if (entries.length === asked.limit) return { entries, more: true };
        entries.push(entry);
      }
    }
    return { entries, more: false };
  }

  #pageBack(asked: {
    limit: number;
    start?: Entry | undefined;
    after?: string | undefined;
    before?: string | undefined;
  }): { entries: Held<T>[]; more: boolean } {
    const entries: Held<T>[] = [];
    const from = asked.start?.at ?? asked.before;
    const last = from === undefined ? this.#order.length : firstNotBefore(this.#order, from.slice(0, BUCKET));
    for (let n = Math.min(last, this.#order.length - 1); n >= 0; n -= 1) {
      for (const entry of this.#sorted(this.#order[n] as string).toReversed()) {
        if (asked.start && compare(entry, asked.start) >= 0) continue;
        if (asked.before !== undefined && entry.at >= asked.before) continue;
        if (asked.after !== undefined && entry.at <= asked.after) return { entries, more: false };
        if (entries.length === asked.limit) return { entries, more: true };
        entries.push(entry);
      }
    }
    return { entries, more: false };
  }

  #sorted(key: string): readonly Held<T>[] {
    const bucket = this.#buckets.get(key) as Bucket<T>;
    bucket.sorted ??= [...bucket.entries.values()].sort(compare);
    return bucket.sorted;
  }
}

interface Bucket<T> {
  readonly entries: Map<string, Held<T>>;
  sorted: readonly Held<T>[] | undefined;
}

const idOf = (entry: Entry): string => `${entry.pathwayId}\n${entry.sort}`;

function compare(a: Entry, b: Entry): number {
  return order(a.at, b.at) || order(a.pathwayId, b.pathwayId) || order(a.sort, b.sort);
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Index of the first key that is not before `key`, by halving. */
function firstNotBefore(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
