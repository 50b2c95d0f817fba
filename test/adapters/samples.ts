import type { PathwayRecord, SendEffect, Task } from '../../domain/record.ts';
import type { Patient, Row } from '../../functions/shared/ports.ts';

/** Small values of the store's shapes; no person is described. */

export function task(pathwayId: string, n: number, changes: Partial<Task> = {}): Task {
  return {
    taskId: `${pathwayId}-t${n}`,
    kind: 'needs-assessment',
    ladder: 'hospital-needs-assessment',
    plan: 'p',
    point: 1,
    place: null,
    unitId: 'unit-a',
    status: 'open',
    openedAt: '2026-11-01T08:00:00Z',
    opensAt: '2026-11-01T08:00:00Z',
    dueAt: '2026-11-15T08:00:00Z',
    closesAt: '2026-12-13T08:00:00Z',
    rungs: [
      { rung: 0, at: '2026-11-01T08:00:00Z', to: 'coordinator', unlessAccepted: false, onlyAccepted: false },
    ],
    rung: -1,
    token: null,
    acceptedBy: null,
    appointmentOn: null,
    concludedAt: null,
    outcome: null,
    ...changes,
  };
}

export function record(pathwayId: string, changes: Partial<PathwayRecord> = {}): PathwayRecord {
  return {
    schemaVersion: 1,
    pathwayId,
    version: 1,
    status: 'active',
    trust: 'trust-a',
    referralId: `ref-${pathwayId}`,
    meaning: 'digest',
    startedAt: '2026-11-01T08:00:00Z',
    endedAt: null,
    start: {
      diagnosisDate: '2026-10-31',
      readyFrom: null,
      dischargedOn: null,
      startAtPoint: 1,
      hospitalUnitId: 'unit-a',
      otherHospitalUnitId: null,
      assessingUnitId: 'unit-a',
      addressProtected: false,
      precededBy: null,
      extraPoints: [],
      imported: null,
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
      by: 'hospital-system',
    },
    events: [],
    points: [],
    tasks: [task(pathwayId, 1)],
    notices: [],
    relations: [{ unitId: 'unit-a', from: '2026-11-01T08:00:00Z', until: null }],
    executions: [
      { plan: 'p', generation: 1, startedAt: '2026-11-01T08:00:00Z', stoppedAt: null, status: 'RUNNING' },
    ],
    journal: [],
    effects: [],
    nextCheckAt: '2026-11-02T08:00:00Z',
    rescues: [],
    followUps: [],
    handedOver: [],
    routes: [],
    questions: [],
    heldCopies: [],
    openedEarly: [],
    rules: { localPoints: [] },
    offer: { askAgain: true, on: null },
    ...changes,
  };
}

export function sendEffect(taskId: string, rung: number): SendEffect {
  return {
    kind: 'send',
    id: `${taskId}#${rung}`,
    about: { taskId, rung },
    claimedUntil: '2026-11-01T08:05:00Z',
    sent: [],
  };
}

export function patient(pathwayId: string, changes: Partial<Patient> = {}): Patient {
  return {
    pathwayId,
    personKey: `person-of-${pathwayId}`,
    meaning: 'digest',
    identity: { nationalId: '00000000000', name: 'Test Person', phone: undefined, guardian: undefined },
    diagnosis: { group: 'breast', date: '2026-10-31', relapse: false, intent: 'curative' },
    hospitalContact: { name: '' },
    storedAt: '2026-11-01T08:00:00Z',
    ...changes,
  };
}

export function row(pathwayId: string, sort: string, listKey?: string, listSort?: string): Row {
  return {
    pathwayId,
    sort,
    ...(listKey === undefined || listSort === undefined ? {} : { listKey, listSort }),
    data: { kind: 'municipal-intake', empty: '', none: null, list: [] },
  };
}
