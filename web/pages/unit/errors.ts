import type { InEach } from '../../texts/in-each.ts';

interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** What the API says of a unit that does not hold, in Norwegian; a message that is not here is shown as it came. */
const messages: Readonly<Record<string, { readonly nb: string; readonly nn: string }>> = {
  'Must be the one in the address.': { nb: 'Kan ikke endres.', nn: 'Kan ikkje endrast.' },
  'Is taken.': { nb: 'Er opptatt. Velg en annen.', nn: 'Er oppteken. Vel ein annan.' },
  'A unit cannot be above itself.': {
    nb: 'En enhet kan ikke stå over seg selv.',
    nn: 'Ei eining kan ikkje stå over seg sjølv.',
  },
  'Names no unit of the directory.': {
    nb: 'Enheten finnes ikke i registeret.',
    nn: 'Eininga finst ikkje i registeret.',
  },
  'A hospital unit belongs to a trust.': {
    nb: 'En sykehusenhet må høre til et helseforetak.',
    nn: 'Ei sjukehuseining må høyre til eit helseføretak.',
  },
  'Is another contact’s of the unit.': {
    nb: 'Brukes av en annen kontakt i enheten.',
    nn: 'Blir brukt av ein annan kontakt i eininga.',
  },
  'Is before the first day.': { nb: 'Er før første dag.', nn: 'Er før første dag.' },
  'Nobody stands in for themselves.': {
    nb: 'Ingen kan være stedfortreder for seg selv.',
    nn: 'Ingen kan vere vikar for seg sjølv.',
  },
  'Names no contact of the unit.': { nb: 'Er ingen kontakt i enheten.', nn: 'Er ingen kontakt i eininga.' },
  'needs an e-mail address or a number for SMS': {
    nb: 'Trenger en e-postadresse eller et nummer for SMS.',
    nn: 'Treng ei e-postadresse eller eit nummer for SMS.',
  },
  'Stands on the coordinating unit of a trust.': {
    nb: 'Hører til på helseforetakets koordinerende enhet.',
    nn: 'Høyrer til på den koordinerande eininga til helseføretaket.',
  },
  'Stands on a unit of a municipality.': {
    nb: 'Hører til på en kommunal enhet.',
    nn: 'Høyrer til på ei kommunal eining.',
  },
  'Is in the catchment of another trust.': {
    nb: 'Hører til et annet helseforetaks opptaksområde.',
    nn: 'Høyrer til opptaksområdet til eit anna helseføretak.',
  },
  'Names no unit of the same municipality.': {
    nb: 'Er ingen enhet i samme kommune.',
    nn: 'Er inga eining i same kommunen.',
  },
  'Is a task of hospitals.': { nb: 'Er en oppgave for sykehus.', nn: 'Er ei oppgåve for sjukehus.' },
  'Must open, then be due, then close.': {
    nb: 'Må åpne først, så ha frist, så lukkes.',
    nn: 'Må opne først, så ha frist, så bli lukka.',
  },
  'The ladder does not lie inside it: set that, too.': {
    nb: 'Påminnelsene faller utenfor: endre dem også, under Påminnelser og varsler.',
    nn: 'Påminningane fell utanfor: endre dei òg, under Påminningar og varsel.',
  },
  'Only points are counted from the anchor.': {
    nb: 'Bare samtalene regnes fra diagnosen eller utskrivelsen (anchor).',
    nn: 'Berre samtalane blir rekna frå diagnosen eller utskrivinga (anchor).',
  },
  'Lies outside the window of the task.': {
    nb: 'Faller utenfor tiden oppgaven er åpen.',
    nn: 'Fell utanfor tida oppgåva er open.',
  },
  'Comes before one above it.': { nb: 'Kommer før en som står over.', nn: 'Kjem før ei som står over.' },
  'Must be at least two hours after `from`.': {
    nb: 'Må være minst to timer etter «fra».',
    nn: 'Må vere minst to timar etter «frå».',
  },
  'Must begin before it ends.': { nb: 'Må begynne før den slutter.', nn: 'Må byrje før han sluttar.' },
  'Is no day of a year.': { nb: 'Er ingen dag i året.', nn: 'Er ingen dag i året.' },
  'Must leave some working day of each year.': {
    nb: 'Noen arbeidsdager må bli igjen hvert år.',
    nn: 'Nokre arbeidsdagar må bli att kvart år.',
  },
  'Has something in braces that is not filled in.': {
    nb: 'Noe i klammer fylles ikke ut: bruk bare dem som er nevnt.',
    nn: 'Noko i klammar blir ikkje fylt ut: bruk berre dei som er nemnde.',
  },
  'Is there already in that language.': {
    nb: 'Finnes fra før på dette språket.',
    nn: 'Finst frå før på dette språket.',
  },
  'a language like nb, se or pl': {
    nb: 'En språkkode som nb eller pl.',
    nn: 'Ein språkkode som nb eller pl.',
  },
  'Has a code already.': { nb: 'Har en kode fra før.', nn: 'Har ein kode frå før.' },
  'four digits': { nb: 'Fire siffer.', nn: 'Fire siffer.' },
  'two digits': { nb: 'To siffer.', nn: 'To siffer.' },
  'E.164, e.g. +4799999000': { nb: 'Med landkode, som +4799999000.', nn: 'Med landkode, som +4799999000.' },
  'digits, with + before a country code': {
    nb: 'Siffer, med + før landkoden.',
    nn: 'Siffer, med + før landkoden.',
  },
  'letters, digits and ._:/- only': {
    nb: 'Bare bokstaver, tall og ._:/-',
    nn: 'Berre bokstavar, tal og ._:/-',
  },
  'letters, digits, spaces and ._:/- only': {
    nb: 'Bare bokstaver, tall, mellomrom og ._:/-',
    nn: 'Berre bokstavar, tal, mellomrom og ._:/-',
  },
  'a time like 08:00': { nb: 'Et klokkeslett som 08:00.', nn: 'Eit klokkeslett som 08:00.' },
  'a day like 12-24': { nb: 'En dag som 12-24.', nn: 'Ein dag som 12-24.' },
  'has two lines with the same key': { nb: 'To punkter har samme nøkkel.', nn: 'To punkt har same nøkkel.' },
  'a duration in days, weeks, months or years, like P6W': {
    nb: 'Skriv et antall dager, uker, måneder eller år.',
    nn: 'Skriv eit tal på dagar, veker, månader eller år.',
  },
  'Invalid email address': { nb: 'Er ingen e-postadresse.', nn: 'Er inga e-postadresse.' },
};

