import { addDays, addMonths, atEight, later, osloDate } from '../../domain/calendar.ts';
import type { CalendarDate, Instant, TaskKind, Unit } from '../../domain/model.ts';

/**
 * The rules of the pathway told once more, and simply: from what the API has taken in about one patient, in that
 * order, it says what must and what may be true now. It shares nothing with `domain/` but the calendar and the words.
 * It does not say when everything happens; it says what would be wrong.
 */

/** What the API has answered with a yes. */
export type Told = { readonly at: Instant } & (
  | { readonly what: 'undone'; readonly taskId: string }
  | { readonly what: 'settings'; readonly countsFrom: Beginning['countsFrom'] }
  | {
      readonly what: 'event';
      /** What is told of a pathway that has ended is kept, and calls for nothing. */
      readonly whileActive: boolean;
      readonly eventId: string;
      readonly occurredOn: CalendarDate;
      readonly body: Body;
    }
  | {
      readonly what: 'outcome';
      readonly taskId: string;
      readonly kind: TaskKind;
      readonly point: string | null;
      readonly sent: Body;
      /** What was sent, with the GP that it confirmed. */
      readonly outcome: Body;
      /** The answers that it was a saying of, worked out as they were then. */
      readonly said?: Partial<Answers> | null;
    }
);
// biome-ignore lint/suspicious/noExplicitAny: an event as it was sent
export type Body = any;

export interface Beginning {
  readonly at: Instant;
  readonly by: string;
  // biome-ignore lint/suspicious/noExplicitAny: a referral as it was sent
  readonly referral: any;
  readonly trust: string;
  readonly countsFrom: 'diagnosis' | 'discharge';
  /** Who does the first conversation. */
  readonly hospital: string;
  /** Whether somebody in the municipality could be reached then. */
  readonly isServed: boolean;
}

export interface Answers {
  pathway: boolean | null;
  shareWithMunicipality: boolean | null;
  cancerCoordinator: boolean | null;
  gpCopy: boolean | null;
}
type Name = keyof Answers;
const names: readonly Name[] = ['pathway', 'shareWithMunicipality', 'cancerCoordinator', 'gpCopy'];

/** What is said of a patient: by the referral, an event, or in a conversation. */
interface Saying {
  readonly on: CalendarDate;
  readonly at: Instant;
  readonly eventId: string;
  readonly body: Body;
}

/** What is known of a patient, as it stands. */
export interface Known {
  readonly answers: Answers;
  /** The day of the newest no among pathway and sharing. */
  readonly noOn: CalendarDate | null;
  readonly mayShare: boolean;
  readonly mayTellGp: boolean;
  readonly gp: string | null;
  readonly wantsCoordinatorOnly: boolean;
  readonly place: string;
  readonly isProtected: boolean;
  readonly hospital: string;
  readonly childrenToSee: boolean;
  readonly servicesInvolved: boolean;
  readonly anchor: CalendarDate;
  readonly isAnchorProvisional: boolean;
  readonly diagnosisDate: CalendarDate;
  /** The first conversation opens no earlier. */
  readonly firstOpensAt: Instant;
  readonly heldOn: CalendarDate | null;
  readonly end: { readonly status: string; readonly eventId: string } | null;
  /** Events that call for a GP's appointment. */
  readonly treatments: readonly string[];
  /** Whether anything was ever reported that calls for action. */
  readonly callsForAction: boolean;
  readonly askAgain: boolean;
  readonly askAgainOn: CalendarDate | null;
}

const ends: Readonly<Record<string, string>> = {
  withdrawn: 'withdrawn',
  deceased: 'deceased',
  'moved-away': 'moved-away',
  relapsed: 'superseded',
  'started-in-error': 'superseded',
};
const treatments = [
  'palliative-treatment-started',
  'treatment-paused',
  'treatment-ended',
  'function-declining',
];

export const isTreatment = (body: Body): boolean => treatments.includes(body.type);

export const placeOf = (place: { number: string; district?: string | null }) =>
  place.district == null ? place.number : `${place.number}-${place.district}`;

/** One pathway, as those who use the API could know it. */
export class Model {
  readonly begun: Beginning;
  readonly told: Told[] = [];
  /** Outcomes that were undone: they were never given. */
  private readonly undone = new Set<Told>();
  /** Points that somebody has opened before their window. */
  readonly openedEarly = new Set<number>();
  /** Since when it has ended, or not, by what was told. */
  endsSince: Instant | null = null;
  private newest: { readonly of: number; readonly known: Known } | undefined;

  constructor(begun: Beginning) {
    this.begun = begun;
  }

  tell(told: Told): void {
    const before = this.known.end?.eventId;
    this.told.push(told.what === 'outcome' ? { ...told, said: answersIn(told, this.known.answers) } : told);
    if (this.known.end?.eventId !== before) this.endsSince = told.at;
  }

  /** When anything was last told. */
  get lastToldAt(): Instant {
    return this.told.at(-1)?.at ?? this.begun.at;
  }

