/**
 * The words of the pathway: the enums and shapes that every part shares. All values here are ids, dates and
 * enums: nothing in this file can hold a name, a national id, a diagnosis, a phone number or free text.
 * Instants are ISO 8601 in UTC with `Z`; calendar dates are `YYYY-MM-DD` in Europe/Oslo.
 */

/** An instant, ISO 8601 in UTC with `Z`, e.g. `2027-01-31T07:00:00Z`. */
export type Instant = string;
/** A calendar date in Europe/Oslo, `YYYY-MM-DD`. */
export type CalendarDate = string;

export const diagnosisGroups = [
  'bladder', 'bone-and-soft-tissue-sarcoma', 'brain', 'breast', 'cervical', 'childhood', 'colorectal', 'diagnostic',
  'endometrial', 'gallbladder-and-bile-duct', 'head-and-neck', 'kidney', 'leukaemia', 'liver', 'lung', 'lymphoma',
  'melanoma', 'metastasis-unknown-primary', 'myeloma', 'neuroendocrine', 'oesophagus-and-stomach', 'ovarian',
  'pancreatic', 'penile', 'prostate', 'testicular', 'thyroid', 'other',
] as const; // biome-ignore format: a list of words reads best as a paragraph

export const pathwayStatuses = [
  'active',
  'completed',
  'declined',
  'lapsed',
  'withdrawn',
  'deceased',
  'moved-away',
  'superseded',
] as const;
export type PathwayStatus = (typeof pathwayStatuses)[number];
/** What a pathway has become that has ended. */
export type Ending = Exclude<PathwayStatus, 'active'>;

export const pointStatuses = ['planned', 'open', 'completed', 'declined', 'missed', 'cancelled'] as const;
export type PointStatus = (typeof pointStatuses)[number];

/** A coordination point (samhandlingspunkt): 1, 2, 3, and `extra-1` … for a municipality's own. */
export type PointNumber = 1 | 2 | 3 | `extra-${number}`;

