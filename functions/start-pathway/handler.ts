import { addMonths, osloDate } from '../../domain/calendar.ts';
import { anchorOf, type Directory, resolveUnit } from '../../domain/directory.ts';
import type { Unit } from '../../domain/model.ts';
import { holdsNationalId, isNationalId } from '../../domain/national-id.ts';
import { report } from '../../domain/pathway.ts';
import type { Imported, PathwayRecord } from '../../domain/record.ts';
import { type Reason, type Refusal, refusal } from '../../domain/refusals.ts';
import { groupRow } from '../../domain/rows.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { extraPointErrors } from '../../domain/windows.ts';
import { byOf, isBlocked, maySupersede, mustStart } from '../shared/access.ts';
import { command } from '../shared/command.ts';
import { digestOf } from '../shared/digest.ts';
import { Forbidden } from '../shared/errors.ts';
import {
  type ApiDeps,
  type ApiHandler,
  type ApiRequest,
  apiHandler,
  type Reply,
} from '../shared/http/api.ts';
import { contactErrors, gpOf, placeErrors, placeOf } from '../shared/http/facts.ts';
import { type ReferralBody, referral, startQuery } from '../shared/http/schemas.ts';
import { blockedOf } from '../shared/patients.ts';
import type { Patient } from '../shared/ports.ts';
import {
  differentMeaning,
  pathwayIdOf,
  pathwaysOf,
  planned,
  refuseSecond,
  relapseOf,
  type StartingDeps,
  start,
  unlessDeleted,
} from '../shared/starting.ts';

export interface StartDeps extends ApiDeps, StartingDeps {
  readonly allowSyntheticIds: boolean;
}

type Request = ApiRequest<ReferralBody, { readonly dryRun?: 'true' | 'false' | undefined }>;

/** How far ahead a hospital may plan the first conversation: beyond it, a year was mistyped. */
const readyAtMostMonths = 18;

/** `POST /pathways`: starts a patient's pathway, once for each referral of a trust. */
export function createHandler(deps: StartDeps): ApiHandler {
  return apiHandler(deps, { body: referral, query: startQuery, action: 'start-pathway' }, async (request) => {
    const { body, caller, directory, now } = request;
    const hospital = resolved(directory, body.hospital, 'hospital');
    const trust = hospital.trust as string;
    const place = placeOf(body.municipality);
    mustStart(caller, trust, body.startAtPoint, place, directory);
    const other =
      body.otherHospital == null ? null : resolved(directory, body.otherHospital, 'otherHospital');
    checkRules(deps, request, hospital);

    const pathwayId = pathwayIdOf(trust, body.referralId);
    const { additional: _, ...meant } = body;
    const meaning = digestOf(meant);
    const known = await deps.store.getPathway(pathwayId);
    if (known !== undefined) return repeated(deps, request, known, meaning);
    const personKey = await deps.personKeys.keyOf(trust, body.patient.nationalId);
    const earlier = await pathwaysOf(deps, personKey);
    const supersedes = maySupersede(caller, earlier);
    if (body.additional !== true && !(body.diagnosis.relapse && supersedes)) refuseSecond(caller, earlier);
    const before = supersedes ? earlier : earlier.filter(({ status }) => status !== 'active');

    const precededBy = body.diagnosis.relapse ? followed(before) : undefined;
    const context = { now, by: byOf(caller), directory };
    const record = planned(
      {
        pathwayId,
        trust,
        meaning,
        referralId: body.referralId,
        by: context.by,
        diagnosisDate: body.diagnosis.date,
        readyFrom: body.readyFrom ?? null,
        dischargedOn: body.dischargedOn ?? null,
        startAtPoint: body.startAtPoint,
        hospitalUnitId: hospital.unitId,
        otherHospitalUnitId: other?.unitId ?? null,
        municipality: place,
        addressProtected: body.patient.addressProtected ?? false,
        precededBy: precededBy?.pathwayId ?? null,
        extraPoints: (body.extraPoints ?? []).map(({ name: _name, ...extra }) => extra),
        imported: importedOf(body),
        gp: gpOf(directory, body.gp),
        anchorEvent: anchorOf(directory, trust),
        circumstances: body.circumstances,
        answers: {
          pathway: body.answers.pathway ?? null,
          shareWithMunicipality: body.answers.shareWithMunicipality ?? null,
          cancerCoordinator: body.answers.cancerCoordinator ?? null,
          gpCopy: body.answers.gpCopy === undefined ? true : body.answers.gpCopy,
        },
      },
      context,
      precededBy,
    );
    if (request.query.dryRun === 'true') {
      await request.audit('try-start', null);
      return { status: 200, body: { ...summary(record), dryRun: true } };
    }

    const patient: Patient = {
      pathwayId,
      personKey,
      meaning,
      identity: body.patient,
      storedAt: now,
      diagnosis: body.diagnosis,
      ...blockedOf(record),
      ...(body.hospital.contact === undefined ? {} : { hospitalContact: body.hospital.contact }),
      ...(body.extraPoints === undefined
        ? {}
        : { extraPointNames: body.extraPoints.map(({ name }) => name) }),
    };
    const begun = await start(deps, record, patient, context);
    if (begun === undefined)
      return repeated(deps, request, (await deps.store.getPathway(pathwayId)) as PathwayRecord, meaning);
    await supersede(deps, request, begun);
    await request.audit('start-pathway', pathwayId);
    return { status: 201, body: summary(begun), headers: { Location: `/pathways/${pathwayId}` } };
  });
}

/** What a patient who is imported has behind them; null for one who begins here. */
function importedOf({ import: isImport, done }: ReferralBody): Imported | null {
  if (isImport !== true) return null;
  return {
    points: (done?.points ?? []).map(({ point, status, heldOn }) => ({
      point,
      status,
      heldOn: heldOn ?? null,
    })),
    handedOver: done?.handedOver ?? false,
  };
}

