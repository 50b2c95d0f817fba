import { z } from 'zod';
import { keyed } from '../../../domain/checklist.ts';
import { letterFields } from '../../../domain/letters.ts';
import {
  channels,
  contactRoles,
  diagnosisGroups,
  type ExtraPoint,
  esasItems,
  gpAsks,
  ladderKeys,
  languages,
  messageSettings,
  modes,
  notHeldReasons,
  pauseReasons,
  receivers,
  registrationEvents,
  responsibles,
  themes,
  unitKinds,
  windowKeys,
} from '../../../domain/model.ts';
import { waitings } from '../../../domain/rows.ts';
import { extraWindow } from '../../../domain/windows.ts';
import { draftDepth, form } from './forms.ts';

/**
 * What the API takes (CONTRACT): the same schemas check requests and make `openapi.json`. A schema says what a
 * request looks like (400 where it does not hold); what must be true besides is a rule of the pathway (422).
 * Unknown fields are ignored.
 */

/** Years that the calendar knows; a date beyond them is a slip of the pen. */
export const calendarDate = z.iso
  .date()
  .refine((date) => date >= '1900-01-01' && date < '2200-01-01', form('out-of-range'))
  .meta({ description: 'A calendar date in Europe/Oslo', example: '2026-11-20' });
const dateOrInstant = z.union([
  calendarDate,
  z.iso.datetime().refine((at) => at >= '1900' && at < '2200', form('out-of-range')),
]);
const shortText = z.string().trim().min(1).max(200);
const longText = z.string().max(10_000);
/** Latin letters with their marks, the Sámi ones among them, spelt out: not every reader of `openapi.json` knows `\p{L}`. */
const id = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[A-Za-z0-9À-ÖØ-öø-ž._:/-]+$/, form('id-characters'));
const phone = z
  .string()
  .max(30)
  .regex(/^\+?[0-9 ()-]+$/, form('phone-number'));

const unitReference = {
  unitId: id.optional(),
  resh: z.string().max(20).optional(),
  herId: z.string().max(20).optional(),
  organisationNumber: z.string().max(20).optional(),
};
export const place = z
  .object({
    number: z.string().regex(/^\d{4}$/, form('four-digits')),
    district: z
      .string()
      .regex(/^\d{2}$/, form('two-digits'))
      .nullish(),
  })
  .meta({ description: 'A municipality and, in Oslo (0301), its district' });
export type PlaceBody = z.infer<typeof place>;
const gp = z.object({ ...unitReference, asOf: calendarDate.optional() });
export type GpBody = z.infer<typeof gp>;
const answer = z.boolean().nullable();
export const answers = z
  .object({
    pathway: answer.optional(),
    shareWithMunicipality: answer.optional(),
    cancerCoordinator: answer.optional(),
    gpCopy: answer.optional(),
  })
  .meta({ description: 'Four separate wishes of the patient: true, false, or null for not asked' });

const patient = z.object({
  nationalId: z.string().regex(/^\d{11}$/, form('eleven-digits')),
  name: shortText,
  phone: phone.optional(),
  interpreter: z.string().max(35).optional(),
  guardian: z.object({ name: shortText, phone: phone.optional() }).optional(),
  addressProtected: z.boolean().optional(),
});
const diagnosis = z.object({
  group: z.enum(diagnosisGroups),
  code: z.string().max(10).optional(),
  date: calendarDate,
  relapse: z.boolean().default(false),
  intent: z.enum(['curative', 'palliative', 'unknown']).default('unknown'),
});
const hospital = z.object({
  ...unitReference,
  contact: z
    .object({ name: shortText.optional(), role: shortText.optional(), phone: phone.optional() })
    .optional(),
});
const circumstances = z.object({
  minor: z.boolean().default(false),
  childrenAsNextOfKin: z.boolean().default(false),
  nursingHome: z.boolean().default(false),
  municipalServices: z.boolean().default(false),
});
/** Days, weeks, months and years: windows open and close at dates. */
const fromAnchor = z
  .string()
  .regex(/^P(?=\d)(\d{1,2}Y)?(\d{1,3}M)?(\d{1,3}W)?(\d{1,4}D)?$/, form('duration'))
  .meta({ example: 'P6W' });
const extraPoint = z
  .object({ name: shortText, opensAfter: fromAnchor, dueAfter: fromAnchor, closesAfter: fromAnchor })
  .refine(isShortEnough, {
    error: form('window-too-long'),
    // only of durations that are some
    when: ({ issues }) => issues.length === 0,
  });
