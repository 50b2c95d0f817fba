import type { TaskKind } from '../../../domain/model.ts';
import type { InEach } from '../../texts/in-each.ts';

export interface TaskWords {
  /** What is to be done, by kind; a conversation at point 1 is told of by itself. */
  readonly todo: Readonly<Record<TaskKind | 'point-1', string>>;
  readonly help: string;
  readonly whatMatters: string;
  readonly earlier: string;
  readonly whatToDo: string;
  readonly asked: string;
  readonly askedWords: Readonly<Record<string, string>>;
  readonly due: string;
  readonly closes: string;
  readonly hospital: string;
  readonly registration: (code: string) => string;
  readonly checkOwnRecord: string;
  readonly urgent: string;
  readonly acts: string;
  readonly accept: string;
  readonly acceptHelp: string;
  readonly release: string;
  readonly acceptedByYou: string;
  readonly acceptedByColleague: string;
  readonly book: string;
  readonly bookDate: string;
  readonly bookTime: string;
  readonly bookHelp: string;
  readonly booked: (date: string) => string;
  readonly transfer: string;
  readonly transferHelp: string;
  readonly transferTo: string;
  readonly chooseUnit: string;
  readonly reject: string;
  readonly rejectHelp: string;
  readonly rejectReasons: Readonly<Record<'not-ours' | 'moved' | 'other', string>>;
  readonly reports: string;
  readonly reportsHelp: string;
  readonly deceased: string;
  readonly deceasedOn: string;
  readonly deceasedHelp: string;
  readonly moved: string;
  readonly movedOn: string;
  readonly movedTo: string;
  readonly movedDistrict: string;
  readonly movedHelp: string;
  readonly inHospital: string;
  readonly inHospitalHelp: string;
  readonly questions: string;
  readonly noQuestions: string;
  readonly ask: string;
  readonly askText: string;
  readonly askHelp: (unit: string) => string;
  readonly pathway: string;
  readonly checklist: string;
  readonly complete: string;
  readonly completeTitle: Readonly<Partial<Record<TaskKind, string>>>;
  readonly note: string;
  readonly noteHelp: string;
  readonly answerText: string;
  readonly contactPerson: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly appointmentOn: string;
  readonly receiver: string;
  readonly receiverHelp: string;
  readonly sent: string;
  readonly closedBy: Readonly<Record<string, string>>;
  readonly above: string;
  readonly letters: string;
  readonly offers: string;
  readonly noNeeds: string;
  readonly confirm: string;
}

