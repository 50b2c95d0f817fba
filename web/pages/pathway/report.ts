import { type AnswerName, answerNames, type EsasItem, esasItems } from '../../../domain/model.ts';
import type { ReportType } from '../../../domain/timeline.ts';
import type { PathwayAnswer } from '../../../functions/describe-api/document.ts';

/** What a coordinator may report of a patient, in the order in which it is offered (the rest comes from hospitals' systems). */
export const reportable = [
  'answers-changed',
  'moved',
  'gp-changed',
  'esas-reported',
  'function-declining',
  'circumstances-changed',
  'patient-corrected',
  'staff-blocked',
  'withdrawn',
  'moved-away',
  'deceased',
] as const satisfies readonly ReportType[];
export type Reportable = (typeof reportable)[number];

/** These end the pathway: they are confirmed before they are sent. */
export const ending: ReadonlySet<Reportable> = new Set<Reportable>(['withdrawn', 'moved-away', 'deceased']);

/** What a form holds: each field by its name. */
export type Values = Readonly<Record<string, string>>;
type Known = Pick<PathwayAnswer, 'circumstances' | 'patient'>;
type Body = Readonly<Record<string, unknown>>;

/** Fields of a patient that are texts, as the form names them. */
export const patientFields = ['name', 'nationalId', 'phone', 'interpreter'] as const;
export const guardianFields = ['guardianName', 'guardianPhone'] as const;
export const circumstanceNames = [
  'minor',
  'childrenAsNextOfKin',
  'nursingHome',
  'municipalServices',
] as const;

/** A place that the directory has no unit for is written as its number. */
export const otherPlace = 'other';

/**
 * The report that a form makes, as `POST /pathways/{pathwayId}/events` takes it: what was changed and nothing else. Null
 * where nothing was.
 */
export function reportOf(type: Reportable, values: Values, known: Known): Body | null {
  const common = { type, occurredOn: values.occurredOn ?? '' };
  const some = (name: string, part: Body) =>
    Object.keys(part).length === 0 ? null : { ...common, [name]: part };
  switch (type) {
    case 'answers-changed':
      return some('answers', answersOf(values));
    case 'moved': {
      const municipality = placeOf(values);
      return municipality === null ? null : { ...common, municipality, ...gpOf(values) };
    }
    case 'gp-changed': {
      const gp = gpOf(values);
      return 'gp' in gp ? { ...common, ...gp } : null;
    }
    case 'esas-reported':
      return some('scores', scoresOf(values));
    case 'circumstances-changed':
      return some('circumstances', circumstancesOf(values, known));
    case 'patient-corrected':
      return some('patient', patientOf(values, known));
    case 'staff-blocked': {
      const subject = (values.subject ?? '').trim();
      return subject === '' ? null : { ...common, subject };
    }
    default:
      return common;
  }
}

function answersOf(values: Values): { readonly [name in AnswerName]?: boolean | null } {
  const given: Readonly<Record<string, boolean | null>> = { yes: true, no: false, 'not-asked': null };
  return Object.fromEntries(
    answerNames.filter((name) => (values[name] ?? '') in given).map((name) => [name, given[values[name]!]]),
  );
}

function placeOf({ place = '', number = '', district = '' }: Values): Body | null {
  if (place === otherPlace)
    return number === '' ? null : { number, district: district === '' ? null : district };
  const [of = '', within = null] = place.split('-');
  return of === '' ? null : { number: of, district: within };
}

function gpOf({ gp = '' }: Values): Body {
  return gp === '' ? {} : { gp: { unitId: gp } };
}

function scoresOf(values: Values): { readonly [item in EsasItem]?: number } {
  return Object.fromEntries(
    esasItems.filter((item) => (values[item] ?? '') !== '').map((item) => [item, Number(values[item])]),
  );
}

function circumstancesOf(values: Values, { circumstances }: Known): Body {
  const changed = circumstanceNames.filter(
    (name) => (values[name] === 'on') !== (circumstances[name] ?? false),
  );
  return Object.fromEntries(changed.map((name) => [name, values[name] === 'on']));
}

/** What a field already said is not sent again; one that was emptied keeps its value, for a correction takes nothing away. */
function patientOf(values: Values, { patient }: Known): Body {
  const given = (name: string) => (values[name] ?? '').trim();
  const texts = patientFields.filter((name) => given(name) !== '' && given(name) !== (patient?.[name] ?? ''));
  const isProtected = values.addressProtected === 'on';
  const guardian = { name: given('guardianName'), phone: given('guardianPhone') };
  const isSame =
    guardian.name === (patient?.guardian?.name ?? '') && guardian.phone === (patient?.guardian?.phone ?? '');
  return {
    ...Object.fromEntries(texts.map((name) => [name, given(name)])),
    ...(guardian.name === '' || isSame
      ? {}
      : { guardian: { name: guardian.name, ...(guardian.phone === '' ? {} : { phone: guardian.phone }) } }),
    ...(isProtected === (patient?.addressProtected ?? false) ? {} : { addressProtected: isProtected }),
  };
}

/** Units that may be asked: those that have to do with the pathway, as far as it shows them, less one's own. */
export function askable(pathway: PathwayAnswer, own: string | undefined): readonly string[] {
  const { hospital, points, tasks, handOvers, gp, answers } = pathway;
  const units = [
    points[0]?.unitId,
    hospital.unitId,
    hospital.assessingUnitId,
    ...handOvers.map(({ unitId }) => unitId),
    ...points.map(({ unitId }) => unitId),
    ...tasks.map(({ unitId }) => unitId),
    answers.gpCopy?.value === true ? gp?.unitId : undefined,
  ];
  return [...new Set(units)].filter((unitId) => unitId != null && unitId !== own) as readonly string[];
}
