import type { InEach } from '../../texts/in-each.ts';

export interface Words {
  readonly title: string;
  readonly help: string;
  readonly patient: string;
  readonly nationalId: string;
  readonly name: string;
  readonly phone: string;
  readonly interpreter: string;
  readonly interpreterHelp: string;
  readonly minor: string;
  readonly guardianName: string;
  readonly guardianPhone: string;
  readonly addressProtected: string;
  readonly addressProtectedHelp: string;
  readonly circumstances: string;
  readonly childrenAsNextOfKin: string;
  readonly nursingHome: string;
  readonly municipalServices: string;
  readonly diagnosis: string;
  readonly group: string;
  readonly choose: string;
  readonly diagnosisDate: string;
  readonly relapse: string;
  readonly intent: string;
  readonly intents: Readonly<Record<'curative' | 'palliative' | 'unknown', string>>;
  readonly hospital: string;
  readonly hospitalUnit: string;
  readonly contactHelp: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly readyFrom: string;
  readonly readyFromHelp: string;
  readonly begin: string;
  readonly beginAt: Readonly<Record<1 | 2 | 3, string>>;
  readonly place: string;
  readonly municipality: string;
  readonly otherMunicipality: string;
  readonly municipalityNumber: string;
  readonly district: string;
  readonly gp: string;
  readonly gpUnknown: string;
  readonly answers: string;
  readonly answersHelp: string;
  readonly look: string;
  readonly change: string;
  readonly preview: string;
  readonly previewHelp: string;
  readonly opens: string;
  readonly due: string;
  readonly point: string;
  readonly start: string;
  readonly started: string;
  readonly toPathway: string;
  readonly another: string;
  readonly active: string;
}

