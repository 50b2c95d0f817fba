import { describe, expect, it } from 'vitest';
import type { PathwayAnswer } from '../../functions/describe-api/document.ts';
import { event } from '../../functions/shared/http/schemas.ts';
import { askable, type Reportable, reportable, reportOf } from '../../web/pages/pathway/report.ts';

const occurredOn = '2027-02-22';
const patient = {
  nationalId: '03856127450',
  name: 'Blå Kornåker',
  phone: '+4799990000',
  guardian: { name: 'Rød Kornåker', phone: '+4799990001' },
};
const asShown = {
  name: patient.name,
  nationalId: patient.nationalId,
  phone: patient.phone,
  interpreter: '',
  guardianName: 'Rød Kornåker',
  guardianPhone: '+4799990001',
};
const known = { circumstances: { minor: false, nursingHome: true }, patient };
const made = (type: Reportable, values: Record<string, string> = {}, of: typeof known | object = known) =>
  reportOf(type, { occurredOn, ...values }, { circumstances: {}, ...of });

describe('a report', () => {
  it('of changed answers has those that were changed', () => {
    const values = {
      pathway: 'yes',
      shareWithMunicipality: 'no',
      cancerCoordinator: 'not-asked',
      gpCopy: '',
    };
    expect(made('answers-changed', values)).toMatchObject({
      answers: { pathway: true, shareWithMunicipality: false, cancerCoordinator: null },
    });
    expect(made('answers-changed', values)).not.toHaveProperty('answers.gpCopy');
    expect(made('answers-changed')).toBeNull();
  });

  it('of a move has the place, a district of Oslo, or a number that was written', () => {
    expect(made('moved', { place: '3212', gp: '' })).toEqual({
      type: 'moved',
      occurredOn,
      municipality: { number: '3212', district: null },
    });
    expect(made('moved', { place: '0301-12', gp: 'fastlege-1' })).toMatchObject({
      municipality: { number: '0301', district: '12' },
      gp: { unitId: 'fastlege-1' },
    });
    expect(made('moved', { place: 'other', number: '0301', district: '07' })).toMatchObject({
      municipality: { number: '0301', district: '07' },
    });
    expect(made('moved', { place: 'other', number: '5001', district: '' })).toMatchObject({
      municipality: { number: '5001', district: null },
    });
    expect([made('moved'), made('moved', { place: 'other', number: '' }), made('moved', { place: 'other' })])
      .toEqual([null, null, null]); // biome-ignore format: one line each
  });

  it('of a GP needs one', () => {
    expect(made('gp-changed', { gp: 'fastlege-2' })).toMatchObject({ gp: { unitId: 'fastlege-2' } });
    expect(made('gp-changed')).toBeNull();
  });

  it('of symptoms has those that were measured, 0 among them', () => {
    expect(made('esas-reported', { nausea: '0', tiredness: '10', anxiety: '' })).toMatchObject({
      scores: { nausea: 0, tiredness: 10 },
    });
    expect(made('esas-reported', { nausea: '' })).toBeNull();
  });

  it('of circumstances has what is not as it was', () => {
    expect(made('circumstances-changed', { minor: 'on' })).toMatchObject({
      circumstances: { minor: true, nursingHome: false },
    });
    expect(made('circumstances-changed', { nursingHome: 'on' })).toBeNull();
  });

  it('of a correction has what is not as it was, and takes nothing away', () => {
    expect(made('patient-corrected', asShown)).toBeNull();
    expect(made('patient-corrected', { ...asShown, name: ' Blå Eng ', phone: '' })).toEqual({
      type: 'patient-corrected',
      occurredOn,
      patient: { name: 'Blå Eng' },
    });
    expect(
      made('patient-corrected', { ...asShown, guardianPhone: '', addressProtected: 'on' }),
    ).toMatchObject({ patient: { guardian: { name: 'Rød Kornåker' }, addressProtected: true } });
    expect(made('patient-corrected', { guardianName: 'Gul', guardianPhone: '99990000' }, {})).toMatchObject({
      patient: { guardian: { name: 'Gul', phone: '99990000' } },
    });
    expect(made('patient-corrected', {}, { patient: { ...patient, addressProtected: true } })).toMatchObject({
      patient: { addressProtected: false },
    });
    expect(made('patient-corrected', {}, {})).toBeNull();
  });

  it('of somebody who is blocked has that person’s id', () => {
    expect(made('staff-blocked', { subject: ' 7f3c-41 ' })).toEqual({
      type: 'staff-blocked',
      occurredOn,
      subject: '7f3c-41',
    });
    expect(made('staff-blocked', { subject: ' ' })).toBeNull();
    expect(made('staff-blocked')).toBeNull();
  });

  it('of an end says no more than that', () => {
    expect(made('deceased', { sure: 'on' })).toEqual({ type: 'deceased', occurredOn });
    expect(reportOf('withdrawn', {}, { circumstances: {} })).toEqual({ type: 'withdrawn', occurredOn: '' });
  });

  it('is one that the API takes, whichever it is', () => {
    const filled: Readonly<Record<string, string>> = {
      pathway: 'yes', place: '0301-12', gp: 'fastlege-1', pain: '', nausea: '3', minor: 'on', name: 'Blå Eng', subject: 'x',
    }; // biome-ignore format: one line
    for (const type of reportable)
      expect(event.safeParse(made(type, filled))).toMatchObject({ success: true });
  });
});

describe('whom one may ask', () => {
  const pathway = {
    hospital: { unitId: 'hospital', assessingUnitId: 'assessing' },
    points: [{ unitId: 'hospital' }, { unitId: 'municipality' }, { unitId: null }],
    tasks: [{ unitId: 'municipality' }, { unitId: 'home-care' }],
    handOvers: [{ unitId: 'office' }],
    gp: { unitId: 'gp', asOf: '2026-11-20' },
    answers: { gpCopy: { value: true } },
  } as unknown as PathwayAnswer;

  it('are the units that the pathway shows, the hospital first, less one’s own', () => {
    expect(askable(pathway, 'municipality')).toEqual(['hospital', 'assessing', 'office', 'home-care', 'gp']);
    expect(askable(pathway, undefined)).toContain('municipality');
  });

  it('are not the GP without a yes to copies', () => {
    const silent = { ...pathway, answers: { gpCopy: { value: null } } } as unknown as PathwayAnswer;
    const none = { ...pathway, gp: null, answers: {} } as unknown as PathwayAnswer;
    const unknown = { ...pathway, gp: null } as unknown as PathwayAnswer;
    for (const one of [silent, none, unknown]) expect(askable(one, 'hospital')).not.toContain('gp');
  });
});
