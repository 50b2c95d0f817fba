import type { InEach } from '../../texts/in-each.ts';

export const texts: InEach<{
  title: string;
  help: string;
  add: string;
  search: string;
  searchHelp: string;
  kind: string;
  trust: string;
  all: string;
  problemsOnly: string;
  found: (count: number) => string;
  none: string;
  unreachable: string;
  toMend: string;
  coordinating: string;
  more: (count: number) => string;
}> = {
  nb: {
    title: 'Enheter',
    help: 'Registeret over sykehusavdelinger, kommuner, bydeler og fastlegekontor som er med, og hvem meldinger går til. Øverst ser du om noe hindrer at oppgaver og meldinger kommer fram. Gå inn på egen enhet for å melde fravær, eller for å sende en prøvemelding.',
    add: 'Ny enhet',
    search: 'Navn, kommunenummer eller id',
    searchHelp: 'Treffene vises mens du skriver.',
    kind: 'Slag',
    trust: 'Helseforetak',
    all: 'Alle',
    problemsOnly: 'Bare enheter der noe bør rettes',
    found: (count) => (count === 1 ? '1 enhet' : `${count} enheter`),
    none: 'Ingen enhet passer. Prøv med færre ord, eller fjern et filter.',
    unreachable: 'Kan ikke nås',
    toMend: 'Bør rettes',
    coordinating: 'Koordinerende enhet',
    more: (count) => `Vis ${count} til`,
  },
  nn: {
    title: 'Einingar',
    help: 'Registeret over sjukehusavdelingar, kommunar, bydelar og fastlegekontor som er med, og kven meldingar går til. Øvst ser du om noko hindrar at oppgåver og meldingar kjem fram. Gå inn på eiga eining for å melde fråvær, eller for å sende ei prøvemelding.',
    add: 'Ny eining',
    search: 'Namn, kommunenummer eller id',
    searchHelp: 'Treffa viser seg medan du skriv.',
    kind: 'Slag',
    trust: 'Helseføretak',
    all: 'Alle',
    problemsOnly: 'Berre einingar der noko bør rettast',
    found: (count) => (count === 1 ? '1 eining' : `${count} einingar`),
    none: 'Inga eining passar. Prøv med færre ord, eller ta bort eit filter.',
    unreachable: 'Kan ikkje nåast',
    toMend: 'Bør rettast',
    coordinating: 'Koordinerande eining',
    more: (count) => `Vis ${count} til`,
  },
  en: {
    title: 'Units',
    help: 'The directory of hospital departments, municipalities, city districts and GP offices that take part, and who is written to. At the top you see whether something keeps tasks and messages from arriving. Go to your own unit to note an absence, or to send a test message.',
    add: 'New unit',
    search: 'Name, municipality number or id',
    searchHelp: 'What is found is shown as you write.',
    kind: 'Kind',
    trust: 'Trust',
    all: 'All',
    problemsOnly: 'Only units with something to mend',
    found: (count) => (count === 1 ? '1 unit' : `${count} units`),
    none: 'No unit fits. Try fewer words, or take a filter away.',
    unreachable: 'Cannot be reached',
    toMend: 'To mend',
    coordinating: 'Coordinating unit',
    more: (count) => `Show ${count} more`,
  },
};