const extraPoints = z.array(extraPoint).max(10);

/** No execution may wait for a task as long as AWS's year (DESIGN idea 3): a window that is longer could never be waited for. */
function isShortEnough(extra: ExtraPoint): boolean {
  const { opensAt, closesAt } = extraWindow('2026-01-01', extra);
  return Date.parse(closesAt) - Date.parse(opensAt) <= 300 * 86_400_000;
}

export const referral = z
  .object({
    referralId: id,
    additional: z.boolean().optional(),
    patient,
    diagnosis,
    hospital,
    otherHospital: z.object(unitReference).nullish(),
    readyFrom: calendarDate.nullish(),
    dischargedOn: calendarDate.nullish(),
    startAtPoint: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
    municipality: place,
    gp: gp.nullish(),
    answers,
    circumstances: circumstances.prefault({}),
    extraPoints: extraPoints.optional(),
    import: z
      .boolean()
      .optional()
      .meta({ description: 'A patient who is already under way: units are told in one message a day' }),
    done: z
      .object({
        points: z
          .array(
            z.object({
              point: z.union([z.literal(1), z.literal(2)]),
              status: z.enum(['completed', 'declined', 'missed']).default('completed'),
              heldOn: calendarDate.nullish(),
            }),
          )
          .max(2)
          .default([]),
        handedOver: z.boolean().default(false),
      })
      .optional()
      .meta({ description: 'With `import`: what was done before' }),
  })
  .meta({ id: 'Referral' });
export type ReferralBody = z.infer<typeof referral>;

const score = z.int().min(0).max(10);
const esas = z.partialRecord(z.enum(esasItems), score);

const eventCommon = { eventId: id.optional(), occurredOn: calendarDate };
export const event = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('answers-changed'), ...eventCommon, answers }),
    z.object({ type: z.literal('ready'), ...eventCommon }),
    z.object({ type: z.literal('discharged'), ...eventCommon }),
    z.object({ type: z.literal('diagnosis-corrected'), ...eventCommon, date: calendarDate }),
    z.object({ type: z.literal('moved'), ...eventCommon, municipality: place, gp: gp.optional() }),
    z.object({ type: z.literal('patient-corrected'), ...eventCommon, patient: patient.partial() }),
    z.object({ type: z.literal('transferred'), ...eventCommon, hospital }),
    z.object({ type: z.literal('gp-changed'), ...eventCommon, gp }),
    z.object({ type: z.literal('palliative-treatment-started'), ...eventCommon }),
    z.object({ type: z.literal('treatment-paused'), ...eventCommon }),
    z.object({ type: z.literal('treatment-ended'), ...eventCommon }),
    z.object({ type: z.literal('function-declining'), ...eventCommon }),
    z.object({
      type: z.literal('esas-reported'),
      ...eventCommon,
      scores: esas.refine((scores) => Object.keys(scores).length > 0, form('no-score')),
    }),
    z.object({ type: z.literal('discharge-summary-sent'), ...eventCommon, reference: id }),
    z.object({
      type: z.literal('circumstances-changed'),
      ...eventCommon,
      circumstances: z
        .object({
          minor: z.boolean(),
          childrenAsNextOfKin: z.boolean(),
          nursingHome: z.boolean(),
          municipalServices: z.boolean(),
        })
        .partial(),
    }),
    z.object({
      type: z.literal('staff-blocked'),
      ...eventCommon,
      subject: z.string().min(1).max(255).meta({
        description:
          'Whom the patient has blocked from the record: the `sub` of that person’s token, as the audit of the pathway has it. For that person nothing of the pathway exists from then on.',
      }),
    }),
    z.object({
      type: z.literal('relapsed'),
      ...eventCommon,
      diagnosis: z
        .object({
          group: z.enum(diagnosisGroups),
          code: z.string().max(10),
          date: calendarDate,
          intent: z.enum(['curative', 'palliative', 'unknown']),
        })
        .partial()
        .optional(),
      hospital: hospital.optional(),
    }),
    z.object({ type: z.literal('withdrawn'), ...eventCommon }),
    z.object({ type: z.literal('deceased'), ...eventCommon }),
    z.object({ type: z.literal('moved-away'), ...eventCommon }),
    z.object({ type: z.literal('retracted'), ...eventCommon, retracts: id, reason: longText }),
  ])
  .meta({ id: 'Event' });
export type ReportedBody = z.infer<typeof event>;

