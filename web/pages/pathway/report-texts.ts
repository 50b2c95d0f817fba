import type { InEach } from '../../texts/in-each.ts';
import type { guardianFields, patientFields, Reportable } from './report.ts';

export interface ReportWords {
  readonly title: string;
  readonly help: string;
  readonly what: string;
  readonly choose: string;
  readonly names: Readonly<Record<Reportable, string>>;
  /** What it will do, said before it is sent. */
  readonly does: Readonly<Record<Reportable, string>>;
  readonly happens: string;
  readonly occurredOn: string;
  readonly sure: Readonly<Partial<Record<Reportable, string>>>;
  readonly report: string;
  readonly nothing: string;
  readonly reported: string;
  readonly unchanged: string;
  readonly place: string;
  readonly choosePlace: string;
  readonly otherPlace: string;
  readonly number: string;
  readonly numberHelp: string;
  readonly district: string;
  readonly districtHelp: string;
  readonly gp: string;
  readonly newGp: string;
  readonly chooseGp: string;
  readonly gpUnchanged: string;
  readonly noScore: string;
  readonly esasHelp: string;
  readonly patient: Readonly<
    Record<(typeof patientFields)[number] | (typeof guardianFields)[number], string>
  >;
  readonly interpreterHelp: string;
  readonly addressProtected: string;
  readonly employee: string;
  readonly otherEmployee: string;
  readonly subject: string;
  readonly subjectHelp: string;
  readonly takeBack: string;
  readonly takeBackDoes: string;
  readonly reason: string;
  readonly reasonHelp: string;
  readonly takenBack: string;
  readonly openEarly: (point: string) => string;
  readonly openDoes: string;
  /** What must be done first follows. */
  readonly openAfter: string;
  readonly openNow: string;
  readonly openRefused: string;
  readonly opened: string;
  readonly toTask: string;
  readonly ask: string;
  readonly askWhom: string;
  readonly askText: string;
  readonly askDoes: string;
  readonly askRefused: string;
  readonly asked: string;
}

