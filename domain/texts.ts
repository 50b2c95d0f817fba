import type { DigestCounts } from './digest.ts';
import type { Language, NoticeKind, TaskKind } from './model.ts';

/**
 * The words of e-mails and SMS. Neutral by rule (DESIGN idea 6): nothing here, in any combination, says what somebody
 * is ill with, that it is about illness, which pathway it is, or whom it is about. The words are true whenever the
 * message is sent: before, at or after the deadline that they name.
 *
 * In an SMS every character must be in GSM-7 (no curly quotes, no dashes) and the whole must fit one part.
 */

/** What a message about a task is: the task arriving, who is told that it is not done, or that nobody in its unit can be told. */
export type Occasion = 'arrival' | 'reminder' | 'leader' | 'coordinating-unit' | 'unreachable';

interface Phrase {
  /** The subject of an e-mail and the SMS, without a full stop. `{date}` is the deadline. */
  readonly subject: string;
  /** The first sentence of an e-mail. */
  readonly opening: string;
}

export interface Words {
  readonly months: readonly string[];
  /** A date; `{day}`, `{month}` and `{year}` are filled in. */
  readonly date: string;
  readonly occasions: Readonly<Record<Occasion, Phrase>>;
  /** Instead of the above where a unit has not accepted what was handed over to it. */
  readonly notAccepted: Readonly<Record<'leader' | 'coordinating-unit', Phrase>>;
  readonly deadline: string;
  readonly concerns: string;
  readonly kinds: Readonly<Record<TaskKind, string>>;
  readonly notEmergency: string;
  readonly notices: Readonly<Record<NoticeKind, Phrase>>;
  readonly digest: {
    /** `{counts}` is filled in with those of `counts` that there are, `{count}` with the number. */
    readonly subject: string;
    readonly opening: string;
    readonly counts: Readonly<Record<keyof DigestCounts, { readonly one: string; readonly more: string }>>;
  };
  /** Whether a contact is reached. */
  readonly test: Phrase & { readonly nothingToDo: string };
  readonly openTask: string;
  readonly openList: string;
  readonly openNotice: string;
  /** Why an e-mail says so little. */
  readonly why: string;
  /** The end of an SMS. */
  readonly signIn: string;
}

const norwegianMonths = [
  'januar',
  'februar',
  'mars',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'desember',
];

