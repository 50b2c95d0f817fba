import type { SampleUnit } from '../units.ts';

/** An invented person who can sign in locally. */
export interface SamplePerson {
  /** `sub` of the tokens, too. */
  readonly id: string;
  readonly name: string;
  readonly role: 'coordinator' | 'administrator';
  readonly units: readonly SampleUnit[];
}

/** Names that nobody has, as the national test population has them. */
const firstNames = [
  ...['Blid', 'Glad', 'Kjapp', 'Klok', 'Lun', 'Munter', 'Mild', 'Rask', 'Rolig', 'Snill', 'Stille', 'Trygg'],
  ...['Varm', 'Vennlig', 'Våken'],
];
const lastNames = [
  ...['Bjelle', 'Brygge', 'Fjellvåk', 'Furukongle', 'Hengekøye', 'Kakkelovn', 'Lyngheie', 'Mandarin'],
  ...['Nøkkel', 'Ospeløv', 'Paraply', 'Regnbue', 'Skiføre', 'Tindved', 'Ullsokk', 'Vindmølle'],
];

/** The people of a directory: one in each unit, one who works in two, and one who runs it all. */
export function samplePeople(units: readonly SampleUnit[]): readonly SamplePerson[] {
  const municipalities = units.filter(({ kind }) => kind === 'municipality');
  // A municipality's coordinating unit escalates to nobody; who follows patients up is in the others.
  const two = municipalities.filter(({ escalatesTo }) => escalatesTo !== null).slice(0, 2);
  const people = [
    ...units.map((unit) => ({ id: unit.unitId, role: 'coordinator', units: [unit] }) as const),
    ...(two.length === 2 ? [{ id: 'two-units', role: 'coordinator', units: two } as const] : []),
    { id: 'administrator', role: 'administrator', units: [] } as const,
  ];
  // 15 and 16 have no divisor in common: the pairs begin again after 240.
  return people.map((person, index) => ({
    ...person,
    name: `${firstNames[index % firstNames.length]} ${lastNames[index % lastNames.length]}`,
  }));
}
