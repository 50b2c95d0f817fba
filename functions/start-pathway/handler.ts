import { addMonths, osloDate } from '../../domain/calendar.ts';
import { anchorOf, type Directory, resolveUnit } from '../../domain/directory.ts';
import type { Unit } from '../../domain/model.ts';
import { isNationalId } from '../../domain/national-id.ts';
import { beginPathway } from '../../domain/pathway.ts';
import type { PathwayRecord } from '../../domain/record.ts';
import { groupRow } from '../../domain/rows.ts';
import { RuleBroken } from '../../domain/tasks.ts';
import { byOf, mustStart } from '../shared/access.ts';
import { type CommandDeps, raised, settle } from '../shared/command.ts';
import { digestOf, idOf } from '../shared/digest.ts';
import {
  type ApiDeps,
  type ApiHandler,
  type ApiRequest,
  apiHandler,
  type Reply,
} from '../shared/http/api.ts';
import { gpOf, placeErrors, placeOf } from '../shared/http/facts.ts';
import { Problem } from '../shared/http/problems.ts';
import { type ReferralBody, referral, startQuery } from '../shared/http/schemas.ts';
import type { Patient, PersonKeys } from '../shared/ports.ts';

export interface StartDeps extends ApiDeps, CommandDeps {
  readonly personKeys: PersonKeys;
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
    checkRules(deps, request);

    // the same referral always has the same id: a repeat finds the first one, whatever became of the answer
    const pathwayId = idOf('pathway', trust, body.referralId);
    const { additional: _, ...meant } = body;
    const meaning = digestOf(meant);
    const known = await deps.store.getPathway(pathwayId);
    if (known !== undefined) return repeated(deps, request, known, meaning);
    const personKey = await deps.personKeys.keyOf(trust, body.patient.nationalId);
    if (body.additional !== true && !body.diagnosis.relapse) await refuseSecond(deps, personKey);

    const context = { now, by: byOf(caller), directory };
    const record = raised(
      beginPathway(
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
      ),
      0,
      context,
    );
    if (request.query.dryRun === 'true') return { status: 200, body: { ...summary(record), dryRun: true } };

    const patient: Patient = {
      pathwayId,
      personKey,
      meaning,
      identity: body.patient,
      storedAt: now,
      diagnosis: body.diagnosis,
      ...(body.hospital.contact === undefined ? {} : { hospitalContact: body.hospital.contact }),
    };
    if (!(await deps.store.createPatient(patient))) throw differentMeaning();
    if (!(await deps.store.createPathway(record)))
      return repeated(deps, request, (await deps.store.getPathway(pathwayId)) as PathwayRecord, meaning);
    await request.audit('start-pathway', pathwayId);
    const ours = new Set(record.effects.map((effect) => effect.id));
    const settled = await settle(deps, record, context, ours, [groupRow(record, body.diagnosis.group)]);
    return { status: 201, body: summary(settled), headers: { Location: `/pathways/${pathwayId}` } };
  });
}

function summary(record: PathwayRecord): Record<string, unknown> {
  return {
    pathwayId: record.pathwayId,
    status: record.status,
    referralId: record.referralId,
    startedAt: record.startedAt,
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
  // whoever started it may have died before it was listed: no sweep knows the group
  const isListed = (await deps.store.rowsOf(known.pathwayId, 'G')).length > 0;
  if (!isListed && request.query.dryRun !== 'true')
    await deps.store.putRows([groupRow(known, request.body.diagnosis.group)]);
  await request.audit('start-pathway', known.pathwayId);
  return { status: 200, body: summary(known), headers: { Location: `/pathways/${known.pathwayId}` } };
}

function differentMeaning(): Problem {
  return new Problem(
    'conflict',
    'This referralId has been used in your trust with another content. Use a new one, or report the change as an event.',
    [{ path: 'referralId', message: 'is taken' }],
  );
}

async function refuseSecond(deps: StartDeps, personKey: string): Promise<void> {
  for (const pathwayId of await deps.store.findByPerson(personKey)) {
    const other = await deps.store.getPathway(pathwayId);
    if (other?.status === 'active') {
      throw new Problem(
        'active-pathway',
        'The person has an active pathway in this trust. Send "additional": true if this is another illness.',
        undefined,
        { pathwayId },
      );
    }
  }
}

function resolved(directory: Directory, reference: Parameters<typeof resolveUnit>[1], path: string): Unit {
  const unit = resolveUnit(directory, reference);
  if (unit === undefined || unit.kind !== 'hospital' || unit.trust === undefined)
    throw new RuleBroken({ path, message: 'Names no hospital unit of the directory.' });
  return unit;
}

function checkRules(deps: StartDeps, { body, now }: Request): void {
  const errors: { path: string; message: string }[] = [];
  const today = osloDate(now);
  const wrong = (path: string, message: string) => errors.push({ path, message });
  if (!isNationalId(body.patient.nationalId, { allowSynthetic: deps.allowSyntheticIds }))
    wrong('patient.nationalId', 'Is no valid national identity number or D-number.');
  for (const digits of body.referralId.match(/\d{11}/g) ?? []) {
    if (isNationalId(digits, { allowSynthetic: true }))
      wrong('referralId', 'Must not contain a national identity number.');
  }
  if (body.diagnosis.date > today) wrong('diagnosis.date', 'Lies in the future.');
  if (body.dischargedOn != null && body.dischargedOn > today) wrong('dischargedOn', 'Lies in the future.');
  if (body.readyFrom != null && body.readyFrom > addMonths(today, readyAtMostMonths))
    wrong('readyFrom', `Lies more than ${readyAtMostMonths} months ahead.`);
  errors.push(...placeErrors(body.municipality));
  if (errors.length > 0) throw new RuleBroken(...errors);
}
