import { themes } from '../../../../domain/model.ts';
import type { Form, Known, Problem } from './form.ts';

/** What the server refuses, as problems of the form's own fields. Pure. */

/** A problem that the server found; `message` is its own, where the page has no words for it. */
export type Refusal = Omit<Problem, 'why'> & {
  readonly why: Problem['why'] | 'before-diagnosis' | 'too-late' | 'not-taken';
  readonly message?: string;
};

/** Fields of the form by what the server calls them; a need by its theme, which is found by its place. */
const fields: ReadonlySet<string> = new Set([
  'heldOn',
  'mode',
  'whatMatters',
  'summary',
  'distress',
  'askGp',
  'answers.pathway',
  'answers.shareWithMunicipality',
  'answers.cancerCoordinator',
  'answers.gpCopy',
  'gp',
  'askAgain',
  'askAgainOn',
  'reason',
  'tryAgainOn',
]);

export function refusalsOf(
  errors: readonly { readonly path: string; readonly message: string }[],
  form: Form,
  known: Known,
): readonly Refusal[] {
  return errors.map(({ path, message }) => {
    const field = fieldOf(path, form);
    return { path: field, ...reasonOf(field, message, form, known) };
  });
}

function fieldOf(path: string, form: Form): string {
  if (fields.has(path)) return path;
  const [first = '', place = ''] = path.split('.');
  if (first === 'needs') {
    const needs = themes.filter((one) => form.themes[one]?.need === true);
    const theme = place === '' ? undefined : needs[Number(place)];
    return theme === undefined ? 'themes' : `themes.${theme}`;
  }
  if (first === 'esas') return place === '' ? 'esas' : path;
  return fields.has(first) ? first : 'way';
}

function reasonOf(field: string, message: string, form: Form, { today }: Known): Omit<Refusal, 'path'> {
  switch (field) {
    case 'heldOn':
      return { why: form.heldOn > today ? 'future' : 'before-diagnosis' };
    case 'answers.pathway':
    case 'answers.shareWithMunicipality':
      return { why: 'unanswered' };
    case 'askAgainOn':
      return { why: form.askAgainOn > today ? 'too-late' : 'past' };
    case 'tryAgainOn':
      return { why: 'past' };
    case 'gp':
      return { why: 'missing' };
    default:
      return { why: 'not-taken', message };
  }
}

/** The id of the element that a problem's link leads to. */
export function elementOf(path: string): string {
  return `outcome-${path.replaceAll('.', '-')}`;
}
