import * as fc from 'fast-check';
import type { Sample } from '../../support/simulated.ts';
import { document } from '../authorisation/described.ts';

/**
 * Requests that nobody should send: made of `openapi.json`, so that a new route is fuzzed by being there. Whatever has words of
 * its own has the marker in it, by which it is found again where it should not be.
 */

export const marker = 'Zqxz';

/** What values of a name are like in this world: real ids, so that requests get far. */
export type Known = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const prototypes = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then'];
/** An own property of any name, also of those that an object literal would take for its prototype. */
const own = (name: string, value: unknown): object => Object.fromEntries([[name, value]]);

const strange = [
  '',
  ' ',
  '\u0000',
  `${marker}\u0000`,
  '\ud800',
  `\udfff${marker}`,
  '\ufeff',
  '\u202e',
  `${marker}\r\nSet-Cookie: a=b`,
  `<script>${marker}</script>`,
  `'; DROP TABLE ${marker}; --`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as an expression would look
  '{% $states.input %} ${jndi:ldap://x}',
  `../../${marker}`,
  '٣٤٥٦',
  'İ'.repeat(50),
  'a\u0301'.repeat(500),
  `${marker.repeat(3000)}`,
  'P999Y',
  'P1M1W1D',
  'P0D',
  '0000-00-00',
  '2027-02-29',
  '2028-02-29',
  '1900-02-29',
  '2199-12-31',
  '9999-12-31',
  '-000001-01-01',
  '+275760-09-13T00:00:00.001Z',
  '2027-03-28T02:30:00',
  '2027-12-31T23:59:60Z',
  '24:00',
  '99999999999',
  ...prototypes,
] as const;

export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...strange) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${marker}${text}`) },
);

const numbers = [
  0,
  -0,
  -1,
  0.1,
  1e21,
  -1e308,
  Number.MIN_VALUE,
  2 ** 31,
  2 ** 53,
  Number.MAX_SAFE_INTEGER,
  101,
  400_000,
];

function nested(depth: number): unknown {
  let value: unknown = marker;
  for (let n = 0; n < depth; n += 1) value = n % 2 === 0 ? [value] : { a: value };
  return value;
}

export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: nastyText },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], [{}], ['a']) },
  { weight: 1, arbitrary: fc.constantFrom(...prototypes).map((name) => own(name, { polluted: marker })) },
  { weight: 1, arbitrary: fc.constantFrom(10, 500, 3000).map(nested) },
  { weight: 1, arbitrary: fc.constantFrom(101, 10_000).map((n) => Array.from({ length: n }, () => 0)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<unknown>(
      Array.from({ length: 401 }, () => ({})),
      { length: 3, 0: 'a' },
      { toString: 1, valueOf: 2 },
      { $ref: '#/a' },
      { S: marker },
      { NULL: true },
    ),
  },
);

/** Texts that are sent as a body as they stand. */
const raw: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '{',
    'null',
    'undefined',
    'NaN',
    '1e400',
    '-0',
    '"\\ud800"',
    '"\u0000"',
    '\ufeff{}',
    `\ufeff{"reason":"${marker}"}`,
    '{"a":1,"a":2}',
    `{"__proto__":{"role":"administrator","reason":"${marker}"}}`,
    '{"constructor":{"prototype":{"role":"administrator"}}}',
    '[]'.repeat(2),
    '['.repeat(49_000) + ']'.repeat(49_000),
    '['.repeat(99_999),
    `${'{"a":'.repeat(16_000)}1${'}'.repeat(16_000)}`,
    `"${marker.repeat(30_000)}"`,
    `{"reason":"${'é'.repeat(60_000)}"}`,
    '{"paused":1e400}',
    '{"limit":1e400,"cursor":"x"}',
    `{"heldOn":"2027-11-20","distress":1e400}`,
    `a=b&c=${marker}`,
    `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${marker}">]><a>&b;</a>`,
    '\ufffd\ufffd',
  ),
  fc.json().map((text) => text.slice(0, -1)),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

