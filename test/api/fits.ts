import { expect } from 'vitest';
import { z } from 'zod';
import { createHandler } from '../../functions/describe-api/handler.ts';
import type { Answer } from '../../local/simulation.ts';
import type { Sample } from '../support/simulated.ts';

/** `openapi.json` as it is served, read by a reader of JSON Schema that knows nothing of our schemas. */
const describeApi = createHandler({ publicUrl: 'https://velhjem.example' });
const document: Sample = JSON.parse((await describeApi({ path: '/openapi.json' })).body);

/** The answer has the form that is described for its route and status. */
export function fits(route: string, { status, body }: Answer): void {
  const [method = '', path = ''] = route.split(' ');
  const { content } = document.paths[path][method.toLowerCase()].responses[status];
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  const schema = { ...content[type].schema, $defs: document.components.schemas };
  const text = JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/');
  expect(z.fromJSONSchema(JSON.parse(text)).safeParse(body), `${route} ${status}`).toMatchObject({
    success: true,
  });
}