  /** An outcome is taken back. */
  undo(taskId: string, at: Instant): void {
    for (const one of this.told) if (one.what === 'outcome' && one.taskId === taskId) this.undone.add(one);
    this.tell({ what: 'undone', at, taskId });
  }

  hasUndone(taskId: string): boolean {
    return this.told.some((one) => one.what === 'undone' && one.taskId === taskId);
  }

  outcomes(kind?: TaskKind): readonly Extract<Told, { what: 'outcome' }>[] {
    return this.told
      .filter((one) => one.what === 'outcome')
      .filter((one) => !this.undone.has(one))
      .filter((one) => kind === undefined || one.kind === kind);
  }

  get events(): readonly Extract<Told, { what: 'event' }>[] {
    return this.told.filter((one) => one.what === 'event');
  }

  /** An event stands unless a retraction that itself stands names it. */
  stands(eventId: string): boolean {
    return !this.events.some(
      (one) => one.body.type === 'retracted' && one.body.retracts === eventId && this.stands(one.eventId),
    );
  }

  get known(): Known {
    if (this.newest?.of !== this.told.length) this.newest = { of: this.told.length, known: this.fold() };
    return this.newest.known;
  }

  /** Sayings that stand, as they occurred; those of a day as they were told. */
  private sayings(): readonly Saying[] {
    const all: Saying[] = [];
    for (const one of this.told) {
      if (one.what === 'event')
        all.push({ on: one.occurredOn, at: one.at, eventId: one.eventId, body: one.body });
      if (one.what === 'outcome' && !this.undone.has(one)) {
        const on = osloDate(one.at);
        // what a task has said after its outcome was undone is not named by anybody here
        const name = `${one.taskId}-outcome${this.hasUndone(one.taskId) ? `-at-${one.at}` : ''}`;
        if (one.said)
          all.push({ on, at: one.at, eventId: name, body: { type: 'answers-changed', answers: one.said } });
        const eventId = one.said ? `${name}-2` : name;
        if (one.outcome.gp !== undefined)
          all.push({ on, at: one.at, eventId, body: { type: 'gp-changed', gp: one.outcome.gp } });
      }
    }
    return all
      .filter((one) => this.stands(one.eventId))
      .toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  }