/** Values that a schema takes, as far as a form can be made of it. */
export function valid(schema: Sample, known: Known, name = ''): fc.Arbitrary<unknown> {
  const made = fitting(schema, known, name);
  const usual = known[name];
  return usual === undefined
    ? made
    : fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: made });
}

function fitting(schema: Sample, known: Known, name: string): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined)
    return fitting(document.components.schemas[schema.$ref.split('/').at(-1)], known, name);
  const among = schema.oneOf ?? schema.anyOf;
  if (among !== undefined) return fc.oneof(...among.map((one: Sample) => fitting(one, known, name)));
  if (schema.allOf !== undefined) return fitting(Object.assign({}, ...schema.allOf), known, name);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type: string) => fitting({ ...schema, type }, known, name)));
  switch (schema.type) {
    case 'object':
      return objects(schema, known);
    case 'array':
      return fc.array(valid(schema.items ?? {}, known, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return strings(schema);
    default:
      return nasty;
  }
}

function objects(schema: Sample, known: Known): fc.Arbitrary<unknown> {
  const properties = Object.entries<Sample>(schema.properties ?? {});
  const fields = fc.record(
    Object.fromEntries(properties.map(([name, one]) => [name, valid(one, known, name)])),
    { requiredKeys: schema.required ?? [] },
  );
  const { propertyNames, additionalProperties } = schema;
  if (typeof additionalProperties !== 'object') return fields;
  const more = fc.dictionary(
    propertyNames === undefined ? nastyText : (fitting(propertyNames, known, '') as fc.Arbitrary<string>),
    valid(additionalProperties, known),
    { maxKeys: 4 },
  );
  return fc.tuple(fields, more).map(([some, others]) => ({ ...some, ...others }));
}

/** What is asked for ahead of the rest no generator of texts knows: durations have it. */
const durations = ['P6W', 'P3M', 'P10W', 'P12M', 'P1Y', 'P18M', 'P999W', 'P1D', 'P0D', 'P99Y999M999W9999D'];

function strings({ format, pattern, minLength = 0, maxLength = 60 }: Sample): fc.Arbitrary<string> {
  if (format === 'date') return days;
  if (format === 'date-time') return days.map((day) => `${day}T09:00:00Z`);
  if (format === 'email') return fc.nat(99).map((n) => `${marker}${n}@example.test`);
  if (pattern?.includes('(?=')) return fc.constantFrom(...durations);
  const text =
    pattern === undefined
      ? fc.string({ minLength, maxLength: Math.min(maxLength, 60) }).map((made) => `${marker}${made}`)
      : fc.stringMatching(new RegExp(pattern));
  return text.map((made) => made.slice(0, maxLength));
}

/** Days around the world's, some far off, one that is not every year's. */
const days = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .integer({ min: -500, max: 60 })
      .map((n) => new Date(Date.UTC(2027, 10, 24 + n)).toISOString().slice(0, 10)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('1900-01-01', '2028-02-29', '2024-02-29', '2199-12-31', '2026-12-31'),
  },
);

/** A value with one thing in it that is not as it was: another value, gone, or something beside it. */
export function mutated(from: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(from, fc.nat(), nasty, fc.constantFrom('replace', 'remove', 'add'))
    .map(([value, nth, other, how]) => {
      const places = placesIn(value);
      const place = places[nth % places.length]!;
      return edited(
        value,
        place,
        (parent, key) => {
          if (how === 'replace') define(parent, key, other);
          else if (how === 'remove') Reflect.deleteProperty(parent, key);
          else define(parent, `${marker}${nth}`, other);
        },
        other,
      );
    });
}

function define(parent: object, key: string, value: unknown): void {
  Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true });
}

function placesIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || path.length > 20) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}

function edited(
  value: unknown,
  path: readonly string[],
  edit: (parent: object, key: string) => void,
  otherwise: unknown,
): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return otherwise;
  const copy: Sample = Array.isArray(value) ? [...value] : { ...(value as object) };
  if (rest.length === 0) edit(copy, key);
  else copy[key] = edited(copy[key], rest, edit, otherwise);
  return copy;
}

export interface Body {
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly base64?: boolean;
}

const types = [
  'application/json',
  'application/json; charset=utf-8',
  'APPLICATION/JSON;',
  'application/problem+json',
  'application/json\u0000',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  '',
  `text/${marker}`,
];

