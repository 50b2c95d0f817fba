import type { LadderKey, RegistrationEvent, UnitRoutes, WindowKey } from '../../../domain/model.ts';
import type { InEach } from '../../texts/in-each.ts';
import type { DurationUnit } from './draft.ts';

export interface FormWords {
  readonly newTitle: string;
  readonly editTitle: (name: string) => string;
  readonly help: string;
  readonly basics: string;
  readonly idHelp: string;
  readonly name: string;
  readonly placeNumber: string;
  readonly placeNumberHelp: string;
  readonly district: string;
  readonly phoneHelp: string;
  readonly chooseNone: string;
  readonly contactsHelp: string;
  readonly contact: (n: number) => string;
  readonly contactId: string;
  readonly contactIdHelp: string;
  readonly subject: string;
  readonly subjectHelp: string;
  readonly role: string;
  readonly language: string;
  readonly smsHelp: string;
  readonly disabled: string;
  readonly add: {
    readonly contact: string;
    readonly service: string;
    readonly line: string;
    readonly period: string;
    readonly point: string;
  };
  readonly remove: (what: string) => string;
  readonly removeShort: string;
  readonly routing: string;
  readonly routingHelp: string;
  readonly itself: string;
  readonly routes: Readonly<Record<keyof UnitRoutes, string>>;
  readonly services: string;
  readonly servicesHelp: string;
  readonly service: (n: number) => string;
  readonly settings: string;
  readonly usual: string;
  readonly messages: string;
  readonly messagesEach: string;
  readonly messagesDigest: string;
  readonly anchor: string;
  readonly anchors: { readonly diagnosis: string; readonly discharge: string };
  readonly catchment: string;
  readonly catchmentHelp: string;
  readonly askAgain: string;
  readonly afterDays: string;
  readonly offersAtMost: string;
  readonly sendingHours: string;
  readonly sendingHoursHelp: string;
  readonly from: string;
  readonly until: string;
  readonly quiet: string;
  readonly quietHelp: string;
  readonly quietOwn: string;
  readonly quietKind: string;
  readonly quietKinds: { readonly weeks: string; readonly dates: string; readonly easter: string };
  readonly quietPeriod: (n: number) => string;
  readonly week: { readonly from: string; readonly to: string };
  readonly day: { readonly from: string; readonly to: string; readonly help: string };
  readonly beforeEaster: string;
  readonly windows: string;
  readonly windowsHelp: string;
  readonly windowKeys: Readonly<Record<WindowKey, string>>;
  readonly dueAfter: string;
  readonly closesAfter: string;
  readonly durations: Readonly<Record<DurationUnit, string>>;
  readonly durationUnit: (what: string) => string;
  readonly ladders: string;
  readonly ladderKeys: Readonly<Record<LadderKey, string>>;
  readonly checklist: string;
  readonly checklistHelp: string;
  readonly checklistLine: (n: number) => string;
  readonly checklistText: string;
  readonly absence: (n: number) => string;
  readonly extraPoints: string;
  readonly extraPointsHelp: string;
  readonly extraPoint: (n: number) => string;
  readonly pointName: string;
  readonly opensAfter: string;
  readonly codes: string;
  readonly codesHelp: string;
  readonly events: Readonly<Record<RegistrationEvent, string>>;
  readonly advanced: string;
  readonly advancedHelp: string;
  readonly json: string;
  readonly notJson: string;
  readonly review: string;
  readonly reviewing: string;
  readonly affects: (count: number) => string;
  readonly affectsNone: string;
  readonly affectsChanged: (what: string) => string;
  readonly settingNames: Readonly<Record<string, string>>;
  readonly saveNew: string;
  readonly saveAll: (count: number) => string;
  readonly save: string;
  readonly applying: (done: number) => string;
  readonly applied: (applied: number, unchanged: number) => string;
  readonly applyFailed: (count: number) => string;
  readonly applyAgain: string;
  readonly toUnit: string;
  readonly saved: string;
  readonly conflict: string;
  readonly conflictDetail: string;
  readonly takeTheirs: string;
  readonly errors: string;
  readonly letters: string;
}

