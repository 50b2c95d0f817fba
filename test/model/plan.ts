import * as fc from 'fast-check';
import type { Unit } from '../../domain/model.ts';
import { another, referrals, type Sample, units } from '../support/simulated.ts';

/** What befalls a world of patients, drawn at random: data only, so that the same seed is the same world. */

export interface World {
  readonly units: readonly Unit[];
  /** Hours from one moment to the next. Whatever befalls anybody befalls them at one of these moments. */
  readonly hours: readonly number[];
  /** At which moment all sending is paused, until the next. */
  readonly pause: number | null;
  readonly changes: readonly { readonly moment: number; readonly unitId: string; readonly how: Change }[];
  readonly lives: readonly Life[];
}
/**
 * What an administrator does: nobody can be reached in a unit any more, or again; its settings are others, for those who
 * start then, or for all (`apply-…`: patients of the trust that are under way are taken under them, too).
 */
export type Change =
  | 'nobody-there'
  | 'as-before'
  | 'counts-from-discharge'
  | 'counts-from-diagnosis'
  | 'apply-discharge'
  | 'apply-diagnosis'
  | 'own-points'
  | 'own-routes';

export interface Life {
  readonly n: number;
  readonly referral: Sample;
  /** The coordinator of the municipality enters the patient, not the hospital. */
  readonly byMunicipality: boolean;
  readonly start: number;
  readonly acts: readonly { readonly moment: number; readonly act: Act }[];
  /** At which of the calls that are made for this life a process dies, and whether before or after it. */
  readonly deaths: readonly { readonly call: number; readonly when: 'before' | 'after' }[];
}

export type Act =
  | { readonly does: 'go-on'; readonly daysAgo: number; readonly more: Sample }
  | {
      readonly does: 'complete';
      readonly nth: number;
      readonly outcome: Sample;
      readonly days: number | null;
    }
  | { readonly does: 'accept' | 'release' | 'reject' | 'receipt' | 'peek' | 'intrude'; readonly nth: number }
  | { readonly does: 'book'; readonly nth: number; readonly days: number }
  | {
      readonly does: 'report';
      readonly body: Sample;
      readonly daysAgo: number;
      readonly by: By;
      readonly twice: boolean;
    }
  | { readonly does: 'retract'; readonly nth: number; readonly early: boolean; readonly outcome: boolean }
  /** An end that is reported by mistake, and taken back at once. */
  | { readonly does: 'mistake'; readonly body: Sample }
  | { readonly does: 'hand-on' | 'undo' | 'ask'; readonly nth: number }
  | { readonly does: 'open-early'; readonly point: 1 | 2 | 3 }
  | { readonly does: 'again'; readonly nth: number };
export type By = 'system' | 'hospital' | 'municipality' | 'gp' | 'stranger';

