import type { AnswerName, NotHeldReason } from '../../../../domain/model.ts';
import type { ForeseenAnswer } from '../../../../functions/describe-api/document.ts';
import type { InEach } from '../../../texts/in-each.ts';
import type { Problem, Way } from './form.ts';

export type WithheldReason = ForeseenAnswer['withheld'][number]['reason'];

export interface OutcomeWords {
  readonly title: string;
  readonly way: string;
  readonly ways: Readonly<Record<Way, string>>;
  readonly heldOn: string;
  readonly mode: string;
  readonly themes: string;
  readonly themesHelp: string;
  readonly notDiscussed: string;
  readonly noNeed: string;
  readonly need: string;
  readonly followUp: string;
  readonly responsible: string;
  readonly nobodyYet: string;
  readonly offers: string;
  readonly whatMatters: string;
  readonly lastTime: string;
  readonly takeOver: string;
  readonly scores: string;
  readonly scoresHelp: string;
  readonly distress: string;
  readonly notScored: string;
  readonly callsFrom: (limit: number) => string;
  readonly overLimit: string;
  readonly askGp: string;
  readonly askGpHelp: string;
  readonly answers: string;
  readonly answersHelp: string;
  readonly answersFirst: string;
  readonly answerHelp: Readonly<Record<AnswerName, string>>;
  readonly now: (value: string, date: string | null) => string;
  readonly yesByHeld: string;
  readonly noByDeclined: string;
  readonly gp: string;
  readonly gpHelp: (date: string) => string;
  readonly gpSame: (name: string) => string;
  readonly gpOther: string;
  readonly gpUnsure: string;
  readonly gpOffice: string;
  readonly chooseGp: string;
  readonly summary: string;
  readonly summaryHelp: string;
  readonly askAgain: string;
  readonly askAgainYes: string;
  readonly askAgainNo: string;
  readonly askAgainOn: string;
  readonly askAgainOnHelp: string;
  readonly declinedLater: string;
  readonly reason: string;
  readonly reasons: Readonly<Record<NotHeldReason, string>>;
  readonly tryAgainOn: string;
  readonly tryAgainHelp: (closes: string) => string;
  readonly review: string;
  readonly reviewing: string;
  readonly reviewTitle: string;
  readonly recorded: string;
  readonly whoGets: string;
  readonly whoGetsNothing: string;
  readonly nobody: string;
  readonly you: string;
  readonly getsTask: (task: string, asked: string, due: string) => string;
  readonly getsQuestion: (asked: string) => string;
  readonly getsCopy: string;
  readonly getsNotice: (kind: string) => string;
  readonly getsStatus: string;
  readonly canRead: string;
  readonly cannotRead: string;
  readonly withheldFrom: Readonly<Record<'municipality' | 'gp', string>>;
  readonly withheld: Readonly<Record<WithheldReason, string>>;
  readonly calls: string;
  readonly call: (task: string, asked: string, due: string) => string;
  readonly next: string;
  readonly nextTask: (task: string, unit: string, from: string, due: string) => string;
  readonly ended: (status: string) => string;
  readonly nothingNext: string;
  readonly change: string;
  readonly send: string;
  readonly sending: string;
  readonly problems: string;
  readonly problem: Readonly<Record<Problem['why'], string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly saving: string;
  readonly savedAt: (time: string) => string;
  readonly notSavedYet: string;
  readonly notSaved: string;
  readonly saveNow: string;
  readonly restored: (when: string) => string;
  readonly restoredOfOther: (when: string) => string;
  readonly startAnew: string;
  readonly conflict: string;
  readonly conflictMine: string;
  readonly conflictHelp: (when: string) => string;
  readonly takeTheirs: string;
  readonly keepMine: string;
  readonly closed: string;
  readonly done: string;
  readonly rests: (date: string) => string;
  readonly copyJournal: string;
  readonly copyFailed: string;
  readonly journalText: string;
  readonly undo: string;
  readonly undoHelp: (minutes: number) => string;
  readonly undoReason: string;
  readonly undoSend: string;
  readonly undoOver: string;
  readonly nextInList: string;
  readonly noNext: string;
  readonly toList: string;
  readonly journal: {
    readonly held: (point: string, date: string, mode: string) => string;
    readonly declined: (point: string, date: string) => string;
    readonly notHeld: (point: string, date: string, reason: string) => string;
    readonly askAgain: (date: string | null) => string;
    readonly doNotAskAgain: string;
    readonly tryAgain: (date: string) => string;
    readonly whatMatters: string;
    readonly needs: string;
    readonly noNeeds: string;
    readonly discussed: string;
    readonly distress: (score: number) => string;
    readonly esas: string;
    readonly askGp: string;
    readonly answers: string;
    readonly gpConfirmed: (name: string) => string;
    readonly summary: string;
    readonly sentTo: string;
    readonly sentToNobody: string;
  };
}

