import type { Me } from '../../functions/describe-api/document.ts';
import { useRead } from './queries.ts';

export type { Me };

/** Who is signed in, and for which unit. */
export function useMe() {
  return useRead<Me>('/me');
}