export const outcome = z
  .discriminatedUnion('outcome', [
    z.object({
      outcome: z.literal('assessed'),
      heldOn: calendarDate,
      mode: z.enum(modes),
      needs: z
        .array(
          z.object({
            theme: z.enum(themes),
            followUp: longText.optional(),
            responsible: z.enum(responsibles).optional(),
          }),
        )
        .max(100),
      discussed: z
        .array(z.enum(themes))
        .max(100)
        .optional()
        .meta({ description: 'Themes that were talked about and showed no need' }),
      distress: score.optional(),
      esas: esas.optional(),
      whatMatters: longText.optional(),
      askGp: z.array(z.enum(gpAsks)).max(5).optional(),
      summary: longText.optional(),
      answers: answers.optional(),
      gp: gp.optional().meta({
        description:
          'The GP office as the patient confirms it: without, a copy waits where it was named long ago',
      }),
    }),
    z.object({
      outcome: z.literal('declined'),
      askAgain: z.boolean(),
      askAgainOn: calendarDate.optional(),
      answers: answers.optional(),
    }),
    z.object({
      outcome: z.literal('not-held'),
      reason: z.enum(notHeldReasons),
      tryAgainOn: calendarDate.optional(),
    }),
    z.object({
      outcome: z.literal('done'),
      note: longText.optional(),
      appointmentOn: dateOrInstant.optional(),
      contactPerson: z.object({ name: shortText, phone: phone.optional() }).optional(),
      unitId: id.optional(),
      checklist: z
        .array(id)
        .max(50)
        .optional()
        .meta({ description: 'Keys of the intake’s `checklist` that are done' }),
    }),
  ])
  .meta({ id: 'Outcome' });

export const appointment = z.object({ on: dateOrInstant }).meta({ id: 'Appointment' });
export const rejection = z
  .object({ reason: z.enum(['not-ours', 'moved', 'other']) })
  .meta({ id: 'Rejection' });
export const transfer = z.object({ unitId: id }).meta({ id: 'Transfer' });
const writtenText = z.string().trim().min(1).max(10_000);
export const question = z.object({ text: writtenText, unitId: id.optional() }).meta({ id: 'Question' });
export const answerText = z.object({ text: writtenText }).meta({ id: 'Answer' });
/** Enough for any form; the longest text of an outcome is less than a third. */
export const draftBytes = 32_768;
export const draft = z
  .object({
    revision: z.int().min(0).max(1_000_000_000),
    content: z
      .record(z.string(), z.unknown())
      .refine((content) => !isDeeper(content, draftDepth), form('too-deep'))
      .meta({ description: `What the form holds, as the page has it: at most ${draftBytes} bytes` }),
  })
  .meta({ id: 'Draft', description: '`revision` is the one that it was made from: 0 for the first.' });

/** Whether a value of JSON has more levels; without recursion, for it may have thousands. */
function isDeeper(value: unknown, levels: number): boolean {
  let inner: readonly unknown[] = [value];
  for (let level = 0; inner.length > 0; level += 1) {
    if (level > levels) return true;
    inner = inner.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

export const undoing = z.object({ reason: writtenText }).meta({ id: 'Undoing' });
export const empty = z.object({}).meta({ id: 'Empty' });

const ladderRow = z
  .object({
    tell: z.enum(receivers),
    from: z.enum(['opening', 'due', 'close', 'anchor']),
    months: z.int().min(-24).max(24).optional(),
    days: z.int().min(-400).max(400).optional(),
    workingDays: z.int().min(-250).max(250).optional(),
    hours: z.int().min(-72).max(72).optional(),
    when: z.enum(['not-accepted', 'accepted']).optional(),
  })
  .refine(
    ({ from, months, days, workingDays, hours }) =>
      from !== 'anchor' || (months !== undefined && (days ?? workingDays ?? hours) === undefined),
    form('anchor-in-months'),
  )
  .meta({ id: 'LadderRow', description: 'Tell whom, how long after (with a minus: before) which date' });
const windowFigures = z
  .object({ dueAfter: fromAnchor, closesAfter: fromAnchor })
  .meta({ id: 'WindowFigures', description: 'From the opening; for points 2 and 3 from the anchor' });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, form('time-of-day'));
const week = z.int().min(1).max(53);
const monthAndDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, form('day-of-year'));
const taskRules = {
  ladders: z.partialRecord(z.enum(ladderKeys), z.array(ladderRow).min(1).max(10)).optional(),
  windows: z.partialRecord(z.enum(windowKeys), windowFigures).optional(),
  sendingHours: z.object({ from: time, until: time }).optional().meta({
    description: 'On the clock in Oslo, on working days; 08:00 to 16:00 where left out',
  }),
  quietPeriods: z
    .array(
      z.union([
        z.object({ fromWeek: week, toWeek: week }),
        z.object({ from: monthAndDay, to: monthAndDay }),
        z.object({ beforeEaster: z.int().min(1).max(14) }),
      ]),
    )
    .max(10)
    .optional()
    .meta({ description: 'When nobody above the coordinator is written to: instead of the default’s three' }),
};