const nb: Words = {
  months: norwegianMonths,
  date: '{day}. {month} {year}',
  occasions: {
    arrival: {
      subject: 'Ny oppgave, frist {date}',
      opening: 'Enheten din har fått en ny oppgave i Vel hjem.',
    },
    reminder: {
      subject: 'Påminnelse om oppgave, frist {date}',
      opening: 'En oppgave i enheten din er ikke fullført ennå.',
    },
    leader: {
      subject: 'En oppgave i din enhet er ikke fulgt opp, frist {date}',
      opening:
        'En oppgave i enheten du leder er ikke fullført. Du får denne meldingen fordi ingen har fulgt den opp.',
    },
    'coordinating-unit': {
      subject: 'En oppgave i en enhet dere koordinerer er ikke fulgt opp, frist {date}',
      opening: 'En oppgave i en enhet dere koordinerer er ikke fullført, og ingen har fulgt den opp.',
    },
    unreachable: {
      subject: 'En oppgave i en enhet som ikke nås, frist {date}',
      opening:
        'En oppgave er sendt til en enhet dere koordinerer, men meldingen når ingen der. Ta kontakt med enheten.',
    },
  },
  notAccepted: {
    leader: {
      subject: 'En oppgave i din enhet er ikke tatt imot, frist {date}',
      opening: 'Ingen i enheten du leder har tatt imot en oppgave som er sendt dit.',
    },
    'coordinating-unit': {
      subject: 'En oppgave er ikke tatt imot av mottakeren, frist {date}',
      opening: 'En oppgave er sendt til en enhet, men ingen der har tatt den imot.',
    },
  },
  deadline: 'Frist: {date}.',
  concerns: 'Det gjelder: {kind}.',
  kinds: {
    'needs-assessment': 'en samtale som skal holdes',
    'offer-again': 'et tilbud som skal gis på nytt',
    'municipal-intake': 'en henvendelse som skal tas imot',
    'route-manually': 'en henvendelse som mangler mottaker',
    'gp-appointment': 'en time som skal avtales',
    'esas-action': 'en rask oppfølging',
    'esas-prompt': 'et skjema som skal sendes',
    question: 'et spørsmål som venter på svar',
    'next-of-kin-children': 'en oppfølging',
    'coordinator-referral': 'en henvisning som skal tas imot',
  },
  notEmergency: 'Ikke for øyeblikkelig hjelp: ring da 113.',
  notices: {
    assessment: {
      subject: 'Ny melding til orientering',
      opening: 'Enheten din har fått en melding til orientering i Vel hjem.',
    },
    declined: {
      subject: 'Ny melding til orientering',
      opening: 'Enheten din har fått en melding til orientering i Vel hjem.',
    },
    moved: { subject: 'En sak er flyttet', opening: 'En sak som enheten din har en del i, er flyttet.' },
    ended: {
      subject: 'En sak er avsluttet',
      opening: 'En sak som enheten din har hatt en del i, er avsluttet.',
    },
    resumed: {
      subject: 'En sak er tatt opp igjen',
      opening: 'En sak som var avsluttet, er tatt opp igjen. Det dere hadde åpent, er åpent igjen.',
    },
    missed: {
      subject: 'En oppgave ble ikke utført i tide',
      opening:
        'En oppgave i en enhet dere koordinerer ble ikke utført før den ble lukket. Det er registrert som ikke utført.',
    },
    'no-longer-yours': {
      subject: 'En sak er ikke lenger hos dere',
      opening: 'En sak som enheten din har hatt en del i, ligger nå hos en annen enhet.',
    },
    addendum: {
      subject: 'Nye opplysninger i en sak',
      opening: 'Det er kommet nye opplysninger i en sak som enheten din har en del i.',
    },
    answered: {
      subject: 'Svar på et spørsmål',
      opening: 'Et spørsmål som enheten din har stilt, er besvart.',
    },
    corrected: {
      subject: 'En melding er rettet',
      opening: 'Noe som enheten din har fått melding om, var feil og er rettet.',
    },
    'discharge-summary': {
      subject: 'Ny melding til orientering',
      opening: 'Enheten din har fått en melding til orientering i Vel hjem.',
    },
    'new-assessment-coming': {
      subject: 'En sak begynner på nytt',
      opening: 'En sak som enheten din har en del i, begynner på nytt. Dere hører mer når det er klart.',
    },
    treatment: {
      subject: 'Ny melding til orientering',
      opening: 'Enheten din har fått en melding til orientering i Vel hjem.',
    },
  },
  digest: {
    subject: 'Morgenoversikt: {counts}',
    opening: 'Dette har kommet til eller venter i Vel hjem siden forrige oversikt.',
    counts: {
      arrived: { one: '1 ny oppgave', more: '{count} nye oppgaver' },
      reminded: { one: '1 påminnelse', more: '{count} påminnelser' },
      notices: { one: '1 melding', more: '{count} meldinger' },
      overdue: { one: '1 over fristen', more: '{count} over fristen' },
    },
  },
  test: {
    subject: 'Prøvemelding',
    opening: 'Dette er en prøvemelding fra Vel hjem. Den viser at meldinger til enheten din kommer fram.',
    nothingToDo: 'Du trenger ikke gjøre noe.',
  },
  openTask: 'Logg inn og åpne oppgaven',
  openList: 'Logg inn og åpne oppgavelisten',
  openNotice: 'Logg inn og les meldingen',
  why: 'Av hensyn til personvernet ser du innholdet først når du har logget inn.',
  signIn: 'Logg inn i Vel hjem.',
};

