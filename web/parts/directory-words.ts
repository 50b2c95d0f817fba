import type { ProblemKind, Severity } from '../../domain/directory-check.ts';
import type { InEach } from '../texts/words.ts';

/** What the directory check finds, as those who mend it say it. `about` is the other unit's name, or a place. */
export interface DirectoryWords {
  readonly checking: string;
  readonly sound: (checked: number) => string;
  readonly unreachable: (count: number) => string;
  readonly toMend: (count: number) => string;
  readonly show: string;
  /** An address by its channel and the place of its contact, counted from 1. */
  readonly address: (channel: string, n: number) => string;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly problems: Readonly<Record<ProblemKind, (about: string) => string>>;
}

export const directoryWords: InEach<DirectoryWords> = {
  nb: {
    checking: 'Registeret sjekkes …',
    sound: (checked) =>
      checked === 1
        ? 'Alt er i orden: enheten kan nås, og har det den trenger.'
        : `Alt er i orden i de ${checked} enhetene: alle kan nås, og ingenting mangler.`,
    unreachable: (count) => (count === 1 ? '1 enhet kan ikke nås' : `${count} enheter kan ikke nås`),
    toMend: (count) =>
      count === 1 ? '1 enhet har noe som bør rettes' : `${count} enheter har noe som bør rettes`,
    show: 'Vis hva det er',
    address: (channel, n) =>
      channel === 'sms' ? `SMS-nummeret til kontakt ${n}` : `e-posten til kontakt ${n}`,
    severities: { stops: 'Stopper noe', detours: 'Går en omvei', lacks: 'Mangler' },
    problems: {
      'nobody-reachable': () =>
        'Ingen kontakt kan nås. Oppgaver her meldes til enheten over, og nye pasienter må fordeles for hånd.',
      'above-missing': (about) => `Enheten over, ${about}, finnes ikke. Legg den inn, eller velg en annen.`,
      'above-in-circle': () => 'Enheten står over seg selv, gjennom andre. Velg en annen enhet over.',
      'trust-without-coordinating-unit': (about) =>
        `Helseforetaket ${about} har ingen koordinerende enhet: en sykehusenhet uten noen over seg.`,
      'no-receiving-unit': (about) =>
        `Ingen enhet i ${about} tar imot pasienter. De må fordeles for hånd til enheten er lagt inn og kan nås.`,
      'all-away': () =>
        'Alle som kan nås, er borte i dag, og ingen stedfortreder er der. Meldinger går til dem likevel.',
      'address-fails': (about) =>
        `Meldinger til ${about} kommer ikke fram. Rett adressen, eller lagre på nytt hvis den er riktig.`,
      'above-not-coordinating': (about) =>
        `Enheten over, ${about}, har selv en enhet over seg. Velg den øverste.`,
      'above-of-others': (about) =>
        `Enheten over, ${about}, er av et annet slag eller hører til et annet helseforetak.`,
      'route-to-nowhere': (about) => `En rute går til ${about}, som ikke er en kommunal enhet i registeret.`,
      'route-unreachable': (about) =>
        `En rute går til ${about}, der ingen kan nås. Så lenge tar enheten selv imot.`,
      'second-coordinating-unit': (about) =>
        `${about} koordinerer helseforetaket allerede. Sett den som enheten over denne.`,
      'second-receiving-unit': (about) =>
        `${about} tar imot for samme sted. Denne enheten får ingenting uten en rute derfra.`,
      'in-no-catchment': (about) => `${about} hører ikke til opptaksområdet til noe helseforetak.`,
      'no-leader': () => 'Ingen leder kan nås. Det som ikke blir fulgt opp, går rett til enheten over.',
      'no-phone': () => 'Telefonnummer mangler. Andre ser ikke hvem de kan ringe.',
    },
  },
  nn: {
    checking: 'Registeret blir sjekka …',
    sound: (checked) =>
      checked === 1
        ? 'Alt er i orden: eininga kan nåast, og har det ho treng.'
        : `Alt er i orden i dei ${checked} einingane: alle kan nåast, og ingenting manglar.`,
    unreachable: (count) => (count === 1 ? '1 eining kan ikkje nåast' : `${count} einingar kan ikkje nåast`),
    toMend: (count) =>
      count === 1 ? '1 eining har noko som bør rettast' : `${count} einingar har noko som bør rettast`,
    show: 'Vis kva det er',
    address: (channel, n) =>
      channel === 'sms' ? `SMS-nummeret til kontakt ${n}` : `e-posten til kontakt ${n}`,
    severities: { stops: 'Stoppar noko', detours: 'Går ein omveg', lacks: 'Manglar' },
    problems: {
      'nobody-reachable': () =>
        'Ingen kontakt kan nåast. Oppgåver her blir melde til eininga over, og nye pasientar må fordelast for hand.',
      'above-missing': (about) => `Eininga over, ${about}, finst ikkje. Legg henne inn, eller vel ei anna.`,
      'above-in-circle': () => 'Eininga står over seg sjølv, gjennom andre. Vel ei anna eining over.',
      'trust-without-coordinating-unit': (about) =>
        `Helseføretaket ${about} har inga koordinerande eining: ei sjukehuseining utan nokon over seg.`,
      'no-receiving-unit': (about) =>
        `Inga eining i ${about} tek imot pasientar. Dei må fordelast for hand til eininga er lagd inn og kan nåast.`,
      'all-away': () =>
        'Alle som kan nåast, er borte i dag, og ingen vikar er der. Meldingar går til dei likevel.',
      'address-fails': (about) =>
        `Meldingar til ${about} kjem ikkje fram. Rett adressa, eller lagre på nytt om ho er rett.`,
      'above-not-coordinating': (about) =>
        `Eininga over, ${about}, har sjølv ei eining over seg. Vel den øvste.`,
      'above-of-others': (about) =>
        `Eininga over, ${about}, er av eit anna slag eller høyrer til eit anna helseføretak.`,
      'route-to-nowhere': (about) =>
        `Ei rute går til ${about}, som ikkje er ei kommunal eining i registeret.`,
      'route-unreachable': (about) =>
        `Ei rute går til ${about}, der ingen kan nåast. Så lenge tek eininga sjølv imot.`,
      'second-coordinating-unit': (about) =>
        `${about} koordinerer helseføretaket allereie. Set henne som eininga over denne.`,
      'second-receiving-unit': (about) =>
        `${about} tek imot for same stad. Denne eininga får ingenting utan ei rute derifrå.`,
      'in-no-catchment': (about) => `${about} høyrer ikkje til opptaksområdet til noko helseføretak.`,
      'no-leader': () => 'Ingen leiar kan nåast. Det som ikkje blir følgt opp, går rett til eininga over.',
      'no-phone': () => 'Telefonnummer manglar. Andre ser ikkje kven dei kan ringje.',
    },
  },
  en: {
    checking: 'Checking the directory …',
    sound: (checked) =>
      checked === 1
        ? 'All is well: the unit can be reached, and has what it needs.'
        : `All is well in the ${checked} units: everybody can be reached, and nothing is missing.`,
    unreachable: (count) => (count === 1 ? '1 unit cannot be reached' : `${count} units cannot be reached`),
    toMend: (count) =>
      count === 1 ? '1 unit has something to mend' : `${count} units have something to mend`,
    show: 'Show what it is',
    address: (channel, n) =>
      channel === 'sms' ? `the SMS number of contact ${n}` : `the e-mail of contact ${n}`,
    severities: { stops: 'Stops something', detours: 'Takes a detour', lacks: 'Missing' },
    problems: {
      'nobody-reachable': () =>
        'No contact can be reached. Tasks here are announced to the unit above, and new patients must be routed by hand.',
      'above-missing': (about) => `The unit above, ${about}, is not there. Add it, or choose another.`,
      'above-in-circle': () => 'The unit is above itself, by way of others. Choose another unit above.',
      'trust-without-coordinating-unit': (about) =>
        `The trust ${about} has no coordinating unit: a hospital unit with nobody above it.`,
      'no-receiving-unit': (about) =>
        `No unit in ${about} receives patients. They must be routed by hand until one is there and can be reached.`,
      'all-away': () =>
        'Everybody who can be reached is away today, and no deputy is there. They are written to all the same.',
      'address-fails': (about) =>
        `Messages to ${about} do not arrive. Correct the address, or save again if it is right.`,
      'above-not-coordinating': (about) =>
        `The unit above, ${about}, has one above it itself. Choose the topmost.`,
      'above-of-others': (about) => `The unit above, ${about}, is of another kind or another trust.`,
      'route-to-nowhere': (about) =>
        `A route leads to ${about}, which is no municipal unit of the directory.`,
      'route-unreachable': (about) =>
        `A route leads to ${about}, where nobody can be reached. Until then the unit receives by itself.`,
      'second-coordinating-unit': (about) =>
        `${about} coordinates the trust already. Set it as the unit above this one.`,
      'second-receiving-unit': (about) =>
        `${about} receives for the same place. This unit gets nothing without a route from there.`,
      'in-no-catchment': (about) => `${about} is in no trust’s catchment.`,
      'no-leader': () => 'No leader can be reached. What is not followed up goes straight to the unit above.',
      'no-phone': () => 'There is no phone number. Others do not see whom to call.',
    },
  },
};