const absenceList = z
  .array(z.object({ from: calendarDate, until: calendarDate, deputy: id.optional() }))
  .max(50);
const revision = z.int().min(0).meta({
  description: 'The one that was read: where the unit has been changed since, nothing is written (409)',
});

export const unit = z
  .object({
    unitId: id,
    kind: z.enum(unitKinds),
    name: shortText,
    trust: id.optional(),
    municipality: z
      .object({
        number: z.string().regex(/^\d{4}$/, form('four-digits')),
        district: z
          .string()
          .regex(/^\d{2}$/, form('two-digits'))
          .nullable(),
      })
      .nullish(),
    phone: phone.optional(),
    resh: z.string().max(20).optional(),
    herId: z.string().max(20).optional(),
    organisationNumber: z.string().max(20).optional(),
    channel: z.enum(channels),
    escalatesTo: id.nullable(),
    contacts: z
      .array(
        z
          .object({
            role: z.enum(contactRoles),
            email: z.email().max(254).optional(),
            sms: z
              .string()
              .regex(/^\+[1-9]\d{6,14}$/, form('sms-number'))
              .optional(),
            language: z.enum(languages),
            contactId: id.optional(),
            subject: z.string().min(1).max(255).optional(),
            disabled: z.boolean().optional(),
            absences: absenceList.optional(),
          })
          .refine((contact) => contact.email !== undefined || contact.sms !== undefined, form('no-address')),
      )
      .max(50),
    settings: z
      .object({
        messages: z.enum(messageSettings).optional(),
        anchor: z.enum(['diagnosis', 'discharge']).optional(),
        catchment: z
          .array(z.string().regex(/^\d{4}(-\d{2})?$/, form('place')))
          .max(400)
          .optional(),
        extraPoints: extraPoints.optional(),
        askAgain: z
          .object({ afterDays: z.int().min(1).max(180), offersAtMost: z.int().min(1).max(5) })
          .optional()
          .meta({ description: 'After a no: offered again in so many days, so often at most' }),
        retentionMonths: z.int().min(6).max(60).optional().meta({
          description:
            'All that is kept of a pathway is deleted so many months after its end; 12 where left out',
        }),
        ...taskRules,
        registrationCodes: z
          .array(
            z.object({
              event: z.enum(registrationEvents),
              code: z
                .string()
                .max(50)
                .regex(/^[A-Za-z0-9][A-Za-z0-9 ._:/-]*$/, form('code-characters')),
            }),
          )
          .max(50)
          .optional(),
        routes: z
          .object({
            children: id.optional(),
            nursingHome: id.optional(),
            intake: id.optional(),
            points: id.optional(),
            homeCare: id.optional(),
          })
          .optional(),
        checklist: z
          .array(z.object({ key: id.optional(), text: shortText }))
          .min(1)
          .max(50)
          .refine(
            (items) => new Set(keyed(items).map(({ key }) => key)).size === items.length,
            form('key-twice'),
          )
          .optional()
          .meta({ description: 'Of a municipality: what it does when it takes a patient in' }),
        letters: z
          .array(
            z.object({
              key: id,
              language: z
                .string()
                .max(35)
                .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, form('language')),
              title: shortText,
              text: z.string().trim().min(1).max(5000),
            }),
          )
          .max(20)
          .optional()
          .meta({
            description: `Of a municipality: what it prints for its patients, with fields that are filled in: ${letterFields.map((name) => `{${name}}`).join(', ')}`,
          }),
      })
      .optional(),
    catalogue: z
      .array(z.object({ theme: z.enum(themes), offer: shortText, contact: shortText }))
      .max(200)
      .optional(),
  })
  .meta({ id: 'Unit' });

