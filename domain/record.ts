import type {
  AnswerName,
  CalendarDate,
  ExtraPoint,
  GpAsk,
  Instant,
  LadderKey,
  NoticeKind,
  PathwayStatus,
  Place,
  PointNumber,
  PointStatus,
  Rung,
  Scores,
  TaskKind,
  TaskStatus,
} from './model.ts';
import type { PathwayRules } from './rules.ts';
import type { TimelineType } from './timeline.ts';

/**
 * The record of one pathway: the truth about it, and the unit of consistency (DESIGN ideas 1 and 2).
 * It holds ids, dates and enums only; identity, diagnosis and free text lie in items of their own.
 *
 * Everything a patient's system has *reported* is kept as it came (`start`, `events`) and folded into facts
 * (`facts.ts`); everything that was *decided* (points, tasks, notices, plans) is kept as it is. Retracting an
 * event therefore is: mark it, fold again, bring the decisions in line.
 */
export interface PathwayRecord {
  readonly schemaVersion: 1;
  readonly pathwayId: string;
  /** Grows by one with each write; a write demands the version that it read. */
  readonly version: number;
  readonly status: PathwayStatus;
  readonly trust: string;
  readonly referralId: string;
  /** Digest of the referral as it was sent: tells a repeat from a referral with another meaning. */
  readonly meaning: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** How many of its events were known when it ended: later ones are kept, and count should it go on. */
  readonly knownAtEnd?: number;
  /** Until when the items that lie beside the record are kept, as was last set on them. */
  readonly keptUntil?: Instant;
  readonly start: StartFacts;
  readonly events: readonly ReportedEvent[];
  readonly points: readonly Point[];
  readonly tasks: readonly Task[];
  readonly notices: readonly Notice[];
  /** Which units have a part in the pathway: what they may list and read. */
  readonly relations: readonly Relation[];
  /** Which units follow the pathway without a part in it: they were told of what a unit below them has missed. */
  readonly followers?: readonly Follower[];
  /** Every plan made of this record, oldest first; the newest of each `plan` is the current one. */
  readonly executions: readonly Execution[];
  /** Timeline entries not yet written out to rows of their own. */
  readonly journal: readonly JournalEntry[];
  /** What is still to be done outside. Each is idempotent, and removed once acknowledged. */
  readonly effects: readonly Effect[];
  /** When the sweep is to ask after this pathway; null once nothing can be left to do. */
  readonly nextCheckAt: Instant | null;
  /** Times at which a lost plan was made anew without progress since: three in 24 hours is a stall. */
  readonly rescues: readonly Instant[];
  /** Tasks beside the points, each with a plan of its own. */
  readonly followUps: readonly FollowUp[];
  /** Places (`3212`, `0301-12`) whose municipality has the patient in its hands. */
  readonly handedOver: readonly string[];
  /** Receiving units found by hand where the directory had none, by place. */
  readonly routes: readonly { readonly place: string; readonly unitId: string }[];
  /** Asked by one unit of another; the text lies beside the record. */
  readonly questions: readonly Question[];
  /** Copies to the GP that wait until somebody has confirmed who that is. */
  readonly heldCopies: readonly HeldCopy[];
  /** Points that somebody has opened before their window. */
  readonly openedEarly: readonly { readonly point: PointNumber; readonly at: Instant }[];
  /** What trust and municipality have set otherwise, as it was when the patient came under them. */
  readonly rules: PathwayRules;
  /** What was agreed about asking again after a no. */
  readonly offer: { readonly askAgain: boolean; readonly on: CalendarDate | null };
}

/** What the referral says, less identity, diagnosis and free text. */
export interface StartFacts {
  readonly diagnosisDate: CalendarDate;
  readonly readyFrom: CalendarDate | null;
  readonly dischargedOn: CalendarDate | null;
  readonly startAtPoint: 1 | 2 | 3;
  readonly hospitalUnitId: string;
  readonly otherHospitalUnitId: string | null;
  /** The hospital unit that does the assessment, as the catchment has it. */
  readonly assessingUnitId: string;
  readonly municipality: Place;
  readonly addressProtected: boolean;
  /** The pathway that came before a relapse. */
  readonly precededBy: string | null;
  /** Points that were agreed with this patient, beside the three. */
  readonly extraPoints: readonly ExtraPoint[];
  /** What had been done before the patient was entered here. */
  readonly imported: Imported | null;
  readonly gp: GpFact | null;
  readonly answers: Answers;
  readonly circumstances: Circumstances;
  /** What points 2 and 3 are counted from, as the trust had it at the start. */
  readonly anchorEvent: 'diagnosis' | 'discharge';
  /** Who started it: a unit id, or `hospital-system`. */
  readonly by: string;
}

/** Points that were over before the start, and whether the municipality had the patient in its hands. */
export interface Imported {
  readonly points: readonly {
    readonly point: 1 | 2;
    readonly status: 'completed' | 'declined' | 'missed';
    readonly heldOn: CalendarDate | null;
  }[];
  readonly handedOver: boolean;
}

export interface GpFact {
  readonly unitId: string;
  readonly asOf: CalendarDate | null;
}

