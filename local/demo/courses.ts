/** How each sample patient's story goes: what those around the patient do, and how long they take. */
export interface Actor {
  readonly referralId: string;
  /** One line for whoever watches. */
  readonly story: string;
  /** Weeks until a task is answered, by its kind and point; null is never. Left out: within the week. */
  readonly answersAfterWeeks?: Readonly<Record<string, number | null>>;
  /** Outcomes other than the usual. */
  readonly outcomes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Events that a hospital's system reports, by week. */
  readonly events?: readonly { readonly week: number; readonly body: Readonly<Record<string, unknown>> }[];
}

const nobody = {
  'needs-assessment-1': null,
  'municipal-intake': null,
  'needs-assessment-2': null,
  'needs-assessment-3': null,
};

export const courses: readonly Actor[] = [
  { referralId: 'AHUS-2026-000101', story: 'everybody answers within the week' },
  {
    referralId: 'AHUS-2026-000102',
    story: 'the hospital is slow; palliative treatment begins in week 2, ESAS calls for action in week 7',
    answersAfterWeeks: { 'needs-assessment-1': 4, 'gp-appointment': 1 },
    outcomes: { 'gp-appointment': { outcome: 'done', appointmentOn: '2027-01-06' } },
    events: [
      { week: 2, body: { type: 'palliative-treatment-started' } },
      { week: 7, body: { type: 'esas-reported', scores: { 'pain-at-rest': 5, appetite: 2 } } },
    ],
  },
  {
    referralId: 'AHUS-2026-000103',
    story: 'has children, whom the hospital sees to; the municipality takes three weeks to accept',
    answersAfterWeeks: { 'municipal-intake': 3 },
  },
  {
    referralId: 'AHUS-2026-000104',
    story: 'discharged in week 3: the windows move; the discharge summary is known where it is needed',
    events: [
      { week: 3, body: { type: 'discharged' } },
      { week: 4, body: { type: 'discharge-summary-sent', reference: 'summary-104' } },
    ],
  },
  {
    referralId: 'AHUS-2026-000105',
    story: 'nobody answers at all: every rung, once',
    answersAfterWeeks: nobody,
  },
  {
    referralId: 'AHUS-2026-000106',
    story: 'dies in week 20',
    events: [{ week: 20, body: { type: 'deceased' } }],
  },
  {
    referralId: 'AHUS-2026-000107',
    story: 'gets a national number in week 5, and moves in week 12, before point 2',
    events: [
      { week: 5, body: { type: 'patient-corrected', patient: { nationalId: '14835810004' } } },
      { week: 12, body: { type: 'moved', municipality: { number: '3240', district: null } } },
    ],
  },
  {
    referralId: 'AHUS-2026-000108',
    story:
      'says no, but yes to a coordinator, and yes to it all when asked again; the municipality calls by itself, too',
    outcomes: {
      'offer-again-1': {
        outcome: 'assessed',
        mode: 'in-person',
        needs: [],
        answers: { pathway: true, shareWithMunicipality: true },
      },
    },
  },
  { referralId: 'OUS-2026-000201', story: 'two hospitals: the local one does the assessment' },
  {
    referralId: 'AHUS-2026-000110',
    story: 'a child; point 2 is declined; a relapse in week 40 begins anew',
    events: [{ week: 40, body: { type: 'relapsed' } }],
    outcomes: { 'needs-assessment-2': { outcome: 'declined', askAgain: false } },
  },
  {
    referralId: 'SO-2026-000301',
    story: 'withdraws in week 30; that was a mistake, and is retracted in week 31',
    events: [
      { week: 30, body: { type: 'withdrawn', eventId: 'withdrawal' } },
      { week: 31, body: { type: 'retracted', retracts: 'withdrawal', reason: 'wrong patient' } },
    ],
  },
  {
    referralId: 'SIV-2026-000401',
    story: 'point 2 is missed, point 3 is held',
    answersAfterWeeks: { 'needs-assessment-2': null },
  },
  {
    referralId: 'AHUS-2026-000113',
    story: 'not yet asked; asked in the hospital, and it is a yes',
    outcomes: {
      'needs-assessment-1': {
        outcome: 'assessed',
        mode: 'in-person',
        needs: [],
        answers: { pathway: true, shareWithMunicipality: true },
      },
    },
  },
];