const yesNoNull = fc.constantFrom(true, true, true, false, null);
const someAnswers = fc.record(
  { pathway: yesNoNull, shareWithMunicipality: yesNoNull, cancerCoordinator: yesNoNull, gpCopy: yesNoNull },
  { requiredKeys: [] },
);
const allAnswers = fc.record({
  pathway: yesNoNull,
  shareWithMunicipality: yesNoNull,
  cancerCoordinator: yesNoNull,
  gpCopy: fc.constantFrom(true, true, true, false, null),
});
const place = (number: string, district: string | null = null) => ({ number, district });
/** With a unit, with none (3220), with points of its own (3222), with routes of its own (3238), districts of Oslo. */
const places = fc.constantFrom(
  place('3212'),
  place('3212'),
  place('3105'),
  place('3220'),
  place('3222'),
  place('3238'),
  place('0301', '12'),
  place('0301', '10'),
);
const gps = fc.integer({ min: 1, max: 6 }).map((n) => ({ unitId: `fastlege-${n}` }));
const score = fc.integer({ min: 0, max: 10 });
const esas = fc.record(
  { nausea: score, anxiety: score, 'pain-at-rest': score },
  { requiredKeys: ['nausea'] },
);
const hospitals = fc.constantFrom('ahus-lunge', 'so-lindrende', 'ous-nevrokirurgi', 'siv-kreft');
const maybe = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: undefined, freq });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const bodies: fc.Arbitrary<Sample> = fc.oneof(
  { weight: 6, arbitrary: someAnswers.map((answers) => ({ type: 'answers-changed', answers })) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('moved'), municipality: places, gp: seldom(gps) }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('withdrawn', 'deceased', 'moved-away').map((type) => ({ type })),
  },
  { weight: 2, arbitrary: fc.constantFrom('ready', 'discharged').map((type) => ({ type })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('2026-11-02', '2026-09-01', '2026-02-28', '2025-05-31', '2026-11-20')
      .map((date) => ({ type: 'diagnosis-corrected', date })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        'palliative-treatment-started',
        'treatment-paused',
        'treatment-ended',
        'function-declining',
      )
      .map((type) => ({ type })),
  },
  { weight: 2, arbitrary: esas.map((scores) => ({ type: 'esas-reported', scores })) },
  { weight: 1, arbitrary: gps.map((gp) => ({ type: 'gp-changed', gp })) },
  { weight: 1, arbitrary: hospitals.map((unitId) => ({ type: 'transferred', hospital: { unitId } })) },
  { weight: 1, arbitrary: fc.constant({ type: 'relapsed' }) },
  {
    weight: 1,
    arbitrary: fc
      .boolean()
      .map((addressProtected) => ({ type: 'patient-corrected', patient: { addressProtected } })),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'staff-blocked', subject: 'who-takes-no-part' }) },
  { weight: 1, arbitrary: fc.constant({ type: 'discharge-summary-sent', reference: 'epikrise-1' }) },
  {
    weight: 2,
    arbitrary: fc
      .record(
        {
          childrenAsNextOfKin: fc.boolean(),
          nursingHome: fc.boolean(),
          minor: fc.boolean(),
          municipalServices: fc.boolean(),
        },
        { requiredKeys: ['childrenAsNextOfKin'] },
      )
      .map((circumstances) => ({ type: 'circumstances-changed', circumstances })),
  },
);

const found = fc.record(
  {
    distress: score,
    esas,
    askGp: fc.subarray(['sick-leave', 'pain'] as const, { minLength: 1 }),
    gp: gps,
    answers: someAnswers,
  },
  { requiredKeys: [] },
);
const outcomes: fc.Arbitrary<Sample> = fc.oneof(
  { weight: 3, arbitrary: found.map((more) => ({ outcome: 'assessed', ...more })) },
  {
    weight: 3,
    arbitrary: fc.record({ outcome: fc.constant('declined'), askAgain: fc.constantFrom(true, true, false) }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ outcome: 'declined', askAgain: true, answers: { cancerCoordinator: true } }),
  },
  { weight: 2, arbitrary: fc.constant({ outcome: 'not-held', reason: 'too-ill' }) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(undefined, 'kommune-3205', 'kommune-3212', 'fastlege-2', 'ahus-lunge')
      .map((unitId) => ({ outcome: 'done', note: 'svar', unitId })),
  },
);

const nth = fc.nat(4);
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      does: fc.constant('go-on' as const),
      daysAgo: fc.constantFrom(0, 0, 1, 3),
      more: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: found }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('complete' as const),
      nth,
      outcome: outcomes,
      days: fc.constantFrom(null, null, -1, 5, 40),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('accept' as const, 'release' as const), nth }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constantFrom('reject' as const, 'receipt' as const, 'peek' as const, 'intrude' as const),
      nth,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('book' as const), nth, days: fc.integer({ min: -2, max: 40 }) }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      does: fc.constant('report' as const),
      body: bodies,
      daysAgo: fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 7, 7, 30, 30, -1),
      by: fc.constantFrom<By>(
        'system',
        'system',
        'system',
        'system',
        'hospital',
        'municipality',
        'gp',
        'stranger',
      ),
      twice: fc.constantFrom(true, false, false),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('retract' as const),
      nth,
      early: fc.constantFrom(false, false, false, false, false, true),
      outcome: fc.constantFrom(false, false, true),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('again' as const), nth }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constantFrom('hand-on' as const, 'undo' as const, 'ask' as const), nth }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('open-early' as const),
      point: fc.constantFrom(1 as const, 2 as const, 3 as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('withdrawn', 'deceased', 'moved-away')
      .map((type) => ({ does: 'mistake' as const, body: { type } })),
  },
);