export type Answers = Readonly<Record<AnswerName, boolean | null>>;

export interface Circumstances {
  readonly minor: boolean;
  readonly childrenAsNextOfKin: boolean;
  readonly nursingHome: boolean;
  readonly municipalServices: boolean;
}

interface EventCommon {
  readonly eventId: string;
  readonly occurredOn: CalendarDate;
  readonly receivedAt: Instant;
  readonly by: string;
  /** The event that took this one back. */
  readonly retractedBy?: string;
}

/** What was reported about the patient (CONTRACT, "Report an event"): ids, dates and enums. */
export type ReportedEvent = EventCommon & EventBody;
export type EventBody =
  | {
      readonly type: 'answers-changed';
      readonly answers: { readonly [name in AnswerName]?: boolean | null | undefined };
    }
  | { readonly type: 'ready' }
  | { readonly type: 'discharged' }
  | { readonly type: 'diagnosis-corrected'; readonly date: CalendarDate }
  | { readonly type: 'moved'; readonly municipality: Place; readonly gp?: GpFact }
  /** Who the patient is lies beside the record; whether the address is protected decides where the patient is sent. */
  | { readonly type: 'patient-corrected'; readonly addressProtected?: boolean }
  | { readonly type: 'address-protected'; readonly value: boolean }
  | { readonly type: 'transferred'; readonly hospitalUnitId: string }
  | { readonly type: 'gp-changed'; readonly gp: GpFact }
  | { readonly type: TreatmentEvent }
  | { readonly type: 'esas-reported'; readonly scores: Scores }
  | { readonly type: 'discharge-summary-sent'; readonly reference: string }
  | { readonly type: 'circumstances-changed'; readonly circumstances: Partial<Circumstances> }
  /** The patient has blocked one employee from the record: `subject` is what the sign-in calls that person, an opaque id. */
  | { readonly type: 'staff-blocked'; readonly subject: string }
  | { readonly type: 'relapsed'; readonly followedBy: string }
  | { readonly type: 'withdrawn' }
  | { readonly type: 'deceased' }
  | { readonly type: 'moved-away' }
  /** A relapse that opened this pathway was taken back. */
  | { readonly type: 'started-in-error' }
  | { readonly type: 'retracted'; readonly retracts: string };

/** What happens to palliative patients that calls for their GP (Sykehuset Østfold, see DOMAIN). */
export type TreatmentEvent =
  | 'palliative-treatment-started'
  | 'treatment-paused'
  | 'treatment-ended'
  | 'function-declining';

export interface Point {
  readonly point: PointNumber;
  readonly place: 'hospital' | 'municipality';
  readonly unitId: string | null;
  readonly opensAt: Instant;
  readonly dueAt: Instant;
  readonly closesAt: Instant;
  readonly status: PointStatus;
  readonly taskId: string | null;
  readonly heldOn: CalendarDate | null;
  readonly mode: string | null;
  /** Held after its window had closed. */
  readonly late: boolean;
  /** When it was completed, declined, missed or cancelled. */
  readonly concludedAt: Instant | null;
  /** For a point beside the three: whose it is, its place there, and when it is to be held. */
  readonly extra?: ExtraPoint & {
    readonly of: 'municipality' | 'patient';
    readonly index: number;
    /** The municipality whose own it is. */
    readonly municipality: string | null;
  };
}

export interface Task {
  /** `<pathwayId>-t<n>`: whoever has a task id can find its pathway. */
  readonly taskId: string;
  readonly kind: TaskKind;
  readonly ladder: LadderKey;
  /** The plan that drives it. */
  readonly plan: PlanId;
  readonly point: PointNumber | null;
  /** The place it was opened for, for a municipality's task. */
  readonly place: string | null;
  readonly unitId: string;
  readonly status: TaskStatus;
  readonly openedAt: Instant;
  readonly opensAt: Instant;
  readonly dueAt: Instant;
  readonly closesAt: Instant;
  /** The ladder as it stands, soonest first. */
  readonly rungs: readonly Rung[];
  /** The highest rung that has been claimed; -1 before the first. */
  readonly rung: number;
  /** How the rungs of a ladder that rules have changed midway are numbered: those up to `passed` are left out, the others counted on from what had been claimed. */
  readonly renumbered?: { readonly passed: number; readonly by: number };
  /** The newest task token that waits for this task's answer. */
  readonly token: string | null;
  readonly acceptedBy: string | null;
  readonly appointmentOn: Instant | CalendarDate | null;
  readonly concludedAt: Instant | null;
  /** Digest of the outcome: the same again is 200, another 409. */
  readonly outcome: string | null;
  /** What its outcome showed that others are to act on. */
  readonly found?: {
    readonly at: Instant;
    /** How many reports there were before it. */
    readonly reports: number;
    /** When it was held. */
    readonly on: CalendarDate;
    readonly askGp: readonly GpAsk[];
    readonly distress: number | null;
    readonly esas: Scores | null;
  };
  /** How things stood before its outcome was given, so that a wrong one can be undone. */
  readonly before?: Before;
  /** An outcome was undone: what it had registered is no longer listed. */
  readonly reopened?: true;
  /** Why it was cancelled, and its status then: when the reason is undone, it is put back. */
  readonly cancelledBy?: { readonly reason: string; readonly was: 'open' | 'accepted' };
}

