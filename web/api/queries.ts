import { type QueryKey, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSession } from '../session/session.tsx';
import { ApiProblem, type Client, type Listed, type Query } from './client.ts';
import { shownError } from './shown-error.ts';

/** What is read of the API, and how it is kept while a page is open. Nothing of it is written to the device. */

/** One thing that is there to be read; undefined while it is on its way. */
export function useRead<T>(path: string, query: Query = {}, { enabled = true } = {}) {
  const { client } = useSession();
  const read = useQuery({
    queryKey: [path, query],
    queryFn: () => client.get<T>(path, query),
    enabled,
  });
  return { ...read, error: shownError(read) };
}

/** A list that goes on by its cursor. */
export function useList<T>(path: string, query: Query = {}, { enabled = true } = {}) {
  const { client } = useSession();
  const list = useInfiniteQuery({
    queryKey: listKey(path, query),
    queryFn: ({ pageParam }) => client.get<Listed<T>>(path, { ...query, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor,
    enabled,
  });
  return { ...list, error: shownError(list), moreError: list.isFetchNextPageError ? list.error : null };
}

export function listKey(path: string, query: Query = {}): QueryKey {
  return [path, 'list', query];
}

/** Follows a list to its end: for lists that are short by nature, as the directory of units. */
export async function readAll<T>(client: Client, path: string, query: Query = {}): Promise<readonly T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Listed<T> = await client.get(path, { ...query, limit: 100, cursor });
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}

/** What a call that failed by chance is worth: never again for what the caller did wrong. */
export function mayTryAgain(count: number, error: unknown): boolean {
  const passing = error instanceof ApiProblem && [0, 429, 503].includes(error.status);
  return passing && count < 3;
}
