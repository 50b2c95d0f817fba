import type { UnitKind } from '../../../domain/model.ts';
import type { InEach } from '../../texts/in-each.ts';

type View = 'to-do' | 'overdue' | 'open' | 'accepted' | 'booked' | 'waiting' | 'completed' | 'missed';

export const texts: InEach<{
  title: string;
  filter: string;
  views: Readonly<Record<View, string>>;
  empty: Readonly<Record<View, string>>;
  search: string;
  find: string;
  clear: string;
  found: (count: number) => string;
  foundSome: string;
  noName: string;
  whose: string;
  own: (unit: string) => string;
  belowHelp: (unit: string) => string;
  emptyBelow: string;
  protectedAddress: string;
  booked: (date: string) => string;
  help: Readonly<Record<Exclude<UnitKind, 'gp-office'>, string>> &
    Readonly<Partial<Record<UnitKind, string>>>;
  helpGp: string;
}> = {
  nb: {
    title: 'Oppgaver',
    filter: 'Vis',
    views: {
      'to-do': 'Å gjøre',
      overdue: 'Over fristen',
      open: 'Nye',
      accepted: 'Mottatt',
      booked: 'Avtalt',
      waiting: 'Venter på svar',
      completed: 'Utført',
      missed: 'Ikke gjort i tide',
    },
    empty: {
      'to-do': 'Ingenting venter på dere nå. Nye oppgaver meldes på e-post eller SMS.',
      overdue: 'Ingenting er over fristen.',
      open: 'Ingen nye oppgaver. Alt som er kommet, er tatt imot.',
      accepted: 'Ingen oppgaver er mottatt og venter på å bli utført.',
      booked: 'Ingen samtaler er avtalt.',
      waiting: 'Ingen oppgaver venter på svar fra andre.',
      completed: 'Ingen oppgaver er utført ennå.',
      missed: 'Ingen oppgaver er gått over tiden. Bra!',
    },
    search: 'Pasientens navn',
    find: 'Søk',
    clear: 'Tøm søket',
    found: (count) =>
      count === 0
        ? 'Ingen åpne oppgaver i enheten gjelder en pasient med det navnet.'
        : count === 1
          ? '1 oppgave'
          : `${count} oppgaver`,
    foundSome: 'Enheten har flere oppgaver enn det ble lett gjennom. Skriv mer av navnet.',
    noName: 'Uten navn',
    whose: 'Enhet',
    own: (unit) => `${unit} (din)`,
    belowHelp: (unit) =>
      `Oppgavene til ${unit}, etter frist. Du ser frister og hvem som er varslet, ikke hvem de gjelder.`,
    emptyBelow: 'Enheten har ingen oppgaver her.',
    protectedAddress: 'Sperret adresse',
    booked: (date) => `Time ${date}`,
    help: {
      hospital:
        'Her er det enheten din skal gjøre, etter frist. Åpne en oppgave for å se hvem den gjelder, ta den imot, avtale tid og skrive inn det dere har snakket om. Det haster mest øverst.',
      municipality:
        'Her er det kommunen skal gjøre, etter frist: ta imot pasienter fra sykehuset, og snakke med dem etter 3–4 og 12–18 måneder. Ta imot oppgaven først, så vet sykehuset at pasienten er trygg hos dere.',
    },
    helpGp:
      'Fastlegen får oppgaver bare når noe er spurt om: sykmelding, senskader, smerter, legemidler, eller en time etter endret behandling. Ellers får dere kopier under Meldinger. Fastlegen følger ellers opp sykmelding, resepter, legemiddelgjennomgang, senskader og andre sykdommer som vanlig.',
  },
  nn: {
    title: 'Oppgåver',
    filter: 'Vis',
    views: {
      'to-do': 'Å gjere',
      overdue: 'Over fristen',
      open: 'Nye',
      accepted: 'Mottekne',
      booked: 'Avtalte',
      waiting: 'Ventar på svar',
      completed: 'Utførte',
      missed: 'Ikkje gjort i tide',
    },
    empty: {
      'to-do': 'Ingenting ventar på dykk no. Nye oppgåver blir melde på e-post eller SMS.',
      overdue: 'Ingenting er over fristen.',
      open: 'Ingen nye oppgåver. Alt som er kome, er teke imot.',
      accepted: 'Ingen oppgåver er mottekne og ventar på å bli utførte.',
      booked: 'Ingen samtalar er avtalte.',
      waiting: 'Ingen oppgåver ventar på svar frå andre.',
      completed: 'Ingen oppgåver er utførte enno.',
      missed: 'Ingen oppgåver er gått over tida. Bra!',
    },
    search: 'Namnet til pasienten',
    find: 'Søk',
    clear: 'Tøm søket',
    found: (count) =>
      count === 0
        ? 'Ingen opne oppgåver i eininga gjeld ein pasient med det namnet.'
        : count === 1
          ? '1 oppgåve'
          : `${count} oppgåver`,
    foundSome: 'Eininga har fleire oppgåver enn det vart leita gjennom. Skriv meir av namnet.',
    noName: 'Utan namn',
    whose: 'Eining',
    own: (unit) => `${unit} (di)`,
    belowHelp: (unit) =>
      `Oppgåvene til ${unit}, etter frist. Du ser fristar og kven som er varsla, ikkje kven dei gjeld.`,
    emptyBelow: 'Eininga har ingen oppgåver her.',
    protectedAddress: 'Sperra adresse',
    booked: (date) => `Time ${date}`,
    help: {
      hospital:
        'Her er det eininga di skal gjere, etter frist. Opne ei oppgåve for å sjå kven ho gjeld, ta henne imot, avtale tid og skrive inn det de har snakka om. Det hastar mest øvst.',
      municipality:
        'Her er det kommunen skal gjere, etter frist: ta imot pasientar frå sjukehuset, og snakke med dei etter 3–4 og 12–18 månader. Ta imot oppgåva først, så veit sjukehuset at pasienten er trygg hos dykk.',
    },
    helpGp:
      'Fastlegen får oppgåver berre når noko er spurt om: sjukmelding, seinskadar, smerter, legemiddel, eller ein time etter endra behandling. Elles får de kopiar under Meldingar. Fastlegen følgjer elles opp sjukmelding, reseptar, legemiddelgjennomgang, seinskadar og andre sjukdomar som vanleg.',
  },
  en: {
    title: 'Tasks',
    filter: 'Show',
    views: {
      'to-do': 'To do',
      overdue: 'Overdue',
      open: 'New',
      accepted: 'Accepted',
      booked: 'Booked',
      waiting: 'Waiting for an answer',
      completed: 'Completed',
      missed: 'Missed',
    },
    empty: {
      'to-do': 'Nothing is waiting for you now. New tasks are announced by e-mail or SMS.',
      overdue: 'Nothing is overdue.',
      open: 'No new tasks. All that has come has been accepted.',
      accepted: 'No task has been accepted and waits to be done.',
      booked: 'No conversation is booked.',
      waiting: 'No task waits for an answer from others.',
      completed: 'No task has been completed yet.',
      missed: 'No task has run out of time. Well done!',
    },
    search: 'Name of the patient',
    find: 'Search',
    clear: 'Clear the search',
    found: (count) =>
      count === 0
        ? 'No open task of the unit is about a patient of that name.'
        : count === 1
          ? '1 task'
          : `${count} tasks`,
    foundSome: 'The unit has more tasks than were looked through. Write more of the name.',
    noName: 'No name',
    whose: 'Unit',
    own: (unit) => `${unit} (yours)`,
    belowHelp: (unit) =>
      `Tasks of ${unit}, by deadline. You see deadlines and who has been told, not whom they are about.`,
    emptyBelow: 'The unit has no tasks here.',
    protectedAddress: 'Protected address',
    booked: (date) => `Appointment ${date}`,
    help: {
      hospital:
        'This is what your unit is to do, by deadline. Open a task to see whom it is about, to accept it, to book a time, and to write down what you talked about. The most urgent is at the top.',
      municipality:
        'This is what the municipality is to do, by deadline: receive patients from the hospital, and talk with them at 3–4 and 12–18 months. Accept the task first: then the hospital knows that the patient is in safe hands.',
    },
    helpGp:
      'A GP office gets tasks only where something is asked: sick leave, late effects, pain, medicines, or an appointment after a change in treatment. Otherwise copies are under Notices. Besides, the GP follows up sick leave, prescriptions, medication reviews, late effects and other illness as always.',
  },
};
