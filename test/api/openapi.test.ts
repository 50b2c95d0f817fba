import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHandler } from '../../functions/describe-api/handler.ts';
import { problems } from '../../functions/shared/http/problems.ts';
import { entries, entryOf } from '../../infra/catalogue.ts';
import { another, palliative, referrals, type Sample, simulate, units } from '../support/simulated.ts';

const describeApi = createHandler({ publicUrl: 'https://velhjem.example' });
const served = await describeApi({ path: '/openapi.json' });
const document: Sample = JSON.parse(served.body);
const operations: readonly (readonly [string, Sample])[] = Object.entries<Sample>(document.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
);
const operationOf = (route: string): Sample => operations.find(([other]) => other === route)?.[1];

/** What the document says of a value, by a reader of JSON Schema that knows nothing of our schemas. */
function validator(schema: Sample): z.ZodType {
  const text = JSON.stringify({ ...schema, $defs: document.components.schemas });
  return z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')));
}
const requestOf = (route: string) =>
  validator(operationOf(route).requestBody.content['application/json'].schema);
const answerOf = (route: string, status: number) =>
  validator(operationOf(route).responses[status].content['application/json'].schema);

describe('openapi.json', () => {
  it('is served as such, and shown to people', async () => {
    expect(served.statusCode).toBe(200);
    expect(served.headers?.['Content-Type']).toMatch(/^application\/json/);
    const docs = await describeApi({ path: '/docs' });
    expect(docs.headers?.['Content-Type']).toMatch(/^text\/html/);
    for (const [route] of operations) expect(docs.body).toContain(route);
    for (const type of Object.keys(problems)) expect(docs.body).toContain(`id="${type}"`);
  });

  it('has every route that is deployed, and no other', () => {
    const deployed = entries.flatMap((entry) => entryOf(entry).routes ?? []);
    expect(operations.map(([route]) => route).toSorted()).toEqual([...deployed].toSorted());
  });

  it('is OpenAPI 3.1: what is named is there, and each operation is told from the others', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(document.servers).toEqual([{ url: 'https://velhjem.example' }]);
    const ids = operations.map(([, operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(operations.length);
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      (match) => match[1] as string,
    );
    expect(refs.length).toBeGreaterThan(10);
    for (const ref of refs) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(ref)?.[1];
      expect(document.components.schemas).toHaveProperty(name as string);
    }
    for (const scheme of document.security.flatMap((one: Sample) => Object.keys(one)))
      expect(document.components.securitySchemes).toHaveProperty(scheme);
  });

  it.each(operations)('%s is described whole', (route, operation) => {
    expect(operation.summary).toEqual(expect.any(String));
    const inPath = [...route.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const parameters = operation.parameters ?? [];
    expect(
      parameters.filter((one: Sample) => one.in === 'path').map((one: Sample) => [one.name, one.required]),
    ).toEqual(inPath.map((name) => [name, true]));
    const statuses = Object.keys(operation.responses);
    expect(statuses.some((status) => /^[23]/.test(status))).toBe(true);
    for (const response of Object.values<Sample>(operation.responses))
      expect(response.description).toEqual(expect.any(String));
    if (operation.security?.length === 0) return;
    // what stands before every route
    for (const status of ['401', '403', '429', '500']) expect(statuses).toContain(status);
    if (inPath.length > 0) expect(statuses).toContain(/^PUT \/(units|cohorts)/.test(route) ? '422' : '404');
    if (operation.requestBody !== undefined)
      for (const status of ['400', '413', '415']) expect(statuses).toContain(status);
    const single = ['GET /overview', 'GET /sending', 'GET /me', 'GET /units/check'].includes(route);
    const isList = route.startsWith('GET') && inPath.length === 0 && !single;
    const names = parameters.map((one: Sample) => one.name);
    if (isList) expect(names).toEqual(expect.arrayContaining(['limit', 'cursor']));
  });

  it('takes what we take', () => {
    const start = requestOf('POST /pathways');
    for (const referral of referrals) expect(start.safeParse(referral)).toMatchObject({ success: true });
    const put = requestOf('PUT /units/{unitId}');
    for (const unit of units) expect(put.safeParse(unit)).toMatchObject({ success: true });
    const report = requestOf('POST /pathways/{pathwayId}/events');
    expect(report.safeParse({ type: 'ready', occurredOn: '2026-11-20' }).success).toBe(true);
    const complete = requestOf('POST /tasks/{taskId}/completion');
    expect(complete.safeParse({ outcome: 'declined', askAgain: true }).success).toBe(true);
    expect(
      complete.safeParse({
        outcome: 'assessed',
        heldOn: '2026-11-20',
        mode: 'phone',
        needs: [],
        esas: { tiredness: 3 },
      }).success,
    ).toBe(true);
  });

  it('refuses what we refuse', () => {
    const start = requestOf('POST /pathways');
    for (const wrong of [
      [],
      null,
      {},
      { ...palliative, referralId: 'with space' },
      { ...palliative, diagnosis: { group: 'flu', date: '2026-11-10' } },
      { ...palliative, startAtPoint: 4 },
      { ...palliative, answers: { pathway: 'yes' } },
      { ...palliative, municipality: { number: '31' } },
    ])
      expect(start.safeParse(wrong).success).toBe(false);
    const report = requestOf('POST /pathways/{pathwayId}/events');
    expect(report.safeParse({ type: 'moved', occurredOn: '2026-11-20' }).success).toBe(false);
    expect(report.safeParse({ type: 'unheard-of', occurredOn: '2026-11-20' }).success).toBe(false);
  });

  it('says what is answered', async () => {
    const story = await simulate();
    const started = await story.send(palliative);
    const id = started.body.pathwayId;
    const fits = (route: string, status: number, body: unknown) =>
      expect(answerOf(route, status).safeParse(body), `${route} ${status}`).toMatchObject({ success: true });
    fits('POST /pathways', 201, started.body);
    fits('POST /pathways', 200, (await story.send(another(1), { dryRun: 'true' })).body);
    fits('GET /pathways/{pathwayId}', 200, await story.pathway(id, 'so-lindrende'));
    const task = await story.openTask(id, 'so-lindrende');
    fits('POST /tasks/{taskId}/acceptance', 200, (await story.accept(task)).body);
    fits('POST /tasks/{taskId}/completion', 200, (await story.complete(task, story.assessed())).body);
    const reported = await story.report(id, 'so-lindrende', { type: 'ready' });
    fits('POST /pathways/{pathwayId}/events', 202, reported.body);
    const caller = { role: 'coordinator', unitId: 'so-lindrende' } as const;
    const get = async (route: string, as: Parameters<typeof story.read>[1] = caller, path = {}) =>
      fits(route, 200, (await story.world.call(route, as, { path })).body);
    await get('GET /tasks');
    await get('GET /pathways');
    await get('GET /notices', { role: 'coordinator', unitId: 'fastlege-4' });
    await get('GET /changes', { role: 'hospital-system', unitId: 'so-lindrende' });
    await get('GET /tasks/{taskId}', caller, { taskId: task.taskId });
    await get('GET /units');
    await get('GET /units', { role: 'administrator' });
    await get('GET /sending', { role: 'administrator' });
    await get('GET /units/{unitId}', caller, { unitId: 'kommune-3105' });
    await get('GET /units/check', caller);
    await get('GET /units/check', { role: 'administrator' });
    const cohort = {
      name: 'Pilot',
      groups: [palliative.diagnosis.group],
      municipalities: [palliative.municipality],
      from: '2026-11-01',
      until: '2026-12-31',
      target: 20,
    };
    const counted = {
      trust: 'so',
      from: '2026-11-01',
      until: '2026-11-30',
      counts: [{ group: cohort.groups[0], municipality: cohort.municipalities[0], count: 7 }],
    };
    const administrator = { role: 'administrator' } as const;
    const put = async (route: string, status: number, body: Sample, path = {}) =>
      fits(route, status, (await story.world.call(route, administrator, { path, body })).body);
    await put('PUT /cohorts/{cohortId}', 201, cohort, { cohortId: 'pilot' });
    await put('PUT /cohorts/{cohortId}', 200, cohort, { cohortId: 'pilot' });
    await put('PUT /statistics/diagnosed', 200, counted);
    for (const as of [administrator, caller]) {
      await get('GET /overview', as);
      await get('GET /cohorts', as);
      await get('GET /cohorts/{cohortId}', as, { cohortId: 'pilot' });
    }
    const refusal = await story.send({ ...palliative, referralId: 3 });
    expect(
      validator(
        operationOf('POST /pathways').responses[400].content['application/problem+json'].schema,
      ).safeParse(refusal.body),
    ).toMatchObject({ success: true });
  });
});
