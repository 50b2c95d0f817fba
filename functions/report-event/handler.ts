import { osloDate } from '../../domain/calendar.ts';
import { anchorOf, type Directory, resolveUnit } from '../../domain/directory.ts';
import type { Instant, Unit } from '../../domain/model.ts';
import { holdsNationalId, isNationalId } from '../../domain/national-id.ts';
import { report } from '../../domain/pathway.ts';
import { currentPlan } from '../../domain/plans.ts';
import type { EventBody, PathwayRecord, ReportedEvent } from '../../domain/record.ts';
import { type Reason, type Refusal, refusal } from '../../domain/refusals.ts';
import { isExpired } from '../../domain/retention.ts';
import { factsFor, RuleBroken } from '../../domain/tasks.ts';
import { byOf, type Caller, mustReport } from '../shared/access.ts';
import { command } from '../shared/command.ts';
import { digestOf } from '../shared/digest.ts';
import { NotFound } from '../shared/errors.ts';
import { type ApiDeps, type ApiHandler, type ApiRequest, apiHandler } from '../shared/http/api.ts';
import { contactErrors, gpOf, placeErrors, placeOf } from '../shared/http/facts.ts';
import { conflictOf } from '../shared/http/problems.ts';
import { event, noQuery, type ReportedBody } from '../shared/http/schemas.ts';
import { blockedOf, changesPatient, correctPatient, putCorrection } from '../shared/patients.ts';
import type { Patient } from '../shared/ports.ts';
import {
  followRelapses,
  pathwayIdOf,
  pathwaysOf,
  planned,
  refuseSecond,
  type StartingDeps,
  start,
} from '../shared/starting.ts';

export interface ReportDeps extends ApiDeps, StartingDeps {
  readonly allowSyntheticIds: boolean;
}

type Request = ApiRequest<ReportedBody, unknown>;
type Of<Type extends ReportedBody['type']> = Extract<ReportedBody, { readonly type: Type }>;

/** `POST /pathways/{pathwayId}/events`: takes in what has happened to the patient. The same again changes nothing. */
export function createHandler(deps: ReportDeps): ApiHandler {
  return apiHandler(deps, { body: event, query: noQuery, action: 'report-event' }, async (request) => {
    const { caller, path, body, now, directory, audit } = request;
    const pathwayId = path.pathwayId ?? '';
    const eventId = body.eventId ?? `e-${digestOf(body)}`;
    const by = byOf(caller);
    // a relapse opens its pathway first: should this die in between, the same report again finds it there
    const opened =
      body.type === 'relapsed' ? await openRelapse(deps, request, pathwayId, eventId, body) : null;
    const record = await command(deps, pathwayId, now, by, async (current, context) => {
      mustReport(caller, current, body.type);
      checkRules(deps, body, now, directory);
      checkKnown(current, eventId, body);
      await checkPerson(deps, caller, current, eventId, body);
      const reported: ReportedEvent = {
        eventId,
        occurredOn: body.occurredOn,
        receivedAt: now,
        by,
        ...bodyFor(body, directory, opened),
      };
      const after = report(current, context, reported);
      if (after !== current) await putBeside(deps, pathwayId, eventId, body);
      return after;
    });
    if (changesPatient(body.type) || body.type === 'retracted') await correctPatient(deps, record);
    if (body.type === 'retracted') await followRelapses(deps, record, now);
    await audit(`report-${body.type}`, pathwayId);
    const generation = currentPlan(record, 'p')?.generation ?? 0;
    return { status: 202, body: { pathwayId: opened?.pathwayId ?? pathwayId, eventId, generation } };
  });
}

/** Free text and identity lie beside the record, where no workflow reads them. */
async function putBeside(
  deps: ReportDeps,
  pathwayId: string,
  eventId: string,
  body: ReportedBody,
): Promise<void> {
  if (body.type === 'retracted')
    await deps.store.putText({ pathwayId, textId: eventId, content: { reason: body.reason } });
  if (body.type === 'patient-corrected')
    await putCorrection(deps.store, pathwayId, eventId, { patient: given(body.patient) });
  if (body.type === 'transferred' && body.hospital.contact !== undefined)
    await putCorrection(deps.store, pathwayId, eventId, { hospitalContact: body.hospital.contact });
}

