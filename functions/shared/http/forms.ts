import type { z } from 'zod';

/** How deep the content of a draft may be. */
export const draftDepth = 20;

/**
 * What the schemas say of a form by themselves (400): a code that stays as it is, and what it says in English. A schema
 * names the code (`form`) where zod wants a message.
 */
export const forms = {
  'out-of-range': 'must lie between 1900 and 2199',
  'id-characters': 'letters, digits and ._:/- only',
  'phone-number': 'digits, with + before a country code',
  'four-digits': 'four digits',
  'two-digits': 'two digits',
  place: 'four digits of a municipality, with two of a district behind a hyphen',
  'eleven-digits': 'eleven digits',
  duration: 'a duration in days, weeks, months or years, like P6W',
  'window-too-long': 'must close within 300 days of its opening',
  'no-score': 'needs at least one score',
  'anchor-in-months': 'is counted from the anchor in months, and in nothing else',
  'time-of-day': 'a time like 08:00',
  'day-of-year': 'a day like 12-24',
  'sms-number': 'E.164, e.g. +4799999000',
  'no-address': 'needs an e-mail address or a number for SMS',
  'code-characters': 'letters, digits, spaces and ._:/- only',
  'key-twice': 'has two lines with the same key',
  language: 'a language like nb, se or pl',
  letter: 'needs a letter',
  'too-deep': `at most ${draftDepth} levels deep`,
} as const;
type Form = keyof typeof forms;

export function form(code: Form): Form {
  return code;
}

/** What zod finds by itself; the message is zod's. */
export const generalForms = [
  'missing',
  'wrong-type',
  'no-choice',
  'no-alternative',
  'too-short',
  'too-long',
  'too-few',
  'too-many',
  'too-small',
  'too-big',
  'not-a-date',
  'not-a-time',
  'not-an-email',
  'wrong-format',
  'unknown-name',
] as const;
export type FormReason = Form | (typeof generalForms)[number];
export const formReasons: readonly FormReason[] = [...(Object.keys(forms) as Form[]), ...generalForms];

/** A field that does not have its form; `limit` where it is too short, long, small or big, or there are too few or many. */
export interface FormError {
  readonly path: string;
  readonly code: FormReason;
  readonly message: string;
  readonly limit?: number;
}

/** An issue of zod with its `input`, as a field's error. zod's messages name types, lengths and allowed words, and nothing of what was sent. */
export function formError(issue: z.core.$ZodIssue, where: string): FormError {
  const path = issue.path.map(String).join('.') || where;
  const { message } = issue;
  if (isForm(message)) return { path, code: message, message: forms[message] };
  // an empty text is one that was left out
  if (issue.input === undefined || (issue.code === 'too_small' && issue.input === ''))
    return { path, code: 'missing', message };
  const limit = limitOf(issue);
  return { path, ...worded(issue), ...(limit === undefined ? {} : { limit }) };
}

function isForm(message: string): message is Form {
  return Object.hasOwn(forms, message);
}

function limitOf(issue: z.core.$ZodIssue): number | undefined {
  if (issue.code === 'too_small') return Number(issue.minimum);
  return issue.code === 'too_big' ? Number(issue.maximum) : undefined;
}

const formats: Readonly<Record<string, FormReason>> = {
  date: 'not-a-date',
  datetime: 'not-a-time',
  email: 'not-an-email',
};
const small: Readonly<Record<string, FormReason>> = { string: 'too-short', array: 'too-few' };
const big: Readonly<Record<string, FormReason>> = { string: 'too-long', array: 'too-many' };

function worded(issue: z.core.$ZodIssue): Pick<FormError, 'code' | 'message'> {
  const { message } = issue;
  switch (issue.code) {
    case 'too_small':
      return { code: small[issue.origin] ?? 'too-small', message };
    case 'too_big':
      return { code: big[issue.origin] ?? 'too-big', message };
    case 'invalid_format':
      return { code: formats[issue.format] ?? 'wrong-format', message };
    case 'invalid_value':
      return { code: 'no-choice', message };
    case 'invalid_union':
      return { code: issue.discriminator === undefined ? 'no-alternative' : 'no-choice', message };
    case 'unrecognized_keys':
    case 'invalid_key':
      return { code: 'unknown-name', message: 'has a name in it that is not known here' };
    default:
      return { code: 'wrong-type', message };
  }
}
