import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Runtime } from '../../local/runtime.ts';
import { startSample } from '../support/running.ts';
import { palliative, withUnit } from '../support/simulated.ts';

/** An e-mail that bounces, all the way round: SES, the event bus, the rule of the template, the function. */

const unitId = palliative.hospital.unitId;
const contacts = [
  { role: 'coordinator', email: 'bounce@so-lindrende.example', language: 'nb', contactId: 'a' },
  { role: 'leader', email: 'leder@so-lindrende.example', language: 'nb' },
] as const;
const trouble: string[] = [];
let runtime: Runtime;
beforeAll(async () => {
  runtime = await startSample({
    units: withUnit(unitId, (unit) => ({ ...unit, channel: 'email', contacts })),
    onTrouble: (what) => trouble.push(what),
  });
}, 120_000);
afterAll(() => runtime.close());

async function call(method: string, path: string, role: string, body?: unknown) {
  const { access_token } = await runtime.token({ role, unitId });
  const answer = await fetch(`${runtime.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: looked into field by field
  return { status: answer.status, body: (await answer.json()) as any };
}

test('marks the address, and the message goes to the leader', { timeout: 60_000 }, async () => {
  const started = await call('POST', '/pathways', 'hospital-system', palliative);
  expect(started.status).toBe(201);
  await runtime.moveTo(runtime.now() + 60_000);
  expect(runtime.messages().map(({ to, bounced }) => [to, bounced ?? false])).toEqual([
    ['bounce@so-lindrende.example', true],
    ['leder@so-lindrende.example', false],
  ]);
  const unit = await call('GET', `/units/${unitId}`, 'administrator');
  expect(unit.body.contacts[0]).toMatchObject({ contactId: 'a', emailFailsSince: '2026-11-20T09:00:00Z' });
  const { timeline } = (await call('GET', `/pathways/${started.body.pathwayId}`, 'hospital-system')).body;
  const failed = timeline.find(({ type }: { type: string }) => type === 'message-failed');
  expect(failed).toMatchObject({ unitId, rung: 0 });
  expect(JSON.stringify(timeline)).not.toContain('@');
  expect(trouble).toEqual([]);
});

test('the switch is turned through the gateway, and nothing is sent', { timeout: 60_000 }, async () => {
  expect((await call('PUT', '/sending', 'administrator', { paused: true })).status).toBe(200);
  const before = runtime.messages().length;
  await runtime.moveTo(Date.parse('2026-12-04T12:00:00Z'));
  expect(runtime.messages()).toHaveLength(before);
  expect((await call('PUT', '/sending', 'administrator', { paused: false })).body.paused).toBe(false);
  await runtime.moveTo(Date.parse('2026-12-04T14:00:00Z'));
  expect(
    runtime
      .messages()
      .slice(before)
      .map(({ to }) => to),
  ).toEqual(['leder@so-lindrende.example']);
  expect((await call('GET', '/sending', 'administrator')).body).toMatchObject({ paused: false });
  expect(trouble).toEqual([]);
});
