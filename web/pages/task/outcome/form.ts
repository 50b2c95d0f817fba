import { gpHoldsDays } from '../../../../domain/limits.ts';
import {
  type AnswerName,
  answerNames,
  type EsasItem,
  esasItems,
  type GpAsk,
  gpAsks,
  type Mode,
  modes,
  type NotHeldReason,
  notHeldReasons,
  type PointNumber,
  type Responsible,
  responsibles,
  type Theme,
  themes,
} from '../../../../domain/model.ts';

/** What is filled in of a conversation's outcome, as the page has it, and what is sent of it. Pure. */

export type Way = 'held' | 'declined' | 'not-held';
export const ways: readonly Way[] = ['held', 'declined', 'not-held'];

/** A theme that is not here was not discussed. */
export interface ThemeEntry {
  readonly need: boolean;
  readonly followUp: string;
  readonly responsible: Responsible | '';
}

export interface Form {
  readonly way: Way | null;
  readonly heldOn: string;
  readonly mode: Mode | '';
  readonly themes: { readonly [theme in Theme]?: ThemeEntry };
  readonly whatMatters: string;
  readonly summary: string;
  readonly distress: number | null;
  readonly esas: { readonly [item in EsasItem]?: number };
  readonly askGp: readonly GpAsk[];
  /** Answers that were touched. */
  readonly answers: { readonly [name in AnswerName]?: boolean | null };
  /** Whether the GP office that is known is the patient's still, or which one is. */
  readonly gp: 'same' | 'other' | null;
  readonly gpUnitId: string;
  readonly askAgain: boolean;
  readonly askAgainOn: string;
  readonly reason: NotHeldReason | '';
  readonly tryAgainOn: string;
}

/** What is known of the patient before the conversation. */
export interface Known {
  readonly kind: 'needs-assessment' | 'offer-again';
  readonly point: PointNumber;
  /** The date in Oslo by the server's clock. */
  readonly today: string;
  /** The day on which the task closes. */
  readonly closesOn: string;
  readonly answers: Readonly<Record<AnswerName, boolean | null>>;
  /** The GP office, and when it was last known to be the patient's. */
  readonly gp: { readonly unitId: string; readonly asOf: string } | null;
}

export function emptyForm({ kind, today }: Pick<Known, 'kind' | 'today'>, mode: Mode | '' = ''): Form {
  return {
    // an offer is as likely to be turned down as taken
    way: kind === 'needs-assessment' ? 'held' : null,
    heldOn: today,
    mode,
    themes: {},
    whatMatters: '',
    summary: '',
    distress: null,
    esas: {},
    askGp: [],
    answers: {},
    gp: null,
    gpUnitId: '',
    // a no is not final: who is not asked about it is asked again
    askAgain: true,
    askAgainOn: '',
    reason: '',
    tryAgainOn: '',
  };
}

/** The form as it was saved; what is missing or unknown in it, by a newer or an older page, is as in an empty one. */
export function restored(content: unknown, empty: Form): Form {
  if (typeof content !== 'object' || content === null) return empty;
  const saved = content as Readonly<Record<string, unknown>>;
  const text = (name: keyof Form) => (typeof saved[name] === 'string' ? (saved[name] as string) : '');
  const oneOf = <T extends string>(name: keyof Form, all: readonly T[]): T | undefined =>
    all.find((one) => one === saved[name]);
  const entries = <K extends string, V>(
    name: keyof Form,
    all: readonly K[],
    read: (value: unknown) => V | undefined,
  ) => {
    const held = saved[name];
    if (typeof held !== 'object' || held === null) return {};
    return Object.fromEntries(
      all.flatMap((key) => {
        const value = read((held as Readonly<Record<string, unknown>>)[key]);
        return value === undefined ? [] : [[key, value] as const];
      }),
    ) as { readonly [key in K]?: V };
  };
  const asked: readonly unknown[] = Array.isArray(saved.askGp) ? saved.askGp : [];
  return {
    way: oneOf('way', ways) ?? empty.way,
    heldOn: typeof saved.heldOn === 'string' ? saved.heldOn : empty.heldOn,
    mode: oneOf('mode', modes) ?? empty.mode,
    themes: entries('themes', themes, themeEntry),
    whatMatters: text('whatMatters'),
    summary: text('summary'),
    distress: scoreOf(saved.distress) ?? null,
    esas: entries('esas', esasItems, scoreOf),
    askGp: gpAsks.filter((ask) => asked.includes(ask)),
    answers: entries('answers', answerNames, (value) =>
      typeof value === 'boolean' || value === null ? value : undefined,
    ),
    gp: oneOf('gp', ['same', 'other'] as const) ?? null,
    gpUnitId: text('gpUnitId'),
    askAgain: saved.askAgain !== false,
    askAgainOn: text('askAgainOn'),
    reason: oneOf('reason', notHeldReasons) ?? '',
    tryAgainOn: text('tryAgainOn'),
  };
}