const nb: TaskWords = {
  todo: {
    'point-1':
      'Snakk med pasienten om hva som trengs for å ha det godt hjemme, når det passer for pasienten. Spør også om pakkeforløp hjem er ønsket, og om kommunen og fastlegen kan få vite det.',
    'needs-assessment':
      'Ta kontakt, avtale tid, og snakk med pasienten om hva som trengs nå. Pårørende kan være med. Skriv inn det dere ble enige om.',
    'offer-again':
      'Pasienten har takket nei, eller ble ikke spurt. Spør igjen, uten press: et nei nå er ikke for alltid.',
    'municipal-intake':
      'Pasienten kommer hjem til dere. Ta imot, opprett tjenesten, pek ut en kontaktperson og send pasienten skriftlig informasjon.',
    'route-manually':
      'Ingen enhet i kommunen kan nås, eller adressen er sperret. Finn ut hvem som skal ta imot pasienten, og velg enheten her.',
    'gp-appointment': 'Pasienten bør få time hos fastlegen. Motiver til det, og skriv inn når timen er.',
    'esas-action':
      'Symptomer som pasienten har meldt, er over grensen. Ring pasienten, og gjør det som trengs.',
    'esas-prompt': 'Pasienten har time om to virkedager. Send ESAS-skjemaet til fastlegen før timen.',
    question: 'En annen enhet lurer på noe. Svar her, så får de det med en gang.',
    'next-of-kin-children':
      'Pasienten har barn eller søsken under 18 år. Se til at de får informasjon og oppfølging.',
    'coordinator-referral':
      'Pasienten ønsker kontakt med kreftkoordinator, men ikke pakkeforløp hjem. Ta kontakt med pasienten.',
  },
  help: 'Ta oppgaven imot først. Alt du fyller ut, lagres på tjeneren mens du skriver: du kan gå fra PC-en og fortsette siden. Ingenting sendes før du har sett over og valgt å sende.',
  whatMatters: 'Hva er viktig for pasienten',
  earlier: 'Tidligere samtaler',
  whatToDo: 'Dette skal gjøres',
  asked: 'Det er bedt om',
  askedWords: { appointment: 'Time', 'confirm-gp': 'Bekreft hvem som er pasientens fastlege' },
  due: 'Frist',
  closes: 'Stenger',
  hospital: 'Kontakt på sykehuset',
  registration: (code) => `Registreres lokalt med kode ${code}`,
  checkOwnRecord: 'Sjekk egen journal først: lever pasienten, bor her, og er ikke innlagt?',
  urgent: 'Ikke for øyeblikkelig hjelp: ring da 113.',
  acts: 'Hva vil du gjøre?',
  accept: 'Ta imot',
  acceptHelp: 'Da vet alle at noen har den, og påminnelser om å ta imot stopper.',
  release: 'Gi fra meg',
  acceptedByYou: 'Tatt imot av deg',
  acceptedByColleague: 'Tatt imot av en kollega',
  book: 'Avtal tid',
  bookDate: 'Dato',
  bookTime: 'Klokkeslett',
  bookHelp: 'Påminnelser hviler til to virkedager etter avtalen.',
  booked: (date) => `Avtalt ${date}`,
  transfer: 'Send til en annen enhet',
  transferHelp: 'Fristen følger med, og den nye enheten må ta imot.',
  transferTo: 'Enhet',
  chooseUnit: 'Velg enhet',
  reject: 'Ikke vår',
  rejectHelp: 'Oppgaven går til koordinerende enhet, som finner ut hvem den er for.',
  rejectReasons: { 'not-ours': 'Gjelder ikke oss', moved: 'Pasienten har flyttet', other: 'Annet' },
  reports: 'Meld fra om pasienten',
  reportsHelp: 'Gjelder hele forløpet, ikke bare denne oppgaven.',
  deceased: 'Pasienten er død',
  deceasedOn: 'Dødsdato',
  deceasedHelp: 'Alle åpne oppgaver avsluttes, og de som har dem, får beskjed. Det kan tas tilbake.',
  moved: 'Pasienten har flyttet',
  movedOn: 'Flyttedato',
  movedTo: 'Kommunenummer (fire siffer)',
  movedDistrict: 'Bydel (to siffer, bare i Oslo)',
  movedHelp: 'Oppgaver i kommunen flyttes til den nye, som får beskjed.',
  inHospital: 'Pasienten er innlagt',
  inHospitalHelp: 'Samtalen er ikke holdt. Dere blir påminnet igjen.',
  questions: 'Spørsmål',
  noQuestions: 'Ingen spørsmål er stilt om denne oppgaven.',
  ask: 'Still et spørsmål',
  askText: 'Hva lurer du på?',
  askHelp: (unit) => `Går til ${unit}. Skriv ikke mer om pasienten enn spørsmålet krever.`,
  pathway: 'Hele forløpet',
  checklist: 'Sjekkliste',
  complete: 'Fullfør',
  completeTitle: { question: 'Svar', 'route-manually': 'Velg mottaker' },
  note: 'Merknad',
  noteHelp: 'Kort om hva som er gjort. Blir ikke sendt i e-post eller SMS.',
  answerText: 'Svaret',
  contactPerson: 'Kontaktperson for pasienten',
  contactName: 'Navn',
  contactPhone: 'Telefon',
  appointmentOn: 'Time (dato)',
  receiver: 'Enhet som skal ta imot',
  receiverHelp: 'Pasienten sendes dit, og enheten får beskjed.',
  sent: 'Sendt og registrert.',
  closedBy: {
    completed: 'Oppgaven er utført.',
    declined: 'Pasienten takket nei.',
    missed: 'Oppgaven ble ikke gjort i tide. Forløpet går videre.',
    rejected: 'Oppgaven er avvist og gått til koordinerende enhet.',
    cancelled: 'Oppgaven er avsluttet. Ingenting mer skal gjøres.',
  },
  above:
    'Oppgaven er hos en enhet under din. Du ser hva som skal gjøres og fristen, ikke hvem det gjelder: ring enheten hvis noe haster.',
  letters: 'Brev til pasienten',
  offers: 'Tilbud som passer',
  noNeeds: 'Ingen behov er meldt.',
  confirm: 'Bekreft',
};

