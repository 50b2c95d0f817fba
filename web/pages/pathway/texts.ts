import type { InEach } from '../../texts/in-each.ts';
import type { PointState } from './axis.ts';

export interface PathwayWords {
  readonly title: string;
  readonly help: string;
  readonly follows: string;
  readonly gone: string;
  readonly letters: string;
  readonly audit: string;
  readonly startedAt: (date: string) => string;
  readonly endedAt: (date: string) => string;
  readonly precededBy: string;
  readonly followedBy: string;
  readonly anchor: (event: string, date: string) => string;
  readonly anchors: Readonly<Record<'diagnosis' | 'discharge', string>>;
  readonly provisional: string;
  readonly axis: string;
  readonly axisHelp: string;
  readonly today: string;
  readonly states: Readonly<Record<PointState, string>>;
  readonly conversation: string;
  readonly opens: string;
  readonly due: string;
  readonly closes: string;
  readonly state: string;
  readonly unit: string;
  readonly on: (what: string, date: string) => string;
  readonly answers: string;
  readonly answersHelp: string;
  readonly answer: string;
  readonly answeredOn: string;
  readonly recordedBy: string;
  readonly question: string;
  readonly conversations: string;
  readonly noConversations: string;
  readonly questions: string;
  readonly noQuestions: string;
  readonly toAnswer: string;
  readonly followUps: string;
  readonly kind: string;
  readonly asked: string;
  readonly askedWords: Readonly<Record<string, string>>;
  readonly planned: string;
  readonly handOvers: string;
  readonly handedOverAt: (unit: string, date: string) => string;
  readonly contactPerson: string;
  readonly done: string;
  readonly notDone: string;
  readonly offers: string;
  readonly offersHelp: string;
  readonly hospital: string;
  readonly contact: string;
  readonly phone: string;
  readonly gp: string;
  readonly gpAsOf: (date: string) => string;
  readonly noGp: string;
  readonly heldCopies: (count: number, date: string) => string;
  readonly circumstances: string;
  readonly circumstanceNames: Readonly<Record<string, string>>;
  readonly events: string;
  readonly noEvents: string;
  readonly occurredOn: string;
  /** Whom a block is about; null where it is none of the unit's own contacts. */
  readonly concerns: (colleague: string | null) => string;
  readonly takenBack: string;
  readonly timeline: string;
  readonly timelineAll: string;
  readonly by: (who: string) => string;
  readonly executions: string;
  readonly executionsHelp: string;
  readonly execution: string;
  readonly started: string;
  readonly stopped: string;
  readonly machines: Readonly<Record<'pathway' | 'follow-up', string>>;
  readonly executionStatuses: Readonly<Record<string, string>>;
  readonly show: (name: string) => string;
}

