import type { InEach } from '../../texts/words.ts';

interface Words {
  title: string;
  help: string;
  empty: string;
  summary: (from: string, until: string, target: number) => string;
  make: string;
  change: string;
  changeOf: (name: string) => string;
  saved: (name: string) => string;
  name: string;
  groups: string;
  noGroups: string;
  places: string;
  placesHelp: string;
  noPlaces: string;
  wrongPlaces: (wrong: string) => string;
  from: string;
  until: string;
  target: string;
  diagnosedTitle: string;
  diagnosedHelp: string;
  diagnosedLead: string;
  diagnosedSaved: string;
  trust: string;
  choose: string;
  diagnosedFrom: string;
  diagnosedUntil: string;
  line: (number: number) => string;
  group: string;
  place: string;
  count: string;
  addLine: string;
  remove: string;
  removeLine: (number: number) => string;
}

export const texts: InEach<Words> = {
  nb: {
    title: 'Kohorter',
    help: 'En kohort er pasienter med bestemte kreftformer fra bestemte kommuner, startet i en bestemt tid. Den brukes til å følge en pilot: hvor mange er startet av målet, og hvordan det går med dem. De som er startet før kohorten ble laget, telles også.',
    empty: 'Ingen kohorter er laget ennå.',
    summary: (from, until, target) => `${from} – ${until}, mål ${target}`,
    make: 'Ny kohort',
    change: 'Endre',
    changeOf: (name) => `Endre ${name}`,
    saved: (name) => `${name} er lagret.`,
    name: 'Navn',
    groups: 'Kreftformer',
    noGroups: 'Velg minst én kreftform.',
    places: 'Kommuner',
    placesHelp: 'Kommunenummer med komma mellom. Bydel i Oslo skrives 0301-05.',
    noPlaces: 'Skriv minst ett kommunenummer.',
    wrongPlaces: (wrong) => `Dette er ikke kommunenummer: ${wrong}. Skriv fire sifre, som 3105.`,
    from: 'Startet fra og med',
    until: 'Startet til og med',
    target: 'Mål: antall startede',
    diagnosedTitle: 'Antall diagnoser',
    diagnosedHelp:
      'Tallene brukes bare til å vise hvor stor andel av dem som fikk en kreftdiagnose, som fikk et pakkeforløp hjem. Skriv bare antall, ikke noe om enkelte pasienter.',
    diagnosedLead:
      'Skriv hvor mange helseforetaket ga en kreftdiagnose i tiden. Lagrer du samme tid en gang til, erstattes det som var der.',
    diagnosedSaved: 'Tallene er lagret.',
    trust: 'Helseforetak',
    choose: 'Velg',
    diagnosedFrom: 'Fra og med',
    diagnosedUntil: 'Til og med',
    line: (number) => `Linje ${number}`,
    group: 'Kreftform',
    place: 'Kommunenummer (tomt: hele helseforetaket)',
    count: 'Antall diagnoser',
    addLine: 'Legg til linje',
    remove: 'Fjern linjen',
    removeLine: (number) => `Fjern linje ${number}`,
  },
  nn: {
    title: 'Kohortar',
    help: 'Ein kohort er pasientar med bestemte kreftformer frå bestemte kommunar, starta i ei bestemt tid. Han blir brukt til å følgje ein pilot: kor mange er starta av målet, og korleis det går med dei. Dei som er starta før kohorten vart laga, blir òg talde.',
    empty: 'Ingen kohortar er laga enno.',
    summary: (from, until, target) => `${from} – ${until}, mål ${target}`,
    make: 'Ny kohort',
    change: 'Endre',
    changeOf: (name) => `Endre ${name}`,
    saved: (name) => `${name} er lagra.`,
    name: 'Namn',
    groups: 'Kreftformer',
    noGroups: 'Vel minst éi kreftform.',
    places: 'Kommunar',
    placesHelp: 'Kommunenummer med komma mellom. Bydel i Oslo skriv ein 0301-05.',
    noPlaces: 'Skriv minst eitt kommunenummer.',
    wrongPlaces: (wrong) => `Dette er ikkje kommunenummer: ${wrong}. Skriv fire siffer, som 3105.`,
    from: 'Starta frå og med',
    until: 'Starta til og med',
    target: 'Mål: talet på starta',
    diagnosedTitle: 'Talet på diagnosar',
    diagnosedHelp:
      'Tala blir berre brukte til å vise kor stor del av dei som fekk ein kreftdiagnose, som fekk eit pakkeforløp heim. Skriv berre tal, ikkje noko om einskilde pasientar.',
    diagnosedLead:
      'Skriv kor mange helseføretaket gav ein kreftdiagnose i tida. Lagrar du same tid ein gong til, blir det som var der, erstatta.',
    diagnosedSaved: 'Tala er lagra.',
    trust: 'Helseføretak',
    choose: 'Vel',
    diagnosedFrom: 'Frå og med',
    diagnosedUntil: 'Til og med',
    line: (number) => `Linje ${number}`,
    group: 'Kreftform',
    place: 'Kommunenummer (tomt: heile helseføretaket)',
    count: 'Talet på diagnosar',
    addLine: 'Legg til linje',
    remove: 'Fjern linja',
    removeLine: (number) => `Fjern linje ${number}`,
  },
  en: {
    title: 'Cohorts',
    help: 'A cohort is patients of certain cancer groups from certain municipalities, started in a certain time. It is used to follow a pilot: how many of its target have been started, and how they fare. Those who were started before the cohort was made count too.',
    empty: 'No cohort has been made yet.',
    summary: (from, until, target) => `${from} – ${until}, target ${target}`,
    make: 'New cohort',
    change: 'Change',
    changeOf: (name) => `Change ${name}`,
    saved: (name) => `${name} is saved.`,
    name: 'Name',
    groups: 'Cancer groups',
    noGroups: 'Choose at least one cancer group.',
    places: 'Municipalities',
    placesHelp: 'Municipality numbers with commas between them. A district of Oslo is written 0301-05.',
    noPlaces: 'Write at least one municipality number.',
    wrongPlaces: (wrong) => `These are no municipality numbers: ${wrong}. Write four digits, as 3105.`,
    from: 'Started from',
    until: 'Started until',
    target: 'Target: number started',
    diagnosedTitle: 'Number of diagnosed',
    diagnosedHelp:
      'The numbers are only used to show what share of those diagnosed with cancer were given a home pathway. Write numbers only, nothing about a patient.',
    diagnosedLead:
      'Write how many the trust diagnosed with cancer in the time. Saving the same time again replaces what was there.',
    diagnosedSaved: 'The numbers are saved.',
    trust: 'Trust',
    choose: 'Choose',
    diagnosedFrom: 'From',
    diagnosedUntil: 'Until',
    line: (number) => `Line ${number}`,
    group: 'Cancer group',
    place: 'Municipality number (empty: the whole trust)',
    count: 'Number of diagnosed',
    addLine: 'Add a line',
    remove: 'Remove the line',
    removeLine: (number) => `Remove line ${number}`,
  },
};
