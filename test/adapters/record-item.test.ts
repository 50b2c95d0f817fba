import { describe, expect, it } from 'vitest';
import { applyRules } from '../../domain/application.ts';
import { indexUnits } from '../../domain/directory.ts';
import { report } from '../../domain/pathway.ts';
import { fromItem, toItem } from '../../functions/shared/adapters/record-item.ts';
import units from '../../samples/units.json' with { type: 'json' };
import { record } from './samples.ts';

/** Records that an earlier version has stored are read as if what it did not know had been left alone. */

const point = { heldOn: null, mode: null, late: false, concludedAt: null, taskId: null, unitId: null };
/** As the version before wrote it, of a patient who entered at point 2. */
const stored = {
  pk: 'P#pw',
  sk: 'P',
  schemaVersion: 1,
  version: 3,
  status: 'active',
  plans: { p: 1, f1: 1 },
  tasks: {
    'pw-t1': {
      status: 'open',
      rung: 0,
      token: 'token-0',
      order: 0,
      body: JSON.stringify({
        taskId: 'pw-t1',
        kind: 'municipal-intake',
        ladder: 'municipal-intake',
        plan: 'f1',
        point: null,
        place: '3209',
        unitId: 'kommune-3209',
        openedAt: '2026-11-20T09:00:00Z',
        opensAt: '2026-11-20T09:00:00Z',
        dueAt: '2026-11-27T09:00:00Z',
        closesAt: '2026-12-18T09:00:00Z',
        rungs: [
          {
            rung: 0,
            at: '2026-11-20T09:00:00Z',
            to: 'coordinator',
            unlessAccepted: false,
            onlyAccepted: false,
          },
          {
            rung: 1,
            at: '2026-11-25T09:00:00Z',
            to: 'coordinator',
            unlessAccepted: true,
            onlyAccepted: false,
          },
        ],
        acceptedBy: null,
        appointmentOn: null,
        concludedAt: null,
        outcome: null,
      }),
    },
  },
  effects: [],
  checkKey: 'CHECK',
  nextCheckAt: '2026-11-25T10:00:00Z',
  body: JSON.stringify({
    pathwayId: 'pw',
    status: 'active',
    trust: 'ahus',
    referralId: 'AHUS-1',
    meaning: 'digest',
    startedAt: '2026-11-20T09:00:00Z',
    endedAt: null,
    start: {
      diagnosisDate: '2026-08-31',
      readyFrom: null,
      dischargedOn: null,
      startAtPoint: 2,
      hospitalUnitId: 'ahus-lunge',
      otherHospitalUnitId: 'ous-kreft',
      municipality: { number: '3209', district: null },
      gp: null,
      answers: { pathway: true, shareWithMunicipality: true, cancerCoordinator: null, gpCopy: true },
      circumstances: {
        minor: false,
        childrenAsNextOfKin: false,
        nursingHome: false,
        municipalServices: false,
      },
      anchorEvent: 'diagnosis',
      by: 'hospital-system:ahus',
    },
    events: [],
    points: [
      {
        ...point,
        point: 1,
        place: 'hospital',
        unitId: 'ous-kreft',
        opensAt: '2026-11-20T09:00:00Z',
        dueAt: '2026-12-04T09:00:00Z',
        closesAt: '2027-01-01T09:00:00Z',
        status: 'cancelled',
      },
      {
        ...point,
        point: 2,
        place: 'municipality',
        opensAt: '2026-11-30T07:00:00Z',
        dueAt: '2026-12-31T07:00:00Z',
        closesAt: '2027-01-31T07:00:00Z',
        status: 'planned',
      },
      {
        ...point,
        point: 3,
        place: 'municipality',
        opensAt: '2027-08-31T06:00:00Z',
        dueAt: '2027-11-30T07:00:00Z',
        closesAt: '2028-02-29T07:00:00Z',
        status: 'planned',
      },
    ],
    notices: [],
    relations: [{ unitId: 'ahus-lunge', from: '2026-11-20T09:00:00Z', until: null }],
    executions: [
      { plan: 'p', generation: 1, startedAt: '2026-11-20T09:00:00Z', stoppedAt: null, status: 'RUNNING' },
      { plan: 'f1', generation: 1, startedAt: '2026-11-20T09:00:00Z', stoppedAt: null, status: 'RUNNING' },
    ],
    journal: [],
    rescues: [],
    followUps: [{ plan: 'f1', kind: 'municipal-intake', opensAt: '2026-11-20T09:00:00Z' }],
    handedOver: ['3209'],
    routes: [],
    offer: { askAgain: true, on: null },
  }),
};
const context = { now: '2026-11-23T09:00:00Z', by: 'ahus-lunge', directory: indexUnits(units as never) };

describe('a record of the version before', () => {
  it('has nothing set, asked, held or opened early, and what else it does not say was not so', () => {
    expect(fromItem(stored)).toMatchObject({
      questions: [],
      heldCopies: [],
      openedEarly: [],
      rules: { localPoints: [] },
      start: {
        assessingUnitId: 'ous-kreft',
        addressProtected: false,
        precededBy: null,
        extraPoints: [],
        imported: null,
      },
      followUps: [
        {
          plan: 'f1',
          kind: 'municipal-intake',
          cause: 'late-entry',
          ladder: 'municipal-intake',
          unitId: null,
          opensAt: '2026-11-20T09:00:00Z',
          dueAt: '2026-11-27T09:00:00Z',
          closesAt: '2026-12-18T09:00:00Z',
          asked: [],
        },
      ],
    });
  });

  it('is assessed where it was referred from, where its points do not say', () => {
    const { points: _, ...body } = JSON.parse(stored.body);
    const read = fromItem({ ...stored, body: JSON.stringify({ ...body, points: [] }) });
    expect(read.start.assessingUnitId).toBe('ahus-lunge');
  });

  it('goes on: it takes reports and settings, and is written as today’s', () => {
    const read = fromItem(stored);
    const event = { eventId: 'e1', occurredOn: '2026-11-23', receivedAt: context.now, by: context.by };
    const reported = report(read, context, { ...event, type: 'withdrawn' });
    expect(reported.status).toBe('withdrawn');
    const applied = applyRules(read, context);
    // the trust counts from the discharge today
    expect(applied.rules).toEqual({ localPoints: [], anchor: 'discharge' });
    expect(fromItem({ ...toItem(applied) })).toEqual(applied);
  });
});

it('a record of today is read as it was written', () => {
  const today = record('pw', {
    rules: { localPoints: [], anchor: 'discharge', trust: { quietPeriods: [] } },
  });
  expect(fromItem({ ...toItem(today) })).toEqual(today);
});