const inBrackets = (asked: string) => (asked === '' ? '' : ` (${asked})`);

const nb: OutcomeWords = {
  title: 'Skriv inn samtalen',
  way: 'Hvordan gikk det?',
  ways: {
    held: 'Samtalen er holdt',
    declined: 'Pasienten takket nei',
    'not-held': 'Samtalen ble ikke holdt',
  },
  heldOn: 'Dato for samtalen',
  mode: 'Hvordan møttes dere?',
  themes: 'Hva snakket dere om?',
  themesHelp: 'Det du ikke rører, står som «ikke snakket om».',
  notDiscussed: 'Ikke snakket om',
  noNeed: 'Ingen behov',
  need: 'Behov',
  followUp: 'Hva skal gjøres?',
  responsible: 'Hvem følger opp?',
  nobodyYet: 'Ikke avtalt',
  offers: 'Tilbud som passer',
  whatMatters: 'Hva er viktig for pasienten nå?',
  lastTime: 'Forrige gang',
  takeOver: 'Hent inn teksten',
  scores: 'ESAS og belastning',
  scoresHelp: 'Fyll bare inn det som ble målt. 0 er ikke plaget, 10 er verst tenkelig.',
  distress: 'Belastning',
  notScored: 'Ikke målt',
  callsFrom: (limit) => `${limit} eller mer følges opp`,
  overLimit: 'Over grensen: skal følges opp innen to virkedager.',
  askGp: 'Be fastlegen om noe?',
  askGpHelp: 'Fastlegen får en oppgave i tillegg til kopien. La stå tomt hvis kopien er nok.',
  answers: 'Pasientens svar',
  answersHelp: 'Endre bare det pasienten har sagt noe nytt om.',
  answersFirst: 'Spør om de to første før dere er ferdige: uten svar kan ikke samtalen registreres.',
  answerHelp: {
    pathway: 'Ja: samtaler i kommunen etter 3–4 og 12–18 måneder. Nei: fastlegen får vite det.',
    shareWithMunicipality: 'Ja: kommunen får en oppgave og kan lese samtalen. Nei: ingenting sendes dit.',
    cancerCoordinator:
      'Ja, uten Pakkeforløp hjem: kreftkoordinator får en henvisning med navn og sykehuskontakt.',
    gpCopy: 'Ja: fastlegen får kopi av samtalene og beskjed om endringer.',
  },
  now: (value, date) => (date === null ? `Nå: ${value}` : `Nå: ${value}, ${date}`),
  yesByHeld: 'Pasienten har sagt nei før. Samtalen er holdt, så svaret blir ja.',
  noByDeclined: 'Nei, fordi pasienten takket nei.',
  gp: 'Hvem er fastlegen?',
  gpHelp: (date) => `Sist bekreftet ${date}. Uten bekreftelse venter kopien.`,
  gpSame: (name) => `Fortsatt ${name}`,
  gpOther: 'En annen',
  gpUnsure: 'Vet ikke',
  gpOffice: 'Fastlegekontor',
  chooseGp: 'Velg kontor',
  summary: 'Oppsummering',
  summaryHelp: 'Kort. Står i kopien til dem som får samtalen.',
  askAgain: 'Skal pasienten spørres igjen?',
  askAgainYes: 'Ja, et nei nå er ikke for alltid',
  askAgainNo: 'Nei, pasienten ønsker det ikke',
  askAgainOn: 'Når?',
  askAgainOnHelp: 'Uten dato: etter helseforetakets regel, vanligvis fire uker.',
  declinedLater: 'Et nei gjelder bare denne samtalen. Pasienten får tilbud om den neste.',
  reason: 'Hvorfor ikke?',
  reasons: {
    'not-reached': 'Fikk ikke tak i pasienten',
    'too-ill': 'For syk',
    'in-hospital': 'Innlagt',
    'wants-later': 'Ønsker det senere',
    'followed-up-elsewhere': 'Følges opp et annet sted',
  },
  tryAgainOn: 'Prøv igjen den',
  tryAgainHelp: (closes) =>
    `Med en dato til og med ${closes} blir oppgaven stående til da. Ellers står samtalen som ikke holdt, og koordinerende enhet får beskjed.`,
  review: 'Se over og send',
  reviewing: 'Ser etter hvem som får hva …',
  reviewTitle: 'Se over før du sender',
  recorded: 'Dette blir registrert',
  whoGets: 'Hvem får hva',
  whoGetsNothing: 'Hvem får ingenting',
  nobody: 'Ingen andre får noe.',
  you: 'Dere selv',
  getsTask: (task, asked, due) => `oppgaven «${task}»${inBrackets(asked)}, frist ${due}`,
  getsQuestion: (asked) => `et spørsmål: ${asked}`,
  getsCopy: 'kopi av samtalen',
  getsNotice: (kind) => `beskjeden «${kind}»`,
  getsStatus: 'ser i forløpet hvordan det gikk',
  canRead: 'Kan lese det dere snakket om.',
  cannotRead: 'Kan ikke lese det dere snakket om.',
  withheldFrom: { municipality: 'Kommunen', gp: 'Fastlegen' },
  withheld: {
    'no-to-sharing': 'pasienten har sagt nei til å dele med kommunen',
    'sharing-not-asked': 'pasienten er ikke spurt om å dele med kommunen',
    'pathway-not-asked': 'pasienten har ikke svart på om Pakkeforløp hjem er ønsket',
    'no-route': 'ingen enhet der kan nås; koordinerende enhet finner ut hvem som tar imot',
    'nothing-new': 'har pasienten fra før, og får oppgaven når neste samtale åpner',
    'gp-unknown': 'vi vet ikke hvem fastlegen er',
    'no-to-copy': 'pasienten har sagt nei til kopi',
    'copy-not-asked': 'pasienten er ikke spurt om kopi',
    'gp-uncertain': 'kopien venter til noen har bekreftet hvem fastlegen er',
  },
  calls: 'Dette må følges opp',
  call: (task, asked, due) => `${task}${inBrackets(asked)}, frist ${due}`,
  next: 'Det neste',
  nextTask: (task, unit, from, due) => `${task}: ${unit}, fra ${from}, frist ${due}`,
  ended: (status) => `Forløpet avsluttes: ${status}.`,
  nothingNext: 'Ingen flere samtaler er planlagt.',
  change: 'Tilbake til skjemaet',
  send: 'Send',
  sending: 'Sender …',
  problems: 'Dette må rettes før du kan sende',
  problem: {
    missing: 'må fylles ut',
    future: 'kan ikke være fram i tid',
    past: 'må være fram i tid',
    unanswered: 'må være ja eller nei når samtalen er over',
    closed: 'er etter at oppgaven stenger: la den stå tom om det ikke blir før',
  },
  fields: {
    way: 'Hvordan det gikk',
    heldOn: 'Dato for samtalen',
    mode: 'Hvordan dere møttes',
    themes: 'Temaene',
    whatMatters: 'Hva som er viktig',
    summary: 'Oppsummeringen',
    distress: 'Belastning',
    esas: 'ESAS',
    askGp: 'Det fastlegen bes om',
    gp: 'Fastlegen',
    askAgain: 'Spørre igjen',
    askAgainOn: 'Datoen for å spørre igjen',
    reason: 'Hvorfor samtalen ikke ble holdt',
    tryAgainOn: 'Datoen for å prøve igjen',
  },
  saving: 'Lagrer …',
  savedAt: (time) => `Lagret kl. ${time}`,
  notSavedYet: 'Lagres mens du skriver',
  notSaved: 'Ikke lagret. Vi prøver igjen om litt.',
  saveNow: 'Lagre nå',
  restored: (when) => `Hentet fram det du lagret ${when}.`,
  restoredOfOther: (when) => `Hentet fram det en kollega lagret ${when}.`,
  startAnew: 'Begynn på nytt',
  conflict: 'En kollega har endret dette skjemaet',
  conflictMine: 'Du har endret dette skjemaet et annet sted',
  conflictHelp: (when) => `Lagret ${when}. Velg hva som skal gjelde. Ingenting er sendt.`,
  takeTheirs: 'Hent det som er lagret',
  keepMine: 'Fortsett med det jeg har her',
  closed: 'Oppgaven er lukket, eller gått til en annen. Det du har her, blir ikke sendt.',
  done: 'Sendt og registrert.',
  rests: (date) => `Oppgaven venter til ${date}.`,
  copyJournal: 'Kopier til journalen',
  copyFailed: 'Kunne ikke kopiere. Merk teksten og kopier den selv.',
  journalText: 'Tekst til journalen',
  undo: 'Angre',
  undoHelp: (minutes) =>
    minutes === 1 ? 'Kan angres her i 1 minutt til.' : `Kan angres her i ${minutes} minutter til.`,
  undoReason: 'Hva var feil?',
  undoSend: 'Ta tilbake',
  undoOver: 'Skal noe rettes nå, still et spørsmål eller skriv til dem det gjelder.',
  nextInList: 'Neste oppgave',
  noNext: 'Ingen flere oppgaver venter. Bra jobbet!',
  toList: 'Til oppgavene',
  journal: {
    held: (point, date, mode) => `${point}, holdt ${date} (${mode.toLowerCase()})`,
    declined: (point, date) => `${point}: pasienten takket nei ${date}`,
    notHeld: (point, date, reason) => `${point}: ikke holdt, ${reason.toLowerCase()} (${date})`,
    askAgain: (date) => (date === null ? 'Spørres igjen senere.' : `Spørres igjen ${date}.`),
    doNotAskAgain: 'Ønsker ikke å bli spurt igjen.',
    tryAgain: (date) => `Nytt forsøk ${date}.`,
    whatMatters: 'Viktig for pasienten',
    needs: 'Behov',
    noNeeds: 'Ingen behov meldt.',
    discussed: 'Snakket om, uten behov',
    distress: (score) => `Belastning (0–10): ${score}`,
    esas: 'ESAS',
    askGp: 'Fastlegen er bedt om',
    answers: 'Svar gitt',
    gpConfirmed: (name) => `Fastlege bekreftet: ${name}`,
    summary: 'Oppsummering',
    sentTo: 'Sendt til',
    sentToNobody: 'Ikke sendt til andre.',
  },
};