/** What the API says of a field that it needs and did not get. */
export const MISSING = 'Invalid input: expected string, received undefined';

/** What was left out, and what is no number in days or months. */
const patterns: readonly (readonly [
  RegExp,
  { readonly nb: string; readonly nn: string; readonly en: string },
])[] = [
  [
    /received undefined|expected one of|^Too small: expected string/,
    { nb: 'Må fylles ut.', nn: 'Må fyllast ut.', en: 'Must be filled in.' },
  ],
  [/^Invalid input$/, { nb: 'Fyll ut alle feltene.', nn: 'Fyll ut alle felta.', en: 'Fill in all fields.' }],
  [/^Is more than \d+ (days|months)\.$/, { nb: 'Er for lenge.', nn: 'Er for lenge.', en: 'Is too long.' }],
];

const asIs = (message: string) => message;

/** The message in the reader's language. */
export const errorWords: InEach<(message: string) => string> = {
  nb: (message) => messages[message]?.nb ?? worded(message, 'nb'),
  nn: (message) => messages[message]?.nn ?? worded(message, 'nn'),
  en: (message) => worded(message, 'en'),
};

function worded(message: string, language: 'nb' | 'nn' | 'en'): string {
  return patterns.find(([pattern]) => pattern.test(message))?.[1][language] ?? asIs(message);
}

/** By path: what is wrong with that field, the first that was found. */
export function byPath(errors: readonly FieldError[]): ReadonlyMap<string, string> {
  return new Map(errors.toReversed().map(({ path, message }) => [path, message]));
}