/** How many moments a world has, from the first start on. */
export const moments = 18;

const referral = fc
  .record({
    base: fc.constantFrom(...referrals),
    answers: fc.option(allAnswers, { nil: undefined, freq: 2 }),
    municipality: fc.option(places, { nil: undefined, freq: 2 }),
    startAtPoint: fc.constantFrom(1, 1, 1, 1, 1, 2, 3),
    diagnosedOn: maybe(
      fc.constantFrom('2026-11-01', '2026-08-31', '2026-06-20', '2025-10-31', '2025-04-01'),
      1,
    ),
    readyFrom: seldom(fc.constantFrom('2026-11-25', '2026-12-20', '2027-04-01')),
    dischargedOn: seldom(fc.constantFrom('2026-11-18', '2026-10-01')),
    addressProtected: seldom(fc.constant(true)),
    circumstances: fc.record(
      {
        childrenAsNextOfKin: fc.constantFrom(true, false, false),
        nursingHome: fc.constantFrom(true, false, false, false),
        minor: fc.constantFrom(true, false, false, false, false),
        municipalServices: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    otherHospital: seldom(hospitals),
    extraPoints: seldom(fc.constant([{ name: 'x', opensAfter: 'P6M', dueAfter: 'P7M', closesAfter: 'P8M' }])),
    done: seldom(
      fc.record({
        points: fc.constantFrom(
          [{ point: 1, heldOn: '2026-11-19' }],
          [
            { point: 1, heldOn: '2026-11-19' },
            { point: 2, status: 'missed' },
          ],
        ),
        handedOver: fc.boolean(),
      }),
    ),
  })
  .map(({ base, diagnosedOn, done, addressProtected, otherHospital, circumstances, ...more }): Sample => {
    const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
    return {
      ...base,
      ...given,
      ...(otherHospital === undefined ? {} : { otherHospital: { unitId: otherHospital } }),
      ...(done === undefined || more.startAtPoint !== 1 ? {} : { import: true, done }),
      circumstances: { ...base.circumstances, ...circumstances },
      diagnosis: { ...base.diagnosis, relapse: false, ...(diagnosedOn && { date: diagnosedOn }) },
      ...(done === undefined ? {} : { answers: asked(more.answers ?? base.answers, done) }),
      patient: { ...base.patient, ...(addressProtected && { addressProtected }) },
    };
  });

/** Who has had the first conversation has been asked, who has declined it has said no, and whom a municipality has, yes. */
function asked({ pathway, shareWithMunicipality, ...rest }: Sample, { points, handedOver }: Sample): Sample {
  if (points[0].status === 'declined') return { ...rest, pathway: false, shareWithMunicipality };
  const known = { pathway: pathway ?? true, shareWithMunicipality: shareWithMunicipality ?? true };
  return { ...rest, ...(handedOver ? { pathway: true, shareWithMunicipality: true } : known) };
}

/** More befalls people at first than later on. */
const moment = fc.tuple(fc.nat(moments - 1), fc.nat(moments - 1)).map(([one, other]) => Math.min(one, other));

const goOn = (nth: 'own' | 'last'): Act => ({ does: 'go-on', daysAgo: nth === 'own' ? 0 : 1, more: {} });
const reports = (body: Sample): Act => ({ does: 'report', body, daysAgo: 0, by: 'system', twice: false });
/** What many go through, and chance alone would seldom bring together. */
const courses: readonly (readonly Act[])[] = [
  // palliative, at home, with an appointment ahead; an end that was none
  [
    goOn('own'),
    goOn('own'),
    reports({ type: 'treatment-paused' }),
    goOn('last'),
    { does: 'mistake', body: { type: 'withdrawn' } },
  ],
  // a no, an offer and another no
  [
    reports({ type: 'answers-changed', answers: { pathway: false } }),
    { does: 'complete', nth: 0, outcome: { outcome: 'declined', askAgain: true }, days: null },
    { does: 'complete', nth: 0, outcome: { outcome: 'declined', askAgain: true }, days: null },
  ],
  // accepted, and dead by mistake
  [{ does: 'accept', nth: 0 }, { does: 'mistake', body: { type: 'deceased' } }, goOn('own')],
  // held, undone, held again
  [goOn('own'), { does: 'undo', nth: 1 }, goOn('own'), goOn('own')],
];

const life = fc.record({
  referral,
  byMunicipality: fc.constantFrom(true, false, false, false),
  start: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 3),
  course: fc.oneof(
    { weight: 3, arbitrary: fc.constant<readonly Act[]>([]) },
    { weight: 1, arbitrary: fc.constantFrom(...courses) },
  ),
  acts: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    {
      weight: 6,
      arbitrary: fc.array(fc.record({ moment, act: acts }), { minLength: 2, maxLength: 9, size: 'max' }),
    },
  ),
  deaths: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.record({
          call: fc.integer({ min: 1, max: 160 }),
          when: fc.constantFrom('before' as const, 'after' as const),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    },
  ),
});

