import { expect } from 'vitest';
import { z } from 'zod';
import { createHandler } from '../../functions/describe-api/handler.ts';
import type { Answer } from '../../local/simulation.ts';
import type { Sample } from '../support/simulated.ts';

/** `openapi.json` as it is served, read by a reader of JSON Schema that knows nothing of our schemas. */
const describeApi = createHandler({ publicUrl: 'https://velhjem.example' });
const document: Sample = JSON.parse((await describeApi({ path: '/openapi.json' })).body);

const readers = new Map<string, z.ZodType>();

/** The answer has the form that is described for its route and status. */
export function fits(route: string, { status, body }: Answer): void {
  const name = `${route} ${status}`;
  const reader = readers.get(name) ?? readerOf(route, status);
  readers.set(name, reader);
  const issues = reader.safeParse(body).error?.issues ?? [];
  const valueAt = (keys: readonly PropertyKey[]) => keys.reduce((value, key) => value?.[key], body);
  const wrong = issues.map(
    ({ path, code }) => `${path.join('.')}: ${code}: ${JSON.stringify(valueAt(path))}`,
  );
  expect(wrong, name).toEqual([]);
}

function readerOf(route: string, status: number): z.ZodType {
  const [method = '', path = ''] = route.split(' ');
  const answers = document.paths[path][method.toLowerCase()].responses;
  expect(Object.keys(answers), route).toContain(String(status));
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  const schema = { ...answers[status].content[type].schema, $defs: document.components.schemas };
  const text = JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(text));
}
