import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { type ProblemKind, problemKinds, severities } from '../../domain/directory-check.ts';
import { withheldReasons } from '../../domain/foresee.ts';
import {
  contactRoles,
  noticeKinds,
  pathwayStatuses,
  pauseReasons,
  pointStatuses,
  receivers,
  registrationEvents,
  taskKinds,
  taskStatuses,
  unitKinds,
} from '../../domain/model.ts';
import { type Conflict, conflicts, type Reason, reasons } from '../../domain/refusals.ts';
import { timelineTypes } from '../../domain/timeline.ts';
import { allRights, roles } from '../shared/access.ts';
import { formReasons } from '../shared/http/forms.ts';
import { type ProblemType, problems } from '../shared/http/problems.ts';
import * as schema from '../shared/http/schemas.ts';

/**
 * `openapi.json`, made of the schemas that check the requests; answers are described beside them. Fields may be added
 * to an answer, so no answer is closed to more of them.
 */

const fieldError = z
  .looseObject({
    path: z.string(),
    code: z.enum([...(Object.keys(reasons) as Reason[]), ...formReasons]),
    message: z.string(),
    limit: z.number().optional().meta({ description: 'Where the reason has a number in it' }),
  })
  .meta({
    id: 'FieldError',
    description: 'A field that is refused. `code` stays as it is, `message` is English for developers.',
  });
const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z
      .enum(Object.keys(conflicts) as [Conflict, ...Conflict[]])
      .optional()
      .meta({ description: 'Of a `conflict`: what it does not go together with' }),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457. Never repeats a patient’s data.' });

const instant = z.iso.datetime();
const point = z.union([z.int(), z.string()]);
const window = { opensAt: instant, dueAt: instant, closesAt: instant };
const contact = z
  .looseObject({
    unitId: z.string(),
    name: z.string().nullable().optional(),
    phone: z.string().nullable().optional(),
    contact: z
      .looseObject({
        name: z.string().optional(),
        role: z.string().optional(),
        phone: z.string().optional(),
      })
      .nullable()
      .optional(),
  })
  .meta({
    id: 'HospitalContact',
    description: 'Whom to call in the hospital: the unit that has the patient',
  });
const shownPatient = z
  .looseObject({
    nationalId: z.string(),
    name: z.string(),
    phone: z.string().optional(),
    interpreter: z.string().optional(),
    guardian: z.looseObject({ name: z.string(), phone: z.string().optional() }).optional(),
    addressProtected: z.boolean().optional(),
    minor: z.literal(true).optional(),
  })
  .meta({ id: 'ShownPatient', description: 'Only for those who may know whom it is about' });
/** What is there with the patient, and only then. */
const concerning = {
  patient: shownPatient.optional(),
  diagnosis: z.looseObject({ group: z.string() }).optional(),
};
const said = {
  whatMatters: z.string().optional(),
  needs: z
    .array(
      z.looseObject({
        theme: z.string(),
        followUp: z.string().optional(),
        responsible: z.string().optional(),
      }),
    )
    .optional(),
  discussed: z.array(z.string()).optional(),
  summary: z.string().optional(),
  distress: z.int().optional(),
  esas: z.record(z.string(), z.int()).optional(),
  askGp: z.array(z.string()).optional(),
};
const conversation = z
  .looseObject({
    point,
    name: z.string().optional(),
    status: z.enum(pointStatuses),
    heldOn: z.iso.date(),
    ...said,
  })
  .meta({ id: 'Conversation', description: 'One that was held; what was said, for those it was sent to' });
const shownQuestion = z
  .looseObject({
    questionId: z.string(),
    askedBy: z.string(),
    unitId: z.string(),
    taskId: z.string().optional(),
    askedAt: instant,
    answeredAt: instant.nullable(),
    text: z.string().optional(),
    answer: z.string().optional(),
  })
  .meta({
    id: 'ShownQuestion',
    description: '`text` and `answer` are for the unit that asks and the one that is asked.',
  });
const putQuestion = z
  .looseObject({
    questionId: z.string(),
    taskId: z.string().optional(),
    unitId: z.string(),
    askedAt: instant,
  })
  .meta({ id: 'PutQuestion' });
const execution = z.looseObject({
  machine: z.enum(['pathway', 'follow-up']),
  name: z.string(),
  arn: z.string(),
  generation: z.int(),
  startedAt: instant,
  stoppedAt: instant.nullable(),
  status: z.string(),
});
const stalled = z
  .looseObject({ pathwayId: z.string(), since: instant, executions: z.array(execution) })
  .meta({
    id: 'Stalled',
    description: 'A pathway whose plans were lost too often, with those that were lost last',
  });
