import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Runtime } from '../../local/runtime.ts';
import { startSample } from '../support/running.ts';
import { palliative } from '../support/simulated.ts';

/** What pages ask of the API, through gateway, authoriser, permissions and tables of the template. */

const unitId = palliative.hospital.unitId;
const trouble: string[] = [];
let runtime: Runtime;
beforeAll(async () => {
  runtime = await startSample({ onTrouble: (what) => trouble.push(what) });
}, 120_000);
afterAll(() => runtime.close());

const tokens = new Map<string, string>();
async function call(method: string, path: string, role: string, body?: unknown, headers: object = {}) {
  const token = tokens.get(role) ?? (await runtime.token({ role, unitId, name: 'Ida Åsen' })).access_token;
  tokens.set(role, token);
  const answer = await fetch(`${runtime.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: looked into field by field
  return { status: answer.status, body: (await answer.json()) as any };
}

test('say how to sign in, and that way leads to the provider', { timeout: 60_000 }, async () => {
  const { body: signIn } = await call('GET', '/sign-in', 'coordinator');
  const leaving = await fetch(`${signIn.begin}?returnTo=/app/tasks`, { redirect: 'manual' });
  expect(new URL(leaving.headers.get('Location')!).href).toContain(`${signIn.issuer}/authorize?`);
  const metadata = await fetch(`${signIn.issuer}/.well-known/openid-configuration`);
  expect(metadata.status).toBe(200);
  expect(signIn.console.executionUrl).toContain(`${runtime.url}/_local/console/`);
});

test('tell who one is, by the name in the token', { timeout: 60_000 }, async () => {
  const me = await call('GET', '/me', 'coordinator');
  expect(me).toMatchObject({ status: 200, body: { name: 'Ida Åsen', unit: { unitId } } });
  const chosen = await call('GET', '/me', 'coordinator', undefined, { 'Vel-Hjem-Unit': unitId });
  expect(chosen.body).toEqual(me.body);
  const other = await call('GET', '/me', 'coordinator', undefined, { 'Vel-Hjem-Unit': 'fastlege-4' });
  expect([other.status, other.body.type]).toEqual([403, '/docs#not-your-unit']);
});

test('have names in the worklist, drafts, and the audit of it all', { timeout: 60_000 }, async () => {
  const { pathwayId } = (await call('POST', '/pathways', 'hospital-system', palliative)).body;
  await runtime.moveTo(runtime.now());
  const { items } = (await call('GET', '/tasks?include=patient&order=desc', 'coordinator')).body;
  expect(items).toMatchObject([{ pathwayId, overdue: false, patient: { name: palliative.patient.name } }]);
  const draft = `/tasks/${items[0].taskId}/draft`;
  const saved = await call('PUT', draft, 'coordinator', { revision: 0, content: { whatMatters: 'ro' } });
  expect(saved).toMatchObject({ status: 200, body: { revision: 1, mine: true } });
  expect((await call('PUT', draft, 'coordinator', { revision: 0, content: {} })).status).toBe(409);
  expect((await call('DELETE', draft, 'coordinator')).body).toMatchObject({ revision: 2, content: null });
  const found = await call('POST', '/tasks/search', 'coordinator', { name: palliative.patient.name });
  expect(found.body.items).toHaveLength(1);
  expect((await call('GET', '/notices?include=patient', 'coordinator')).body).toEqual({ items: [] });
  const audit = await call('GET', `/pathways/${pathwayId}/audit?order=asc&limit=100`, 'coordinator');
  expect(audit.status).toBe(200);
  const actions = audit.body.items.map((entry: { action: string }) => entry.action).toSorted();
  expect(actions).toEqual(
    [
      ...['pathway-started', 'start-pathway', 'task-opened', 'list-tasks'],
      ...['write-draft', 'write-draft', 'empty-draft', 'search-tasks', 'list-audit'],
    ].toSorted(),
  );
  expect(trouble).toEqual([]);
});
