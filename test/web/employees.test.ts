import { expect, it } from 'vitest';
import { employeesOf } from '../../web/pages/pathway/employees.ts';

const entry = (subject: string, more: object = {}) => ({
  subject,
  role: 'coordinator',
  unitId: 'ahus-gastrokirurgi',
  ...more,
});

it('whoever has looked and works with patients may be chosen, once, by name', () => {
  const entries = [
    entry('s-2', { name: 'Ås, Åse' }),
    entry('s-1', { name: 'Berg, Bo', unitId: 'kommune-3212' }),
    entry('s-2', { name: 'Ås, Åse' }),
    entry('s-3'),
    entry('vel-hjem', { role: 'vel-hjem', unitId: null }),
    entry('a-1', { role: 'administrator', unitId: null }),
    entry('system', { role: 'hospital-system' }),
    entry('nobody', { role: 'unknown', unitId: null }),
  ];
  expect(employeesOf({ entries, contacts: [], unitId: 'ahus-gastrokirurgi' })).toEqual([
    { subject: 's-1', name: 'Berg, Bo', unitId: 'kommune-3212' },
    { subject: 's-3', name: 's-3', unitId: 'ahus-gastrokirurgi' },
    { subject: 's-2', name: 'Ås, Åse', unitId: 'ahus-gastrokirurgi' },
  ]);
});

it('contacts of one’s own unit may be chosen where their sign-in is known, by what the entries call them first', () => {
  const contacts = [
    { subject: 's-1', name: 'bo@unit.example' },
    { subject: 's-2', name: 'ase@unit.example' },
    { name: 'leader@unit.example' },
  ];
  const entries = [entry('s-1', { name: 'Berg, Bo' }), entry('s-2')];
  expect(employeesOf({ entries, contacts, unitId: 'u' }).map(({ name }) => name)).toEqual([
    'ase@unit.example',
    'Berg, Bo',
  ]);
});