const checklist = z
  .array(z.looseObject({ key: z.string(), text: z.string().optional(), done: z.boolean() }))
  .meta({ id: 'Checklist', description: 'Without `text` the key is one of the usual words' });
const contactPerson = z.looseObject({ name: z.string(), phone: z.string().optional() });
const actionPackage = z
  .array(
    z.looseObject({
      theme: z.string(),
      offers: z.array(z.looseObject({ offer: z.string(), contact: z.string(), unitId: z.string() })),
    }),
  )
  .meta({
    id: 'ActionPackage',
    description: 'What municipality and trust have to offer for the needs of the latest conversation',
  });
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
    referralId: z.string(),
    startedAt: instant,
    endedAt: instant.nullable(),
    precededBy: z.string().nullable(),
    followedBy: z.string().nullable(),
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
        name: z.string().optional(),
        outcome: z
          .looseObject({
            outcome: z.literal('assessed'),
            heldOn: z.iso.date(),
            mode: z.string().nullable(),
            ...said,
          })
          .nullable(),
      }),
    ),
    municipality: z.looseObject({ number: z.string(), district: z.string().nullable() }),
    hospital: contact.extend({ otherUnitId: z.string().nullable(), assessingUnitId: z.string().nullable() }),
    gp: z.looseObject({ unitId: z.string(), asOf: z.iso.date() }).nullable(),
    tasks: z.array(
      z.looseObject({
        taskId: z.string(),
        kind: z.enum(taskKinds),
        unitId: z.string(),
        status: z.enum(taskStatuses),
        opensAt: instant,
        dueAt: instant,
        appointmentOn: z.string().optional().meta({
          description: 'The day or instant that was agreed on: for the unit that has the task',
        }),
      }),
    ),
    circumstances: z.record(z.string(), z.boolean()),
    heldCopies: z.looseObject({ count: z.int(), since: instant.nullable() }),
    followUps: z.array(
      z.looseObject({
        plan: z.string(),
        kind: z.enum(taskKinds),
        status: z.enum([...taskStatuses, 'planned']),
        unitId: z.string().nullable(),
        taskId: z.string().nullable(),
        ...window,
        cause: z.string().optional(),
        asked: z.array(z.string()).optional(),
      }),
    ),
    questions: z.array(shownQuestion),
    handOvers: z.array(
      z.looseObject({
        taskId: z.string(),
        unitId: z.string(),
        at: instant.nullable(),
        checklist,
        contactPerson: contactPerson.optional(),
      }),
    ),
    actionPackage: actionPackage.optional(),
    ...concerning,
    answers: z.record(
      z.string(),
      z.looseObject({
        value: z.boolean().nullable(),
        answeredOn: z.iso.date().nullable(),
        recordedBy: z.string().nullable(),
      }),
    ),
    executions: z.array(execution),
    events: z
      .array(
        z.looseObject({
          eventId: z.string(),
          type: z.string(),
          occurredOn: z.iso.date(),
          receivedAt: instant,
          by: z.string(),
          retractedBy: z.string().nullable(),
          colleague: z
            .looseObject({
              contactId: z.string().optional(),
              role: z.enum(contactRoles),
              email: z.string().optional(),
            })
            .optional()
            .meta({
              description:
                'Whom `staff-blocked` is about, where that is a contact of the caller’s own unit: as its list knows the person',
            }),
        }),
      )
      .meta({
        description:
          'What was reported, by callers and the person registry: each can be retracted by its id.',
      }),
    timeline: z.array(
      z.looseObject({
        at: instant,
        type: z.enum(timelineTypes),
        by: z.string(),
        eventId: z.string(),
        taskId: z.string().optional(),
        point: point.optional(),
        unitId: z.string().optional(),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({
    id: 'Pathway',
    description: '`patient` and `diagnosis` are there only for those who may see them.',
  });
const listedPatient = z
  .looseObject({ name: z.string(), addressProtected: z.literal(true).optional() })
  .meta({ id: 'ListedPatient', description: 'Only for those who may know whom it is about' });
/** Of a row of a list, where `include` asks for it. */
const whom = {
  patient: listedPatient.optional(),
  forColleagues: z.literal(true).optional().meta({
    description: 'The patient has blocked the caller: only others of the unit may open it',
  }),
};
const listedPathway = z.looseObject({
  pathwayId: z.string(),
  status: z.enum(pathwayStatuses),
  startedAt: instant,
  until: instant.nullable(),
  sees: z
    .literal('status')
    .optional()
    .meta({ description: 'The unit follows it: it sees how it stands, and not whom it is about' }),
  ...whom,
});
const task = z
  .looseObject({
    taskId: z.string(),
    pathwayId: z.string(),
    kind: z.enum(taskKinds),
    point: point.nullish(),
    unitId: z.string(),
    status: z.enum(taskStatuses),
    ...window,
    acceptedBy: z.string().nullish(),
    appointmentOn: z.string().nullish(),
    rung: z.int().optional(),
    ladder: z
      .array(
        z.looseObject({
          rung: z.int(),
          at: instant,
          to: z.enum(receivers),
          unlessAccepted: z.boolean(),
          onlyAccepted: z.boolean(),
        }),
      )
      .optional()
      .meta({
        description: 'Who is told of it while it is not done, and when; `rung` is the last that was entered',
      }),
    name: z.string().optional(),
    asked: z.array(z.string()).optional(),
    checklist: checklist.optional(),
    contactPerson: contactPerson.optional(),
    questions: z.array(shownQuestion).optional(),
    whatMatters: z.string().optional(),
    earlier: z.array(conversation).optional(),
    assessment: conversation.optional(),
    actionPackage: actionPackage.optional(),
    hospital: contact.optional(),
    ...concerning,
    registration: z.looseObject({ event: z.enum(registrationEvents), code: z.string() }).optional(),
    checkOwnRecord: z
      .boolean()
      .optional()
      .meta({ description: 'No person registry is asked: begin with a look in your own record.' }),
    reports: z
      .array(z.enum(['deceased', 'moved', 'in-hospital']))
      .optional()
      .meta({
        description:
          'What can be reported of the patient at once: the events `deceased` and `moved`, and `in-hospital`, the reason of a `not-held`.',
      }),
  })
  .meta({ id: 'Task' });
const foreseen = z
  .looseObject({
    receivers: z.array(
      z.looseObject({
        unitId: z.string(),
        name: z.string().nullable(),
        gets: z.enum(['task', 'question', 'copy', 'notice', 'status']),
        kind: z.enum([...taskKinds, ...noticeKinds]).optional(),
        point: point.optional(),
        asked: z.array(z.string()).optional(),
        dueAt: instant.optional(),
        reads: z.boolean().meta({ description: 'May read what was said in the conversation' }),
      }),
    ),
    withheld: z.array(
      z.looseObject({ from: z.enum(['municipality', 'gp']), reason: z.enum(withheldReasons) }),
    ),
    calls: z.array(
      z.looseObject({
        kind: z.enum(taskKinds),
        unitId: z.string().nullable(),
        asked: z.array(z.string()),
        opensAt: instant,
        dueAt: instant,
      }),
    ),
    next: z
      .looseObject({
        stage: z.string(),
        kind: z.enum(taskKinds),
        point: point.nullable(),
        unitId: z.string(),
        ...window,
      })
      .nullable(),
    status: z.enum(pathwayStatuses),
  })
  .meta({
    id: 'Foreseen',
    description:
      'With `dryRun`: who would get what, who gets nothing and why, what the outcome calls for, and what comes next',
  });
const listedTask = z
  .looseObject({
    taskId: z.string(),
    pathwayId: z.string(),
    kind: z.enum(taskKinds),
    point: point.nullable(),
    unitId: z.string(),
    status: z.enum(taskStatuses),
    ...window,
    acceptedBy: z.string().nullable(),
    appointmentOn: z.string().nullable(),
    overdue: z.boolean(),
    escalation: z
      .array(z.looseObject({ to: z.enum(receivers), at: instant }))
      .optional()
      .meta({ description: 'Who above the unit’s coordinators is told while it is open, and when' }),
  })
  .meta({ id: 'ListedTask' });
const sees = z
  .literal('status')
  .optional()
  .meta({ description: 'The unit sees how it stands, and not whom it is about' });
const notice = z
  .looseObject({
    noticeId: z.string(),
    pathwayId: z.string(),
    unitId: z.string(),
    kind: z.enum(noticeKinds),
    point: point.nullable(),
    at: instant,
    asked: z.array(z.string()),
    receivedAt: instant.nullable(),
    sees,
    missed: z
      .looseObject({
        unitId: z.string().nullable(),
        kind: z.enum(taskKinds).nullable(),
        dueAt: instant,
        closesAt: instant,
      })
      .optional()
      .meta({ description: 'Of a miss: who was to do what, and by when' }),
  })
  .meta({ id: 'Notice' });
const readNotice = notice
  .extend({
    ...concerning,
    hospital: contact.optional(),
    reference: z.string().optional().meta({ description: 'Of a discharge summary' }),
    assessment: conversation.optional(),
    question: shownQuestion.optional(),
    answer: z.looseObject({ note: z.string().optional(), appointmentOn: z.string().optional() }).optional(),
  })
  .meta({ id: 'ReadNotice' });
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
const shownContact = z.looseObject({
  ...schema.unit.shape.contacts.element.shape,
  emailFailsSince: instant.optional(),
  smsFailsSince: instant.optional(),
});
const shownUnit = z
  .looseObject({ ...schema.unit.shape, contacts: z.array(shownContact).optional() })
  .meta({ id: 'ShownUnit' });
/** One by itself, to be changed: the revision goes back with the change. */
const revisedUnit = z.looseObject({ ...shownUnit.shape, revision: z.int() }).meta({ id: 'RevisedUnit' });
const checkedUnits = z
  .looseObject({
    at: instant,
    checked: z.int(),
    unreachable: z.int(),
    units: z.array(
      z.looseObject({
        unitId: z.string(),
        name: z.string(),
        problems: z.array(
          z.looseObject({
            problem: z.enum(Object.keys(problemKinds) as [ProblemKind, ...ProblemKind[]]),
            severity: z.enum(severities),
            path: z.string(),
            about: z.string().optional(),
          }),
        ),
      }),
    ),
  })
  .meta({
    id: 'CheckedUnits',
    description:
      'Units with a problem, each worst first: `stops` keeps messages or patients from their way, `detours` sends them another, `lacks` is something missing.',
  });
const sentTest = z
  .looseObject({
    unitId: z.string(),
    requestId: z.string(),
    sentAt: instant,
    told: z.array(
      z.looseObject({
        contactId: z.string(),
        place: z.int(),
        role: z.enum(contactRoles),
        channel: z.enum(['email', 'sms']).nullable(),
        result: z.enum(['accepted', 'refused', 'failed', 'no-address']),
      }),
    ),
  })
  .meta({
    id: 'SentTest',
    description:
      'By contact and channel: `accepted` by the provider, which is not yet delivered; `refused` for good; `failed` for now; `no-address` that could be written to.',
  });

const count = z.int().min(0).nullable();
const days = z.number().nullable();
const span = z.looseObject({ from: z.number(), to: z.number() }).nullable();
const counts = z
  .looseObject({
    started: count,
    offered: count,
    yes: count,
    no: count,
    sent: count,
    accepted: count,
    point2: count,
    point3: count,
    completed: count,
    inTime: count,
    late: count,
    missed: count,
    medianDays: days,
    middleHalfDays: span,
    statuses: z.record(z.string(), count),
    points: z.record(
      z.string(),
      z.looseObject({
        planned: count,
        open: count,
        held: count,
        inTime: count,
        late: count,
        missed: count,
        declined: count,
        cancelled: count,
        medianDays: days,
        middleHalfDays: span,
      }),
    ),
    tasks: z.looseObject({ due: count, overdue: count }),
    load: z.record(z.string(), count),
    suppressed: z.boolean(),
  })
  .meta({
    id: 'Counts',
    description:
      'null is a count that is withheld: 1 or 2, or one that would tell such a one, also by comparing a part with the whole; `suppressed` says that there is one. `completed` counts points held, `statuses.completed` pathways ended. `inTime`, `late` (after the close) and `missed` are of points 1–3, `medianDays` from opening to conversation, `middleHalfDays` between which half of the conversations lie (of ten or more), `load` points that open, by month.',
  });
const overviewShape = {
  total: counts,
  trusts: z.array(z.looseObject({ ...counts.shape, trust: z.string() })),
  units: z.array(z.looseObject({ ...counts.shape, unitId: z.string() })),
  municipalUnits: z.array(z.looseObject({ ...counts.shape, unitId: z.string() })),
  diagnosed: z.array(
    z.looseObject({
      trust: z.string(),
      from: z.iso.date(),
      until: z.iso.date(),
      diagnosed: count,
      started: count,
      share: z.number().nullable(),
      suppressed: z.boolean(),
    }),
  ),
};
const overview = z.looseObject({ at: instant, ...overviewShape }).meta({ id: 'Overview' });
const cohort = z.looseObject({ cohortId: z.string(), ...schema.cohort.shape }).meta({ id: 'ShownCohort' });
const evaluatedCohort = z
  .looseObject({
    cohortId: z.string(),
    ...schema.cohort.shape,
    at: instant,
    progress: z.looseObject({ started: count, target: z.int(), share: z.number().nullable() }),
    evaluation: z.looseObject(overviewShape),
  })
  .meta({ id: 'EvaluatedCohort' });
const sending = z
  .looseObject({
    paused: z.boolean(),
    since: instant.nullable(),
    by: z.string().nullable(),
    reason: z.enum(pauseReasons).nullable(),
  })
  .meta({ id: 'Sending', description: '`since` and `by` are null until the switch is first used.' });

const auditEntry = z
  .looseObject({
    at: instant,
    entryId: z.string(),
    subject: z.string(),
    name: z.string().optional().meta({ description: 'What the person was called, where the token said it' }),
    role: z.string(),
    unitId: z.string().nullable(),
    action: z.string(),
    outcome: z.enum(['allowed', 'refused']),
    to: z.string().optional().meta({ description: 'The unit that something was sent to' }),
    about: z
      .looseObject({
        unitId: z.string().optional(),
        cohortId: z.string().optional(),
        trust: z.string().optional(),
      })
      .optional()
      .meta({ description: 'Which unit, cohort or trust, or whose list' }),
  })
  .meta({
    id: 'AuditEntry',
    description:
      '`subject` and `role` are `vel-hjem` where nobody’s call has done it, `role` is `unknown` of a caller who is nobody here.',
  });
const shownDraft = z
  .looseObject({
    revision: z.int(),
    savedAt: instant.nullable(),
    mine: z.boolean().meta({ description: 'You have saved it, and not a colleague' }),
    content: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'ShownDraft' });
const signIn = z
  .looseObject({
    begin: z.string().meta({
      description:
        'Where a browser begins to sign in: with `?returnTo=` a page below `/app/` and `&language=` nb, nn or en',
    }),
    issuer: z.string().meta({ description: '`iss` of the tokens that systems bring' }),
    audience: z.string().meta({ description: '`aud` of those tokens' }),
    console: z
      .looseObject({ region: z.string(), executionUrl: z.string() })
      .nullable()
      .meta({ description: 'Where executions are looked at: `{arn}` stands for the ARN of one.' }),
  })
  .meta({ id: 'SignIn' });
const keptSession = z
  .looseObject({
    subject: z.string().nullable().meta({ description: 'Whose the session is; null where there is none' }),
    secondsLeft: z.int().meta({ description: 'Until it ends unless it is renewed' }),
  })
  .meta({ id: 'KeptSession' });
const endedSession = z
  .looseObject({
    address: z.string().nullable().meta({ description: 'Where the identity provider ends its own session' }),
  })
  .meta({ id: 'EndedSession' });

const me = z
  .looseObject({
    subject: z.string(),
    role: z.enum(roles),
    name: z.string().optional(),
    language: z
      .string()
      .optional()
      .meta({ description: 'In which the person is written to, where the unit has said so' }),
    unit: z
      .looseObject({
        unitId: z.string(),
        name: z.string(),
        kind: z.enum(unitKinds),
        trust: z.string().nullable(),
        municipality: z.looseObject({ number: z.string() }).nullable(),
        phone: z.string().nullable(),
        languages: z.array(z.string()),
        isCoordinating: z.boolean().meta({ description: 'There are units below it' }),
      })
      .nullable(),
    units: z.array(z.looseObject({ unitId: z.string(), name: z.string(), kind: z.enum(unitKinds) })),
    unitsBelow: z
      .array(z.looseObject({ unitId: z.string(), name: z.string(), kind: z.enum(unitKinds) }))
      .meta({ description: 'Those that the unit is above: it may list their tasks, with nobody’s name' }),
    may: z.array(z.enum(allRights)).meta({
      description: 'What pages are to offer. It gives nothing: what is done is checked when it is done.',
    }),
    startAtPoints: z.array(z.int()),
  })
  .meta({ id: 'Me' });

const json = (body: z.ZodType) => ({ content: { 'application/json': { schema: body } } });
const ok = (status: number, description: string, body: z.ZodType) => ({
  [String(status)]: { description, ...json(body) },
});

function fails(...types: readonly ProblemType[]) {
  const all = [
    ...new Set<ProblemType>(['unauthorised', 'forbidden', 'not-your-unit', 'too-many', 'fault', ...types]),
  ];
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
  const drafting = (summary: string, operationId: string, ...more: readonly ProblemType[]) => ({
    ...described(summary, operationId, ['Tasks']),
    requestParams: { path: pathOf('taskId') },
    responses: {
      ...ok(200, 'The draft as it stands; empty, it has no content', shownDraft),
      ...fails('not-found', 'conflict', ...more),
    },
  });
  const asking = (operationId: string, name: string) => ({
    ...described('Ask another unit that is involved', operationId, ['Questions']),
    requestParams: { path: pathOf(name) },
    requestBody: json(schema.question),
    responses: {
      ...ok(201, 'Asked', putQuestion),
      ...ok(200, 'Asked before, and not answered yet', putQuestion),
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
          description:
            'Or `DPoP` with a proof of possession (RFC 9449); or `Session` alone from the pages, whose browser carries a session in a cookie (`/sign-in/begin`). A person of several units names one of them in the header `Vel-Hjem-Unit`, percent-encoded.',
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
            ...ok(200, 'A page, by start; with `include=patient` whom each is about', listOf(listedPathway)),
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
      '/pathways/{pathwayId}/audit': {
        get: {
          ...described('Read who has seen what of a patient', 'listAudit', ['Pathways']),
          requestParams: { path: pathOf('pathwayId'), query: schema.listAuditQuery },
          responses: {
            ...ok(200, 'A page, newest first', listOf(auditEntry)),
            ...fails('not-the-schema', 'not-found', 'bad-cursor'),
          },
        },
      },
      '/pathways/{pathwayId}/questions': { post: asking('askAboutPathway', 'pathwayId') },
      '/pathways/{pathwayId}/points/{n}/open': {
        post: {
          ...described('Open a point early', 'openPoint', ['Pathways']),
          requestParams: { path: pathOf('pathwayId', 'n') },
          requestBody: json(schema.empty),
          responses: {
            ...ok(
              200,
              'The point as it stands',
              z.looseObject({ pathwayId: z.string(), point, status: z.enum(pointStatuses), ...window }),
            ),
            ...fails(...bodyFails, 'not-found', 'conflict', 'busy'),
          },
        },
      },
      '/stalled': {
        get: {
          ...described('List pathways that have stalled', 'listStalled', ['Pathways']),
          requestParams: { query: schema.listStalledQuery },
          responses: {
            ...ok(200, 'A page, the longest first', listOf(stalled)),
            ...fails('not-the-schema', 'bad-cursor'),
          },
        },
      },
      '/pathways/{pathwayId}/plan': {
        post: {
          ...described('Make the plans of a stalled pathway anew', 'renewPlan', ['Pathways']),
          requestParams: { path: pathOf('pathwayId') },
          responses: {
            ...ok(
              200,
              'Whether they were made anew: false where it has not stalled, or does not any more',
              z.looseObject({ pathwayId: z.string(), renewed: z.boolean() }),
            ),
            ...fails(...bodyFails, 'not-found', 'busy'),
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
            ...ok(
              200,
              'A page, by due date; with `include=patient` whom each is about',
              listOf(listedTask.extend(whom)),
            ),
            ...fails('not-the-schema', 'bad-cursor'),
          },
        },
      },
      '/tasks/search': {
        post: {
          ...described('Find tasks of a unit by the patient’s name', 'searchTasks', ['Tasks']),
          requestBody: json(schema.taskSearch),
          responses: {
            ...ok(
              200,
              'Those found among the next thousand, by due date',
              listOf(listedTask.extend({ patient: shownPatient })),
            ),
            ...fails(...bodyFails, 'bad-cursor'),
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
      '/tasks/{taskId}/draft': {
        get: drafting('Read the draft of an outcome', 'readDraft'),
        put: {
          ...drafting('Save the draft of an outcome', 'writeDraft', ...bodyFails, 'draft-changed'),
          requestBody: json(schema.draft),
        },
        delete: drafting('Empty the draft of an outcome', 'emptyDraft'),
      },
      '/tasks/{taskId}/acceptance': {
        post: taskAct('Accept a task', 'acceptTask', schema.empty),
        delete: taskAct('Release a task', 'releaseTask', schema.empty),
      },
      '/tasks/{taskId}/appointment': {
        put: taskAct('Book the conversation', 'bookAppointment', schema.appointment),
      },
      '/tasks/{taskId}/rejection': { post: taskAct('Reject a task', 'rejectTask', schema.rejection) },
      '/tasks/{taskId}/transfer': {
        post: taskAct('Hand a task on to another unit', 'transferTask', schema.transfer),
      },
      '/tasks/{taskId}/completion': {
        post: {
          ...taskAct('Complete a task', 'completeTask', schema.outcome),
          requestParams: { path: pathOf('taskId'), query: schema.completionQuery },
          responses: {
            ...ok(
              200,
              'The task as it stands; with `dryRun` what would come of it',
              z.union([task, foreseen]),
            ),
            ...fails(...bodyFails, 'not-found', 'conflict', 'rule-broken', 'busy'),
          },
        },
        delete: taskAct('Take a wrong outcome back', 'undoCompletion', schema.undoing),
      },
      '/tasks/{taskId}/questions': { post: asking('askAboutTask', 'taskId') },
      '/questions/{questionId}/answer': {
        post: {
          ...described('Answer a question', 'answerQuestion', ['Questions']),
          requestParams: { path: pathOf('questionId') },
          requestBody: json(schema.answerText),
          responses: {
            ...ok(200, 'The question with its answer', shownQuestion),
            ...fails(...bodyFails, 'not-found', 'conflict', 'busy'),
          },
        },
      },
      '/notices': {
        get: {
          ...described('List notices of a unit', 'listNotices', ['Notices']),
          requestParams: { query: schema.listNoticesQuery },
          responses: {
            ...ok(
              200,
              'A page, oldest first; with `include=patient` whom each is about',
              listOf(notice.extend(whom)),
            ),
            ...fails('not-the-schema', 'bad-cursor'),
          },
        },
      },
      '/notices/{noticeId}': {
        get: {
          ...described('Read a notice', 'readNotice', ['Notices']),
          requestParams: { path: pathOf('noticeId') },
          responses: { ...ok(200, 'The notice, with whom it is about', readNotice), ...fails('not-found') },
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
            ...ok(200, 'The unit; its contacts for administrators and the unit itself', revisedUnit),
            ...fails('not-the-schema', 'not-found'),
          },
        },
        put: {
          ...described('Add or replace a unit', 'writeUnit', ['Units']),
          requestParams: { path: pathOf('unitId'), query: schema.writeUnitQuery },
          requestBody: json(schema.writtenUnit),
          responses: {
            ...ok(200, 'Replaced; with `dryRun` what would change', z.union([schema.unit, triedUnit])),
            ...ok(201, 'Added', schema.unit),
            ...fails(...bodyFails, 'not-found', 'conflict', 'rule-broken'),
          },
        },
      },
      '/units/check': {
        get: {
          ...described('Check the unit directory', 'checkUnits', ['Units']),
          responses: { ...ok(200, 'What is wrong, by unit', checkedUnits), ...fails() },
        },
      },
      '/units/{unitId}/contacts/{contactId}/absences': {
        put: {
          ...described('Say when a contact is away, and who stands in', 'writeAbsences', ['Units']),
          requestParams: { path: pathOf('unitId', 'contactId') },
          requestBody: json(schema.absences),
          responses: {
            ...ok(200, 'The unit as it stands', revisedUnit),
            ...fails(...bodyFails, 'not-found', 'conflict', 'rule-broken', 'busy'),
          },
        },
      },
      '/units/{unitId}/audit': {
        get: {
          ...described('Read who has changed a unit', 'listUnitAudit', ['Units']),
          requestParams: { path: pathOf('unitId'), query: schema.listAuditQuery },
          responses: {
            ...ok(200, 'A page, newest first', listOf(auditEntry)),
            ...fails('not-the-schema', 'not-found', 'bad-cursor'),
          },
        },
      },
      '/units/{unitId}/test-message': {
        post: {
          ...described('Send a test message to the contacts of a unit', 'testUnit', ['Units']),
          requestParams: { path: pathOf('unitId') },
          requestBody: json(schema.testMessage),
          responses: {
            ...ok(201, 'Sent', sentTest),
            ...ok(200, 'Sent before, for the same request', sentTest),
            ...fails(...bodyFails, 'not-found', 'conflict'),
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
      '/cohorts': {
        get: {
          ...described('List cohorts', 'listCohorts', ['Statistics']),
          requestParams: { query: schema.listCohortsQuery },
          responses: { ...ok(200, 'A page', listOf(cohort)), ...fails('not-the-schema', 'bad-cursor') },
        },
      },
      '/cohorts/{cohortId}': {
        get: {
          ...described('Read a cohort with progress and evaluation', 'readCohort', ['Statistics']),
          requestParams: { path: pathOf('cohortId') },
          responses: {
            ...ok(200, 'As far as you may count', evaluatedCohort),
            ...fails('not-the-schema', 'not-found'),
          },
        },
        put: {
          ...described('Add or replace a cohort', 'writeCohort', ['Statistics']),
          requestParams: { path: pathOf('cohortId') },
          requestBody: json(schema.cohort),
          responses: {
            ...ok(200, 'Replaced', cohort),
            ...ok(201, 'Added', cohort),
            ...fails(...bodyFails, 'not-found', 'rule-broken'),
          },
        },
      },
      '/statistics/diagnosed': {
        put: {
          ...described('Count the diagnosed of a period', 'writeDiagnosed', ['Statistics']),
          requestBody: json(schema.diagnosed),
          responses: {
            ...ok(200, 'Taken in, instead of what was there for the trust and period', schema.diagnosed),
            ...fails(...bodyFails, 'rule-broken'),
          },
        },
      },
      '/overview': {
        get: {
          ...described('Count how far pathways have come', 'readOverview', ['Statistics']),
          requestParams: { query: schema.overviewQuery },
          responses: {
            '200': {
              description:
                'By trust and unit, as far as you may count; with `Accept: text/csv` a line for each, where what is withheld is empty. Whoever counts units that are not its own gives `from` and `until` as the first and last day of a quarter.',
              content: {
                'application/json': { schema: overview },
                'text/csv': { schema: z.string() },
              },
            },
            ...fails('not-the-schema', 'not-found', 'rule-broken'),
          },
        },
      },
      '/sending': {
        get: {
          ...described('Read whether messages are sent', 'readSending', ['Units']),
          responses: { ...ok(200, 'The switch', sending), ...fails() },
        },
        put: {
          ...described('Pause all sending, or let it go on', 'switchSending', ['Units']),
          requestBody: json(schema.sendingSwitch),
          responses: { ...ok(200, 'The switch as it stands', sending), ...fails(...bodyFails) },
        },
      },
      '/sign-in': {
        get: {
          ...described('How people and systems sign in', 'describeSignIn', ['About']),
          security: [],
          responses: ok(200, 'The same to everyone', signIn),
        },
      },
      '/sign-in/begin': {
        get: {
          ...described('To the identity provider, with a browser', 'beginSignIn', ['About']),
          security: [],
          requestParams: {
            query: z.object({
              returnTo: z.string().optional().meta({ description: 'A page below `/app/` to go back to' }),
              language: z.enum(['nb', 'nn', 'en']).optional().meta({ description: 'What the person reads' }),
            }),
          },
          responses: {
            '302': { description: 'To the provider; where it cannot be reached, to the first page' },
          },
        },
      },
      '/sign-in/callback': {
        get: {
          ...described('Back from the identity provider', 'finishSignIn', ['About']),
          security: [],
          requestParams: {
            query: z.object({
              code: z.string().optional().meta({ description: 'What the provider gave the browser' }),
              state: z.string().optional().meta({ description: 'Which sign-in it is' }),
            }),
          },
          responses: { '302': { description: 'To the page that was asked for, with a session in a cookie' } },
        },
      },
      '/session': {
        put: {
          ...described('Renews the session that a browser carries', 'renewSession', ['About']),
          security: [],
          responses: ok(200, 'Whose it is, and how long it lasts', keptSession),
        },
        delete: {
          ...described('Ends the session that a browser carries', 'endSession', ['About']),
          security: [],
          responses: ok(200, 'It is over, if there was one', endedSession),
        },
      },
      '/me': {
        get: {
          ...described('Who you are signed in as', 'readMe', ['About']),
          responses: { ...ok(200, 'For the unit that the request is made for', me), ...fails() },
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

/**
 * What is answered, as a page reads it: the fields that are described here. Others may come, and nothing is read that
 * is not described.
 */
type Described<T> = T extends readonly (infer Item)[]
  ? readonly Described<Item>[]
  : T extends object
    ? string extends keyof T
      ? unknown extends T[keyof T & string]
        ? { readonly [K in keyof T as string extends K ? never : K]: Described<T[K]> }
        : { readonly [key: string]: Described<T[keyof T & string]> }
      : { readonly [K in keyof T]: Described<T[K]> }
    : T;
type Answer<Schema extends z.ZodType> = Described<z.infer<Schema>>;
export type TaskAnswer = Answer<typeof task>;
export type ForeseenAnswer = Answer<typeof foreseen>;
export type PathwayAnswer = Answer<typeof pathway>;
export type PathwaySummary = Answer<typeof pathwaySummary>;
export type ReadNotice = Answer<typeof readNotice>;
export type Conversation = Answer<typeof conversation>;
export type Patient = Answer<typeof shownPatient>;
export type HospitalContact = Answer<typeof contact>;
export type Question = Answer<typeof shownQuestion>;
export type Overview = Answer<typeof overview>;
export type Counts = Answer<typeof counts>;
export type Cohort = Answer<typeof evaluatedCohort>;
export type ListedCohort = Answer<typeof cohort>;
export type ShownUnit = Answer<typeof shownUnit>;
export type RevisedUnit = Answer<typeof revisedUnit>;
export type CheckedUnits = Answer<typeof checkedUnits>;
export type SentTest = Answer<typeof sentTest>;
export type TriedUnit = Answer<typeof triedUnit>;
export type Sending = Answer<typeof sending>;
export type StalledPathway = Answer<typeof stalled>;
export type SignIn = Answer<typeof signIn>;
export type Me = Answer<typeof me>;
export type AuditEntry = Answer<typeof auditEntry>;
export type KeptSession = Answer<typeof keptSession>;
interface Whom {
  readonly patient?: Answer<typeof listedPatient>;
  readonly forColleagues?: true;
}
export type ListedTask = Answer<typeof listedTask> & Whom;
export type ListedPathway = Answer<typeof listedPathway>;
export type ListedNotice = Answer<typeof notice> & Whom;
