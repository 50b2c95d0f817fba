import type { Receiver } from '../../domain/model.ts';
import type { InEach } from '../texts/in-each.ts';

export interface AboveWords {
  /** To whom has been written of what is not done. */
  readonly told: Readonly<Record<Receiver, (date: string) => string>>;
  /** To whom will be. */
  readonly willBe: Readonly<Record<Receiver, (date: string) => string>>;
  readonly nobody: string;
  readonly call: string;
  readonly noPhone: string;
  readonly ladder: string;
}

/** What whoever is above a unit is told of that unit's tasks. */
export const aboveWords: InEach<AboveWords> = {
  nb: {
    told: {
      coordinator: (date) => `Koordinator minnet på ${date}`,
      leader: (date) => `Leder varslet ${date}`,
      'coordinating-unit': (date) => `Koordinerende enhet varslet ${date}`,
      'coordinating-units-of-both': (date) => `Koordinerende enheter varslet ${date}`,
    },
    willBe: {
      coordinator: (date) => `Koordinator minnes på ${date}`,
      leader: (date) => `Leder varsles ${date}`,
      'coordinating-unit': (date) => `Koordinerende enhet varsles ${date}`,
      'coordinating-units-of-both': (date) => `Koordinerende enheter varsles ${date}`,
    },
    nobody: 'Ingen flere varsles',
    call: 'Hvem dere kan ringe',
    noPhone: 'Telefonnummer er ikke oppgitt',
    ladder: 'Påminnelser og varsler',
  },
  nn: {
    told: {
      coordinator: (date) => `Koordinator mint på ${date}`,
      leader: (date) => `Leiar varsla ${date}`,
      'coordinating-unit': (date) => `Koordinerande eining varsla ${date}`,
      'coordinating-units-of-both': (date) => `Koordinerande einingar varsla ${date}`,
    },
    willBe: {
      coordinator: (date) => `Koordinator blir mint på ${date}`,
      leader: (date) => `Leiar blir varsla ${date}`,
      'coordinating-unit': (date) => `Koordinerande eining blir varsla ${date}`,
      'coordinating-units-of-both': (date) => `Koordinerande einingar blir varsla ${date}`,
    },
    nobody: 'Ingen fleire blir varsla',
    call: 'Kven de kan ringje',
    noPhone: 'Telefonnummer er ikkje oppgjeve',
    ladder: 'Påminningar og varsel',
  },
  en: {
    told: {
      coordinator: (date) => `Coordinator reminded ${date}`,
      leader: (date) => `Leader told ${date}`,
      'coordinating-unit': (date) => `Coordinating unit told ${date}`,
      'coordinating-units-of-both': (date) => `Coordinating units told ${date}`,
    },
    willBe: {
      coordinator: (date) => `Coordinator is reminded ${date}`,
      leader: (date) => `Leader is told ${date}`,
      'coordinating-unit': (date) => `Coordinating unit is told ${date}`,
      'coordinating-units-of-both': (date) => `Coordinating units are told ${date}`,
    },
    nobody: 'Nobody else is told',
    call: 'Whom you can call',
    noPhone: 'No telephone number is given',
    ladder: 'Reminders and escalation',
  },
};