const nn: TaskWords = {
  ...nb,
  todo: {
    'point-1':
      'Snakk med pasienten om kva som trengst for å ha det godt heime, når det passar for pasienten. Spør òg om pakkeforløp heim er ønskt, og om kommunen og fastlegen kan få vite det.',
    'needs-assessment':
      'Ta kontakt, avtal tid, og snakk med pasienten om kva som trengst no. Pårørande kan vere med. Skriv inn det de vart samde om.',
    'offer-again':
      'Pasienten har takka nei, eller vart ikkje spurd. Spør igjen, utan press: eit nei no er ikkje for alltid.',
    'municipal-intake':
      'Pasienten kjem heim til dykk. Ta imot, opprett tenesta, peik ut ein kontaktperson og send pasienten skriftleg informasjon.',
    'route-manually':
      'Inga eining i kommunen kan nåast, eller adressa er sperra. Finn ut kven som skal ta imot pasienten, og vel eininga her.',
    'gp-appointment': 'Pasienten bør få time hos fastlegen. Motiver til det, og skriv inn når timen er.',
    'esas-action':
      'Symptom som pasienten har meldt, er over grensa. Ring pasienten, og gjer det som trengst.',
    'esas-prompt': 'Pasienten har time om to verkedagar. Send ESAS-skjemaet til fastlegen før timen.',
    question: 'Ei anna eining lurer på noko. Svar her, så får dei det med ein gong.',
    'next-of-kin-children':
      'Pasienten har barn eller sysken under 18 år. Sjå til at dei får informasjon og oppfølging.',
    'coordinator-referral':
      'Pasienten ønskjer kontakt med kreftkoordinator, men ikkje pakkeforløp heim. Ta kontakt med pasienten.',
  },
  help: 'Ta oppgåva imot først. Alt du fyller ut, blir lagra på tenaren medan du skriv: du kan gå frå PC-en og halde fram sidan. Ingenting blir sendt før du har sett over og valt å sende.',
  whatMatters: 'Kva er viktig for pasienten',
  earlier: 'Tidlegare samtalar',
  whatToDo: 'Dette skal gjerast',
  asked: 'Det er bede om',
  askedWords: { appointment: 'Time', 'confirm-gp': 'Stadfest kven som er fastlegen til pasienten' },
  closes: 'Stenger',
  hospital: 'Kontakt på sjukehuset',
  registration: (code) => `Blir registrert lokalt med kode ${code}`,
  checkOwnRecord: 'Sjekk eigen journal først: lever pasienten, bur her, og er ikkje innlagd?',
  urgent: 'Ikkje for augeblikkeleg hjelp: ring då 113.',
  acts: 'Kva vil du gjere?',
  acceptHelp: 'Då veit alle at nokon har henne, og påminningar om å ta imot stoppar.',
  release: 'Gi frå meg',
  acceptedByYou: 'Teken imot av deg',
  acceptedByColleague: 'Teken imot av ein kollega',
  book: 'Avtal tid',
  bookHelp: 'Påminningar kviler til to verkedagar etter avtalen.',
  booked: (date) => `Avtalt ${date}`,
  transfer: 'Send til ei anna eining',
  transferHelp: 'Fristen følgjer med, og den nye eininga må ta imot.',
  transferTo: 'Eining',
  chooseUnit: 'Vel eining',
  reject: 'Ikkje vår',
  rejectHelp: 'Oppgåva går til koordinerande eining, som finn ut kven ho er for.',
  rejectReasons: { 'not-ours': 'Gjeld ikkje oss', moved: 'Pasienten har flytta', other: 'Anna' },
  reports: 'Meld frå om pasienten',
  reportsHelp: 'Gjeld heile forløpet, ikkje berre denne oppgåva.',
  deceased: 'Pasienten er død',
  deceasedOn: 'Dødsdato',
  deceasedHelp: 'Alle opne oppgåver blir avslutta, og dei som har dei, får beskjed. Det kan takast tilbake.',
  moved: 'Pasienten har flytta',
  movedOn: 'Flyttedato',
  movedTo: 'Kommunenummer (fire siffer)',
  movedDistrict: 'Bydel (to siffer, berre i Oslo)',
  movedHelp: 'Oppgåver i kommunen blir flytta til den nye, som får beskjed.',
  inHospital: 'Pasienten er innlagd',
  inHospitalHelp: 'Samtalen er ikkje halden. De blir påminte igjen.',
  noQuestions: 'Ingen spørsmål er stilte om denne oppgåva.',
  ask: 'Still eit spørsmål',
  askText: 'Kva lurer du på?',
  askHelp: (unit) => `Går til ${unit}. Skriv ikkje meir om pasienten enn spørsmålet krev.`,
  pathway: 'Heile forløpet',
  checklist: 'Sjekkliste',
  complete: 'Fullfør',
  completeTitle: { question: 'Svar', 'route-manually': 'Vel mottakar' },
  note: 'Merknad',
  noteHelp: 'Kort om kva som er gjort. Blir ikkje sendt i e-post eller SMS.',
  contactPerson: 'Kontaktperson for pasienten',
  contactName: 'Namn',
  receiver: 'Eining som skal ta imot',
  receiverHelp: 'Pasienten blir send dit, og eininga får beskjed.',
  closedBy: {
    completed: 'Oppgåva er utført.',
    declined: 'Pasienten takka nei.',
    missed: 'Oppgåva vart ikkje gjord i tide. Forløpet går vidare.',
    rejected: 'Oppgåva er avvist og gått til koordinerande eining.',
    cancelled: 'Oppgåva er avslutta. Ingenting meir skal gjerast.',
  },
  above:
    'Oppgåva er hos ei eining under di. Du ser kva som skal gjerast og fristen, ikkje kven det gjeld: ring eininga om noko hastar.',
  letters: 'Brev til pasienten',
  offers: 'Tilbod som passar',
  noNeeds: 'Ingen behov er melde.',
  confirm: 'Stadfest',
};

