/** A JSON value. Values inside the engine are never changed after they were made: they are shared freely. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** The largest payload of a state, a task or an execution, in bytes of UTF-8 JSON text (AWS quota, 256 KiB). */
export const PAYLOAD_LIMIT = 262_144;

/** Whether a value is an object and neither null nor an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Copies what came from outside (a handler, an SDK call) as JSON would: undefined and functions are dropped, `toJSON`
 * is honoured, numbers that JSON does not know become null. The engine keeps the copy, so that its giver may go on
 * changing the original.
 */
export function toJson(value: unknown): Json {
  const copied = copy(value);
  return copied === undefined ? null : copied;
}

function copy(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return Number(value);
    case 'object':
      break;
    default:
      return undefined;
  }
  if (value === null) return null;
  if (Array.isArray(value)) {
    const array: Json[] = new Array(value.length);
    for (let index = 0; index < value.length; index++) array[index] = copy(value[index]) ?? null;
    return array;
  }
  const convertible = value as { toJSON?: unknown };
  if (typeof convertible.toJSON === 'function') return copy(convertible.toJSON());
  const object: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const member = copy((value as Record<string, unknown>)[key]);
    if (member !== undefined) setMember(object, key, member);
  }
  return object;
}

/** Sets a member, also one whose name means something else to JavaScript. */
export function setMember(object: Record<string, Json>, key: string, member: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, {
      value: member,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else object[key] = member;
}

/** Whether the JSON text of a value has more than `limit` bytes; most values are decided without writing the text. */
export function exceeds(value: Json, limit: number = PAYLOAD_LIMIT): boolean {
  if (upperBound(value, limit) <= limit) return false;
  return Buffer.byteLength(JSON.stringify(value)) > limit;
}

/** An upper bound of the JSON text's bytes; stops counting once it is over `limit`. */
function upperBound(value: Json, limit: number): number {
  switch (typeof value) {
    case 'string':
      return 2 + 6 * value.length;
    case 'number':
      return 25;
    case 'boolean':
      return 5;
  }
  if (value === null) return 4;
  let size = 2;
  if (Array.isArray(value)) {
    for (const member of value) {
      size += 1 + upperBound(member, limit);
      if (size > limit) return size;
    }
    return size;
  }
  const object = value as JsonObject;
  for (const key in object) {
    size += 4 + 6 * key.length + upperBound(object[key]!, limit);
    if (size > limit) return size;
  }
  return size;
}

/** Whether two JSON values are the same, the order of keys aside. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((member, index) => sameJson(member, right[index]));
  }
  if (Array.isArray(right)) return false;
  const one = left as JsonObject;
  const other = right as JsonObject;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
  );
}
