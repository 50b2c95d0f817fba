import type { NoticeKind } from '../../../domain/model.ts';
import type { InEach } from '../../texts/in-each.ts';

interface NoticeWords {
  /** What a notice tells, and what comes of it, by kind. */
  readonly tells: Readonly<Record<NoticeKind, string>>;
  readonly about: string;
  readonly at: string;
  readonly receivedAt: (date: string) => string;
  readonly receive: string;
  readonly receiveHelp: string;
  readonly asked: string;
  readonly askedTask: string;
  readonly appointment: string;
  readonly toTasks: string;
  readonly assessment: string;
  readonly question: string;
  readonly answer: string;
  readonly appointmentOn: (date: string) => string;
  readonly reference: string;
  readonly referenceHelp: string;
  readonly hospital: string;
  readonly unit: string;
  readonly contact: string;
  readonly phone: string;
  readonly due: string;
  readonly closed: string;
  readonly onlyStatus: string;
  readonly pathway: string;
  readonly back: string;
}

export const texts: InEach<NoticeWords> = {
  nb: {
    tells: {
      assessment: 'En samtale er holdt. Her er det dere skal vite fra den.',
      declined:
        'Pasienten har takket nei. Et nei er ikke for alltid: pasienten blir spurt igjen senere, og kan selv ombestemme seg. Dere trenger ikke gjøre noe.',
      moved:
        'Pasienten har flyttet til en annen kommune. Den nye kommunen er bedt om å ta imot. Er dere fastlegen fortsatt, går alt videre som før.',
      ended:
        'Forløpet er avsluttet. Åpne oppgaver er avsluttet, og dere trenger ikke gjøre mer her. Se i egen journal hva som gjelder pasienten.',
      resumed: 'Forløpet er tatt opp igjen. Oppgavene deres er tilbake slik de var: se under Oppgaver.',
      missed:
        'Noe ble ikke gjort i tide, og forløpet går videre uten det. Finn ut hvorfor, og om pasienten trenger at noen tar kontakt nå.',
      'no-longer-yours': 'Oppgaven er nå hos en annen enhet. Dere trenger ikke gjøre mer.',
      addendum:
        'Sykehuset har holdt samtalen likevel, etter at den var meldt som ikke holdt. Her er det dere skal vite fra den.',
      answered: 'Dere har fått svar på det dere spurte om.',
      corrected:
        'Noe dere har fått vite, var feil og er tatt tilbake. Se bort fra det, og se i forløpet hvordan det står nå.',
      'discharge-summary':
        'Sykehuset har sendt epikrise. Selve epikrisen kommer der dere ellers får dem: finnes den ikke, be sykehuset om den.',
      'new-assessment-coming':
        'Et nytt forløp er startet for pasienten, og en ny samtale på sykehuset kommer. Dere får beskjed når den er holdt.',
      treatment:
        'Behandlingen er endret, og pasienten bør få time hos fastlegen. Sykehuset hjelper pasienten med å bestille.',
    },
    about: 'Gjelder',
    at: 'Sendt',
    receivedAt: (date) => `Mottatt ${date}`,
    receive: 'Merk som mottatt',
    receiveHelp: 'Da ser kollegene at noen har sett den.',
    asked: 'Dette er dere bedt om',
    askedTask: 'Svar på det i oppgaven.',
    appointment: 'time',
    toTasks: 'Til oppgavene',
    assessment: 'Samtalen',
    question: 'Spørsmålet',
    answer: 'Svaret',
    appointmentOn: (date) => `Time: ${date}`,
    reference: 'Referanse',
    referenceHelp: 'Oppgi den når dere spør etter epikrisen.',
    hospital: 'Kontakt på sykehuset',
    unit: 'Enhet',
    contact: 'Kontakt',
    phone: 'Telefon',
    due: 'Frist',
    closed: 'Stengte',
    onlyStatus:
      'Dere får denne fordi enheten deres er over den som skulle gjøre det. Derfor står det ikke her hvem det gjelder: enheten selv vet det. Får dere noe å gjøre for pasienten, ser dere navnet i oppgaven.',
    pathway: 'Se forløpet',
    back: 'Til meldingene',
  },
  nn: {
    tells: {
      assessment: 'Ein samtale er halden. Her er det de skal vite frå han.',
      declined:
        'Pasienten har takka nei. Eit nei er ikkje for alltid: pasienten blir spurd igjen seinare, og kan sjølv ombestemme seg. De treng ikkje gjere noko.',
      moved:
        'Pasienten har flytta til ein annan kommune. Den nye kommunen er beden om å ta imot. Er de fastlegen framleis, går alt vidare som før.',
      ended:
        'Forløpet er avslutta. Opne oppgåver er avslutta, og de treng ikkje gjere meir her. Sjå i eigen journal kva som gjeld pasienten.',
      resumed: 'Forløpet er teke opp att. Oppgåvene dykkar er tilbake slik dei var: sjå under Oppgåver.',
      missed:
        'Noko vart ikkje gjort i tide, og forløpet går vidare utan det. Finn ut kvifor, og om pasienten treng at nokon tek kontakt no.',
      'no-longer-yours': 'Oppgåva er no hos ei anna eining. De treng ikkje gjere meir.',
      addendum:
        'Sjukehuset har halde samtalen likevel, etter at han var meld som ikkje halden. Her er det de skal vite frå han.',
      answered: 'De har fått svar på det de spurde om.',
      corrected:
        'Noko de har fått vite, var feil og er teke tilbake. Sjå bort frå det, og sjå i forløpet korleis det står no.',
      'discharge-summary':
        'Sjukehuset har sendt epikrise. Sjølve epikrisa kjem der de elles får dei: finst ho ikkje, be sjukehuset om ho.',
      'new-assessment-coming':
        'Eit nytt forløp er starta for pasienten, og ein ny samtale på sjukehuset kjem. De får melding når han er halden.',
      treatment:
        'Behandlinga er endra, og pasienten bør få time hos fastlegen. Sjukehuset hjelper pasienten med å bestille.',
    },
    about: 'Gjeld',
    at: 'Sendt',
    receivedAt: (date) => `Motteken ${date}`,
    receive: 'Merk som motteken',
    receiveHelp: 'Då ser kollegaene at nokon har sett ho.',
    asked: 'Dette er de bedne om',
    askedTask: 'Svar på det i oppgåva.',
    appointment: 'time',
    toTasks: 'Til oppgåvene',
    assessment: 'Samtalen',
    question: 'Spørsmålet',
    answer: 'Svaret',
    appointmentOn: (date) => `Time: ${date}`,
    reference: 'Referanse',
    referenceHelp: 'Oppgi den når de spør etter epikrisa.',
    hospital: 'Kontakt på sjukehuset',
    unit: 'Eining',
    contact: 'Kontakt',
    phone: 'Telefon',
    due: 'Frist',
    closed: 'Stengde',
    onlyStatus:
      'De får denne fordi eininga dykkar er over den som skulle gjere det. Difor står det ikkje her kven det gjeld: eininga sjølv veit det. Får de noko å gjere for pasienten, ser de namnet i oppgåva.',
    pathway: 'Sjå forløpet',
    back: 'Til meldingane',
  },
  en: {
    tells: {
      assessment: 'A conversation was held. This is what you should know of it.',
      declined:
        'The patient has said no. A no is not final: the patient is asked again later, and may have a change of mind. You need not do anything.',
      moved:
        'The patient has moved to another municipality, which has been asked to receive the patient. If you are still the GP, all goes on as before.',
      ended:
        'The pathway has ended. Open tasks are closed, and there is no more for you to do here. Look in your own record for what holds of the patient.',
      resumed: 'The pathway goes on again. Your tasks are back as they were: look under Tasks.',
      missed:
        'Something was not done in time, and the pathway goes on without it. Find out why, and whether the patient needs somebody to call now.',
      'no-longer-yours': 'The task is with another unit now. There is no more for you to do.',
      addendum:
        'The hospital has held the conversation after all, after it had been reported as not held. This is what you should know of it.',
      answered: 'You have got an answer to what you asked.',
      corrected:
        'Something you were told was wrong, and has been taken back. Disregard it, and see in the pathway how things stand now.',
      'discharge-summary':
        'The hospital has sent a discharge summary. The summary itself comes the way you get them otherwise: if it is not there, ask the hospital for it.',
      'new-assessment-coming':
        'A new pathway was started for the patient, and a new conversation in hospital is coming. You will be told when it was held.',
      treatment:
        'Treatment has changed, and the patient should see the GP. The hospital helps the patient to make an appointment.',
    },
    about: 'About',
    at: 'Sent',
    receivedAt: (date) => `Received ${date}`,
    receive: 'Mark as received',
    receiveHelp: 'Then your colleagues see that somebody has seen it.',
    asked: 'This is asked of you',
    askedTask: 'Answer in the task.',
    appointment: 'appointment',
    toTasks: 'To the tasks',
    assessment: 'The conversation',
    question: 'The question',
    answer: 'The answer',
    appointmentOn: (date) => `Appointment: ${date}`,
    reference: 'Reference',
    referenceHelp: 'Give it when you ask for the discharge summary.',
    hospital: 'Contact in the hospital',
    unit: 'Unit',
    contact: 'Contact',
    phone: 'Phone',
    due: 'Deadline',
    closed: 'Closed',
    onlyStatus:
      'You get this because your unit is above the one that was to do it. So it does not say here whom it is about: the unit itself knows. Once you have something to do for the patient, the task has the name.',
    pathway: 'See the pathway',
    back: 'To the notices',
  },
};
