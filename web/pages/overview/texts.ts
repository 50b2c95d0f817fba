import type { InEach } from '../../texts/words.ts';
import type { Column, Outcome, Step } from './figures.ts';

interface Words {
  title: string;
  help: string;
  helpCounts: string;
  filters: string;
  whose: string;
  everyone: string;
  group: string;
  everyGroup: string;
  cohort: string;
  noCohort: string;
  from: string;
  until: string;
  noFrom: string;
  noUntil: string;
  quarter: (number: number, year: number) => string;
  show: string;
  reset: string;
  csv: string;
  print: string;
  asOf: (at: string) => string;
  withheld: string;
  withheldWhy: string;
  none: string;
  empty: string;
  emptyPart: string;
  numbers: string;
  count: string;
  ofStarted: string;
  means: string;
  funnel: string;
  funnelHelp: string;
  steps: Readonly<Record<Step, string>>;
  stepMeans: Readonly<Record<Step, string>>;
  tasks: string;
  due: string;
  dueMeans: string;
  overdue: string;
  overdueMeans: string;
  showOverdue: string;
  overdueOf: (count: string, unit: string) => string;
  points: string;
  pointsHelp: string;
  point: string;
  outcomes: Readonly<Record<Outcome, string>>;
  waiting: string;
  otherwise: string;
  median: string;
  half: string;
  days: (days: string) => string;
  span: (from: string, to: string) => string;
  completed: (count: string) => string;
  load: string;
  loadHelp: string;
  loadLeast: string;
  atLeast: (count: string) => string;
  month: string;
  units: string;
  trusts: string;
  municipalUnits: string;
  unit: string;
  trust: string;
  columns: Readonly<Record<Column, string>>;
  idle: (count: number) => string;
  sortHint: string;
  cohorts: string;
  cohortsHelp: string;
  noCohorts: string;
  progress: (started: string, target: number) => string;
  period: (from: string, until: string) => string;
  target: string;
  diagnosed: string;
  diagnosedHelp: string;
  noDiagnosed: string;
  diagnosedCount: string;
  started: string;
  share: string;
  periodHead: string;
  manageCohorts: string;
  countDiagnosed: string;
}

