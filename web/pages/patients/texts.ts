import type { InEach } from '../../texts/in-each.ts';

export const texts: InEach<{
  title: string;
  help: string;
  status: string;
  all: string;
  onlyStatus: string;
  noName: string;
  startedAt: (date: string) => string;
  empty: string;
  emptyOther: string;
  emptyGp: string;
}> = {
  nb: {
    title: 'Pasienter',
    help: 'Her er pasientene som enheten din har en del i forløpet til, de nyeste først. Åpne en for å se hva som er gjort, hva som kommer, og hvem som har det. Hvert oppslag blir loggført.',
    status: 'Vis',
    all: 'Alle',
    onlyStatus: 'Et forløp som enheten følger, uten navn',
    noName: 'Uten navn',
    startedAt: (date) => `Startet ${date}`,
    empty:
      'Enheten har ingen pasienter i forløp nå. De kommer hit når dere starter et forløp, eller når dere får en oppgave.',
    emptyOther: 'Ingen pasienter her.',
    emptyGp:
      'Fastlegen får oppgaver og meldinger om pasientene sine. Forløpene selv ligger hos sykehuset og kommunen.',
  },
  nn: {
    title: 'Pasientar',
    help: 'Her er pasientane som eininga di har ein del i forløpet til, dei nyaste først. Opne ein for å sjå kva som er gjort, kva som kjem, og kven som har det. Kvart oppslag blir loggført.',
    status: 'Vis',
    all: 'Alle',
    onlyStatus: 'Eit forløp som eininga følgjer, utan namn',
    noName: 'Utan namn',
    startedAt: (date) => `Starta ${date}`,
    empty:
      'Eininga har ingen pasientar i forløp no. Dei kjem hit når de startar eit forløp, eller når de får ei oppgåve.',
    emptyOther: 'Ingen pasientar her.',
    emptyGp:
      'Fastlegen får oppgåver og meldingar om pasientane sine. Forløpa sjølve ligg hos sjukehuset og kommunen.',
  },
  en: {
    title: 'Patients',
    help: 'These are the patients in whose pathway your unit has a part, the newest first. Open one to see what is done, what comes, and who has it. Every look is logged.',
    status: 'Show',
    all: 'All',
    onlyStatus: 'A pathway that the unit follows, with no name',
    noName: 'No name',
    startedAt: (date) => `Started ${date}`,
    empty:
      'The unit has no patients in a pathway now. They come here when you start a pathway, or when you get a task.',
    emptyOther: 'No patients here.',
    emptyGp:
      'A GP office gets tasks and notices about its patients. The pathways themselves are with hospital and municipality.',
  },
};
