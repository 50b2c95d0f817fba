import type { Language } from '../../domain/model.ts';

/** Dates and times as they are said in Norway, always in Oslo's time, whatever the device believes. */

/** Not every browser knows nynorsk; its dates are bokmål's. */
const locales: Readonly<Record<Language, readonly string[]>> = {
  nb: ['nb-NO'],
  nn: ['nn-NO', 'nb-NO'],
  en: ['en-GB'],
};
const zone = 'Europe/Oslo';

/** `4. desember 2026`. Takes an instant or a calendar date. */
export function longDate(at: string, language: Language): string {
  return format(at, language, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** `4. des. 2026` */
export function shortDate(at: string, language: Language): string {
  return format(at, language, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** `desember 2026` */
export function monthOf(at: string, language: Language): string {
  return format(at, language, { month: 'long', year: 'numeric' });
}

/** `des.`; January with its year. */
export function shortMonthOf(at: string, language: Language): string {
  const year = at.slice(5, 7) === '01' ? ({ year: '2-digit' } as const) : {};
  return format(at, language, { month: 'short', ...year });
}

/** A date, and the time on the clock where there is one. */
export function dateAndTime(at: string, language: Language): string {
  if (!at.includes('T')) return longDate(at, language);
  return format(at, language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

function format(at: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat([...locales[language]], { timeZone: zone, ...options }).format(
    instantOf(at),
  );
}

/** A calendar date is noon of its day: the same date in Oslo all year. */
function instantOf(at: string): Date {
  return new Date(at.includes('T') ? at : `${at}T12:00:00Z`);
}

/** The calendar date in Oslo, `YYYY-MM-DD`. */
export function osloDay(at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
}

/** Calendar days from one to another, negative where the other is earlier. */
export function daysBetween(from: Date, until: string): number {
  const start = Date.parse(osloDay(from));
  const end = Date.parse(osloDay(instantOf(until)));
  return Math.round((end - start) / 86_400_000);
}

const deadlines: Readonly<
  Record<
    Language,
    { today: string; tomorrow: string; left: (days: number) => string; over: (days: number) => string }
  >
> = {
  nb: {
    today: 'frist i dag',
    tomorrow: 'frist i morgen',
    left: (days) => `${days} dager igjen`,
    over: (days) => (days === 1 ? '1 dag over fristen' : `${days} dager over fristen`),
  },
  nn: {
    today: 'frist i dag',
    tomorrow: 'frist i morgon',
    left: (days) => `${days} dagar att`,
    over: (days) => (days === 1 ? '1 dag over fristen' : `${days} dagar over fristen`),
  },
  en: {
    today: 'due today',
    tomorrow: 'due tomorrow',
    left: (days) => `${days} days left`,
    over: (days) => (days === 1 ? '1 day overdue' : `${days} days overdue`),
  },
};

/** A deadline in words: "8 days left". */
export function deadlineInWords(dueAt: string, now: Date, language: Language): string {
  const words = deadlines[language];
  const days = daysBetween(now, dueAt);
  if (Date.parse(dueAt) < now.getTime() && days <= 0) return days === 0 ? words.today : words.over(-days);
  if (days === 0) return words.today;
  return days === 1 ? words.tomorrow : words.left(days);
}

export function isOverdue(dueAt: string, now: Date): boolean {
  return Date.parse(dueAt) < now.getTime();
}

/** The time on the clock in Oslo, `10:14`. */
export function clockTime(at: string, language: Language): string {
  return format(at, language, { hour: '2-digit', minute: '2-digit' });
}