const nb: PathwayWords = {
  title: 'Pasientens forløp',
  help: 'Her ser alle som har en del i forløpet, hvor pasienten står: hva som er gjort, hva som kommer, og hvem som har det. Du kan melde fra om det som har skjedd, stille spørsmål til de andre, og åpne neste samtale før tiden. Innholdet i samtalene ser bare de som det er sendt til.',
  follows:
    'Enheten din følger forløpet fordi noe ikke ble gjort i tide. Du ser hvordan det står og hvilke frister som gjelder, men ikke hvem pasienten er eller hva som er sagt. Ring enheten som har pasienten hvis noe må gjøres.',
  gone: 'Forløpet finnes ikke her. Er pasienten flyttet, eller har sagt nei til deling, ser enheten din bare det den selv har skrevet og fått: se under Oppgaver og Meldinger.',
  letters: 'Brev til pasienten',
  audit: 'Hvem har sett',
  startedAt: (date) => `Startet ${date}`,
  endedAt: (date) => `Avsluttet ${date}`,
  precededBy: 'Forløpet før dette',
  followedBy: 'Forløpet etter dette',
  anchor: (event, date) => `Tidene regnes fra ${event}: ${date}`,
  anchors: { diagnosis: 'diagnosen', discharge: 'utskrivelsen' },
  provisional: 'Foreløpig, før utskrivelsen',
  axis: 'Samtalene',
  axisHelp:
    'Mørkt felt: fra samtalen kan holdes, til fristen. Lyst felt: fra fristen til den stenger. Prikk: det som har skjedd.',
  today: 'I dag',
  states: {
    planned: 'Kommer',
    open: 'Kan holdes nå',
    overdue: 'Over fristen',
    held: 'Holdt',
    late: 'Holdt, for sent',
    declined: 'Takket nei',
    missed: 'Ikke holdt i tide',
    cancelled: 'Skal ikke holdes',
  },
  conversation: 'Samtale',
  opens: 'Åpner',
  due: 'Frist',
  closes: 'Stenger',
  state: 'Hvordan det står',
  unit: 'Enhet',
  on: (what, date) => `${what} ${date}`,
  answers: 'Pasientens svar',
  answersHelp: 'Fire ønsker, hvert for seg. Ikke spurt er ikke ja: da sendes ingenting ut av sykehuset.',
  answer: 'Svar',
  answeredOn: 'Svart',
  recordedBy: 'Skrevet inn av',
  question: 'Spørsmål',
  conversations: 'Samtaler som er holdt',
  noConversations: 'Ingen samtale er holdt ennå.',
  questions: 'Spørsmål mellom enhetene',
  noQuestions: 'Ingen har spurt om noe ennå.',
  toAnswer: 'Svar på spørsmålet',
  followUps: 'Oppfølging ved siden av samtalene',
  kind: 'Hva',
  asked: 'Bedt om',
  askedWords: { appointment: 'Time', 'confirm-gp': 'Bekreft fastlege', distress: 'Belastning' },
  planned: 'Kommer',
  handOvers: 'Tatt imot i kommunen',
  handedOverAt: (unit, date) => `${unit}, ${date}`,
  contactPerson: 'Kontaktperson',
  done: 'gjort',
  notDone: 'ikke gjort',
  offers: 'Tiltakspakke',
  offersHelp: 'Det kommunen og sykehuset tilbyr for behovene i den siste samtalen.',
  hospital: 'Sykehuset',
  contact: 'Kontakt',
  phone: 'Telefon',
  gp: 'Fastlege',
  gpAsOf: (date) => `kjent per ${date}`,
  noGp: 'Ikke kjent: meld fra når du vet hvem det er.',
  heldCopies: (count, date) =>
    count === 1
      ? `En kopi til fastlegen venter siden ${date}, til noen bekrefter hvem fastlegen er.`
      : `${count} kopier til fastlegen venter siden ${date}, til noen bekrefter hvem fastlegen er.`,
  circumstances: 'Om pasienten',
  circumstanceNames: {
    minor: 'Under 18 år',
    childrenAsNextOfKin: 'Barn eller søsken under 18 år som pårørende',
    nursingHome: 'Bor på sykehjem',
    municipalServices: 'Har kommunale tjenester',
  },
  events: 'Meldt om pasienten',
  noEvents: 'Ingenting er meldt siden starten.',
  occurredOn: 'Skjedde',
  concerns: (colleague) => `gjelder ${colleague ?? 'en navngitt ansatt'}`,
  takenBack: 'Tatt tilbake',
  timeline: 'Det som har skjedd',
  timelineAll: 'Vis også varsler og det Vel hjem gjør av seg selv',
  by: (who) => `av ${who}`,
  executions: 'Kjøringer',
  executionsHelp: 'For drift og feilsøking: planene som har ventet, påminnet og gått videre for forløpet.',
  execution: 'Kjøring',
  started: 'Startet',
  stopped: 'Stanset',
  machines: { pathway: 'Forløp', 'follow-up': 'Oppfølging' },
  executionStatuses: {
    RUNNING: 'Kjører',
    SUCCEEDED: 'Ferdig',
    FAILED: 'Feilet',
    TIMED_OUT: 'Gikk ut på tid',
    ABORTED: 'Avløst',
  },
  show: (name) => `Vis ${name}`,
};