const nb: Words = {
  title: 'Ny pasient',
  help: 'For dere uten kobling fra journalsystemet. Forløpet starter når du har sett over datoene og valgt å starte. Den samme pasienten kan ikke startes to ganger ved et uhell.',
  patient: 'Pasienten',
  nationalId: 'Fødselsnummer eller D-nummer (11 siffer)',
  name: 'Navn',
  phone: 'Telefon',
  interpreter: 'Tolk',
  interpreterHelp: 'Språk, hvis pasienten trenger tolk',
  minor: 'Pasienten er under 18 år',
  guardianName: 'Foresattes navn',
  guardianPhone: 'Foresattes telefon',
  addressProtected: 'Adressen er sperret',
  addressProtectedHelp:
    'Da finner koordinerende enhet mottaker for hånd, og ingen i kommunen får beskjed av seg selv.',
  circumstances: 'Situasjonen',
  childrenAsNextOfKin: 'Har barn eller søsken under 18 år som pårørende',
  nursingHome: 'Bor på sykehjem',
  municipalServices: 'Har tjenester fra kommunen',
  diagnosis: 'Diagnosen',
  group: 'Sykdomsgruppe',
  choose: 'Velg',
  diagnosisDate: 'Dato for diagnosen',
  relapse: 'Tilbakefall av tidligere kreft',
  intent: 'Behandlingen er',
  intents: { curative: 'helbredende', palliative: 'lindrende', unknown: 'ikke avklart' },
  hospital: 'Sykehuset',
  hospitalUnit: 'Enhet på sykehuset',
  contactHelp: 'Hvem kommunen kan ringe. Står det tomt, brukes enhetens egen telefon.',
  contactName: 'Kontaktens navn',
  contactPhone: 'Kontaktens telefon',
  readyFrom: 'Samtalen passer tidligst',
  readyFromHelp: 'Tomt: med en gang',
  begin: 'Start med',
  beginAt: { 1: 'samtalen på sykehuset', 2: 'samtalen etter 3–4 måneder', 3: 'samtalen etter 12–18 måneder' },
  place: 'Kommune og fastlege',
  municipality: 'Kommune',
  otherMunicipality: 'En annen kommune',
  municipalityNumber: 'Kommunenummer (fire siffer)',
  district: 'Bydel (to siffer, i Oslo)',
  gp: 'Fastlegekontor',
  gpUnknown: 'Ikke kjent',
  answers: 'Pasientens svar',
  answersHelp: 'Fire svar hver for seg. Er noe ikke spurt om, går ingenting ut av sykehuset før det er det.',
  look: 'Se over',
  change: 'Endre',
  preview: 'Dette blir forløpet',
  previewHelp: 'Ingenting er lagret ennå.',
  opens: 'Åpner',
  due: 'Frist',
  point: 'Samtale',
  start: 'Start forløpet',
  started: 'Forløpet er startet. Enheten som skal holde den første samtalen, har fått beskjed.',
  toPathway: 'Se forløpet',
  another: 'Ny pasient til',
  active: 'Pasienten har allerede et forløp som pågår.',
};
const nn: Words = {
  ...nb,
  help: 'For dykk utan kopling frå journalsystemet. Forløpet startar når du har sett over datoane og valt å starte. Den same pasienten kan ikkje startast to gonger ved eit uhell.',
  name: 'Namn',
  interpreterHelp: 'Språk, dersom pasienten treng tolk',
  guardianName: 'Namnet til den føresette',
  guardianPhone: 'Telefonen til den føresette',
  addressProtected: 'Adressa er sperra',
  addressProtectedHelp:
    'Då finn koordinerande eining mottakar for hand, og ingen i kommunen får beskjed av seg sjølv.',
  circumstances: 'Situasjonen',
  childrenAsNextOfKin: 'Har barn eller sysken under 18 år som pårørande',
  nursingHome: 'Bur på sjukeheim',
  municipalServices: 'Har tenester frå kommunen',
  group: 'Sjukdomsgruppe',
  choose: 'Vel',
  relapse: 'Tilbakefall av tidlegare kreft',
  intents: { curative: 'lækjande', palliative: 'lindrande', unknown: 'ikkje avklart' },
  hospital: 'Sjukehuset',
  hospitalUnit: 'Eining på sjukehuset',
  contactHelp: 'Kven kommunen kan ringje. Står det tomt, blir telefonen til eininga brukt.',
  contactName: 'Namnet til kontakten',
  contactPhone: 'Telefonen til kontakten',
  readyFrom: 'Samtalen passar tidlegast',
  readyFromHelp: 'Tomt: med ein gong',
  begin: 'Start med',
  beginAt: {
    1: 'samtalen på sjukehuset',
    2: 'samtalen etter 3–4 månader',
    3: 'samtalen etter 12–18 månader',
  },
  otherMunicipality: 'Ein annan kommune',
  gpUnknown: 'Ikkje kjent',
  answers: 'Svara til pasienten',
  answersHelp:
    'Fire svar kvar for seg. Er noko ikkje spurt om, går ingenting ut av sjukehuset før det er det.',
  look: 'Sjå over',
  change: 'Endre',
  previewHelp: 'Ingenting er lagra enno.',
  opens: 'Opnar',
  started: 'Forløpet er starta. Eininga som skal halde den første samtalen, har fått beskjed.',
  toPathway: 'Sjå forløpet',
  another: 'Ny pasient til',
  active: 'Pasienten har alt eit forløp som pågår.',
};
const en: Words = {
  title: 'New patient',
  help: 'For those without a connection from the patient record system. The pathway starts when you have looked over the dates and chosen to start. The same patient cannot be started twice by mistake.',
  patient: 'The patient',
  nationalId: 'National identity number or D-number (11 digits)',
  name: 'Name',
  phone: 'Phone',
  interpreter: 'Interpreter',
  interpreterHelp: 'Language, if the patient needs an interpreter',
  minor: 'The patient is under 18',
  guardianName: 'Name of the guardian',
  guardianPhone: 'Phone of the guardian',
  addressProtected: 'The address is protected',
  addressProtectedHelp:
    'Then the coordinating unit finds the receiver by hand, and nobody in the municipality is told by itself.',
  circumstances: 'Circumstances',
  childrenAsNextOfKin: 'Has children or siblings under 18 as next of kin',
  nursingHome: 'Lives in a nursing home',
  municipalServices: 'Has services from the municipality',
  diagnosis: 'The diagnosis',
  group: 'Diagnosis group',
  choose: 'Choose',
  diagnosisDate: 'Date of the diagnosis',
  relapse: 'Relapse of an earlier cancer',
  intent: 'The treatment is',
  intents: { curative: 'curative', palliative: 'palliative', unknown: 'not settled' },
  hospital: 'The hospital',
  hospitalUnit: 'Unit at the hospital',
  contactHelp: 'Whom the municipality can call. Where it is empty, the unit’s own phone is used.',
  contactName: 'Name of the contact',
  contactPhone: 'Phone of the contact',
  readyFrom: 'The conversation suits from',
  readyFromHelp: 'Empty: at once',
  begin: 'Begin with',
  beginAt: {
    1: 'the conversation in hospital',
    2: 'the conversation at 3–4 months',
    3: 'the conversation at 12–18 months',
  },
  place: 'Municipality and GP',
  municipality: 'Municipality',
  otherMunicipality: 'Another municipality',
  municipalityNumber: 'Municipality number (four digits)',
  district: 'District (two digits, in Oslo)',
  gp: 'GP office',
  gpUnknown: 'Not known',
  answers: 'The patient’s answers',
  answersHelp:
    'Four separate answers. Where something has not been asked, nothing leaves the hospital until it has.',
  look: 'Look over',
  change: 'Change',
  preview: 'This is how it will go',
  previewHelp: 'Nothing is stored yet.',
  opens: 'Opens',
  due: 'Due',
  point: 'Conversation',
  start: 'Start the pathway',
  started: 'The pathway has started. The unit that is to hold the first conversation has been told.',
  toPathway: 'See the pathway',
  another: 'Another new patient',
  active: 'The patient already has an active pathway.',
};
export const texts: InEach<Words> = { nb, nn, en };
