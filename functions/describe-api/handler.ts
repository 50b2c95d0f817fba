import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { problems } from '../shared/http/problems.ts';
import { openApiDocument } from './document.ts';

/** `GET /openapi.json` describes everything to programs; `GET /docs` shows the same to people. The same to everyone. */
export function createHandler(deps: {
  readonly publicUrl: string;
}): (event: Pick<APIGatewayProxyEvent, 'path'>) => Promise<APIGatewayProxyResult> {
  const document = openApiDocument(deps.publicUrl);
  const json = JSON.stringify(document);
  const html = page(document);
  return async (event) =>
    event.path.endsWith('/docs')
      ? answer('text/html; charset=utf-8', html, {
          'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
        })
      : answer('application/json; charset=utf-8', json, {});
}

function answer(
  type: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): APIGatewayProxyResult {
  return {
    statusCode: 200,
    headers: {
      'Content-Type': type,
      'Cache-Control': 'max-age=300',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
    body,
  };
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: object }[];
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
  };
}

function section(path: string, method: string, operation: Operation): string {
  const { summary = '', parameters = [], responses = {}, requestBody } = operation;
  const asked = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => `<li><code>${escaped(name)}</code> ${escaped(wordsOf(schema))}</li>`);
  const query = asked.length === 0 ? '' : `<p>Query</p><ul>${asked.join('')}</ul>`;
  const name = requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1);
  const body =
    name === undefined ? '' : `<p>Body: <a href="#schema-${escaped(name)}">${escaped(name)}</a></p>`;
  const answers = Object.entries(responses).map(
    ([status, { description }]) => `<li><b>${status}</b> ${escaped(description ?? '')}</li>`,
  );
  return `<section><h3><code>${method.toUpperCase()} ${escaped(path)}</code></h3><p>${escaped(summary)}</p>${query}${body}<details><summary>Answers</summary><ul>${answers.join('')}</ul></details></section>`;
}

/** A query parameter's schema in a few words: what it may be, and what it is where it is left out. */
function wordsOf(schema: object | undefined): string {
  const {
    enum: allowed,
    type,
    minimum,
    maximum,
    default: otherwise,
  } = (schema ?? {}) as Record<string, unknown>;
  const range = minimum === undefined ? '' : ` ${minimum}–${maximum}`;
  const kind = Array.isArray(allowed) ? allowed.join(', ') : `${type ?? ''}${range}`;
  return otherwise === undefined ? kind : `${kind}; ${otherwise} where left out`;
}

function page(document: ReturnType<typeof openApiDocument>): string {
  const rows = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(([method, operation]) =>
      section(path, method, operation),
    ),
  );
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, body]) =>
      `<details id="schema-${escaped(name)}"><summary><code>${escaped(name)}</code></summary><pre>${escaped(JSON.stringify(body, null, 2))}</pre></details>`,
  );
  const errors = Object.entries(problems).map(
    ([type, { status, title }]) =>
      `<tr id="${type}"><td>${status}</td><td><code>${type}</code></td><td>${escaped(title)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Vel hjem: the API</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}pre{overflow:auto;background:#f4f4f4;padding:1rem}section{border-top:1px solid #ccc}td{padding:.2rem 1rem .2rem 0;vertical-align:top}h3{margin-bottom:0}</style></head>
<body><main><h1>Vel hjem: the API</h1><p>${escaped(document.info.description ?? '')} Everything below is in <a href="openapi.json">openapi.json</a>.</p>
<h2>Calls</h2>${rows.join('\n')}<h2>Schemas</h2>${schemas.join('\n')}<h2>Problems</h2><table><tbody>${errors.join('\n')}</tbody></table></main></body></html>`;
}
