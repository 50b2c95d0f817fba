import { osloDate } from './calendar.ts';
import { placeKey } from './facts.ts';
import type { CalendarDate, Instant, Place } from './model.ts';
import type { EventBody, PathwayRecord, ReportedEvent } from './record.ts';
import { factsFor } from './tasks.ts';

/**
 * What the person registry says of a patient (DESIGN section 3, "Alive and here"): ids, dates and enums. What is left
 * out it does not say.
 */
export interface PersonStatus {
  readonly deceasedOn?: CalendarDate | undefined;
  /** The present municipality, in Oslo with its district where that is known, and since when. */
  readonly livesIn?: { readonly place: Place; readonly since: CalendarDate } | undefined;
  /** No longer lives in the country. */
  readonly abroadSince?: CalendarDate | undefined;
  readonly addressProtected?: boolean | undefined;
  /** The GP office, by its HER-id. */
  readonly gp?: { readonly herId: string } | undefined;
}

/** Who reports what the registry says, in the timeline. */
export const registry = 'person-registry';

/**
 * What the registry says that the record has not heard: reports like any other, so that each can be retracted. Their
 * ids are worked out from the fact, and what has been reported once is not reported again, retracted or not.
 *
 * The registry knows of a death, or of nothing else that matters then. Of two places the one moved to last counts: a
 * registry that lags behind a reported move, or behind the referral, does not undo it. What lies in the future has
 * not happened yet.
 */
export function newsOf(record: PathwayRecord, status: PersonStatus, now: Instant): readonly ReportedEvent[] {
  if (record.status !== 'active') return [];
  const today = osloDate(now);
  const news = said(record, status, today)
    .filter(({ eventId, occurredOn }) => occurredOn <= today && !isKnown(record, eventId))
    .map((event) => ({ ...event, receivedAt: now, by: registry }));
  const end = news.find(({ type }) => type === 'deceased' || type === 'moved-away');
  return end === undefined ? news : [end];
}

function isKnown(record: PathwayRecord, eventId: string): boolean {
  return record.events.some((event) => event.eventId === eventId);
}

type Said = Pick<ReportedEvent, 'eventId' | 'occurredOn'> & EventBody;

function said(record: PathwayRecord, status: PersonStatus, today: CalendarDate): readonly Said[] {
  const { deceasedOn, livesIn, abroadSince, addressProtected } = status;
  const { municipality, addressProtected: isProtected } = factsFor(record);
  const since = placeKnownSince(record);
  const events: Said[] = [];
  if (deceasedOn !== undefined)
    events.push({ eventId: `registry-deceased-${deceasedOn}`, occurredOn: deceasedOn, type: 'deceased' });
  if (abroadSince !== undefined && abroadSince >= since)
    events.push({
      eventId: `registry-moved-away-${abroadSince}`,
      occurredOn: abroadSince,
      type: 'moved-away',
    });
  if (livesIn !== undefined && livesIn.since >= since && isElsewhere(livesIn.place, municipality))
    events.push({
      eventId: `registry-moved-${placeKey(livesIn.place)}-${livesIn.since}`,
      occurredOn: livesIn.since,
      type: 'moved',
      municipality: livesIn.place,
    });
  if (addressProtected === true && !isProtected)
    events.push({
      eventId: 'registry-address-protected',
      occurredOn: today,
      type: 'address-protected',
      value: true,
    });
  return events;
}

/** The day of the latest reported move that stands, else the day of the start. */
function placeKnownSince(record: PathwayRecord): CalendarDate {
  const moves = record.events.filter((event) => event.type === 'moved' && event.retractedBy === undefined);
  const days = [osloDate(record.startedAt), ...moves.map((event) => event.occurredOn)];
  return days.toSorted().at(-1)!;
}

/** A registry that does not know the district of Oslo says nothing against the one that is known. */
function isElsewhere(there: Place, here: Place): boolean {
  return there.number !== here.number || (there.district !== null && there.district !== here.district);
}