export const formTexts: InEach<FormWords> = {
  nb: {
    newTitle: 'Ny enhet',
    editTitle: (name) => `Endre ${name}`,
    help: 'Ingenting lagres før du har sett hva endringen gjør. Innstillinger gjelder nye forløp fra nå av; du velger selv om de også skal gjelde dem som er i gang.',
    basics: 'Om enheten',
    idHelp: 'Kort og varig, som kommune-3212. Bokstaver, tall og . _ : / -. Kan ikke endres siden.',
    name: 'Navn',
    placeNumber: 'Kommunenummer',
    placeNumberHelp: 'Fire siffer. Tomt for en koordinerende enhet uten egne pasienter.',
    district: 'Bydel (bare Oslo, to siffer)',
    phoneHelp: 'Står på det som sendes herfra.',
    chooseNone: 'Velg',
    contactsHelp:
      'Koordinatorer får oppgaver og påminnelser. Ledere får beskjed når noe ikke blir fulgt opp. Den som har sluttet, mister det hun hadde tatt imot: det går tilbake til enheten.',
    contact: (n) => `Kontakt ${n}`,
    contactId: 'Kortnavn',
    contactIdHelp: 'Brukes når noen er stedfortreder. Ikke et personnavn utenforstående skal se.',
    subject: 'Brukerens id ved innlogging',
    subjectHelp: 'Slik den står i tokenet (sub). Da vet vi hvem som har sluttet.',
    role: 'Rolle',
    language: 'Språk',
    smsHelp: 'Med landkode, som +4799999000.',
    disabled: 'Har sluttet: får aldri beskjed',
    add: {
      contact: 'Legg til kontakt',
      service: 'Legg til tilbud',
      line: 'Legg til punkt',
      period: 'Legg til stille periode',
      point: 'Legg til samtale',
    },
    remove: (what) => `Fjern ${what}`,
    removeShort: 'Fjern',
    routing: 'Hvem som tar imot',
    routingHelp: 'Hva kommunen overlater til andre enheter i samme kommune. Resten tar enheten selv.',
    itself: 'Enheten selv',
    routes: {
      children: 'Pasienter som er barn',
      nursingHome: 'Pasienter på sykehjem',
      intake: 'Mottak fra sykehuset',
      points: 'Samtalene',
      homeCare: 'Hjemmetjenesten, som sender ESAS',
    },
    services: 'Tilbud',
    servicesHelp: 'Foreslås for det pasienten trenger. Skriv hvem som kan kontaktes, ikke navn på pasienter.',
    service: (n) => `Tilbud ${n}`,
    settings: 'Innstillinger',
    usual: 'Som vanlig',
    messages: 'Meldinger',
    messagesEach: 'Hver for seg',
    messagesDigest: 'Samlet om morgenen',
    anchor: 'Fristene regnes fra',
    anchors: { diagnosis: 'Diagnosen', discharge: 'Utskrivelsen' },
    catchment: 'Opptaksområde',
    catchmentHelp: 'Kommunenummer, i Oslo med bydel: 3212, 0301-12.',
    askAgain: 'Etter et nei',
    afterDays: 'Spør igjen etter så mange dager',
    offersAtMost: 'Så mange ganger på det meste',
    sendingHours: 'Når meldinger sendes',
    sendingHoursHelp: 'På arbeidsdager, norsk tid. Vanligvis 08:00 til 16:00.',
    from: 'Fra',
    until: 'Til',
    quiet: 'Stille perioder',
    quietHelp:
      'Da venter meldinger til ledere og koordinerende enheter. Vanligvis uke 28–30, romjulen og dagene før påske.',
    quietOwn: 'Egne stille perioder i stedet for de vanlige',
    quietKind: 'Slag',
    quietKinds: { weeks: 'Uker', dates: 'Datoer', easter: 'Før påske' },
    quietPeriod: (n) => `Stille periode ${n}`,
    week: { from: 'Fra uke', to: 'Til og med uke' },
    day: { from: 'Fra dato', to: 'Til og med dato', help: 'Måned og dag, som 12-24.' },
    beforeEaster: 'Dager før skjærtorsdag',
    windows: 'Frister',
    windowsHelp:
      'Regnet fra oppgaven åpner; for samtalene i kommunen fra diagnosen eller utskrivelsen. Tomt er som vanlig.',
    windowKeys: {
      'hospital-needs-assessment': 'Samtalen på sykehuset',
      'offer-again': 'Tilby samtale på nytt',
      'municipal-intake': 'Mottak i kommunen',
      'point-2': 'Samtalen etter 3–4 måneder',
      'point-3': 'Samtalen etter 12–18 måneder',
    },
    dueAfter: 'Frist etter',
    closesAfter: 'Lukkes etter',
    durations: { D: 'dager', W: 'uker', M: 'måneder', Y: 'år' },
    durationUnit: (what) => `${what}: enhet`,
    ladders: 'Egne påminnelser',
    ladderKeys: {
      'hospital-needs-assessment': 'Samtalen på sykehuset',
      'offer-again': 'Tilby samtale på nytt',
      'municipal-intake': 'Mottak i kommunen',
      'point-2': 'Samtalen etter 3–4 måneder',
      'point-3': 'Samtalen etter 12–18 måneder',
      'extra-point': 'Egne samtaler',
      'gp-appointment': 'Time hos fastlegen',
      'esas-action': 'Oppfølging av ESAS',
      'esas-prompt': 'Påminnelse om ESAS',
      question: 'Spørsmål',
    },
    checklist: 'Sjekkliste ved mottak',
    checklistHelp: 'I stedet for den vanlige, med kommunens egne ord.',
    checklistLine: (n) => `Punkt ${n}`,
    checklistText: 'Hva som skal gjøres',
    absence: (n) => `Fravær ${n}`,
    extraPoints: 'Egne samtaler',
    extraPointsHelp: 'Ved siden av de tre, regnet fra diagnosen eller utskrivelsen.',
    extraPoint: (n) => `Egen samtale ${n}`,
    pointName: 'Hva den heter',
    opensAfter: 'Åpner etter',
    codes: 'Registreringskoder',
    codesHelp: 'Det enheten selv registrerer med, når noe er gjort.',
    events: {
      'point-1-held': 'Samtalen på sykehuset er holdt',
      'point-2-held': 'Samtalen etter 3–4 måneder er holdt',
      'point-3-held': 'Samtalen etter 12–18 måneder er holdt',
      'extra-point-held': 'En egen samtale er holdt',
      declined: 'Pasienten har takket nei',
      'intake-done': 'Pasienten er tatt imot',
      'route-found': 'Mottaker er funnet',
      'question-answered': 'Et spørsmål er besvart',
      'gp-appointment-done': 'Time hos fastlegen er avtalt',
      'esas-action-done': 'ESAS er fulgt opp',
      'esas-prompt-done': 'ESAS er sendt',
      'next-of-kin-children-done': 'Barn som pårørende er fulgt opp',
      'coordinator-referral-done': 'Henvisning til kreftkoordinator er tatt imot',
    },
    advanced: 'Avansert: alle innstillinger som tekst',
    advancedHelp:
      'Slik de sendes, til å lime inn eller ta vare på. Formen står i /docs under WrittenUnit. Feil vises med hvor de står.',
    json: 'Innstillinger som JSON',
    notJson: 'Dette er ikke gyldig JSON, og er ikke tatt med.',
    review: 'Se hva endringen gjør',
    reviewing: 'Prøver endringen …',
    affects: (count) =>
      count === 1 ? 'Dette kan gjelde 1 åpent forløp.' : `Dette kan gjelde ${count} åpne forløp.`,
    affectsNone:
      'Ingen pasienter som er i gang, får andre frister eller påminnelser av dette. Det gjelder fra det lagres.',
    affectsChanged: (what) => `Endret: ${what}.`,
    settingNames: {
      anchor: 'hva fristene regnes fra',
      askAgain: 'spørre igjen etter et nei',
      sendingHours: 'når meldinger sendes',
      quietPeriods: 'stille perioder',
      extraPoints: 'egne samtaler',
      ladders: 'påminnelser',
      windows: 'frister',
    },
    saveNew: 'Lagre for nye forløp',
    saveAll: (count) =>
      count === 1 ? 'Lagre, også for det som er i gang' : `Lagre, også for de ${count} som er i gang`,
    save: 'Lagre',
    applying: (done) => `Lagret. Åpne forløp tas med: ${done} så langt …`,
    applied: (applied, unchanged) =>
      `Lagret. ${applied} forløp fikk nye frister eller påminnelser, ${unchanged} var slik fra før.`,
    applyFailed: (count) =>
      `${count} forløp gikk ikke. Prøv igjen om litt; det som er gjort, gjøres ikke to ganger.`,
    applyAgain: 'Prøv resten igjen',
    toUnit: 'Til enheten',
    saved: 'Lagret.',
    conflict: 'Noen andre har endret enheten',
    conflictDetail:
      'Ingenting av ditt er lagret. Hent det som står nå, og gjør endringen din på nytt. Trenger du å huske hva du skrev, se nedenfor før du henter.',
    takeTheirs: 'Hent det som står nå',
    errors: 'Dette må rettes før det kan lagres',
    letters: 'Brev',
  },
  nn: {
    newTitle: 'Ny eining',
    editTitle: (name) => `Endre ${name}`,
    help: 'Ingenting blir lagra før du har sett kva endringa gjer. Innstillingar gjeld nye forløp frå no av; du vel sjølv om dei også skal gjelde dei som er i gang.',
    basics: 'Om eininga',
    idHelp: 'Kort og varig, som kommune-3212. Bokstavar, tal og . _ : / -. Kan ikkje endrast sidan.',
    name: 'Namn',
    placeNumber: 'Kommunenummer',
    placeNumberHelp: 'Fire siffer. Tomt for ei koordinerande eining utan eigne pasientar.',
    district: 'Bydel (berre Oslo, to siffer)',
    phoneHelp: 'Står på det som blir sendt herifrå.',
    chooseNone: 'Vel',
    contactsHelp:
      'Koordinatorar får oppgåver og påminningar. Leiarar får beskjed når noko ikkje blir følgt opp. Den som har slutta, mister det ho hadde teke imot: det går tilbake til eininga.',
    contact: (n) => `Kontakt ${n}`,
    contactId: 'Kortnamn',
    contactIdHelp: 'Blir brukt når nokon er vikar. Ikkje eit personnamn utanforståande skal sjå.',
    subject: 'Id-en til brukaren ved innlogging',
    subjectHelp: 'Slik han står i tokenet (sub). Då veit vi kven som har slutta.',
    role: 'Rolle',
    language: 'Språk',
    smsHelp: 'Med landkode, som +4799999000.',
    disabled: 'Har slutta: får aldri beskjed',
    add: {
      contact: 'Legg til kontakt',
      service: 'Legg til tilbod',
      line: 'Legg til punkt',
      period: 'Legg til stille periode',
      point: 'Legg til samtale',
    },
    remove: (what) => `Ta bort ${what}`,
    removeShort: 'Ta bort',
    routing: 'Kven som tek imot',
    routingHelp: 'Kva kommunen overlèt til andre einingar i same kommunen. Resten tek eininga sjølv.',
    itself: 'Eininga sjølv',
    routes: {
      children: 'Pasientar som er barn',
      nursingHome: 'Pasientar på sjukeheim',
      intake: 'Mottak frå sjukehuset',
      points: 'Samtalane',
      homeCare: 'Heimetenesta, som sender ESAS',
    },
    services: 'Tilbod',
    servicesHelp:
      'Blir føreslått for det pasienten treng. Skriv kven ein kan kontakte, ikkje namn på pasientar.',
    service: (n) => `Tilbod ${n}`,
    settings: 'Innstillingar',
    usual: 'Som vanleg',
    messages: 'Meldingar',
    messagesEach: 'Kvar for seg',
    messagesDigest: 'Samla om morgonen',
    anchor: 'Fristane blir rekna frå',
    anchors: { diagnosis: 'Diagnosen', discharge: 'Utskrivinga' },
    catchment: 'Opptaksområde',
    catchmentHelp: 'Kommunenummer, i Oslo med bydel: 3212, 0301-12.',
    askAgain: 'Etter eit nei',
    afterDays: 'Spør igjen etter så mange dagar',
    offersAtMost: 'Så mange gonger på det meste',
    sendingHours: 'Når meldingar blir sende',
    sendingHoursHelp: 'På arbeidsdagar, norsk tid. Vanlegvis 08:00 til 16:00.',
    from: 'Frå',
    until: 'Til',
    quiet: 'Stille periodar',
    quietHelp:
      'Då ventar meldingar til leiarar og koordinerande einingar. Vanlegvis veke 28–30, romjula og dagane før påske.',
    quietOwn: 'Eigne stille periodar i staden for dei vanlege',
    quietKind: 'Slag',
    quietKinds: { weeks: 'Veker', dates: 'Datoar', easter: 'Før påske' },
    quietPeriod: (n) => `Stille periode ${n}`,
    week: { from: 'Frå veke', to: 'Til og med veke' },
    day: { from: 'Frå dato', to: 'Til og med dato', help: 'Månad og dag, som 12-24.' },
    beforeEaster: 'Dagar før skjærtorsdag',
    windows: 'Fristar',
    windowsHelp:
      'Rekna frå oppgåva opnar; for samtalane i kommunen frå diagnosen eller utskrivinga. Tomt er som vanleg.',
    windowKeys: {
      'hospital-needs-assessment': 'Samtalen på sjukehuset',
      'offer-again': 'Tilby samtale på nytt',
      'municipal-intake': 'Mottak i kommunen',
      'point-2': 'Samtalen etter 3–4 månader',
      'point-3': 'Samtalen etter 12–18 månader',
    },
    dueAfter: 'Frist etter',
    closesAfter: 'Blir lukka etter',
    durations: { D: 'dagar', W: 'veker', M: 'månader', Y: 'år' },
    durationUnit: (what) => `${what}: eining`,
    ladders: 'Eigne påminningar',
    ladderKeys: {
      'hospital-needs-assessment': 'Samtalen på sjukehuset',
      'offer-again': 'Tilby samtale på nytt',
      'municipal-intake': 'Mottak i kommunen',
      'point-2': 'Samtalen etter 3–4 månader',
      'point-3': 'Samtalen etter 12–18 månader',
      'extra-point': 'Eigne samtalar',
      'gp-appointment': 'Time hos fastlegen',
      'esas-action': 'Oppfølging av ESAS',
      'esas-prompt': 'Påminning om ESAS',
      question: 'Spørsmål',
    },
    checklist: 'Sjekkliste ved mottak',
    checklistHelp: 'I staden for den vanlege, med kommunens eigne ord.',
    checklistLine: (n) => `Punkt ${n}`,
    checklistText: 'Kva som skal gjerast',
    absence: (n) => `Fråvær ${n}`,
    extraPoints: 'Eigne samtalar',
    extraPointsHelp: 'Ved sida av dei tre, rekna frå diagnosen eller utskrivinga.',
    extraPoint: (n) => `Eigen samtale ${n}`,
    pointName: 'Kva han heiter',
    opensAfter: 'Opnar etter',
    codes: 'Registreringskodar',
    codesHelp: 'Det eininga sjølv registrerer med, når noko er gjort.',
    events: {
      'point-1-held': 'Samtalen på sjukehuset er halden',
      'point-2-held': 'Samtalen etter 3–4 månader er halden',
      'point-3-held': 'Samtalen etter 12–18 månader er halden',
      'extra-point-held': 'Ein eigen samtale er halden',
      declined: 'Pasienten har takka nei',
      'intake-done': 'Pasienten er teken imot',
      'route-found': 'Mottakar er funnen',
      'question-answered': 'Eit spørsmål er svara på',
      'gp-appointment-done': 'Time hos fastlegen er avtalt',
      'esas-action-done': 'ESAS er følgt opp',
      'esas-prompt-done': 'ESAS er sendt',
      'next-of-kin-children-done': 'Barn som pårørande er følgde opp',
      'coordinator-referral-done': 'Tilvising til kreftkoordinator er teken imot',
    },
    advanced: 'Avansert: alle innstillingar som tekst',
    advancedHelp:
      'Slik dei blir sende, til å lime inn eller ta vare på. Forma står i /docs under WrittenUnit. Feil blir viste med kvar dei står.',
    json: 'Innstillingar som JSON',
    notJson: 'Dette er ikkje gyldig JSON, og er ikkje teke med.',
    review: 'Sjå kva endringa gjer',
    reviewing: 'Prøver endringa …',
    affects: (count) =>
      count === 1 ? 'Dette kan gjelde 1 ope forløp.' : `Dette kan gjelde ${count} opne forløp.`,
    affectsNone:
      'Ingen pasientar som er i gang, får andre fristar eller påminningar av dette. Det gjeld frå det blir lagra.',
    affectsChanged: (what) => `Endra: ${what}.`,
    settingNames: {
      anchor: 'kva fristane blir rekna frå',
      askAgain: 'spørje igjen etter eit nei',
      sendingHours: 'når meldingar blir sende',
      quietPeriods: 'stille periodar',
      extraPoints: 'eigne samtalar',
      ladders: 'påminningar',
      windows: 'fristar',
    },
    saveNew: 'Lagre for nye forløp',
    saveAll: (count) =>
      count === 1 ? 'Lagre, også for det som er i gang' : `Lagre, også for dei ${count} som er i gang`,
    save: 'Lagre',
    applying: (done) => `Lagra. Opne forløp blir tekne med: ${done} så langt …`,
    applied: (applied, unchanged) =>
      `Lagra. ${applied} forløp fekk nye fristar eller påminningar, ${unchanged} var slik frå før.`,
    applyFailed: (count) =>
      `${count} forløp gjekk ikkje. Prøv igjen om litt; det som er gjort, blir ikkje gjort to gonger.`,
    applyAgain: 'Prøv resten igjen',
    toUnit: 'Til eininga',
    saved: 'Lagra.',
    conflict: 'Nokon andre har endra eininga',
    conflictDetail:
      'Ingenting av ditt er lagra. Hent det som står no, og gjer endringa di på nytt. Treng du å hugse kva du skreiv, sjå nedanfor før du hentar.',
    takeTheirs: 'Hent det som står no',
    errors: 'Dette må rettast før det kan lagrast',
    letters: 'Brev',
  },
  en: {
    newTitle: 'New unit',
    editTitle: (name) => `Change ${name}`,
    help: 'Nothing is saved before you have seen what the change does. Settings hold for new pathways from now on; you choose whether they are to hold for those under way, too.',
    basics: 'About the unit',
    idHelp:
      'Short and lasting, like kommune-3212. Letters, digits and . _ : / -. It cannot be changed later.',
    name: 'Name',
    placeNumber: 'Municipality number',
    placeNumberHelp: 'Four digits. Empty for a coordinating unit without patients of its own.',
    district: 'District (Oslo only, two digits)',
    phoneHelp: 'Stands on what is sent from here.',
    chooseNone: 'Choose',
    contactsHelp:
      'Coordinators get tasks and reminders. Leaders are told when something is not followed up. Who has left loses what was accepted: it goes back to the unit.',
    contact: (n) => `Contact ${n}`,
    contactId: 'Short name',
    contactIdHelp: 'Used when somebody is a deputy. Not a person’s name that outsiders should see.',
    subject: 'The user’s id at sign-in',
    subjectHelp: 'As it stands in the token (sub). By it we know who has left.',
    role: 'Role',
    language: 'Language',
    smsHelp: 'With country code, like +4799999000.',
    disabled: 'Has left: is never told',
    add: {
      contact: 'Add a contact',
      service: 'Add a service',
      line: 'Add a line',
      period: 'Add a quiet period',
      point: 'Add a conversation',
    },
    remove: (what) => `Remove ${what}`,
    removeShort: 'Remove',
    routing: 'Who receives',
    routingHelp:
      'What the municipality leaves to other units of the same municipality. The rest it takes itself.',
    itself: 'The unit itself',
    routes: {
      children: 'Patients who are children',
      nursingHome: 'Patients in a nursing home',
      intake: 'Intake from the hospital',
      points: 'The conversations',
      homeCare: 'Home care, which sends ESAS',
    },
    services: 'Services',
    servicesHelp: 'Suggested for what a patient needs. Write whom to contact; no patients’ names.',
    service: (n) => `Service ${n}`,
    settings: 'Settings',
    usual: 'As usual',
    messages: 'Messages',
    messagesEach: 'Each by itself',
    messagesDigest: 'Together in the morning',
    anchor: 'Deadlines are counted from',
    anchors: { diagnosis: 'The diagnosis', discharge: 'The discharge' },
    catchment: 'Catchment',
    catchmentHelp: 'Municipality numbers, in Oslo with the district: 3212, 0301-12.',
    askAgain: 'After a no',
    afterDays: 'Ask again after so many days',
    offersAtMost: 'So many times at most',
    sendingHours: 'When messages are sent',
    sendingHoursHelp: 'On working days, Norwegian time. Usually 08:00 to 16:00.',
    from: 'From',
    until: 'Until',
    quiet: 'Quiet periods',
    quietHelp:
      'Then messages to leaders and coordinating units wait. Usually weeks 28–30, Christmas week and the days before Easter.',
    quietOwn: 'Own quiet periods instead of the usual ones',
    quietKind: 'Kind',
    quietKinds: { weeks: 'Weeks', dates: 'Dates', easter: 'Before Easter' },
    quietPeriod: (n) => `Quiet period ${n}`,
    week: { from: 'From week', to: 'To and including week' },
    day: { from: 'From date', to: 'To and including date', help: 'Month and day, like 12-24.' },
    beforeEaster: 'Days before Maundy Thursday',
    windows: 'Deadlines',
    windowsHelp:
      'Counted from the opening of the task; for the conversations in the municipality from the diagnosis or discharge. Empty is as usual.',
    windowKeys: {
      'hospital-needs-assessment': 'The conversation in hospital',
      'offer-again': 'Offering a conversation again',
      'municipal-intake': 'Intake in the municipality',
      'point-2': 'The conversation at 3–4 months',
      'point-3': 'The conversation at 12–18 months',
    },
    dueAfter: 'Due after',
    closesAfter: 'Closes after',
    durations: { D: 'days', W: 'weeks', M: 'months', Y: 'years' },
    durationUnit: (what) => `${what}: unit`,
    ladders: 'Own reminders',
    ladderKeys: {
      'hospital-needs-assessment': 'The conversation in hospital',
      'offer-again': 'Offering a conversation again',
      'municipal-intake': 'Intake in the municipality',
      'point-2': 'The conversation at 3–4 months',
      'point-3': 'The conversation at 12–18 months',
      'extra-point': 'Own conversations',
      'gp-appointment': 'GP appointment',
      'esas-action': 'Action on ESAS',
      'esas-prompt': 'Prompt for ESAS',
      question: 'Questions',
    },
    checklist: 'Checklist at intake',
    checklistHelp: 'Instead of the usual one, in the municipality’s own words.',
    checklistLine: (n) => `Line ${n}`,
    checklistText: 'What is to be done',
    absence: (n) => `Absence ${n}`,
    extraPoints: 'Own conversations',
    extraPointsHelp: 'Beside the three, counted from the diagnosis or discharge.',
    extraPoint: (n) => `Own conversation ${n}`,
    pointName: 'What it is called',
    opensAfter: 'Opens after',
    codes: 'Registration codes',
    codesHelp: 'What the unit itself registers by when something is done.',
    events: {
      'point-1-held': 'The conversation in hospital was held',
      'point-2-held': 'The conversation at 3–4 months was held',
      'point-3-held': 'The conversation at 12–18 months was held',
      'extra-point-held': 'An own conversation was held',
      declined: 'The patient has declined',
      'intake-done': 'The patient was received',
      'route-found': 'A receiver was found',
      'question-answered': 'A question was answered',
      'gp-appointment-done': 'A GP appointment was made',
      'esas-action-done': 'ESAS was followed up',
      'esas-prompt-done': 'ESAS was sent',
      'next-of-kin-children-done': 'Children as next of kin were followed up',
      'coordinator-referral-done': 'A referral to a cancer coordinator was received',
    },
    advanced: 'Advanced: all settings as text',
    advancedHelp:
      'As they are sent, to paste in or to keep. The form is in /docs under WrittenUnit. Errors are shown with where they stand.',
    json: 'Settings as JSON',
    notJson: 'This is not valid JSON, and is not taken in.',
    review: 'See what the change does',
    reviewing: 'Trying the change …',
    affects: (count) =>
      count === 1 ? 'This may concern 1 open pathway.' : `This may concern ${count} open pathways.`,
    affectsNone:
      'No patient under way gets other deadlines or reminders by this. It holds from the saving on.',
    affectsChanged: (what) => `Changed: ${what}.`,
    settingNames: {
      anchor: 'what deadlines are counted from',
      askAgain: 'asking again after a no',
      sendingHours: 'when messages are sent',
      quietPeriods: 'quiet periods',
      extraPoints: 'own conversations',
      ladders: 'reminders',
      windows: 'deadlines',
    },
    saveNew: 'Save for new pathways',
    saveAll: (count) =>
      count === 1 ? 'Save, also for the one under way' : `Save, also for the ${count} under way`,
    save: 'Save',
    applying: (done) => `Saved. Open pathways are taken along: ${done} so far …`,
    applied: (applied, unchanged) =>
      `Saved. ${applied} pathways got new deadlines or reminders, ${unchanged} were so already.`,
    applyFailed: (count) => `${count} pathways failed. Try again in a while; what is done is not done twice.`,
    applyAgain: 'Try the rest again',
    toUnit: 'To the unit',
    saved: 'Saved.',
    conflict: 'Somebody else has changed the unit',
    conflictDetail:
      'Nothing of yours is saved. Get what stands now, and make your change again. If you need to remember what you wrote, look below before you do.',
    takeTheirs: 'Get what stands now',
    errors: 'This must be corrected before it can be saved',
    letters: 'Letters',
  },
};