function checkRules(deps: ReportDeps, body: ReportedBody, now: Instant, directory: Directory): void {
  const errors: Refusal[] = [];
  const today = osloDate(now);
  const wrong = (path: string, code: Reason) => errors.push(refusal(path, code));
  if (body.occurredOn > today) wrong('occurredOn', 'in-future');
  // they stand in timelines, lists and logs
  if (body.eventId !== undefined && holdsNationalId(body.eventId)) wrong('eventId', 'holds-national-id');
  switch (body.type) {
    case 'diagnosis-corrected':
      if (body.date > today) wrong('date', 'in-future');
      break;
    case 'moved':
      errors.push(...placeErrors(body.municipality));
      break;
    case 'transferred':
      errors.push(...hospitalErrors(directory, body.hospital));
      break;
    case 'gp-changed':
      if (gpOf(directory, body.gp) === null) wrong('gp', 'no-such-gp-office');
      break;
    case 'patient-corrected': {
      const { nationalId } = body.patient;
      if (nationalId !== undefined && !isNationalId(nationalId, { allowSynthetic: deps.allowSyntheticIds }))
        wrong('patient.nationalId', 'not-a-national-id');
      break;
    }
    case 'discharge-summary-sent':
      if (holdsNationalId(body.reference)) wrong('reference', 'holds-national-id');
      break;
    case 'staff-blocked':
      if (holdsNationalId(body.subject)) wrong('subject', 'holds-national-id');
      break;
    case 'relapsed':
      if (body.diagnosis?.date !== undefined && body.diagnosis.date > today)
        wrong('diagnosis.date', 'in-future');
      if (body.hospital !== undefined) errors.push(...hospitalErrors(directory, body.hospital));
      break;
  }
  if (errors.length > 0) throw new RuleBroken(...errors);
}

function hospitalErrors(directory: Directory, hospital: Of<'transferred'>['hospital']): readonly Refusal[] {
  const unit = hospitalOf(directory, hospital);
  return unit === undefined
    ? [refusal('hospital', 'no-such-hospital')]
    : contactErrors(unit, hospital.contact);
}

/** An id stands for one event; an event that is not there cannot be taken back: the report of it may still be on its way. */
function checkKnown(record: PathwayRecord, eventId: string, body: ReportedBody): void {
  const known = record.events.find((other) => other.eventId === eventId);
  if (known !== undefined && known.type !== body.type)
    throw conflictOf('event-id-used', {}, [refusal('eventId', 'taken')]);
  if (body.type === 'retracted' && !record.events.some((other) => other.eventId === body.retracts))
    throw new RuleBroken(refusal('retracts', 'no-such-event'));
}

/** A corrected number must not turn out to be that of somebody who has a pathway already: those two are one person. */
async function checkPerson(
  deps: ReportDeps,
  caller: Caller,
  record: PathwayRecord,
  eventId: string,
  body: ReportedBody,
): Promise<void> {
  if (body.type !== 'patient-corrected' || body.patient.nationalId === undefined) return;
  if (record.events.some((known) => known.eventId === eventId)) return;
  const personKey = await deps.personKeys.keyOf(record.trust, body.patient.nationalId);
  refuseSecond(caller, await pathwaysOf(deps, personKey), record.pathwayId);
}