const nn: Words = {
  months: norwegianMonths,
  date: '{day}. {month} {year}',
  occasions: {
    arrival: {
      subject: 'Ny oppgåve, frist {date}',
      opening: 'Eininga di har fått ei ny oppgåve i Vel hjem.',
    },
    reminder: {
      subject: 'Påminning om oppgåve, frist {date}',
      opening: 'Ei oppgåve i eininga di er ikkje fullført enno.',
    },
    leader: {
      subject: 'Ei oppgåve i eininga di er ikkje følgd opp, frist {date}',
      opening:
        'Ei oppgåve i eininga du leier er ikkje fullført. Du får denne meldinga fordi ingen har følgd henne opp.',
    },
    'coordinating-unit': {
      subject: 'Ei oppgåve i ei eining de koordinerer er ikkje følgd opp, frist {date}',
      opening: 'Ei oppgåve i ei eining de koordinerer er ikkje fullført, og ingen har følgd henne opp.',
    },
    unreachable: {
      subject: 'Ei oppgåve i ei eining som ikkje vert nådd, frist {date}',
      opening:
        'Ei oppgåve er send til ei eining de koordinerer, men meldinga når ingen der. Ta kontakt med eininga.',
    },
  },
  notAccepted: {
    leader: {
      subject: 'Ei oppgåve i eininga di er ikkje teken imot, frist {date}',
      opening: 'Ingen i eininga du leier har teke imot ei oppgåve som er send dit.',
    },
    'coordinating-unit': {
      subject: 'Ei oppgåve er ikkje teken imot av mottakaren, frist {date}',
      opening: 'Ei oppgåve er send til ei eining, men ingen der har teke henne imot.',
    },
  },
  deadline: 'Frist: {date}.',
  concerns: 'Det gjeld: {kind}.',
  kinds: {
    'needs-assessment': 'ein samtale som skal haldast',
    'offer-again': 'eit tilbod som skal givast på nytt',
    'municipal-intake': 'ein førespurnad som skal takast imot',
    'route-manually': 'ein førespurnad som manglar mottakar',
    'gp-appointment': 'ein time som skal avtalast',
    'esas-action': 'ei rask oppfølging',
    'esas-prompt': 'eit skjema som skal sendast',
    question: 'eit spørsmål som ventar på svar',
    'next-of-kin-children': 'ei oppfølging',
    'coordinator-referral': 'ei tilvising som skal takast imot',
  },
  notEmergency: 'Ikkje for augeblikkeleg hjelp: ring då 113.',
  notices: {
    assessment: {
      subject: 'Ny melding til orientering',
      opening: 'Eininga di har fått ei melding til orientering i Vel hjem.',
    },
    declined: {
      subject: 'Ny melding til orientering',
      opening: 'Eininga di har fått ei melding til orientering i Vel hjem.',
    },
    moved: { subject: 'Ei sak er flytta', opening: 'Ei sak som eininga di har ein del i, er flytta.' },
    ended: {
      subject: 'Ei sak er avslutta',
      opening: 'Ei sak som eininga di har hatt ein del i, er avslutta.',
    },
    resumed: {
      subject: 'Ei sak er teken opp att',
      opening: 'Ei sak som var avslutta, er teken opp att. Det de hadde ope, er ope att.',
    },
    missed: {
      subject: 'Ei oppgåve vart ikkje utført i tide',
      opening:
        'Ei oppgåve i ei eining de koordinerer vart ikkje utført før ho vart lukka. Det er registrert som ikkje utført.',
    },
    'no-longer-yours': {
      subject: 'Ei sak er ikkje lenger hos dykk',
      opening: 'Ei sak som eininga di har hatt ein del i, ligg no hos ei anna eining.',
    },
    addendum: {
      subject: 'Nye opplysningar i ei sak',
      opening: 'Det er komne nye opplysningar i ei sak som eininga di har ein del i.',
    },
    answered: {
      subject: 'Svar på eit spørsmål',
      opening: 'Eit spørsmål som eininga di har stilt, er svara på.',
    },
    corrected: {
      subject: 'Ei melding er retta',
      opening: 'Noko som eininga di har fått melding om, var feil og er retta.',
    },
    'discharge-summary': {
      subject: 'Ny melding til orientering',
      opening: 'Eininga di har fått ei melding til orientering i Vel hjem.',
    },
    'new-assessment-coming': {
      subject: 'Ei sak byrjar på nytt',
      opening: 'Ei sak som eininga di har ein del i, byrjar på nytt. De høyrer meir når det er klart.',
    },
    treatment: {
      subject: 'Ny melding til orientering',
      opening: 'Eininga di har fått ei melding til orientering i Vel hjem.',
    },
  },
  digest: {
    subject: 'Morgonoversikt: {counts}',
    opening: 'Dette har kome til eller ventar i Vel hjem sidan førre oversikt.',
    counts: {
      arrived: { one: '1 ny oppgåve', more: '{count} nye oppgåver' },
      reminded: { one: '1 påminning', more: '{count} påminningar' },
      notices: { one: '1 melding', more: '{count} meldingar' },
      overdue: { one: '1 over fristen', more: '{count} over fristen' },
    },
  },
  test: {
    subject: 'Prøvemelding',
    opening: 'Dette er ei prøvemelding frå Vel hjem. Ho viser at meldingar til eininga di kjem fram.',
    nothingToDo: 'Du treng ikkje gjere noko.',
  },
  openTask: 'Logg inn og opne oppgåva',
  openList: 'Logg inn og opne oppgåvelista',
  openNotice: 'Logg inn og les meldinga',
  why: 'Av omsyn til personvernet ser du innhaldet først når du har logga inn.',
  signIn: 'Logg inn i Vel hjem.',
};