interface Before {
  /** Which of the pathway's outcomes it is: what has a higher number came after it. */
  readonly nth: number;
  readonly status: TaskStatus;
  readonly appointmentOn: Task['appointmentOn'];
  readonly point: Point | null;
  readonly offer: PathwayRecord['offer'];
  readonly handedOver: readonly string[];
  readonly routes: PathwayRecord['routes'];
}

export interface Question {
  /** `<pathwayId>-q<n>`. */
  readonly questionId: string;
  readonly askedBy: string;
  /** Whom it was put to. */
  readonly unitId: string;
  /** The task that it is about, if any. */
  readonly taskId: string | null;
  /** Digest of who asks whom what: the same again, while it is not answered, is the same question. */
  readonly meaning: string;
  readonly askedAt: Instant;
  readonly answeredAt: Instant | null;
}

export interface HeldCopy {
  readonly kind: NoticeKind;
  readonly since: Instant;
  readonly point: PointNumber | null;
  readonly asked: readonly string[];
  /** The task or event that it is a copy of. */
  readonly cause: string;
}

export interface Notice {
  /** `<pathwayId>-n<k>`. */
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly unitId: string;
  readonly at: Instant;
  readonly point: PointNumber | null;
  readonly asked: readonly string[];
  readonly receivedAt: Instant | null;
  /** The task, event or question that it tells of: whoever was told is told if that was wrong. */
  readonly cause?: string;
  /** Told as the unit above whoever was to act: how things stand, and not whom it is about. */
  readonly above?: true;
  /** The miss that it tells of has been undone. */
  readonly undone?: true;
}

export interface Relation {
  readonly unitId: string;
  /** The health trust of a hospital unit: its systems have the same part. */
  readonly trust?: string;
  readonly from: Instant;
  readonly until: Instant | null;
  /** It has ended because the patient does not share: it is taken up again once they do. */
  readonly rests?: true;
}

/** A unit that sees how a pathway stands, and nothing of whom it is about; what it has to do there is a part besides. */
export interface Follower {
  readonly unitId: string;
  readonly from: Instant;
  readonly until: Instant | null;
}

/** `p` is the pathway's own plan, `f1`, `f2` … its follow-ups. */
export type PlanId = 'p' | `f${number}`;

/** A task beside the points, with a plan of its own (DESIGN section 3, the follow-up machine). */
export interface FollowUp {
  readonly plan: PlanId;
  readonly kind: TaskKind;
  /** What calls for it: an event, an outcome, a question. One cause never opens a second. */
  readonly cause: string;
  readonly ladder: LadderKey;
  /** Who is to do it; null: found when it opens. */
  readonly unitId: string | null;
  readonly opensAt: Instant;
  readonly dueAt: Instant;
  readonly closesAt: Instant;
  /** Causes that came while it was open, and are seen to with it. */
  readonly parts?: readonly string[];
  /** What is asked, in the API's words. */
  readonly asked: readonly string[];
}

export interface Execution {
  readonly plan: PlanId;
  readonly generation: number;
  readonly startedAt: Instant;
  readonly stoppedAt: Instant | null;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
}

export interface JournalEntry {
  readonly eventId: string;
  readonly at: Instant;
  readonly type: TimelineType;
  readonly by: string;
  readonly taskId?: string;
  readonly point?: PointNumber;
  readonly unitId?: string;
  readonly rung?: number;
  /** Why a unit has rejected a task: one of the API's words. */
  readonly reason?: string;
  /** Which message could not be delivered: an id of ours, without an address. */
  readonly messageId?: string;
  /** Whether a hospital's system is told in `/changes`. */
  readonly change: boolean;
}

export type Effect =
  | { readonly kind: 'start'; readonly id: string; readonly plan: PlanId; readonly generation: number }
  | { readonly kind: 'stop'; readonly id: string; readonly plan: PlanId; readonly generation: number }
  | { readonly kind: 'answer'; readonly id: string; readonly token: string }
  | { readonly kind: 'project'; readonly id: 'project'; readonly rows: readonly string[] }
  /** What lies beside the record is given its time to live, or that is taken back; not before this instant. */
  | { readonly kind: 'expire'; readonly id: 'expire'; readonly from: Instant }
  | SendEffect;

/** Write to those whom a rung of a task, or a notice, is for. Addresses and words are worked out when it is sent. */
export interface SendEffect {
  readonly kind: 'send';
  /** `<taskId>#<rung>` or the notice's id: with unit, recipient and channel it names each message. */
  readonly id: string;
  readonly about: { readonly taskId: string; readonly rung: number } | { readonly noticeId: string };
  /** Nobody else may send it before this instant. */
  readonly claimedUntil: Instant;
  /** Told in the unit's next morning digest, whatever the unit has asked for: where one act makes many at once. */
  readonly digest?: true;
  /** Message ids that a provider has already accepted. */
  readonly sent: readonly string[];
}
