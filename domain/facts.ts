import type { AnswerName, CalendarDate, Ending, Instant, Place } from './model.ts';
import { answerNames } from './model.ts';
import type { Circumstances, GpFact, PathwayRecord, ReportedEvent } from './record.ts';

export interface Answer {
  readonly value: boolean | null;
  readonly answeredOn: CalendarDate | null;
  readonly recordedBy: string | null;
}

/** What is known about the patient's course, folded from all that was reported and not retracted. */
export interface Facts {
  readonly answers: Readonly<Record<AnswerName, Answer>>;
  readonly diagnosisDate: CalendarDate;
  /** The first discharge on or after the diagnosis; later ones do not count. */
  readonly dischargedOn: CalendarDate | null;
  /** When the hospital first said that the patient is ready for the first conversation. */
  readonly readyAt: Instant | null;
  readonly municipality: Place;
  /** The GP office, and the day on which that was last known to be so. */
  readonly gp: { readonly unitId: string; readonly asOf: CalendarDate } | null;
  /** Nobody is to learn where the patient lives: each route is found by hand. */
  readonly addressProtected: boolean;
  readonly circumstances: Circumstances;
  /** Employees whom the patient has blocked, by what their sign-in calls them, each once. They see nothing of the pathway. */
  readonly blocked: readonly string[];
  /** The hospital unit that the patient was last transferred to; the one that assesses where there was no transfer. */
  readonly hospitalUnitId: string;
  /** The report that ended the pathway, if one did: the first that still stands. */
  readonly end: { readonly eventId: string; readonly status: Ending } | null;
}

/** Reports that end a pathway, and what it then is. */
const endings = {
  withdrawn: 'withdrawn',
  deceased: 'deceased',
  'moved-away': 'moved-away',
  relapsed: 'superseded',
  'started-in-error': 'superseded',
} as const satisfies Partial<Record<ReportedEvent['type'], Ending>>;

/** The date that points 2 and 3 are counted from. */
export interface Anchor {
  readonly event: 'diagnosis' | 'discharge';
  readonly date: CalendarDate;
  /** True while a trust counts from discharge and none is known yet. */
  readonly provisional: boolean;
}

/** `3212`, or `0301-12` for a district of Oslo. */
export function placeKey(place: Place): string {
  return place.district === null ? place.number : `${place.number}-${place.district}`;
}

/**
 * Folds the referral and the events that still stand into facts. Where two events speak of the same thing, the
 * one that occurred later counts; of the same day, the one that was received later. So events may arrive late,
 * twice or in any order, and a retracted one leaves no trace here.
 */
export function factsOf(
  record: Pick<PathwayRecord, 'start' | 'events' | 'startedAt'>,
  startedOn: CalendarDate,
): Facts {
  const { start } = record;
  const answers = {} as Record<AnswerName, Answer>;
  for (const name of answerNames) {
    const value = start.answers[name];
    answers[name] = {
      value,
      answeredOn: value === null ? null : startedOn,
      recordedBy: value === null ? null : start.by,
    };
  }
  const inOrder = standingInOrder(record.events);
  let diagnosisDate = start.diagnosisDate;
  let municipality = start.municipality;
  let gp = known(start.gp, startedOn);
  let addressProtected = start.addressProtected;
  let circumstances = start.circumstances;
  let hospitalUnitId = start.assessingUnitId;
  const blocked = new Set<string>();
  let readyAt: Instant | null = null;
  let end: Facts['end'] = null;
  for (const event of inOrder) {
    switch (event.type) {
      case 'answers-changed':
        for (const name of answerNames) {
          const value = event.answers[name];
          if (value !== undefined)
            answers[name] = { value, answeredOn: event.occurredOn, recordedBy: event.by };
        }
        break;
      case 'ready':
        if (readyAt === null || event.receivedAt < readyAt) readyAt = event.receivedAt;
        break;
      case 'diagnosis-corrected':
        diagnosisDate = event.date;
        break;
      case 'moved':
        municipality = event.municipality;
        gp = known(event.gp ?? null, event.occurredOn) ?? gp;
        break;
      case 'gp-changed':
        gp = known(event.gp, event.occurredOn);
        break;
      case 'address-protected':
        addressProtected = event.value;
        break;
      case 'patient-corrected':
        addressProtected = event.addressProtected ?? addressProtected;
        break;
      case 'circumstances-changed':
        circumstances = { ...circumstances, ...event.circumstances };
        break;
      case 'staff-blocked':
        blocked.add(event.subject);
        break;
      case 'transferred':
        hospitalUnitId = event.hospitalUnitId;
        break;
      case 'withdrawn':
      case 'deceased':
      case 'moved-away':
      case 'relapsed':
      case 'started-in-error':
        end ??= { eventId: event.eventId, status: endings[event.type] };
        break;
      default:
        break;
    }
  }
  return {
    answers,
    diagnosisDate,
    dischargedOn: firstDischarge(start.dischargedOn, inOrder, diagnosisDate),
    readyAt,
    municipality,
    gp,
    addressProtected,
    circumstances,
    blocked: [...blocked].toSorted(),
    hospitalUnitId,
    end,
  };
}