export const texts: InEach<Words> = {
  nb: {
    title: 'Oversikt',
    help: 'Her ser du hvor langt pasientene er kommet, hva som haster, og hva som kommer de neste månedene. Ingen navn, bare tall. Velg enhet, kreftform, kohort eller tid for å se en del av tallene.',
    helpCounts:
      'Gjennomførte samtaler teller samtaler som er holdt, ikke forløp som er avsluttet. En pasient telles hos sykehusenheten som kartlegger, og hos den enheten i kommunen som har pasienten nå.',
    filters: 'Velg hva som telles',
    whose: 'Enhet eller helseforetak',
    everyone: 'Alle du kan telle',
    group: 'Kreftform',
    everyGroup: 'Alle kreftformer',
    cohort: 'Kohort',
    noCohort: 'Ingen bestemt kohort',
    from: 'Startet fra og med',
    until: 'Startet til og med',
    noFrom: 'Begynnelsen',
    noUntil: 'I dag',
    quarter: (number, year) => `${number}. kvartal ${year}`,
    show: 'Vis',
    reset: 'Vis alt',
    csv: 'Last ned som regneark (CSV)',
    print: 'Skriv ut',
    asOf: (at) => `Slik det står ${at}.`,
    withheld: 'skjult',
    withheldWhy:
      'Skjult betyr at tallet er 1 eller 2, eller at det kunne røpe et slikt tall. Slik kan ingen kjennes igjen. Din egen enhets tall er aldri skjult.',
    none: '–',
    empty: 'Ingen forløp er startet ennå. Tallene kommer når det første er i gang.',
    emptyPart: 'Ingen forløp passer med det du har valgt. Prøv en lengre tid, eller vis alt.',
    numbers: 'Vis tallene',
    count: 'Antall',
    ofStarted: 'Av startede',
    means: 'Hva tallet er',
    funnel: 'Fra start til siste samtale',
    funnelHelp: 'Hvor mange som er kommet så langt, av forløpene som er startet.',
    steps: {
      started: 'Startet',
      offered: 'Spurt',
      yes: 'Sa ja',
      no: 'Sa nei',
      sent: 'Sendt kommunen',
      accepted: 'Mottatt i kommunen',
      point2: 'Samtale 3–4 md.',
      point3: 'Samtale 12–18 md.',
    },
    stepMeans: {
      started: 'Forløp som er startet.',
      offered: 'Pasienten er spurt om pakkeforløp hjem.',
      yes: 'Pasienten har sagt ja, og det står ved lag.',
      no: 'Pasienten har sagt nei, og det står ved lag.',
      sent: 'En enhet i kommunen har fått pasienten.',
      accepted: 'Enheten i kommunen har tatt imot eller utført en oppgave.',
      point2: 'Samtalen etter 3–4 måneder er holdt.',
      point3: 'Samtalen etter 12–18 måneder er holdt.',
    },
    tasks: 'Oppgaver som venter',
    due: 'Innenfor fristen',
    dueMeans: 'Åpne eller mottatte oppgaver som ennå har tid.',
    overdue: 'Over fristen',
    overdueMeans:
      'Åpne eller mottatte oppgaver der fristen er gått ut. Se hvilke enheter det gjelder i tabellen nederst.',
    showOverdue: 'Vis oppgavene over fristen',
    overdueOf: (count, unit) => `${count} over fristen: vis oppgavene til ${unit}`,
    points: 'Samtalene: i tide eller ikke',
    pointsHelp:
      'I tide: holdt før vinduet lukket. For sent: holdt etterpå. Ikke gjort: vinduet lukket uten samtale. Dagene er fra vinduet åpnet til samtalen ble holdt.',
    point: 'Samtale',
    outcomes: { inTime: 'I tide', late: 'For sent', missed: 'Ikke gjort' },
    waiting: 'Planlagt eller åpen',
    otherwise: 'Takket nei eller avsluttet',
    median: 'Median, åpnet til holdt',
    half: 'Halvparten mellom',
    days: (days) => `${days} dager`,
    span: (from, to) => `${from} og ${to} dager`,
    completed: (count) => `Gjennomførte samtaler i alt: ${count}`,
    load: 'Samtaler som åpner de neste månedene',
    loadHelp:
      'Hvor mange samtaler som kan begynne hver måned, etter det som er planlagt nå: den første på sykehuset, de to neste i kommunene.',
    loadLeast: 'Noen enheters tall er skjult: minst så mange åpner.',
    atLeast: (count) => `minst ${count}`,
    month: 'Måned',
    units: 'Enhetene',
    trusts: 'Helseforetakene',
    municipalUnits: 'Enhetene i kommunene som pasientene er sendt til',
    unit: 'Enhet',
    trust: 'Helseforetak',
    columns: {
      started: 'Startet',
      yes: 'Ja',
      sent: 'Sendt',
      accepted: 'Mottatt',
      completed: 'Samtaler holdt',
      missed: 'Ikke gjort',
      due: 'Innen frist',
      overdue: 'Over frist',
      medianDays: 'Dager (median)',
    },
    idle: (count) =>
      count === 1 ? '1 enhet uten pasienter vises ikke.' : `${count} enheter uten pasienter vises ikke.`,
    sortHint: 'Velg en overskrift for å sortere.',
    cohorts: 'Kohorter',
    cohortsHelp:
      'En kohort er pasienter med bestemte kreftformer fra bestemte kommuner, startet i en bestemt tid: en pilot, for eksempel.',
    noCohorts: 'Ingen kohorter er laget ennå.',
    progress: (started, target) => `${started} startet av ${target} som er målet`,
    period: (from, until) => `${from} – ${until}`,
    target: 'Mål',
    diagnosed: 'Av alle som fikk diagnosen',
    diagnosedHelp:
      'Hvor mange av dem som fikk en kreftdiagnose, som fikk et pakkeforløp hjem. Helseforetaket teller selv hvor mange som fikk diagnosen.',
    noDiagnosed: 'Ingen har skrevet inn hvor mange som fikk en diagnose i denne tiden.',
    diagnosedCount: 'Fikk diagnosen',
    started: 'Startet',
    share: 'Andel',
    periodHead: 'Tid',
    manageCohorts: 'Lag og endre kohorter',
    countDiagnosed: 'Skriv inn antall diagnoser',
  },
  nn: {
    title: 'Oversikt',
    help: 'Her ser du kor langt pasientane er komne, kva som hastar, og kva som kjem dei neste månadene. Ingen namn, berre tal. Vel eining, kreftform, kohort eller tid for å sjå ein del av tala.',
    helpCounts:
      'Gjennomførte samtalar tel samtalar som er haldne, ikkje forløp som er avslutta. Ein pasient blir talt hos sjukehuseininga som kartlegg, og hos den eininga i kommunen som har pasienten no.',
    filters: 'Vel kva som blir talt',
    whose: 'Eining eller helseføretak',
    everyone: 'Alle du kan telje',
    group: 'Kreftform',
    everyGroup: 'Alle kreftformer',
    cohort: 'Kohort',
    noCohort: 'Ingen bestemt kohort',
    from: 'Starta frå og med',
    until: 'Starta til og med',
    noFrom: 'Byrjinga',
    noUntil: 'I dag',
    quarter: (number, year) => `${number}. kvartal ${year}`,
    show: 'Vis',
    reset: 'Vis alt',
    csv: 'Last ned som rekneark (CSV)',
    print: 'Skriv ut',
    asOf: (at) => `Slik det står ${at}.`,
    withheld: 'skjult',
    withheldWhy:
      'Skjult tyder at talet er 1 eller 2, eller at det kunne røpe eit slikt tal. Slik kan ingen kjennast att. Tala til di eiga eining er aldri skjulte.',
    none: '–',
    empty: 'Ingen forløp er starta enno. Tala kjem når det første er i gang.',
    emptyPart: 'Ingen forløp passar med det du har valt. Prøv ei lengre tid, eller vis alt.',
    numbers: 'Vis tala',
    count: 'Tal',
    ofStarted: 'Av dei som er starta',
    means: 'Kva talet er',
    funnel: 'Frå start til siste samtale',
    funnelHelp: 'Kor mange som er komne så langt, av forløpa som er starta.',
    steps: {
      started: 'Starta',
      offered: 'Spurde',
      yes: 'Sa ja',
      no: 'Sa nei',
      sent: 'Sende kommunen',
      accepted: 'Tekne imot i kommunen',
      point2: 'Samtale 3–4 md.',
      point3: 'Samtale 12–18 md.',
    },
    stepMeans: {
      started: 'Forløp som er starta.',
      offered: 'Pasienten er spurd om pakkeforløp heim.',
      yes: 'Pasienten har sagt ja, og det står ved lag.',
      no: 'Pasienten har sagt nei, og det står ved lag.',
      sent: 'Ei eining i kommunen har fått pasienten.',
      accepted: 'Eininga i kommunen har teke imot eller utført ei oppgåve.',
      point2: 'Samtalen etter 3–4 månader er halden.',
      point3: 'Samtalen etter 12–18 månader er halden.',
    },
    tasks: 'Oppgåver som ventar',
    due: 'Innanfor fristen',
    dueMeans: 'Opne eller mottekne oppgåver som enno har tid.',
    overdue: 'Over fristen',
    overdueMeans:
      'Opne eller mottekne oppgåver der fristen er gått ut. Sjå kva einingar det gjeld i tabellen nedst.',
    showOverdue: 'Vis oppgåvene over fristen',
    overdueOf: (count, unit) => `${count} over fristen: vis oppgåvene til ${unit}`,
    points: 'Samtalane: i tide eller ikkje',
    pointsHelp:
      'I tide: halden før vindauget lukka. For seint: halden etterpå. Ikkje gjort: vindauget lukka utan samtale. Dagane er frå vindauget opna til samtalen vart halden.',
    point: 'Samtale',
    outcomes: { inTime: 'I tide', late: 'For seint', missed: 'Ikkje gjort' },
    waiting: 'Planlagd eller open',
    otherwise: 'Takka nei eller avslutta',
    median: 'Median, opna til halden',
    half: 'Halvparten mellom',
    days: (days) => `${days} dagar`,
    span: (from, to) => `${from} og ${to} dagar`,
    completed: (count) => `Gjennomførte samtalar i alt: ${count}`,
    load: 'Samtalar som opnar dei neste månadene',
    loadHelp:
      'Kor mange samtalar som kan byrje kvar månad, etter det som er planlagt no: den første på sjukehuset, dei to neste i kommunane.',
    loadLeast: 'Tala til nokre einingar er skjulte: minst så mange opnar.',
    atLeast: (count) => `minst ${count}`,
    month: 'Månad',
    units: 'Einingane',
    trusts: 'Helseføretaka',
    municipalUnits: 'Einingane i kommunane som pasientane er sende til',
    unit: 'Eining',
    trust: 'Helseføretak',
    columns: {
      started: 'Starta',
      yes: 'Ja',
      sent: 'Sende',
      accepted: 'Mottekne',
      completed: 'Samtalar haldne',
      missed: 'Ikkje gjort',
      due: 'Innan frist',
      overdue: 'Over frist',
      medianDays: 'Dagar (median)',
    },
    idle: (count) =>
      count === 1
        ? '1 eining utan pasientar blir ikkje vist.'
        : `${count} einingar utan pasientar blir ikkje viste.`,
    sortHint: 'Vel ei overskrift for å sortere.',
    cohorts: 'Kohortar',
    cohortsHelp:
      'Ein kohort er pasientar med bestemte kreftformer frå bestemte kommunar, starta i ei bestemt tid: ein pilot, til dømes.',
    noCohorts: 'Ingen kohortar er laga enno.',
    progress: (started, target) => `${started} starta av ${target} som er målet`,
    period: (from, until) => `${from} – ${until}`,
    target: 'Mål',
    diagnosed: 'Av alle som fekk diagnosen',
    diagnosedHelp:
      'Kor mange av dei som fekk ein kreftdiagnose, som fekk eit pakkeforløp heim. Helseføretaket tel sjølv kor mange som fekk diagnosen.',
    noDiagnosed: 'Ingen har skrive inn kor mange som fekk ein diagnose i denne tida.',
    diagnosedCount: 'Fekk diagnosen',
    started: 'Starta',
    share: 'Del',
    periodHead: 'Tid',
    manageCohorts: 'Lag og endre kohortar',
    countDiagnosed: 'Skriv inn talet på diagnosar',
  },
  en: {
    title: 'Overview',
    help: 'Here you see how far patients have come, what is urgent, and what comes in the next months. No names, only numbers. Choose a unit, a cancer group, a cohort or a time to see a part of them.',
    helpCounts:
      'Conversations held counts points held, not pathways ended. A patient is counted with the hospital unit that assesses, and with the municipal unit that has the patient now.',
    filters: 'Choose what is counted',
    whose: 'Unit or trust',
    everyone: 'All that you may count',
    group: 'Cancer group',
    everyGroup: 'All cancer groups',
    cohort: 'Cohort',
    noCohort: 'No particular cohort',
    from: 'Started from',
    until: 'Started until',
    noFrom: 'The beginning',
    noUntil: 'Today',
    quarter: (number, year) => `Quarter ${number} of ${year}`,
    show: 'Show',
    reset: 'Show all',
    csv: 'Download as a spreadsheet (CSV)',
    print: 'Print',
    asOf: (at) => `As it stands on ${at}.`,
    withheld: 'withheld',
    withheldWhy:
      'Withheld means that the number is 1 or 2, or that it would tell such a number. So nobody can be recognised. Your own unit’s numbers are never withheld.',
    none: '–',
    empty: 'No pathway has been started yet. The numbers come with the first one.',
    emptyPart: 'No pathway fits what you have chosen. Try a longer time, or show all.',
    numbers: 'Show the numbers',
    count: 'Number',
    ofStarted: 'Of those started',
    means: 'What it counts',
    funnel: 'From the start to the last conversation',
    funnelHelp: 'How many have come so far, of the pathways that were started.',
    steps: {
      started: 'Started',
      offered: 'Asked',
      yes: 'Said yes',
      no: 'Said no',
      sent: 'Sent home',
      accepted: 'Accepted there',
      point2: 'Held at 3–4 mo.',
      point3: 'Held at 12–18 mo.',
    },
    stepMeans: {
      started: 'Pathways that were started.',
      offered: 'The patient was asked about the home pathway.',
      yes: 'The patient has said yes, and it stands.',
      no: 'The patient has said no, and it stands.',
      sent: 'A unit of the municipality has been given the patient.',
      accepted: 'The municipal unit has accepted or done a task.',
      point2: 'The conversation at 3–4 months was held.',
      point3: 'The conversation at 12–18 months was held.',
    },
    tasks: 'Tasks that wait',
    due: 'Within the deadline',
    dueMeans: 'Open or accepted tasks that still have time.',
    overdue: 'Overdue',
    overdueMeans:
      'Open or accepted tasks whose deadline has passed. The table at the bottom says in which units.',
    showOverdue: 'Show the overdue tasks',
    overdueOf: (count, unit) => `${count} overdue: show the tasks of ${unit}`,
    points: 'The conversations: in time or not',
    pointsHelp:
      'In time: held before the window closed. Late: held afterwards. Missed: the window closed without a conversation. Days are from the opening of the window to the conversation.',
    point: 'Conversation',
    outcomes: { inTime: 'In time', late: 'Late', missed: 'Missed' },
    waiting: 'Planned or open',
    otherwise: 'Declined or ended',
    median: 'Median, opened to held',
    half: 'Half of them between',
    days: (days) => `${days} days`,
    span: (from, to) => `${from} and ${to} days`,
    completed: (count) => `Conversations held in all: ${count}`,
    load: 'Conversations that open in the coming months',
    loadHelp:
      'How many conversations can begin in each month, as planned now: the first in hospital, the next two in the municipalities.',
    loadLeast: 'Some units’ numbers are withheld: at least so many open.',
    atLeast: (count) => `at least ${count}`,
    month: 'Month',
    units: 'The units',
    trusts: 'The trusts',
    municipalUnits: 'The municipal units that patients were sent to',
    unit: 'Unit',
    trust: 'Trust',
    columns: {
      started: 'Started',
      yes: 'Yes',
      sent: 'Sent',
      accepted: 'Accepted',
      completed: 'Held',
      missed: 'Missed',
      due: 'Due',
      overdue: 'Overdue',
      medianDays: 'Days (median)',
    },
    idle: (count) =>
      count === 1
        ? '1 unit without patients is not shown.'
        : `${count} units without patients are not shown.`,
    sortHint: 'Choose a heading to sort.',
    cohorts: 'Cohorts',
    cohortsHelp:
      'A cohort is patients of certain cancer groups from certain municipalities, started in a certain time: a pilot, for example.',
    noCohorts: 'No cohort has been made yet.',
    progress: (started, target) => `${started} started of a target of ${target}`,
    period: (from, until) => `${from} – ${until}`,
    target: 'Target',
    diagnosed: 'Of all who were diagnosed',
    diagnosedHelp:
      'How many of those who were diagnosed with cancer were given a home pathway. The trust itself counts how many were diagnosed.',
    noDiagnosed: 'Nobody has written down how many were diagnosed in this time.',
    diagnosedCount: 'Diagnosed',
    started: 'Started',
    share: 'Share',
    periodHead: 'Time',
    manageCohorts: 'Make and change cohorts',
    countDiagnosed: 'Write the number of diagnosed',
  },
};
