import type { Instant, SendingSwitch, Unit } from '../../domain/model.ts';
import type { PathwayRecord, SendEffect } from '../../domain/record.ts';
import type { PersonStatus } from '../../domain/registry.ts';
import type { Row } from '../../domain/rows.ts';

export type { Row };

/** What the handlers need of the world outside, declared beside their users. Adapters: `adapters/`. */

/** Identity and diagnosis: the one item that workflow steps never read. */
export interface Patient {
  readonly pathwayId: string;
  /** HMAC of trust and national id: finds other pathways of the same person, and tells nothing by itself. */
  readonly personKey: string;
  /** Digest of the referral that wrote it. */
  readonly meaning: string;
  readonly identity: {
    readonly nationalId: string;
    readonly name: string;
    readonly phone?: string | undefined;
    readonly interpreter?: string | undefined;
    readonly guardian?: { readonly name: string; readonly phone?: string | undefined } | undefined;
    readonly addressProtected?: boolean | undefined;
  };
  readonly diagnosis: {
    readonly group: string;
    readonly code?: string | undefined;
    readonly date: string;
    readonly relapse: boolean;
    readonly intent: string;
  };
  readonly hospitalContact?:
    | {
        readonly name?: string | undefined;
        readonly role?: string | undefined;
        readonly phone?: string | undefined;
      }
    | undefined;
  /** What points that were agreed with this patient are called, in their order. */
  readonly extraPointNames?: readonly string[] | undefined;
  /** As the referral had it, where it has been corrected since. */
  readonly original?: Pick<Patient, 'identity' | 'personKey' | 'hospitalContact'> | undefined;
  /** Employees whom the patient has blocked, as the record's facts have them: lists read this item and no record. */
  readonly blocked?: readonly string[] | undefined;
  /** How many of the record's events it goes by. */
  readonly corrected?: number | undefined;
  readonly storedAt: Instant;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where to go on; absent at the end. Opaque to callers. */
  readonly cursor?: string;
}

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Only rows whose `listSort` is greater. */
  readonly after?: string | undefined;
  /** Only rows whose `listSort` is less; not together with `after`. */
  readonly before?: string | undefined;
  /** From the end of the list on. */
  readonly backwards?: boolean | undefined;
}