const nn: PathwayWords = {
  title: 'Forløpet til pasienten',
  help: 'Her ser alle som har ein del i forløpet, kvar pasienten står: kva som er gjort, kva som kjem, og kven som har det. Du kan melde frå om det som har hendt, stille spørsmål til dei andre, og opne neste samtale før tida. Innhaldet i samtalane ser berre dei som det er sendt til.',
  follows:
    'Eininga di følgjer forløpet fordi noko ikkje vart gjort i tide. Du ser korleis det står og kva fristar som gjeld, men ikkje kven pasienten er eller kva som er sagt. Ring eininga som har pasienten om noko må gjerast.',
  gone: 'Forløpet finst ikkje her. Har pasienten flytta, eller sagt nei til deling, ser eininga di berre det ho sjølv har skrive og fått: sjå under Oppgåver og Meldingar.',
  letters: 'Brev til pasienten',
  audit: 'Kven har sett',
  startedAt: (date) => `Starta ${date}`,
  endedAt: (date) => `Avslutta ${date}`,
  precededBy: 'Forløpet før dette',
  followedBy: 'Forløpet etter dette',
  anchor: (event, date) => `Tidene blir rekna frå ${event}: ${date}`,
  anchors: { diagnosis: 'diagnosen', discharge: 'utskrivinga' },
  provisional: 'Førebels, før utskrivinga',
  axis: 'Samtalane',
  axisHelp:
    'Mørkt felt: frå samtalen kan haldast, til fristen. Lyst felt: frå fristen til han stengjer. Prikk: det som har hendt.',
  today: 'I dag',
  states: {
    planned: 'Kjem',
    open: 'Kan haldast no',
    overdue: 'Over fristen',
    held: 'Halden',
    late: 'Halden, for seint',
    declined: 'Takka nei',
    missed: 'Ikkje halden i tide',
    cancelled: 'Skal ikkje haldast',
  },
  conversation: 'Samtale',
  opens: 'Opnar',
  due: 'Frist',
  closes: 'Stengjer',
  state: 'Korleis det står',
  unit: 'Eining',
  on: (what, date) => `${what} ${date}`,
  answers: 'Svara til pasienten',
  answersHelp:
    'Fire ønske, kvart for seg. Ikkje spurt er ikkje ja: då blir ingenting sendt ut av sjukehuset.',
  answer: 'Svar',
  answeredOn: 'Svart',
  recordedBy: 'Skrive inn av',
  question: 'Spørsmål',
  conversations: 'Samtalar som er haldne',
  noConversations: 'Ingen samtale er halden enno.',
  questions: 'Spørsmål mellom einingane',
  noQuestions: 'Ingen har spurt om noko enno.',
  toAnswer: 'Svar på spørsmålet',
  followUps: 'Oppfølging ved sida av samtalane',
  kind: 'Kva',
  asked: 'Bede om',
  askedWords: { appointment: 'Time', 'confirm-gp': 'Stadfest fastlege', distress: 'Belastning' },
  planned: 'Kjem',
  handOvers: 'Motteken i kommunen',
  handedOverAt: (unit, date) => `${unit}, ${date}`,
  contactPerson: 'Kontaktperson',
  done: 'gjort',
  notDone: 'ikkje gjort',
  offers: 'Tiltakspakke',
  offersHelp: 'Det kommunen og sjukehuset tilbyr for behova i den siste samtalen.',
  hospital: 'Sjukehuset',
  contact: 'Kontakt',
  phone: 'Telefon',
  gp: 'Fastlege',
  gpAsOf: (date) => `kjend per ${date}`,
  noGp: 'Ikkje kjend: meld frå når du veit kven det er.',
  heldCopies: (count, date) =>
    count === 1
      ? `Ein kopi til fastlegen ventar sidan ${date}, til nokon stadfester kven fastlegen er.`
      : `${count} kopiar til fastlegen ventar sidan ${date}, til nokon stadfester kven fastlegen er.`,
  circumstances: 'Om pasienten',
  circumstanceNames: {
    minor: 'Under 18 år',
    childrenAsNextOfKin: 'Barn eller sysken under 18 år som pårørande',
    nursingHome: 'Bur på sjukeheim',
    municipalServices: 'Har kommunale tenester',
  },
  events: 'Meldt om pasienten',
  noEvents: 'Ingenting er meldt sidan starten.',
  occurredOn: 'Hende',
  concerns: (colleague) => `gjeld ${colleague ?? 'ein namngitt tilsett'}`,
  takenBack: 'Teke tilbake',
  timeline: 'Det som har hendt',
  timelineAll: 'Vis òg varsel og det Vel hjem gjer av seg sjølv',
  by: (who) => `av ${who}`,
  executions: 'Køyringar',
  executionsHelp: 'For drift og feilsøking: planane som har venta, minna om og gått vidare for forløpet.',
  execution: 'Køyring',
  started: 'Starta',
  stopped: 'Stansa',
  machines: { pathway: 'Forløp', 'follow-up': 'Oppfølging' },
  executionStatuses: {
    RUNNING: 'Køyrer',
    SUCCEEDED: 'Ferdig',
    FAILED: 'Feila',
    TIMED_OUT: 'Gjekk ut på tid',
    ABORTED: 'Avløyst',
  },
  show: (name) => `Vis ${name}`,
};

