import type { LetterField } from '../../../domain/letters.ts';
import type { InEach } from '../../texts/in-each.ts';

export const texts: InEach<{
  title: string;
  help: string;
  back: string;
  notYours: string;
  letter: string;
  language: string;
  names: Readonly<Record<string, string>>;
  fields: Readonly<Record<LetterField, string>>;
  fieldHelp: string;
  interpreter: (language: string) => string;
  hasLetter: string;
  hasNoLetter: string;
  guardian: string;
  protectedAddress: string;
  print: string;
  change: string;
  text: string;
  useTemplate: string;
  preview: string;
}> = {
  nb: {
    title: 'Brev til pasienten',
    help: 'Kommunens brev, til å skrive ut og sende selv. Vel hjem sender aldri noe til pasienter, og brevet lagres ikke. Egne brev, også på andre språk, legges inn under Enheter.',
    back: 'Til forløpet',
    notYours: 'Brev er kommunens: bare enheter i en kommune skriver dem ut.',
    letter: 'Brev',
    language: 'Språk i brevet',
    names: {
      information: 'Skriftlig informasjon med kontaktpunkt og skjema',
      invitation: 'Invitasjon til neste samtale',
    },
    fields: {
      patient: 'Pasient',
      contactPerson: 'Kontaktperson',
      phone: 'Telefon',
      municipality: 'Kommune',
      unit: 'Avsender',
      date: 'Dato',
      from: 'Samtale fra',
      until: 'Samtale til',
      appointment: 'Tid og sted',
    },
    fieldHelp: 'Det som er tomt, blir prikker til å fylle ut for hånd.',
    interpreter: (language) => `Pasienten trenger tolk: ${language}. Bestill tolk til samtalen.`,
    hasLetter: 'Kommunen har brev på dette språket, og det er valgt.',
    hasNoLetter: 'Kommunen har ikke brev på dette språket: la tolken lese det opp, eller få det oversatt.',
    guardian: 'Pasienten er under 18 år: skriv til foresatte.',
    protectedAddress:
      'Adressen er sperret: send brevet slik kommunen har avtalt med pasienten, og ikke skriv adressen her.',
    print: 'Skriv ut',
    change: 'Endre teksten',
    text: 'Teksten i brevet',
    useTemplate: 'Bruk malen igjen',
    preview: 'Slik blir brevet',
  },
  nn: {
    title: 'Brev til pasienten',
    help: 'Brevet til kommunen, til å skrive ut og sende sjølv. Vel hjem sender aldri noko til pasientar, og brevet blir ikkje lagra. Eigne brev, òg på andre språk, blir lagde inn under Einingar.',
    back: 'Til forløpet',
    notYours: 'Breva er kommunen sine: berre einingar i ein kommune skriv dei ut.',
    letter: 'Brev',
    language: 'Språk i brevet',
    names: {
      information: 'Skriftleg informasjon med kontaktpunkt og skjema',
      invitation: 'Invitasjon til neste samtale',
    },
    fields: {
      patient: 'Pasient',
      contactPerson: 'Kontaktperson',
      phone: 'Telefon',
      municipality: 'Kommune',
      unit: 'Avsendar',
      date: 'Dato',
      from: 'Samtale frå',
      until: 'Samtale til',
      appointment: 'Tid og stad',
    },
    fieldHelp: 'Det som er tomt, blir prikkar til å fylle ut for hand.',
    interpreter: (language) => `Pasienten treng tolk: ${language}. Bestill tolk til samtalen.`,
    hasLetter: 'Kommunen har brev på dette språket, og det er valt.',
    hasNoLetter: 'Kommunen har ikkje brev på dette språket: la tolken lese det opp, eller få det omsett.',
    guardian: 'Pasienten er under 18 år: skriv til føresette.',
    protectedAddress:
      'Adressa er sperra: send brevet slik kommunen har avtalt med pasienten, og skriv ikkje adressa her.',
    print: 'Skriv ut',
    change: 'Endre teksten',
    text: 'Teksten i brevet',
    useTemplate: 'Bruk malen igjen',
    preview: 'Slik blir brevet',
  },
  en: {
    title: 'Letters to the patient',
    help: 'The municipality’s letters, to print and to send yourselves. Vel hjem never writes to patients, and the letter is not stored. Letters of your own, in other languages too, are entered under Units.',
    back: 'To the pathway',
    notYours: 'Letters are the municipality’s: only units of a municipality print them.',
    letter: 'Letter',
    language: 'Language of the letter',
    names: {
      information: 'Written information with contact point and form',
      invitation: 'Invitation to the next conversation',
    },
    fields: {
      patient: 'Patient',
      contactPerson: 'Contact person',
      phone: 'Phone',
      municipality: 'Municipality',
      unit: 'Sender',
      date: 'Date',
      from: 'Conversation from',
      until: 'Conversation until',
      appointment: 'Time and place',
    },
    fieldHelp: 'What is empty becomes dots, to be filled in by hand.',
    interpreter: (language) =>
      `The patient needs an interpreter: ${language}. Book one for the conversation.`,
    hasLetter: 'The municipality has a letter in this language, and it is chosen.',
    hasNoLetter:
      'The municipality has no letter in this language: let the interpreter read it, or have it translated.',
    guardian: 'The patient is under 18: write to the guardians.',
    protectedAddress:
      'The address is protected: send the letter as agreed with the patient, and do not write the address here.',
    print: 'Print',
    change: 'Change the text',
    text: 'Text of the letter',
    useTemplate: 'Use the template again',
    preview: 'The letter',
  },
};