const en: TaskWords = {
  todo: {
    'point-1':
      'Talk with the patient about what is needed to be well at home, when it suits the patient. Ask, too, whether the home pathway is wanted, and whether municipality and GP may know.',
    'needs-assessment':
      'Get in touch, book a time, and talk with the patient about what is needed now. Relatives may take part. Write down what you agreed on.',
    'offer-again':
      'The patient said no, or was not asked. Ask again, without pressing: a no now is not for ever.',
    'municipal-intake':
      'The patient is coming home to you. Accept, create the service, name a contact person, and send the patient written information.',
    'route-manually':
      'No unit in the municipality can be reached, or the address is protected. Find out who should receive the patient, and choose the unit here.',
    'gp-appointment':
      'The patient should have an appointment with the GP. Encourage it, and write down when it is.',
    'esas-action':
      'Symptoms that the patient has reported are over the threshold. Call the patient, and do what is needed.',
    'esas-prompt':
      'The patient has an appointment in two working days. Send the ESAS form to the GP before it.',
    question: 'Another unit is wondering about something. Answer here, and they have it at once.',
    'next-of-kin-children':
      'The patient has children or siblings under 18. See to it that they are informed and followed up.',
    'coordinator-referral':
      'The patient wants contact with a cancer coordinator, but not the home pathway. Get in touch with the patient.',
  },
  help: 'Accept the task first. All that you fill in is saved on the server as you write: you can leave the computer and go on later. Nothing is sent before you have looked it over and chosen to send.',
  whatMatters: 'What matters to the patient',
  earlier: 'Earlier conversations',
  whatToDo: 'What is to be done',
  asked: 'What is asked',
  askedWords: { appointment: 'Appointment', 'confirm-gp': 'Confirm who the patient’s GP is' },
  due: 'Due',
  closes: 'Closes',
  hospital: 'Contact at the hospital',
  registration: (code) => `Is registered locally with code ${code}`,
  checkOwnRecord: 'Check your own record first: is the patient alive, living here, and not in hospital?',
  urgent: 'Not for emergencies: call 113.',
  acts: 'What do you want to do?',
  accept: 'Accept',
  acceptHelp: 'Then all know that somebody has it, and reminders to accept stop.',
  release: 'Give it back',
  acceptedByYou: 'Accepted by you',
  acceptedByColleague: 'Accepted by a colleague',
  book: 'Book a time',
  bookDate: 'Date',
  bookTime: 'Time',
  bookHelp: 'Reminders rest until two working days after the appointment.',
  booked: (date) => `Booked for ${date}`,
  transfer: 'Hand over to another unit',
  transferHelp: 'The deadline goes with it, and the new unit must accept.',
  transferTo: 'Unit',
  chooseUnit: 'Choose a unit',
  reject: 'Not ours',
  rejectHelp: 'The task goes to the coordinating unit, which finds out whose it is.',
  rejectReasons: { 'not-ours': 'Does not concern us', moved: 'The patient has moved', other: 'Other' },
  reports: 'Report about the patient',
  reportsHelp: 'Concerns the whole pathway, not this task alone.',
  deceased: 'The patient has died',
  deceasedOn: 'Date of death',
  deceasedHelp: 'All open tasks are closed, and those who have them are told. It can be taken back.',
  moved: 'The patient has moved',
  movedOn: 'Date of the move',
  movedTo: 'Municipality number (four digits)',
  movedDistrict: 'District (two digits, in Oslo only)',
  movedHelp: 'Tasks in the municipality go to the new one, which is told.',
  inHospital: 'The patient is in hospital',
  inHospitalHelp: 'The conversation was not held. You will be reminded again.',
  questions: 'Questions',
  noQuestions: 'No question has been asked about this task.',
  ask: 'Ask a question',
  askText: 'What are you wondering about?',
  askHelp: (unit) => `Goes to ${unit}. Write no more of the patient than the question needs.`,
  pathway: 'The whole pathway',
  checklist: 'Checklist',
  complete: 'Complete',
  completeTitle: { question: 'Answer', 'route-manually': 'Choose the receiver' },
  note: 'Note',
  noteHelp: 'Briefly what was done. It is not sent by e-mail or SMS.',
  answerText: 'The answer',
  contactPerson: 'Contact person for the patient',
  contactName: 'Name',
  contactPhone: 'Phone',
  appointmentOn: 'Appointment (date)',
  receiver: 'Unit that is to receive the patient',
  receiverHelp: 'The patient is sent there, and the unit is told.',
  sent: 'Sent and recorded.',
  closedBy: {
    completed: 'The task is completed.',
    declined: 'The patient said no.',
    missed: 'The task was not done in time. The pathway goes on.',
    rejected: 'The task was rejected and went to the coordinating unit.',
    cancelled: 'The task is closed. Nothing more is to be done.',
  },
  above:
    'The task is with a unit below yours. You see what is to be done and by when, not whom it is about: call the unit if something is urgent.',
  letters: 'Letters to the patient',
  offers: 'Services that fit',
  noNeeds: 'No needs have been reported.',
  confirm: 'Confirm',
};

export const texts: InEach<TaskWords> = { nb, nn, en };