export function bodies(schema: Sample | undefined, known: Known): fc.Arbitrary<Body> {
  const good = schema === undefined ? fc.constant({}) : valid(schema, known);
  const json = { 'Content-Type': 'application/json' };
  const type = fc.constantFrom(...types);
  return fc.oneof(
    { weight: 4, arbitrary: good.map((body): Body => ({ body })) },
    { weight: 6, arbitrary: mutated(good).map((body): Body => ({ body })) },
    { weight: 1, arbitrary: nasty.map((body): Body => ({ body })) },
    { weight: 2, arbitrary: raw.map((rawBody): Body => ({ rawBody, headers: json })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(good, type, fc.constantFrom('content-type', 'Content-Type', 'CONTENT-TYPE'))
        .map(([body, value, name]): Body => ({ body, headers: { [name]: value } })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(good, fc.constantFrom<BufferEncoding>('base64', 'base64url', 'hex', 'latin1', 'utf16le'))
        .map(
          ([body, encoding]): Body => ({
            rawBody: Buffer.from(JSON.stringify(body) ?? '').toString(encoding),
            headers: json,
            base64: true,
          }),
        ),
    },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 40 }).map(
        (bytes): Body => ({
          rawBody: Buffer.from(bytes).toString('base64'),
          headers: json,
          base64: true,
        }),
      ),
    },
    { weight: 1, arbitrary: fc.constant<Body>({ headers: json }) },
  );
}

/** Parts of an address, as they come: not decoded. */
export const strangeParts = [
  '',
  '%',
  '%00',
  '%ff',
  '%C0%AF',
  '%ED%A0%80',
  '%F0%9F%92%A9',
  '%2e%2e%2f',
  '..',
  `${marker}`,
  `${marker}%20${marker}`,
  marker.repeat(2000),
  '%41'.repeat(201),
  '-t1',
  '-1',
  '1e3',
  'extra-1',
  'extra-99999999999999999999',
  'null',
  'undefined',
  'NaN',
  'P%23x',
  'x%00-t1',
  '0%0A-t1',
  ...prototypes,
];

export function parts(
  names: readonly string[],
  known: Known,
): fc.Arbitrary<Readonly<Record<string, string>>> {
  const kinds = Object.values(known);
  const texts = (arbitrary: fc.Arbitrary<unknown>) => arbitrary.map(String);
  const one = (name: string) =>
    fc.oneof(
      { weight: 8, arbitrary: texts(known[name] ?? fc.oneof(...kinds)) },
      { weight: 2, arbitrary: texts(fc.oneof(...kinds)) },
      { weight: 2, arbitrary: fc.constantFrom(...strangeParts) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            texts(known[name] ?? fc.oneof(...kinds)),
            fc.constantFrom('%00', '%0A', '0', '-t1', '%20', '.', `-${marker}`),
          )
          .map(([id, end]) => id + end),
      },
      {
        weight: 1,
        arbitrary: nastyText.map((text) => (text.isWellFormed() ? encodeURIComponent(text) : text)),
      },
    );
  return fc.record(Object.fromEntries(names.map((name) => [name, one(name)])));
}

export function queries(
  parameters: readonly Sample[],
  known: Known,
): fc.Arbitrary<Readonly<Record<string, string>>> {
  const described = Object.fromEntries(
    parameters
      .filter((one) => one.in === 'query')
      .map(({ name, schema }) => [
        name,
        fc.oneof(
          { weight: 4, arbitrary: valid(schema, known, name).map(String) },
          { weight: 1, arbitrary: nastyText },
        ),
      ]),
  );
  const some = fc.record(described, { requiredKeys: [] });
  const stray = fc.dictionary(
    fc.constantFrom('limit', 'cursor', 'unitId', 'include', 'dryRun', ...prototypes),
    nastyText,
    {
      maxKeys: 2,
    },
  );
  return fc.oneof(
    { weight: 4, arbitrary: some },
    { weight: 1, arbitrary: fc.tuple(some, stray).map(([a, b]) => ({ ...a, ...b })) },
  );
}
