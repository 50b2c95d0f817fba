import { themes } from '../../../../domain/model.ts';
import type { ToldRefusal } from '../../../texts/refusals.ts';
import type { Form, Problem } from './form.ts';

/** What the server refuses, as problems of the form's own fields. Pure. */

/** A problem that the form found, or the server. */
export type Refusal = Problem | ToldRefusal;

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

export function refusalsOf(errors: readonly ToldRefusal[], form: Form): readonly ToldRefusal[] {
  return errors.map((error) => ({ ...error, path: fieldOf(error.path, form) }));
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

/** The id of the element that a problem's link leads to. */
export function elementOf(path: string): string {
  return `outcome-${path.replaceAll('.', '-')}`;
}