  private answersOf(sayings: readonly Saying[]) {
    const { referral, at } = this.begun;
    const answers: Answers = {
      pathway: referral.answers.pathway ?? null,
      shareWithMunicipality: referral.answers.shareWithMunicipality ?? null,
      cancerCoordinator: referral.answers.cancerCoordinator ?? null,
      gpCopy: referral.answers.gpCopy === undefined ? true : referral.answers.gpCopy,
    };
    const on: Record<Name, CalendarDate> = Object.fromEntries(
      names.map((name) => [name, osloDate(at)]),
    ) as never;
    for (const saying of sayings.toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))) {
      if (saying.body.type !== 'answers-changed') continue;
      for (const name of names) {
        if (saying.body.answers[name] === undefined) continue;
        answers[name] = saying.body.answers[name];
        on[name] = saying.on;
      }
    }
    return { answers, on };
  }

  private fold(): Known {
    const { referral, at } = this.begun;
    const countsFrom =
      this.told.findLast((one) => one.what === 'settings')?.countsFrom ?? this.begun.countsFrom;
    const sayings = this.sayings();
    const of = (type: string) => sayings.filter((one) => one.body.type === type);
    const last = <T>(type: string, pick: (body: Body) => T | undefined, first: T): T => {
      for (const one of of(type).toReversed()) {
        const value = pick(one.body);
        if (value !== undefined) return value;
      }
      return first;
    };
    const { answers, on } = this.answersOf(sayings);
    const noes = (['pathway', 'shareWithMunicipality'] as const).filter((name) => answers[name] === false);
    const diagnosisDate = last<string>('diagnosis-corrected', (body) => body.date, referral.diagnosis.date);
    const discharges = [...of('discharged').map((one) => one.on), referral.dischargedOn ?? '']
      .filter((date) => date !== '' && date >= diagnosisDate)
      .toSorted();
    const discharged = countsFrom === 'discharge' ? discharges[0] : undefined;
    const gps = sayings.filter(
      ({ body }) => body.gp !== undefined && ['moved', 'gp-changed'].includes(body.type),
    );
    const gp: string | null = gps.at(-1)?.body.gp?.unitId ?? referral.gp?.unitId ?? null;
    const mayShare = answers.pathway === true && answers.shareWithMunicipality === true;
    const readies = of('ready').map((one) => one.at);
    const planned = referral.readyFrom == null ? at : atEight(referral.readyFrom);
    const firstOpensAt = [planned, ...(referral.readyFrom == null ? [] : readies)].toSorted()[0]!;
    const endings = sayings.filter(({ body }) => ends[body.type] !== undefined);
    const held = this.outcomes().filter((one) => one.outcome.outcome === 'assessed' && one.point === '1');
    const circumstance = (name: string): boolean =>
      last<boolean>(
        'circumstances-changed',
        (body) => body.circumstances[name],
        referral.circumstances?.[name] ?? false,
      );
    const noes1 = this.outcomes().filter((one) => one.outcome.outcome === 'declined' && one.point === '1');
    const imported = referral.done?.points?.find((one: Body) => one.point === 1)?.heldOn ?? null;
    return {
      answers,
      noOn:
        noes
          .map((name) => on[name])
          .toSorted()
          .at(-1) ?? null,
      mayShare,
      gp,
      mayTellGp: gp !== null && answers.gpCopy === true && answers.pathway !== null,
      wantsCoordinatorOnly: answers.pathway === false && answers.cancerCoordinator === true,
      place: placeOf(last<Body>('moved', (body) => body.municipality, referral.municipality)),
      isProtected: last<boolean>(
        'patient-corrected',
        (body) => body.patient.addressProtected,
        referral.patient.addressProtected ?? false,
      ),
      hospital: last<string>('transferred', (body) => body.hospital.unitId, this.begun.hospital),
      childrenToSee: circumstance('childrenAsNextOfKin'),
      servicesInvolved: circumstance('municipalServices'),
      anchor: discharged ?? diagnosisDate,
      isAnchorProvisional: countsFrom === 'discharge' && discharged === undefined,
      diagnosisDate,
      firstOpensAt: later(firstOpensAt, at),
      heldOn: held.at(-1)?.outcome.heldOn ?? imported,
      end:
        endings[0] === undefined
          ? null
          : { status: ends[endings[0].body.type]!, eventId: endings[0].eventId },
      treatments: sayings.filter(({ body }) => isTreatment(body)).map((one) => one.eventId),
      callsForAction:
        of('esas-reported').some(({ body }) =>
          Object.values(body.scores).some((score) => (score as number) >= 3),
        ) ||
        this.outcomes().some(
          ({ outcome }) =>
            (outcome.distress ?? 0) >= 4 ||
            Object.values(outcome.esas ?? {}).some((score) => (score as number) >= 3),
        ),
      askAgain: noes1.at(-1)?.outcome.askAgain ?? true,
      askAgainOn: noes1.at(-1)?.outcome.askAgainOn ?? null,
    };
  }

  /** The newest day on which something was measured, in a report or a conversation. */
  measuredOn(item: string): CalendarDate {
    const reports = this.sayings().flatMap(({ on, body }) => (body.scores?.[item] === undefined ? [] : [on]));
    const held = this.outcomes().flatMap(({ outcome }) =>
      outcome.esas?.[item] === undefined ? [] : [outcome.heldOn as CalendarDate],
    );
    return [...reports, ...held].toSorted().at(-1) ?? '';
  }

  /** When a point may be begun at the earliest, and when it closes, counted from the anchor. */
  window(point: 2 | 3): { readonly opensAt: Instant; readonly closesAt: Instant } {
    const { anchor, heldOn } = this.known;
    const [opens, closes] = point === 2 ? [3, 5] : [12, 18];
    const closesAt = atEight(addMonths(anchor, closes));
    const byAnchor = atEight(addMonths(anchor, opens));
    const byFirst = point === 2 && heldOn !== null ? atEight(addDays(heldOn, 28)) : byAnchor;
    return { opensAt: byFirst > byAnchor && byFirst < closesAt ? byFirst : byAnchor, closesAt };
  }

  /** Whether anybody has answered an offer that was made. */
  get offerAnswered(): boolean {
    return this.outcomes('offer-again').some(({ outcome }) => outcome.outcome !== 'not-held');
  }
}

/** What a conversation said of the answers. Who has said no and then takes the conversation says yes to the pathway. */
function answersIn(told: Extract<Told, { what: 'outcome' }>, before: Answers): Partial<Answers> | null {
  const { outcome, point } = told;
  const { answers = {} } = outcome;
  if (outcome.outcome === 'declined' && point === '1') return { ...answers, pathway: false };
  if (outcome.outcome === 'assessed' && point === '1' && before.pathway === false)
    return { pathway: true, ...answers };
  if (outcome.outcome !== 'assessed' && outcome.outcome !== 'declined') return null;
  return Object.keys(answers).length === 0 ? null : answers;
}

/** Which municipal units may be given a patient of a place: its own, those it leaves some to, and those found by hand. */
export function unitsFor(place: string, units: ReadonlyMap<string, Unit>): ReadonlySet<string> {
  const own = [...units.values()].filter(
    (unit) => unit.kind === 'municipality' && unit.municipality && placeOf(unit.municipality) === place,
  );
  return new Set(own.flatMap((unit) => [unit.unitId, ...Object.values(unit.settings?.routes ?? {})]));
}

export const isReachable = (unit: Unit | undefined) => (unit?.contacts.length ?? 0) > 0;