const nn: OutcomeWords = {
  title: 'Skriv inn samtalen',
  way: 'Korleis gjekk det?',
  ways: {
    held: 'Samtalen er halden',
    declined: 'Pasienten takka nei',
    'not-held': 'Samtalen vart ikkje halden',
  },
  heldOn: 'Dato for samtalen',
  mode: 'Korleis møttest de?',
  themes: 'Kva snakka de om?',
  themesHelp: 'Det du ikkje rører, står som «ikkje snakka om».',
  notDiscussed: 'Ikkje snakka om',
  noNeed: 'Ingen behov',
  need: 'Behov',
  followUp: 'Kva skal gjerast?',
  responsible: 'Kven følgjer opp?',
  nobodyYet: 'Ikkje avtalt',
  offers: 'Tilbod som passar',
  whatMatters: 'Kva er viktig for pasienten no?',
  lastTime: 'Førre gong',
  takeOver: 'Hent inn teksten',
  scores: 'ESAS og belastning',
  scoresHelp: 'Fyll berre inn det som vart målt. 0 er ikkje plaga, 10 er verst tenkjeleg.',
  distress: 'Belastning',
  notScored: 'Ikkje målt',
  callsFrom: (limit) => `${limit} eller meir blir følgt opp`,
  overLimit: 'Over grensa: skal følgjast opp innan to verkedagar.',
  askGp: 'Be fastlegen om noko?',
  askGpHelp: 'Fastlegen får ei oppgåve i tillegg til kopien. Lat stå tomt om kopien er nok.',
  answers: 'Svara til pasienten',
  answersHelp: 'Endre berre det pasienten har sagt noko nytt om.',
  answersFirst: 'Spør om dei to første før de er ferdige: utan svar kan ikkje samtalen registrerast.',
  answerHelp: {
    pathway: 'Ja: samtalar i kommunen etter 3–4 og 12–18 månader. Nei: fastlegen får vite det.',
    shareWithMunicipality: 'Ja: kommunen får ei oppgåve og kan lese samtalen. Nei: ingenting blir sendt dit.',
    cancerCoordinator:
      'Ja, utan Pakkeforløp heim: kreftkoordinator får ei tilvising med namn og sjukehuskontakt.',
    gpCopy: 'Ja: fastlegen får kopi av samtalane og beskjed om endringar.',
  },
  now: (value, date) => (date === null ? `No: ${value}` : `No: ${value}, ${date}`),
  yesByHeld: 'Pasienten har sagt nei før. Samtalen er halden, så svaret blir ja.',
  noByDeclined: 'Nei, fordi pasienten takka nei.',
  gp: 'Kven er fastlegen?',
  gpHelp: (date) => `Sist stadfesta ${date}. Utan stadfesting ventar kopien.`,
  gpSame: (name) => `Framleis ${name}`,
  gpOther: 'Ein annan',
  gpUnsure: 'Veit ikkje',
  gpOffice: 'Fastlegekontor',
  chooseGp: 'Vel kontor',
  summary: 'Oppsummering',
  summaryHelp: 'Kort. Står i kopien til dei som får samtalen.',
  askAgain: 'Skal pasienten spørjast igjen?',
  askAgainYes: 'Ja, eit nei no er ikkje for alltid',
  askAgainNo: 'Nei, pasienten ønskjer det ikkje',
  askAgainOn: 'Når?',
  askAgainOnHelp: 'Utan dato: etter regelen til helseføretaket, vanlegvis fire veker.',
  declinedLater: 'Eit nei gjeld berre denne samtalen. Pasienten får tilbod om den neste.',
  reason: 'Kvifor ikkje?',
  reasons: {
    'not-reached': 'Fekk ikkje tak i pasienten',
    'too-ill': 'For sjuk',
    'in-hospital': 'Innlagd',
    'wants-later': 'Ønskjer det seinare',
    'followed-up-elsewhere': 'Blir følgd opp ein annan stad',
  },
  tryAgainOn: 'Prøv igjen den',
  tryAgainHelp: (closes) =>
    `Med ein dato til og med ${closes} blir oppgåva ståande til då. Elles står samtalen som ikkje halden, og koordinerande eining får beskjed.`,
  review: 'Sjå over og send',
  reviewing: 'Ser etter kven som får kva …',
  reviewTitle: 'Sjå over før du sender',
  recorded: 'Dette blir registrert',
  whoGets: 'Kven får kva',
  whoGetsNothing: 'Kven får ingenting',
  nobody: 'Ingen andre får noko.',
  you: 'De sjølve',
  getsTask: (task, asked, due) => `oppgåva «${task}»${inBrackets(asked)}, frist ${due}`,
  getsQuestion: (asked) => `eit spørsmål: ${asked}`,
  getsCopy: 'kopi av samtalen',
  getsNotice: (kind) => `beskjeden «${kind}»`,
  getsStatus: 'ser i forløpet korleis det gjekk',
  canRead: 'Kan lese det de snakka om.',
  cannotRead: 'Kan ikkje lese det de snakka om.',
  withheldFrom: { municipality: 'Kommunen', gp: 'Fastlegen' },
  withheld: {
    'no-to-sharing': 'pasienten har sagt nei til å dele med kommunen',
    'sharing-not-asked': 'pasienten er ikkje spurd om å dele med kommunen',
    'pathway-not-asked': 'pasienten har ikkje svart på om Pakkeforløp heim er ønskt',
    'no-route': 'inga eining der kan nåast; koordinerande eining finn ut kven som tek imot',
    'nothing-new': 'har pasienten frå før, og får oppgåva når neste samtale opnar',
    'gp-unknown': 'vi veit ikkje kven fastlegen er',
    'no-to-copy': 'pasienten har sagt nei til kopi',
    'copy-not-asked': 'pasienten er ikkje spurd om kopi',
    'gp-uncertain': 'kopien ventar til nokon har stadfesta kven fastlegen er',
  },
  calls: 'Dette må følgjast opp',
  call: (task, asked, due) => `${task}${inBrackets(asked)}, frist ${due}`,
  next: 'Det neste',
  nextTask: (task, unit, from, due) => `${task}: ${unit}, frå ${from}, frist ${due}`,
  ended: (status) => `Forløpet blir avslutta: ${status}.`,
  nothingNext: 'Ingen fleire samtalar er planlagde.',
  change: 'Tilbake til skjemaet',
  send: 'Send',
  sending: 'Sender …',
  problems: 'Dette må rettast før du kan sende',
  problem: {
    missing: 'må fyllast ut',
    future: 'kan ikkje vere fram i tid',
    past: 'må vere fram i tid',
    unanswered: 'må vere ja eller nei når samtalen er over',
    closed: 'er etter at oppgåva stenger: lat han stå tom om det ikkje blir før',
  },
  fields: {
    way: 'Korleis det gjekk',
    heldOn: 'Dato for samtalen',
    mode: 'Korleis de møttest',
    themes: 'Temaa',
    whatMatters: 'Kva som er viktig',
    summary: 'Oppsummeringa',
    distress: 'Belastning',
    esas: 'ESAS',
    askGp: 'Det fastlegen blir beden om',
    gp: 'Fastlegen',
    askAgain: 'Spørje igjen',
    askAgainOn: 'Datoen for å spørje igjen',
    reason: 'Kvifor samtalen ikkje vart halden',
    tryAgainOn: 'Datoen for å prøve igjen',
  },
  saving: 'Lagrar …',
  savedAt: (time) => `Lagra kl. ${time}`,
  notSavedYet: 'Blir lagra medan du skriv',
  notSaved: 'Ikkje lagra. Vi prøver igjen om litt.',
  saveNow: 'Lagre no',
  restored: (when) => `Henta fram det du lagra ${when}.`,
  restoredOfOther: (when) => `Henta fram det ein kollega lagra ${when}.`,
  startAnew: 'Begynn på nytt',
  conflict: 'Ein kollega har endra dette skjemaet',
  conflictMine: 'Du har endra dette skjemaet ein annan stad',
  conflictHelp: (when) => `Lagra ${when}. Vel kva som skal gjelde. Ingenting er sendt.`,
  takeTheirs: 'Hent det som er lagra',
  keepMine: 'Hald fram med det eg har her',
  closed: 'Oppgåva er lukka, eller gått til ein annan. Det du har her, blir ikkje sendt.',
  done: 'Sendt og registrert.',
  rests: (date) => `Oppgåva ventar til ${date}.`,
  copyJournal: 'Kopier til journalen',
  copyFailed: 'Kunne ikkje kopiere. Merk teksten og kopier han sjølv.',
  journalText: 'Tekst til journalen',
  undo: 'Angre',
  undoHelp: (minutes) =>
    minutes === 1 ? 'Kan angrast her i 1 minutt til.' : `Kan angrast her i ${minutes} minutt til.`,
  undoReason: 'Kva var feil?',
  undoSend: 'Ta tilbake',
  undoOver: 'Skal noko rettast no, still eit spørsmål eller skriv til dei det gjeld.',
  nextInList: 'Neste oppgåve',
  noNext: 'Ingen fleire oppgåver ventar. Bra jobba!',
  toList: 'Til oppgåvene',
  journal: {
    held: (point, date, mode) => `${point}, halden ${date} (${mode.toLowerCase()})`,
    declined: (point, date) => `${point}: pasienten takka nei ${date}`,
    notHeld: (point, date, reason) => `${point}: ikkje halden, ${reason.toLowerCase()} (${date})`,
    askAgain: (date) => (date === null ? 'Blir spurd igjen seinare.' : `Blir spurd igjen ${date}.`),
    doNotAskAgain: 'Ønskjer ikkje å bli spurd igjen.',
    tryAgain: (date) => `Nytt forsøk ${date}.`,
    whatMatters: 'Viktig for pasienten',
    needs: 'Behov',
    noNeeds: 'Ingen behov melde.',
    discussed: 'Snakka om, utan behov',
    distress: (score) => `Belastning (0–10): ${score}`,
    esas: 'ESAS',
    askGp: 'Fastlegen er beden om',
    answers: 'Svar gitt',
    gpConfirmed: (name) => `Fastlege stadfesta: ${name}`,
    summary: 'Oppsummering',
    sentTo: 'Sendt til',
    sentToNobody: 'Ikkje sendt til andre.',
  },
};

