import { type AnswerName, answerNames, type diagnosisGroups } from '../../../domain/model.ts';
import type { ReferralBody } from '../../../functions/shared/http/schemas.ts';

/** What is filled in to start a pathway, as the form has it: texts, empty where nothing stands. */
export interface Filled {
  readonly referralId: string;
  readonly nationalId: string;
  readonly name: string;
  readonly phone: string;
  readonly interpreter: string;
  readonly guardianName: string;
  readonly guardianPhone: string;
  readonly addressProtected: boolean;
  readonly minor: boolean;
  readonly childrenAsNextOfKin: boolean;
  readonly nursingHome: boolean;
  readonly municipalServices: boolean;
  readonly group: (typeof diagnosisGroups)[number] | '';
  readonly diagnosisDate: string;
  readonly relapse: boolean;
  readonly intent: 'curative' | 'palliative' | 'unknown';
  readonly hospitalUnitId: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly readyFrom: string;
  readonly startAtPoint: 1 | 2 | 3;
  readonly municipality: string;
  readonly district: string;
  readonly gpUnitId: string;
  readonly answers: Readonly<Record<AnswerName, Told>>;
}
export type Told = 'yes' | 'no' | 'not-asked';

export function emptyForm(hospitalUnitId: string, startAtPoint: 1 | 2 | 3): Filled {
  return {
    // the same referral however often it is sent
    referralId: crypto.randomUUID(),
    nationalId: '',
    name: '',
    phone: '',
    interpreter: '',
    guardianName: '',
    guardianPhone: '',
    addressProtected: false,
    minor: false,
    childrenAsNextOfKin: false,
    nursingHome: false,
    municipalServices: false,
    group: '',
    diagnosisDate: '',
    relapse: false,
    intent: 'unknown',
    hospitalUnitId,
    contactName: '',
    contactPhone: '',
    readyFrom: '',
    startAtPoint,
    municipality: '',
    district: '',
    gpUnitId: '',
    answers: {
      pathway: 'not-asked',
      shareWithMunicipality: 'not-asked',
      cancerCoordinator: 'not-asked',
      gpCopy: 'yes',
    },
  };
}

const values = { yes: true, no: false, 'not-asked': null } as const;

/** The referral that a form makes; what was left empty is left out. */
export function referralOf(filled: Filled): Partial<ReferralBody> {
  const text = (value: string) => (value.trim() === '' ? undefined : value.trim());
  const phone = text(filled.phone);
  const interpreter = text(filled.interpreter);
  const guardian = text(filled.guardianName);
  const guardianPhone = text(filled.guardianPhone);
  const contactName = text(filled.contactName);
  const contactPhone = text(filled.contactPhone);
  const answer = (name: AnswerName) => values[filled.answers[name]];
  return {
    referralId: filled.referralId,
    patient: {
      nationalId: filled.nationalId.replaceAll(/\s/g, ''),
      name: filled.name.trim(),
      ...(phone === undefined ? {} : { phone }),
      ...(interpreter === undefined ? {} : { interpreter }),
      ...(guardian === undefined
        ? {}
        : { guardian: { name: guardian, ...(guardianPhone === undefined ? {} : { phone: guardianPhone }) } }),
      ...(filled.addressProtected ? { addressProtected: true } : {}),
    },
    diagnosis: {
      group: filled.group as (typeof diagnosisGroups)[number],
      date: filled.diagnosisDate,
      relapse: filled.relapse,
      intent: filled.intent,
    },
    hospital: {
      unitId: filled.hospitalUnitId,
      ...(contactName === undefined && contactPhone === undefined
        ? {}
        : {
            contact: {
              ...(contactName === undefined ? {} : { name: contactName }),
              ...(contactPhone === undefined ? {} : { phone: contactPhone }),
            },
          }),
    },
    ...(filled.readyFrom === '' ? {} : { readyFrom: filled.readyFrom }),
    startAtPoint: filled.startAtPoint,
    municipality: {
      number: filled.municipality,
      district: filled.district === '' ? null : filled.district,
    },
    ...(filled.gpUnitId === '' ? {} : { gp: { unitId: filled.gpUnitId } }),
    answers: Object.fromEntries(answerNames.map((name) => [name, answer(name)])),
    circumstances: {
      minor: filled.minor,
      childrenAsNextOfKin: filled.childrenAsNextOfKin,
      nursingHome: filled.nursingHome,
      municipalServices: filled.municipalServices,
    },
  };
}
