import type { Channel, ContactRole, Language } from '../../../domain/model.ts';
import { contactRoleNames } from '../../parts/contact-name.ts';
import type { InEach } from '../../texts/in-each.ts';

export interface UnitWords {
  readonly help: string;
  readonly about: string;
  readonly id: string;
  readonly kind: string;
  readonly trust: string;
  readonly place: string;
  readonly phone: string;
  readonly resh: string;
  readonly herId: string;
  readonly organisationNumber: string;
  readonly channel: string;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly above: string;
  readonly nobodyAbove: string;
  readonly edit: string;
  readonly toMend: string;
  readonly contacts: string;
  readonly contactsHidden: string;
  readonly noContacts: string;
  readonly contactName: (n: number, role: string) => string;
  readonly roles: Readonly<Record<ContactRole, string>>;
  readonly languages: Readonly<Record<Language, string>>;
  readonly left: string;
  readonly fails: (channel: string, date: string) => string;
  readonly email: string;
  readonly sms: string;
  readonly away: (from: string, until: string) => string;
  readonly deputy: (name: string) => string;
  readonly noDeputy: string;
  readonly addAbsence: string;
  readonly addAbsenceHelp: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly standIn: string;
  readonly standInNobody: string;
  readonly removeAbsence: (from: string, until: string) => string;
  readonly removeAbsenceShort: string;
  readonly test: string;
  readonly testHelp: string;
  readonly testSent: string;
  readonly testChannel: string;
  readonly testContact: string;
  readonly testResult: string;
  readonly testResults: Readonly<Record<'accepted' | 'refused' | 'failed' | 'no-address', string>>;
  readonly testPaused: string;
  readonly testTooSoon: string;
  readonly services: string;
  readonly noServices: string;
  readonly theme: string;
  readonly offer: string;
  readonly offerContact: string;
  readonly changes: string;
  readonly changesHelp: string;
  readonly showChanges: string;
  readonly noChanges: string;
  readonly settings: string;
  readonly settingsHelp: string;
  readonly noSettings: string;
}

