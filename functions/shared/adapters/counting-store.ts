import type { Store } from '../ports.ts';

/** How often each method was asked of a store. One call is one request; `putRows` makes one for each 25 rows. */
export interface StoreCounts {
  readonly byMethod: Record<keyof Store, number>;
  total(): number;
}

/** Counts what is asked of a store: the figure behind "at most 50 store operations a pathway". */
export function countingStore(store: Store): { store: Store; counts: StoreCounts } {
  const byMethod = Object.fromEntries(Object.keys(store).map((method) => [method, 0])) as Record<
    keyof Store,
    number
  >;
  const counted = Object.fromEntries(
    (Object.keys(store) as (keyof Store)[]).map((method) => {
      const call = store[method] as (...args: unknown[]) => unknown;
      return [
        method,
        (...args: unknown[]) => {
          byMethod[method] += method === 'putRows' ? Math.ceil((args[0] as unknown[]).length / 25) : 1;
          return call.apply(store, args);
        },
      ];
    }),
  ) as unknown as Store;
  const total = () => Object.values(byMethod).reduce((sum, count) => sum + count, 0);
  return { store: counted, counts: { byMethod, total } };
}