const hours = fc.array(fc.constantFrom(2, 5, 22, 30, 70, 170, 340, 700, 1000, 1500), {
  minLength: moments - 1,
  maxLength: moments - 1,
});

const changing = ['kommune-3212', 'kommune-3105', 'kommune-3238', 'kommune-0301-12'];
const change = fc.oneof(
  fc.record({
    moment: fc.nat(moments - 1),
    unitId: fc.constantFrom(...changing),
    how: fc.constantFrom<Change>('nobody-there', 'as-before', 'as-before', 'own-points', 'own-routes'),
  }),
  fc.record({
    moment: fc.nat(moments - 1),
    unitId: fc.constantFrom('ahus-koordinerende', 'so-koordinerende'),
    how: fc.constantFrom<Change>(
      'counts-from-discharge',
      'counts-from-diagnosis',
      'apply-discharge',
      'apply-diagnosis',
    ),
  }),
);

/** What a unit is where it is told to leave its intakes to another: one of the same municipality, or itself. */
export const intakeOf: Readonly<Record<string, string>> = { 'kommune-3238': 'kommune-3238-punkt' };

/** The sample units, and a municipality that leaves some of its patients to others. */
const worldUnits = units.map((unit) =>
  unit.unitId === 'kommune-3238'
    ? {
        ...unit,
        settings: {
          ...unit.settings,
          routes: {
            children: 'kommune-3238-barn',
            nursingHome: 'kommune-3238-sykehjem',
            points: 'kommune-3238-punkt',
          },
        },
      }
    : unit,
);
const more = ['barn', 'sykehjem', 'punkt'].map((name): Unit => {
  const model = units.find(({ unitId }) => unitId === 'kommune-3238') as Unit;
  return {
    ...model,
    unitId: `kommune-3238-${name}`,
    contacts: model.contacts.map((contact) => ({
      ...contact,
      email: `${name}-${contact.role}@kommune-3238.example`,
    })),
  };
});

/** A world of so many lives, whose patients are numbered from `first`. */
export function world(lives: number): fc.Arbitrary<World> {
  return fc.record({
    units: fc.constant([...worldUnits, ...more]),
    hours,
    changes: fc.array(change, { minLength: 6, maxLength: 12, size: 'max' }),
    pause: fc.nat(moments - 1),
    lives: fc.array(life, { minLength: lives, maxLength: lives, size: 'max' }).map((all) =>
      all.map(
        ({ course, ...one }, n): Life => ({
          ...one,
          n,
          acts: [...course.map((act, nth) => ({ moment: one.start + nth, act })), ...one.acts],
          referral: { ...one.referral, ...numbered(n, one.referral) },
        }),
      ),
    ),
  });
}

function numbered(n: number, { patient }: Sample): Sample {
  const { referralId, patient: person } = another(n * 4);
  return { referralId, patient: { ...patient, nationalId: person.nationalId } };
}