const en: PathwayWords = {
  title: 'The patient’s pathway',
  help: 'Here all who have a part in the pathway see where the patient stands: what is done, what comes, and who has it. You can report what has happened, ask the others, and open the next conversation early. What was said in conversations is seen only by those it was sent to.',
  follows:
    'Your unit follows this pathway because something was not done in time. You see how it stands and which deadlines there are, but not who the patient is or what was said. Call the unit that has the patient if something must be done.',
  gone: 'The pathway is not here. If the patient has moved, or has said no to sharing, your unit sees only what it has written and received itself: look under Tasks and Notices.',
  letters: 'Letters to the patient',
  audit: 'Who has looked',
  startedAt: (date) => `Started ${date}`,
  endedAt: (date) => `Ended ${date}`,
  precededBy: 'The pathway before this one',
  followedBy: 'The pathway after this one',
  anchor: (event, date) => `Times are counted from ${event}: ${date}`,
  anchors: { diagnosis: 'the diagnosis', discharge: 'the discharge' },
  provisional: 'Provisional, before discharge',
  axis: 'The conversations',
  axisHelp:
    'Dark: from when the conversation can be held to its deadline. Light: from the deadline to its close. Dot: what has happened.',
  today: 'Today',
  states: {
    planned: 'To come',
    open: 'Can be held now',
    overdue: 'Overdue',
    held: 'Held',
    late: 'Held, too late',
    declined: 'Declined',
    missed: 'Not held in time',
    cancelled: 'Will not be held',
  },
  conversation: 'Conversation',
  opens: 'Opens',
  due: 'Due',
  closes: 'Closes',
  state: 'How it stands',
  unit: 'Unit',
  on: (what, date) => `${what} ${date}`,
  answers: 'The patient’s answers',
  answersHelp: 'Four wishes, each by itself. Not asked is not a yes: then nothing leaves the hospital.',
  answer: 'Answer',
  answeredOn: 'Answered',
  recordedBy: 'Written down by',
  question: 'Question',
  conversations: 'Conversations that were held',
  noConversations: 'No conversation has been held yet.',
  questions: 'Questions between units',
  noQuestions: 'Nobody has asked anything yet.',
  toAnswer: 'Answer the question',
  followUps: 'Follow-up beside the conversations',
  kind: 'What',
  asked: 'Asked for',
  askedWords: { appointment: 'Appointment', 'confirm-gp': 'Confirm the GP', distress: 'Distress' },
  planned: 'To come',
  handOvers: 'Received in the municipality',
  handedOverAt: (unit, date) => `${unit}, ${date}`,
  contactPerson: 'Contact person',
  done: 'done',
  notDone: 'not done',
  offers: 'Action package',
  offersHelp: 'What municipality and hospital offer for the needs of the latest conversation.',
  hospital: 'The hospital',
  contact: 'Contact',
  phone: 'Phone',
  gp: 'GP',
  gpAsOf: (date) => `known as of ${date}`,
  noGp: 'Not known: report it when you know who it is.',
  heldCopies: (count, date) =>
    count === 1
      ? `A copy to the GP has been waiting since ${date} for somebody to confirm who the GP is.`
      : `${count} copies to the GP have been waiting since ${date} for somebody to confirm who the GP is.`,
  circumstances: 'About the patient',
  circumstanceNames: {
    minor: 'Under 18',
    childrenAsNextOfKin: 'Children or siblings under 18 as next of kin',
    nursingHome: 'Lives in a nursing home',
    municipalServices: 'Has municipal services',
  },
  events: 'Reported about the patient',
  noEvents: 'Nothing has been reported since the start.',
  occurredOn: 'Happened',
  concerns: (colleague) => `about ${colleague ?? 'a named employee'}`,
  takenBack: 'Taken back',
  timeline: 'What has happened',
  timelineAll: 'Show also alerts and what Vel hjem does by itself',
  by: (who) => `by ${who}`,
  executions: 'Executions',
  executionsHelp: 'For operation: the plans that have waited, reminded and gone on for the pathway.',
  execution: 'Execution',
  started: 'Started',
  stopped: 'Stopped',
  machines: { pathway: 'Pathway', 'follow-up': 'Follow-up' },
  executionStatuses: {
    RUNNING: 'Running',
    SUCCEEDED: 'Done',
    FAILED: 'Failed',
    TIMED_OUT: 'Timed out',
    ABORTED: 'Replaced',
  },
  show: (name) => `Show ${name}`,
};

export const texts: InEach<PathwayWords> = { nb, nn, en };