function themeEntry(value: unknown): ThemeEntry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { need, followUp, responsible } = value as Readonly<Record<string, unknown>>;
  return {
    need: need === true,
    followUp: typeof followUp === 'string' ? followUp : '',
    responsible: responsibles.find((one) => one === responsible) ?? '',
  };
}

function scoreOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10
    ? value
    : undefined;
}

/** What an answer is once the outcome is recorded, if it is not touched: who takes the first conversation after a no says yes. */
export function answerBefore(name: AnswerName, form: Pick<Form, 'way'>, known: Known): boolean | null {
  if (name !== 'pathway' || known.point !== 1) return known.answers[name];
  if (form.way === 'declined') return false;
  return form.way === 'held' && known.answers.pathway === false ? true : known.answers.pathway;
}

/** How an answer stands in the form. At the first point a no to the conversation is one to the pathway. */
export function answerOf(name: AnswerName, form: Form, known: Known): boolean | null {
  const before = answerBefore(name, form, known);
  if (isSettled(name, form, known)) return before;
  const touched = form.answers[name];
  return touched === undefined ? before : touched;
}

/** An answer that follows from the way the conversation went. */
export function isSettled(name: AnswerName, form: Pick<Form, 'way'>, known: Known): boolean {
  return name === 'pathway' && known.point === 1 && form.way === 'declined';
}

/** Whether who the GP is should be confirmed before a copy goes there. */
export function isGpUncertain({ gp, today }: Pick<Known, 'gp' | 'today'>): boolean {
  return gp !== null && (Date.parse(today) - Date.parse(gp.asOf)) / 86_400_000 > gpHoldsDays;
}

/** A field of the form that is not as it must be, before anything is sent. */
export interface Problem {
  readonly path: string;
  readonly why: 'missing' | 'future' | 'past' | 'unanswered' | 'closed';
}

export function problemsOf(form: Form, known: Known): readonly Problem[] {
  const { today } = known;
  const problems: Problem[] = [];
  const must = (isRight: boolean, path: string, why: Problem['why']) => {
    if (!isRight) problems.push({ path, why });
  };
  switch (form.way) {
    case null:
      must(false, 'way', 'missing');
      break;
    case 'held':
      must(form.heldOn !== '', 'heldOn', 'missing');
      must(form.heldOn <= today, 'heldOn', 'future');
      must(form.mode !== '', 'mode', 'missing');
      if (known.point === 1)
        for (const name of ['pathway', 'shareWithMunicipality'] as const)
          must(answerOf(name, form, known) !== null, `answers.${name}`, 'unanswered');
      must(form.gp !== 'other' || form.gpUnitId !== '', 'gp', 'missing');
      break;
    case 'declined':
      must(
        known.point !== 1 || !form.askAgain || form.askAgainOn === '' || form.askAgainOn > today,
        'askAgainOn',
        'past',
      );
      break;
    case 'not-held':
      must(form.reason !== '', 'reason', 'missing');
      must(form.tryAgainOn === '' || form.tryAgainOn >= today, 'tryAgainOn', 'past');
      // by then it would be missed anyway: that is said without a date
      must(form.tryAgainOn <= known.closesOn, 'tryAgainOn', 'closed');
      break;
  }
  return problems;
}

