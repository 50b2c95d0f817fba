import type { LetterSetting } from '../../../domain/model.ts';

/**
 * The letters of a municipality that has none of its own: written information with the contact point and a form to think
 * over before the conversation, and an invitation to the next one. Plain words to whoever opens the envelope.
 */
export const usualLetters: readonly LetterSetting[] = [
  {
    key: 'information',
    language: 'nb',
    title: 'Kontakten din i {municipality}',
    text: `Til {patient}

Du har takket ja til pakkeforløp hjem. Det betyr at vi i kommunen følger deg opp hjemme, sammen med sykehuset og fastlegen din.

Kontakten din hos oss er {contactPerson}, telefon {phone}. Ring når du lurer på noe, eller når noe blir vanskelig. Du trenger ikke å vente til vi tar kontakt.

Neste samtale er mellom {from} og {until}. Vi ringer deg og avtaler tid og sted. Du kan gjerne ha med deg noen du er trygg på. Samtalen er frivillig: du kan si nei, og du kan ombestemme deg senere.

Før samtalen kan du tenke gjennom hva som er viktig for deg. Kryss av for det du vil snakke om:

☐ Familie og nettverk
☐ Arbeid, skole og utdanning
☐ Økonomi og bolig
☐ Hjelp og tilrettelegging hjemme
☐ Rehabilitering
☐ Fysisk aktivitet og funksjon
☐ Mat og ernæring
☐ Å ta vare på egen helse
☐ Læring og mestring
☐ Fritid og sosialt liv
☐ Hvordan jeg har det psykisk
☐ Seksuell helse
☐ Munn og tenner
☐ Annet: ……………………………………………………

Blir du akutt syk, ring fastlegen din, legevakten på 116 117, eller 113 når det står om liv.

Vennlig hilsen
{contactPerson}
{unit}`,
  },
  {
    key: 'invitation',
    language: 'nb',
    title: 'Invitasjon til samtale',
    text: `Til {patient}

Det er tid for en ny samtale om hvordan du har det, og hva du trenger.

Vi foreslår {appointment}. Passer det ikke, ring {contactPerson} på telefon {phone}, så finner vi en annen tid mellom {from} og {until}.

Vi snakker om det som er viktig for deg. Du kan gjerne ha med deg noen du er trygg på. Samtalen er frivillig: vil du ikke ha den nå, si fra, så spør vi deg igjen senere om du ønsker det.

Vennlig hilsen
{contactPerson}
{unit}`,
  },
  {
    key: 'information',
    language: 'nn',
    title: 'Kontakten din i {municipality}',
    text: `Til {patient}

Du har takka ja til pakkeforløp heim. Det vil seie at vi i kommunen følgjer deg opp heime, saman med sjukehuset og fastlegen din.

Kontakten din hos oss er {contactPerson}, telefon {phone}. Ring når du lurer på noko, eller når noko blir vanskeleg. Du treng ikkje vente til vi tek kontakt.

Neste samtale er mellom {from} og {until}. Vi ringjer deg og avtaler tid og stad. Du kan gjerne ha med deg nokon du er trygg på. Samtalen er frivillig: du kan seie nei, og du kan ombestemme deg seinare.

Før samtalen kan du tenkje gjennom kva som er viktig for deg. Kryss av for det du vil snakke om:

☐ Familie og nettverk
☐ Arbeid, skule og utdanning
☐ Økonomi og bustad
☐ Hjelp og tilrettelegging heime
☐ Rehabilitering
☐ Fysisk aktivitet og funksjon
☐ Mat og ernæring
☐ Å ta vare på eiga helse
☐ Læring og meistring
☐ Fritid og sosialt liv
☐ Korleis eg har det psykisk
☐ Seksuell helse
☐ Munn og tenner
☐ Anna: ……………………………………………………

Blir du akutt sjuk, ring fastlegen din, legevakta på 116 117, eller 113 når det står om liv.

Venleg helsing
{contactPerson}
{unit}`,
  },
  {
    key: 'invitation',
    language: 'nn',
    title: 'Invitasjon til samtale',
    text: `Til {patient}

Det er tid for ein ny samtale om korleis du har det, og kva du treng.

Vi føreslår {appointment}. Passar det ikkje, ring {contactPerson} på telefon {phone}, så finn vi ei anna tid mellom {from} og {until}.

Vi snakkar om det som er viktig for deg. Du kan gjerne ha med deg nokon du er trygg på. Samtalen er frivillig: vil du ikkje ha han no, sei frå, så spør vi deg igjen seinare om du ønskjer det.

Venleg helsing
{contactPerson}
{unit}`,
  },
  {
    key: 'information',
    language: 'en',
    title: 'Your contact in {municipality}',
    text: `To {patient}

You have said yes to the home pathway (pakkeforløp hjem). It means that we in the municipality follow you up at home, together with the hospital and your GP.

Your contact with us is {contactPerson}, phone {phone}. Call when you wonder about something, or when something gets difficult. You need not wait for us to call.

The next conversation is between {from} and {until}. We will call you to agree on a time and a place. You are welcome to bring somebody along. The conversation is voluntary: you can say no, and you can change your mind later.

Before the conversation you can think about what matters to you. Tick what you want to talk about:

☐ Family and network
☐ Work, school and education
☐ Finances and housing
☐ Help and adaptation at home
☐ Rehabilitation
☐ Physical activity and function
☐ Food and nutrition
☐ Looking after my own health
☐ Learning and coping
☐ Leisure and social life
☐ How I am feeling
☐ Sexual health
☐ Mouth and teeth
☐ Other: ……………………………………………………

If you become acutely ill, call your GP, the emergency clinic on 116 117, or 113 when life is in danger.

Kind regards
{contactPerson}
{unit}`,
  },
  {
    key: 'invitation',
    language: 'en',
    title: 'Invitation to a conversation',
    text: `To {patient}

It is time for another conversation about how you are, and what you need.

We suggest {appointment}. If that does not suit you, call {contactPerson} on {phone}, and we will find another time between {from} and {until}.

We talk about what matters to you. You are welcome to bring somebody along. The conversation is voluntary: if you do not want it now, tell us, and we will ask again later if you wish.

Kind regards
{contactPerson}
{unit}`,
  },
];

/** What the usual letters say of a conversation that is to be agreed on, and of one that has been. */
const agreements = [
  [
    'Neste samtale er mellom {from} og {until}. Vi ringer deg og avtaler tid og sted.',
    'Neste samtale er {appointment}. Passer det ikke, ring oss, så finner vi en annen tid mellom {from} og {until}.',
  ],
  [
    'Neste samtale er mellom {from} og {until}. Vi ringjer deg og avtaler tid og stad.',
    'Neste samtale er {appointment}. Passar det ikkje, ring oss, så finn vi ei anna tid mellom {from} og {until}.',
  ],
  [
    'The next conversation is between {from} and {until}. We will call you to agree on a time and a place.',
    'The next conversation is {appointment}. If that does not suit you, call us, and we will find another time between {from} and {until}.',
  ],
] as const;

/** A letter's text where the next conversation has been agreed on: only what the usual letters say of it is put otherwise. */
export function asAgreed(text: string): string {
  return agreements.reduce((said, [before, after]) => said.replace(before, after), text);
}