export const writtenUnit = unit.extend({ revision: revision.optional() }).meta({ id: 'WrittenUnit' });
export const absences = z
  .object({ absences: absenceList, revision: revision.optional() })
  .meta({ id: 'Absences' });
export const testMessage = z
  .object({ requestId: id.meta({ description: 'Told by it, a repeat sends nothing more' }) })
  .meta({ id: 'TestMessage' });

export const sendingSwitch = z
  .object({ paused: z.boolean(), reason: z.enum(pauseReasons).optional() })
  .meta({ id: 'SendingSwitch' });

export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(2000).optional(),
};
const order = z
  .enum(['asc', 'desc'])
  .default('asc')
  .meta({ description: 'From the beginning of the list, or from its end' });
const include = z
  .enum(['patient'])
  .optional()
  .meta({ description: 'With whom each is about, for those who may know. Each is a look at that patient.' });
export const listPathwaysQuery = z.object({
  ...paging,
  unitId: id.optional(),
  referralId: id.optional(),
  status: z
    .enum(['active', 'completed', 'declined', 'lapsed', 'withdrawn', 'deceased', 'moved-away', 'superseded'])
    .optional(),
  order,
  include,
});
export const listTasksQuery = z.object({
  ...paging,
  unitId: id.optional(),
  status: z.enum(['open', 'accepted', 'completed', 'declined', 'missed', 'rejected', 'cancelled']).optional(),
  waitsFor: z.enum(waitings).optional().meta({
    description:
      'Instead of `status`: open and accepted tasks for which a day has been agreed on, by that day, or whose question waits for an answer',
  }),
  dueBefore: dateOrInstant.optional().meta({ description: 'Due before the instant, or before the day' }),
  order,
  include,
});
export const taskSearch = z
  .object({
    unitId: id.optional(),
    name: z
      .string()
      .trim()
      .min(2)
      .max(200)
      .regex(/[A-Za-zÀ-ÖØ-öø-ž]/, form('letter'))
      .meta({ description: 'Beginnings of words of the patient’s name' }),
    cursor: paging.cursor,
  })
  .meta({ id: 'TaskSearch' });
export const listNoticesQuery = z.object({ ...paging, unitId: id.optional(), order, include });
export const listAuditQuery = z.object({ ...paging, order: order.default('desc') });
export const listChangesQuery = z.object({ ...paging, after: z.string().max(200).optional() });
export const listUnitsQuery = z.object(paging);
export const listStalledQuery = z.object(paging);
export const writeUnitQuery = z.object({ dryRun: z.enum(['true', 'false']).optional() });
/** Asked for in a body and not in the address: the call changes pathways. */
export const application = z
  .object({
    limit: z.int().min(1).max(100).default(25),
    cursor: z.string().max(2000).optional(),
    replan: z
      .boolean()
      .default(false)
      .meta({ description: 'Make the plans anew also where nothing has changed' }),
  })
  .meta({ id: 'SettingsApplication' });
export const listRegistrationsQuery = z.object({
  ...paging,
  unitId: id.optional(),
  from: calendarDate.optional(),
  to: calendarDate.optional(),
});
export const listCohortsQuery = z.object(paging);
export const startQuery = z.object({ dryRun: z.enum(['true', 'false']).optional() });
export const completionQuery = z.object({
  dryRun: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Stores nothing, and answers who would get what' }),
});
export const noQuery = z.object({});

const group = z.enum(diagnosisGroups);
const period = { from: calendarDate, until: calendarDate };
export const cohort = z
  .object({
    name: shortText,
    groups: z.array(group).min(1).max(diagnosisGroups.length),
    municipalities: z.array(place).min(1).max(400),
    ...period,
    target: z.int().min(1).max(1_000_000),
  })
  .meta({
    id: 'Cohort',
    description: 'Patients of these groups and places whose pathway is started in the period',
  });
export type CohortBody = z.infer<typeof cohort>;
export const diagnosed = z
  .object({
    trust: id,
    ...period,
    counts: z
      .array(z.object({ group, municipality: place.nullish(), count: z.int().min(0).max(1_000_000) }))
      .min(1)
      .max(10_000),
  })
  .meta({ id: 'Diagnosed', description: 'How many were diagnosed in the period, by group' });
export type DiagnosedBody = z.infer<typeof diagnosed>;
export const overviewQuery = z.object({
  unitId: id.optional(),
  trust: id.optional(),
  group: group.optional(),
  cohort: id.optional(),
  from: calendarDate.optional(),
  until: calendarDate.optional(),
});
export const cohortId = id;
