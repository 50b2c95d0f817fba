import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import type { Json } from '../json.ts';
import type { Sources } from './scope.ts';

/** Most elements `$range` makes and most characters `$hash` takes (AWS, the intrinsic functions' limits). */
const RANGE_LIMIT = 1000;
const HASH_LIMIT = 10_000;

const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

const formatMillis = jsonata('$fromMillis($at, $picture, $timezone)');

function fault(message: string): Error {
  return new Error(message);
}

/** Marks an array as a JSONata sequence: one of length 1 counts as its only member, one of length 0 as nothing. */
function sequence<T>(members: T[]): T[] {
  return Object.defineProperty(members, 'sequence', { value: true, enumerable: false });
}

/** Splits an array into arrays of `size`; the last one may be shorter. */
function partition(array: readonly unknown[] | undefined, size: number | undefined): unknown {
  if (array === undefined || size === undefined) return undefined;
  const step = Math.trunc(size);
  if (step < 1) throw fault('The chunk size of $partition must be greater than zero');
  const chunks: unknown[][] = [];
  for (let index = 0; index < array.length; index += step) chunks.push(array.slice(index, index + step));
  return chunks;
}

/** The numbers from `first` to `last`, both included, by `step`; a sequence, so a single number stands alone. */
function range(first?: number, last?: number, step?: number): unknown {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const [start, end, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  if (by === 0) throw fault('The step of $range must not be zero');
  const length = Math.max(0, Math.floor((end - start) / by) + 1);
  if (length > RANGE_LIMIT)
    throw fault(`The result of $range must not have more than ${RANGE_LIMIT} members`);
  return sequence(Array.from({ length }, (_, index) => start + index * by));
}

/** The digest of a string in hexadecimal. */
function hash(data: string | undefined, algorithm: string | undefined): string | undefined {
  if (data === undefined || algorithm === undefined) return undefined;
  const name = Object.hasOwn(ALGORITHMS, algorithm) ? ALGORITHMS[algorithm] : undefined;
  if (name === undefined)
    throw fault(`The algorithm of $hash must be one of ${Object.keys(ALGORITHMS).join(', ')}`);
  if (data.length > HASH_LIMIT)
    throw fault(`The data of $hash must not have more than ${HASH_LIMIT} characters`);
  return createHash(name).update(data, 'utf8').digest('hex');
}

const MULTIPLIER = 0x5deece66dn;
const MASK_48 = (1n << 48n) - 1n;

/** The first double of the linear congruential generator that the Java platform specifies, for an integral seed. */
function seededRandom(seed: number): number {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK_48;
  const next = (bits: bigint): bigint => {
    state = (state * MULTIPLIER + 0xbn) & MASK_48;
    return state >> (48n - bits);
  };
  const high = next(26n) << 27n;
  return Number(high + next(27n)) / 2 ** 53;
}

/** Reads JSON text. */
function parse(text: string | undefined): Json | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}

/** Gives an expression the functions that Step Functions adds to JSONata, its clock, and takes `$eval` away. */
export function register(expression: jsonata.Expression, sources: Sources): void {
  expression.registerFunction('partition', partition, '<an:a<a>>');
  expression.registerFunction('range', range, '<nnn:a<n>>');
  expression.registerFunction('hash', hash, '<ss:s>');
  expression.registerFunction(
    'random',
    (seed?: number) => (seed === undefined ? sources.random() : seededRandom(seed)),
    '<n?:n>',
  );
  expression.registerFunction('uuid', () => sources.uuid(), '<:s>');
  expression.registerFunction('parse', parse, '<s:x>');
  expression.registerFunction('millis', () => sources.now(), '<:n>');
  const now = (picture?: string, timezone?: string) =>
    picture === undefined && timezone === undefined
      ? new Date(sources.now()).toISOString()
      : formatMillis.evaluate(undefined, { at: sources.now(), picture, timezone });
  expression.registerFunction('now', now, '<s?s?:s>');
  // Something that is no function, so that a call fails as it does on AWS.
  expression.assign('eval', false);
}