const nb: ReportWords = {
  title: 'Meld fra om pasienten',
  help: 'Det du melder, gjelder hele forløpet, og de andre enhetene får vite det de trenger. Alt kan tas tilbake.',
  what: 'Hva har skjedd?',
  choose: 'Velg',
  names: {
    'answers-changed': 'Pasienten har svart noe annet',
    moved: 'Pasienten har flyttet',
    'gp-changed': 'Ny eller bekreftet fastlege',
    'esas-reported': 'Symptomer er målt (ESAS)',
    'function-declining': 'Funksjonen faller raskt',
    'circumstances-changed': 'Forhold rundt pasienten',
    'patient-corrected': 'Navn, telefon eller annet må rettes',
    'staff-blocked': 'Sperr en ansatt',
    withdrawn: 'Pasienten trekker seg',
    'moved-away': 'Pasienten har flyttet ut av området',
    deceased: 'Pasienten er død',
  },
  does: {
    'answers-changed':
      'Et nei til forløpet eller til deling avslutter det kommunen ikke lenger skal gjøre. Et ja tar forløpet opp der det stanset. Svar du ikke endrer, står som de er.',
    moved:
      'Åpne oppgaver i kommunen går til den nye kommunen med samme frist. Er ingen åpne, får den nye kommunen beskjed om å ta imot pasienten. Den gamle får vite at oppgaven ikke lenger er deres.',
    'gp-changed':
      'Kopier går til denne fastlegen fra nå av. Kopier som venter på at fastlegen skal bekreftes, sendes nå.',
    'esas-reported':
      'Er noe 3 eller mer, får enheten din en oppgave om å følge opp innen to virkedager. Haster det, ring: dette er ikke for øyeblikkelig hjelp.',
    'function-declining':
      'Sykehuset får en oppgave om å få til time hos fastlegen innen to virkedager, og fastlegen får vite det. Haster det, ring: dette er ikke for øyeblikkelig hjelp.',
    'circumstances-changed':
      'Barn som pårørende gir sykehuset en oppgave om dem. Barn, sykehjem og kommunale tjenester avgjør hvem i kommunen som får oppgavene.',
    'patient-corrected':
      'Opplysningene rettes for alle som har en del i forløpet. Sperres adressen, finner koordinerende enhet fram til rett mottaker for hånd.',
    'staff-blocked':
      'Den ansatte ser ikke lenger noe av forløpet: siden, oppgavene og meldingene er borte for vedkommende, og navnet står ikke i lister og søk. Andre i enheten ser det de så før. Frister og oppgaver endres ikke. Har den ansatte en oppgave her, må en kollega ta den. Sperrer du deg selv, kan bare andre ta det tilbake.',
    withdrawn:
      'Forløpet avsluttes. Åpne oppgaver avsluttes, og enhetene som har dem, og fastlegen får en nøytral beskjed. Ingenting mer sendes.',
    'moved-away':
      'Forløpet avsluttes. Åpne oppgaver avsluttes, og enhetene som har dem, og fastlegen får en nøytral beskjed. Bruk «Pasienten har flyttet» når den nye kommunen er med.',
    deceased:
      'Forløpet avsluttes med en gang. Åpne oppgaver avsluttes, og enhetene som har dem, og fastlegen får en nøytral beskjed. En oppgave om barn som pårørende blir stående.',
  },
  happens: 'Dette skjer',
  occurredOn: 'Dato det skjedde',
  sure: {
    withdrawn: 'Pasienten har selv sagt at forløpet ikke er ønsket',
    'moved-away': 'Jeg er sikker på at pasienten har flyttet ut av området',
    deceased: 'Jeg er sikker på at pasienten er død',
  },
  report: 'Meld fra',
  nothing: 'Ingenting er fylt ut eller endret.',
  reported: 'Meldt. Ble det feil, kan det tas tilbake under «Meldt om pasienten».',
  unchanged: 'Uendret',
  place: 'Ny kommune',
  choosePlace: 'Velg kommune eller bydel',
  otherPlace: 'En annen kommune',
  number: 'Kommunenummer',
  numberHelp: 'Fire siffer',
  district: 'Bydel i Oslo',
  districtHelp: 'To siffer',
  gp: 'Fastlege',
  newGp: 'Ny fastlege',
  chooseGp: 'Velg fastlegekontor',
  gpUnchanged: 'Den samme, eller ikke kjent',
  noScore: 'Ikke målt',
  esasHelp: 'Fra 0, ikke i det hele tatt, til 10, verst tenkelig. Fyll ut det som er målt.',
  patient: {
    name: 'Navn',
    nationalId: 'Fødselsnummer',
    phone: 'Telefon',
    interpreter: 'Tolk: språk',
    guardianName: 'Foresatt: navn',
    guardianPhone: 'Foresatt: telefon',
  },
  interpreterHelp: 'Språkkode, for eksempel pl, ar eller so',
  addressProtected: 'Adressen er sperret',
  employee: 'Den ansatte',
  otherEmployee: 'En annen: skriv id-en',
  subject: 'Den ansattes id',
  subjectHelp:
    'Står i parentes etter navnet i «Hvem har sett». Skriv den helt likt. Ikke skriv navn eller fødselsnummer.',
  takeBack: 'Ta tilbake',
  takeBackDoes:
    'Det blir som om det aldri var meldt: planen legges på nytt, oppgaver kommer tilbake slik de var, og de som fikk beskjed, får vite at den var feil.',
  reason: 'Hvorfor var det feil?',
  reasonHelp: 'Skriv ikke mer om pasienten enn du må.',
  takenBack: 'Tatt tilbake.',
  openEarly: (point) => `Åpne før tiden: ${point}`,
  openDoes:
    'Er det behov for samtalen nå, trenger ikke pasienten å vente. Oppgaven kommer med en gang. Sykehusets frist regnes fra nå av; kommunens blir den samme som før.',
  openAfter: 'Den kan åpnes når dette er gjort:',
  openNow: 'Åpne nå',
  openRefused:
    'Den kan ikke åpnes nå: noe annet må gjøres først, eller pasienten har ikke sagt ja til forløpet og til deling.',
  opened: 'Åpnet. Oppgaven er i listen.',
  toTask: 'Til oppgaven',
  ask: 'Still et spørsmål',
  askWhom: 'Hvem spør du?',
  askText: 'Spørsmålet',
  askDoes: 'Enheten får en oppgave om å svare. Bare dere to ser spørsmålet og svaret.',
  askRefused: 'Enheten har ikke noe med forløpet å gjøre nå, eller forløpet er avsluttet. Velg en annen.',
  asked: 'Spørsmålet er sendt.',
};