/** Free text of an outcome or a question: an item of its own, under the pathway. */
export interface TextItem {
  readonly pathwayId: string;
  readonly textId: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** What has been filled in of a task's outcome and not yet sent: free text, an item of its own under the pathway. */
export interface Draft {
  readonly pathwayId: string;
  readonly taskId: string;
  /** Whose it is: nobody else's ever. */
  readonly unitId: string;
  /** Grows by one with each write; a write names the one before it. */
  readonly revision: number;
  readonly savedAt: Instant;
  /** The subject who saved it. */
  readonly savedBy: string;
  /** Null once it is emptied. */
  readonly content: Readonly<Record<string, unknown>> | null;
}

/**
 * The store. Every method is one request to it. Reads of the record and of items are consistent; lists are not.
 * A cursor that the store did not make is a `BadCursor`.
 */
export interface Store {
  getPathway(pathwayId: string): Promise<PathwayRecord | undefined>;
  /** Writes a record of version 1; false where one exists already. */
  createPathway(record: PathwayRecord): Promise<boolean>;
  /** Writes the record if the stored one has the version before it; false otherwise. */
  putPathway(record: PathwayRecord): Promise<boolean>;
  /**
   * Enters a rung in one conditional write, without reading first: demands that `generation` is the plan's
   * current, running one, and that the task is open or accepted and its rung is lower. Sets the task's rung and
   * token, adds the send effect, sets `nextCheckAt`, and raises `version` by one. Answers the whole record as
   * written, or undefined where a demand does not hold. The write is the look: a plan whose generation is still
   * the current one has not been overtaken by any fact.
   */
  enterRung(entry: RungEntry): Promise<PathwayRecord | undefined>;
  getPatient(pathwayId: string): Promise<Patient | undefined>;
  /** Those that there are of up to a hundred different pathways, by pathway. */
  getPatients(pathwayIds: readonly string[]): Promise<ReadonlyMap<string, Patient>>;
  /** Writes it unless another referral's (another `meaning`) was stored less than ten minutes before `storedAt`; false then. */
  createPatient(patient: Patient): Promise<boolean>;
  /**
   * Writes a patient with the corrections of a record's events (`corrected`), unless one that goes by more has been written;
   * to be deleted when the record says.
   */
  correctPatient(patient: Patient, expiresAt: Instant | null): Promise<void>;
  /** Ids of the pathways of a person, by `personKey`. */
  findByPerson(personKey: string): Promise<readonly string[]>;
  /** Writes rows, up to 25 a request. Repeating it changes nothing. */
  putRows(rows: readonly Row[]): Promise<void>;
  list(listKey: string, page: PageRequest): Promise<Page<Row>>;
  /** A pathway's own rows whose sort key begins so, in that order; all of them. */
  rowsOf(pathwayId: string, sortPrefix: string): Promise<readonly Row[]>;
  /** Pathways whose next check is at or before `until`, soonest first. */
  dueChecks(
    until: Instant,
    page: PageRequest,
  ): Promise<Page<{ readonly pathwayId: string; readonly nextCheckAt: Instant }>>;
  /**
   * Sets when all that lies under a pathway now, record and drafts aside, is to be deleted by itself; null: not at all. The
   * record is deleted when it says itself (`expiryOf`). What is written later lives on until this is set again.
   */
  setExpiry(pathwayId: string, expiresAt: Instant | null): Promise<void>;
  putText(text: TextItem): Promise<void>;
  getText(pathwayId: string, textId: string): Promise<TextItem | undefined>;
  getDraft(pathwayId: string, taskId: string): Promise<Draft | undefined>;
  /** Writes a draft over the one whose revision is one less, the first over none; false otherwise. It is gone 90 days later. */
  putDraft(draft: Draft): Promise<boolean>;
  /** Takes the content out of a draft, as a revision of its own; where there is none, or none any more, nothing happens. */
  emptyDraft(pathwayId: string, taskId: string, at: Instant): Promise<void>;
  /** All units, by id, and the switch that pauses sending, null until it is first used: one request. */
  readDirectory(): Promise<{ readonly units: readonly Unit[]; readonly sending: SendingSwitch | null }>;
  /** A unit with what is kept beside it. */
  getUnit(unitId: string): Promise<StoredUnit | undefined>;
  /**
   * Writes a unit; with a revision, only while that is the stored one's (0: there is none, or none was ever counted).
   * False, and nothing written, otherwise.
   */
  putUnit(unit: Unit, revision?: number): Promise<boolean>;
  /** Claims a unit's test message: false where another was claimed after `notAfter`, or there is no such unit. */
  claimTest(unitId: string, claim: Omit<TestMessage, 'told'>, notAfter: Instant): Promise<boolean>;
  /** Notes what came of the test message that was claimed last. */
  noteTest(unitId: string, test: TestMessage): Promise<void>;
  /** A small collection that is read whole, ordered by id. */
  listEntries(collection: Collection): Promise<readonly Entry[]>;
  /** Writes an entry, or writes over the one with its id. */
  putEntry(collection: Collection, entry: Entry): Promise<void>;
  /**
   * Notes that messages to an address do not arrive; gone when the unit is written again. False, and nothing noted,
   * where the contact has another address by now, or it is known.
   */
  markFailing(address: FailingAddress): Promise<boolean>;
  putSending(sending: SendingSwitch): Promise<void>;
}

export interface StoredUnit {
  readonly unit: Unit;
  /** How often it was written; 0 where that was before it was counted. */
  readonly revision: number;
  /** The last test message to its contacts. */
  readonly test: TestMessage | null;
}

export interface TestMessage {
  readonly requestId: string;
  readonly at: Instant;
  /** Empty until providers have been asked. */
  readonly told: readonly Told[];
}

/** What came of a test message to one contact on one channel. */
export interface Told {
  /** The contact's place in the unit's list. */
  readonly n: number;
  readonly channel: 'email' | 'sms' | null;
  readonly result: 'accepted' | 'refused' | 'failed' | 'no-address';
}

/** What is kept beside pathways and units: cohorts, and counts of those diagnosed. */
export type Collection = 'COHORTS' | 'DIAGNOSED';

export interface Entry {
  readonly id: string;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface FailingAddress {
  readonly unitId: string;
  /** The contact's place in the unit's list. */
  readonly n: number;
  readonly channel: 'email' | 'sms';
  readonly address: string;
  readonly since: Instant;
}

export interface RungEntry {
  readonly pathwayId: string;
  readonly plan: string;
  readonly generation: number;
  readonly taskId: string;
  readonly rung: number;
  readonly token: string;
  readonly effect: SendEffect;
  readonly nextCheckAt: Instant;
}

/** Append-only: who saw or changed what (DOMAIN, Privacy). */
export interface Audit {
  append(entry: AuditEntry): Promise<void>;
}

export interface AuditEntry {
  readonly at: Instant;
  /** Unique within the instant. */
  readonly entryId: string;
  readonly pathwayId: string | null;
  readonly subject: string;
  /** What the person was called then, where the token said it: the patient has a right to know who has looked. */
  readonly name?: string | undefined;
  readonly role: string;
  readonly unitId: string | null;
  readonly action: string;
  readonly outcome: 'allowed' | 'refused';
  /** The unit that something was sent to. */
  readonly to?: string | undefined;
  /** What it was about, beside or instead of a pathway: whose list, which unit, cohort or trust. */
  readonly about?: AuditedThing | undefined;
}

/** Ids alone. */
export interface AuditedThing {
  readonly unitId?: string | undefined;
  readonly cohortId?: string | undefined;
  readonly trust?: string | undefined;
}

/** The audit as it is read: by one function alone. */
export interface AuditTrail {
  /** A pathway's entries, or those of a unit's changes, by instant. */
  entriesOf(
    of: AuditPartition,
    page: Pick<PageRequest, 'limit' | 'cursor' | 'backwards'>,
  ): Promise<Page<AuditEntry>>;
}

/** Where an entry lies: with its pathway, with the unit that it says was changed, or with the person who did it. */
export type AuditPartition = `P#${string}` | `U#${string}` | `S#${string}`;

/** Step Functions, as the record's effects need it. Each call is idempotent: repeating it changes nothing. */
export interface Workflows {
  start(plan: string, name: string, input: unknown): Promise<void>;
  stop(plan: string, name: string): Promise<void>;
  /** Answers a task token; a token that nobody waits for any more is no error. */
  answer(token: string): Promise<void>;
  isRunning(plan: string, name: string): Promise<boolean>;
}

/** A message as it is handed to a provider. */
export type Message = {
  readonly to: string;
  readonly text: string;
  readonly messageId: string;
  /** Whose address it is: a place in a unit's list of contacts. Comes back with what becomes of an e-mail. */
  readonly receiver: { readonly unitId: string; readonly n: number };
} & (
  | { readonly channel: 'email'; readonly subject: string; readonly html: string }
  | { readonly channel: 'sms' }
);

export interface Messenger {
  /** Resolves when the provider has accepted the message; rejects where it did not, with `AddressRefused` where it never will. */
  send(message: Message): Promise<void>;
}

/** Makes keys of national ids that cannot be turned back (HMAC, the key never leaves KMS). */
export interface PersonKeys {
  keyOf(trust: string, nationalId: string): Promise<string>;
}

/** Asks the person registry after a pathway's patient (DESIGN section 3, "Alive and here"); who that is stays behind the port. */
export interface PersonRegistry {
  /** Undefined where the registry knows nobody such. Rejects where it did not answer, or not as it should. */
  ask(
    pathwayId: string,
    /** The GP office as it was last known: a registry of GP lists says whether it still is. */
    known?: { readonly gpHerId?: string | undefined },
  ): Promise<PersonStatus | undefined>;
}