/** The events that still stand, as they occurred; those of one day as they were received. */
export function standingInOrder(events: readonly ReportedEvent[]): readonly ReportedEvent[] {
  return events
    .filter((event) => event.retractedBy === undefined)
    .toSorted((a, b) => (a.occurredOn < b.occurredOn ? -1 : Number(a.occurredOn > b.occurredOn)));
}

/** A GP office that was named on a day is known as of then, unless it says otherwise. */
function known(gp: GpFact | null, on: CalendarDate): Facts['gp'] {
  return gp === null ? null : { unitId: gp.unitId, asOf: gp.asOf ?? on };
}

function firstDischarge(
  reported: CalendarDate | null,
  events: readonly ReportedEvent[],
  diagnosisDate: CalendarDate,
): CalendarDate | null {
  const dates = events.filter((event) => event.type === 'discharged').map((event) => event.occurredOn);
  if (reported !== null) dates.push(reported);
  return dates.filter((date) => date >= diagnosisDate).toSorted()[0] ?? null;
}

/** What the windows of points 2 and 3 are counted from (national pathway: the diagnosis; Ahus, 2022: the discharge). */
export function anchorOf(
  record: Pick<PathwayRecord, 'start'> & Partial<Pick<PathwayRecord, 'rules'>>,
  facts: Pick<Facts, 'diagnosisDate' | 'dischargedOn'>,
): Anchor {
  if ((record.rules?.anchor ?? record.start.anchorEvent) === 'discharge') {
    return facts.dischargedOn === null
      ? { event: 'diagnosis', date: facts.diagnosisDate, provisional: true }
      : { event: 'discharge', date: facts.dischargedOn, provisional: false };
  }
  return { event: 'diagnosis', date: facts.diagnosisDate, provisional: false };
}

/**
 * Whether the pathway may go on at home: a yes to the pathway and a yes to sharing with the municipality. A
 * question not asked is no yes: nothing leaves the hospital (DESIGN section 3, "Four separate answers").
 */
export function mayGoHome(facts: Pick<Facts, 'answers'>): boolean {
  return facts.answers.pathway.value === true && facts.answers.shareWithMunicipality.value === true;
}

/** The day of the latest no to what it takes; null where nobody has said no, but perhaps nobody has asked either. */
export function noSaidOn(facts: Pick<Facts, 'answers'>): CalendarDate | null {
  const { pathway, shareWithMunicipality } = facts.answers;
  const noes = [pathway, shareWithMunicipality].filter((answer) => answer.value === false);
  return (
    noes
      .map((answer) => answer.answeredOn!)
      .toSorted()
      .at(-1) ?? null
  );
}
