import type { SendingSwitch } from '../../../domain/model.ts';
import type { InEach } from '../../texts/in-each.ts';

type Reason = NonNullable<SendingSwitch['reason']>;

export const texts: InEach<{
  title: string;
  help: string;
  sending: string;
  sends: string;
  paused: (since: string, lasting: string) => string;
  reasonWas: (reason: string) => string;
  by: (who: string) => string;
  pausedHelp: string;
  pause: string;
  pauseHelp: string;
  reason: string;
  reasons: Readonly<Record<Reason, string>>;
  resume: string;
  resumeHelp: string;
  lasting: { minutes: (n: number) => string; hours: (n: number) => string; days: (n: number) => string };
  stalled: string;
  stalledHelp: string;
  nobodyStalled: string;
  pathway: string;
  since: string;
  renew: string;
  renewOf: (id: string) => string;
  renewed: string;
  act: string;
  directory: string;
  directoryLink: string;
  lookUp: string;
  lookUpHelp: string;
  pathwayId: string;
  find: string;
  noSuch: string;
  status: string;
  startedAt: string;
  open: string;
  points: string;
  point: string;
  unit: string;
  due: string;
  executions: string;
  execution: string;
  generation: string;
  stoppedAt: string;
  running: string;
  console: (name: string) => string;
  replan: string;
  replanHelp: string;
  trust: string;
  chooseTrust: string;
  scope: string;
  settingsOnly: string;
  settingsOnlyHelp: string;
  whole: string;
  wholeHelp: string;
  begin: string;
  stop: string;
  done: (changed: number, unchanged: number) => string;
  soFar: (count: number) => string;
  stopped: (count: number) => string;
  failed: (count: number) => string;
}> = {
  nb: {
    title: 'Drift',
    help: 'For den som drifter Vel hjem: stanse all sending, se hva i registeret som hindrer at meldinger kommer fram, og slå opp ett forløp på id. Ingen pasient vises her.',
    sending: 'Sending av meldinger',
    sends: 'Meldinger sendes som de skal.',
    paused: (since, lasting) => `All sending er stanset siden ${since} (${lasting}).`,
    reasonWas: (reason) => `Grunn: ${reason.toLowerCase()}.`,
    by: (who) => `Av ${who}.`,
    pausedHelp:
      'Ingenting går tapt. Det som skulle vært sendt, venter, og det som fortsatt gjelder, sendes når sendingen settes i gang.',
    pause: 'Stans all sending',
    pauseHelp:
      'Ingen e-post eller SMS går ut før sendingen settes i gang igjen. Frister løper, og oppgaver åpnes som før, men ingen får vite om dem. Det virker innen et minutt.',
    reason: 'Grunn',
    reasons: {
      incident: 'Hendelse',
      upgrade: 'Oppgradering',
      'wrong-messages': 'Feil meldinger går ut',
      exercise: 'Øvelse',
      other: 'Annet',
    },
    resume: 'Sett sendingen i gang',
    resumeHelp: 'Det som venter og fortsatt gjelder, sendes innen en time, i vanlig sendetid.',
    lasting: {
      minutes: (n) => (n === 1 ? '1 minutt' : `${n} minutter`),
      hours: (n) => (n === 1 ? '1 time' : `${n} timer`),
      days: (n) => (n === 1 ? '1 dag' : `${n} dager`),
    },
    stalled: 'Forløp som har stanset',
    stalledHelp:
      'Planen ble laget på nytt tre ganger på et døgn uten å komme videre. Pasienten får ingen nye oppgaver før noen har sett på det: finn feilen i konsollen, rett den, og lag planen på nytt.',
    nobodyStalled: 'Ingen forløp har stanset.',
    pathway: 'Forløp',
    since: 'Stanset siden',
    renew: 'Lag planen på nytt',
    renewOf: (id) => `Lag planen på nytt for ${id}`,
    renewed: 'Planen er laget på nytt. Kommer forløpet tilbake hit, er feilen ikke rettet.',
    act: 'Handling',
    directory: 'Registeret',
    directoryLink: 'Til enhetene',
    lookUp: 'Slå opp et forløp',
    lookUpHelp: 'Id-en står i logger, varsler og kjøringer. Den sier ingenting om hvem pasienten er.',
    pathwayId: 'Forløpets id',
    find: 'Slå opp',
    noSuch:
      'Det finnes ikke noe forløp med denne id-en. Se om hele id-en er med: 26 tegn, uten det som står etter bindestreken.',
    status: 'Status',
    startedAt: 'Startet',
    open: 'Åpne forløpet',
    points: 'Samtalene',
    point: 'Samtale',
    unit: 'Enhet',
    due: 'Frist',
    executions: 'Kjøringer',
    execution: 'Navn',
    generation: 'Nr.',
    stoppedAt: 'Stoppet',
    running: 'Pågår',
    console: (name) => `Se ${name} i konsollen`,
    replan: 'Lag planene på nytt',
    replanHelp:
      'For alle åpne forløp i et helseforetak, noen om gangen. Trygt å avbryte og begynne igjen: det som er gjort, gjøres ikke to ganger. Gjør det etter en oppgradering, eller når innstillinger skal gjelde dem som er i gang.',
    trust: 'Helseforetak',
    chooseTrust: 'Velg helseforetak',
    scope: 'Hvilke forløp',
    settingsOnly: 'Bare der innstillinger er endret',
    settingsOnlyHelp: 'Helseforetakets innstillinger slik de står nå.',
    whole: 'Alle, i nye kjøringer',
    wholeHelp: 'Også der ingenting er endret. Etter en oppgradering.',
    begin: 'Begynn',
    stop: 'Stopp',
    done: (changed, unchanged) => `Ferdig. ${changed} forløp er lagt om, ${unchanged} var som de skulle.`,
    soFar: (count) => `${count} forløp så langt …`,
    stopped: (count) => `Stoppet etter ${count} forløp. Resten står som før.`,
    failed: (count) => `${count} gikk ikke. Se loggen etter settings-not-applied, og begynn igjen.`,
  },
  nn: {
    title: 'Drift',
    help: 'For den som driftar Vel hjem: stanse all sending, sjå kva i registeret som hindrar at meldingar kjem fram, og slå opp eitt forløp på id. Ingen pasient blir vist her.',
    sending: 'Sending av meldingar',
    sends: 'Meldingar blir sende som dei skal.',
    paused: (since, lasting) => `All sending er stansa sidan ${since} (${lasting}).`,
    reasonWas: (reason) => `Grunn: ${reason.toLowerCase()}.`,
    by: (who) => `Av ${who}.`,
    pausedHelp:
      'Ingenting går tapt. Det som skulle ha vore sendt, ventar, og det som framleis gjeld, blir sendt når sendinga blir sett i gang.',
    pause: 'Stans all sending',
    pauseHelp:
      'Ingen e-post eller SMS går ut før sendinga blir sett i gang igjen. Fristar går, og oppgåver blir opna som før, men ingen får vite om dei. Det verkar innan eit minutt.',
    reason: 'Grunn',
    reasons: {
      incident: 'Hending',
      upgrade: 'Oppgradering',
      'wrong-messages': 'Feil meldingar går ut',
      exercise: 'Øving',
      other: 'Anna',
    },
    resume: 'Set sendinga i gang',
    resumeHelp: 'Det som ventar og framleis gjeld, blir sendt innan ein time, i vanleg sendetid.',
    lasting: {
      minutes: (n) => (n === 1 ? '1 minutt' : `${n} minutt`),
      hours: (n) => (n === 1 ? '1 time' : `${n} timar`),
      days: (n) => (n === 1 ? '1 dag' : `${n} dagar`),
    },
    stalled: 'Forløp som har stansa',
    stalledHelp:
      'Planen vart laga på nytt tre gonger på eit døgn utan å kome vidare. Pasienten får ingen nye oppgåver før nokon har sett på det: finn feilen i konsollen, rett han, og lag planen på nytt.',
    nobodyStalled: 'Ingen forløp har stansa.',
    pathway: 'Forløp',
    since: 'Stansa sidan',
    renew: 'Lag planen på nytt',
    renewOf: (id) => `Lag planen på nytt for ${id}`,
    renewed: 'Planen er laga på nytt. Kjem forløpet tilbake hit, er feilen ikkje retta.',
    act: 'Handling',
    directory: 'Registeret',
    directoryLink: 'Til einingane',
    lookUp: 'Slå opp eit forløp',
    lookUpHelp: 'Id-en står i loggar, varsel og køyringar. Han seier ingenting om kven pasienten er.',
    pathwayId: 'Id-en til forløpet',
    find: 'Slå opp',
    noSuch:
      'Det finst ikkje noko forløp med denne id-en. Sjå om heile id-en er med: 26 teikn, utan det som står etter bindestreken.',
    status: 'Status',
    startedAt: 'Starta',
    open: 'Opne forløpet',
    points: 'Samtalane',
    point: 'Samtale',
    unit: 'Eining',
    due: 'Frist',
    executions: 'Køyringar',
    execution: 'Namn',
    generation: 'Nr.',
    stoppedAt: 'Stoppa',
    running: 'Går',
    console: (name) => `Sjå ${name} i konsollen`,
    replan: 'Lag planane på nytt',
    replanHelp:
      'For alle opne forløp i eit helseføretak, nokre om gongen. Trygt å avbryte og byrje igjen: det som er gjort, blir ikkje gjort to gonger. Gjer det etter ei oppgradering, eller når innstillingar skal gjelde dei som er i gang.',
    trust: 'Helseføretak',
    chooseTrust: 'Vel helseføretak',
    scope: 'Kva forløp',
    settingsOnly: 'Berre der innstillingar er endra',
    settingsOnlyHelp: 'Innstillingane til helseføretaket slik dei står no.',
    whole: 'Alle, i nye køyringar',
    wholeHelp: 'Også der ingenting er endra. Etter ei oppgradering.',
    begin: 'Byrj',
    stop: 'Stopp',
    done: (changed, unchanged) => `Ferdig. ${changed} forløp er lagde om, ${unchanged} var som dei skulle.`,
    soFar: (count) => `${count} forløp så langt …`,
    stopped: (count) => `Stoppa etter ${count} forløp. Resten står som før.`,
    failed: (count) => `${count} gjekk ikkje. Sjå loggen etter settings-not-applied, og byrj igjen.`,
  },
  en: {
    title: 'Operation',
    help: 'For those who run Vel hjem: pause all sending, see what in the directory keeps messages from arriving, and look up one pathway by its id. No patient is shown here.',
    sending: 'Sending of messages',
    sends: 'Messages are sent as they should be.',
    paused: (since, lasting) => `All sending has been paused since ${since} (${lasting}).`,
    reasonWas: (reason) => `Reason: ${reason.toLowerCase()}.`,
    by: (who) => `By ${who}.`,
    pausedHelp:
      'Nothing is lost. What was to be sent waits, and what is still true is sent when sending goes on.',
    pause: 'Pause all sending',
    pauseHelp:
      'No e-mail or SMS goes out until sending goes on again. Deadlines run and tasks open as before, but nobody is told. It works within a minute.',
    reason: 'Reason',
    reasons: {
      incident: 'Incident',
      upgrade: 'Upgrade',
      'wrong-messages': 'Wrong messages go out',
      exercise: 'Exercise',
      other: 'Other',
    },
    resume: 'Let sending go on',
    resumeHelp: 'What waits and is still true is sent within an hour, in the usual sending hours.',
    lasting: {
      minutes: (n) => (n === 1 ? '1 minute' : `${n} minutes`),
      hours: (n) => (n === 1 ? '1 hour' : `${n} hours`),
      days: (n) => (n === 1 ? '1 day' : `${n} days`),
    },
    stalled: 'Pathways that have stalled',
    stalledHelp:
      'The plan was made anew three times in a day without getting on. The patient gets no new tasks until somebody has looked: find the fault in the console, mend it, and make the plan anew.',
    nobodyStalled: 'No pathway has stalled.',
    pathway: 'Pathway',
    since: 'Stalled since',
    renew: 'Make the plan anew',
    renewOf: (id) => `Make the plan anew for ${id}`,
    renewed: 'The plan has been made anew. Should the pathway come back here, the fault is not mended.',
    act: 'Action',
    directory: 'The directory',
    directoryLink: 'To the units',
    lookUp: 'Look up a pathway',
    lookUpHelp: 'The id stands in logs, alarms and executions. It says nothing of who the patient is.',
    pathwayId: 'Id of the pathway',
    find: 'Look up',
    noSuch:
      'There is no pathway with this id. See that it is whole: 26 characters, without what stands after the hyphen.',
    status: 'Status',
    startedAt: 'Started',
    open: 'Open the pathway',
    points: 'The conversations',
    point: 'Conversation',
    unit: 'Unit',
    due: 'Due',
    executions: 'Executions',
    execution: 'Name',
    generation: 'No.',
    stoppedAt: 'Stopped',
    running: 'Running',
    console: (name) => `See ${name} in the console`,
    replan: 'Make the plans anew',
    replanHelp:
      'For all open pathways of a trust, some at a time. Safe to interrupt and begin again: what is done is not done twice. Do it after an upgrade, or when settings are to hold for those under way.',
    trust: 'Trust',
    chooseTrust: 'Choose a trust',
    scope: 'Which pathways',
    settingsOnly: 'Only where settings have changed',
    settingsOnlyHelp: 'The settings of the trust as they stand now.',
    whole: 'All, in new executions',
    wholeHelp: 'Also where nothing has changed. After an upgrade.',
    begin: 'Begin',
    stop: 'Stop',
    done: (changed, unchanged) =>
      `Done. ${changed} pathways were changed, ${unchanged} were as they should be.`,
    soFar: (count) => `${count} pathways so far …`,
    stopped: (count) => `Stopped after ${count} pathways. The rest is as it was.`,
    failed: (count) => `${count} failed. Look in the log for settings-not-applied, and begin again.`,
  },
};