const nn: ReportWords = {
  title: 'Meld frå om pasienten',
  help: 'Det du melder, gjeld heile forløpet, og dei andre einingane får vite det dei treng. Alt kan takast tilbake.',
  what: 'Kva har hendt?',
  choose: 'Vel',
  names: {
    'answers-changed': 'Pasienten har svart noko anna',
    moved: 'Pasienten har flytta',
    'gp-changed': 'Ny eller stadfesta fastlege',
    'esas-reported': 'Symptom er målte (ESAS)',
    'function-declining': 'Funksjonen fell raskt',
    'circumstances-changed': 'Forhold rundt pasienten',
    'patient-corrected': 'Namn, telefon eller anna må rettast',
    'staff-blocked': 'Sperr ein tilsett',
    withdrawn: 'Pasienten trekkjer seg',
    'moved-away': 'Pasienten har flytta ut av området',
    deceased: 'Pasienten er død',
  },
  does: {
    'answers-changed':
      'Eit nei til forløpet eller til deling avsluttar det kommunen ikkje lenger skal gjere. Eit ja tek forløpet opp der det stansa. Svar du ikkje endrar, står som dei er.',
    moved:
      'Opne oppgåver i kommunen går til den nye kommunen med same frist. Er ingen opne, får den nye kommunen melding om å ta imot pasienten. Den gamle får vite at oppgåva ikkje lenger er deira.',
    'gp-changed':
      'Kopiar går til denne fastlegen frå no av. Kopiar som ventar på at fastlegen skal stadfestast, blir sende no.',
    'esas-reported':
      'Er noko 3 eller meir, får eininga di ei oppgåve om å følgje opp innan to vyrkedagar. Hastar det, ring: dette er ikkje for akutt hjelp.',
    'function-declining':
      'Sjukehuset får ei oppgåve om å få til time hos fastlegen innan to vyrkedagar, og fastlegen får vite det. Hastar det, ring: dette er ikkje for akutt hjelp.',
    'circumstances-changed':
      'Barn som pårørande gir sjukehuset ei oppgåve om dei. Barn, sjukeheim og kommunale tenester avgjer kven i kommunen som får oppgåvene.',
    'patient-corrected':
      'Opplysningane blir retta for alle som har ein del i forløpet. Blir adressa sperra, finn koordinerande eining fram til rett mottakar for hand.',
    'staff-blocked':
      'Den tilsette ser ikkje lenger noko av forløpet: sida, oppgåvene og meldingane er borte for vedkomande, og namnet står ikkje i lister og søk. Andre i eininga ser det dei såg før. Fristar og oppgåver blir ikkje endra. Har den tilsette ei oppgåve her, må ein kollega ta henne. Sperrar du deg sjølv, kan berre andre ta det tilbake.',
    withdrawn:
      'Forløpet blir avslutta. Opne oppgåver blir avslutta, og einingane som har dei, og fastlegen får ei nøytral melding. Ingenting meir blir sendt.',
    'moved-away':
      'Forløpet blir avslutta. Opne oppgåver blir avslutta, og einingane som har dei, og fastlegen får ei nøytral melding. Bruk «Pasienten har flytta» når den nye kommunen er med.',
    deceased:
      'Forløpet blir avslutta med ein gong. Opne oppgåver blir avslutta, og einingane som har dei, og fastlegen får ei nøytral melding. Ei oppgåve om barn som pårørande blir ståande.',
  },
  happens: 'Dette hender',
  occurredOn: 'Dato det hende',
  sure: {
    withdrawn: 'Pasienten har sjølv sagt at forløpet ikkje er ønskt',
    'moved-away': 'Eg er sikker på at pasienten har flytta ut av området',
    deceased: 'Eg er sikker på at pasienten er død',
  },
  report: 'Meld frå',
  nothing: 'Ingenting er fylt ut eller endra.',
  reported: 'Meldt. Vart det feil, kan det takast tilbake under «Meldt om pasienten».',
  unchanged: 'Uendra',
  place: 'Ny kommune',
  choosePlace: 'Vel kommune eller bydel',
  otherPlace: 'Ein annan kommune',
  number: 'Kommunenummer',
  numberHelp: 'Fire siffer',
  district: 'Bydel i Oslo',
  districtHelp: 'To siffer',
  gp: 'Fastlege',
  newGp: 'Ny fastlege',
  chooseGp: 'Vel fastlegekontor',
  gpUnchanged: 'Den same, eller ikkje kjend',
  noScore: 'Ikkje målt',
  esasHelp: 'Frå 0, ikkje i det heile, til 10, verst tenkjeleg. Fyll ut det som er målt.',
  patient: {
    name: 'Namn',
    nationalId: 'Fødselsnummer',
    phone: 'Telefon',
    interpreter: 'Tolk: språk',
    guardianName: 'Føresett: namn',
    guardianPhone: 'Føresett: telefon',
  },
  interpreterHelp: 'Språkkode, til dømes pl, ar eller so',
  addressProtected: 'Adressa er sperra',
  employee: 'Den tilsette',
  otherEmployee: 'Ein annan: skriv id-en',
  subject: 'Id-en til den tilsette',
  subjectHelp:
    'Står i parentes etter namnet i «Kven har sett». Skriv han heilt likt. Ikkje skriv namn eller fødselsnummer.',
  takeBack: 'Ta tilbake',
  takeBackDoes:
    'Det blir som om det aldri var meldt: planen blir lagd på nytt, oppgåver kjem tilbake slik dei var, og dei som fekk melding, får vite at ho var feil.',
  reason: 'Kvifor var det feil?',
  reasonHelp: 'Skriv ikkje meir om pasienten enn du må.',
  takenBack: 'Teke tilbake.',
  openEarly: (point) => `Opne før tida: ${point}`,
  openDoes:
    'Er det behov for samtalen no, treng ikkje pasienten vente. Oppgåva kjem med ein gong. Fristen til sjukehuset blir rekna frå no av; den til kommunen blir den same som før.',
  openAfter: 'Han kan opnast når dette er gjort:',
  openNow: 'Opne no',
  openRefused:
    'Han kan ikkje opnast no: noko anna må gjerast først, eller pasienten har ikkje sagt ja til forløpet og til deling.',
  opened: 'Opna. Oppgåva er i lista.',
  toTask: 'Til oppgåva',
  ask: 'Still eit spørsmål',
  askWhom: 'Kven spør du?',
  askText: 'Spørsmålet',
  askDoes: 'Eininga får ei oppgåve om å svare. Berre de to ser spørsmålet og svaret.',
  askRefused: 'Eininga har ikkje noko med forløpet å gjere no, eller forløpet er avslutta. Vel ei anna.',
  asked: 'Spørsmålet er sendt.',
};