const en: OutcomeWords = {
  title: 'Record the conversation',
  way: 'How did it go?',
  ways: { held: 'The conversation was held', declined: 'The patient said no', 'not-held': 'It was not held' },
  heldOn: 'Date of the conversation',
  mode: 'How did you meet?',
  themes: 'What did you talk about?',
  themesHelp: 'What you leave untouched is recorded as “not discussed”.',
  notDiscussed: 'Not discussed',
  noNeed: 'No need',
  need: 'Need',
  followUp: 'What is to be done?',
  responsible: 'Who follows up?',
  nobodyYet: 'Not agreed',
  offers: 'Services that fit',
  whatMatters: 'What matters to the patient now?',
  lastTime: 'Last time',
  takeOver: 'Take this text',
  scores: 'ESAS and distress',
  scoresHelp: 'Fill in only what was measured. 0 is not troubled, 10 the worst imaginable.',
  distress: 'Distress',
  notScored: 'Not measured',
  callsFrom: (limit) => `${limit} or more is followed up`,
  overLimit: 'Over the threshold: to be followed up within two working days.',
  askGp: 'Ask the GP for anything?',
  askGpHelp: 'The GP gets a task besides the copy. Leave it empty if the copy is enough.',
  answers: 'The patient’s answers',
  answersHelp: 'Change only what the patient has said something new about.',
  answersFirst:
    'Ask about the first two before you finish: the conversation cannot be recorded without them.',
  answerHelp: {
    pathway: 'Yes: conversations in the municipality at 3–4 and 12–18 months. No: the GP is told.',
    shareWithMunicipality:
      'Yes: the municipality gets a task and can read the conversation. No: nothing is sent there.',
    cancerCoordinator:
      'Yes, without the home pathway: a cancer coordinator gets a referral with name and hospital contact.',
    gpCopy: 'Yes: the GP gets copies of the conversations, and is told of changes.',
  },
  now: (value, date) => (date === null ? `Now: ${value}` : `Now: ${value}, ${date}`),
  yesByHeld: 'The patient said no before. The conversation was held, so the answer becomes yes.',
  noByDeclined: 'No, since the patient said no.',
  gp: 'Who is the GP?',
  gpHelp: (date) => `Last confirmed on ${date}. Unconfirmed, the copy waits.`,
  gpSame: (name) => `Still ${name}`,
  gpOther: 'Another',
  gpUnsure: 'Do not know',
  gpOffice: 'GP office',
  chooseGp: 'Choose an office',
  summary: 'Summary',
  summaryHelp: 'Brief. It is in the copy for those who get the conversation.',
  askAgain: 'Ask the patient again?',
  askAgainYes: 'Yes, a no now is not for ever',
  askAgainNo: 'No, the patient does not want that',
  askAgainOn: 'When?',
  askAgainOnHelp: 'Without a date: by the trust’s rule, as a rule in four weeks.',
  declinedLater: 'A no is to this conversation alone. The next one will be offered.',
  reason: 'Why not?',
  reasons: {
    'not-reached': 'The patient could not be reached',
    'too-ill': 'Too ill',
    'in-hospital': 'In hospital',
    'wants-later': 'Wants it later',
    'followed-up-elsewhere': 'Followed up elsewhere',
  },
  tryAgainOn: 'Try again on',
  tryAgainHelp: (closes) =>
    `With a date up to ${closes} the task rests until then. Otherwise the conversation counts as not held, and the coordinating unit is told.`,
  review: 'Look over and send',
  reviewing: 'Finding out who gets what …',
  reviewTitle: 'Look it over before you send',
  recorded: 'This will be recorded',
  whoGets: 'Who gets what',
  whoGetsNothing: 'Who gets nothing',
  nobody: 'Nobody else gets anything.',
  you: 'Your own unit',
  getsTask: (task, asked, due) => `the task “${task}”${inBrackets(asked)}, due ${due}`,
  getsQuestion: (asked) => `a question: ${asked}`,
  getsCopy: 'a copy of the conversation',
  getsNotice: (kind) => `the notice “${kind}”`,
  getsStatus: 'sees in the pathway how it went',
  canRead: 'Can read what you talked about.',
  cannotRead: 'Cannot read what you talked about.',
  withheldFrom: { municipality: 'The municipality', gp: 'The GP' },
  withheld: {
    'no-to-sharing': 'the patient has said no to sharing with the municipality',
    'sharing-not-asked': 'the patient has not been asked about sharing with the municipality',
    'pathway-not-asked': 'the patient has not said whether the home pathway is wanted',
    'no-route': 'no unit there can be reached; the coordinating unit finds out who receives the patient',
    'nothing-new': 'has the patient already, and gets the task when the next conversation opens',
    'gp-unknown': 'we do not know who the GP is',
    'no-to-copy': 'the patient has said no to copies',
    'copy-not-asked': 'the patient has not been asked about copies',
    'gp-uncertain': 'the copy waits until somebody has confirmed who the GP is',
  },
  calls: 'This must be followed up',
  call: (task, asked, due) => `${task}${inBrackets(asked)}, due ${due}`,
  next: 'What comes next',
  nextTask: (task, unit, from, due) => `${task}: ${unit}, from ${from}, due ${due}`,
  ended: (status) => `The pathway ends: ${status}.`,
  nothingNext: 'No more conversations are planned.',
  change: 'Back to the form',
  send: 'Send',
  sending: 'Sending …',
  problems: 'This must be corrected before you can send',
  problem: {
    missing: 'must be filled in',
    future: 'cannot be in the future',
    past: 'must be in the future',
    unanswered: 'must be yes or no when the conversation is over',
    closed: 'is after the task closes: leave it empty if it will not be sooner',
  },
  fields: {
    way: 'How it went',
    heldOn: 'The date of the conversation',
    mode: 'How you met',
    themes: 'The themes',
    whatMatters: 'What matters',
    summary: 'The summary',
    distress: 'Distress',
    esas: 'ESAS',
    askGp: 'What is asked of the GP',
    gp: 'The GP',
    askAgain: 'Asking again',
    askAgainOn: 'The date for asking again',
    reason: 'Why it was not held',
    tryAgainOn: 'The date for trying again',
  },
  saving: 'Saving …',
  savedAt: (time) => `Saved at ${time}`,
  notSavedYet: 'Saved as you write',
  notSaved: 'Not saved. We will try again in a moment.',
  saveNow: 'Save now',
  restored: (when) => `Restored what you saved ${when}.`,
  restoredOfOther: (when) => `Restored what a colleague saved ${when}.`,
  startAnew: 'Start afresh',
  conflict: 'A colleague has changed this form',
  conflictMine: 'You have changed this form somewhere else',
  conflictHelp: (when) => `Saved ${when}. Choose which is to hold. Nothing has been sent.`,
  takeTheirs: 'Take what is saved',
  keepMine: 'Go on with what I have here',
  closed: 'The task is closed, or has gone to another. What you have here will not be sent.',
  done: 'Sent and recorded.',
  rests: (date) => `The task rests until ${date}.`,
  copyJournal: 'Copy for the record',
  copyFailed: 'Could not copy. Mark the text and copy it yourself.',
  journalText: 'Text for the record',
  undo: 'Undo',
  undoHelp: (minutes) =>
    minutes === 1
      ? 'Can be undone here for 1 more minute.'
      : `Can be undone here for ${minutes} more minutes.`,
  undoReason: 'What was wrong?',
  undoSend: 'Take it back',
  undoOver: 'If something must be corrected now, ask a question or write to those concerned.',
  nextInList: 'Next task',
  noNext: 'No more tasks are waiting. Well done!',
  toList: 'To the tasks',
  journal: {
    held: (point, date, mode) => `${point}, held ${date} (${mode.toLowerCase()})`,
    declined: (point, date) => `${point}: the patient said no on ${date}`,
    notHeld: (point, date, reason) => `${point}: not held, ${reason.toLowerCase()} (${date})`,
    askAgain: (date) => (date === null ? 'Will be asked again later.' : `Will be asked again on ${date}.`),
    doNotAskAgain: 'Does not want to be asked again.',
    tryAgain: (date) => `To be tried again on ${date}.`,
    whatMatters: 'What matters to the patient',
    needs: 'Needs',
    noNeeds: 'No needs were found.',
    discussed: 'Talked about, no need',
    distress: (score) => `Distress (0–10): ${score}`,
    esas: 'ESAS',
    askGp: 'Asked of the GP',
    answers: 'Answers given',
    gpConfirmed: (name) => `GP confirmed: ${name}`,
    summary: 'Summary',
    sentTo: 'Sent to',
    sentToNobody: 'Not sent to others.',
  },
};

export const texts: InEach<OutcomeWords> = { nb, nn, en };