export interface Need {
  readonly theme: Theme;
  readonly followUp?: string;
  readonly responsible?: Responsible;
}
type GivenAnswers = { readonly [name in AnswerName]?: boolean | null };

/** What is sent (`POST /tasks/{taskId}/completion`). */
export type Outcome =
  | {
      readonly outcome: 'assessed';
      readonly heldOn: string;
      readonly mode: Mode;
      readonly needs: readonly Need[];
      readonly discussed?: readonly Theme[];
      readonly distress?: number;
      readonly esas?: { readonly [item in EsasItem]?: number };
      readonly whatMatters?: string;
      readonly askGp?: readonly GpAsk[];
      readonly summary?: string;
      readonly answers?: GivenAnswers;
      readonly gp?: { readonly unitId: string };
    }
  | {
      readonly outcome: 'declined';
      readonly askAgain: boolean;
      readonly askAgainOn?: string;
      readonly answers?: GivenAnswers;
    }
  | { readonly outcome: 'not-held'; readonly reason: NotHeldReason; readonly tryAgainOn?: string };

/** The outcome that a form without problems says; what belongs to another way is left out of it. */
export function outcomeOf(form: Form, known: Known): Outcome {
  switch (form.way) {
    case 'declined':
      return {
        outcome: 'declined',
        // of a later point, a no is to that one alone
        askAgain: known.point === 1 && form.askAgain,
        ...(known.point === 1 && form.askAgain && form.askAgainOn !== ''
          ? { askAgainOn: form.askAgainOn }
          : {}),
        ...answersIn(form, known),
      };
    case 'not-held':
      return {
        outcome: 'not-held',
        reason: form.reason as NotHeldReason,
        ...(form.tryAgainOn === '' ? {} : { tryAgainOn: form.tryAgainOn }),
      };
    default:
      return assessedOf(form, known);
  }
}

function assessedOf(form: Form, known: Known): Outcome {
  const discussed = themes.filter((theme) => form.themes[theme]?.need === false);
  return {
    outcome: 'assessed',
    heldOn: form.heldOn,
    mode: form.mode as Mode,
    needs: themes.flatMap((theme) => {
      const entry = form.themes[theme];
      return entry?.need === true ? [needOf(theme, entry)] : [];
    }),
    ...(discussed.length === 0 ? {} : { discussed }),
    ...(form.distress === null ? {} : { distress: form.distress }),
    ...(Object.keys(form.esas).length === 0 ? {} : { esas: form.esas }),
    ...textIn('whatMatters', form),
    ...(form.askGp.length === 0 ? {} : { askGp: form.askGp }),
    ...textIn('summary', form),
    ...answersIn(form, known),
    ...gpIn(form, known),
  };
}

function needOf(theme: Theme, { followUp, responsible }: ThemeEntry): Need {
  return {
    theme,
    ...(followUp.trim() === '' ? {} : { followUp: followUp.trim() }),
    ...(responsible === '' ? {} : { responsible }),
  };
}

function textIn<Name extends 'whatMatters' | 'summary'>(name: Name, form: Form): { [name in Name]?: string } {
  const text = form[name].trim();
  return (text === '' ? {} : { [name]: text }) as { [name in Name]?: string };
}

/** Answers that are not what they would be anyway. */
function answersIn(form: Form, known: Known): { readonly answers?: GivenAnswers } {
  const given = answerNames.flatMap((name) => {
    const value = answerOf(name, form, known);
    return value === answerBefore(name, form, known) ? [] : [[name, value] as const];
  });
  return given.length === 0 ? {} : { answers: Object.fromEntries(given) };
}

function gpIn(form: Form, { gp }: Known): { readonly gp?: { readonly unitId: string } } {
  const unitId = form.gp === 'same' ? gp?.unitId : form.gp === 'other' ? form.gpUnitId : undefined;
  return unitId === undefined || unitId === '' ? {} : { gp: { unitId } };
}
