import { BadCursor } from './errors.ts';

/**
 * A place in a list, as callers carry it: opaque base64url. `scope` names the list, so that a cursor cannot be
 * taken from one list to another.
 */
export interface Place {
  readonly pathwayId: string;
  readonly sort: string;
  /** The sort key within the list. */
  readonly at: string;
}

export function makeCursor(scope: string, place: Place): string {
  return Buffer.from(JSON.stringify([scope, place.at, place.pathwayId, place.sort])).toString('base64url');
}

/** A list and the way it is gone through: a cursor of the one is none of the other. */
export const scopeOf = (listKey: string, backwards = false): string => (backwards ? `${listKey}<` : listKey);

/** Reads a cursor; throws `BadCursor` where it is not one of this list. */
export function readCursor(scope: string, cursor: string): Place {
  const [of, at, pathwayId, sort] = parts(cursor);
  if (of !== scope || !at || !pathwayId || !sort) throw new BadCursor();
  return { at, pathwayId, sort };
}

function parts(cursor: string): (string | undefined)[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(value) && value.length === 4 && value.every((part) => typeof part === 'string')) {
      return value;
    }
  } catch {
    // Not ours: answered below as any other foreign cursor.
  }
  throw new BadCursor();
}
