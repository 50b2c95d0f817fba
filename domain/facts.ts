import type { AnswerName, CalendarDate, Instant, Place } from './model.ts';
import { answerNames } from './model.ts';
import type { GpFact, PathwayRecord, ReportedEvent } from './record.ts';

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
  readonly gp: GpFact | null;
  /** Where the patient lives must not be found out: no unit is looked up by it, a person looks for one. */
  readonly addressProtected: boolean;
  /** The report that ended the pathway, if one did: the first that still stands. */
  readonly end: { readonly eventId: string; readonly status: 'withdrawn' | 'deceased' | 'moved-away' } | null;
}

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
  const standing = record.events.filter((event) => event.retractedBy === undefined);
  const inOrder = standing.toSorted((a, b) =>
    a.occurredOn < b.occurredOn ? -1 : a.occurredOn > b.occurredOn ? 1 : 0,
  );
  let diagnosisDate = start.diagnosisDate;
  let municipality = start.municipality;
  let gp = start.gp;
  let readyAt: Instant | null = null;
  let addressProtected = false;
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
        gp = event.gp ?? gp;
        break;
      case 'address-protected':
        addressProtected = true;
        break;
      case 'withdrawn':
      case 'deceased':
      case 'moved-away':
        end ??= { eventId: event.eventId, status: event.type };
        break;
      default:
        break;
    }
  }
  return {
    answers,
    diagnosisDate,
    dischargedOn: firstDischarge(start.dischargedOn, standing, diagnosisDate),
    readyAt,
    municipality,
    gp,
    addressProtected,
    end,
  };
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
  record: Pick<PathwayRecord, 'start'>,
  facts: Pick<Facts, 'diagnosisDate' | 'dischargedOn'>,
): Anchor {
  if (record.start.anchorEvent === 'discharge') {
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