export const taskKinds = [
  'needs-assessment',
  'offer-again',
  'municipal-intake',
  'route-manually',
  'gp-appointment',
  'esas-action',
  'esas-prompt',
  'question',
  'next-of-kin-children',
  'coordinator-referral',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export const taskStatuses = [
  'open',
  'accepted',
  'completed',
  'declined',
  'missed',
  'rejected',
  'cancelled',
] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const noticeKinds = [
  'assessment',
  'declined',
  'moved',
  'ended',
  'resumed',
  'missed',
  'no-longer-yours',
  'addendum',
  'answered',
  'corrected',
  'discharge-summary',
  'new-assessment-coming',
  'treatment',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const unitKinds = ['hospital', 'municipality', 'gp-office'] as const;
export type UnitKind = (typeof unitKinds)[number];

export const languages = ['nb', 'nn', 'en'] as const;
export type Language = (typeof languages)[number];

export const channels = ['email', 'sms', 'both'] as const;
export type Channel = (typeof channels)[number];

export const contactRoles = ['coordinator', 'leader'] as const;
export type ContactRole = (typeof contactRoles)[number];

/** The four separate wishes of a patient (DESIGN section 3): yes, no, or null for not asked. */
export const answerNames = ['pathway', 'shareWithMunicipality', 'cancerCoordinator', 'gpCopy'] as const;
export type AnswerName = (typeof answerNames)[number];

/** Items of ESAS-r, each scored 0–10 (CONTRACT, "Report an event"). */
export const esasItems = [
  'pain-at-rest',
  'pain-on-movement',
  'tiredness',
  'drowsiness',
  'nausea',
  'appetite',
  'shortness-of-breath',
  'dry-mouth',
  'depression',
  'anxiety',
  'wellbeing',
  'other',
] as const;
export type EsasItem = (typeof esasItems)[number];
export type Scores = { readonly [item in EsasItem]?: number | undefined };

/** What a conversation may be about: thirteen of the national pathway's, and two (DOMAIN; CONTRACT, "Themes"). */
export const themes = [
  'family-and-network',
  'work-and-education',
  'finances-and-housing',
  'help-at-home',
  'rehabilitation',
  'physical-activity',
  'nutrition',
  'self-care',
  'coping-and-learning',
  'leisure-and-social',
  'mental-health',
  'sexual-health',
  'oral-health',
  'late-effects',
  'other',
] as const;
export type Theme = (typeof themes)[number];

/** How a conversation is held, who follows a need up, and why one was not held (CONTRACT, "Outcomes"). */
export const modes = ['in-person', 'home-visit', 'phone', 'video'] as const;
export type Mode = (typeof modes)[number];
export const responsibles = ['municipality', 'gp', 'hospital', 'patient', 'other'] as const;
export type Responsible = (typeof responsibles)[number];
export const notHeldReasons = [
  'not-reached',
  'too-ill',
  'in-hospital',
  'wants-later',
  'followed-up-elsewhere',
] as const;
export type NotHeldReason = (typeof notHeldReasons)[number];

/** What a conversation may show that the GP is asked for (CONTRACT, "Outcomes"). */
export const gpAsks = ['sick-leave', 'late-effects', 'pain', 'medicines', 'other'] as const;
export type GpAsk = (typeof gpAsks)[number];

/** A municipality and, in Oslo (`0301`), its district; null elsewhere. */
export interface Place {
  readonly number: string;
  readonly district: string | null;
}

export interface Contact {
  readonly role: ContactRole;
  readonly email?: string | undefined;
  /** E.164, e.g. `+4799999000`. */
  readonly sms?: string | undefined;
  readonly language: Language;
  /** Names the contact within its unit: a deputy is named by it. */
  readonly contactId?: string | undefined;
  /** The subject of the token that this person signs in with. */
  readonly subject?: string | undefined;
  /** Has left: is never written to, and has nothing accepted. */
  readonly disabled?: boolean | undefined;
  readonly absences?: readonly Absence[] | undefined;
  /** Since when messages to the e-mail address come back; gone when the unit is written anew. */
  readonly emailFailsSince?: Instant | undefined;
  /** Since when the provider refuses the number; gone when the unit is written anew. */
  readonly smsFailsSince?: Instant | undefined;
}

/** Days on which a contact is away, the first and the last included. */
export interface Absence {
  readonly from: CalendarDate;
  readonly until: CalendarDate;
  /** The `contactId` of who is written to instead, in the same unit; without one, the others of the unit are. */
  readonly deputy?: string | undefined;
}

/** Why sending is paused. */
export const pauseReasons = ['incident', 'upgrade', 'wrong-messages', 'exercise', 'other'] as const;

/** The switch that pauses all sending. `since` and `by` (a token's subject) are null until it is first used. */
export interface SendingSwitch {
  readonly paused: boolean;
  readonly since: Instant | null;
  readonly by: string | null;
  readonly reason: (typeof pauseReasons)[number] | null;
}

/** A unit of the directory, as in `samples/units.json`. */
export interface Unit {
  readonly unitId: string;
  readonly kind: UnitKind;
  readonly name: string;
  /** The health trust, for hospital units. */
  readonly trust?: string | undefined;
  readonly municipality?: Place | null | undefined;
  readonly phone?: string | undefined;
  readonly resh?: string | undefined;
  readonly herId?: string | undefined;
  readonly organisationNumber?: string | undefined;
  readonly channel: Channel;
  /** The coordinating unit above this one; null for a coordinating unit itself. */
  readonly escalatesTo: string | null;
  readonly contacts: readonly Contact[];
  readonly settings?: UnitSettings | undefined;
  readonly catalogue?:
    | readonly { readonly theme: string; readonly offer: string; readonly contact: string }[]
    | undefined;
}

/** How a unit is told what arrives, what it is reminded of, and what is for information. */
export const messageSettings = ['each', 'morning-digest'] as const;

export interface UnitSettings extends TaskRules {
  /** Each message by itself (where left out), or one in the morning. */
  readonly messages?: (typeof messageSettings)[number] | undefined;
  readonly anchor?: 'diagnosis' | 'discharge' | undefined;
  readonly askAgain?: AskAgain | undefined;
  /** How many months after its end all that is kept of a pathway is deleted. */
  readonly retentionMonths?: number | undefined;
  /** What this trust or municipality registers an act by: its own codes, for no national ones were found (DOMAIN). */
  readonly registrationCodes?: readonly RegistrationCode[] | undefined;
  /** Municipality numbers, `number-district` in Oslo, for which this trust is the local hospital. */
  readonly catchment?: readonly string[] | undefined;
  /** Points of a municipality's own, beside the three (DESIGN section 3, "Extra points"). */
  readonly extraPoints?: readonly (ExtraPoint & { readonly name: string })[] | undefined;
  /** Other units of a municipality that take some of its patients or tasks in its stead. */
  readonly routes?: UnitRoutes | undefined;
  /** What a municipality does when it takes a patient in, in its own words. */
  readonly checklist?: readonly ChecklistSetting[] | undefined;
  /** Letters of a municipality to its patients, in its own words. */
  readonly letters?: readonly LetterSetting[] | undefined;
}

/** One letter in one language (a BCP 47 tag), with fields to be filled in (`letters.ts`). */
export interface LetterSetting {
  readonly key: string;
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

/** One line of a municipality's own checklist; without a key it is ticked by its place, `item-1` and so on. */
export interface ChecklistSetting {
  readonly key?: string | undefined;
  readonly text: string;
}

/**
 * What a trust or a municipality may set of its tasks otherwise than the defaults (DESIGN section 3: "every figure can
 * be set"). What is left out is as it is elsewhere: a municipality's as its trust's, a trust's as the default.
 */
export interface TaskRules {
  /** By task: its rungs in order of time; rung 0, the task's arrival, is on every ladder and not repeated here. */
  readonly ladders?: { readonly [key in LadderKey]?: readonly LadderRow[] | undefined } | undefined;
  readonly windows?: { readonly [key in WindowKey]?: WindowFigures | undefined } | undefined;
  readonly sendingHours?: SendingHours | undefined;
  /** Instead of the three of the default; `[]` for none. */
  readonly quietPeriods?: readonly QuietPeriod[] | undefined;
}

/** Tasks of which due and close can be set. */
export const windowKeys = [
  'hospital-needs-assessment',
  'offer-again',
  'municipal-intake',
  'point-2',
  'point-3',
] as const;
export type WindowKey = (typeof windowKeys)[number];

/** ISO 8601 durations in days, weeks, months and years: from the opening; for points 2 and 3 from the anchor. */
export interface WindowFigures {
  readonly dueAfter: string;
  readonly closesAfter: string;
}

/** Messages go out from and until these times on the clock in Oslo (`HH:MM`) on a working day; the latter is too late. */
export interface SendingHours {
  readonly from: string;
  readonly until: string;
}

/**
 * When nobody above the coordinator is written to: ISO weeks, both included; dates of every year (`MM-DD`), both
 * included, over the new year where the first is the later; or so many days before Maundy Thursday.
 */
export type QuietPeriod =
  | { readonly fromWeek: number; readonly toWeek: number }
  | { readonly from: string; readonly to: string }
  | { readonly beforeEaster: number };

/** After a no: in how many days the pathway is offered again, and how often at most. */
export interface AskAgain {
  readonly afterDays: number;
  readonly offersAtMost: number;
}

export const registrationEvents = [
  'point-1-held',
  'point-2-held',
  'point-3-held',
  'extra-point-held',
  'declined',
  'intake-done',
  'route-found',
  'question-answered',
  'gp-appointment-done',
  'esas-action-done',
  'esas-prompt-done',
  'next-of-kin-children-done',
  'coordinator-referral-done',
] as const;
export type RegistrationEvent = (typeof registrationEvents)[number];

export interface RegistrationCode {
  readonly event: RegistrationEvent;
  readonly code: string;
}

/** When a point of a municipality's or a patient's own is to be held: ISO 8601 durations from the anchor. */
export interface ExtraPoint {
  readonly opensAfter: string;
  readonly dueAfter: string;
  readonly closesAfter: string;
}

/** Whom a municipality's unit leaves what to; each a unit id. What is not named, it takes itself. */
export interface UnitRoutes {
  /** Patients who are minors; before the others. */
  readonly children?: string | undefined;
  /** Patients who live in a nursing home. */
  readonly nursingHome?: string | undefined;
  readonly intake?: string | undefined;
  /** Points 2, 3 and its own. */
  readonly points?: string | undefined;
  /** Who visits the patient at home, and is prompted for ESAS. */
  readonly homeCare?: string | undefined;
}
/** What a unit is looked for. */
export type Purpose = 'intake' | 'points' | 'homeCare';

/** What a ladder is looked up by: each row of the table in DESIGN section 3. */
export const ladderKeys = [
  'hospital-needs-assessment',
  'offer-again',
  'municipal-intake',
  'point-2',
  'point-3',
  'extra-point',
  'gp-appointment',
  'esas-action',
  'esas-prompt',
  'question',
] as const;
export type LadderKey = (typeof ladderKeys)[number];

/** Whom a rung of a ladder is for. */
export const receivers = [
  'coordinator',
  'leader',
  'coordinating-unit',
  'coordinating-units-of-both',
] as const;
export type Receiver = (typeof receivers)[number];

/** One row of a ladder: tell whom, how long after (or before, with a minus) which of the task's dates. */
export interface LadderRow {
  readonly tell: Receiver;
  /** `anchor`: the date that the pathway's windows are counted from, in months only. */
  readonly from: 'opening' | 'due' | 'close' | 'anchor';
  readonly hours?: number | undefined;
  readonly days?: number | undefined;
  readonly months?: number | undefined;
  readonly workingDays?: number | undefined;
  /** `not-accepted`: skipped once the task is accepted. `accepted`: sent only then. */
  readonly when?: 'not-accepted' | 'accepted' | undefined;
}

/** One rung of a task's ladder with its instant worked out. Rung 0 is the task itself arriving. */
export interface Rung {
  readonly rung: number;
  readonly at: Instant;
  readonly to: Receiver;
  /** Skipped once the task is accepted. */
  readonly unlessAccepted: boolean;
  /** Sent only once the task is accepted (intake: accepted but not done). */
  readonly onlyAccepted: boolean;
}

/** When a coordination point may be held, in instants (DESIGN idea 5: windows, not timers). */
export interface Window {
  readonly opensAt: Instant;
  readonly dueAt: Instant;
  readonly closesAt: Instant;
}
