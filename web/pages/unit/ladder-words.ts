import type { LadderRow, Receiver } from '../../../domain/model.ts';
import type { InEach } from '../../texts/in-each.ts';

/** In what the distance of a rung is counted; a rung on the date itself has none. */
export const amountUnits = ['workingDays', 'days', 'months', 'hours'] as const;
export type AmountUnit = (typeof amountUnits)[number];

/** The distance of a rung from its date, negative before it; the first where there are several. */
export function amountOf(row: Partial<LadderRow>): { readonly unit: AmountUnit; readonly count: number } {
  const unit = amountUnits.find((one) => row[one] !== undefined) ?? 'workingDays';
  return { unit, count: row[unit] ?? 0 };
}

export interface LadderWords {
  readonly title: string;
  readonly help: string;
  readonly own: (task: string) => string;
  readonly usual: string;
  readonly rung: (n: number) => string;
  readonly add: string;
  readonly tell: string;
  readonly receivers: Readonly<Record<Receiver, string>>;
  readonly from: string;
  readonly dates: Readonly<Record<LadderRow['from'], string>>;
  readonly amount: string;
  readonly amountHelp: string;
  readonly amountUnit: string;
  readonly units: Readonly<Record<AmountUnit, (count: number) => string>>;
  readonly when: string;
  readonly always: string;
  readonly whens: Readonly<Record<NonNullable<LadderRow['when']>, string>>;
  readonly before: string;
  readonly after: string;
  readonly on: string;
}

/** A rung as one says it: "Leader, 5 working days after the deadline, if it is not accepted". */
export function rungInWords(row: LadderRow, words: LadderWords): string {
  const { unit, count } = amountOf(row);
  const date = words.dates[row.from];
  const size = Math.abs(count);
  const distance =
    count === 0
      ? `${words.on} ${date}`
      : `${size} ${words.units[unit](size)} ${count < 0 ? words.before : words.after} ${date}`;
  const when = row.when === undefined ? '' : `, ${words.whens[row.when].toLocaleLowerCase()}`;
  return `${words.receivers[row.tell]}, ${distance}${when}`;
}

export const ladderWords: InEach<LadderWords> = {
  nb: {
    title: 'Påminnelser og varsler',
    help: 'Hvem som får beskjed når en oppgave ikke blir gjort, i den rekkefølgen det skjer. At oppgaven er kommet, sies alltid.',
    own: (task) => `Egne for: ${task.toLocaleLowerCase()}`,
    usual: 'Vanligvis:',
    rung: (n) => `Beskjed ${n}`,
    add: 'Legg til beskjed',
    tell: 'Hvem',
    receivers: {
      coordinator: 'Koordinator',
      leader: 'Leder',
      'coordinating-unit': 'Koordinerende enhet',
      'coordinating-units-of-both': 'Begges koordinerende enheter',
    },
    from: 'Regnet fra',
    dates: {
      opening: 'oppgaven åpner',
      due: 'fristen',
      close: 'oppgaven lukkes',
      anchor: 'diagnosen eller utskrivelsen',
    },
    amount: 'Så lenge etter',
    amountHelp: 'Minus for før.',
    amountUnit: 'Så lenge etter: enhet',
    units: {
      workingDays: (n) => (n === 1 ? 'arbeidsdag' : 'arbeidsdager'),
      days: (n) => (n === 1 ? 'dag' : 'dager'),
      months: (n) => (n === 1 ? 'måned' : 'måneder'),
      hours: (n) => (n === 1 ? 'time' : 'timer'),
    },
    when: 'Når',
    always: 'Alltid',
    whens: { 'not-accepted': 'Bare om den ikke er mottatt', accepted: 'Bare om den er mottatt' },
    before: 'før',
    after: 'etter',
    on: 'ved',
  },
  nn: {
    title: 'Påminningar og varsel',
    help: 'Kven som får beskjed når ei oppgåve ikkje blir gjord, i den rekkjefølgja det skjer. At oppgåva er komen, blir alltid sagt.',
    own: (task) => `Eigne for: ${task.toLocaleLowerCase()}`,
    usual: 'Vanlegvis:',
    rung: (n) => `Beskjed ${n}`,
    add: 'Legg til beskjed',
    tell: 'Kven',
    receivers: {
      coordinator: 'Koordinator',
      leader: 'Leiar',
      'coordinating-unit': 'Koordinerande eining',
      'coordinating-units-of-both': 'Dei koordinerande einingane til begge',
    },
    from: 'Rekna frå',
    dates: {
      opening: 'oppgåva opnar',
      due: 'fristen',
      close: 'oppgåva blir lukka',
      anchor: 'diagnosen eller utskrivinga',
    },
    amount: 'Så lenge etter',
    amountHelp: 'Minus for før.',
    amountUnit: 'Så lenge etter: eining',
    units: {
      workingDays: (n) => (n === 1 ? 'arbeidsdag' : 'arbeidsdagar'),
      days: (n) => (n === 1 ? 'dag' : 'dagar'),
      months: (n) => (n === 1 ? 'månad' : 'månader'),
      hours: (n) => (n === 1 ? 'time' : 'timar'),
    },
    when: 'Når',
    always: 'Alltid',
    whens: { 'not-accepted': 'Berre om ho ikkje er motteken', accepted: 'Berre om ho er motteken' },
    before: 'før',
    after: 'etter',
    on: 'ved',
  },
  en: {
    title: 'Reminders and escalation',
    help: 'Who is told when a task is not done, in the order in which it happens. That the task has arrived is always said.',
    own: (task) => `Own ones for: ${task.toLocaleLowerCase()}`,
    usual: 'Usually:',
    rung: (n) => `Message ${n}`,
    add: 'Add a message',
    tell: 'Whom',
    receivers: {
      coordinator: 'Coordinator',
      leader: 'Leader',
      'coordinating-unit': 'Coordinating unit',
      'coordinating-units-of-both': 'Coordinating units of both',
    },
    from: 'Counted from',
    dates: {
      opening: 'the opening',
      due: 'the deadline',
      close: 'the close',
      anchor: 'the diagnosis or discharge',
    },
    amount: 'So long after',
    amountHelp: 'With a minus: before.',
    amountUnit: 'So long after: unit',
    units: {
      workingDays: (n) => (n === 1 ? 'working day' : 'working days'),
      days: (n) => (n === 1 ? 'day' : 'days'),
      months: (n) => (n === 1 ? 'month' : 'months'),
      hours: (n) => (n === 1 ? 'hour' : 'hours'),
    },
    when: 'When',
    always: 'Always',
    whens: { 'not-accepted': 'Only if it is not accepted', accepted: 'Only if it is accepted' },
    before: 'before',
    after: 'after',
    on: 'at',
  },
};