/** The pathway that a relapse follows: of the person's, the newest that is still open, or else the newest. */
function followed(earlier: readonly PathwayRecord[]): PathwayRecord | undefined {
  return earlier.find(({ status }) => status === 'active') ?? earlier[0];
}

/** Ends the pathway that a relapse follows, where it is still active. */
async function supersede(deps: StartDeps, { now, caller }: Request, record: PathwayRecord): Promise<void> {
  const { precededBy } = record.start;
  if (precededBy === null) return;
  const event = relapseOf(record.pathwayId, byOf(caller), now);
  await unlessDeleted(
    command(deps, precededBy, now, event.by, (earlier, context) =>
      earlier.status === 'active' ? report(earlier, context, event) : earlier,
    ),
  );
}

function summary(record: PathwayRecord): Record<string, unknown> {
  return {
    pathwayId: record.pathwayId,
    status: record.status,
    referralId: record.referralId,
    startedAt: record.startedAt,
    precededBy: record.start.precededBy,
    points: record.points.map(({ point, opensAt, dueAt, closesAt, status, unitId }) => ({
      point,
      unitId,
      opensAt,
      dueAt,
      closesAt,
      status,
    })),
  };
}

async function repeated(
  deps: StartDeps,
  request: Request,
  known: PathwayRecord,
  meaning: string,
): Promise<Reply> {
  if (known.meaning !== meaning) throw differentMeaning();
  // who sent it knows that it was sent, and is to learn nothing of what has become of it
  if (isBlocked(request.caller, known)) throw new Forbidden();
  // the first may have died before it came to this
  await supersede(deps, request, known);
  // whoever started it may have died before it was listed: no sweep knows the group
  const isListed = (await deps.store.rowsOf(known.pathwayId, 'G')).length > 0;
  if (!isListed && request.query.dryRun !== 'true')
    await deps.store.putRows([groupRow(known, request.body.diagnosis.group)]);
  await request.audit('start-pathway', known.pathwayId);
  return { status: 200, body: summary(known), headers: { Location: `/pathways/${known.pathwayId}` } };
}

function resolved(directory: Directory, reference: Parameters<typeof resolveUnit>[1], path: string): Unit {
  const unit = resolveUnit(directory, reference);
  if (unit === undefined || unit.kind !== 'hospital' || unit.trust === undefined)
    throw new RuleBroken(refusal(path, 'no-such-hospital'));
  return unit;
}

function checkRules(deps: StartDeps, { body, now }: Request, hospital: Unit): void {
  const errors: Refusal[] = [];
  const today = osloDate(now);
  const wrong = (path: string, code: Reason) => errors.push(refusal(path, code));
  if (!isNationalId(body.patient.nationalId, { allowSynthetic: deps.allowSyntheticIds }))
    wrong('patient.nationalId', 'not-a-national-id');
  if (holdsNationalId(body.referralId)) wrong('referralId', 'holds-national-id');
  if (body.diagnosis.date > today) wrong('diagnosis.date', 'in-future');
  if (body.dischargedOn != null && body.dischargedOn > today) wrong('dischargedOn', 'in-future');
  if (body.readyFrom != null && body.readyFrom > addMonths(today, readyAtMostMonths))
    errors.push(refusal('readyFrom', 'too-far-ahead', readyAtMostMonths));
  errors.push(...contactErrors(hospital, body.hospital.contact));
  errors.push(...placeErrors(body.municipality), ...importErrors(body, today));
  errors.push(...extraPointErrors(body.extraPoints ?? [], 'extraPoints'));
  if (errors.length > 0) throw new RuleBroken(...errors);
}

/** A patient who is imported has behind them what can have been: in order, on days that have been, and agreed to. */
function importErrors(
  { import: isImport, done, answers, diagnosis, startAtPoint }: ReferralBody,
  today: string,
): Refusal[] {
  const errors: Refusal[] = [];
  const wrong = (path: string, code: Reason) => errors.push(refusal(path, code));
  if (isImport !== true) {
    if (done !== undefined) wrong('done', 'not-an-import');
    return errors;
  }
  if (startAtPoint !== 1) wrong('startAtPoint', 'done-says-it');
  const points = done?.points ?? [];
  for (const [index, { status, heldOn, point }] of points.entries()) {
    const path = `done.points.${index}`;
    if (points.findIndex((other) => other.point === point) !== index) wrong(`${path}.point`, 'named-twice');
    if ((status === 'completed') !== (heldOn != null)) wrong(`${path}.heldOn`, 'held-on-unfit');
    if (heldOn != null && (heldOn > today || heldOn < diagnosis.date))
      wrong(`${path}.heldOn`, 'not-between-diagnosis-and-today');
  }
  const first = points.find(({ point }) => point === 1);
  const second = points.findIndex(({ point }) => point === 2);
  if (second >= 0 && first === undefined) wrong('done.points', 'point-1-missing');
  const heldOn = points[second]?.heldOn;
  if (heldOn != null && first?.heldOn != null && heldOn < first.heldOn)
    wrong(`done.points.${second}.heldOn`, 'before-point-1');
  const needed = ['pathway', 'shareWithMunicipality'] as const;
  if (first?.status === 'completed') {
    for (const name of needed) {
      if (answers[name] == null) wrong(`answers.${name}`, 'answered-at-point-1');
    }
  }
  if (first?.status === 'declined' && answers.pathway !== false) wrong('answers.pathway', 'no-at-point-1');
  if (done?.handedOver === true) {
    for (const name of needed) {
      if (answers[name] !== true) wrong(`answers.${name}`, 'yes-to-municipality');
    }
  }
  return errors;
}
