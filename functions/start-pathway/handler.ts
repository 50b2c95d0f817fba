import { addMonths, osloDate } from '../../domain/calendar.ts';
import { anchorOf, type Directory, resolveUnit } from '../../domain/directory.ts';
import type { Unit } from '../../domain/model.ts';
import { holdsNationalId, isNationalId } from '../../domain/national-id.ts';
import { report } from '../../domain/pathway.ts';
import type { Imported, PathwayRecord } from '../../domain/record.ts';
import { groupRow } from '../../domain/rows.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { extraPointErrors } from '../../domain/windows.ts';
import { byOf, mustStart } from '../shared/access.ts';
import { command } from '../shared/command.ts';
import { digestOf } from '../shared/digest.ts';
import {
  type ApiDeps,
  type ApiHandler,
  type ApiRequest,
  apiHandler,
  type Reply,
} from '../shared/http/api.ts';
import { contactErrors, gpOf, placeErrors, placeOf } from '../shared/http/facts.ts';
import type { FieldError } from '../shared/http/problems.ts';
import { type ReferralBody, referral, startQuery } from '../shared/http/schemas.ts';
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
    // that a patient has relapsed, and so that an open pathway ends, is for the hospital to say
    const maySupersede = caller.kind === 'hospital';
    if (body.additional !== true && !(body.diagnosis.relapse && maySupersede)) refuseSecond(caller, earlier);
    const before = maySupersede ? earlier : earlier.filter(({ status }) => status !== 'active');

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
        precededBy: body.diagnosis.relapse ? followed(before) : null,
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
function followed(earlier: readonly PathwayRecord[]): string | null {
  return (earlier.find(({ status }) => status === 'active') ?? earlier[0])?.pathwayId ?? null;
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
    throw new RuleBroken({ path, message: 'Names no hospital unit of the directory.' });
  return unit;
}

function checkRules(deps: StartDeps, { body, now }: Request, hospital: Unit): void {
  const errors: FieldError[] = [];
  const today = osloDate(now);
  const wrong = (path: string, message: string) => errors.push({ path, message });
  if (!isNationalId(body.patient.nationalId, { allowSynthetic: deps.allowSyntheticIds }))
    wrong('patient.nationalId', 'Is no valid national identity number or D-number.');
  if (holdsNationalId(body.referralId)) wrong('referralId', 'Must not contain a national identity number.');
  if (body.diagnosis.date > today) wrong('diagnosis.date', 'Lies in the future.');
  if (body.dischargedOn != null && body.dischargedOn > today) wrong('dischargedOn', 'Lies in the future.');
  if (body.readyFrom != null && body.readyFrom > addMonths(today, readyAtMostMonths))
    wrong('readyFrom', `Lies more than ${readyAtMostMonths} months ahead.`);
  errors.push(...contactErrors(hospital, body.hospital.contact));
  errors.push(...placeErrors(body.municipality), ...importErrors(body, today));
  errors.push(...extraPointErrors(body.extraPoints ?? [], 'extraPoints'));
  if (errors.length > 0) throw new RuleBroken(...errors);
}

/** A patient who is imported has behind them what can have been: in order, on days that have been, and agreed to. */
function importErrors(
  { import: isImport, done, answers, diagnosis, startAtPoint }: ReferralBody,
  today: string,
): FieldError[] {
  const errors: FieldError[] = [];
  const wrong = (path: string, message: string) => errors.push({ path, message });
  if (isImport !== true) {
    if (done !== undefined) wrong('done', 'Is for imports: send "import": true.');
    return errors;
  }
  if (startAtPoint !== 1) wrong('startAtPoint', 'An import says with "done" what lies behind the patient.');
  const points = done?.points ?? [];
  for (const [index, { status, heldOn, point }] of points.entries()) {
    const path = `done.points.${index}`;
    if (points.findIndex((other) => other.point === point) !== index)
      wrong(`${path}.point`, 'Is named twice.');
    if ((status === 'completed') !== (heldOn != null))
      wrong(`${path}.heldOn`, 'Is needed for a point that was held, and for no other.');
    if (heldOn != null && (heldOn > today || heldOn < diagnosis.date))
      wrong(`${path}.heldOn`, 'Lies in the future, or before the diagnosis.');
  }
  const first = points.find(({ point }) => point === 1);
  const second = points.findIndex(({ point }) => point === 2);
  if (second >= 0 && first === undefined) wrong('done.points', 'Point 2 comes after point 1: name that too.');
  const heldOn = points[second]?.heldOn;
  if (heldOn != null && first?.heldOn != null && heldOn < first.heldOn)
    wrong(`done.points.${second}.heldOn`, 'Lies before point 1.');
  const needed = ['pathway', 'shareWithMunicipality'] as const;
  if (first?.status === 'completed') {
    for (const name of needed) {
      if (answers[name] == null) wrong(`answers.${name}`, 'Was answered, yes or no, at point 1.');
    }
  }
  if (first?.status === 'declined' && answers.pathway !== false)
    wrong(
      'answers.pathway',
      'Is a no where point 1 was declined; leave the point out if it is a yes by now.',
    );
  if (done?.handedOver === true) {
    for (const name of needed) {
      if (answers[name] !== true)
        wrong(`answers.${name}`, 'Must be a yes where the municipality has the patient.');
    }
  }
  return errors;
}