const en: Words = {
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  date: '{day} {month} {year}',
  occasions: {
    arrival: { subject: 'New task, due {date}', opening: 'Your unit has a new task in Vel hjem.' },
    reminder: {
      subject: 'Reminder of a task, due {date}',
      opening: 'A task in your unit is not completed yet.',
    },
    leader: {
      subject: 'A task in your unit has not been followed up, due {date}',
      opening:
        'A task in the unit that you lead is not completed. You get this message because nobody has followed it up.',
    },
    'coordinating-unit': {
      subject: 'A task in a unit that you coordinate has not been followed up, due {date}',
      opening: 'A task in a unit that you coordinate is not completed, and nobody has followed it up.',
    },
    unreachable: {
      subject: 'A task in a unit that cannot be reached, due {date}',
      opening:
        'A task was sent to a unit that you coordinate, but the message reaches nobody there. Please contact the unit.',
    },
  },
  notAccepted: {
    leader: {
      subject: 'A task in your unit has not been accepted, due {date}',
      opening: 'Nobody in the unit that you lead has accepted a task that was sent there.',
    },
    'coordinating-unit': {
      subject: 'A task has not been accepted by its receiver, due {date}',
      opening: 'A task was sent to a unit, but nobody there has accepted it.',
    },
  },
  deadline: 'Due: {date}.',
  concerns: 'It concerns: {kind}.',
  kinds: {
    'needs-assessment': 'a conversation to be held',
    'offer-again': 'an offer to be made again',
    'municipal-intake': 'a request to be received',
    'route-manually': 'a request that lacks a receiver',
    'gp-appointment': 'an appointment to be made',
    'esas-action': 'a prompt follow-up',
    'esas-prompt': 'a form to be sent',
    question: 'a question that waits for an answer',
    'next-of-kin-children': 'a follow-up',
    'coordinator-referral': 'a referral to be received',
  },
  notEmergency: 'Not for emergencies: call 113 then.',
  notices: {
    assessment: {
      subject: 'New message for your information',
      opening: 'Your unit has a message for information in Vel hjem.',
    },
    declined: {
      subject: 'New message for your information',
      opening: 'Your unit has a message for information in Vel hjem.',
    },
    moved: { subject: 'A case has moved', opening: 'A case that your unit has a part in has moved.' },
    ended: { subject: 'A case has been closed', opening: 'A case that your unit had a part in is closed.' },
    resumed: {
      subject: 'A case has been reopened',
      opening: 'A case that was closed has been reopened. What you had open is open again.',
    },
    missed: {
      subject: 'A task was not done in time',
      opening:
        'A task in a unit that you coordinate was not done before it closed. It is recorded as not done.',
    },
    'no-longer-yours': {
      subject: 'A case is no longer with you',
      opening: 'A case that your unit had a part in is now with another unit.',
    },
    addendum: {
      subject: 'New information in a case',
      opening: 'There is new information in a case that your unit has a part in.',
    },
    answered: {
      subject: 'An answer to a question',
      opening: 'A question that your unit has asked is answered.',
    },
    corrected: {
      subject: 'A message has been corrected',
      opening: 'Something that your unit was told was wrong and has been corrected.',
    },
    'discharge-summary': {
      subject: 'New message for your information',
      opening: 'Your unit has a message for information in Vel hjem.',
    },
    'new-assessment-coming': {
      subject: 'A case begins anew',
      opening: 'A case that your unit has a part in begins anew. You hear more when it is ready.',
    },
    treatment: {
      subject: 'New message for your information',
      opening: 'Your unit has a message for information in Vel hjem.',
    },
  },
  digest: {
    subject: 'Morning overview: {counts}',
    opening: 'This has arrived or is waiting in Vel hjem since the last overview.',
    counts: {
      arrived: { one: '1 new task', more: '{count} new tasks' },
      reminded: { one: '1 reminder', more: '{count} reminders' },
      notices: { one: '1 message', more: '{count} messages' },
      overdue: { one: '1 overdue', more: '{count} overdue' },
    },
  },
  test: {
    subject: 'Test message',
    opening: 'This is a test message from Vel hjem. It shows that messages to your unit arrive.',
    nothingToDo: 'There is nothing that you need to do.',
  },
  openTask: 'Sign in and open the task',
  openList: 'Sign in and open the list of tasks',
  openNotice: 'Sign in and read the message',
  why: 'To protect privacy, you see the content only after you have signed in.',
  signIn: 'Sign in to Vel hjem.',
};

export const texts: Readonly<Record<Language, Words>> = { nb, nn, en };