export const texts: InEach<UnitWords> = {
  nb: {
    help: 'Hvem som får beskjed her, og hva enheten har bestemt for seg. Enhetens egne koordinatorer melder fravær og sender prøvemeldinger selv; alt annet endres av en administrator.',
    about: 'Om enheten',
    id: 'Id',
    kind: 'Slag',
    trust: 'Helseforetak',
    place: 'Kommune eller bydel',
    phone: 'Telefon',
    resh: 'RESH-id',
    herId: 'HER-id',
    organisationNumber: 'Organisasjonsnummer',
    channel: 'Meldinger sendes som',
    channels: { email: 'E-post', sms: 'SMS', both: 'E-post og SMS' },
    above: 'Enheten over',
    nobodyAbove: 'Ingen (koordinerende)',
    edit: 'Endre enheten',
    toMend: 'Dette bør rettes',
    contacts: 'Hvem som får beskjed',
    contactsHidden: 'Kontaktene vises bare for enheten selv og for administratorer.',
    noContacts: 'Ingen kontakter er lagt inn. Da får ingen beskjed.',
    contactName: (n, role) => `Kontakt ${n}, ${role.toLowerCase()}`,
    roles: contactRoleNames.nb,
    languages: { nb: 'bokmål', nn: 'nynorsk', en: 'engelsk' },
    left: 'Har sluttet',
    fails: (channel, date) => `${channel} kommer ikke fram siden ${date}`,
    email: 'E-post',
    sms: 'SMS',
    away: (from, until) => `Borte ${from} til ${until}`,
    deputy: (name) => `Stedfortreder: ${name}`,
    noDeputy: 'Ingen stedfortreder: de andre i enheten får beskjed',
    addAbsence: 'Meld fravær',
    addAbsenceHelp:
      'Så lenge fraværet varer, får stedfortrederen meldingene. Uten stedfortreder får de andre i enheten dem.',
    firstDay: 'Første dag borte',
    lastDay: 'Siste dag borte',
    standIn: 'Stedfortreder',
    standInNobody: 'Ingen',
    removeAbsence: (from, until) => `Fjern fraværet ${from} til ${until}`,
    removeAbsenceShort: 'Fjern',
    test: 'Send prøvemelding',
    testHelp:
      'Alle kontaktene i enheten, også de som er borte, får nå en melding som sier at de ikke trenger å gjøre noe. Én prøve hvert femte minutt.',
    testSent:
      'Prøvemeldingen er sendt. «Tatt imot» betyr at leverandøren tok den; kommer en e-post i retur, vises det her senere.',
    testChannel: 'Sendt som',
    testContact: 'Kontakt',
    testResult: 'Hva som skjedde',
    testResults: {
      accepted: 'Tatt imot',
      refused: 'Avvist: adressen finnes ikke',
      failed: 'Gikk ikke nå, prøv igjen senere',
      'no-address': 'Har ingen adresse som virker',
    },
    testPaused:
      'All sending er stanset nå, så ingen prøve ble sendt. En administrator kan sette den i gang igjen under Drift.',
    testTooSoon: 'En prøve ble sendt for mindre enn fem minutter siden. Vent litt.',
    services: 'Tilbud',
    noServices: 'Ingen tilbud er lagt inn.',
    theme: 'Tema',
    offer: 'Tilbud',
    offerContact: 'Kontakt',
    changes: 'Endringer',
    changesHelp:
      'Hvem som har endret enheten, meldt fravær eller sendt prøvemeldinger, og hvem som ikke fikk lov.',
    showChanges: 'Vis endringer',
    noChanges: 'Ingen har endret enheten ennå.',
    settings: 'Innstillinger',
    settingsHelp: 'Det som ikke står her, er som det vanlige.',
    noSettings: 'Enheten har ingen egne innstillinger.',
  },
  nn: {
    help: 'Kven som får beskjed her, og kva eininga har bestemt for seg. Dei eigne koordinatorane i eininga melder fråvær og sender prøvemeldingar sjølve; alt anna blir endra av ein administrator.',
    about: 'Om eininga',
    id: 'Id',
    kind: 'Slag',
    trust: 'Helseføretak',
    place: 'Kommune eller bydel',
    phone: 'Telefon',
    resh: 'RESH-id',
    herId: 'HER-id',
    organisationNumber: 'Organisasjonsnummer',
    channel: 'Meldingar blir sende som',
    channels: { email: 'E-post', sms: 'SMS', both: 'E-post og SMS' },
    above: 'Eininga over',
    nobodyAbove: 'Inga (koordinerande)',
    edit: 'Endre eininga',
    toMend: 'Dette bør rettast',
    contacts: 'Kven som får beskjed',
    contactsHidden: 'Kontaktane er berre synlege for eininga sjølv og for administratorar.',
    noContacts: 'Ingen kontaktar er lagde inn. Då får ingen beskjed.',
    contactName: (n, role) => `Kontakt ${n}, ${role.toLowerCase()}`,
    roles: contactRoleNames.nn,
    languages: { nb: 'bokmål', nn: 'nynorsk', en: 'engelsk' },
    left: 'Har slutta',
    fails: (channel, date) => `${channel} kjem ikkje fram sidan ${date}`,
    email: 'E-post',
    sms: 'SMS',
    away: (from, until) => `Borte ${from} til ${until}`,
    deputy: (name) => `Vikar: ${name}`,
    noDeputy: 'Ingen vikar: dei andre i eininga får beskjed',
    addAbsence: 'Meld fråvær',
    addAbsenceHelp:
      'Så lenge fråværet varer, får vikaren meldingane. Utan vikar får dei andre i eininga dei.',
    firstDay: 'Første dag borte',
    lastDay: 'Siste dag borte',
    standIn: 'Vikar',
    standInNobody: 'Ingen',
    removeAbsence: (from, until) => `Ta bort fråværet ${from} til ${until}`,
    removeAbsenceShort: 'Ta bort',
    test: 'Send prøvemelding',
    testHelp:
      'Alle kontaktane i eininga, også dei som er borte, får no ei melding som seier at dei ikkje treng gjere noko. Éi prøve kvart femte minutt.',
    testSent:
      'Prøvemeldinga er send. «Teken imot» tyder at leverandøren tok henne; kjem ein e-post i retur, viser det her seinare.',
    testChannel: 'Send som',
    testContact: 'Kontakt',
    testResult: 'Kva som skjedde',
    testResults: {
      accepted: 'Teken imot',
      refused: 'Avvist: adressa finst ikkje',
      failed: 'Gjekk ikkje no, prøv igjen seinare',
      'no-address': 'Har inga adresse som verkar',
    },
    testPaused:
      'All sending er stansa no, så inga prøve vart send. Ein administrator kan setje henne i gang igjen under Drift.',
    testTooSoon: 'Ei prøve vart send for mindre enn fem minutt sidan. Vent litt.',
    services: 'Tilbod',
    noServices: 'Ingen tilbod er lagde inn.',
    theme: 'Tema',
    offer: 'Tilbod',
    offerContact: 'Kontakt',
    changes: 'Endringar',
    changesHelp:
      'Kven som har endra eininga, meldt fråvær eller sendt prøvemeldingar, og kven som ikkje fekk lov.',
    showChanges: 'Vis endringar',
    noChanges: 'Ingen har endra eininga enno.',
    settings: 'Innstillingar',
    settingsHelp: 'Det som ikkje står her, er som det vanlege.',
    noSettings: 'Eininga har ingen eigne innstillingar.',
  },
  en: {
    help: 'Who is told here, and what the unit has set for itself. The unit’s own coordinators note absences and send test messages themselves; everything else is changed by an administrator.',
    about: 'About the unit',
    id: 'Id',
    kind: 'Kind',
    trust: 'Trust',
    place: 'Municipality or district',
    phone: 'Phone',
    resh: 'RESH id',
    herId: 'HER id',
    organisationNumber: 'Organisation number',
    channel: 'Messages are sent as',
    channels: { email: 'E-mail', sms: 'SMS', both: 'E-mail and SMS' },
    above: 'The unit above',
    nobodyAbove: 'None (coordinating)',
    edit: 'Change the unit',
    toMend: 'This should be mended',
    contacts: 'Who is told',
    contactsHidden: 'Contacts are shown only to the unit itself and to administrators.',
    noContacts: 'There are no contacts. So nobody is told.',
    contactName: (n, role) => `Contact ${n}, ${role.toLowerCase()}`,
    roles: contactRoleNames.en,
    languages: { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' },
    left: 'Has left',
    fails: (channel, date) => `${channel} has not arrived since ${date}`,
    email: 'E-mail',
    sms: 'SMS',
    away: (from, until) => `Away ${from} to ${until}`,
    deputy: (name) => `Deputy: ${name}`,
    noDeputy: 'No deputy: the others of the unit are told',
    addAbsence: 'Note an absence',
    addAbsenceHelp:
      'While it lasts the deputy gets the messages. Without a deputy the others of the unit get them.',
    firstDay: 'First day away',
    lastDay: 'Last day away',
    standIn: 'Deputy',
    standInNobody: 'Nobody',
    removeAbsence: (from, until) => `Remove the absence ${from} to ${until}`,
    removeAbsenceShort: 'Remove',
    test: 'Send a test message',
    testHelp:
      'All contacts of the unit, also those who are away, now get a message that says that nothing needs doing. One test every five minutes.',
    testSent:
      'The test message is sent. “Accepted” means that the provider took it; if an e-mail comes back, it is shown here later.',
    testChannel: 'Sent as',
    testContact: 'Contact',
    testResult: 'What happened',
    testResults: {
      accepted: 'Accepted',
      refused: 'Refused: there is no such address',
      failed: 'Not now; try again later',
      'no-address': 'Has no address that works',
    },
    testPaused:
      'All sending is paused, so no test was sent. An administrator can let it go on under Operation.',
    testTooSoon: 'A test was sent less than five minutes ago. Wait a little.',
    services: 'Services',
    noServices: 'No services are listed.',
    theme: 'Theme',
    offer: 'Offer',
    offerContact: 'Contact',
    changes: 'Changes',
    changesHelp: 'Who has changed the unit, entered absences or sent test messages, and who was refused.',
    showChanges: 'Show changes',
    noChanges: 'Nobody has changed the unit yet.',
    settings: 'Settings',
    settingsHelp: 'What does not stand here is as usual.',
    noSettings: 'The unit has no settings of its own.',
  },
};