const en: ReportWords = {
  title: 'Report about the patient',
  help: 'What you report holds for the whole pathway, and the other units are told what they need. All of it can be taken back.',
  what: 'What has happened?',
  choose: 'Choose',
  names: {
    'answers-changed': 'The patient has answered otherwise',
    moved: 'The patient has moved',
    'gp-changed': 'A new or confirmed GP',
    'esas-reported': 'Symptoms were measured (ESAS)',
    'function-declining': 'Function is declining rapidly',
    'circumstances-changed': 'Circumstances of the patient',
    'patient-corrected': 'Name, phone or other details are wrong',
    'staff-blocked': 'Block an employee',
    withdrawn: 'The patient withdraws',
    'moved-away': 'The patient has moved out of the area',
    deceased: 'The patient has died',
  },
  does: {
    'answers-changed':
      'A no to the pathway or to sharing ends what the municipality is no longer to do. A yes takes the pathway up where it stopped. Answers you do not change stand as they are.',
    moved:
      'Open tasks of the municipality go to the new one with the same deadline. If none is open, the new municipality is asked to receive the patient. The old one hears that the task is no longer theirs.',
    'gp-changed':
      'Copies go to this GP from now on. Copies that wait for the GP to be confirmed are sent now.',
    'esas-reported':
      'If anything is 3 or more, your unit gets a task to act on it within two working days. If it is urgent, call: this is not for emergencies.',
    'function-declining':
      'The hospital gets a task to bring about an appointment with the GP within two working days, and the GP is told. If it is urgent, call: this is not for emergencies.',
    'circumstances-changed':
      'Children as next of kin give the hospital a task about them. Children, nursing home and municipal services decide who in the municipality gets the tasks.',
    'patient-corrected':
      'The details are corrected for all who have a part in the pathway. If the address is protected, the coordinating unit finds the right receiver by hand.',
    'staff-blocked':
      'That employee no longer sees anything of the pathway: the page, the tasks and the notices are gone for that person, and lists and searches do not show the name. Others in the unit see what they saw before. Deadlines and tasks do not change. If the employee has a task here, a colleague must take it. If you block yourself, only others can take it back.',
    withdrawn:
      'The pathway ends. Open tasks are closed, and the units that have them and the GP are told neutrally. Nothing more is sent.',
    'moved-away':
      'The pathway ends. Open tasks are closed, and the units that have them and the GP are told neutrally. Use “The patient has moved” where the new municipality takes part.',
    deceased:
      'The pathway ends at once. Open tasks are closed, and the units that have them and the GP are told neutrally. A task about children as next of kin stays.',
  },
  happens: 'This will happen',
  occurredOn: 'Date it happened',
  sure: {
    withdrawn: 'The patient has said that the pathway is not wanted',
    'moved-away': 'I am sure that the patient has moved out of the area',
    deceased: 'I am sure that the patient has died',
  },
  report: 'Report',
  nothing: 'Nothing was filled in or changed.',
  reported: 'Reported. If it was wrong, it can be taken back under “Reported about the patient”.',
  unchanged: 'Unchanged',
  place: 'New municipality',
  choosePlace: 'Choose a municipality or district',
  otherPlace: 'Another municipality',
  number: 'Municipality number',
  numberHelp: 'Four digits',
  district: 'District of Oslo',
  districtHelp: 'Two digits',
  gp: 'GP',
  newGp: 'New GP',
  chooseGp: 'Choose a GP office',
  gpUnchanged: 'The same, or not known',
  noScore: 'Not measured',
  esasHelp: 'From 0, not at all, to 10, the worst possible. Fill in what was measured.',
  patient: {
    name: 'Name',
    nationalId: 'National id',
    phone: 'Phone',
    interpreter: 'Interpreter: language',
    guardianName: 'Guardian: name',
    guardianPhone: 'Guardian: phone',
  },
  interpreterHelp: 'Language code, e.g. pl, ar or so',
  addressProtected: 'The address is protected',
  employee: 'The employee',
  otherEmployee: 'Somebody else: write the id',
  subject: 'The employee’s id',
  subjectHelp:
    'It stands in brackets after the name in “Who has looked”. Write it exactly as it is there. Do not write a name or a national id.',
  takeBack: 'Take back',
  takeBackDoes:
    'It will be as if it had never been reported: the plan is made anew, tasks come back as they were, and those who were told hear that it was wrong.',
  reason: 'Why was it wrong?',
  reasonHelp: 'Write no more about the patient than you must.',
  takenBack: 'Taken back.',
  openEarly: (point) => `Open early: ${point}`,
  openDoes:
    'If the conversation is needed now, the patient need not wait. The task comes at once. A hospital’s deadline counts from now on; a municipality’s stays as it was.',
  openAfter: 'It can be opened when this is done:',
  openNow: 'Open now',
  openRefused:
    'It cannot be opened now: something else must be done first, or the patient has not said yes to the pathway and to sharing.',
  opened: 'Opened. The task is in the list.',
  toTask: 'To the task',
  ask: 'Ask a question',
  askWhom: 'Whom do you ask?',
  askText: 'The question',
  askDoes: 'The unit gets a task to answer. Only you two see question and answer.',
  askRefused:
    'The unit has nothing to do with the pathway now, or the pathway has ended. Choose another one.',
  asked: 'The question was sent.',
};

export const reportTexts: InEach<ReportWords> = { nb, nn, en };
