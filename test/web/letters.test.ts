import { expect, it } from 'vitest';
import type { Me, PathwayAnswer } from '../../functions/describe-api/document.ts';
import { knownValues } from '../../web/pages/letters/values.ts';

const unit = { unitId: 'k', name: 'Nesodden kommune, kreftkoordinator', phone: '+4766964300' } as Me['unit'];
const point = (over: object) => ({ place: 'municipality', status: 'planned', ...over });
const known = {
  patient: { name: 'Blå Kornåker' },
  handOvers: [{ contactPerson: { name: 'Siri', phone: '+4799990123' } }, {}],
  points: [
    point({ place: 'hospital', opensAt: '2026-11-20T09:00:00Z', dueAt: '2026-12-04T09:00:00Z' }),
    point({ status: 'completed', opensAt: '2026-12-20T09:00:00Z', dueAt: '2026-12-24T09:00:00Z' }),
    point({ taskId: 't2', opensAt: '2027-02-02T07:00:00Z', dueAt: '2027-03-02T07:00:00Z' }),
  ],
  tasks: [{ taskId: 't1', unitId: 'h', appointmentOn: '2026-11-25' }],
} as unknown as PathwayAnswer;

it('a letter knows the contact person, and between which days the municipality’s next conversation is', () => {
  const values = knownValues(known, unit, 'nb', new Date('2026-12-01T10:00:00Z'));
  expect(values).toEqual({
    patient: 'Blå Kornåker',
    contactPerson: 'Siri',
    phone: '99 99 01 23',
    municipality: 'Nesodden kommune',
    unit: 'Nesodden kommune, kreftkoordinator',
    date: '1. desember 2026',
    from: '2. februar 2027',
    until: '2. mars 2027',
    appointment: '',
  });
});

it('a conversation that may be held already is from today on; dates are in the letter’s language', () => {
  const dates = (language: string) => {
    const { from, until } = knownValues(known, unit, language, new Date('2027-02-22T10:00:00Z'));
    return [from, until];
  };
  expect(dates('en')).toEqual(['22 February 2027', '2 March 2027']);
  expect(dates('pl')).toEqual(['22 lutego 2027', '2 marca 2027']);
  // a language that no browser knows
  expect(dates('zz')).toEqual(['22. februar 2027', '2. mars 2027']);
});

it('what is not known is empty', () => {
  const none = { patient: undefined, handOvers: [], points: [], tasks: [] } as unknown as PathwayAnswer;
  const values = knownValues(none, null, 'nb', new Date('2027-02-22T10:00:00Z'));
  expect(values).toMatchObject({ patient: '', contactPerson: '', phone: '', unit: '', from: '', until: '' });
  expect(knownValues(none, unit, 'nb', new Date()).phone).toBe('66 96 43 00');
});

const units = [{ unitId: 'o', name: 'Nesodden kommune, helsestasjonen', phone: '+4799990456' }];
const booked = (appointmentOn: string, unitId = 'o') =>
  ({ ...known, handOvers: [], tasks: [{ taskId: 't2', unitId, appointmentOn }] }) as unknown as PathwayAnswer;
const valuesAt = (pathway: PathwayAnswer, now: string, language = 'nb') =>
  knownValues(pathway, unit, language, new Date(now), units);

it.each([
  ['nb', 'tirsdag 9. februar 2027 kl. 10:00, Nesodden kommune, helsestasjonen'],
  ['nn', 'tysdag 9. februar 2027 kl. 10:00, Nesodden kommune, helsestasjonen'],
  ['en', 'Tuesday, 9 February 2027 at 10:00, Nesodden kommune, helsestasjonen'],
])(
  'a conversation that has been agreed on is said in %s with its time, its unit and the number of that',
  (language, said) => {
    const values = valuesAt(booked('2027-02-09T09:00:00Z'), '2027-02-03T10:00:00Z', language);
    expect(values).toMatchObject({ appointment: said, phone: '99 99 04 56' });
  },
);

it('one of which only the day is known has no time, and holds until the day is over', () => {
  const day = 'tirsdag 9. februar 2027, Nesodden kommune, helsestasjonen';
  expect(valuesAt(booked('2027-02-09'), '2027-02-09T20:00:00Z').appointment).toBe(day);
  expect(valuesAt(booked('2027-02-09'), '2027-02-09T23:30:00Z').appointment).toBe('');
});

it('one that has been is not said, and a unit that is not in the directory is the one that writes', () => {
  expect(valuesAt(booked('2027-02-09T09:00:00Z'), '2027-02-09T09:01:00Z').appointment).toBe('');
  expect(valuesAt(booked('2027-02-09', 'gone'), '2027-02-03T10:00:00Z')).toMatchObject({
    appointment: 'tirsdag 9. februar 2027, Nesodden kommune, kreftkoordinator',
    phone: '66 96 43 00',
  });
});