/** The pathway that a relapse opens: the patient is the same, the date is the event's, nothing has been asked yet (CONTRACT, "Relapse"). */
async function openRelapse(
  deps: ReportDeps,
  { caller, now, directory }: Request,
  pathwayId: string,
  eventId: string,
  body: Of<'relapsed'>,
): Promise<Pick<PathwayRecord, 'pathwayId'>> {
  const earlier = await deps.store.getPathway(pathwayId);
  if (earlier === undefined || isExpired(earlier, now)) throw new NotFound();
  mustReport(caller, earlier, body.type);
  checkRules(deps, body, now, directory);
  checkKnown(earlier, eventId, body);
  const told = earlier.events.find((event) => event.eventId === eventId);
  // the same again, also where the pathway that it has opened has been deleted since
  if (told?.type === 'relapsed') return { pathwayId: told.followedBy };
  const facts = factsFor(earlier);
  const hospital = hospitalOf(directory, body.hospital ?? { unitId: facts.hospitalUnitId });
  // a trust's system starts pathways of its own trust only, here as in a referral
  if (hospital === undefined || hospital.trust !== caller.trust)
    throw new RuleBroken(refusal('hospital', 'not-your-hospital'));
  const referralId = `${earlier.referralId}:${eventId}`;
  const trust = hospital.trust as string;
  const id = pathwayIdOf(trust, referralId);
  const known = await deps.store.getPathway(id);
  if (known !== undefined) return known;
  const before = (await deps.store.getPatient(pathwayId)) as Patient;
  const personKey = await deps.personKeys.keyOf(trust, before.identity.nationalId);
  refuseSecond(caller, await pathwaysOf(deps, personKey), pathwayId);
  const diagnosis = {
    ...before.diagnosis,
    date: body.occurredOn,
    ...given(body.diagnosis ?? {}),
    relapse: true,
  };
  const context = { now, by: byOf(caller), directory };
  const meaning = digestOf(body);
  const record = planned(
    {
      pathwayId: id,
      trust,
      meaning,
      referralId,
      by: context.by,
      diagnosisDate: diagnosis.date,
      readyFrom: null,
      dischargedOn: null,
      startAtPoint: 1,
      hospitalUnitId: hospital.unitId,
      otherHospitalUnitId: null,
      municipality: facts.municipality,
      addressProtected: facts.addressProtected,
      precededBy: pathwayId,
      extraPoints: [],
      imported: null,
      gp: facts.gp,
      anchorEvent: anchorOf(directory, trust),
      circumstances: facts.circumstances,
      answers: { pathway: null, shareWithMunicipality: null, cancerCoordinator: null, gpCopy: null },
    },
    context,
    earlier,
  );
  const { original: _, corrected: __, blocked: ___, hospitalContact, ...person } = before;
  const contact = body.hospital === undefined ? hospitalContact : body.hospital.contact;
  const patient: Patient = {
    ...person,
    pathwayId: id,
    personKey,
    meaning,
    diagnosis,
    storedAt: now,
    ...blockedOf(record),
    ...(contact === undefined ? {} : { hospitalContact: contact }),
  };
  const begun = await start(deps, record, patient, context);
  return begun ?? ((await deps.store.getPathway(id)) as PathwayRecord);
}

function hospitalOf(directory: Directory, reference: Parameters<typeof resolveUnit>[1]): Unit | undefined {
  const unit = resolveUnit(directory, reference);
  return unit?.kind === 'hospital' && unit.trust !== undefined ? unit : undefined;
}

/** The event as the record keeps it: ids, dates and enums. The rules hold of it. */
function bodyFor(
  body: ReportedBody,
  directory: Directory,
  opened: Pick<PathwayRecord, 'pathwayId'> | null,
): EventBody {
  switch (body.type) {
    case 'answers-changed':
      return { type: body.type, answers: given(body.answers) };
    case 'circumstances-changed':
      return { type: body.type, circumstances: given(body.circumstances) };
    case 'diagnosis-corrected':
      return { type: body.type, date: body.date };
    case 'moved': {
      const gp = gpOf(directory, body.gp);
      return { type: body.type, municipality: placeOf(body.municipality), ...(gp === null ? {} : { gp }) };
    }
    case 'transferred':
      return { type: body.type, hospitalUnitId: hospitalOf(directory, body.hospital)!.unitId };
    case 'gp-changed':
      return { type: body.type, gp: gpOf(directory, body.gp)! };
    case 'patient-corrected': {
      const { addressProtected } = body.patient;
      return { type: body.type, ...(addressProtected === undefined ? {} : { addressProtected }) };
    }
    case 'esas-reported':
      return { type: body.type, scores: body.scores };
    case 'discharge-summary-sent':
      return { type: body.type, reference: body.reference };
    case 'staff-blocked':
      return { type: body.type, subject: body.subject };
    case 'relapsed':
      return { type: body.type, followedBy: opened!.pathwayId };
    case 'retracted':
      return { type: body.type, retracts: body.retracts };
    default:
      return { type: body.type };
  }
}

/** What was given, without what was left out: that keeps its value. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
