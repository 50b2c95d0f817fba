import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import {
  noticeKinds,
  pathwayStatuses,
  pointStatuses,
  registrationEvents,
  taskKinds,
  taskStatuses,
} from '../../domain/model.ts';
import { type ProblemType, problems } from '../shared/http/problems.ts';
import * as schema from '../shared/http/schemas.ts';

/**
 * `openapi.json`, made of the schemas that check the requests; answers are described beside them. Fields may be added
 * to an answer, so no answer is closed to more of them.
 */

const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z.array(z.looseObject({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457. Never repeats a patient’s data.' });

const instant = z.iso.datetime();
const point = z.union([z.int(), z.string()]);
const window = { opensAt: instant, dueAt: instant, closesAt: instant };
const pathwaySummary = z
  .looseObject({
    pathwayId: z.string(),
    status: z.enum(pathwayStatuses),
    referralId: z.string(),
    startedAt: instant,
    points: z.array(z.looseObject({ point, status: z.enum(pointStatuses), ...window })),
  })
  .meta({ id: 'PathwaySummary' });
const pathway = z
  .looseObject({
    pathwayId: z.string(),
    status: z.enum(pathwayStatuses),
    precededBy: z.string().nullable(),
    anchor: z.looseObject({
      event: z.enum(['diagnosis', 'discharge']),
      date: z.iso.date(),
      provisional: z.boolean(),
    }),
    points: z.array(
      z.looseObject({
        point,
        place: z.enum(['hospital', 'municipality']),
        unitId: z.string().nullable(),
        ...window,
        status: z.enum(pointStatuses),
        taskId: z.string().nullable(),
        late: z.boolean(),
      }),
    ),
    answers: z.record(
      z.string(),
      z.looseObject({
        value: z.boolean().nullable(),
        answeredOn: z.iso.date().nullable(),
        recordedBy: z.string().nullable(),
      }),
    ),
    executions: z.array(
      z.looseObject({
        machine: z.enum(['pathway', 'follow-up']),
        name: z.string(),
        arn: z.string(),
        generation: z.int(),
        startedAt: instant,
        stoppedAt: instant.nullable(),
        status: z.string(),
      }),
    ),
    timeline: z.array(z.looseObject({ at: instant, type: z.string(), by: z.string(), eventId: z.string() })),
  })
  .meta({
    id: 'Pathway',
    description: '`patient` and `diagnosis` are there only for those who may see them.',
  });
const task = z
  .looseObject({
    taskId: z.string(),
    pathwayId: z.string(),
    kind: z.enum(taskKinds),
    point: point.optional(),
    unitId: z.string(),
    status: z.enum(taskStatuses),
    ...window,
    acceptedBy: z.string().nullish(),
    appointmentOn: z.string().nullish(),
    rung: z.int().optional(),
    registration: z.looseObject({ event: z.enum(registrationEvents), code: z.string() }).optional(),
  })
  .meta({ id: 'Task' });
const notice = z
  .looseObject({
    noticeId: z.string(),
    pathwayId: z.string(),
    unitId: z.string(),
    kind: z.enum(noticeKinds),
    at: instant,
    asked: z.array(z.string()),
    receivedAt: instant.nullable(),
  })
  .meta({ id: 'Notice' });
const change = z
  .looseObject({
    position: z.string(),
    pathwayId: z.string(),
    at: instant,
    type: z.string(),
    eventId: z.string(),
  })
  .meta({ id: 'Change' });
const reported = z
  .looseObject({ pathwayId: z.string(), eventId: z.string(), generation: z.int() })
  .meta({ id: 'Reported' });
const registration = z
  .looseObject({
    at: instant,
    event: z.enum(registrationEvents),
    code: z.string().nullable(),
    taskId: z.string(),
    pathwayId: z.string(),
  })
  .meta({ id: 'Registration' });
const triedUnit = z
  .looseObject({
    unit: schema.unit,
    affects: z.looseObject({ openPathways: z.int(), changed: z.array(z.string()) }),
  })
  .meta({ id: 'TriedUnit' });
const listOf = (item: z.ZodType) => z.looseObject({ items: z.array(item), cursor: z.string().optional() });
/** As it is shown: its contacts only to administrators and to the unit itself. */
const shownUnit = z
  .looseObject({ ...schema.unit.shape, contacts: schema.unit.shape.contacts.optional() })
  .meta({ id: 'ShownUnit' });

const json = (body: z.ZodType) => ({ content: { 'application/json': { schema: body } } });
const ok = (status: number, description: string, body: z.ZodType) => ({
  [String(status)]: { description, ...json(body) },
});

function fails(...types: readonly ProblemType[]) {
  const all = [...new Set<ProblemType>(['unauthorised', 'forbidden', 'too-many', 'fault', ...types])];
  const byStatus = Map.groupBy(all, (type) => problems[type].status);
  return Object.fromEntries(
    [...byStatus].map(([status, kinds]) => [
      String(status),
      {
        description: kinds.map((kind) => problems[kind].title).join('; '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}

const bodyFails = ['not-json', 'not-the-schema', 'too-large', 'not-json-media'] as const;
const pathOf = (...names: readonly string[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
const described = (summary: string, operationId: string, tags: readonly string[]) => ({
  summary,
  operationId,
  tags: [...tags],
});

export function openApiDocument(publicUrl: string) {
  const taskAct = (summary: string, operationId: string, body: z.ZodType) => ({
    ...described(summary, operationId, ['Tasks']),
    requestParams: { path: pathOf('taskId') },
    requestBody: json(body),
    responses: {
      ...ok(200, 'The task as it stands', task),
      ...fails(...bodyFails, 'not-found', 'conflict', 'rule-broken', 'busy'),
    },
  });
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Vel hjem',
      version: '1',
      description:
        'Runs the home pathway: starts it, reports events, answers tasks, reads where each patient stands. Instants are UTC with Z; dates are dates in Europe/Oslo.',
    },
    servers: [{ url: publicUrl }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Or `DPoP` with a proof of possession (RFC 9449).',
        },
      },
    },
    paths: {
      '/pathways': {
        post: {
          ...described('Start a pathway', 'startPathway', ['Pathways']),
          requestParams: { query: schema.startQuery },
          requestBody: json(schema.referral),
          responses: {
            ...ok(201, 'Started', pathwaySummary),
            ...ok(200, 'Started before by the same referral, or a dry run', pathwaySummary),
            ...fails(...bodyFails, 'conflict', 'rule-broken'),
          },
        },
        get: {
          ...described('List pathways', 'listPathways', ['Pathways']),
          requestParams: { query: schema.listPathwaysQuery },
          responses: {
            ...ok(
              200,
              'A page',
              listOf(z.looseObject({ pathwayId: z.string(), status: z.enum(pathwayStatuses) })),
            ),
            ...fails('not-the-schema', 'bad-cursor'),
          },
        },
      },
      '/pathways/{pathwayId}': {
        get: {
          ...described('Read a pathway', 'readPathway', ['Pathways']),
          requestParams: { path: pathOf('pathwayId') },
          responses: { ...ok(200, 'The pathway', pathway), ...fails('not-found') },
        },
      },
      '/pathways/{pathwayId}/events': {
        post: {
          ...described('Report an event', 'reportEvent', ['Pathways']),
          requestParams: { path: pathOf('pathwayId') },
          requestBody: json(schema.event),
          responses: {
            ...ok(202, 'Taken in', reported),
            ...fails(...bodyFails, 'not-found', 'conflict', 'rule-broken', 'busy'),
          },
        },
      },
      '/changes': {
        get: {
          ...described('Poll what has changed', 'listChanges', ['Pathways']),
          requestParams: { query: schema.listChangesQuery },
          responses: {
            ...ok(200, 'A page', listOf(change).extend({ next: z.string().optional() })),
            ...fails('not-the-schema', 'bad-cursor'),
          },
        },
      },
      '/tasks': {
        get: {
          ...described('List tasks of a unit', 'listTasks', ['Tasks']),
          requestParams: { query: schema.listTasksQuery },
          responses: {
            ...ok(200, 'A page, by due date', listOf(task)),
            ...fails('not-the-schema', 'bad-cursor'),
          },
        },
      },
      '/tasks/{taskId}': {
        get: {
          ...described('Read a task', 'readTask', ['Tasks']),
          requestParams: { path: pathOf('taskId') },
          responses: { ...ok(200, 'The task', task), ...fails('not-found') },
        },
      },
      '/tasks/{taskId}/acceptance': {
        post: taskAct('Accept a task', 'acceptTask', schema.empty),
        delete: taskAct('Release a task', 'releaseTask', schema.empty),
      },
      '/tasks/{taskId}/appointment': {
        put: taskAct('Book the conversation', 'bookAppointment', schema.appointment),
      },
      '/tasks/{taskId}/rejection': { post: taskAct('Reject a task', 'rejectTask', schema.rejection) },
      '/tasks/{taskId}/completion': { post: taskAct('Complete a task', 'completeTask', schema.outcome) },
      '/notices': {
        get: {
          ...described('List notices of a unit', 'listNotices', ['Notices']),
          requestParams: { query: schema.listNoticesQuery },
          responses: {
            ...ok(200, 'A page, oldest first', listOf(notice)),
            ...fails('not-the-schema', 'bad-cursor'),
          },
        },
      },
      '/notices/{noticeId}/receipt': {
        post: {
          ...described('Say that a notice has been seen', 'receiveNotice', ['Notices']),
          requestParams: { path: pathOf('noticeId') },
          requestBody: json(schema.empty),
          responses: { ...ok(200, 'The notice', notice), ...fails(...bodyFails, 'not-found', 'busy') },
        },
      },
      '/units': {
        get: {
          ...described('List units', 'listUnits', ['Units']),
          requestParams: { query: schema.listUnitsQuery },
          responses: { ...ok(200, 'A page', listOf(shownUnit)), ...fails('not-the-schema', 'bad-cursor') },
        },
      },
      '/units/{unitId}': {
        get: {
          ...described('Read a unit', 'readUnit', ['Units']),
          requestParams: { path: pathOf('unitId') },
          responses: {
            ...ok(200, 'The unit; its contacts for administrators and the unit itself', shownUnit),
            ...fails('not-found'),
          },
        },
        put: {
          ...described('Add or replace a unit', 'writeUnit', ['Units']),
          requestParams: { path: pathOf('unitId'), query: schema.writeUnitQuery },
          requestBody: json(schema.unit),
          responses: {
            ...ok(200, 'Replaced; with `dryRun` what would change', z.union([schema.unit, triedUnit])),
            ...ok(201, 'Added', schema.unit),
            ...fails(...bodyFails, 'rule-broken'),
          },
        },
      },
      '/units/{unitId}/settings/application': {
        post: {
          ...described('Apply settings to open pathways', 'applySettings', ['Units']),
          requestParams: { path: pathOf('unitId') },
          requestBody: json(schema.application),
          responses: {
            ...ok(
              200,
              'How many were changed, were as they should be, or failed; go on with `cursor` while there is one',
              z.looseObject({
                applied: z.int(),
                unchanged: z.int(),
                failed: z.int(),
                cursor: z.string().optional(),
              }),
            ),
            ...fails(...bodyFails, 'not-found', 'rule-broken', 'bad-cursor'),
          },
        },
      },
      '/registrations': {
        get: {
          ...described('Export what a unit has completed', 'listRegistrations', ['Tasks']),
          requestParams: { query: schema.listRegistrationsQuery },
          responses: {
            '200': {
              description: 'A page, oldest first; with `Accept: text/csv` all of it',
              content: {
                'application/json': { schema: listOf(registration) },
                'text/csv': { schema: z.string() },
              },
            },
            ...fails('not-the-schema', 'bad-cursor', 'rule-broken'),
          },
        },
      },
      '/openapi.json': {
        get: {
          ...described('This description', 'describeApi', ['About']),
          security: [],
          responses: { '200': { description: 'OpenAPI 3.1' } },
        },
      },
      '/docs': {
        get: {
          ...described('This description for people', 'showDocs', ['About']),
          security: [],
          responses: { '200': { description: 'A page', content: { 'text/html': {} } } },
        },
      },
    },
  });
}
